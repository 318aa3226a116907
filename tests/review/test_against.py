"""The extract against the folder: named rows, the golden case, and every object in one of four places."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model.anslag import Metode
from bvaudit.model.lesesvar import Lesesvar, Lesing
from bvaudit.model.lest import MotMappe
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk
from bvaudit.review.against import against_folder
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import DELVIS, IKKE, JA, NEI, OST, basis, places, punkt, sak, svar

STAT = statistics()
OK, BRUDD, UAVKLART = Utfall.OPPFYLT, Utfall.IKKE_OPPFYLT, Utfall.UAVKLART


def against(rows: list[Lesesvar], n: int, **mer: object) -> MotMappe:
    (found,) = against_folder(basis(rows, places(n), **mer), STAT)  # type: ignore[arg-type]
    return found


def test_the_golden_case_80_foster_homes() -> None:
    """S1-16: the register has 56 of 80 (70 %), the folders 68 of 80 (85 %): 12 were visited and not registered."""
    met = [svar(sak(at), JA, maskin=OK) for at in range(1, 57)]
    unregistered = [svar(sak(at), JA, maskin=BRUDD, feiltype="registreringsfeil") for at in range(57, 67)]
    counted = [svar(sak(at), JA, maskin=BRUDD, feiltype="tellemate") for at in range(67, 69)]
    missing = [svar(sak(at), NEI, maskin=BRUDD, feiltype="reell") for at in range(69, 78)]
    undocumented = [svar(sak(at), NEI, maskin=BRUDD, feiltype="dokumentasjon") for at in range(78, 81)]
    rows = [*met, *unregistered, *counted, *missing, *undocumented]
    found = against(rows, 80, rammer={OST: {"": 240}})
    assert (found.n, found.oppfylt_register, found.oppfylt_mappe, found.begge) == (80, 56, 68, 56)
    assert found.rettet == {"registreringsfeil": 10, "tellemate": 2}
    assert found.bekreftet == {"dokumentasjon": 3, "reell": 9} and found.oversett == {}
    assert found.feil == {"dokumentasjon": 3, "reell": 9, "registreringsfeil": 10, "tellemate": 2}
    assert found.register is not None and found.mappe is not None
    assert (found.register.andel, found.mappe.andel) == (0.70, 0.85)
    for share, k in ((found.register, 56), (found.mappe, 68)):
        assert share == STAT.share(k, 80, 240)
    assert found.korrigert is None  # nobody has said what the extract holds of the others


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(svar(sak(1), JA, maskin=OK), (1, 1, 1, {}, {}, {}), id="begge oppfylt"),
        pytest.param(
            svar(sak(1), JA, maskin=BRUDD, feiltype="tellemate"),
            (1, 0, 1, {"tellemate": 1}, {}, {}),
            id="uttrekket sa brudd, mappen viser oppfylt",
        ),
        pytest.param(
            svar(sak(1), NEI, maskin=OK, feiltype="registreringsfeil"),
            (1, 1, 0, {}, {"registreringsfeil": 1}, {}),
            id="uttrekket sa oppfylt, mappen viser brudd",
        ),
        pytest.param(
            svar(sak(1), NEI, maskin=BRUDD, feiltype="reell"), (1, 0, 0, {}, {}, {"reell": 1}), id="begge brudd"
        ),
        pytest.param(svar(sak(1), NEI, maskin=BRUDD), (1, 0, 0, {}, {}, {"": 1}), id="uten feiltype"),
        pytest.param(svar(sak(1), DELVIS, maskin=OK), (1, 1, 0, {}, {"": 1}, {}), id="delvis er ikke oppfylt"),
    ],
)
def test_each_way_the_two_can_stand(row: Lesesvar, told: tuple[object, ...]) -> None:
    found = against([row], 1)
    n, register, mappe, *kinds = told
    assert (found.n, found.oppfylt_register, found.oppfylt_mappe) == (n, register, mappe)
    assert [found.rettet, found.oversett, found.bekreftet] == kinds


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(svar(sak(1), JA), id="ingen maskin"),
        pytest.param(svar(sak(1), JA, maskin=UAVKLART), id="maskinen kunne ikke avgjøre"),
        pytest.param(svar(sak(1), IKKE, maskin=BRUDD), id="leseren sier ikke aktuelt"),
        pytest.param(svar(sak(2), JA, maskin=BRUDD), id="saken er ikke på noen plass"),
    ],
)
def test_what_only_one_could_decide_is_not_held_against(row: Lesesvar) -> None:
    assert against_folder(basis([row], places(1)), STAT) == ()


def test_a_blind_second_reading_that_counts_still_stands_against_what_the_machine_said_to_the_first() -> None:
    rows = [
        svar(sak(1), JA, maskin=BRUDD, feiltype="registreringsfeil"),
        svar(sak(1), JA, lesing=Lesing.ANDRE, leser="l2"),
        svar(sak(1), JA, lesing=Lesing.ENIGHET, leser="leder"),
    ]
    assert against(rows, 1).rettet == {"registreringsfeil": 1}


def test_targeted_cases_are_counted_apart() -> None:
    rows = [svar(sak(1), JA, maskin=OK), svar(sak(2), JA, maskin=BRUDD)]
    plasser = [*places(1), *places(1, first=2, bruk=Bruk.MALRETTET)]
    (found,) = against_folder(basis(rows, plasser), STAT)
    assert (found.n, found.malrettede, found.oppfylt_register) == (1, 1, 1)


def test_the_registers_own_figure_is_corrected_by_what_was_read() -> None:
    """240 judged, 168 met. Of 56 met all were, of 24 breaches 12 were met after all: 168 + 72 · 12/24 = 204 of 240."""
    rows = [svar(sak(at), JA, maskin=OK) for at in range(1, 57)]
    rows += [svar(sak(at), JA if at < 69 else NEI, maskin=BRUDD) for at in range(57, 81)]
    alle = {("MEL-09", OST): (168, 240)}
    found = against(rows, 80, rammer={OST: {"": 240}}, register_alle=alle)
    assert found.korrigert is not None and found.korrigert.andel == pytest.approx(204 / 240)
    assert found.korrigert.metode is Metode.VEKTET
    assert found.korrigert.nedre is not None and found.mappe is not None and found.mappe.nedre is not None
    # What is known of the others makes the bounds narrower than the read cases alone.
    assert found.korrigert.nedre > found.mappe.nedre


def test_a_draw_that_says_nothing_of_all_corrects_nothing() -> None:
    rows = [svar(sak(at), JA, maskin=BRUDD) for at in range(1, 11)]
    alle = {("MEL-09", OST): (60, 100)}
    found = against(rows, 10, register_alle=alle, uten_vekt="kvotene går på tvers")
    assert (found.register, found.mappe, found.korrigert) == (None, None, None)
    assert found.uten_andel == "kvotene går på tvers" and found.rettet == {"": 10}


def test_strata_drawn_unequally_are_weighed_by_their_size() -> None:
    """Five of ten and five of ninety: in the small one all are met, in the large one none is, in the folders."""
    plasser = [*places(5, stratum="a"), *places(5, first=6, stratum="b")]
    rows = [svar(sak(at), JA if at < 6 else NEI, maskin=BRUDD) for at in range(1, 11)]
    alle = {("MEL-09", OST): (0, 100)}
    (found,) = against_folder(basis(rows, plasser, rammer={OST: {"a": 10, "b": 90}}, register_alle=alle), STAT)
    assert found.mappe is not None and found.mappe.andel == pytest.approx(0.1)
    assert found.register is not None and found.register.andel == 0 and found.korrigert is None
    (unread,) = against_folder(basis(rows[:5], plasser, rammer={OST: {"a": 10, "b": 90}}), STAT)
    assert unread.mappe is None and "«b»" in unread.uten_andel


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([OK, BRUDD, UAVKLART]), st.sampled_from([JA, DELVIS, NEI, IKKE])), max_size=15)
)
def test_every_object_is_in_one_of_four_places(said: list[tuple[Utfall, object]]) -> None:
    rows = [svar(sak(at), answer, maskin=machine) for at, (machine, answer) in enumerate(said, start=1)]  # type: ignore[arg-type]
    found = against_folder(basis(rows, places(len(said)), regler=[punkt()]), STAT)
    both = Counter((m, a is JA) for m, a in said if m is not UAVKLART and a is not IKKE)
    if not both:
        assert found == ()
        return
    (one,) = found
    assert (one.n, one.begge) == (both.total(), both[OK, True])
    assert sum(one.rettet.values()) == both[BRUDD, True] == one.oppfylt_mappe - one.begge
    assert sum(one.oversett.values()) == both[OK, False] == one.oppfylt_register - one.begge
    assert sum(one.bekreftet.values()) == both[BRUDD, False]
    assert sum(one.feil.values()) == one.n - one.begge
