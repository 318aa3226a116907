"""Which rows a section of a report shows: by figure, place, group and period."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.figures.series_staff import best
from bvaudit.model.nokkelrad import Celle, Nokkelrad, gruppe
from bvaudit.model.rapport import Linjer, Seksjon, Tallvalg
from bvaudit.reports.report_facts import Rapportfakta, Talltekst, Utgave

Spenn = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utvalg:
    """The rows of one paper, found by what they are of. ``rader`` are those that may be printed."""

    fakta: Rapportfakta
    utgave: Utgave
    rader: Sequence[Nokkelrad]
    _by_figure: dict[tuple[str, str, str], list[Nokkelrad]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rader:
            self._by_figure.setdefault((row.tall, row.variant, row.storrelse), []).append(row)

    @property
    def by_cell(self) -> Mapping[Celle, Nokkelrad]:
        return {row.celle: row for row in self.rader}

    def words(self, tall: str) -> Talltekst:
        return self.fakta.tekster.get(tall) or Talltekst(tittel=tall)

    def of(self, valg: Tallvalg) -> Sequence[Nokkelrad]:
        """Every row of the figure, wherever and whenever."""
        words = self.words(valg.tall)
        if valg.tall in self.fakta.serier and not valg.variant:  # as stated, else as its parts add up
            measure = valg.storrelse or words.storrelse
            return [row for row in best(self.rader, valg.tall) if row.storrelse == measure]
        variant = valg.variant or words.variant
        key = (valg.tall, variant, valg.storrelse or words.lesning(variant).storrelse)
        return self._by_figure.get(key, ())

    def one(self, valg: Tallvalg, span: Spenn, *, enhet: str, kommune: str, gruppe: str = "") -> Nokkelrad | None:
        """The row of a period, or of the day it ends on."""
        of = gruppe or valg.gruppe
        here = [one for one in self.of(valg) if (one.enhet, one.kommune, one.gruppe) == (enhet, kommune, of)]
        return next((one for one in here if _fits(one, span)), None)

    def newest(self, valg: Tallvalg, *, enhet: str, kommune: str, gruppe: str = "") -> Nokkelrad | None:
        """The row of the newest period of the paper. Where there is none, the last one that is over on its day: of
        what is counted in periods only those of the paper, however many others were counted for papers beside it."""
        found = self.one(valg, self.utgave.perioder[0], enhet=enhet, kommune=kommune, gruppe=gruppe)
        if found is not None:
            return found
        of = gruppe or valg.gruppe
        here = (one for one in self.of(valg) if (one.enhet, one.kommune, one.gruppe) == (enhet, kommune, of))
        over = [one for one in here if one.periode_til <= self.fakta.dag and self._is_of_the_paper(one)]
        return max(over, key=lambda one: (one.periode_til, one.periode_fra), default=None)

    def _is_of_the_paper(self, row: Nokkelrad) -> bool:
        """A day of the register or of a run, and what a series states, are told as they are."""
        day = row.periode_fra == row.periode_til
        in_periods = bool(self.words(row.tall).lesninger) or not day
        within = any(_fits(row, span) for span in self.utgave.perioder)
        return within or not in_periods or row.tall in self.fakta.serier

    def places(self, seksjon: Seksjon) -> tuple[tuple[str, str, str], ...]:
        """(unit, municipality, group) of each line of the section, in the order they are shown."""
        return tuple(self._places(seksjon))

    def summed(self, seksjon: Seksjon) -> bool:
        """Whether all of them together is another line than the only one there is. A sum that is not among the rows is
        none: it was left out when the paper was first laid out."""
        lines = self.places(seksjon)
        if seksjon.linjer not in (Linjer.ENHET, Linjer.KOMMUNE) or not lines:
            return False
        return len(lines) > 1 or any(self._differs(valg, lines[0]) for valg in seksjon.tall)

    def _differs(self, valg: Tallvalg, place: tuple[str, str, str]) -> bool:
        """Of the same days: that the whole has a number of other days only, makes no sum of them."""
        enhet, kommune, of = place
        own = self.newest(valg, enhet=enhet, kommune=kommune, gruppe=of)
        span = self.utgave.perioder[0] if own is None else (own.periode_fra, own.periode_til)
        whole = self.one(valg, span, enhet="", kommune="")
        return whole is not None and (own is None or _numbers(own) != _numbers(whole))

    def _places(self, seksjon: Seksjon) -> Iterator[tuple[str, str, str]]:
        every = [row for valg in seksjon.tall for row in self.of(valg)]
        enhet, kommune = self.utgave.sted
        if seksjon.linjer is Linjer.ENHET:
            there = {row.enhet for row in every if row.enhet and not row.gruppe}
            ordered = [one for one in self.fakta.enheter if one in there]
            yield from ((one, "", "") for one in (*ordered, *sorted(there - set(ordered))))
        elif seksjon.linjer is Linjer.KOMMUNE:
            there = {row.kommune for row in every if row.kommune and not row.gruppe}
            ordered = [one for one in self.fakta.kommuner if one in there]
            yield from (("", one, "") for one in (*ordered, *sorted(there - set(ordered))))
        elif seksjon.linjer is Linjer.GRUPPE:
            mine = (row for row in every if (row.enhet, row.kommune) == (enhet, kommune))
            found = [row for row in mine if list(row.akser) == [seksjon.akse]]
            groups = {row.gruppe for row in found if self._is_of_the_paper(row)}
            order = _order(self.words(seksjon.tall[0].tall), seksjon.akse)
            yield from ((enhet, kommune, one) for one in sorted(groups, key=lambda one: (order(one), *_group_key(one))))


def _numbers(row: Nokkelrad) -> tuple[object, ...]:
    return row.tilstand, row.verdi, row.teller, row.nevner


def _order(words: Talltekst, akse: str) -> Callable[[str], int]:
    """Where a group comes among those of its axis, in the order of the figure; one it does not know comes last."""
    known = {gruppe(**{akse: code}): at for at, (axis, code) in enumerate(words.koder) if axis == akse}
    return lambda one: known.get(one, len(known))


def _group_key(gruppe: str) -> tuple[int, str]:
    """Codes as numbers where they are: 2 before 10."""
    code = gruppe.partition("=")[2]
    return (int(code), "") if code.isdecimal() else (10**6, code)


def _fits(row: Nokkelrad, span: Spenn) -> bool:
    fra, til = span
    return (row.periode_fra, row.periode_til) in (span, (til, til)) and fra <= til
