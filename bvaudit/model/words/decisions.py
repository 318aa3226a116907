"""The words for decisions, the nemnd, ettervern and moves."""

from collections.abc import Mapping

from bvaudit.model.words.record import Omtale, TabellOmtale

VEDTAK: Mapping[str, TabellOmtale] = {
    "vedtak": TabellOmtale(
        navn="Vedtak",
        tekst="En rad for hvert vedtak, også akuttvedtak.",
        ogsa=("vedtakene", "akuttvedtak", "beslutning"),
        savnet="vedtak",
        en="vedtaket",
        kolonner={
            "start_dato": Omtale(
                navn="Vedtaksdato", tekst="Dagen vedtaket ble gjort.", ogsa=("vedtaksdato", "dato", "vedtatt")
            ),
            "slutt_dato": Omtale(navn="Opphørt", tekst="Dagen vedtaket sluttet å gjelde. Tom betyr at det gjelder."),
            "bortfallsdato_vedtak": Omtale(
                navn="Bortfaller", tekst="Dagen vedtaket faller bort hvis det ikke settes i verk."
            ),
            "ny_bortfallsdato_vedtak": Omtale(navn="Ny bortfallsdato", tekst="Ny dag vedtaket faller bort."),
        },
    ),
    "vedtak_status": TabellOmtale(
        navn="Statusen til vedtak",
        tekst="En rad for hver gang et vedtak har fått ny status.",
        ogsa=("vedtaksstatus", "status"),
        savnet="status for vedtak",
        en="statusen for vedtaket",
        kolonner={
            "status_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
            "endret_dato": Omtale(navn="Endret", tekst="Dagen vedtaket fikk statusen.", ogsa=("dato", "status_dato")),
            "kode": Omtale(navn="Status", tekst="Statusen, som kode.", ogsa=("status",)),
        },
    ),
    "vedtak_krav": TabellOmtale(
        navn="Krav om endring eller oppheving",
        tekst="En rad for hvert krav om å endre eller oppheve et vedtak.",
        ogsa=("krav", "begjaering", "krav_om_endring"),
        savnet="krav til nemnda",
        en="kravet til nemnda",
        kolonner={
            "krav_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
            "dato_krav_mottatt": Omtale(
                navn="Mottatt",
                tekst="Dagen kravet kom inn.",
                ogsa=("mottatt", "start_dato"),
                savnet="datoen for kravet",
            ),
            "dato_oversendt_fylkesnemnd": Omtale(
                navn="Sendt til nemnda",
                tekst="Dagen kravet ble sendt til nemnda.",
                savnet="datoen kravet ble sendt til nemnda",
            ),
        },
    ),
    "ettervern": TabellOmtale(
        navn="Ettervern",
        tekst="En rad for hvert tilbud om tiltak etter fylte 18 år.",
        ogsa=("tiltak_etter_18", "ettervernstilbud"),
        savnet="tilbud om ettervern",
        en="tilbudet om ettervern",
        kolonner={
            "tilbud_sendt_dato": Omtale(
                navn="Tilbud sendt",
                tekst="Dagen tilbudet ble sendt til ungdommen.",
                ogsa=("tilbud",),
                savnet="datoen tilbudet om ettervern ble sendt",
            ),
        },
    ),
    "oversendelse_nemnd": TabellOmtale(
        navn="Saker sendt til nemnda",
        tekst="En rad for hver gang tjenesten har sendt en begjæring til barneverns- og helsenemnda.",
        ogsa=("nemnd", "fylkesnemnd", "begjaering_nemnd", "oversendelse"),
        savnet="oversendelser til nemnda",
        en="oversendelsen til nemnda",
        kolonner={
            "oversendelse_id": Omtale(navn="Id", tekst="Radens egen id. Kan utelates."),
            "dato_oversendt_fylkesnemnd": Omtale(
                navn="Sendt til nemnda",
                tekst="Dagen begjæringen ble sendt.",
                ogsa=("dato", "sendt", "oversendt"),
                savnet="datoen saken ble sendt til nemnda",
            ),
        },
    ),
    "flytting": TabellOmtale(
        navn="Flyttinger",
        tekst="En rad for hver gang barnet har flyttet fra et tiltak.",
        ogsa=("flyttinger", "flytt"),
        savnet="flyttinger",
        en="flyttingen",
        kolonner={
            "flyttet_dato": Omtale(
                navn="Flyttet",
                tekst="Dagen barnet flyttet.",
                ogsa=("dato", "flyttedato"),
                savnet="datoen barnet flyttet",
            ),
            "arsak_fra": Omtale(
                navn="Årsak",
                tekst="Hvorfor barnet flyttet, som kode.",
                ogsa=("arsak",),
                savnet="hvorfor barnet flyttet",
            ),
            "flytting_til": Omtale(
                navn="Flyttet til", tekst="Hvor barnet flyttet, som kode.", ogsa=("til",), savnet="hvor barnet flyttet"
            ),
            "arsak_fra_presisering_utfylt": Omtale(
                navn="Presisering av årsaken", tekst="Fritekst. Bare om den er fylt ut, blir lest."
            ),
            "flytting_til_presisering_utfylt": Omtale(
                navn="Presisering av hvor", tekst="Fritekst. Bare om den er fylt ut, blir lest."
            ),
        },
    ),
}
