"""Which duties are covered by which sjekkpunkter, and which nobody can check. Pure: records in, Markdown out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bvaudit.model.mengdeord import antall
from bvaudit.model.plikt import Plikt
from bvaudit.model.rule import Rule, Versjon
from bvaudit.model.rule_test import RuleTest
from bvaudit.reports.rule_pages import KINDS, kind_of, table

_ANSWERED = {kind: meaning for kind, meaning in KINDS.items() if kind != "R"}
_MADE_BY = "Siden er laget av programmet; endre reglene og `rules/kodeverk/plikter.yaml`, ikke siden."
_COVERAGE = """\
# Dekning

Hver plikt i lovoversikten, hjemmelen i dag og sjekkpunktene som dekker den. {made_by}

Bokstaven sier hvordan sjekkpunktet besvares: {kinds}. Så står det hvor mange av sjekkpunktets lovversjoner som er
prøvd av en test. Det et menneske besvarer, har ingen slik test.
"""
_NOT_CHECKED = """\
# Det ingen kan kontrollere

Plikter og adganger i lovoversikten som verken uttrekket, en sak eller et dokument kan vise om kommunen har fulgt, med
grunnen. {made_by}
"""


def tested_versions(rule: Rule, tests: Iterable[RuleTest]) -> tuple[Versjon, ...]:
    """The versions a test speaks of: by name, by its judging day for a rule about a state, or as the only one."""
    tests = list(tests)
    said = {f.fakta.get("regelversjon") for test in tests for f in test.forventet}

    def tested(versjon: Versjon) -> bool:
        by_state = not versjon.velges_etter and any(versjon.in_force(test.per) for test in tests)
        return by_state or str(versjon.gjelder_fra) in said or (len(rule.versjoner) == 1 and bool(tests))

    return tuple(versjon for versjon in rule.versjoner if tested(versjon))


def coverage_page(plikter: Mapping[str, Plikt], rules: Iterable[Rule], tests: Iterable[RuleTest]) -> str:
    """``docs/dekning.md``: first the sums, then a table for each part of the list of duties."""
    rules = list(rules)
    in_use = _in_use(rules)
    by_rule: dict[str, list[RuleTest]] = {}
    for test in tests:
        by_rule.setdefault(test.regel, []).append(test)
    covering = _covering(in_use)
    shown = {rule.id: _shown(rule, by_rule.get(rule.id, [])) for rule in in_use}
    kinds = "; ".join(f"{kind} {meaning}" for kind, meaning in _ANSWERED.items())
    parts = [_COVERAGE.format(made_by=_MADE_BY, kinds=kinds), *_sums(plikter, in_use, covering, by_rule)]
    for avsnitt, mine in _by_part(plikter).items():
        rows = [(f"{p.tittel} (`{p.id}`)", p.hjemmel, _answer(p, covering.get(p.id, []), shown)) for p in mine]
        parts += [f"## {avsnitt}\n", table(("Plikt", "Hjemmel", "Sjekkpunkter"), rows)]
    loose = [rule for rule in in_use if not any(id_ in plikter for id_ in rule.plikter)]
    if loose:
        others = [(shown[rule.id], rule.tittel) for rule in loose]
        parts += [
            "## Sjekkpunkter uten en plikt i lovoversikten\n",
            table(("Sjekkpunkt", "Slik skal det være"), others),
        ]
    controls = [rule for rule in rules if rule.kontroll is not None]
    if controls:
        parts += ["## Registerets egne kontroller\n", *_controls(controls, by_rule)]
    return "\n".join(parts)


def not_checked_page(plikter: Mapping[str, Plikt], rules: Iterable[Rule]) -> str:
    """``docs/ikke-kontrollerbart.md``. A rule may still show a reader something about such a duty; then it is named."""
    covering = _covering(_in_use(rules))
    rows = [
        (f"{p.tittel} (`{p.id}`)", p.hjemmel, f"{p.ikke_kontrollerbar}{_see_also(covering.get(p.id, []))}")
        for p in plikter.values()
        if p.ikke_kontrollerbar
    ]
    return f"{_NOT_CHECKED.format(made_by=_MADE_BY)}\n{table(('Hva', 'Hjemmel', 'Grunn'), rows)}"


def _controls(rules: Sequence[Rule], tests: Mapping[str, Sequence[RuleTest]]) -> Iterator[str]:
    """The controls of the national register (BVR), with BVR's grade and how many rule tests each has."""
    living = [rule for rule in rules if rule.utgatt is None]
    tried = sum(bool(tests.get(rule.id)) for rule in living)
    yield (
        f"{tried} av {antall(len(living), 'kontroll', 'kontroller')} i bruk er prøvd av tester. "
        f"{antall(len(rules) - len(living), 'utgått kontroll', 'utgåtte kontroller')} står igjen, slik at id-ene ikke "
        "brukes om igjen. Valgene bak dem står i [registerkontroller.md](registerkontroller.md).\n"
    )
    rows = [
        (
            f"[{rule.id}](regler/{rule.tema}.md#{rule.id.lower()})",
            rule.tittel,
            rule.kontroll.vist if rule.kontroll else "",
            "utgått" if rule.utgatt else antall(len(tests.get(rule.id, ())), "test", "tester"),
        )
        for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    yield table(("Kontroll", "Slik skal det være", "Registerets grad", "Prøvd"), rows)


def _in_use(rules: Iterable[Rule]) -> list[Rule]:
    """Every sjekkpunkt in use. BVR's own controls are left out: they say how good the data are, not whether a duty is
    met."""
    return sorted((r for r in rules if r.utgatt is None and r.kontroll is None), key=lambda rule: rule.id)


def _covering(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    covering: dict[str, list[Rule]] = {}
    for rule in rules:
        for id_ in rule.plikter:
            covering.setdefault(id_, []).append(rule)
    return covering


def _by_part(plikter: Mapping[str, Plikt]) -> dict[str, list[Plikt]]:
    parts: dict[str, list[Plikt]] = {}
    for plikt in plikter.values():
        parts.setdefault(plikt.avsnitt, []).append(plikt)
    return parts


def _sums(
    plikter: Mapping[str, Plikt],
    rules: Sequence[Rule],
    covering: Mapping[str, Sequence[Rule]],
    tests: Mapping[str, Sequence[RuleTest]],
) -> Iterator[str]:
    reasoned = sum(bool(p.ikke_kontrollerbar) for p in plikter.values())
    covered = sum(not p.ikke_kontrollerbar and p.id in covering for p in plikter.values())
    kinds = [kind_of(rule) for rule in rules]
    machine = [rule for rule in rules if not rule.manuell]
    versions = sum(len(rule.versjoner) for rule in machine)
    tested = sum(len(tested_versions(rule, tests.get(rule.id, []))) for rule in machine)
    yield (
        f"- {covered + reasoned} av {len(plikter)} plikter er gjort rede for: {covered} har minst ett sjekkpunkt, og "
        f"{reasoned} kan ikke kontrolleres ([grunnene](ikke-kontrollerbart.md))"
    )
    yield f"- {antall(len(rules), 'sjekkpunkt', 'sjekkpunkter')}: " + ", ".join(
        f"{kinds.count(kind)} {kind}" for kind in _ANSWERED
    )
    yield f"- {tested} av {versions} lovversjoner i sjekkpunktene som regnes av uttrekket, er prøvd av en test\n"


def _shown(rule: Rule, tests: Sequence[RuleTest]) -> str:
    link = f"[{rule.id}](regler/{rule.tema}.md#{rule.id.lower()})"
    if rule.manuell:
        return f"{link} {kind_of(rule)}"
    return f"{link} {kind_of(rule)} {len(tested_versions(rule, tests))} av {len(rule.versjoner)}"


def _answer(plikt: Plikt, rules: Sequence[Rule], shown: Mapping[str, str]) -> str:
    parts = ["kan ikke kontrolleres"] if plikt.ikke_kontrollerbar else []
    parts += [shown[rule.id] for rule in rules]
    return "<br>".join(parts) or "ingen ennå"


def _see_also(rules: Sequence[Rule]) -> str:
    names = ", ".join(f"[{rule.id}](regler/{rule.tema}.md#{rule.id.lower()})" for rule in rules)
    return f" Se likevel {names}." if names else ""
