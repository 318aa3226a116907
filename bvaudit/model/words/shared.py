"""The words for columns that mean the same in most tables."""

from collections.abc import Mapping

from bvaudit.model.words.record import Omtale

FELLES: Mapping[str, Omtale] = {
    "sak_id": Omtale(
        navn="Sakens id",
        tekst="Sakens id i fagsystemet. Hver rad må ha den.",
        ogsa=("saksnummer", "saksnr", "sak", "id"),
    ),
    "migrert_id": Omtale(navn="Id i gammelt system", tekst="Id-en raden hadde før tjenesten byttet fagsystem."),
    "er_slettet": Omtale(
        navn="Slettet", tekst="Ja når raden er slettet i fagsystemet; den telles da ikke med.", ogsa=("slettet",)
    ),
    "start_dato": Omtale(
        navn="Startdato",
        tekst="Første dag.",
        ogsa=("startdato", "fra", "fra_dato", "dato", "start"),
        savnet="startdatoen for {en}",
    ),
    "slutt_dato": Omtale(
        navn="Sluttdato",
        tekst="Siste dag. Tom betyr at det ikke er avsluttet.",
        ogsa=("sluttdato", "til", "til_dato", "avsluttet_dato", "slutt"),
        savnet="sluttdatoen for {en}",
    ),
    "kode": Omtale(
        navn="Type", tekst="Hva slags det er, som kode.", ogsa=("type", "kategori", "slag"), savnet="koden for {en}"
    ),
    "konklusjon_kode": Omtale(
        navn="Konklusjon",
        tekst="Hva det endte med, som kode.",
        ogsa=("utfall", "resultat", "konklusjon", "beslutning"),
        savnet="konklusjonen på {en}",
    ),
    "konklusjon_slutt_dato": Omtale(
        navn="Konklusjonsdato",
        tekst="Dagen det ble konkludert. Tom betyr at det ikke er konkludert.",
        ogsa=("konkludert", "konklusjonsdato", "konklusjon_dato", "avsluttet", "ferdig", "slutt_dato", "sluttdato"),
        savnet="datoen for konklusjonen på {en}",
    ),
    "utfort_dato": Omtale(
        navn="Dato", tekst="Dagen det ble gjort.", ogsa=("dato", "besoksdato", "utfort", "gjennomfort")
    ),
    "dato": Omtale(
        navn="Dato",
        tekst="Dagen det skjedde, eller gjelder fra.",
        ogsa=("start_dato", "datoen"),
        savnet="datoen for {en}",
    ),
    "lov": Omtale(
        navn="Lov", tekst="Loven det er hjemlet i, som kode.", ogsa=("lovverk",), savnet="lovhjemmelen for {en}"
    ),
    "kapittel": Omtale(
        navn="Kapittel", tekst="Kapittelet i loven, for eksempel 5.", ogsa=("kap",), savnet="lovhjemmelen for {en}"
    ),
    "paragraf": Omtale(
        navn="Paragraf",
        tekst="Paragrafen uten kapittel, for eksempel 1 for § 5-1.",
        ogsa=("hjemmel", "par"),
        savnet="lovhjemmelen for {en}",
    ),
    "ledd": Omtale(navn="Ledd", tekst="Leddene i paragrafen, med komma mellom.", savnet="leddet i {en}"),
    "bokstav": Omtale(navn="Bokstav", tekst="Bokstavene i leddet, med komma mellom."),
    "punktum": Omtale(navn="Punktum", tekst="Punktumene i leddet, med komma mellom."),
    "eier_type": Omtale(
        navn="Hører til", tekst="Tabellen raden hører til, for eksempel tiltak.", ogsa=("eier", "gjelder")
    ),
    "eier_id": Omtale(navn="Id det hører til", tekst="Id-en til raden denne hører til."),
    "antall": Omtale(
        navn="Antall",
        tekst="Hvor mange ganger i hver tidsenhet.",
        ogsa=("hyppighet", "frekvens"),
        savnet="antallet i {en}",
    ),
    "antall_per_ar": Omtale(
        navn="Antall i året",
        tekst="Hvor mange tilsynsbesøk i året.",
        ogsa=("antall", "hyppighet", "frekvens"),
        savnet="antallet i {en}",
    ),
    "tidsenhet": Omtale(navn="Tidsenhet", tekst="Om antallet er i uka, måneden eller året, som kode."),
    "presisering_utfylt": Omtale(
        navn="Presisering", tekst="Fritekst. Bare om den er fylt ut, blir lest.", ogsa=("presisering", "merknad")
    ),
    "endret_dato": Omtale(savnet="datoen for {en}"),
}
