"""What is followed beside the avvik and is due, as «bvaudit status» tells it: what the authority waits for and what
stands in lists one by one, controls and measures together."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bvaudit.model.fulgt import Fulgt
from bvaudit.model.kalender import vis
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag
from bvaudit.reports.due_view import where
from bvaudit.reports.status_view import Punkt, Words
from bvaudit.texts import counted, text

AHEAD = 60  # days: what the authority waits for is told of so early; the rest when a month is left
_MONTH = 30
_ONE_BY_ONE = (Forfallslag.TILSYN, Forfallslag.LISTE)
_TOGETHER = (Forfallslag.OPPGAVE, Forfallslag.TILTAK, Forfallslag.KONTROLL)
Command = Callable[..., Words]


def due_points(fulgt: Fulgt, command: Command) -> tuple[tuple[Punkt, ...], tuple[Punkt, ...]]:
    """(what is over, what is near). ``command`` makes the words of a command, as they are typed here. The avvik are
    told by the register itself."""
    over = [one for one in fulgt.forfall if one.dager < 0]
    near = [one for one in fulgt.forfall if one.dager >= 0 and (_early(one) or one.dager <= _MONTH)]
    return tuple(_over(over, fulgt, command)), tuple(_near(near, fulgt, command))


def _early(one: Forfall) -> bool:
    return one.slag is Forfallslag.TILSYN


def _over(rows: Sequence[Forfall], fulgt: Fulgt, command: Command) -> Iterator[Punkt]:
    for one in rows:
        if one.slag in _ONE_BY_ONE:
            yield _point(one, "var", fulgt, command)
    for slag in _TOGETHER:
        if n := sum(one.slag is slag for one in rows):
            yield Punkt(tekst=counted(f"forfall.status.over_{slag.value}", n), kommando=command("frister"))


def _near(rows: Sequence[Forfall], fulgt: Fulgt, command: Command) -> Iterator[Punkt]:
    """A control is told once, with the number of units it is to be done in."""
    for one in rows:
        if one.slag in _ONE_BY_ONE:
            yield _point(one, "er", fulgt, command)
    tasks = sorted((one for one in rows if one.slag is Forfallslag.OPPGAVE), key=lambda one: (one.dag, one.hva))
    for (dag, hva), together in groupby(tasks, key=lambda one: (one.dag, one.hva)):
        found = list(together)
        if len(found) == 1:
            yield _point(found[0], "er", fulgt, command)
        else:
            said = counted("forfall.status.kontroll", len(found), hva=hva, dag=vis(dag))
            yield Punkt(tekst=said, frist=dag, kommando=command(*found[0].kommando[:3]))
    for slag in (Forfallslag.TILTAK, Forfallslag.KONTROLL):
        if n := sum(one.slag is slag for one in rows):
            yield Punkt(tekst=counted(f"forfall.status.naer_{slag.value}", n), kommando=command("frister"))


def _point(one: Forfall, key: str, fulgt: Fulgt, command: Command) -> Punkt:
    gjor = f"{one.gjor[:1].lower()}{one.gjor[1:]}"
    said = text(f"forfall.status.{key}", hva=one.hva, gjor=gjor, dag=vis(one.dag))
    return Punkt(tekst=said, hvem=fulgt.eier(one) or where(one, fulgt), frist=one.dag, kommando=command(*one.kommando))
