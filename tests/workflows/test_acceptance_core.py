"""The rows of the acceptance list that the machine itself carries: findings of a supervision, breaches beside each
other, content that is refused, a rule on visits explained, and data that may not come in."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.loading.content.place import shipped
from bvaudit.workflows.content import content_or_stop
from tests.conftest import Demo
from tests.workflows.followed_example import example

PAPERS = Path("revisjoner") / "2025-12-31" / "resultat"


def test_s0_01_one_breach_of_governance_and_six_beneath_it_each_with_its_law() -> None:
    (tilsyn,) = (one for one in example("trondheim").content.planer.tilsyn if one.egen)
    (hoved,) = tilsyn.funn
    assert len(hoved.funn) == 6
    law = {(h.lov.partition("-")[0], h.paragraf) for funn in (hoved, *hoved.funn) for h in funn.hjemmel}
    act = {paragraf for lov, paragraf in law if lov.startswith("bvl")}
    assert act == {"2-1", "4-3", "6-9", "1-4", "6-4", "6-3 a"}
    assert {paragraf.split()[0] for lov, paragraf in law if lov.startswith("f")} == {"17", "11", "23"}


@pytest.mark.lang
def test_s2_15_plans_and_visits_stand_beside_the_time_limits(made_demo: Demo) -> None:
    rows = list(csv.DictReader((made_demo.ut / PAPERS / "resultater.csv").open(encoding="utf-8"), delimiter=","))
    broken = {row["regel"] for row in rows if row["utfall"] == "ikke oppfylt"}
    assert {"MEL-01", "UND-03", "HJE-01", "OMS-01"} <= broken


def test_x_02_a_list_with_an_unknown_rule_and_no_version_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = shipped().sjekklister[0] / "saksgjennomgang-melding.yaml"
    written = source.read_text(encoding="utf-8")
    wrong = re.sub(r"^versjon:.*\n", "", written, flags=re.M).replace("MEL-01", "MEL-99", 1)
    file = tmp_path / "saksgjennomgang-melding.yaml"
    file.write_text(wrong, encoding="utf-8")
    assert run(["sjekk", str(file)]) == 3
    told = capsys.readouterr()
    assert "versjon" in told.out + told.err and re.search(r"melding\.yaml:\d+:\d+", told.out + told.err)


def test_x_02_what_only_people_answer_says_who_and_when_a_reason_is_asked_for() -> None:
    manual = [rule for rule in content_or_stop().regler.values() if rule.manuell]
    assert len(manual) > 90
    for rule in manual:
        assert rule.sporsmal.endswith("?") and rule.gjelder.objekt, rule.id


@pytest.mark.lang
def test_x_08_the_visits_are_explained_with_the_number_of_each_year(
    made_demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = csv.DictReader((made_demo.ut / PAPERS / "resultater.csv").open(encoding="utf-8"))
    broken = next(row for row in rows if row["regel"] == "OMS-01" and row["utfall"] == "ikke oppfylt")
    uttrekk = made_demo.ut / "uttrekk" / "2025-12-31"
    asked = ["forklar", "OMS-01", "--objekt", broken["objekt_id"], "--uttrekk", str(uttrekk), "--per", "31.12.2025"]
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert "besøk" in told and re.search(r"\b[0-4]\b", told)


def test_x_12_eleven_digits_are_refused_with_their_cell_and_never_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ark"
    shutil.copytree(shipped().eksempler / "regneark", source)
    cases = source / "saker.csv"
    lines = cases.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = lines[1].replace("EKS-101", "02011012345")
    cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kart = shipped().eksempler / "kart.yaml"
    code = run(["importer", str(source), "--kart", str(kart), "--til", str(tmp_path / "uttrekk")])
    told = capsys.readouterr()
    assert code == 3 and "saker.csv" in told.err and "02011012345" not in told.out + told.err
    assert not (tmp_path / "uttrekk").exists() or not any((tmp_path / "uttrekk").iterdir())
