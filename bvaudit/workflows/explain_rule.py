"""What a rule says, and the query that gives its figures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.rule import Rule
from bvaudit.model.sitering import cite
from bvaudit.model.utfall import Sikkerhet
from bvaudit.workflows.content import content_or_stop, find_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    linjer: tuple[str, ...]


def explain_rule(regel: str, *, per: date | None, now: date, regler: tuple[Path, ...]) -> Explanation:
    """The rule in plain words: question, law over time, ways of counting, certainty."""
    content = content_or_stop(regler)
    rule = find_rule(regel, content)
    day = per or now
    lines = [f"{rule.id}  {rule.tittel}", "", rule.sporsmal, "", f"Hvorfor: {rule.formal}", ""]
    lines.append(f"Alvorlighetsgrad: {rule.alvorlighetsgrad.vist}")
    mark = "" if rule.sikkerhet is Sikkerhet.HOY else " (merkes i rapportene)"
    lines.append(f"Sikkerhet om loven: {rule.sikkerhet.vist}{mark}. {rule.sikkerhet_grunn}")
    if rule.kontroll is not None:
        grad = rule.kontroll.vist
        lines.append(f"Registerets egen kontroll ({grad}). Funn står i Datakvalitet og teller ikke som avvik.")
    if rule.indikasjon:
        lines.append("Registeret gir bare en indikasjon; et menneske må lese saken.")
    lines += ["", "Loven over tid"]
    for versjon in rule.versjoner:
        til = vis(versjon.gjelder_til_og_med) if versjon.gjelder_til_og_med else "i dag"
        mark = "*" if versjon.in_force(day) else " "
        hjemmel = "; ".join(cite(h, content.lover) for h in versjon.hjemmel) or "ingen hjemmel i lov"
        lines.append(f" {mark} {vis(versjon.gjelder_fra)} – {til}: {hjemmel}")
        if versjon.merknad:
            lines.append(f"     {versjon.merknad}")
    lines.append(f"   (* gjelder {vis(day)})")
    lines += ["", "Slik telles det (den første er standard)"]
    newest = rule.versjoner[-1]
    lines += [f"   {v.navn}: {v.forklaring or 'se veiledningen'}" for v in newest.varianter]
    lines += [
        "",
        f"Veiledning: {rule.veiledning}",
        "",
        f"Metode: {rule.metode}",
        f"Kilde: {rule.kilde}",
        f"Fil: {rule.fil}",
    ]
    return Explanation(linjer=tuple(lines))


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
        raise UsageError(f"{rule.id} er et manuelt punkt: bare et menneske kan svare")
    return rule
