"""The command that takes case data in: importer."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import after_importing
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import needed, read_as
from bvaudit.cli.surroundings import home, now
from bvaudit.texts import text


def importer(
    kilder: Annotated[
        list[Path] | None,
        typer.Argument(parser=values.sti, metavar="KILDE", help=text("mappe.valg.kilde"), show_default=False),
    ] = None,
    til: Annotated[
        Path | None, typer.Option("--til", parser=values.ny_mappe, metavar="MAPPE", help=text("mappe.valg.til"))
    ] = None,
    mappe: opt.Mappe = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
    tidligere: opt.Tidligere = None,
    som_json: opt.Json = False,
    stille: opt.Stille = False,
) -> int:
    """Case data in, a pseudonymised snapshot out. The source is not changed."""
    from bvaudit.cli.judged import Shown
    from bvaudit.cli.outcomes import show_import, show_import_as_json
    from bvaudit.workflows.import_cases import import_cases

    sted = folder(mappe)
    needed("importer", "KILDE", kilder, sted)
    needed("importer", "--til MAPPE", til, sted)
    inputs = read_as(kilder or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
    with progress() as at:
        outcome = import_cases(inputs, til, mappe=sted, now=now(), home=home(), progress=at)
    if som_json:
        show_import_as_json(outcome)
    else:
        show_import(outcome, Shown(stille=stille, neste=after_importing(outcome.mappe, in_folder=sted is not None)))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"importer": importer}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
