"""The forms of the demo as they come back: filled in by the made-up readers, and used as people use workbooks."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bvaudit.model.leseark import Enighetsark, Leseark, Sporsmalsark
from bvaudit.reports.forms import Form, FormRow, TableSheet
from bvaudit.reports.question_form import question_form
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.settle_form import settle_form
from bvaudit.texts import text
from bvaudit.workflows.demo_readers import Maskin, Skrevet, settled

_ASKED = "sporsmal"
_OTHER = {"svar": "Delvis", "begrunnelse": "x"}
_SHEETS = re.compile(rb'<sheet name="([^"]+)"')


def filled_in(
    ark: Leseark, dag: date, svar: Mapping[str, Skrevet], utgar: Mapping[str, Mapping[str, Verdi]] | None = None
) -> Form:
    """The reader's form with the answers by point, and why cases are struck by case."""
    written: dict[str, Mapping[str, Verdi]] = {one: given.celler for one, given in svar.items()}
    return reading_form(ark, dag, {**written, **(utgar or {})})


def settled_form(ark: Enighetsark, dag: date, maskin: Maskin, *, runde: int, rolle: str) -> Form:
    """What the two came to when they had talked it over."""
    written = {}
    for one in ark.uenige:
        svar = settled(one.punkt, maskin, runde=runde)
        same = next((each for each in (one.forste, one.andre) if each.svar is svar), one.andre)
        written[one.punkt.id] = {
            "svar": svar.value,
            "begrunnelse": text("demo_revisjon.enige"),
            "feiltype": same.feiltype or None,
            "avgjort_av": rolle,
            "dato": dag,
        }
    return settle_form(ark, dag, written)


def answered_form(ark: Sporsmalsark, dag: date) -> Form:
    """Every question answered and closed by the owner of the list."""
    answer = {"svar": text("demo_revisjon.svar_til_leser"), "lukket": "ja"}
    return question_form(ark, dag, {one.id: answer for one in ark.sporsmal})


def with_question(form: Form, punkt: str) -> Form:
    """A reader has written a question about a point on the sheet for it."""
    row = FormRow(id="", verdier={"punkt": punkt, "sporsmal": text("demo_revisjon.sporsmal")})
    return _changed(form, lambda sheet: (*sheet.rader, row) if sheet.key == _ASKED else sheet.rader)


def with_copied_row(form: Form, id_: str) -> Form:
    """Somebody has copied a row within its sheet and written another answer in the copy."""

    def rows(sheet: TableSheet) -> tuple[FormRow, ...]:
        copies = (replace(row, verdier={**row.verdier, **_OTHER}) for row in sheet.rader if row.id == id_)
        return (*sheet.rader, *copies)

    return _changed(form, rows)


def _changed(form: Form, rows: Callable[[TableSheet], tuple[FormRow, ...]]) -> Form:
    sheets = (replace(one, rader=rows(one)) if isinstance(one, TableSheet) else one for one in form.ark)
    return replace(form, ark=tuple(sheets))


def with_renamed_sheet(workbook: bytes, number: int, navn: str) -> bytes:
    """The workbook as it is when a person has given sheet ``number`` a name of their own: formulas and links that
    point to the sheet follow it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        old = _SHEETS.findall(before.read("xl/workbook.xml"))[number]
        for info in before.infolist():
            content = before.read(info)
            if info.filename.endswith(".xml"):
                content = content.replace(b'<sheet name="%b"' % old, b'<sheet name="%b"' % navn.encode())
                content = content.replace(b"'%b'!" % old, b"'%b'!" % navn.encode())
            after.writestr(info, content)
    return packed.getvalue()
