"""All of a run's files, or none of them; and nothing people have typed is lost when an older one gives way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bvaudit.disk.private import place_new, write_private
from bvaudit.disk.swap import put_all
from bvaudit.disk.work import claimed
from bvaudit.errors import SurroundingsError
from bvaudit.intake.register_rows import read_register_rows
from bvaudit.model.kalender import vis
from bvaudit.model.mengdeord import antall
from bvaudit.reports.docx.own_sum import is_as_written
from bvaudit.reports.register_values import row_sum
from bvaudit.reports.xlsx.save import refuse_if_open
from bvaudit.texts import text

_REGISTER, _PLAN = "avviksregister", "handlingsplan-"
_TYPED_IN = (f"{_REGISTER}*.xlsx", f"{_PLAN}*.docx")  # what people fill in


@dataclass(slots=True, kw_only=True)
class Place:
    """A folder for results, for this run alone. ``stage`` takes the files; ``work`` whatever else a run must write.

    ``beskjeder``: what was kept of the files that gave way, filled in when the files are put in place.
    """

    folder: Path
    stage: Path
    work: Path
    beskjeder: tuple[str, ...] = ()


@contextmanager
def place_for(folder: Path, *, overskriv: bool = True) -> Iterator[Place]:
    """A place to write in; when the block ends well what is in its ``stage`` is moved to ``folder``, else it is gone.

    Without ``overskriv`` a register or a plan that is there already stops the run before it begins.
    """
    with claimed(folder) as work:
        if not overskriv:
            refuse_to_overwrite(folder)
        place = Place(folder=folder, stage=work / "ny", work=work)
        place.stage.mkdir(mode=0o700)
        yield place
        names = sorted(p.name for p in place.stage.iterdir())
        for name in names:
            refuse_if_open(folder / name)  # where the machine would let it be replaced under somebody's hands
        place.beskjeder = tuple(_keep(folder / name, work) for name in names if _has_been_typed_in(folder / name))
        put_all(place.stage, folder, work)


def refuse_to_overwrite(folder: Path) -> None:
    """Stop when the folder has a register or a plan already: somebody may have typed in it."""
    found = sorted(p for pattern in _TYPED_IN for p in folder.glob(pattern)) if folder.is_dir() else []
    if not found:
        return
    typed = [_what_is_typed(path) for path in found if _has_been_typed_in(path)]
    raise SurroundingsError(
        text("workflows.put_in_place.det_ligger_allerede_et_register_eller", folder=folder)
        + ", ".join(p.name for p in found[:3])
        + "".join(f". {sentence}" for sentence in typed),
        hint=text("workflows.put_in_place.velg_en_ny_mappe_eller_bruk"),
    )


def _has_been_typed_in(file: Path) -> bool:
    """Whether a register or a plan is anything else than what was written: when in doubt, it is."""
    if not file.is_file():
        return False
    if file.name.startswith(_REGISTER) and file.suffix == ".xlsx":
        return _rows_typed_in(file) != 0
    return file.name.startswith(_PLAN) and file.suffix == ".docx" and not is_as_written(file)


def _rows_typed_in(file: Path) -> int | None:
    """How many rows differ from what was written in them; None when the file cannot be read as a register."""
    rows = read_register_rows(file)
    if rows is None:
        return None
    return sum(row.sum != row_sum((row.id, *row.verdier)) for row in rows)


def _what_is_typed(file: Path) -> str:
    changed = vis(_last_changed(file))
    rows = _rows_typed_in(file) if file.suffix == ".xlsx" else None
    if rows:
        return text(
            "workflows.put_in_place.i_er_fylt_ut_sist_endret",
            antall=antall(rows, "rad", "rader"),
            name=file.name,
            changed=changed,
        )
    return text("workflows.put_in_place.er_endret_etter_at_den_ble", name=file.name, changed=changed)


def _keep(file: Path, work: Path) -> str:
    """The file under a name with the day it was last changed, beside the new one; never in the place of another."""
    said, content = _what_is_typed(file), file.read_bytes()
    day = _last_changed(file).isoformat()
    number = 1
    while True:
        name = f"{file.stem} {day}{f' ({number})' if number > 1 else ''}{file.suffix}"
        kept = file.with_name(name)
        if kept.exists() and kept.read_bytes() == content:
            break  # kept by a run that was stopped before it was done
        try:
            copy = work / name
            copy.unlink(missing_ok=True)
            write_private(copy, content)
            place_new(copy, kept)
            break
        except FileExistsError:
            number += 1
    return text("workflows.put_in_place.den_er_beholdt_som", said=said, name=name)


def _last_changed(file: Path) -> date:
    return datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).astimezone().date()
