"""The lists beside the rules: acts and regulations, and the register's code lists."""

from collections.abc import Iterator
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.loading.content.files import read_file, repeated
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.koder import Kodeliste
from bvaudit.model.rule import Lov, Lover
from bvaudit.texts import text


def read_lover(rules_folder: Path) -> tuple[dict[str, Lov], list[Problem]]:
    """``kodeverk/lover.yaml`` under the rules, by id."""
    path = rules_folder / "kodeverk" / "lover.yaml"
    loaded, problems = read_file(path, shown_path(path, rules_folder), Lover)
    return {lov.id: lov for lov in loaded.record.lover} if loaded else {}, problems


def read_kodelister(rules_folder: Path) -> tuple[dict[str, Kodeliste], list[Problem]]:
    """Every list in ``kodeverk/kodelister``, by id. Within a list a code stands once."""
    lists: dict[str, Kodeliste] = {}
    problems: list[Problem] = []
    for path in yaml_files(rules_folder / "kodeverk" / "kodelister"):
        shown = shown_path(path, rules_folder)
        loaded, found = read_file(path, shown, Kodeliste)
        problems += found
        if loaded is None:
            continue
        problems += repeated_codes(loaded.record, loaded.document)
        lists[loaded.record.id] = loaded.record
    return lists, problems


def repeated_codes(liste: Kodeliste, document: Document) -> Iterator[Problem]:
    koder = [kode.kode for kode in liste.koder]
    if twice := {koder[number] for number, _ in repeated(koder)}:
        tekst = text("loading.lists.koden_star_to_ganger", koder=", ".join(sorted(twice)))
        yield Problem(sted=Sted(fil=document.fil), kode="kode-to-ganger", tekst=tekst)
