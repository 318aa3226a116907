"""What the program judges of a source, without the papers it makes of it: read once, judged on several days."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.inputs import ImportInputs, snapshot_of
from bvaudit.workflows.run_plan import plan_for


@cache
def content() -> Content:
    return content_or_stop(())


def judged_on(
    uttrekk: Path, days: Sequence[date], folder: Path, *, kart: Path | None = None, only: Collection[str] = ()
) -> Iterator[tuple[date, Path]]:
    """Each day with the file of rows of that day, which the next day takes the place of. ``only``: these rules."""
    inputs = ImportInputs(kilder=(uttrekk,), kart=kart, behold_id=True, nokkel=folder / "nokkel")
    work, rows = folder / "arbeid", folder / "resultater.csv"
    work.mkdir(parents=True)
    now = datetime(2026, 9, 1, tzinfo=UTC)
    with snapshot_of(inputs, content().koder, now=now, home=folder, work=work, progress=None) as ready:
        for per in days:
            with Database(temp_folder=folder / "mellomlager") as database:
                database.attach(ready.mappe)
                plan = plan_for(content(), ready.manifest, per, None, None)
                if only:
                    plan = replace(plan, regler=tuple(rule for rule in plan.regler if rule.id in only))
                evaluate(plan, database)[0].write(rows, folder / "resultater.parquet")
            yield per, rows
