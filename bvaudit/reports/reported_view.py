"""What of the overruns has been reported to the authority: lines, a table and plain values."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bvaudit import __version__
from bvaudit.model.kortid import short_ids
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.meldt import Overskridelse
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import counted, text


def reported_lines(found: Sequence[Overskridelse], kontekst: Kontekst) -> Iterator[str]:
    """For each unit and rule, how many there are and how many nobody says have been reported."""
    if not found:
        yield text("forfall.meldt.ingen")
        return
    left = sum(one.meldt is None for one in found)
    yield counted("forfall.meldt.tittel", len(found), ikke=left)
    groups = Counter((one.enhet, one.regel, one.avvik, one.brudd) for one in found)
    missing = Counter((one.enhet, one.regel, one.avvik, one.brudd) for one in found if one.meldt is None)
    for key, n in groups.items():
        enhet, regel, avvik, brudd = key
        yield counted(
            "forfall.meldt.linje",
            n,
            enhet=kontekst.enhet(enhet),
            regel=regel,
            avvik=avvik,
            brudd=brudd,
            ikke=missing[key],
        )


def reported_book(found: Sequence[Overskridelse], kontekst: Kontekst, kommune: str, dag: date) -> TablesView:
    left = sum(one.meldt is None for one in found)
    return TablesView(
        tittel=text("forfall.meldt.excel.tittel"),
        avsender=kommune,
        programversjon=__version__,
        per=dag,
        om=(counted("forfall.meldt.tittel", len(found), ikke=left), text("forfall.meldt.excel.om")),
        tabeller=(_table(found, kontekst),),
    )


def _table(found: Sequence[Overskridelse], kontekst: Kontekst) -> SheetTable:
    short = short_ids(one.sak for one in found if one.sak)
    return SheetTable(
        ark=text("forfall.meldt.excel.ark"),
        id="overskridelser",
        navn="Overskridelser",
        beskrivelse=text("forfall.meldt.excel.om"),
        kolonner=(
            _column("enhet", 18),
            _column("regel", 11),
            _column("brudd", 40),
            _column("sak", 14),
            _column("start", 12, CellKind.DATO),
            _column("funnet", 12, CellKind.DATO),
            _column("tilstand", 20),
            _column("merke", 14),
            _column("meldt", 12, CellKind.DATO),
            _column("papir", 26),
            _column("avvik", 15),
        ),
        rader=tuple(
            (
                kontekst.enhet(one.enhet),
                one.regel,
                one.brudd,
                short.get(one.sak, ""),
                one.start,
                one.funnet,
                text(f"registeret.tilstand.{one.tilstand.replace('-', '_')}"),
                mark(one),
                one.meldt,
                one.papir,
                one.avvik,
            )
            for one in found
        ),
        tomt=text("forfall.meldt.ingen"),
        frys=4,
    )


def mark(one: Overskridelse) -> str:
    return text(f"forfall.meldt.{'er' if one.meldt is not None else 'ikke'}")


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"forfall.meldt.excel.kol_{id}"), bredde=bredde, kind=kind)


def reported_plain(found: Sequence[Overskridelse], kontekst: Kontekst) -> list[dict[str, object]]:
    """What ``--json`` prints."""
    return [
        {
            "avvik": one.avvik,
            "regel": one.regel,
            "brudd": one.brudd,
            "enhet": one.enhet,
            "enhetsnavn": kontekst.enhet(one.enhet),
            "sak": one.sak,
            "objekt_id": one.objekt_id,
            "start": one.start.isoformat() if one.start else None,
            "funnet": one.funnet.isoformat(),
            "tilstand": one.tilstand.value,
            "meldt": one.meldt.isoformat() if one.meldt else None,
            "papir": one.papir,
        }
        for one in found
    ]
