"""The main job, whole: documents in, register and plans out, all or nothing."""

import csv
import re
import shutil
import sys
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.errors import ContentError, NothingExamined, SurroundingsError, UsageError
from bvaudit.loading.content.place import shipped
from bvaudit.workflows.draw_sample import check_sample, draw_sample
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.find_case import find_case
from bvaudit.workflows.import_cases import import_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.run_demo import DEMO_DAY, DEMO_KEY, run_demo

CONTRACT = (
    *("regel", "regelversjon", "variant", "enhet", "sak", "objekt", "objekt_id", "utfall"),
    *("start_dato", "frist_dato", "faktisk_dato", "dager_over", "krav", "funnet", "forklaring"),
)
NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
sys.path.insert(0, str(shipped().eksempler))
from lag_eksempel import write_example  # noqa: E402  (the example is content, not part of the package)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VurderOutcome]:
    folder = tmp_path_factory.mktemp("demo")
    outcome = run_demo(folder / "ut", overskriv=False, now=NOW, home=folder / "hjem", progress=None)
    return folder / "ut", outcome


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few dozen of the example's cases."""
    folder = tmp_path_factory.mktemp("smaa") / "dokumenter"
    write_example(folder, cases=60)
    return folder


def key_in(folder: Path) -> Path:
    key = folder / "nokkel.txt"
    key.write_text(DEMO_KEY, encoding="utf-8")
    key.chmod(0o600)
    return key


def judge(kilde: Path, ut: Path, **changes: object) -> VurderOutcome:
    inputs = ImportInputs(kilder=(kilde,), nokkel=key_in(ut.parent), behold_id=bool(changes.pop("behold_id", False)))
    request = VurderRequest(inputs=inputs, ut=ut, per=DEMO_DAY, **changes)  # type: ignore[arg-type]
    return evaluate_cases(request, now=NOW, home=ut.parent / "hjem", progress=None)


def rows(ut: Path) -> list[dict[str, str]]:
    with (ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_in(path: Path) -> str:
    """Every text part of an Office file."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            archive.read(n).decode("utf-8", "replace") for n in sorted(archive.namelist()) if n.endswith(".xml")
        )


# --- the example municipality ------------------------------------------------------------------------------


def test_the_demo_leaves_register_plans_and_results(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    names = {p.name for p in ut.iterdir() if p.is_file()}
    plans = {
        f"handlingsplan-{e}.docx" for e in ("ostbyen", "vestbyen", "midtbyen", "sorlia", "nordre-as", "omsorgsenheten")
    }
    assert names == {"avviksregister.xlsx", "resultater.csv", "resultater.parquet"} | plans
    assert len(outcome.revisjon.enheter) >= 5
    assert sum(e.saker for e in outcome.revisjon.enheter) >= 600


def test_the_demo_shows_the_figures_people_recognise(demo: tuple[Path, VurderOutcome]) -> None:
    _, outcome = demo

    def share(regel: str, variant: str) -> float:
        tall = [s.tall[variant] for s in outcome.revisjon.svar if s.regel.id == regel]
        return sum(t.ikke_oppfylt for t in tall) / sum(t.n for t in tall)

    assert 0.001 < share("MEL-01", "lov") < 0.005  # with those that have been open since before the period
    assert 0.025 < share("UND-03", "lov") < 0.04
    assert share("UND-03", "register") > 3 * share("UND-03", "lov")
    assert 0.65 < 1 - share("OMS-01", "lov") < 0.75


@pytest.mark.lang
def test_two_runs_give_the_same_bytes(demo: tuple[Path, VurderOutcome], tmp_path: Path) -> None:
    first, _ = demo
    later = datetime(2026, 6, 1, tzinfo=UTC)
    run_demo(tmp_path / "ut", overskriv=False, now=later, home=tmp_path / "hjem", progress=None)
    for path in sorted(p for p in first.iterdir() if p.is_file()):
        again = tmp_path / "ut" / path.name
        if path.suffix in (".xlsx", ".docx"):
            assert words_in(path) == words_in(again), path.name
        else:
            assert path.read_bytes() == again.read_bytes(), path.name


def test_nothing_personal_leaves_the_door(demo: tuple[Path, VurderOutcome]) -> None:
    ut, _ = demo
    from eksempel_mal import FRITEKST

    for path in sorted(p for p in ut.iterdir() if p.is_file()):
        text = words_in(path) if path.suffix in (".xlsx", ".docx") else path.read_bytes().decode("utf-8", "replace")
        assert not re.search(r"(?<![0-9a-f])\d{6}00[12]00(?![0-9a-f])", text), f"hjelpenummer i {path.name}"
        assert not re.search(r"FJ-\d{4}", text), f"journalnummer i {path.name}"
        assert FRITEKST not in text, f"fritekst i {path.name}"


def test_results_follow_the_contract(demo: tuple[Path, VurderOutcome]) -> None:
    ut, _ = demo
    found = rows(ut)
    assert tuple(found[0]) == CONTRACT
    keys = [tuple(r[k] for k in ("regel", "variant", "enhet", "sak", "objekt_id")) for r in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert not {"UND-14", "VED-03"} & {r["regel"] for r in found}


def test_the_register_counts_what_the_results_say(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    broken = Counter(
        (r["regel"], r["enhet"])
        for r in rows(ut)
        if r["utfall"] == "ikke oppfylt" and r["variant"] == "lov" and r["regel"] != "TIL-02"
    )
    for svar in outcome.revisjon.svar:
        if svar.standard == "lov" and svar.regel.id != "TIL-02":
            assert svar.tall["lov"].ikke_oppfylt == broken[(svar.regel.id, svar.enhet)]
            assert len(svar.funn) == svar.tall["lov"].ikke_oppfylt


def test_what_another_municipality_answers_for_is_counted_apart(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    theirs = sum(
        "annen kommune" in r["forklaring"]
        for r in rows(ut)
        if r["regel"] == "TIL-02" and r["variant"] == "lov" and r["utfall"] == "ikke oppfylt"
    )
    assert theirs > 0
    assert sum(s.tall["lov"].andre_kommuner for s in outcome.revisjon.svar if s.regel.id == "TIL-02") == theirs


def test_the_case_behind_a_pseudonym_can_be_found(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    sak = outcome.revisjon.avvik[0].funn[0].sak
    link = find_case(sak, nokkel=ut / "demo-nokkel" / "demo-nokkel.txt", koblingsliste=None, home=ut)
    assert link.journalnummer.startswith("FJ-")
    with pytest.raises(UsageError, match="står ikke i koblingslisten"):
        find_case("S-00000000000000000000", nokkel=ut / "demo-nokkel" / "demo-nokkel.txt", koblingsliste=None, home=ut)


def test_another_municipalitys_supervision_reaches_nobody_here(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    assert outcome.revisjon.tilsyn == ()
    assert "Lerkendal" not in "".join(words_in(path) for path in ut.glob("*.docx"))
    assert "Lerkendal" not in words_in(ut / "avviksregister.xlsx")


# --- raw and imported, sample, ids --------------------------------------------------------------------------


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
