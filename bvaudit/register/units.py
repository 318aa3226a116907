"""Units over time: which have ceased, who took over, and whether a past day is told otherwise than before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjoring import Kjoringsfakta


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """``ceased`` are the units that are gone on the judging day."""

    ceased: frozenset[str]
    successors: Mapping[str, str]

    def now(self, enhet: str) -> str:
        """The unit that has taken over, through as many as there are; the unit itself while it is there, and when
        nobody has."""
        seen: set[str] = set()
        while enhet in self.ceased and enhet in self.successors and enhet not in seen:
            seen.add(enhet)
            enhet = self.successors[enhet]
        return enhet


def units_of(reg: Registeret, fakta: Kjoringsfakta) -> Units:
    ceased = frozenset(enhet for enhet, siste in fakta.opphort.items() if siste < fakta.per)
    return Units(ceased=ceased, successors={**reg.etterfolgere, **fakta.etterfolgere})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A unit of the map, as ``Kjoringsfakta.kart`` has it: «3|2020-01-01||<print>»."""

    place: int
    fra: date
    til: date
    rest: str

    def until(self, dag: date) -> tuple[date, date] | None:
        """The days up to ``dag`` it is there; None when there is none."""
        return (self.fra, min(self.til, dag)) if self.fra <= min(self.til, dag) else None


def _line(text: str) -> _Line:
    """A print without dates is of a unit that is there always."""
    place, fra, til, rest = text.split("|", 3) if text.count("|") >= 3 else ("0", "", "", text)
    return _Line(
        place=int(place),
        fra=date.fromisoformat(fra) if fra else date.min,
        til=date.fromisoformat(til) if til else date.max,
        rest=rest,
    )


def changed_in_the_past(before: Mapping[str, str], now: Mapping[str, str], siste: date) -> tuple[str, ...]:
    """The units that are mapped otherwise on some day up to ``siste``, the last one that was judged. Lines that begin
    after it may be added, and a unit may cease from it on."""
    old = {enhet: _line(text) for enhet, text in before.items()}
    new = {enhet: _line(text) for enhet, text in now.items()}
    wrong = {enhet for enhet in {*old, *new} if not _same(old.get(enhet), new.get(enhet), siste)}
    kept = [enhet for enhet in old if enhet in new]
    by_old, by_new = sorted(kept, key=lambda e: old[e].place), sorted(kept, key=lambda e: new[e].place)
    wrong |= {a for a, b in zip(by_old, by_new, strict=True) if a != b}
    return tuple(sorted(wrong))


def _same(old: _Line | None, new: _Line | None, siste: date) -> bool:
    then = old.until(siste) if old is not None else None
    told_now = new.until(siste) if new is not None else None
    if then is None and told_now is None:
        return True
    return then == told_now and old is not None and new is not None and old.rest == new.rest
