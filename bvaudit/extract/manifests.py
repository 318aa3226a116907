"""The manifest of an import: what was read, what was left out and why, what was taken for granted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bvaudit.diagnostics import Problem
from bvaudit.extract.documents.reading import Gathered
from bvaudit.extract.normalise.submissions import Findings
from bvaudit.model.kilde import Kilde
from bvaudit.model.manifest import Kildefil, Manifest, ProblemLinje, Utelatt
from bvaudit.model.tables import TABLES
from bvaudit.texts import text

# Codes, and the keys of what is said of them: said in the language of the run.
_WHY = {
    "ikke-xml": "extract.manifests.filen_er_ikke_hel_xml",
    "doctype": "extract.manifests.dokumentet_har_en_doctype",
    "tom-fil": "extract.manifests.filen_er_tom",
    "annet-innhold": "extract.manifests.filen_heter_xml_men_er_noe",
    "tegnkoding": "extract.manifests.tegnkodingen_i_forste_linje_er_ikke",
    "navnerom": "extract.manifests.dokumentet_har_felt_i_et_eget",
    "flere-innsendinger": "extract.manifests.det_er_flere_innsendinger_i_en",
    "omslag": "extract.manifests.innsendingen_ligger_inni_et_omslag",
    "kostra-15f": "extract.manifests.dette_er_kostra_skjema_15f_den",
    "ukjent-format": "extract.manifests.dokumentet_har_en_rot_som_ingen",
    "nil-med-innhold": "extract.manifests.et_felt_er_merket_som_tomt",
    "for-dypt": "extract.manifests.dokumentet_har_altfor_mange_nivaer",
    "for-stor-sak": "extract.manifests.dokumentet_har_over_en_million_felt",
    "ukjent-rot": "extract.manifests.dokumentet_er_ikke_en_innrapportering",
    "eldre-format": "extract.manifests.dokumentet_er_eldre_enn_versjon_2",
    "filbeskrivelse": "extract.manifests.dokumentet_folger_ikke_skjemaet",
    "ukjent-element": "extract.manifests.dokumentet_har_noe_formatet_ikke",
    "mangler-felt": "extract.manifests.noe_formatet_krever_mangler",
    "mangler-tidssone": "extract.manifests.uttrekkstiden_mangler_tidssone",
    "ukjent-kode": "extract.manifests.en_kode_finnes_ikke_i_kodelisten",
    "ugyldig-dato": "extract.manifests.en_dato_finnes_ikke_i_kalenderen",
    "gjentatt-id": "extract.manifests.to_elementer_av_samme_slag_har",
    "gjentatt-dokument": "extract.manifests.samme_dokument_er_med_flere_ganger",
    "gjentatt-innsending": "extract.manifests.en_annen_innsending_har_samme_id",
    "programfeil": "extract.manifests.noe_gikk_galt_i_bvaudit_da",
}
# What never became a document, so that nothing can be said of its format.
NEVER_OPENED = {
    "ugyldig-zip": "extract.manifests.zip_filen_eller_filen_i_den",
    "ugyldig-gzip": "extract.manifests.gzip_filen_er_skadet",
    "ikke-zip": "extract.manifests.filen_heter_zip_men_er_noe",
    "passord": "extract.manifests.filen_er_beskyttet_med_passord",
    "ukjent-pakking": "extract.manifests.filen_er_pakket_pa_en_mate",
    "utrygt-navn": "extract.manifests.filen_i_zip_filen_har_et",
    "for-stor": "extract.manifests.filen_er_storre_enn_det_som",
    "zip-bombe": "extract.manifests.filen_er_pakket_sa_hardt_eller",
    "for-dyp-zip": "extract.manifests.for_mange_zip_filer_inni_hverandre",
    "kan-ikke-leses": "extract.manifests.filen_kan_ikke_leses",
    "regneark-uten-kart": "extract.manifests.filen_er_et_regneark_og_regneark",
    "ukjent-filtype": "extract.manifests.filen_er_ikke_xml_eller_zip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a manifest tells of an import. ``counts`` are the rows of each table, ``kilder`` the senders and what each
    holds. ``problems`` are without the names of files; ``shown`` gives the name of a file as it may be kept.
    """

    gathered: Gathered
    findings: Findings
    counts: Mapping[str, int]
    kilder: tuple[Kilde, ...]
    problems: Sequence[Problem]
    shown: Callable[[str], str]


def make_manifest(told: Told, *, nokkel_avtrykk: str, imported_at: datetime, program_version: str) -> Manifest:
    gathered, findings, shown = told.gathered, told.findings, told.shown
    unused = sum(map(len, gathered.utelatt.values()))
    unopened = sum(map(len, gathered.ulest.values()))
    reasons = [*gathered.utelatt.items(), *gathered.ulest.items()]
    filer = (Kildefil(navn=shown(f.navn), sha256=f.sha256, byte=f.byte) for f in gathered.filer)
    return Manifest(
        programversjon=program_version,
        importert=imported_at,
        nokkel_avtrykk=nokkel_avtrykk,
        uttrekksdato=findings.uttrekksdato,
        dokumenter_lest=gathered.lest + unopened,
        dokumenter_brukt=gathered.lest - unused,
        dokumenter_utelatt=unused + unopened,
        formatversjoner=findings.versions,
        # What no format of the extract can carry is left out, so that nobody reads an empty table as «none».
        tabeller={t.navn: told.counts[t.navn] for t in TABLES if any(t.navn in k.leverer for k in told.kilder)},
        filer=tuple(sorted(filer, key=lambda f: (_by_number(f.navn), f.sha256))),
        utelatt=tuple(_utelatt(kode, [shown(n) for n in names]) for kode, names in sorted(reasons)),
        antakelser=tuple(
            text("extract.manifests.antall_dokumenter", tekst=tekst, n=n)
            for tekst, n in sorted(gathered.antakelser.items())
        ),
        problemer=tuple(_linje(problem) for problem in told.problems),
        kommuner=findings.kommuner,
        enheter=findings.enheter.kjente,
        kommunenavn=findings.kommunenavn,
        kilder=told.kilder,
    )


def _utelatt(kode: str, names: Sequence[str]) -> Utelatt:
    tekst = text((_WHY | NEVER_OPENED).get(kode, "extract.manifests.dokumentet_folger_ikke_formatet"))
    return Utelatt(kode=kode, tekst=tekst, antall=len(names), eksempler=tuple(sorted(names, key=_by_number)[:5]))


def _by_number(shown: str) -> tuple[int, str]:
    """«fil 9» before «fil 10»."""
    number = shown.split(" ")[1] if shown.count(" ") > 1 else ""
    return (int(number) if number.isdigit() else 0, shown)


def _linje(problem: Problem) -> ProblemLinje:
    return ProblemLinje(
        sted=str(problem.sted),
        grad=str(problem.grad),
        kode=problem.kode,
        tekst=problem.tekst,
        hint=problem.hint,
    )
