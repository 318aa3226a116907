"""What others have written in something a unit has a part in, without the names, ids and numbers of other units."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from bvaudit.model.registeret.ting import Feltverdi, Kommentar
from bvaudit.texts import text


class Mask:
    """``hidden`` are the words that may not be seen in the workbook of ``enhet``. What the unit itself has written
    stands as it is, so that it comes back as it was."""

    def __init__(self, enhet: str, hidden: Iterable[str]) -> None:
        words = sorted({word for word in hidden if word}, key=len, reverse=True)
        self._enhet = enhet
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None
        self._instead = text("registeret_bok.annen_enhet")

    def of(self, value: Any) -> Any:
        """The same value, of the same type, with nothing hidden in any text of it."""
        if self._pattern is None or value is None or isinstance(value, Enum | bool | int | float | date | datetime):
            return value
        if isinstance(value, str):
            return self._pattern.sub(self._instead, value)
        if isinstance(value, tuple):
            return tuple(self.of(each) for each in value)
        if isinstance(value, Feltverdi | Kommentar) and value.hvem.partition("@")[2] == self._enhet:
            return value
        if is_dataclass(value) and not isinstance(value, type):
            changed = {each.name: self.of(getattr(value, each.name)) for each in fields(value)}
            return replace(value, **changed)
        return {self.of(key): self.of(each) for key, each in value.items()} if isinstance(value, dict) else value
