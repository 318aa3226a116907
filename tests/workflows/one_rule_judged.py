"""MEL-01 judged on a few made-up documents, with what a user finds in the folder."""

import csv
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from bvaudit.engine.controls import run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.gather import Run, gather
from bvaudit.workflows.inputs import ImportInputs, snapshot_of
from bvaudit.workflows.run_plan import plan_for

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
PER = date(2025, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run, with what a user finds in the folder."""

    revisjon: Revisjon
    ut: Path

    def shares(self, regel: str = "MEL-01", variant: str = "lov") -> dict[str, str]:
        """Unit → «broken of judged»."""
        found = {s.enhet: s.tall[variant] for s in self.revisjon.svar if s.regel.id == regel}
        return {enhet: f"{t.ikke_oppfylt} av {t.n}" for enhet, t in found.items()}

    def rows(self, regel: str = "MEL-01", variant: str = "lov") -> list[dict[str, str]]:
        with (self.ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file) if (row["regel"], row["variant"]) == (regel, variant)]

    def svar(self, enhet: str, regel: str = "MEL-01") -> RegelSvar:
        return next(s for s in self.revisjon.svar if (s.regel.id, s.enhet) == (regel, enhet))

    def unit(self, navn: str) -> EnhetTall:
        return next(e for e in self.revisjon.enheter if e.navn == navn)

    def lines(self, kode: str) -> list[int]:
        return [linje.antall for linje in self.revisjon.datakvalitet if linje.kode == kode]

    def sheet(self, navn: str) -> list[tuple[object, ...]]:
        book = load_workbook(self.ut / "avviksregister.xlsx", read_only=True)
        return [tuple(row) for row in book[navn].iter_rows(values_only=True)]


@cache
def everything(egne: tuple[Path, ...] = ()) -> Content:
    return content_or_stop(egne)


def run(
    folder: Path,
    *documents: str,
    enheter: str = "",
    per: date = PER,
    files: bool = False,
    egne: tuple[Path, ...] = (),
    **inputs: object,
) -> Ran:
    source = folder / "inn"
    source.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents):
        (source / f"{number}.xml").write_text(document, encoding="utf-8")
    return judge(folder, (source,), enheter=enheter, per=per, files=files, egne=egne, **inputs)


def judge(
    folder: Path,
    kilder: tuple[Path, ...],
    *,
    enheter: str = "",
    per: date = PER,
    files: bool = False,
    egne: tuple[Path, ...] = (),
    **inputs: object,
) -> Ran:
    """With ``files`` the whole job; without, MEL-01 alone by the same steps, and no register or plans."""
    key, ut = folder / "nokkel.txt", folder / "ut"  # the key is made by the first run in the folder
    units = folder / "enheter.yaml"
    if enheter:
        units.write_text(f"enheter:\n{enheter}", encoding="utf-8")
    given = ImportInputs(kilder=kilder, nokkel=key, enheter=units if enheter else None, **inputs)  # type: ignore[arg-type]
    if files:
        request = VurderRequest(inputs=given, ut=ut, per=per, periode="alle", regler=egne)
        return Ran(revisjon=evaluate_cases(request, now=NOW, home=folder, progress=None).revisjon, ut=ut)
    content = everything(egne)
    one = replace(content, regler={"MEL-01": content.regler["MEL-01"]})
    with (
        snapshot_of(given, content.koder, now=NOW, home=folder, work=None, progress=None) as prepared,
        Database() as database,
    ):
        database.attach(prepared.mappe)
        plan = plan_for(one, prepared.manifest, per, None, None)
        results, judged = evaluate(plan, database)
        ut.mkdir()
        results.write(ut / "resultater.csv", ut / "resultater.parquet")
        judgement = Run(
            manifest=prepared.manifest,
            per=per,
            periode=None,
            results=results,
            judged=judged,
            controlled=run_controls(plan, database),
        )
        revisjon = gather(judgement, content)
    return Ran(revisjon=revisjon, ut=ut)


def at(document: str, kommune: str = "9999", navn: str = "Fjordvik", bydel: str = "") -> str:
    """The document as if another municipality had sent it."""
    own = 'Kommunenummer="9999" Kommunenavn="Fjordvik kommune"'
    assert own in document
    part = f' Bydelsnavn="{bydel}"' if bydel else ""
    return document.replace(own, f'Kommunenummer="{kommune}" Kommunenavn="{navn}"{part}')


LATE = {"start": "2025-03-03", "slutt": "2025-03-20"}
IN_TIME = {"start": "2025-03-03", "slutt": "2025-03-07"}


def words(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])
