"""The class of a paper fits who reads it and where they are; and what people wrote is read over wherever it stands."""

from dataclasses import replace

import pytest

from bvaudit.findings.text_signs import Tegn, text_to_read
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rule import SamlesPer
from bvaudit.reports.report_facts import Rapportfakta
from bvaudit.reports.report_view import report_document
from bvaudit.texts import language
from bvaudit.workflows.report import _to_read, documents_of, file_of

from .report_cases import KOMMUNER, content, editions, facts, minne
from .report_pages import Page

OUT = ("brev-statsforvalteren", "kontrollutvalget", "egenkontroll-helsetilsynet", "bystyre", "tilstandsrapport")
IN = ("internrevisjon-enhet", "internrevisjon-samlet", "oppfolgingsnotat", "halvarsrapport-forbedring")


def class_of(id_: str, malgruppe: Malgruppe, **said: str) -> str:
    known = replace(facts(id_), dokumentklasse="", **said)  # type: ignore[arg-type]
    return documents_of(known, editions(id_, malgruppe), content())[0].dokument.visning.klasse


@pytest.mark.parametrize("id_", OUT)
def test_a_letter_out_of_the_house_with_small_numbers_is_not_public(id_: str) -> None:
    assert class_of(id_, Malgruppe.LEDER) == "Ikke offentlig"


@pytest.mark.parametrize("id_", IN)
def test_a_paper_inside_is_of_the_house(id_: str) -> None:
    assert class_of(id_, Malgruppe.LEDER) == "Intern"


def test_what_the_municipality_and_the_outline_say_goes_before() -> None:
    assert class_of("bystyre", Malgruppe.OFFENTLIG) == "Offentlig"
    assert class_of("bystyre", Malgruppe.INTERN) == "Intern"  # not the one that is sent
    assert class_of("bystyre", Malgruppe.LEDER, dokumentklasse_ut="Begrenset") == "Begrenset"
    assert class_of("oppfolgingsnotat", Malgruppe.LEDER, dokumentklasse_ut="Begrenset") == "Intern"
    known, (utgave,) = facts("bystyre"), editions("bystyre", Malgruppe.LEDER)
    own = replace(utgave, rapport=replace(utgave.rapport, dokumentklasse="Fortrolig"))
    assert report_document(known, own, known.rader).visning.klasse == "Fortrolig"
    with language("nn"):
        assert class_of("kontrollutvalget", Malgruppe.LEDER) == "Ikkje offentleg"


def test_a_section_for_leaders_is_of_the_class_of_their_paper() -> None:
    (paper,) = documents_of(facts("kontrollutvalget"), editions("kontrollutvalget", Malgruppe.LEDER), content())
    assert "Dokumentklasse for dette avsnittet" not in Page(paper.dokument).everything


def test_titles_sources_and_questions_are_read_over_too() -> None:
    known = facts("kontrollutvalget")
    for changed in (
        {"tittel": "Tiltak for Kari Nordmann"},
        {"kilde": "Samtale med Kari Nordmann"},
        {"innhold": tuple(replace(p, tekst="Se sak S-4K2M9Q7X") for p in known.lister[0].innhold)},
    ):
        lister = tuple(replace(one, **changed) for one in known.lister)
        given = replace(known, lister=lister)
        papers = documents_of(given, editions("kontrollutvalget", Malgruppe.LEDER), content())
        said = list(_to_read(papers))
        assert said and all("Nordmann" not in one and "S-4K" not in one for one in said)
    assert [one.tegn for one in text_to_read("Se sak S-4K2M9Q7X.")] == [Tegn.SAK]


def test_a_measure_for_one_case_is_not_in_the_public_paper() -> None:
    known = minne()
    every = {nr: replace(a, samles_per=SamlesPer.SAK) for nr, a in known.registeret.avvik.items()}
    of_cases = replace(known, registeret=replace(known.registeret, avvik=every))
    linked = [one for one in of_cases.tiltak if of_cases.koblinger(one.nr)]
    assert linked

    def shown(malgruppe: Malgruppe) -> str:
        fakta: Rapportfakta = replace(facts("internrevisjon-samlet"), minne=of_cases)
        (paper,) = documents_of(fakta, editions("internrevisjon-samlet", malgruppe), content())
        return Page(paper.dokument).everything

    words = linked[0].verdi("beskrivelse") or linked[0].tittel
    assert words in shown(Malgruppe.LEDER) and words not in shown(Malgruppe.OFFENTLIG)


def test_municipalities_in_one_row_have_one_paper() -> None:
    known = facts("nokkeltall-kommune")
    (utgave,) = editions("nokkeltall-kommune", Malgruppe.OFFENTLIG)
    codes = (*KOMMUNER, "0003", "0004")
    whole = replace(known, kommuner={**KOMMUNER, "0003": "Nes", "0004": "Vik"})
    few = [_small(row, kommune) for kommune in ("0003", "0004") for row in known.rader if row.kommune == codes[0]]
    given = replace(whole, rader=(*known.rader, *few))
    papers = documents_of(given, [replace(utgave, kommune=one) for one in codes], content())
    merged = [one for one in papers if "+" in one.utgave.kommune]
    assert [one.utgave.kommune for one in merged] == ["0003+0004"] and len(papers) == len(codes) - 1
    assert merged[0].dokument.visning.tittel == "Nøkkeltall: Øvrige kommuner (Nes og Vik)"
    assert "-ovrige-kommuner-offentlig-" in file_of(merged[0].utgave, given)
    assert any(row.kommune == "0003+0004" and row.verdi for row in merged[0].dokument.brukt)


def _small(row: Nokkelrad, kommune: str) -> Nokkelrad:
    if row.storrelse == "andel":
        return replace(row, kommune=kommune, teller=6, nevner=9, verdi=6 / 9, n_saker=9)
    return replace(row, kommune=kommune, verdi=2.0, n_saker=2)
