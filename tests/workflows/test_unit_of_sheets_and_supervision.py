"""Units of spreadsheets, and the supervision that is about a unit."""

import json
import sys
from pathlib import Path

import pytest

from bvaudit.reports.to_json import revisjon_as_json
from tests.workflows.one_rule_judged import LATE, Ran, at, judge, run, words

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

pytestmark = pytest.mark.lang


KART = """
kommune: {nummer: "5001", navn: Vertsby, organisasjonsnummer: "999999999"}
uttrekk: {dato: 2025-12-31}
tabeller:
  sak: {fil: saker.csv, kolonner: {sak_id: Sak, start_dato: Start, enhet: Enhet, kommunenummer: Kommune}}
  henvendelse:
    fil: meldinger.csv
    kolonner: {sak_id: Sak, henvendelse_id: Nr, start_dato: Inn, konklusjon_slutt_dato: Ut}
"""
HAD_BY = "  sak_enhet: {fil: historikk.csv, kolonner: {sak_id: Sak, enhet: Enhet, fra: Fra, til: Til}}\n"


def sheets(folder: Path, saker: list[str], historikk: list[str] | None = None) -> Ran:
    """One melding for each case, received 3 March and concluded 20 March."""
    source = folder / "ark"
    source.mkdir()
    numbers = [sak.split(";")[0] for sak in saker]
    files = {
        "saker.csv": ["Sak;Start;Enhet;Kommune", *saker],
        "meldinger.csv": ["Sak;Nr;Inn;Ut", *(f"{sak};M-{sak};2025-03-03;2025-03-20" for sak in numbers)],
        **({"historikk.csv": ["Sak;Enhet;Fra;Til", *historikk]} if historikk else {}),
    }
    for name, lines in files.items():
        (source / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    kart = folder / "kart.yaml"
    kart.write_text(KART + (HAD_BY if historikk else ""), encoding="utf-8")
    return judge(folder, (source,), kart=kart)


def test_spellings_in_a_sheet_are_one_unit_and_what_is_no_name_is_no_unit(tmp_path: Path) -> None:
    names = ("Nord avd.", "NORD AVD", "Nord  avd", "NULL", "-", "Nordre avd")
    ran = sheets(tmp_path, [f"F-{n};2025-03-03;{navn};5001" for n, navn in enumerate(names)])
    assert ran.shares() == {"Nord avd": "3 av 3", "Nordre avd": "1 av 1", "Ukjent enhet": "2 av 2"}
    assert len(ran.lines("enhet-skrivemater")) == 1


def test_each_case_has_the_municipality_the_child_lives_in(tmp_path: Path) -> None:
    ran = sheets(tmp_path, ["F-1;2025-03-03;Felles mottak;5033", "F-2;2025-03-03;Felles mottak;5001"])
    assert ran.unit("Felles mottak").kommunenumre == ("5001", "5033")
    assert revisjon_as_json(ran.revisjon)["kommuner"] == [
        {"kommunenummer": "5001", "saker": 1},
        {"kommunenummer": "5033", "saker": 1},
    ]


@pytest.mark.parametrize(
    ("historikk", "enhet"),
    [
        pytest.param(["F-1;Nord;2025-01-01;2025-03-20", "F-1;Sør;2025-03-21;"], "Nord", id="siste dag i den første"),
        pytest.param(["F-1;Nord;2025-01-01;2025-03-19", "F-1;Sør;2025-03-20;"], "Sør", id="første dag i den neste"),
        pytest.param(
            ["F-1;Nord;2025-01-01;2025-03-01", "F-1;Sør;2025-04-01;"], "Nord", id="hull: til den neste begynner"
        ),
        pytest.param(["F-1;nord.;;2025-04-01"], "Nord", id="åpen begynnelse, og resten av raden om saken"),
        pytest.param(["F-1;Nord;2025-01-01;2025-03-01"], "Sør", id="den som har saken nå, tok over dagen etter"),
    ],
)
def test_a_table_of_who_had_the_case_dates_the_change(historikk: list[str], enhet: str, tmp_path: Path) -> None:
    ran = sheets(tmp_path, ["F-1;2025-03-03;Sør;5001", "F-2;2025-03-03;Nord;5001"], historikk)
    assert {f.enhet for s in ran.revisjon.svar for f in s.funn if s.regel.id == "MEL-01" and f.hos == "Sør"} == {enhet}


# --- supervision --------------------------------------------------------------------------------------------------


TRONDHEIM = (Path(__file__).parents[2] / "examples" / "kommuner" / "trondheim",)


def trondheim(bydel: str, kommune: str = "5001", navn: str = "Trondheim") -> str:
    sak = 1 if bydel == "Lerkendal" else 2
    return at(en_sak(melding(**LATE), sak=sak, innsending=sak, bydel=f"0{sak}"), kommune, navn, bydel)


def test_a_supervision_reaches_the_unit_it_names_and_no_other(tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Lerkendal"), trondheim("Østbyen"), files=True, egne=TRONDHEIM)
    assert {p.enhet for p in ran.revisjon.tilsyn} == {"Lerkendal"}
    assert len(ran.revisjon.tilsyn) == 7
    assert [p.nummer for p in ran.revisjon.tilsyn] == ["1", *(f"1.{n}" for n in range(1, 7))]
    assert "Lerkendal" in words(ran.ut / "handlingsplan-lerkendal.docx")
    assert "Lerkendal" not in words(ran.ut / "handlingsplan-ostbyen.docx")


@pytest.mark.parametrize(
    ("kommune", "navn"),
    [
        pytest.param("9999", "Fjordvik", id="en annen kommune"),
        pytest.param("9999", "Trondheim", id="samme navn, et annet nummer"),
    ],
)
def test_another_municipality_with_a_unit_of_that_name_is_not_reached(kommune: str, navn: str, tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Lerkendal", kommune, navn), egne=TRONDHEIM)
    assert ran.revisjon.tilsyn == ()
    assert "Statsforvalteren" not in json.dumps(revisjon_as_json(ran.revisjon)["tilsyn"])
    assert ran.revisjon.advarsler == ()


def test_a_municipality_without_the_unit_is_told(tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Østbyen"), egne=TRONDHEIM)
    assert ran.revisjon.tilsyn == ()
    assert any("«Lerkendal», som ikke er blant enhetene" in text for text in ran.revisjon.advarsler)
