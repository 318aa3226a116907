"""The rows of a form of a supervision as findings, each with what it is tested by, and what is still to be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bvaudit.diagnostics import Grad, Sted
from bvaudit.findings.proposals import Proposal
from bvaudit.intake.forms import FilledRow
from bvaudit.model.enhet import Enhet, slug
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.tilsyn import Funnslag, Tilsynsfunn
from bvaudit.reports.tilsyn_form import POINTS
from bvaudit.texts import text
from bvaudit.workflows.propose_points import Grounds, suggest
from bvaudit.workflows.tilsyn_answers import (
    MOST_LEVELS,
    Number,
    Problems,
    goal_of,
    number_of,
    points_of,
    shown_number,
    units_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What rows are read with. ``fra_for`` are the findings of the file that lies there, by id."""

    regler: Mapping[str, Rule]
    enheter: Sequence[Enhet]
    grounds: Grounds
    rapport: date | int | None
    tema: str
    mal: Effektmal
    fra_for: Mapping[str, Tilsynsfunn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row. ``forslag`` are proposed and ``valgt`` tells whether anything was chosen, here or before; with
    ``beholdt`` the points of the file that lies there stand, since the row says nothing of them."""

    nr: Number
    rad: FilledRow
    funn: Tilsynsfunn
    hjemmel: str
    valgt: bool
    sagt_leses: bool
    beholdt: bool
    forslag: tuple[Proposal, ...]


def findings_of(rows: Sequence[FilledRow], known: Known, problems: Problems) -> tuple[Finding, ...]:
    """In the order of their numbers. A row without one is numbered after the others."""
    numbered = _numbered(rows, problems)
    texts = {nr: row.celler["tekst"].tekst for nr, row in numbered}
    ids = _ids(numbered)
    found = []
    for nr, row in sorted(numbered, key=lambda one: _order(one[0])):
        if len(nr) > 1 and nr[:-1] not in texts:
            over = shown_number(nr[:-1])
            hint = text("tilsynsskjema.les.uten_over_hint", over=over)
            problems.add(row.celler["nr"].sted, "uten_over", hint=hint, nr=shown_number(nr), over=over)
        if len(nr) > MOST_LEVELS:
            problems.add(row.celler["nr"].sted, "for_dypt", nr=shown_number(nr))
        has_inner = any(other[:-1] == nr for other, _ in numbered)
        found.append(_finding(nr, row, ids[nr], texts.get(nr[:-1], ""), known, problems, has_inner=has_inner))
    return tuple(found)


def put_together(found: Sequence[Finding], inside: Number = ()) -> tuple[Tilsynsfunn, ...]:
    """The findings within each other, as their numbers say."""
    return tuple(
        replace(one.funn, funn=put_together(found, one.nr)) for one in found if one.nr[:-1] == inside and one.nr
    )


def _numbered(rows: Sequence[FilledRow], problems: Problems) -> list[tuple[Number, FilledRow]]:
    taken: dict[Number, Sted] = {}
    without: list[FilledRow] = []
    numbered: list[tuple[Number, FilledRow]] = []
    for row in rows:
        cell = row.celler["nr"]
        nr = number_of(cell, problems)
        if not nr:
            without.append(row)
        elif nr in taken:
            problems.add(cell.sted, "to_nr", nr=shown_number(nr), andre=taken[nr].celle or "")
        else:
            taken[nr] = cell.sted
            numbered.append((nr, row))
    last = max((int(nr[0]) for nr, _ in numbered if nr[0].isdigit()), default=0)
    for count, row in enumerate(without, start=1):
        number: Number = (str(last + count),)
        if not row.celler["nr"].tekst:
            problems.add(row.sted, "uten_nr", hint="", grad=Grad.MERKNAD, nr=shown_number(number))
        numbered.append((number, row))
    return numbered


def _order(nr: Number) -> tuple[tuple[int, int, str], ...]:
    """2 before 10, and numbers before letters."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in nr)


def _ids(numbered: Sequence[tuple[Number, FilledRow]]) -> dict[Number, str]:
    """The id the row had, else one made of its number, unlike all the others."""
    ids = {nr: row.id for nr, row in numbered if row.id}
    taken = set(ids.values())
    for nr, row in numbered:
        if not row.id:
            made = f"funn-{slug('-'.join(nr))}"
            while made in taken:
                made += "x"
            taken.add(made)
            ids[nr] = made
    return ids


def _finding(
    nr: Number, row: FilledRow, id_: str, over: str, known: Known, problems: Problems, *, has_inner: bool
) -> Finding:
    cells = row.celler
    for key in ("tekst", "lukkekriterium"):
        if holds_person_number(cells[key].tekst):
            problems.add(cells[key].sted, "fodselsnummer")
    suggested = suggest(
        cells["tekst"].tekst,
        cells["hjemmel"].tekst,
        known.rapport,
        known.tema,
        known.grounds,
        cells["hjemmel"].sted,
        over=over,
    )
    problems.found += suggested.problems
    points, must_read = points_of([cells[key] for key in POINTS], known.regler, problems)
    before = known.fra_for.get(id_)
    kept = not points and not must_read and before is not None and bool(before.regler or before.manuelle)
    if kept and before is not None:
        points = [id_ for id_ in (*before.regler, *before.manuelle) if id_ in known.regler]
    frist = cells["frist"].verdi
    funn = Tilsynsfunn(
        id=id_,
        tekst=cells["tekst"].tekst,
        slag=Funnslag(cells["slag"].kode or Funnslag.LOVBRUDD),
        hjemmel=suggested.hjemler,
        frist=frist if isinstance(frist, date) else None,
        enheter=units_of(cells["enheter"], known.enheter, problems),
        regler=tuple(id_ for id_ in points if not known.regler[id_].manuell),
        manuelle=tuple(id_ for id_ in points if known.regler[id_].manuell),
        lukkes_nar=goal_of(cells["mal"], known.mal, problems),
        lukkekriterium=cells["lukkekriterium"].tekst,
    )
    return Finding(
        nr=nr,
        rad=row,
        funn=funn,
        hjemmel=cells["hjemmel"].tekst,
        valgt=bool(points) or must_read or has_inner,
        sagt_leses=must_read,
        beholdt=kept,
        forslag=suggested.punkter,
    )
