"""The corrected deadline: the split by hand, the sentences a kommunestyre reads, and the sheet of cases."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from bvaudit.figures.corrected import Delt, cases, counts, split
from bvaudit.model.funn import Funn
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.utfall import Utfall
from bvaudit.reports.corrected_view import (
    Korrigert,
    case_table,
    chart,
    charts,
    corrected,
    paper,
    part,
    sentences,
    table,
)
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.figure_book import figure_book
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.supervision_paper import paper_report
from bvaudit.reports.xlsx.figures_book import figures_book

AR = (date(2024, 1, 1), date(2024, 12, 31))
OPPFYLT, BRUTT, UAVKLART = Utfall.OPPFYLT, Utfall.IKKE_OPPFYLT, Utfall.UAVKLART


@pytest.mark.parametrize(
    ("register", "lov", "ventet"),
    [
        (BRUTT, BRUTT, Delt.REELL),
        (BRUTT, OPPFYLT, Delt.REGELEFFEKT),
        (BRUTT, UAVKLART, Delt.UTEN_MELDING),
        (BRUTT, None, Delt.UTEN_MELDING),
        (OPPFYLT, BRUTT, Delt.BARE_KORRIGERT),
        (OPPFYLT, OPPFYLT, None),
        (UAVKLART, UAVKLART, None),
        (OPPFYLT, Utfall.IKKE_AKTUELT, None),
    ],
)
def test_what_a_breach_is(register: Utfall | None, lov: Utfall | None, ventet: Delt | None) -> None:
    assert split(register, lov) is ventet


def funn(n: int, variant: str, utfall: Utfall, start: date, frist: date, ferdig: date | None) -> Funn:
    return Funn(
        regel="UND-03", variant=variant, enhet="Havna", sak=f"S-{n}", objekt="undersokelse", objekt_id=f"U-{n}",
        utfall=utfall, start_dato=start, frist_dato=frist, faktisk_dato=ferdig, dager_over=None, krav=None,
        funnet=None, forklaring="",
    )  # fmt: skip


def test_cases_concluded_in_the_period() -> None:
    """Melding 2 January, concluded the same day: the register counts from 2 January, the law from 9 January."""
    start, uke = date(2024, 1, 2), date(2024, 1, 9)
    register = [
        funn(1, "register", BRUTT, start, date(2024, 4, 2), date(2024, 4, 5)),
        funn(2, "register", BRUTT, start, date(2024, 4, 2), date(2024, 4, 20)),
        funn(3, "register", BRUTT, start, date(2024, 4, 2), date(2025, 1, 3)),
        funn(4, "register", BRUTT, start, date(2024, 4, 2), None),
        funn(5, "register", BRUTT, start, date(2024, 4, 2), date(2024, 4, 6)),
    ]
    lov = [
        funn(1, "lov", OPPFYLT, uke, date(2024, 4, 9), date(2024, 4, 5)),
        funn(2, "lov", BRUTT, uke, date(2024, 4, 9), date(2024, 4, 20)),
        funn(5, "lov", UAVKLART, uke, date(2024, 4, 9), date(2024, 4, 6)),
    ]
    found = cases(register, lov, *AR)
    assert [(sak.sak, sak.delt) for sak in found] == [
        ("S-2", Delt.REELL),
        ("S-1", Delt.REGELEFFEKT),
        ("S-5", Delt.UTEN_MELDING),
    ]
    assert found[2].frist_lov is None
    assert counts(found) == {
        Delt.REELL: 1,
        Delt.REGELEFFEKT: 1,
        Delt.UTEN_MELDING: 1,
        Delt.BARE_KORRIGERT: 0,
    }


def andel(variant: str, k: int, n: int, enhet: str = "") -> Nokkelrad:
    return Nokkelrad(
        tall="fristbrudd_undersokelse", variant=variant, storrelse="andel", periode_fra=AR[0], periode_til=AR[1],
        enhet=enhet, verdi=k / n, teller=k, nevner=n, kilde="uttrekk",
    )  # fmt: skip


def delt(n: int, kode: Delt, enhet: str = "") -> Nokkelrad:
    return Nokkelrad(
        tall="fristbrudd_delt", variant="konkludert", storrelse="antall", periode_fra=AR[0], periode_til=AR[1],
        enhet=enhet, gruppe=f"del={kode.value}", verdi=n, kilde="uttrekk",
    )  # fmt: skip


def fakta(*more: Nokkelrad) -> Tallfakta:
    rows = (
        andel("rapportert", 42, 323),
        andel("korrigert", 10, 317),
        andel("rapportert", 42, 300, "Havna"),
        andel("korrigert", 10, 300, "Havna"),
        *(delt(n, kode) for n, kode in zip((9, 31, 2, 1), Delt, strict=True)),
    )
    return Tallfakta(kommune="Eksempelvik", per=AR[1], rader=(*rows, *more), tekster={}, enheter=("Havna",))


def view() -> Korrigert:
    found = corrected(fakta())
    assert found is not None
    return found


def test_what_a_kommunestyre_reads() -> None:
    told = sentences(view())
    assert told[0] == (
        "Av undersøkelsene som ble avsluttet i 2024, var 13,0\u00a0% (42 av 323) over fristen slik registeret teller."
    )
    assert told[2] == "Regnet etter loven var 3,2\u00a0% (10 av 317) over fristen."
    assert told[3].startswith("Av de 42 rapporterte fristbruddene er 9 brudd også etter loven, 31 skyldes bare telle")
    assert told[4] == "I tillegg er 1 over fristen etter loven uten å være rapportert."
    assert told[5].startswith("6 undersøkelser er ikke med i den korrigerte andelen")


def test_nothing_is_said_of_a_split_with_a_hidden_part() -> None:
    rows = [
        replace(rad, verdi=None, tilstand=Tilstand.SKJULT) if rad.gruppe == "del=uten_melding" else rad
        for rad in fakta().rader
    ]
    found = corrected(replace(fakta(), rader=tuple(rows)))
    assert found is not None
    assert not any("rapporterte fristbruddene er" in line for line in sentences(found))
    assert "skjult" in table(found)[1][-1]


def test_no_page_without_both_ways_of_counting() -> None:
    assert corrected(replace(fakta(), rader=(andel("rapportert", 42, 323),))) is None


def test_by_unit_with_all_together_last() -> None:
    head, rows = table(view())
    assert head[:3] == ("Enhet", "Rapportert", "Korrigert")
    assert [row[0] for row in rows] == ["Havna", "Alle"]
    assert rows[1][3:] == ("9", "31", "2", "1")


def test_the_chart_has_both_beside_each_other() -> None:
    graf = chart(view(), "uttrekk")
    assert [serie.navn for serie in graf.serier] == ["Rapportert", "Korrigert"]
    assert "Korrigert: 2024 3,2\u00a0%" in graf.alt


def test_the_cases_are_a_sheet_under_their_short_ids() -> None:
    sak = cases(
        [funn(1, "register", BRUTT, date(2024, 1, 2), date(2024, 4, 2), date(2024, 4, 5))],
        [funn(1, "lov", OPPFYLT, date(2024, 1, 9), date(2024, 4, 9), date(2024, 4, 5))],
        *AR,
    )
    sheet = case_table(replace(view(), saker=sak), {"S-1": "S-AB"})
    assert sheet.rader[0][:3] == ("S-AB", "Havna", "Bare tellemåten")
    assert sheet.rader[0][-2:] == (3, 0)


def test_the_page_is_a_word_document() -> None:
    made = open_template(paper_report(AR[1]), None).fill(paper(view(), fakta(), ["uttrekk"]), AR[1], "k")
    assert made[:2] == b"PK"


def test_the_chart_stands_over_its_table_in_the_paper() -> None:
    made = open_template(paper_report(AR[1], charts(view(), fakta())), None).fill(
        paper(view(), fakta(), ["uttrekk"]), AR[1], "k"
    )
    with zipfile.ZipFile(BytesIO(made)) as paper_:
        body = paper_.read("word/document.xml").decode()
        (name,) = (one for one in paper_.namelist() if one.startswith("word/charts/") and one.endswith(".xml"))
        values = re.findall(r"<c:val>.*?</c:val>", paper_.read(name).decode(), re.S)
    assert [round(float(re.findall(r"<c:v>([^<]+)</c:v>", one)[0]), 3) for one in values] == [0.13, 0.032]
    assert 'descr="Søylediagram: Fristbrudd i undersøkelser' in body
    assert body.index("Over tid") < body.index("<wp:inline") < body.rindex("<w:tbl>")


def test_the_chart_stands_beside_its_table_in_the_workbook() -> None:
    tall = Talltekst(id="fristbrudd_undersokelse", tittel="Fristbrudd", tema="undersokelse")
    whole = replace(fakta(), tekster={tall.id: tall})
    (tema,) = figure_book(whole, deler={tall.id: part(view(), whole)}).temaer
    assert [one.tittel for one in tema.deler] == ["Fristbrudd", "Fristbrudd i undersøkelser, rapportert og korrigert"]
    ((grid, graf),) = tema.deler[1].nett
    assert [(line.navn, line.rader[0].teller) for line in grid.linjer if line.rader[0]] == [
        ("Rapportert", 42),
        ("Korrigert", 10),
    ]
    assert graf is not None and [serie.rader for serie in graf.serier] == [line.rader for line in grid.linjer]
    content = figures_book(figure_book(whole, deler={tall.id: part(view(), whole)}))
    rows = [row[:4] for row in openpyxl.load_workbook(BytesIO(content))[tema.ark].iter_rows(values_only=True)]
    assert ("Rapportert", 42 / 323, 323, None) in rows and ("Korrigert", 10 / 317, 317, None) in rows
