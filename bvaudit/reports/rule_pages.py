"""The rules as pages to read: one for each subject, and a list of them all. Pure: records in, Markdown out."""

from collections.abc import Iterable, Mapping, Sequence

from bvaudit.model.kalender import vis
from bvaudit.model.mengdeord import antall
from bvaudit.model.plikt import Plikt
from bvaudit.model.rule import Lov, Rule, Versjon
from bvaudit.model.rule_test import Forventet, RuleTest
from bvaudit.model.sammenligning import Versjonskart
from bvaudit.model.sitering import cite
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.uttrykk import Krav
from bvaudit.reports.wording import oppramsing, tema_name
from bvaudit.texts import text
from bvaudit.vocabulary import manuell

MADE_BY = "Siden er laget av programmet; endre reglene, ikke siden."
KINDS = {
    "A": "regnes av uttrekket",
    "S": "uttrekket gir en indikasjon, og et menneske leser saken",
    "M": "besvares av et menneske",
    "R": "registerets egen kontroll av opplysningene; den sier ikke noe om loven er fulgt",
}
_NO_ROW = "ingen rad"


def kind_of(rule: Rule) -> str:
    """A, S, M or R: how the rule is answered. ``KINDS`` says what they mean."""
    if rule.kontroll is not None:
        return "R"
    if rule.indikasjon:
        return "S"
    return "M" if rule.manuell else "A"


def cited(versjon: Versjon, lover: Mapping[str, Lov]) -> str:
    return "; ".join(cite(h, lover) for h in versjon.hjemmel) or "ingen hjemmel i lov"


def rule_pages(
    rules: Iterable[Rule],
    lover: Mapping[str, Lov],
    plikter: Mapping[str, Plikt],
    tests: Iterable[RuleTest],
    comparable: Versjonskart,
) -> dict[str, str]:
    """File name → page, one for each subject, and ``README.md`` that leads to them. ``comparable`` says what can be
    compared when the law behind a rule was changed."""
    by_tema: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda r: (r.tema, r.id)):
        by_tema.setdefault(rule.tema, []).append(rule)
    examples: dict[str, list[RuleTest]] = {}
    for test in tests:
        examples.setdefault(test.regel, []).append(test)
    pages = {
        f"{tema}.md": "\n".join(
            [
                f"# {tema_name(tema)}\n",
                f"{_how_many(mine)}. {MADE_BY}\n",
                _contents(mine),
                *(_section(rule, lover, plikter, examples.get(rule.id, []), comparable) for rule in mine),
            ]
        )
        for tema, mine in by_tema.items()
    }
    return {"README.md": _front(by_tema), **pages}


def _how_many(rules: Sequence[Rule]) -> str:
    """«153 sjekkpunkter», «79 registerkontroller og 4 utgåtte»."""
    living = [rule for rule in rules if rule.utgatt is None]
    controls = sum(rule.kontroll is not None for rule in living)
    said = [antall(len(living) - controls, "sjekkpunkt", "sjekkpunkter")] if len(living) > controls else []
    said += [antall(controls, "registerkontroll", "registerkontroller")] if controls else []
    said += [antall(len(rules) - len(living), "utgått", "utgåtte")] if len(rules) > len(living) else []
    return oppramsing(said)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table that no text can break out of."""
    lines = [headings, ["---"] * len(headings), *([_cell(text) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _front(by_tema: Mapping[str, Sequence[Rule]]) -> str:
    rows = [(f"[{tema_name(tema)}]({tema}.md)", str(len(mine)), *_by_kind(mine)) for tema, mine in by_tema.items()]
    everything = [rule for mine in by_tema.values() for rule in mine]
    rows.append(("Til sammen", str(len(everything)), *_by_kind(everything)))
    meanings = "\n".join(f"- {kind}: {meaning}" for kind, meaning in KINDS.items())
    sums = _how_many(everything)
    return f"# Reglene\n\n{sums}. {MADE_BY}\n\n{table(('Emne', 'Antall', *KINDS), rows)}\n{meanings}\n"


def _by_kind(rules: Sequence[Rule]) -> tuple[str, ...]:
    kinds = [kind_of(rule) for rule in rules]
    return tuple(str(kinds.count(kind)) for kind in KINDS)


def _contents(rules: Sequence[Rule]) -> str:
    rows = [(f"[{r.id}](#{r.id.lower()})", r.tittel, kind_of(r), _grade(r)[1].split(". ")[0]) for r in rules]
    return table(("Id", "Sjekkpunkt", "Måte", "Grad"), rows)


def _section(
    rule: Rule,
    lover: Mapping[str, Lov],
    plikter: Mapping[str, Plikt],
    tests: Sequence[RuleTest],
    comparable: Versjonskart,
) -> str:
    retired = f" Utgått {vis(rule.utgatt)}; brukes ikke lenger." if rule.utgatt else ""
    parts = [
        f"## {rule.id}\n\n**{rule.tittel}.**{retired}\n",
        f"{rule.sporsmal}\n",
        f"*Hvorfor:* {rule.formal}\n",
        _facts(rule, plikter),
        "### Loven over tid\n",
        "\n".join(_law(rule, versjon, lover, comparable) for versjon in rule.versjoner) + "\n",
        "### Slik telles det\n",
        _counting(rule),
        f"*Ved brudd:* {f'{rule.avvikstittel}. ' if rule.avvikstittel else ''}{rule.avvikstekst}\n",
        *_with_others(rule),
        *_followed(rule),
        f"*Veiledning:* {rule.veiledning}\n",
        *_examples(rule),
        f"*Metode:* {rule.metode}\n",
        f"*Kilde:* {rule.kilde}\n",
    ]
    if tests:
        rows = [(test.navn, vis(test.per), _answers(test.forventet)) for test in tests]
        parts += ["### Eksempler fra testene\n", table(("Tilfelle", "Vurdert", "Svar"), rows)]
    return "\n".join(parts)


def _with_others(rule: Rule) -> list[str]:
    if not rule.omfattes_av:
        return []
    wider = oppramsing([f"[{id_}](#{id_.lower()})" for id_ in rule.omfattes_av], "eller")
    return [f"*Sammen med andre:* Er {wider} brutt i samme sak, føres bruddet der.\n"]


def _followed(rule: Rule) -> list[str]:
    """What the register does with a breach."""
    if rule.rettes is None or rule.effektmal is None:
        return []
    goal = rule.effektmal
    told = [
        text(f"registeret_innhold.samles_per.{rule.samles_per.value}"),
        text(f"registeret_innhold.rettes.{rule.rettes.value}"),
        text(
            "registeret_innhold.effektmal",
            minst=goal.minst,
            av=goal.av,
            utvides_til=goal.utvides_til,
            minst_utvidet=goal.minst_utvidet,
        ),
    ]
    if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK:
        told[-1] = text("registeret_innhold.effektmal_kritisk", av=goal.av)
    return [f"*{text('registeret_innhold.i_registeret')}:* {' '.join(told)}\n"]


def _examples(rule: Rule) -> list[str]:
    """For a point a person answers, from made-up cases."""
    if rule.eksempel is None:
        return []
    return [f"*Et godt svar (oppdiktet):* {rule.eksempel.godt}\n", f"*Et svakt svar:* {rule.eksempel.svakt}\n"]


def _facts(rule: Rule, plikter: Mapping[str, Plikt]) -> str:
    kind = kind_of(rule)
    duties = [f"`{id_}` {plikter[id_].tittel}" if id_ in plikter else f"`{id_}`" for id_ in rule.plikter]
    rows = [
        _grade(rule),
        ("Måte", f"{kind}: {KINDS[kind]}"),
        ("Sikkerhet om loven", f"{rule.sikkerhet.vist}. {rule.sikkerhet_grunn}"),
        ("Plikter", "; ".join(duties) or "ingen i lovoversikten"),
        ("Kontrollert", f"{rule.kontrollert.av}, {vis(rule.kontrollert.dato)}"),
    ]
    return table(("", ""), rows)


def _grade(rule: Rule) -> tuple[str, str]:
    if rule.kontroll is None:
        return ("Alvorlighetsgrad", rule.alvorlighetsgrad.vist)
    return ("Registerets grad", f"{rule.kontroll.vist}. Versjon 5 av formatet: {rule.kontroll.v5}")


def _law(rule: Rule, versjon: Versjon, lover: Mapping[str, Lov], comparable: Versjonskart) -> str:
    til = f"til {vis(versjon.gjelder_til_og_med)}" if versjon.gjelder_til_og_med else "og gjelder fortsatt"
    note = f". {' '.join(versjon.merknad.split())}" if versjon.merknad else ""
    return (
        f"- Fra {vis(versjon.gjelder_fra)} {til}: {cited(versjon, lover)}{note}{_comparable(rule, versjon, comparable)}"
    )


def _comparable(rule: Rule, versjon: Versjon, comparable: Versjonskart) -> str:
    par = comparable.get((rule.id, versjon.gjelder_fra))
    return f"\n  - Tall over tid: {par.forhold.vist}. {' '.join(par.begrunnelse.split())}" if par else ""


def _counting(rule: Rule) -> str:
    """The newest version's ways of counting; an older version's where they are said in other words."""
    newest = rule.versjoner[-1]
    parts = [_variants(newest)]
    parts += [
        f"I versjonen fra {vis(versjon.gjelder_fra)}:\n\n{_variants(versjon)}"
        for versjon in reversed(rule.versjoner[:-1])
        if _variants(versjon) != _variants(newest)
    ]
    return "\n".join(parts)


def _variants(versjon: Versjon) -> str:
    return "".join(
        f"- `{variant.navn}`{' (standard)' if i == 0 else ''}: {variant.forklaring or 'se veiledningen'}"
        f"{_who_answers(variant.krav)}\n"
        for i, variant in enumerate(versjon.varianter)
    )


def _who_answers(krav: Krav) -> str:
    """For a point a person answers: what can be answered, when a reason must be written, and by whom."""
    if not isinstance(krav, manuell.Args):
        return ""
    return (
        f" Svar: {', '.join(krav.svar)}. Begrunnelse må skrives ved {oppramsing(list(krav.begrunnelse_ved), 'eller')}. "
        f"Kan besvares av {oppramsing(list(krav.hvem), 'eller')}."
    )


def _answers(forventet: Sequence[Forventet]) -> str:
    said = [f"{f.objekt + ' ' if f.objekt else ''}{f.variant}: {f.utfall or _NO_ROW}" for f in forventet]
    return "; ".join(dict.fromkeys(said))
