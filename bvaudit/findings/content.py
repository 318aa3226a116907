"""The part of the content that findings are told by."""

from collections.abc import Mapping
from typing import Protocol

from bvaudit.model.koder import Kodelister
from bvaudit.model.plans import Plans
from bvaudit.model.rule import Lov, Rule


class Innhold(Protocol):
    """Rules and acts by id, the code lists, and the plans with the supervisions."""

    @property
    def regler(self) -> Mapping[str, Rule]: ...
    @property
    def lover(self) -> Mapping[str, Lov]: ...
    @property
    def koder(self) -> Kodelister: ...
    @property
    def planer(self) -> Plans: ...
