"""One YAML file as one record, and the problems many kinds of content have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.loading.schema.check import Schema, check_schema
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.hints import MANY, nearest
from bvaudit.loading.schema.read import read_value
from bvaudit.loading.yaml.reader import Document, KeyPath, read_yaml
from bvaudit.model.regelnavn import nearest_rule
from bvaudit.texts import text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[T]):
    """A record, and the document that knows where each part of it stands."""

    record: T
    document: Document


def read_file(
    path: Path,
    shown: str | None,
    kind: type[T],
    *,
    schema: Schema | None = None,
    go_on: bool = False,
    **outside: object,
) -> tuple[Loaded[T] | None, list[Problem]]:
    """The file as a ``kind``, or every problem. ``outside`` are the fields that do not stand in it, besides ``fil``.

    ``shown`` is the path as the user should see it. ``schema`` is one that says more than the record's own.
    ``go_on``: what the schema finds is told also where the YAML itself has faults.
    """
    document, problems = read_yaml(path, shown)
    if document is None or (has_errors(problems) and not go_on):
        return None, problems
    loaded, found = as_record(document, kind, schema=schema, **outside)
    return None if has_errors(problems) else loaded, problems + found


def as_record(
    document: Document, kind: type[T], *, schema: Schema | None = None, **outside: object
) -> tuple[Loaded[T] | None, list[Problem]]:
    """The document as a ``kind``, or every way it departs from the schema."""
    problems = check_schema(document, schema or schema_of(kind))
    if has_errors(problems):
        return None, problems
    if is_dataclass(kind) and any(field.name == "fil" for field in fields(kind)):
        outside["fil"] = document.fil
    return Loaded(record=read_value(document.data, kind, **outside), document=document), problems


def repeated(values: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The number of each value that has stood before, and of the first one like it: a, b, a → (2, 0)."""
    first: dict[str, int] = {}
    for number, value in enumerate(values):
        if first.setdefault(value, number) != number:
            yield number, first[value]


def listed_twice(
    document: Document, liste: KeyPath, felt: str, values: Iterable[str], hint: str, taken: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """A problem for each item in the list at ``liste`` whose ``felt`` has been used above it, or is in ``taken``.
    ``values`` are what stands in ``felt``, item by item."""
    values = (*taken, *values)
    for number, _ in repeated(values):
        path = (*liste, number - len(taken), felt)
        yield document.problem(path, "dobbel-id", text("loading.files.star_to_ganger", values=values[number]), hint)


def missing_folder(folder: Path) -> Problem:
    return Problem(sted=Sted(fil=str(folder)), kode="mangler-mappe", tekst=text("loading.files.mappen_finnes_ikke"))


def exists_already(sted: Sted, hva: str, fil: str, hint: str) -> Problem:
    """The second file with the same id."""
    return Problem(sted=sted, kode="id-to-ganger", tekst=f"{hva} finnes allerede i {fil}", hint=hint)


def unknown(
    document: Document, path: KeyPath, kode: str, tekst: str, navn: str, known: Iterable[str], *, listed: bool = True
) -> Problem:
    """A name nobody has heard of, with the one that was probably meant, or else (``listed``) those there are."""
    names = sorted(known)
    near = nearest(navn, names)
    told = ", ".join(names) if listed and len(names) <= MANY else ""
    hint = text("loading.hints.velg_blant", valg=told) if told else ""
    return document.problem(path, kode, tekst, text("felles.mente_du", naer=near) if near else hint)


def unknown_rule(document: Document, path: KeyPath, regel: str, known: Iterable[str]) -> Problem:
    near = nearest_rule(regel, sorted(known))
    hint = text("felles.mente_du", naer=near) if near else ""
    return document.problem(path, "ukjent-regel", text("loading.files.regelen_finnes_ikke", regel=regel), hint)


def misnamed(document: Document, path: Path) -> Iterator[Problem]:
    """An ``id`` that is not the name of the file."""
    navn = document.data["id"]
    if navn != path.stem:
        tekst = text("loading.files.id_er_men_filen_heter", navn=navn, name=path.name)
        yield document.problem(("id",), "id-og-filnavn", tekst, text("loading.files.la_dem_vaere_like"))
