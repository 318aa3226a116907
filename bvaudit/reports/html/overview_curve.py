"""The curve of open avvik as a drawing: a line over bars of what came and what was closed."""

from collections.abc import Iterator, Sequence
from html import escape

from bvaudit.reports.overview_view import Maned
from bvaudit.texts import text

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 900, 260, 44, 40, 28
_MOST_LABELS = 12


def curve(months: Sequence[Maned]) -> str:
    """Two months or more. Told in words to those who do not see it; the numbers stand in a table beside it."""
    return "".join(_drawing(months))


def _drawing(months: Sequence[Maned]) -> Iterator[str]:
    top = max(1, *(max(one.apne, one.nye, one.lukket) for one in months))
    step = (_WIDTH - _LEFT - 10) / len(months)
    floor = _HEIGHT - _BOTTOM

    def y(value: int) -> float:
        return floor - (floor - _TOP) * value / top

    first, last = months[0], months[-1]
    told = text(
        "oversikt_side.kurve_fortalt",
        fra=first.dag.strftime("%m.%Y"),
        til=last.dag.strftime("%m.%Y"),
        forst=first.apne,
        sist=last.apne,
    )
    yield f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(told)}">'
    for share in (0, top // 2, top):
        yield f'<path d="M{_LEFT} {y(share):.0f}H{_WIDTH - 8}" stroke="#c3ccd4"/>'
        yield f'<text x="{_LEFT - 6}" y="{y(share) + 4:.0f}" text-anchor="end">{share}</text>'
    every = -(-len(months) // _MOST_LABELS)
    for place, one in enumerate(months):
        x, wide = _LEFT + place * step, step * 0.3
        yield f'<rect x="{x + step * 0.16:.1f}" y="{y(one.nye):.1f}" width="{wide:.1f}" '
        yield f'height="{floor - y(one.nye):.1f}" fill="#1f3a5f"/>'
        yield f'<rect x="{x + step * 0.52:.1f}" y="{y(one.lukket):.1f}" width="{wide:.1f}" '
        yield f'height="{floor - y(one.lukket):.1f}" fill="#7fb58a" stroke="#2e6b3a"/>'
        if place % every == 0:
            label = one.dag.strftime("%m.%y")
            yield f'<text x="{x + step / 2:.1f}" y="{floor + 16}" text-anchor="middle">{label}</text>'
    points = " ".join(f"{_LEFT + (n + 0.5) * step:.1f},{y(one.apne):.1f}" for n, one in enumerate(months))
    yield f'<polyline points="{points}" fill="none" stroke="#a65400" stroke-width="3"/>'
    yield from _legend()
    yield "</svg>"


def _legend() -> Iterator[str]:
    marks = (("apne_slutt", "#a65400", 4), ("nye_i", "#1f3a5f", 12), ("lukket_i", "#7fb58a", 12))
    for place, (key, colour, high) in enumerate(marks):
        x = _LEFT + place * 270
        yield f'<rect x="{x}" y="{10 - high / 2:.0f}" width="18" height="{high}" fill="{colour}"/>'
        yield f'<text x="{x + 24}" y="14">{escape(text(f"oversikt_side.{key}"))}</text>'
