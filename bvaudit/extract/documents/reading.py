"""Reading every document of an extract into staged rows, in one process or shared between several.

How the documents are shared decides nothing in the result: rows are numbered later, in the order of ids.
"""

import gc
import hashlib
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.documents.blueprint import positions
from bvaudit.extract.documents.crashes import crash_problem
from bvaudit.extract.documents.document import DocumentReader, Reading
from bvaudit.extract.documents.schema_files import Schemas
from bvaudit.extract.documents.shortcut import Lines, Shortcut
from bvaudit.extract.file_kinds import Slag
from bvaudit.extract.normalise.staging import LINKS, STAGED, RowSink
from bvaudit.extract.normalise.units import unit_of
from bvaudit.extract.people.kept_text import false_name
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sources import ALL, Found, LeftOut, Plan, Shard, documents
from bvaudit.model.enhet import Enheter
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Kildefil
from bvaudit.model.safe_text import holds_person_number, is_name

Progress = Callable[[int, int], None]

_HEAD_START = 1000  # documents read here while the other processes are being started
_FEW = 2 * _HEAD_START  # with fewer documents another process saves nothing
_WRITE_EVERY = 200  # documents

_AT = positions("innsending")
_UNIT = ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn")
_UNIT_AT = tuple(_AT[name] for name in _UNIT)
_NAMES_AT = {name: _AT[name] for name in ("kommunenavn", "bydelsnavn", "leverandor", "fagsystem_navn")}
_DAY_AT, _ENHET_ID_AT, _ENHET_AT = _AT["dato_uttrekk_lokal"], _AT["enhet_id"], _AT["enhet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that decides how a document is read."""

    koder: Kodelister
    pseudonyms: Pseudonyms
    enheter: Enheter | None = None
    keep_ids: bool = False
    tolerant: bool = False
    xsd: Path | None = None
    links: Path | None = None  # a private folder inside the key's: where the way back to the cases is staged

    def links_for(self, folder: Path) -> Path | None:
        """Where the links of the documents staged in ``folder`` go."""
        return self.links / folder.name if self.links else None

    def reader(self) -> DocumentReader:
        return DocumentReader(
            koder=self.koder,
            pseudonyms=self.pseudonyms,
            keep_ids=self.keep_ids,
            tolerant=self.tolerant,
            schemas=Schemas(self.xsd) if self.xsd else None,
        )


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What was met while documents were read. ``navn`` is the name of each document that is used, by ``dok``.

    ``utelatt`` are documents that were opened and left out, ``ulest`` what could not be opened as a document at all.
    """

    problems: list[Problem] = field(default_factory=list)
    navn: dict[int, str] = field(default_factory=dict)
    antakelser: Counter[str] = field(default_factory=Counter)
    utelatt: dict[str, list[str]] = field(default_factory=dict)
    ulest: dict[str, list[str]] = field(default_factory=dict)
    filer: list[Kildefil] = field(default_factory=list)
    lest: int = 0

    def leave_out(self, kode: str, navn: str) -> None:
        self.utelatt.setdefault(kode, []).append(navn)

    def not_opened(self, left_out: LeftOut) -> None:
        self.problems.append(left_out.problem)
        self.ulest.setdefault(left_out.problem.kode, []).append(left_out.navn)

    def add(self, other: "Gathered") -> None:
        self.problems += other.problems
        self.navn |= other.navn
        self.antakelser += other.antakelser
        for mine, others in ((self.utelatt, other.utelatt), (self.ulest, other.ulest)):
            for kode, names in others.items():
                mine.setdefault(kode, []).extend(names)
        self.filer += other.filer
        self.lest += other.lest


def read_documents(
    plan: Plan, setup: Setup, folders: Sequence[Path], progress: Progress | None = None
) -> tuple[Gathered, Sequence[Path]]:
    """Read all of ``plan`` into staged files, one process for each of ``folders``.

    Gives back what was gathered and the folders that were used. Few documents are read in one process anyway.
    """
    used = folders if plan.antall >= _FEW else folders[:1]
    count = len(used)
    gathered = Gathered()
    for navn, path, slag in plan.filer:
        if slag in (Slag.ZIP, Slag.GZIP):
            with suppress(OSError):  # told when it is opened
                gathered.filer.append(_whole_file(navn, path))
    if count == 1:
        gathered.add(_read_shard(plan, setup, used[0], ALL, progress))
    else:
        shards = [Shard(nummer=k, av=count, forsprang=_HEAD_START) for k in range(count)]
        with ProcessPoolExecutor(count - 1, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
            try:
                others = [pool.submit(_read_shard, plan, setup, used[k], shards[k]) for k in range(1, count)]
                gathered.add(_read_shard(plan, setup, used[0], shards[0], progress))
                for k, future in enumerate(others, start=1):
                    gathered.add(_result(future, plan, setup, used[k], shards[k]))
            except BaseException:
                for child in active_children():  # or the run would wait until they had read everything
                    child.terminate()
                raise
    if progress:
        progress(gathered.lest, gathered.lest)
    return gathered, used


def _end_with_parent() -> None:
    """A process whose parent was killed must not go on reading, nor writing where the next run works."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def _result(future: "Future[Gathered]", plan: Plan, setup: Setup, folder: Path, shard: Shard) -> Gathered:
    """What another process gathered; where none could be started, the work is done here."""
    try:
        return future.result()
    except (BrokenProcessPool, OSError):
        return _read_shard(plan, setup, folder, shard)


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Millions of rows are made and none is part of a cycle, but Python looks through them again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@no_search_for_cycles()
def _read_shard(plan: Plan, setup: Setup, folder: Path, shard: Shard, progress: Progress | None = None) -> Gathered:
    reader = setup.reader()
    shortcut = reader.shortcut()
    gathered = Gathered()
    units: dict[tuple[object, ...], tuple[str, str]] = {}
    folder.mkdir(mode=0o700, exist_ok=True)
    links = setup.links_for(folder)
    if links is not None:
        links.mkdir(mode=0o700, exist_ok=True)
    with RowSink(folder, links) as sink:
        waiting = _Waiting(sink)
        for found in documents(plan, shard):
            if isinstance(found, LeftOut):
                gathered.not_opened(found)
                continue
            dok = shard.nummer + shard.av * gathered.lest
            sha256 = hashlib.sha256(found.data).hexdigest()
            if not found.packed:
                gathered.filer.append(Kildefil(navn=found.navn, sha256=sha256, byte=len(found.data)))
            reading = _read_one(found, sha256, dok, shortcut, reader)
            if isinstance(reading, Lines | Reading):
                innsending = reading.innsending if isinstance(reading, Lines) else reading.rows["innsending"][0]
                gathered.problems += _without_false_names(innsending, found.navn)
            if isinstance(reading, Lines):
                _place_in_unit(reading.innsending, setup.enheter, units)
                waiting.add_lines(reading)
            elif isinstance(reading, Reading):
                gathered.antakelser.update(reading.antakelser)
                _place_in_unit(reading.rows["innsending"][0], setup.enheter, units)
                waiting.add_rows(reading)
            else:
                gathered.problems.extend(reading)
                gathered.leave_out(reading[0].kode, found.navn)
            if isinstance(reading, Lines | Reading):
                gathered.navn[dok] = found.navn
            gathered.lest += 1
            if gathered.lest % _WRITE_EVERY == 0:
                waiting.write()
                if progress:
                    done = _read_by_all(shard, gathered.lest)
                    progress(done, max(done, plan.antall))
        waiting.write()
    return gathered


def _read_one(
    found: Found, sha256: str, dok: int, shortcut: Shortcut | None, reader: DocumentReader
) -> Lines | Reading | Sequence[Problem]:
    """What a document holds, or why not. A fault in the program costs the one document it shows itself in."""
    try:
        lines = shortcut.read(found.data, sha256, dok) if shortcut else None
        return lines or reader.read(found.data, found.navn, dok)
    except MemoryError:
        raise
    except Exception as error:
        return [crash_problem(found.navn, error)]


def _read_by_all(shard: Shard, here: int) -> int:
    """How many documents must be read by now, when this many are read here."""
    alone = min(here, shard.forsprang)
    return alone + (here - alone) * shard.av


class _Waiting:
    """What has been read and not yet written."""

    def __init__(self, sink: RowSink) -> None:
        self._sink = sink
        self._lines: dict[str, list[str]] = {table: [] for table in STAGED}
        self._rows: dict[str, list[Sequence[Any]]] = {table: [] for table in STAGED}

    def add_lines(self, reading: Lines) -> None:
        for table, lines in reading.rows.items():
            self._lines[table] += lines
        self._lines[LINKS] += reading.links
        self._rows["innsending"].append(reading.innsending)

    def add_rows(self, reading: Reading) -> None:
        for table, rows in reading.rows.items():
            self._rows[table] += rows
        self._rows[LINKS] += reading.links

    def write(self) -> None:
        for table, lines in self._lines.items():
            self._sink.add_lines(table, lines)
            lines.clear()
        for table, rows in self._rows.items():
            self._sink.add(table, rows)
            rows.clear()


def _without_false_names(row: list[Any], fil: str) -> list[Problem]:
    """A person number where a name should be is taken out of the row; a formula may stay, but names no unit."""
    problems = []
    for name, at in _NAMES_AT.items():
        if row[at] and not is_name(row[at]):
            problems.append(false_name(Sted(fil=fil), name))
            if holds_person_number(row[at]):
                row[at] = None
    return problems


def _place_in_unit(row: list[Any], enheter: Enheter | None, units: dict[tuple[object, ...], tuple[str, str]]) -> None:
    key = (*[row[at] for at in _UNIT_AT], row[_DAY_AT])
    unit = units.get(key)
    if unit is None:
        given = dict(zip(_UNIT, key[:-1], strict=True))
        given |= {name: None for name in _NAMES_AT if given.get(name) and not is_name(given[name])}
        unit = units[key] = unit_of(enheter, **given, dag=row[_DAY_AT])
    row[_ENHET_ID_AT], row[_ENHET_AT] = unit


def _whole_file(navn: str, path: str) -> Kildefil:
    with Path(path).open("rb") as file:
        return Kildefil(
            navn=navn, sha256=hashlib.file_digest(file, "sha256").hexdigest(), byte=Path(path).stat().st_size
        )
