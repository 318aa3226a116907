"""The styles of a document, found by name: Word keeps the English name under a Norwegian one, other programs write the
Norwegian name itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from bvaudit.reports.docx.pieces import Letters

STYLES: dict[str, tuple[str, ...]] = {
    "overskrift 1": ("heading 1", "overskrift 1"),
    "overskrift 2": ("heading 2", "overskrift 2"),
    "overskrift 3": ("heading 3", "overskrift 3"),
    "punktliste": ("list bullet", "punktliste", "punktmerket liste"),
    "tabell": ("table grid", "tabellrutenett"),
}
# Taken in use where a template has them, and not missed where it does not.
_OPTIONAL: dict[str, tuple[str, ...]] = {
    "egen tabell": ("bvaudit tabell",),
    "tabelltekst": ("tabelltekst", "table text"),
    "ingress": ("ingress", "subtitle", "undertittel"),
    "innhold 1": ("toc 1", "inh 1", "innholdsfortegnelse 1"),
    "innhold 2": ("toc 2", "inh 2", "innholdsfortegnelse 2"),
    "innhold 3": ("toc 3", "inh 3", "innholdsfortegnelse 3"),
}
_TABLES = ("tabell", "egen tabell")
_USUAL_POINTS, _TABLE_POINTS, _STEP = 10.0, 9.5, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """``role`` → the document's style, or None. ``points`` is the size of its ordinary text."""

    role: Mapping[str, Any]
    points: float

    @property
    def table_points(self) -> float:
        """The size of text in tables: as the style for it says, else a little smaller than the rest."""
        own = self.role["tabelltekst"]
        if own is not None:
            return float(own.font.size.pt) if own.font.size else self.points
        return min(self.points, _TABLE_POINTS)

    @property
    def letters(self) -> Letters:
        """The letters of ordinary text."""
        return Letters(size=None, quiet=Pt(self.points - _STEP))

    @property
    def table_letters(self) -> Letters:
        """What must be said of each run in a table; no size where the style says it."""
        size = None if self.role["tabelltekst"] is not None else Pt(self.table_points)
        return Letters(size=size, quiet=Pt(self.table_points - _STEP))


def find_styles(document: Any) -> Styles:
    """The document's style for each role."""
    named = [(style.type, (style.name or "").lower(), style) for style in document.styles]
    tables = {name: style for kind, name, style in named if kind == WD_STYLE_TYPE.TABLE}
    texts = {name: style for kind, name, style in named if kind == WD_STYLE_TYPE.PARAGRAPH}
    found = {
        role: next((kinds[name] for name in names if name in kinds), None)
        for role, names in (STYLES | _OPTIONAL).items()
        for kinds in (tables if role in _TABLES else texts,)
    }
    return Styles(role=found, points=_points(document))


def _points(document: Any) -> float:
    """From the ordinary style, else from the defaults of the document."""
    normal = next((style for style in document.styles if (style.name or "").lower() == "normal"), None)
    if normal is not None and normal.font.size is not None:
        return float(normal.font.size.pt)
    size = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    said = str(size.get(qn("w:val"), "")) if size is not None else ""
    return int(said) / 2 if said.isdecimal() and len(said) < 4 else _USUAL_POINTS
