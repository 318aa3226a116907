"""Six rules as reports meet them: five for the machine (one only indicates), and one a person must answer."""

from dataclasses import replace
from datetime import date
from typing import Any

from bvaudit.model.rule import Gjelder, Kontrollert, Rule, Variant, Versjon
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary import manuell

FRA_MELDING = {"lov": "Fristen regnes fra dagen meldingen kom inn.", "ssb": "Bare avsluttede meldinger telles."}
HJEMMEL = {
    "MEL-01": ("Barnevernsloven § 2-1 første ledd", "Barnevernloven 1992 § 4-2 første ledd"),
    "UND-03": ("Barnevernsloven § 2-2 annet ledd", "Barnevernloven 1992 § 6-9 første ledd"),
    "HJE-05": ("Barnevernsloven § 8-1 første ledd",),
    "OMS-01": ("Fosterhjemsforskriften § 10 første ledd",),
    "UND-17": ("Barnevernsloven § 1-9",),
}


def en_regel(*, objekt: str = "henvendelse", telles: dict[str, str] | None = None, **endringer: Any) -> Rule:
    """``telles``: variant → how it counts, the standard first; empty for a rule only a person can answer."""
    telles = FRA_MELDING if telles is None else telles
    manuelt = manuell.Args(svar=("ja", "nei"), begrunnelse_ved=("nei",), hvem=("saksbehandler",))
    varianter = tuple(Variant(navn=navn, krav=Krav(), forklaring=tekst) for navn, tekst in telles.items())
    versjon = Versjon(
        gjelder_fra=date(2023, 1, 1),
        gjelder_til_og_med=None,
        velges_etter=(),
        hjemmel=(),
        varianter=varianter or (Variant(navn="manuell", krav=manuelt),),
    )
    regel = Rule(
        id="MEL-01",
        tema="melding",
        tittel="Melding er gjennomgått innen én uke",
        sporsmal="Ble meldingen gjennomgått og konkludert senest en uke etter at den kom inn?",
        formal="Barn som kan trenge hjelp, skal bli sett raskt.",
        alvorlighetsgrad=Alvorlighetsgrad.HOY,
        gjelder=Gjelder(objekt=objekt),
        telles_etter=(),
        versjoner=(versjon,),
        avvikstekst="Meldingen skulle vært gjennomgått senest {frist_dato}.",
        veiledning="Se på datoen meldingen kom inn, og datoen for konklusjonen.",
        metode="Regnes ut fra datoene i registeret.",
        kilde="Barnevernsloven",
        plikter=(),
        sikkerhet=Sikkerhet.HOY,
        sikkerhet_grunn="",
        indikasjon=False,
        kontrollert=Kontrollert(av="redaksjonen", dato=date(2025, 1, 1)),
        fil="rules/melding/MEL-01.yaml",
        avvikstittel="Meldingen ble ikke gjennomgått innen en uke",
    )
    return replace(regel, **endringer)


MELDING = en_regel()
UNDERSOKELSE = en_regel(
    id="UND-03",
    tema="undersokelse",
    tittel="Undersøkelsen er avsluttet innen fristen",
    sporsmal="Ble undersøkelsen avsluttet innen tre måneder, eller seks når fristen er utvidet?",
    formal="Barn og foreldre skal ikke vente lenger enn nødvendig på et svar.",
    avvikstekst="Undersøkelsen skulle vært avsluttet senest {frist_dato}.",
    telles={
        "lov": "Fristen løper fra en uke etter at meldingen kom inn.",
        "register": "Fristen løper fra undersøkelsens startdato i registeret.",
        "ssb": "Bare åpne undersøkelser telles, fra dagen meldingen kom inn.",
    },
    avvikstittel="Undersøkelsen ble ikke avsluttet innen fristen",
    objekt="undersokelse",
)
EVALUERING = en_regel(
    id="HJE-05",
    tema="hjelpetiltak",
    tittel="Tiltaksplanen er evaluert siste halvår",
    sporsmal="Er tiltaksplanen evaluert i løpet av de siste seks månedene?",
    formal="Hjelpen skal virke, og endres når den ikke gjør det.",
    alvorlighetsgrad=Alvorlighetsgrad.MIDDELS,
    avvikstekst="Tiltaksplanen er ikke evaluert siden {faktisk_dato}.",
    sikkerhet=Sikkerhet.MIDDELS,
    sikkerhet_grunn="Loven sier regelmessig; seks måneder er registerets måte å telle på",
    telles={"register": "Siste evaluering skal være høyst seks måneder gammel."},
    avvikstittel="Tiltaksplanen er ikke evaluert siste halvår",
    objekt="tiltak",
)
FOSTERHJEM = en_regel(
    id="OMS-01",
    tema="omsorg",
    tittel="Fosterhjemmet er besøkt så ofte som kravet",
    sporsmal="Er fosterhjemmet besøkt minst fire ganger det siste året, eller så ofte som er vedtatt?",
    formal="Barn i fosterhjem skal følges opp der de bor.",
    alvorlighetsgrad=Alvorlighetsgrad.KRITISK,
    avvikstekst="Fosterhjemmet skulle hatt {krav} besøk, men har {funnet}.",
    telles={
        "lov": "De siste tolv månedene telles.",
        "kalenderar": "Kalenderåret telles når vurderingsdagen er 31. desember.",
    },
    avvikstittel="Fosterhjemmet er besøkt for sjelden",
    objekt="tiltak",
)
NETTVERK = en_regel(
    id="UND-17",
    tema="undersokelse",
    tittel="Familie og nettverk er trukket inn",
    sporsmal="Viser registeret at familie og nettverk ble trukket inn?",
    formal="Barn har ofte voksne rundt seg som kan hjelpe.",
    alvorlighetsgrad=Alvorlighetsgrad.MIDDELS,
    avvikstekst="Registeret viser ikke familieråd eller nettverksmøte.",
    metode="Les undersøkelsesrapporten.",
    indikasjon=True,
    telles={"lokal": "Familieråd eller nettverksmøte er registrert."},
    avvikstittel="Det er ikke registrert at familie og nettverk er trukket inn",
    objekt="undersokelse",
)
SAMTALE = en_regel(
    id="MED-01",
    tema="medvirkning",
    tittel="Barnet har fått si sin mening",
    sporsmal="Er det skrevet ned hva barnet selv mener?",
    alvorlighetsgrad=Alvorlighetsgrad.HOY,
    objekt="sak",
    telles={},
    avvikstittel="Barnet har ikke fått si sin mening",
)
