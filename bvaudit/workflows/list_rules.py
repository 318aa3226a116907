"""The rules in a list, chosen by subject, by law, by day or by how sure we are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Hjemmel, Lov, Rule, Versjon
from bvaudit.model.sitering import cite
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.rule_pages import KINDS, cited, kind_of
from bvaudit.texts import counted, text
from bvaudit.workflows.content import content_or_stop, find_rule

KONTROLLER = "ssb"  # the subject of the register's own controls


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """Which rules to list; everything given must hold. ``hjemmel`` is as people type it: «2-1», «bvl. § 2-1»."""

    tema: str = ""
    hjemmel: str = ""
    per: date | None = None
    usikre: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleList:
    """The chosen rules with the version of each that is shown, sorted by subject and id. ``utelatt`` of the register's
    own controls would fit too, and come only when they are asked for."""

    valgt: tuple[tuple[Rule, Versjon], ...]
    utelatt: int
    lover: Mapping[str, Lov]

    @property
    def linjer(self) -> tuple[str, ...]:
        """One line for each rule, then what the letters mean."""
        more = (counted("regelliste.i_tillegg", self.utelatt, tema=KONTROLLER),) if self.utelatt else ()
        if not self.valgt:
            return (text("regelliste.ingen"), *more)
        width = max(len(rule.id) for rule, _ in self.valgt)
        lines = [_line(rule, versjon, self.lover, width) for rule, versjon in self.valgt]
        seen = {kind_of(rule) for rule, _ in self.valgt}
        kinds = "; ".join(f"{kind} {meaning}" for kind, meaning in KINDS.items() if kind in seen)
        return (*lines, "", counted("regelliste.antall", len(self.valgt), slag=kinds), *more)

    @property
    def as_json(self) -> list[dict[str, Any]]:
        return [
            {
                "regel": rule.id,
                "slag": kind_of(rule),
                "tema": rule.tema,
                "alvorlighetsgrad": rule.alvorlighetsgrad.value,
                "tittel": rule.tittel,
                "avvikstittel": rule.brudd,
                "hjemmel": [cite(hjemmel, self.lover) for hjemmel in versjon.hjemmel],
                "gjelder_fra": versjon.gjelder_fra.isoformat(),
                "sikkerhet": rule.sikkerhet.value,
                "utgatt": rule.utgatt.isoformat() if rule.utgatt else None,
            }
            for rule, versjon in self.valgt
        ]


def list_rules(choice: RuleChoice, *, regler: tuple[Path, ...]) -> RuleList:
    """The choice among the shipped rules and the municipality's own."""
    content = content_or_stop(regler)
    return choose(choice, content.regler.values(), content.lover)


def choose(choice: RuleChoice, rules: Iterable[Rule], lover: Mapping[str, Lov]) -> RuleList:
    """With ``per`` only rules in force that day, with that day's law; else every rule, with its newest law.
    An unknown subject is a UsageError."""
    in_order = sorted(rules, key=lambda rule: (rule.tema, rule.id))
    _known_tema(choice.tema, [rule.tema for rule in in_order])
    fitting = [(rule, versjon) for rule in in_order if (versjon := _fits(rule, choice, lover)) is not None]
    left_out = sum(rule.kontroll is not None and rule.utgatt is None for rule, _ in fitting) if not choice.tema else 0
    return RuleList(
        valgt=tuple((rule, versjon) for rule, versjon in fitting if choice.tema or rule.kontroll is None),
        utelatt=left_out,
        lover=lover,
    )


def wording_of(regel: str, *, regler: tuple[Path, ...]) -> str:
    """The print of the rule's wording as it is now, to be written under ``kontrollert`` by the one who approves it."""
    return wording_print(find_rule(regel, content_or_stop(regler)))


def _known_tema(tema: str, temaer: list[str]) -> None:
    if tema and tema not in temaer:
        known = ", ".join(sorted(set(temaer)))
        raise UsageError(text("regelliste.ukjent_tema", tema=tema), hint=text("regelliste.velg_tema", temaer=known))


def _fits(rule: Rule, choice: RuleChoice, lover: Mapping[str, Lov]) -> Versjon | None:
    """The version to show, or None when the rule is not chosen."""
    if (choice.tema and rule.tema != choice.tema) or (choice.usikre and rule.sikkerhet is Sikkerhet.HOY):
        return None
    per = choice.per
    if per is None:
        versions = list(reversed(rule.versjoner))
    else:
        versions = [v for v in rule.versjoner if v.in_force(per)] if rule.utgatt is None or per < rule.utgatt else []
    return next((v for v in versions if _rests_on(v, choice.hjemmel, lover)), None)


def _rests_on(versjon: Versjon, typed: str, lover: Mapping[str, Lov]) -> bool:
    words = _words(typed.replace("§", " "))
    return not words or any(_is_meant(words, h, lover) for h in versjon.hjemmel)


def _is_meant(words: list[str], hjemmel: Hjemmel, lover: Mapping[str, Lov]) -> bool:
    """What does not name the act is the whole paragraph: «2-1» is not «12-1», and «11» is not «11 a»."""
    kort = lover[hjemmel.lov].kort if hjemmel.lov in lover else ""
    act = {*_words(kort), *_words(hjemmel.lov)}
    rest = [word for word in words if word not in act]
    return not rest or rest == _words(hjemmel.paragraf)


def _words(text: str) -> list[str]:
    return [word.rstrip(".") for word in text.casefold().split()]


def _line(rule: Rule, versjon: Versjon, lover: Mapping[str, Lov], width: int) -> str:
    retired = text("regelliste.utgatt", dag=vis(rule.utgatt)) if rule.utgatt else ""
    sure = rule.sikkerhet is Sikkerhet.HOY
    unsure = "" if sure else text("regelliste.sikkerhet", sikkerhet=rule.sikkerhet.vist)
    law = cited(versjon, lover)
    return (
        f"{rule.id:<{width}}  {kind_of(rule)}  {rule.alvorlighetsgrad.vist:<7}  {rule.tittel} – {law}{unsure}{retired}"
    )
