"""alle, minst_en, ikke: demands put together."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import permutations, product

import pytest

from bvaudit.model.utfall import Utfall

from .judging import Krav, Svar, en_sak, judge, judge_all, outcomes, rad

OPPFYLT, DELVIS, IKKE_OPPFYLT, UAVKLART, IKKE_AKTUELT = Utfall
# One measure, and for each outcome a demand that gets it.
TILTAK = rad("tiltak", kode="1", start_dato=date(2025, 1, 1))
SOM: dict[Utfall, Krav] = {
    OPPFYLT: {"en_av": {"felt": "kode", "verdier": ["1"]}},
    DELVIS: {"en_av": {"felt": "kode", "verdier": ["9"], "delvis": ["1"]}},
    IKKE_OPPFYLT: {"en_av": {"felt": "kode", "verdier": ["9"]}},
    UAVKLART: {"en_av": {"felt": "lov", "verdier": ["9"]}},
    IKKE_AKTUELT: {
        "innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1W", "bare": "avsluttede"}
    },
}
# What one outcome together with another gives. Rows and columns in the order of Utfall; the table is symmetric.
ALLE = """
oppfylt        delvis oppfylt ikke oppfylt   uavklart       oppfylt
delvis oppfylt delvis oppfylt ikke oppfylt   uavklart       delvis oppfylt
ikke oppfylt   ikke oppfylt   ikke oppfylt   ikke oppfylt   ikke oppfylt
uavklart       uavklart       ikke oppfylt   uavklart       uavklart
oppfylt        delvis oppfylt ikke oppfylt   uavklart       ikke aktuelt
"""
MINST_EN = """
oppfylt        oppfylt        oppfylt        oppfylt        oppfylt
oppfylt        delvis oppfylt delvis oppfylt uavklart       delvis oppfylt
oppfylt        delvis oppfylt ikke oppfylt   uavklart       ikke oppfylt
oppfylt        uavklart       uavklart       uavklart       uavklart
oppfylt        delvis oppfylt ikke oppfylt   uavklart       ikke aktuelt
"""
IKKE = {OPPFYLT: IKKE_OPPFYLT, IKKE_OPPFYLT: OPPFYLT, DELVIS: DELVIS, UAVKLART: UAVKLART, IKKE_AKTUELT: IKKE_AKTUELT}


def svar(krav: Krav) -> Svar:
    return judge(krav, TILTAK, objekt="tiltak")


def utfall_of(demands: Iterable[Krav]) -> list[Utfall]:
    return outcomes(list(demands), TILTAK, objekt="tiltak")


def table(text: str) -> list[tuple[Utfall, Utfall, Utfall]]:
    cells = [line[i : i + 15].strip() for line in text.strip().splitlines() for i in range(0, 75, 15)]
    return [(a, b, Utfall(cell)) for (a, b), cell in zip(product(Utfall, Utfall), cells, strict=True)]


PAR = {
    (word, a, b): outcome for word, text in (("alle", ALLE), ("minst_en", MINST_EN)) for a, b, outcome in table(text)
}


@cache
def found_of_pairs() -> Mapping[tuple[str, Utfall, Utfall], Utfall]:
    """Every pair in one query."""
    found = utfall_of([{word: [SOM[a], SOM[b]]} for word, a, b in PAR])
    return dict(zip(PAR, found, strict=True))


def test_the_parts_themselves() -> None:
    assert utfall_of(SOM.values()) == list(SOM)


@pytest.mark.parametrize("pair", PAR, ids=lambda pair: f"{pair[0]}: {pair[1]} og {pair[2]}")
def test_two_together(pair: tuple[str, Utfall, Utfall]) -> None:
    assert found_of_pairs()[pair] == PAR[pair]


@pytest.mark.parametrize("ord", ["alle", "minst_en"])
def test_three_in_any_order_and_grouped_in_any_way(ord: str) -> None:
    for three in ((OPPFYLT, DELVIS, IKKE_AKTUELT), (IKKE_OPPFYLT, UAVKLART, OPPFYLT)):
        a, b, c = (SOM[u] for u in three)
        flat = [{ord: [SOM[u] for u in order]} for order in permutations(three)]
        grouped = [{ord: [a, {ord: [b, c]}]}, {ord: [{ord: [a, b]}, c]}]
        assert len(set(utfall_of(flat + grouped))) == 1


@pytest.mark.parametrize("ord", ["alle", "minst_en"])
def test_one_alone_is_itself(ord: str) -> None:
    assert utfall_of([{ord: [SOM[u]]} for u in Utfall]) == list(Utfall)


def test_not() -> None:
    assert dict(zip(Utfall, utfall_of([{"ikke": SOM[u]} for u in Utfall]), strict=True)) == IKKE


def test_not_not_is_itself() -> None:
    assert utfall_of([{"ikke": {"ikke": SOM[u]}} for u in Utfall]) == list(Utfall)


def test_not_all_is_at_least_one_not() -> None:
    pairs = list(product(Utfall, Utfall))
    ikke_alle = utfall_of([{"ikke": {"alle": [SOM[a], SOM[b]]}} for a, b in pairs])
    minst_en_ikke = utfall_of([{"minst_en": [{"ikke": SOM[a]}, {"ikke": SOM[b]}]} for a, b in pairs])
    assert ikke_alle == minst_en_ikke


def test_facts_come_from_the_first_that_has_them() -> None:
    def frist(lengde: str) -> Krav:
        return {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": lengde}}

    begge = svar({"alle": [SOM[OPPFYLT], frist("P1M"), frist("P1W")]})
    assert (begge.utfall, begge.frist_dato) == (IKKE_OPPFYLT, date(2025, 2, 1))


def test_notes_of_every_part_are_said() -> None:
    fristen = {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1W"}}
    tomt = judge({"alle": [SOM[UAVKLART], fristen]}, rad("tiltak"), objekt="tiltak")
    assert tomt.forklaring == "Koden mangler. Datoen fristen regnes fra, mangler."


@pytest.mark.parametrize(
    ("krav", "utfall"),
    [
        pytest.param({"minst_en": ["apen", SOM[IKKE_OPPFYLT]]}, IKKE_OPPFYLT, id="delen er ikke aktuell"),
        pytest.param({"minst_en": ["apen", SOM[OPPFYLT]]}, OPPFYLT, id="en annen del er nok"),
        pytest.param({"alle": [SOM[UAVKLART], SOM[IKKE_OPPFYLT]]}, IKKE_OPPFYLT, id="bruddet er sikkert uten koden"),
    ],
)
def test_a_part_that_did_not_decide_says_nothing(krav: Krav, utfall: Utfall) -> None:
    """What is missing in one demand is not why another was broken or kept."""
    apen = {"innen_frist": {"start": "slutt_dato", "slutt": "slutt_dato", "lengde": "P1W", "bare": "apne"}}
    ((word, parts),) = krav.items()
    found = svar({word: [apen if part == "apen" else part for part in parts]})
    assert found.utfall == utfall
    assert "mangler" not in found.forklaring


def test_the_same_demand_twice_changes_nothing() -> None:
    krav = {"finnes": {"rader": {"tabell": "plan", "der": {"i_kraft": "per"}}}}
    saker = [en_sak(TILTAK), en_sak(TILTAK, rad("plan", start_dato=date(2025, 2, 1)))]
    once = [a.utfall for a in judge_all(krav, saker, objekt="tiltak")]
    assert [a.utfall for a in judge_all({"alle": [krav, krav]}, saker, objekt="tiltak")] == once
