"""What one reading comes to: its objects in each period and place, counted by GROUPING SETS.

``treff`` has a row for each object, period and unit: nr, sak_nr, barn, enhet, kommune, med, av, der, dag (the day its
place is told by), and what is measured. «Alle» is counted and never summed: an object or a child in two units is one.
"""

from bvaudit.engine.figure_passes import Pass
from bvaudit.engine.figure_readings import Axis, CompiledReading
from bvaudit.engine.figure_tables import CASES, PERIODS, PLACES
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tallord import Kraft, Teller, Utenom
from bvaudit.vocabulary.dialect import Dialect

HITS = "treff"
PLACED = "GROUPING(enhet) AS uten_enhet, GROUPING(kommune) AS uten_kommune, enhet, kommune"


def by_place(*more: str) -> str:
    """The end of a query that counts all, every unit and every municipality, each also by ``more``."""
    whole = ", ".join(("periode", *more))
    sets = ", ".join((f"({whole})", f"({whole}, enhet)", f"({whole}, kommune)"))
    return f"GROUP BY GROUPING SETS ({sets})"


ONE = {Teller.BARN: "barn", Teller.SAKER: "sak_nr"}


def make_hits(database: SqlEngine, found: Pass, one: CompiledReading, omsorg: tuple[str, ...]) -> None:
    """``treff`` of a reading. ``omsorg`` are the units whose task is care."""
    database.make(HITS, _hits(database.dialect, found, one, omsorg))


def _hits(dialect: Dialect, found: Pass, one: CompiledReading, omsorg: tuple[str, ...]) -> str:
    lesning = one.wanted.lesning
    col = {name: f"o.{found.column(getattr(one, name))}" for name in _NAMES}
    fra, til = f"GREATEST({col['start']}, p.fra)", f"LEAST(COALESCE({col['slutt']}, p.dag), p.dag)"
    last = f"LEAST(COALESCE({col['slutt']}, p.per), p.per)"
    asked = "" if lesning.over is not None else "p.spurt AND "
    when, place = _time(one, col, fra, til)
    days = _enough_days(found, one, col["der"]) if one.dager is not None else ("", col["der"])
    return (
        f"SELECT p.nr AS periode, o.nr, o.sak_nr, k.barn, s.enhet, s.kommune, {col['med']} AS med, {col['av']} AS av, "
        f"{days[1]} AS der, {col['varighet']} AS varighet, {col['uten_alder']} AS uten_alder, "
        f"{_placed_by(one, col)} AS dag, {col['over_18']} AS over_18, {fra} AS fra, {til} AS til, {last} AS siste, "
        f"s.fra AS s_fra, s.til AS s_til, k.sett, COALESCE({_last_day(one, col, til)} < k.sett, FALSE) AS usett"
        f"{_codes(found, one)}\n"
        f"FROM {found.navn} o JOIN {PERIODS} p ON {asked}{when}\n"
        f"JOIN {CASES} k ON k.sak_nr = o.sak_nr JOIN {PLACES} s ON s.sak_nr = o.sak_nr AND {place}{days[0]}\n"
        f"WHERE COALESCE({col['med']}, TRUE){without(dialect, lesning, omsorg)}"
    )


_NAMES = ("med", "av", "der", "dato", "start", "slutt", "over_18", "uten_alder", "varighet")


def without(dialect: Dialect, lesning: Lesning, omsorg: tuple[str, ...]) -> str:
    """Who the reading leaves out, as the end of a WHERE over the case ``k`` and the place ``s``."""
    left = " AND NOT k.em" if Utenom.EM in lesning.uten else ""
    if Utenom.OMSORGSENHETEN in lesning.uten and omsorg:
        left += f" AND s.enhet NOT IN ({', '.join(str(dialect.text(navn)) for navn in omsorg)})"
    return left


def _time(one: CompiledReading, col: dict[str, str], fra: str, til: str) -> tuple[str, str]:
    """How an object comes into a period, and whose it is there."""
    kraft = one.wanted.tid.i_kraft
    if kraft is None:
        inside = f"{col['dato']} >= p.fra AND {col['dato']} <= p.dag"
        return inside, f"{col['dato']} >= s.fra AND {col['dato']} <= s.til"
    if kraft is Kraft.NOEN_DAG:
        return f"{fra} <= {til} AND {col['start']} <= p.dag", f"s.fra <= {til} AND s.til >= {fra}"
    if kraft is Kraft.HVER_DAG:
        whole = f"{col['start']} <= p.fra AND COALESCE({col['slutt']} >= p.til, TRUE)"
        return whole, "p.til >= s.fra AND p.til <= s.til"
    return "o.dag = p.dag", "p.dag >= s.fra AND p.dag <= s.til"


def _placed_by(one: CompiledReading, col: dict[str, str]) -> str:
    return col["dato"] if one.wanted.tid.i_kraft is None else "p.dag"


def _last_day(one: CompiledReading, col: dict[str, str], til: str) -> str:
    """The last day its place is told by."""
    return til if one.wanted.tid.i_kraft is Kraft.NOEN_DAG else _placed_by(one, col)


def _codes(found: Pass, one: CompiledReading) -> str:
    return "".join(
        f", o.{found.column(axis.kode)} AS kode{i}" for i, axis in enumerate(one.axes) if axis.kode is not None
    )


def _enough_days(found: Pass, one: CompiledReading, der: str) -> tuple[str, str]:
    """A join to how many different days there are in the window, and whether they are enough; where ``der`` is unknown,
    so is that. Of what is counted on
    a day the window is the calendar year to that day."""
    andel = one.wanted.lesning.andel
    assert andel is not None and andel.dager is not None and one.dager is not None
    stock = one.wanted.stock
    fra = "CAST(DATE_TRUNC('year', q.dag) AS DATE)" if stock else "q.fra"
    same = " AND r.dag = q.dag" if stock else ""
    query = (
        f"SELECT r.nr, q.nr AS periode, COUNT(DISTINCT r.verdi) AS antall FROM {found.rader[one.dager]} r "
        f"JOIN {PERIODS} q ON r.verdi >= {fra} AND r.verdi <= q.dag{same} GROUP BY 1, 2"
    )
    joined = f"\nLEFT JOIN ({query}) d ON d.nr = o.nr AND d.periode = p.nr"
    return joined, f"CASE WHEN {der} IS NOT NULL THEN {der} AND COALESCE(d.antall, 0) >= {andel.dager.minst} END"


def whole(lesning: Lesning) -> str:
    """The query that counts ``treff``: period, place, and the numbers of ``Telling`` in order."""
    if lesning.tell in (Teller.DOGN, Teller.NETTER):
        return _days(lesning)
    return f"SELECT periode, {PLACED}, NULL AS kode, {_numbers(lesning)} FROM {HITS} {by_place()}"


def _numbers(lesning: Lesning) -> str:
    one = ONE.get(lesning.tell, "nr")
    measured = "varighet IS NOT NULL AND med" if lesning.varighet is not None else "med"
    inside = "med AND av AND der IS NOT NULL"
    unknown = "med IS NULL OR (med AND (av IS NULL OR (av AND der IS NULL)))"
    stats = ", ".join(f"{function}(varighet) FILTER (WHERE med)" for function in ("AVG", "MEDIAN", "MIN", "MAX"))
    return (
        f"COUNT(DISTINCT {one}) FILTER (WHERE {measured}), COUNT(DISTINCT {one}) FILTER (WHERE med AND av AND der), "
        f"COUNT(DISTINCT {one}) FILTER (WHERE {inside}), COUNT(DISTINCT sak_nr) FILTER (WHERE {measured}), "
        f"COUNT(DISTINCT sak_nr) FILTER (WHERE {inside}), "
        f"COUNT(DISTINCT {one}) FILTER (WHERE {unknown} OR ({inside})) - "
        f"COUNT(DISTINCT {one}) FILTER (WHERE {inside}), "
        f"COUNT(DISTINCT {one}) FILTER (WHERE med AND uten_alder), "
        f"COUNT(DISTINCT {one}) FILTER (WHERE {inside} AND usett), {stats}"
    )


def _days(lesning: Lesning) -> str:
    number = "COUNT(DISTINCT (en, dag))"
    cases, unseen = "COUNT(DISTINCT sak_nr)", f"{number} FILTER (WHERE dag < sett)"
    return (
        f"SELECT periode, {PLACED}, NULL AS kode, {number}, 0, 0, {cases}, 0, 0, 0, {unseen}, NULL, NULL, NULL, NULL "
        f"FROM ({day_rows(lesning)}) {by_place()}"
    )


def day_rows(lesning: Lesning) -> str:
    """Every day in force, with the unit that day. A child is there once a day, unless objects are counted."""
    til = "LEAST(til, CAST(siste - INTERVAL 1 DAY AS DATE))" if lesning.tell is Teller.NETTER else "til"
    one = "nr" if lesning.dogn_per == "objekter" else "barn"
    day = "CAST(d.dag AS DATE)"
    return (
        f"SELECT DISTINCT t.periode, t.{one} AS en, t.sak_nr, t.enhet, t.kommune, t.sett, {day} AS dag FROM {HITS} t, "
        f"UNNEST(GENERATE_SERIES(GREATEST(t.fra, t.s_fra), LEAST({til}, t.s_til), INTERVAL 1 DAY)) d(dag) WHERE t.med"
    )


def parts(lesning: Lesning, found: Pass, one: CompiledReading, number: int) -> str:
    """The query that counts the parts of a division, each code in ``kode``; what is in no part is not there."""
    axis = one.axes[number]
    if axis.kode is not None and not axis.inndeling.felt:
        return _exclusive(lesning, number)
    rows = entries(found, one, axis, number)
    sets = by_place("kode")
    if axis.inndeling.av == "oppforinger":
        every = _entries_counted()
        return f"SELECT periode, {PLACED}, kode, {every} FROM ({rows}) {sets}"
    return f"SELECT periode, {PLACED}, kode, {_numbers(lesning)} FROM ({rows}) {sets}"


def all_entries(found: Pass, one: CompiledReading, number: int) -> str:
    """As ``whole``, of the entries of a division: each code of an object once."""
    rows = entries(found, one, one.axes[number], number, grouped=False)
    return f"SELECT periode, {PLACED}, NULL AS kode, {_entries_counted()} FROM ({rows}) {by_place()}"


def _entries_counted() -> str:
    number = "COUNT(DISTINCT (nr, oppforing)) FILTER (WHERE med)"
    cases = "COUNT(DISTINCT sak_nr) FILTER (WHERE med)"
    return f"{number}, {number}, {number}, {cases}, {cases}, 0, 0, 0, NULL, NULL, NULL, NULL"


def _exclusive(lesning: Lesning, number: int) -> str:
    """Each child (or object) in one part: the first of those its objects are in."""
    one = ONE.get(lesning.tell, "nr")
    inner = (
        f"SELECT periode, GROUPING(enhet) AS uten_enhet, GROUPING(kommune) AS uten_kommune, enhet, kommune, "
        f"CAST(MIN(kode{number}) AS VARCHAR) AS kode, COUNT(DISTINCT sak_nr) AS saker, "
        f"BOOL_OR(uten_alder) AS uten_alder "
        f"FROM {HITS} WHERE med {by_place(one)}"
    )
    return (
        "SELECT periode, uten_enhet, uten_kommune, enhet, kommune, kode, COUNT(*), COUNT(*), COUNT(*), "
        "CAST(SUM(saker) AS BIGINT), CAST(SUM(saker) AS BIGINT), 0, COUNT(*) FILTER (WHERE uten_alder), "
        f"0, NULL, NULL, NULL, NULL FROM ({inner}) WHERE kode IS NOT NULL "
        "GROUP BY periode, uten_enhet, uten_kommune, enhet, kommune, kode"
    )


def entries(found: Pass, one: CompiledReading, axis: Axis, number: int, *, grouped: bool = True) -> str:
    """``treff`` with the part each row is in as ``kode``, and the code itself as ``oppforing``."""
    division = axis.inndeling
    if division.alder:
        return f"SELECT t.*, {_age(division.alder)} AS kode, '' AS oppforing FROM {HITS} t"
    if axis.rader is not None:
        same = " AND r.dag = t.dag" if one.wanted.stock else ""
        table = found.rader[axis.rader]
        source = f"{HITS} t LEFT JOIN {table} r ON r.nr = t.nr{same}"
        code = "r.verdi"
    else:
        source, code = f"{HITS} t", f"t.kode{number}"
    if division.liste:
        source += f", UNNEST(STRING_SPLIT(COALESCE({code}, ''), ',')) l(ett)"
        code = "NULLIF(TRIM(l.ett), '')"
    rows = f"SELECT t.*, NULLIF({code}, '') AS oppforing FROM {source}"
    if not grouped:
        return f"SELECT * FROM ({rows}) WHERE oppforing IS NOT NULL"
    return f"SELECT * FROM (SELECT e.*, {_part(axis)} AS kode FROM ({rows}) e) WHERE kode IS NOT NULL"


def _part(axis: Axis) -> str:
    """The part a code is in. Without groups it is the code itself."""
    division = axis.inndeling
    empty = f"WHEN e.oppforing IS NULL THEN {_text(division.tom) if division.tom else 'NULL'} "
    groups = " ".join(
        f"WHEN e.oppforing IN ({', '.join(_text(kode) for kode in gruppe.koder)}) THEN {_text(gruppe.kode)}"
        for gruppe in division.grupper
    )
    alone = not division.grupper or division.resten_alene
    rest = "e.oppforing" if alone else _text(division.andre) if division.andre else "NULL"
    return f"CASE {empty}{groups} ELSE {rest} END"


def _age(limits: tuple[int, ...]) -> str:
    """Which age group on the day. The names are «0-5», «18-» and «ukjent»."""
    whens = ["WHEN over_18 IS NULL THEN 'ukjent'"]
    ordered = sorted(limits)
    for lower, upper in zip(ordered, [*ordered[1:], None], strict=True):
        name = f"{lower}-{upper - 1}" if upper is not None else f"{lower}-"
        if upper is None:
            whens.append(f"ELSE '{name}'")
        else:
            months = (upper - 18) * 12
            sign = "+" if months >= 0 else "-"
            whens.append(f"WHEN t.dag < CAST(over_18 {sign} INTERVAL {abs(months)} MONTH AS DATE) THEN '{name}'")
    return f"CASE {' '.join(whens)} END"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
