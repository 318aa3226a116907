"""What one reading of spreadsheets has seen so far, and where the files are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.sheets.columns import Field, Value
from bvaudit.extract.sheets.files import Sheet
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.kart import Kart
from bvaudit.model.koder import Kodelister
from bvaudit.model.navnemonster import taken_from
from bvaudit.texts import text

SheetRow = dict[str, Any]  # values of one row by column, and ``_sted``, the place it stands in

_MAX_LIKE = 5_000  # problems of one kind in one column before they are only counted


@dataclass(slots=True, kw_only=True)
class SheetReading:
    """What one reading has seen so far. ``seen`` has, per table, the place and values of every (case, key)."""

    kart: Kart
    koder: Kodelister
    problems: list[Problem]
    paths: Mapping[str, tuple[Path, ...]]
    seen: dict[str, dict[tuple[str, str], tuple[str, tuple[object, ...]]]] = field(default_factory=dict)
    alike: dict[str, dict[str, list[tuple[tuple[str, str], str]]]] = field(
        default_factory=dict
    )  # by table and loose id
    complete: set[str] = field(default_factory=set)  # tables whose sheet could be read to the end
    sheets: dict[tuple[str, str, frozenset[str]], Sheet | None] = field(default_factory=dict)
    cases: dict[str, SheetRow] = field(default_factory=dict)  # by id, when several sheets tell of them
    begun: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict)  # see ``carried_over.py``
    made: dict[tuple[str, str, str, int], str] = field(default_factory=dict)  # table, file, sheet, row → id
    noted: set[Problem] = field(default_factory=set)
    like: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def tell(self, problem: Problem) -> None:
        """Note a problem; when one column has very many of a kind, the rest are counted."""
        if problem in self.noted:
            return
        felt = problem.samlet.felt if problem.samlet else ""
        kind = (problem.sted.fil, problem.sted.ark or "", problem.kode, felt)
        self.like[kind] += 1
        if self.like[kind] <= _MAX_LIKE:
            self.noted.add(problem)
            self.problems.append(problem)

    def tell_rest(self) -> None:
        for (fil, ark, kode, felt), count in self.like.items():
            if count > _MAX_LIKE:
                where = f" i «{felt}»" if felt else ""
                tekst = text("extract.sheets_reading.feil_til_av_samme_slag", count=count - _MAX_LIKE, where=where)
                self.problems.append(Problem(sted=Sted(fil=fil, ark=ark or None), kode=kode, tekst=tekst))
        self.like.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """How one sheet is read: where its header is, and which column each field is read from.

    ``rader``: the fields of each row that one row of the sheet becomes; empty: it is one row. ``fylt``: where a cell
    of the columns ``fyll_ned`` has its value from. ``eier``: the table that has its row in the same row.
    """

    tabell: str
    sheet: Sheet
    header: int
    fields: tuple[tuple[int, Field], ...]
    faste: Mapping[str, Value]
    rader: tuple[tuple[tuple[int, Field], ...], ...] = ()
    ar: int | None = None
    fylt: Mapping[tuple[int, int], int] = field(default_factory=dict)
    fyll_ned: frozenset[int] = frozenset()
    eier: str = ""
    flere: bool = False  # the table is read from other sheets too
    mangler: tuple[str, ...] = ()  # columns that other lists have of the table, and this one not

    @property
    def every(self) -> tuple[tuple[int, Field], ...]:
        return (*self.fields, *(one for row in self.rader for one in row))

    def row_name(self, row: int) -> str:
        name = self.sheet.row_name(row)
        return text("kart_lesing.samme_sted", rad=name, ark=self.sheet.ark) if self.flere else name

    def value_row(self, row: int, column: int) -> int:
        """The row that the value of a cell stands in."""
        return self.fylt.get((row, column), row)

    def cell(self, kolonne: str) -> int:
        return next((index for index, f in self.fields if f.kolonne == kolonne), 0)


def find_files(sources: Sequence[Path], kart: Kart, problems: list[Problem]) -> dict[str, tuple[Path, ...]]:
    """The path of every file the kart names, looked for among the files given and directly in the folders given. A name
    with ``*`` in it is every file that fits."""
    paths: dict[str, tuple[Path, ...]] = {}
    for fil in sorted({place.fil for place in kart.steder}):
        found = sorted({path for source in sources for path in _named(source, fil)})
        if len(found) == 1 or (found and "*" in fil):
            paths[fil] = tuple(found)
        elif "*" in fil:
            tekst, hint = text("kart_lesing.ingen_filer", monster=fil), text("kart_lesing.ingen_filer_hint")
            problems.append(Problem(sted=Sted(fil=kart.fil), kode="mangler-fil", tekst=tekst, hint=hint, forst=True))
        else:
            kode, tekst = (
                ("dobbel-fil", "ligger flere steder")
                if found
                else ("mangler-fil", text("extract.sheets_reading.finnes_ikke"))
            )
            hint = (
                text("extract.sheets_reading.oppgi_bare_den_ene")
                if found
                else text("extract.sheets_reading.oppgi_filen_eller_mappen_den_ligger")
            )
            problems.append(
                Problem(
                    sted=Sted(fil=kart.fil),
                    kode=kode,
                    tekst=text("extract.sheets_reading.filen_i_uttrekket", fil=fil, tekst=tekst),
                    hint=hint,
                    forst=True,
                )
            )
    used = {path for found in paths.values() for path in found}
    for source in sources:
        if source.is_file() and source not in used:
            tekst = text("extract.sheets_reading.filen_er_ikke_nevnt_i_kartet")
            problems.append(Problem(sted=Sted(fil=str(source)), kode="ukjent-fil", tekst=tekst, grad=Grad.ADVARSEL))
    return paths


def _named(source: Path, fil: str) -> Iterator[Path]:
    """The file; an open workbook's own lock file (``~$saker.xlsx``) fits no name."""
    wanted = Path(fil).name
    if not source.is_dir():
        if _fits(wanted, source.name):
            yield source
        return
    folder = (source / fil).parent
    for path in folder.iterdir() if folder.is_dir() else ():
        if _fits(wanted, path.name):
            yield path


def _fits(wanted: str, name: str) -> bool:
    if "*" in wanted:
        return taken_from(heading_key(wanted), heading_key(name)) is not None and not name.startswith("~$")
    return heading_key(name) == heading_key(wanted)
