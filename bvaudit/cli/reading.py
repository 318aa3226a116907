"""What a command reads, and how: from the options every such command has, and from the municipality's folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bvaudit.cli import values
from bvaudit.cli.surroundings import processors
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.inputs import ImportInputs

T = TypeVar("T")


def read_as(
    kilder: Sequence[Path],
    nokkel: Path | None,
    enheter: Path | None,
    kart: Path | None,
    tolerant: bool,
    streng: bool,
    xsd: Path | None,
    behold_id: bool,
    tidligere: Sequence[Path] | None = None,
) -> "ImportInputs":
    """What to read and how, from the options every such command has."""
    if tolerant and streng:
        raise UsageError(text("bruk.tolerant_og_streng"), hint=text("bruk.velg_en"))
    from bvaudit.workflows.inputs import ImportInputs

    return ImportInputs(
        kilder=values.kilder(kilder),
        nokkel=nokkel,
        enheter=enheter,
        kart=kart,
        tolerant=tolerant,
        streng=streng,
        xsd=xsd,
        behold_id=behold_id,
        prosesser=processors(),
        tidligere=values.several(tidligere),
    )


def needed(command: str, name: str, value: T | None, mappe: "Mappe | None") -> T | None:
    """What was given; outside a municipality's folder, a run that cannot do without it stops here."""
    if value or mappe is not None:
        return value
    raise UsageError(text("mappe.mangler", hva=name), hint=text("mappe.mangler_hint", kommando=command))
