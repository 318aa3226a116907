"""S1-49 of the acceptance table, and what the table missed of the linter: the known faults of S1, S2 and S4 are found,
in Word files with the same facts in other words, and in the sources themselves where they are at hand."""

import os
from collections import Counter
from pathlib import Path

import docx
import pytest

from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.workflows.report_lint import lint_report

Lines = list[str | list[list[str]]]


def word(tmp_path: Path, lines: Lines) -> Path:
    """«# » is a heading, «* » an item, «^ » the text of a figure, a list of lists a table."""
    document = docx.Document()
    for line in lines:
        if isinstance(line, list):
            table = document.add_table(rows=len(line), cols=len(line[0]))
            for row, cells in zip(table.rows, line, strict=True):
                for cell, said in zip(row.cells, cells, strict=True):
                    cell.text = said
        elif line.startswith("# "):
            document.add_heading(line[2:], level=1)
        elif line.startswith("* "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line.startswith("^ "):
            document.add_paragraph(line[2:], style="Caption")
        else:
            document.add_paragraph(line)
    path = tmp_path / "rapport.docx"
    document.save(str(path))
    return path


def found(path: Path) -> list[Lesemerke]:
    return list(lint_report(path).merker)


S1: Lines = [
    "# 1 Meldinger",
    "Antallet er omtrent likt fra 2023 til 2024, se graf 1.1.2. Heimdal skiller seg ut, se graf 1.2.",
    "^ Graf 1.1.1",
    "^ Graf 1.1.2",
    "Kilde: Egen oversikt i regneark",
    "# 2 Undersøkelser",
    "Regelverket for undersøkelser har ikke endret seg i perioden.",
    "Som nevnt har regelverket for undersøkelser endret seg i perioden.",
    "^ Graf 2.1.1",
    "Kilde: Fagsystemet",
    "Av 100 undersøkelser avsluttes 2 på grunn av flytting, 7 fordi foreldrene sier nei og 54 uten behov for tiltak. "
    "Av de 100 går 35 videre til hjelpetiltak, og 1 til nemnda.",
    "# 3 Ettervern",
    "Disse er med i graf 3.13 og 3.14. Tallet er ikke redusert, se graf 3.16.",
    "^ Graf 3.7.1 Unge voksne med ettervern",
    "Kilde: Fagsystemet",
    "# 3.9 Akuttvedtak",
    "^ Graf 3.9.2 Akuttvedtak, samlet",
    "^ Graf 3.9.2 Akuttvedtak, hver enhet",
    "Kilde: Bufdir",
    "# 4 Vakt",
    "Vakten er vertskommune for 17 andre kommuner. Samarbeidskommunene er Frøya, Heim, Holtålen, Hitra, Malvik, "
    "Melhus, Skaun, Midtre Gauldal, Orkland, Rindal, Røros, Os, Surnadal, Indre Fosen, Osen, Ørland og Åfjord.",
    "I 2024 fikk 61 unge oppfølging etter vedtak, hvor 44 var under 18 år og 22 var over 18 år.",
    "# 8 Bemanning",
    "Tjenesten har 342,2 besatte stillinger.",
    "Disse er fordelt på 148,9 i funksjon 244, 29,6 i støttefunksjon 244, 71,4 i funksjon 251 og 91,3 i funksjon 252.",
    "140,7 er barnevernspedagoger, 38,5 sosionomer, 127,5 har annen høyskole, 23,5 er merkantile og 10,7 har annet.",
    "Kilde: KOSTRA",
    "Kan du sette inn kilde her, Lise?",
    "# 9 Sykefravær",
    "^ Graf 9.1 Sykefravær",
    "Fraværet var 12,4 % i 2024.",
]
S1_HAS = {
    Lesetegn.HENVISNING: 4,
    Lesetegn.MOTSATT: 1,
    Lesetegn.DOBBEL: 1,
    Lesetegn.SUM: 4,
    Lesetegn.NOTAT: 1,
    Lesetegn.KILDE: 1,
}


def test_s1_49_the_known_faults_and_nothing_else(tmp_path: Path) -> None:
    marks = found(word(tmp_path, S1))
    assert Counter(one.tegn for one in marks) == S1_HAS
    said = " ".join(one.tekst for one in marks)
    assert all(f"graf {nr}" in said for nr in ("1.2", "3.13", "3.14", "3.16", "3.9.2"))
    assert all(part in said for part in ("341,2", "340,9", "342,2", "66", "61", "99"))


S2: Lines = [
    "# Arbeidsmiljø",
    "Sykefravær i februar 2020:",
    "Korttidsfravær: 2,8 %",
    "Langtidsfravær: 14,8 %",
    "Totalt: 17,6 %",
    "Leder og en teamleder har vært sykmeldt, og flere ansatte har vært borte.",
    "# 1. kvartal",
    [["", "Frosta", "Meråker", "Selbu", "Stjørdal", "Tydal"], ["Meldinger", "7", "3", "0", "79", "0"]],
    "Det var færre fristbrudd, og ingen i de fire mindre kommunene.",
]


def test_s2_the_health_of_the_leader_and_no_fault_in_what_adds_up(tmp_path: Path) -> None:
    assert [one.tegn for one in found(word(tmp_path, S2))] == [Lesetegn.HELSE]


def test_s2_the_same_numbers_with_a_fault(tmp_path: Path) -> None:
    wrong: Lines = ["Totalt: 18,6 %" if line == "Totalt: 17,6 %" else line for line in S2]
    assert [one.tegn for one in found(word(tmp_path, wrong))] == [Lesetegn.SUM, Lesetegn.HELSE]


def test_s4_small_facts_about_the_staff(tmp_path: Path) -> None:
    said: Lines = [
        "# Hva lykkes vi med?",
        "* Mange kompetente ansatte, 4 med utenlandsk opprinnelse og 3 menn",
        "* Har 3 på arbeidstrening, og de fleste får jobb",
        "* Meget lavt sykefravær, 4 % i 2021",
    ]
    assert [one.tegn for one in found(word(tmp_path, said))] == [Lesetegn.FA_ANSATTE] * 2


SOURCES = {
    "S0": (),
    "S1": (
        (Lesetegn.HENVISNING, "graf 1.2,"),
        (Lesetegn.HENVISNING, "graf 3.13"),
        (Lesetegn.HENVISNING, "graf 3.14"),
        (Lesetegn.HENVISNING, "graf 3.16"),
        (Lesetegn.DOBBEL, "graf 3.9.2"),
        (Lesetegn.NOTAT, ""),
        (Lesetegn.SUM, "66"),
        (Lesetegn.SUM, "341,2"),
        (Lesetegn.SUM, "340,9"),
        (Lesetegn.SUM, "99"),
        (Lesetegn.MOTSATT, "regelverket"),
    ),
    "S2": ((Lesetegn.HELSE, ""),),
    "S3": (),
    "S4": ((Lesetegn.FA_ANSATTE, ""),),
}
MOST = {"S0": 0, "S1": 20, "S2": 1, "S3": 0, "S4": 2}  # no more marks than somebody reads


@pytest.mark.parametrize("source", SOURCES)
def test_the_sources_themselves(source: str) -> None:
    reference = os.environ.get("BVAUDIT_REFERANSE")
    files = sorted((Path(reference).parent / "kilder").glob(f"{source}_*.txt")) if reference else []
    if not files:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt, eller kildene ligger ikke ved siden av")
    marks = found(files[0])
    assert [(tegn, part) for tegn, part in SOURCES[source] if not _has(marks, tegn, part)] == []
    assert len(marks) <= MOST[source]


def _has(marks: list[Lesemerke], tegn: Lesetegn, part: str) -> bool:
    return any(one.tegn is tegn and part in one.tekst for one in marks)
