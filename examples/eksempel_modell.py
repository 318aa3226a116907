"""The records a made-up case consists of, free of any file format, and the case as it stood on an earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Hjemmel:
    lov: str
    kapittel: str
    paragraf: str
    ledd: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kode:
    """A code, with free text where the list asks for it."""

    kode: str
    presisering: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hendelse:
    """Something dated under a larger record: a visit, a status, a frequency, an evaluation."""

    id: str
    dato: date
    verdi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personalia:
    id: str
    start: date
    fodt: date  # the term date for the unborn
    kjonn: str  # 0 unborn, 1 boy, 2 girl
    nummer: str
    duf: str | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    id: str
    start: date
    meldere: tuple[Kode, ...]
    tema: tuple[Kode, ...]
    slutt: date | None = None
    konklusjon: str | None = None
    konklusjon_slettet: bool = False
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undersokelse:
    id: str
    start: date
    grunnlag: tuple[Kode, ...] = ()
    medvirkning: Hendelse | None = None
    frist_sokt: date | None = None
    frist_innvilget: bool | None = None
    slutt: date | None = None
    konklusjon: Kode | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    id: str
    start: date
    kode: str
    evalueringer: tuple[Hendelse, ...] = ()
    slutt: date | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Besok:
    """Follow-up, or tilsyn when ``ansvarlig`` names the municipalities."""

    hyppighet: tuple[Hendelse, ...]
    utfort: tuple[Hendelse, ...]
    ansvarlig: tuple[Hendelse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiltak:
    id: str
    start: date
    hjemmel: Hjemmel
    kode: Kode
    grunnlag: tuple[Kode, ...] = ()
    evalueringer: tuple[Hendelse, ...] = ()
    tilsyn: Besok | None = None
    oppfolging: Besok | None = None
    slutt: date | None = None
    opphevelse: Kode | None = None
    migrert: str | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Krav:
    id: str
    start: date
    slutt: date | None = None
    kode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vedtak:
    id: str
    start: date
    hjemmel: Hjemmel
    status: tuple[Hendelse, ...]
    krav: tuple[Krav, ...] = ()
    slutt: date | None = None
    migrert: str | None = None
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ettervern:
    id: str
    start: date  # the offer was sent
    slutt: date | None = None
    konklusjon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversendelse:
    id: str
    start: date
    hjemmel: Hjemmel


@dataclass(frozen=True, slots=True, kw_only=True)
class Flytting:
    id: str
    start: date
    arsak: Kode
    til: Kode


@dataclass(frozen=True, slots=True, kw_only=True)
class Relasjon:
    id: str
    fra_type: str
    fra: str
    til_type: str
    til: str
    slettet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slettet:
    id: str
    type: str
    dato: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sak:
    id: str
    start: date
    journalnummer: str
    enhet: str
    versjon: str  # v3, v4 or v5
    slutt: date | None = None
    migrert: str | None = None
    slettet: bool = False
    personalia: tuple[Personalia, ...] = ()
    meldinger: tuple[Melding, ...] = ()
    undersokelser: tuple[Undersokelse, ...] = ()
    planer: tuple[Plan, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    vedtak: tuple[Vedtak, ...] = ()
    ettervern: tuple[Ettervern, ...] = ()
    oversendelser: tuple[Oversendelse, ...] = ()
    flyttinger: tuple[Flytting, ...] = ()
    relasjoner: tuple[Relasjon, ...] = ()
    slettede: tuple[Slettet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Innsending:
    """One document: the whole case as it was sent at ``uttrekk`` (time with zone, as text)."""

    id: str
    uttrekk: str
    sak: Sak
    nummer: int  # 1 is the oldest in the folder
    forrige_id: str | None = None

    @property
    def filnavn(self) -> str:
        return f"{self.sak.id}_{self.nummer}.xml"


def plus_months(day: date, months: int) -> date:
    """Calendar months; a day the month does not have becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def required_visits(start: date, slutt: date | None, hyppighet: Iterable[Hendelse], fra: date, til_og_med: date) -> int:
    """Visits the law asks for in the window: the mean over its days of the frequency in force, rounded down."""
    satser = sorted((h.dato, min(4, int(h.verdi))) for h in hyppighet)
    days = (til_og_med - fra).days + 1
    total = 0
    for n in range(days):
        day = fra + timedelta(days=n)
        if day >= start and (slutt is None or day <= slutt):
            total += ([4] + [antall for dato, antall in satser if dato <= day])[-1]
    return total // days


Datert = TypeVar("Datert", Melding, Undersokelse, Plan, Tiltak, Vedtak, Ettervern, Oversendelse, Flytting, Personalia)


def as_of(sak: Sak, dag: date) -> Sak:
    """The case as it was sent on ``dag``: later rows are gone, and what ended later is still open."""
    seen = _Seen(dag)
    earlier = replace(
        sak,
        slutt=seen.end(sak.slutt),
        slettet=False,
        personalia=seen.begun(sak.personalia),
        meldinger=tuple(
            replace(m, slutt=None, konklusjon=None) if seen.ends_later(m.slutt) else m
            for m in seen.begun(sak.meldinger)
        ),
        undersokelser=tuple(seen.inquiry(u) for u in seen.begun(sak.undersokelser)),
        planer=tuple(
            replace(p, evalueringer=seen.until(p.evalueringer), slutt=seen.end(p.slutt)) for p in seen.begun(sak.planer)
        ),
        tiltak=tuple(seen.measure(t) for t in seen.begun(sak.tiltak)),
        vedtak=tuple(seen.decision(v) for v in seen.begun(sak.vedtak)),
        ettervern=tuple(
            replace(e, slutt=None, konklusjon=None) if seen.ends_later(e.slutt) else e
            for e in seen.begun(sak.ettervern)
        ),
        oversendelser=seen.begun(sak.oversendelser),
        flyttinger=seen.begun(sak.flyttinger),
        slettede=tuple(s for s in sak.slettede if s.dato <= dag),
    )
    present = {r.id for rader in _with_id(earlier) for r in rader}
    return replace(earlier, relasjoner=tuple(r for r in sak.relasjoner if {r.fra, r.til} <= present))


class _Seen:
    """What could be seen of a case on a day."""

    def __init__(self, dag: date) -> None:
        self._dag = dag

    def begun(self, rader: tuple[Datert, ...]) -> tuple[Datert, ...]:
        return tuple(r for r in rader if r.start <= self._dag)

    def ends_later(self, slutt: date | None) -> bool:
        return slutt is not None and slutt > self._dag

    def end(self, slutt: date | None) -> date | None:
        return None if self.ends_later(slutt) else slutt

    def until(self, rader: tuple[Hendelse, ...]) -> tuple[Hendelse, ...]:
        return tuple(h for h in rader if h.dato <= self._dag)

    def visits(self, besok: Besok | None) -> Besok | None:
        if besok is None:
            return None
        return replace(besok, utfort=self.until(besok.utfort), hyppighet=self.until(besok.hyppighet))

    def measure(self, t: Tiltak) -> Tiltak:
        evalueringer = self.until(t.evalueringer)
        t = replace(t, evalueringer=evalueringer, tilsyn=self.visits(t.tilsyn), oppfolging=self.visits(t.oppfolging))
        return replace(t, slutt=None, opphevelse=None) if self.ends_later(t.slutt) else t

    def decision(self, v: Vedtak) -> Vedtak:
        krav = tuple(k for k in v.krav if k.start <= self._dag)
        return replace(v, status=self.until(v.status), krav=krav, slutt=self.end(v.slutt))

    def inquiry(self, u: Undersokelse) -> Undersokelse:
        if u.medvirkning and u.medvirkning.dato > self._dag:
            u = replace(u, medvirkning=None)
        if u.frist_sokt and u.frist_sokt > self._dag:
            u = replace(u, frist_sokt=None, frist_innvilget=None)
        return replace(u, slutt=None, konklusjon=None, grunnlag=()) if self.ends_later(u.slutt) else u


def _with_id(sak: Sak) -> Iterable[Iterable[Melding | Undersokelse | Tiltak | Vedtak | Oversendelse]]:
    return (sak.meldinger, sak.undersokelser, sak.tiltak, sak.vedtak, sak.oversendelser)
