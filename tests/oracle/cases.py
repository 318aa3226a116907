"""Made-up cases as the register sees them, a seeded generator full of edges, and the documents they arrive in.

Nothing here is taken from the program under test. ``generate_cases`` gives the same cases for the same seed, and
``to_xml`` the same bytes for the same case. Long because a case, its edges and its two document forms belong together.
"""

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import TypeVar

PER_DATES = (date(2025, 12, 31), date(2025, 6, 30), date(2024, 2, 29), date(2026, 3, 31))
KOMMUNE = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Personalia:
    id: str
    start: date
    fodt: date | None
    ufodt: bool = False
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Henvendelse:
    """``kode`` is None when the document does not say; the attribute form never does: there it is always a melding."""

    id: str
    start: date
    kode: str | None = None
    konkludert: date | None = None
    konklusjon_slettet: bool = False
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undersokelse:
    """``utvidet`` is the date on the application for more time, ``innvilget`` the answer (None: no answer)."""

    id: str
    start: date
    utvidet: date | None = None
    innvilget: bool | None = None
    konkludert: date | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``evaluert`` exists in the attribute form only."""

    id: str
    start: date
    kode: str = "1"
    slutt: date | None = None
    evaluert: tuple[date, ...] = ()
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hjemmel:
    lov: str
    kapittel: str
    paragraf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyppighet:
    """``antall`` visits per ``enhet``: uke, maned or ar (the attribute form and tilsyn know ar only)."""

    id: str
    start: date
    antall: int
    enhet: str = "ar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Besok:
    """The element Oppfolging or Tilsyn: how often, and the days it was done (a day can stand twice)."""

    hyppighet: tuple[Hyppighet, ...]
    utfort: tuple[date, ...] = ()
    ansvarlig: str = KOMMUNE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiltak:
    """``evaluert`` exists in the element form only. ``oppfolging`` and ``tilsyn`` are None when never registered."""

    id: str
    start: date
    kode: str
    hjemmel: Hjemmel
    jmfr: tuple[Hjemmel, ...] = ()
    slutt: date | None = None
    evaluert: tuple[date, ...] = ()
    oppfolging: Besok | None = None
    tilsyn: Besok | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relasjon:
    """Types are neutral (Henvendelse); the attribute form writes Melding."""

    id: str
    fra_id: str
    til_id: str
    fra_type: str = "Henvendelse"
    til_type: str = "Undersokelse"
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sletting:
    id: str
    type: str
    dato: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case as its latest submission shows it. ``eldre`` are submissions that must not count, oldest first."""

    navn: str
    versjon: str
    innsending_id: str
    uttrekk: datetime
    sak_id: str
    start: date
    slutt: date | None = None
    slettet: bool = False
    bydel: str | None = None
    forrige_id: str | None = None
    personalia: tuple[Personalia, ...] = ()
    henvendelser: tuple[Henvendelse, ...] = ()
    undersokelser: tuple[Undersokelse, ...] = ()
    planer: tuple[Plan, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    relasjoner: tuple[Relasjon, ...] = ()
    slettinger: tuple[Sletting, ...] = ()
    eldre: tuple["Case", ...] = ()


def months_after(day: date, months: int) -> date:
    """The day with the same number ``months`` later (or earlier), else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month + 1, number)
            except ValueError:
                continue
    raise AssertionError(day)


# --- the generator -----------------------------------------------------------------------------------------------

_MONTH_ENDS = tuple(
    date(*ymd)
    for ymd in (
        (2023, 11, 30),
        (2024, 1, 31),
        (2024, 2, 28),
        (2024, 2, 29),
        (2025, 1, 31),
        (2025, 2, 28),
        (2025, 8, 21),
        (2025, 8, 31),
        (2025, 11, 23),
        (2025, 11, 30),
        (2026, 1, 31),
    )
)
_LEAP, _LEAP_18 = date(2008, 2, 29), date(2026, 2, 28)  # born on a leap day, and the day that child turns 18
_OLD_ACT = (date(1992, 12, 25), date(1992, 12, 31), date(1993, 1, 1))
_SUPPORT_ACTS = (
    ("BVL2021", "3", "1"),
    ("BVL2021", "3", "1"),
    ("BVL2021", "3", "4"),
    ("BVL2021", "3", "6"),
    ("BVL2021", "5", "1"),
    ("BVL2021", "4", "4"),
    ("BVL", "4", "4"),
    ("BVL", "4", "4"),
    ("BVL", "4", "12"),
    ("BVL", "3", "1"),
)
_FOSTER_ACTS = (
    ("BVL2021", "5", "1"),
    ("BVL", "4", "12"),
    ("BVL2021", "3", "2"),
    ("BVL", "4", "4"),
    ("BVL2021", "5", "12"),
)
_FOSTER_CODES = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99")
_FOSTER_CODES_V5 = (*_FOSTER_CODES, "15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5")
_OTHER_CODES = ("1.1", "3.1", "4.1", "8.2")
_OTHER_CODES_V5 = (*_OTHER_CODES, "11.6", "15.2.1", "15.3.1", "15.4.1")


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A case being made; ``per`` is the judging day its edges are laid around."""

    rng: Random
    per: date
    versjon: str
    henvendelser: list[Henvendelse] = field(default_factory=list)
    undersokelser: list[Undersokelse] = field(default_factory=list)
    planer: list[Plan] = field(default_factory=list)
    tiltak: list[Tiltak] = field(default_factory=list)
    relasjoner: list[Relasjon] = field(default_factory=list)
    slettinger: dict[tuple[str, str], Sletting] = field(default_factory=dict)

    @property
    def v5(self) -> bool:
        return self.versjon == "v5"

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def new_id(self) -> str:
        text = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
        return text.upper() if self.chance(15) else text

    def spelled(self, key: str) -> str:
        """The same id as another part of the journal system would write it."""
        return self.rng.choice((key, key, key.upper(), key.lower()))

    def per_plus(self, *days: int) -> date:
        return self.per + timedelta(self.rng.choice(days))

    def deleted(self, kind: str, key: str, percent: int = 6) -> bool:
        """Whether the row itself says it is deleted; the list Slettet may say so too, or speak of something else."""
        if self.chance(percent):
            return True
        for type_, share in ((kind, percent), ("Vedtak", 3)):
            if self.chance(share):
                entry = Sletting(id=self.spelled(key), type=type_, dato=self.per_plus(-200, -1, 0, 1, 90))
                self.slettinger.setdefault((key.lower(), type_), entry)
        return False


def _add_report(d: _Draft, start: date) -> Henvendelse:
    rng = d.rng
    done = [start + timedelta(n) for n in (0, 3, 6, 7, 8, 20, -1)]
    done += [d.per, d.per + timedelta(1), months_after(d.per, -12), months_after(d.per, -12) + timedelta(1)]
    konkludert = None if d.chance(30) else rng.choice(done)
    key = d.new_id()
    row = Henvendelse(
        id=key,
        start=start,
        kode=rng.choice((None, "1", "2", "2")) if d.v5 else None,
        konkludert=konkludert,
        konklusjon_slettet=not d.v5 and konkludert is not None and d.chance(12),
        slettet=d.deleted("Henvendelse", key),
    )
    d.henvendelser.append(row)
    return row


def _report(d: _Draft) -> None:
    near_per = [d.per + timedelta(n) for n in (-20, -9, -8, -7, -6, 0, 1)]
    near_year = [months_after(d.per, -12) + timedelta(n) for n in (-8, -7, 0, 1)]
    anywhere = [d.per - timedelta(d.rng.randrange(700)) for _ in range(3)]
    pool = d.rng.choice((_MONTH_ENDS, near_per, near_per, near_year, anywhere))
    _add_report(d, d.rng.choice(_OLD_ACT) if d.chance(3) else d.rng.choice(pool))


def _received(d: _Draft) -> date:
    """A day such that one of the limits of an investigation falls on the judging day, or next to it."""
    week, nudge = timedelta(7), timedelta(d.rng.choice((-2, -1, 0, 0, 1, 2)))
    limits = [months_after(d.per, -3) - week, months_after(d.per, -6) - week, d.per - timedelta(97)]
    limits += [d.per - timedelta(187), d.per, months_after(d.per, -15), months_after(d.per, -3)]
    return d.rng.choice((d.rng.choice(limits) + nudge, d.rng.choice(_MONTH_ENDS) + nudge))


def _investigation(d: _Draft) -> None:
    if d.chance(2):
        _investigation_under_old_act(d)
        return
    rng, received = d.rng, _received(d)
    start = received + timedelta(rng.choice((0, 2, 5, 6, 7, 7, 8, 30)))
    limit = [months_after(base, n) for n in (3, 6) for base in (start, received + timedelta(7))]
    done = [day + timedelta(n) for day in limit for n in (-1, 0, 1)]
    done += [start - timedelta(1), start, d.per, d.per + timedelta(1), months_after(d.per, -12)]
    utvidet = rng.choice((start + timedelta(60), d.per + timedelta(10))) if d.chance(50) else None
    reports = [_add_report(d, received)]
    reports += [
        _add_report(d, received + timedelta(rng.choice((-9, 0, 12, 40)))) for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    if d.chance(8):
        reports.append(_add_report(d, d.per + timedelta(rng.choice((0, 1, 5)))))
    key = reports[0].id if d.chance(5) else d.new_id()
    d.undersokelser.append(
        Undersokelse(
            id=key,
            start=start,
            utvidet=utvidet,
            innvilget=rng.choice((True, True, False, None)) if utvidet else None,
            konkludert=None if d.chance(45) else rng.choice(done),
            slettet=d.deleted("Undersokelse", key),
        )
    )
    for report in reports:
        _relate(d, report.id, key)


def _investigation_under_old_act(d: _Draft) -> None:
    start = d.rng.choice((date(1992, 6, 1), date(1993, 1, 1)))
    report = Henvendelse(id=d.new_id(), start=start, konkludert=start + timedelta(7))
    key = d.new_id()
    done = None if d.chance(50) else start + timedelta(90)
    d.henvendelser.append(report)
    d.undersokelser.append(Undersokelse(id=key, start=start + timedelta(7), konkludert=done))
    d.relasjoner.append(Relasjon(id=d.new_id(), fra_id=report.id, til_id=key))


def _relate(d: _Draft, report: str, investigation: str) -> None:
    if d.chance(10):
        return
    key = d.new_id()
    whole = Relasjon(id=key, fra_id=d.spelled(report), til_id=d.spelled(investigation))
    kind = d.rng.randrange(20)
    if kind == 0:
        whole = replace(whole, fra_id=d.spelled(investigation), til_id=report, fra_type="Undersokelse")
        whole = replace(whole, til_type="Henvendelse")
    elif kind == 1:
        whole = replace(whole, fra_type="Vedtak")
    elif kind == 2:
        whole = replace(whole, til_type="Tiltak")
    elif kind == 3:
        whole = replace(whole, fra_id="ukjent i fagsystemet")
    elif kind == 4:
        d.relasjoner.append(replace(whole, id=d.new_id()))
    d.relasjoner.append(replace(whole, slettet=d.deleted("Relasjon", key)))


def _act(pair: tuple[str, str, str]) -> Hjemmel:
    return Hjemmel(lov=pair[0], kapittel=pair[1], paragraf=pair[2])


def _end(d: _Draft, start: date) -> date | None:
    """None mostly; else around the judging day, and now and then before the start."""
    if d.chance(60):
        return None
    return start - timedelta(1) if d.chance(8) else max(start, d.per_plus(-300, -30, -1, 0, 1, 40))


def _support(d: _Draft) -> None:
    rng, per = d.rng, d.per
    quarter, half = months_after(per, -3), months_after(per, -6)
    reviewed = [half + timedelta(n) for n in (-1, 0, 1, 2)] + [per, per + timedelta(1), per - timedelta(400)]
    for _ in range(rng.choice((1, 1, 2))):
        start = rng.choice((quarter, quarter + timedelta(1), quarter - timedelta(1), half, per))
        start = rng.choice((start, per + timedelta(1), per - timedelta(450), rng.choice(_MONTH_ENDS)))
        key = d.new_id()
        days = rng.sample(reviewed, rng.choice((0, 1, 1, 2))) if d.v5 else []
        d.tiltak.append(
            Tiltak(
                id=key,
                start=start,
                kode=rng.choice(_OTHER_CODES_V5 if d.v5 else _OTHER_CODES),
                hjemmel=_act(rng.choice(_SUPPORT_ACTS)),
                jmfr=(_act(rng.choice(_SUPPORT_ACTS)),) if d.chance(30) else (),
                slutt=_end(d, start),
                evaluert=tuple(day for day in days if day >= start),
                slettet=d.deleted("Tiltak", key),
            )
        )
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        _add_plan(d, reviewed)


def _add_plan(d: _Draft, reviewed: Sequence[date]) -> None:
    rng = d.rng
    start = rng.choice((d.per - timedelta(500), d.per - timedelta(500), d.per_plus(-90, -1, 0, 1)))
    end = None if d.chance(55) else max(start, d.per_plus(-100, -1, 0, 1, 30))
    days = [] if d.v5 else rng.sample(reviewed, rng.choice((0, 1, 1, 2, 3)))
    key = d.new_id()
    d.planer.append(
        Plan(
            id=key,
            start=start,
            kode=rng.choice(("1", "1", "1", "1", "2", "3", "4", "8")),
            slutt=end,
            evaluert=tuple(day for day in days if day >= start),
            slettet=d.deleted("Plan", key),
        )
    )


def _foster(d: _Draft) -> None:
    rng, per = d.rng, d.per
    first = months_after(per, -12) + timedelta(1)
    middle = [per - timedelta(n) for n in (183, 182, 181, 91, 90)]
    start = rng.choice(
        (
            first - timedelta(1),
            first,
            first + timedelta(1),
            first - timedelta(800),
            first - timedelta(500),
            rng.choice(middle),
        )
    )
    start = start if d.chance(85) else rng.choice((per, per + timedelta(1), per - timedelta(45)))
    ends = [first + timedelta(n) for n in (-1, 0, 90, 91, 181, 182, 183)] + [per, per + timedelta(1)]
    slutt = None if d.chance(60) else max(start, rng.choice(ends))
    if d.chance(4):
        slutt = start - timedelta(rng.choice((1, 30)))
    key = d.new_id()
    codes = _FOSTER_CODES_V5 if d.v5 else _FOSTER_CODES
    others = _OTHER_CODES_V5 if d.v5 else _OTHER_CODES
    d.tiltak.append(
        Tiltak(
            id=key,
            start=start,
            kode=rng.choice(codes if d.chance(92) else others),
            hjemmel=_act(rng.choice(_FOSTER_ACTS)),
            slutt=slutt,
            oppfolging=_visits(d, start, slutt, tilsyn=False),
            tilsyn=_visits(d, start, slutt, tilsyn=True),
            slettet=d.deleted("Tiltak", key, 4),
        )
    )


def _frequency(d: _Draft, start: date, tilsyn: bool) -> Hyppighet:
    rng = d.rng
    if tilsyn or not d.v5:
        return Hyppighet(id=d.new_id(), start=start, antall=rng.choice((4, 2)))
    enhet, antall = rng.choice((("uke", 1), ("maned", 1), ("maned", 0), ("ar", rng.randrange(-1, 7)), ("ar", 2)))
    return Hyppighet(id=d.new_id(), start=start, antall=antall, enhet=enhet)


def _visits(d: _Draft, start: date, slutt: date | None, *, tilsyn: bool) -> Besok | None:
    if d.chance(12):
        return None
    rng, per = d.rng, d.per
    first = months_after(per, -12) + timedelta(1)
    changes = [start, start - timedelta(5), first, *(per - timedelta(n) for n in (182, 181, 90, 0, -1))]
    changes += [months_after(start, 24) + timedelta(n) for n in (-1, 0, 1, 1)]  # a lower number counts from here
    hyppighet = [_frequency(d, rng.choice(changes), tilsyn) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    if d.chance(10):
        hyppighet.append(_frequency(d, hyppighet[0].start, tilsyn))
    edges = [start, start - timedelta(1), first, first - timedelta(1), per, per + timedelta(1)]
    edges += [slutt, slutt + timedelta(1)] if slutt else []
    edges += [first + timedelta(182), first + timedelta(183), _LEAP_18, _LEAP_18] if tilsyn else []
    inside = [first + timedelta(rng.randrange(365)) for _ in range(5)]
    inside += [max(start, per - timedelta(rng.randrange(180))) for _ in range(3)]
    utfort = rng.sample(inside, rng.randrange(6)) + rng.sample(edges, rng.choice((0, 0, 1, 2)))
    if utfort and d.chance(20):
        utfort.append(utfort[0])
    ansvarlig = rng.choice((KOMMUNE, KOMMUNE, "9998"))
    return Besok(hyppighet=tuple(hyppighet), utfort=tuple(utfort), ansvarlig=ansvarlig)


def _born(d: _Draft) -> date | None:
    """Mostly around the day the child turns 18 in the window; 29 February too; unknown in the element form only."""
    rng, per = d.rng, d.per
    if d.v5 and d.chance(8):
        return None
    first = months_after(per, -12) + timedelta(1)
    turning = [first - timedelta(1), first, first + timedelta(182), first + timedelta(183), per, per + timedelta(1)]
    eighteenth = rng.choice((*turning, first + timedelta(rng.randrange(365))))
    leap = _LEAP if first <= _LEAP_18 <= per else date(2012, 2, 29)
    fifteenth = first + timedelta(rng.choice((-400, -30, 0, 90, 182, 183)))
    return rng.choice((months_after(eighteenth, -18 * 12), leap, date(2015, 5, 17), months_after(fifteenth, -15 * 12)))


def _persons(d: _Draft, start: date) -> tuple[Personalia, ...]:
    """None, one or several rows; the latest that is not deleted is the one that counts."""
    if d.chance(4):
        return ()
    rows = []
    for number in range(d.rng.choice((1, 1, 1, 2, 3))):
        key, fodt = d.new_id(), _born(d)
        gone = d.deleted("Personalia", key, 12 if number else 3)
        ufodt = fodt is None and d.chance(50)
        rows.append(Personalia(id=key, start=start + timedelta(number), fodt=fodt, ufodt=ufodt, slettet=gone))
    d.rng.shuffle(rows)
    return tuple(rows)


_Concluded = TypeVar("_Concluded", Henvendelse, Undersokelse)
_PARTS: tuple[Callable[[_Draft], None], ...] = (_report, _investigation, _support, _foster)


def _first_day(d: _Draft) -> date:
    """Before everything in the case, so that the case and the child never start later than what is judged."""
    starts = [h.start for h in d.henvendelser] + [u.start for u in d.undersokelser]
    starts += [plan.start for plan in d.planer] + [t.start for t in d.tiltak]
    return min(starts) - timedelta(d.rng.randrange(5, 400))


def _submitted(d: _Draft) -> datetime:
    day = date(2026, 4, 1) if d.chance(80) else d.per
    zone = d.rng.choice((UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=1))))
    return datetime(day.year, day.month, day.day, d.rng.randrange(24), d.rng.randrange(60), tzinfo=zone)


def _superseded(d: _Draft, case: Case) -> Case:
    """What an earlier submission said instead: other dates, objects that are gone now, objects not deleted yet."""
    rng = d.rng
    gone = Henvendelse(id=d.new_id(), start=case.start + timedelta(3))
    return replace(
        case,
        innsending_id=d.new_id(),
        uttrekk=case.uttrekk - timedelta(days=rng.randrange(1, 300)),
        slettet=d.chance(10),
        henvendelser=(*(_other_conclusion(h) for h in case.henvendelser), gone),
        undersokelser=tuple(replace(_other_conclusion(u), innvilget=None, slettet=False) for u in case.undersokelser),
        planer=tuple(replace(p, kode="2", slettet=False) for p in case.planer),
        tiltak=tuple(replace(t, slutt=None if t.slutt else t.start, slettet=False) for t in case.tiltak[:1]),
        relasjoner=tuple(replace(r, slettet=False) for r in case.relasjoner[1:]),
        slettinger=(),
        eldre=(),
    )


def _other_conclusion(row: _Concluded) -> _Concluded:
    return replace(row, konkludert=None if row.konkludert else row.start)


def _with_history(d: _Draft, case: Case) -> Case:
    """Earlier submissions: plainly older, older though its clock shows more, or at the same instant and pointed to."""
    if not d.chance(40):
        return case
    older = _superseded(d, case)
    kind = d.rng.randrange(4)
    if kind == 0:
        later_clock = case.uttrekk.astimezone(timezone(timedelta(hours=9))) - timedelta(hours=1)
        older = replace(older, uttrekk=later_clock)
    elif kind == 1:
        older = replace(older, uttrekk=case.uttrekk.astimezone(d.rng.choice((UTC, case.uttrekk.tzinfo))))
    oldest = _superseded(d, older)
    eldre = (oldest, replace(older, forrige_id=oldest.innsending_id)) if d.chance(30) else (older,)
    return replace(case, forrige_id=eldre[-1].innsending_id, eldre=eldre)


def _generate(seed: int, number: int) -> Case:
    rng = Random(f"{seed}/{number}")
    d = _Draft(rng=rng, per=rng.choice(PER_DATES), versjon=rng.choice(("v4", "v5")))
    for part in rng.choices(_PARTS, weights=(2, 3, 3, 4), k=rng.choice((1, 1, 2, 3))):
        part(d)
    start = _first_day(d)
    personalia = _persons(d, start)
    case = Case(
        navn=f"{seed}/{number}",
        versjon=d.versjon,
        innsending_id=d.new_id(),
        uttrekk=_submitted(d),
        sak_id=d.new_id(),
        start=start,
        slutt=max(start, d.per_plus(-30, 0, 30)) if d.chance(5) else None,
        slettet=d.chance(3),
        bydel=rng.choice((None, None, "01", "02")),
        personalia=personalia,
        henvendelser=tuple(d.henvendelser),
        undersokelser=tuple(d.undersokelser),
        planer=tuple(d.planer),
        tiltak=tuple(d.tiltak),
        relasjoner=tuple(d.relasjoner),
        slettinger=tuple(d.slettinger.values()),
    )
    return _with_history(d, case)


def generate_cases(seed: int, count: int) -> list[Case]:
    """``count`` cases; case number ``n`` is the same whatever the count."""
    return [_generate(seed, number) for number in range(count)]


# --- the documents -----------------------------------------------------------------------------------------------


def to_xml(case: Case) -> bytes:
    """The latest submission as a document: attributes for v4, elements for v5. ``eldre`` are documents of their own."""
    root = _v5(case) if case.versjon == "v5" else _v4(case)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def documents(cases: Sequence[Case]) -> Iterator[Case]:
    """Every submission of every case, the ones that count and the ones that do not."""
    for case in cases:
        yield case
        yield from case.eldre


def write_documents(cases: Sequence[Case], folder: Path, *, seed: int = 0) -> int:
    """One file per submission, under names that say nothing, so the files' order is random. Returns how many."""
    rng = Random(f"filnavn/{seed}")
    submissions = list(documents(cases))
    for case in submissions:
        (folder / f"{rng.getrandbits(64):016x}.xml").write_bytes(to_xml(case))
    return len(submissions)


def _bool(value: bool, key: str) -> str | None:
    """A boolean in one of the spellings a schema allows; the row's id decides which."""
    spellings = ("true", "true", "1") if value else (None, None, "false")
    return spellings[int(key[-1], 16) % 3]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _number(row: Personalia) -> str:
    """A made-up help number: birth date and 00100; never a real person's."""
    assert row.fodt
    return f"{row.fodt:%d%m%y}00100"


def _at(parent: ET.Element, name: str, **attributes: str | None) -> ET.Element:
    """An element with the attributes that have a value."""
    return ET.SubElement(parent, name, {key: value for key, value in attributes.items() if value is not None})


def _el(parent: ET.Element, name: str, text: str | None) -> None:
    """An element with text, when there is any."""
    if text is not None:
        ET.SubElement(parent, name).text = text


def _els(parent: ET.Element, **children: str | None) -> ET.Element:
    for name, text in children.items():
        _el(parent, name, text)
    return parent


def _act_into(parent: ET.Element, name: str, act: Hjemmel) -> None:
    _els(ET.SubElement(parent, name), Lov=act.lov, Kapittel=act.kapittel, Paragraf=act.paragraf)


def _acts(parent: ET.Element, row: Tiltak) -> None:
    _act_into(parent, "Lovhjemmel", row.hjemmel)
    for act in row.jmfr:
        _act_into(parent, "JmfrLovhjemmel", act)


def _child_id(parent: str, kind: str, number: int) -> str:
    """An id for a visit row; the attribute form demands one, and no rule looks at it."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{parent}/{kind}/{number}"))


def _v4(case: Case) -> ET.Element:
    attributes = {"Id": case.innsending_id, "DatoUttrekk": _moment(case.uttrekk)}
    root = ET.Element("Barnevern", attributes | ({"ForrigeId": case.forrige_id} if case.forrige_id else {}))
    _at(root, "Fagsystem", Leverandor="Eksempel", Navn="Fagsystem X", Versjon="1.0")
    _at(
        root,
        "Avgiver",
        Organisasjonsnummer="999999999",
        Kommunenummer=KOMMUNE,
        Kommunenavn="Eksempel kommune",
        Bydelsnummer=case.bydel,
        Bydelsnavn=case.bydel and f"Bydel {case.bydel}",
    )
    sak = _at(
        root,
        "Sak",
        Id=case.sak_id,
        StartDato=_day(case.start),
        SluttDato=_day(case.slutt),
        Journalnummer=f"EKS-{case.navn}",
        ErSlettet=_bool(case.slettet, case.sak_id),
    )
    for p in case.personalia:
        common = {"Id": p.id, "StartDato": _day(p.start), "ErSlettet": _bool(p.slettet, p.id)}
        _at(sak, "Personalia", **common, Fodselsnummer=_number(p), Fodseldato=_day(p.fodt), Kjonn="1")
    for h in case.henvendelser:
        node = _head4(sak, "Melding", h)
        if h.konkludert:
            gone = _bool(h.konklusjon_slettet, h.id)
            _at(node, "Konklusjon", SluttDato=_day(h.konkludert), Kode="2", ErSlettet=gone)
    for u in case.undersokelser:
        node = _head4(sak, "Undersokelse", u)
        if u.utvidet:
            answer = None if u.innvilget is None else "1" if u.innvilget else "2"
            _at(node, "UtvidetFrist", StartDato=_day(u.utvidet), Innvilget=answer)
        if u.konkludert:
            _at(node, "Konklusjon", SluttDato=_day(u.konkludert), Kode="1")
    for plan in case.planer:
        node = _head4(sak, "Plan", plan)
        node.set("Plantype", plan.kode)
        for day in plan.evaluert:
            _at(node, "Evaluering", UtfortDato=_day(day))
        if plan.slutt:
            _at(node, "Konklusjon", SluttDato=_day(plan.slutt))
    for t in case.tiltak:
        _tiltak4(sak, t)
    for r in case.relasjoner:
        ends = {"FraId": r.fra_id, "FraType": _type4(r.fra_type), "TilId": r.til_id, "TilType": _type4(r.til_type)}
        _at(sak, "Relasjon", Id=r.id, **ends, ErSlettet=_bool(r.slettet, r.id))
    for s in case.slettinger:
        _at(sak, "Slettet", Id=s.id, Type=_type4(s.type), SluttDato=_day(s.dato))
    return root


def _type4(name: str) -> str:
    return "Melding" if name == "Henvendelse" else name


def _head4(sak: ET.Element, name: str, row: Henvendelse | Undersokelse | Plan | Tiltak) -> ET.Element:
    return _at(sak, name, Id=row.id, StartDato=_day(row.start), ErSlettet=_bool(row.slettet, row.id))


def _tiltak4(sak: ET.Element, row: Tiltak) -> None:
    node = _head4(sak, "Tiltak", row)
    _acts(node, row)
    _at(node, "Kategori", Kode=row.kode)
    for name, visits in (("Tilsyn", row.tilsyn), ("Oppfolging", row.oppfolging)):
        if visits is None:
            continue
        part = ET.SubElement(node, name)
        if name == "Tilsyn":
            key = _child_id(row.id, "ansvarlig", 0)
            _at(part, "Ansvarlig", Id=key, StartDato=_day(row.start), Kommunenummer=visits.ansvarlig)
        for h in visits.hyppighet:
            _at(part, "Hyppighet", Id=h.id, StartDato=_day(h.start), Kode=str(h.antall))
        for number, day in enumerate(visits.utfort):
            _at(part, "Utfort", Id=_child_id(row.id, name, number), UtfortDato=_day(day))
    if row.slutt:
        _at(node, "Konklusjon", SluttDato=_day(row.slutt))


def _v5(case: Case) -> ET.Element:
    root = ET.Element("BarnevernregisterInnrapportering")
    _els(root, Id=case.innsending_id, DatoUttrekk=_moment(case.uttrekk), ForrigeId=case.forrige_id)
    _els(ET.SubElement(root, "Fagsystem"), Leverandor="Eksempel", Navn="Fagsystem X", Versjon="1.0.0")
    _els(
        ET.SubElement(root, "Avgiver"),
        Organisasjonsnummer="999999999",
        Kommunenummer=KOMMUNE,
        Kommunenavn="Eksempel kommune",
        Bydelsnummer=case.bydel,
        Bydelsnavn=case.bydel and f"Bydel {case.bydel}",
    )
    sak = ET.SubElement(root, "Sak")
    _els(
        sak,
        id=case.sak_id,
        StartDato=_day(case.start),
        SluttDato=_day(case.slutt),
        Journalnummer=f"EKS-{case.navn}",
        ErSlettet=_bool(case.slettet, case.sak_id),
    )
    for p in case.personalia:
        number = _number(p) if p.fodt else None
        _els(
            ET.SubElement(sak, "Personalia"),
            Id=p.id,
            StartDato=_day(p.start),
            Fodselsnummer=number,
            Ufodt=_bool(p.ufodt, p.id),
            Fodselsdato=_day(p.fodt),
            Kjonn="0" if p.ufodt else "1",
            ErSlettet=_bool(p.slettet, p.id),
        )
    for h in case.henvendelser:
        node = _head5(sak, "Henvendelse", h)
        _el(node, "Kode", h.kode)
        if h.konkludert:
            _els(ET.SubElement(node, "Konklusjon"), Sluttdato=_day(h.konkludert), Kode="2")
    for u in case.undersokelser:
        node = _head5(sak, "Undersokelse", u)
        if u.utvidet:
            answer = None if u.innvilget is None else str(u.innvilget).lower()
            _els(ET.SubElement(node, "UtvidetFrist"), StartDato=_day(u.utvidet), Innvilget=answer)
        if u.konkludert:
            _els(ET.SubElement(node, "Konklusjon"), SluttDato=_day(u.konkludert), Kode="1")
    for plan in case.planer:
        _els(_head5(sak, "Plan", plan), SluttDato=_day(plan.slutt), Kode=plan.kode)
    for t in case.tiltak:
        _tiltak5(sak, t)
    for r in case.relasjoner:
        node = _els(ET.SubElement(sak, "Relasjon"), Id=r.id, FraId=r.fra_id, FraKode=r.fra_type)
        _els(node, TilId=r.til_id, TilKode=r.til_type, ErSlettet=_bool(r.slettet, r.id))
    for s in case.slettinger:
        _els(ET.SubElement(sak, "Slettet"), Id=s.id, Kode=s.type, SlettetDato=_day(s.dato))
    return root


def _head5(sak: ET.Element, name: str, row: Henvendelse | Undersokelse | Plan | Tiltak) -> ET.Element:
    return _els(ET.SubElement(sak, name), Id=row.id, StartDato=_day(row.start), ErSlettet=_bool(row.slettet, row.id))


def _tiltak5(sak: ET.Element, row: Tiltak) -> None:
    node = _head5(sak, "Tiltak", row)
    _acts(node, row)
    _el(node, "Kode", row.kode)
    for number, day in enumerate(row.evaluert):
        key = _child_id(row.id, "evaluering", number)
        _els(ET.SubElement(node, "Evaluering"), Id=key, Saksinnhold="3.1.08", GjennomfortDato=_day(day))
    if row.tilsyn:
        part = ET.SubElement(node, "Tilsyn")
        key = _child_id(row.id, "ansvarlig", 0)
        _els(ET.SubElement(part, "Ansvarlig"), Id=key, StartDato=_day(row.start), Kommunenummer=row.tilsyn.ansvarlig)
        for h in row.tilsyn.hyppighet:
            _els(ET.SubElement(part, "Hyppighet"), Id=h.id, StartDato=_day(h.start), Kode=str(h.antall))
        for day in row.tilsyn.utfort:
            _el(part, "UtfortDato", _day(day))
    if row.oppfolging:
        part = ET.SubElement(node, "Oppfolging")
        for h in row.oppfolging.hyppighet:
            unit = {"uke": "1", "maned": "2", "ar": "3"}[h.enhet]
            entry = _els(ET.SubElement(part, "Hyppighet"), Id=h.id, Dato=_day(h.start), HyppighetTidsenhet=unit)
            _el(entry, "HyppighetAntall", str(h.antall))
        for day in row.oppfolging.utfort:
            _el(part, "UtfortDato", _day(day))
    if row.slutt:
        _els(ET.SubElement(node, "Konklusjon"), SluttDato=_day(row.slutt), AvslutningAvTiltak="8")
