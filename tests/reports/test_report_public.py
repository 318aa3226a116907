"""What is hidden in a public paper is nowhere in its files: not in the charts, their workbooks, the annex or the alt
texts."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.report_view import report_document, word_report
from bvaudit.reports.xlsx.tables_book import tables_book, write_tables
from bvaudit.workflows.report import documents_of

from .report_cases import content, editions, facts, rapport
from .report_pages import Page

MARKED = 787.0  # a number that stands nowhere else
AR = (date(2025, 1, 1), date(2025, 12, 31))


def written(document: Page) -> bytes:
    fakta = facts("tilstandsrapport")
    one = document.document
    return open_template(word_report(one, fakta), None).fill(one.visning, fakta.dag)


def every_text(package: bytes) -> str:
    """All the parts of the document, those of the workbooks inside it as well."""
    found = []
    with zipfile.ZipFile(BytesIO(package)) as archive:
        for name in archive.namelist():
            content_ = archive.read(name)
            if name.endswith(".xlsx"):
                found.append(every_text(content_))
            else:
                found.append(content_.decode("utf-8", "ignore"))
    return "\n".join(found)


def row(verdi: float | None, **more: object) -> Nokkelrad:
    return Nokkelrad(
        tall="meldinger", variant="mottatt", storrelse="antall", periode_fra=AR[0], periode_til=AR[1], verdi=verdi,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def page(*rows: Nokkelrad) -> Page:
    known = facts("tilstandsrapport")
    (utgave,) = editions("tilstandsrapport", Malgruppe.OFFENTLIG)
    others = [one for one in known.rader if (one.tall, one.enhet, one.kommune) != ("meldinger", "", "")]
    return Page(report_document(known, utgave, [*rows, *others]))


@pytest.mark.lang
def test_a_number_that_is_shown_is_in_the_chart_and_its_workbook() -> None:
    assert every_text(written(page(row(MARKED)))).count("787") >= 3


def test_a_row_that_is_hidden_is_a_gap_and_its_number_is_nowhere() -> None:
    hidden = row(MARKED, tilstand=Tilstand.SKJULT)  # even when somebody forgot to take the number out
    found = page(hidden)
    assert found.table("Meldinger")["2025"]["Meldinger"] == "skjult"
    assert "787" not in every_text(written(found))


def test_what_must_be_known_of_a_number_has_no_number_of_its_own_in_public() -> None:
    told = row(MARKED, merknad="1 er ikke med, fordi noe ikke er kjent")
    assert "1 er ikke med" not in page(told).everything
    known = facts("tilstandsrapport")
    (inside,) = editions("tilstandsrapport", Malgruppe.INTERN)
    others = [one for one in known.rader if (one.tall, one.enhet, one.kommune) != ("meldinger", "", "")]
    assert "Meldinger: 1 er ikke med" in Page(report_document(known, inside, [told, *others])).everything


@pytest.mark.lang
@pytest.mark.parametrize("id_", ["kontrollutvalget", "internrevisjon-samlet"])
def test_no_small_count_of_children_is_printed_for_the_public(id_: str) -> None:
    known = facts(id_)
    small = [
        replace(one, verdi=1 / 12, teller=1, nevner=12, n_saker=12)
        if one.storrelse == "andel" and one.enhet == "Nordvåg"
        else one
        for one in known.rader
    ]
    (paper,) = documents_of(replace(known, rader=tuple(small)), editions(id_, Malgruppe.OFFENTLIG), content())
    shares = [one for one in paper.dokument.brukt if one.storrelse == "andel" and one.enhet == "Nordvåg"]
    assert all(one.tilstand is not Tilstand.VERDI for one in shares)
    assert "(1 av 12)" not in Page(paper.dokument).everything


def test_the_workbook_of_a_public_paper_is_read_back_as_it_was_printed(tmp_path: Path) -> None:
    (paper,) = documents_of(facts("kontrollutvalget"), editions("kontrollutvalget", Malgruppe.OFFENTLIG), content())
    file = tmp_path / "kontrollutvalget-offentlig-2026-11-30-vedlegg.xlsx"
    write_tables(paper.dokument.bok, file)
    back = read_annex_rows(file)
    assert back is not None
    assert {one.celle for one in back} == {one.celle for one in paper.dokument.brukt}
    told = {one.celle: one.verdi for one in paper.dokument.brukt}
    assert all(one.verdi == pytest.approx(told[one.celle]) for one in back if one.verdi is not None)
    assert read_annex_rows(tmp_path / "finnes-ikke.xlsx") is None


def test_what_people_wrote_is_told_where_it_may_be_about_one_of_them() -> None:
    from bvaudit.workflows.report import _to_read

    known = facts("kontrollutvalget")
    lister = tuple(
        replace(one, innhold=tuple(replace(p, tekst="Lederen har vært sykmeldt siden mars") for p in one.innhold))
        for one in known.lister
    )
    given = replace(known, lister=lister)
    said = list(_to_read(documents_of(given, editions("kontrollutvalget", Malgruppe.LEDER), content())))
    assert said and all("sykmeldt" not in one for one in said), "where it is, and never the words"
    assert not list(_to_read(documents_of(given, editions("kontrollutvalget", Malgruppe.INTERN), content())))


def test_the_annex_says_what_the_paper_is() -> None:
    (paper,) = documents_of(facts("bystyre"), editions("bystyre", Malgruppe.LEDER), content())
    book = openpyxl.load_workbook(BytesIO(tables_book(paper.dokument.bok)))
    assert book.sheetnames[:3] == ["Om", "Tall", "Tekster"]
    said = {str(cell.value) for line in book["Om"].iter_rows() for cell in line}
    assert {rapport("bystyre").tittel, "Bystyret", "Ikke offentlig"} <= said
    assert not any(re.search(r"\d{11}", one) for one in said)


def test_what_could_not_be_counted_is_told_with_why() -> None:
    known = replace(facts("tilstandsrapport"), ikke_undersokt=(("meldinger", "uttrekket har ikke henvendelser"),))
    (utgave,) = editions("tilstandsrapport", Malgruppe.LEDER)
    none = [one for one in known.rader if one.tall != "meldinger"]
    lines = Page(report_document(known, utgave, none)).lines("Meldinger")
    assert lines[0].startswith("Tallene er ikke regnet ut")
    assert "Meldinger: uttrekket har ikke henvendelser" in lines
