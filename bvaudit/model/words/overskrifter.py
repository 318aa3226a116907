"""What people call our fields in the headings of their own workbooks: bokmål, nynorsk and abbreviations.

Words are compared without case, signs and endings of compounds: «Meldingsdato», «Dato for melding» and «Meld.dato» are
the same. Words that only bind («for», «når») are not looked at.
"""

from collections.abc import Mapping

SAK_ID = "sak_id"
PERSON = "person"  # never read
FRITEKST = "fritekst"  # never read

HEADINGS: Mapping[str, tuple[str, ...]] = {
    SAK_ID: (
        "saksnummer", "saksnr", "sak nr", "sak id", "sak", "saksid", "arkivsak", "arkivsak nr", "sak nummer",
        "saksnummer i fagsystem",
        "klientnummer", "klient nr", "klient id", "klient", "mappenummer", "mappe nr", "mappe", "løpenummer barn",
        "journalnummer", "journal nr", "barn nr", "barn id",
    ),
    "sak.start_dato": ("sak opprettet", "opprettet", "sak startet", "sak startdato", "oppretta", "registrert sak"),
    "sak.slutt_dato": ("sak avsluttet", "sak lukket", "lukket", "avsluttet", "sak sluttdato", "sak avslutta",
        "lukka"),
    "sak.avsluttet": ("sak avsluttet ja nei",),
    "sak.journalnummer": ("journalnummer", "journal nr"),
    "sak.enhet": (
        "enhet", "avdeling", "team", "tjeneste", "kontor", "sone", "distrikt", "seksjon", "eining", "ansvarlig enhet",
        "barneverntjeneste", "barnevernstjeneste", "avd",
    ),
    "sak.bydelsnavn": ("bydel", "bydelsnavn"),
    "sak.bydelsnummer": ("bydel nr", "bydelsnummer"),
    "sak.kommunenummer": ("kommunenummer", "kommune nr", "knr"),
    "personalia.fodselsdato": (
        "fødselsdato", "født", "fødd", "fødselsdag", "f dato", "fdato", "fødsels og dato", "barn født",
    ),
    "personalia.kjonn": ("kjønn", "gutt jente", "jente gutt", "kjøn"),
    "henvendelse.henvendelse_id": ("melding nr", "meldingsnummer", "melding id", "henvendelse id"),
    "henvendelse.start_dato": (
        "mottatt", "melding mottatt", "dato melding", "meldt", "meldt dato", "dato mottatt", "innkommet",
        "melding inn", "inn dato", "motteke", "motteken", "melding motteken", "bekymringsmelding", "mottak",
        "bekymringsmelding mottatt", "bekymringsmelding dato", "melding kom", "henvendelse mottatt", "mottaksdato",
        "kom inn", "melding",
    ),
    "henvendelse.konklusjon_slutt_dato": (
        "gjennomgått", "melding gjennomgått", "melding konkludert", "konkludert", "konklusjon dato",
        "dato konklusjon",
        "avklart", "melding avklart", "melding vurdert", "vurdert dato", "gjennomgang", "gjennomgått dato",
        "gjennomgang melding", "melding konklusjon dato", "vurdert", "gjennomgang dato", "frist 1 uke utført",
        "gjennomgådd", "melding ferdig", "melding avsluttet", "melding henlagt dato",
    ),
    "henvendelse.konklusjon_kode": (
        "konklusjon", "melding konklusjon", "utfall", "melding utfall", "resultat", "melding resultat", "beslutning",
        "henlagt undersøkelse", "konklusjon melding", "henlagt u sak", "avgjørelse",
    ),
    "henvendelse.kode": ("type henvendelse", "henvendelse type", "type melding", "melding type"),
    "melder.kode": ("melder", "meldt av", "type melder", "meldar", "hvem meldte", "melder kategori", "fra hvem"),
    "saksinnhold.kode": ("grunnlag", "bakgrunn", "innhold", "tema", "saksinnhold", "årsak til melding", "kategori"),
    "undersokelse.undersokelse_id": ("undersøkelse nr", "undersøkelse id", "undersøkelsesnummer"),
    "undersokelse.start_dato": (
        "undersøkelse startet", "undersøkelse start", "undersøkelse opprettet", "undersøkelse iverksatt",
        "undersøkelse åpnet", "undersøkelse dato", "undersøkelse fra", "undersøking starta", "undersøking start",
        "undersøkelse startdato", "åpnet undersøkelse", "startet", "start",
    ),
    "undersokelse.konklusjon_slutt_dato": (
        "undersøkelse avsluttet", "undersøkelse konkludert", "undersøkelse ferdig", "undersøkelse slutt",
        "undersøkelse til", "undersøkelse konklusjon dato", "undersøking avslutta", "undersøkelse sluttdato",
        "undersøkelse lukket", "undersøkelse vedtak dato", "undersøkelse slutt dato", "avsluttet", "konkludert",
        "ferdig",
        "konklusjon dato", "dato konklusjon", "lukket", "slutt", "slutt dato",
    ),
    "undersokelse.konklusjon_kode": (
        "undersøkelse konklusjon", "undersøkelse resultat", "undersøkelse utfall", "resultat undersøkelse",
        "vedtak henlagt", "undersøking resultat", "konklusjon", "resultat", "utfall",
    ),
    "undersokelse.utvidet_frist_innvilget": (
        "utvidet frist", "utvidelse", "utvida frist", "utvidet", "frist utvidet", "utvidet undersøkelse",
        "utvidet til 6 mnd", "6 mnd", "6 måneder", "utvidet undersøkelsestid", "forlenget frist", "forlenget",
    ),
    "undersokelse.utvidet_frist_start_dato": ("utvidet frist dato", "dato utvidet", "vedtak utvidelse dato",
        "vedtak utvidet dato", "utvidet dato", "utvida dato"),
    "undersokelse.henvendelse_id": ("melding nr", "melding id"),
    "plan.start_dato": (
        "plan dato", "plan fra", "tiltaksplan fra", "omsorgsplan fra", "plan laget", "tiltaksplan dato",
        "tiltaksplan", "plan startdato",
        "plan gjelder fra",
        "omsorgsplan dato", "omsorgsplan", "plan opprettet", "tiltaksplan laget", "plan utarbeidet", "plan start",
    ),
    "plan.slutt_dato": ("plan til", "tiltaksplan til", "omsorgsplan til", "plan gjelder til", "plan sluttdato",
        "plan avsluttet", "plan slutt"),
    "plan.kode": ("plan type", "type plan", "plantype", "type"),
    "plan_evaluering.utfort_dato": (
        "evaluering", "evaluert", "plan evaluert", "evaluering dato", "evaluering plan", "sist evaluert",
        "evaluering utført", "tiltaksplan evaluert",
    ),
    "tiltak.tiltak_id": ("tiltak nr", "tiltak id", "tiltaksnummer"),
    "tiltak.start_dato": (
        "tiltak start", "iverksatt", "tiltak iverksatt", "plassert", "plassering dato", "plassert dato",
        "flyttet inn",
        "tiltak fra", "plassering fra", "innflytting", "tiltak startet", "plassering start", "dato plassert",
        "plassert fra", "start", "start dato", "fra", "fra dato", "tiltak startdato", "iverksett",
        "fosterhjem fra", "flytta inn",
    ),
    "tiltak.slutt_dato": (
        "tiltak slutt", "tiltak avsluttet", "plassering til", "plassering slutt", "flyttet ut", "tiltak til",
        "plassert til", "avsluttet", "slutt", "slutt dato", "til", "til dato", "opphørt", "utflytting",
        "fosterhjem til", "plassering avsluttet", "tiltak avslutta", "tiltak sluttdato",
    ),
    "tiltak.kode": (
        "tiltak type", "type tiltak", "tiltak", "type fosterhjem", "fosterhjem type", "type hjem", "type",
        "plassering type",
        "type plassering", "tiltak navn", "hjemtype",
    ),
    "tiltak.paragraf": (
        "hjemmel", "lovhjemmel", "paragraf", "vedtak hjemmel", "tiltak hjemmel", "hjemmel vedtak", "heimel",
    ),
    "tiltak.lov": ("lov",),
    "tiltak.avslutning_kode": ("avslutning grunn", "årsak avslutning", "grunn til avslutning"),
    "tiltak_evaluering.gjennomfort_dato": ("tiltak evaluert", "evaluering tiltak"),
    "oppfolging_utfort.utfort_dato": (
        "besøk", "oppfølging besøk", "besøk dato", "oppfølging", "fosterhjem besøk", "hjemmebesøk",
        "besøk fosterhjem",
        "vitjing", "oppfølging dato", "besøk utført", "oppfølgingsbesøk", "oppfylging",
    ),
    "oppfolging_hyppighet.antall": ("besøk pr år", "antall besøk", "antall besøk år", "besøk i året",
        "besøk per år", "besøk hyppighet", "besøk krav"),
    "oppfolging_hyppighet.start_dato": ("besøk hyppighet dato", "hyppighet fra"),
    "tilsyn_utfort.utfort_dato": (
        "tilsyn", "tilsyn besøk", "tilsyn dato", "tilsyn utført", "tilsynsbesøk", "tilsynsrapport dato",
        "tilsyn gjort",
    ),
    "tilsyn_hyppighet.antall_per_ar": ("tilsyn pr år", "antall tilsyn", "tilsyn per år", "tilsyn hyppighet"),
    "tilsyn_ansvarlig.kommunenummer": ("tilsynskommune", "tilsyn kommune", "ansvarlig tilsyn kommune"),
    "samvaer.dato": ("samvær", "samvær dato"),
    "medvirkning.start_dato": (
        "samtale barn", "barnesamtale", "snakket med barnet", "samtale med barnet dato", "medvirkning",
        "barnesamtale dato", "samtale dato",
    ),
    "vedtak.start_dato": ("vedtak dato", "vedtatt", "dato vedtak", "vedtak", "vedtak fattet", "vedteke"),
    "vedtak.slutt_dato": ("vedtak til", "vedtak slutt", "vedtak utløper", "vedtak gjelder til"),
    "ettervern.tilbud_sendt_dato": ("ettervern tilbud", "tilbud ettervern", "ettervern tilbud sendt"),
    "ettervern.konklusjon_slutt_dato": ("ettervern svar", "svar", "ettervern konkludert", "ettervern avklart"),
    "flytting.flyttet_dato": ("flyttet", "flytting", "flytting dato", "flytta"),
    "individuell_plan.dato": ("individuell plan", "individuell plan dato", "ip"),
    PERSON: (
        "navn", "barn", "barn navn", "namn", "saksbehandler", "sakshandsamar", "kontaktperson", "ansvarlig",
        "adresse",
        "fødselsnummer", "personnummer", "fnr", "initialer", "tilsynsfører", "tilsynsperson", "fosterforeldre", "mor",
        "far", "foreldre", "telefon", "e post", "epost", "fosterhjem", "kontakt", "foresatte", "saksbeh", "sb",
        "fødsels nr", "veileder", "behandler", "fosterhjem navn", "utfører",
    ),
    FRITEKST: (
        "merknad", "kommentar", "merknader", "kommentarer", "notat", "beskrivelse", "tekst", "annet", "info",
        "begrunnelse", "oppsummering", "avvik", "grunn til avvik", "frist", "dager", "status", "antall dager",
        "over frist", "fristbrudd", "innen frist", "uke", "måned", "år", "nr", "løpenummer", "alder",
    ),
}  # fmt: skip

# Fields that stand in one cell together, and the code of the choice that says so.
TOGETHER: tuple[str, ...] = (
    "undersokelse.utvidet_frist_innvilget+utvidet_frist_start_dato",
    "henvendelse.konklusjon_kode+konklusjon_slutt_dato",
    "undersokelse.konklusjon_kode+konklusjon_slutt_dato",
    "tiltak.kapittel+paragraf",
    "vedtak.kapittel+paragraf",
    "oversendelse_nemnd.kapittel+paragraf",
)

# An abbreviation, or another form of the word, and the words it stands for.
SAME: Mapping[str, str] = {
    "nr": "nummer", "no": "nummer", "num": "nummer", "dt": "dato", "d": "dato", "dag": "dato", "dagen": "dato",
    "mott": "mottatt", "meld": "melding", "meldingen": "melding", "meldinger": "melding",
    "bekymr": "bekymringsmelding",
    "bmelding": "bekymringsmelding", "konkl": "konklusjon", "u": "undersøkelse", "us": "undersøkelse",
    "usak": "undersøkelse", "und": "undersøkelse", "unders": "undersøkelse", "undersøkelsen": "undersøkelse",
    "undersøkelsessak": "undersøkelse", "undersøking": "undersøkelse", "undersøkinga": "undersøkelse",
    "avsl": "avsluttet", "avslutta": "avsluttet", "avslutning": "avsluttet", "avslutningsdato": "avsluttet dato",
    "konkludering": "konkludert", "startet": "start", "starta": "start", "oppstart": "start", "påbegynt": "start",
    "begynt": "start", "saks": "sak", "saken": "sak", "saka": "sak", "tilt": "tiltak", "tiltaket": "tiltak",
    "plassering": "plassert", "plass": "plassert", "besøket": "besøk", "bes": "besøk", "oppf": "oppfølging",
    "oppfølgning": "oppfølging", "oppfølgings": "oppfølging", "eval": "evaluering", "laga": "laget",
    "evalueringsdato": "evaluering dato",
    "undersøkelser": "undersøkelse", "undersøkingar": "undersøkelse", "tiltaka": "tiltak", "saker": "sak",
    "hjelpetiltak": "tiltak", "fosterheimar": "fosterhjem", "planer": "plan", "tal": "antall", "året": "år",
    "igangsatt": "start", "utv": "utvidet", "utvida": "utvidet", "tom": "til", "fom": "fra", "par": "paragraf",
    "barnet": "barn",
    "barnets": "barn", "fosterheim": "fosterhjem", "fhj": "fosterhjem", "fh": "fosterhjem", "planen": "plan",
    "vedtaket": "vedtak", "vedtaksdato": "vedtak dato", "klientnr": "klient nummer", "saksnr": "sak nummer",
    "journalnr": "journal nummer", "eining": "enhet", "avd": "avdeling", "tenesta": "tjeneste", "mnd": "måneder",
    "tid": "dato", "meldingsdato": "melding dato", "typ": "type", "kategori": "type", "slag": "type",
    "pr": "per", "resultatet": "resultat", "utfallet": "utfall", "konklusjonen": "konklusjon", "tilsynet": "tilsyn",
}  # fmt: skip

BINDING = frozenset(
    {
        "for",
        "av",
        "på",
        "i",
        "ble",
        "er",
        "når",
        "den",
        "det",
        "om",
        "og",
        "eller",
        "å",
        "med",
        "the",
        "vart",
        "sin",
        "til og",
    }
)

# What a sheet is called, or what its headings speak of, when it holds rows of a table.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "henvendelse": ("melding", "bekymringsmelding", "henvendelse", "mottak"),
    "undersokelse": ("undersøkelse",),
    "tiltak": ("tiltak", "fosterhjem", "plassert", "hjelpetiltak", "institusjon"),
    "plan": ("plan", "tiltaksplan", "omsorgsplan"),
    "oppfolging_utfort": ("besøk", "oppfølging", "fosterhjem"),
    "tilsyn_utfort": ("tilsyn",),
    "vedtak": ("vedtak",),
    "ettervern": ("ettervern",),
    "sak": ("sak", "klient", "barn"),
}

# What people write in a cell, or a heading, and the code it stands for: «tabell.kolonne», word, code.
CODE_WORDS: Mapping[str, Mapping[str, str]] = {
    "henvendelse.konklusjon_kode": {
        "henlagt": "1", "henlegges": "1", "henlagd": "1", "undersøkes": "2", "undersøkelse": "2", "åpnet": "2",
        "åpnes": "2", "ikke henlagt": "2", "undersøking": "2", "u-sak": "2", "pågående sak": "3",
        "tiltak i gang": "3", "pågående undersøkelse": "4",
    },
    "undersokelse.konklusjon_kode": {
        "vedtak": "1", "tiltak": "1", "vedtak om tiltak": "1", "hjelpetiltak": "1", "nemnda": "2", "nemnd": "2",
        "fylkesnemnd": "2", "begjæring": "2", "henlagt": "3", "henlagd": "3", "henlagt partens ønske": "4",
        "flyttet": "5",
    },
    "personalia.kjonn": {"gutt": "1", "g": "1", "m": "1", "mann": "1", "jente": "2", "j": "2", "k": "2",
    "kvinne": "2"},
    "plan.kode": {"tiltaksplan": "1", "omsorgsplan": "4", "ettervernsplan": "5", "samværsplan": "6"},
    "tiltak.kode": {
        "slekt": "2.1", "slekts- og nettverksfosterhjem": "2.1", "nettverk": "2.1", "familie": "2.1",
        "ordinært": "2.2", "ordinært fosterhjem": "2.2", "kommunalt": "2.2", "spesialisert": "2.3",
        "forsterket": "2.3", "beredskapshjem": "2.5", "beredskap": "2.5",
    },
    "melder.kode": {"skole": "11", "barnehage": "9", "politi": "8", "helsestasjon": "10", "nav": "6", "lege": "24"},
}  # fmt: skip

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "des",
)  # fmt: skip
