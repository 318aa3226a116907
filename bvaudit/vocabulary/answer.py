"""What an operator says of each object: an outcome and the facts that decided it, as SQL expressions."""

from dataclasses import dataclass

from bvaudit.model.kilde import Trenger
from bvaudit.model.utfall import Utfall

SOMETHING_MISSING = "En opplysning som trengs, mangler."  # not said where the source is known to lack it


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence for the column «forklaring», shown when ``condition`` (SQL) is true. ``ved``: said only when the
    operator's answer is this outcome."""

    condition: str
    tekst: str
    ved: Utfall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the reckoning that ``forklar`` prints: what it is, and the SQL that gives it."""

    navn: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """SQL expressions over the object row. An empty string means the operator has no such fact. ``needs`` is what a
    source must hold for it to be judged at all."""

    utfall: str
    start_dato: str = ""
    frist_dato: str = ""
    faktisk_dato: str = ""
    krav: str = ""
    funnet: str = ""
    annen_ansvarlig: str = ""
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()
    needs: tuple[Trenger, ...] = ()


def literal(utfall: Utfall) -> str:
    return f"'{utfall.value}'"


def case(*branches: tuple[str, Utfall], otherwise: Utfall) -> str:
    """``CASE`` in the order written; a condition that is unknown falls through to the next."""
    lines = "".join(f" WHEN {condition} THEN {literal(utfall)}" for condition, utfall in branches)
    if not branches:
        return literal(otherwise)
    return f"CASE{lines} ELSE {literal(otherwise)} END"


def yes_or_no(condition: str) -> str:
    """True is oppfylt, false is ikke oppfylt, and what cannot be known is uavklart."""
    return case((f"({condition}) IS NULL", Utfall.UAVKLART), (condition, Utfall.OPPFYLT), otherwise=Utfall.IKKE_OPPFYLT)
