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
            tekst = text(
                "loading.rule_followup.er_men_bare_males", part=part, wanted=wanted, measured=measured, whole=whole
            )
            yield document.problem((*path, part), "effektmal", tekst)
    if goal.utvides_til <= goal.av:
        tekst = text("loading.rule_followup.malingen_utvides_til_men_av_er", utvides_til=goal.utvides_til, av=goal.av)
        hint = text("loading.rule_followup.skriv_et_tall_som_er_hoyere")
        yield document.problem((*path, "utvides_til"), "effektmal", tekst, hint)


def grade_problems(rule: Rule, document: Document) -> Iterator[Problem]:
    """«Kritisk» is kept for a broken duty to protect a child; a measure nobody but us has set never shows one."""
    if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK and rule.malestokk is not Malestokk.LOV and not rule.kontroll:
        tekst = text("loading.rule_followup.malet_er_og_da_kan_bruddet", vist=rule.malestokk.vist)
        hint = text("loading.rule_followup.velg_hoy_eller_lavere_eller_skriv")
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
            yield document.problem(
                path, _KODE, text("loading.rule_followup.en_regel_kan_ikke_omfattes_av"), "ta bort linjen"
            )
        elif rules[wider].omfattes_av:
            others = " eller ".join(f"«{each}»" for each in rules[wider].omfattes_av)
            yield document.problem(
                path,
                _KODE,
                text("loading.rule_followup.omfattes_selv_av_en_annen_regel", wider=wider),
                text("loading.rule_followup.pek_pa", others=others),
            )
        elif rules[wider].manuell or rules[wider].kontroll is not None or rule.manuell:
            tekst = text("loading.rule_followup.og_ma_begge_vaere_regler_som", wider=wider, id=rule.id)
            yield document.problem(path, _KODE, tekst, "ta bort linjen")
