"""YAML read strictly: nothing is guessed, nothing is shared, and every value knows where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bvaudit import texts
from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.loading.yaml.builder import Builder
from bvaudit.loading.yaml.builder import KeyPath as KeyPath
from bvaudit.loading.yaml.text import text_of, unusable_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stood in one file, with places.

    ``data`` holds only dict, list, str, int, bool and None. ``places`` has every value, ``key_places`` every key, by
    path (``("hjemmel", 0, "lov")``, the whole file is ``()``). ``quoted`` has the paths of texts that were written in
    quotes or as a text block. ``comments`` are the comment lines the file begins with.
    """

    fil: str
    data: Any
    places: Mapping[KeyPath, Sted]
    key_places: Mapping[KeyPath, Sted]
    quoted: frozenset[KeyPath]
    comments: tuple[str, ...]
    tekst: str

    def place(self, path: KeyPath) -> Sted:
        """Where the value at ``path`` stands, or the nearest known value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Sted(fil=self.fil)

    def key_place(self, path: KeyPath) -> Sted:
        """Where the key at ``path`` stands; for the items of a list, where the item does."""
        return self.key_places.get(path) or self.place(path)

    def word(self, word: str, under: KeyPath = ()) -> Sted:
        """Where the word first stands as a key or a value in what is at ``under``, or where that is itself."""
        keys = [sted for path, sted in self.key_places.items() if path and path[-1] == word and _inside(path, under)]
        texts_ = [sted for path, sted in self.places.items() if _inside(path, under) and self._value(path) == word]
        return min(
            [*keys, *texts_], key=lambda sted: (sted.linje or 0, sted.kolonne or 0), default=self.key_place(under)
        )

    def _value(self, path: KeyPath) -> Any:
        found = self.data
        for key in path:
            found = found[key]
        return found

    def problem(self, path: KeyPath, kode: str, tekst: str, hint: str = "", grad: Grad = Grad.FEIL) -> Problem:
        """Something is wrong with the value at ``path``."""
        return Problem(sted=self.place(path), kode=kode, tekst=tekst, hint=hint, grad=grad)


def _inside(path: KeyPath, under: KeyPath) -> bool:
    return path[: len(under)] == under


def read_yaml(path: Path, shown: str | None = None) -> tuple[Document | None, list[Problem]]:
    """The document in ``path`` and every problem in it; no document when its structure could not be read.

    ``shown`` is the path as the user should see it. Never raises for what is in the file or for a missing file.
    """
    fil = shown if shown is not None else str(path)
    text, problems = text_of(path, fil)
    return (None, problems) if text is None else read_text(text, fil)


def read_text(text: str, shown: str) -> tuple[Document | None, list[Problem]]:
    """As ``read_yaml``, for text already in hand."""
    text = text.removeprefix("\ufeff")
    if unusable := unusable_text(text, shown):
        return None, unusable
    builder = Builder(text, shown)
    data = builder.read()
    problems = in_order(builder.problems)
    if not builder.readable:
        return None, problems
    if data is None:
        sted = Sted(fil=shown, linje=1, kolonne=1)
        return None, in_order(
            [*problems, Problem(sted=sted, kode="tom-fil", tekst=texts.text("loading.reader.filen_er_tom"))]
        )
    document = Document(
        fil=shown,
        data=data,
        places=builder.places,
        key_places=builder.key_places,
        quoted=frozenset(builder.quoted),
        comments=_first_comments(text),
        tekst=text,
    )
    return document, problems


def _first_comments(text: str) -> tuple[str, ...]:
    comments: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line)
    return tuple(comments)
