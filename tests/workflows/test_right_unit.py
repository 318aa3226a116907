"""The right unit: ids and not names, the day that is counted, and the supervision that is about it."""

import csv
import json
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.engine.controls import run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.errors import UsageError
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.summary_view import summary_view
from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases, plan_for
from bvaudit.workflows.gather import Run, gather
from bvaudit.workflows.inputs import ImportInputs, import_to, snapshot_of

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import PERSON, en_sak, melding, uid

pytestmark = pytest.mark.lang

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
PER = date(2025, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run, with what a user finds in the folder."""

    revisjon: Revisjon
    ut: Path

    def shares(self, regel: str = "MEL-01", variant: str = "lov") -> dict[str, str]:
        """Unit → «broken of judged»."""
        found = {s.enhet: s.tall[variant] for s in self.revisjon.svar if s.regel.id == regel}
        return {enhet: f"{t.ikke_oppfylt} av {t.n}" for enhet, t in found.items()}

    def rows(self, regel: str = "MEL-01", variant: str = "lov") -> list[dict[str, str]]:
        with (self.ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file) if (row["regel"], row["variant"]) == (regel, variant)]

    def svar(self, enhet: str, regel: str = "MEL-01") -> RegelSvar:
        return next(s for s in self.revisjon.svar if (s.regel.id, s.enhet) == (regel, enhet))

    def unit(self, navn: str) -> EnhetTall:
        return next(e for e in self.revisjon.enheter if e.navn == navn)

    def lines(self, kode: str) -> list[int]:
        return [linje.antall for linje in self.revisjon.datakvalitet if linje.kode == kode]

    def sheet(self, navn: str) -> list[tuple[object, ...]]:
        book = load_workbook(self.ut / "avviksregister.xlsx", read_only=True)
        return [tuple(row) for row in book[navn].iter_rows(values_only=True)]


@cache
def everything() -> Content:
    return content_or_stop()


def run(
    folder: Path, *documents: str, enheter: str = "", per: date = PER, files: bool = False, **inputs: object
) -> Ran:
    source = folder / "inn"
    source.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents):
        (source / f"{number}.xml").write_text(document, encoding="utf-8")
    return judge(folder, (source,), enheter=enheter, per=per, files=files, **inputs)


def judge(
    folder: Path, kilder: tuple[Path, ...], *, enheter: str = "", per: date = PER, files: bool = False, **inputs: object
) -> Ran:
    """With ``files`` the whole job; without, MEL-01 alone by the same steps, and no register or plans."""
    key, ut = folder / "nokkel.txt", folder / "ut"  # the key is made by the first run in the folder
    units = folder / "enheter.yaml"
    if enheter:
        units.write_text(f"enheter:\n{enheter}", encoding="utf-8")
    given = ImportInputs(kilder=kilder, nokkel=key, enheter=units if enheter else None, **inputs)  # type: ignore[arg-type]
    if files:
        request = VurderRequest(inputs=given, ut=ut, per=per, periode="alle")
        return Ran(revisjon=evaluate_cases(request, now=NOW, home=folder, progress=None).revisjon, ut=ut)
    content = everything()
    one = replace(content, regler={"MEL-01": content.regler["MEL-01"]})
    with (
        snapshot_of(given, content.koder, now=NOW, home=folder, work=None, progress=None) as prepared,
        Database() as database,
    ):
        database.attach(prepared.mappe)
        plan = plan_for(one, prepared.manifest, per, None, None)
        results, judged = evaluate(plan, database)
        ut.mkdir()
        results.write(ut / "resultater.csv", ut / "resultater.parquet")
        judgement = Run(
            manifest=prepared.manifest,
            per=per,
            periode=None,
            results=results,
            judged=judged,
            controlled=run_controls(plan, database),
        )
        revisjon = gather(judgement, content)
    return Ran(revisjon=revisjon, ut=ut)


def at(document: str, kommune: str = "9999", navn: str = "Fjordvik", bydel: str = "") -> str:
    """The document as if another municipality had sent it."""
    own = 'Kommunenummer="9999" Kommunenavn="Fjordvik kommune"'
    assert own in document
    part = f' Bydelsnavn="{bydel}"' if bydel else ""
    return document.replace(own, f'Kommunenummer="{kommune}" Kommunenavn="{navn}"{part}')


LATE = {"start": "2025-03-03", "slutt": "2025-03-20"}
IN_TIME = {"start": "2025-03-03", "slutt": "2025-03-07"}


# --- equal names, many spellings, no name ---------------------------------------------------------------------


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


# --- units without cases ----------------------------------------------------------------------------------------

PARTNERS = """
  - {id: frosta, navn: Frosta, gruppe: Regionen, vertskommune: Stjørdal, kilder: [{kommunenummer: "5036"}]}
  - {id: tydal, navn: Tydal, gruppe: Regionen, vertskommune: Stjørdal, kilder: [{kommunenummer: "5033"}]}
  - {id: nedlagt, navn: Nedlagt, gjelder_til_og_med: 2019-12-31, kilder: [{kommunenummer: "5000"}]}
"""


def test_a_unit_without_cases_is_shown_with_0_and_gets_no_plan(tmp_path: Path) -> None:
    ran = run(tmp_path, at(en_sak(melding(**LATE)), "5036", "Frosta"), enheter=PARTNERS, files=True)
    assert (ran.unit("Tydal").saker, ran.unit("Tydal").undersokt) == (0, 0)
    assert ("Enheter", "Frosta (1 sak), Nedlagt (0 saker), Tydal (0 saker)") in summary_view(ran.revisjon).fakta
    front = [row[:4] for row in ran.sheet("Les først")]
    assert ("Tydal (vertskommune: Stjørdal)", "Ingen saker i uttrekket", 0, 0) in front
    assert ("Sum Regionen", "Frosta og Tydal", 1, 1) in front
    assert ("Regionen", "MEL-01", 1, 1) in front
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


# --- enhet by date ------------------------------------------------------------------------------------------------

FIRST_AT, THEN_AT = "2025-02-01T02:00:00+01:00", "2025-06-30T02:00:00+02:00"
MOVED_ON = "2025-06-30"


def moved(*meldinger: str, first: str = "01", then: str = "02", sak: int = 1) -> tuple[str, str]:
    """A case that one unit had in February and another has from 30 June."""
    inside = "".join(meldinger)
    return (
        en_sak(inside, sak=sak, innsending=2 * sak, tatt=FIRST_AT, bydel=first),
        en_sak(inside, sak=sak, innsending=2 * sak + 1, tatt=THEN_AT, bydel=then),
    )


A, B = "Fjordvik kommune bydel 01", "Fjordvik kommune bydel 02"
DAYS = {  # the day the melding is concluded, two weeks late each → whose the share is
    "2025-03-20": A,
    "2025-06-29": A,
    MOVED_ON: B,
    "2025-02-01": A,
    "2025-01-31": B,
}
OPEN = f'<Melding Id="{uid(PERSON, 9)}" StartDato="2025-03-03"/>'


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A case that moved, with a melding for each of DAYS and one still open, and a case seen once."""
    meldinger = [
        melding(n, start=str(date.fromisoformat(slutt) - timedelta(days=14)), slutt=slutt)
        for n, slutt in enumerate(DAYS, 1)
    ]
    once = en_sak(melding(8, start="2025-04-01", slutt="2025-04-02"), sak=7, innsending=77, bydel="02")
    return run(tmp_path_factory.mktemp("flyttet"), *moved(*meldinger, OPEN), once, files=True)


@pytest.mark.parametrize(
    ("konkludert", "enhet"),
    [
        pytest.param("2025-03-20", A, id="mens den første hadde saken"),
        pytest.param("2025-06-29", A, id="siste dag før skiftet"),
        pytest.param(MOVED_ON, B, id="dagen den neste ble sett"),
        pytest.param("2025-02-01", A, id="dagen den første ble sett"),
        pytest.param("2025-01-31", B, id="før noen ble sett: den som har saken nå"),
        pytest.param("", B, id="ikke gjort: den som har saken på vurderingsdagen"),
    ],
)
def test_the_share_is_the_units_that_had_the_case_that_day(both: Ran, konkludert: str, enhet: str) -> None:
    assert [row["enhet"] for row in both.rows() if row["faktisk_dato"] == konkludert] == [enhet]


def test_the_sum_of_the_units_is_everything(both: Ran) -> None:
    assert both.shares() == {A: "3 av 3", B: "3 av 4"}
    assert len(both.rows()) == 7
    keys = [(row["enhet"], row["sak"], row["objekt_id"]) for row in both.rows()]
    assert keys == sorted(keys)


def test_the_case_is_corrected_by_the_unit_that_has_it_now(both: Ran) -> None:
    assert [(f.oppstatt_i, f.hos) for f in both.svar(A).funn] == [(A, B)] * 3
    assert [(f.oppstatt_i, f.hos) for f in both.svar(B).funn] == [("", B)] * 3
    heading, *rows = [row for row in both.sheet("Funn") if row[0] in ("Regel", "MEL-01")]
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert {row["Enhet"] for row in told} == {B}
    assert [row["Oppstått i"] for row in told].count(A) == 3
    assert f"Oppstått i {A}" in _words(both.ut / "handlingsplan-fjordvik-kommune-bydel-02.docx")
    plan = _words(both.ut / "handlingsplan-fjordvik-kommune-bydel-01.docx")
    assert "Enheten har ingen saker nå" in plan
    assert f"3 forhold ligger i saker som nå er hos {B} (3), som retter dem." in plan
    assert both.lines("skiftet-enhet") == [1]


def test_what_was_counted_before_anyone_was_seen_is_told_with_its_number(both: Ran) -> None:
    (line,) = [linje for linje in both.revisjon.datakvalitet if linje.kode == "for-forste-uttrekk"]
    assert f"{line.antall} av " in line.tekst
    assert line.antall >= 2  # the melding concluded in January, and the one in the case that was sent once


def test_a_unit_without_the_avvik_is_told_what_it_must_correct(tmp_path: Path) -> None:
    ran = run(tmp_path, *moved(melding(**LATE)), files=True)
    (funn,) = ran.svar(A).funn
    plan = _words(ran.ut / "handlingsplan-fjordvik-kommune-bydel-02.docx")
    assert f"{funn.sak} (oppstått i {A})" in plan


def test_what_is_not_done_is_the_units_that_has_it_on_the_day(tmp_path: Path) -> None:
    ran = run(tmp_path, *moved(OPEN), per=date(2025, 5, 1))
    assert ran.shares() == {A: "1 av 1"}
    assert [f.hos for f in ran.svar(A).funn] == [B]


def test_a_case_that_comes_back_stays_in_order(tmp_path: Path) -> None:
    back = en_sak(melding(**LATE), sak=1, innsending=9, tatt="2025-12-30T02:00:00+01:00", bydel="01")
    meldinger = [melding(n, start=f"2025-{m:02}-01", slutt=f"2025-{m:02}-20") for n, m in enumerate((3, 8, 11, 4), 1)]
    documents = [d.replace(melding(**LATE), "".join(meldinger)) for d in (*moved(melding(**LATE)), back)]
    ran = run(tmp_path, *documents)
    assert ran.shares() == {A: "2 av 2", B: "2 av 2"}
    assert {f.hos for enhet in (A, B) for f in ran.svar(enhet).funn} == {A}  # it has the case now
    keys = [(row["enhet"], row["sak"], row["objekt_id"]) for row in ran.rows()]
    assert keys == sorted(keys)


def test_a_municipality_that_was_split_is_two_and_the_one_that_kept_its_name_is_one(tmp_path: Path) -> None:
    before, after = "2023-12-30T02:00:00+01:00", "2024-06-30T02:00:00+02:00"
    kept, left = melding(1, start="2023-11-01", slutt="2023-11-05"), melding(2, start="2023-11-01", slutt="2023-11-20")
    ran = run(
        tmp_path,
        at(en_sak(kept, sak=1, innsending=1, tatt=before), "9907", "Storvik"),
        at(en_sak(left, sak=2, innsending=2, tatt=before), "9907", "Storvik"),
        at(en_sak(kept, sak=1, innsending=3, tatt=after), "9908", "Storvik"),
        at(en_sak(left, sak=2, innsending=4, tatt=after), "9980", "Lillevik"),
        enheter="""
  - {id: lillevik, navn: Lillevik, gjelder_fra: 2024-01-01, kilder: [{kommunenummer: "9980"}]}
  - {id: storvik, navn: Storvik, kilder: [{kommunenummer: "9907"}, {kommunenummer: "9908"}]}
""",
    )
    assert ran.shares() == {"Lillevik": "1 av 1", "Storvik": "0 av 1"}


def test_two_submissions_on_one_day_are_the_last_ones(tmp_path: Path) -> None:
    first = en_sak(melding(**LATE), tatt="2025-02-01T08:00:00+01:00", innsending=1, bydel="01")
    second = en_sak(melding(**LATE), tatt="2025-02-01T09:00:00+01:00", innsending=2, bydel="02")
    assert run(tmp_path, first, second).shares() == {B: "1 av 1"}


# --- earlier snapshots --------------------------------------------------------------------------------------------


def imported(folder: Path, navn: str, *documents: str) -> Path:
    source = folder / f"{navn}-inn"
    source.mkdir()
    for number, document in enumerate(documents):
        (source / f"{number}.xml").write_text(document, encoding="utf-8")
    inputs = ImportInputs(kilder=(source,), nokkel=folder / "nokkel.txt")
    import_to(inputs, folder / navn, everything().koder, now=NOW, home=folder, progress=None)
    return folder / navn


def test_an_earlier_snapshot_with_the_same_key_dates_the_change(tmp_path: Path) -> None:
    first, then = moved(melding(**LATE))
    earlier = imported(tmp_path, "februar", first)
    ran = run(tmp_path, then, tidligere=(earlier,))
    assert ran.shares() == {A: "1 av 1"}
    assert [f.hos for f in ran.svar(A).funn] == [B]
    assert any("saker i begge: 1" in linje.tekst for linje in ran.revisjon.datakvalitet)


def test_a_new_map_of_units_moves_no_case(tmp_path: Path) -> None:
    first, then = moved(melding(**LATE), first="02")
    earlier = imported(tmp_path, "februar", first)  # without the map, so under another id
    own = '  - {id: sor, navn: Sør, kilder: [{kommunenummer: "9999", bydelsnummer: "02"}]}\n'
    ran = run(tmp_path, then, enheter=own, tidligere=(earlier,))
    assert ran.shares() == {"Sør": "1 av 1"}
    assert ran.lines("skiftet-enhet") == []


def test_a_later_submission_in_an_earlier_folder_is_not_the_last_word(tmp_path: Path) -> None:
    first, then = moved(melding(**LATE))
    wrong_way = imported(tmp_path, "juni", then)
    assert run(tmp_path, first, tidligere=(wrong_way,)).shares() == {A: "1 av 1"}


def test_another_key_and_a_finished_import_are_refused(tmp_path: Path) -> None:
    first, then = moved(melding(**LATE))
    (tmp_path / "andre").mkdir()
    other = imported(tmp_path / "andre", "februar", first)
    with pytest.raises(UsageError, match="importert med en annen nøkkel"):
        run(tmp_path, then, tidligere=(other,))
    done = imported(tmp_path, "juni", then)
    with pytest.raises(UsageError, match="har enhetene sine fra før"):
        judge(tmp_path, (done,), tidligere=(imported(tmp_path, "mars", first),))


# --- sheets -------------------------------------------------------------------------------------------------------

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


def trondheim(bydel: str, kommune: str = "5001", navn: str = "Trondheim") -> str:
    sak = 1 if bydel == "Lerkendal" else 2
    return at(en_sak(melding(**LATE), sak=sak, innsending=sak, bydel=f"0{sak}"), kommune, navn, bydel)


def test_a_supervision_reaches_the_unit_it_names_and_no_other(tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Lerkendal"), trondheim("Østbyen"), files=True)
    assert {p.enhet for p in ran.revisjon.tilsyn} == {"Lerkendal"}
    assert len(ran.revisjon.tilsyn) == 7
    assert [p.nummer for p in ran.revisjon.tilsyn] == list(range(7))
    assert "Lerkendal" in _words(ran.ut / "handlingsplan-lerkendal.docx")
    assert "Lerkendal" not in _words(ran.ut / "handlingsplan-ostbyen.docx")


@pytest.mark.parametrize(
    ("kommune", "navn"),
    [
        pytest.param("9999", "Fjordvik", id="en annen kommune"),
        pytest.param("9999", "Trondheim", id="samme navn, et annet nummer"),
    ],
)
def test_another_municipality_with_a_unit_of_that_name_is_not_reached(kommune: str, navn: str, tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Lerkendal", kommune, navn))
    assert ran.revisjon.tilsyn == ()
    assert "Statsforvalteren" not in json.dumps(revisjon_as_json(ran.revisjon)["tilsyn"])
    assert ran.revisjon.advarsler == ()


def test_a_municipality_without_the_unit_is_told(tmp_path: Path) -> None:
    ran = run(tmp_path, trondheim("Østbyen"))
    assert ran.revisjon.tilsyn == ()
    assert any("«Lerkendal», som ikke er blant enhetene" in text for text in ran.revisjon.advarsler)


def _words(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])
