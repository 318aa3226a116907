"""One line for each cause: how many, where first, what is allowed; and what explains the others first."""

from pathlib import Path

import pytest

from bvaudit.cli.problem_lines import as_lines
from bvaudit.diagnostics import Grad, Problem, Samlet, Sted, in_order
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.model.kart import Kart, TabellKart
from bvaudit.model.koder import Kode, Kodeliste


def in_cell(celle: str, verdi: str = "x", felt: str = "Resultat", kode: str = "ukjent-kode") -> Problem:
    return Problem(
        sted=Sted(fil="a.xlsx", ark="Ark1", celle=celle),
        kode=kode,
        tekst=f"verdien i «{felt}» finnes ikke",
        hint="gyldige: 1 Henlagt, 2 Undersøkes",
        samlet=Samlet(felt=felt, flere="er ikke koder", verdi=verdi),
    )


def in_line(linje: int, tekst: str = "ukjent nøkkel", kode: str = "ukjent-nokkel") -> Problem:
    return Problem(sted=Sted(fil="a.yaml", linje=linje), kode=kode, tekst=tekst)


def in_document(fil: str, sti: str) -> Problem:
    return Problem(sted=Sted(fil=fil, sti=sti), kode="ukjent-kode", tekst="«Kode» har en kode som ikke finnes")


def shown(*problems: Problem) -> list[str]:
    return [str(line) for line in as_lines(problems)]


def test_cells_come_in_the_order_of_their_numbers() -> None:
    cells = ["E10", "AA1", "E2", "Z3", "E1"]
    assert [p.sted.celle for p in in_order(map(in_cell, cells))] == ["E1", "E2", "E10", "Z3", "AA1"]


def test_one_line_for_a_column() -> None:
    assert shown(*(in_cell(f"E{row}", str(row % 2)) for row in range(2, 202))) == [
        "a.xlsx:Ark1!E2: feil [ukjent-kode]: «Resultat»: 2 ulike verdier i 200 rader er ikke koder; "
        "også E3, E4, E5 …\n  hint: gyldige: 1 Henlagt, 2 Undersøkes"
    ]


@pytest.mark.parametrize(
    ("problems", "ventet"),
    [
        pytest.param(
            [in_cell("E2"), in_cell("E3")], ["verdien i «Resultat» finnes ikke (2 rader); også E3"], id="samme verdi"
        ),
        pytest.param(
            [in_cell("E2", ""), in_cell("E3", "")], ["«Resultat»: 2 rader er ikke koder; også E3"], id="uten verdi"
        ),
        pytest.param(
            [in_cell("E2"), in_cell("F2", felt="Utfall")],
            ["verdien i «Resultat» finnes ikke", "verdien i «Utfall» finnes ikke"],
            id="to kolonner er to linjer",
        ),
        pytest.param(
            [in_line(n) for n in (3, 9, 12, 14, 20)],
            ["ukjent nøkkel (5 steder, også linje 9, linje 12, linje 14 …)"],
            id="samme setning i en fil",
        ),
        pytest.param(
            [in_document(f"{n}.xml", "Sak/Melding") for n in range(3)],
            ["«Kode» har en kode som ikke finnes (3 steder i 3 filer)"],
            id="samme feil i mange dokumenter",
        ),
        pytest.param(
            [Problem(sted=Sted(fil=f"{n}.pdf"), kode="ukjent-filtype", tekst="er ikke lest") for n in range(40)],
            ["er ikke lest (40 filer)"],
            id="mange filer som ikke er lest",
        ),
    ],
)
def test_alike_problems_are_told_as_one(problems: list[Problem], ventet: list[str]) -> None:
    assert [line.tekst for line in as_lines(problems)] == ventet


def test_headings_and_files_first_then_one_of_each_kind() -> None:
    heading = Problem(
        sted=Sted(fil="b.xlsx", ark="Ark1", celle="A1"), kode="mangler-kolonne", tekst="fant ikke", forst=True
    )
    file = Problem(sted=Sted(fil="c.xlsx"), kode="mangler-fil", tekst="finnes ikke")
    note = Problem(sted=Sted(fil="a.xlsx"), kode="merknad", tekst="lest", grad=Grad.MERKNAD)
    first = [in_cell("E2", felt=f"K{n}") for n in range(3)]
    other = in_cell("Z9", kode="ugyldig-dato")
    assert [line.kode for line in as_lines([note, *first, other, file, heading])] == [
        "mangler-kolonne",
        "mangler-fil",
        "ukjent-kode",
        "ugyldig-dato",
        "ukjent-kode",
        "ukjent-kode",
        "merknad",
    ]


def test_a_sheet_with_a_wrong_heading_and_a_column_of_words(tmp_path: Path) -> None:
    rows = [f"F-{n};{'henlagt' if n % 2 else 'åpnes'}" for n in range(200)]
    (tmp_path / "saker.csv").write_text("\n".join(["Sak", *(f"F-{n}" for n in range(200))]), encoding="utf-8")
    (tmp_path / "meldinger.csv").write_text("\n".join(["Sak;Resultat", *rows]), encoding="utf-8")
    (tmp_path / "planer.csv").write_text("Saksnr;Type\nF-1;1\n", encoding="utf-8")
    liste = Kodeliste(
        id="henvendelse_konklusjon",
        tittel="Konklusjon",
        koder=(Kode(kode="1", tittel="Henlagt"), Kode(kode="2", tittel="Undersøkes")),
    )
    tables = (
        ("sak", "saker.csv", {"sak_id": "Sak"}),
        ("henvendelse", "meldinger.csv", {"sak_id": "Sak", "konklusjon_kode": "Resultat"}),
        ("plan", "planer.csv", {"sak_id": "Saksnummer", "kode": "Type"}),
    )
    kart = Kart(
        fil="kart.yaml",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        organisasjonsnummer="999999999",
        tabeller=tuple(TabellKart(tabell=t, fil=f, kolonner=k, faste={}, koder={}) for t, f, k in tables),
    )
    problems: list[Problem] = []
    list(sheet_rows([tmp_path], kart, koder={liste.id: liste}, problems=problems))
    lines = [str(line).replace(f"{tmp_path}/", "") for line in as_lines(problems) if line.grad is Grad.FEIL]
    assert lines == [
        "planer.csv:1:1: feil [mangler-kolonne]: fant ikke kolonnen «Saksnummer»\n"
        "  hint: mente du «Saksnr»? fant: Saksnr, Type",
        "meldinger.csv:2:2: feil [ukjent-kode]: «Resultat»: 2 ulike verdier i 200 rader er ikke koder i kodelisten "
        "Konklusjon; også linje 3, linje 4, linje 5 …\n"
        "  hint: legg verdien til under «koder» i kartet; gyldige: 1 Henlagt, 2 Undersøkes",
    ]
