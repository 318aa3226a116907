"""relasjon: connected to something that lives."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import PER, Rad, Sak, assert_agrees, en_sak, judge_all, kobling, rad, utfall

LENGE = date(2025, 1, 1)
FRA, TIL = {"relasjon": {"fra": "henvendelse"}}, {"relasjon": {"til": "undersokelse"}}


def en_undersokelse(**felter: object) -> Rad:
    return rad("undersokelse", id="u", **{"start_dato": LENGE, **felter})


def en_henvendelse(**felter: object) -> Rad:
    return rad("henvendelse", id="h", **{"start_dato": LENGE, **felter})


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([en_henvendelse(), kobling("h", "u")], Utfall.OPPFYLT, id="koblet"),
        pytest.param([en_henvendelse()], Utfall.IKKE_OPPFYLT, id="i saken, men ikke koblet"),
        pytest.param([en_henvendelse(), kobling("u", "h")], Utfall.IKKE_OPPFYLT, id="koblet den andre veien"),
        pytest.param(
            [en_henvendelse(), kobling("h", "u", er_slettet=True)], Utfall.IKKE_OPPFYLT, id="koblingen er slettet"
        ),
        pytest.param(
            [en_henvendelse(er_slettet=True), kobling("h", "u")], Utfall.IKKE_OPPFYLT, id="det koblede er slettet"
        ),
        pytest.param(
            [en_henvendelse(start_dato=PER + timedelta(1)), kobling("h", "u")],
            Utfall.IKKE_OPPFYLT,
            id="det koblede finnes ikke ennå",
        ),
        pytest.param(
            [en_henvendelse(start_dato=None), kobling("h", "u")], Utfall.OPPFYLT, id="det koblede mangler dato"
        ),
        pytest.param([kobling("h", "u")], Utfall.IKKE_OPPFYLT, id="koblingen peker ut i luften"),
        pytest.param(
            [rad("tiltak", id="t", start_dato=LENGE), kobling("t", "u")], Utfall.IKKE_OPPFYLT, id="koblet til noe annet"
        ),
        pytest.param([en_henvendelse(), kobling("h", "u"), kobling("h", "u")], Utfall.OPPFYLT, id="koblet to ganger"),
    ],
)
def test_from(rader: list[Rad], ventet: Utfall) -> None:
    assert utfall(FRA, en_undersokelse(), *rader, objekt="undersokelse") == ventet


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([en_undersokelse(), kobling("h", "u")], Utfall.OPPFYLT, id="koblet"),
        pytest.param([en_undersokelse(), kobling("u", "h")], Utfall.IKKE_OPPFYLT, id="koblet den andre veien"),
        pytest.param(
            [en_undersokelse(er_slettet=True), kobling("h", "u")], Utfall.IKKE_OPPFYLT, id="det koblede er slettet"
        ),
    ],
)
def test_to(rader: list[Rad], ventet: Utfall) -> None:
    assert utfall(TIL, en_henvendelse(), *rader) == ventet


@pytest.mark.parametrize(
    "args", [pytest.param({}, id="verken fra eller til"), pytest.param({"fra": "tiltak", "til": "tiltak"}, id="begge")]
)
def test_exactly_one_way(args: dict[str, Any]) -> None:
    with pytest.raises(RuleFault, match="«relasjon» må ha enten «fra» eller «til»"):
        judge_all({"relasjon": args}, [])


def test_agrees_with_a_plain_reading() -> None:
    random = Random("relasjon")

    def one() -> Sak:
        ids = ["h", "i", "t"]
        rows = [rad("henvendelse", id=n, start_dato=LENGE, er_slettet=random.random() < 0.3) for n in "hi"]
        links = [
            kobling(random.choice(ids), "u", er_slettet=random.random() < 0.2) for _ in range(random.randint(0, 3))
        ]
        return en_sak(en_undersokelse(), *rows, rad("tiltak", id="t", start_dato=LENGE), *links)

    def read(sak: Sak) -> Utfall:
        living = {r.id for r in sak.rader if r.tabell == "henvendelse" and not r.felt["er_slettet"]}
        links = [r.felt for r in sak.rader if r.tabell == "relasjon" and not r.felt["er_slettet"]]
        return Utfall.OPPFYLT if any(link["fra"] in living for link in links) else Utfall.IKKE_OPPFYLT

    saker = [one() for _ in range(300)]
    assert_agrees(judge_all(FRA, saker, objekt="undersokelse"), saker, read)
