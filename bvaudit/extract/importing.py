"""From what the municipality has to a snapshot: find, read, check, pseudonymise, normalise, write."""

import hashlib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.errors import ContentError
from bvaudit.extract import normalise, snapshot
from bvaudit.extract.blueprint import positions
from bvaudit.extract.document import DocumentReader, Reading
from bvaudit.extract.normalise import Findings
from bvaudit.extract.pseudonyms import Pseudonyms
from bvaudit.extract.schema_files import Schemas
from bvaudit.extract.sheet_import import SheetCases, read_cases
from bvaudit.extract.sources import documents, plan_reading
from bvaudit.extract.staging import LINKS, STAGED, RowSink
from bvaudit.extract.units import unit_of
from bvaudit.model.enhet import Enheter
from bvaudit.model.kart import Kart
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Kildefil, Manifest, ProblemLinje, Utelatt
from bvaudit.model.tables import TABLES

Progress = Callable[[int, int], None]

_AT = positions("innsending")
_UNIT = ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn")
_UNIT_AT = tuple(_AT[name] for name in _UNIT)
_DAY_AT, _ENHET_ID_AT, _ENHET_AT = _AT["dato_uttrekk_lokal"], _AT["enhet_id"], _AT["enhet"]

# What a format cannot carry is not delivered, so that nobody reads an empty table as «none».
_NOT_IN_V5 = {"plan_evaluering", "ettervern"}
_ONLY_V5 = {"tiltak_evaluering", "samvaer", "bruk_av_politi", "individuell_plan"}
_ONLY_V4_V5 = {"medvirkning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """``streng``: any fault stops the import. ``tolerant``: read also what needs an assumption, and say so.

    ``keep_ids`` keeps the source's ids, never person numbers. ``xsd`` is a schema file or a folder of them.
    """

    tolerant: bool = False
    streng: bool = False
    keep_ids: bool = False
    xsd: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """``koblinger`` is a temporary file only its owner can read, in the form of a koblingsliste; the caller moves it."""

    manifest: Manifest
    problems: tuple[Problem, ...]
    koblinger: Path | None


@dataclass(slots=True, kw_only=True)
class _Run:
    """What is gathered while the documents go by. ``navn`` is the name of each document that is used, by ``dok``."""

    problems: list[Problem] = field(default_factory=list)
    navn: list[str] = field(default_factory=list)
    antakelser: Counter[str] = field(default_factory=Counter)
    utelatt: dict[str, list[str]] = field(default_factory=dict)
    filer: dict[Path, Kildefil] = field(default_factory=dict)
    tabeller: Sequence[str] = ()  # those a kart delivers; a document's format says it itself
    lest: int = 0

    def leave_out(self, kode: str, navn: str) -> None:
        self.utelatt.setdefault(kode, []).append(navn)


def import_sources(
    sources: Sequence[Path],
    target: Path,
    *,
    koder: Kodelister,
    pseudonyms: Pseudonyms,
    enheter: Enheter | None,
    kart: Kart | None,
    options: ImportOptions,
    imported_at: datetime,
    program_version: str,
    progress: Progress | None = None,
) -> ImportReport:
    """Read ``sources`` into a new snapshot in ``target``.

    Raises ContentError, and writes nothing, when no document can be used, or when ``streng`` and anything is wrong.
    Raises SurroundingsError when a source is missing or ``target`` is taken.
    """
    run = _Run()
    with snapshot.workspace(target) as folder:
        with RowSink(folder) as sink:
            if kart is None:
                schemas = Schemas(options.xsd) if options.xsd else None
                reader = DocumentReader(
                    koder=koder,
                    pseudonyms=pseudonyms,
                    keep_ids=options.keep_ids,
                    tolerant=options.tolerant,
                    schemas=schemas,
                )
                _read_documents(sources, reader, sink, enheter, run, progress)
            else:
                cases = read_cases(
                    sources, kart, koder=koder, pseudonyms=pseudonyms, enheter=enheter, keep_ids=options.keep_ids
                )
                _take_sheets(cases, sink, run)
        _stop_if_useless(run, options)
        with normalise.connect(folder) as con:
            normalise.load(con, {table: [sink.path(table)] for table in STAGED})
            findings = normalise.normalise(con)
            _tell(findings, run)
            _stop_if_useless(run, options)
            counts = snapshot.write_tables(con, folder / "ferdig")
            links = _write_links(con, folder)
        problems = tuple(in_order(run.problems))
        manifest = _manifest(
            run,
            findings,
            counts,
            problems=problems,
            pseudonyms=pseudonyms,
            mask=not options.keep_ids,
            imported_at=imported_at,
            program_version=program_version,
        )
        snapshot.put_in_place(folder / "ferdig", target, manifest)
        return ImportReport(manifest=manifest, problems=problems, koblinger=_keep_links(links, target))


def _read_documents(
    sources: Sequence[Path],
    reader: DocumentReader,
    sink: RowSink,
    enheter: Enheter | None,
    run: _Run,
    progress: Progress | None,
) -> None:
    plan = plan_reading(sources, run.problems)
    units: dict[tuple[object, ...], tuple[str, str]] = {}
    for found in documents(plan, run.problems):
        run.lest += 1
        if found.fil not in run.filer:
            run.filer[found.fil] = _kildefil(found.fil, found.navn, found.data)
        reading = reader.read(found.data, found.navn, len(run.navn))
        if isinstance(reading, Reading):
            _place_in_unit(reading, enheter, units)
            _stage(reading, sink)
            run.navn.append(found.navn)
            run.antakelser.update(reading.antakelser)
        else:
            run.problems.extend(reading)
            run.leave_out(reading[0].kode, found.navn)
        if progress:
            progress(run.lest, max(run.lest, plan.antall))


def _take_sheets(cases: SheetCases, sink: RowSink, run: _Run) -> None:
    """Sheets come checked and with their units; each case counts as one document."""
    run.problems.extend(cases.problems)
    run.tabeller = cases.tabeller
    run.filer = {path: _kildefil(path, str(path), path.read_bytes()) for path in cases.filer}
    for reading in cases.readings:
        run.lest += 1
        run.navn.append(str(cases.filer[0]))
        _stage(reading, sink)


def _kildefil(fil: Path, navn: str, data: bytes) -> Kildefil:
    """The file on disk: the document itself, or the zip it was found in."""
    if fil.suffix.lower() != ".zip":
        return Kildefil(navn=navn, sha256=hashlib.sha256(data).hexdigest(), byte=len(data))
    with fil.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Kildefil(navn=str(fil), sha256=digest, byte=fil.stat().st_size)


def _place_in_unit(
    reading: Reading, enheter: Enheter | None, units: dict[tuple[object, ...], tuple[str, str]]
) -> None:
    row = reading.rows["innsending"][0]
    key = (*(row[at] for at in _UNIT_AT), row[_DAY_AT])
    if key not in units:
        units[key] = unit_of(enheter, **dict(zip(_UNIT, key[:-1], strict=True)), dag=row[_DAY_AT])
    row[_ENHET_ID_AT], row[_ENHET_AT] = units[key]


def _stage(reading: Reading, sink: RowSink) -> None:
    for table, rows in reading.rows.items():
        sink.add(table, rows)
    sink.add(LINKS, reading.links)


def _stop_if_useless(run: _Run, options: ImportOptions) -> None:
    problems = in_order(run.problems)
    if options.streng and has_errors(problems):
        raise ContentError(
            "uttrekket har feil, og innlesingen er streng", hint="rett feilene, eller les inn uten streng", problems=problems
        )
    if not run.navn:
        raise ContentError("ingen dokumenter kunne brukes", hint="se hva som er feil med hvert dokument", problems=problems)


def _tell(findings: Findings, run: _Run) -> None:
    """What the submissions say about each other, as problems with the places to look."""
    for copies in findings.alike:
        for dok in copies[1:]:
            run.leave_out("gjentatt-dokument", run.navn[dok])
    for different in findings.repeated_id:
        for dok in different[1:]:
            run.leave_out("gjentatt-innsending", run.navn[dok])
            run.problems.append(_problem(run.navn[dok], "gjentatt-innsending", _REPEATED, _ASK_VENDOR, Grad.FEIL))
    for dok in findings.unsettled:
        run.problems.append(_problem(run.navn[dok], "uavklart-rekkefolge", _UNSETTLED, _ASK_VENDOR))
    counted = (("brutt-kjede", findings.broken_chains, _BROKEN), ("flere-sak-id", findings.cases_with_many_ids, _MANY))
    for kode, number, tekst in counted:
        if number:
            run.problems.append(_problem("uttrekket", kode, tekst.format(antall=number), _ASK_VENDOR))


_REPEATED = "en annen innsending har samme id og annet innhold; dette dokumentet er utelatt"
_UNSETTLED = (
    "saken har flere innsendinger med samme uttrekkstid og ulikt innhold, og ingenting sier hvilken som er sist; "
    "denne er brukt"
)
_BROKEN = "innsendinger som viser til en forrige innsending utenfor uttrekket: {antall}"
_MANY = "journalnumre som finnes på flere saker i samme tjeneste, kanskje fordi saken har skiftet id: {antall}"
_ASK_VENDOR = "spør leverandøren om uttrekket er helt"


def _write_links(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    path = folder / "koblinger.csv"
    guarded = ", ".join(
        f"CASE WHEN regexp_matches({name}, '^(''|\\s*[=+@-]|[\\t\\r])') THEN '''' || {name} ELSE {name} END AS {name}"
        for name in ("pseudonym", "type", "kilde_id", "journalnummer")
    )
    quoted = str(path).replace("'", "''")
    con.execute(
        f"COPY (SELECT {guarded} FROM ({normalise.select_links()})) TO '{quoted}' (FORMAT csv, DELIMITER ';', HEADER)"
    )
    return path


def _keep_links(links: Path, target: Path) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".koblinger-", suffix=".csv", dir=target.parent)  # the owner's alone
    with os.fdopen(descriptor, "wb") as kept, links.open("rb") as source:
        shutil.copyfileobj(source, kept)
    return Path(name)


def _manifest(
    run: _Run,
    findings: Findings,
    counts: dict[str, int],
    *,
    problems: Sequence[Problem],
    pseudonyms: Pseudonyms,
    mask: bool,
    imported_at: datetime,
    program_version: str,
) -> Manifest:
    shown = _masked if mask else str
    left_out = sum(map(len, run.utelatt.values()))
    return Manifest(
        programversjon=program_version,
        importert=imported_at,
        nokkel_avtrykk=pseudonyms.avtrykk,
        uttrekksdato=findings.uttrekksdato,
        dokumenter_lest=run.lest,
        dokumenter_brukt=run.lest - left_out,
        dokumenter_utelatt=left_out,
        formatversjoner=findings.versions,
        tabeller={navn: counts[navn] for navn in run.tabeller or _delivered(findings.formats)},
        filer=tuple(
            sorted(
                (Kildefil(navn=shown(f.navn), sha256=f.sha256, byte=f.byte) for f in run.filer.values()),
                key=lambda f: (f.navn, f.sha256),
            )
        ),
        utelatt=tuple(_utelatt(kode, [shown(n) for n in names]) for kode, names in sorted(run.utelatt.items())),
        antakelser=tuple(f"{tekst} (antall dokumenter: {antall})" for tekst, antall in sorted(run.antakelser.items())),
        problemer=tuple(_linje(problem, shown) for problem in problems),
        kommuner=findings.kommuner,
    )


def _delivered(formats: Iterable[str]) -> list[str]:
    """The tables that the formats of the submissions that count can carry."""
    versions = set(formats)
    attributes = bool(versions - {"v5"})
    absent = set() if attributes else _NOT_IN_V5
    if "v5" not in versions:
        absent = absent | _ONLY_V5
    if not versions & {"v4", "v5"}:
        absent = absent | _ONLY_V4_V5
    return [table.navn for table in TABLES if table.navn not in absent]


def _utelatt(kode: str, names: Sequence[str]) -> Utelatt:
    tekst = _WHY.get(kode, "dokumentet følger ikke formatet")
    return Utelatt(kode=kode, tekst=tekst, antall=len(names), eksempler=tuple(sorted(names)[:5]))


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

# Vendors name files after the case, the journal number or the child. The snapshot may be read by others than those
# who may know, so long numbers and ids in file names stop at the door like the rest.
_TELLING = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]{6,}")


def _masked(navn: str) -> str:
    return _TELLING.sub("…", navn)


def _linje(problem: Problem, shown: Callable[[str], str]) -> ProblemLinje:
    return ProblemLinje(
        sted=shown(str(problem.sted)),
        grad=str(problem.grad),
        kode=problem.kode,
        tekst=problem.tekst,
        hint=problem.hint,
    )


def _problem(fil: str, kode: str, tekst: str, hint: str, grad: Grad = Grad.ADVARSEL) -> Problem:
    return Problem(sted=Sted(fil=fil), kode=kode, tekst=tekst, hint=hint, grad=grad)
