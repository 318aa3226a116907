"""What the submissions of an import say about each other: which are one, which come last, and what cannot be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from bvaudit.extract.normalise.unit_history import Sighting, Units, name_units
from bvaudit.model.enhet import Enheter, named
from bvaudit.model.safe_text import is_name
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the submissions say about each other. Documents are named by ``dok``."""

    alike: tuple[tuple[int, ...], ...]  # the same submission more than once; the first counts
    repeated_id: tuple[tuple[int, ...], ...]  # the same id with different content; the first counts
    unsettled: tuple[int, ...]  # no telling which submission of the case came last; this one was used
    broken_chains: int
    cases_with_many_ids: int
    versions: Mapping[str, int]  # submissions by format version
    formats: frozenset[str]  # of the submissions that count
    uttrekksdato: date | None
    kommuner: tuple[str, ...]
    ukjente_datoer: tuple[tuple[str, int], ...]  # the field as the source names it, and how many
    kommunenavn: Mapping[str, str]
    enheter: Units


def is_the_example(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether every submission is from the made-up municipality of the demo, whose numbers no real one has."""
    rows = con.execute("SELECT DISTINCT kommunenummer, organisasjonsnummer FROM inn_innsending").fetchall()
    return set(rows) == {("9999", "999999999")}


def winners(con: duckdb.DuckDBPyConnection) -> frozenset[int]:
    """The documents that count, by ``dok``."""
    return frozenset(row[0] for row in con.execute("SELECT dok FROM vinner").fetchall())


def compare_submissions(
    con: duckdb.DuckDBPyConnection, enheter: Enheter | None, earlier: Iterable[Sighting]
) -> Findings:
    """Makes ``innsendinger``, each submission once, and ``vinner``, the one of each case that counts."""
    # Nearly every submission comes once, so only those that do not are put in order.
    con.execute("""
        CREATE TABLE lest AS SELECT dok, innsending_id, sak_id, helhet,
            row_number() OVER (PARTITION BY innsending_id, sak_id ORDER BY helhet DESC, kildefil_sha256, dok) AS plass,
            row_number() OVER (PARTITION BY innsending_id, sak_id, helhet ORDER BY kildefil_sha256, dok) AS kopi
        FROM inn_innsending SEMI JOIN (
            SELECT innsending_id, sak_id FROM inn_innsending GROUP BY innsending_id, sak_id HAVING count(*) > 1
        ) USING (innsending_id, sak_id);
        CREATE VIEW innsendinger AS
        SELECT * FROM inn_innsending ANTI JOIN (SELECT dok FROM lest WHERE plass > 1) USING (dok);
        CREATE TABLE siste AS
        WITH t AS (
            SELECT dok, sak_id, innsending_id, forrige_id, innhold FROM innsendinger
            QUALIFY dato_uttrekk = max(dato_uttrekk) OVER (PARTITION BY sak_id))
        SELECT t.*, EXISTS (
            SELECT 1 FROM t n
            WHERE n.sak_id = t.sak_id AND n.forrige_id = t.innsending_id AND n.innsending_id <> t.innsending_id
        ) AS etterfulgt
        FROM t;
        CREATE TABLE vinner AS SELECT dok, sak_id FROM siste
        QUALIFY row_number() OVER (PARTITION BY sak_id ORDER BY etterfulgt, innsending_id DESC, innhold DESC) = 1;
    """)
    facts = con.execute("""
        SELECT max(i.dato_uttrekk_lokal), list(DISTINCT i.format_versjon),
            list_sort(list(DISTINCT i.kommunenavn) FILTER (i.kommunenavn IS NOT NULL))
        FROM innsendinger i JOIN vinner USING (dok)""").fetchone()
    assert facts is not None  # an aggregate always gives one row
    uttrekksdato, formats, kommuner = facts
    return Findings(
        alike=_groups(con, "SELECT list(dok ORDER BY dok) FROM lest GROUP BY innsending_id, sak_id, helhet"),
        repeated_id=_groups(
            con,
            "SELECT list(dok ORDER BY helhet DESC) FROM lest WHERE kopi = 1 GROUP BY innsending_id, sak_id",
        ),
        unsettled=tuple(dok for (dok,) in con.execute(_UNSETTLED).fetchall()),
        broken_chains=_count(con, _BROKEN),
        cases_with_many_ids=_count(con, _MANY_IDS),
        versions=dict(con.execute(_VERSIONS).fetchall()),
        formats=frozenset(formats or ()),
        uttrekksdato=uttrekksdato,
        kommuner=tuple(navn for navn in kommuner or () if named(navn) and is_name(navn)),
        kommunenavn=dict(con.execute(_MUNICIPALITIES).fetchall()),
        enheter=name_units(con, enheter, earlier),
        ukjente_datoer=(),
    )


# A tie that the chain does not settle: more than one is nobody's predecessor, or all are, and they differ.
_UNSETTLED = """
    SELECT v.dok FROM vinner v WHERE v.sak_id IN (
        SELECT sak_id FROM siste GROUP BY sak_id
        HAVING (count(*) FILTER (NOT etterfulgt) > 1 AND count(DISTINCT innhold) FILTER (NOT etterfulgt) > 1)
            OR (count(*) FILTER (NOT etterfulgt) = 0 AND count(DISTINCT innhold) > 1))
    ORDER BY v.dok"""
_VERSIONS = "SELECT format_versjon, count(*) FROM innsendinger GROUP BY format_versjon ORDER BY format_versjon"
# The name most cases have, where one number is written in several ways.
_MUNICIPALITIES = """
    SELECT coalesce(kommunenummer, ''), kommunenavn FROM innsendinger JOIN vinner USING (dok)
    WHERE kommunenavn IS NOT NULL GROUP BY 1, 2
    QUALIFY row_number() OVER (PARTITION BY coalesce(kommunenummer, '') ORDER BY count(*) DESC, kommunenavn) = 1
    ORDER BY 1"""
_BROKEN = """
    SELECT count(*) FROM innsendinger i WHERE i.forrige_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM innsendinger f WHERE f.innsending_id = i.forrige_id AND f.sak_id = i.sak_id)"""
_MANY_IDS = """
    SELECT count(*) FROM (
        SELECT 1 FROM inn_sak s JOIN vinner USING (dok) JOIN innsendinger i USING (dok)
        WHERE NOT coalesce(s.er_slettet, false) AND s.journalnummer_pseudonym IS NOT NULL
        GROUP BY i.organisasjonsnummer, s.journalnummer_pseudonym HAVING count(DISTINCT s.sak_id) > 1)"""


def _groups(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[tuple[int, ...], ...]:
    rows: list[tuple[Any, ...]] = con.execute(text("extract.submissions.having_count_1", sql=sql)).fetchall()
    return tuple(sorted(tuple(documents) for (documents,) in rows))


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
