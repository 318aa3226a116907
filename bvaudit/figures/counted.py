"""What was counted becomes rows of the long table: a row for every place there is, also where nothing was found.

A unit or a municipality without cases has 0. What the extract cannot tell is never 0: the row says so. A share of
nothing has no value.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor

from bvaudit.figures.cells import Cells, Place, places
from bvaudit.figures.remarks import remarks
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.kalender import vis
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand, gruppe
from bvaudit.model.nokkeltall import Inndeling, Lesning
from bvaudit.model.tallord import Kraft, Storrelse, Teller, Utenom
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt, Talt, Telling
from bvaudit.texts import counted, text

_DAYS = (Storrelse.GJENNOMSNITT, Storrelse.MEDIAN, Storrelse.MINST, Storrelse.STORST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A reading of a figure that was counted. ``tilstand``: it is about a state, and stands on one day."""

    tall: str
    lesning: Lesning
    tilstand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramme:
    """What there is to tell of. ``omsorg`` are the names of the units whose task is care. ``avsluttet_fra``: see
    ``Talt``."""

    perioder: tuple[Periode, ...]
    enheter: tuple[KjentEnhet, ...]
    per: date
    kommuner: tuple[str, ...] = ()
    omsorg: frozenset[str] = field(default_factory=frozenset)
    kilde: str = ""
    avsluttet_fra: date | None = None


def stands_on_a_day(lesning: Lesning, *, regel_om_tilstand: bool = False) -> bool:
    """Whether the number is of the period's last day, and not of the period."""
    if lesning.tid is None:
        return regel_om_tilstand
    return lesning.tid.i_kraft in (Kraft.SISTE_DAG, Kraft.APEN)


def rows_of(talt: Talt, readings: Iterable[Reading], ramme: Ramme) -> tuple[Nokkelrad, ...]:
    """The rows of every reading, in the order of the readings, then of period, place and part."""
    cells = Cells(talt.tellinger)
    left: dict[tuple[str, str], list[IkkeTelt]] = {}
    for one in talt.ikke_telt:
        left.setdefault((one.tall, one.lesning), []).append(one)
    found: dict[tuple[object, ...], Nokkelrad] = {}
    for reading in readings:
        not_counted = left.get((reading.tall, reading.lesning.navn), [])
        for row in _reading(reading, cells, ramme, not_counted):
            found.setdefault(tuple(row.celle), row)  # two periods with the same last day have the same stock
    return tuple(found.values())


def _reading(reading: Reading, cells: Cells, ramme: Ramme, left: Sequence[IkkeTelt]) -> Iterator[Nokkelrad]:
    lesning = reading.lesning
    for periode in ramme.perioder:
        if periode.fra > ramme.per or (lesning.perioder and periode.slag not in lesning.perioder):
            continue
        yield from _At(reading, cells, ramme, periode).told(left)


class _At:
    """The rows of one reading in one period."""

    def __init__(self, reading: Reading, cells: Cells, ramme: Ramme, periode: Periode) -> None:
        self._reading, self._lesning, self._cells = reading, reading.lesning, cells
        self._ramme, self._periode = ramme, periode
        day = min(periode.til, ramme.per)
        self._fra, self._til = (day, day) if reading.tilstand else (periode.fra, periode.til)
        self._places = tuple(
            place
            for place in places(ramme.enheter, ramme.kommuner, periode, ramme.per, self._has_any)
            if not (Utenom.OMSORGSENHETEN in self._lesning.uten and place.enhet in ramme.omsorg)
        )

    def _has_any(self, enhet: str) -> bool:
        return self._cells.there(self._reading.tall, self._lesning.navn, self._periode, enhet)

    def told(self, left: Sequence[IkkeTelt]) -> Iterator[Nokkelrad]:
        """The rows of every place, or why there is no number for it; what is said of this period before the rest."""
        ordered = sorted(left, key=lambda one: one.periode is None)
        for place in self._places:
            why = next((one.grunn for one in ordered if one.about(self._periode, place.plass)), "")
            yield from self._nothing(place, why) if why else self._rows(place)

    def _nothing(self, place: Place, grunn: str) -> Iterator[Nokkelrad]:
        for storrelse in self._lesning.maler:
            yield self._row(place, storrelse, tilstand=Tilstand.IKKE_UNDERSOKT, merknad=grunn)

    def _rows(self, place: Place) -> Iterator[Nokkelrad]:
        if self._lesning.over is not None:
            yield from self._over_months(place)
            return
        whole = self._telling(place)
        yield from self._whole(place, whole)
        for inndeling in self._lesning.deles:
            yield from self._parts(place, inndeling, whole)
        if self._lesning.regel is not None and self._lesning.regel.mot:
            yield from self._split(place, whole)

    # --- the whole -----------------------------------------------------------------------------------------

    def _whole(self, place: Place, one: Telling) -> Iterator[Nokkelrad]:
        merknad = remarks(one, place, self._ramme.enheter, self._ramme.kommuner)
        if self._lesning.av_100:
            return
        for storrelse in self._lesning.maler:
            if storrelse is Storrelse.ANDEL:
                if self._has_share:
                    yield self._share(place, one.teller, one.nevner, one.saker_nevner, merknad=merknad)
            elif storrelse is self._lesning.telt:
                yield self._row(place, storrelse, verdi=one.antall, n_saker=one.saker, merknad=merknad)
            elif self._lesning.varighet is not None:
                yield self._measure(place, storrelse, one, merknad)

    @property
    def _has_share(self) -> bool:
        return self._lesning.andel is not None or self._lesning.regel is not None

    def _measure(self, place: Place, storrelse: Storrelse, one: Telling, merknad: str) -> Nokkelrad:
        if one.mal is None:
            return self._row(place, storrelse, n_saker=one.saker, tilstand=Tilstand.INGEN, merknad=merknad)
        verdi = one.mal[_DAYS.index(storrelse)]
        return self._row(place, storrelse, verdi=verdi, n_saker=one.saker, nevner=one.antall, merknad=merknad)

    # --- parts ---------------------------------------------------------------------------------------------

    def _parts(self, place: Place, inndeling: Inndeling, whole: Telling) -> Iterator[Nokkelrad]:
        rounded: list[int] = []
        every = whole
        if inndeling.av == "oppforinger":
            every = self._telling(place, inndeling.akse)
        for kode in self._codes(inndeling):
            one = self._telling(place, inndeling.akse, kode)
            part = gruppe(**{inndeling.akse: kode})
            teller, nevner, saker = one.antall, every.antall, every.saker
            if self._lesning.andel is not None:
                teller, nevner, saker = one.teller, one.nevner, one.saker_nevner
            if self._lesning.av_100:
                rounded += _of_a_hundred(teller, nevner)
            yield from self._part(place, part, one, (teller, nevner, saker))
        if self._lesning.av_100:
            known = bool(rounded)
            yield self._row(
                place,
                Storrelse.SUM,
                verdi=sum(rounded) if known else None,
                n_saker=whole.saker,
                tilstand=Tilstand.VERDI if known else Tilstand.INGEN,
                merknad=remarks(whole, place, self._ramme.enheter, self._ramme.kommuner),
            )

    def _part(self, place: Place, part: str, one: Telling, share: tuple[int, int, int]) -> Iterator[Nokkelrad]:
        teller, nevner, saker = share
        for storrelse in self._lesning.maler:
            if storrelse is Storrelse.ANDEL:
                yield self._share(place, teller, nevner, saker, part)
            elif storrelse is self._lesning.telt and self._lesning.av_100:
                of = _of_a_hundred(teller, nevner)
                yield self._row(
                    place,
                    storrelse,
                    part,
                    verdi=of[0] if of else None,
                    teller=teller,
                    nevner=nevner,
                    n_saker=saker,
                    tilstand=Tilstand.VERDI if of else Tilstand.INGEN,
                )
            elif storrelse is self._lesning.telt:
                yield self._row(place, storrelse, part, verdi=one.antall, n_saker=one.saker)

    def _codes(self, inndeling: Inndeling) -> tuple[str, ...]:
        """The parts there are: the groups that have a name, else every code seen anywhere in the period."""
        seen = self._cells.codes(self._reading.tall, self._lesning.navn, self._periode, inndeling.akse)
        if not inndeling.grupper:
            return seen
        named = [one.kode for one in inndeling.grupper]
        named += [kode for kode in (inndeling.andre, inndeling.tom) if kode]
        return tuple(dict.fromkeys((*named, *seen) if inndeling.resten_alene else named))

    def _split(self, place: Place, whole: Telling) -> Iterator[Nokkelrad]:
        for kode in SPLIT:
            one = self._telling(place, "del", kode)
            yield from self._part(place, gruppe(**{"del": kode}), one, (one.antall, whole.nevner, whole.saker_nevner))

    # --- months --------------------------------------------------------------------------------------------

    def _over_months(self, place: Place) -> Iterator[Nokkelrad]:
        over = self._lesning.over
        assert over is not None
        months = self._periode.deler(over, self._ramme.per)
        numbers = [self._telling(place, periode=one).antall for one in months]
        saker = self._telling(place).saker
        unseen = remarks(self._telling(place), place, self._ramme.enheter, self._ramme.kommuner)
        merknad = ". ".join(part for part in (counted(_OVER_TEXT[over.value], len(months)), unseen) if part)
        for storrelse in self._lesning.maler:
            if not numbers:
                grunn = text("tellingen.grunn.ingen_hele")
                yield self._row(place, storrelse, n_saker=saker, tilstand=Tilstand.INGEN, merknad=grunn)
            else:
                yield self._combined(place, storrelse, numbers, saker, merknad)

    def _combined(
        self, place: Place, storrelse: Storrelse, numbers: Sequence[int], saker: int, merknad: str
    ) -> Nokkelrad:
        if storrelse is Storrelse.GJENNOMSNITT:
            mean = sum(numbers) / len(numbers)
            return self._row(
                place, storrelse, verdi=mean, teller=sum(numbers), nevner=len(numbers), n_saker=saker, merknad=merknad
            )
        verdi = {Storrelse.MINST: min, Storrelse.STORST: max}.get(storrelse, sum)(numbers)
        return self._row(place, storrelse, verdi=verdi, n_saker=saker, merknad=merknad)

    # --- rows ----------------------------------------------------------------------------------------------

    def _telling(self, place: Place, akse: str = "", kode: str = "", periode: Periode | None = None) -> Telling:
        return self._cells.get(self._reading.tall, self._lesning.navn, periode or self._periode, place, akse, kode)

    def _share(
        self, place: Place, teller: int, nevner: int, saker: int, part: str = "", *, merknad: str = ""
    ) -> Nokkelrad:
        return self._row(
            place,
            Storrelse.ANDEL,
            part,
            verdi=teller / nevner if nevner else None,
            teller=teller,
            nevner=nevner,
            n_saker=saker,
            tilstand=Tilstand.VERDI if nevner else Tilstand.INGEN,
            merknad=merknad,
        )

    def _row(
        self,
        place: Place,
        storrelse: Storrelse,
        part: str = "",
        *,
        verdi: float | None = None,
        teller: float | None = None,
        nevner: float | None = None,
        n_saker: int | None = None,
        tilstand: Tilstand = Tilstand.VERDI,
        merknad: str = "",
    ) -> Nokkelrad:
        gone = self._ramme.avsluttet_fra
        if gone is not None and self._fra < gone and tilstand is not Tilstand.IKKE_UNDERSOKT:
            merknad = ". ".join(part for part in (merknad, left_out(gone)) if part)
        return Nokkelrad(
            tall=self._reading.tall,
            variant=self._lesning.navn,
            storrelse=storrelse.value,
            periode_fra=self._fra,
            periode_til=self._til,
            enhet=place.enhet,
            kommune=place.kommune,
            gruppe=part,
            verdi=float(verdi) if verdi is not None else None,
            teller=float(teller) if teller is not None else None,
            nevner=float(nevner) if nevner is not None else None,
            n_saker=n_saker,
            tilstand=tilstand,
            kilde=self._ramme.kilde,
            merknad=merknad,
        )


SPLIT = ("reell", "regeleffekt", "uten_melding", "bare_korrigert")
_OVER_TEXT: Mapping[str, str] = {"maned": "tellingen.rad.maneder", "halvar": "tellingen.rad.halvar"}
COUNTED_DAYS: Collection[Teller] = (Teller.DOGN, Teller.NETTER)


def _of_a_hundred(teller: int, nevner: int) -> list[int]:
    """The share as a whole number of a hundred, half rounded up; empty when there is nothing to share."""
    return [floor((200 * teller + nevner) / (2 * nevner))] if nevner else []


def left_out(avsluttet_fra: date) -> str:
    """What a reader must know of a number that is about days before some cases are there."""
    return text("tellingen.rad.overlevende", dag=vis(avsluttet_fra))
