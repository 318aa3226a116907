"""The wording gate, beside the rules: ``kodeverk/ordbruk.yaml``."""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.files import listed_twice, read_file
from bvaudit.loading.content.place import shown_path
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.ordbruk import PLASSHOLDERE, Ordbruk
from bvaudit.texts import text

_TAILS = {"delvis_setning": frozenset({"delvis"}), "malrettet_setning": frozenset({"malrettede", "malrettede_nei"})}


def read_ordbruk(rules_folder: Path) -> tuple[Ordbruk | None, list[Problem]]:
    """The file that came with the program."""
    path = rules_folder / "kodeverk" / "ordbruk.yaml"
    loaded, problems = read_file(path, shown_path(path, rules_folder), Ordbruk)
    if loaded is None:
        return None, problems
    problems += faults_in_levels(loaded.record, loaded.document)
    return (loaded.record, []) if not problems else (None, in_order(problems))


def faults_in_levels(ordbruk: Ordbruk, document: Document) -> Iterator[Problem]:
    """Two levels with one id, one that nobody comes to, none for the rest, and braces that nothing is put in."""
    ids = [niva.id for niva in ordbruk.nivaer]
    yield from listed_twice(document, ("nivaer",), "id", ids, text("lest.ordbruk.to_ganger_hint"))
    for number, niva in enumerate(ordbruk.nivaer):
        yield from _unknown_braces(document, ("nivaer", number, "setning"), niva.setning, PLASSHOLDERE)
        if niva.alltid and number + 1 < len(ordbruk.nivaer):
            tekst, hint = text("lest.ordbruk.aldri_nadd", id=niva.id), text("lest.ordbruk.aldri_nadd_hint")
            yield document.problem(("nivaer", number, "id"), "aldri-nadd", tekst, hint)
    if ordbruk.nivaer and not ordbruk.nivaer[-1].alltid:
        tekst, hint = text("lest.ordbruk.ingen_siste", id=ids[-1]), text("lest.ordbruk.ingen_siste_hint")
        yield document.problem(("nivaer", len(ids) - 1, "id"), "mangler-siste-niva", tekst, hint)
    for key, known in _TAILS.items():
        yield from _unknown_braces(document, (key,), getattr(ordbruk, key), known)


def standing_beside(ordbruk: Ordbruk, document: Document, under: Mapping[str, Ordbruk]) -> Iterator[Problem]:
    """There is one wording gate: another does not stand beside it."""
    if ordbruk.id not in under and not ordbruk.erstatter:
        tekst, hint = text("lest.ordbruk.bare_en"), text("lest.ordbruk.bare_en_hint", id=next(iter(under), ordbruk.id))
        yield document.problem(("id",), "mangler-erstatter", tekst, hint)


def _unknown_braces(document: Document, path: KeyPath, sentence: str, known: frozenset[str]) -> Iterator[Problem]:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
    except ValueError:
        names = [""]
    for name in dict.fromkeys(name for name in names if name not in known):
        tekst = text("lest.ordbruk.ukjent_felt", felt=f"{{{name}}}")
        hint = text("lest.ordbruk.ukjent_felt_hint", felter=", ".join(f"{{{one}}}" for one in sorted(known)))
        yield document.problem(path, "ukjent-felt", tekst, hint)
