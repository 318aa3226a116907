"""Who someone is in the register: a role at a unit, and which role stands above which."""

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.logg import MASKINEN

STAB = "stab"  # the lowest role that is of the whole municipality, by its kode


def split(hvem: str) -> tuple[str, str]:
    """``teamleder@E1`` → (``teamleder``, ``E1``); a role of the whole municipality has no unit."""
    rolle, _, enhet = hvem.partition("@")
    return rolle, enhet


def join(rolle: str, enhet: str) -> str:
    return f"{rolle}@{enhet}" if enhet else rolle


def same(hvem: str, other: str) -> bool:
    """Whether two are the same person, as far as the register knows. A role that stands alone may be the one at any
    unit: leaving the unit out makes nobody another."""
    (mine, here), (theirs, there) = split(hvem), split(other)
    return bool(mine) and mine == theirs and (here == there or not here or not there)


def is_person(hvem: str) -> bool:
    return hvem != MASKINEN


def rank(rolle: str, kodeverk: Kodeverk) -> int | None:
    """The place of the role from the lowest; None when the kodeverk does not have it."""
    return next((at for at, one in enumerate(kodeverk.roller) if one.kode == rolle), None)


def stands_alone(rolle: str, kodeverk: Kodeverk) -> bool:
    """Whether the role is of the whole municipality: stab, and those above it."""
    mine, stab = rank(rolle, kodeverk), rank(STAB, kodeverk)
    return mine is not None and (stab is None or mine >= stab)


def above(hvem: str, other: str, kodeverk: Kodeverk) -> bool:
    """Whether one (with or without its unit) has a role that stands above the other's. False for an unknown role:
    nobody is let through by a word nobody knows."""
    mine, theirs = rank(split(hvem)[0], kodeverk), rank(split(other)[0], kodeverk)
    return mine is not None and theirs is not None and mine > theirs
