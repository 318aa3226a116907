"""The objects some rules are about, judged whatever the period: what an effect is measured on in an extract."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.engine.database import Database
from bvaudit.engine.effect_rows import effect_rows
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan, NotJudged
from bvaudit.errors import UsageError
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.rule import Rule
from bvaudit.register.rulefacts import limit_of
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.from_folder import Taken, take
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of
from bvaudit.workflows.progress import begin
from bvaudit.workflows.run_plan import MEMORY, plan_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One extract that is open. ``dag`` is its own day, and ``problems`` and ``beskjeder`` are of the reading of it."""

    content: Content
    manifest: Manifest
    database: Database
    dag: date
    inputs: ImportInputs
    problems: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()

    @property
    def units(self) -> Mapping[str, str]:
        """Id → what the unit is called, of those the extract knows."""
        return {enhet.id: enhet.navn for enhet in self.manifest.enheter}

    def cannot(self, rules: Collection[Rule], per: date) -> Mapping[str, str]:
        """Rule → why the extract cannot answer it. Asked before any case is looked at."""
        left = self._plan(rules, per).rules(self.database.dialect).utelatt
        return _reasons(left)

    def rows(
        self, rules: Collection[Rule], per: date, progress: Progress | None = None
    ) -> tuple[Mapping[str, tuple[Objektrad, ...]], Mapping[str, str]]:
        """Rule → every object of it on the day, and rule → why it could not be judged after all."""
        if not rules:
            return {}, {}
        begin(progress, text("registeret_effekt.steg"))
        results, judged = evaluate(self._plan(rules, per), self.database)
        ids = {navn: id_ for id_, navn in self.units.items()}
        without = [rule.id for rule in judged.regler if not limit_of(rule)]
        begun = [hull.merknad for hull in judged.hull if hull.begynner is not None]
        rows = effect_rows(results, self.database, judged.regler, ids, without, begun)
        return rows, _reasons(judged.ikke_vurdert)

    def _plan(self, rules: Collection[Rule], per: date) -> EvaluationPlan:
        plan = plan_for(self.content, self.manifest, per, None, None)
        return replace(plan, regler=tuple(rules), kontroller=())


def _reasons(left: Sequence[NotJudged]) -> Mapping[str, str]:
    return {one.regel.id: one.grunn for one in left}


@contextmanager
def opened(
    mappe: Mappe, content: Content, inputs: ImportInputs, *, now: datetime, home: Path, progress: Progress | None
) -> Iterator[Extract]:
    """The extract that was named, or the newest of the folder. UsageError when nobody knows which day it is of."""
    taken: Taken = take(mappe, inputs, content.koder, now=now, home=home, progress=progress)
    with (
        snapshot_of(taken.inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared,
        Database(memory_limit=MEMORY) as database,
    ):
        dag = prepared.manifest.uttrekksdato
        if dag is None:
            raise UsageError(text("registeret_effekt.uten_dag"))
        database.attach(prepared.mappe)
        database.lock((prepared.mappe,))
        yield Extract(
            content=content,
            manifest=prepared.manifest,
            database=database,
            dag=dag,
            inputs=taken.inputs,
            problems=(*taken.problems, *prepared.problems),
            beskjeder=(*taken.beskjeder, *prepared.beskjeder),
        )
