"""Case data as a workflow wants them: a snapshot on disk, whatever the user pointed at."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem, has_errors
from bvaudit.disk.private import make_folder, only_for_owner
from bvaudit.disk.work import work_folder
from bvaudit.errors import ContentError, UsageError
from bvaudit.extract.importing import ImportJob, ImportOptions, import_sources
from bvaudit.extract.normalise.earlier import read_earlier
from bvaudit.extract.normalise.snapshot import is_snapshot, open_snapshot
from bvaudit.extract.people.pseudonyms import (
    FIRST_LINE,
    LINKS_NAME,
    KeyIsThere,
    Pseudonyms,
    create_key,
    from_secret,
    is_stillborn,
    key_warning,
    read_key,
)
from bvaudit.model.enhet import Enheter
from bvaudit.model.kart import Kart
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.texts import text
from bvaudit.workflows.progress import Progress as Progress

KEY_NAME = "nokkel.txt"
# The example's key is fixed and clearly made up, so that two runs give the same bytes. Anyone can read it here, so
# nothing real may ever be hidden behind it.
EXAMPLE_SECRET = bytes.fromhex("de30" * 16)
_CASES = (".xml", ".zip", ".gz", ".parquet")  # there may be one for each case, and none is a key
EXAMPLE_PRINT = from_secret(EXAMPLE_SECRET).avtrykk


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportInputs:
    """What the user pointed at, and how it should be read. ``prosesser`` is how many may share the reading.

    ``eksempel``: the made-up municipality, whose key may lie with its papers.
    """

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
    eksempel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A snapshot ready to be judged. ``beskjeder`` are sentences for the user, such as where a new key lies.

    ``problems`` have the names of files, for the screen of whoever runs it; ``uten_navn`` are the same for all that is
    kept or sent on. ``avtrykk`` is the print of a snapshot that stays; empty for one that is gone after the run.
    """

    mappe: Path
    manifest: Manifest
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]
    uten_navn: tuple[Problem, ...] = ()
    avtrykk: str = ""


@contextmanager
def snapshot_of(
    inputs: ImportInputs, koder: Kodelister, *, now: datetime, home: Path, work: Path | None, progress: Progress | None
) -> Iterator[Prepared]:
    """The snapshot itself, found to be whole, or a raw source imported for this run only and gone afterwards.

    ``work`` is the run's own folder, where the temporary snapshot may lie. Without one it lies beside the key.
    """
    if len(inputs.kilder) == 1 and is_snapshot(inputs.kilder[0]):
        yield _existing(inputs)
        return
    with ExitStack() as stack:
        if work is None:
            folder = inputs.nokkel.parent if inputs.nokkel else home
            make_folder(folder)
            work = stack.enter_context(work_folder(folder))
        yield import_to(inputs, work / "uttrekk", koder, now=now, home=home, progress=progress, kept=False)


def _own_lists(inputs: ImportInputs) -> tuple[Enheter | None, Kart | None, list[Problem]]:
    """The municipality's own units and map of columns. What reads them is imported only when there is something to
    read."""
    if inputs.enheter is None and inputs.kart is None:
        return None, None, []
    from bvaudit.loading.content.enheter import load_enheter
    from bvaudit.workflows.propose_map import read_kart

    enheter, e_problems = load_enheter(inputs.enheter) if inputs.enheter else (None, [])
    kart, k_problems = read_kart(inputs.kart) if inputs.kart else (None, [])
    if has_errors([*e_problems, *k_problems]):
        raise ContentError(
            text("workflows.inputs.enhetslisten_eller_kartet_kan_ikke"), problems=[*e_problems, *k_problems]
        )
    return enheter, kart, [*e_problems, *k_problems]


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
            raise UsageError(
                text("workflows.inputs.finner_ikke", kilde=kilde),
                hint=text("workflows.inputs.sjekk_at_mappen_eller_filen_er"),
            )
    enheter, kart, own_problems = _own_lists(inputs)
    pseudonyms, key_file, beskjeder = _key(inputs, home, kept=kept)
    earlier = [read_earlier(mappe, pseudonyms.avtrykk, enheter) for mappe in inputs.tidligere]
    options = ImportOptions(
        tolerant=inputs.tolerant,
        streng=inputs.streng,
        keep_ids=inputs.behold_id,
        xsd=inputs.xsd,
        prosesser=inputs.prosesser,
        bare_eksempel=pseudonyms.avtrykk == EXAMPLE_PRINT,
    )
    job = ImportJob(
        sources=inputs.kilder,
        target=til,
        koder=koder,
        pseudonyms=pseudonyms,
        enheter=enheter,
        kart=kart,
        options=options,
        imported_at=now,
        program_version=__version__,
        earlier=earlier,
        koblinger=links_file(key_file) if key_file else None,
    )
    report = import_sources(job, progress)
    if report.koblinger is not None:
        beskjeder += (_where_links_are(report.koblinger),)
    warning = key_warning(key_file) if key_file is not None else None
    others = (*own_problems, *([warning] if warning else []))
    return Prepared(
        mappe=til,
        manifest=report.manifest,
        problems=(*others, *report.problems),
        uten_navn=(*(_by_file_name(problem) for problem in others), *report.uten_navn),
        beskjeder=beskjeder,
        avtrykk=report.manifest.avtrykk if kept else "",
    )


def links_file(key_file: Path) -> Path:
    """The list lies beside its key."""
    return key_file.with_name(LINKS_NAME)


def refuse_key_inside(inputs: ImportInputs, ut: Path, home: Path) -> None:
    """Stop when the key would lie in the folder that is sent on: with it every pseudonym there can be opened."""
    key = (inputs.nokkel or home / KEY_NAME).absolute()
    if not inputs.eksempel and key.resolve().is_relative_to(ut.absolute().resolve()):
        raise UsageError(
            text("workflows.inputs.nokkelen_ligger_i_mappen_resultatet", key=key),
            hint=text("workflows.inputs.flytt_nokkelen_og_koblingslisten_til"),
        )


def keys_lying_in(ut: Path) -> tuple[str, ...]:
    """A warning for each key or list of links that somebody has put in a folder with results."""
    if not ut.is_dir():
        return ()
    return tuple(
        text("workflows.inputs.ligger_i_mappen_med_resultatet_flytt", name=path.name)
        for path in sorted(ut.iterdir())
        if path.is_file() and _opens_pseudonyms(path)
    )


def key_files(folder: Path) -> tuple[Path, ...]:
    """Keys and lists of links right in the folder; but not the made-up municipality's, which are no secret."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix.lower() not in _CASES and path.is_file()]
    found = tuple(path for path in files if _opens_pseudonyms(path))
    return () if any(_is_example(path) for path in found) else found


def _is_example(path: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        return EXAMPLE_SECRET.hex() in path.read_text(encoding="ascii")
    return False


def _opens_pseudonyms(path: Path) -> bool:
    if path.name == LINKS_NAME:
        return True
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(FIRST_LINE)) == FIRST_LINE.encode()
    return False


def _existing(inputs: ImportInputs) -> Prepared:
    mappe = inputs.kilder[0]
    manifest, _ = open_snapshot(mappe)
    if inputs.behold_id:
        raise UsageError(
            text("workflows.inputs.et_importert_uttrekk_har_bare"),
            hint=text("workflows.inputs.bruk_behold_id_nar_uttrekket"),
        )
    if inputs.tidligere:
        raise UsageError(
            text("workflows.inputs.et_importert_uttrekk_har_enhetene_sine"),
            hint=text("workflows.inputs.bruk_tidligere_nar_uttrekket"),
        )
    if inputs.nokkel is not None and read_key(inputs.nokkel).avtrykk != manifest.nokkel_avtrykk:
        raise UsageError(text("workflows.inputs.uttrekket_er_importert_med_en_annen"))
    return Prepared(mappe=mappe, manifest=manifest, problems=(), beskjeder=(), avtrykk=manifest.avtrykk)


def _key(inputs: ImportInputs, home: Path, *, kept: bool) -> tuple[Pseudonyms, Path | None, tuple[str, ...]]:
    if inputs.nokkel is None and inputs.behold_id and not kept:
        # Nothing keyed outlives the run, so a key that is forgotten will do.
        return from_secret(secrets.token_bytes(32)), None, ()
    path = inputs.nokkel or home / KEY_NAME
    if path.exists() and not is_stillborn(path):
        return read_key(path), path, ()
    try:
        made = create_key(path)
    except KeyIsThere:  # another first run made it while we waited for our turn
        return read_key(path), path, ()
    return made, path, (text("workflows.inputs.ny_nokkel_er_laget_i_ta", path=path),)


def _where_links_are(path: Path) -> str:
    if only_for_owner((path, path.parent)):
        return text("workflows.inputs.koblingslisten_ligger_i_bare_for_deg", path=path)
    return text("workflows.inputs.koblingslisten_ligger_i_sorg_for_at", path=path)


def _by_file_name(problem: Problem) -> Problem:
    """The folders above a file are named after whoever made them."""
    return replace(problem, sted=replace(problem.sted, fil=Path(problem.sted.fil).name))
