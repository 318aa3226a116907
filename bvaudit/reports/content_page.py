"""The manual of the content files: every kind of file and its keys, made from the records they become."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from bvaudit.model.fields import said_of
from bvaudit.reports.key_tables import HEADINGS, key_rows, table
from bvaudit.texts import text


def content_page(kinds: Mapping[str, Any]) -> str:
    """The whole page as Markdown. ``kinds`` are the records, or lists of them, by the name of their schema."""
    headings = {navn: _heading(kind) for navn, kind in kinds.items()}
    contents = [(f"[{heading}](#{_anchor(heading)})", f"`{navn}.schema.json`") for navn, heading in headings.items()]
    parts = [text("innhold.side.intro"), table(("Fil", "Skjema"), contents)]
    parts += ["\n".join(_section(headings[navn], kind)) for navn, kind in kinds.items()]
    return "\n".join(parts).rstrip() + "\n"


def _section(heading: str, kind: Any) -> Iterator[str]:
    record, listed = _record(kind)
    yield f"## {heading}\n"
    yield f"{said_of(record).tekst.rstrip('.')}.{' Filen er en liste av slike.' if listed else ''}\n"
    yield table(HEADINGS, key_rows(record, page="vokabular.md"))


def _record(kind: Any) -> tuple[Any, bool]:
    return (get_args(kind)[0], True) if get_origin(kind) is tuple else (kind, False)


def _heading(kind: Any) -> str:
    title = said_of(_record(kind)[0]).title.removeprefix("bvaudit: ")
    return title[0].upper() + title[1:]


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")
