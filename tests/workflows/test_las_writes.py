"""A locked audit and the register, on a copy of the made-up municipality: what its readers found, counted by hand from
its answers, and nothing the second time."""

import csv
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from shutil import copytree, rmtree

import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Objekttilstand, Registeret
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.register_folder import register_path, state_of
from tests.conftest import Demo

AUDIT = "undersokelser-runde-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    mappe: Mappe
    unasked: str
    written: str
    again: str
    reg: Registeret
    reg_again: Registeret


@pytest.fixture(scope="module")
def locked(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Locked:
    rot = tmp_path_factory.mktemp("las") / "fjordvik"
    copytree(made_demo.ut, rot)
    rmtree(rot / "register", ignore_errors=True)
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BVAUDIT_HJEM", str(rot.parent / "hjem"))
        _, unasked = typed("revisjon", "las", AUDIT, "--som", "stab", "--mappe", str(rot))
        assert not register_path(mappe).exists()
        code, written = typed("revisjon", "las", AUDIT, "--som", "stab", "--mappe", str(rot), "--skriv")
        assert code == 0, written
        reg = state_of(mappe)
        _, again = typed("revisjon", "las", AUDIT, "--som", "stab", "--mappe", str(rot), "--skriv")
    return Locked(mappe=mappe, unasked=unasked, written=written, again=again, reg=reg, reg_again=state_of(mappe))


def typed(*argv: str) -> tuple[int, str]:
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run(argv)
    return code, said.getvalue()


def no_answers(mappe: Mappe) -> Counter[tuple[str, str]]:
    """(rule, object) of every settled no, from the kept answers: agreement before the first reading."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    order = {"enighet": 2, "1": 1, "2": 0}
    with (mappe.revisjoner / AUDIT / "svar" / "svar.csv").open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        for row in csv.DictReader(file, delimiter=";" if ";" in first else ","):
            key, rank = (row["regel"], row["objekt_id"]), order[row["lesing"]]
            if rank >= best.get(key, (-1, ""))[0]:
                best[key] = (rank, row["utfall"])
    return Counter(key for key, (_, utfall) in best.items() if utfall == "ikke oppfylt")


@pytest.mark.lang
def test_every_no_of_the_readers_is_evidence_and_nothing_else(locked: Locked) -> None:
    """But for the breaches the extract shows too, which the run over it brings, and those told under a wider rule."""
    found = Counter((a.regel, one.objekt_id) for a in locked.reg.avvik.values() for one in a.bevis)
    expected = no_answers(locked.mappe)
    assert found and set(found) <= set(expected)
    assert max(found.values()) == 1
    rules = content_or_stop().regler
    left = {key for key in set(expected) - set(found) if not rules[key[0]].omfattes_av}
    assert all(not rules[regel].manuell and not rules[regel].indikasjon for regel, _ in left)


@pytest.mark.lang
def test_they_are_of_reading_and_still_breaches(locked: Locked) -> None:
    avvik = [a for a in locked.reg.avvik.values() if a.regel and a.bevis]
    assert {a.kilde.value for a in avvik} == {"lesing"}
    assert {one.tilstand for a in avvik for one in a.bevis} == {Objekttilstand.FORTSATT}
    assert {one.kjoring for a in avvik for one in a.bevis} == {AUDIT}
    assert all(a.utgangspunkt is not None and a.utgangspunkt.variant == "lest" for a in avvik)


@pytest.mark.lang
def test_locked_again_nothing_is_new(locked: Locked) -> None:
    assert locked.reg_again == locked.reg
    assert "Registeret: ingenting er nytt" in locked.again
    assert "Skrevet i registeret" in locked.written


@pytest.mark.lang
def test_units_are_ids(locked: Locked) -> None:
    units = {a.enhet for a in locked.reg.avvik.values() if a.enhet}
    assert units <= {"ostbyen", "vestbyen", "midtbyen", "sorlia", "nordre-as", "omsorgsenheten"}
