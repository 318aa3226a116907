"""The same six rules on the same Parquet files, ours and by hand, and the least that must be done whoever does it.

    python -m benchmarks.contestants NAVN MAPPE [--innhold] [--grense 2GB]

bvaudit    attach the extract and judge the six rules, to a finished result in the database
filer      the same, and resultater.csv and resultater.parquet written
sql        the same rules written by hand, ``hand_sql``, to the same rows
gulv       read every column the six rules use, and copy the finished rows once
skriving   write the finished rows as CSV and Parquet
alle, kontroller   every rule that is judged from the extract; the register's own controls
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import hand_sql
from benchmarks.children import answer, measured
from benchmarks.content_sums import COLUMNS, Sums, sums
from bvaudit.engine.controls import run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.results import Results
from bvaudit.model.tables import TABLES
from bvaudit.workflows.content import Content, content_or_stop

CORE = tuple(sorted(hand_sql.RULES))
NAMES = ("bvaudit", "filer", "sql", "gulv", "skriving")
# What the six rules read of each table.
_USED = {
    "sak": "sak_nr sak_id enhet kommunenummer fyller_15_dato fyller_18_dato er_slettet",
    "henvendelse": "sak_nr henvendelse_nr henvendelse_id kode start_dato konklusjon_slutt_dato konklusjon_er_slettet "
    "er_slettet",
    "undersokelse": "sak_nr undersokelse_nr undersokelse_id start_dato utvidet_frist_innvilget konklusjon_slutt_dato "
    "er_slettet",
    "relasjon": "fra_type fra_nr til_type til_nr er_slettet",
    "plan": "sak_nr plan_nr kode start_dato slutt_dato er_slettet",
    "plan_evaluering": "sak_nr plan_nr utfort_dato er_slettet",
    "tiltak": "sak_nr tiltak_nr tiltak_id kode start_dato slutt_dato lov kapittel paragraf er_slettet",
    "tiltak_evaluering": "tiltak_nr gjennomfort_dato er_slettet",
    "oppfolging_hyppighet": "tiltak_nr start_dato antall tidsenhet er_slettet",
    "oppfolging_utfort": "tiltak_nr utfort_dato er_slettet",
    "tilsyn_hyppighet": "tiltak_nr start_dato antall_per_ar er_slettet",
    "tilsyn_utfort": "tiltak_nr utfort_dato er_slettet",
    "tilsyn_ansvarlig": "tiltak_nr start_dato kommunenummer er_slettet",
}


def plan_of(content: Content, rules: tuple[str, ...], *, controls: bool = False) -> EvaluationPlan:
    """The six rules' own plan on the made-up extract, or another choice of rules, with the controls when asked for."""
    return EvaluationPlan(
        regler=tuple(content.regler[rule] for rule in rules),
        kontroller=tuple(r for r in content.regler.values() if controls and r.kontroll is not None and not r.utgatt),
        per=hand_sql.PER,
        periode=None,
        koder=content.koder,
        tabeller=frozenset(table.navn for table in TABLES),
    )


def judge_with_rules(
    folder: Path, content: Content, rules: tuple[str, ...], *, controls: bool = False, limit: str = ""
) -> tuple[Database, Results]:
    """Our own way. Reading the rules is done before the clock starts. With ``controls`` the register's own are run
    afterwards, as they are in a real run. ``limit``: the memory DuckDB may use («2GB»); it spills to ``folder``."""
    plan = plan_of(content, rules, controls=controls)
    database = Database(memory_limit=limit, temp_folder=folder / "mellomlager")
    database.attach(folder)
    results, _ = evaluate(plan, database)
    run_controls(plan, database)
    return database, results


def run(name: str, folder: Path, *, content_sums: bool = False, limit: str = "") -> dict[str, Any]:
    """Do one of the things above once. With ``content_sums``, what the rows say too, outside the clock."""
    if name in ("gulv", "skriving"):
        connection = hand_sql.judge(folder)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            work = _floor(connection, folder) if name == "gulv" else _writing(connection, Path(scratch))
            _, facts = measured(work)
        return facts
    if name == "sql":
        connection, facts = measured(lambda: hand_sql.judge(folder))
    else:
        content = content_or_stop()
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            (database, results), facts = measured(_ours(name, folder, content, Path(scratch), limit))
        connection = database.connection
        facts["rader"] = _rows(connection)
        if content_sums and name == "bvaudit":  # kept as numbers; here as the text the files get
            database.run(f"CREATE TABLE tekst AS {results.contract_rows()}")
            facts["innhold"] = sums(connection, "tekst")
        return facts
    facts["rader"] = _rows(connection)
    if content_sums and name == "sql":
        facts["innhold"] = sums(connection)
    return facts


def differences(found: dict[str, Sums]) -> list[str]:
    """Every rule where the contestants do not say the same, in words. Empty when all agree."""
    lines = []
    for rule in sorted({rule for one in found.values() for rule in one}):
        said = {name: tuple(one.get(rule, (0, 0))) for name, one in found.items()}
        if len(set(said.values())) > 1:
            rows = ", ".join(f"{name} {antall} rader (sum {total})" for name, (antall, total) in said.items())
            lines.append(f"{rule}: {rows}")
    return lines


def _ours(
    name: str, folder: Path, content: Content, scratch: Path, limit: str
) -> Callable[[], tuple[Database, Results]]:
    every = tuple(id_ for id_, rule in content.regler.items() if rule.kontroll is None)
    rules = {"bvaudit": CORE, "filer": CORE, "alle": every, "kontroller": ()}[name]

    def work() -> tuple[Database, Results]:
        database, results = judge_with_rules(folder, content, rules, controls=name == "kontroller", limit=limit)
        if name == "filer":
            results.write(scratch / "resultater.csv", scratch / "resultater.parquet")
        return database, results

    return work


def _floor(connection: duckdb.DuckDBPyConnection, folder: Path) -> Callable[[], None]:
    def work() -> None:
        for table, names in _USED.items():
            read = ", ".join(f"MAX({name})" for name in names.split())
            connection.execute(f"SELECT {read} FROM read_parquet('{folder / table}.parquet')").fetchall()
        connection.execute("CREATE TABLE kopi AS SELECT * FROM resultat")

    return work


def _writing(connection: duckdb.DuckDBPyConnection, scratch: Path) -> Callable[[], None]:
    select = f"SELECT {', '.join(COLUMNS)} FROM resultat"

    def work() -> None:
        connection.execute(f"COPY ({select}) TO '{scratch / 'r.csv'}' (FORMAT csv, HEADER true)")
        connection.execute(f"COPY ({select}) TO '{scratch / 'r.parquet'}' (FORMAT parquet, COMPRESSION zstd)")

    return work


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT COUNT(*) FROM resultat").fetchone()
    return int(found[0]) if found else 0


if __name__ == "__main__":
    tolk = argparse.ArgumentParser()
    tolk.add_argument("navn", choices=(*NAMES, "alle", "kontroller"))
    tolk.add_argument("mappe", type=Path)
    tolk.add_argument("--innhold", action="store_true")
    tolk.add_argument("--grense", default="", help="minnet DuckDB får bruke, som 2GB")
    valg = tolk.parse_args()
    answer(run(valg.navn, valg.mappe, content_sums=valg.innhold, limit=valg.grense))
