"""The words for the submission, the case, the child, and what lies across."""

from collections.abc import Mapping

from bvaudit.model.words.record import Omtale, TabellOmtale

SAK: Mapping[str, TabellOmtale] = {
    "innsending": TabellOmtale(savnet="opplysninger om innsendingen"),
    "sak": TabellOmtale(
        navn="Saker",
        tekst="En rad for hver sak, altså ett barn i én tjeneste. Denne tabellen må alltid være med.",
        ogsa=("saker", "barn", "barnevernssak", "klient", "journal", "mappe"),
        savnet="saker",
        en="saken",
        kolonner={
            "start_dato": Omtale(
                navn="Opprettet",
                tekst="Dagen saken ble opprettet.",
                ogsa=("opprettet", "startdato", "dato", "fra"),
                savnet="datoen saken ble opprettet",
            ),
            "slutt_dato": Omtale(
                navn="Lukket",
                tekst="Dagen saken ble lukket. Tom betyr åpen.",
                ogsa=("lukket", "avsluttet_dato", "sluttdato"),
                savnet="datoen saken ble lukket",
            ),
            "avsluttet": Omtale(
                navn="Avsluttet", tekst="Ja når tjenesten har avsluttet saken.", savnet="om saken er avsluttet"
            ),
            "journalnummer": Omtale(
                navn="Journalnummer",
                tekst="Saksnummeret folk bruker. Erstattes med et pseudonym ved innlesing.",
                ogsa=("journalnr", "klientnummer", "klientnr", "saksnummer"),
            ),
            "bydelsnummer": Omtale(navn="Bydelsnummer", tekst="To sifre.", ogsa=("bydel", "bydelsnr")),
            "bydelsnavn": Omtale(
                navn="Bydel", tekst="Bydelens navn. Brukes som enhet når «enhet» mangler.", ogsa=("bydel",)
            ),
            "enhet": Omtale(
                navn="Enhet",
                tekst="Enheten som har saken, slik den skal hete i rapportene. Aldri navn på saksbehandlere.",
                ogsa=("avdeling", "team", "tjeneste", "kontor", "sone", "distrikt", "seksjon"),
            ),
            "kommunenummer": Omtale(
                navn="Kommunenummer", tekst="Kommunen barnet bor i, når tjenesten gjelder flere kommuner. Fire sifre."
            ),
            "fyller_15_dato": Omtale(savnet="barnets fødselsdato"),
            "fyller_18_dato": Omtale(savnet="barnets fødselsdato"),
            "fyller_25_dato": Omtale(savnet="barnets fødselsdato"),
            "journalnummer_pseudonym": Omtale(savnet="journalnummer"),
        },
    ),
    "sak_enhet": TabellOmtale(
        navn="Hvem som har hatt saken",
        tekst="En rad for hver tid en enhet har hatt saken. Trengs bare når saker har skiftet enhet.",
        ogsa=("enhetshistorikk", "overforing", "overforinger", "enheter"),
        savnet="hvem som har hatt saken",
        en="hvem som har hatt saken",
        kolonner={
            "enhet": Omtale(navn="Enhet", tekst="Enheten som hadde saken, med navn eller id fra enheter.yaml."),
            "kommunenummer": Omtale(navn="Kommunenummer", tekst="Kommunen barnet bodde i da. Fire sifre."),
            "fra": Omtale(navn="Fra", tekst="Første dag enheten hadde saken.", ogsa=("fra_dato", "start_dato")),
            "til": Omtale(
                navn="Til",
                tekst="Siste dag enheten hadde saken. Tom når den har den nå.",
                ogsa=("til_dato", "slutt_dato"),
            ),
        },
    ),
    "personalia": TabellOmtale(
        navn="Barnet",
        tekst="Alder og kjønn på barnet i saken. Står gjerne i samme ark som sakene.",
        ogsa=("person", "barnet", "personopplysninger", "personer"),
        savnet="opplysninger om barnet",
        en="barnet",
        kolonner={
            "personalia_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
            "start_dato": Omtale(navn="Fra", tekst="Dagen barnet ble knyttet til saken."),
            "kjonn": Omtale(navn="Kjønn", tekst="Kjønn, som kode.", savnet="barnets kjønn"),
            "ufodt": Omtale(navn="Ufødt", tekst="Ja når barnet ikke er født."),
            "ukjent": Omtale(navn="Usikker identitet", tekst="Ja når identiteten er usikker."),
            "fodselsnummer": Omtale(
                navn="Fødselsnummer",
                tekst="Kontrolleres og erstattes med et pseudonym ved innlesing.",
                ogsa=("fnr", "personnummer", "fodselsnr"),
            ),
            "fodselsdato": Omtale(
                navn="Fødselsdato",
                tekst="Brukes til dagene barnet fyller 15, 18 og 25; selve datoen lagres ikke.",
                ogsa=("fodt", "fodselsdag", "alder"),
            ),
            "duf_nummer": Omtale(
                navn="DUF-nummer",
                tekst="Kontrolleres og erstattes med et pseudonym ved innlesing.",
                ogsa=("duf", "dufnummer"),
            ),
            "fyller_15_dato": Omtale(savnet="barnets fødselsdato"),
            "fyller_18_dato": Omtale(savnet="barnets fødselsdato"),
            "fyller_25_dato": Omtale(savnet="barnets fødselsdato"),
            "fodsels_maned": Omtale(savnet="barnets fødselsdato"),
            "ident_type": Omtale(savnet="fødselsnummer"),
            "person_pseudonym": Omtale(savnet="fødselsnummer"),
            "duf_pseudonym": Omtale(savnet="DUF-nummer"),
        },
    ),
    "relasjon": TabellOmtale(
        navn="Hva som hører sammen",
        tekst="En rad for hver kobling i saken, for eksempel fra en melding til undersøkelsen den førte til.",
        ogsa=("relasjoner", "kobling", "koblinger"),
        savnet="koblinger mellom det som hører sammen i saken",
        en="koblingen",
        kolonner={
            "fra_type": Omtale(navn="Fra", tekst="Hva koblingen går fra, for eksempel Melding."),
            "fra_id": Omtale(navn="Fra-id", tekst="Id-en den går fra."),
            "til_type": Omtale(navn="Til", tekst="Hva koblingen går til, for eksempel Undersokelse."),
            "til_id": Omtale(navn="Til-id", tekst="Id-en den går til."),
        },
    ),
    "slettet": TabellOmtale(
        navn="Det som er slettet",
        tekst="En rad for hver ting i saken som er slettet i fagsystemet.",
        ogsa=("slettede", "slettinger"),
        savnet="hva som er slettet",
        kolonner={
            "element_id": Omtale(navn="Id", tekst="Id-en til det som er slettet."),
            "type": Omtale(navn="Type", tekst="Hva som er slettet, for eksempel Undersokelse."),
            "slettet_dato": Omtale(navn="Slettet", tekst="Dagen det ble slettet.", ogsa=("dato",)),
        },
    ),
    "bruk_av_politi": TabellOmtale(
        navn="Bistand fra politiet",
        tekst="En rad for hver gang politiet har hjulpet til.",
        ogsa=("politi", "politibistand"),
        savnet="bruk av politi",
        en="bruken av politi",
    ),
    "lovhjemmel": TabellOmtale(
        navn="Lovhjemler",
        tekst="En rad for hver hjemmel på et tiltak, et vedtak eller en oversendelse, når de har flere enn én.",
        ogsa=("hjemmel", "hjemler", "lovhjemler", "paragraf"),
        savnet="lovhjemmelens ledd",
        en="lovhjemmelen",
        kolonner={
            "rolle": Omtale(navn="Rolle", tekst="hoved for hovedhjemmelen, jmfr for de andre. Uten den: hoved."),
        },
    ),
    "individuell_plan": TabellOmtale(
        navn="Individuell plan",
        tekst="En rad for hver gang barnet har fått individuell plan.",
        ogsa=("ip",),
        savnet="individuelle planer",
        en="den individuelle planen",
    ),
}
