"""Tables and columns in words a caseworker knows, for sentences that begin «uttrekket har ikke …»."""

_TABELLER = {
    "innsending": "opplysninger om innsendingen",
    "sak": "saker",
    "personalia": "opplysninger om barnet",
    "henvendelse": "meldinger",
    "melder": "hvem som meldte",
    "saksinnhold": "hva saken gjelder (saksinnhold)",
    "undersokelse": "undersøkelser",
    "medvirkning": "barnets medvirkning",
    "plan": "planer",
    "plan_evaluering": "evalueringer av planer",
    "tiltak": "tiltak",
    "tiltak_evaluering": "evalueringer av tiltak",
    "tilsyn_ansvarlig": "hvilken kommune som har ansvaret for tilsynet",
    "tilsyn_hyppighet": "hvor ofte det er bestemt at tilsyn skal gjøres",
    "tilsyn_utfort": "tilsynsbesøk",
    "oppfolging_hyppighet": "hvor ofte det er bestemt at barnet skal følges opp",
    "oppfolging_utfort": "oppfølgingsbesøk",
    "samvaer": "samvær",
    "vedtak": "vedtak",
    "vedtak_status": "status for vedtak",
    "vedtak_krav": "krav til nemnda",
    "ettervern": "tilbud om ettervern",
    "oversendelse_nemnd": "oversendelser til nemnda",
    "flytting": "flyttinger",
    "relasjon": "koblinger mellom det som hører sammen i saken",
    "slettet": "hva som er slettet",
    "bruk_av_politi": "bruk av politi",
    "lovhjemmel": "lovhjemmelens ledd",
    "individuell_plan": "individuelle planer",
}
# What the rows of a table are called when one of their columns is named: «datoen meldingen ble konkludert».
_EN = {
    "sak": "saken",
    "personalia": "barnet",
    "henvendelse": "meldingen",
    "melder": "melderen",
    "saksinnhold": "saksinnholdet",
    "undersokelse": "undersøkelsen",
    "medvirkning": "medvirkningen",
    "plan": "planen",
    "plan_evaluering": "evalueringen av planen",
    "tiltak": "tiltaket",
    "tiltak_evaluering": "evalueringen av tiltaket",
    "tilsyn_ansvarlig": "ansvaret for tilsynet",
    "tilsyn_hyppighet": "hyppigheten av tilsyn",
    "tilsyn_utfort": "tilsynsbesøket",
    "oppfolging_hyppighet": "hyppigheten av oppfølging",
    "oppfolging_utfort": "oppfølgingsbesøket",
    "samvaer": "samværet",
    "vedtak": "vedtaket",
    "vedtak_status": "statusen for vedtaket",
    "vedtak_krav": "kravet til nemnda",
    "ettervern": "tilbudet om ettervern",
    "oversendelse_nemnd": "oversendelsen til nemnda",
    "flytting": "flyttingen",
    "relasjon": "koblingen",
    "bruk_av_politi": "bruken av politi",
    "lovhjemmel": "lovhjemmelen",
    "individuell_plan": "den individuelle planen",
}
_SAGT = {
    ("sak", "start_dato"): "datoen saken ble opprettet",
    ("sak", "slutt_dato"): "datoen saken ble lukket",
    ("sak", "avsluttet"): "om saken er avsluttet",
    ("sak", "fyller_15_dato"): "barnets fødselsdato",
    ("sak", "fyller_18_dato"): "barnets fødselsdato",
    ("sak", "fyller_25_dato"): "barnets fødselsdato",
    ("sak", "journalnummer_pseudonym"): "journalnummer",
    ("personalia", "fyller_15_dato"): "barnets fødselsdato",
    ("personalia", "fyller_18_dato"): "barnets fødselsdato",
    ("personalia", "fyller_25_dato"): "barnets fødselsdato",
    ("personalia", "fodsels_maned"): "barnets fødselsdato",
    ("personalia", "ident_type"): "fødselsnummer",
    ("personalia", "person_pseudonym"): "fødselsnummer",
    ("personalia", "duf_pseudonym"): "DUF-nummer",
    ("personalia", "kjonn"): "barnets kjønn",
    ("henvendelse", "start_dato"): "datoen meldingen kom inn",
    ("henvendelse", "konklusjon_slutt_dato"): "datoen meldingen ble konkludert",
    ("henvendelse", "konklusjon_kode"): "hva meldingen ble konkludert med",
    ("undersokelse", "konklusjon_slutt_dato"): "datoen undersøkelsen ble konkludert",
    ("undersokelse", "konklusjon_kode"): "hva undersøkelsen ble konkludert med",
    ("undersokelse", "utvidet_frist_innvilget"): "om fristen for undersøkelsen er utvidet",
    ("undersokelse", "utvidet_frist_start_dato"): "datoen for lengre frist i undersøkelsen",
    ("medvirkning", "start_dato"): "datoen barnet medvirket",
    ("medvirkning", "kode"): "hvordan barnet medvirket",
    ("plan", "kode"): "hva slags plan det er",
    ("tiltak", "kode"): "hva slags tiltak det er",
    ("plan_evaluering", "utfort_dato"): "datoen planen ble evaluert",
    ("tiltak_evaluering", "gjennomfort_dato"): "datoen tiltaket ble evaluert",
    ("tilsyn_ansvarlig", "kommunenummer"): "hvilken kommune som har ansvaret for tilsynet",
    ("tilsyn_utfort", "utfort_dato"): "datoen for tilsynsbesøk",
    ("oppfolging_utfort", "utfort_dato"): "datoen for oppfølgingsbesøk",
    ("ettervern", "tilbud_sendt_dato"): "datoen tilbudet om ettervern ble sendt",
    ("oversendelse_nemnd", "dato_oversendt_fylkesnemnd"): "datoen saken ble sendt til nemnda",
    ("vedtak_krav", "dato_krav_mottatt"): "datoen for kravet",
    ("vedtak_krav", "dato_oversendt_fylkesnemnd"): "datoen kravet ble sendt til nemnda",
    ("flytting", "flyttet_dato"): "datoen barnet flyttet",
    ("flytting", "arsak_fra"): "hvorfor barnet flyttet",
    ("flytting", "flytting_til"): "hvor barnet flyttet",
}
_KOLONNER = {
    "start_dato": "startdatoen for {en}",
    "slutt_dato": "sluttdatoen for {en}",
    "konklusjon_slutt_dato": "datoen for konklusjonen på {en}",
    "konklusjon_kode": "konklusjonen på {en}",
    "endret_dato": "datoen for {en}",
    "dato": "datoen for {en}",
    "kode": "koden for {en}",
    "lov": "lovhjemmelen for {en}",
    "kapittel": "lovhjemmelen for {en}",
    "paragraf": "lovhjemmelen for {en}",
    "ledd": "leddet i {en}",
    "antall": "antallet i {en}",
    "antall_per_ar": "antallet i {en}",
}
_PLANER = {
    "1": "tiltaksplaner",
    "2": "planer for opphold i institusjon",
    "3": "foreløpige omsorgsplaner",
    "4": "omsorgsplaner",
    "5": "ettervernsplaner",
    "6": "samværsplaner",
    "7": "undersøkelsesplaner",
    "8": "planer etter akuttvedtak",
}
_MANY_KINDS = 2  # with more it is plainer to say plans


def ord_for(tabell: str, kolonne: str = "", koder: frozenset[str] = frozenset()) -> str:
    """The word for what is missing: «tilsynsbesøk», «datoen meldingen ble konkludert», «samværsplaner»."""
    if tabell == "plan" and koder:
        named = [_PLANER[kode] for kode in sorted(koder) if kode in _PLANER]
        return " eller ".join(named) if 0 < len(named) <= _MANY_KINDS else _TABELLER[tabell]
    if koder:
        return f"{_TABELLER[tabell]} av det slaget punktet gjelder"
    if not kolonne:
        return _TABELLER[tabell]
    if (tabell, kolonne) in _SAGT:
        return _SAGT[tabell, kolonne]
    if kolonne.endswith("presisering_utfylt"):
        return f"om {_EN.get(tabell, tabell)} er presisert"
    if kolonne.startswith("kontroll_"):
        return "fødselsnummer"
    if kolonne in _KOLONNER:
        return _KOLONNER[kolonne].format(en=_EN.get(tabell, _TABELLER[tabell]))
    return f"{kolonne.replace('_', ' ')} for {_EN.get(tabell, _TABELLER[tabell])}"
