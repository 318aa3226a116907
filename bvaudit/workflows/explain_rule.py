"""What a rule says, and the query that gives its figures."""

from datetime import date
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.rule import Rule
from bvaudit.model.sitering import cite
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.rule_explained import LawAtATime, RuleExplained, WayTold
from bvaudit.texts import text
from bvaudit.workflows.content import content_or_stop, find_rule


def explain_rule(regel: str, *, per: date | None, now: date, regler: tuple[Path, ...]) -> RuleExplained:
    """The rule with the law in force on ``per`` (else today) marked; the way that counts is the newest version's
    first."""
    content = content_or_stop(regler)
    rule = find_rule(regel, content)
    day = per or now
    law = (
        LawAtATime(
            fra=versjon.gjelder_fra,
            til=versjon.gjelder_til_og_med,
            hjemmel=tuple(cite(hjemmel, content.lover) for hjemmel in versjon.hjemmel),
            merknad=versjon.merknad,
            gjelder=versjon.in_force(day),
        )
        for versjon in rule.versjoner
    )
    ways = (
        WayTold(navn=variant.navn, forklaring=variant.forklaring, teller=number == 0)
        for number, variant in enumerate(rule.versjoner[-1].varianter)
    )
    return RuleExplained(
        regel=rule.id,
        tittel=rule.tittel,
        brudd=rule.brudd,
        sporsmal=rule.sporsmal,
        formal=rule.formal,
        alvorlighetsgrad=rule.alvorlighetsgrad.vist,
        sikkerhet=rule.sikkerhet.vist,
        sikker=rule.sikkerhet is Sikkerhet.HOY,
        sikkerhet_grunn=rule.sikkerhet_grunn,
        kontroll=rule.kontroll.vist if rule.kontroll is not None else "",
        indikasjon=rule.indikasjon,
        per=day,
        lov=tuple(law),
        mater=tuple(ways),
        veiledning=rule.veiledning,
        metode=rule.metode,
        kilde=rule.kilde,
        fil=rule.fil,
    )


def explain_sql(regel: str, *, per: date | None, now: date, regler: tuple[Path, ...]) -> str:
    """The query that gives the rule's figures, ready to be run again."""
    from bvaudit.engine.compile import compile_rule
    from bvaudit.engine.dialects import DUCKDB

    content = content_or_stop(regler)
    rule = machine_rule(find_rule(regel, content))
    return compile_rule(rule, DUCKDB, per=per or now, koder=content.koder, periode=None).sql


def machine_rule(rule: Rule) -> Rule:
    """The rule, or a UsageError when a person must answer it."""
    if rule.manuell:
        raise UsageError(text("forklaring.regel.manuell", regel=rule.id))
    return rule
