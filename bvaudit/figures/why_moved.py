"""How much each count moved a number that is made of them: shares, means, ratios, months, rounded shares.

Everything is reckoned with fractions, so that the parts are the difference and not nearly so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from bvaudit.model.arsak import Hva, Maling, Virkning
from bvaudit.model.tallperiode import Periode

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brok:
    """What is above and below the line."""

    teller: Fraction
    nevner: Fraction

    @property
    def verdi(self) -> Fraction | None:
        return self.teller / self.nevner if self.nevner else None


def brok(teller: float, nevner: float) -> Brok:
    """Of numbers as they are written: 12.4 is 124 tenths."""
    return Brok(teller=Fraction(repr(teller)), nevner=Fraction(repr(nevner)))


def quotient(storrelse: str, fra: Brok, til: Brok, *, under: Hva = Hva.NEVNER) -> Maling:
    """What is above the line is held against the mean of dividing by what was below it then and by what is now, and the
    other way round: the same whichever is thought to have changed first. ``under``: what stands below the line."""
    before, now = fra.verdi, til.verdi
    if before is None or now is None:
        return Maling(storrelse=storrelse, fra=before, til=now)
    over = (til.teller - fra.teller) * (1 / fra.nevner + 1 / til.nevner) * _HALF
    below = (fra.teller + til.teller) * _HALF * (1 / til.nevner - 1 / fra.nevner)
    return Maling(
        storrelse=storrelse,
        fra=before,
        til=now,
        virkninger=_told((Virkning(hva=Hva.TELLER, endring=over), Virkning(hva=under, endring=below))),
    )


def of_a_hundred(storrelse: str, fra: Brok, til: Brok) -> Maling:
    """A share as a whole number of a hundred, half rounded up."""
    exact = quotient(storrelse, fra, til)
    if exact.fra is None or exact.til is None:
        first, last = (None if one is None else Fraction(rounded(one)) for one in (exact.fra, exact.til))
        return Maling(storrelse=storrelse, fra=first, til=last)
    before, now = rounded(exact.fra), rounded(exact.til)
    left = (now - exact.til * 100) - (before - exact.fra * 100)
    parts = [Virkning(hva=one.hva, endring=one.endring * 100) for one in exact.virkninger]
    return Maling(
        storrelse=storrelse,
        fra=Fraction(before),
        til=Fraction(now),
        virkninger=_told((*parts, Virkning(hva=Hva.AVRUNDING, endring=left))),
    )


def rounded(share: Fraction) -> int:
    return floor(share * 100 + _HALF)


def of_parts(storrelse: str, fra: Mapping[str, Fraction], til: Mapping[str, Fraction]) -> Maling:
    """A sum of the parts of a division. Nothing = there was nothing to share."""
    if not fra or not til:
        before, now = (Fraction(sum(one.values())) if one else None for one in (fra, til))
        return Maling(storrelse=storrelse, fra=before, til=now)
    parts = (
        Virkning(hva=Hva.KODE, navn=kode, endring=til.get(kode, Fraction(0)) - fra.get(kode, Fraction(0)))
        for kode in dict.fromkeys((*fra, *til))
    )
    return Maling(
        storrelse=storrelse, fra=Fraction(sum(fra.values())), til=Fraction(sum(til.values())), virkninger=_told(parts)
    )


def of_months(storrelse: str, fra: Mapping[Periode, int], til: Mapping[Periode, int], *, greatest: bool) -> Maling:
    """The least (or greatest) of the months. First what became of the month it is now, then that it was another."""
    if not fra or not til:
        return Maling(storrelse=storrelse, fra=None, til=None)
    chosen = max if greatest else min
    before, now = chosen(fra.values()), chosen(til.values())
    those = [one for one, count in til.items() if count == now]
    month = next((one for one in those if fra.get(one, 0) == before), those[0])
    parts = (
        Virkning(hva=Hva.MANEDEN, endring=Fraction(now - fra.get(month, 0))),
        Virkning(hva=Hva.ANNEN, endring=Fraction(fra.get(month, 0) - before)),
    )
    return Maling(storrelse=storrelse, fra=Fraction(before), til=Fraction(now), virkninger=_told(parts))


def printed_otherwise(maling: Maling, trykt: float | None) -> Maling:
    """The same, from the number as it was printed: what lies between is the way of counting."""
    if trykt is None or maling.fra is None or maling.til is None:
        return maling
    told = Fraction(repr(float(trykt)))
    if float(maling.fra) == float(trykt):
        return maling
    parts = (*maling.virkninger, Virkning(hva=Hva.INNHOLD, endring=maling.fra - told))
    return Maling(storrelse=maling.storrelse, fra=told, til=maling.til, virkninger=parts, udelt=maling.udelt)


def _told(parts: Iterable[Virkning]) -> tuple[Virkning, ...]:
    return tuple(one for one in parts if one.endring)


def apportioned(parts: Iterable[Fraction], whole: Fraction, desimaler: int) -> list[Fraction]:
    """The parts rounded so that what is shown adds up to what is shown: what is left over goes to those that lost the
    most by the rounding."""
    step = Fraction(1, 10**desimaler)
    exact = [part / step for part in parts]
    down = [floor(part) for part in exact]
    left = round(whole / step) - sum(down)
    order = sorted(range(len(exact)), key=lambda n: (down[n] - exact[n], n))
    for n in order[: max(left, 0)]:
        down[n] += 1
    for n in order[::-1][: max(-left, 0)]:
        down[n] -= 1
    return [Fraction(n) * step for n in down]
