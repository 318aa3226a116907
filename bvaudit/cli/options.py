"""Options that several commands share, so that a word means the same everywhere."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from bvaudit.cli import values
from bvaudit.texts import text

READING = text("valg.hvordan_kilden_leses")

_SOURCE = typer.Option(
    "--uttrekk",
    parser=values.sti,
    metavar="KILDE",
    help=text("mappe.valg.uttrekk"),
)
MaybeUttrekk: TypeAlias = Annotated[list[Path] | None, _SOURCE]
# With --motor spark the extract and the results may lie where only Spark can reach them.
UttrekkEllerAdresse: TypeAlias = Annotated[
    list[Any] | None,
    typer.Option(
        "--uttrekk",
        parser=values.sted,
        metavar="KILDE",
        help=text("mappe.valg.uttrekk"),
    ),
]
UtEllerAdresse: TypeAlias = Annotated[
    Any, typer.Option("--ut", parser=values.nytt_sted, metavar="MAPPE", help=text("mappe.valg.ut"))
]
Motor: TypeAlias = Annotated[
    Any,
    typer.Option(
        "--motor",
        parser=values.motor,
        metavar="NAVN",
        help=text("valg.motor"),
    ),
]
Nokkel: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--nokkel",
        parser=values.sti,
        metavar="FIL",
        help=text("valg.nokkel"),
        rich_help_panel=READING,
    ),
]
Enheter: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--enheter",
        parser=values.fil,
        metavar="FIL",
        help=text("valg.enheter"),
        rich_help_panel=READING,
    ),
]
Kart: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--kart",
        parser=values.fil,
        metavar="FIL",
        help=text("valg.kart"),
        rich_help_panel=READING,
    ),
]
Tolerant: TypeAlias = Annotated[
    bool,
    typer.Option("--tolerant", help=text("valg.tolerant"), rich_help_panel=READING),
]
Streng: TypeAlias = Annotated[bool, typer.Option("--streng", help=text("valg.streng"), rich_help_panel=READING)]
Xsd: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--xsd",
        parser=values.finnes,
        metavar="FIL",
        help=text("valg.xsd"),
        rich_help_panel=READING,
    ),
]
BeholdId: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--behold-id",
        help=text("valg.behold_id"),
        rich_help_panel=READING,
    ),
]
Tidligere: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--tidligere",
        parser=values.mappe,
        metavar="MAPPE",
        help=text("valg.tidligere"),
        rich_help_panel=READING,
    ),
]
Per: TypeAlias = Annotated[
    date | None,
    typer.Option("--per", parser=values.dag, metavar="DATO", help=text("valg.vurderingsdag")),
]
Regler: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--regler",
        parser=values.mappe,
        metavar="MAPPE",
        help=text("valg.regler"),
    ),
]
Ut: TypeAlias = Annotated[Path, typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help=text("valg.ut"))]
Mappe: TypeAlias = Annotated[
    Path | None,
    typer.Option("--mappe", parser=values.mappe, metavar="MAPPE", help=text("mappe.valg.mappe")),
]
Overskriv: TypeAlias = Annotated[bool, typer.Option("--overskriv", help=text("valg.overskriv"))]
Detaljer: TypeAlias = Annotated[bool, typer.Option("--detaljer", help=text("valg.detaljer"))]
Stille: TypeAlias = Annotated[bool, typer.Option("--stille", help=text("valg.stille"))]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help=text("valg.json"))]
