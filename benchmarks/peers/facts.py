"""What the peers are given: one row an object with the dates the two rules need, worked out beforehand.

None of them has tables, relations, or months that end on different days, so all of that is done here, in SQL written by
hand. It is told as its own time, and added to theirs, for our own way starts from the extract.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.hand_sql import PER

EPOCH = date(1970, 1, 1)
PER_DAY = (PER - EPOCH).days
FIRST_LAW = (date(1993, 1, 1) - EPOCH).days
COLUMNS = ("versjon", "start", "frist", "gjort", "egen")  # days since 1970; null when there is no such date
BROKEN, UNKNOWN, OUTSIDE, FULFILLED = "ikke oppfylt", "uavklart", "ikke aktuelt", "oppfylt"

_FACTS = """
COPY (
  WITH melding AS (
    SELECT 'henvendelse' AS objekt, henvendelse_nr AS nr, henvendelse_id AS objekt_id, start_dato AS versjon,
      start_dato AS start, start_dato + 7 AS frist, start_dato AS egen,
      CASE WHEN konklusjon_slutt_dato <= '{per}' AND konklusjon_er_slettet IS NOT TRUE
        THEN konklusjon_slutt_dato END AS gjort
    FROM henvendelse
    WHERE er_slettet IS NOT TRUE AND (start_dato IS NULL OR start_dato <= '{per}') AND (kode IS NULL OR kode = '2')
  ), mottatt AS (
    SELECT r.til_nr AS nr, MIN(h.start_dato) AS dag
    FROM relasjon r JOIN henvendelse h ON h.henvendelse_nr = r.fra_nr
    WHERE r.fra_type = 'henvendelse' AND r.til_type = 'undersokelse' AND r.er_slettet IS NOT TRUE
      AND h.er_slettet IS NOT TRUE AND (h.start_dato IS NULL OR h.start_dato <= '{per}')
    GROUP BY r.til_nr
  ), undersokt AS (
    SELECT 'undersokelse' AS objekt, undersokelse_nr AS nr, undersokelse_id AS objekt_id,
      COALESCE(m.dag, u.start_dato) AS versjon, m.dag + 7 AS start,
      CAST(m.dag + 7 + TO_MONTHS(CASE WHEN utvidet_frist_innvilget THEN 6 ELSE 3 END) AS DATE) AS frist,
      u.start_dato AS egen, CASE WHEN konklusjon_slutt_dato <= '{per}' THEN konklusjon_slutt_dato END AS gjort
    FROM undersokelse u LEFT JOIN mottatt m ON m.nr = u.undersokelse_nr
    WHERE u.er_slettet IS NOT TRUE AND (u.start_dato IS NULL OR u.start_dato <= '{per}')
  )
  SELECT objekt, objekt_id, {days}
  FROM (SELECT * FROM melding UNION ALL SELECT * FROM undersokt) ORDER BY objekt, nr
) TO '{file}' (FORMAT parquet)
"""


def write_facts(folder: Path, file: Path) -> None:
    """The facts of every object in the extract ``folder``, to the Parquet ``file``."""
    days = ", ".join(f"{name} - DATE '{EPOCH}' AS {name}" for name in COLUMNS)
    with duckdb.connect(":memory:") as connection:
        for table in ("henvendelse", "undersokelse", "relasjon"):
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}.parquet')")
        connection.execute(_FACTS.format(per=PER, days=days, file=file))


def object_ids(file: Path) -> list[str]:
    with duckdb.connect(":memory:") as connection:
        return [row[0] for row in connection.execute(f"SELECT objekt_id FROM read_parquet('{file}')").fetchall()]


def read_rows(file: Path) -> list[tuple[int | None, ...]]:
    """``COLUMNS`` of every object, in the order of the file."""
    with duckdb.connect(":memory:") as connection:
        return connection.execute(f"SELECT {', '.join(COLUMNS)} FROM read_parquet('{file}')").fetchall()


def as_dicts(file: Path) -> Iterator[dict[str, int | None]]:
    for row in read_rows(file):
        yield {**dict(zip(COLUMNS, row, strict=True)), "per": PER_DAY}
