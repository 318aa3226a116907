"""Events of every kind with random contents, led by their type hints: the same seed, the same events."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Hendelse, Ny

PIECES = ("", "a", "æøå ÆØÅ", "linje\nlinje", "\t\x00\x1f", '"{}\\', "«2026»", "𝔘", "́", " ", "0041", "AV-2026-0001")
WHO = ("stab", "leder@ostbyen", "kontakt@vest-1", "bvaudit", "kommunedirektor")


def event(random: Random, kind: type[Hendelse]) -> Hendelse:
    made: Hendelse = record(random, kind)
    return made


def any_event(random: Random) -> Ny:
    """Of any kind but ``sladdet``, which must name what is there."""
    kind = random.choice([kind for kind in HENDELSER.values() if kind is not Sladdet])
    return Ny(hvem=random.choice(WHO), hendelse=event(random, kind))


def record(random: Random, kind: Any) -> Any:
    """Half of what has a default keeps it."""
    hints = get_type_hints(kind)
    given = {}
    for each in fields(kind):
        has_default = each.default is not MISSING or each.default_factory is not MISSING
        if not has_default or random.random() < 0.5:
            given[each.name] = value(random, hints[each.name])
    return kind(**given)


def value(random: Random, hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (wanted,) = [part for part in get_args(hint) if part is not NoneType]
        return None if random.random() < 0.3 else value(random, wanted)
    if origin is tuple:
        return tuple(value(random, get_args(hint)[0]) for _ in range(random.randrange(4)))
    if origin is Mapping:
        keys, values = get_args(hint)
        return {value(random, keys): value(random, values) for _ in range(random.randrange(4))}
    if is_dataclass(hint):
        return record(random, hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return random.choice(list(hint))
    return PLAIN[hint](random)


PLAIN: dict[Any, Any] = {
    str: lambda random: "".join(random.choices(PIECES, k=random.randrange(4))),
    int: lambda random: random.choice((0, 1, -1, 7, 2**40)),
    bool: lambda random: random.random() < 0.5,
    float: lambda random: random.choice((0.0, 1.0, 0.1 + 0.2, random.random(), 1e-300)),
    date: lambda random: date(2020, 1, 1) + timedelta(days=random.randrange(4000)),
}
