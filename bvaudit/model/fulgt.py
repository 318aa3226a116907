"""What is followed and has a day, beside the cases: the half of the week's list that people keep themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.registeret.planlagt import Forfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulgt:
    """``forfall``: the first day first, up to ``til``. ``enheter``: id → name, of those that are there on ``dag`` and
    those that still have something. ``eiere``: owner, as the register writes it → as people say it; ``roller`` every
    role, code → word. ``uten_register``: nobody has written anything, so that nothing can have been done.
    ``merknader`` are sentences on what is not on the list one by one."""

    kommune: str
    dag: date
    til: date
    forfall: tuple[Forfall, ...]
    enheter: Mapping[str, str] = field(default_factory=dict)
    eiere: Mapping[str, str] = field(default_factory=dict)
    roller: Mapping[str, str] = field(default_factory=dict)
    uten_register: bool = False
    merknader: tuple[str, ...] = ()

    def eier(self, one: Forfall) -> str:
        return self.eiere.get(one.eier, one.eier)
