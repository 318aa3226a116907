"""Where a number in a document stands in the workbook beside it, kept as a hidden bookmark around the number.

Word shows no bookmark whose name begins with a line, a reader hears none, and they stay when somebody writes in the
document."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_MARK = re.compile(r"_bvt_(\w+?)_([A-Z]{1,3}\d+)_\d+")
_FIRST = 400_000  # below the numbers of the headings' own, above those of an ordinary template
_PLACE = re.compile(r"(\w+)!([A-Z]{1,3}\d+)")


def trace(run: Any, sted: str) -> None:
    """Marks the run with its place in the workbook. ValueError when ``sted`` is no place."""
    found = _PLACE.fullmatch(sted)
    if found is None:
        raise ValueError(f"not a cell: {sted}")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), "0")
    start.set(qn("w:name"), f"_bvt_{found[1]}_{found[2]}_0")
    run.addprevious(start)
    run.addnext(end)


def number_traces(body: Any) -> None:
    """Gives the marks of a document the numbers they must have: each its own, and each name only once."""
    for number, (start, end) in enumerate(list(_pairs(body)), start=1):
        found = _MARK.fullmatch(start.get(qn("w:name")))
        if found is not None:
            start.set(qn("w:name"), f"_bvt_{found[1]}_{found[2]}_{number}")
        for mark in (start, end):
            mark.set(qn("w:id"), str(_FIRST + number))


def traces(body: Any) -> Iterator[tuple[str, str]]:
    """(place in the workbook, what a reader sees) of each traced number, in the order of the document."""
    for start, end in _pairs(body):
        found = _MARK.fullmatch(start.get(qn("w:name")) or "")
        if found is not None:
            yield f"{found[1]}!{found[2]}", "".join(_between(start, end))


def _pairs(body: Any) -> Iterator[tuple[Any, Any]]:
    for start in body.iter(qn("w:bookmarkStart")):
        if _MARK.fullmatch(start.get(qn("w:name")) or ""):
            end = next(one for one in start.itersiblings() if one.tag == qn("w:bookmarkEnd"))
            yield start, end


def _between(start: Any, end: Any) -> Iterator[str]:
    for sibling in start.itersiblings():
        if sibling is end:
            return
        for leaf in sibling.iter():
            if leaf.tag == qn("w:t"):
                yield leaf.text or ""
            elif leaf.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif leaf.tag == qn("w:br"):
                yield " "
