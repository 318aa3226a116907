"""Made-up views for a trial run, built from the view's own field list so that they never miss a field."""

from typing import Any

from bvaudit import texts
from bvaudit.reports.docx.grammar import ListField, field_kinds
from bvaudit.reports.docx.report import V

ORDINARY = texts.text("reports.sample.eksempeltekst_med_aeoa")
HOSTILE = "R&D, a < b > c, </w:t></w:r>, {{ 7*7 }}, {% endfor %}, {_{ x }_}, «æøå» \"'"
LONG = f"{HOSTILE} " + "ord " * 60 + "slutt"


def sample_view(view: type[V], text: str, length: int) -> V:
    """A view where every text is ``text`` and every list has ``length`` elements."""
    return view(**{name: _value(kind, text, length) for name, kind in field_kinds(view).items()})


def _value(kind: Any, text: str, length: int) -> Any:
    if isinstance(kind, ListField):
        return tuple(_value(kind.av, text, length) for _ in range(length))
    return text if kind is str else sample_view(kind, text, length)
