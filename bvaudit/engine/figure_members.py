"""Who is behind one number: each object, case or child that was counted, in which places, and how much it adds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bvaudit.engine import figure_counts, figure_rules
from bvaudit.engine.figure_member_rows import counted_rows, month_rows, rule_rows
from bvaudit.engine.figure_passes import grounds, make_pass
from bvaudit.engine.figure_tables import CASES, make_figure_tables
from bvaudit.engine.figures import FigurePlan
from bvaudit.engine.result_table import object_ids
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.arsak import Del, Gruppe, Medlem
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tables import BY_NAME
from bvaudit.model.tallord import Teller
from bvaudit.model.tallperiode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """``talt`` are those behind each number. ``finnes`` are the keys of all there are in the extract, and ``objekt``
    the table they are rows of; empty when children are counted, who have no row of their own. ``saker`` are then the
    cases of every child, by its key. ``maneder``: those of each month (or half-year), where such are counted."""

    talt: Mapping[Del, tuple[Medlem, ...]]
    finnes: frozenset[str]
    objekt: str
    saker: Mapping[str, frozenset[str]] = field(default_factory=dict)
    maneder: Mapping[Periode, tuple[Medlem, ...]] = field(default_factory=dict)


def members(database: SqlEngine, plan: FigurePlan, gruppe: Gruppe | None = None) -> Members:
    """Of the one reading and the one period of the plan; ``gruppe`` is the part of it, None = the whole."""
    kilder = plan.plan.holdt
    make_figure_tables(database, kilder, plan.alle_perioder, len(plan.perioder), plan.per)
    if plan.regler:
        return _of_rule(database, plan, gruppe)
    (wanted,) = plan.telles
    basis = grounds(database, plan.plan.koder, kilder)
    days = [min(plan.perioder[0].til, plan.per)] if wanted.stock else [plan.per]
    found = make_pass(database, "tall_medlemmer", [wanted], basis, days, stock=wanted.stock)
    (one,) = found.readings
    figure_counts.make_hits(database, found, one, plan.omsorg)
    months = _months(plan, wanted.lesning)
    keys = _Keys(database, wanted.gjelder.objekt, _who(wanted.lesning))
    talt = {del_: keys.of(query) for del_, query in counted_rows(found, one, gruppe, months.values()).items()}
    return keys.made(talt, {month: keys.of(month_rows(wanted.lesning, number)) for month, number in months.items()})


def _of_rule(database: SqlEngine, plan: FigurePlan, gruppe: Gruppe | None) -> Members:
    (one,) = plan.regler
    figure_rules.make_rule_rows(database, plan.plan, plan.regeldager)
    figure_rules.count_rule(database, one, plan.omsorg)
    if one.svar.mot:
        figure_rules.make_other(database, one, plan.omsorg)
    keys = _Keys(database, one.regel.gjelder.objekt, Teller.OBJEKTER)
    return keys.made({del_: keys.of(query) for del_, query in rule_rows(one, gruppe).items()})


def _who(lesning: Lesning) -> Teller:
    """Of days in force, who they are days of."""
    if lesning.tell in (Teller.DOGN, Teller.NETTER):
        return Teller.OBJEKTER if lesning.dogn_per == "objekter" else Teller.BARN
    return lesning.tell


def _months(plan: FigurePlan, lesning: Lesning) -> dict[Periode, int]:
    """The months (or half-years) the reading is counted by, with their numbers in the table of periods."""
    if lesning.over is None:
        return {}
    every = plan.alle_perioder
    return {month: every.index(month) for month in plan.perioder[0].deler(lesning.over, plan.per)}


_ROWS = {Teller.BARN: "", Teller.SAKER: "sak"}


class _Keys:
    """The names of what is counted, that are the same in another extract: numbers are not."""

    def __init__(self, database: SqlEngine, objekt: str, tell: Teller) -> None:
        self._database, self._objekt = database, _ROWS.get(tell, objekt)
        self._saker = _cases_of_children(database) if tell is Teller.BARN else {}
        self._names = {nr: min(cases) for nr, cases in self._saker.items()} or _names(database, self._objekt)
        self._cases = dict(database.run("SELECT sak_nr, sak_id FROM sak"))

    def of(self, query: str) -> tuple[Medlem, ...]:
        """Each once, with every place it is counted in."""
        found: dict[str, Medlem] = {}
        for en, sak_nr, *place, antall in sorted(self._database.run(query), key=_order):
            key = self._names[en]
            before = found.get(key)
            sak = before.sak if before is not None else str(self._cases[sak_nr])
            places = {**(before.steder if before is not None else {}), **_place(place, antall)}
            found[key] = Medlem(nokkel=key, sak=sak, steder=places)
        return tuple(found[key] for key in sorted(found))

    def made(
        self, talt: Mapping[Del, tuple[Medlem, ...]], maneder: Mapping[Periode, tuple[Medlem, ...]] | None = None
    ) -> Members:
        if self._saker:
            named = {self._names[nr]: cases for nr, cases in self._saker.items()}
            return Members(talt=talt, finnes=frozenset(named), objekt="", saker=named, maneder=maneder or {})
        there = frozenset(_there(self._database, self._objekt)) if self._objekt else frozenset()
        return Members(talt=talt, finnes=there, objekt=self._objekt, maneder=maneder or {})


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    en, sak_nr, no_unit, no_town, enhet, kommune, _ = row
    return en, -no_unit - no_town, sak_nr, enhet or "", kommune or ""


def _place(place: list[Any], antall: Any) -> dict[str, int]:
    """The place of the row: all, a unit, or a municipality. A case without any has only the first."""
    no_unit, no_town, enhet, kommune = place
    if no_unit and no_town:
        return {"": int(antall)}
    name = kommune if no_unit else enhet
    return {str(name): int(antall)} if name else {}


def _cases_of_children(database: SqlEngine) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for nr, sak in database.run(f"SELECT c.barn, k.sak_id FROM {CASES} c JOIN sak k ON k.sak_nr = c.sak_nr"):
        found.setdefault(nr, set()).add(str(sak))
    return {nr: frozenset(cases) for nr, cases in found.items()}


def _names(database: SqlEngine, objekt: str) -> dict[int, str]:
    if not objekt:
        return {}  # children, of whom there are none
    query = "SELECT sak_nr, sak_id FROM sak" if objekt == "sak" else f"SELECT nr, objekt_id FROM ({object_ids(objekt)})"
    return {nr: str(key) for nr, key in database.run(query)}


def _there(database: SqlEngine, objekt: str) -> Iterable[str]:
    table = BY_NAME[objekt]
    deleted = " WHERE NOT COALESCE(er_slettet, FALSE)" if table.column("er_slettet") else ""
    return (str(key) for (key,) in database.run(f"SELECT {table.nokkel} FROM {table.navn}{deleted}"))


# What is another in every extract, and says nothing of why something counts differently.
_OF_THE_EXTRACT = ("dato_uttrekk_lokal", "format_versjon", "journalnummer_pseudonym")


def columns_of(database: SqlEngine, objekt: str, keys: Collection[str]) -> dict[str, dict[str, str]]:
    """Key → the columns of the row that people can recognise, as text. Numbers that only join tables are left out."""
    table = BY_NAME[objekt]
    hidden = (*_OF_THE_EXTRACT, table.nokkel)
    names = [c.navn for c in table.all_columns if not c.navn.endswith(("_nr", "_id")) and c.navn not in hidden]
    if not keys or not names:
        return {}
    told = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in names)
    marks = ", ".join("?" for _ in keys)
    rows = database.run(f"SELECT {table.nokkel}, {told} FROM {table.navn} WHERE {table.nokkel} IN ({marks})", [*keys])
    return {str(key): dict(zip(names, values, strict=True)) for key, *values in rows}
