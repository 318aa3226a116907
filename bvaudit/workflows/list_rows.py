"""The answers of a form made from a record, put back as its file has them, each with the cell it was written in."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from bvaudit.diagnostics import Problem, Sted
from bvaudit.intake.form_layout import plain
from bvaudit.intake.forms import FilledCell, FilledForm, FilledRow
from bvaudit.intake.hjemmel import read_hjemler
from bvaudit.intake.hjemmel_law import LawBook
from bvaudit.loading.yaml.reader import KeyPath, read_text
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.enhet import slug
from bvaudit.model.rule import Rule
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.varighet import spoken_varighet
from bvaudit.reports.list_form import OM
from bvaudit.reports.list_words import sheet_name
from bvaudit.reports.record_layout import BELONGS_TO, RecordLayout, RecordTable, Slot, Way
from bvaudit.texts import text
from bvaudit.workflows.tilsyn_answers import Problems as PointProblems
from bvaudit.workflows.tilsyn_answers import points_of

_NAMED_BY = ("navn", "tittel", "tekst")
_NOT_A_NAME = re.compile(r"rad-\d+")
_ID_LENGTH = 40


@dataclass(slots=True, kw_only=True)
class Gathered:
    """``data`` as the file has it, and where each part was written."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, Sted] = field(default_factory=dict)
    antall: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, path: KeyPath, value: Any, sted: Sted) -> None:
        """The value in its place; keys and rows on the way are made."""
        at: Any = self.data
        for number, key in enumerate(path[:-1]):
            at = at[key] if isinstance(key, int) else at.setdefault(key, [] if _is_row(path[number + 1]) else {})
        at[path[-1]] = value
        for length in range(1, len(path) + 1):
            self.places.setdefault(path[:length], sted)
        if isinstance(value, list):
            self.places |= {(*path, number): sted for number in range(len(value))}

    def add(self, sted: Sted, key: str, hint: Mapping[str, object] | None = None, **values: object) -> None:
        said = text(f"listeskjema.les.{key}", **values)
        more = text(f"listeskjema.les.{key}_hint", **(hint or {}))
        self.problems.append(Problem(sted=sted, kode=f"liste-{key.replace('_', '-')}", tekst=said, hint=more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a table with their ids, and what each is called by people."""

    table: RecordTable
    rader: tuple[tuple[str, FilledRow], ...]
    navn: Mapping[str, tuple[str, ...]]  # as people write it → the ids it may be


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What values are read with."""

    regler: Mapping[str, Rule]
    book: Callable[[], LawBook]
    dag: date
    rows: Mapping[str, Rows]
    into: Gathered


def gather(
    form: FilledForm, layout: RecordLayout, regler: Mapping[str, Rule], book: Callable[[], LawBook], dag: date
) -> Gathered:
    into = Gathered()
    rows = {table.key: _rows(form, table) for table in layout.tabeller}
    reader = _Reader(regler=regler, book=book, dag=dag, rows=rows, into=into)
    for slot in layout.slots:
        cell = form.felt[OM][slot.key]
        _put(reader, slot.sti, slot, cell)
    for table in layout.tables_within(""):
        found = rows[table.key].rader
        if not found and table.felt.required and not table.felt.marks.empty:
            sted = Sted(fil=form.fil, ark=form.tabeller[table.key].ark)
            into.add(sted, "tom", ark=sheet_name(table))
        for number, (id_, row) in enumerate(found):
            _put_row(reader, (*table.sti, number), table, id_, row)
        for inner in layout.tables_within(table.key):
            _put_inner(reader, table, inner)
    into.antall = {sheet_name(table): len(rows[table.key].rader) for table in layout.tabeller}
    return into


def _is_row(key: str | int) -> bool:
    return isinstance(key, int)


def _rows(form: FilledForm, table: RecordTable) -> Rows:
    """Every row with its id: the one written, else the one it had, else one made of what it is called."""
    rows = form.tabeller[table.key].rader
    has_id = any(slot.key == "id" for slot in table.slots)
    names = [_name(row) for row in rows]
    taken = {row.celler["id"].tekst for row in rows if has_id}
    ids: list[str] = []
    for row, name in zip(rows, names, strict=True):
        own = row.celler["id"].tekst if has_id else ""
        if not own and row.id and not _NOT_A_NAME.fullmatch(row.id):
            own = row.id
        if not own:
            own = made = _shortened(name)
            number = 2
            while own in taken:
                own, number = f"{made}-{number}", number + 1
        taken.add(own)
        ids.append(own)
    called: dict[str, tuple[str, ...]] = {}
    for id_, name in zip(ids, names, strict=True):
        for word in {plain(id_), plain(name)}:
            called[word] = (*called.get(word, ()), id_)
    return Rows(table=table, rader=tuple(zip(ids, rows, strict=True)), navn=called)


def _name(row: FilledRow) -> str:
    return next((row.celler[key].tekst for key in _NAMED_BY if key in row.celler and row.celler[key].tekst), "")


def _shortened(name: str) -> str:
    """A short name of whole words: the id is read aloud and typed."""
    whole = slug(name)
    return whole if len(whole) <= _ID_LENGTH else whole[:_ID_LENGTH].rpartition("-")[0] or whole[:_ID_LENGTH]


def _put_row(reader: _Reader, path: KeyPath, table: RecordTable, id_: str, row: FilledRow) -> None:
    at: Any = reader.into.data
    for key in path[:-1]:
        at = at[key] if isinstance(key, int) else at.setdefault(key, [] if key == path[-2] else {})
    at.append({})
    reader.into.places[path] = row.sted
    for slot in table.slots:
        if slot.key == "id":
            reader.into.put((*path, "id"), id_, row.celler["id"].sted)
        else:
            _put(reader, (*path, *slot.sti), slot, row.celler[slot.key])


def _put_inner(reader: _Reader, outer: RecordTable, inner: RecordTable) -> None:
    """The rows of a table within another's, each in the row it says it belongs to."""
    ids = [id_ for id_, _ in reader.rows[outer.key].rader]
    counts = dict.fromkeys(range(len(ids)), 0)
    below = inner.sti[len(outer.sti) :]
    for id_, row in reader.rows[inner.key].rader:
        over = _one_row(reader, row.celler[BELONGS_TO], reader.rows[outer.key]) if row.celler[BELONGS_TO].tekst else ""
        if over not in ids:
            continue  # told already: not filled in, or no such row
        number = ids.index(over)
        _put_row(reader, (*outer.sti, number, *below, counts[number]), inner, id_, row)
        counts[number] += 1
    if inner.felt.required and not inner.felt.marks.empty:
        for number, (id_, row) in enumerate(reader.rows[outer.key].rader):
            if not counts[number]:
                said = {"navn": _name(row) or id_, "ark": sheet_name(inner)}
                hint = {"navn": said["navn"], "horer": text("listeskjema.horer_til")}
                reader.into.add(row.sted, "uten_under", hint, **said)


def _put(reader: _Reader, path: KeyPath, slot: Slot, cell: FilledCell) -> None:
    if holds_person_number(cell.tekst):
        reader.into.add(cell.sted, "fodselsnummer")
    value = _value(reader, slot, cell) if cell.verdi is not None else None
    if value is None and slot.felt.required and slot.felt.marks.empty:
        value = []
    if value is not None:
        reader.into.put(path, value, cell.sted)


def _value(reader: _Reader, slot: Slot, cell: FilledCell) -> Any:
    if slot.til:
        return _named(reader, slot, cell)
    match slot.way:
        case Way.TEKSTER:
            return _parts(cell, r"[;\n]")
        case Way.TALLENE:
            return _numbers(reader, cell)
        case Way.DATO:
            return cell.verdi.isoformat() if isinstance(cell.verdi, date) else None
        case Way.JA_NEI:
            return cell.kode == "true"
        case Way.PUNKT | Way.PUNKTER:
            found = _points(reader, cell)
            return (found[0] if found else None) if slot.way is Way.PUNKT else found
        case Way.HJEMLER:
            hjemler, problems = read_hjemler(cell.tekst, reader.book(), reader.dag, cell.sted)
            reader.into.problems += problems
            return [as_data(one) for one in hjemler]
        case Way.VILKAR:
            return _condition(reader, cell)
        case Way.VARIGHET:
            return _length(reader, cell)
        case _:
            return cell.verdi


def _named(reader: _Reader, slot: Slot, cell: FilledCell) -> Any:
    """The ids of the rows it names."""
    rows = reader.rows[slot.til]
    if slot.way is Way.VISER_TIL:
        return _one_row(reader, cell, rows) or None
    named = (FilledCell(verdi=part, sted=cell.sted) for part in _parts(cell, r"[,;\n]"))
    return [id_ for one in named if (id_ := _one_row(reader, one, rows))]


def _parts(cell: FilledCell, between: str) -> list[str]:
    return [part for part in (one.strip() for one in re.split(between, cell.tekst)) if part]


def _numbers(reader: _Reader, cell: FilledCell) -> list[int]:
    parts = _parts(cell, r"[,;\s]+|\bog\b")
    if all(part.isdigit() for part in parts):
        return [int(part) for part in parts]
    reader.into.add(cell.sted, "ikke_tallene", verdi=cell.tekst[:40])
    return []


def _condition(reader: _Reader, cell: FilledCell) -> Any:
    """As a rule's file has it, on one line. People leave it as it stands."""
    document, problems = read_text(cell.tekst, cell.sted.fil)
    if document is None or problems or not isinstance(document.data, dict):
        reader.into.add(cell.sted, "ikke_vilkar")
        return None
    return document.data


def _length(reader: _Reader, cell: FilledCell) -> str | None:
    """«1 år», «6 måneder», or as a file has it."""
    found = spoken_varighet(cell.tekst)
    if found is None:
        reader.into.add(cell.sted, "ikke_varighet", verdi=cell.tekst[:40])
    return str(found) if found is not None else None


def _points(reader: _Reader, cell: FilledCell) -> list[str]:
    problems = PointProblems()
    found, _ = points_of([cell], reader.regler, problems)
    reader.into.problems += problems.found
    return found


def _one_row(reader: _Reader, cell: FilledCell, rows: Rows) -> str:
    ids: Sequence[str] = rows.navn.get(plain(cell.tekst), ())
    if len(set(ids)) == 1:
        return ids[0]
    shown, ark = cell.tekst[:40], sheet_name(rows.table)
    if ids:
        reader.into.add(cell.sted, "tvetydig", verdi=shown, ark=ark)
        return ""
    near = get_close_matches(plain(cell.tekst), list(rows.navn), n=1)
    said = text("listeskjema.les.ukjent_rad", verdi=shown, ark=ark)
    hint = text("felles.mente_du", naer=rows.navn[near[0]][0]) if near else text("listeskjema.les.ukjent_rad_hint")
    reader.into.problems.append(Problem(sted=cell.sted, kode="liste-ukjent-rad", tekst=said, hint=hint))
    return ""
