"""From what the municipality has to a snapshot: find, read, check, pseudonymise, normalise, write."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.disk.cycles import no_search_for_cycles
from bvaudit.disk.private import make_folder
from bvaudit.disk.work import work_folder
from bvaudit.errors import ContentError, UsageError
from bvaudit.extract.documents.reading import Gathered, Progress, Setup, read_documents
from bvaudit.extract.file_kinds import MAP_HINT, NEEDS_MAP
from bvaudit.extract.leveranse import name_versions
from bvaudit.extract.leveranse import sources as delivered_sources
from bvaudit.extract.manifests import Told, make_manifest
from bvaudit.extract.normalise import snapshot, submissions, to_tables
from bvaudit.extract.normalise.earlier import Earlier
from bvaudit.extract.normalise.staging import LINKS, STAGED, RowSink, staged_file, staged_links
from bvaudit.extract.normalise.submissions import Findings
from bvaudit.extract.people.file_names import FileNames
from bvaudit.extract.people.kept_text import clear_person_numbers
from bvaudit.extract.people.links import Link, write_links
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sheets.cases import read_cases
from bvaudit.extract.sheets.impossible_days import without_impossible_days
from bvaudit.extract.sources import list_files
from bvaudit.extract.telling import tell_earlier, tell_open_ends, tell_submissions
from bvaudit.model.enhet import Enheter
from bvaudit.model.kart import Kart
from bvaudit.model.kilde import Kilde
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Kildefil, Manifest
from bvaudit.texts import text

_FINISHED = "ferdig"  # the folder of the finished tables, until they are put in place


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """``streng``: any fault stops the import. ``tolerant``: read also what needs an assumption, and say so.

    ``keep_ids`` keeps the source's ids, never person numbers. ``xsd`` is a schema file or a folder of them.
    ``prosesser``: how many may share the reading of many documents; the result is the same. ``bare_eksempel``: the key
    is the made-up municipality's, which everyone can read, so nothing else may be hidden behind it.
    """

    tolerant: bool = False
    streng: bool = False
    keep_ids: bool = False
    xsd: Path | None = None
    prosesser: int = 1
    bare_eksempel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """``problems`` have the names of files, for the screen of whoever runs the import; ``uten_navn`` are the same for
    all that is kept. ``koblinger`` is the owner's list, when one was asked for."""

    manifest: Manifest
    problems: tuple[Problem, ...]
    uten_navn: tuple[Problem, ...]
    koblinger: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJob:
    """Read ``sources`` into a new snapshot in ``target``: documents, or with a ``kart`` sheets.

    ``earlier`` snapshots only date which unit had a case when. ``koblinger`` is where the owner's list beside the key
    lies; without it no way back to the cases is kept.
    """

    sources: Sequence[Path]
    target: Path
    koder: Kodelister
    pseudonyms: Pseudonyms
    enheter: Enheter | None = None
    kart: Kart | None = None
    options: ImportOptions = field(default_factory=ImportOptions)
    imported_at: datetime
    program_version: str
    earlier: Sequence[Earlier] = ()
    koblinger: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """What was read: what was gathered on the way, and the folders with staged rows and with staged links."""

    gathered: Gathered
    rows: Sequence[Path]
    links: Sequence[Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The tables as they were written: what was found, how many rows each has, who sent them, which documents count."""

    findings: Findings
    counts: Mapping[str, int]
    kilder: tuple[Kilde, ...]
    winners: frozenset[int]


@no_search_for_cycles()
def import_sources(job: ImportJob, progress: Progress | None = None) -> ImportReport:
    """Do the job. The list of links is written before the snapshot, so that no snapshot is without its way back, and
    what it is made from never leaves its folder.

    Raises ContentError, and writes nothing, when no document can be used, or when ``streng`` and anything is wrong.
    Raises SurroundingsError when a source is missing or the target is taken.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(snapshot.workspace(job.target))
        links: Path | None = None
        if job.koblinger is not None:
            make_folder(job.koblinger.parent)
            links = stack.enter_context(work_folder(job.koblinger.parent))
        staged = (
            _read_sheets(job, job.kart, folder, links) if job.kart else _read_documents(job, folder, links, progress)
        )
        gathered = staged.gathered
        _stop_if_useless(gathered, job.options)
        written = _write_tables(job, staged, folder)
        problems = tuple(in_order(gathered.problems))
        names = FileNames(job.pseudonyms, _names(gathered, problems), job.sources)
        uten_navn = tuple(names.without(problem) for problem in problems)
        manifest = make_manifest(
            Told(
                gathered=gathered,
                findings=written.findings,
                counts=written.counts,
                kilder=written.kilder,
                problems=uten_navn,
                shown=names.shown,
            ),
            nokkel_avtrykk=job.pseudonyms.avtrykk,
            imported_at=job.imported_at,
            program_version=job.program_version,
        )
        if job.koblinger is not None:
            write_links(job.koblinger, [*_links(staged.links, written.winners), *names.links()])
        manifest = snapshot.put_in_place(folder / _FINISHED, job.target, folder, manifest, written.counts)
        return ImportReport(manifest=manifest, problems=problems, uten_navn=uten_navn, koblinger=job.koblinger)


def _read_documents(job: ImportJob, folder: Path, links: Path | None, progress: Progress | None) -> _Staged:
    setup = Setup(
        koder=job.koder,
        pseudonyms=job.pseudonyms,
        enheter=job.enheter,
        keep_ids=job.options.keep_ids,
        tolerant=job.options.tolerant,
        xsd=job.options.xsd,
        links=links,
    )
    shares = [folder / f"del-{number}" for number in range(max(job.options.prosesser, 1))]
    gathered, rows = read_documents(list_files(job.sources), setup, shares, progress)
    return _Staged(gathered=gathered, rows=rows, links=[path for path in map(setup.links_for, rows) if path])


def _read_sheets(job: ImportJob, kart: Kart, folder: Path, links: Path | None) -> _Staged:
    """Sheets come checked and with their units; each case counts as one document."""
    cases = read_cases(
        job.sources,
        kart,
        koder=job.koder,
        pseudonyms=job.pseudonyms,
        enheter=job.enheter,
        keep_ids=job.options.keep_ids,
    )
    gathered = Gathered(problems=list(cases.problems), lest=len(cases.readings))
    for path in cases.filer:
        data = path.read_bytes()
        gathered.filer.append(Kildefil(navn=str(path), sha256=hashlib.sha256(data).hexdigest(), byte=len(data)))
    with RowSink(folder, links) as sink:
        for dok, reading in enumerate(cases.readings):
            gathered.navn[dok] = str(cases.filer[0])
            for table, rows in reading.rows.items():
                sink.add(table, rows)
            sink.add(LINKS, reading.links)
    return _Staged(gathered=gathered, rows=[folder], links=[links] if links else [])


def _write_tables(job: ImportJob, staged: _Staged, folder: Path) -> _Written:
    """From staged rows to the finished tables, in ``folder``. What is found on the way is told in ``staged``."""
    gathered = staged.gathered
    with to_tables.connect(folder, gathered.lest) as con:
        tables = [table for table in STAGED if table != LINKS]
        to_tables.load(con, {table: [staged_file(part, table) for part in staged.rows] for table in tables})
        tell_open_ends(without_impossible_days(con), gathered)
        name_versions(con)
        findings = to_tables.normalise(con, job.enheter, [seen for one in job.earlier for seen in one.sett])
        if job.options.bare_eksempel and not submissions.is_the_example(con):
            raise UsageError(
                text("extract.importing.nokkelen_er_den_til_eksempelkommunen"),
                hint=text("extract.importing.utelat_nokkel_sa_lages_en_egen"),
            )
        tell_submissions(findings, gathered)
        tell_earlier(con, job.earlier, gathered)
        gathered.problems += clear_person_numbers(con)
        _stop_if_useless(gathered, job.options)
        return _Written(
            findings=findings,
            kilder=delivered_sources(con, job.kart),
            counts=snapshot.write_tables(con, folder / _FINISHED),
            winners=submissions.winners(con),
        )


def _names(gathered: Gathered, problems: Sequence[Problem]) -> Iterator[str]:
    """Every name that anything to be kept would show."""
    yield from (fil.navn for fil in gathered.filer)
    yield from (problem.sted.fil for problem in problems)
    for names in gathered.utelatt.values():
        yield from names


def _links(folders: Sequence[Path], winners: frozenset[int]) -> Iterator[Link]:
    """The way back to the source of every object that counts."""
    files = [staged_file(folder, LINKS) for folder in folders]
    for pseudonym, kind, kilde_id, journalnummer in staged_links(files, winners):
        yield Link(pseudonym=pseudonym, type=kind, kilde_id=kilde_id, journalnummer=journalnummer)


def _stop_if_useless(gathered: Gathered, options: ImportOptions) -> None:
    problems = in_order(gathered.problems)
    if options.streng and has_errors(problems):
        hint = text("extract.importing.rett_feilene_eller_les_inn_uten")
        raise ContentError(text("extract.importing.uttrekket_har_feil_og_innlesingen_er"), hint=hint, problems=problems)
    if not gathered.navn and not problems:
        hint = text("extract.importing.pek_pa_mappen_zip_filen_eller")
        raise ContentError(text("extract.importing.fant_ingen_dokumenter_a_lese"), hint=hint)
    if not gathered.navn and not gathered.lest and any(problem.kode == NEEDS_MAP for problem in problems):
        raise ContentError(text("extract.importing.regneark_kan_ikke_leses_uten_et"), hint=MAP_HINT, problems=problems)
    if not gathered.navn:
        hint = text("extract.importing.se_hva_som_er_feil_med")
        raise ContentError(text("extract.importing.ingen_dokumenter_kunne_brukes"), hint=hint, problems=problems)
