"""The handlingsplan as plain text: what was found in one enhet, and the blanks the enhet fills.

A template sees these records and nothing else. Every value is finished bokmål; dates are dd.mm.yyyy.
"""

from dataclasses import dataclass

FYLLES_UT = "fylles ut av enheten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarfelt:
    """One thing the enhet must answer. ``utfylt`` is «ja» when the figures already answer it, else empty."""

    ledetekst: str
    hjelp: str
    svar: str = FYLLES_UT
    utfylt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TiltakRad:
    """One line for a measure that corrects the system."""

    nummer: str
    tiltak: str
    type: str
    ansvarlig_rolle: str
    frist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SakView:
    """One case found, to be corrected now. ``sak`` is the pseudonym."""

    sak: str
    gjelder: str
    objekt_id: str
    funn: str
    forklaring: str
    rettet: str
    kontrollert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AvvikView:
    """One rule that is broken in this enhet, with the five points a plan must answer. ``tittel`` is the breach,
    ``malestokk`` whose measure it is, ``ogsa`` the narrower breaches told here."""

    nummer: str
    regel: str
    tittel: str
    krav: str
    formal: str
    hjemmel: tuple[str, ...]
    alvorlighetsgrad: str
    alvor_forklaring: str
    malestokk: str
    frist: str
    ansvarlig_rolle: str
    antall: str
    andel: str
    funn: str
    intervall: str
    andre_tellemater: tuple[str, ...]
    tillegg: tuple[str, ...]
    ogsa: tuple[str, ...]
    forbehold: tuple[str, ...]
    saker: tuple[SakView, ...]
    midlertidig_sikring: tuple[Svarfelt, ...]
    arsak: tuple[Svarfelt, ...]
    tiltak: tuple[TiltakRad, ...]
    tiltakstyper: str
    lederkontroll: tuple[Svarfelt, ...]
    effekt: tuple[Svarfelt, ...]
    forankring: tuple[Svarfelt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndikasjonView:
    """A rule where the extract only suggests a breach: cases to read before anyone can call it an avvik."""

    regel: str
    tittel: str
    antall: str
    metode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KravView:
    """A rule without avvik in what was examined."""

    regel: str
    tittel: str
    undersokt: str
    uavklart: str
    merknad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeUndersoktView:
    """Rules of one subject that nobody has looked at for the same reason. ``krav``: «MEL-05, MEL-07»."""

    tema: str
    antall: str
    krav: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TilsynView:
    """One point from a tilsyn, with what this run says of it."""

    tilsyn: str
    punkt: str
    tekst: str
    hjemmel: str
    tall: str
    manuelle: str
    lukkekriterium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingsplanView:
    """All a template may use, as ``plan``."""

    tittel: str
    kommune: str
    enhet: str
    per: str
    periode: str
    undersokt: str
    oppsummering: tuple[str, ...]
    avvik: tuple[AvvikView, ...]
    indikasjoner: tuple[IndikasjonView, ...]
    uten_avvik: tuple[KravView, ...]
    ikke_undersokt: tuple[IkkeUndersoktView, ...]
    tilsyn: tuple[TilsynView, ...]
    godkjenning: tuple[Svarfelt, ...]
    advarsler: tuple[str, ...]
    om_tallene: tuple[str, ...]
