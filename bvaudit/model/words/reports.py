"""The words for from a henvendelse to a plan."""

from collections.abc import Mapping

from bvaudit.model.words.record import Omtale, TabellOmtale

HENVENDELSE: Mapping[str, TabellOmtale] = {
    "henvendelse": TabellOmtale(
        navn="Meldinger og andre henvendelser",
        tekst="En rad for hver bekymringsmelding eller søknad tjenesten har fått.",
        ogsa=("melding", "meldinger", "bekymringsmelding", "bekymringsmeldinger", "henvendelser", "soknad"),
        savnet="meldinger",
        en="meldingen",
        kolonner={
            "henvendelse_id": Omtale(
                navn="Id",
                tekst="Henvendelsens egen id. Kan utelates, men trengs når undersøkelser skal kobles til meldinger.",
                ogsa=("melding_id", "meldings_id", "meldingsnummer", "id"),
            ),
            "kode": Omtale(
                navn="Type",
                tekst="Bekymringsmelding eller søknad, som kode. Uten den regnes alle som bekymringsmeldinger.",
                ogsa=("type", "slag"),
            ),
            "start_dato": Omtale(
                navn="Mottatt",
                tekst="Dagen henvendelsen kom inn; fristen løper herfra.",
                ogsa=("mottatt", "mottatt_dato", "dato", "meldt"),
                savnet="datoen meldingen kom inn",
            ),
            "konklusjon_slutt_dato": Omtale(
                navn="Gjennomgått",
                tekst="Dagen det ble konkludert. Tom betyr at den ikke er gjennomgått.",
                ogsa=(
                    "konkludert",
                    "gjennomgatt",
                    "konklusjonsdato",
                    "avklart",
                    "slutt_dato",
                    "sluttdato",
                    "avsluttet",
                ),
                savnet="datoen meldingen ble konkludert",
            ),
            "konklusjon_er_slettet": Omtale(navn="Konklusjon trukket", tekst="Ja når konklusjonen er trukket tilbake."),
            "konklusjon_kode": Omtale(savnet="hva meldingen ble konkludert med"),
        },
    ),
    "melder": TabellOmtale(
        navn="Hvem som meldte",
        tekst="En rad for hver som står bak en henvendelse.",
        ogsa=("meldere", "avsender", "innmelder"),
        savnet="hvem som meldte",
        en="melderen",
    ),
    "saksinnhold": TabellOmtale(
        navn="Hva det gjelder",
        tekst="En rad for hvert tema på en henvendelse, en undersøkelse, et tiltak eller en evaluering.",
        ogsa=("tema", "grunnlag", "arsak", "vedtaksgrunnlag", "tiltaksgrunnlag", "innhold"),
        savnet="hva saken gjelder (saksinnhold)",
        en="saksinnholdet",
        kolonner={
            "rolle": Omtale(
                navn="Rolle",
                tekst="Hva temaet hører til: henvendelse, undersokelse, tiltak eller tiltak_evaluering. Kan utelates.",
            ),
        },
    ),
    "undersokelse": TabellOmtale(
        navn="Undersøkelser",
        tekst="En rad for hver undersøkelse.",
        ogsa=("undersokelser", "undersokelsessak", "undersokelsessaker"),
        savnet="undersøkelser",
        en="undersøkelsen",
        kolonner={
            "start_dato": Omtale(navn="Startet", tekst="Dagen undersøkelsen startet.", ogsa=("startet", "dato", "fra")),
            "utvidet_frist_start_dato": Omtale(
                navn="Søkt om lengre frist",
                tekst="Dagen det ble søkt om, eller bestemt, lengre frist.",
                savnet="datoen for lengre frist i undersøkelsen",
            ),
            "utvidet_frist_innvilget": Omtale(
                navn="Lengre frist",
                tekst="Ja når fristen er utvidet til seks måneder.",
                ogsa=("utvidet", "utvidet_frist", "forlenget", "utvidet_undersokelsestid"),
                savnet="om fristen for undersøkelsen er utvidet",
            ),
            "konklusjon_presisering_utfylt": Omtale(
                navn="Presisering av konklusjonen", tekst="Fritekst. Bare om den er fylt ut, blir lest."
            ),
            "henvendelse_id": Omtale(
                navn="Melding",
                tekst="Id-en til meldingen undersøkelsen bygger på. Flere skilles med semikolon.",
                ogsa=("melding", "melding_id", "meldings_id"),
            ),
            "konklusjon_slutt_dato": Omtale(savnet="datoen undersøkelsen ble konkludert"),
            "konklusjon_kode": Omtale(savnet="hva undersøkelsen ble konkludert med"),
        },
    ),
    "medvirkning": TabellOmtale(
        navn="Barnets medvirkning",
        tekst="En rad for hver gang barnet medvirket, eller for grunnen til at det ikke skjedde.",
        ogsa=("barnesamtale", "barnesamtaler", "samtale", "barnets_medvirkning"),
        savnet="barnets medvirkning",
        en="medvirkningen",
        kolonner={
            "start_dato": Omtale(
                navn="Dato",
                tekst="Dagen barnet medvirket.",
                ogsa=("dato", "samtaledato"),
                savnet="datoen barnet medvirket",
            ),
            "kode": Omtale(
                navn="Måte",
                tekst="Hvordan barnet medvirket, eller hvorfor ikke, som kode.",
                savnet="hvordan barnet medvirket",
            ),
        },
    ),
    "plan": TabellOmtale(
        navn="Planer",
        tekst="En rad for hver plan.",
        ogsa=("planer", "tiltaksplan", "omsorgsplan", "samvaersplan"),
        savnet="planer",
        en="planen",
        kolonner={
            "start_dato": Omtale(navn="Gjelder fra", tekst="Første dag planen gjelder."),
            "slutt_dato": Omtale(navn="Avsluttet", tekst="Dagen planen ble avsluttet. Tom betyr at den gjelder."),
            "kode": Omtale(
                navn="Plantype",
                tekst="Hva slags plan, som kode.",
                ogsa=("type", "plantype"),
                savnet="hva slags plan det er",
            ),
        },
    ),
    "plan_evaluering": TabellOmtale(
        navn="Evalueringer av planer",
        tekst="En rad for hver gang en plan er evaluert.",
        ogsa=("evaluering", "evalueringer", "evaluering_av_plan", "planevaluering"),
        savnet="evalueringer av planer",
        en="evalueringen av planen",
        kolonner={
            "utfort_dato": Omtale(savnet="datoen planen ble evaluert"),
        },
    ),
}
