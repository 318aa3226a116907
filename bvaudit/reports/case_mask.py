"""What people have written themselves, without the ids of cases: a place where something can be seen, or why a control
was not done, may name the case."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from bvaudit.texts import text

# A pseudonym in full, or as it is read aloud: ``S-`` and letters and digits that nobody mixes up.
_ANY = r"[A-Z]{1,3}[-‐‑]([0-9a-f]{20}|(?=[0-9A-HJKMNP-TV-Z]*\d)[0-9A-HJKMNP-TV-Z]{8,16})"


class CaseMask:
    """``known`` are ids of cases that may look like anything, as those kept from the source do."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        words = sorted({word for word in known if word}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join((*map(re.escape, words), _ANY))})(?!\w)")
        self._instead = text("samle.uten_sak")

    def of(self, value: Any) -> Any:
        """The same value, of the same type, with no case in any text of it."""
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._pattern.sub(self._instead, value)
        if isinstance(value, tuple):
            return tuple(self.of(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{each.name: self.of(getattr(value, each.name)) for each in fields(value)})
        return value
