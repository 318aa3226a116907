"""Rows of a sheet that are no case: totals, footers, and headings that come again."""

import re
from collections.abc import Collection, Sequence

from bvaudit.extract.sheets.cells import is_empty
from bvaudit.extract.sheets.texts import heading_key, unwrapped

_SUM = (
    r"(?:(?:grand |general )?(?:total(?:t|er|sum)?|sum(?:mer|ma)?|del(?:sum(?:mer)?|total)|subtotal|mellomsum|"
    r"til ?sammen|i alt|antall?|count|gjennomsnitt|snitt|average|number of|σ))"
)
_NUMBER = r"[0-9][0-9 .,]*"
_COUNTED = r"(?:rad(?:er)?|row(?:s|\(s\))?|linjer?|post(?:er)?|sak(?:er)?|treff|records?|record\(s\)|element(?:er)?)"
_PRINTED = (
    r"(?:ut)?skrevet(?: ut)?|utskrift(?:sdato)?|rapport(?:en|dato)?|kjørt|kjøredato|generert|laget|tatt ut|"
    r"eksportert|hentet|uttrekk(?:et|sdato)?|dato for uttrekk|printed|generated|exported|created|report|"
    r"kilde|source|side|page|slutt|end of|utvalg|filter|sist oppdatert|kriteri(?:er|um)|periode|dato|bruker|copyright"
)
_NO_CASE = re.compile(
    rf"{_SUM}(?:[ :=(.].*|)"  # Totalt · Totalt: 2 saker · Antall saker 2 · Sum Nord
    rf"|.+ (?:total|totalt|sum|antall|gjennomsnitt)"  # Nord Totalt, as Excel's own subtotals are called
    rf"|[(\[]?{_NUMBER} ?{_COUNTED}\b.*"  # (2 rader berørt) · 2 row(s) returned
    rf"|[(\[]?(?:{_PRINTED})(?:[ :.].*|)"  # Utskrevet 01.02.2026 · Side 1 av 2
    r"|n ?= ?[0-9]+|©.*"
    r"|[-=_*#]{3,}.*"  # a line drawn under the table
)
_ONLY_SUM = re.compile(rf"{_SUM}|.+ (?:total|totalt)")


def is_no_case(cells: Sequence[object], sak: int) -> bool:
    """Whether the row says of itself that it is a total or a footer: where the id of the case should stand, or, when
    nothing stands there, in the first cell with anything."""
    own = cells[sak] if sak < len(cells) and not is_empty(cells[sak]) else first_filled(cells)
    return isinstance(own, str) and bool(_NO_CASE.fullmatch(_plain(own)))


def first_filled(cells: Sequence[object]) -> object:
    return next((cell for cell in cells if not is_empty(cell)), None)


def looks_like_total(cell: object) -> bool:
    """Whether a cell is nothing but the word for a total."""
    return isinstance(cell, str) and bool(_ONLY_SUM.fullmatch(_plain(cell)))


def repeats_headings(cells: Sequence[object], headings: Collection[tuple[int, str]]) -> bool:
    """Whether what stands in the mapped columns is their headings again."""
    filled = [(heading_key(cells[i]), heading) for i, heading in headings if i < len(cells) and not is_empty(cells[i])]
    return bool(filled) and all(cell == heading_key(heading) for cell, heading in filled)


def _plain(cell: str) -> str:
    return heading_key(unwrapped(cell))
