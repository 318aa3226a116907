"""Supervisions: what the schema cannot see, in the file and against the rules and acts it names."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.files import repeated
from bvaudit.loading.content.rule_followup import goal_problems
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.rule import Rule
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.texts import text

_IN_ORDER = ("varsel", "besok", "forelopig_rapport", "endelig_rapport", "planfrist")


def findings(funn: tuple[Tilsynsfunn, ...], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Tilsynsfunn]]:
    """Every finding and where it stands, also those inside others."""
    for number, one in enumerate(funn):
        here = (*path, "funn", number)
        yield here, one
        yield from findings(one.funn, here)


def faults_in_supervision(tilsyn: Tilsyn, document: Document) -> Iterator[Problem]:
    """An id used twice, days in the wrong order, and goals that cannot be met."""
    places = list(findings(tilsyn.funn))
    for number, _ in repeated(one.id for _, one in places):
        path, one = places[number]
        tekst = text("innhold.tilsyn.dobbel_id", id=one.id)
        yield document.problem((*path, "id"), "dobbel-id", tekst, text("innhold.tilsyn.dobbel_id_hint"))
    for path, one in places:
        yield from goal_problems(one.lukkes_nar, document, (*path, "lukkes_nar"))
    known = [navn for navn in _IN_ORDER if getattr(tilsyn.datoer, navn) is not None]
    for early, late in pairwise(known):
        if getattr(tilsyn.datoer, late) < getattr(tilsyn.datoer, early):
            tekst, hint = text("innhold.tilsyn.dato_for", sen=late, tidlig=early), text("innhold.tilsyn.dato_for_hint")
            yield document.problem(("datoer", late), "dato-rekkefolge", tekst, hint, Grad.ADVARSEL)


def used_rules(tilsyn: Tilsyn) -> Iterator[tuple[KeyPath, str]]:
    for path, one in findings(tilsyn.funn):
        for liste in ("regler", "manuelle"):
            for j, regel in enumerate(getattr(one, liste)):
                yield (*path, "males_med", liste, j), regel


def faults_against_rules(tilsyn: Tilsyn, document: Document, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """A rule in the list that is not for its kind. A rule that is not there is told with the other plans'."""
    for path, regel in used_rules(tilsyn):
        rule = rules.get(regel)
        if rule is not None and rule.manuell != (path[-2] == "manuelle"):
            tekst = text(f"innhold.tilsyn.regel_er_{'manuell' if rule.manuell else 'maskinell'}", regel=regel)
            hint = text("innhold.tilsyn.flytt", liste="manuelle" if rule.manuell else "regler")
            yield document.problem(path, "feil-liste", tekst, hint)
