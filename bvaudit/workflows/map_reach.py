"""How far a map goes: which rules it lets us examine, and what each field that is not in it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.extract.leveranse import held_by
from bvaudit.model.kart import Kart, mappable_columns, mappable_tables
from bvaudit.model.kartvalg import chosen, is_common
from bvaudit.model.kilde import REGNEARK, Kilde, Levert, Trenger, everything, missing, not_examined
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule
from bvaudit.reports.map_view import Cost, Reach


def reach_of(kart: Kart, rules: Iterable[Rule], koder: Kodelister, per: date) -> Reach:
    """Told from what each rule reads when nothing is missing. The dearest fields first."""
    whole = everything(mappable_tables(), format_versjon=REGNEARK)
    judged = [rule for rule in rules if not rule.manuell and rule.kontroll is None]
    needs = {
        rule.id: compile_rule(rule, DUCKDB, per=per, koder=koder, periode=None, kilder=[whole]).trenger
        for rule in judged
    }
    held = Kilde(nr=1, format_versjon=REGNEARK, leverer=held_by(kart, {}) if kart.tabeller else {})
    titles = {rule.id: rule.tittel for rule in judged}
    costs = [
        Cost(tabell=tabell, kolonne=kolonne, regler=tuple((id_, titles[id_]) for id_ in lost))
        for tabell, kolonne in _not_held(held)
        if (lost := _lost(needs, whole, tabell, kolonne))
    ]
    return Reach(
        kan=sum(not not_examined(wanted, [held]) for wanted in needs.values()),
        av=len(needs),
        kostnader=tuple(sorted(costs, key=lambda cost: (-len(cost.regler), cost.tabell, cost.kolonne))),
    )


def _not_held(held: Kilde) -> Iterable[tuple[str, str]]:
    """Whole tables that are not read, and columns that are not in those that are."""
    for tabell in mappable_tables():
        levert = held.leverer.get(tabell)
        if levert is None:
            yield tabell, ""
            continue
        for kolonne in mappable_columns(tabell):
            known = kolonne in levert.kolonner or kolonne.endswith("_id")
            if not known and is_common(chosen(f"{tabell}.{kolonne}")):
                yield tabell, kolonne


def _lost(needs: Mapping[str, tuple[Trenger, ...]], whole: Kilde, tabell: str, kolonne: str) -> list[str]:
    """The rules that are not examined when everything is there but this."""
    without = replace(whole, leverer=_without(whole.leverer, tabell, kolonne))
    return sorted(id_ for id_, wanted in needs.items() if missing(wanted, without))


def _without(leverer: Mapping[str, Levert], tabell: str, kolonne: str) -> dict[str, Levert]:
    rest = {navn: levert for navn, levert in leverer.items() if kolonne or navn != tabell}
    if kolonne:
        levert = leverer[tabell]
        rest[tabell] = replace(levert, kolonner=tuple(k for k in levert.kolonner if k != kolonne))
    return rest
