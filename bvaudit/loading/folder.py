"""The municipality's folder: found from where a person stands, and read."""

from collections.abc import Iterator
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.loading.content.kommune import load_kommune
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import ENHETER, KART, KOMMUNE, Mappe
from bvaudit.texts import text


def read_folder(rot: Path) -> tuple[Mappe | None, list[Problem]]:
    """The folder with the files kommune.yaml names, and every problem; no folder when one of them is an error."""
    kommune, document, problems = load_kommune(rot / KOMMUNE)
    if document is None or kommune is None:
        return None, problems
    problems += _missing(rot, kommune, document)
    if has_errors(problems):
        return None, in_order(problems)
    mappe = Mappe(
        rot=rot,
        kommune=kommune,
        enheter=_named_or_usual(rot, kommune.enheter, ENHETER),
        kart=_named_or_usual(rot, kommune.kart, KART),
        brevmal=_path(rot, kommune.brevmal) if kommune.brevmal else None,
    )
    return mappe, in_order(problems)


def _missing(rot: Path, kommune: Kommune, document: Document) -> Iterator[Problem]:
    for key, named in (("enheter", kommune.enheter), ("kart", kommune.kart), ("brevmal", kommune.brevmal)):
        if named and not _path(rot, named).is_file():
            tekst = text("mappe.fil_mangler", nokkel=key, fil=named)
            yield document.problem((key,), "mangler-fil", tekst, text("mappe.fil_mangler_hint", mappe=rot))


def _named_or_usual(rot: Path, named: str, usual: str) -> Path | None:
    path = _path(rot, named or usual)
    return path if path.is_file() else None


def _path(rot: Path, named: str) -> Path:
    """From the folder, whichever way its bars lean."""
    return rot / named.replace("\\", "/")
