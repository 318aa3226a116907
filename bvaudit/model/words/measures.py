"""The words for a tiltak and what lies under it."""

from collections.abc import Mapping

from bvaudit.model.words.record import Omtale, TabellOmtale

TILTAK: Mapping[str, TabellOmtale] = {
    "tiltak": TabellOmtale(
        navn="Tiltak",
        tekst="En rad for hvert tiltak barnet får: hjelpetiltak, fosterhjem, institusjon og andre.",
        ogsa=("tiltakene", "hjelpetiltak", "plassering", "plasseringer", "fosterhjem", "institusjon"),
        savnet="tiltak",
        en="tiltaket",
        kolonner={
            "start_dato": Omtale(
                navn="Iverksatt", tekst="Dagen tiltaket startet.", ogsa=("iverksatt", "fra", "dato", "plassert")
            ),
            "slutt_dato": Omtale(navn="Avsluttet", tekst="Dagen tiltaket ble avsluttet. Tom betyr at det er i gang."),
            "kode": Omtale(
                navn="Type tiltak",
                tekst="Hva slags tiltak, som kode.",
                ogsa=("type", "kategori", "tiltakstype"),
                savnet="hva slags tiltak det er",
            ),
            "opphevelse_kode": Omtale(navn="Grunn til oppheving", tekst="Hvorfor et tvangstiltak opphørte, som kode."),
            "avslutning_kode": Omtale(
                navn="Grunn til avslutning", tekst="Hvorfor et frivillig tiltak ble avsluttet, som kode."
            ),
            "opphevelse_presisering_utfylt": Omtale(
                navn="Presisering av opphevingen", tekst="Fritekst. Bare om den er fylt ut, blir lest."
            ),
        },
    ),
    "tiltak_evaluering": TabellOmtale(
        navn="Evalueringer av tiltak",
        tekst="En rad for hver gang et tiltak er evaluert.",
        ogsa=("evaluering_av_tiltak", "tiltaksevaluering"),
        savnet="evalueringer av tiltak",
        en="evalueringen av tiltaket",
        kolonner={
            "evaluering_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
            "gjennomfort_dato": Omtale(
                navn="Evaluert",
                tekst="Dagen tiltaket ble evaluert.",
                ogsa=("dato", "utfort_dato"),
                savnet="datoen tiltaket ble evaluert",
            ),
            "tiltaket_kan_avsluttes": Omtale(
                navn="Kan avsluttes", tekst="Ja når evalueringen sier at tiltaket ikke trengs lenger."
            ),
        },
    ),
    "tilsyn_ansvarlig": TabellOmtale(
        navn="Kommunen som fører tilsyn",
        tekst="En rad for hver kommune som har hatt ansvaret for tilsynet med fosterhjemmet.",
        ogsa=("tilsynsansvarlig", "tilsynskommune"),
        savnet="hvilken kommune som har ansvaret for tilsynet",
        en="ansvaret for tilsynet",
        kolonner={
            "start_dato": Omtale(navn="Fra", tekst="Dagen kommunen fikk ansvaret."),
            "kommunenummer": Omtale(
                navn="Kommunenummer",
                tekst="Fire sifre; kommunen som fører tilsynet.",
                savnet="hvilken kommune som har ansvaret for tilsynet",
            ),
        },
    ),
    "tilsyn_hyppighet": TabellOmtale(
        navn="Hvor ofte det skal være tilsyn",
        tekst="En rad for hver gang det er bestemt hvor mange tilsynsbesøk fosterhjemmet skal ha i året.",
        ogsa=("tilsynshyppighet", "tilsynsfrekvens"),
        savnet="hvor ofte det er bestemt at tilsyn skal gjøres",
        en="hyppigheten av tilsyn",
        kolonner={
            "start_dato": Omtale(navn="Fastsatt", tekst="Dagen hyppigheten ble bestemt."),
        },
    ),
    "tilsyn_utfort": TabellOmtale(
        navn="Tilsynsbesøk",
        tekst="En rad for hvert tilsynsbesøk i fosterhjemmet.",
        ogsa=("tilsyn", "tilsynsbesok", "tilsyn_fosterhjem", "fosterhjemstilsyn"),
        savnet="tilsynsbesøk",
        en="tilsynsbesøket",
        kolonner={
            "utfort_dato": Omtale(savnet="datoen for tilsynsbesøk"),
        },
    ),
    "oppfolging_hyppighet": TabellOmtale(
        navn="Hvor ofte fosterhjemmet skal følges opp",
        tekst="En rad for hver gang det er bestemt hvor ofte tjenesten skal besøke fosterhjemmet.",
        ogsa=("oppfolgingshyppighet", "oppfolgingsfrekvens", "besoksfrekvens"),
        savnet="hvor ofte det er bestemt at barnet skal følges opp",
        en="hyppigheten av oppfølging",
        kolonner={
            "start_dato": Omtale(navn="Gjelder fra", tekst="Dagen hyppigheten gjelder fra."),
        },
    ),
    "oppfolging_utfort": TabellOmtale(
        navn="Oppfølgingsbesøk",
        tekst="En rad for hvert besøk tjenesten har gjort i fosterhjemmet.",
        ogsa=("oppfolging", "oppfolgingsbesok", "besok", "fosterhjemsbesok", "hjemmebesok"),
        savnet="oppfølgingsbesøk",
        en="oppfølgingsbesøket",
        kolonner={
            "utfort_dato": Omtale(savnet="datoen for oppfølgingsbesøk"),
        },
    ),
    "samvaer": TabellOmtale(
        navn="Samvær",
        tekst="En rad for hvert vedtak om hvor ofte det skal være samvær, og for hvert samvær.",
        ogsa=("samvar", "samvaersordning", "samvær"),
        savnet="samvær",
        en="samværet",
        kolonner={
            "art": Omtale(navn="Art", tekst="hyppighet_vedtak for et vedtak, gjennomforing for et samvær."),
            "part": Omtale(navn="Med hvem", tekst="Hvem barnet har samvær med, som kode."),
            "kode": Omtale(navn="Holdt eller avlyst", tekst="Om samværet ble holdt eller avlyst, som kode."),
        },
    ),
}
