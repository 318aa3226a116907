"""Draw cases for review so that anyone can repeat the draw years later."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem, has_errors
from bvaudit.engine.database import Database
from bvaudit.errors import ContentError, NothingExamined
from bvaudit.loading.utvalg import read_frame, read_utvalg
from bvaudit.model.manifest import Manifest
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.utvalg_files import write_utvalg
from bvaudit.stats.draw import draw, replay
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOutcome:
    utvalg: Utvalg
    filer: tuple[Path, ...]
    beskjeder: tuple[str, ...]
    problems: tuple[Problem, ...]


def draw_sample(
    inputs: ImportInputs,
    *,
    per_enhet: int,
    reserve: int,
    fro: str | None,
    navn: str | None,
    ut: Path,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DrawOutcome:
    """A simple random draw per unit over every living case. The seed is the draw's own name unless one is given,
    so that nobody can try seeds until the sample looks good."""
    koder = content_or_stop().koder
    beside = ut.absolute().parent
    with snapshot_of(inputs, koder, now=now, home=home, beside=beside, progress=progress) as prepared:
        frame = _frame(prepared.mappe)
        if not frame:
            raise NothingExamined("uttrekket har ingen saker å trekke fra")
        name = navn or _default_name(prepared.manifest)
        utvalg = draw(
            frame,
            seed=fro or name,
            per_enhet=per_enhet,
            reserve=reserve,
            id=name,
            uttrekk=prepared.manifest.kilde_sha256,
            programversjon=__version__,
            filter="alle saker som ikke er slettet",
        )
        notes = prepared.beskjeder
        if fro and fro != name:
            notes += (f"Frøet «{fro}» er valgt i stedet for utvalgets navn; det står i utvalgsfilen.",)
        return DrawOutcome(
            utvalg=utvalg, filer=write_utvalg(utvalg, ut, frame=frame), beskjeder=notes, problems=prepared.problems
        )


def verify_sample(
    fil: Path, inputs: ImportInputs | None, *, now: datetime, home: Path, progress: Progress | None
) -> tuple[str, ...]:
    """What differs when the draw is made again, from its own frozen frame and, when given, from the extract."""
    utvalg, problems = read_utvalg(fil)
    if utvalg is None or has_errors(problems):
        raise ContentError("utvalget kan ikke brukes", problems=problems)
    frozen, problems = read_frame(fil)
    if has_errors(problems):
        raise ContentError("rammen kan ikke brukes", problems=problems)
    differences = list(replay(utvalg, frozen))
    if inputs is not None:
        koder = content_or_stop().koder
        beside = fil.absolute().parent
        with snapshot_of(inputs, koder, now=now, home=home, beside=beside, progress=progress) as prepared:
            differences += _against_extract(frozen, _frame(prepared.mappe))
    return tuple(differences)


def _against_extract(frozen: tuple[FrameCase, ...], now: tuple[FrameCase, ...]) -> list[str]:
    gone, new = len(set(frozen) - set(now)), len(set(now) - set(frozen))
    if not gone and not new:
        return []
    return [f"rammen er ikke lik uttrekket: {gone} saker er borte fra uttrekket, {new} er kommet til"]


def _frame(folder: Path) -> tuple[FrameCase, ...]:
    with Database() as database:
        database.attach(folder)
        rows = database.run(
            "SELECT enhet, sak_id FROM sak WHERE NOT COALESCE(er_slettet, FALSE) ORDER BY enhet, sak_id"
        )
    return tuple(FrameCase(enhet=enhet, sak=sak) for enhet, sak in rows)


def _default_name(manifest: Manifest) -> str:
    return f"utvalg-{manifest.uttrekksdato.isoformat()}" if manifest.uttrekksdato else "utvalg"
