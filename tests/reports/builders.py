"""A small, complete run for report tests: three units, five machine rules (one only indicates), one rule not examined.

The builders hold the defaults; a test names only what it is about: ``en_revisjon(svar=())``.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from bvaudit.model.funn import Funn, Intervall, Tall
from bvaudit.model.kodeverk import Gradfrist, Kodeverk, Valg
from bvaudit.model.revisjon import DatakvalitetLinje, EnhetTall, Kildeinfo, Revisjon, TilsynPunkt, UtvalgKort
from bvaudit.model.rule import Gjelder, Kontrollert, Rule, Variant, Versjon
from bvaudit.model.svar import IkkeUndersokt, RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet, Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary import manuell

PER = date(2025, 12, 31)
UTVALG = UtvalgKort(id="internrevisjon-2025", fro="fjordvik-2025", ramme_sha256="ab" * 32, trukket=30)


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


def et_funn(**endringer: Any) -> Funn:
    funn = Funn(
        regel="MEL-01",
        variant="lov",
        enhet="Østbyen",
        sak="S-5d1c0a7e92b34f60",
        objekt="henvendelse",
        objekt_id="H-0f3b7c1a4d2e8896",
        utfall=Utfall.IKKE_OPPFYLT,
        start_dato=date(2025, 3, 3),
        frist_dato=date(2025, 3, 10),
        faktisk_dato=date(2025, 3, 14),
        dager_over=4,
        krav=None,
        funnet=None,
        forklaring="Gjennomgått fire dager etter fristen",
    )
    return replace(funn, **endringer)


def et_svar(**endringer: Any) -> RegelSvar:
    """The rule as everybody else reads it, unless ``hjemmel`` or ``teller`` says otherwise."""
    regel = endringer.get("regel", MELDING)
    svar = RegelSvar(
        regel=regel,
        hjemmel=HJEMMEL.get(regel.id, HJEMMEL["MEL-01"]),
        teller="plassering" if regel.id == "OMS-01" else regel.gjelder.objekt,
        enhet="Østbyen",
        standard="lov",
        tall={
            "lov": Tall(oppfylt=139, ikke_oppfylt=1, uavklart=2, ikke_aktuelt=4),
            "ssb": Tall(oppfylt=138, ikke_oppfylt=1, uavklart=2, ikke_aktuelt=5),
        },
        intervall=None,
        funn=(et_funn(),),
        uavklarte=(),
    )
    return replace(svar, **endringer)


def _melding(enhet: str, oppfylt: int) -> RegelSvar:
    tall = {"lov": Tall(oppfylt=oppfylt, ikke_aktuelt=1), "ssb": Tall(oppfylt=oppfylt, ikke_aktuelt=1)}
    return et_svar(enhet=enhet, tall=tall, funn=())


def _undersokelse(enhet: str, oppfylt: int, brudd: int, uavklart: int = 0) -> RegelSvar:
    funn = [
        et_funn(
            regel="UND-03",
            enhet=enhet,
            sak=f"S-{enhet[0].encode().hex()}{number:012d}",
            objekt="undersokelse",
            objekt_id=f"U-{enhet[0].encode().hex()}{number:012d}",
            start_dato=date(2025, 1, 8),
            frist_dato=date(2025, 4, 8),
            faktisk_dato=None if number == 1 else date(2025, 4, 8 + number),
            dager_over=267 if number == 1 else number,
            forklaring="Ikke avsluttet" if number == 1 else "Avsluttet etter fristen",
        )
        for number in range(1, brudd + uavklart + 1)
    ]
    uavklarte = tuple(
        replace(
            row,
            utfall=Utfall.UAVKLART,
            start_dato=None,
            frist_dato=None,
            dager_over=None,
            forklaring="Mangler kobling til meldingen",
        )
        for row in funn[brudd:]
    )
    return et_svar(
        regel=UNDERSOKELSE,
        enhet=enhet,
        tall={
            "lov": Tall(oppfylt=oppfylt, ikke_oppfylt=brudd, uavklart=uavklart, ikke_aktuelt=6),
            "register": Tall(oppfylt=oppfylt - 11, ikke_oppfylt=brudd + 11, ikke_aktuelt=6),
            "ssb": Tall(oppfylt=7, ikke_oppfylt=brudd and 1, ikke_aktuelt=oppfylt),
        },
        funn=tuple(funn[:brudd]),
        uavklarte=uavklarte,
    )


def _evaluering(enhet: str, oppfylt: int, brudd: int) -> RegelSvar:
    funn = tuple(
        et_funn(
            regel="HJE-05",
            variant="register",
            enhet=enhet,
            sak=f"S-{number:016d}",
            objekt="tiltak",
            objekt_id=f"T-{number:016d}",
            start_dato=date(2025, 6, 30),
            frist_dato=None,
            faktisk_dato=date(2025, 4, number),
            dager_over=None,
            forklaring="Siste evaluering er eldre enn seks måneder",
        )
        for number in range(1, brudd + 1)
    )
    tall = {"register": Tall(oppfylt=oppfylt, ikke_oppfylt=brudd, ikke_aktuelt=9)}
    return et_svar(regel=EVALUERING, enhet=enhet, standard="register", tall=tall, funn=funn)


def _nettverk(enhet: str, oppfylt: int, utslag: int) -> RegelSvar:
    funn = tuple(
        et_funn(
            regel="UND-17",
            variant="lokal",
            enhet=enhet,
            sak=f"S-7{number:015d}",
            objekt="undersokelse",
            objekt_id=f"U-7{number:015d}",
            start_dato=date(2025, 2, 3),
            frist_dato=None,
            faktisk_dato=None,
            dager_over=None,
            forklaring="Ingen slik rad er registrert",
        )
        for number in range(1, utslag + 1)
    )
    tall = {"lokal": Tall(oppfylt=oppfylt, ikke_oppfylt=utslag)}
    return et_svar(regel=NETTVERK, enhet=enhet, standard="lokal", tall=tall, funn=funn)


def _fosterhjem(enhet: str, oppfylt: int, brudd: int, andre: int = 0) -> RegelSvar:
    funn = tuple(
        et_funn(
            regel="OMS-01",
            enhet=enhet,
            sak=f"S-9{number:015d}",
            objekt="tiltak",
            objekt_id=f"T-9{number:015d}",
            start_dato=date(2025, 1, 1),
            frist_dato=None,
            faktisk_dato=None,
            dager_over=None,
            krav=4,
            funnet=number % 4,
            forklaring="Ingen oppfølging er registrert; den kan være gjort uten å være ført"
            if number % 4 == 0
            else "Færre besøk enn kravet",
        )
        for number in range(1, brudd + 1)
    )
    return et_svar(
        regel=FOSTERHJEM,
        enhet=enhet,
        tall={
            "lov": Tall(oppfylt=oppfylt, ikke_oppfylt=brudd, andre_kommuner=andre),
            "kalenderar": Tall(oppfylt=oppfylt, ikke_oppfylt=brudd),
        },
        funn=funn,
    )


SVAR = (
    _evaluering("Østbyen", 22, 3),
    _evaluering("Vestbyen", 41, 2),
    _evaluering("Sørlia", 3, 0),
    et_svar(),
    _melding("Vestbyen", 121),
    _melding("Sørlia", 4),
    _fosterhjem("Østbyen", 24, 5, andre=2),
    _fosterhjem("Vestbyen", 18, 0),
    _fosterhjem("Sørlia", 1, 1),
    _undersokelse("Østbyen", 95, 3, uavklart=2),
    _undersokelse("Vestbyen", 88, 0),
    _undersokelse("Sørlia", 12, 0),
    _nettverk("Østbyen", 1, 8),
    _nettverk("Vestbyen", 11, 0),
)

TILSYN = tuple(
    TilsynPunkt(
        tilsyn="statsforvalteren-2025",
        nummer=int(funn_id),
        funn_id=funn_id,
        tekst=tekst,
        hjemmel=hjemmel,
        regler=regler,
        manuelle=manuelle,
        lukkekriterium="Ti av ti nye saker innen fristen, tre måneder etter at tiltaket er tatt i bruk",
        enhet="Østbyen",
        n=n,
        med_avvik=med_avvik,
        uavklart=uavklart,
        overordnet=overordnet,
    )
    for funn_id, tekst, hjemmel, regler, manuelle, n, med_avvik, uavklart, overordnet in (
        ("0", "Kommunen sikrer ikke framdrift i undersøkelsene", ("Kommuneloven § 25-1",), (), (), 238, 4, 4, True),
        (
            "1",
            "Frister holdes ikke",
            ("Barnevernsloven § 2-1", "Barnevernsloven § 2-2"),
            ("MEL-01", "UND-03"),
            (),
            238,
            4,
            4,
            False,
        ),
        ("2", "Barn får ikke si sin mening", ("Barnevernsloven § 1-4",), (), ("MED-01",), 0, 0, 0, False),
    )
)


def en_revisjon(**endringer: Any) -> Revisjon:
    """Fjordvik kommune per 31.12.2025; every case examined, no draw unless ``utvalg=UTVALG``."""
    revisjon = Revisjon(
        kommune="Fjordvik kommune",
        per=PER,
        periode=(date(2025, 1, 1), PER),
        enheter=(
            EnhetTall(id="ostbyen", navn="Østbyen", slug="ostbyen", saker=212, undersokt=212),
            EnhetTall(id="vestbyen", navn="Vestbyen", slug="vestbyen", saker=188, undersokt=188),
            EnhetTall(id="sorlia", navn="Sørlia", slug="sorlia", saker=17, undersokt=17),
        ),
        svar=SVAR,
        ikke_undersokt=(
            IkkeUndersokt(regel=SAMTALE, teller="sak", grunn="Må besvares av en person, og ingen har svart ennå"),
        ),
        tilsyn=TILSYN,
        datakvalitet=(
            DatakvalitetLinje(
                kilde="UND-03",
                kode="mangler-relasjon",
                tekst="Undersøkelsen er ikke koblet til en melding",
                antall=2,
                enhet="Østbyen",
                eksempler="U-c3000000000004, U-c3000000000005",
            ),
            DatakvalitetLinje(
                kilde="innlesing", kode="eldre-versjon", tekst="Erstattet av en nyere innsending", antall=31
            ),
        ),
        kilde=Kildeinfo(
            dokumenter_lest=452,
            dokumenter_brukt=417,
            dokumenter_utelatt=4,
            formatversjoner={"v3": 33, "v4": 354, "v5": 30},
            filer=452,
            kilde_sha256="c0ffee" * 10 + "0000",
            uttrekksdato=PER,
            programversjon="0.1.0",
            innhold_sha256="5eed" * 16,
            nokkel_avtrykk="a1b2c3d4",
        ),
        advarsler=("Fire dokumenter kunne ikke leses; sakene er ikke med i tallene",),
    )
    return replace(revisjon, **endringer)


def et_utvalg(**endringer: Any) -> Revisjon:
    """The same run limited to a draw of ten cases per unit, so that intervals are given."""
    svar = tuple(replace(row, intervall=Intervall(nedre=0.0253, ovre=0.5561)) for row in SVAR)
    enheter = tuple(replace(enhet, undersokt=10) for enhet in en_revisjon().enheter)
    return en_revisjon(**{"utvalg": UTVALG, "svar": svar, "enheter": enheter, **endringer})


def et_kodeverk() -> Kodeverk:
    """Short lists with the shape of the real ones."""

    def valg(kode: str, tekst: str, *, avslutter: bool = False) -> Valg:
        return Valg(kode=kode, tekst=tekst, forklaring=f"Brukes når «{tekst.lower()}» passer best", avslutter=avslutter)

    return Kodeverk(
        arsaker=(valg("kapasitet", "For lite kapasitet"), valg("rutine", "Rutine mangler, eller er uklar")),
        feiltyper=(valg("reell", "Reell svikt"), valg("registrering", "Registreringsfeil")),
        tiltakstyper=(valg("opplaring", "Opplæring"), valg("kontroll", "Kontroll")),
        roller=(valg("barnevernleder", "Barnevernleder"), valg("stab", "Stab")),
        statuser=(valg("registrert", "Registrert"), valg("lukket", "Lukket", avslutter=True)),
        grader=tuple(
            Gradfrist(
                grad=grad, forklaring=f"Når det er {grad.vist}", frist=frist, frist_tekst=tekst, ansvarlig_rolle=rolle
            )
            for grad, frist, tekst, rolle in (
                (Alvorlighetsgrad.KRITISK, Varighet(antall=0, enhet="D"), "samme dag", "barnevernleder"),
                (Alvorlighetsgrad.HOY, Varighet(antall=1, enhet="W"), "1 uke", "barnevernleder"),
                (Alvorlighetsgrad.MIDDELS, Varighet(antall=4, enhet="W"), "4 uker", "barnevernleder"),
                (Alvorlighetsgrad.LAV, None, "neste kontroll i årshjulet", "stab"),
            )
        ),
    )
