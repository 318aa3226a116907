"""What is wrong in how a checklist draws: columns that are not there, and quotas its objects cannot answer."""

from collections.abc import Iterator

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import listed_twice
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kodelister
from bvaudit.model.plans import Kvote, Sjekkliste, Trekking
from bvaudit.model.rule import ENHET
from bvaudit.model.tables import BY_NAME, Type
from bvaudit.texts import text

_BY_CODE = ("utfall", "tiltak")
_QUOTAS: KeyPath = ("utvalg", "kvoter")


def faults_in_draw(liste: Sjekkliste, document: Document) -> Iterator[Problem]:
    """What one file tells of itself."""
    trekking = liste.utvalg
    yield from _columns(trekking, document)
    new_id = text("loading.plans.gi_den_en_id_som_ikke")
    yield from listed_twice(document, _QUOTAS, "id", [kvote.id for kvote in trekking.kvoter], new_id)
    for i, kvote in enumerate(trekking.kvoter):
        if fault := _wrong_quota(kvote, trekking):
            yield document.problem((*_QUOTAS, i), "feil-kvote", *fault)
    if trekking.utvides_til and trekking.utvides_til <= trekking.per_enhet:
        tekst = text("trekning.sjekk.utvides_ikke", utvides_til=trekking.utvides_til, per_enhet=trekking.per_enhet)
        yield document.problem(("utvalg", "utvides_til"), "feil-utvidelse", tekst, text("trekning.sjekk.utvides_hint"))


def faults_against_codes(liste: Sjekkliste, document: Document, koder: Kodelister) -> Iterator[Problem]:
    """Conclusions the objects can never have."""
    kodeliste = koder.get(f"{_table(liste.utvalg)}_konklusjon")
    if kodeliste is None:
        return
    known = {kode.kode for kode in kodeliste.koder}
    for i, kvote in enumerate(liste.utvalg.kvoter):
        for j, kode in enumerate(kvote.koder):
            if kode not in known:
                tekst = text("trekning.sjekk.ukjent_kode", kode=kode, liste=kodeliste.tittel)
                path = (*_QUOTAS, i, "koder", j)
                yield document.problem(path, "ukjent-kode", tekst, text("trekning.sjekk.velg", valg=", ".join(known)))


def _table(trekking: Trekking) -> str:
    return trekking.gjelder.objekt if trekking.gjelder is not None else "sak"


def _columns(trekking: Trekking, document: Document) -> Iterator[Problem]:
    named: list[tuple[KeyPath, str]] = [
        (("utvalg", "telles_etter", i), felt) for i, felt in enumerate(trekking.telles_etter)
    ]
    named += [(("utvalg", "startet"), trekking.startet)] if trekking.startet else []
    tabell = _table(trekking)
    if tabell == ENHET:
        for path, _ in named[:1]:
            yield document.problem(path, "gjelder-enhet", text("trekning.sjekk.enhet_trekkes_ikke"))
        return
    for path, felt in named:
        column = BY_NAME[tabell].column(felt)
        if column is None or column.type is not Type.DATO:
            dates = ", ".join(c.navn for c in BY_NAME[tabell].kolonner if c.type is Type.DATO)
            tekst = text("trekning.sjekk.ingen_dato", tabell=tabell, felt=felt)
            yield document.problem(path, "ukjent-felt", tekst, text("trekning.sjekk.velg", valg=dates))


def _wrong_quota(kvote: Kvote, trekking: Trekking) -> tuple[str, str] | None:
    if bool(kvote.minst) == bool(kvote.minst_prosent):
        return text("loading.plans.en_kvote_har_enten_minst_eller"), text("loading.plans.skriv_en_av_dem")
    if kvote.minst > trekking.per_enhet:
        return text(
            "loading.plans.kvoten_er_men_det_trekkes_bare", minst=kvote.minst, per_enhet=trekking.per_enhet
        ), text("loading.plans.sett_den_ned")
    if kvote.slag == "kommune" and kvote.koder:
        return text("loading.plans.en_kvote_for_kommuner_har_ikke"), "ta dem bort"
    if kvote.slag in _BY_CODE and not kvote.koder:
        return text("loading.plans.en_kvote_av_slag_ma_ha", slag=kvote.slag), text(
            "loading.plans.skriv_konklusjonene_som_teller_med"
        )
    # A list of an earlier version names no objects: what it cannot have is told when it draws.
    return _not_answered(kvote, trekking.gjelder.objekt) if trekking.gjelder is not None else None


def _not_answered(kvote: Kvote, tabell: str) -> tuple[str, str] | None:
    """A quota the objects of the draw have no column for."""
    if tabell == ENHET:
        return text("trekning.sjekk.enhet_trekkes_ikke"), text("trekning.sjekk.ta_bort_kvoten")
    table = BY_NAME[tabell]
    if kvote.slag in _BY_CODE and table.column("konklusjon_kode") is None:
        return text("trekning.sjekk.ingen_konklusjon", tabell=tabell), text("trekning.sjekk.ta_bort_kvoten")
    if kvote.slag == "avsluttet" and (kvote.koder or not table.slutt):
        key = "avsluttet_har_ikke_koder" if kvote.koder else "ingen_slutt"
        return text(f"trekning.sjekk.{key}", tabell=tabell), text("trekning.sjekk.ta_bort_kvoten")
    return None
