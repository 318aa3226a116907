"""The figure goes to the unit that had the case on the day that is counted, the case to the one that has it now."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.kortid import short_id
from bvaudit.workflows.inputs import ImportInputs, import_to
from tests.workflows.one_rule_judged import LATE, NOW, Ran, at, everything, judge, run, words

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import PERSON, en_sak, melding, uid

pytestmark = pytest.mark.lang


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
    heading, *rows = [row for row in both.sheet("Funn") if row[4] in ("Regel", "MEL-01")]
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert {row["Enhet"] for row in told} == {B}
    assert [row["Oppstått i"] for row in told].count(A) == 3
    assert f"Oppstått i {A}" in words(both.ut / "handlingsplan-fjordvik-kommune-bydel-02.docx")
    plan = words(both.ut / "handlingsplan-fjordvik-kommune-bydel-01.docx")
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
    plan = words(ran.ut / "handlingsplan-fjordvik-kommune-bydel-02.docx")
    assert short_id(funn.sak) in plan and f"Oppstått i {A}" in plan


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
