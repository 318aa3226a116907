"""What helps people fill in the form of a supervision: the proposals with their reasons, and how it is done."""

from collections.abc import Mapping, Sequence

from bvaudit.intake.form_layout import Asked
from bvaudit.model.rule import Rule
from bvaudit.reports.forms import FormColumn, FormRow, Guidance, TableSheet, TextSheet
from bvaudit.reports.point_sheet import answered_by, point_text
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text


def proposals_sheet(
    funn: Sequence[tuple[str, Mapping[str, Verdi]]],
    forslag: Mapping[str, Sequence[tuple[str, str]]],
    regler: Mapping[str, Rule],
) -> TableSheet:
    """Every proposal with its question and why it is made, so that one can choose without knowing the points."""
    widths = {"nr": 7, "tekst": 34, "punkt": 36, "sporsmal": 44, "besvares": 18, "grunn": 32}
    numbers = dict(funn)
    rows = tuple(
        FormRow(
            id=f"{id_}-{regel}",
            verdier={
                "nr": numbers[id_].get("nr"),
                "tekst": numbers[id_].get("tekst"),
                "punkt": point_text(regler[regel]),
                "sporsmal": regler[regel].sporsmal,
                "besvares": answered_by(regler[regel]),
                "grunn": grunn,
            },
        )
        for id_, proposed in forslag.items()
        for regel, grunn in proposed
        if regel in regler
    )
    return TableSheet(
        key="oppslag-forslag",
        navn=text("tilsynsskjema.forslag.navn"),
        tittel=text("tilsynsskjema.forslag.tittel"),
        innledning=(text("tilsynsskjema.forslag.innledning"),),
        kolonner=tuple(
            FormColumn(spurt=Asked(key=key, navn=text(f"tilsynsskjema.forslag.{key}"), fast=True), bredde=width)
            for key, width in widths.items()
        ),
        rader=rows,
        oppslag=True,
    )


def guidance_sheet() -> TextSheet:
    """How the form is filled in, with examples."""
    leses = text("tilsynsskjema.valg.leses")
    parts = {"rekkefolge": 4, "skrive": 4, "punkter": 2, "lukke": 1}

    def sentence(key: str) -> str:
        if key == "punkter_2":
            return text("tilsynsskjema.veiledning.punkter_2", leses=leses)
        return text(f"tilsynsskjema.veiledning.{key}")

    return TextSheet(
        navn=text("tilsynsskjema.veiledning.navn"),
        tittel=text("tilsynsskjema.veiledning.tittel"),
        avsnitt=tuple(
            Guidance(
                tittel=text(f"tilsynsskjema.veiledning.{key}"),
                setninger=tuple(sentence(f"{key}_{number}") for number in range(1, count + 1)),
            )
            for key, count in parts.items()
        ),
    )
