"""Which senders the numbers of each place are made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bvaudit.engine.figure_tables import PLACES
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.telling import Plass, Sted


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsendere:
    """The numbers of the sources that some case of each unit and municipality has come from, at any time."""

    kilder: Mapping[Plass, frozenset[int]]

    def without(self, kilder: Collection[int]) -> frozenset[Plass]:
        """The places none of these has a case in."""
        return frozenset(plass for plass, own in self.kilder.items() if own.isdisjoint(kilder))


def senders(database: SqlEngine) -> Avsendere:
    """Needs the tables of the figures and ``sakskilde``."""
    found: dict[Plass, set[int]] = {}
    rows = database.run(
        f"SELECT DISTINCT s.enhet, s.kommune, k.nr FROM {PLACES} s "
        "JOIN sakskilde k ON k.sak_nr = s.sak_nr ORDER BY 1, 2, 3"
    )
    for enhet, kommune, nr in rows:
        for sted, navn in ((Sted.ENHET, enhet), (Sted.KOMMUNE, kommune)):
            if navn:
                found.setdefault((sted, navn), set()).add(nr)
    return Avsendere(kilder={plass: frozenset(numbers) for plass, numbers in found.items()})
