"""Options that several commands share, so that a word means the same everywhere."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from bvaudit.cli import values
from bvaudit.texts import text

READING = "Hvordan kilden leses"

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
        help="Databasen som regner: duckdb, eller spark for data på en klynge.",
    ),
]
Nokkel: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--nokkel",
        parser=values.sti,
        metavar="FIL",
        help="Nøkkelen som gir sakene pseudonymer. Finnes den ikke, blir den laget.",
        rich_help_panel=READING,
    ),
]
Enheter: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--enheter",
        parser=values.fil,
        metavar="FIL",
        help="Kommunens egen liste over enheter.",
        rich_help_panel=READING,
    ),
]
Kart: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--kart",
        parser=values.fil,
        metavar="FIL",
        help="Hva kolonnene i Excel eller CSV betyr.",
        rich_help_panel=READING,
    ),
]
Tolerant: TypeAlias = Annotated[
    bool,
    typer.Option("--tolerant", help="Les også det som krever en antakelse, og si fra om den.", rich_help_panel=READING),
]
Streng: TypeAlias = Annotated[
    bool, typer.Option("--streng", help="Stopp ved den minste feil i kilden.", rich_help_panel=READING)
]
Xsd: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--xsd",
        parser=values.finnes,
        metavar="FIL",
        help="Kontroller dokumentene mot dette skjemaet, eller mot skjemaene i mappen.",
        rich_help_panel=READING,
    ),
]
BeholdId: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--behold-id",
        help="Behold kildens egne id-er, til avstemming mot fagsystemet. Aldri fødselsnummer eller journalnummer.",
        rich_help_panel=READING,
    ),
]
Tidligere: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--tidligere",
        parser=values.mappe,
        metavar="MAPPE",
        help="Et eldre importert uttrekk med samme nøkkel. Viser hvilken enhet som hadde saken før.",
        rich_help_panel=READING,
    ),
]
Per: TypeAlias = Annotated[
    date | None,
    typer.Option("--per", parser=values.dag, metavar="DATO", help="Dagen sakene vurderes. Uten den: uttrekkets dato."),
]
Regler: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--regler",
        parser=values.mappe,
        metavar="MAPPE",
        help="Mappe med eget innhold i tillegg: regler, lister, tilsyn.",
    ),
]
Ut: TypeAlias = Annotated[
    Path, typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help="Mappen resultatet legges i.")
]
Mappe: TypeAlias = Annotated[
    Path | None,
    typer.Option("--mappe", parser=values.mappe, metavar="MAPPE", help=text("mappe.valg.mappe")),
]
Overskriv: TypeAlias = Annotated[
    bool, typer.Option("--overskriv", help="Skriv over register og handlingsplaner som ligger der fra før.")
]
Detaljer: TypeAlias = Annotated[
    bool, typer.Option("--detaljer", help="Vis hver regel i hver enhet, og alle advarsler.")
]
Stille: TypeAlias = Annotated[bool, typer.Option("--stille", help="Vis bare feil, og hvor filene ligger.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
