"""A snapshot: a folder with one Parquet file a table and a manifest. Written whole, then never changed."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from bvaudit.errors import SurroundingsError
from bvaudit.extract.normalise import select
from bvaudit.extract.staging import STAGED, RowSink
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.manifest import Kildefil, Manifest, ProblemLinje, Utelatt
from bvaudit.model.tables import TABLES

__all__ = ["STAGED", "RowSink", "is_snapshot", "open_snapshot", "read_manifest", "workspace", "write_tables"]

MANIFEST = "manifest.json"


@contextlib.contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """A private folder beside ``target``, gone afterwards. Raises SurroundingsError when ``target`` is taken.

    Beside, because a folder can only be moved into place whole on the same disk.
    """
    _refuse_if_taken(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".bvaudit-", dir=target.parent))
    except OSError as error:
        raise SurroundingsError(f"kan ikke skrive i «{target.parent}»", hint="velg en mappe du kan skrive i") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_tables(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Every table of the model as Parquet in ``folder``, and how many rows each has."""
    folder.mkdir(mode=0o700)
    counts = {}
    for table in TABLES:
        path = str(folder / f"{table.navn}.parquet").replace("'", "''")
        row = con.execute(f"COPY ({select(table)}) TO '{path}' (FORMAT parquet)").fetchone()
        counts[table.navn] = int(row[0]) if row else 0
    return counts


def put_in_place(folder: Path, target: Path, manifest: Manifest) -> None:
    """Add the manifest to the finished ``folder`` and move it to ``target`` in one step."""
    # A file name that is not text in the disk's own coding is written as the escape JSON has for it.
    (folder / MANIFEST).write_text(_text(manifest), encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        with contextlib.suppress(FileNotFoundError):
            target.rmdir()  # an empty folder the user made
        folder.replace(target)
    except OSError as error:
        raise SurroundingsError(
            f"kan ikke skrive «{target}»", hint="lukk filer i mappen, eller velg et annet navn"
        ) from error


def is_snapshot(path: Path) -> bool:
    """Whether ``path`` is a folder this program has written a snapshot in."""
    return (path / MANIFEST).is_file() and (path / "sak.parquet").is_file()


def open_snapshot(folder: Path) -> tuple[Manifest, Mapping[str, Path]]:
    """The manifest and the file of every table, also those the source could not deliver, which are empty.

    Raises SurroundingsError when ``folder`` is not a whole snapshot.
    """
    files = {table.navn: folder / f"{table.navn}.parquet" for table in TABLES}
    missing = [path.name for path in files.values() if not path.is_file()]
    if missing:
        raise SurroundingsError(f"«{folder}» er ikke et helt øyeblikksbilde: {missing[0]} mangler", hint=_IMPORT_AGAIN)
    return read_manifest(folder), files


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises SurroundingsError when there is none or it is damaged."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return _manifest(facts)
    except OSError as error:
        raise SurroundingsError(f"«{folder}» er ikke et øyeblikksbilde av saksdata", hint=_IMPORT_AGAIN) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SurroundingsError(f"«{folder / MANIFEST}» er skadet", hint=_IMPORT_AGAIN) from error


_IMPORT_AGAIN = "les inn uttrekket på nytt"


def _refuse_if_taken(target: Path) -> None:
    if is_snapshot(target):
        raise SurroundingsError(
            f"«{target}» er et øyeblikksbilde fra før, og slike blir aldri endret", hint="velg et annet navn"
        )
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise SurroundingsError(f"«{target}» finnes fra før", hint="velg et annet navn, eller en tom mappe")


def _text(manifest: Manifest) -> str:
    """The manifest as JSON with a line for each fact."""
    facts = asdict(replace(manifest, filer=()))
    text = json.dumps(facts, ensure_ascii=False, indent=1, default=_plain) + "\n"
    if not manifest.filer:
        return text
    # There may be a file for each case, and json is slow when it lays out the lines itself.
    filer = ",\n".join(
        f'  {{\n   "navn": {json.dumps(f.navn, ensure_ascii=False)},\n'
        f'   "sha256": "{f.sha256}",\n   "byte": {f.byte}\n  }}'
        for f in manifest.filer
    )
    return text.replace('\n "filer": [],\n', f'\n "filer": [\n{filer}\n ],\n', 1)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _manifest(facts: dict[str, Any]) -> Manifest:
    taken = facts["uttrekksdato"]
    facts |= {
        "importert": datetime.fromisoformat(facts["importert"]),
        "uttrekksdato": date.fromisoformat(taken) if taken else None,
        "filer": tuple(Kildefil(**fil) for fil in facts["filer"]),
        "utelatt": tuple(Utelatt(**{**u, "eksempler": tuple(u["eksempler"])}) for u in facts["utelatt"]),
        "antakelser": tuple(facts["antakelser"]),
        "problemer": tuple(ProblemLinje(**linje) for linje in facts["problemer"]),
        "kommuner": tuple(facts["kommuner"]),
        "enheter": tuple(_unit(unit) for unit in facts.get("enheter", ())),
    }
    return Manifest(**facts)


def _unit(facts: dict[str, Any]) -> KjentEnhet:
    days = {name: date.fromisoformat(facts[name]) for name in ("gjelder_fra", "gjelder_til_og_med") if facts[name]}
    return KjentEnhet(**{**facts, "kommunenumre": tuple(facts["kommunenumre"]), **days})
