"""How far a map goes: which rules it lets us examine, and what each field that is not in it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.extract.leveranse import held_by
from bvaudit.model.kart import Kart, mappable_columns, mappable_tables
from bvaudit.model.kartvalg import chosen, is_common
from bvaudit.model.kilde import REGNEARK, Kilde, Levert, Trenger, absence, everything, missing, not_examined
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule
from bvaudit.model.tables import Mangler
from bvaudit.reports.map_view import Cost, Reach

_ANY_DAY = date(2026, 1, 31)  # what a rule reads is the same every day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Needs:
    """A source that holds everything, and by rule what it needs of one, the fields it looks at, and its title."""

    whole: Kilde
    trenger: Mapping[str, tuple[Trenger, ...]]
    felt: Mapping[str, tuple[tuple[str, str], ...]]
    titler: Mapping[str, str]

    def named(self, rules: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((id_, self.titler[id_]) for id_ in sorted(rules))

    def lost(self, tabell: str, kolonne: str) -> set[str]:
        """The rules that are not examined when everything is there but this."""
        without = replace(self.whole, leverer=_without(self.whole.leverer, tabell, kolonne))
        return {id_ for id_, wanted in self.trenger.items() if missing(wanted, without)}

    def unsettled(self, tabell: str, kolonne: str) -> set[str]:
        """The rules that some cases are left open by when nobody knows this of any."""
        if absence(tabell, kolonne) is not Mangler.UKJENT:
            return set()
        return {id_ for id_, felt in self.felt.items() if (tabell, kolonne) in felt} - self.lost(tabell, kolonne)


def reach_of(kart: Kart, rules: Iterable[Rule], koder: Kodelister, per: date) -> Reach:
    """Told from what each rule reads when nothing is missing. The dearest fields first."""
    needs = _needs(rules, koder, per)
    held = Kilde(nr=1, format_versjon=REGNEARK, leverer=held_by(kart, {}) if kart.tabeller else {})
    costs = [_cost(needs, tabell, kolonne) for tabell, kolonne in _not_held(held)]
    return Reach(
        kan=sum(not not_examined(wanted, [held]) for wanted in needs.trenger.values()),
        av=len(needs.trenger),
        kostnader=tuple(
            sorted(
                (cost for cost in costs if cost.regler or cost.uavklart),
                key=lambda cost: (-len(cost.regler), -len(cost.uavklart), cost.tabell, cost.kolonne),
            )
        ),
    )


def costs_of_all(rules: Iterable[Rule], koder: Kodelister) -> dict[tuple[str, str], Cost]:
    """What each field a map may have costs to leave out, and each whole table (an empty column)."""
    needs = _needs(rules, koder, _ANY_DAY)
    fields = ((tabell, k) for tabell in mappable_tables() for k in ("", *mappable_columns(tabell)) if k[-3:] != "_id")
    return {field: _cost(needs, *field) for field in fields}


def _cost(needs: _Needs, tabell: str, kolonne: str) -> Cost:
    unsettled = needs.unsettled(tabell, kolonne) if kolonne else set()
    return Cost(
        tabell=tabell,
        kolonne=kolonne,
        regler=needs.named(needs.lost(tabell, kolonne)),
        uavklart=needs.named(unsettled),
    )


def _needs(rules: Iterable[Rule], koder: Kodelister, per: date) -> _Needs:
    whole = everything(mappable_tables(), format_versjon=REGNEARK)
    judged = {rule.id: rule for rule in rules if not rule.manuell and rule.kontroll is None}
    compiled = {
        id_: compile_rule(rule, DUCKDB, per=per, koder=koder, periode=None, kilder=[whole])
        for id_, rule in judged.items()
    }
    return _Needs(
        whole=whole,
        trenger={id_: one.trenger for id_, one in compiled.items()},
        felt={id_: one.felt for id_, one in compiled.items()},
        titler={id_: rule.tittel for id_, rule in judged.items()},
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


def _without(leverer: Mapping[str, Levert], tabell: str, kolonne: str) -> dict[str, Levert]:
    rest = {navn: levert for navn, levert in leverer.items() if kolonne or navn != tabell}
    if kolonne:
        levert = leverer[tabell]
        rest[tabell] = replace(levert, kolonner=tuple(k for k in levert.kolonner if k != kolonne))
    return rest
