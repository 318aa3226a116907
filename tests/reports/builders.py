"""A small, complete run for report tests: three units, five machine rules (one only indicates), one rule not examined.

The builders hold the defaults; a test names only what it is about: ``en_revisjon(svar=())``.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from bvaudit.model.funn import Funn, Intervall, Tall
from bvaudit.model.kodeverk import Gradfrist, Kodeverk, Valg
from bvaudit.model.revisjon import DatakvalitetLinje, EnhetTall, Kildeinfo, Revisjon, TilsynPunkt, UtvalgKort
from bvaudit.model.svar import IkkeUndersokt, RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad, Utfall
from bvaudit.model.varighet import Varighet

from .rules_by_hand import EVALUERING, FOSTERHJEM, HJEMMEL, MELDING, NETTVERK, SAMTALE, UNDERSOKELSE

PER = date(2025, 12, 31)
UTVALG = UtvalgKort(id="internrevisjon-2025", fro="fjordvik-2025", ramme_sha256="ab" * 32, trukket=30)


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

_SAMLET = TilsynPunkt(
    tilsyn="statsforvalteren-2025",
    nummer="1",
    funn_id="0",
    tekst="Kommunen sikrer ikke framdrift i undersøkelsene",
    hjemmel=("Kommuneloven § 25-1",),
    regler=(),
    manuelle=(),
    lukkekriterium="Ti av ti nye saker innen fristen, tre måneder etter at tiltaket er tatt i bruk",
    enhet="Østbyen",
    n=238,
    med_avvik=4,
    uavklart=4,
    overordnet=True,
)
_DEL = replace(_SAMLET, nummer="1.1", funn_id="1", tekst="Frister holdes ikke", overordnet=False)
_MENING = replace(_DEL, nummer="1.2", funn_id="2", tekst="Barn får ikke si sin mening", n=0, med_avvik=0, uavklart=0)
TILSYN = (
    _SAMLET,
    replace(_DEL, hjemmel=("Barnevernsloven § 2-1", "Barnevernsloven § 2-2"), regler=("MEL-01", "UND-03")),
    replace(_MENING, hjemmel=("Barnevernsloven § 1-4",), manuelle=("MED-01",)),
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
                kilde="innlesing", kode="eldre-versjon", tekst="Erstattet av et nyere dokument", antall=31
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
