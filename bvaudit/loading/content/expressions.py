"""From checked YAML to the vocabulary's records, led by their own type hints.

The same hints give the JSON Schema (``schemas.py``), so what the editor allows is what the program reads.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Krav, Rader
from bvaudit.model.varighet import Varighet, parse_varighet
from bvaudit.vocabulary.catalog import OPERATORS

T = TypeVar("T")
_CONDITION_WORDS = ("i_kraft", "minst_en", "ikke", "finnes")


def read_krav(data: Mapping[str, Any]) -> Krav:
    """``{innen_frist: {...}}`` → its ``Args``."""
    ((navn, innhold),) = data.items()
    operator = OPERATORS[navn]
    if operator.sammensatt:
        return operator.args(krav=_convert(innhold, get_type_hints(operator.args)["krav"]))  # type: ignore[call-arg]
    return read_record(innhold, operator.args)


def read_record(data: Mapping[str, Any], kind: type[T]) -> T:
    hints = get_type_hints(kind)
    return kind(**{navn: _convert(verdi, hints[navn]) for navn, verdi in data.items()})


def read_dato(data: Any) -> Dato:
    if isinstance(data, str):
        return Dato(felt=data)
    return Dato(
        felt=data.get("felt", ""),
        dag=date.fromisoformat(data["dag"]) if "dag" in data else None,
        tidligste=read_rader(data["tidligste"]) if "tidligste" in data else None,
        seneste=read_rader(data["seneste"]) if "seneste" in data else None,
        pluss=_durations(data.get("pluss", ())),
        minus=_durations(data.get("minus", ())),
    )


def read_rader(data: Mapping[str, Any]) -> Rader:
    return Rader(
        tabell=data["tabell"],
        felt=data.get("felt", ""),
        via=data.get("via", ""),
        retning=data.get("retning", "fra"),
        der=read_betingelse(data["der"]) if "der" in data else None,
    )


def read_betingelse(data: Mapping[str, Any]) -> Betingelse:
    finnes = data.get("finnes", [])
    return Betingelse(
        felt=tuple(_feltkrav(felt, krav) for felt, krav in data.items() if felt not in _CONDITION_WORDS),
        i_kraft=read_dato(data["i_kraft"]) if "i_kraft" in data else None,
        minst_en=tuple(read_betingelse(b) for b in data.get("minst_en", [])),
        ikke=read_betingelse(data["ikke"]) if "ikke" in data else None,
        finnes=tuple(read_rader(r) for r in (finnes if isinstance(finnes, list) else [finnes])),
    )


def _feltkrav(felt: str, krav: Mapping[str, Any]) -> Feltkrav:
    return Feltkrav(
        felt=felt,
        en_av=tuple(krav["en_av"]) if "en_av" in krav else None,
        har_en_av=tuple(krav.get("har_en_av", ())),
        lik=krav.get("lik", ""),
        er=krav.get("er"),
        utfylt=krav.get("utfylt"),
        pluss=_durations(krav.get("pluss", ())),
        tidligst=read_dato(krav["tidligst"]) if "tidligst" in krav else None,
        senest=read_dato(krav["senest"]) if "senest" in krav else None,
        minst=krav.get("minst"),
        hoyst=krav.get("hoyst"),
        gyldig_i=krav.get("gyldig_i", ""),
        pa=read_dato(krav["pa"]) if "pa" in krav else None,
    )


def _durations(data: Any) -> tuple[Varighet, ...]:
    return tuple(_duration(text) for text in ([data] if isinstance(data, str) else data))


def _duration(text: str) -> Varighet:
    found = parse_varighet(text)
    assert found is not None, "the schema has checked durations"
    return found


def _convert(data: Any, hint: Any) -> Any:
    """A checked YAML value as the type the record asks for."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        wanted = [part for part in get_args(hint) if part is not NoneType]
        return None if data is None else _convert(data, wanted[0])
    if origin is tuple:
        items = data if isinstance(data, list) else [data]
        return tuple(_convert(item, get_args(hint)[0]) for item in items)
    if origin is Literal or hint in (str, int, bool):
        return data
    return _convert_named(data, hint)


def _convert_named(data: Any, hint: Any) -> Any:
    readers: dict[Any, Any] = {
        Dato: read_dato,
        Rader: read_rader,
        Betingelse: read_betingelse,
        Krav: read_krav,
        Varighet: _duration,
    }
    if hint in readers:
        return readers[hint](data)
    if hint is date:
        return date.fromisoformat(data)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(data)
    return read_record(data, hint)
