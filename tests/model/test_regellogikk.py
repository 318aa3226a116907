"""The print of a rule's logic: kept by every change of words, another after every change that can change an outcome."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bvaudit.model.regellogikk import logic_print
from bvaudit.model.rule import Eksempel, Hjemmel, Rettes, Rule, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk, Sikkerhet
from bvaudit.model.varighet import Varighet
from bvaudit.workflows.content import content_or_stop


@cache
def every() -> dict[str, Rule]:
    return {id: rule for id, rule in content_or_stop().regler.items() if rule.kontroll is None}


def mel() -> Rule:
    return every()["MEL-01"]


WORDS: dict[str, Any] = {
    "tittel": "En ny tittel",
    "avvikstittel": "Et nytt brudd",
    "sporsmal": "Et nytt spørsmål?",
    "formal": "Et nytt formål",
    "avvikstekst": "Ny tekst",
    "veiledning": "Ny veiledning",
    "metode": "Ny metode",
    "kilde": "Ny kilde",
    "sikkerhet": Sikkerhet.LAV,
    "sikkerhet_grunn": "Ny grunn",
    "alvorlighetsgrad": Alvorlighetsgrad.LAV,
    "plikter": ("en-plikt",),
    "eksempel": Eksempel(godt="godt", svakt="svakt"),
    "omfattes_av": ("UND-03",),
    "egen_malestokk": Malestokk.EGET,
    "rettes": Rettes.NEI,
    "samles_per": SamlesPer.SAK,
    "effektmal": None,
    "frist": None,
    "fil": "et/annet/sted.yaml",
    "tema": "annet",
}


@pytest.mark.parametrize("felt", sorted(WORDS))
def test_words_and_follow_up_keep_it(felt: str) -> None:
    assert logic_print(replace(mel(), **{felt: WORDS[felt]})) == logic_print(mel())


def _version(**changes: Any) -> Rule:
    *before, last = mel().versjoner
    return replace(mel(), versjoner=(*before, replace(last, **changes)))


def _variant(**changes: Any) -> Rule:
    first, *rest = mel().versjoner[-1].varianter
    return _version(varianter=(replace(first, **changes), *rest))


def _krav(**changes: Any) -> Rule:
    return _variant(krav=replace(mel().versjoner[-1].varianter[0].krav, **changes))  # type: ignore[type-var]


def test_the_legal_basis_and_explanations_keep_it() -> None:
    same = [
        _version(hjemmel=(Hjemmel(lov="bvl", paragraf="9-9"),)),
        _version(merknad="Ny merknad"),
        _variant(forklaring="En ny forklaring"),
    ]
    assert {logic_print(one) for one in same} == {logic_print(mel())}


LOGIC = {
    "objekt": lambda: replace(mel(), gjelder=replace(mel().gjelder, objekt="undersokelse")),
    "der": lambda: replace(mel(), gjelder=replace(mel().gjelder, der=every()["HJE-01"].gjelder.der)),
    "telles_etter": lambda: replace(mel(), telles_etter=("frist_dato",)),
    "tilstand": lambda: replace(mel(), telles_etter=()),
    "indikasjon": lambda: replace(mel(), indikasjon=not mel().indikasjon),
    "versjon borte": lambda: replace(mel(), versjoner=mel().versjoner[-1:]),
    "fra": lambda: _version(gjelder_fra=date(2023, 1, 2)),
    "til": lambda: _version(gjelder_til_og_med=date(2030, 1, 1)),
    "velges etter": lambda: _version(velges_etter=()),
    "variant borte": lambda: _version(varianter=mel().versjoner[-1].varianter[:1]),
    "annen standard": lambda: _version(varianter=tuple(reversed(mel().versjoner[-1].varianter))),
    "navn": lambda: _variant(navn="annet"),
    "lengde": lambda: _krav(lengde=Varighet(antall=8, enhet="D")),
    "annet krav": lambda: _variant(krav=every()["UND-03"].versjoner[-1].varianter[0].krav),
}


@pytest.mark.parametrize("what", sorted(LOGIC))
def test_everything_that_can_change_an_outcome_changes_it(what: str) -> None:
    assert logic_print(LOGIC[what]()) != logic_print(mel())


def test_no_two_shipped_rules_are_judged_alike_by_chance() -> None:
    prints = [logic_print(rule) for rule in every().values() if not rule.manuell]
    assert len(set(prints)) > 0.95 * len(prints)
    assert all(len(one) == 16 for one in prints)


def test_it_is_the_same_every_time() -> None:
    assert [logic_print(rule) for rule in every().values()] == [logic_print(rule) for rule in every().values()]
