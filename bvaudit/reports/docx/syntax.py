"""Tells Jinja's syntax errors and the faults of ``check_tree`` in bokmål, at the paragraph where the tag stands."""

import difflib
import re
from collections.abc import Sequence
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bvaudit.diagnostics import Problem, Sted
from bvaudit.reports.docx.grammar import check_tree
from bvaudit.reports.docx.places import place
from bvaudit.reports.docx.report import WordReport
from bvaudit.reports.docx.tags import Tag
from bvaudit.texts import text

_LONGEST = 2_000  # characters in one tag
_MOST_SIGNS = 100
_DEEPEST = 50
_NESTING = re.compile(r"\b(?:not|and|or|if|is|in)\b")
_WORDS = ("for", "endfor", "if", "elif", "else", "endif")


def check_source(
    source: str, tags: Sequence[Tag], report: WordReport[Any], jinja: ImmutableSandboxedEnvironment, shown: str
) -> list[Problem]:
    """``source`` has one tag a line, the first on line 2; ``tags`` are the same tags with their paragraphs."""
    numbered = [tag for tag in tags if not tag.tekst.startswith("{#")]
    if (deep := next((tag for tag in numbered if _is_too_deep(tag.tekst)), None)) or _blocks(numbered) > _DEEPEST:
        sted = place(shown, deep.avsnitt) if deep else Sted(fil=shown)
        hint = text("reports.syntax.del_den_opp_eller_skriv_bare")
        return [
            Problem(
                sted=sted,
                kode="mal-syntaks",
                tekst=text("reports.syntax.merkelappen_er_for_innviklet_til_a"),
                hint=hint,
            )
        ]
    try:
        tree = jinja.parse(source)
    except TemplateSyntaxError as error:
        tekst, hint = _said(error.message or "", report)
        return [Problem(sted=_place(error.lineno, numbered, shown), kode="mal-syntaks", tekst=tekst, hint=hint)]
    return [
        Problem(sted=_place(fault.linje, numbered, shown), kode=fault.kode, tekst=fault.tekst, hint=fault.hint)
        for fault in check_tree(tree, report)
    ]


def _is_too_deep(tag: str) -> bool:
    """Whether a tag is so nested that parsing it could exhaust Python's stack. No real tag is near the limit."""
    return len(tag) > _LONGEST or sum(map(tag.count, "([{~|-+.*/%")) + len(_NESTING.findall(tag)) > _MOST_SIGNS


def _blocks(tags: Sequence[Tag]) -> int:
    """The deepest nesting of loops and conditions."""
    deepest = depth = 0
    for tag in tags:
        depth += (tag.ord in ("for", "if")) - (tag.ord in ("endfor", "endif"))
        deepest = max(deepest, depth)
    return deepest


def _place(line: int, tags: Sequence[Tag], shown: str) -> Sted:
    index = line - 2
    return place(shown, tags[index].avsnitt) if 0 <= index < len(tags) else Sted(fil=shown)


def _said(message: str, report: WordReport[Any]) -> tuple[str, str]:
    if unknown := re.match(r"Encountered unknown tag '(\w+)'", message):
        word = unknown[1]
        if word in ("p", "tr", "tc", "r"):
            return text("reports.syntax.merkelappen_er_ikke_forstatt", word=word), text(
                "reports.syntax.skriv_uten_mellomrom_mellom_og", word=word
            )
        near = difflib.get_close_matches(word, _WORDS, n=1, cutoff=0.6)
        return text("reports.syntax.ukjent_ord_i_merkelappen", word=word), text(
            "felles.mente_du", naer=near[0]
        ) if near else "velg blant: " + ", ".join(_WORDS)
    if unexpected := re.match(r"unexpected char '(.+?)'", message):
        return (
            text("reports.syntax.tegnet_kan_ikke_sta_i_en", unexpected=unexpected[1]),
            text("reports.syntax.skriv_feltnavnet_med_vanlige_bokstaver"),
        )
    felt, liste = f"{{{{ {report.navn}.{report.felt} }}}}", f"{{% for a in {report.navn}.{report.liste} %}}"
    return "skrivefeil i merkelappen", text("reports.syntax.en_merkelapp_ser_slik_ut_eller", felt=felt, liste=liste)
