"""The reckoning for one object of a rule."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import judge_one
from bvaudit.engine.plan import not_held
from bvaudit.engine.query import step_column
from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.kilde import everything
from bvaudit.workflows.content import content_or_stop, find_rule
from bvaudit.workflows.explain_rule import machine_rule
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of


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
    rule = machine_rule(find_rule(regel, content))
    with snapshot_of(inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared:
        day = per or prepared.manifest.uttrekksdato or now.date()
        with Database() as database:
            database.attach(prepared.mappe)
            database.lock((prepared.mappe,))
            kilder = prepared.manifest.kilder or (everything(prepared.manifest.tabeller),)
            compiled = compile_rule(rule, database.dialect, per=day, koder=content.koder, periode=None, kilder=kilder)
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
    lines = [f"  {step:<{width}}  {_shown(measured.get(step_column(navn, i)))}" for i, step in enumerate(steps)]
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
