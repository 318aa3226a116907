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

_WHY = {
    "ikke-xml": "filen er ikke hel XML",
    "doctype": "dokumentet har en DOCTYPE",
    "tom-fil": "filen er tom",
    "annet-innhold": "filen heter .xml, men er noe annet",
    "tegnkoding": "tegnkodingen i første linje er ikke den filen er skrevet med",
    "navnerom": "dokumentet har felt i et eget navnerom",
    "flere-innsendinger": "det er flere innsendinger i én fil",
    "omslag": "innsendingen ligger inni et omslag",
    "kostra-15f": "dette er KOSTRA-skjema 15F, den årlige rapporten, ikke Barnevernsregisteret",
    "ukjent-format": "dokumentet har en rot som ingen utgave av formatet har",
    "nil-med-innhold": "et felt er merket som tomt, men har innhold",
    "for-dypt": "dokumentet har altfor mange nivåer inni hverandre",
    "for-stor-sak": "dokumentet har over en million felt, og én fil skal være én sak",
    "ukjent-rot": "dokumentet er ikke en innrapportering til Barnevernsregisteret",
    "eldre-format": "dokumentet er eldre enn versjon 2.0.0 av formatet",
    "filbeskrivelse": "dokumentet følger ikke skjemaet",
    "ukjent-element": "dokumentet har noe formatet ikke kjenner",
    "mangler-felt": "noe formatet krever, mangler",
    "mangler-tidssone": "uttrekkstiden mangler tidssone",
    "ukjent-kode": "en kode finnes ikke i kodelisten",
    "ugyldig-dato": "en dato finnes ikke i kalenderen",
    "gjentatt-id": "to elementer av samme slag har samme id",
    "gjentatt-dokument": "samme dokument er med flere ganger, og er talt én gang",
    "gjentatt-innsending": "en annen innsending har samme id og annet innhold",
    "programfeil": "noe gikk galt i bvaudit da dokumentet ble lest",
}
# What never became a document, so that nothing can be said of its format.
NEVER_OPENED = {
    "ugyldig-zip": "zip-filen, eller filen i den, er skadet",
    "ugyldig-gzip": "gzip-filen er skadet",
    "ikke-zip": "filen heter .zip, men er noe annet",
    "passord": "filen er beskyttet med passord",
    "ukjent-pakking": "filen er pakket på en måte som ikke leses, og må pakkes på nytt",
    "utrygt-navn": "filen i zip-filen har et navn som peker ut av zip-filen",
    "for-stor": "filen er større enn det som leses",
    "zip-bombe": "filen er pakket så hardt, eller har så mye innhold, at den ikke blir pakket ut",
    "for-dyp-zip": "for mange zip-filer inni hverandre",
    "kan-ikke-leses": "filen kan ikke leses",
    "regneark-uten-kart": "filen er et regneark, og regneark leses bare sammen med et kart",
    "ukjent-filtype": "filen er ikke XML eller zip",
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
    tekst = (_WHY | NEVER_OPENED).get(kode, text("extract.manifests.dokumentet_folger_ikke_formatet"))
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
