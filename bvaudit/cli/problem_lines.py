"""Many problems as few lines: one for each cause, with how many, where first, and what is allowed."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from bvaudit.diagnostics import Grad, Problem, in_order
from bvaudit.texts import text

_RANK = {Grad.FEIL: 0, Grad.ADVARSEL: 1, Grad.MERKNAD: 2}
_MORE_PLACES = 3  # named after the first


def as_lines(problems: Iterable[Problem]) -> list[Problem]:
    """Each cause once, the gravest first. What may explain others comes before them, and then one of each kind before
    a second of any; within that by place."""
    groups: dict[Hashable, list[Problem]] = defaultdict(list)
    for problem in in_order(problems):
        groups[_cause(problem)].append(problem)
    met: dict[tuple[Grad, str], int] = defaultdict(int)
    ranked: list[tuple[int, bool, int, int, Problem]] = []
    for group in groups.values():
        kind = (group[0].grad, group[0].kode)
        met[kind] += 1
        ranked.append((_RANK[group[0].grad], not _explains(group[0]), met[kind], len(ranked), _told(group)))
    return [line for *_, line in sorted(ranked, key=lambda entry: entry[:4])]


def _cause(problem: Problem) -> Hashable:
    """What two problems share when one mend does for both: the column, or the same sentence in one file.

    A document is one of many from the same source, so there the file does not matter.
    """
    sted = problem.sted
    if problem.samlet:
        return (problem.grad, problem.kode, sted.fil, sted.ark, problem.samlet.felt, problem.samlet.flere)
    file = "" if sted.sti is not None or sted.is_whole else (sted.fil, sted.ark)
    return (problem.grad, problem.kode, problem.tekst, problem.hint, file)


def _explains(problem: Problem) -> bool:
    return problem.forst or problem.sted.is_whole


def _told(group: Sequence[Problem]) -> Problem:
    first, several = group[0], len(group)
    if several == 1:
        return first
    if first.samlet is None:
        return replace(first, tekst=text("bruk.steder.flere_steder", tekst=first.tekst, hvor=_places(group)))
    values = len({problem.samlet.verdi for problem in group if problem.samlet})
    if not first.samlet.verdi:
        tekst = text("bruk.steder.samlet", felt=first.samlet.felt, n=several, flere=first.samlet.flere)
    elif values == 1:
        tekst = text("bruk.steder.rader", tekst=first.tekst, n=several)
    else:
        felt, flere = first.samlet.felt, first.samlet.flere
        tekst = text("bruk.steder.verdier", felt=felt, verdier=values, n=several, flere=flere)
    return replace(first, tekst=text("bruk.steder.ogsa", tekst=tekst, hvor=_next_places(group)))


def _places(group: Sequence[Problem]) -> str:
    """How many places, and the next ones where a name of them is short."""
    several, files = len(group), len({problem.sted.fil for problem in group})
    if group[0].sted.is_whole:
        return text("bruk.steder.filer", n=files) if files == several else text("bruk.steder.steder", n=several)
    if files > 1:
        return text("bruk.steder.i_filer", n=several, filer=files)
    if group[0].sted.sti is not None:
        return text("bruk.steder.steder", n=several)
    return text("bruk.steder.steder_ogsa", n=several, hvor=_next_places(group))


def _next_places(group: Sequence[Problem]) -> str:
    shown = [problem.sted for problem in group[1 : 1 + _MORE_PLACES]]
    places = [sted.celle or text("bruk.steder.linje", nr=sted.linje) for sted in shown]
    return ", ".join(places) + (" …" if len(group) > 1 + _MORE_PLACES else "")
