"""Reading every document of an extract into staged rows, in one process or shared between several.

How the documents are shared decides nothing in the result: rows are numbered later, in the order of ids.
"""

import hashlib
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.disk.cycles import no_search_for_cycles
from bvaudit.extract.documents.crashes import crash_problem
from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.documents.schema_files import Schemas
from bvaudit.extract.file_kinds import FileKind
from bvaudit.extract.normalise.staging import LINKS, NOT_SAID, STAGED, Row, RowSink, positions
from bvaudit.extract.normalise.units import unit_of
from bvaudit.extract.people.kept_text import false_name
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sources import ALL, Found, LeftOut, ReadingList, Shard, documents
from bvaudit.model.enhet import Enheter
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Kildefil
from bvaudit.model.safe_text import holds_person_number, is_name
from bvaudit.texts import speak, spoken

Progress = Callable[[int, int], None]

_HEAD_START = 1000  # documents read here while the other processes are being started
_FEW = 2 * _HEAD_START  # with fewer documents another process saves nothing
_WRITE_EVERY = 200  # documents

_AT = positions("innsending")
_UNIT = ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn")
_UNIT_KEY_AT = tuple(_AT[name] for name in (*_UNIT, "dato_uttrekk_lokal"))
_NAMES_AT = {name: _AT[name] for name in ("kommunenavn", "bydelsnavn", "leverandor", "fagsystem_navn")}
_ENHET_ID_AT, _ENHET_AT = _AT["enhet_id"], _AT["enhet"]


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
    wanted: ReadingList, setup: Setup, folders: Sequence[Path], progress: Progress | None = None
) -> tuple[Gathered, Sequence[Path]]:
    """Read all of ``wanted`` into staged files, one process for each of ``folders``.

    Gives back what was gathered and the folders that were used. Few documents are read in one process anyway.
    """
    used = folders if wanted.antall >= _FEW else folders[:1]
    count = len(used)
    gathered = Gathered()
    for navn, path, slag in wanted.filer:
        if slag in (FileKind.ZIP, FileKind.GZIP):
            with suppress(OSError):  # told when it is opened
                gathered.filer.append(_whole_file(navn, path))
    if count == 1:
        gathered.add(_read_shard(wanted, setup, used[0], ALL, progress))
    else:
        shards = [Shard(nummer=k, av=count, forsprang=_HEAD_START) for k in range(count)]
        said = (spoken(),)  # another process begins in bokmål
        with ProcessPoolExecutor(count - 1, mp_context=get_context("spawn"), initializer=_begin, initargs=said) as pool:
            try:
                others = [pool.submit(_read_shard, wanted, setup, used[k], shards[k]) for k in range(1, count)]
                gathered.add(_read_shard(wanted, setup, used[0], shards[0], progress))
                for k, future in enumerate(others, start=1):
                    gathered.add(_result(future, wanted, setup, used[k], shards[k]))
            except BaseException:
                for child in active_children():  # or the run would wait until they had read everything
                    child.terminate()
                raise
    if progress:
        progress(gathered.lest, gathered.lest)
    return gathered, used


def _begin(sprak: str) -> None:
    speak(sprak)
    _end_with_parent()


def _end_with_parent() -> None:
    """A process whose parent was killed must not go on reading, nor writing where the next run works."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def _result(future: "Future[Gathered]", wanted: ReadingList, setup: Setup, folder: Path, shard: Shard) -> Gathered:
    """What another process gathered; where none could be started, the work is done here."""
    try:
        return future.result()
    except (BrokenProcessPool, OSError):
        return _read_shard(wanted, setup, folder, shard)


@no_search_for_cycles()
def _read_shard(
    wanted: ReadingList, setup: Setup, folder: Path, shard: Shard, progress: Progress | None = None
) -> Gathered:
    folder.mkdir(mode=0o700, exist_ok=True)
    links = setup.links_for(folder)
    if links is not None:
        links.mkdir(mode=0o700, exist_ok=True)
    with RowSink(folder, links) as sink:
        reading = _ShardReading(setup, shard, sink)
        for found in documents(wanted, shard):
            if isinstance(found, LeftOut):
                reading.gathered.not_opened(found)
                continue
            reading.add(found)
            if reading.gathered.lest % _WRITE_EVERY == 0:
                reading.write()
                if progress:
                    done = _read_by_all(shard, reading.gathered.lest)
                    progress(done, max(done, wanted.antall))
        reading.write()
    return reading.gathered


def _read_by_all(shard: Shard, here: int) -> int:
    """How many documents must be read by now, when this many are read here."""
    alone = min(here, shard.forsprang)
    return alone + (here - alone) * shard.av


class _ShardReading:
    """The documents of one shard: what was gathered of them, and the rows that are read and not yet written."""

    def __init__(self, setup: Setup, shard: Shard, sink: RowSink) -> None:
        self.gathered = Gathered()
        self._reader = setup.reader()
        self._enheter = setup.enheter
        self._shard = shard
        self._sink = sink
        self._units: dict[tuple[str, ...], tuple[str, str]] = {}
        self._true_names: set[tuple[str, ...]] = set()  # the few that nearly every document has
        self._rows: dict[str, list[Row]] = {table: [] for table in STAGED}

    def add(self, found: Found) -> None:
        """Reads a document and keeps its rows, or what is wrong with it."""
        gathered = self.gathered
        dok = self._shard.nummer + self._shard.av * gathered.lest
        gathered.lest += 1
        sha256 = hashlib.sha256(found.data).hexdigest()
        if not found.packed:
            gathered.filer.append(Kildefil(navn=found.navn, sha256=sha256, byte=len(found.data)))
        case = self._read(found, sha256, dok)
        if not isinstance(case, CaseRows):
            gathered.problems.extend(case)
            gathered.leave_out(case[0].kode, found.navn)
            return
        innsending = case.rows["innsending"][0]
        names = tuple([innsending[at] for at in _NAMES_AT.values()])
        if names not in self._true_names:
            problems = _without_false_names(innsending, found.navn)
            gathered.problems += problems
            if not problems:
                self._true_names.add(names)
        gathered.antakelser.update(case.antakelser)
        gathered.navn[dok] = found.navn
        self._place_in_unit(innsending)
        for table, rows in case.rows.items():
            self._rows[table] += rows
        self._rows[LINKS] += case.links

    def write(self) -> None:
        for table, rows in self._rows.items():
            self._sink.add(table, rows)
            rows.clear()

    def _read(self, found: Found, sha256: str, dok: int) -> CaseRows | Sequence[Problem]:
        """What a document holds, or why not. A fault in the program costs the one document it shows itself in."""
        try:
            return self._reader.read(found.data, found.navn, dok, sha256)
        except MemoryError:
            raise
        except Exception as error:
            return [crash_problem(found.navn, error)]

    def _place_in_unit(self, row: Row) -> None:
        key = tuple([row[at] for at in _UNIT_KEY_AT])
        unit = self._units.get(key)
        if unit is None:
            *said, day = key
            given = dict(zip(_UNIT, said, strict=True))
            given |= {name: "" for name in _NAMES_AT if given.get(name) and not is_name(given[name])}
            unit = self._units[key] = unit_of(self._enheter, **given, dag=date.fromisoformat(day))
        row[_ENHET_ID_AT], row[_ENHET_AT] = unit


def _without_false_names(row: Row, fil: str) -> list[Problem]:
    """A person number where a name should be is taken out of the row; a formula may stay, but names no unit."""
    problems = []
    for name, at in _NAMES_AT.items():
        if row[at] and not is_name(row[at]):
            problems.append(false_name(Sted(fil=fil), name))
            if holds_person_number(row[at]):
                row[at] = NOT_SAID
    return problems


def _whole_file(navn: str, path: str) -> Kildefil:
    with Path(path).open("rb") as file:
        return Kildefil(
            navn=navn, sha256=hashlib.file_digest(file, "sha256").hexdigest(), byte=Path(path).stat().st_size
        )
