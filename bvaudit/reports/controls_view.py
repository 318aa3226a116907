"""What the national register's own controls found and what has been done about it: lines, tables and plain values."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit import __version__
from bvaudit.model.kalender import vis
from bvaudit.model.kontrollfunn import Kontrollert, Kontrollfunn
from bvaudit.model.kortid import short_ids
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.asked import shown
from bvaudit.reports.register_quality import graded
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import counted, text

_SHOWN = 12


def controls_lines(told: Kontrollert, kontekst: Kontekst, *, whole: bool) -> Iterator[str]:
    """One line for each control and unit, with how many cases are left."""
    yield counted("forfall.kontroller.tittel", told.kjort, dag=vis(told.per))
    if told.ikke_kjort:
        yield counted("forfall.kontroller.ikke_kjort", told.ikke_kjort)
    if not told.funn:
        yield text("forfall.kontroller.ingen")
        return
    rows = told.funn if whole else told.funn[:_SHOWN]
    for one in rows:
        yield text(
            "forfall.kontroller.linje",
            regel=one.regel,
            enhet=kontekst.enhet(one.enhet),
            saker=counted("forfall.kontroller.saker", len(one.saker), apne=one.apne),
            status=_status(one, kontekst),
            tekst=one.tekst,
        )
    if len(rows) < len(told.funn):
        yield counted("forfall.kontroller.flere", len(told.funn) - len(rows))


def controls_book(told: Kontrollert, kontekst: Kontekst) -> TablesView:
    """Every control in every unit, and every case: nothing is only an example here."""
    return TablesView(
        tittel=text("forfall.kontroller.excel.tittel"),
        avsender=told.kommune,
        programversjon=__version__,
        per=told.per,
        om=(
            counted("forfall.kontroller.tittel", told.kjort, dag=vis(told.per)),
            text("forfall.kontroller.excel.om"),
        ),
        tabeller=(_controls(told, kontekst), _cases(told, kontekst)),
    )


def _controls(told: Kontrollert, kontekst: Kontekst) -> SheetTable:
    return SheetTable(
        ark=text("forfall.kontroller.excel.kontroller"),
        id="kontroller",
        navn="Kontroller",
        beskrivelse=text("forfall.kontroller.excel.om_kontroller"),
        kolonner=(
            _column("regel", 20),
            _column("enhet", 18),
            _column("tekst", 46),
            _column("grad", 14),
            _column("saker", 9, CellKind.HELTALL),
            _column("apne", 12, CellKind.HELTALL),
            _column("status", 16),
            _column("eier", 22),
            _column("frist", 11, CellKind.DATO),
            _column("belegg", 28),
            _column("grunn", 28),
        ),
        rader=tuple(
            (
                one.regel,
                kontekst.enhet(one.enhet),
                one.tekst,
                graded(one.grad),
                len(one.saker),
                one.apne,
                _status(one, kontekst),
                shown(one.eier, kontekst) if one.eier else "",
                one.frist,
                one.belegg,
                one.grunn,
            )
            for one in told.funn
        ),
        tomt=text("forfall.kontroller.ingen"),
        frys=2,
    )


def _cases(told: Kontrollert, kontekst: Kontekst) -> SheetTable:
    short = _short(told.funn)
    return SheetTable(
        ark=text("forfall.kontroller.excel.saker"),
        id="kontrollsaker",
        navn="Kontrollsaker",
        beskrivelse=text("forfall.kontroller.excel.om_saker"),
        kolonner=(
            _column("enhet", 18),
            _column("sak", 14),
            _column("regel", 20),
            _column("tekst", 60),
            _column("rettet", 14, CellKind.DATO),
            _column("igjen", 26),
        ),
        rader=tuple(
            (
                kontekst.enhet(one.enhet),
                short[case.sak],
                one.regel,
                one.tekst,
                case.rettet,
                text("forfall.kontroller.igjen") if case.rettet is not None and case.rettet <= told.per else "",
            )
            for one in sorted(told.funn, key=lambda each: (kontekst.enhet(each.enhet), each.regel))
            for case in one.saker
        ),
        tomt=text("forfall.kontroller.ingen"),
        frys=2,
    )


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"forfall.kontroller.excel.kol_{id}"), bredde=bredde, kind=kind)


def _status(one: Kontrollfunn, kontekst: Kontekst) -> str:
    said = kontekst.kodeverk.tekst("listestatuser", one.status)
    return said if one.saker else text("forfall.kontroller.borte", status=said)


def _short(found: Sequence[Kontrollfunn]) -> Mapping[str, str]:
    return short_ids(case.sak for one in found for case in one.saker)


def controls_plain(told: Kontrollert, kontekst: Kontekst) -> dict[str, object]:
    """What ``--json`` prints."""
    short = _short(told.funn)
    return {
        "per": told.per.isoformat(),
        "kjort": told.kjort,
        "ikke_kjort": told.ikke_kjort,
        "funn": [
            {
                "nr": one.nr,
                "kontroll": one.regel,
                "tekst": one.tekst,
                "grad": one.grad,
                "enhet": one.enhet,
                "enhetsnavn": kontekst.enhet(one.enhet),
                "antall": one.antall,
                "status": one.status,
                "eier": one.eier,
                "frist": one.frist.isoformat() if one.frist else None,
                "belegg": one.belegg,
                "grunn": one.grunn,
                "saker": [
                    {
                        "sak": case.sak,
                        "kortid": short[case.sak],
                        "rettet": case.rettet.isoformat() if case.rettet else None,
                    }
                    for case in one.saker
                ],
            }
            for one in told.funn
        ],
    }
