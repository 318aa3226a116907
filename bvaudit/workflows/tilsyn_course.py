"""The course of a supervision in its form: what is written before, and what has been typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bvaudit.intake.forms import FilledCell, FilledForm, FilledRow
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsskritt
from bvaudit.register.supervised import finding_numbers
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.tilsyn_form import OM
from bvaudit.reports.tilsyn_form_steps import COURSES, FORLOP, RUNDER, SAKSNUMMER, STEPS
from bvaudit.workflows.tilsyn_answers import Problems
from bvaudit.workflows.tilsyn_findings import Finding


def course_answers(tilsyn: Tilsyn) -> dict[str, Verdi]:
    return {FORLOP: tilsyn.forlop, RUNDER: ", ".join(tilsyn.runder), SAKSNUMMER: tilsyn.saksnummer}


def step_rows(tilsyn: Tilsyn) -> tuple[tuple[str, dict[str, Verdi]], ...]:
    numbers = finding_numbers(tilsyn)
    return tuple(
        (
            f"skritt-{at}",
            {
                "skritt": one.skritt,
                "dag": one.dag,
                "frist": one.frist,
                "gjelder": one.frist_for,
                "funn": ", ".join(numbers.get(id, id) for id in one.funn),
                "tekst": one.tekst,
            },
        )
        for at, one in enumerate(tilsyn.skritt, start=1)
    )


def typed_rows(form: FilledForm) -> tuple[tuple[str, dict[str, Verdi]], ...]:
    """As they were typed, for another edition of the form."""
    table = form.tabeller.get(STEPS)
    rows = table.rader if table is not None else ()
    return tuple(
        (f"skritt-{at}", {key: cell.kode or cell.verdi for key, cell in row.celler.items()})
        for at, row in enumerate(rows, start=1)
    )


def course_of(form: FilledForm, found: Sequence[Finding], before: Tilsyn | None, problems: Problems) -> dict[str, Any]:
    """``forlop``, ``runder``, ``saksnummer`` and ``skritt``. A form that was made before it asked for them leaves what
    the file has."""
    om, table = form.felt[OM], form.tabeller.get(STEPS)
    if table is None or FORLOP not in om:
        kept = before or Tilsyn(id="x", tittel="", ar="", kommune="", funn=(), fil="")
        return {key: getattr(kept, key) for key in (FORLOP, RUNDER, SAKSNUMMER, STEPS)}
    if holds_person_number(om[SAKSNUMMER].tekst):
        problems.add(om[SAKSNUMMER].sted, "fodselsnummer")
    return {
        FORLOP: om[FORLOP].kode or COURSES[0],
        RUNDER: tuple(dict.fromkeys(one.strip() for one in om[RUNDER].tekst.split(",") if one.strip())),
        SAKSNUMMER: om[SAKSNUMMER].tekst,
        STEPS: tuple(_steps(table.rader, found, problems)),
    }


def _steps(rows: Sequence[FilledRow], found: Sequence[Finding], problems: Problems) -> Iterator[Tilsynsskritt]:
    """In the order of their days; a row without a step or a day is told with the other blanks of the form."""
    by_number = {".".join(one.nr): one.funn.id for one in found}
    known = {one.funn.id for one in found}
    made = []
    for row in rows:
        cells = row.celler
        dag, frist = cells["dag"].verdi, cells["frist"].verdi
        if not isinstance(dag, date) or not cells["skritt"].tekst:
            continue
        if holds_person_number(cells["tekst"].tekst):
            problems.add(cells["tekst"].sted, "fodselsnummer")
        made.append(
            Tilsynsskritt(
                skritt=_code(cells["skritt"]),
                dag=dag,
                frist=frist if isinstance(frist, date) else None,
                frist_for=_code(cells["gjelder"]),
                funn=tuple(_findings(cells["funn"], by_number, known, problems)),
                tekst=cells["tekst"].tekst,
            )
        )
    yield from sorted(made, key=lambda one: one.dag)


def _code(cell: FilledCell) -> str:
    return cell.kode or cell.tekst.strip()


def _findings(cell: FilledCell, by_number: Mapping[str, str], known: set[str], problems: Problems) -> Iterator[str]:
    for said in (part.strip().rstrip(".") for part in cell.tekst.split(",") if part.strip()):
        id = by_number.get(said, said)
        if id not in known:
            problems.add(cell.sted, "ukjent_funn", funn=said)
        else:
            yield id
