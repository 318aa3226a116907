"""Case data as a workflow wants them: a snapshot on disk, whatever the user pointed at."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem, has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.extract.earlier import read_earlier
from bvaudit.extract.importing import ImportOptions, ImportReport, import_sources
from bvaudit.extract.links import read_links, write_links
from bvaudit.extract.pseudonyms import LINKS_NAME, Pseudonyms, create_key, from_secret, key_warning, read_key
from bvaudit.extract.snapshot import is_snapshot, read_manifest
from bvaudit.loading.enheter import load_enheter
from bvaudit.loading.kart import load_kart
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest

Progress = Callable[[int, int], None]
KEY_NAME = "nokkel.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportInputs:
    """What the user pointed at, and how it should be read. ``prosesser`` is how many may share the reading."""

    kilder: tuple[Path, ...]
    nokkel: Path | None = None
    enheter: Path | None = None
    kart: Path | None = None
    tolerant: bool = False
    streng: bool = False
    xsd: Path | None = None
    behold_id: bool = False
    prosesser: int = 1
    tidligere: tuple[Path, ...] = ()  # earlier snapshots, which only date who had the cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A snapshot ready to be judged. ``beskjeder`` are sentences for the user, such as where a new key lies."""

    mappe: Path
    manifest: Manifest
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]


@contextmanager
def snapshot_of(
    inputs: ImportInputs, koder: Kodelister, *, now: datetime, home: Path, beside: Path, progress: Progress | None
) -> Iterator[Prepared]:
    """The snapshot itself, or a raw source imported for this run only and gone afterwards.

    ``beside`` is where the temporary snapshot may lie: on the same disk as the result, never in a shared temp folder.
    """
    if len(inputs.kilder) == 1 and is_snapshot(inputs.kilder[0]):
        yield _existing(inputs)
        return
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bvaudit-", dir=beside) as folder:
        yield import_to(inputs, Path(folder) / "uttrekk", koder, now=now, home=home, progress=progress, kept=False)


def import_to(
    inputs: ImportInputs,
    til: Path,
    koder: Kodelister,
    *,
    now: datetime,
    home: Path,
    progress: Progress | None,
    kept: bool = True,
) -> Prepared:
    """Import the sources to ``til`` and keep the links between pseudonyms and cases for the key's owner alone.

    ``kept`` is false for a snapshot that is gone after the run.
    """
    for kilde in inputs.kilder:
        if not kilde.exists():
            raise UsageError(f"finner ikke «{kilde}»", hint="sjekk at mappen eller filen er skrevet riktig")
    enheter, e_problems = load_enheter(inputs.enheter) if inputs.enheter else (None, [])
    kart, k_problems = load_kart(inputs.kart) if inputs.kart else (None, [])
    if has_errors([*e_problems, *k_problems]):
        raise ContentError("enhetslisten eller kartet kan ikke brukes", problems=[*e_problems, *k_problems])
    pseudonyms, key_file, beskjeder = _key(inputs, home, kept=kept)
    earlier = [read_earlier(mappe, pseudonyms.avtrykk, enheter) for mappe in inputs.tidligere]
    options = ImportOptions(
        tolerant=inputs.tolerant,
        streng=inputs.streng,
        keep_ids=inputs.behold_id,
        xsd=inputs.xsd,
        prosesser=inputs.prosesser,
    )
    report = import_sources(
        inputs.kilder,
        til,
        koder=koder,
        pseudonyms=pseudonyms,
        enheter=enheter,
        kart=kart,
        options=options,
        imported_at=now,
        program_version=__version__,
        earlier=earlier,
        progress=progress,
    )
    if key_file is not None:
        beskjeder += _keep_links(report, key_file)
    elif report.koblinger is not None:
        report.koblinger.unlink(missing_ok=True)
    warning = key_warning(key_file) if key_file is not None else None
    problems = (*e_problems, *k_problems, *report.problems, *([warning] if warning else []))
    return Prepared(mappe=til, manifest=report.manifest, problems=tuple(problems), beskjeder=beskjeder)


def links_file(key_file: Path) -> Path:
    """The list lies beside its key."""
    return key_file.with_name(LINKS_NAME)


def _existing(inputs: ImportInputs) -> Prepared:
    mappe = inputs.kilder[0]
    manifest = read_manifest(mappe)
    if inputs.behold_id:
        raise UsageError(
            "et importert uttrekk har bare pseudonymer",
            hint="bruk --behold-id når uttrekket importeres, eller pek på kildefilene",
        )
    if inputs.tidligere:
        raise UsageError(
            "et importert uttrekk har enhetene sine fra før", hint="bruk --tidligere når uttrekket importeres"
        )
    if inputs.nokkel is not None and read_key(inputs.nokkel).avtrykk != manifest.nokkel_avtrykk:
        raise UsageError("uttrekket er importert med en annen nøkkel enn den som er oppgitt")
    return Prepared(mappe=mappe, manifest=manifest, problems=(), beskjeder=())


def _key(inputs: ImportInputs, home: Path, *, kept: bool) -> tuple[Pseudonyms, Path | None, tuple[str, ...]]:
    if inputs.nokkel is None and inputs.behold_id and not kept:
        # Nothing keyed outlives the run, so a key that is forgotten will do.
        return from_secret(secrets.token_bytes(32)), None, ()
    path = inputs.nokkel or home / KEY_NAME
    if path.exists():
        return read_key(path), path, ()
    path.parent.mkdir(parents=True, exist_ok=True)
    return (
        create_key(path),
        path,
        (f"Ny nøkkel er laget i {path}. Ta vare på den: uten den får sakene nye pseudonymer.",),
    )


def _keep_links(report: ImportReport, key_file: Path) -> tuple[str, ...]:
    if report.koblinger is None:
        return ()
    path = links_file(key_file)
    write_links(path, read_links(report.koblinger))
    report.koblinger.unlink(missing_ok=True)
    return (f"Koblingslisten ligger i {path}, bare for deg.",)
