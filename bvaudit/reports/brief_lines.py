"""The brief view as lines, the same on a terminal and in a file."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bvaudit.reports.brief_view import BriefView

MOST_LINES = 25
_GAP = 2
_NARROWEST_NAME = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``tung`` for a heading, ``avvik`` for what tells of deviations: colour may repeat it, never say it alone."""

    tekst: str
    tung: bool = False
    avvik: bool = False


def brief_lines(view: BriefView, width: int, after: Sequence[str] = (), *, room: int = MOST_LINES) -> tuple[Line, ...]:
    """No wider than ``width`` (80 or more). ``after`` are sentences that end it, such as where the files lie.

    Empty lines between the parts as far as there is ``room``. Without room for the parts, what matters less is said in
    fewer words before any of the gravest is left out.
    """
    first = [*_wrapped(view.tittel, width, tung=True), *_wrapped(view.kilde, width)]
    units = [*_grid(view, width), *_wrapped(view.andre_enheter, width)]
    outcome = list(_wrapped(view.utfall, width, tung=True))
    last: list[Line] = []
    gravest: list[Line] = []
    for unseen, urgent in (
        (view.ikke_kontrollert, view.haster),
        (view.ikke_kontrollert_kort, view.haster),
        (view.ikke_kontrollert_kort, view.haster_kort),
    ):
        last = [line for one in (unseen, *after) for line in _wrapped(one, width)]
        left = room - sum(map(len, (first, units, outcome, last)))
        gravest = list(_gravest(urgent, width, left))
        if len(gravest) == sum(1 for one in urgent for _ in _urgent(one, width)) <= left:
            break
    blocks = [first, units, [*outcome, *gravest], last]
    whole = [block for block in blocks if block]
    empty = room - sum(map(len, whole))
    lines = [whole[0]] if whole else []
    for number, block in enumerate(whole[1:]):
        lines.append([Line(tekst=""), *block] if number < empty else block)
    return tuple(line for block in lines for line in block)


def tells_all(view: BriefView, lines: Sequence[Line]) -> bool:
    """Whether each of the gravest is there."""
    ids = (one.partition(" ")[0] for one in view.haster)
    return all(any(line.tekst.startswith(f"  {id_} ") for line in lines) for id_ in ids)


def _gravest(sentences: Sequence[str], width: int, room: int) -> Iterator[Line]:
    """The first always, and the others as long as there is room for each whole."""
    for number, sentence in enumerate(sentences):
        lines = list(_urgent(sentence, width))
        room -= len(lines)
        if number and room < 0:
            return
        yield from lines


def _grid(view: BriefView, width: int) -> Iterator[Line]:
    rows = [view.kolonner, *(row.celler for row in view.enheter)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(view.kolonner))]
    widths[0] = max(_NARROWEST_NAME, min(widths[0], width - sum(widths[1:]) - _GAP * (len(widths) - 1)))
    yield Line(tekst=_row(view.kolonner, widths), tung=True)
    for row in view.enheter:
        first, *more = textwrap.wrap(row.celler[0], widths[0]) or [""]
        yield Line(tekst=_row((first, *row.celler[1:]), widths), avvik=row.avvik)
        yield from (Line(tekst=f"  {part}") for part in more)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = cells
    return (" " * _GAP).join([f"{name:<{widths[0]}}", *(f"{c:>{w}}" for c, w in zip(numbers, widths[1:], strict=True))])


def _urgent(sentence: str, width: int) -> Iterator[Line]:
    return _wrapped(sentence, width, first="  ", rest=" " * (_GAP * 2 + len(sentence.partition(" ")[0])), avvik=True)


def _wrapped(
    sentence: str, width: int, *, first: str = "", rest: str = "  ", tung: bool = False, avvik: bool = False
) -> Iterator[Line]:
    for tekst in textwrap.wrap(
        sentence, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    ):
        yield Line(tekst=tekst, tung=tung, avvik=avvik)
