"""An avvik that is of one case is in the sum and in no line of its own in a public paper, and cannot be had by
subtracting the lines from the sum."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import gruppe
from bvaudit.model.rule import SamlesPer
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.report_facts import Rapportfakta
from bvaudit.reports.report_public_counts import of_the_work
from bvaudit.reports.report_rows import register_rows
from bvaudit.workflows.report import documents_of

from .report_cases import content, editions, facts, minne
from .report_pages import Page


@cache
def with_a_case(nr: str = "") -> tuple[Minne, str]:
    """The register where one avvik, the gravest there is, is of one case; and its demand."""
    known = minne()
    one = next(a for a in known.registeret.avvik.values() if a.apen and a.regel and nr in ("", a.nr))
    changed = {**known.registeret.avvik}
    for other in list(changed.values()):
        if other.regel == one.regel:
            changed[other.nr] = replace(other, samles_per=SamlesPer.SAK)
    return replace(known, registeret=replace(known.registeret, avvik=changed)), one.regel


def given(id_: str, known: Minne) -> Rapportfakta:
    before = facts(id_)
    others = (row for row in before.rader if not row.tall.startswith("register."))
    return replace(before, minne=known, rader=(*others, *register_rows(known)))


@pytest.mark.parametrize("malgruppe", list(Malgruppe))
def test_a_demand_of_one_case_has_a_line_inside_and_none_in_public(malgruppe: Malgruppe) -> None:
    known, regel = with_a_case()
    (paper,) = documents_of(given("bystyre", known), editions("bystyre", malgruppe), content())
    of = gruppe(regel=regel)
    rows = [row for row in paper.dokument.brukt if row.gruppe == of]
    if malgruppe is Malgruppe.LEDER:
        assert rows
    if malgruppe is Malgruppe.OFFENTLIG:
        assert not rows
        brudd = known.kontekst.regler[regel].brudd
        assert brudd not in Page(paper.dokument).table("Avvik i internkontrollen")
        assert all(
            of not in str(cell) for table in paper.dokument.bok.tabeller for line in table.rader for cell in line
        )


def test_the_lines_taken_from_the_sum_leave_more_than_the_case() -> None:
    """In all and in each unit: at least three others are left out with it, or no demand has a line."""
    known, regel = with_a_case()
    rows = of_the_work(tuple(register_rows(known)), known)
    for place in {row.enhet for row in rows}:
        here = [row for row in rows if row.tall == "register.apne" and row.enhet == place]
        whole = next(row.verdi or 0 for row in here if not row.gruppe)
        lines = sum(row.verdi or 0 for row in here if "regel" in row.akser)
        mine = [one for one in known.registeret.avvik.values() if one.apen and one.telles]
        many = Counter(known.vist(one.enhet) for one in mine if one.regel == regel)
        cases = many.total() if not place else many[place]
        assert not lines or not cases or whole - lines - cases >= 3


def test_without_such_avvik_every_row_stands() -> None:
    known = minne()
    units = {nr: replace(one, samles_per=SamlesPer.ENHET) for nr, one in known.registeret.avvik.items()}
    known = replace(known, registeret=replace(known.registeret, avvik=units))
    rows = tuple(register_rows(known))
    assert of_the_work(rows, known) == rows


def test_a_demand_that_is_left_out_in_one_unit_is_left_out_in_all() -> None:
    known, _ = with_a_case()
    before, after = tuple(register_rows(known)), of_the_work(tuple(register_rows(known)), known)
    gone = {row.gruppe for row in before} - {row.gruppe for row in after}
    assert gone and not any(row.gruppe in gone for row in after)
    assert all((row in after) == (row.gruppe not in gone) for row in before)
