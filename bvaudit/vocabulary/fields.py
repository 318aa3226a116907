"""How an operator's ``Args`` says what each argument is for: the text is the editor's help and the manual page."""

from dataclasses import MISSING, field
from typing import Any


def arg(forklaring: str, *, default: Any = MISSING) -> Any:
    """A field of an ``Args`` record with its Norwegian explanation. Without a default it must be written."""
    if default is MISSING:
        return field(metadata={"forklaring": forklaring})
    return field(default=default, metadata={"forklaring": forklaring})
