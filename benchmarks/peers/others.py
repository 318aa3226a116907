"""The rule itself, in the words of each peer.

``NAME(file)`` makes everything ready and returns the work that is measured: a call that gives one answer an object, in
the order of the facts.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peers.facts import BROKEN, FIRST_LAW, FULFILLED, OUTSIDE, PER_DAY, UNKNOWN, as_dicts, read_rows

Work = Callable[[], list[str]]
RULE_ENGINE_OBJECTS = 40_000  # it takes minutes on all of them
MISSING = -(2**31)


def duckdb(file: Path) -> Work:
    """One CASE over the finished facts: the least it costs in the database we use."""
    import duckdb as database

    connection = database.connect(":memory:")
    connection.execute(f"CREATE TABLE fakta AS SELECT * FROM read_parquet('{file}')")
    case = (
        f"SELECT CASE WHEN versjon < {FIRST_LAW} THEN '{OUTSIDE}' WHEN start IS NULL OR gjort < egen THEN '{UNKNOWN}' "
        f"WHEN COALESCE(gjort, {PER_DAY}) > frist THEN '{BROKEN}' WHEN gjort IS NULL THEN '{OUTSIDE}' "
        f"ELSE '{FULFILLED}' END AS utfall FROM fakta"
    )

    def work() -> list[str]:
        connection.execute(f"CREATE TABLE svar AS {case}")
        return []

    def answers() -> list[str]:
        return [row[0] for row in connection.execute("SELECT utfall FROM svar").fetchall()]

    work.answers = answers  # type: ignore[attr-defined]  # told outside the clock: the work is done in the database
    return work


def loop(file: Path) -> Work:
    """Plain Python on tuples."""
    rows: list[Any] = read_rows(file)

    def decide(versjon: int | None, start: int | None, frist: int, gjort: int | None, egen: int | None) -> str:
        if versjon is not None and versjon < FIRST_LAW:
            return OUTSIDE
        if start is None or (gjort is not None and egen is not None and gjort < egen):
            return UNKNOWN
        if (PER_DAY if gjort is None else gjort) > frist:
            return BROKEN
        return OUTSIDE if gjort is None else FULFILLED

    return lambda: [decide(*row) for row in rows]


def openfisca(file: Path) -> Work:
    """A variable with a formula over whole arrays. It has no missing values: a number far below every date is one."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    day = "2025-12-31"
    objekt = build_entity(key="objekt", plural="objekter", label="Et objekt i en sak", is_person=True)
    words = np.array([OUTSIDE, UNKNOWN, BROKEN, FULFILLED])

    def formula(objekter: Any, period: Any, parameters: Any = None) -> Any:
        versjon, start, frist, gjort, egen = (
            objekter(name, period) for name in ("versjon", "start", "frist", "gjort", "egen")
        )
        done = gjort != MISSING
        conditions = [
            (versjon != MISSING) & (versjon < FIRST_LAW),
            (start == MISSING) | (done & (egen != MISSING) & (gjort < egen)),
            np.where(done, gjort, PER_DAY) > frist,
            ~done,
        ]
        return np.select(conditions, [0, 1, 2, 0], 3)

    common = {"value_type": int, "entity": objekt, "definition_period": DateUnit.DAY}
    columns = ("versjon", "start", "frist", "gjort", "egen")
    system = TaxBenefitSystem([objekt])
    system.add_variables(*(type(name, (Variable,), dict(common)) for name in columns))
    system.add_variable(type("utfall", (Variable,), {**common, "formula": formula}))
    rows = read_rows(file)
    simulation = SimulationBuilder().build_default_simulation(system, count=len(rows))
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        simulation.set_input(name, day, np.array([MISSING if v is None else v for v in values], dtype=np.int32))
    return lambda: list(words[simulation.calculate("utfall", day)])


def zen(file: Path) -> Work:
    """A decision table in its own JSON, over all objects in one call, first hit wins."""
    from zen import ZenEngine

    table = (
        (f"versjon != null and versjon < {FIRST_LAW}", OUTSIDE),
        ("start == null or (gjort != null and egen != null and gjort < egen)", UNKNOWN),
        ("(gjort ?? per) > frist", BROKEN),
        ("gjort == null", OUTSIDE),
        ("", FULFILLED),
    )
    content = {
        **{"hitPolicy": "first", "executionMode": "loop", "inputField": "objekter", "outputPath": "svar"},
        "passThrough": False,
        "inputs": [{"id": "a", "name": "vilkår"}],
        "outputs": [{"id": "u", "field": "utfall", "name": "utfall"}],
        "rules": [{"_id": str(i), "a": when, "u": f"'{then}'"} for i, (when, then) in enumerate(table)],
    }
    nodes = [
        {"id": "i", "type": "inputNode", "name": "inn"},
        {"id": "t", "type": "decisionTableNode", "name": "regel", "content": content},
        {"id": "o", "type": "outputNode", "name": "ut"},
    ]
    edges = [{"id": a + b, "sourceId": a, "targetId": b, "type": "edge"} for a, b in ("it", "to")]
    decision = ZenEngine().create_decision(
        json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})
    )
    objects = {"objekter": list(as_dicts(file))}
    return lambda: [one["utfall"] for one in decision.evaluate(objects)["result"]["svar"]]


def pandera(file: Path) -> Work:
    """Says which rows break the rule, and nothing of the others: those are told as not broken."""
    import pandera.polars as pa
    import polars as pl

    frame = pl.DataFrame(read_rows(file), schema=["versjon", "start", "frist", "gjort", "egen"], orient="row")
    done, start, egen = pl.col("gjort"), pl.col("start"), pl.col("egen")
    settled = start.is_not_null() & ~(done < egen).fill_null(False) & ~(pl.col("versjon") < FIRST_LAW).fill_null(False)
    broken = settled & (done.fill_null(PER_DAY) > pl.col("frist"))
    in_time = pa.Check(lambda data: data.lazyframe.select(~broken.fill_null(False)), name="innen fristen")
    schema = pa.DataFrameSchema(checks=[in_time])

    def work() -> list[str]:
        found = [""] * frame.height
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            for index in errors.failure_cases["index"]:
                found[index] = BROKEN
        return found

    return work


def rule_engine(file: Path) -> Work:
    """One expression for each outcome, tried from the top."""
    from rule_engine import Rule

    table = (
        (Rule(f"versjon != null and versjon < {FIRST_LAW}"), OUTSIDE),
        (Rule("start == null or (gjort != null and egen != null and gjort < egen)"), UNKNOWN),
        (Rule("(gjort != null and gjort > frist) or (gjort == null and per > frist)"), BROKEN),
        (Rule("gjort == null"), OUTSIDE),
    )
    objects = [one for one, _ in zip(as_dicts(file), range(RULE_ENGINE_OBJECTS), strict=False)]

    def decide(one: dict[str, int | None]) -> str:
        return next((then for rule, then in table if rule.matches(one)), FULFILLED)

    return lambda: [decide(one) for one in objects]


PEERS: dict[str, Callable[[Path], Work]] = {
    **{"duckdb": duckdb, "openfisca": openfisca, "python": loop, "zen": zen, "pandera": pandera},
    "rule-engine": rule_engine,
}
