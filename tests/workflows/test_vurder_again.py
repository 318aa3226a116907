"""The same cases raw and imported, sampled, and written over: all of a run's files, or none of them."""

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import ContentError, NothingExamined, SurroundingsError
from bvaudit.loading.content.place import shipped
from bvaudit.workflows.draw_sample import check_sample, draw_sample
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.import_cases import import_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.put_in_place import place_for
from tests.workflows.whole_runs import NOW, judge, key_in, rows

sys.path.insert(0, str(shipped().eksempler))
from lag_eksempel import write_example


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few dozen of the example's cases."""
    folder = tmp_path_factory.mktemp("smaa") / "dokumenter"
    write_example(folder, cases=60)
    return folder


@pytest.mark.lang
def test_a_raw_source_and_an_imported_one_give_the_same(small: Path, tmp_path: Path) -> None:
    key = key_in(tmp_path)
    inputs = ImportInputs(kilder=(small,), nokkel=key)
    outcome = import_cases(inputs, tmp_path / "uttrekk", now=NOW, home=tmp_path, progress=None)
    assert outcome.manifest.dokumenter_utelatt == 0
    judge(small, tmp_path / "raa")
    judge(tmp_path / "uttrekk", tmp_path / "importert")
    assert (tmp_path / "raa" / "resultater.csv").read_bytes() == (
        tmp_path / "importert" / "resultater.csv"
    ).read_bytes()


@pytest.mark.lang
def test_the_sources_own_ids_only_when_asked(small: Path, tmp_path: Path) -> None:
    judge(small, tmp_path / "ut", behold_id=True)
    uuid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    for row in rows(tmp_path / "ut"):
        owner, _, part = row["objekt_id"].partition("/")  # what has no id of its own is named by its owner
        assert uuid.fullmatch(row["sak"]) and uuid.fullmatch(owner)
        assert part in ("", row["objekt"])


@pytest.mark.lang
def test_a_sample_limits_the_run_to_its_cases_and_gives_an_interval(small: Path, tmp_path: Path) -> None:
    inputs = ImportInputs(kilder=(small,), nokkel=key_in(tmp_path))
    drawn = draw_sample(
        inputs,
        per_enhet=3,
        reserve=1,
        fro=None,
        navn="prove",
        ut=tmp_path / "utvalg",
        now=NOW,
        home=tmp_path,
        progress=None,
    )
    everything = judge(small, tmp_path / "alle")
    outcome = judge(small, tmp_path / "ut", utvalg=tmp_path / "utvalg" / "utvalg.yaml")
    chosen = {t.sak for t in drawn.utvalg.trekk if t.rolle == "trukket"}
    found = rows(tmp_path / "ut")
    assert {r["sak"] for r in found} <= chosen
    assert found == [r for r in rows(tmp_path / "alle") if r["sak"] in chosen]
    assert any(s.intervall for s in outcome.revisjon.svar)
    assert not any(s.intervall for s in everything.revisjon.svar)
    fil = tmp_path / "utvalg" / "utvalg.yaml"
    check = check_sample(fil, inputs, protokoll=None, now=NOW, home=tmp_path, progress=None)
    assert check.forskjeller == ()


@pytest.mark.lang
def test_another_extract_than_the_sample_was_drawn_from_is_said(small: Path, tmp_path: Path) -> None:
    inputs = ImportInputs(kilder=(small,), nokkel=key_in(tmp_path))
    draw_sample(
        inputs, per_enhet=3, reserve=1, fro=None, navn="p", ut=tmp_path / "u", now=NOW, home=tmp_path, progress=None
    )
    other = tmp_path / "andre"
    shutil.copytree(small, other)
    for path in sorted(other.iterdir())[:20]:
        path.unlink()
    check = check_sample(
        tmp_path / "u" / "utvalg.yaml",
        ImportInputs(kilder=(other,), nokkel=inputs.nokkel),
        protokoll=None,
        now=NOW,
        home=tmp_path,
        progress=None,
    )
    assert any("borte fra uttrekket" in d for d in check.forskjeller)


# --- all or nothing -----------------------------------------------------------------------------------------


def left_in(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()} - {"nokkel.txt", "koblingsliste.csv", "hjem"}


@pytest.mark.lang
def test_a_register_somebody_has_typed_in_is_not_overwritten(small: Path, tmp_path: Path) -> None:
    judge(small, tmp_path / "ut")
    (tmp_path / "ut" / "avviksregister.xlsx").write_bytes(b"fylt ut av enheten")
    with pytest.raises(SurroundingsError, match="ligger allerede") as stop:
        judge(small, tmp_path / "ut")
    assert "--overskriv" in stop.value.hint
    assert (tmp_path / "ut" / "avviksregister.xlsx").read_bytes() == b"fylt ut av enheten"
    judge(small, tmp_path / "ut", overskriv=True)
    assert (tmp_path / "ut" / "avviksregister.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("navn", "tegn"),
    [
        pytest.param("avviksregister.xlsx", "~$avviksregister.xlsx", id="Excel"),
        pytest.param("avviksregister.xlsx", ".~lock.avviksregister.xlsx#", id="LibreOffice"),
        pytest.param("handlingsplan-midtbyen.docx", "~$ndlingsplan-midtbyen.docx", id="Word"),
    ],
)
def test_what_somebody_has_open_is_not_taken_from_under_their_hands(tmp_path: Path, navn: str, tegn: str) -> None:
    """On Windows the machine says no; on a shared folder the sign beside the file is all there is."""
    ut = tmp_path / "ut"
    ut.mkdir()
    (ut / navn).write_bytes(b"fylles ut naa")
    (ut / tegn).write_bytes(b"")
    with pytest.raises(SurroundingsError, match="er åpen hos noen"), place_for(ut) as place:
        (place.stage / navn).write_bytes(b"ny")
        (place.stage / "resultater.csv").write_bytes(b"ny")
    assert sorted(p.name for p in ut.iterdir()) == sorted([navn, tegn])
    assert (ut / navn).read_bytes() == b"fylles ut naa"


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(ContentError, match="fant ingen dokumenter å lese"):
        judge(tmp_path / "tom", tmp_path / "ut")
    assert not (tmp_path / "ut").exists()


def test_a_template_that_cannot_be_used_leaves_nothing(small: Path, tmp_path: Path) -> None:
    mal = tmp_path / "mal.docx"
    mal.write_bytes(b"ikke en Word-fil")
    with pytest.raises(ContentError) as stop:
        judge(small, tmp_path / "ut", mal=mal)
    assert stop.value.problems
    assert left_in(tmp_path) == {"mal.docx"}


@pytest.mark.lang
def test_nothing_examined_is_never_a_clean_run(small: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingExamined) as stop:
        evaluate_cases(
            VurderRequest(
                inputs=ImportInputs(kilder=(small,), nokkel=key_in(tmp_path)), ut=tmp_path / "ut", per=date(1980, 1, 1)
            ),
            now=NOW,
            home=tmp_path,
            progress=None,
        )
    assert stop.value.exit_code == 5
    assert left_in(tmp_path) == set()


def test_a_source_that_fails_whole_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "kilde").mkdir()
    (tmp_path / "kilde" / "a.xml").write_text("dette er ikke XML", encoding="utf-8")
    with pytest.raises(ContentError):
        judge(tmp_path / "kilde", tmp_path / "ut")
    assert left_in(tmp_path) == {"kilde"}


def test_own_rules_with_an_id_that_is_taken_stop_the_run(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "egne" / "melding"
    own.mkdir(parents=True)
    shutil.copy(shipped().regler[0] / "melding" / "MEL-01.yaml", own / "MEL-01.yaml")
    with pytest.raises(ContentError) as stop:
        judge(small, tmp_path / "ut", regler=(tmp_path / "egne",))
    assert [p.kode for p in stop.value.problems] == ["id-to-ganger"]


@pytest.mark.lang
def test_own_rules_are_judged_beside_the_shipped(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "egne" / "melding"
    own.mkdir(parents=True)
    text = (shipped().regler[0] / "melding" / "MEL-01.yaml").read_text(encoding="utf-8")
    (own / "FJ-01.yaml").write_text(text.replace("id: MEL-01", "id: FJ-01").replace("P1W", "P3D"), encoding="utf-8")
    outcome = judge(small, tmp_path / "ut", regler=(tmp_path / "egne",))
    assert {s.regel.id for s in outcome.revisjon.svar} >= {"FJ-01", "MEL-01"}


@pytest.mark.lang
def test_a_judging_day_after_the_extract_warns_and_marks_what_was_open(small: Path, tmp_path: Path) -> None:
    request = VurderRequest(
        inputs=ImportInputs(kilder=(small,), nokkel=key_in(tmp_path)),
        ut=tmp_path / "ut",
        per=date(2026, 8, 1),
        periode="alle",
    )
    outcome = evaluate_cases(request, now=NOW, home=tmp_path, progress=None)
    assert "etter uttrekket" in outcome.revisjon.advarsler[0]
    open_ones = [
        r
        for r in rows(tmp_path / "ut")
        if r["regel"] == "UND-03" and r["utfall"] == "ikke oppfylt" and not r["faktisk_dato"]
    ]
    assert open_ones
    assert all("Åpen i uttrekket 31.12.2025" in r["forklaring"] for r in open_ones)
