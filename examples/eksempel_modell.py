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

    def begun(rader: tuple[Datert, ...]) -> tuple[Datert, ...]:
        return tuple(r for r in rader if r.start <= dag)

    def open_again(slutt: date | None) -> bool:
        return slutt is not None and slutt > dag

    def until(rader: tuple[Hendelse, ...]) -> tuple[Hendelse, ...]:
        return tuple(h for h in rader if h.dato <= dag)

    def visits(besok: Besok | None) -> Besok | None:
        if besok is None:
            return None
        return replace(besok, utfort=until(besok.utfort), hyppighet=until(besok.hyppighet))

    def measure(t: Tiltak) -> Tiltak:
        t = replace(t, evalueringer=until(t.evalueringer), tilsyn=visits(t.tilsyn), oppfolging=visits(t.oppfolging))
        return replace(t, slutt=None, opphevelse=None) if open_again(t.slutt) else t

    def decision(v: Vedtak) -> Vedtak:
        v = replace(v, status=until(v.status), krav=tuple(k for k in v.krav if k.start <= dag))
        return replace(v, slutt=None) if open_again(v.slutt) else v

    def inquiry(u: Undersokelse) -> Undersokelse:
        if u.medvirkning and u.medvirkning.dato > dag:
            u = replace(u, medvirkning=None)
        if u.frist_sokt and u.frist_sokt > dag:
            u = replace(u, frist_sokt=None, frist_innvilget=None)
        return replace(u, slutt=None, konklusjon=None, grunnlag=()) if open_again(u.slutt) else u

    earlier = replace(
        sak,
        slutt=None if open_again(sak.slutt) else sak.slutt,
        slettet=False,
        personalia=begun(sak.personalia),
        meldinger=tuple(
            replace(m, slutt=None, konklusjon=None) if open_again(m.slutt) else m for m in begun(sak.meldinger)
        ),
        undersokelser=tuple(inquiry(u) for u in begun(sak.undersokelser)),
        planer=tuple(
            replace(p, evalueringer=until(p.evalueringer), slutt=None if open_again(p.slutt) else p.slutt)
            for p in begun(sak.planer)
        ),
        tiltak=tuple(measure(t) for t in begun(sak.tiltak)),
        vedtak=tuple(decision(v) for v in begun(sak.vedtak)),
        ettervern=tuple(
            replace(e, slutt=None, konklusjon=None) if open_again(e.slutt) else e for e in begun(sak.ettervern)
        ),
        oversendelser=begun(sak.oversendelser),
        flyttinger=begun(sak.flyttinger),
        slettede=tuple(s for s in sak.slettede if s.dato <= dag),
    )
    present = {r.id for rader in _with_id(earlier) for r in rader}
    return replace(earlier, relasjoner=tuple(r for r in sak.relasjoner if {r.fra, r.til} <= present))


def _with_id(sak: Sak) -> Iterable[Iterable[Melding | Undersokelse | Tiltak | Vedtak | Oversendelse]]:
    return (sak.meldinger, sak.undersokelser, sak.tiltak, sak.vedtak, sak.oversendelser)
