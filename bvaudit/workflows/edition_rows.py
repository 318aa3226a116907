"""The numbers of editions: what their workbooks print, and how old the register they rest on is."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bvaudit.figures.suppress_hundred import as_share, of_a_hundred
from bvaudit.figures.suppress_rows import primary
from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.intake.nokkeltall_rows import read_figures
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.skjerming import Skjermvalg
from bvaudit.model.utgave import RADER_CSV
from bvaudit.texts import language, spoken

_LANGUAGES = ("nb", "nn")
_SHEET = ".xlsx"
_HEAD = re.compile(r"\b(\d+)·[0-9a-f]{4}(?:-[0-9a-f]{4})+")  # as ``Hode.vist`` writes it


def printed_in(files: Iterable[Path]) -> tuple[Nokkelrad, ...]:
    """What the workbooks print, whichever language they are in. What one of them shows is shown."""
    rows = [row for path in files if path.suffix.casefold() == _SHEET for row in _rows_of(path)]
    return tuple({row.celle: row for row in sorted(rows, key=_is_shown)}.values())


def kept_in(folder: Path) -> tuple[Nokkelrad, ...] | None:
    """What an edition that was sent has printed: as it was kept then, else as its workbooks say. None: nobody knows."""
    if (folder / RADER_CSV).is_file():
        rows, _ = read_figures(folder / RADER_CSV)
        if rows:
            return rows
    return printed_in(sorted(folder.glob(f"*{_SHEET}"))) or None


def every_printed(editions: Iterable[Sequence[Nokkelrad]]) -> tuple[Nokkelrad, ...]:
    """Of each cell the number it was shown with last, and that it was hidden where it was that too: what one edition
    has shown is known whatever a later one hides, and what one has hidden stays hidden."""
    found = {(row.celle, _is_shown(row)): row for rows in editions for row in rows}
    return tuple(found.values())


def never_public(rows: Iterable[Nokkelrad], valg: Skjermvalg) -> frozenset[Celle]:
    """Cells that are shown and are too small to be: somebody has typed in the workbook, or it was made for others."""
    shown = [row for row in rows if _is_shown(row)]
    hundred = {row.celle for row in shown if of_a_hundred(row)}
    return frozenset(row.celle for row in shown if primary(as_share(row, hundred), valg))


def newest_event(rows: Iterable[Nokkelrad]) -> int:
    """The number of the last event of the register the papers rest on; 0 when they do not say."""
    return max((int(found[1]) for row in rows if (found := _HEAD.search(row.kilde))), default=0)


def _is_shown(row: Nokkelrad) -> bool:
    return row.tilstand is not Tilstand.SKJULT


def _rows_of(path: Path) -> Sequence[Nokkelrad]:
    for code in dict.fromkeys((spoken(), *_LANGUAGES)):
        with language(code):
            rows = read_annex_rows(path)
        if rows:
            return rows
    return ()
