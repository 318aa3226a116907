"""What can be wrong with what a rule says about a breach after it is found."""

from collections.abc import Iterator, Mapping

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown_rule
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk
from bvaudit.texts import text

_KEY, _KODE = "omfattes_av", "omfattes-av"


def follow_up_problems(rule: Rule, document: Document) -> Iterator[Problem]:
    """What the schema cannot see in one file."""
    if rule.effektmal is not None:
        yield from goal_problems(rule.effektmal, document, ("effektmal",))
    if rule.frist is not None and (rule.manuell or rule.kontroll is not None):
        yield document.problem(("frist",), "frist-uten-uttrekk", text("frister.ikke_av_uttrekket"))


def goal_problems(goal: Effektmal, document: Document, path: KeyPath) -> Iterator[Problem]:
    """A goal that more must reach than are measured, and an extension that extends nothing."""
    for part, whole in (("minst", "av"), ("minst_utvidet", "utvides_til")):
        wanted, measured = getattr(goal, part), getattr(goal, whole)
        if wanted > measured:
            tekst = f"«{part}» er {wanted}, men bare {measured} måles («{whole}»)"
            yield document.problem((*path, part), "effektmal", tekst)
    if goal.utvides_til <= goal.av:
        tekst = f"målingen utvides til {goal.utvides_til}, men «av» er {goal.av} fra før"
        hint = "skriv et tall som er høyere enn «av»"
        yield document.problem((*path, "utvides_til"), "effektmal", tekst, hint)


def grade_problems(rule: Rule, document: Document) -> Iterator[Problem]:
    """«Kritisk» is kept for a broken duty to protect a child; a measure nobody but us has set never shows one."""
    if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK and rule.malestokk is not Malestokk.LOV and not rule.kontroll:
        tekst = f"målet er {rule.malestokk.vist}, og da kan bruddet ikke være kritisk"
        hint = "velg hoy eller lavere, eller skriv «malestokk: lov» når målet står i loven"
        yield document.problem(("alvorlighetsgrad",), "kritisk-uten-lovkrav", tekst, hint)


def nesting_problems(rules: Mapping[str, Rule], documents: Mapping[str, Document]) -> list[Problem]:
    """Every rule that ``omfattes_av`` of the rules in ``documents`` points at must be there, and be one that stands by
    itself: two steps would hide whose line a breach is."""
    return [problem for id_, document in documents.items() for problem in _pointers(rules[id_], rules, document)]


def _pointers(rule: Rule, rules: Mapping[str, Rule], document: Document) -> Iterator[Problem]:
    for number, wider in enumerate(rule.omfattes_av):
        path = (_KEY, number)
        if wider not in rules:
            yield unknown_rule(document, path, wider, rules)
        elif wider == rule.id:
            yield document.problem(path, _KODE, "en regel kan ikke omfattes av seg selv", "ta bort linjen")
        elif rules[wider].omfattes_av:
            others = " eller ".join(f"«{each}»" for each in rules[wider].omfattes_av)
            yield document.problem(path, _KODE, f"«{wider}» omfattes selv av en annen regel", f"pek på {others}")
        elif rules[wider].manuell or rules[wider].kontroll is not None or rule.manuell:
            tekst = f"«{wider}» og «{rule.id}» må begge være regler som regnes av uttrekket"
            yield document.problem(path, _KODE, tekst, "ta bort linjen")
