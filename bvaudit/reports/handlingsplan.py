"""The handlingsplan as plain text: what was found in one enhet, and the blanks the enhet fills.

A template sees these records and nothing else. Every value is finished bokmål; dates are dd.mm.yyyy.
"""

from dataclasses import dataclass

from bvaudit.reports.plan_records import INGEN, UMERKET, AnnetAvvik, Merke, Oppfolging, RegisterTiltak, Skrivefelt


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarfelt:
    """One thing the enhet must answer. ``utfylt`` is «ja» when the figures already answer it, else empty. ``skriv`` is
    where it is answered in a plan that is read back."""

    ledetekst: str
    hjelp: str
    svar: str
    utfylt: str = ""
    skriv: Skrivefelt = INGEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TiltakRad:
    """One line for a measure that corrects the system. ``foreslatt`` is «ja» for a proposal from the content, which the
    enhet may change, and empty for a line with nothing in it yet."""

    nummer: str
    tiltak: str
    beskrivelse: str
    type: str
    ansvarlig_rolle: str
    frist: str
    foreslatt: str = ""
    skriv_tittel: Skrivefelt = INGEN
    skriv_beskrivelse: Skrivefelt = INGEN
    skriv_eier: Skrivefelt = INGEN
    skriv_frist: Skrivefelt = INGEN


@dataclass(frozen=True, slots=True, kw_only=True)
class SakView:
    """One object found in one case, under its avvik. ``sak`` is the short id."""

    sak: str
    gjelder: str
    objekt_id: str
    funn: str
    forklaring: str
    rettet: str
    kontrollert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BruddLinje:
    """One thing that is wrong in a case. ``nummer`` is the avvik it belongs to, empty when that is another enhet's;
    ``ogsa`` the narrower breaches in the same case."""

    nummer: str
    brudd: str
    funn: str
    ogsa: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SakRad:
    """One case to correct, with everything that is wrong in it, the gravest first. ``frist`` is its oldest limit."""

    sak: str
    brudd: tuple[BruddLinje, ...]
    frist: str
    rettet: str
    skriv: Skrivefelt = INGEN


@dataclass(frozen=True, slots=True, kw_only=True)
class AvvikView:
    """One rule that is broken in this enhet. ``tittel`` is the breach and ``kravet`` the requirement, ``malestokk``
    whose measure it is, ``ogsa`` the narrower breaches told here.

    ``baerer`` is what the figure can carry, ``usikker`` the doubt about the law in few words, ``virker`` how the enhet
    knows that its measures work, ``brev`` a paragraph for a letter to Statsforvalteren. ``systemsvikt`` is «ja» for
    three objects or more, else empty.
    """

    nummer: str
    regel: str
    tittel: str
    overskrift: str
    systemsvikt: str
    krav: str
    kravet: str
    formal: str
    hjemmel: tuple[str, ...]
    alvorlighetsgrad: str
    alvor_forklaring: str
    malestokk: str
    frist: str
    frist_kort: str
    ansvarlig_rolle: str
    antall: str
    andel: str
    funn: str
    intervall: str
    baerer: str
    andre_tellemater: tuple[str, ...]
    tillegg: tuple[str, ...]
    ogsa: tuple[str, ...]
    forbehold: tuple[str, ...]
    usikker: str
    saker: tuple[SakView, ...]
    midlertidig_sikring: tuple[Svarfelt, ...]
    arsak: tuple[Svarfelt, ...]
    tiltak: tuple[TiltakRad, ...]
    tiltakstyper: str
    lederkontroll: tuple[Svarfelt, ...]
    effekt: tuple[Svarfelt, ...]
    virker: str
    brev: str
    forankring: tuple[Svarfelt, ...]
    oppfolging: tuple[Oppfolging, ...] = ()
    registertiltak: tuple[RegisterTiltak, ...] = ()


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
    """Rules that nobody has looked at for the same reason, by subject. ``krav``: «MEL-05, MEL-07»."""

    tema: str
    antall: str
    krav: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TilsynView:
    """One point from a tilsyn, with what this run says of it. ``frist`` is empty when none is set."""

    tilsyn: str
    punkt: str
    tekst: str
    hjemmel: str
    tall: str
    manuelle: str
    lukkekriterium: str
    frist: str
    stilling: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LestView:
    """One object a reader and the extract say different things of, in a case the enhet has now."""

    sak: str
    krav: str
    uttrekket: str
    leseren: str
    folge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingsplanView:
    """All a template may use, as ``plan``.

    ``avvik`` are all of them in order; ``systemsvikt`` and ``enkelthendelser`` the same, parted by how many objects
    there are. ``saker`` has each case once. ``styring`` is asked once for the whole plan. ``lest`` are sentences on the
    audits people have read in, with the enhet's remarks, and ``lest_annerledes`` where they and the extract differ.
    ``hode`` says the head of the register's log and ``utgave`` which edition this is; ``endret`` is what has happened
    since the last one. ``andre`` are open avvik that this run says nothing new of.
    """

    tittel: str
    kommune: str
    dokumentklasse: str
    enhet: str
    per: str
    periode: str
    undersokt: str
    oppsummering: tuple[str, ...]
    konklusjon: tuple[str, ...]
    vet_ikke: tuple[str, ...]
    avvik: tuple[AvvikView, ...]
    systemsvikt: tuple[AvvikView, ...]
    enkelthendelser: tuple[AvvikView, ...]
    saker: tuple[SakRad, ...]
    styring: tuple[Svarfelt, ...]
    indikasjoner: tuple[IndikasjonView, ...]
    uten_avvik: tuple[KravView, ...]
    ikke_undersokt: tuple[IkkeUndersoktView, ...]
    tilsyn: tuple[TilsynView, ...]
    godkjenning: tuple[Svarfelt, ...]
    advarsler: tuple[str, ...]
    om_tallene: tuple[str, ...]
    lest: tuple[str, ...] = ()
    lest_annerledes: tuple[LestView, ...] = ()
    hode: str = ""
    utgave: str = ""
    endret: tuple[str, ...] = ()
    andre: tuple[AnnetAvvik, ...] = ()
    merke: Merke = UMERKET
