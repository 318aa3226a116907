"""A made-up extract of any size, written as a snapshot's Parquet files, with the flaws real extracts have.

Per case: 3 meldinger, 1.5 undersøkelser, 1 plan with 3 evaluations, 2 tiltak; every fourth case has a fosterhjem with 8
visits and 8 tilsyn. Dates are missing, rows deleted, and things end before they begin. ``hash(row, salt)`` is the only
source of chance, so the same size always gives the same rows.
"""

from dataclasses import dataclass
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.model.tables import TABLES

FOSTERHJEM = "(n % 2 = 1 AND (n // 2) % 4 = 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where a table's rows come from, and SQL for each column that is filled. ``n`` counts from 0."""

    source: str
    columns: dict[str, str]


def write_extract(folder: Path, cases: int) -> None:
    """Every table of a snapshot of ``cases`` cases under ``folder``, in 20 units."""
    folder.mkdir(parents=True, exist_ok=True)
    with Database() as database:
        filled = extract(cases)
        for table in TABLES:
            database.empty(table.navn)
            if rows := filled.get(table.navn):
                names, values = ", ".join(f'"{c}"' for c in rows.columns), ", ".join(rows.columns.values())
                database.run(f'INSERT INTO "{table.navn}" ({names}) SELECT {values} FROM {rows.source}')
            path = str(folder / f"{table.navn}.parquet").replace("'", "''")
            database.run(f"COPY \"{table.navn}\" TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def extract(cases: int) -> dict[str, Rows]:
    made = (_cases, _meldinger, _undersokelser, _planer, _tiltak, _fosterhjem)
    return {table: rows for make in made for table, rows in make(cases).items()}


def _cases(cases: int) -> dict[str, Rows]:
    columns = {
        "sak_nr": "n + 1",
        "sak_id": _id("S"),
        "start_dato": "DATE '2023-01-01'",
        "enhet": "'Enhet ' || lpad(CAST(n % 20 AS VARCHAR), 2, '0')",
        "kommunenummer": "'9999'",
        "format_versjon": "'v4'",
        "fyller_18_dato": f"CASE WHEN {_often(50, 3)} THEN {_day(4, 6000, '2025-01-01')} END",
    }
    return {"sak": Rows(source=_range(cases), columns=columns)}


def _meldinger(cases: int) -> dict[str, Rows]:
    received = _day(11)
    done = f"{received} + CAST(hash(n, 13) % 9 AS INTEGER) - CAST({_seldom(300, 16)} AS INTEGER) * 20"
    columns = {
        "sak_nr": "n // 3 + 1",
        "henvendelse_nr": "n + 1",
        "henvendelse_id": _id("H"),
        "kode": "CASE hash(n, 14) % 30 WHEN 0 THEN '1' WHEN 1 THEN NULL ELSE '2' END",
        "start_dato": f"CASE WHEN {_often(200, 15)} THEN {received} END",
        "konklusjon_slutt_dato": f"CASE WHEN {_often(40, 12)} THEN {done} END",
        "konklusjon_er_slettet": _seldom(250, 17),
        "er_slettet": _seldom(150, 18),
    }
    return {"henvendelse": Rows(source=_range(cases * 3), columns=columns)}


def _undersokelser(cases: int) -> dict[str, Rows]:
    done = f"{_day(21)} + CAST(60 + hash(n, 22) % 60 AS INTEGER)"
    own = {
        "sak_nr": "n * 2 // 3 + 1",
        "undersokelse_nr": "n + 1",
        "undersokelse_id": _id("U"),
        "start_dato": f"CASE WHEN {_often(200, 26)} THEN {_day(21)} + 5 END",
        "utvidet_frist_innvilget": "CASE hash(n, 24) % 10 WHEN 0 THEN TRUE WHEN 1 THEN FALSE END",
        "konklusjon_slutt_dato": f"CASE WHEN {_often(15, 23)} THEN {done} END",
        "er_slettet": _seldom(150, 27),
    }
    links = {
        "sak_nr": "n * 2 // 3 + 1",
        "relasjon_nr": "n + 1",
        "relasjon_id": _id("R"),
        "fra_type": "'henvendelse'",
        "fra_nr": "(n * 2 // 3) * 3 + 1 + n % 3",
        "til_type": "'undersokelse'",
        "til_nr": "n + 1",
        "er_slettet": _seldom(100, 28),
    }
    every = _range(cases * 3 // 2)
    some = f"{every} WHERE {_often(30, 25)}"
    return {"undersokelse": Rows(source=every, columns=own), "relasjon": Rows(source=some, columns=links)}


def _planer(cases: int) -> dict[str, Rows]:
    own = {
        "sak_nr": "n + 1",
        "plan_nr": "n + 1",
        "plan_id": _id("L"),
        "kode": "CASE hash(n, 31) % 20 WHEN 0 THEN NULL WHEN 1 THEN '4' WHEN 2 THEN '4' ELSE '1' END",
        "start_dato": f"CASE WHEN {_often(100, 36)} THEN {_day(32)} END",
        "slutt_dato": f"CASE WHEN {_seldom(3, 33)} THEN {_day(34, 200, '2025-09-01')} END",
        "er_slettet": _seldom(150, 37),
    }
    evaluations = {
        "sak_nr": "n // 3 + 1",
        "plan_nr": "n // 3 + 1",
        "lopenr": "n % 3 + 1",
        "utfort_dato": f"CASE WHEN {_often(100, 38)} THEN {_day(35)} END",
    }
    return {
        "plan": Rows(source=_range(cases), columns=own),
        "plan_evaluering": Rows(source=_range(cases * 3), columns=evaluations),
    }


def _tiltak(cases: int) -> dict[str, Rows]:
    own = {
        "sak_nr": "n // 2 + 1",
        "tiltak_nr": "n + 1",
        "tiltak_id": _id("T"),
        "kode": f"CASE WHEN {_seldom(300, 44)} THEN NULL WHEN {FOSTERHJEM} THEN '2.2' ELSE '3.9' END",
        "start_dato": f"CASE WHEN {_often(200, 45)} THEN {_day(41)} END",
        "lov": f"CASE WHEN {_seldom(20, 46)} THEN 'BVL' ELSE 'BVL2021' END",
        "kapittel": f"CASE WHEN {FOSTERHJEM} THEN '5' WHEN {_seldom(20, 46)} THEN '4' ELSE '3' END",
        "paragraf": "CASE hash(n, 47) % 12 WHEN 0 THEN NULL WHEN 1 THEN '6' WHEN 2 THEN '4' ELSE '1' END",
        "slutt_dato": f"CASE WHEN {_seldom(3, 42)} THEN {_day(43, 400, '2025-03-01')} END",
        "er_slettet": _seldom(150, 48),
    }
    evaluations = {
        "sak_nr": "n // 2 + 1",
        "tiltak_evaluering_nr": "n + 1",
        "tiltak_nr": "n + 1",
        "evaluering_id": _id("E"),
        "gjennomfort_dato": f"CASE WHEN {_often(20, 58)} THEN {_day(49)} END",
    }
    every = _range(cases * 2)
    some = f"{every} WHERE {_seldom(10, 50)}"
    return {"tiltak": Rows(source=every, columns=own), "tiltak_evaluering": Rows(source=some, columns=evaluations)}


def _fosterhjem(cases: int) -> dict[str, Rows]:
    """What lies under a fosterhjem. Some have two decisions, on any dates."""
    homes = f"{_range(cases * 2)}, range({{each}}) s(i) WHERE {FOSTERHJEM}"
    decisions = f"{homes.format(each=2)} AND hash(n, i) % 3 = 0 AND {_often(40, 55)}"
    visits = f"{homes.format(each=8)} AND {_often(30, 56)}"
    other = "CASE WHEN hash(n, i, 72) % 5 = 0 THEN '8888' ELSE '9999' END"
    date = "CASE WHEN hash(n, i, 59) % 80 > 0 THEN DATE '2023-06-01' + CAST(hash(n, i, {salt}) % 900 AS INTEGER) END"

    def under(navn: str, letter: str, source: str, each: int, own: dict[str, str]) -> Rows:
        number = f"n * {each} + i + 1"
        base = {"sak_nr": "n // 2 + 1", f"{navn}_nr": number, "tiltak_nr": "n + 1", f"{navn}_id": _id(letter, number)}
        return Rows(source=source, columns={**base, **own})

    return {
        "oppfolging_hyppighet": under(
            "oppfolging_hyppighet",
            "OH",
            decisions,
            2,
            {
                "start_dato": date.format(salt=51),
                "tidsenhet": "CASE hash(n, i, 57) % 20 WHEN 0 THEN '1' WHEN 1 THEN '2' WHEN 2 THEN NULL ELSE '3' END",
                "antall": "CASE hash(n, i, 52) % 12 WHEN 0 THEN NULL WHEN 1 THEN 2 WHEN 2 THEN 2 ELSE 4 END",
            },
        ),
        "oppfolging_utfort": under("oppfolging_utfort", "OU", visits, 8, {"utfort_dato": date.format(salt=53)}),
        "tilsyn_hyppighet": under(
            "tilsyn_hyppighet",
            "TH",
            decisions,
            2,
            {"start_dato": date.format(salt=61), "antall_per_ar": "CASE WHEN hash(n, i, 62) % 4 = 0 THEN 2 ELSE 4 END"},
        ),
        "tilsyn_utfort": under("tilsyn_utfort", "TU", visits, 8, {"utfort_dato": date.format(salt=63)}),
        "tilsyn_ansvarlig": under(
            "tilsyn_ansvarlig",
            "TA",
            homes.format(each=1),
            1,
            {"start_dato": date.format(salt=71), "kommunenummer": other},
        ),
    }


def _range(rows: int) -> str:
    return f"range({rows}) t(n)"


def _id(letter: str, number: str = "n + 1") -> str:
    """Padded, so that ids sort as their numbers do."""
    return f"'{letter}-' || lpad(CAST({number} AS VARCHAR), 20, '0')"


def _day(salt: int, spread: int = 900, first: str = "2023-06-01") -> str:
    return f"DATE '{first}' + CAST(hash(n, {salt}) % {spread} AS INTEGER)"


def _often(one_in: int, salt: int) -> str:
    return f"(hash(n, {salt}) % {one_in} > 0)"


def _seldom(one_in: int, salt: int) -> str:
    return f"(hash(n, {salt}) % {one_in} = 0)"
