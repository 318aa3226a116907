"""The nynorsk of the catalogue is whole: the same files, keys, forms and places as in bokmål, and no bokmål in it."""

import ast
import string
from collections.abc import Iterator
from typing import Any

import pytest

from bvaudit.texts import counted, language, text
from bvaudit.texts.catalog import FOLDER

from .nynorsk_words import bokmal_words
from .test_texts import called, catalogue

# Where the words of another language stand because they are typed, or are read by other programs.
TYPED = (
    "felt.tabeller.saksinnhold.kolonner.rolle.tekst",
    "hjelp.om.liste-ny",
    "hjelp.prov.",
    "listene.valg.",
    "rapport.valg.malgruppe",
    "registeret.handling.",
    "registeret.valg.verdi_feil",
    "revisjonen.eksempel.",
    "serier.valg.slag",
    "sider.endelser",
    "skjemaer.valg.slag",
    "start.fil.",
)
ALSO_TYPED = {"lav", "høy", "hoy", "offentlig"}  # grades and audiences, as they are typed after --alvor, --malgruppe


def said(value: Any) -> Iterator[str]:
    """The texts of an entry, not the other headings (``ogsa``) a column is known by."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "ogsa":
                yield from said(part)


def names(entry: str) -> list[tuple[str, str, str]]:
    """Name, format and conversion of each place a value goes in, sorted: the order may be another."""
    return sorted((n, f or "", c or "") for _, n, f, c in string.Formatter().parse(entry) if n is not None)


NB, NN = catalogue("nb"), catalogue("nn")


def test_the_files_and_the_keys_are_the_same() -> None:
    assert {f.name for f in (FOLDER / "nn").iterdir()} == {f.name for f in (FOLDER / "nb").iterdir()}
    assert (sorted(set(NB) - set(NN)), sorted(set(NN) - set(NB))) == ([], [])


def test_the_forms_and_the_places_are_the_same() -> None:
    other = []
    for key, value in NB.items():
        here, there = NN[key], value
        if isinstance(there, dict) != isinstance(here, dict) or (isinstance(there, dict) and set(there) != set(here)):
            other.append(f"{key}: other forms")
        elif [names(each) for each in said(there)] != [names(each) for each in said(here)]:
            other.append(f"{key}: other places")
    assert not other


def test_what_is_recognised_in_a_heading_in_bokmal_is_recognised_in_nynorsk_too() -> None:
    def headings(value: Any) -> list[str]:
        return list(value.get("ogsa", ())) if isinstance(value, dict) else value if isinstance(value, list) else []

    lost = [key for key, value in NB.items() if set(headings(value)) - set(headings(NN[key]))]
    assert not lost


def test_no_word_is_bokmal() -> None:
    texts = [one for key, value in NN.items() if not key.startswith(TYPED) for one in said(value)]
    found = {word: one for word, one in bokmal_words(texts).items() if word not in ALSO_TYPED}
    assert found == {}


@pytest.mark.parametrize("word", ["ikke", "Hvor", "enheten", "barnevernstjenesten", "uker", "undersøkelsen"])
def test_the_words_are_found(word: str) -> None:
    assert bokmal_words([f"Her står {word} midt i ei setning"])


def test_keys_and_commands_in_the_text_are_not_looked_at() -> None:
    assert not bokmal_words(["Skriv «ikke aktuelt», bvaudit register hendelse eller enheter.yaml: {hvem} --uten-saker"])


def test_the_language_is_picked() -> None:
    with language("nn"):
        assert text("plan.del.vet_ikke") == "Dette veit vi ikkje"
        assert counted("felles.objekter.undersokelse", 2) == "undersøkingar"
    assert text("plan.del.vet_ikke") == "Dette vet vi ikke"


# Said on the screen only, of a file or of the content: bokmål in a process that was begun in another language.
AT_IMPORT = {
    "cli/",  # the help, which is in bokmål
    "disk/swap.py",
    "extract/documents/",
    "extract/file_kinds.py",
    "extract/normalise/snapshot.py",
    "extract/sheets/",
    "loading/",
    "model/utvalg.py",
    "reports/docx/sample.py",
    "reports/record_layout.py",
    "workflows/content_changes.py",
}


def asked_at_import(tree: ast.AST) -> Iterator[int]:
    """The lines where a text is asked for outside any function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and called(node.func) not in ("", "in_each_language"):
            yield node.lineno
        yield from asked_at_import(node)


def test_nothing_that_stands_in_a_paper_is_asked_for_when_a_module_is_imported() -> None:
    found = [
        f"{name}:{line}"
        for path in sorted(FOLDER.parent.rglob("*.py"))
        if not (name := path.relative_to(FOLDER.parent).as_posix()).startswith(tuple(AT_IMPORT))
        for line in asked_at_import(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
