"""Places in a Word file in a user's words: «bunntekst, avsnitt 3: «Side 1 av …»»."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit.diagnostics import Grad, Problem, Sted

_SHOWN = 60
_PARTS = (
    ("word/document", ""),
    ("word/header", "topptekst"),
    ("word/footer", "bunntekst"),
    ("word/footnotes", "fotnote"),
    ("word/endnotes", "sluttnote"),
    ("word/comments", "merknad"),
    ("docProps/", "dokumentegenskaper"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a part. ``nummer`` counts from 1 in the part, tables included; ``element`` is its XML."""

    del_navn: str
    nummer: int
    tekst: str
    element: Any


def part_label(name: str) -> str:
    """The part's name for a reader; empty for the body."""
    return next((label for start, label in _PARTS if name.startswith(start)), name)


def paragraphs(name: str, root: Any) -> Iterator[Paragraph]:
    """Every paragraph of ``root`` in document order, each with its own text only (not that of a text box inside it)."""
    texts: dict[Any, list[str]] = {element: [] for element in root.iter(qn("w:p"))}
    for element in root.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:delText")):
        owner = next(element.iterancestors(qn("w:p")), None)
        if owner is not None:
            texts[owner].append(element.text or "" if element.tag in (qn("w:t"), qn("w:delText")) else " ")
    for number, (element, parts) in enumerate(texts.items(), start=1):
        yield Paragraph(del_navn=name, nummer=number, tekst="".join(parts), element=element)


def all_paragraphs(parts: Mapping[str, bytes]) -> Iterator[Paragraph]:
    """The paragraphs of every part that has text: body first, then headers, footers and notes by name."""
    names = sorted(name for name in parts if is_text_part(name))
    for name in sorted(names, key=lambda each: (not each.startswith("word/document"), each)):
        yield from paragraphs(name, parse_xml(parts[name]))


def is_text_part(name: str) -> bool:
    return name.startswith(tuple(start for start, _ in _PARTS[:-1])) and name.endswith(".xml") and name.count("/") == 1


def place(shown: str, paragraph: Paragraph) -> Sted:
    text = " ".join(paragraph.tekst.split())
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    label = part_label(paragraph.del_navn)
    sti = f"{label}, avsnitt {paragraph.nummer}" if label else f"avsnitt {paragraph.nummer}"
    return Sted(fil=shown, sti=f"{sti}: «{cut}»" if cut else sti)


def fault(
    shown: str, kode: str, tekst: str, hint: str = "", *, sti: str | None = None, grad: Grad = Grad.FEIL
) -> Problem:
    """A problem with the file as a whole, or with one part of it when ``sti`` says which."""
    return Problem(sted=Sted(fil=shown, sti=sti), kode=kode, tekst=tekst, hint=hint, grad=grad)
