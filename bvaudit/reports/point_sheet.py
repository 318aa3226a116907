"""The points a form can ask for: which there are, what they are called in a list, and a sheet to look them up in."""

from collections.abc import Mapping

from bvaudit.intake.form_layout import Asked
from bvaudit.model.rule import Rule
from bvaudit.reports.forms import FormColumn, FormRow, TableSheet
from bvaudit.reports.wording import tema_name
from bvaudit.texts import text


def usable_points(regler: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """Those a finding can be tested by, by theme: not the register's own controls, and none that is retired."""
    usable = (rule for rule in regler.values() if rule.kontroll is None and rule.utgatt is None)
    return tuple(sorted(usable, key=lambda rule: (tema_name(rule.tema), rule.id)))


def point_text(rule: Rule) -> str:
    return f"{rule.id} {rule.tittel}"


def answered_by(rule: Rule) -> str:
    return text("tilsynsskjema.punkter.leses" if rule.manuell else "tilsynsskjema.punkter.maskin")


def points_sheet(regler: Mapping[str, Rule]) -> TableSheet:
    """Every point, to look up by filtering."""
    widths = {"id": 10, "sporsmal": 96, "tema": 30, "besvares": 30}
    rows = tuple(
        FormRow(
            id=rule.id,
            verdier={
                "id": rule.id,
                "sporsmal": rule.sporsmal,
                "tema": tema_name(rule.tema),
                "besvares": answered_by(rule),
            },
        )
        for rule in usable_points(regler)
    )
    return TableSheet(
        key="oppslag-punkter",
        navn=text("tilsynsskjema.punkter.navn"),
        tittel=text("tilsynsskjema.punkter.tittel"),
        innledning=(text("tilsynsskjema.punkter.innledning"),),
        kolonner=tuple(
            FormColumn(spurt=Asked(key=key, navn=text(f"tilsynsskjema.punkter.{key}"), fast=True), bredde=width)
            for key, width in widths.items()
        ),
        rader=rows,
        oppslag=True,
    )
