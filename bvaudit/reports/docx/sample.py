"""Made-up views for a trial run, built from the view's own field list so that they never miss a field."""

from typing import Any

from bvaudit.reports.docx.grammar import Liste, field_kinds
from bvaudit.reports.handlingsplan import HandlingsplanView

ORDINARY = "Eksempeltekst med æøå"
HOSTILE = "R&D, a < b > c, </w:t></w:r>, {{ 7*7 }}, {% endfor %}, {_{ x }_}, «æøå» \"'"
LONG = f"{HOSTILE} " + "ord " * 60 + "slutt"


def sample_view(text: str, length: int) -> HandlingsplanView:
    """Every text is ``text``, every list has ``length`` elements."""
    return _record(HandlingsplanView, text, length)  # type: ignore[no-any-return]


def _record(record: Any, text: str, length: int) -> Any:
    return record(**{name: _value(kind, text, length) for name, kind in field_kinds(record).items()})


def _value(kind: Any, text: str, length: int) -> Any:
    if isinstance(kind, Liste):
        return tuple(_value(kind.av, text, length) for _ in range(length))
    return text if kind is str else _record(kind, text, length)
