"""Which answer counts, in named rows; and nothing is lost, whatever order the rows come in."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.lesesvar import Lesesvar, Lesing
from bvaudit.review.settle import settle, unsettled
from tests.review.by_hand import DELVIS, IKKE, JA, NEI, sak, svar

FORSTE, ANDRE, ENIGHET = Lesing.FORSTE, Lesing.ANDRE, Lesing.ENIGHET
EARLY, LATE = date(2026, 1, 5), date(2026, 2, 5)
ONE = sak(1)


@pytest.mark.parametrize(
    ("rows", "counts", "disagree"),
    [
        pytest.param([svar(ONE, NEI)], NEI, False, id="bare første"),
        pytest.param([svar(ONE, JA, lesing=ANDRE)], JA, False, id="bare andre: ingen har lest først"),
        pytest.param([svar(ONE, JA), svar(ONE, JA, lesing=ANDRE, leser="l2")], JA, False, id="enige"),
        pytest.param([svar(ONE, JA), svar(ONE, NEI, lesing=ANDRE, leser="l2")], JA, True, id="uenige: første teller"),
        pytest.param(
            [svar(ONE, JA), svar(ONE, NEI, lesing=ANDRE), svar(ONE, DELVIS, lesing=ENIGHET)],
            DELVIS,
            False,
            id="avgjort",
        ),
        pytest.param(
            [svar(ONE, JA), svar(ONE, IKKE, lesing=ANDRE)], JA, True, id="ikke aktuelt mot ja er også uenighet"
        ),
        pytest.param(
            [svar(ONE, JA, dato=EARLY), svar(ONE, NEI, dato=LATE)], NEI, False, id="samme lesing to ganger: den siste"
        ),
        pytest.param(
            [svar(ONE, JA, dato=EARLY), svar(ONE, NEI, dato=EARLY, leser="l2")], NEI, False, id="samme dag: leserkoden"
        ),
        pytest.param(
            [svar(ONE, JA, dato=EARLY, ordlyd="gammel"), svar(ONE, NEI, lesing=ANDRE, dato=LATE, ordlyd="ny")],
            NEI,
            False,
            id="ny ordlyd: det gamle svaret står ikke ved siden av det nye",
        ),
    ],
)
def test_which_answer_counts(rows: list[Lesesvar], counts: object, disagree: bool) -> None:
    for order in permutations(rows):
        (one,) = settle(order)
        assert one.gjeldende.svar is counts
        assert one.uenige is disagree
        assert unsettled([one]) == ((one,) if disagree else ())


def test_both_originals_stay_when_it_is_settled() -> None:
    first, second, agreed = svar(ONE, JA), svar(ONE, NEI, lesing=ANDRE), svar(ONE, NEI, lesing=ENIGHET)
    (one,) = settle([agreed, second, first])
    assert (one.forste, one.andre, one.enighet, one.gjeldende) == (first, second, agreed, agreed)


ROWS = st.builds(
    svar,
    st.sampled_from([sak(1), sak(2), ""]),
    st.sampled_from([JA, DELVIS, NEI, IKKE]),
    regel=st.sampled_from(["MEL-09", "UND-09"]),
    lesing=st.sampled_from(list(Lesing)),
    leser=st.sampled_from(["l1", "l2"]),
    dato=st.sampled_from([None, EARLY, LATE]),
    kilde=st.sampled_from(["a.xlsx!B2", "b.xlsx!B2"]),
    ordlyd=st.sampled_from(["a", "b"]),
)


@given(st.lists(ROWS, max_size=12), st.randoms())
def test_one_for_each_object_and_the_order_of_the_rows_means_nothing(rows: list[Lesesvar], chance: object) -> None:
    found = settle(rows)
    assert {one.gjeldende.gjelder for one in found} == {one.gjelder for one in rows}
    assert len(found) == len({one.gjelder for one in rows})
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert settle(mixed) == found
    for one in found:
        kept = [row for row in (one.forste, one.andre, one.enighet) if row is not None]
        assert one.gjeldende in kept
        assert len({row.ordlyd for row in kept}) == 1
