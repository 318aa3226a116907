"""From staged rows to the tables: the winning submission of each case, whole numbers for keys, deletions carried down.

Every number is given in the order of text ids, never in the order of files, so the same documents always make the
same tables.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from bvaudit.extract.normalise.rows import TABLE_OF
from bvaudit.extract.normalise.staging import SEPARATOR, STAGED
from bvaudit.extract.normalise.submissions import Findings, compare_submissions
from bvaudit.extract.normalise.unit_history import Sighting, date_units
from bvaudit.model.enhet import Enheter
from bvaudit.model.tables import BY_NAME, TABLES, UKJENT_DATO, Column, Table
from bvaudit.texts import text

_NUMBERED = [t for t in TABLES if t.nokkel and t.navn not in ("innsending", "sak", "relasjon", "medvirkning")]
_OWNERS = ("henvendelse", "undersokelse", "tiltak", "tiltak_evaluering", "vedtak", "oversendelse_nemnd")
_MANY = 100_000  # documents; with fewer no table is big enough to be worth sharing between threads
_BEGREP_OF = {table: begrep for begrep, table in TABLE_OF.items()}


def connect(folder: Path, documents: int) -> duckdb.DuckDBPyConnection:
    """A database in memory that fetches nothing and spills to ``folder``."""
    con = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(folder),
            "preserve_insertion_order": "true",
        }
    )
    if documents < _MANY:
        con.execute("SET threads = 1")
    return con


def load(con: duckdb.DuckDBPyConnection, staged: Mapping[str, Sequence[Path]]) -> None:
    """The staged files into ``inn_<table>``, with the types of the model. Nothing is guessed."""
    for table, files in staged.items():
        con.execute(*_loading(table, files))


def _loading(table: str, paths: Sequence[Path]) -> tuple[str, list[Any]]:
    columns = STAGED[table]
    filled = [_literally(path) for path in paths if path.stat().st_size]
    if not filled:
        return f"CREATE TABLE inn_{table} ({', '.join(f'{c.navn} {c.type}' for c in columns)})", []
    types = ", ".join(f"'{c.navn}': '{c.type}'" for c in columns)
    return (
        f"CREATE TABLE inn_{table} AS SELECT * FROM read_csv(?, auto_detect = false, header = false, "
        f"delim = '{SEPARATOR}', quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', columns = {{{types}}})",
        [filled],
    )


def normalise(
    con: duckdb.DuckDBPyConnection, enheter: Enheter | None = None, earlier: Iterable[Sighting] = ()
) -> Findings:
    """Build every table of the model from what is loaded, and tell what was found about the submissions."""
    findings = compare_submissions(con, enheter, earlier)
    _cases(con)
    date_units(con)
    for table in _NUMBERED:
        con.execute(f"CREATE TABLE {_base(table.navn)} AS {_numbered(table)}")
    _people(con)
    _union(con, "eier", ((navn, navn) for navn in _OWNERS), text("extract.to_tables.rad_er_slettet"))
    con.execute(f"CREATE TABLE medvirkning AS {_numbered(BY_NAME['medvirkning'])}")
    _relations(con)
    for table in TABLES:
        if table.nokkel is None and table.navn not in ("slettet", "sak_enhet"):
            con.execute(f"CREATE TABLE {table.navn} AS {_unnumbered(table)}")
    _deletions(con)
    unknown = con.execute(
        f"SELECT felt, count(*) FROM {UKJENT_DATO} WHERE felt IS NOT NULL GROUP BY felt ORDER BY felt"
    ).fetchall()
    return replace(findings, ukjente_datoer=tuple(unknown))


def select(table: Table) -> str:
    """The finished table in the model's columns and in a total order."""
    names = [c.navn for c in table.all_columns]
    order = [n for n in names if n.endswith("_nr") and n not in ("fra_nr", "til_nr")]
    if table.nokkel is None:
        order += [
            n for n in ("eier_type", "rolle", "lopenr", "type", "element_id", "slettet_dato", "fra") if n in names
        ]
        order += [n for n in ("tabell", "kolonne", "objekt_id", "felt") if table.navn == UKJENT_DATO]
    return f"SELECT {', '.join(names)} FROM {table.navn} ORDER BY {', '.join(order)}"


def _cases(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        CREATE TABLE sak_grunn AS
        SELECT s.dok, CAST(row_number() OVER (ORDER BY s.sak_id) AS INTEGER) AS sak_nr, i.innsending_id, s.sak_id,
            s.migrert_id, s.journalnummer_pseudonym, s.start_dato, s.slutt_dato, s.avsluttet,
            n.enhet, i.enhet_id, i.kommunenummer, i.bydelsnummer, i.format_versjon, i.dato_uttrekk_lokal,
            coalesce(s.er_slettet, false) AS er_slettet
        FROM inn_sak s JOIN vinner USING (dok) JOIN innsendinger i USING (dok) JOIN enhetsnavn n USING (enhet_id);
        CREATE TABLE innsending AS
        SELECT CAST(row_number() OVER (ORDER BY i.innsending_id, i.sak_id) AS INTEGER) AS innsending_nr,
            i.* EXCLUDE (dok, enhet, enhet_id, innhold, helhet), v.dok IS NOT NULL AS gjeldende, s.er_slettet
        FROM innsendinger i LEFT JOIN vinner v ON v.dok = i.dok JOIN sak_grunn s ON s.sak_id = i.sak_id;
    """)


def _people(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        CREATE TABLE personalia AS SELECT *, NOT er_slettet AND row_number() OVER (
            PARTITION BY sak_nr ORDER BY er_slettet, start_dato DESC NULLS LAST, personalia_id DESC NULLS LAST, rad DESC
        ) = 1 AS gjeldende FROM personalia_grunn;
        CREATE TABLE sak AS SELECT s.*, p.fyller_15_dato, p.fyller_18_dato, p.fyller_25_dato
        FROM sak_grunn s LEFT JOIN personalia p ON p.sak_nr = s.sak_nr AND p.gjeldende;
    """)


def _numbered(table: Table) -> str:
    """A table with a number of its own. It lies in the case, in another object, or under one of several kinds."""
    own = ", ".join(_own(c) for c in table.kolonner if c.navn in _names(table))
    number = f"CAST(row_number() OVER (ORDER BY s.sak_nr, r.{table.nokkel}, r.rad) AS INTEGER) AS {table.nr}"
    above, joins, inherited = _above(table)
    return f"""
        SELECT r.dok, r.rad, s.sak_nr, {number}, {above} s.innsending_id, s.sak_id, r.{table.nokkel}, {own},
            coalesce(r.er_slettet, false) OR {inherited} OR {_listed(table)} AS er_slettet
        FROM inn_{table.navn} r JOIN sak_grunn s USING (dok) {joins}"""


def _unnumbered(table: Table) -> str:
    own = ", ".join(f"r.{c.navn}" for c in table.kolonner)
    above, joins, inherited = _above(table)
    return f"""
        SELECT s.sak_nr, {above} s.innsending_id, s.sak_id, {own},
            coalesce(r.er_slettet, false) OR {inherited} AS er_slettet
        FROM inn_{table.navn} r JOIN sak_grunn s USING (dok) {joins}"""


def _above(table: Table) -> tuple[str, str, str]:
    """The owner's columns, how it is found, and when the row is deleted because what it lies in is."""
    if table.eid:
        join = "LEFT JOIN eier e ON e.dok = r.dok AND e.type = r.eier_type AND e.rad = r.eier_rad"
        return "r.eier_type, e.nr AS eier_nr,", join, text("extract.to_tables.coalesce_e_er_slettet_s_er")
    if table.forelder == "sak":
        return "", "", "s.er_slettet"
    join = f"JOIN {table.forelder} f ON f.dok = r.dok AND f.rad = r.forelder_rad"
    return f"f.{table.forelder}_nr,", join, "f.er_slettet"


def _listed(table: Table) -> str:
    """Whether the case's own list of deleted elements names the row. Both kind and id must fit."""
    begrep = _BEGREP_OF.get(table.navn)
    if begrep is None:
        return "false"
    return (
        f"EXISTS (SELECT 1 FROM inn_slettet x WHERE x.dok = r.dok AND x.type = '{begrep}' "
        f"AND x.element_id = r.{table.nokkel})"
    )


def _relations(con: duckdb.DuckDBPyConnection) -> None:
    """The ends are looked up by kind and id inside the case; several rows with one id give the first."""
    con.execute(f"CREATE TABLE {_base('relasjon')} AS {_numbered(BY_NAME['relasjon'])}")
    kinds = [(begrep, _base(table)) for begrep, table in TABLE_OF.items()]
    _union(con, "objekt", kinds, "", "VIEW")
    con.execute("""
        CREATE TABLE ende AS SELECT type, dok, id, min(nr) AS nr FROM objekt SEMI JOIN (
            SELECT dok, fra_type AS type, fra_id AS id FROM relasjon_grunn
            UNION ALL SELECT dok, til_type, til_id FROM relasjon_grunn
            UNION ALL SELECT dok, type, element_id FROM inn_slettet
        ) USING (type, dok, id) GROUP BY type, dok, id;
        CREATE TABLE relasjon AS SELECT r.*, f.nr AS fra_nr, t.nr AS til_nr FROM relasjon_grunn r
        LEFT JOIN ende f ON f.dok = r.dok AND f.type = r.fra_type AND f.id = r.fra_id
        LEFT JOIN ende t ON t.dok = r.dok AND t.type = r.til_type AND t.id = r.til_id;
    """)


def _deletions(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        CREATE TABLE slettet AS
        SELECT s.sak_nr, s.innsending_id, s.sak_id, r.element_id, r.type, r.slettet_dato, e.nr IS NOT NULL AS funnet,
            coalesce(r.er_slettet, false) OR s.er_slettet AS er_slettet
        FROM inn_slettet r JOIN sak_grunn s USING (dok)
        LEFT JOIN ende e ON e.dok = r.dok AND e.type = r.type AND e.id = r.element_id
    """)


def _base(table: str) -> str:
    """What a table is called until the columns that need the other tables are there."""
    return f"{table}_grunn" if table in ("personalia", "relasjon") else table


def _union(
    con: duckdb.DuckDBPyConnection, name: str, kinds: Iterable[tuple[str, str]], more: str, what: str = "TABLE"
) -> None:
    parts = []
    for kind, stored in kinds:
        table = BY_NAME[TABLE_OF.get(kind, kind)]
        extra = f", {more}" if more else ""
        parts.append(f"SELECT '{kind}' AS type, dok, {table.nokkel} AS id, {table.nr} AS nr{extra} FROM {stored}")
    con.execute(f"CREATE {what} {name} AS {' UNION ALL '.join(parts)}")


def _own(column: Column) -> str:
    if column.navn == "konklusjon_er_slettet":  # like every mark of deletion: not said is not deleted
        return f"coalesce(r.{column.navn}, false) AS {column.navn}"
    return f"r.{column.navn}"


def _names(table: Table) -> set[str]:
    return {c.navn for c in STAGED[table.navn]}


def _literally(path: Path) -> str:
    """A path that means itself, where DuckDB would take some characters for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
