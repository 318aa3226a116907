"""The print of what a rule decides: everything that can change an outcome, and none of its sentences."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from bvaudit.model.rule import Rule, Variant, Versjon

_LENGTH = 16


def logic_print(rule: Rule) -> str:
    """The first 16 hex digits of sha256 over the rule's logic. Two rules with the same print give the same outcome for
    every object; a new title, explanation, hjemmel or severity leaves it as it was."""
    digest = hashlib.sha256("\n".join(_logic(rule)).encode("utf-8"))
    return digest.hexdigest()[:_LENGTH]


def _logic(rule: Rule) -> Iterator[str]:
    yield f"objekt {rule.gjelder.objekt}"
    yield f"der {_plain(rule.gjelder.der)}"
    yield f"telles_etter {_plain(rule.telles_etter)}"
    yield f"indikasjon {rule.indikasjon}"
    yield f"standard {rule.variantnavn[0]}"
    for version in rule.versjoner:
        yield from _version(version)


def _version(version: Versjon) -> Iterator[str]:
    yield f"versjon {_plain((version.gjelder_fra, version.gjelder_til_og_med, version.velges_etter))}"
    for variant in sorted(version.varianter, key=_name):
        yield f"variant {variant.navn} {_plain(variant.krav)}"


def _name(variant: Variant) -> str:
    return variant.navn


def _plain(value: object) -> str:
    """The same text for the same value, whatever is added to the records later: what has its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        set_ = [(f.name, getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default]
        inside = ", ".join(f"{name}={_plain(each)}" for name, each in set_)
        return f"{type(value).__module__.rpartition('.')[2]}.{type(value).__name__}({inside})"
    if isinstance(value, tuple):
        return f"({', '.join(_plain(each) for each in value)})"
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else repr(value)
