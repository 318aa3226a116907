"""The wording gate: every threshold on both sides, and sentences that stand for any rule."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from bvaudit.model.anslag import Anslag, Metode
from bvaudit.model.lest import Grad, LestPunkt
from bvaudit.model.ordbruk import Ordbruk, Ordniva
from bvaudit.review.points import points
from bvaudit.review.wording import bounds, level, reaches, worded
from bvaudit.workflows.audit_results import statistics
from bvaudit.workflows.content import content_or_stop
from tests.review.by_hand import OST, basis, ordbruk, places, punkt, row

DRAWN = Anslag(andel=0.4, nedre=0.25, ovre=0.7, metode=Metode.HYPERGEOMETRISK)


def lest(**mer: Any) -> LestPunkt:
    base: dict[str, Any] = {
        "regel": punkt(),
        "enhet": OST,
        "svar": {},
        "ikke_lest": 0,
        "n": 10,
        "saker": 10,
        "nei": 4,
        "ramme": 100,
        "andel": DRAWN,
        "grad": Grad.SYSTEMSVIKT,
    }
    return LestPunkt(**{**base, **mer})


def drawn(nedre: float) -> Anslag:
    return replace(DRAWN, nedre=nedre)


# What is read → the level, on both sides of each threshold of the shipped file.
GATE = [
    ("sikrer-ikke", {"n": 8, "nei": 6, "andel": drawn(0.25)}),
    ("tyder-pa", {"n": 7, "nei": 6, "andel": drawn(0.25)}),
    ("tyder-pa", {"n": 10, "nei": 6, "andel": drawn(0.2499)}),
    ("tyder-pa", {"n": 5, "nei": 3, "andel": drawn(0.05)}),
    ("flere", {"n": 4, "nei": 3, "andel": drawn(0.05)}),
    ("flere", {"n": 5, "nei": 3, "andel": drawn(0.0499)}),
    ("flere-ikke-trukket", {"n": 10, "nei": 6, "andel": None}),
    ("flere-ikke-trukket", {"n": 10, "nei": 6, "andel": Anslag(andel=0.6, grunn="for_faa_saker")}),
    ("funnet", {"n": 10, "nei": 2, "grad": Grad.ENKELTHENDELSE}),
    ("funnet", {"n": 10, "nei": 1, "grad": Grad.ENKELTHENDELSE, "andel": None}),
    ("flere", {"n": 10, "nei": 2, "malrettede": 1, "malrettede_nei": 1, "andel": drawn(0.02)}),
    ("ingen", {"nei": 0, "grad": None, "hoyst": 0.26}),
    ("ingen-ikke-trukket", {"nei": 0, "grad": None, "andel": None}),
    ("ingen-alle-lest", {"nei": 0, "grad": None, "alle_lest": True}),
    ("sikrer-ikke-alle-lest", {"n": 12, "nei": 3, "alle_lest": True}),
    ("ikke-lest", {"n": 0, "nei": 0, "grad": None, "andel": None}),
    ("pekt-ut", {"n": 0, "nei": 0, "andel": None, "malrettede": 2, "malrettede_nei": 1, "grad": Grad.ENKELTHENDELSE}),
    ("ikke-lest", {"n": 0, "nei": 0, "andel": None, "malrettede": 2, "grad": None}),
]


@pytest.mark.parametrize(("wanted", "facts"), GATE, ids=[f"{n}-{w}" for n, (w, _) in enumerate(GATE)])
def test_the_gate(wanted: str, facts: dict[str, Any]) -> None:
    found = worded(lest(**facts), ordbruk())
    assert found.nivaa == wanted
    assert found.setning and not re.search(r"[{}]|None|\(\)", found.setning), found.setning


def test_all_read_and_under_a_quarter_is_not_that_it_is_not_secured() -> None:
    full = Anslag(andel=3 / 13, nedre=3 / 13, ovre=3 / 13, metode=Metode.FULL)
    assert worded(lest(n=13, nei=3, alle_lest=True, andel=full), ordbruk()).nivaa == "tyder-pa"
    assert worded(lest(n=12, nei=3, alle_lest=True, andel=replace(full, andel=0.25)), ordbruk()).nivaa == (
        "sikrer-ikke-alle-lest"
    )


@pytest.mark.parametrize(
    ("letters", "nivaa", "begins"),
    [
        ("nnjjjjjjjj", "funnet", "Funnet i 2 av 10 leste saker."),
        ("nnnnjjjjjj", "tyder-pa", "Funnet i 4 av 10 leste saker (mellom 14 og 72 % av alle). Det tyder på at"),
        ("nnnnnnnjjj", "sikrer-ikke", "Tjenesten sikrer ikke dette: Melding er gjennomgått innen én uke. Funnet i 7"),
        ("jjjjjjjjjj", "ingen", "Ikke funnet i 10 leste saker. Det kan likevel gjelde opptil 24 % av alle."),
        ("n", "funnet", "Funnet i 1 av 1 lest sak."),
    ],
)
def test_from_the_answers_to_the_sentence(letters: str, nivaa: str, begins: str) -> None:
    (found,) = points(basis(row(letters), places(len(letters))), statistics())
    assert found.nivaa == nivaa
    assert found.setning.startswith(begins), found.setning


def test_each_threshold_of_each_level_matters() -> None:
    """A level with one threshold taken away lets something through that the level itself does not: none is idle."""
    for niva in ordbruk().nivaer:
        for one in (f.name for f in fields(Ordniva) if f.name not in ("id", "setning")):
            plain = next(f.default for f in fields(Ordniva) if f.name == one)
            if getattr(niva, one) == plain or (one == "trukket" and niva.nedre_grense):
                continue  # without a draw there is no lower bound: it is said for the reader
            looser = replace(niva, **{one: plain})
            tried = [lest(**facts) for facts in _grid()]
            assert any(reaches(p, looser) and not reaches(p, niva) for p in tried), (niva.id, one)


def _grid() -> list[dict[str, Any]]:
    found = []
    for n, nei in ((0, 0), (1, 0), (1, 1), (4, 3), (5, 2), (10, 0), (10, 2), (10, 3), (10, 4), (20, 3), (30, 3)):
        for nedre in (0.01, 0.06, 0.3, None):
            for alle in (False, True):
                for malrettet in (0, 3):
                    for objekt in ("sak", "enhet"):
                        for delvis, grad in (
                            (0, None),
                            (1, Grad.SYSTEMSVIKT),
                            (0, Grad.SYSTEMSVIKT),
                            (0, Grad.ENKELTHENDELSE),
                        ):
                            found.append(
                                {
                                    "n": n,
                                    "nei": nei,
                                    "andel": Anslag(andel=0.3, nedre=nedre, ovre=None if nedre is None else 0.9),
                                    "alle_lest": alle,
                                    "malrettede": malrettet,
                                    "malrettede_nei": malrettet,
                                    "grad": grad,
                                    "regel": punkt(objekt=objekt),
                                    "delvis": delvis,
                                }
                            )
    return found


def test_every_level_can_be_reached() -> None:
    reached = {level(lest(**facts), ordbruk()).id for facts in _grid()}
    reached |= {wanted for wanted, _ in GATE}
    assert reached >= {niva.id for niva in ordbruk().nivaer}


def test_a_sentence_stands_for_every_rule() -> None:
    """What the rule brings stands after a colon and as it is written; a full stop is never doubled."""
    facts = [facts for _, facts in GATE]
    for regel in content_or_stop().regler.values():
        for one in facts:
            said = worded(lest(**{**one, "regel": regel}), ordbruk()).setning
            assert ".." not in said and "  " not in said, said
            assert said[0].isupper() and said.endswith("."), said


def test_bounds_are_told_outwards() -> None:
    assert bounds(Anslag(andel=0.4, nedre=0.1216, ovre=0.7376, metode=Metode.BINOMISK)) == "mellom 12 og 74 % av alle"
    assert bounds(Anslag(andel=0.4, nedre=0.12, ovre=0.73, metode=Metode.BINOMISK)) == "mellom 12 og 73 % av alle"
    assert bounds(Anslag(andel=0.4)) == ""


@pytest.mark.parametrize(
    ("funn", "grad"), [(0, None), (1, "enkelthendelse"), (2, "enkelthendelse"), (3, "systemsvikt")]
)
def test_the_grade_is_by_number_and_not_by_share(funn: int, grad: str | None) -> None:
    assert ordbruk().grad(funn) == grad


def test_an_own_gate_decides() -> None:
    stricter: Ordbruk = replace(ordbruk(), systemsvikt_fra=5)
    assert stricter.grad(4) is Grad.ENKELTHENDELSE
