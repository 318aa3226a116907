"""How things are counted: what each thing is, where it belongs, and the numbers made of them. Plain Python only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..bred.grunn import Bilde
from ..bred.saker import Rad
from ..cases import months_after
from .saker import Sted

DAG = timedelta(1)
Nokkel = tuple[Any, ...]


class Rute(NamedTuple):
    """Where a number stands. ``gruppe`` is the code alone, without its axis."""

    tall: str
    lesning: str
    storrelse: str
    fra: date
    til: date
    enhet: str
    kommune: str
    gruppe: str


class Svar(NamedTuple):
    """None in ``verdi``: there is nothing to reckon from."""

    verdi: float | None
    teller: int | None = None
    nevner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ting:
    """One of what is counted. Two with one ``nokkel`` are one. ``grupper``: the codes it is counted under."""

    nokkel: Nokkel
    sted: Sted
    teller: bool = True
    grupper: tuple[str, ...] = ()
    dag: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vindu:
    """The period that is asked about, and the judging day."""

    fra: date
    til: date
    per: date

    @property
    def dag(self) -> date:
        """The day of a stock: the last one of the period, or the judging day when that comes before."""
        return min(self.til, self.per)

    def har(self, dag: date | None) -> bool:
        return dag is not None and self.fra <= dag <= self.dag

    def dager(self) -> Iterator[date]:
        dag = self.fra
        while dag <= self.dag:
            yield dag
            dag += DAG

    def maneder(self) -> list[tuple[date, date]]:
        """The whole calendar months that are over."""
        forste = date(self.fra.year, self.fra.month, 1)
        ut = []
        while True:
            neste = months_after(forste, 1)
            if neste - DAG > self.dag:
                return ut
            if forste >= self.fra:
                ut.append((forste, neste - DAG))
            forste = neste


class Sett:
    """A case as it stood on the judging day, with who it is about and where it was on any day."""

    def __init__(self, sak: Rad, per: date) -> None:
        self.rad = sak
        self.bilde = Bilde(sak, sak["format"], per)
        self.format: str = sak["format"]
        self.em = bool(self.bilde.barn and self.bilde.barn["duf"])
        person = self.bilde.barn and self.bilde.barn["person"]
        self.barn: str = person or sak["sak_id"]

    def __getitem__(self, tabell: str) -> list[Rad]:
        return self.bilde[tabell]

    def sted(self, dag: date) -> Sted:
        """Before it was seen anywhere: the place that has it now."""
        opphold = self.rad["opphold"]
        har = [sted for fra, sted in opphold if fra is not None and fra <= dag]
        siste: Sted = har[-1] if har else opphold[-1][1]
        return siste

    def under(self, ar: int, dag: date) -> bool:
        """Not yet so old that day; also when nobody knows."""
        fyller = self.bilde.fyller(ar)
        return fyller is None or dag < fyller

    def mellom(self, fra: int, til: int, dag: date) -> bool:
        return self.bilde.fyller(fra) is not None and not self.under(fra, dag) and self.under(til, dag)


def sett(saker: Iterable[Rad], per: date) -> list[Sett]:
    """Those there are. A child with a DUF number in one case has it in its others."""
    ut = [Sett(sak, per) for sak in saker if not sak["er_slettet"]]
    em = {en.barn for en in ut if en.em}
    for en in ut:
        en.em = en.barn in em
    return ut


Lesning = Callable[[Sett, Vindu], Iterator[Ting]]


def _rom(ting: Iterable[Ting]) -> dict[tuple[str, str], list[Ting]]:
    """Everything, by unit and by municipality; all of it in («», «»)."""
    ut: dict[tuple[str, str], list[Ting]] = defaultdict(list)
    ut["", ""] = []
    for en in ting:
        for rom in (("", ""), (en.sted.vist, ""), ("", en.sted.kommune)):
            ut[rom].append(en)
    return ut


def _ulike(ting: Iterable[Ting]) -> int:
    return len({en.nokkel for en in ting})


def _andel(teller: int, nevner: int) -> Svar:
    return Svar(teller / nevner if nevner else None, teller, nevner)


def antall(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """How many different ones, in all and under each code."""
    yield "antall", "", Svar(_ulike(ting))
    for gruppe in sorted({g for en in ting for g in en.grupper}):
        yield "antall", gruppe, Svar(_ulike(en for en in ting if gruppe in en.grupper))


def antall_som_teller(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """In all only those that hold; under each code all of them."""
    yield "antall", "", Svar(_ulike(en for en in ting if en.teller))
    yield from (svar for svar in antall(ting, vindu) if svar[1])


def antall_og_andel(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    yield from antall(ting, vindu)
    yield from fordeling(ting, vindu)


def andel(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """Those that hold, of all."""
    yield "andel", "", _andel(_ulike(en for en in ting if en.teller), _ulike(ting))


def fordeling(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """The share under each code, of all."""
    for gruppe in sorted({g for en in ting for g in en.grupper}):
        yield "andel", gruppe, _andel(_ulike(en for en in ting if gruppe in en.grupper), _ulike(ting))


def per_maned(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """Mean, smallest and largest number in a whole month; a month with none is 0."""
    maneder = vindu.maneder()
    tallene = [_ulike(en for en in ting if en.dag and fra <= en.dag <= til) for fra, til in maneder]
    for storrelse, regn in (("gjennomsnitt", _snitt), ("minst", min), ("storst", max)):
        yield storrelse, "", Svar(float(regn(tallene)) if tallene else None)


def _snitt(tall: list[int]) -> float:
    return sum(tall) / len(tall)


def halvar(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """The different ones of each whole half-year that is over, added."""
    hele = [
        (fra, til)
        for ar in range(vindu.fra.year, vindu.til.year + 1)
        for fra, til in ((date(ar, 1, 1), date(ar, 6, 30)), (date(ar, 7, 1), date(ar, 12, 31)))
        if vindu.fra <= fra and til <= vindu.dag
    ]
    summer = [_ulike(en for en in ting if en.dag and fra <= en.dag <= til) for fra, til in hele]
    yield "antall", "", Svar(sum(summer) if hele else None)


def av_hundre(ting: list[Ting], vindu: Vindu) -> Iterator[tuple[str, str, Svar]]:
    """Each share of a hundred in whole numbers, half up, and what they add to."""
    hele = {}
    for _, gruppe, svar in fordeling(ting, vindu):
        assert svar.teller is not None and svar.nevner
        hele[gruppe] = (200 * svar.teller + svar.nevner) // (2 * svar.nevner)
        yield "antall", gruppe, Svar(hele[gruppe], svar.teller, svar.nevner)
    yield "sum", "", Svar(sum(hele.values()) if hele else None)


Maal = Callable[[list[Ting], Vindu], Iterator[tuple[str, str, Svar]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppskrift:
    tall: str
    lesning: str
    finn: Lesning
    mal: Maal


def tell(oppskrift: Oppskrift, saker: Iterable[Sett], vindu: Vindu) -> Iterator[tuple[Rute, Svar]]:
    """Every number of a reading in a period: in all, by unit and by municipality."""
    ting = [en for sak in saker for en in oppskrift.finn(sak, vindu)]
    for (enhet, kommune), her in _rom(ting).items():
        for storrelse, gruppe, svar in oppskrift.mal(her, vindu):
            yield (
                Rute(oppskrift.tall, oppskrift.lesning, storrelse, vindu.fra, vindu.til, enhet, kommune, gruppe),
                svar,
            )
