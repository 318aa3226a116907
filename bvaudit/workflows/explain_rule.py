"""What a rule says, the query that gives its figures, and the reckoning for one object."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
from bvaudit.engine.evaluate import judge_one
from bvaudit.engine.plan import not_held
from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.kilde import everything
from bvaudit.model.rule import Rule
from bvaudit.model.sitering import cite
from bvaudit.model.utfall import Sikkerhet
from bvaudit.workflows.content import content_or_stop, find_rule
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of


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
    content = content_or_stop(regler)
    rule = _machine(find_rule(regel, content))
    return compile_rule(rule, DUCKDB, per=per or now, koder=content.koder, periode=None).sql


def explain_object(
    regel: str,
    objekt: str,
    inputs: ImportInputs,
    *,
    per: date | None,
    now: datetime,
    home: Path,
    progress: Progress | None,
    regler: tuple[Path, ...],
) -> tuple[str, ...]:
    """The reckoning for one object, step by step, for every variant."""
    content = content_or_stop(regler)
    rule = _machine(find_rule(regel, content))
    with snapshot_of(inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared:
        day = per or prepared.manifest.uttrekksdato or now.date()
        with Database() as database:
            database.attach(prepared.mappe)
            database.lock((prepared.mappe,))
            kilder = prepared.manifest.kilder or (everything(prepared.manifest.tabeller),)
            compiled = compile_rule(rule, DUCKDB, per=day, koder=content.koder, periode=None, kilder=kilder)
            if compiled.mangler:
                raise UsageError(f"{rule.id} kan ikke forklares: {not_held(compiled.mangler)}")
            judge_one(compiled, kilder, database)
            names, rows = database.columns_and_rows(compiled.steps_sql, {"objekt": objekt})
            if not rows:
                raise UsageError(
                    f"{rule.id} har ingen rad for «{objekt}» {vis(day)}",
                    hint="sjekk id-en i resultater.csv; objektet kan være utenfor regelen eller ha startet senere",
                )
            answers_names, answers = database.columns_and_rows(
                "SELECT * FROM resultat WHERE objekt_id = $objekt ORDER BY variant", {"objekt": objekt}
            )
    measured = dict(zip(names, rows[0], strict=True))
    lines = [f"{rule.id}  {rule.tittel}", f"{rule.gjelder.objekt} {objekt}, vurdert {vis(day)}"]
    by_variant = {a[answers_names.index("variant")]: dict(zip(answers_names, a, strict=True)) for a in answers}
    for navn, steps in compiled.steps:
        lines += ["", navn, *_variant_lines(navn, [s.navn for s in steps], measured, by_variant.get(navn, {}))]
    return tuple(lines)


def _variant_lines(navn: str, steps: Sequence[str], measured: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    width = max([len(s) for s in steps] + [14])
    lines = [f"  {step:<{width}}  {_shown(measured.get(f'steg_{navn}_{i}'))}" for i, step in enumerate(steps)]
    lines.append(f"  {'gjort':<{width}}  {_shown(answer.get('faktisk_dato'))}")
    if answer.get("dager_over") is not None:
        lines.append(f"  {'dager over':<{width}}  {answer['dager_over']}")
    if answer.get("krav") is not None:
        lines.append(f"  {'krav / funnet':<{width}}  {answer['krav']} / {_shown(answer.get('funnet'))}")
    lines.append(f"  {'utfall':<{width}}  {answer.get('utfall', 'ingen rad')}")
    if answer.get("forklaring"):
        lines.append(f"  {answer['forklaring']}")
    return lines


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return vis(value) if isinstance(value, date) else str(value)


def _machine(rule: Rule) -> Rule:
    if rule.manuell:
        raise UsageError(f"{rule.id} er et manuelt punkt: bare et menneske kan svare")
    return rule
