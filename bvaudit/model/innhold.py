"""All content that comes with the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.plans import Plans
from bvaudit.model.rule import Lov, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Innhold:
    """Rules, acts and code lists by id. ``kodeverk`` is None only when its file could not be read."""

    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    koder: Mapping[str, Kodeliste]
    kodeverk: Kodeverk | None
    planer: Plans
