"""All of a run's files, or none of them: written beside, then moved into place together."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bvaudit.errors import SurroundingsError
from bvaudit.reports.xlsx.save import refuse_if_open

_TYPED_IN = ("avviksregister*.xlsx", "handlingsplan-*.docx")  # what people fill in


def refuse_to_overwrite(folder: Path) -> None:
    """Stop when the folder has a register or a plan already: somebody may have typed in it."""
    found = sorted(p.name for pattern in _TYPED_IN for p in folder.glob(pattern)) if folder.is_dir() else []
    if found:
        raise SurroundingsError(
            f"det ligger allerede et register eller en plan i {folder}: {', '.join(found[:3])}",
            hint="velg en ny mappe, eller bruk --overskriv hvis ingen har skrevet noe der",
        )


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[Path]:
    """Yields a folder to write in; when the block ends well its files are moved to ``folder``, else they are gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bvaudit-", dir=folder.parent) as work:
        stage, kept = Path(work) / "ny", Path(work) / "gammel"
        stage.mkdir()
        kept.mkdir()
        yield stage
        for file in stage.iterdir():
            refuse_if_open(folder / file.name)  # where the machine would let it be replaced under somebody's hands
            file.chmod(0o600)  # pseudonymised is still personal data: the owner decides who else may read
        created = not folder.exists()
        folder.mkdir(exist_ok=True)
        try:
            _swap(stage, folder, kept)
        except OSError:
            if created:
                with suppress(OSError):
                    folder.rmdir()
            raise


def _swap(stage: Path, folder: Path, kept: Path) -> None:
    """Move the old files away first, so that a locked one is met before anything is changed."""
    names = sorted(p.name for p in stage.iterdir())
    moved: list[str] = []
    placed: list[str] = []
    name = ""
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(kept / name)
                moved.append(name)
        for name in names:
            (stage / name).replace(folder / name)
            placed.append(name)
    except OSError as error:
        for done in placed:
            with suppress(OSError):
                (folder / done).unlink()
        for old in moved:
            with suppress(OSError):
                (kept / old).replace(folder / old)
        raise SurroundingsError(
            f"fikk ikke skrevet {folder / name}",
            hint="lukk filen i Excel eller Word og prøv igjen; ingenting er endret",
        ) from error
