"""The tables and columns of a map in a caseworker's words: what each is, and what else people call it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Omtale:
    """``navn`` is a heading, ``tekst`` says what one row is, ``ogsa`` are other words people write for it."""

    navn: str
    tekst: str
    ogsa: tuple[str, ...] = ()


TABELLER: Mapping[str, Omtale] = {
    "sak": Omtale(
        navn="Saker",
        tekst="En rad for hver sak, altså ett barn i én tjeneste. Denne tabellen må alltid være med.",
        ogsa=("saker", "barn", "barnevernssak", "klient", "journal", "mappe"),
    ),
    "sak_enhet": Omtale(
        navn="Hvem som har hatt saken",
        tekst="En rad for hver tid en enhet har hatt saken. Trengs bare når saker har skiftet enhet.",
        ogsa=("enhetshistorikk", "overforing", "overforinger", "enheter"),
    ),
    "personalia": Omtale(
        navn="Barnet",
        tekst="Alder og kjønn på barnet i saken. Står gjerne i samme ark som sakene.",
        ogsa=("person", "barnet", "personopplysninger", "personer"),
    ),
    "henvendelse": Omtale(
        navn="Meldinger og andre henvendelser",
        tekst="En rad for hver bekymringsmelding eller søknad tjenesten har fått.",
        ogsa=("melding", "meldinger", "bekymringsmelding", "bekymringsmeldinger", "henvendelser", "soknad"),
    ),
    "melder": Omtale(
        navn="Hvem som meldte",
        tekst="En rad for hver som står bak en henvendelse.",
        ogsa=("meldere", "avsender", "innmelder"),
    ),
    "saksinnhold": Omtale(
        navn="Hva det gjelder",
        tekst="En rad for hvert tema på en henvendelse, en undersøkelse, et tiltak eller en evaluering.",
        ogsa=("tema", "grunnlag", "arsak", "vedtaksgrunnlag", "tiltaksgrunnlag", "innhold"),
    ),
    "undersokelse": Omtale(
        navn="Undersøkelser",
        tekst="En rad for hver undersøkelse.",
        ogsa=("undersokelser", "undersokelsessak", "undersokelsessaker"),
    ),
    "medvirkning": Omtale(
        navn="Barnets medvirkning",
        tekst="En rad for hver gang barnet medvirket, eller for grunnen til at det ikke skjedde.",
        ogsa=("barnesamtale", "barnesamtaler", "samtale", "barnets_medvirkning"),
    ),
    "plan": Omtale(
        navn="Planer",
        tekst="En rad for hver plan.",
        ogsa=("planer", "tiltaksplan", "omsorgsplan", "samvaersplan"),
    ),
    "plan_evaluering": Omtale(
        navn="Evalueringer av planer",
        tekst="En rad for hver gang en plan er evaluert.",
        ogsa=("evaluering", "evalueringer", "evaluering_av_plan", "planevaluering"),
    ),
    "tiltak": Omtale(
        navn="Tiltak",
        tekst="En rad for hvert tiltak barnet får: hjelpetiltak, fosterhjem, institusjon og andre.",
        ogsa=("tiltakene", "hjelpetiltak", "plassering", "plasseringer", "fosterhjem", "institusjon"),
    ),
    "tiltak_evaluering": Omtale(
        navn="Evalueringer av tiltak",
        tekst="En rad for hver gang et tiltak er evaluert.",
        ogsa=("evaluering_av_tiltak", "tiltaksevaluering"),
    ),
    "tilsyn_ansvarlig": Omtale(
        navn="Kommunen som fører tilsyn",
        tekst="En rad for hver kommune som har hatt ansvaret for tilsynet med fosterhjemmet.",
        ogsa=("tilsynsansvarlig", "tilsynskommune"),
    ),
    "tilsyn_hyppighet": Omtale(
        navn="Hvor ofte det skal være tilsyn",
        tekst="En rad for hver gang det er bestemt hvor mange tilsynsbesøk fosterhjemmet skal ha i året.",
        ogsa=("tilsynshyppighet", "tilsynsfrekvens"),
    ),
    "tilsyn_utfort": Omtale(
        navn="Tilsynsbesøk",
        tekst="En rad for hvert tilsynsbesøk i fosterhjemmet.",
        ogsa=("tilsyn", "tilsynsbesok", "tilsyn_fosterhjem", "fosterhjemstilsyn"),
    ),
    "oppfolging_hyppighet": Omtale(
        navn="Hvor ofte fosterhjemmet skal følges opp",
        tekst="En rad for hver gang det er bestemt hvor ofte tjenesten skal besøke fosterhjemmet.",
        ogsa=("oppfolgingshyppighet", "oppfolgingsfrekvens", "besoksfrekvens"),
    ),
    "oppfolging_utfort": Omtale(
        navn="Oppfølgingsbesøk",
        tekst="En rad for hvert besøk tjenesten har gjort i fosterhjemmet.",
        ogsa=("oppfolging", "oppfolgingsbesok", "besok", "fosterhjemsbesok", "hjemmebesok"),
    ),
    "samvaer": Omtale(
        navn="Samvær",
        tekst="En rad for hvert vedtak om hvor ofte det skal være samvær, og for hvert samvær.",
        ogsa=("samvar", "samvaersordning", "samvær"),
    ),
    "vedtak": Omtale(
        navn="Vedtak",
        tekst="En rad for hvert vedtak, også akuttvedtak.",
        ogsa=("vedtakene", "akuttvedtak", "beslutning"),
    ),
    "vedtak_status": Omtale(
        navn="Statusen til vedtak",
        tekst="En rad for hver gang et vedtak har fått ny status.",
        ogsa=("vedtaksstatus", "status"),
    ),
    "vedtak_krav": Omtale(
        navn="Krav om endring eller oppheving",
        tekst="En rad for hvert krav om å endre eller oppheve et vedtak.",
        ogsa=("krav", "begjaering", "krav_om_endring"),
    ),
    "ettervern": Omtale(
        navn="Ettervern",
        tekst="En rad for hvert tilbud om tiltak etter fylte 18 år.",
        ogsa=("tiltak_etter_18", "ettervernstilbud"),
    ),
    "oversendelse_nemnd": Omtale(
        navn="Saker sendt til nemnda",
        tekst="En rad for hver gang tjenesten har sendt en begjæring til barneverns- og helsenemnda.",
        ogsa=("nemnd", "fylkesnemnd", "begjaering_nemnd", "oversendelse"),
    ),
    "flytting": Omtale(
        navn="Flyttinger",
        tekst="En rad for hver gang barnet har flyttet fra et tiltak.",
        ogsa=("flyttinger", "flytt"),
    ),
    "relasjon": Omtale(
        navn="Hva som hører sammen",
        tekst="En rad for hver kobling i saken, for eksempel fra en melding til undersøkelsen den førte til.",
        ogsa=("relasjoner", "kobling", "koblinger"),
    ),
    "slettet": Omtale(
        navn="Det som er slettet",
        tekst="En rad for hver ting i saken som er slettet i fagsystemet.",
        ogsa=("slettede", "slettinger"),
    ),
    "bruk_av_politi": Omtale(
        navn="Bistand fra politiet",
        tekst="En rad for hver gang politiet har hjulpet til.",
        ogsa=("politi", "politibistand"),
    ),
    "lovhjemmel": Omtale(
        navn="Lovhjemler",
        tekst="En rad for hver hjemmel på et tiltak, et vedtak eller en oversendelse, når de har flere enn én.",
        ogsa=("hjemmel", "hjemler", "lovhjemler", "paragraf"),
    ),
    "individuell_plan": Omtale(
        navn="Individuell plan",
        tekst="En rad for hver gang barnet har fått individuell plan.",
        ogsa=("ip",),
    ),
}

# By «table.column», else by column: the same name means the same in most tables.
KOLONNER: Mapping[str, Omtale] = {
    "sak_id": Omtale(
        navn="Sakens id",
        tekst="Sakens id i fagsystemet. Hver rad må ha den.",
        ogsa=("saksnummer", "saksnr", "sak", "id"),
    ),
    "migrert_id": Omtale(navn="Id i gammelt system", tekst="Id-en raden hadde før tjenesten byttet fagsystem."),
    "er_slettet": Omtale(
        navn="Slettet", tekst="Ja når raden er slettet i fagsystemet; den telles da ikke med.", ogsa=("slettet",)
    ),
    "start_dato": Omtale(navn="Startdato", tekst="Første dag.", ogsa=("startdato", "fra", "fra_dato", "dato", "start")),
    "slutt_dato": Omtale(
        navn="Sluttdato",
        tekst="Siste dag. Tom betyr at det ikke er avsluttet.",
        ogsa=("sluttdato", "til", "til_dato", "avsluttet_dato", "slutt"),
    ),
    "kode": Omtale(navn="Type", tekst="Hva slags det er, som kode.", ogsa=("type", "kategori", "slag")),
    "konklusjon_kode": Omtale(
        navn="Konklusjon", tekst="Hva det endte med, som kode.", ogsa=("utfall", "resultat", "konklusjon", "beslutning")
    ),
    "konklusjon_slutt_dato": Omtale(
        navn="Konklusjonsdato",
        tekst="Dagen det ble konkludert. Tom betyr at det ikke er konkludert.",
        ogsa=("konkludert", "konklusjonsdato", "konklusjon_dato", "avsluttet", "ferdig", "slutt_dato", "sluttdato"),
    ),
    "utfort_dato": Omtale(
        navn="Dato", tekst="Dagen det ble gjort.", ogsa=("dato", "besoksdato", "utfort", "gjennomfort")
    ),
    "dato": Omtale(navn="Dato", tekst="Dagen det skjedde, eller gjelder fra.", ogsa=("start_dato", "datoen")),
    "lov": Omtale(navn="Lov", tekst="Loven det er hjemlet i, som kode.", ogsa=("lovverk",)),
    "kapittel": Omtale(navn="Kapittel", tekst="Kapittelet i loven, for eksempel 5.", ogsa=("kap",)),
    "paragraf": Omtale(
        navn="Paragraf", tekst="Paragrafen uten kapittel, for eksempel 1 for § 5-1.", ogsa=("hjemmel", "par")
    ),
    "ledd": Omtale(navn="Ledd", tekst="Leddene i paragrafen, med komma mellom."),
    "bokstav": Omtale(navn="Bokstav", tekst="Bokstavene i leddet, med komma mellom."),
    "punktum": Omtale(navn="Punktum", tekst="Punktumene i leddet, med komma mellom."),
    "eier_type": Omtale(
        navn="Hører til", tekst="Tabellen raden hører til, for eksempel tiltak.", ogsa=("eier", "gjelder")
    ),
    "eier_id": Omtale(navn="Id det hører til", tekst="Id-en til raden denne hører til."),
    "antall": Omtale(navn="Antall", tekst="Hvor mange ganger i hver tidsenhet.", ogsa=("hyppighet", "frekvens")),
    "antall_per_ar": Omtale(
        navn="Antall i året", tekst="Hvor mange tilsynsbesøk i året.", ogsa=("antall", "hyppighet", "frekvens")
    ),
    "tidsenhet": Omtale(navn="Tidsenhet", tekst="Om antallet er i uka, måneden eller året, som kode."),
    "presisering_utfylt": Omtale(
        navn="Presisering", tekst="Fritekst. Bare om den er fylt ut, blir lest.", ogsa=("presisering", "merknad")
    ),
    "sak.start_dato": Omtale(
        navn="Opprettet", tekst="Dagen saken ble opprettet.", ogsa=("opprettet", "startdato", "dato", "fra")
    ),
    "sak.slutt_dato": Omtale(
        navn="Lukket", tekst="Dagen saken ble lukket. Tom betyr åpen.", ogsa=("lukket", "avsluttet_dato", "sluttdato")
    ),
    "sak.avsluttet": Omtale(navn="Avsluttet", tekst="Ja når tjenesten har avsluttet saken."),
    "sak.journalnummer": Omtale(
        navn="Journalnummer",
        tekst="Saksnummeret folk bruker. Erstattes med et pseudonym ved innlesing.",
        ogsa=("journalnr", "klientnummer", "klientnr", "saksnummer"),
    ),
    "sak.bydelsnummer": Omtale(navn="Bydelsnummer", tekst="To sifre.", ogsa=("bydel", "bydelsnr")),
    "sak.bydelsnavn": Omtale(
        navn="Bydel", tekst="Bydelens navn. Brukes som enhet når «enhet» mangler.", ogsa=("bydel",)
    ),
    "sak.enhet": Omtale(
        navn="Enhet",
        tekst="Enheten som har saken, slik den skal hete i rapportene. Aldri navn på saksbehandlere.",
        ogsa=("avdeling", "team", "tjeneste", "kontor", "sone", "distrikt", "seksjon"),
    ),
    "sak.kommunenummer": Omtale(
        navn="Kommunenummer", tekst="Kommunen barnet bor i, når tjenesten gjelder flere kommuner. Fire sifre."
    ),
    "sak_enhet.enhet": Omtale(navn="Enhet", tekst="Enheten som hadde saken, med navn eller id fra enheter.yaml."),
    "sak_enhet.kommunenummer": Omtale(navn="Kommunenummer", tekst="Kommunen barnet bodde i da. Fire sifre."),
    "sak_enhet.fra": Omtale(navn="Fra", tekst="Første dag enheten hadde saken.", ogsa=("fra_dato", "start_dato")),
    "sak_enhet.til": Omtale(
        navn="Til", tekst="Siste dag enheten hadde saken. Tom når den har den nå.", ogsa=("til_dato", "slutt_dato")
    ),
    "personalia.personalia_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
    "personalia.start_dato": Omtale(navn="Fra", tekst="Dagen barnet ble knyttet til saken."),
    "personalia.kjonn": Omtale(navn="Kjønn", tekst="Kjønn, som kode."),
    "personalia.ufodt": Omtale(navn="Ufødt", tekst="Ja når barnet ikke er født."),
    "personalia.ukjent": Omtale(navn="Usikker identitet", tekst="Ja når identiteten er usikker."),
    "personalia.fodselsnummer": Omtale(
        navn="Fødselsnummer",
        tekst="Kontrolleres og erstattes med et pseudonym ved innlesing.",
        ogsa=("fnr", "personnummer", "fodselsnr"),
    ),
    "personalia.fodselsdato": Omtale(
        navn="Fødselsdato",
        tekst="Brukes til dagene barnet fyller 15, 18 og 25; selve datoen lagres ikke.",
        ogsa=("fodt", "fodselsdag", "alder"),
    ),
    "personalia.duf_nummer": Omtale(
        navn="DUF-nummer", tekst="Kontrolleres og erstattes med et pseudonym ved innlesing.", ogsa=("duf", "dufnummer")
    ),
    "henvendelse.henvendelse_id": Omtale(
        navn="Id",
        tekst="Henvendelsens egen id. Kan utelates, men trengs når undersøkelser skal kobles til meldinger.",
        ogsa=("melding_id", "meldings_id", "meldingsnummer", "id"),
    ),
    "henvendelse.kode": Omtale(
        navn="Type",
        tekst="Bekymringsmelding eller søknad, som kode. Uten den regnes alle som bekymringsmeldinger.",
        ogsa=("type", "slag"),
    ),
    "henvendelse.start_dato": Omtale(
        navn="Mottatt",
        tekst="Dagen henvendelsen kom inn; fristen løper herfra.",
        ogsa=("mottatt", "mottatt_dato", "dato", "meldt"),
    ),
    "henvendelse.konklusjon_slutt_dato": Omtale(
        navn="Gjennomgått",
        tekst="Dagen det ble konkludert. Tom betyr at den ikke er gjennomgått.",
        ogsa=("konkludert", "gjennomgatt", "konklusjonsdato", "avklart", "slutt_dato", "sluttdato", "avsluttet"),
    ),
    "henvendelse.konklusjon_er_slettet": Omtale(
        navn="Konklusjon trukket", tekst="Ja når konklusjonen er trukket tilbake."
    ),
    "saksinnhold.rolle": Omtale(
        navn="Rolle",
        tekst="Hva temaet hører til: henvendelse, undersokelse, tiltak eller tiltak_evaluering. Kan utelates.",
    ),
    "lovhjemmel.rolle": Omtale(navn="Rolle", tekst="hoved for hovedhjemmelen, jmfr for de andre. Uten den: hoved."),
    "undersokelse.start_dato": Omtale(
        navn="Startet", tekst="Dagen undersøkelsen startet.", ogsa=("startet", "dato", "fra")
    ),
    "undersokelse.utvidet_frist_start_dato": Omtale(
        navn="Søkt om lengre frist", tekst="Dagen det ble søkt om, eller bestemt, lengre frist."
    ),
    "undersokelse.utvidet_frist_innvilget": Omtale(
        navn="Lengre frist",
        tekst="Ja når fristen er utvidet til seks måneder.",
        ogsa=("utvidet", "utvidet_frist", "forlenget", "utvidet_undersokelsestid"),
    ),
    "undersokelse.konklusjon_presisering_utfylt": Omtale(
        navn="Presisering av konklusjonen", tekst="Fritekst. Bare om den er fylt ut, blir lest."
    ),
    "undersokelse.henvendelse_id": Omtale(
        navn="Melding",
        tekst="Id-en til meldingen undersøkelsen bygger på. Flere skilles med semikolon.",
        ogsa=("melding", "melding_id", "meldings_id"),
    ),
    "medvirkning.start_dato": Omtale(navn="Dato", tekst="Dagen barnet medvirket.", ogsa=("dato", "samtaledato")),
    "medvirkning.kode": Omtale(navn="Måte", tekst="Hvordan barnet medvirket, eller hvorfor ikke, som kode."),
    "plan.start_dato": Omtale(navn="Gjelder fra", tekst="Første dag planen gjelder."),
    "plan.slutt_dato": Omtale(navn="Avsluttet", tekst="Dagen planen ble avsluttet. Tom betyr at den gjelder."),
    "plan.kode": Omtale(navn="Plantype", tekst="Hva slags plan, som kode.", ogsa=("type", "plantype")),
    "tiltak.start_dato": Omtale(
        navn="Iverksatt", tekst="Dagen tiltaket startet.", ogsa=("iverksatt", "fra", "dato", "plassert")
    ),
    "tiltak.slutt_dato": Omtale(navn="Avsluttet", tekst="Dagen tiltaket ble avsluttet. Tom betyr at det er i gang."),
    "tiltak.kode": Omtale(
        navn="Type tiltak", tekst="Hva slags tiltak, som kode.", ogsa=("type", "kategori", "tiltakstype")
    ),
    "tiltak.opphevelse_kode": Omtale(navn="Grunn til oppheving", tekst="Hvorfor et tvangstiltak opphørte, som kode."),
    "tiltak.avslutning_kode": Omtale(
        navn="Grunn til avslutning", tekst="Hvorfor et frivillig tiltak ble avsluttet, som kode."
    ),
    "tiltak.opphevelse_presisering_utfylt": Omtale(
        navn="Presisering av opphevingen", tekst="Fritekst. Bare om den er fylt ut, blir lest."
    ),
    "tiltak_evaluering.evaluering_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
    "tiltak_evaluering.gjennomfort_dato": Omtale(
        navn="Evaluert", tekst="Dagen tiltaket ble evaluert.", ogsa=("dato", "utfort_dato")
    ),
    "tiltak_evaluering.tiltaket_kan_avsluttes": Omtale(
        navn="Kan avsluttes", tekst="Ja når evalueringen sier at tiltaket ikke trengs lenger."
    ),
    "tilsyn_ansvarlig.start_dato": Omtale(navn="Fra", tekst="Dagen kommunen fikk ansvaret."),
    "tilsyn_ansvarlig.kommunenummer": Omtale(navn="Kommunenummer", tekst="Fire sifre; kommunen som fører tilsynet."),
    "tilsyn_hyppighet.start_dato": Omtale(navn="Fastsatt", tekst="Dagen hyppigheten ble bestemt."),
    "oppfolging_hyppighet.start_dato": Omtale(navn="Gjelder fra", tekst="Dagen hyppigheten gjelder fra."),
    "samvaer.art": Omtale(navn="Art", tekst="hyppighet_vedtak for et vedtak, gjennomforing for et samvær."),
    "samvaer.part": Omtale(navn="Med hvem", tekst="Hvem barnet har samvær med, som kode."),
    "samvaer.kode": Omtale(navn="Holdt eller avlyst", tekst="Om samværet ble holdt eller avlyst, som kode."),
    "vedtak.start_dato": Omtale(
        navn="Vedtaksdato", tekst="Dagen vedtaket ble gjort.", ogsa=("vedtaksdato", "dato", "vedtatt")
    ),
    "vedtak.slutt_dato": Omtale(navn="Opphørt", tekst="Dagen vedtaket sluttet å gjelde. Tom betyr at det gjelder."),
    "vedtak.bortfallsdato_vedtak": Omtale(
        navn="Bortfaller", tekst="Dagen vedtaket faller bort hvis det ikke settes i verk."
    ),
    "vedtak.ny_bortfallsdato_vedtak": Omtale(navn="Ny bortfallsdato", tekst="Ny dag vedtaket faller bort."),
    "vedtak_status.status_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
    "vedtak_status.endret_dato": Omtale(
        navn="Endret", tekst="Dagen vedtaket fikk statusen.", ogsa=("dato", "status_dato")
    ),
    "vedtak_status.kode": Omtale(navn="Status", tekst="Statusen, som kode.", ogsa=("status",)),
    "vedtak_krav.krav_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
    "vedtak_krav.dato_krav_mottatt": Omtale(
        navn="Mottatt", tekst="Dagen kravet kom inn.", ogsa=("mottatt", "start_dato")
    ),
    "vedtak_krav.dato_oversendt_fylkesnemnd": Omtale(
        navn="Sendt til nemnda", tekst="Dagen kravet ble sendt til nemnda."
    ),
    "ettervern.tilbud_sendt_dato": Omtale(
        navn="Tilbud sendt", tekst="Dagen tilbudet ble sendt til ungdommen.", ogsa=("tilbud",)
    ),
    "oversendelse_nemnd.oversendelse_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
    "oversendelse_nemnd.dato_oversendt_fylkesnemnd": Omtale(
        navn="Sendt til nemnda", tekst="Dagen begjæringen ble sendt.", ogsa=("dato", "sendt", "oversendt")
    ),
    "flytting.flyttet_dato": Omtale(navn="Flyttet", tekst="Dagen barnet flyttet.", ogsa=("dato", "flyttedato")),
    "flytting.arsak_fra": Omtale(navn="Årsak", tekst="Hvorfor barnet flyttet, som kode.", ogsa=("arsak",)),
    "flytting.flytting_til": Omtale(navn="Flyttet til", tekst="Hvor barnet flyttet, som kode.", ogsa=("til",)),
    "flytting.arsak_fra_presisering_utfylt": Omtale(
        navn="Presisering av årsaken", tekst="Fritekst. Bare om den er fylt ut, blir lest."
    ),
    "flytting.flytting_til_presisering_utfylt": Omtale(
        navn="Presisering av hvor", tekst="Fritekst. Bare om den er fylt ut, blir lest."
    ),
    "relasjon.fra_type": Omtale(navn="Fra", tekst="Hva koblingen går fra, for eksempel Melding."),
    "relasjon.fra_id": Omtale(navn="Fra-id", tekst="Id-en den går fra."),
    "relasjon.til_type": Omtale(navn="Til", tekst="Hva koblingen går til, for eksempel Undersokelse."),
    "relasjon.til_id": Omtale(navn="Til-id", tekst="Id-en den går til."),
    "slettet.element_id": Omtale(navn="Id", tekst="Id-en til det som er slettet."),
    "slettet.type": Omtale(navn="Type", tekst="Hva som er slettet, for eksempel Undersokelse."),
    "slettet.slettet_dato": Omtale(navn="Slettet", tekst="Dagen det ble slettet.", ogsa=("dato",)),
}

_OWN_ID = Omtale(navn="Id", tekst="Radens egen id. Kan utelates; radene får da nummer innenfor saken.")


def tabell_omtale(tabell: str) -> Omtale:
    return TABELLER[tabell]


def kolonne_omtale(tabell: str, kolonne: str) -> Omtale:
    """What a column of a table is. An id of another table's row is the row this one belongs to."""
    if found := KOLONNER.get(f"{tabell}.{kolonne}") or KOLONNER.get(kolonne):
        return found
    owner = kolonne.removesuffix("_id")
    if kolonne == f"{tabell}_id":
        return _OWN_ID
    return Omtale(
        navn=f"Id til {TABELLER[owner].navn.lower()}", tekst="Id-en til raden denne hører til.", ogsa=(owner,)
    )
