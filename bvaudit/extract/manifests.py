"""The manifest of an import: what was read, what was left out and why, what was taken for granted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from bvaudit.diagnostics import Problem
from bvaudit.extract.normalise import Findings
from bvaudit.extract.reading import Gathered
from bvaudit.model.manifest import Kildefil, Manifest, ProblemLinje, Utelatt
from bvaudit.model.tables import TABLES

# What a format cannot carry is not delivered, so that nobody reads an empty table as «none».
_NOT_IN_V5 = {"plan_evaluering", "ettervern"}
_ONLY_V5 = {"tiltak_evaluering", "samvaer", "bruk_av_politi", "individuell_plan"}
_FROM_V4 = {"medvirkning"}

_WHY = {
    "ikke-xml": "filen er ikke hel XML",
    "doctype": "dokumentet har en DOCTYPE",
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
}


def make_manifest(
    gathered: Gathered,
    findings: Findings,
    counts: Mapping[str, int],
    *,
    delivered: Sequence[str],
    problems: Sequence[Problem],
    shown: Callable[[str], str],
    nokkel_avtrykk: str,
    imported_at: datetime,
    program_version: str,
) -> Manifest:
    """``delivered`` are the tables the source can show. ``shown`` gives the name of a file as it
    may be kept; ``problems`` are without names already."""
    left_out = sum(map(len, gathered.utelatt.values()))
    filer = (Kildefil(navn=shown(f.navn), sha256=f.sha256, byte=f.byte) for f in gathered.filer)
    return Manifest(
        programversjon=program_version,
        importert=imported_at,
        nokkel_avtrykk=nokkel_avtrykk,
        uttrekksdato=findings.uttrekksdato,
        dokumenter_lest=gathered.lest,
        dokumenter_brukt=gathered.lest - left_out,
        dokumenter_utelatt=left_out,
        formatversjoner=findings.versions,
        tabeller={navn: counts[navn] for navn in delivered},
        filer=tuple(sorted(filer, key=lambda f: (_by_number(f.navn), f.sha256))),
        utelatt=tuple(_utelatt(kode, [shown(n) for n in names]) for kode, names in sorted(gathered.utelatt.items())),
        antakelser=tuple(f"{tekst} (antall dokumenter: {n})" for tekst, n in sorted(gathered.antakelser.items())),
        problemer=tuple(_linje(problem) for problem in problems),
        kommuner=findings.kommuner,
    )


def delivered_by(formats: Iterable[str]) -> list[str]:
    """The tables that the formats of the submissions that count can carry."""
    versions = set(formats)
    absent: set[str] = set()
    if versions <= {"v5"}:
        absent |= _NOT_IN_V5
    if "v5" not in versions:
        absent |= _ONLY_V5
    if not versions & {"v4", "v5"}:
        absent |= _FROM_V4
    return [table.navn for table in TABLES if table.navn not in absent]


def _utelatt(kode: str, names: Sequence[str]) -> Utelatt:
    tekst = _WHY.get(kode, "dokumentet følger ikke formatet")
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
