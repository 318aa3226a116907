"""Supervisions: what the schema cannot see, in the file and against the rules and acts it names."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.files import repeated, unknown
from bvaudit.loading.content.rule_followup import goal_problems
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.kodeverk import OURS, Kodeverk
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

    known = [one.id for _, one in places]
    for number, step in enumerate(tilsyn.skritt):
        for j, funn in enumerate(step.funn):
            if funn not in known:
                said = text("tilsynslop.les.funn", funn=funn)
                yield unknown(document, ("skritt", number, "funn", j), "ukjent-funn", said, funn, known)
        if step.frist is not None and step.frist < step.dag:
            tekst, hint = text("tilsynslop.les.frist_for"), text("innhold.tilsyn.dato_for_hint")
            yield document.problem(("skritt", number, "frist"), "dato-rekkefolge", tekst, hint)


def faults_against_others(
    tilsyn: Tilsyn, document: Document, kodeverk: Kodeverk | None, checklists: Collection[str]
) -> Iterator[Problem]:
    """Steps the kodeverk does not have for such a course, deadlines for nothing we are to do, and rounds that are not
    checklists. Without the kodeverk no steps are looked at."""
    for number, navn in enumerate(tilsyn.runder):
        if navn not in checklists:
            said = text("loading.plan_names.sjekklisten_finnes_ikke", navn=navn)
            yield unknown(document, ("runder", number), "ukjent-sjekkliste", said, navn, checklists)
    if kodeverk is None:
        return
    steps = {one.kode: one for one in kodeverk.tilsynsskritt if tilsyn.forlop in one.forlop}
    ours = [kode for kode, one in steps.items() if one.av == OURS]
    for number, step in enumerate(tilsyn.skritt):
        at = ("skritt", number)
        for key, known in (("skritt", list(steps)), ("frist_for", ours)):
            kode = getattr(step, key)
            if kode and kode not in known:
                said = text("tilsynslop.les.kode", kode=kode, liste="tilsynsskritt")
                yield unknown(document, (*at, key), "ukjent-kode", said, kode, known)
        if step.frist is not None and not step.frist_for and step.skritt in steps and not steps[step.skritt].krever:
            hint = text("tilsynslop.les.uten_krav_hint")
            yield document.problem((*at, "frist"), "frist-uten-krav", text("tilsynslop.les.uten_krav"), hint)


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
