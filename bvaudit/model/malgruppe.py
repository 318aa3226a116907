"""Who a paper is for, and what that lets it hold."""

from enum import StrEnum


class Malgruppe(StrEnum):
    """``INTERN``: numbers and pseudonyms. ``LEDER``: numbers, and nothing of one case. ``OFFENTLIG``: small numbers are
    hidden over all that has been made public."""

    INTERN = "intern"
    LEDER = "leder"
    OFFENTLIG = "offentlig"

    @property
    def saker(self) -> bool:
        """Whether single cases may be told of, under their pseudonyms."""
        return self is Malgruppe.INTERN
