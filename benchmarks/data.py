"""A made-up extract of any size, written as a snapshot's Parquet files: seeded, with missing dates and month ends."""

import json
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.model.tables import BY_NAME, TABLES

# Per case: 3 meldinger, 1.5 undersøkelser, 1 plan with 3 evaluations, 2 tiltak (every fourth case a fosterhjem with 8
# visits and 8 tilsyn). hash(n, salt) is the only source of chance, so the same size always gives the same rows.
_DAY = "DATE '2023-06-01' + CAST(hash({k}, {salt}) % {spread} AS INTEGER)"


def _day(key: str, salt: int, spread: int = 900) -> str:
    return _DAY.format(k=key, salt=salt, spread=spread)


def write_extract(folder: Path, cases: int) -> None:
    """Every table of a snapshot for ``cases`` cases under ``folder``. 20 units."""
    folder.mkdir(parents=True, exist_ok=True)
    with Database() as database:
        for table in TABLES:
            database.empty(table.navn)
        for navn, columns in _queries(cases).items():
            names = ", ".join(f'"{c}"' for c in columns["columns"])
            database.run(f'INSERT INTO "{navn}" ({names}) {columns["sql"]}')
        for table in TABLES:
            order = ", ".join(f'"{c.navn}"' for c in BY_NAME[table.navn].all_columns if c.navn.endswith("_nr")) or "1"
            path = str(folder / f"{table.navn}.parquet").replace("'", "''")
            database.run(f"COPY (SELECT * FROM \"{table.navn}\" ORDER BY {order}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        counts = {t.navn: database.run(f'SELECT COUNT(*) FROM "{t.navn}"')[0][0] for t in TABLES}
    (folder / "tall.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")


def _queries(cases: int) -> dict[str, dict[str, object]]:
    def id_(letter: str, nr: str) -> str:
        return f"'{letter}-' || lpad(CAST({nr} AS VARCHAR), 20, '0')"

    sak = id_("S", "n")
    conclusion = f"CASE WHEN hash(n, 12) % 40 > 0 THEN {_day('n', 11)} + CAST(hash(n, 13) % 9 AS INTEGER) END"
    stop = f"CASE WHEN hash(n, 23) % 15 > 0 THEN {_day('n', 21)} + CAST(60 + hash(n, 22) % 60 AS INTEGER) END"
    foster = "(n % 2 = 1 AND (n // 2) % 4 = 0)"
    return {
        "sak": {
            "columns": ["sak_nr", "sak_id", "start_dato", "enhet", "kommunenummer", "format_versjon", "fyller_18_dato"],
            "sql": f"SELECT n, {sak}, DATE '2023-01-01', 'Enhet ' || lpad(CAST(n % 20 AS VARCHAR), 2, '0'), '9999', 'v4', "
            f"CASE WHEN hash(n, 3) % 50 > 0 THEN DATE '2025-01-01' + CAST(hash(n, 4) % 6000 AS INTEGER) END "
            f"FROM range(1, {cases + 1}) t(n)",
        },
        "henvendelse": {
            "columns": ["sak_nr", "henvendelse_nr", "henvendelse_id", "kode", "start_dato", "konklusjon_slutt_dato"],
            "sql": f"SELECT n // 3 + 1, n + 1, {id_('H', 'n + 1')}, '2', {_day('n', 11)}, {conclusion} FROM range({cases * 3}) t(n)",
        },
        "undersokelse": {
            "columns": ["sak_nr", "undersokelse_nr", "undersokelse_id", "start_dato", "utvidet_frist_innvilget", "konklusjon_slutt_dato"],
            "sql": f"SELECT n * 2 // 3 + 1, n + 1, {id_('U', 'n + 1')}, {_day('n', 21)} + 5, "
            f"CASE hash(n, 24) % 10 WHEN 0 THEN TRUE WHEN 1 THEN FALSE END, {stop} FROM range({cases * 3 // 2}) t(n)",
        },
        "relasjon": {
            "columns": ["sak_nr", "relasjon_nr", "relasjon_id", "fra_type", "fra_nr", "til_type", "til_nr"],
            "sql": f"SELECT n * 2 // 3 + 1, n + 1, {id_('R', 'n + 1')}, 'henvendelse', (n * 2 // 3) * 3 + 1 + n % 3, 'undersokelse', n + 1 "
            f"FROM range({cases * 3 // 2}) t(n) WHERE hash(n, 25) % 30 > 0",
        },
        "plan": {
            "columns": ["sak_nr", "plan_nr", "plan_id", "kode", "start_dato", "slutt_dato"],
            "sql": f"SELECT n, n, {id_('L', 'n')}, CASE WHEN hash(n, 31) % 5 > 0 THEN '1' ELSE '4' END, {_day('n', 32)}, "
            f"CASE WHEN hash(n, 33) % 3 = 0 THEN DATE '2025-09-01' + CAST(hash(n, 34) % 200 AS INTEGER) END FROM range(1, {cases + 1}) t(n)",
        },
        "plan_evaluering": {
            "columns": ["sak_nr", "plan_nr", "lopenr", "utfort_dato"],
            "sql": f"SELECT n // 3 + 1, n // 3 + 1, n % 3 + 1, {_day('n', 35)} FROM range({cases * 3}) t(n)",
        },
        "tiltak": {
            "columns": ["sak_nr", "tiltak_nr", "tiltak_id", "kode", "start_dato", "lov", "kapittel", "paragraf", "slutt_dato"],
            "sql": f"SELECT n // 2 + 1, n + 1, {id_('T', 'n + 1')}, CASE WHEN {foster} THEN '2.2' ELSE '3.9' END, {_day('n', 41)}, "
            f"'BVL2021', CASE WHEN {foster} THEN '5' ELSE '3' END, '1', "
            f"CASE WHEN hash(n, 42) % 3 = 0 THEN DATE '2025-03-01' + CAST(hash(n, 43) % 400 AS INTEGER) END FROM range({cases * 2}) t(n)",
        },
        "oppfolging_hyppighet": {
            "columns": ["sak_nr", "oppfolging_hyppighet_nr", "tiltak_nr", "oppfolging_hyppighet_id", "start_dato", "tidsenhet", "antall"],
            "sql": f"SELECT n // 2 + 1, n + 1, n + 1, {id_('OH', 'n + 1')}, {_day('n', 51)}, '3', CASE WHEN hash(n, 52) % 3 = 0 THEN 2 ELSE 4 END "
            f"FROM range({cases * 2}) t(n) WHERE {foster}",
        },
        "oppfolging_utfort": {
            "columns": ["sak_nr", "oppfolging_utfort_nr", "tiltak_nr", "oppfolging_utfort_id", "utfort_dato"],
            "sql": f"SELECT n // 2 + 1, n * 8 + i + 1, n + 1, {id_('OU', 'n * 8 + i')}, {_day('n * 8 + i', 53)} "
            f"FROM range({cases * 2}) t(n), range(8) s(i) WHERE {foster}",
        },
        "tilsyn_hyppighet": {
            "columns": ["sak_nr", "tilsyn_hyppighet_nr", "tiltak_nr", "tilsyn_hyppighet_id", "start_dato", "antall_per_ar"],
            "sql": f"SELECT n // 2 + 1, n + 1, n + 1, {id_('TH', 'n + 1')}, {_day('n', 61)}, CASE WHEN hash(n, 62) % 4 = 0 THEN 2 ELSE 4 END "
            f"FROM range({cases * 2}) t(n) WHERE {foster}",
        },
        "tilsyn_utfort": {
            "columns": ["sak_nr", "tilsyn_utfort_nr", "tiltak_nr", "tilsyn_utfort_id", "utfort_dato"],
            "sql": f"SELECT n // 2 + 1, n * 8 + i + 1, n + 1, {id_('TU', 'n * 8 + i')}, {_day('n * 8 + i', 63)} "
            f"FROM range({cases * 2}) t(n), range(8) s(i) WHERE {foster}",
        },
        "tilsyn_ansvarlig": {
            "columns": ["sak_nr", "tilsyn_ansvarlig_nr", "tiltak_nr", "tilsyn_ansvarlig_id", "start_dato", "kommunenummer"],
            "sql": f"SELECT n // 2 + 1, n + 1, n + 1, {id_('TA', 'n + 1')}, {_day('n', 71)}, CASE WHEN hash(n, 72) % 5 = 0 THEN '8888' ELSE '9999' END "
            f"FROM range({cases * 2}) t(n) WHERE {foster}",
        },
    }
