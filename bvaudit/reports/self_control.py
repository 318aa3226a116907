"""The page of an egenkontroll: the rounds beside each other, what lacks, and what is to be sent."""

from collections.abc import Iterator, Sequence
from datetime import date

from bvaudit.model.egenkontroll import Egenkontroll, Gjoremal, Runde, Rundepar
from bvaudit.model.kalender import vis
from bvaudit.model.lest import CHANCE, ToRunder
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.supervision_paper import NEW_PAGE, Del, Papir
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import counted, text

_UNITS = 6  # columns that can be read on a page


def self_control(tilsyn: Tilsyn, course: Egenkontroll, kommune: str, dag: date) -> Papir:
    return Papir(
        tittel=text("samle.runder.tittel", tittel=tilsyn.tittel),
        kommune=kommune,
        om=(
            text("samle.runder.om", antall=len(course.runder), dag=vis(dag)),
            text("samle.runder.neste", nr=course.neste) if course.neste else text("samle.runder.alle_gjort"),
        ),
        ramme_tittel=text("samle.runder.rundene"),
        ramme=tuple(round_line(one) for one in course.runder),
        deler=tuple(_parts(course)),
    )


def round_line(one: Runde) -> str:
    """«Runde 1, Egenkontroll …: låst 03.09.2025, 18 saker lest i …»."""
    return text(
        f"samle.runder.stand.{one.stand.value}",
        nr=one.nr,
        tittel=one.tittel,
        revisjon=one.revisjon,
        saker=counted("samle.runder.saker", one.saker),
        enheter=", ".join(one.enheter),
        dag=vis(one.last) if one.last else "",
    )


def _parts(course: Egenkontroll) -> Iterator[Del]:
    yield _to_do("mangler", course.mangler)
    yield _to_do("sendes", course.sendes)
    for pair in course.par:
        yield from _pair(pair)
    if not course.par:
        yield Del(tittel=text("samle.runder.ved_siden"), setninger=(text("samle.runder.ingen_par"),))


def _to_do(key: str, items: tuple[Gjoremal, ...]) -> Del:
    return Del(
        tittel=text(f"samle.runder.{key}"),
        hode=tuple(text(f"samle.bok.kol.{id_}") for id_ in ("hva", "hvem", "gjor")),
        rader=tuple((one.tekst, one.hvem, one.gjor) for one in items),
        bredder=("5", "2", "6"),
        tomt=text(f"samle.runder.{key}_ingen"),
    )


def _pair(pair: Rundepar) -> Iterator[Del]:
    """What can be told line by line, and then a row for each point with a column for each unit."""
    told = [one for one in pair.rader if one.sammenlignbar]
    units = tuple(dict.fromkeys(one.enhet for one in pair.rader))[:_UNITS]
    cells = {(one.regel.id, one.enhet): one for one in pair.rader}
    points = {one.regel.id: one.regel.tittel for one in pair.rader}
    said = [text("samle.runder.kan", antall=len(told), av=len(pair.rader)), text("samle.runder.slik_leses")]
    if not pair.kart:
        said.append(text("samle.runder.uten_kart", fra=pair.fra, til=pair.til))
    changed = [one for one in told if one.p is not None and one.p < CHANCE]
    yield _lines(text("samle.runder.endret"), changed, text("samle.runder.ingen_endret"))
    apart = [one for one in pair.rader if not one.sammenlignbar]
    yield _lines(text("samle.runder.ikke_lignes"), apart, text("samle.runder.alle"))
    yield Del(
        tittel=text("samle.runder.par", fra=pair.fra, til=pair.til),
        setninger=tuple(said),
        hode=(text("samle.bok.kol.krav"), *units),
        rader=tuple(
            (text("samle.tall.punkt", tittel=tittel, id=id_), *(_cell(cells.get((id_, enhet))) for enhet in units))
            for id_, tittel in points.items()
        ),
        bredder=("4", *("2" for _ in units)),
        om=text("samle.runder.ved_siden"),
        tomt=text("samle.runder.ingen_linjer"),
        ny_side=NEW_PAGE,
    )


def _cell(one: ToRunder | None) -> str:
    """Never an arrow alone: what is not the same question in both is marked."""
    if one is None:
        return text("samle.runder.ikke_lest")
    said = text("samle.runder.fra_til", fra=_count(one.nei_for, one.n_for), til=_count(one.nei_na, one.n_na))
    return said if one.sammenlignbar else text("samle.runder.merket", tall=said)


def _lines(tittel: str, every: Sequence[ToRunder], tomt: str) -> Del:
    return Del(
        tittel=tittel,
        hode=(text("samle.bok.kol.enhet"), text("samle.bok.kol.krav"), text("samle.runder.kol_setning")),
        rader=tuple(
            (one.enhet, text("samle.tall.punkt", tittel=one.regel.tittel, id=one.regel.id), one.setning)
            for one in every
        ),
        bredder=("2", "4", "5"),
        tomt=tomt,
    )


def _count(nei: int, n: int) -> str:
    return text("samle.runder.nei_av", nei=nei, n=n) if n else text("samle.runder.ikke_lest")


def self_control_book(paper: Papir, course: Egenkontroll, dag: date, version: str) -> TablesView:
    """The same as tables: what lacks and what is to be sent first, then each pair of rounds on a sheet of its own."""
    return TablesView(
        tittel=paper.tittel,
        avsender=paper.kommune,
        programversjon=version,
        per=dag,
        om=(*paper.om, *paper.ramme),
        tabeller=(_to_do_table(course), *(_pair_table(pair) for pair in course.par)),
    )


def _to_do_table(course: Egenkontroll) -> SheetTable:
    kinds = (("mangler", course.mangler), ("sendes", course.sendes))
    return SheetTable(
        ark=text("samle.runder.rundene"),
        id="gjoremal",
        navn="Gjoremal",
        beskrivelse=text("samle.runder.mangler"),
        kolonner=(
            SheetColumn(id="slag", navn=text("samle.bok.kol.gjelder"), bredde=28),
            *(
                SheetColumn(id=id_, navn=text(f"samle.bok.kol.{id_}"), bredde=bredde)
                for id_, bredde in (("hva", 60), ("hvem", 22), ("gjor", 70))
            ),
        ),
        rader=tuple(
            (text(f"samle.runder.{key}"), one.tekst, one.hvem, one.gjor) for key, every in kinds for one in every
        ),
        tomt=text("samle.runder.mangler_ingen"),
    )


def _pair_table(pair: Rundepar) -> SheetTable:
    return SheetTable(
        ark=text("samle.runder.ark", fra=pair.fra, til=pair.til),
        id=f"runder_{pair.fra}_{pair.til}",
        navn=f"Runder{pair.fra}{pair.til}",
        beskrivelse=text("samle.runder.par", fra=pair.fra, til=pair.til),
        kolonner=(
            SheetColumn(id="enhet", navn=text("samle.bok.kol.enhet"), bredde=18),
            SheetColumn(id="regel", navn=text("samle.bok.kol.regel"), bredde=9),
            SheetColumn(id="krav", navn=text("samle.bok.kol.krav"), bredde=42),
            *(
                SheetColumn(id=f"{id_}_{nr}", navn=text(f"samle.runder.{id_}", nr=nr), bredde=13, kind=CellKind.HELTALL)
                for nr in (pair.fra, pair.til)
                for id_ in ("kol_nei", "kol_av")
            ),
            SheetColumn(id="setning", navn=text("samle.runder.kol_setning"), bredde=62),
        ),
        rader=tuple(
            (one.enhet, one.regel.id, one.regel.tittel, one.nei_for, one.n_for, one.nei_na, one.n_na, one.setning)
            for one in pair.rader
        ),
        tomt=text("samle.runder.ingen_linjer"),
        frys=3,
    )


def lines(paper: Papir, course: Egenkontroll) -> Iterator[str]:
    """What the screen tells: the rounds, what lacks and what is to be sent, and of the pairs what can be told apart."""
    yield paper.tittel
    yield from paper.ramme
    for key, every in (("mangler", course.mangler), ("sendes", course.sendes)):
        yield text(f"samle.runder.{key}") if every else text(f"samle.runder.{key}_ingen")
        for one in every:
            yield "  " + " – ".join(part for part in (one.tekst, one.hvem, one.gjor) if part)
    for pair in course.par:
        told = [one for one in pair.rader if one.sammenlignbar]
        yield text("samle.runder.par", fra=pair.fra, til=pair.til)
        yield "  " + text("samle.runder.kan", antall=len(told), av=len(pair.rader))


def as_plain(course: Egenkontroll) -> dict[str, object]:
    """What ``--json`` prints."""
    return {
        "runder": [
            {
                "nr": one.nr,
                "sjekkliste": one.sjekkliste,
                "revisjon": one.revisjon,
                "stand": one.stand.value,
                "last": one.last.isoformat() if one.last else None,
                "enheter": list(one.enheter),
                "saker": one.saker,
            }
            for one in course.runder
        ],
        "neste": course.neste,
        "mangler": [_plain(one) for one in course.mangler],
        "sendes": [_plain(one) for one in course.sendes],
        "par": [
            {
                "fra": pair.fra,
                "til": pair.til,
                "punkter": [
                    {
                        "enhet": one.enhet,
                        "regel": one.regel.id,
                        "nei_for": one.nei_for,
                        "n_for": one.n_for,
                        "nei_na": one.nei_na,
                        "n_na": one.n_na,
                        "sammenlignbar": one.sammenlignbar,
                        "setning": one.setning,
                    }
                    for one in pair.rader
                ],
            }
            for pair in course.par
        ],
    }


def _plain(one: Gjoremal) -> dict[str, str]:
    return {"tekst": one.tekst, "hvem": one.hvem, "gjor": one.gjor}
