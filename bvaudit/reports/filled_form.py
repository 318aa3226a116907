"""A form as it is when a person has written in it: the same workbook, with the answers in their cells."""

from collections.abc import Mapping
from dataclasses import replace

from bvaudit.intake.form_layout import Asked, Choice
from bvaudit.reports.forms import FieldGroup, FieldSheet, Form, FormRow, TableSheet, TextSheet
from bvaudit.reports.register_sheets import Verdi

Written = Mapping[str, Verdi]  # the key of a column → what is written, a code where there is a list to choose from


def filled(form: Form, rows: Mapping[str, Written], fields: Mapping[str, Written] | None = None) -> Form:
    """``form`` with what is written in each row, by the row's hidden id, and in each sheet of questions, by the sheet's
    key. A row or a column the form has not is left out."""
    return replace(form, ark=tuple(_sheet(form, one, rows, fields or {}) for one in form.ark))


def _sheet(
    form: Form, sheet: FieldSheet | TableSheet | TextSheet, rows: Mapping[str, Written], fields: Mapping[str, Written]
) -> FieldSheet | TableSheet | TextSheet:
    if isinstance(sheet, TableSheet):
        asked = {column.spurt.key: column.spurt for column in sheet.kolonner}
        return replace(sheet, rader=tuple(_row(form, row, rows.get(row.id, {}), asked) for row in sheet.rader))
    if isinstance(sheet, FieldSheet):
        return replace(sheet, grupper=tuple(_group(form, group, fields.get(sheet.key, {})) for group in sheet.grupper))
    return sheet


def _row(form: Form, row: FormRow, written: Written, asked: Mapping[str, Asked]) -> FormRow:
    new = {key: _shown(form, asked[key], row.id, value) for key, value in written.items() if key in asked}
    return replace(row, verdier={**row.verdier, **new}) if new else row


def _group(form: Form, group: FieldGroup, written: Written) -> FieldGroup:
    return replace(
        group,
        felt=tuple(
            replace(one, verdi=_shown(form, one.spurt, "", written[one.spurt.key])) if one.spurt.key in written else one
            for one in group.felt
        ),
    )


def _shown(form: Form, asked: Asked, row_id: str, value: Verdi) -> Verdi:
    """The text of a choice is what stands in the cell."""
    choices: tuple[Choice, ...] = form.layout.choices(asked, row_id) if asked.liste else ()
    return next((one.tekst for one in choices if one.kode == value), value)
