"""Where the answers of an audit are kept, and what a form makes of those files: ``svar/``."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.engine.database import Database
from bvaudit.intake.question_rows import SPORSMAL_CSV, Sporsmalsrad, read_questions
from bvaudit.intake.svar_rows import read_svar
from bvaudit.model.lesesvar import SVAR_KOLONNER, Lesesvar
from bvaudit.reports.question_file import question_csv
from bvaudit.reports.svar_file import SVAR_CSV, SVAR_PARQUET, in_svar_order, svar_csv
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.filled import NewFile, Reading

MOTTATT = "mottatt"
_DATES = ("regelversjon", "dato")
_SHORT = 8


def kept_answers(audit: Audit, reading: Reading | None = None) -> tuple[tuple[Lesesvar, ...], list[Problem]]:
    """Every answer that is read in, also by a form read before in the same run. None yet is no fault."""
    path = audit.svar / SVAR_CSV
    if reading is not None and path in reading.venter:
        return reading.venter[path].rader, []
    return read_svar(path) if path.exists() else ((), [])


def kept_questions(audit: Audit, reading: Reading | None = None) -> tuple[tuple[Sporsmalsrad, ...], list[Problem]]:
    path = audit.svar / SPORSMAL_CSV
    if reading is not None and path in reading.venter:
        return read_questions(path, reading.venter[path].innhold)
    return read_questions(path)


def open_questions(audit: Audit) -> int:
    """How many questions nobody has closed."""
    return sum(row.lukket is None for row in kept_questions(audit)[0])


def _on_disk(path: Path, reading: Reading) -> bytes | None:
    """What the file was when the run began."""
    if path in reading.venter:
        return reading.venter[path].for_
    return path.read_bytes() if path.exists() else None


def answer_files(audit: Audit, rows: Sequence[Lesesvar], reading: Reading) -> tuple[NewFile, ...]:
    """``svar.csv`` and the same as Parquet. What they were before follows from the forms that are kept."""
    ordered = in_svar_order(rows)
    path = audit.svar / SVAR_CSV
    return (
        NewFile(
            fil=path,
            lag=lambda out: _write(out, svar_csv(ordered)),
            rader=ordered,
            for_=_on_disk(path, reading),
            kontrollert=True,
            behold=False,
        ),
        NewFile(fil=audit.svar / SVAR_PARQUET, lag=lambda out: write_parquet(ordered, out), behold=False),
    )


def _write(out: Path, content: bytes) -> None:
    out.write_bytes(content)


def question_file(audit: Audit, rows: Iterable[Sporsmalsrad], reading: Reading) -> NewFile:
    path = audit.svar / SPORSMAL_CSV
    content = question_csv(rows)
    return NewFile(fil=path, innhold=content, for_=_on_disk(path, reading), kontrollert=True, behold=False)


def write_parquet(rows: Sequence[Lesesvar], out: Path) -> None:
    columns = tuple((name, "DATE" if name in _DATES else "VARCHAR") for name in SVAR_KOLONNER)
    with Database() as database:
        database.create("svar", (*columns, ("nr", "BIGINT")))
        values = [(*_values(row), number) for number, row in enumerate(rows)]
        database.insert("svar", (*SVAR_KOLONNER, "nr"), values)
        database.save_parquet("SELECT * EXCLUDE nr FROM svar ORDER BY nr", out, {})


def _values(row: Lesesvar) -> tuple[object, ...]:
    return tuple(_plain(getattr(row, name)) for name in SVAR_KOLONNER)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def received(audit: Audit, navn: str, reading: Reading) -> tuple[str, NewFile | None]:
    """The name this form is kept under, and the file that is to be kept; None when the very same is kept already. Each
    copy that differs has a number of its own."""
    content = reading.skjema.read_bytes()
    for name, kept in _of(audit, navn, reading).items():
        if kept == content:
            return name, None
    number = 1 + len(_of(audit, navn, reading))
    name = f"{navn}-nr-{number}.xlsx"
    return name, NewFile(fil=audit.svar / MOTTATT / name, innhold=content, behold=False)


def _of(audit: Audit, navn: str, reading: Reading) -> Mapping[str, bytes]:
    folder = audit.svar / MOTTATT
    paths = [*folder.glob(f"{navn}-nr-*.xlsx"), *(path for path in reading.venter if path.parent == folder)]
    mine = sorted({path for path in paths if path.name.startswith(f"{navn}-nr-")})
    return {path.name: reading.venter[path].innhold if path in reading.venter else path.read_bytes() for path in mine}


def in_log(**facts: object) -> str:
    """What a form held, in words a program can read again: no case, and nothing of what was answered."""
    return " ".join(f"{key}={value}" for key, value in facts.items())


def print_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_SHORT]
