"""A record as a file of content: what becomes different in the one that lies there, and the YAML to be written."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.loading.content.files import as_record, read_file
from bvaudit.loading.yaml.reader import read_text
from bvaudit.loading.yaml.writer import as_data, as_yaml
from bvaudit.texts import text
from bvaudit.workflows.filled import NewFile
from bvaudit.workflows.start import schema_uri

T = TypeVar("T")
_SHOWN = 90


def lying_there(path: Path, kind: type[T]) -> T | None:
    """The record in the file, when there is one without faults."""
    if not path.is_file():
        return None
    loaded, _ = read_file(path, path.as_posix(), kind)
    return None if loaded is None else loaded.record


def file_for(record: Any, path: Path, schema: str, names: Mapping[str, str]) -> tuple[NewFile | None, list[Problem]]:
    """The file that is to be written, or None when the one there says the same. What is to be written is read first by
    the reader that will meet it. ``names`` are what keys are called by people."""
    kind = type(record)
    tekst = as_yaml(record, schema=schema_uri(schema))
    document, problems = read_text(tekst, path.as_posix())
    if document is not None:
        problems = problems + as_record(document, kind)[1]
    if has_errors(problems):
        return None, problems
    before = lying_there(path, kind)
    if before is not None and as_data(before) == as_data(record):
        return None, problems
    if not path.is_file():
        return NewFile(fil=path, innhold=tekst.encode()), problems
    said = tuple(changes(before, record, names)) if before is not None else (f"  {text('lesing.kan_ikke_leses')}",)
    return NewFile(fil=path, innhold=tekst.encode(), endringer=said), problems


def changes(before: Any, after: Any, names: Mapping[str, str]) -> Iterator[str]:
    """A line for every value that is new, gone or another. Records in lists are told apart by their ids."""
    old, new = dict(_flat(as_data(before), ())), dict(_flat(as_data(after), ()))
    old_parts, new_parts = {key[:-1] for key in old}, {key[:-1] for key in new}
    told: set[tuple[str, ...]] = set()
    for key in [*new, *(key for key in old if key not in new)]:
        part = key[:-1]
        if part and (part in old_parts) != (part in new_parts):
            if part not in told and not any(part[:n] in told for n in range(1, len(part))):
                told.add(part)
                yield text("lesing.del_ny" if part in new_parts else "lesing.del_borte", sted=_place(part))
            continue
        yield from _change(key, old.get(key), new.get(key), names)


def _change(key: tuple[str, ...], for_: str | None, etter: str | None, names: Mapping[str, str]) -> Iterator[str]:
    said = {"sted": _place(key[:-1]), "navn": names.get(key[-1], key[-1])}
    if for_ is None and etter is not None:
        yield text("lesing.linje_ny", etter=etter, **said)
    elif etter is None and for_ is not None:
        yield text("lesing.linje_borte", for_=for_, **said)
    elif for_ != etter:
        yield text("lesing.linje_endret", for_=for_, etter=etter, **said)


def _flat(data: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in data.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) and "id" in one for one in value):
            for one in value:
                yield from _flat({k: v for k, v in one.items() if k != "id"}, (*at, str(one["id"])))
        elif isinstance(value, dict) and key == "males_med":
            yield from _flat(value, at)
        else:
            yield (*at, key), _short(_written(value))


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_written(one) for one in value)
    if isinstance(value, dict):
        return " ".join(_written(one) for one in value.values())
    return text("lesing.tomt") if value is None else str(value)


def _place(part: tuple[str, ...]) -> str:
    return " / ".join(part) or text("lesing.hele")


def _short(value: str) -> str:
    line = " ".join(value.split())
    return f"«{line}»" if len(line) <= _SHOWN else f"«{line[: _SHOWN - 1]}…»"
