"""Answers about workbooks become the map's own text, without losing what the map said that nobody was asked about."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bvaudit.diagnostics import Problem, Sted
from bvaudit.loading.content.kart import kart_of
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.kart import Kart
from bvaudit.model.kartsvar import Tegnet


def as_json(kart: Kart) -> str:
    """The map as data, to follow a form."""
    return json.dumps(_plain(as_data(kart)), ensure_ascii=False, separators=(",", ":"))


def map_from_answers(tegnet: Tegnet, fil: str, *, before: str, base: str) -> tuple[Kart | None, list[Problem]]:
    """The map the answers make, and every problem with the cell it was answered in.

    ``base`` is the map the form was made beside and ``before`` what the untouched form would have made of it, both as
    ``as_json``; empty when there was none. What nobody has changed in the form is as it was in the map.
    """
    now: dict[str, Any] = _plain(as_data(tegnet.kart))
    data = _patched(json.loads(base), json.loads(before), now) if base and before else now
    places = {(): Sted(fil=fil), **tegnet.steder}
    document = Document(
        fil=fil, data=data, places=places, key_places={}, quoted=frozenset(_paths(data, ())), comments=(), tekst=""
    )
    return kart_of(document)


def _patched(base: Any, before: Any, now: Any) -> Any:
    """``base`` with what differs between ``before`` and ``now``."""
    if before == now:
        return base
    if not (isinstance(base, dict) and isinstance(before, dict) and isinstance(now, dict)):
        return now
    kept: dict[str, Any] = {}
    for key in [*base, *(key for key in now if key not in base)]:
        if key not in now and key in before:
            continue  # taken away by the one who answered
        if key not in now or now[key] == before.get(key):
            kept |= {key: base[key]} if key in base else {}
        else:
            kept[key] = _patched(base.get(key), before.get(key), now[key])
    return kept


def _paths(data: Any, at: KeyPath) -> Iterator[KeyPath]:
    """Every place in the data: what was answered as text is text."""
    yield at
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield from _paths(value, (*at, key))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
