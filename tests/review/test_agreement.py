"""How far two readers agree on each point, and which questions are to be written anew."""

from dataclasses import replace

import pytest

from bvaudit.model.anslag import Enighetstall
from bvaudit.model.lesesvar import Lesing
from bvaudit.review.agreement import should_be_rewritten, two_readers
from bvaudit.review.settle import settle
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import NEI, ordbruk, punkt, row, sak, svar

LIMITS = ordbruk().skriv_om
RULES = {"MEL-09": punkt(), "UND-09": punkt("UND-09")}


def read_twice(first: str, second: str, regel: str = "MEL-09") -> list:  # type: ignore[type-arg]
    return [*row(first, regel=regel), *row(second, regel=regel, lesing=Lesing.ANDRE, leser="l2")]


def test_pairs_are_of_those_both_have_read() -> None:
    (found,) = two_readers(settle(read_twice("jjnn.j", "jnn.jj")), RULES, statistics(), LIMITS)
    # ja-ja, ja-nei, nei-nei and ja-ja; the fourth and the fifth were read by one.
    assert (found.tall.n, found.tall.like) == (4, 3)


def test_what_they_came_to_afterwards_does_not_make_them_agree() -> None:
    rows = [*read_twice("jj", "nn"), *(svar(sak(at), NEI, lesing=Lesing.ENIGHET) for at in (1, 2))]
    (found,) = two_readers(settle(rows), RULES, statistics(), LIMITS)
    assert (found.tall.n, found.tall.like) == (2, 0)


def test_the_question_to_write_anew_stands_first() -> None:
    rows = [*read_twice("jjjnnn", "jjjnnn"), *read_twice("jnjnjn", "njnjnj", "UND-09")]
    found = two_readers(settle(rows), RULES, statistics(), LIMITS)
    assert [(one.regel.id, one.skriv_om) for one in found] == [("UND-09", True), ("MEL-09", False)]


def test_one_answer_that_dominates_greys_kappa() -> None:
    """19 of 20 alike and nearly all ja: kappa is 0 although they agree on all but one; AC1 is near 1."""
    (found,) = two_readers(settle(read_twice("j" * 20, "j" * 19 + "n")), RULES, statistics(), LIMITS)
    assert found.tall.dominert and found.tall.kappa == pytest.approx(0)
    assert found.tall.ac1 is not None and found.tall.ac1 > 0.9 and not found.skriv_om


@pytest.mark.parametrize(
    ("tall", "anew"),
    [
        (Enighetstall(n=4, like=0, ac1=-1.0), False),
        (Enighetstall(n=5, like=3, ac1=0.9), True),
        (Enighetstall(n=5, like=4, ac1=0.60), False),
        (Enighetstall(n=5, like=4, ac1=0.599), True),
        (Enighetstall(n=100, like=80, ac1=0.7), False),
        (Enighetstall(n=100, like=79, ac1=0.7), True),
        (Enighetstall(n=5, like=5, ac1=None), False),
    ],
)
def test_both_sides_of_each_limit(tall: Enighetstall, anew: bool) -> None:
    assert should_be_rewritten(tall, LIMITS) is anew


def test_the_limits_are_the_files() -> None:
    assert should_be_rewritten(Enighetstall(n=4, like=0), replace(LIMITS, minst_par=4))
