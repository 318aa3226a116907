"""The example of 80 foster homes from the sheet to the locked answers, with the reader's workbook filled in as people
do: cell by cell, under the headings they see."""

import csv
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook

from bvaudit.diagnostics import has_errors
from bvaudit.loading.content.place import shipped
from bvaudit.loading.folder import read_folder
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_events import Who, remarks
from bvaudit.workflows.audits_forms import make_reading_forms
from bvaudit.workflows.audits_locking import lock
from bvaudit.workflows.audits_new import NewAudit, new_audit
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.extracts import import_into
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.read_back import read_back, write_events, write_files
from bvaudit.workflows.run_demo import DEMO_KEY

EXAMPLE = shipped().eksempler / "fosterhjem-80"
DRAWN = 80  # the places after these are in reserve
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
KINDS = {
    "reell": "Reell svikt",
    "dokumentasjon": "Manglende dokumentasjon",
    "registreringsfeil": "Registreringsfeil",
    "tellemate": "Følger av måten å telle på",
}
Cells = Mapping[str, str]  # heading → what is written under it


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


FOLDERS = {row["Saks-ID"]: row for row in rows_of(EXAMPLE / "mappene.csv")}  # what a reader finds, by the case's own id


def at(day: int) -> datetime:
    return datetime(2025, 2, day, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    mappe: Mappe
    home: Path
    cases: Mapping[str, str]  # pseudonym → the case's own id, as only the key's owner knows


def municipality(folder: Path) -> Municipality:
    """A copy of the example with its sheet imported."""
    rot, keys = folder / "kommune", folder / "nokkel"
    shutil.copytree(EXAMPLE, rot)
    keys.mkdir(mode=0o700)
    key = keys / "nokkel.txt"
    key.write_text(DEMO_KEY, encoding="utf-8")
    key.chmod(0o600)
    mappe, problems = read_folder(rot)
    assert mappe is not None and not has_errors(problems)
    inputs = ImportInputs(
        kilder=(mappe.uttrekk / "fosterhjem.csv",), nokkel=key, enheter=mappe.enheter, kart=mappe.kart
    )
    koder = content_or_stop(own_content(mappe, ())).koder
    import_into(mappe.uttrekk, inputs, koder, now=at(1), home=keys, progress=None)
    links = {row["pseudonym"]: row["kilde_id"] for row in rows_of(keys / "koblingsliste.csv") if row["type"] == "sak"}
    return Municipality(mappe=mappe, home=folder / "hjem", cases=links)


def begun(here: Municipality, navn: str, liste: str) -> tuple[Audit, Path]:
    """The audit with its cases drawn, and the workbook its reader is given."""
    asked = NewAudit(
        navn=navn,
        sjekkliste=liste,
        per=YEAR[1],
        periode=YEAR,
        lesere=(Leser(kode="l1", rolle="stab"),),
        andre_lesing=0,
        avgjor="barnevernleder",
    )
    audit = new_audit(here.mappe, asked, now=at(3), home=here.home, rolle="stab").audit
    made = make_reading_forms(audit, Lesing.FORSTE, Who(tid=at(4), rolle="stab"), caseworkers={})
    (form,) = made.filer
    return made.audit, form


def drawn(here: Municipality, audit: Audit) -> list[str]:
    """The ids of the cases that are read."""
    return [here.cases[one.sak] for one in audit.plasser if one.bruk.value == "leses"]


def fill(form: Path, here: Municipality, answers: Callable[[str, Cells], Cells]) -> None:
    """Write in the workbook: ``answers`` gives what stands under each heading for a case, from its own id and what the
    workbook shows in the row. Cases in reserve are left alone."""
    book = load_workbook(form)
    sheet = book["Saker"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Sak" for cell in row))
    columns = {cell.value: cell.column for cell in head if isinstance(cell.value, str)}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        full = row[0].value
        if not isinstance(full, str) or int(row[columns["Nr"] - 1].value) > DRAWN:
            continue
        shown = {name: str(sheet.cell(row[0].row, column).value or "") for name, column in columns.items()}
        for name, value in answers(here.cases[full], shown).items():
            sheet.cell(row[0].row, columns[name]).value = value
    book.save(form)


def deliver(here: Municipality, audit: Audit, form: Path) -> Audit:
    """As ``bvaudit les --skriv``."""
    reading = Reading(
        skjema=form, content=audit.content, mappe=here.mappe, til=None, dag=at(14).date(), program="bvaudit"
    )
    result = read_back(reading)
    assert not has_errors(result.problems), result.problems[:2]
    write_files(result.filer, reading)
    write_events(result.hendelser, reading, at(14))
    return read_audit(here.mappe, audit.id, audit.content)


def locked(audit: Audit) -> Audit:
    said = remarks(
        audit, "Omsorgsenheten", at(20).date(), "Vi kjenner oss igjen.", Who(tid=at(20), rolle="enhetsleder")
    )
    return lock(said, "", Who(tid=at(21), rolle="barnevernleder")).audit


def visits(case: str, shown: Cells) -> Cells:
    """What the reader of the checklist of visits writes: the folder on OMS-01, the extract's own answer on TIL-02, and
    yes to the rest."""
    found = FOLDERS[case]
    cells = {f"{regel}: svar": "Ja" for regel in ("OMS-04", "OMS-05", "OMS-17", "DOK-03", "DOK-06")}
    cells["OMS-02: svar"] = "Ikke aktuelt"
    kept = "Ikke oppfylt" not in shown["TIL-02: uttrekket"]
    cells |= {"TIL-02: svar": "Ja"} if kept else {"TIL-02: svar": "Nei", "TIL-02: begrunnelse": "For få tilsyn."}
    cells["OMS-01: svar"] = found["Fire besøk i mappen"].capitalize()
    if found["Feiltype"]:
        cells |= {"OMS-01: begrunnelse": "Lest i journalen.", "OMS-01: slags feil": KINDS[found["Feiltype"]]}
    return cells
