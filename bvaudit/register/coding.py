"""An event as the parts the log keeps of it, and back.

Each part is one JSON object of the fields that belong to it, in one spelling only: keys in order, no spaces, no escaped
letters. A field that has its default is left out, so that a field which is added later changes no print of an earlier
event. A part without fields is empty text. The same goes for a part that has been struck: its fields come back with
their defaults.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from bvaudit.loading.record_json import from_plain, to_plain
from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.logg import SLAG, Del, Hendelse
from bvaudit.register.faults import RegisterFault
from bvaudit.texts import text

_PARTS: dict[type[Hendelse], dict[str, Del]] = {}  # kind → field → the part it belongs to
_READS_WRONG = (TypeError, ValueError, KeyError, AttributeError, LookupError)


def parts_of(event: Hendelse) -> dict[Del, str]:
    """The canonical text of each part of the event. TypeError or ValueError when a field holds what its type hint does
    not say: then it would not come back as it was."""
    plain: dict[str, Any] = to_plain(event, type(event))
    belongs = _parts_by_field(type(event))
    parts: dict[Del, dict[str, Any]] = {part: {} for part in Del}
    for name, value in plain.items():
        parts[belongs[name]][name] = value
    return {part: canonical(content) if content else "" for part, content in parts.items()}


def event_of(kode: str, parts: Mapping[Del, str], nr: int) -> Hendelse:
    """The event that :func:`parts_of` made ``parts`` of. RegisterFault, with ``nr``, when this program does not know
    the kind of event or one of its fields."""
    kind = HENDELSER.get(kode)
    if kind is None:
        raise RegisterFault(
            text("registeret_logg.ukjent_hendelse", nr=nr, kode=kode), hint=text("registeret_logg.nyere_program")
        )
    plain: dict[str, Any] = {}
    try:
        for part in Del:
            plain |= json.loads(parts.get(part) or "{}")
        unknown = sorted(plain.keys() - _parts_by_field(kind).keys())
        if not unknown:
            return from_plain(plain, kind)
    except _READS_WRONG as error:
        raise RegisterFault(
            text("registeret_logg.uleselig_hendelse", nr=nr, kode=kode), hint=text("registeret_logg.nyere_program")
        ) from error
    raise RegisterFault(
        text("registeret_logg.ukjent_felt", nr=nr, kode=kode, felt=", ".join(unknown)),
        hint=text("registeret_logg.nyere_program"),
    )


def canonical(content: Any) -> str:
    """JSON in the one spelling that prints are taken of. ValueError for a number that is none."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _parts_by_field(kind: type[Hendelse]) -> dict[str, Del]:
    if kind not in _PARTS:
        _PARTS[kind] = _belonging(kind)
    return _PARTS[kind]


def _belonging(kind: type[Hendelse]) -> dict[str, Del]:
    return {each.name: each.metadata.get(SLAG, Del.FAKTA) for each in fields(kind)}
