"""Who is behind one number: each object, case or child that was counted, and in which places."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bvaudit.engine import figure_counts, figure_rules
from bvaudit.engine.figure_counts import HITS
from bvaudit.engine.figure_passes import grounds, make_pass
from bvaudit.engine.figure_tables import CASES, make_figure_tables
from bvaudit.engine.figures import FigurePlan
from bvaudit.engine.result_table import object_ids
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.arsak import Medlem
from bvaudit.model.resultat import OUTCOME_NUMBERS
from bvaudit.model.tables import BY_NAME
from bvaudit.model.tallord import Brudddel, Teller
from bvaudit.model.utfall import Utfall

_BROKEN, _MET = OUTCOME_NUMBERS[Utfall.IKKE_OPPFYLT], OUTCOME_NUMBERS[Utfall.OPPFYLT]
_JUDGED = ", ".join(str(OUTCOME_NUMBERS[u]) for u in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT))

_ROWS = {Teller.BARN: "", Teller.SAKER: "sak"}


class Del(StrEnum):
    """Which number of the reading."""

    ANTALL = "antall"
    TELLER = "teller"
    NEVNER = "nevner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """``talt`` are those behind each number. ``finnes`` are the keys of all there are in the extract, and ``objekt``
    the table they are rows of; empty when children are counted, who have no row of their own."""

    talt: Mapping[Del, tuple[Medlem, ...]]
    finnes: frozenset[str]
    objekt: str


def members(database: SqlEngine, plan: FigurePlan) -> Members:
    """Of the one reading and the one period of the plan. Days in force, means and ratios have no such members, and are
    not asked for."""
    kilder = plan.plan.holdt
    make_figure_tables(database, kilder, plan.alle_perioder, len(plan.perioder), plan.per)
    if plan.regler:
        return _of_rule(database, plan)
    (wanted,) = plan.telles
    basis = grounds(database, plan.plan.koder, kilder)
    days = [min(plan.perioder[0].til, plan.per)] if wanted.stock else [plan.per]
    found = make_pass(database, "tall_medlemmer", [wanted], basis, days, stock=wanted.stock)
    figure_counts.make_hits(database, found, found.readings[0], plan.omsorg)
    counted = {Del.ANTALL: "t.med"}
    if wanted.lesning.andel is not None:
        counted |= {Del.TELLER: "t.med AND t.av AND t.der", Del.NEVNER: "t.med AND t.av AND t.der IS NOT NULL"}
    return _made(database, wanted.gjelder.objekt, wanted.lesning.tell, counted)


def _of_rule(database: SqlEngine, plan: FigurePlan) -> Members:
    (one,) = plan.regler
    figure_rules.make_rule_rows(database, plan.plan, plan.regeldager)
    figure_rules.count_rule(database, one, plan.omsorg)
    wanted = _BROKEN if one.svar.teller is Brudddel.BRUDD else _MET
    counted = {Del.TELLER: f"t.utfall = {wanted}", Del.NEVNER: f"t.utfall IN ({_JUDGED})"}
    return _made(database, one.regel.gjelder.objekt, Teller.OBJEKTER, counted)


def _made(database: SqlEngine, objekt: str, tell: Teller, counted: Mapping[Del, str]) -> Members:
    key, finnes = _keys(objekt, tell)
    talt = {del_: _members(database, key, condition) for del_, condition in counted.items()}
    there = frozenset(str(row[0]) for row in database.run(finnes))
    return Members(talt=talt, finnes=there, objekt=_ROWS.get(tell, objekt))


def _keys(objekt: str, tell: Teller) -> tuple[str, str]:
    """A query for number (of the object, the case or the child) and key, joined as ``n``; and one for every key."""
    living = "NOT COALESCE(k.er_slettet, FALSE)"
    if tell is Teller.BARN:
        named = (
            f"SELECT c.barn AS nr, MIN(k.sak_id) AS nokkel FROM {CASES} c JOIN sak k ON k.sak_nr = c.sak_nr GROUP BY 1"
        )
        return f"JOIN ({named}) n ON n.nr = t.barn", f"SELECT nokkel FROM ({named})"
    if tell is Teller.SAKER:
        return "JOIN (SELECT sak_nr AS nr, sak_id AS nokkel FROM sak) n ON n.nr = t.sak_nr", (
            f"SELECT k.sak_id FROM sak k WHERE {living}"
        )
    table = BY_NAME[objekt]
    deleted = " WHERE NOT COALESCE(er_slettet, FALSE)" if table.column("er_slettet") else ""
    return f"JOIN ({object_ids(objekt).replace('objekt_id', 'nokkel')}) n ON n.nr = t.nr", (
        f"SELECT {table.nokkel} FROM {table.navn}{deleted}"
    )


def _members(database: SqlEngine, key: str, condition: str) -> tuple[Medlem, ...]:
    rows = database.run(
        f"SELECT DISTINCT n.nokkel, k.sak_id, t.enhet, t.kommune FROM {HITS} t {key} "
        f"JOIN sak k ON k.sak_nr = t.sak_nr WHERE {condition} ORDER BY 1, 2, 3, 4"
    )
    return tuple(_grouped(rows))


def _grouped(rows: Iterable[tuple[str, str, str, str]]) -> Iterable[Medlem]:
    """Each key once, with every place it is counted in."""
    found: dict[str, tuple[str, dict[str, int]]] = {}
    for key, sak, enhet, kommune in rows:
        _, places = found.setdefault(str(key), (str(sak), {"": 1}))
        places |= {place: 1 for place in (enhet, kommune) if place}
    for key, (sak, places) in found.items():
        yield Medlem(nokkel=key, sak=sak, steder=places)


def columns_of(database: SqlEngine, objekt: str, keys: Collection[str]) -> dict[str, dict[str, str]]:
    """Key → the columns of the row that people can recognise, as text. Numbers that only join tables are left out."""
    table = BY_NAME[objekt]
    names = [c.navn for c in table.all_columns if not c.navn.endswith(("_nr", "_id")) and c.navn != table.nokkel]
    if not keys or not names:
        return {}
    told = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in names)
    marks = ", ".join("?" for _ in keys)
    rows = database.run(f"SELECT {table.nokkel}, {told} FROM {table.navn} WHERE {table.nokkel} IN ({marks})", [*keys])
    return {str(key): dict(zip(names, values, strict=True)) for key, *values in rows}
