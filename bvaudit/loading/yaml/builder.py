"""From the parser's events to values and places, with every limit and refusal."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bvaudit import texts
from bvaudit.diagnostics import Problem, Sted
from bvaudit.loading.yaml.messages import TOO_DEEP, UNKNOWN, ParserStop, explain, quote
from bvaudit.loading.yaml.text import AS_UTF8, odd_indents

MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_PROBLEMS = 500  # in one file; the next ones say nothing new

Key = str | int
KeyPath = tuple[Key, ...]

# Beyond 18 digits it is a number no table of ours can hold, so it stays text.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _StopError(Exception):
    """Reading cannot go on from here; the problem is already noted."""


class Builder:
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
                self._note(
                    event,
                    "yaml-dokumenter",
                    texts.text("loading.builder.filen_har_flere_dokumenter"),
                    texts.text("loading.builder.ta_bort_eller_del_filen"),
                )
                break
            if event.version or event.tags:
                self._note(
                    event,
                    "yaml-direktiv",
                    texts.text("loading.builder.en_linje_kan_ikke_begynne_med"),
                    texts.text("loading.builder.ta_bort_linjen"),
                )
            data = self._value(next(self.events), (), 1)
        return data

    def _value(self, event: Any, path: KeyPath, depth: int) -> Any:
        self._count(event, depth)
        if isinstance(event, yaml.AliasEvent):
            self.readable = False
            self._note(
                event,
                "yaml-alias",
                texts.text("loading.builder.henvisning_med_kan_ikke_brukes"),
                texts.text("loading.builder.skriv_hele_teksten_i_anforselstegn"),
            )
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
                tekst = texts.text(
                    "loading.builder.nokkelen_star_to_ganger_forst_pa",
                    key=quote(key),
                    linje=first.linje,
                    kolonne=first.kolonne,
                )
                self._note(event, "dobbel-nokkel", tekst, texts.text("loading.builder.ta_bort_den_ene_eller_sla"))
            place = seen.setdefault(key, self._place(event))
            self.key_places.setdefault((*path, key), place)
            value = self._value(next(self.events), (*path, key), depth + 1)
            result.setdefault(key, value)
        return result

    def _key(self, event: Any, path: KeyPath, depth: int) -> str | None:
        """The key as text; ``None`` when it is no text at all, and then the document cannot be trusted."""
        if not isinstance(event, yaml.ScalarEvent):
            self.readable = False
            self._note(
                event,
                "nokkel-type",
                texts.text("loading.builder.en_nokkel_ma_vaere_tekst"),
                texts.text("loading.builder.skriv_nokkelen_i_anforselstegn"),
            )
            self._value(event, (*path, ""), depth + 1)
            return None
        self._count(event, depth)
        self._refuse_properties(event)
        bare = not event.style
        if bare and event.value == "<<":
            self.readable = False
            self._note(
                event,
                "yaml-fletting",
                texts.text("loading.builder.sammenfletting_med_kan_ikke_brukes"),
                texts.text("loading.builder.gjenta_noklene_her"),
            )
            return None
        if bare and not isinstance(_resolve(event.value), str):
            self._note(
                event,
                "nokkel-type",
                texts.text("loading.builder.nokkelen_ma_vaere_tekst", value=quote(event.value))
                if event.value
                else texts.text("loading.builder.nokkelen_mangler_navn"),
                texts.text("loading.builder.skriv_den_i_anforselstegn", value=event.value)
                if event.value
                else texts.text("loading.builder.skriv_et_navn_foran_kolonet"),
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
            self._note(
                event,
                "for-mange-verdier",
                texts.text("loading.builder.filen_har_mer_enn_verdier", max_nodes=MAX_NODES),
                texts.text("loading.builder.del_filen_i_flere"),
            )
            raise _StopError
        if depth > MAX_DEPTH:
            self._note(
                event,
                "for-dyp",
                texts.text("loading.builder.mer_enn_nivaer_inni_hverandre", max_depth=MAX_DEPTH),
                texts.text("loading.builder.gjor_oppbygningen_enklere"),
            )
            raise _StopError

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(
                event,
                "yaml-anker",
                texts.text("loading.builder.merke_med_kan_ikke_brukes"),
                texts.text("loading.builder.skriv_hele_teksten_i_anforselstegn"),
            )
        if event.tag is not None:
            self._note(
                event,
                "yaml-merkelapp",
                texts.text("loading.builder.merkelapp_med_kan_ikke_brukes"),
                texts.text("loading.builder.skriv_hele_teksten_i_anforselstegn"),
            )

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
        before = Builder(self.text[:end], self.fil)
        before.read()
        found = [problem for problem in before.problems if problem.kode == "for-dyp"]
        self.problems.extend(found)
        return bool(found)

    def _note(self, event: Any, kode: str, tekst: str, hint: str) -> None:
        self.problems.append(Problem(sted=self._place(event), kode=kode, tekst=tekst, hint=hint))
        if len(self.problems) >= MAX_PROBLEMS:
            tekst = texts.text("loading.builder.filen_har_mer_enn_feil_og", max_problems=MAX_PROBLEMS)
            hint = texts.text("loading.builder.rett_disse_forst_og_prov_igjen")
            self.problems.append(Problem(sted=self._place(event), kode="for-mange-feil", tekst=tekst, hint=hint))
            raise _StopError

    def _place(self, event: Any) -> Sted:
        mark = event.start_mark
        return Sted(fil=self.fil, linje=mark.line + 1, kolonne=mark.column + 1)


def _resolve(value: str) -> str | int | bool | None:
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _INTEGER.fullmatch(value) else value
