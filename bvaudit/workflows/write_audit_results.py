"""The results of an audit by people, worked out and written: ``revisjoner/<navn>/resultat/gjennomgang.xlsx``."""

from dataclasses import dataclass
from pathlib import Path

from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mappe import Mappe
from bvaudit.reports.audit_book import audit_book
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import text
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits_by_people import folder_of
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.inputs import Progress
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.progress import begin
from bvaudit.workflows.put_in_place import place_for

FILE = "gjennomgang.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    resultat: LestRevisjon
    filer: tuple[Path, ...]


def write_audit_results(mappe: Mappe, navn: str, *, progress: Progress | None) -> Written:
    """The workbook is written again each time: nobody fills it in. UsageError when there is no such audit."""
    folder = folder_of(mappe, navn) / "resultat"
    content = content_or_stop(own_content(mappe, ()))
    begin(progress, text("lest.steg"))
    result = results_of_audit(mappe, navn, content)
    with place_for(folder) as place:
        write_tables(audit_book(result), place.stage / FILE)
    return Written(resultat=result, filer=(folder / FILE,))
