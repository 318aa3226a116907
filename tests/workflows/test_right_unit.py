"""The right unit: ids and not names, and those without cases."""

import sys
from pathlib import Path

import pytest

from bvaudit.reports.summary_view import summary_view
from bvaudit.reports.to_json import revisjon_as_json
from tests.workflows.one_rule_judged import IN_TIME, LATE, at, run

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

pytestmark = pytest.mark.lang


def test_two_municipalities_with_one_name_are_two_everywhere(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        at(en_sak(melding(**LATE), sak=1), "1515", "Herøy"),
        at(en_sak(melding(**IN_TIME), sak=2, innsending=2), "1818", "Herøy"),
        files=True,
    )
    assert ran.shares() == {"Herøy (1515)": "1 av 1", "Herøy (1818)": "0 av 1"}
    assert {row["enhet"] for row in ran.rows()} == {"Herøy (1515)", "Herøy (1818)"}
    assert {p.name for p in ran.ut.glob("*.docx")} == {
        "handlingsplan-heroy-1515.docx",
        "handlingsplan-heroy-1818.docx",
    }
    assert [enhet["id"] for enhet in revisjon_as_json(ran.revisjon)["enheter"]] == ["1515", "1818"]
    avvik = [row for row in ran.sheet("Avvik") if "MEL-01" in row]
    assert [("Herøy (1515)" in row, "MEL-01/1515" in row) for row in avvik] == [(True, True)]


def test_two_units_of_one_municipality_with_one_name_get_their_ids(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        en_sak(melding(**LATE), sak=1, bydel="01"),
        en_sak(melding(**IN_TIME), sak=2, innsending=2, bydel="02"),
        enheter="""
  - {id: nord-mottak, navn: Mottak, kilder: [{kommunenummer: "9999", bydelsnummer: "01"}]}
  - {id: sor-mottak, navn: Mottak, kilder: [{kommunenummer: "9999", bydelsnummer: "02"}]}
""",
    )
    assert ran.shares() == {"Mottak (nord-mottak)": "1 av 1", "Mottak (sor-mottak)": "0 av 1"}


def test_one_number_spelled_in_three_ways_is_one_unit_and_a_note(tmp_path: Path) -> None:
    names = ("Østre bydel", "ØSTRE BYDEL", "Østre")
    ran = run(
        tmp_path,
        *(at(en_sak(melding(**LATE), sak=n, innsending=n, bydel="04"), bydel=navn) for n, navn in enumerate(names, 1)),
    )
    (navn,) = ran.shares()
    assert ran.shares() == {navn: "3 av 3"}
    (note,) = [linje.tekst for linje in ran.revisjon.datakvalitet if linje.kode == "enhet-skrivemater"]
    assert all(f"«{one}»" in note for one in names)


def test_a_placeholder_is_no_unit(tmp_path: Path) -> None:
    document = en_sak(melding(**LATE)).replace('Kommunenummer="9999" Kommunenavn="Fjordvik kommune"', "")
    document = document.replace(
        '<Avgiver Organisasjonsnummer="999999999" ',
        '<Avgiver Organisasjonsnummer="999999999" Kommunenummer="9999" Kommunenavn="NULL" Bydelsnavn="-"',
    )
    assert run(tmp_path, document).shares() == {"Kommune 9999": "1 av 1"}


PARTNERS = """
  - {id: frosta, navn: Frosta, gruppe: Regionen, vertskommune: Stjørdal, kilder: [{kommunenummer: "5036"}]}
  - {id: tydal, navn: Tydal, gruppe: Regionen, vertskommune: Stjørdal, kilder: [{kommunenummer: "5033"}]}
  - {id: nedlagt, navn: Nedlagt, gjelder_til_og_med: 2019-12-31, kilder: [{kommunenummer: "5000"}]}
"""


def test_a_unit_without_cases_is_shown_with_0_and_gets_no_plan(tmp_path: Path) -> None:
    ran = run(tmp_path, at(en_sak(melding(**LATE)), "5036", "Frosta"), enheter=PARTNERS, files=True)
    assert (ran.unit("Tydal").saker, ran.unit("Tydal").undersokt) == (0, 0)
    assert ("Enheter", "Frosta (1 sak), Nedlagt (0 saker), Tydal (0 saker)") in summary_view(ran.revisjon).fakta
    front = {row[0]: row[1:6] for row in ran.sheet("Oversikt")}
    assert front["Tydal (vertskommune: Stjørdal) (ingen saker)"] == (0, 0, 0, 0, 0)
    assert front["Sum Regionen"] == (0, 1, 0, 2, 3)
    whole = [row for row in ran.sheet("Alle tall") if row[0] == "MEL-01" and row[2] == "Sum Regionen"]
    assert [(row[6], row[9]) for row in whole] == [(1, 1)]
    enheter = {enhet["id"]: enhet["saker"] for enhet in revisjon_as_json(ran.revisjon)["enheter"]}
    assert enheter == {"frosta": 1, "nedlagt": 0, "tydal": 0}
    (gruppe,) = revisjon_as_json(ran.revisjon)["grupper"]
    (tall,) = [one for one in gruppe["regler"] if one["regel"] == "MEL-01"]
    assert (gruppe["navn"], gruppe["enheter"], tall["n"], tall["ikke_oppfylt"]) == (
        "Regionen",
        ["Frosta", "Tydal"],
        1,
        1,
    )
    assert [p.name for p in ran.ut.glob("*.docx")] == ["handlingsplan-frosta.docx"]
