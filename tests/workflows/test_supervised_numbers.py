"""The figures of a supervision come from the results of the newest written run, and from no others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.engine.database import Database
from bvaudit.engine.kept_results import RESULTS, counts_of, run_of
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.planlagt import Regeltall
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.supervised import numbers_of
from tests.register.a_folder import a_folder
from tests.register.guard_states import the_context

PER = date(2026, 5, 31)
ROWS = (
    ("UND-03", "lov", "Sjøvik nord", "oppfylt", 7),
    ("UND-03", "lov", "Sjøvik nord", "delvis oppfylt", 1),
    ("UND-03", "lov", "Sjøvik nord", "ikke oppfylt", 2),
    ("UND-03", "lov", "Sjøvik nord", "uavklart", 4),
    ("UND-03", "lov", "Sjøvik nord", "ikke aktuelt", 30),
    ("UND-03", "register", "Sjøvik nord", "ikke oppfylt", 9),
    ("UND-03", "lest", "Sjøvik nord", "ikke oppfylt", 3),
    ("UND-18", "lest", "Sjøvik nord", "ikke oppfylt", 1),
    ("UND-18", "lest", "Sjøvik nord", "oppfylt", 5),
)


def results(folder: Path, run: str, rows: Sequence[tuple[str, str, str, str, int]] = ROWS) -> Path:
    folder.mkdir(parents=True)
    values = ", ".join(f"('{r}', '{v}', '{e}', '{u}', {n})" for r, v, e, u, n in rows)
    query = f"SELECT regel, variant, enhet, utfall FROM (VALUES {values}) t(regel, variant, enhet, utfall, n), range(n)"
    with Database() as database:
        database.save_parquet(query, folder / RESULTS, {"kjoring": run} if run else {})
    return folder


def run(kjoring: str, **values: object) -> Skrevet:
    made = Skrevet(kjoring=kjoring, per=PER, uttrekk="u", hendelse=1, antall_objekter=1, enheter={}, logikk={})
    return replace(made, **values)  # type: ignore[arg-type]


def of(rot: Path, *runs: Skrevet) -> dict[tuple[str, str], Regeltall]:
    return dict(numbers_of(a_folder(rot), Registeret(kjoringer=runs), the_context()))


def test_the_results_say_which_run_they_are_of(tmp_path: Path) -> None:
    folder = results(tmp_path / "resultat", "k2")
    assert run_of(folder) == "k2"
    assert counts_of(folder)["UND-03", "lov", "Sjøvik nord"][Utfall.IKKE_OPPFYLT] == 2


def test_no_results_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / RESULTS).write_text("ikke parquet", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "ingen", results(tmp_path / "uten", "")):
        assert run_of(folder) == ""
    assert counts_of(tmp_path) == {} == counts_of(tmp_path / "ingen")


def test_by_the_standard_way_of_counting_and_read_apart(tmp_path: Path) -> None:
    results(tmp_path / "revisjoner" / "2026-05-31" / "resultat", "k2")
    found = of(tmp_path, run("k1"), run("k2"))
    assert found["UND-03", "E1"] == Regeltall(n=10, brudd=2, per=PER)
    assert found["UND-18", "E1"] == Regeltall(n=6, brudd=1, per=PER, lest=True)
    assert found["UND-03", "E2"] == Regeltall(n=0, brudd=0, per=PER)  # judged, and there was nothing to judge
    assert ("UND-18", "E2") not in found  # nobody has read there
    assert not any(regel == "MEL-01" for regel, _ in found)


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        pytest.param((run("k3"),), False, id="of another run than the newest"),
        pytest.param((run("k2"), run("k3")), False, id="of the one before"),
        pytest.param((run("k2"), run("k3", trukket=True)), True, id="the newest that stands"),
        pytest.param((run("k2"), run("las", revisjon="runde-1")), True, id="a locked audit is no run"),
        pytest.param((), True, id="nothing is written in the register yet"),
    ],
)
def test_whose_results_they_are(tmp_path: Path, runs: tuple[Skrevet, ...], said: bool) -> None:
    results(tmp_path / "revisjoner" / "2026-05-31" / "resultat", "k2")
    assert bool(of(tmp_path, *runs)) is said


def test_results_in_a_folder_of_another_kind_are_left_alone(tmp_path: Path) -> None:
    results(tmp_path / "revisjoner" / "min-kopi" / "resultat", "k2")
    assert of(tmp_path, run("k2")) == {}
