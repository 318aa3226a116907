"""Files of numbers as they lie in a municipality: headings over several columns, merged and repeated cells, totals and
notes among the rows, sheets for each year. What is expected is counted by hand, and each file is read once."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bvaudit.diagnostics import Grad
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.workflows.series import SeriesRead
from tests.series_example import a_folder, read

Numbers = list[tuple[str, str, float | None]]  # unit, group, number
UTEN = "Kari Nordmann", "Ola Hansen", "01018012345", "kn01"


def book(*sheets: tuple[str, Callable[[Worksheet], None]]) -> bytes:
    made, out = Workbook(), BytesIO()
    made.remove(made.worksheets[0])
    for title, fill in sheets:
        fill(made.create_sheet(title))
    made.save(out)
    return out.getvalue()


def a_map(fil: str, *kolonner: str, mer: str = "") -> str:
    lines = "".join(f"  - {{navn: {one}}}\n" for one in kolonner)
    slag = "" if "serieslag" in mer else "serieslag: aktivitet\n"
    return f"{slag}datafil: {fil}\n{mer}kolonner:\n{lines}"


def by_sex(ws: Worksheet) -> None:
    ws["A1"] = "Ansatte i tjenesten"
    ws["B2"], ws["D2"] = 2023, 2024
    ws.append(["Enhet", "Menn", "Kvinner", "Menn", "Kvinner"])
    ws.append(["Østbyen", 3, 20, 4, 21])
    ws.append(["Totalt", 5, 38, 6, 40])
    for area in ("A1:E1", "B2:C2", "D2:E2"):
        ws.merge_cells(area)


def merged_down(ws: Worksheet) -> None:
    for row in (["Enhet", "Måned", "Antall"], ["Østbyen", "jan. 2024", 1], [None, "feb. 2024", 2], ["Sum", None, 3]):
        ws.append(row)
    ws.merge_cells("A2:A3")


def staff(ws: Worksheet) -> None:
    for row in (["Bemanning", None], ["Per 31.12.2024", None], [None], ["Rolle", "Årsverk"], ["Leder", 2]):
        ws.append(row)
    for row in (["Fagleder", 3.5], ["Sum ledelse", 5.5], [None], ["Konsulent", 30.2], ["Totalt", 35.7], [None]):
        ws.append(row)
    ws.append(["Kilde: HR-portalen, tatt ut av Kari Nordmann"])
    ws.row_dimensions[9].hidden = True


def per_cent(ws: Worksheet) -> None:
    ws.append(["Enhet", "Fravær"])
    for name, value, form in (
        ("a", 0.1356, "0.0%"),
        ("b", 13.56, '0.00" %"'),
        ("c", "13,56 %", ""),
        ("d", 0.5, '0" %"'),
    ):
        ws.append([name, value])
        ws.cell(ws.max_row, 2).number_format = form or "General"


def months(ws: Worksheet) -> None:
    ws.append(["Slag", date(2024, 1, 1), date(2024, 2, 1)])
    ws["B1"].number_format = ws["C1"].number_format = "mmm yy"
    ws.append(["Meldinger", 3, 4])


def of(year: int) -> tuple[str, Callable[[Worksheet], None]]:
    def fill(ws: Worksheet) -> None:
        ws.append(["Slag", "Antall"])
        ws.append(["a", year - 2000])

    return str(year), fill


def hidden(ws: Worksheet) -> None:
    ws.append(["Slag", "Antall"])
    ws.append(["a", 999])
    ws.sheet_state = "hidden"


def uncounted(ws: Worksheet) -> None:
    ws.append(["Slag", "Antall"])
    ws.append(['="a"', 1])


SEX = [
    f"{ar} {kjonn}, er: verdi, periode: '{ar}', akse: kjonn, kategori: {kjonn}"
    for ar in (2023, 2024)
    for kjonn in ("Menn", "Kvinner")
]
SLAG, ANTALL, AR = "Slag, er: kategori", "Antall, er: verdi", 'periode: "2024"\n'
ENHET, MND = "Enhet, er: enhet", "Måned, er: periode"
POSTS = "serieslag: bemanning\nstorrelse: arsverk\nperiode: '2024'\n"
ADDED = (
    "Navn;Enhet;Rolle;Stillingsprosent\nKari Nordmann;Østbyen;Konsulent;100\n"
    "Ola Hansen;Østbyen;Konsulent;80 %\nPer Olsen;Vestbyen;Leder;100,0\n"
)
OF_EACH = ("Navn, er: navn", ENHET, "Rolle, er: kategori", "Stillingsprosent, er: verdi")
ACCOUNTS = "storrelse: sum\nmaleenhet: mill. kr\nperiode: '2024'\n"

READ: dict[str, tuple[str, str | bytes, Numbers]] = {
    "headings over two columns each": (
        a_map("f.xlsx", ENHET, *SEX, mer="storrelse: ansatte\n"),
        book(("Ark", by_sex)),
        [("Østbyen", f"kjonn={k}", n) for k, n in (("menn", 3), ("kvinner", 20), ("menn", 4), ("kvinner", 21))]
        + [("", f"kjonn={k}", n) for k, n in (("menn", 5), ("kvinner", 38), ("menn", 6), ("kvinner", 40))],
    ),
    "a unit merged over its months": (
        a_map("f.xlsx", ENHET, MND, ANTALL, mer=AR),
        book(("Ark", merged_down)),
        [("Østbyen", "", 1), ("Østbyen", "", 2), ("", "", 3)],
    ),
    "a unit written once": (
        a_map("f.csv", f"{ENHET}, fyll_ned: true", MND, ANTALL),
        "Enhet;Måned;Antall\nØstbyen;2024-01;1\n;2024-02;2\nI alt;1. kvartal 2024;3\n",
        [("Østbyen", "", 1), ("Østbyen", "", 2), ("", "", 3)],
    ),
    "titles, a sum of some, and a note": (
        a_map("f.xlsx", "Rolle, er: kategori", "Årsverk, er: verdi", mer=POSTS + "delt_pa: [rolle]\n"),
        book(("Ark", staff)),
        [("", f"rolle={r}", n) for r, n in (("leder", 2), ("fagleder", 3.5), ("sum-ledelse", 5.5), ("konsulent", 30.2))]
        + [("", "", 35.7)],
    ),
    "the total of the months": (
        a_map("f.csv", MND, ANTALL, mer="delt_pa: [tid]\n"),
        "Måned;Antall\njan. 2024;1\nfeb. 2024;2\nmars 2024;3\nI alt;7\n",
        [("", "", 1), ("", "", 2), ("", "", 3), ("", "", 7)],
    ),
    "the year and the month in two columns": (
        a_map("f.csv", "År, er: periode", MND, ANTALL),
        "År;Måned;Antall\n2024;1;1\n2024;februar;2\n2024;Sum;3\n",
        [("", "", 1), ("", "", 2), ("", "", 3)],
    ),
    "a sheet for each year": (
        a_map("f.xlsx", SLAG, ANTALL, mer="ark: '*'\n"),
        book(("Forside", lambda ws: ws.append(["Om tallene"])), of(2023), of(2024), ("Gammel", hidden)),
        [("", "slag=a", 23), ("", "slag=a", 24)],
    ),
    "a hidden sheet first": (
        a_map("f.xlsx", SLAG, ANTALL, mer=AR),
        book(("Gammel", hidden), ("Forside", lambda ws: ws.append(["Om tallene"])), of(2024)),
        [("", "slag=a", 24)],
    ),
    "months as dates over the columns": (
        a_map("f.xlsx", SLAG, "jan. 2024, er: verdi, periode: 2024-01", "2024-02, er: verdi, periode: 2024-02"),
        book(("Ark", months)),
        [("", "slag=meldinger", 3), ("", "slag=meldinger", 4)],
    ),
    "per cent in four ways": (
        a_map("f.xlsx", "Enhet, er: kategori", "Fravær, er: verdi", mer=f"storrelse: andel\n{AR}"),
        book(("Ark", per_cent)),
        [("", f"enhet={e}", n) for e, n in (("a", 0.1356), ("b", 0.1356), ("c", 0.1356), ("d", 0.005))],
    ),
    "numbers as accounts are printed": (
        a_map("f.csv", SLAG, "Beløp, er: verdi", mer=f"storrelse: sum\n{AR}"),
        "Slag;Beløp\na;1\u00a0234\nb;(1 234)\nc;1 234-\nd;–40,4\ne;1.234,56\n",
        [("", f"slag={s}", n) for s, n in (("a", 1234), ("b", -1234), ("c", -1234), ("d", -40.4), ("e", 1234.56))],
    ),
    "words where there is no number": (
        a_map("f.csv", SLAG, ANTALL, mer=f"tomme: ['-']\n{AR}"),
        "Slag;Antall\na;..\nb;mangler system\nc;<5\nd;-\ne;0\n",
        [("", f"slag={s}", n) for s, n in (("a", None), ("b", None), ("c", None), ("d", None), ("e", 0))],
    ),
    "a row for each employee, added up": (
        a_map("f.csv", *OF_EACH, mer=f"{POSTS}hver_rad: summeres\n"),
        ADDED,
        [("Østbyen", "rolle=konsulent", 1.8), ("Vestbyen", "rolle=leder", 1.0)],
    ),
    "thousands made millions": (
        a_map("f.csv", "Post, er: kategori", "Regnskap (1000 kr), er: verdi, gang: '0,001'", mer=ACCOUNTS),
        "Post;Regnskap (1000 kr)\nMerforbruk;40 400\n",
        [("", "post=merforbruk", 40.4)],
    ),
    "the column of the leaders taken out": (
        a_map("f.csv", MND, "Leder, er: navn", ANTALL),
        "Måned;Antall\nveke 5 2024;3\n",
        [("", "", 3)],
    ),
    "what one more hidden number would tell": (
        a_map("f.csv", SLAG, ANTALL, mer=f"delt_pa: [slag]\n{AR}"),
        "Slag;Antall\na;<5\nb;7\nc;30\nTotalt;40\n",
        [("", "slag=a", None), ("", "slag=b", None), ("", "slag=c", 30), ("", "", 40)],
    ),
    "a small unit that all less the other would tell": (
        a_map(
            "f.csv", ENHET, "Fravær, er: verdi", "n, er: personer", mer=f"serieslag: sykefravar\nstorrelse: andel\n{AR}"
        ),
        "Enhet;Fravær;n\nØstbyen;6,1 %;25\nVestbyen;7,0 %;3\nTil saman;6,3 %;28\n",
        [("Østbyen", "", None), ("Vestbyen", "", None), ("", "", 0.063)],
    ),
    "months under their years": (
        a_map("f.csv", MND, "'2023', er: verdi, periode: '2023'", "'2024', er: verdi, periode: '2024'"),
        "Måned;2023;2024\nmars;1;2\nI alt;1;2\n",
        [("", "", 1), ("", "", 2), ("", "", 1), ("", "", 2)],
    ),
    "units and municipalities with their numbers": (
        a_map("f.csv", ENHET, "Kommune, er: kommune", ANTALL, mer=AR),
        "Enhet;Kommune;Antall\n4410 Østbyen;9901 Fjordvik;1\nVestbyen;Fjordvik kommune;2\n",
        [("Østbyen", "", 1), ("Vestbyen", "", 2)],
    ),
    "municipalities, and names as headings": (
        a_map("f.csv", "Kommune, er: kategori", "Sum, er: verdi", mer=AR),
        "Kommune;Kari Nordmann;Sum\nNord Odal;1;2\nFrøya;2;3\n",
        [("", "kommune=nord-odal", 2), ("", "kommune=froya", 3)],
    ),
}

REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "an empty unit that can be two things": (
        a_map("f.csv", ENHET, MND, ANTALL),
        "Enhet;Måned;Antall\nØstbyen;2024-01;1\n;2024-02;2\n",
        "serie-tom-ledetekst f.csv:3:1",
    ),
    "a thousand as others write it": (
        a_map("f.csv", SLAG, ANTALL, mer=AR),
        'Slag;Antall\na;"1,234"\n',
        "serie-tall-to-mater f.csv:2:2",
    ),
    "a year of schools": (a_map("f.csv", MND, ANTALL), "Måned;Antall\n2023/2024;1\n", "serie-periode f.csv:2:1"),
    "thousands among millions": (
        a_map("f.csv", "Post, er: kategori", "Regnskap, er: verdi", mer=ACCOUNTS),
        "Tall i 1000 kr;\nPost;Regnskap\nMerforbruk;40 400\n",
        "serie-annen-maleenhet f.csv:2:2",
    ),
    "eighty posts for one": (
        a_map("f.csv", "Navn, er: navn", "Stilling, er: verdi", mer=f"{POSTS}hver_rad: summeres\n"),
        "Navn;Stilling\nKari Nordmann;80\n",
        "serie-for-mange-arsverk f.csv:2:2",
    ),
    "one name among teams": (
        a_map("f.csv", SLAG, ANTALL, mer=AR),
        "Slag;Antall\nTeam 1;1\nNordmann, Kari;2\n",
        "serie-nektet-ser-ut-som-navn f.csv:1:1",
    ),
    "initials": (
        a_map("f.csv", "Ansatt, er: kategori", ANTALL, mer=AR),
        "Ansatt;Antall\nkn01;1\noh02;2\n",
        "serie-nektet-ser-ut-som-navn f.csv:1:1",
    ),
    "a name where a number should be": (
        a_map("f.csv", SLAG, ANTALL, mer=AR),
        "Slag;Antall\na;Kari Nordmann\nb;2\n",
        "serie-nektet-ser-ut-som-navn f.csv:1:2",
    ),
    "a sheet of one person": (
        a_map("f.xlsx", SLAG, ANTALL, mer=AR),
        book(("Kari Nordmann", of(2024)[1])),
        "serie-ingen-ark f.xlsx",
    ),
    "a category nobody has worked out": (
        a_map("f.xlsx", SLAG, ANTALL, mer=AR),
        book(("Ark", uncounted)),
        "serie-uten-svar f.xlsx:Ark!A2",
    ),
}


def id_of(name: str) -> str:
    return f"s{list(READ | REFUSED).index(name)}"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> SeriesRead:
    rot = tmp_path_factory.mktemp("fjordvik")
    bodies = {}
    for name, (body, _, _) in (READ | REFUSED).items():
        fil = "f.xlsx" if "f.xlsx" in body else "f.csv"
        bodies[id_of(name)] = body.replace(fil, f"{id_of(name)}-{fil}")
    a_folder(rot, **bodies)
    for name, (body, content, _) in (READ | REFUSED).items():
        fil = rot / "serier" / f"{id_of(name)}-{'f.xlsx' if 'f.xlsx' in body else 'f.csv'}"
        fil.write_bytes(content if isinstance(content, bytes) else content.encode("cp1252", "replace"))
    return read(rot)


def numbers(rows: tuple[Nokkelrad, ...]) -> Numbers:
    return [(one.enhet, one.gruppe, None if one.verdi is None else round(one.verdi, 9)) for one in rows]


@pytest.mark.parametrize("name", READ)
def test_the_numbers_are_those_that_stand_there(every: SeriesRead, name: str) -> None:
    wrong = [p for p in every.problemer if f"/{id_of(name)}-" in p.sted.fil and p.grad is Grad.FEIL]
    assert not wrong
    assert numbers(every.of(id_of(name), "oppgitt")) == READ[name][2]


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_two_things_is_told_with_its_cell(every: SeriesRead, name: str) -> None:
    id_ = id_of(name)
    told = [f"{p.kode} {p.sted}" for p in every.problemer if f"/{id_}-" in p.sted.fil and p.grad is Grad.FEIL]
    kode, _, sted = REFUSED[name][2].partition(" ")
    assert [one.partition(" ")[0] for one in told] == [kode] and told[0].endswith(f"{id_}-{sted}")
    assert every.of(id_) == ()


def test_no_name_is_in_anything_that_was_read_or_said(every: SeriesRead) -> None:
    said = str((every.rader, every.kontroller, every.sluppet, every.problemer, every.ord))
    assert not [word for name in UTEN for word in (name, name.split()[0]) if word in said]


def rows_of(every: SeriesRead, name: str) -> tuple[str, ...]:
    return tuple(one.setning for one in every.kontroller if one.serie == id_of(name))


def test_a_total_is_held_against_the_parts_of_its_own_time(every: SeriesRead) -> None:
    held, _ = rows_of(every, "the total of the months")
    assert "1. kvartal 2024" in held and "blir 6, men 7 er oppgitt" in held
    (staff_held,) = rows_of(every, "titles, a sum of some, and a note")
    assert "blir 35,7 årsverk, som oppgitt" in staff_held


def test_states_are_told_apart_and_none_is_0(every: SeriesRead) -> None:
    states = [row.tilstand.name for row in every.of(id_of("words where there is no number"))]
    assert states == ["IKKE_UNDERSOKT", "MANGLER_SYSTEM", "SKJULT", "IKKE_UNDERSOKT", "VERDI"]
    notes = {p.kode for p in every.problemer if p.grad is Grad.MERKNAD}
    assert notes == {"serie-notis", "serie-skjulte-rader"}


def test_months_and_numbers_are_read_into_what_they_stand_for(every: SeriesRead) -> None:
    months = [str(row.periode_fra) for row in every.of(id_of("months under their years"), "oppgitt")]
    assert months == ["2023-03-01", "2024-03-01", "2023-01-01", "2024-01-01"]
    assert {row.kommune for row in every.of(id_of("units and municipalities with their numbers"))} == {"9901"}


def test_years_are_those_of_their_sheets(every: SeriesRead) -> None:
    assert [row.periode_fra.year for row in every.of(id_of("a sheet for each year"))] == [2023, 2024]


def test_numbers_are_read_where_they_lie(every: SeriesRead) -> None:
    (first, *_) = every.of(id_of("a unit merged over its months"))
    assert Path(first.kilde).name.endswith("f.xlsx:Ark!C2")
