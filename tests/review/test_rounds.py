"""Two rounds: what chance can explain is said to be chance, and what cannot be tested is not."""

from dataclasses import replace
from typing import Any

import pytest

from bvaudit.model.lest import LestRevisjon, ToRunder
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Punktpar, Sammenligning
from bvaudit.model.utvalg import Bruk
from bvaudit.review.result import reviewed, with_earlier
from bvaudit.review.rounds import two_rounds
from bvaudit.review.series import funnels, series
from bvaudit.stats.rounds import fisher
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import OST, VEST, basis, places, punkt, row

STAT = statistics()
CHANCE = "kan ikke skilles fra tilfeldigheter"


def audit(letters: str, *, id: str = "runde-1", liste: str = "listen", **mer: Any) -> LestRevisjon:
    regel: Rule = mer.pop("regel", punkt())
    plasser = mer.pop("plasser", None) or places(len(letters))
    rows = row(letters, regel=regel.id, ordlyd=mer.pop("ordlyd", "a"))
    found = reviewed(basis(rows, plasser, regler=[regel], **mer), STAT)
    return replace(found, id=id, sjekkliste=liste)


def compared(before: LestRevisjon, now: LestRevisjon, *maps: Sammenligning) -> ToRunder:
    (found,) = two_rounds(now, before, maps, STAT)
    return found


def test_four_to_eight_of_ten_cannot_be_told_from_chance() -> None:
    found = compared(audit("n" * 8 + "j" * 2), audit("n" * 4 + "j" * 6))
    assert found.p == pytest.approx(fisher(8, 10, 4, 10)) == pytest.approx(0.1698, abs=1e-4)
    assert found.setning == f"Fra 8 av 10 til 4 av 10: {CHANCE}."
    worse = compared(audit("n" * 4 + "j" * 6), audit("n" * 8 + "j" * 2))
    assert worse.p == found.p and CHANCE in worse.setning


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        ("n" * 9 + "j" * 1, "n" * 2 + "j" * 8, "sjeldnere enn før"),
        ("n" * 1 + "j" * 9, "n" * 8 + "j" * 2, "oftere enn før"),
        ("n" * 5 + "j" * 5, "n" * 0 + "j" * 10, "sjeldnere enn før"),  # p = 0,0325
        ("n" * 4 + "j" * 6, "n" * 0 + "j" * 10, CHANCE),  # p = 0,0867
        ("n" * 5 + "j" * 5, "n" * 2 + "j" * 2, "samme andel"),
    ],
)
def test_both_sides_of_chance(before: str, now: str, says: str) -> None:
    found = compared(audit(before), audit(now))
    assert says in found.setning
    assert found.p is not None
    assert (CHANCE in found.setning or "samme andel" in found.setning) == (found.p >= 0.05)


def test_a_point_that_was_not_read_then_is_not_compared() -> None:
    found = compared(audit(".........."), audit("nnjjjjjjjj"))
    assert (found.p, found.sammenlignbar) == (None, False) and "ikke lest i enheten" in found.setning


def test_another_wording_is_another_question() -> None:
    found = compared(audit("nnnnjjjjjj", ordlyd="a"), audit("jjjjjjjjjj", ordlyd="b"))
    assert (found.p, found.sammenlignbar) == (None, False) and "skrevet om" in found.setning


def test_a_targeted_draw_gives_no_test_against_a_random_one_and_says_so() -> None:
    pointed = audit("nnnn", plasser=places(4, bruk=Bruk.MALRETTET))
    for before, now, word in ((pointed, audit("jjjjjjjjjj"), "pekt ut"), (audit("jjjjjjjjjj"), pointed, "pekt ut")):
        found = compared(before, now)
        assert (found.p, found.sammenlignbar) == (None, False)
        assert found.setning.startswith("Gir ingen prøve mot forrige runde") and word in found.setning


def test_a_quota_draw_without_weights_gives_no_test_and_says_why() -> None:
    found = compared(audit("nnnnjjjjjj", uten_vekt="kvotene går på tvers"), audit("jjjjjjjjjj"))
    assert found.p is None and "kvotene går på tvers" in found.setning


def test_rounds_of_the_same_strata_are_tested_within_them() -> None:
    def of(letters: str, names: tuple[str, str] = ("a", "b")) -> LestRevisjon:
        plasser = places(5, stratum=names[0]) + places(5, first=6, stratum=names[1])
        return audit(letters, plasser=plasser, rammer={OST: {names[0]: 10, names[1]: 90}})

    found = compared(of("nnnnnjjjjj"), of("jjjjjnnnnn"))
    assert "gruppene" not in found.setning
    assert found.p == 1.0  # as many, and the one stratum's gain is the other's loss
    assert (found.nei_for, found.n_for, found.nei_na, found.n_na) == (5, 10, 5, 10)
    some = compared(of("nnnnnjjjjj"), of("jjjjjnnnnn", ("a", "c")))
    assert some.p == pytest.approx(fisher(5, 5, 0, 5)) and "gruppene det er lest saker fra begge" in some.setning
    other = compared(of("nnnnnjjjjj"), of("jjjjjnnnnn", ("c", "d")))
    assert other.p is None and "andre grupper" in other.setning


def kart(*pairs: Punktpar) -> Sammenligning:
    return Sammenligning(id="k", tittel="K", kilde="k", fra="gammel", til="ny", punktpar=pairs, fil="k.yaml")


@pytest.mark.parametrize(
    ("pair", "tested", "says"),
    [
        (Punktpar(fra="MEL-09", til="MEL-10", forhold=Forhold.LIK), True, CHANCE),
        (Punktpar(fra="MEL-09", til="MEL-10", forhold=Forhold.SMALERE, begrunnelse="Bare nye saker."), False, "mindre"),
        (Punktpar(fra="MEL-09", til="MEL-10", forhold=Forhold.VIDERE), False, "mer enn i forrige runde"),
        (Punktpar(til="MEL-10", forhold=Forhold.NY), False, "punktet er nytt"),
        (None, False, "hver sin sjekkliste"),
    ],
)
def test_another_list_is_compared_through_the_map_only(pair: Punktpar | None, tested: bool, says: str) -> None:
    before = audit("n" * 8 + "j" * 2, liste="gammel", ordlyd="a")
    now = audit("n" * 4 + "j" * 6, liste="ny", ordlyd="b", regel=punkt("MEL-10"))
    found = compared(before, now, kart(*((pair,) if pair else ())))
    assert (found.p is not None, found.sammenlignbar) == (tested, tested)
    assert says in found.setning
    if pair is not None and pair.begrunnelse:
        assert "(Bare nye saker)." in found.setning


def test_the_round_before_stands_beside() -> None:
    first, second = audit("n" * 8 + "j" * 2, id="runde-1"), audit("n" * 4 + "j" * 6, id="runde-2")
    assert with_earlier(second, [], (), STAT) == second
    found = with_earlier(second, [first], (), STAT)
    assert found.forrige == "runde-1" and len(found.to_runder) == 1 and found.serier == ()


def test_three_rounds_are_a_series_without_limits_until_there_are_many() -> None:
    rounds = [audit("n" * k + "j" * (10 - k), id=f"r{k}") for k in (3, 4, 5)]
    (found,) = series(rounds, STAT)
    assert [(p.navn, p.treff, p.n) for p in found.diagram.punkter] == [("r3", 3, 10), ("r4", 4, 10), ("r5", 5, 10)]
    assert found.diagram.grunn == "for_faa_perioder"
    assert series([replace(rounds[0], sjekkliste="en annen"), *rounds[1:]], STAT) == ()


def test_units_side_by_side_by_name_with_limits_and_no_ranking() -> None:
    units = {OST: "n" * 9 + "j", VEST: "n" + "j" * 9, "Aasen": "nnjjjjjjjj", "Midt": "nnjjjjjjjj"}
    rows = [one for enhet, letters in units.items() for one in row(letters, enhet=enhet)]
    plasser = [one for enhet in units for one in places(10, enhet=enhet)]
    found = reviewed(basis(rows, plasser, rammer={enhet: {"": 80} for enhet in units}), STAT)
    (trakt,) = found.trakter
    assert [p.navn for p in trakt.diagram.punkter] == sorted(units)
    assert trakt.diagram.felles == pytest.approx(14 / 40)
    assert funnels(found.punkter[:2], STAT) == ()
