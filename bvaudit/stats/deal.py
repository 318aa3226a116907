"""Who reads what: the places of a unit dealt out to its readers, never a reader's own case."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bvaudit.model.utvalg import Bruk, Plass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """What the dealing must know of one unit. ``lesere`` are codes in the order they were written; ``har`` are places
    that a form has been made of already, and ``ikke`` the readers who must not have a place. ``unntak``: a reader may
    get a case of their own where nobody else can read it."""

    lesere: Sequence[str]
    har: Mapping[int, str] = field(default_factory=dict)
    ikke: Mapping[int, Collection[str]] = field(default_factory=dict)
    unntak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """Place → reader. ``egne`` went to a reader by the exception, and ``ingen`` can be read by nobody."""

    leser: Mapping[int, str]
    egne: tuple[int, ...] = ()
    ingen: tuple[int, ...] = ()


def deal(plasser: Sequence[Plass], dealing: Dealing) -> Dealt:
    """Every place to the reader who has fewest, in order: first those in use, then each stratum's reserve among the
    readers who hold something of that stratum. What was dealt out before stays where it is."""
    used = [one for one in plasser if one.bruk is not Bruk.RESERVE]
    given: dict[int, str] = {one.plass: dealing.har[one.plass] for one in plasser if one.plass in dealing.har}
    load = Counter(given[one.plass] for one in used if one.plass in given)
    own: list[int] = []
    nobody: list[int] = []
    for one in used:
        if one.plass in given or one.bruk is Bruk.UTGATT:
            continue
        reader = _least(dealing, one.plass, load, dealing.lesere)
        if reader is None and dealing.unntak:
            reader = _least(Dealing(lesere=dealing.lesere), one.plass, load, dealing.lesere)
            own += [one.plass] if reader else []
        if reader is None:
            nobody.append(one.plass)
            continue
        given[one.plass] = reader
        load[reader] += 1
    _deal_reserve(plasser, dealing, given)
    return Dealt(leser=given, egne=tuple(own), ingen=tuple(nobody))


def _deal_reserve(plasser: Sequence[Plass], dealing: Dealing, given: dict[int, str]) -> None:
    holders: dict[str, set[str]] = {}
    for one in plasser:
        if one.bruk is not Bruk.RESERVE and one.plass in given:
            holders.setdefault(one.stratum, set()).add(given[one.plass])
    load: dict[str, Counter[str]] = {}
    for one in plasser:
        if one.bruk is not Bruk.RESERVE:
            continue
        counts = load.setdefault(one.stratum, Counter())
        if one.plass not in given:
            among = [reader for reader in dealing.lesere if reader in holders.get(one.stratum, ())]
            reader = _least(dealing, one.plass, counts, among)
            if reader is None:
                continue
            given[one.plass] = reader
        counts[given[one.plass]] += 1


def _least(dealing: Dealing, plass: int, load: Counter[str], among: Sequence[str]) -> str | None:
    may = [reader for reader in among if reader not in dealing.ikke.get(plass, ())]
    return min(may, key=lambda reader: (load[reader], may.index(reader)), default=None)
