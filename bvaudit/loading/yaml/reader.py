"""YAML read strictly: nothing is guessed, nothing is shared, and every value knows where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.loading.yaml.messages import TOO_DEEP, UNKNOWN, ParserStop, explain, quote
from bvaudit.loading.yaml.text import AS_UTF8, odd_indents, text_of, unusable_text

MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_PROBLEMS = 500  # in one file; the next ones say nothing new

Key = str | int
KeyPath = tuple[Key, ...]

# Beyond 18 digits it is a number no table of ours can hold, so it stays text.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_IN_QUOTES = "skriv hele teksten i anførselstegn, eller ta bort tegnet"


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

    def problem(self, path: KeyPath, kode: str, tekst: str, hint: str = "", grad: Grad = Grad.FEIL) -> Problem:
        """Something is wrong with the value at ``path``."""
        return Problem(sted=self.place(path), kode=kode, tekst=tekst, hint=hint, grad=grad)


class _StopError(Exception):
    """Reading cannot go on from here; the problem is already noted."""


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
    builder = _Builder(text, shown)
    data = builder.read()
    problems = in_order(builder.problems)
    if not builder.readable:
        return None, problems
    if data is None:
        sted = Sted(fil=shown, linje=1, kolonne=1)
        return None, in_order([*problems, Problem(sted=sted, kode="tom-fil", tekst="filen er tom")])
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


class _Builder:
    """Walks the parser's events once. Events, not the library's tree: limits hold before anything is built."""

    def __init__(self, text: str, fil: str) -> None:
        self.text = text
        self.fil = fil
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.problems: list[Problem] = []
        self.places: dict[KeyPath, Sted] = {}
        self.key_places: dict[KeyPath, Sted] = {}
        self.quoted: set[KeyPath] = set()
        self.readable = True
        self.nodes = 0
        self.text_lines: set[int] = set()  # lines that go on a text in quotes or a text block; any indent is theirs

    def read(self) -> Any:
        data = None
        try:
            data = self._documents()
        except _StopError:
            self.readable = False
        except yaml.MarkedYAMLError as error:
            self._parser_stopped(error)
        except yaml.YAMLError:
            self.readable = False
            self.problems.append(Problem(sted=Sted(fil=self.fil), kode="yaml-form", tekst=UNKNOWN, hint=AS_UTF8))
        if self.readable:
            self.problems.extend(odd_indents(self.text, self.text_lines, self.fil))
        return data

    def _documents(self) -> Any:
        data = None
        count = 0
        for event in self.events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            count += 1
            if count > 1:
                self._note(event, "yaml-dokumenter", "filen har flere dokumenter", "ta bort «---», eller del filen")
                break
            if event.version or event.tags:
                self._note(event, "yaml-direktiv", "en linje kan ikke begynne med «%»", "ta bort linjen")
            data = self._value(next(self.events), (), 1)
        return data

    def _value(self, event: Any, path: KeyPath, depth: int) -> Any:
        self._count(event, depth)
        if isinstance(event, yaml.AliasEvent):
            self.readable = False
            self._note(event, "yaml-alias", "henvisning med «*» kan ikke brukes", _IN_QUOTES)
            return None
        self._refuse_properties(event)
        first = path not in self.places  # the first of two equal keys is the one that stands
        self.places.setdefault(path, self._place(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._scalar(event, path if first else None)

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        seen: dict[str, Sted] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            if key is None:
                self._value(next(self.events), (*path, ""), depth + 1)
                continue
            if first := seen.get(key):
                tekst = f"nøkkelen {quote(key)} står to ganger, først på linje {first.linje}, kolonne {first.kolonne}"
                self._note(event, "dobbel-nokkel", tekst, "ta bort den ene, eller slå dem sammen")
            place = seen.setdefault(key, self._place(event))
            self.key_places.setdefault((*path, key), place)
            value = self._value(next(self.events), (*path, key), depth + 1)
            result.setdefault(key, value)
        return result

    def _key(self, event: Any, path: KeyPath, depth: int) -> str | None:
        """The key as text; ``None`` when it is no text at all, and then the document cannot be trusted."""
        if not isinstance(event, yaml.ScalarEvent):
            self.readable = False
            self._note(event, "nokkel-type", "en nøkkel må være tekst", "skriv nøkkelen i anførselstegn")
            self._value(event, (*path, ""), depth + 1)
            return None
        self._count(event, depth)
        self._refuse_properties(event)
        bare = not event.style
        if bare and event.value == "<<":
            self.readable = False
            self._note(event, "yaml-fletting", "sammenfletting med «<<» kan ikke brukes", "gjenta nøklene her")
            return None
        if bare and not isinstance(_resolve(event.value), str):
            self._note(
                event,
                "nokkel-type",
                f"nøkkelen {quote(event.value)} må være tekst" if event.value else "nøkkelen mangler navn",
                f'skriv den i anførselstegn: "{event.value}"' if event.value else "skriv et navn foran kolonet",
            )
        return str(event.value)

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result)), depth + 1))
        return result

    def _scalar(self, event: Any, path: KeyPath | None) -> Any:
        if not event.style:
            return _resolve(event.value)
        if path is not None:
            self.quoted.add(path)
        start, end = event.start_mark, event.end_mark
        # A text block ends where the next line begins, quotes end on their own line.
        last = end.line - 1 if event.style in "|>" and end.column == 0 else end.line
        self.text_lines.update(range(start.line + 1, last + 1))
        return event.value

    def _count(self, event: Any, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._note(event, "for-mange-verdier", f"filen har mer enn {MAX_NODES} verdier", "del filen i flere")
            raise _StopError
        if depth > MAX_DEPTH:
            self._note(event, "for-dyp", f"mer enn {MAX_DEPTH} nivåer inni hverandre", "gjør oppbygningen enklere")
            raise _StopError

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(event, "yaml-anker", "merke med «&» kan ikke brukes", _IN_QUOTES)
        if event.tag is not None:
            self._note(event, "yaml-merkelapp", "merkelapp med «!» kan ikke brukes", _IN_QUOTES)

    def _parser_stopped(self, error: yaml.MarkedYAMLError) -> None:
        self.readable = False
        stopped: Any = error.problem_mark or error.context_mark
        opened: Any = error.context_mark or stopped
        line = stopped.line + 1
        if TOO_DEEP in (error.problem or "") and self._too_deep(stopped.index):
            return
        if "end of stream" not in (error.problem or ""):  # else the line may be inside a text that is not closed
            near = (line - 1, line)  # a hard space makes its own line pass and the next one stop
            odd = [p for p in odd_indents(self.text, self.text_lines, self.fil) if p.sted.linje in near]
            self.problems.extend(odd)
            if odd:
                return
        if any(problem.sted.linje == line for problem in self.problems):
            return  # the line already has its explanation: «*viktig* beskjed» is an alias before it is anything else
        stop = ParserStop(
            problem=error.problem or "",
            line=line,
            column=stopped.column + 1,
            opened_line=opened.line + 1,
            opened_column=opened.column + 1,
            lines=self.text.splitlines(),
        )
        self.problems.append(explain(stop, self.fil))

    def _too_deep(self, end: int) -> bool:
        """Note the place of our own limit of depth, when the parser reached its own first.

        The parser looks ahead, and newer ones stop at a depth of their own before they hand over the first event. What
        stands before that stop is shallow enough for the parser and deep enough for us.
        """
        before = _Builder(self.text[:end], self.fil)
        before.read()
        found = [problem for problem in before.problems if problem.kode == "for-dyp"]
        self.problems.extend(found)
        return bool(found)

    def _note(self, event: Any, kode: str, tekst: str, hint: str) -> None:
        self.problems.append(Problem(sted=self._place(event), kode=kode, tekst=tekst, hint=hint))
        if len(self.problems) >= MAX_PROBLEMS:
            tekst = f"filen har mer enn {MAX_PROBLEMS} feil, og er ikke lest lenger enn hit"
            hint = "rett disse først, og prøv igjen"
            self.problems.append(Problem(sted=self._place(event), kode="for-mange-feil", tekst=tekst, hint=hint))
            raise _StopError

    def _place(self, event: Any) -> Sted:
        mark = event.start_mark
        return Sted(fil=self.fil, linje=mark.line + 1, kolonne=mark.column + 1)


def _resolve(value: str) -> str | int | bool | None:
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _INTEGER.fullmatch(value) else value


def _first_comments(text: str) -> tuple[str, ...]:
    comments: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line)
    return tuple(comments)
