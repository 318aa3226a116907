"""Each point and unit: every place and question is counted once, and a share only where one can be said."""

from collections import Counter
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model.anslag import Metode
from bvaudit.model.lesesvar import Gjenstand, Lesesvar, Lesing
from bvaudit.model.lest import Grad, LestPunkt
from bvaudit.model.utvalg import Bruk
from bvaudit.review.points import points
from bvaudit.review.wording import says_of_all
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import DELVIS, IKKE, JA, NEI, OST, VEST, basis, places, punkt, row, sak, svar

STAT = statistics()


def one(rows: list[Lesesvar], plasser: list, **mer: object) -> LestPunkt:  # type: ignore[type-arg]
    (found,) = points(basis(rows, plasser, **mer), STAT)  # type: ignore[arg-type]
    return found


def hypergeometric_bounds(k: int, n: int, N: int) -> tuple[float, float]:  # noqa: N803
    """By trying every number of cases that can have it: those a test at 2.5 % in each tail does not rule out."""
    ways = comb(N, n)

    def tail(K: int, low: bool) -> Fraction:  # noqa: N803
        hits = range(k + 1) if low else range(k, n + 1)
        return Fraction(sum(comb(K, x) * comb(N - K, n - x) for x in hits), ways)

    kept = [K for K in range(N + 1) if min(tail(K, True), tail(K, False)) > Fraction(25, 1000)]
    return min(kept) / N, max(kept) / N


def test_ten_read_four_no_of_a_hundred() -> None:
    found = one(row("nnnnjjjjjj"), places(10))
    assert (found.n, found.nei, found.delvis, found.saker, found.ikke_lest) == (10, 4, 0, 10, 0)
    assert found.andel is not None and found.andel.metode is Metode.HYPERGEOMETRISK
    assert (found.andel.nedre, found.andel.ovre) == pytest.approx(hypergeometric_bounds(4, 10, 100))
    assert found.grad is Grad.SYSTEMSVIKT and found.nivaa == "tyder-pa"


def test_delvis_is_counted_beside_and_never_averaged() -> None:
    found = one(row("nddjjjjjjj"), places(10))
    assert found.svar == {"ja": 7, "delvis": 2, "nei": 1, "ikke aktuelt": 0}
    assert (found.n, found.nei, found.delvis) == (10, 1, 2)
    assert found.andel is not None and found.andel.andel == 0.1
    assert "Delvis oppfylt i 2." in found.setning


def test_ikke_aktuelt_is_no_answer_to_reckon_with_and_no_unread() -> None:
    found = one(row("nnjjiiii.."), places(10))
    assert (found.n, found.nei, found.ikke_lest) == (4, 2, 2)
    assert found.svar["ikke aktuelt"] == 4
    # 4 could be judged, and 92 nobody has answered may all be ones the point is about.
    assert found.ramme == 96
    assert found.andel is not None
    assert (found.andel.nedre, found.andel.ovre) == pytest.approx(hypergeometric_bounds(2, 4, 96))


def test_every_case_read_is_no_estimate() -> None:
    found = one(row("njjjj"), places(5), rammer={OST: {"": 5}})
    assert found.alle_lest and found.andel is not None and found.andel.metode is Metode.FULL
    assert found.andel.andel == 0.2 and found.ramme == 5


def test_targeted_cases_are_in_no_share_and_are_told() -> None:
    plasser = places(10) + places(3, first=11, bruk=Bruk.MALRETTET)
    found = one(row("jjjjjjjjjjnnn"), plasser)
    assert (found.n, found.nei, found.malrettede, found.malrettede_nei) == (10, 0, 3, 3)
    assert found.svar["nei"] == 3 and found.funn == 3 and found.grad is Grad.SYSTEMSVIKT
    assert found.andel is not None and found.andel.andel == 0
    assert found.nivaa == "ingen" and found.setning.endswith("Pekt ut: funnet i 3 av 3.")


def test_only_targeted_cases_give_no_share_at_all() -> None:
    found = one(row("nnj"), places(3, bruk=Bruk.MALRETTET))
    assert (found.n, found.andel, found.vektet, found.hoyst) == (0, None, None, None)
    assert found.nivaa == "pekt-ut" and found.grad is Grad.ENKELTHENDELSE


def test_a_quota_draw_without_weights_gives_no_share_and_says_why() -> None:
    found = one(row("nnnnjjjjjj"), places(10), uten_vekt="kvotene går på tvers")
    assert (found.n, found.nei, found.andel, found.vektet) == (10, 4, None, None)
    assert found.uten_andel == "kvotene går på tvers" and found.nivaa == "flere-ikke-trukket"


def test_strata_drawn_unequally_are_weighed_by_their_size() -> None:
    plasser = places(5, stratum="henlagt") + places(5, first=6, stratum="tiltak")
    found = one(row("nnnnnjjjjj"), plasser, rammer={OST: {"henlagt": 10, "tiltak": 90}})
    assert found.andel is None and found.vektet is not None
    assert found.vektet.andel == pytest.approx(0.1)  # five of five of the small one, none of the large one
    assert [(s.navn, s.ramme, s.lest, s.treff) for s in found.strata] == [("henlagt", 10, 5, 5), ("tiltak", 90, 5, 0)]


def test_a_stratum_nobody_has_read_cannot_be_weighed() -> None:
    plasser = places(5, stratum="henlagt") + places(5, first=6, stratum="tiltak")
    found = one(row("nnnnn....."), plasser, rammer={OST: {"henlagt": 10, "tiltak": 90}})
    assert (found.andel, found.vektet) == (None, None) and "«tiltak»" in found.uten_andel


def test_objects_that_cluster_in_cases_are_reckoned_by_case() -> None:
    rows = [svar(sak(at), NEI if at <= 3 else JA, objekt_id=f"t{at}-{n}") for at in range(1, 11) for n in range(2)]
    found = one(rows, places(10), regler=[punkt(objekt="tiltak")])
    assert (found.n, found.nei, found.saker_n, found.saker_nei) == (20, 6, 10, 3)
    assert found.etter_sak and found.andel is not None and found.andel.metode is Metode.KLYNGE
    by_object = STAT.share(6, 20, 100)
    assert found.andel.nedre is not None and by_object.nedre is not None and found.andel.nedre < by_object.nedre


def test_a_second_reading_is_not_counted_twice() -> None:
    first = row("nnnnjjjjjj")
    again = row("jjjj......", lesing=Lesing.ANDRE, leser="l2")
    alone, both = one(first, places(10)), one([*first, *again], places(10))
    assert both == alone


def test_a_struck_place_is_out_with_its_answers_and_a_reserve_is_not_asked() -> None:
    plasser = [*places(9), *places(1, first=10, bruk=Bruk.UTGATT), *places(3, first=11, bruk=Bruk.RESERVE)]
    found = one(row("jjjjjjjjjn"), plasser)
    assert (found.n, found.nei, found.ikke_lest) == (9, 0, 0)


def test_a_point_about_the_unit_is_one_answer_and_no_share() -> None:
    regel = punkt(objekt="enhet")
    found = one([svar("", NEI)], places(10), regler=[regel])
    assert (found.n, found.nei, found.ikke_lest, found.andel) == (1, 1, 0, None)
    assert found.setning == "Besvart med nei for enheten."
    (asked,) = points(basis([], places(10), regler=[regel]), STAT)
    assert asked.ikke_lest == 1 and asked.setning == "Ikke besvart for enheten."


def test_a_list_of_unit_points_alone_has_no_draw_and_still_its_units() -> None:
    regel = punkt(objekt="enhet")
    found = points(basis([svar("", JA, enhet=VEST)], [], regler=[regel], rammer={}, navngitte=(OST,)), STAT)
    assert [(p.enhet, p.n, p.ikke_lest) for p in found] == [(VEST, 1, 0), (OST, 0, 1)]


def test_units_stand_by_name_and_never_by_result() -> None:
    rows = [*row("jj"), *row("nn", enhet=VEST)]
    plasser = [*places(2), *places(2, enhet=VEST)]
    found = points(basis(rows, plasser, rammer={OST: {"": 9}, VEST: {"": 9}}), STAT)
    assert [p.enhet for p in found] == [VEST, OST] == sorted([VEST, OST])


LETTERS = st.text("jdni.", min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(drawn=LETTERS, pointed=st.text("jdni.", max_size=4), struck=st.text("jdni.", max_size=3))
def test_every_place_is_in_exactly_one_column_and_no_share_is_from_a_targeted_one(
    drawn: str, pointed: str, struck: str
) -> None:
    letters = drawn + pointed + struck
    plasser = [
        *places(len(drawn)),
        *places(len(pointed), first=len(drawn) + 1, bruk=Bruk.MALRETTET),
        *places(len(struck), first=len(drawn + pointed) + 1, bruk=Bruk.UTGATT),
    ]
    found = one(row(letters), plasser)
    used = Counter(drawn + pointed)
    assert sum(found.svar.values()) + found.ikke_lest == len(drawn) + len(pointed)
    assert found.svar == {"ja": used["j"], "delvis": used["d"], "nei": used["n"], "ikke aktuelt": used["i"]}
    assert found.ikke_lest == used["."]
    assert found.n == sum(drawn.count(one) for one in "jdn") and found.nei == drawn.count("n")
    without = one(row(drawn), places(len(drawn)))
    assert (found.andel, found.hoyst, found.ramme) == (without.andel, without.hoyst, without.ramme)
    assert says_of_all(found) == bool(found.n)


@settings(deadline=None, max_examples=40)
@given(
    objects=st.lists(st.integers(0, 3), min_size=1, max_size=6),
    answers=st.lists(st.sampled_from([JA, DELVIS, NEI, IKKE, None]), min_size=18, max_size=18),
)
def test_what_the_forms_ask_about_is_answered_or_not_read(objects: list[int], answers: list[object]) -> None:
    regel = punkt(objekt="tiltak")
    asked, rows = set(), []
    given_ = iter(answers)
    for at, several in enumerate(objects, start=1):
        for number in range(several):
            it = Gjenstand(regel=regel.id, enhet=OST, sak=sak(at), objekt="sak", objekt_id=f"t{at}-{number}")
            asked.add(it)
            answer = next(given_)
            if answer is not None:
                rows.append(svar(sak(at), answer, objekt_id=it.objekt_id))  # type: ignore[arg-type]
    found = one(rows, places(len(objects)), regler=[regel], ventet=frozenset(asked))
    assert sum(found.svar.values()) + found.ikke_lest == len(asked)
    assert sum(found.svar.values()) == len(rows)
