"""kommune.yaml: read, and held against what its schema cannot see."""

from collections.abc import Iterator
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.loading.content.files import listed_twice, read_file
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.kommune import Kommune
from bvaudit.model.safe_text import is_name
from bvaudit.texts import text


def load_kommune(path: Path, shown: str | None = None) -> tuple[Kommune | None, Document | None, list[Problem]]:
    """What ``path`` says and where, and every problem; nothing when one of the problems is an error. Never raises."""
    loaded, problems = read_file(path, shown, Kommune, go_on=True)
    if loaded is None:
        return None, None, in_order(problems)
    kommune, document = loaded.record, loaded.document
    problems += [*_no_names(kommune, document), *_repeated(kommune, document)]
    return (None if has_errors(problems) else kommune), document, in_order(problems)


def _no_names(kommune: Kommune, document: Document) -> Iterator[Problem]:
    """What would be run by Excel, or is a person number, would stand in every paper."""
    names: list[tuple[KeyPath, str]] = [
        (("navn",), kommune.navn),
        (("dokumentklasse",), kommune.dokumentklasse),
        (("dokumentklasse_ut",), kommune.dokumentklasse_ut),
    ]
    names += [(("partnere", i, "navn"), partner.navn) for i, partner in enumerate(kommune.partnere)]
    names += [(("roller", i, "tekst"), rolle.tekst) for i, rolle in enumerate(kommune.roller)]
    for path, navn in names:
        if not is_name(navn):
            yield document.problem(path, "ikke-navn", text("mappe.ikke_navn"), text("mappe.ikke_navn_hint"))


def _repeated(kommune: Kommune, document: Document) -> Iterator[Problem]:
    numbers = [partner.kommunenummer for partner in kommune.partnere]
    hint, taken = text("mappe.samme_nummer_hint"), (kommune.kommunenummer,)
    yield from listed_twice(document, ("partnere",), "kommunenummer", numbers, hint, taken=taken)
    codes = [rolle.kode for rolle in kommune.roller]
    yield from listed_twice(document, ("roller",), "kode", codes, text("mappe.samme_rolle_hint"))
