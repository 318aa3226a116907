"""A Jinja sandbox with only the filters and tests a template needs, and data cleaned for XML."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("capitalize", "count", "default", "join", "length", "lower", "trim", "upper")
TESTS = ("even", "odd")
# XML 1.0 has no place for these; Word would call the file damaged.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def environment() -> ImmutableSandboxedEnvironment:
    """A sandbox that fails on unknown names and escapes every value. No ``safe``, no ``cycler``, no ``range``."""
    jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    jinja.globals.clear()
    jinja.filters = {name: jinja.filters[name] for name in FILTERS}
    jinja.tests = {name: jinja.tests[name] for name in TESTS}
    return jinja


def clean(text: str) -> str:
    """The text without control characters; every kind of line break becomes one."""
    return _FORBIDDEN.sub("", re.sub("\r\n?|\v|\f|\u2028|\u2029|\x85", "\n", text))


def clean_record(value: Any) -> Any:
    """The same records with every text clean, for a builder that reads records."""
    if isinstance(value, str):
        return clean(value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: clean_record(getattr(value, field.name)) for field in fields(value)})
    return tuple(clean_record(each) for each in value)


def plain(value: Any) -> Any:
    """A view as dictionaries, lists and clean text: no object whose methods a template could call."""
    if isinstance(value, str):
        return clean(str(value))
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence):
        return [plain(each) for each in value]
    raise TypeError("a view holds text, lists and records only")
