"""Units that lie outside what chance can give, and what breaks a series."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bvaudit.figures.breaks import list_breaks, rule_breaks
from bvaudit.figures.outliers import outliers
from bvaudit.model.anslag import Utenfor
from bvaudit.model.innhold import Innhold
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.sammenligning import version_map
from bvaudit.stats.series import funnel

AR = {"periode_fra": date(2024, 1, 1), "periode_til": date(2024, 12, 31)}


def andel(enhet: str, k: int, n: int) -> Nokkelrad:
    return Nokkelrad(
        tall="t",
        variant="v",
        storrelse="andel",
        enhet=enhet,
        teller=k,
        nevner=n,
        verdi=k / n if n else None,
        tilstand=Tilstand.VERDI if n else Tilstand.INGEN,
        **AR,
    )


def test_one_unit_stands_out() -> None:
    rows = [andel("A", 4, 70), andel("B", 5, 66), andel("C", 3, 72), andel("D", 24, 68), andel("E", 0, 0)]
    (found,) = outliers(rows, funnel)
    assert (found.rad.enhet, found.side) == ("D", Utenfor.OVER)
    assert found.felles == 36 / 276


def test_a_small_unit_does_not_stand_out_by_chance() -> None:
    assert outliers([andel("A", 4, 70), andel("B", 5, 66), andel("C", 2, 5)], funnel) == ()


def test_two_units_are_not_held_against_each_other() -> None:
    assert outliers([andel("A", 0, 70), andel("B", 60, 70)], funnel) == ()


def test_a_hidden_share_is_not_told() -> None:
    rows = [andel("A", 4, 70), andel("B", 5, 66), andel("C", 3, 72), andel("D", 24, 68)]
    assert outliers([*rows[:3], replace(rows[3], tilstand=Tilstand.SKJULT)], funnel) == ()


@given(st.integers(0, 40), st.integers(3, 8))
def test_units_that_are_alike_never_stand_out(k: int, units: int) -> None:
    assert outliers([andel(f"E{i}", k, 40) for i in range(units)], funnel) == ()


def test_versions_of_a_rule_break_its_series(innhold: Innhold) -> None:
    kart = version_map(innhold.planer.sammenligninger)
    found = {(one.tall, one.dag): one.grunn for one in rule_breaks(innhold.regler.values(), kart)}
    assert "Akutt utreiseforbud" in found[("AKU-01", date(2026, 1, 23))]
    assert ("AKU-02", date(2023, 1, 1)) not in found  # the map says they are alike


def test_two_checklists_are_compared_through_their_map(innhold: Innhold) -> None:
    kart = innhold.planer.sammenligninger
    first, second = "egenkontroll-undersokelser-runde-1", "egenkontroll-undersokelser-runde-2"
    assert list_breaks(first, second, kart) == {}
    other = list_breaks(second, "saksgjennomgang-undersokelse", kart)
    assert other is not None
    assert other["UND-07"] == "Er bare med i egenkontrollen"
    assert "UND-06" not in other
    assert list_breaks(first, first, kart) == {}
    assert list_breaks("a", "b", kart) is None
