"""The law printed for a rule is the one its rows were judged by."""

from datetime import date

import pytest

from bvaudit.findings.citing import law_by_version, law_of
from tests.findings.small import GAMMEL, LOVER, NY, PER, to_lover

BEGGE = ("bvl. § 2-1", "bvl. 1992 § 4-2 (til 31.12.2022)")


@pytest.mark.parametrize(
    ("used", "per", "ventet"),
    [
        pytest.param({GAMMEL}, PER, BEGGE[1:], id="bare den gamle"),
        pytest.param({NY}, PER, BEGGE[:1], id="bare den nye"),
        pytest.param({GAMMEL, NY}, PER, BEGGE, id="begge, den nyeste først"),
        pytest.param(set(), PER, BEGGE[:1], id="ingen: den som gjelder på vurderingsdagen"),
        pytest.param(set(), date(2020, 1, 1), BEGGE[1:], id="ingen, på en dag den gamle gjaldt"),
        pytest.param(set(), date(1980, 1, 1), BEGGE, id="ingen gjaldt: alle"),
    ],
)
def test_the_law_is_that_of_the_versions_in_use(used: set[date], per: date, ventet: tuple[str, ...]) -> None:
    assert law_of(to_lover(), frozenset(used), per, LOVER) == ventet


def test_a_row_has_the_law_of_its_own_version() -> None:
    assert law_by_version(to_lover(), LOVER) == {GAMMEL: ("bvl. 1992 § 4-2",), NY: ("bvl. § 2-1",)}
