"""The wording gate as a file: what came with the program, and a municipality's own in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.diagnostics import Problem
from bvaudit.loading.content.layers import read_layer
from bvaudit.loading.content.ordbruk import read_ordbruk
from bvaudit.model.innhold import Innhold, Lag

ROT = Path(__file__).resolve().parents[2]
SHIPPED = (ROT / "rules/kodeverk/ordbruk.yaml").read_text(encoding="utf-8")
REPLACES = "id: ordbruk\nerstatter: ordbruk\ngrunn: Vi leser flere saker enn andre\n"


@pytest.fixture
def lay(innhold: Innhold, tmp_path: Path) -> Callable[[str], tuple[Lag, list[Problem]]]:
    def laid(text: str) -> tuple[Lag, list[Problem]]:
        (tmp_path / "vår.yaml").write_text(text, encoding="utf-8")
        return read_layer(innhold, [tmp_path])

    return laid


def test_the_shipped_file_has_no_faults() -> None:
    ordbruk, problems = read_ordbruk(ROT / "rules")
    assert problems == []
    assert ordbruk is not None and ordbruk.systemsvikt_fra == 3 and ordbruk.nivaer[-1].alltid


def test_an_own_file_stands_in_its_place_with_a_reason(lay: Callable[[str], tuple[Lag, list[Problem]]]) -> None:
    own = SHIPPED.replace("id: ordbruk\n", REPLACES, 1).replace("nedre_grense: 25", "nedre_grense: 40", 1)
    layer, problems = lay(own)
    assert problems == []
    assert layer.innhold.ordbruk is not None and layer.under.ordbruk is not None
    levels = {niva.id: niva.nedre_grense for niva in layer.innhold.ordbruk.nivaer}
    assert levels["sikrer-ikke"] == 40
    assert {niva.id: niva.nedre_grense for niva in layer.under.ordbruk.nivaer}["sikrer-ikke"] == 25
    assert [(one.slag, one.id) for one in layer.erstatninger] == [("ordbruk", "ordbruk")]


def test_an_own_file_is_told_by_sjekk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ord.yaml").write_text(SHIPPED.replace("id: ordbruk\n", REPLACES, 1), encoding="utf-8")
    assert run(["sjekk", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "1 liste over hva tallene kan bære" in shown
    assert "listen ordbruk" in shown and "Vi leser flere saker enn andre" in shown


@pytest.mark.parametrize(
    ("old", "new", "kode", "linje"),
    [
        pytest.param("id: ordbruk\n", "id: ordbruk\n", "id-to-ganger", "id: ordbruk", id="sier ikke erstatter"),
        pytest.param("id: ordbruk\n", "id: vare-ord\n", "mangler-erstatter", "id: vare-ord", id="en til"),
        pytest.param("{krav}. Funnet", "{kravet}. Funnet", "ukjent-felt", "{kravet}", id="klammer uten verdi"),
        pytest.param("{krav}. Funnet", "{krav. Funnet", "ukjent-felt", "{krav. Funnet", id="klamme som ikke lukkes"),
        pytest.param("  - id: flere\n", "  - id: ingen\n", "dobbel-id", "", id="to nivåer med samme navn"),
        pytest.param(
            "    hoyst_n: 0\n    pekt_ut: true\n", "", "aldri-nadd", "  - id: pekt-ut", id="nivå som tar alt for tidlig"
        ),
        pytest.param(
            "  - id: funnet\n", "  - id: funnet\n    minst_n: 1\n", "mangler-siste-niva", "  - id: funnet", id="siste"
        ),
        pytest.param("minst_andel: 25", "minst_andel: 250", "verdi", "minst_andel: 250", id="mer enn hundre prosent"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    lay: Callable[[str], tuple[Lag, list[Problem]]], old: str, new: str, kode: str, linje: str
) -> None:
    text = SHIPPED.replace(old, new, 1)
    if kode not in ("id-to-ganger", "mangler-erstatter"):
        text = text.replace("id: ordbruk\n", REPLACES, 1)
    layer, problems = lay(text)
    assert [problem.kode for problem in problems if problem.kode.startswith(kode)], problems
    (problem, *_) = [problem for problem in problems if problem.kode.startswith(kode)]
    if linje:
        assert linje.strip() in text.splitlines()[problem.sted.linje - 1]
    assert layer.innhold.ordbruk == layer.under.ordbruk
