"""An extract with one case more: the draw of the same seed keeps the order of all the others."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.inputs import ImportInputs, import_to
from bvaudit.workflows.run_demo import DEMO_KEY, _generator
from tests.workflows.an_audit import NOW
from tests.workflows.example_sheets import EXAMPLES

pytestmark = pytest.mark.lang
WHOLE = "200"  # more than any unit has: every case gets a place


def snapshot(documents: Path, til: Path) -> Path:
    key = til.parent / "nokkel.txt"
    key.write_text(DEMO_KEY, "ascii")
    inputs = ImportInputs(kilder=(documents,), nokkel=key, enheter=EXAMPLES / "demo" / "enheter.yaml")
    return import_to(inputs, til, content_or_stop().koder, now=NOW, home=til.parent, progress=None).mappe


def order(ut: Path) -> dict[str, list[str]]:
    """Unit → its cases in the order they were drawn, the reserve after."""
    found = defaultdict(list)
    with (ut / "utvalg.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found[row["enhet"]].append(row["sak"])
    return found


@pytest.mark.parametrize("liste", [(), ("--sjekkliste", "saksgjennomgang-melding")], ids=["alle saker", "sjekkliste"])
def test_one_case_more_keeps_the_order_of_the_others(
    liste: tuple[str, ...], tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tmp_path / "dokumenter"
    _generator().write_example(documents)
    drawn: list[dict[str, list[str]]] = []
    for name in ("etter", "før"):
        (tmp_path / name).mkdir()
        source, ut = snapshot(documents, tmp_path / name / "uttrekk"), tmp_path / name / "utvalg"
        amount = ("--per-enhet", WHOLE, "--reserve", "0", "--fro", "høsten 2026", "--navn", "host")
        code = run(["utvalg", "--uttrekk", str(source), "--ut", str(ut), *amount, *liste])
        assert code == 0, capsys.readouterr().err
        drawn.append(order(ut))
        one, *_ = sorted(path.name.split("_")[0] for path in documents.glob("*.xml"))
        for path in documents.glob(f"{one}_*.xml"):  # every version of one case
            path.unlink()
    after, before = drawn
    new = {sak for cases in after.values() for sak in cases} - {sak for cases in before.values() for sak in cases}
    assert len(new) == 1
    assert {enhet: [sak for sak in cases if sak not in new] for enhet, cases in after.items()} == before
