"""The tables every key figure is counted from, made once.

tallsted      sak_nr, fra, til → the unit that had the case those days, and the municipality the child lived in
tallsak       sak_nr → barn, a number for the child; em, whether the child has a DUF number; sett, the first day anyone
              saw the case: before it nobody knows who had it, and it is told of the unit that has it now
tallperiode   nr → fra, til, dag: the day a stock is counted on, the last day of the period or ``per``
"""

from collections.abc import Sequence
from datetime import date

from bvaudit.engine.query import FIRST_DAY
from bvaudit.engine.run_tables import make_run_tables
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import Sted, Stedskifte

PLACES, CASES, PERIODS = "tallsted", "tallsak", "tallperiode"
# Numbers that several children may have: two with one birth date must not become one.
_SHARED = ("hjelpenummer", "terminnummer", "ugyldig", "ingen")
_PLACES = (
    "SELECT DISTINCT s.sak_nr, s.fra, s.til, s.enhet, COALESCE(e.kommunenummer, k.kommunenummer, '') AS kommune "
    "FROM saksrekke s JOIN sak k ON k.sak_nr = s.sak_nr "
    "LEFT JOIN (SELECT sak_nr, fra, MIN(kommunenummer) AS kommunenummer FROM sak_enhet GROUP BY 1, 2) e "
    f"ON e.sak_nr = s.sak_nr AND COALESCE(e.fra, {FIRST_DAY}) = s.fra "
    "WHERE NOT COALESCE(k.er_slettet, FALSE)"
)


def make_figure_tables(
    database: SqlEngine, kilder: Sequence[Kilde], perioder: Sequence[Periode], spurt: int, per: date
) -> None:
    """Everything that does not differ from figure to figure. The first ``spurt`` periods are those that were asked
    for; the others are parts of them, for what is counted month by month."""
    make_run_tables(database, tuple(kilder), None)
    database.make(PLACES, _PLACES)
    database.make(CASES, _cases())
    days = [(name, "DATE") for name in ("fra", "til", "dag", "per")]
    columns = [("nr", "INTEGER"), *days, ("spurt", "BOOLEAN")]
    database.create(PERIODS, columns)
    rows = [(nr, one.fra, one.til, min(one.til, per), per, nr < spurt) for nr, one in enumerate(perioder)]
    database.insert(PERIODS, [name for name, _ in columns], rows)


def _cases() -> str:
    """A child is the person number, wherever it is unlike every other child's; else the case."""
    shared = ", ".join(f"'{word}'" for word in _SHARED)
    living = "FROM personalia p WHERE NOT COALESCE(p.er_slettet, FALSE) AND COALESCE(p.gjeldende, TRUE)"
    person = (
        f"SELECT p.sak_nr, MIN(p.person_pseudonym) FILTER (WHERE COALESCE(p.ident_type, '') NOT IN ({shared})) "
        "AS person, "
        f"COALESCE(BOOL_OR(p.duf_pseudonym IS NOT NULL AND p.duf_pseudonym <> ''), FALSE) AS em {living} GROUP BY 1"
    )
    child = "CASE WHEN i.person IS NULL OR i.person = '' THEN 'S' || CAST(k.sak_nr AS VARCHAR) ELSE 'P' || i.person END"
    seen = f"SELECT sak_nr, MIN(COALESCE(fra, {FIRST_DAY})) AS dag FROM sak_enhet GROUP BY 1"
    return (
        f"SELECT k.sak_nr, DENSE_RANK() OVER (ORDER BY {child}) AS barn, "
        f"COALESCE(BOOL_OR(i.em) OVER (PARTITION BY {child}), FALSE) AS em, f.dag AS sett "
        f"FROM sak k LEFT JOIN ({person}) i ON i.sak_nr = k.sak_nr LEFT JOIN ({seen}) f ON f.sak_nr = k.sak_nr "
        "WHERE NOT COALESCE(k.er_slettet, FALSE)"
    )


def first_seen_after(database: SqlEngine, dag: date) -> tuple[int, int]:
    """How many cases nobody has seen before or on the day, and how many there are."""
    ((after, every),) = database.run(
        f"SELECT COUNT(*) FILTER (WHERE sett > {database.dialect.date(dag)}), COUNT(*) FROM {CASES}"
    )
    return int(after), int(every)


def municipalities(database: SqlEngine) -> tuple[str, ...]:
    """Every municipality some child lives in, or has lived in."""
    rows = database.run(f"SELECT DISTINCT kommune FROM {PLACES} WHERE kommune <> '' ORDER BY 1")
    return tuple(kommune for (kommune,) in rows)


# So many cases that go from one place to another on one day are the place that goes, and not the children.
_TOGETHER = 5


def shifts(database: SqlEngine, per: date) -> tuple[Stedskifte, ...]:
    """The units and municipalities that have no open case any more, and those that took over their cases on one day:
    what is counted there before and after is not of the same place."""
    found: list[Stedskifte] = []
    for kind, column in ((Sted.ENHET, "enhet"), (Sted.KOMMUNE, "kommune")):
        day = database.dialect.date(per)
        rows = database.run(
            f"WITH apne AS (SELECT DISTINCT s.{column} AS navn FROM {PLACES} s JOIN sak k ON k.sak_nr = s.sak_nr "
            f"WHERE {day} >= s.fra AND {day} <= s.til AND COALESCE(k.slutt_dato > {day}, TRUE)), "
            f"flyttet AS (SELECT a.{column} AS fra, b.{column} AS til, b.fra AS dag, COUNT(DISTINCT a.sak_nr) AS n "
            f"FROM {PLACES} a JOIN {PLACES} b ON b.sak_nr = a.sak_nr AND b.{column} <> a.{column} "
            f"AND a.til < {day} AND b.fra = CAST(a.til + INTERVAL 1 DAY AS DATE) WHERE a.{column} <> '' "
            "GROUP BY 1, 2, 3) "
            f"SELECT fra, til, dag FROM flyttet WHERE n >= {_TOGETHER} AND fra NOT IN (SELECT navn FROM apne) "
            "ORDER BY 3, 1, 2"
        )
        found += [Stedskifte(sted=kind, dag=dag, fra=fra, til=til) for fra, til, dag in rows]
    return tuple(found)
