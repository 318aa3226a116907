"""What a paper says once, and where: remarks, missing periods, a municipality alone, measures without numbers of
avvik."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.intake.figures_sheet import Tallinje
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_view import report_document
from bvaudit.workflows.audits import Resultat
from bvaudit.workflows.report import documents_of
from bvaudit.workflows.report_facts import UNSEEN, rule_rows

from .report_cases import content, editions, facts
from .report_pages import Page

_DAY = date(2025, 12, 31)


def line(regel: str, enhet: str, n: int | None) -> Tallinje:
    return Tallinje(
        regel=regel, enhet=enhet, n=n, brudd=None if n is None else 0, delvis=0, uavklart=0, lest=False,
        standard=True, grunn="",
    )  # fmt: skip


def test_a_unit_has_its_own_count_of_demands_nobody_has_looked_at() -> None:
    """A is looked at nowhere, B in Nord only, C everywhere."""
    lines = (
        line("A", "", None), line("B", "", 4), line("B", "Nord", 4), line("B", "Vest", None),
        line("C", "", 9), line("C", "Nord", 5), line("C", "Vest", 4),
    )  # fmt: skip
    run = object.__new__(Resultat)
    object.__setattr__(run, "per", _DAY)
    told = {row.enhet: row.verdi for row in rule_rows(lines, run) if row.tall == UNSEEN}
    assert told == {"": 1, "Nord": 1, "Vest": 2}


def test_a_public_number_keeps_the_warning_that_has_no_count_in_it() -> None:
    known = facts("bystyre")
    row = replace(
        known.rader[0], merknad="2 er ikke med. Saker avsluttet før 21.07.2024 er ikke i uttrekket. 6 hele måneder"
    )
    annex = Vedlegg(rader={}, fakta=known, offentlig=True)
    assert annex.remark(row) == "Saker avsluttet før 21.07.2024 er ikke i uttrekket."
    assert Vedlegg(rader={}, fakta=known).remark(row) == row.merknad


def test_a_remark_of_all_figures_is_told_once() -> None:
    known = facts("halvarsrapport-forbedring")
    (utgave,) = editions("halvarsrapport-forbedring", Malgruppe.INTERN)
    rows = [replace(one, merknad="6 hele måneder") for one in known.rader]
    said = Page(report_document(known, utgave, rows)).lines("Måneden i tall")
    assert [one for one in said if "6 hele måneder" in one] == ["Alle tallene: 6 hele måneder."]


def test_a_period_that_cannot_be_counted_is_told_only_where_it_was_to_stand() -> None:
    why = "Uttrekket har ingen meldinger fra før 21.10.2023"
    known = replace(facts("bystyre"), ikke_undersokt=(("meldinger", why),))
    (utgave,) = editions("bystyre", Malgruppe.LEDER)
    rows = [replace(one, verdi=700.0) if one.verdi is None and one.tall == "meldinger" else one for one in known.rader]
    rows = [one for one in rows if one.tall != "meldinger" or one.tilstand.value == "verdi"]
    lines = Page(report_document(known, utgave, rows)).lines("Utviklingen")
    spans = {one[:2] for one in utgave.perioder}
    mine = [one for one in rows if one.tall == "meldinger" and not one.enhet and not one.kommune]
    whole = {(one.periode_fra, one.periode_til) for one in mine} >= spans
    assert any(why in one for one in lines) is not whole


@pytest.mark.parametrize("malgruppe", [Malgruppe.LEDER, Malgruppe.OFFENTLIG])
def test_one_municipality_is_told_once(malgruppe: Malgruppe) -> None:
    """The only municipality is the whole: no line, column or sentence says it twice."""
    known = facts("kontrollutvalget")
    only = next(iter(known.kommuner))
    rows: list[Nokkelrad] = [one for one in known.rader if one.kommune == only]
    rows += [replace(one, kommune="") for one in rows if not one.enhet]
    (utgave,) = editions("kontrollutvalget", malgruppe)
    (paper,) = documents_of(replace(known, rader=tuple(rows)), (utgave,), content())
    page = Page(paper.dokument)
    table = page.table("Kvartalet, kommune for kommune")
    assert all(set(cells) == {known.kommuner[only]} for cells in table.values())
    said = [one.replace(f", {known.kommuner[only]}", "") for one in page.lines("Kvartalet, kommune for kommune")]
    assert len(said) == len(set(said))


def test_leaders_are_told_of_measures_without_the_numbers_of_avvik() -> None:
    known = facts("oppfolgingsnotat")
    for malgruppe in Malgruppe:
        (utgave,) = editions("oppfolgingsnotat", malgruppe)
        page = Page(report_document(known, utgave, known.rader))
        assert ("AV-20" in page.everything.replace("\u2011", "-")) == malgruppe.saker


def test_what_each_figure_counts_is_told_by_its_name() -> None:
    known = facts("kontrollutvalget")
    (utgave,) = editions("kontrollutvalget", Malgruppe.LEDER)
    lines = Page(report_document(known, utgave, known.rader)).lines("Kvartalet, kommune for kommune")
    assert [one for one in lines if one.startswith("«Meldinger»: Meldinger som ")]
    assert not [one for one in lines if one.startswith("Meldinger som ")], "of which figure, is not said"


def test_why_the_years_cannot_be_compared_is_told_once() -> None:
    known = facts("bystyre")
    (utgave,) = editions("bystyre", Malgruppe.LEDER)
    day = utgave.perioder[0][0]
    broken = {
        id_: replace(words, brudd=((day, "Ny kode."),)) if id_ in ("meldinger", "undersokelser") else words
        for id_, words in known.tekster.items()
    }
    lines = Page(report_document(replace(known, tekster=broken), utgave, known.rader)).lines("Utviklingen")
    assert [one for one in lines if "Ny kode." in one] == [
        "Meldinger og Undersøkelser avsluttet: Periodene kan ikke sammenlignes. Ny kode."
    ]


def test_a_sum_of_other_days_is_no_sum() -> None:
    """In a set, the half-year's report has printed the whole of the half-year: the quarter's has no use for it."""
    known = facts("kontrollutvalget")
    (utgave,) = editions("kontrollutvalget", Malgruppe.LEDER)
    only = next(iter(known.kommuner))
    fra, til = utgave.perioder[1]
    rows = [one for one in known.rader if one.kommune == only]
    rows += [replace(one, kommune="", verdi=999.0) for one in rows if (one.periode_fra, one.periode_til) == (fra, til)]
    page = Page(report_document(replace(known, kommuner={only: known.kommuner[only]}), utgave, rows))
    assert not any("999" in line for line in page.lines("Kvartalet, kommune for kommune"))
