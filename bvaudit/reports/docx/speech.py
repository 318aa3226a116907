"""Marks what is in another language than the document: the text of the rules is in bokmål in a paper in nynorsk, and a
screen reader and a spell checker are to know."""

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_BEGINS = 6  # characters a text is looked up by
_WORD = re.compile(r"\w")
_AS_READ = {qn("w:noBreakHyphen"): "-", qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_GONE = "\ufffc"  # what is no text: a picture, a field

Known = Mapping[str, tuple[str, ...]]  # the beginning of a text → the texts, the longest first
Sign = tuple[str, Any]  # a character, and the element it stands in


def mark_language(body: Any, texts: Collection[str], tag: str) -> None:
    """Every run in ``body`` where one of ``texts`` stands is marked with the language ``tag``, «nb-NO»; a run that has
    more than that is parted. The first letter may be of another size."""
    known = _known(texts)
    if known:
        for run in list(body.iter(qn("w:r"))):
            _part(run, known, tag)


def _known(texts: Collection[str]) -> Known:
    found: dict[str, list[str]] = {}
    for text in texts:
        plain = _plain(text).strip().rstrip(".")
        if len(plain) >= _BEGINS:
            found.setdefault(plain[:_BEGINS], []).append(plain)
    return {begin: tuple(sorted(set(those), key=len, reverse=True)) for begin, those in found.items()}


def _plain(text: str) -> str:
    """As it is compared: of the same length as it is written."""
    same = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return same.replace("\u00a0", " ").replace("\u2011", "-")


def _spans(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where one of the texts stands, from the beginning of a word to the end of one."""
    plain, at = _plain(text), 0
    while at < len(plain):
        begins = at == 0 or not _WORD.match(plain[at - 1])
        those = known.get(plain[at : at + _BEGINS], ()) if begins else ()
        end = next((at + len(one) for one in those if plain.startswith(one, at) and _ends(plain, at + len(one))), 0)
        if end:
            yield at, end + (plain[end : end + 1] == ".")
        at = end or at + 1


def _ends(plain: str, end: int) -> bool:
    return end >= len(plain) or not _WORD.match(plain[end])


def _part(run: Any, known: Known, tag: str) -> None:
    signs = list(_signs(run))
    spans = list(_spans("".join(sign for sign, _ in signs), known))
    if not spans:
        return
    edges = [edge for span in spans for edge in span]
    starts = sorted({0, *edges, len(signs)})
    for start, end in pairwise(starts):
        part = _run_of(run, signs[start:end])
        if any(a <= start < b for a, b in spans):
            _say(part, tag)
        run.addprevious(part)
    run.getparent().remove(run)


def _signs(run: Any) -> Iterator[Sign]:
    for child in run:
        if child.tag == qn("w:t"):
            yield from ((sign, child) for sign in child.text or "")
        elif child.tag != qn("w:rPr"):
            yield _AS_READ.get(child.tag, _GONE), child


def _run_of(run: Any, signs: list[Sign]) -> Any:
    """A run like the other, with these signs."""
    made = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    written: Any = None
    for sign, element in signs:
        if element.tag != qn("w:t"):
            made.append(deepcopy(element))
            written = None
            continue
        if written is None:
            written = OxmlElement("w:t")
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            written.text = ""
            made.append(written)
        written.text += sign
    return made


def _say(run: Any, tag: str) -> None:
    properties = run.get_or_add_rPr()
    lang = properties.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        properties.append(lang)
    lang.set(qn("w:val"), tag)
