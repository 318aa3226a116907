"""A duty the law puts on the municipality, and whether anybody can check that it is met."""

from dataclasses import dataclass

from bvaudit.diagnostics import Sted


@dataclass(frozen=True, slots=True, kw_only=True)
class Plikt:
    """``hjemmel`` is text as people cite it. ``ikke_kontrollerbar`` is the reason nothing can check it, or empty.

    ``avsnitt`` is the part of the list it stands in, ``sted`` where it was read.
    """

    id: str
    avsnitt: str
    tittel: str
    hjemmel: str
    ikke_kontrollerbar: str
    sted: Sted
