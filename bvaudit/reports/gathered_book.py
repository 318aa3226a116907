"""The workbook of what is gathered for a supervision: what there is and what lacks, and behind it each table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bvaudit import __version__
from bvaudit.reports import gathered_rows as rows
from bvaudit.reports.gathered_rows import Row
from bvaudit.reports.gathered_view import Samling, about
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

_PAGE = 190  # characters; more than this on one page can hardly be read
_D, _H = CellKind.DATO, CellKind.HELTALL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """``kolonner`` are id, width and kind. ``frys`` columns stay when it is scrolled."""

    id: str
    navn: str
    rader: Callable[[Temafakta], Iterator[Row]]
    kolonner: tuple[tuple[str, float, CellKind], ...]
    frys: int = 1


_T = CellKind.TEKST
_SHEETS = (
    _Sheet(
        id="arshjul",
        navn="ArshjulSamlet",
        rader=rows.year_rows,
        kolonner=(
            ("maned", 11, _D), ("oppgave", 40, _T), ("enhet", 18, _T), ("status", 18, _T), ("utfort", 11, _D),
            ("frist", 11, _D), ("eier", 24, _T), ("belegg", 34, _T), ("grunn", 34, _T), ("gjelder", 22, _T),
        ),
        frys=2,
    ),
    _Sheet(
        id="avvik",
        navn="AvvikSamlet",
        rader=rows.avvik_rows,
        kolonner=(
            ("nr", 15, _T), ("brudd", 44, _T), ("enhet", 18, _T), ("alvor", 10, _T), ("stilling", 18, _T),
            ("status", 18, _T), ("apnet", 11, _D), ("avsluttet", 11, _D), ("neste_frist", 11, _D),
            ("ansvarlig", 24, _T), ("tiltak", 22, _T), ("effekt", 26, _T), ("funn", 22, _T),
        ),
    ),
    _Sheet(
        id="tiltak",
        navn="TiltakSamlet",
        rader=rows.measure_rows,
        kolonner=(
            ("tiltaksnr", 14, _T), ("tiltak", 44, _T), ("avvik", 15, _T), ("enhet", 18, _T), ("status", 14, _T),
            ("frist", 11, _D), ("i_bruk", 11, _D), ("eier", 24, _T), ("avgjorende", 12, _T), ("belegg", 34, _T),
        ),
    ),
    _Sheet(
        id="tall",
        navn="TallSamlet",
        rader=rows.figure_rows,
        kolonner=(
            ("gruppe", 34, _T), ("regel", 9, _T), ("krav", 40, _T), ("enhet", 18, _T), ("n", 11, _H), ("brutt", 9, _H),
            ("delvis", 9, _H), ("uavklart", 9, _H), ("kilde", 26, _T), ("merknad", 44, _T),
        ),
        frys=2,
    ),
    _Sheet(
        id="belegg",
        navn="BeleggSamlet",
        rader=rows.evidence_rows,
        kolonner=(
            ("om", 44, _T), ("enhet", 18, _T), ("belegg", 50, _T), ("skrevet_av", 24, _T), ("dag", 11, _D),
            ("horer_til", 30, _T),
        ),
    ),
    _Sheet(
        id="lister",
        navn="ListerSamlet",
        rader=rows.list_rows,
        kolonner=(
            ("liste", 30, _T), ("punkt", 50, _T), ("eier", 24, _T), ("sist", 11, _D), ("frist", 11, _D),
            ("status", 16, _T),
        ),
    ),
    _Sheet(
        id="skritt",
        navn="SkrittSamlet",
        rader=rows.step_rows,
        kolonner=(("dag", 11, _D), ("skritt", 34, _T), ("av", 22, _T), ("frist", 11, _D), ("tekst", 50, _T)),
    ),
    _Sheet(
        id="sendt",
        navn="SendtSamlet",
        rader=rows.sent_rows,
        kolonner=(
            ("dag", 11, _D), ("fil", 44, _T), ("mottaker", 24, _T), ("enhet", 18, _T), ("sha256", 66, _T),
        ),
    ),
)  # fmt: skip
_CASES = _Sheet(
    id="saker",
    navn="SakerSamlet",
    rader=rows.case_rows,
    kolonner=(("nr", 15, _T), ("enhet", 18, _T), ("sak", 14, _T), ("tilstand", 26, _T), ("dag", 11, _D)),
)


def gathered_book(view: Samling) -> TablesView:
    sheets = (*_SHEETS, _CASES) if view.med_saker else _SHEETS
    return TablesView(
        tittel=view.tittel,
        avsender=view.fakta.kommune,
        programversjon=__version__,
        per=view.fakta.dag,
        om=tuple(about(view)),
        tabeller=(_index(view), *(_table(sheet, view) for sheet in sheets)),
    )


def _index(view: Samling) -> SheetTable:
    kolonner = (
        ("hva", 34, _T), ("har", 10, _T), ("fil", 30, _T), ("dag", 11, _D), ("hvem", 22, _T), ("gjor", 44, _T),
        ("merknad", 38, _T), ("sha256", 66, _T),
    )  # fmt: skip
    return SheetTable(
        ark=text("samle.bok.ark.innhold"),
        id="innhold",
        navn="InnholdSamlet",
        beskrivelse=text("samle.bok.om.innhold"),
        kolonner=tuple(_folded([_column(*one) for one in kolonner])),
        rader=tuple(
            (
                one.hva,
                text(f"samle.har.{one.har.value}"),
                one.fil,
                one.dag,
                one.hvem,
                one.gjor,
                one.merknad,
                one.sha256,
            )
            for one in view.innslag
        ),
        tomt=text("samle.bok.tomt.innhold"),
    )


def _table(sheet: _Sheet, view: Samling) -> SheetTable:
    return SheetTable(
        ark=text(f"samle.bok.ark.{sheet.id}"),
        id=sheet.id,
        navn=sheet.navn,
        beskrivelse=text(f"samle.bok.om.{sheet.id}"),
        kolonner=tuple(_folded([_column(*one) for one in sheet.kolonner])),
        rader=view.shown(tuple(sheet.rader(view.fakta))),
        tomt=text(f"samle.bok.tomt.{sheet.id}"),
        frys=sheet.frys,
    )


def _folded(columns: Sequence[SheetColumn]) -> Iterator[SheetColumn]:
    """What does not fit on a page across is folded away."""
    width = 0.0
    for column in columns:
        width += column.bredde
        yield column if width <= _PAGE else replace(column, foldet=True)


def _column(id: str, bredde: float, kind: CellKind) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"samle.bok.kol.{id}"), bredde=bredde, kind=kind)
