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
        help=text("cli.options.databasen_som_regner_duckdb_eller"),
    ),
]
Nokkel: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--nokkel",
        parser=values.sti,
        metavar="FIL",
        help=text("cli.options.nokkelen_som_gir_sakene_pseudonymer"),
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
        help=text("cli.options.hva_kolonnene_i_excel_eller_csv"),
        rich_help_panel=READING,
    ),
]
Tolerant: TypeAlias = Annotated[
    bool,
    typer.Option("--tolerant", help=text("cli.options.les_ogsa_det_som_krever_en"), rich_help_panel=READING),
]
Streng: TypeAlias = Annotated[
    bool, typer.Option("--streng", help=text("cli.options.stopp_ved_den_minste_feil_i"), rich_help_panel=READING)
]
Xsd: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--xsd",
        parser=values.finnes,
        metavar="FIL",
        help=text("cli.options.kontroller_dokumentene_mot_dette"),
        rich_help_panel=READING,
    ),
]
BeholdId: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--behold-id",
        help=text("cli.options.behold_kildens_egne_id_er_til"),
        rich_help_panel=READING,
    ),
]
Tidligere: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--tidligere",
        parser=values.mappe,
        metavar="MAPPE",
        help=text("cli.options.et_eldre_importert_uttrekk_med_samme"),
        rich_help_panel=READING,
    ),
]
Per: TypeAlias = Annotated[
    date | None,
    typer.Option("--per", parser=values.dag, metavar="DATO", help=text("cli.options.dagen_sakene_vurderes_uten_den")),
]
Regler: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--regler",
        parser=values.mappe,
        metavar="MAPPE",
        help=text("cli.options.mappe_med_eget_innhold_i_tillegg"),
    ),
]
Ut: TypeAlias = Annotated[
    Path,
    typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help=text("cli.options.mappen_resultatet_legges_i")),
]
Mappe: TypeAlias = Annotated[
    Path | None,
    typer.Option("--mappe", parser=values.mappe, metavar="MAPPE", help=text("mappe.valg.mappe")),
]
Overskriv: TypeAlias = Annotated[
    bool, typer.Option("--overskriv", help=text("cli.options.skriv_over_register_og_handlingsplaner"))
]
Detaljer: TypeAlias = Annotated[bool, typer.Option("--detaljer", help=text("cli.options.vis_hver_regel_i_hver_enhet"))]
Stille: TypeAlias = Annotated[bool, typer.Option("--stille", help=text("cli.options.vis_bare_feil_og_hvor_filene"))]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help=text("cli.options.skriv_resultatet_som_json"))]
