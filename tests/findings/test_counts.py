"""The counts of a run, taken out for one rule in one unit: every outcome keeps its own number."""

from dataclasses import fields

import pytest

from bvaudit.model.funn import Tall, exempt_together, summed
from tests.findings.small import counts, to_lover

REGEL = to_lover("lov", "ssb")
TALL = Tall(oppfylt=1, delvis=2, ikke_oppfylt=4, uavklart=8, ikke_aktuelt=16, andre_kommuner=32)


def test_n_is_what_could_be_judged() -> None:
    assert TALL.n == 1 + 2 + 4


def test_every_number_is_added_to_its_own() -> None:
    more = Tall(
        oppfylt=100, delvis=200, ikke_oppfylt=400, uavklart=800, ikke_aktuelt=1600, andre_kommuner=3200, saker=5
    )
    assert summed([TALL, more]) == Tall(
        oppfylt=101, delvis=202, ikke_oppfylt=404, uavklart=808, ikke_aktuelt=1616, andre_kommuner=3232, saker=5
    )
    assert {f.name for f in fields(Tall)} == {
        *("oppfylt", "delvis", "ikke_oppfylt", "uavklart", "ikke_aktuelt", "andre_kommuner", "saker", "unntatt")
    }, "a new number needs its place in this test"


def test_nothing_added_up_is_nothing() -> None:
    assert summed([]) == Tall()


def test_reasons_are_added_by_their_words_the_commonest_first() -> None:
    parts = [Tall(unntatt={"varig fosterhjem": 1, "fylt 18": 1}), Tall(unntatt={"varig fosterhjem": 2})]
    assert list(exempt_together(parts).items()) == [("varig fosterhjem", 3), ("fylt 18", 1)]


def test_a_unit_has_every_variant_and_the_cases_of_its_own() -> None:
    found = counts(
        {("MEL-01", "Alfa", "lov"): TALL, ("MEL-01", "Beta", "lov"): Tall(oppfylt=9), ("MEL-01", "Beta", "ssb"): TALL},
        saker={("MEL-01", "lov", "Alfa"): 3, ("MEL-01", "lov", "Beta"): 9, ("MEL-01", "lov", None): 11},
    )
    alfa = found.per_variant(REGEL, "Alfa")
    assert list(alfa) == ["lov", "ssb"], "the standard first"
    assert (alfa["lov"].saker, alfa["lov"].ikke_oppfylt, alfa["ssb"]) == (3, 4, Tall())
    assert found.per_variant(REGEL, "Beta")["lov"].saker == 9


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(("MEL-01", "Alfa", "ssb"), id="bare en annen måte"),
        pytest.param(("MEL-01", "Beta", "lov"), id="en annen enhet"),
        pytest.param(("MEL-02", "Alfa", "lov"), id="en annen regel"),
    ],
)
def test_without_a_row_of_the_standard_there_is_nothing(key: tuple[str, str, str]) -> None:
    assert counts({key: TALL}).per_variant(REGEL, "Alfa") == {}


def test_cases_altogether_are_counted_and_not_added() -> None:
    saker: dict[tuple[str, str, str | None], int] = {
        ("MEL-01", "lov", None): 11,
        ("MEL-01", "lov", "Alfa"): 3,
        ("MEL-01", "lov", "Beta"): 9,
    }
    assert counts({}, saker).cases_altogether() == {("MEL-01", "lov"): 11}
