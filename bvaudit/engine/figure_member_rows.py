"""Queries for who is behind a number: ``en`` (the object, the case or the child), its case, its place, and how much.

Each is grouped as the count itself is: once for all, once for every unit and once for every municipality, so that what
is counted once for all is not counted twice because it was in two units.
"""

from collections.abc import Iterable

from bvaudit.engine import figure_counts, figure_rules
from bvaudit.engine.figure_counts import HITS, ONE
from bvaudit.engine.figure_passes import Pass
from bvaudit.engine.figure_readings import CompiledReading
from bvaudit.engine.figure_rules import BROKEN, JUDGED, MET, RuleAnswer
from bvaudit.model.arsak import Del, Gruppe
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tallord import Brudddel, Teller

PLACES = "GROUPING(enhet) AS uten_enhet, GROUPING(kommune) AS uten_kommune, enhet, kommune"
_ONCE = "COUNT(DISTINCT atom)"
_MED, _TELLER, _NEVNER = "med", "med AND av AND der", "med AND av AND der IS NOT NULL"


def counted_rows(
    found: Pass, one: CompiledReading, gruppe: Gruppe | None, months: Iterable[int] = ()
) -> dict[Del, str]:
    """Number → the query for those behind it, of ``treff`` of the reading. ``months``: the numbers of the months (or
    half-years) it is counted by, in the table of periods."""
    lesning = one.wanted.lesning
    if gruppe is not None:
        return _part(found, one, gruppe)
    en = ONE.get(lesning.tell, "nr")
    if lesning.tell in (Teller.DOGN, Teller.NETTER):
        return {
            Del.ANTALL: _summed(
                f"SELECT en, sak_nr, enhet, kommune, dag AS atom FROM ({figure_counts.day_rows(lesning)})"
            )
        }
    if lesning.over is not None:
        return {Del.ANTALL: _summed(_rows(en, _in(months), "periode"))}
    if lesning.varighet is not None:
        measured = "med AND varighet IS NOT NULL"
        return {
            Del.ANTALL: _summed(_rows(en, measured)),
            Del.DAGER: _summed(_rows(en, measured, "varighet"), "SUM(atom)"),
        }
    return {Del.ANTALL: _summed(_rows(en, _MED)), **(_share(en, HITS) if lesning.andel is not None else {})}


def month_rows(lesning: Lesning, number: int) -> str:
    """Those counted in one of the months: the one with this number in the table of periods."""
    return _summed(_rows(ONE.get(lesning.tell, "nr"), f"med AND periode = {number}"))


def rule_rows(one: RuleAnswer, gruppe: Gruppe | None) -> dict[Del, str]:
    """As ``counted_rows``, of ``treff`` of a rule's answers. Each row is one, as in the count."""
    wanted = BROKEN if one.svar.teller is Brudddel.BRUDD else MET
    every = {
        Del.ANTALL: _summed(_rows("nr", f"utfall = {wanted}" if one.svar.mot else f"utfall IN ({JUDGED})"), "COUNT(*)"),
        Del.TELLER: _summed(_rows("nr", f"utfall = {wanted}"), "COUNT(*)"),
        Del.NEVNER: _summed(_rows("nr", f"utfall IN ({JUDGED})"), "COUNT(*)"),
    }
    if gruppe is None:
        return every
    split = f"({figure_rules.split_rows()})"
    part = _summed(_rows("nr", f"kode = {_text(gruppe.kode)}", source=split), "COUNT(*)")
    return {Del.ANTALL: part, Del.TELLER: part, Del.NEVNER: every[Del.NEVNER]}


def _part(found: Pass, one: CompiledReading, gruppe: Gruppe) -> dict[Del, str]:
    lesning = one.wanted.lesning
    number = next(n for n, axis in enumerate(one.axes) if axis.inndeling.akse == gruppe.akse)
    axis, en = one.axes[number], ONE.get(lesning.tell, "nr")
    whole = _summed(_rows(en, _MED))
    if axis.kode is not None and not axis.inndeling.felt:
        codes = [*(part.kode for part in axis.inndeling.grupper), axis.inndeling.andre]
        part = _exclusive(en, number, codes.index(gruppe.kode))
        return {Del.ANTALL: part, Del.TELLER: part, Del.NEVNER: part if lesning.andel is not None else whole}
    rows = figure_counts.entries(found, one, axis, number)
    mine = f"(SELECT * FROM ({rows}) WHERE kode = {_text(gruppe.kode)})"
    if axis.inndeling.av == "oppforinger":
        every = f"({figure_counts.entries(found, one, axis, number, grouped=False)})"
        part, whole = (_summed(_rows("nr", _MED, "oppforing", source=source)) for source in (mine, every))
        return {Del.ANTALL: part, Del.TELLER: part, Del.NEVNER: whole}
    part = _summed(_rows(en, _MED, source=mine))
    if lesning.andel is not None:
        return {Del.ANTALL: part, **_share(en, mine)}
    return {Del.ANTALL: part, Del.TELLER: part, Del.NEVNER: whole}


def _share(en: str, source: str) -> dict[Del, str]:
    return {
        Del.TELLER: _summed(_rows(en, _TELLER, source=source)),
        Del.NEVNER: _summed(_rows(en, _NEVNER, source=source)),
    }


def _rows(en: str, condition: str, atom: str = "0", *, source: str = HITS) -> str:
    return f"SELECT {en} AS en, sak_nr, enhet, kommune, {atom} AS atom FROM {source} WHERE {condition}"


def _summed(rows: str, how: str = _ONCE) -> str:
    return f"SELECT en, MIN(sak_nr) AS sak_nr, {PLACES}, {how} AS antall FROM ({rows}) {_by_place('en')}"


def _by_place(en: str) -> str:
    sets = ", ".join((f"({en})", f"({en}, enhet)", f"({en}, kommune)"))
    return f"GROUP BY GROUPING SETS ({sets})"


def _exclusive(en: str, number: int, part: int) -> str:
    """In each place by the first of the parts its objects there are in."""
    inner = (
        f"SELECT {en} AS en, MIN(sak_nr) AS sak_nr, {PLACES}, MIN(kode{number}) AS kode FROM {HITS} WHERE med "
        f"{_by_place(en)}"
    )
    return (
        f"SELECT en, sak_nr, uten_enhet, uten_kommune, enhet, kommune, 1 AS antall FROM ({inner}) WHERE kode = {part}"
    )


def _in(months: Iterable[int]) -> str:
    numbers = ", ".join(map(str, months))
    return f"med AND periode IN ({numbers})" if numbers else "FALSE"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
