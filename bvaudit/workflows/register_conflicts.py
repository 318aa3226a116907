"""Conflicts are put to a person in a workbook of their own, and what was chosen is read back from it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors
from bvaudit.intake.forms import FilledForm, read_form
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import RETTET
from bvaudit.model.registeret.konflikt import Konflikt
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.redigering import Celle, Dokument, Linje
from bvaudit.register.merge_state import stored
from bvaudit.register.plain import plain
from bvaudit.reports.register_conflicts import TABELL, VALG, conflict_form, row_id
from bvaudit.texts import text
from bvaudit.workflows.read_register import Innlesing, Papir
from bvaudit.workflows.register_documents import Lest, Papirslag

FIL = "konflikter.xlsx"


def conflicts_of(lest: Innlesing) -> tuple[Konflikt, ...]:
    return tuple(_conflict(papir, line) for papir, line in lest.konflikter)


def _conflict(papir: Papir, line: Linje) -> Konflikt:
    dokument, celle = papir.dokument, line.celle
    return Konflikt(
        nr=celle.nr,
        felt=celle.felt,
        basis=line.basis,
        na=line.na,
        verdi=celle.verdi,
        fil=dokument.fil,
        sted=_place(celle.sted),
        slag=dokument.slag,
        enhet=dokument.enhet,
        mottaker=dokument.mottaker,
        hode_nr=dokument.hode.nr,
        hode_sum=dokument.hode.sum,
        hvem=papir.hvem,
        utgave=dokument.utgave,
    )


def _place(sted: Sted) -> str:
    inside = f"{sted.ark}!{sted.celle}" if sted.ark and sted.celle else sted.sti or ""
    return f"{Path(sted.fil).name}: {inside}" if inside else Path(sted.fil).name


def write_conflicts(mappe: Mappe, lest: Innlesing, *, program: str, dag: date) -> Path | None:
    """The workbook, in the folder of the register; None when there is nothing to choose. One that lies there already
    may have been answered, and is left alone."""
    from bvaudit.reports.xlsx.form import write_form

    found = conflicts_of(lest)
    if not found:
        return None
    path = _free(mappe.register / FIL)
    write_form(conflict_form(found, lest.kontekst, program=program, dag=dag), path)
    return path


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free


def read_conflicts(path: Path, na: Registeret) -> tuple[tuple[Konflikt, ...], list[Problem]]:
    """What has been chosen, in the order of the workbook. A field that has changed since it was asked about is told of,
    and not among them."""
    form, problems = read_form(path)
    if form is None or has_errors(problems):
        return (), problems
    chosen: list[Konflikt] = []
    for one, sted in _chosen(form):
        if one is None:
            problems.append(_whole(form))
            return (), problems
        if one.felt != RETTET and plain(stored(na, one.nr, one.felt)) != one.na:
            said = text("registeret_les.konflikt.les.endret")
            problems.append(Problem(sted=sted, kode="konflikt-endret", tekst=said, grad=Grad.ADVARSEL))
            continue
        chosen.append(one)
    return tuple(chosen), problems


def _chosen(form: FilledForm) -> Iterator[tuple[Konflikt | None, Sted]]:
    kept = _kept(form.opplysninger)
    table = form.tabeller.get(TABELL)
    for row in table.rader if table is not None else ():
        cell = row.celler.get(VALG)
        if cell is None or not cell.kode:
            continue
        facts = kept.get(row.id)
        yield (_read(facts, cell.kode) if facts else None), cell.sted


def _kept(opplysninger: Mapping[str, str]) -> dict[str, str]:
    """The pieces, put together again."""
    found: dict[str, str] = {}
    number = 1
    while f"{row_id(number)}.1" in opplysninger:
        piece = 1
        while (key := f"{row_id(number)}.{piece}") in opplysninger:
            found[row_id(number)] = found.get(row_id(number), "") + opplysninger[key]
            piece += 1
        number += 1
    return found


def _read(facts: str, valgt: str) -> Konflikt | None:
    try:
        told = json.loads(facts)
        utgave = date.fromisoformat(told["utgave"]) if told["utgave"] else None
        return Konflikt(**{**told, "utgave": utgave, "valgt": valgt})
    except (ValueError, TypeError, KeyError):
        return None


def _whole(form: FilledForm) -> Problem:
    said, hint = text("registeret_les.konflikt.les.skadet"), text("registeret_les.konflikt.les.skadet_hint")
    return Problem(sted=Sted(fil=form.fil), kode="konflikt-skadet", tekst=said, hint=hint)


def as_papers(path: Path, chosen: Sequence[Konflikt]) -> list[Lest]:
    """The documents the choices came from as they were, with the chosen cells alone."""
    by_file: dict[tuple[str, int, str], list[Konflikt]] = {}
    for one in chosen:
        by_file.setdefault((one.fil, one.hode_nr, one.hvem), []).append(one)
    return [_paper(path, hvem, group) for (_, _, hvem), group in by_file.items()]


def _paper(path: Path, hvem: str, group: Sequence[Konflikt]) -> Lest:
    first = group[0]
    dokument = Dokument(
        fil=first.fil,
        slag=first.slag,
        hode=Hode(nr=first.hode_nr, sum=first.hode_sum),
        mottaker=first.mottaker,
        enhet=first.enhet,
        celler=tuple(_cell(path, one) for one in group if one.felt != RETTET),
        rettet=tuple(_cell(path, one) for one in group if one.felt == RETTET),
        utgave=first.utgave,
    )
    choices = {(one.nr, one.felt): one.valgt for one in group}
    return Lest(fil=Path(first.fil), slag=Papirslag.KONFLIKTER, dokument=dokument, hvem=hvem, behold=choices)


def _cell(path: Path, one: Konflikt) -> Celle:
    return Celle(nr=one.nr, felt=one.felt, verdi=one.verdi, sted=Sted(fil=str(path), sti=one.sted), vist=one.basis)
