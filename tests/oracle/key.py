"""The answer key: what each core rule says of each object, counted day by day from the case itself.

Slow on purpose and made from the written rules alone. A field they do not fix is ``UFASTSATT`` and is not compared.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, Literal

from .cases import (
    Besok,
    Case,
    Henvendelse,
    Hjemmel,
    Hyppighet,
    Personalia,
    Plan,
    Tiltak,
    Undersokelse,
    months_after,
)

OPPFYLT, IKKE_OPPFYLT, UAVKLART, IKKE_AKTUELT = "oppfylt", "ikke oppfylt", "uavklart", "ikke aktuelt"
VARIANTS = {
    "MEL-01": ("lov", "ssb"),
    "UND-03": ("lov", "register", "ssb"),
    "HJE-01": ("lov",),
    "HJE-05": ("register",),
    "OMS-01": ("lov", "kalenderar", "registrert"),
    "TIL-02": ("lov", "kalenderar", "registrert"),
}
_IN_FORCE_FROM = {
    "MEL-01": date(1993, 1, 1),
    "UND-03": date(1993, 1, 1),
    "HJE-01": date(1993, 1, 1),
    "HJE-05": date(2013, 1, 1),
    "OMS-01": date(2004, 1, 1),
    "TIL-02": date(2014, 2, 1),
}
_FOSTER = {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99", "15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5"}
_PERMANENT = date(2026, 1, 5)  # from this day § 5-12 has rules of its own for visits
_WEEK = timedelta(7)
_DAY = timedelta(1)


class Ufastsatt(Enum):
    """Stands where the written rules do not say what the value is."""

    UFASTSATT = "ufastsatt"

    def __repr__(self) -> str:
        return "(ufastsatt)"


UFASTSATT = Ufastsatt.UFASTSATT
Day = date | None | Literal[Ufastsatt.UFASTSATT]
Number = int | None | Literal[Ufastsatt.UFASTSATT]
Key = tuple[str, str, str]  # regel, variant, the object's uuid in lower case
Rows = dict[Key, "Row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``telles`` holds the readings of the date that puts the object in a period; empty: always in. ``apen_fra`` is the
    start of one that is not done: it is in every period whose last day is not before.

    ``kan_mangle`` marks an object the filter may be read to leave out: no row is right too.
    """

    utfall: str
    start_dato: Day = UFASTSATT
    frist_dato: Day = UFASTSATT
    faktisk_dato: Day = UFASTSATT
    dager_over: Number = None
    krav: Number = UFASTSATT
    funnet: Number = UFASTSATT
    telles: tuple[date | None, ...] = ()
    apen_fra: date | None = None
    kan_mangle: bool = False


def key(case: Case, per: date) -> Rows:
    """Every row the six rules must give for the case on ``per``, when nothing is left out by a period."""
    seen = as_seen_on(case, per)
    if seen is None:
        return {}
    rows: Rows = {}
    for henvendelse in seen.henvendelser:
        rows.update(_mel_01(henvendelse, per))
    for undersokelse in seen.undersokelser:
        rows.update(_und_03(seen, undersokelse, per))
    for tiltak in seen.tiltak:
        rows.update(_hje(seen, tiltak, per))
        rows.update(_foster(seen, tiltak, per))
    return rows


def kept(row: Row, from_: date, to: date) -> bool | None:
    """Whether the period keeps the row; None when the written rules can be read both ways."""
    if row.apen_fra is not None:
        return row.apen_fra <= to
    answers = {None if day is None else from_ <= day <= to for day in row.telles}
    return True if not answers else answers.pop() if len(answers) == 1 else None


# --- the case as it stood ------------------------------------------------------------------------------------------


def as_seen_on(case: Case, per: date) -> Case | None:
    """Without what is deleted, what starts later and what is done later; None when the whole case is deleted."""
    if case.slettet:
        return None
    gone = {(entry.type, entry.id.lower()) for entry in case.slettinger}
    return replace(
        case,
        personalia=tuple(p for p in case.personalia if not p.slettet and ("Personalia", p.id.lower()) not in gone),
        henvendelser=tuple(_henvendelse(h, per) for h in case.henvendelser if _exists(h, "Henvendelse", gone, per)),
        undersokelser=tuple(
            replace(u, konkludert=_happened(u.konkludert, per))
            for u in case.undersokelser
            if _exists(u, "Undersokelse", gone, per)
        ),
        planer=tuple(
            replace(p, slutt=_happened(p.slutt, per), evaluert=_done(p.evaluert, per))
            for p in case.planer
            if _exists(p, "Plan", gone, per)
        ),
        tiltak=tuple(
            replace(t, slutt=_happened(t.slutt, per), evaluert=_done(t.evaluert, per))
            for t in case.tiltak
            if _exists(t, "Tiltak", gone, per)
        ),
        relasjoner=tuple(r for r in case.relasjoner if not r.slettet and ("Relasjon", r.id.lower()) not in gone),
    )


def _exists(row: Henvendelse | Undersokelse | Plan | Tiltak, kind: str, gone: set[tuple[str, str]], per: date) -> bool:
    return not row.slettet and (kind, row.id.lower()) not in gone and row.start <= per


def _happened(day: date | None, per: date) -> date | None:
    return day if day is not None and day <= per else None


def _done(days: Sequence[date], per: date) -> tuple[date, ...]:
    return tuple(day for day in days if day <= per)


def _henvendelse(row: Henvendelse, per: date) -> Henvendelse:
    return replace(row, konkludert=None if row.konklusjon_slettet else _happened(row.konkludert, per))


# --- limits --------------------------------------------------------------------------------------------------------


def _within(start: date, limit: date, done: date | None, began: date, per: date) -> Row:
    """Done by the limit or not; ``began`` is the object's own first day, before which nothing can be done."""
    row = Row(utfall=OPPFYLT, start_dato=start, frist_dato=limit, faktisk_dato=done)
    if done is not None and done < began:
        return replace(row, utfall=UAVKLART)
    over = ((done or per) - limit).days
    if over > 0:
        return replace(row, utfall=IKKE_OPPFYLT, dager_over=over)
    return row if done else replace(row, utfall=IKKE_AKTUELT)


def _mel_01(row: Henvendelse, per: date) -> Rows:
    if row.kode not in (None, "2"):
        return {}
    lov = _within(row.start, row.start + _WEEK, row.konkludert, row.start, per)
    ssb = lov if row.konkludert else replace(lov, utfall=IKKE_AKTUELT, dager_over=None)
    if row.start < _IN_FORCE_FROM["MEL-01"]:
        lov = ssb = Row(utfall=IKKE_AKTUELT)
    when: dict[str, Any] = {"telles": (row.konkludert,)} if row.konkludert else {"apen_fra": row.start}
    answers = {"lov": lov, "ssb": ssb}
    return {("MEL-01", name, row.id.lower()): replace(answer, **when) for name, answer in answers.items()}


def _received(case: Case, row: Undersokelse) -> date | None:
    """The earliest day among the messages that lead to this investigation."""
    from_ids = {
        r.fra_id.lower()
        for r in case.relasjoner
        if (r.fra_type, r.til_type) == ("Henvendelse", "Undersokelse") and r.til_id.lower() == row.id.lower()
    }
    return min((h.start for h in case.henvendelser if h.id.lower() in from_ids), default=None)


def _und_03(case: Case, row: Undersokelse, per: date) -> Rows:
    received, done = _received(case, row), row.konkludert
    months = 6 if row.utvidet is not None and row.innvilget is True else 3
    register = _within(row.start, months_after(row.start, months), done, row.start, per)
    lov = ssb = Row(utfall=UAVKLART, start_dato=None, frist_dato=None, faktisk_dato=done)
    ssb = replace(ssb, utfall=IKKE_AKTUELT)
    if received is not None:
        week_out = received + _WEEK
        lov = _within(week_out, months_after(week_out, months), done, row.start, per)
        limit = received + timedelta(187 if months == 6 else 97)
        ssb = _within(received, limit, done, row.start, per)
        if done:
            ssb = replace(ssb, utfall=IKKE_AKTUELT, dager_over=None)
    if (received or row.start) < _IN_FORCE_FROM["UND-03"]:
        lov = register = ssb = Row(utfall=IKKE_AKTUELT)
    answers = {"lov": lov, "register": register, "ssb": ssb}
    when: dict[str, Any] = {"telles": (done,)} if done else {"apen_fra": row.start}
    return {("UND-03", name, row.id.lower()): replace(answer, **when) for name, answer in answers.items()}


# --- support measures ----------------------------------------------------------------------------------------------


def _in_force(row: Plan | Tiltak, day: date) -> bool:
    return row.start <= day and (row.slutt is None or row.slutt >= day)


def _is_support(act: Hjemmel) -> bool:
    if act.lov == "BVL2021":
        return act.kapittel == "3" and act.paragraf != "6"
    return (act.lov, act.kapittel, act.paragraf) == ("BVL", "4", "4")


def _hje(case: Case, row: Tiltak, per: date) -> Rows:
    backwards = row.slutt is not None and row.slutt < row.start
    if not _is_support(row.hjemmel) or not (_in_force(row, per) or backwards):
        return {}
    plans = [plan for plan in case.planer if plan.kode == "1"]
    rows = {("HJE-01", "lov", row.id.lower()): _hje_01(plans, per)}
    if months_after(row.start, 3) <= per:
        rows["HJE-05", "register", row.id.lower()] = _hje_05(case, row, plans, per)
    adult = _birthday(case.personalia, 18)
    if adult is not None and per >= adult:
        rows = {k: replace(r, utfall=IKKE_AKTUELT, dager_over=None) for k, r in rows.items()}
    # Ended before it started: not in force on any day, so no row; or a row that says a person must look.
    return {
        k: replace(r, utfall=UAVKLART, dager_over=None, kan_mangle=True) if backwards else r for k, r in rows.items()
    }


def _hje_01(plans: Sequence[Plan], per: date) -> Row:
    if per < _IN_FORCE_FROM["HJE-01"]:
        return Row(utfall=IKKE_AKTUELT)
    found = any(_in_force(plan, per) for plan in plans)
    return Row(utfall=OPPFYLT if found else IKKE_OPPFYLT, frist_dato=None)


def _hje_05(case: Case, row: Tiltak, plans: Sequence[Plan], per: date) -> Row:
    if per < _IN_FORCE_FROM["HJE-05"]:
        return Row(utfall=IKKE_AKTUELT)
    days = row.evaluert if case.versjon == "v5" else [day for plan in plans for day in plan.evaluert]
    latest = max(days, default=None)
    if latest is not None and months_after(per, -6) < latest <= per:
        return Row(utfall=OPPFYLT, faktisk_dato=latest)
    return Row(utfall=IKKE_OPPFYLT, faktisk_dato=latest, dager_over=UFASTSATT)


# --- foster homes --------------------------------------------------------------------------------------------------


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY


def _yearly(row: Hyppighet) -> int:
    return min(4, max(0, row.antall * {"uke": 52, "maned": 12, "ar": 1}[row.enhet]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    """What the case says of the child: the first day of being 15 and 18, and whether the home is a permanent one."""

    fifteen: date | None
    eighteen: date | None
    permanent: bool


def _decided(rows: Sequence[Hyppighet]) -> dict[date, int]:
    """The yearly number from each day one was decided; two on one day: the strictest."""
    return {row.start: max(_yearly(other) for other in rows if other.start == row.start) for row in rows}


def _frequency(decided: dict[date, int], day: date, counts: Callable[[date], bool]) -> int:
    """The latest decided number in force that day, of those that are not lower than four, or that ``counts`` takes."""
    latest = max((start for start, n in decided.items() if start <= day and (n >= 4 or counts(start))), default=None)
    return 4 if latest is None else decided[latest]


def _always(_: date) -> bool:
    return True


def _visits(row: Tiltak, visits: Besok | None, window: Sequence[date], child: _Child, variant: str, til: bool) -> Row:
    """Required and found over the days of the window. ``til``: supervision, with its own conditions."""
    if row.slutt is not None and row.slutt < row.start:
        return Row(utfall=UAVKLART)
    counted = [day for day in window if _in_force(row, day) and (child.eighteen is None or day < child.eighteen)]
    decided = _decided(visits.hyppighet if visits else ())
    two_years = months_after(row.start, 24)

    def certain(start: date) -> bool:
        return start > two_years and (not til or (child.fifteen is not None and start >= child.fifteen))

    def possible(start: date) -> bool:
        return not til or child.fifteen is None or start >= child.fifteen

    def required(counts: Callable[[date], bool]) -> int:
        return sum(number(day, counts) for day in counted) // len(window)

    def number(day: date, counts: Callable[[date], bool]) -> int:
        if not (til and child.permanent and day >= _PERMANENT):
            return _frequency(decided, day, counts)
        if variant == "registrert" and any(start <= day for start in decided):
            return _frequency(decided, day, _always)
        return 2

    krav, least = (required(counts) for counts in (certain, possible))
    if variant == "registrert":
        krav = least = required(_always)
    if krav > 0 and child.eighteen is None:
        return Row(utfall=UAVKLART)
    found = len(set(visits.utfort if visits else ()) & set(counted))
    utfall = OPPFYLT if found >= krav else UAVKLART if found >= least else IKKE_OPPFYLT
    utfall = utfall if krav > 0 else IKKE_AKTUELT
    return Row(utfall=utfall, krav=krav, funnet=found, dager_over=UFASTSATT if utfall == IKKE_OPPFYLT else None)


def _foster(case: Case, row: Tiltak, per: date) -> Rows:
    if row.kode not in _FOSTER:
        return {}
    act = (row.hjemmel.lov, row.hjemmel.kapittel, row.hjemmel.paragraf)
    fifteen, eighteen = (_birthday(case.personalia, years) for years in (15, 18))
    child = _Child(fifteen=fifteen, eighteen=eighteen, permanent=act == ("BVL2021", "5", "12"))
    rows: Rows = {}
    for variant in VARIANTS["OMS-01"]:
        window = _window(variant, per)
        for regel, visits in (("OMS-01", row.oppfolging), ("TIL-02", row.tilsyn)):
            if regel == "TIL-02" and row.kode == "2.4":
                continue
            answer = Row(utfall=IKKE_AKTUELT)
            if window and per >= _IN_FORCE_FROM[regel]:
                answer = _visits(row, visits, window, child, variant, regel == "TIL-02")
                if regel == "OMS-01" and child.permanent and per >= _PERMANENT:
                    answer = replace(answer, utfall=IKKE_AKTUELT, dager_over=None)
            rows[regel, variant, row.id.lower()] = answer
    return rows


def _window(variant: str, per: date) -> list[date]:
    """The days visits are counted over; none when the calendar year is not over."""
    if variant != "kalenderar":
        return list(_days(months_after(per, -12) + _DAY, per))
    return list(_days(date(per.year, 1, 1), per)) if (per.month, per.day) == (12, 31) else []


def _birthday(persons: Sequence[Personalia], years: int) -> date | None:
    """The birthday by the latest row; born 29 February, it is the 28th."""
    latest = max(persons, key=lambda row: row.start, default=None)
    return months_after(latest.fodt, years * 12) if latest and latest.fodt else None
