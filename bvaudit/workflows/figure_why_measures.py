"""The numbers of a reading that are made of counts, then and now, and how much each count moved them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bvaudit.figures.ratios import SERIE
from bvaudit.figures.why_moved import Brok, brok, of_a_hundred, of_months, of_parts, printed_otherwise, quotient
from bvaudit.model.arsak import Del, Gruppe, Hva, Maling, Medlem
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tallord import Storrelse
from bvaudit.model.tallperiode import Periode
from bvaudit.workflows.figure_why_side import Side, row_of

_NOTHING = Brok(teller=Fraction(0), nevner=Fraction(0))


def parts_of(lesning: Lesning, gruppe: Gruppe | None) -> tuple[Del, ...]:
    """The counts that are explained object by object."""
    if lesning.forhold is not None:
        return (Del.TELLER, Del.NEVNER)
    if lesning.varighet is not None and gruppe is None:
        return (Del.DAGER, Del.ANTALL)
    share = has_share(lesning, gruppe)
    plain = lesning.telt in lesning.maler and not (lesning.av_100 and gruppe is not None)
    counts = (Del.ANTALL,) if plain or not share else ()
    return (*counts, Del.TELLER, Del.NEVNER) if share else counts


def has_share(lesning: Lesning, gruppe: Gruppe | None) -> bool:
    """Whether the number, or one beside it, is a part of something."""
    if lesning.av_100:
        return gruppe is not None
    own = lesning.andel is not None or lesning.regel is not None
    return Storrelse.ANDEL in lesning.maler and (own or gruppe is not None)


class Measures:
    """Of one reading, in one place and one part. ``trykt`` are the rows as they were printed with the first extract."""

    def __init__(
        self, lesning: Lesning, gruppe: Gruppe | None, fra: Side, til: Side, sted: str, trykt: Sequence[Nokkelrad] = ()
    ) -> None:
        self._lesning, self._gruppe, self.sted = lesning, gruppe, sted
        self._fra, self._til, self._trykt = fra, til, trykt

    def all(self) -> Iterator[Maling]:
        lesning = self._lesning
        if lesning.over is not None and self._gruppe is None:
            yield from self._over_months()
        elif lesning.varighet is not None and self._gruppe is None:
            yield from self._days()
        elif lesning.forhold is not None:
            serie = lesning.forhold.nevner.tall.startswith(SERIE)
            for one in (Storrelse.GJENNOMSNITT,) if serie else lesning.maler:
                yield quotient(one.value, *self._both(one), under=Hva.SERIE if serie else Hva.NEVNER)
        elif lesning.av_100:
            yield self._hundred()
        elif has_share(lesning, self._gruppe):
            yield quotient(Storrelse.ANDEL.value, *self._both(Storrelse.ANDEL))

    def _both(self, storrelse: Storrelse) -> tuple[Brok, Brok]:
        name = str(self._gruppe or "")
        before = row_of(self._trykt, storrelse.value, name) or self._fra.rad(storrelse.value, name)
        return _brok(before), _brok(self._til.rad(storrelse.value, name))

    def _hundred(self) -> Maling:
        antall = self._lesning.telt.value
        if self._gruppe is not None:
            return of_a_hundred(antall, *self._both(self._lesning.telt))
        return of_parts(Storrelse.SUM.value, _of_each(self._trykt or self._fra.rader), _of_each(self._til.rader))

    def _over_months(self) -> Iterator[Maling]:
        before, now = (self._months(side) for side in (self._fra, self._til))
        for storrelse in self._lesning.maler:
            if storrelse is Storrelse.GJENNOMSNITT:
                yield quotient(storrelse.value, *self._both(storrelse))
            elif storrelse in (Storrelse.MINST, Storrelse.STORST):
                found = of_months(storrelse.value, before, now, greatest=storrelse is Storrelse.STORST)
                yield printed_otherwise(found, self._printed(storrelse))

    def _months(self, side: Side) -> dict[Periode, int]:
        return {month: self._sum(those) for month, those in side.bak.maneder.items()}

    def _days(self) -> Iterator[Maling]:
        before, now = (
            Brok(teller=Fraction(self._count(side, Del.DAGER)), nevner=Fraction(self._count(side, Del.ANTALL)))
            for side in (self._fra, self._til)
        )
        for storrelse in self._lesning.maler:
            if storrelse is Storrelse.GJENNOMSNITT:
                yield printed_otherwise(quotient(storrelse.value, before, now), self._printed(storrelse))
            elif storrelse is not self._lesning.telt:
                values = (self._fra.rad(storrelse.value), self._til.rad(storrelse.value))
                fra, til = (_value(row) for row in values)
                yield Maling(storrelse=storrelse.value, fra=fra, til=til, udelt=True)

    def _printed(self, storrelse: Storrelse) -> float | None:
        row = row_of(self._trykt, storrelse.value)
        return row.verdi if row is not None else None

    def _count(self, side: Side, del_: Del) -> int:
        return self._sum(side.bak.talt.get(del_, ()))

    def printed(self, del_: Del) -> int | None:
        """The count as it was printed with the first extract; None when it was not, or is no whole number."""
        lesning, name = self._lesning, str(self._gruppe or "")
        if del_ is Del.ANTALL and lesning.over is None and lesning.varighet is None:
            return _whole(row_of(self._trykt, lesning.telt.value, name), "verdi")
        for storrelse in (Storrelse.ANDEL, Storrelse.GJENNOMSNITT, lesning.telt, *lesning.maler):
            row = row_of(self._trykt, storrelse.value, name)
            if row is not None and row.nevner is not None:
                return self._of_row(row, del_)
            if row is not None and lesning.over is not None and storrelse is Storrelse.SUM:
                return _whole(row, "verdi")
        return None

    def _of_row(self, row: Nokkelrad, del_: Del) -> int | None:
        if self._lesning.varighet is not None and self._gruppe is None:
            if del_ is Del.ANTALL:
                return _whole(row, "nevner")
            mean = row.storrelse == Storrelse.GJENNOMSNITT.value and row.verdi is not None
            return round(row.verdi * (row.nevner or 0)) if mean and row.verdi is not None else None
        return _whole(row, "nevner" if del_ is Del.NEVNER else "teller")

    def _sum(self, those: Sequence[Medlem]) -> int:
        return sum(one.steder.get(self.sted, 0) for one in those)


def _whole(row: Nokkelrad | None, felt: str) -> int | None:
    value = getattr(row, felt) if row is not None else None
    return int(value) if value is not None and float(value).is_integer() else None


def _value(row: Nokkelrad | None) -> Fraction | None:
    return Fraction(repr(row.verdi)) if row is not None and row.verdi is not None else None


def _brok(row: Nokkelrad | None) -> Brok:
    if row is None or row.verdi is None or row.teller is None or row.nevner is None:
        return _NOTHING
    return brok(row.teller, row.nevner)


def _of_each(rader: Sequence[Nokkelrad]) -> dict[str, Fraction]:
    """Part → its number. Of a sum."""
    return {row.gruppe: Fraction(repr(row.verdi)) for row in rader if row.gruppe and row.verdi is not None}
