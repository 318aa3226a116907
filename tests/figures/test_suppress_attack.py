"""The public rows of random editions, attacked with everything printed in them and in earlier ones."""

import random
from collections.abc import Collection, Sequence

import pytest

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.workflows.public_rows import made_public
from tests.figures.attack import Angriper, Celle, Velger, Verden, sought_of, utgave, verden


def attacked(
    v: Verden, utgaver: Sequence[tuple[Sequence[Celle], Sequence[Nokkelrad]]], sagt: Collection[str] = ()
) -> list[tuple[Velger, str]]:
    """Each edition as its true cells and its printed rows. The hidden numbers that can be worked out, without those
    the program has said (``sagt``) that it cannot protect from what was printed before."""
    angriper = Angriper(v)
    sought: dict[str, list[Velger]] = {}
    shown: set[str] = set()
    for celler, rader in utgaver:
        by_celle = {rad.celle: rad for rad in rader}
        true = {celle.rad.celle: celle for celle in celler}
        for rad in rader:
            if "+" in rad.kommune:
                parts = [true[rad.celle._replace(kommune=kommune)] for kommune in rad.kommune.split("+")]
                angriper.reads_row(rad, _any_of([p.teller for p in parts]), _any_of([p.nevner for p in parts]))
            else:
                angriper.reads_row(rad, true[rad.celle].teller, true[rad.celle].nevner)
        for key, celle in true.items():
            told = by_celle.get(key)
            if told is None or told.tilstand is Tilstand.SKJULT:
                sought[str(key)] = sought.get(str(key)) or sought_of(celle.rad, celle, printed=told is not None)
            else:
                shown.add(str(key))
    left = {key: velgere for key, velgere in sought.items() if key not in shown and key not in sagt}
    flat = [(key, velger) for key, velgere in left.items() for velger in velgere]
    return [(flat[n][1], flat[n][0]) for n in angriper.narrow([velger for _, velger in flat], 3)]


def _any_of(velgere: Sequence[Velger | None]) -> Velger | None:  # type: ignore[return]
    known = [velger for velger in velgere if velger is not None]
    return (lambda sak: any(velger(sak) for velger in known)) if known else None


def one_edition(seed: int) -> None:
    rng = random.Random(seed)
    v = verden(rng)
    last = max(sak[2] for sak in v.slag) + 1
    quarters = [(q, q + 1) for q in range(last)]
    first = utgave(rng, v, quarters[:1] if rng.random() < 0.5 else quarters)
    told = made_public([celle.rad for celle in first])
    assert not told.uten_vern
    printed = [(first, told.rader)]
    unprotected: set[str] = set()
    if last > 1 and rng.random() < 0.5:  # a later edition: the year so far, or everything again
        later = utgave(rng, v, [(0, last)] if rng.random() < 0.5 else [*quarters, (0, last)])
        again = made_public([celle.rad for celle in later], tidligere=told.rader)
        printed.append((later, again.rader))
        unprotected = {str(celle) for celle in again.uten_vern}
    left = attacked(v, printed, unprotected)
    assert not left, (seed, [key for _, key in left])


@pytest.mark.parametrize("seed", range(40))
def test_nothing_hidden_can_be_worked_out(seed: int) -> None:
    one_edition(seed)


@pytest.mark.lang
def test_nothing_hidden_can_be_worked_out_of_a_thousand_editions() -> None:
    for seed in range(1000, 2000):
        one_edition(seed)
