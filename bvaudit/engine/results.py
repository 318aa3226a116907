"""What one run found, read from the kept rows: files, counts and findings."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.engine.query import FIRST_DAY
from bvaudit.engine.read_rows import keep, with_read
from bvaudit.engine.result_table import PLACES, ROWS, RuleNames, contract_rows, object_ids
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.resultat import CONTRACT, OUTCOME_NUMBERS, OUTCOMES
from bvaudit.model.utfall import Utfall

_BROKEN, _UNCLEAR = OUTCOME_NUMBERS[Utfall.IKKE_OPPFYLT], OUTCOME_NUMBERS[Utfall.UAVKLART]
_NOT_CONCERNED = OUTCOME_NUMBERS[Utfall.IKKE_AKTUELT]
_JUDGED = ", ".join(str(OUTCOME_NUMBERS[u]) for u in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT))
_OURS = f"NOT (r.annen_ansvarlig AND r.utfall_nr = {_BROKEN})"
_COUNTED_AS = {
    Utfall.OPPFYLT: "oppfylt",
    Utfall.DELVIS: "delvis",
    Utfall.IKKE_OPPFYLT: "ikke_oppfylt",
    Utfall.UAVKLART: "uavklart",
    Utfall.IKKE_AKTUELT: "ikke_aktuelt",
}
Key = tuple[str, str, str]  # rule, unit, variant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The rows of one rule and its standard variant that some report tells of. ``otherwise``: decided and kept, where
    another variant says ikke oppfylt."""

    broken: tuple[Funn, ...]
    unclear: tuple[Funn, ...]
    otherwise: tuple[Funn, ...]


class Results:
    """The rows of one run, still in the database."""

    def __init__(self, database: SqlEngine, rules: Sequence[RuleNames]) -> None:
        self._database = database
        self._rules = {rule.regel: rule for rule in rules}
        self._by_number = {rule.nr: rule for rule in rules}
        self._last_told: tuple[tuple[str, str], _Told] | None = None
        self._with_told: frozenset[int] | None = None
        self._read = False

    def write(self, csv: Path, parquet: Path, kjoring: str = "") -> None:
        """The contract of ``resultater.csv`` and ``.parquet``, in its order. ``kjoring``: the print of the run, kept
        with the Parquet file; the CSV file has room for the contract's columns only."""
        # The rows become text and are sorted once; the second file is the first one read again.
        self._database.save_parquet(self.contract_rows(), parquet, {"kjoring": kjoring} if kjoring else {})
        self._database.save_csv(parquet, csv)

    def contract_rows(self) -> str:
        """The query that gives every row as text, in the contract's order."""
        rows = contract_rows(rule.objekt for rule in self._rules.values())
        return with_read(rows) if self._read else rows

    def add_read(self, rows: Iterable[Sequence[object]]) -> None:
        """Settled answers, as rows of the contract: they are in the files, and in no count."""
        keep(self._database, rows)
        self._read = True

    def answers(self, regel: str, variant: str) -> bool:
        """Whether this way of counting the rule was used at all: some sender has what it needs."""
        rule = self._rules.get(regel)
        return rule is not None and bool(rule.variant_number(variant))

    def of_objects(self, regel: str, variant: str, objects: Collection[str]) -> dict[str, tuple[Funn, bool]]:
        """Object → its row, whatever it says, and whether another municipality answers for it."""
        rule = self._rules.get(regel)
        if rule is None or not rule.variant_number(variant) or not objects:
            return {}
        ids = f"o.objekt_id IN ({', '.join('?' for _ in objects)})"
        where = f"r.regel_nr = {rule.nr} AND r.variant_nr = {rule.variant_number(variant)} AND {ids}"
        found = self._funn(rule, variant, where, sorted(objects))
        return {funn.objekt_id: (funn, andres) for funn, andres in found}

    def every(self, regel: str, variant: str) -> list[tuple[Funn, bool]]:
        """Every row of the rule, whatever it says, and whether another municipality answers for it."""
        rule = self._rules.get(regel)
        if rule is None or not rule.variant_number(variant):
            return []
        where = f"r.regel_nr = {rule.nr} AND r.variant_nr = {rule.variant_number(variant)}"
        return self._funn(rule, variant, where)

    def counts(self) -> dict[Key, Tall]:
        """(rule, unit, variant) → counts. What another municipality answers for is kept apart."""
        rows = self._database.run(
            "SELECT r.regel_nr, p.enhet, r.variant_nr, r.utfall_nr, "
            f"r.annen_ansvarlig AND r.utfall_nr = {_BROKEN} AS andre, COUNT(*) FROM {ROWS} r "
            f"JOIN {PLACES} p ON p.rekke = r.rekke GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
        )
        found: dict[Key, dict[str, int]] = {}
        for regel_nr, enhet, variant_nr, utfall_nr, andre, antall in rows:
            tall = found.setdefault(self._key(regel_nr, enhet, variant_nr), {})
            tall["andre_kommuner" if andre else _COUNTED_AS[OUTCOMES[utfall_nr]]] = antall
        exempt = self._exempt()
        return {key: Tall(**tall, unntatt=exempt.get(key, {})) for key, tall in found.items()}

    def _exempt(self) -> dict[Key, dict[str, int]]:
        """(rule, unit, variant) → why objects are outside, where the row says why, and how many."""
        rows = self._database.run(
            f"SELECT r.regel_nr, p.enhet, r.variant_nr, r.forklaring, COUNT(*) FROM {ROWS} r "
            f"JOIN {PLACES} p ON p.rekke = r.rekke WHERE r.utfall_nr = {_NOT_CONCERNED} AND r.forklaring IS NOT NULL "
            "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        )
        found: dict[Key, dict[str, int]] = {}
        for regel_nr, enhet, variant_nr, forklaring, antall in rows:
            found.setdefault(self._key(regel_nr, enhet, variant_nr), {})[forklaring] = antall
        return found

    def _key(self, regel_nr: int, enhet: str, variant_nr: int) -> Key:
        rule = self._by_number[regel_nr]
        return rule.regel, enhet, rule.varianter[variant_nr - 1]

    def findings(self, regel: str, variant: str, utfall: Utfall) -> Iterator[Funn]:
        """The rows that are ikke oppfylt or uavklart and count as our own, in the contract's order."""
        told = self._told(regel, variant)
        yield from {Utfall.IKKE_OPPFYLT: told.broken, Utfall.UAVKLART: told.unclear}[utfall]

    def broken_otherwise(self, regel: str, variant: str) -> Iterator[Funn]:
        """The rows of the standard way (``variant``) that are decided and kept, where another way of counting says
        ikke oppfylt."""
        yield from self._told(regel, variant).otherwise

    def other_ways(self, regel: str, variant: str) -> dict[str, tuple[tuple[str, Utfall], ...]]:
        """Object → what every other way of counting says of it, for the objects that are told of by some way."""
        rule = self._rules.get(regel)
        if rule is None or not self._has_told(rule):
            return {}
        rows = self._database.run(
            f"SELECT o.objekt_id, r.variant_nr, r.utfall_nr FROM {ROWS} r JOIN ({object_ids(rule.objekt)}) o "
            f"ON o.nr = r.objekt_nr WHERE r.regel_nr = {rule.nr} AND r.variant_nr <> {rule.variant_number(variant)} "
            f"AND r.objekt_nr IN (SELECT t.objekt_nr FROM {ROWS} t WHERE t.regel_nr = {rule.nr} "
            f"AND t.utfall_nr IN ({_BROKEN}, {_UNCLEAR})) ORDER BY o.objekt_id, r.variant_nr, r.objekt_nr"
        )
        told: dict[str, list[tuple[str, Utfall]]] = {}
        for objekt_id, variant_nr, utfall_nr in rows:
            told.setdefault(objekt_id, []).append((rule.varianter[variant_nr - 1], OUTCOMES[utfall_nr]))
        return {objekt_id: tuple(found) for objekt_id, found in told.items()}

    def _has_told(self, rule: RuleNames) -> bool:
        """Whether any variant says ikke oppfylt or uavklart of any object. Most often one rule in two has nothing to
        tell, and asking for nothing costs as much as asking for something."""
        if self._with_told is None:
            sql = f"SELECT DISTINCT r.regel_nr FROM {ROWS} r WHERE r.utfall_nr IN ({_BROKEN}, {_UNCLEAR})"
            self._with_told = frozenset(nr for (nr,) in self._database.run(sql))
        return rule.nr in self._with_told

    def _told(self, regel: str, variant: str) -> _Told:
        """Read once a rule: the last one is remembered, for reports ask for its parts one after another."""
        if self._last_told is None or self._last_told[0] != (regel, variant):
            self._last_told = ((regel, variant), self._read_told(regel, variant))
        return self._last_told[1]

    def _read_told(self, regel: str, variant: str) -> _Told:
        rule = self._rules.get(regel)
        if rule is None or not rule.variant_number(variant) or not self._has_told(rule):
            return _Told(broken=(), unclear=(), otherwise=())
        number = rule.variant_number(variant)
        rows = self._funn(
            rule,
            variant,
            f"r.regel_nr = {rule.nr} AND r.variant_nr = {number} AND {_OURS} AND (r.utfall_nr IN "
            f"({_BROKEN}, {_UNCLEAR}) OR r.objekt_nr IN (SELECT t.objekt_nr FROM {ROWS} t WHERE t.regel_nr = {rule.nr} "
            f"AND t.variant_nr <> {number} AND t.utfall_nr = {_BROKEN} AND NOT t.annen_ansvarlig))",
        )
        found: dict[Utfall, list[Funn]] = {Utfall.IKKE_OPPFYLT: [], Utfall.UAVKLART: []}
        otherwise: list[Funn] = []
        for funn, _ in rows:
            found.get(funn.utfall, otherwise).append(funn)
        broken, unclear = found[Utfall.IKKE_OPPFYLT], found[Utfall.UAVKLART]
        return _Told(broken=tuple(broken), unclear=tuple(unclear), otherwise=tuple(otherwise))

    def _funn(
        self, rule: RuleNames, variant: str, where: str, values: Sequence[object] | None = None
    ) -> list[tuple[Funn, bool]]:
        """The rows of one rule and variant, in the contract's order, and whether another municipality has each."""
        texts = {"enhet": "p", "sak": "p", "objekt_id": "o"}
        known = {"regel": rule.regel, "variant": variant, "objekt": rule.objekt}
        names = [c.navn for c in CONTRACT if c.navn not in known and c.navn != "utfall"]
        columns = ", ".join(f"{texts.get(name, 'r')}.{name}" for name in names)
        rows = self._database.run(
            f"SELECT r.utfall_nr, COALESCE(NULLIF(f.enhet, p.enhet), ''), r.annen_ansvarlig, {columns} "
            f"FROM {ROWS} r JOIN {PLACES} p ON p.rekke = r.rekke "
            f"JOIN ({object_ids(rule.objekt)}) o ON o.nr = r.objekt_nr LEFT JOIN flyttet f ON f.sak_nr = p.sak_nr "
            f"WHERE {where} ORDER BY p.enhet, p.sak, o.objekt_id, r.objekt_nr",
            values,
        )
        return [
            (finding({**known, **dict(zip(names, told, strict=True))}, OUTCOMES[nr], enhet_na), andres)
            for nr, enhet_na, andres, *told in rows
        ]

    def cases_judged(self) -> dict[tuple[str, str, str | None], int]:
        """(rule, variant, unit) → the cases its judged objects lie in; unit None is all of them, counted and not
        added up."""
        rows = self._database.run(
            f"SELECT r.regel_nr, r.variant_nr, p.enhet, COUNT(DISTINCT p.sak_nr) FROM {ROWS} r "
            f"JOIN {PLACES} p ON p.rekke = r.rekke WHERE r.utfall_nr IN ({_JUDGED}) AND {_OURS} "
            "GROUP BY GROUPING SETS ((r.regel_nr, r.variant_nr, p.enhet), (r.regel_nr, r.variant_nr)) ORDER BY 1, 2, 3"
        )
        found: dict[tuple[str, str, str | None], int] = {}
        for regel_nr, variant_nr, enhet, antall in rows:
            rule = self._by_number[regel_nr]
            found[rule.regel, rule.varianter[variant_nr - 1], enhet] = antall
        return found

    def versions_used(self) -> dict[tuple[str, str], frozenset[date]]:
        """(rule, unit) → the first day of each version some row of the unit was judged by. What its breaches were
        judged by stands on each of them."""
        rows = self._database.run(
            f"SELECT DISTINCT r.regel_nr, p.enhet, r.regelversjon FROM {ROWS} r JOIN {PLACES} p ON p.rekke = r.rekke "
            "WHERE r.regelversjon IS NOT NULL"
        )
        found: dict[tuple[str, str], set[date]] = {}
        for regel_nr, enhet, versjon in rows:
            found.setdefault((self._by_number[regel_nr].regel, enhet), set()).add(versjon)
        return {key: frozenset(days) for key, days in found.items()}

    def units_counted(self) -> frozenset[str]:
        """The units that some row is counted in."""
        sql = f"SELECT DISTINCT p.enhet FROM {PLACES} p WHERE p.rekke IN (SELECT r.rekke FROM {ROWS} r)"
        return frozenset(enhet for (enhet,) in self._database.run(sql))

    def cases_per_municipality(self) -> dict[str, int]:
        """Living cases of the extract, per number of the municipality the child lives in; empty when it is not told."""
        rows = self._database.run(
            "SELECT COALESCE(kommunenummer, ''), COUNT(*) FROM sak WHERE NOT COALESCE(er_slettet, FALSE) "
            "GROUP BY 1 ORDER BY 1"
        )
        return dict(rows)

    def moved_cases(self) -> int:
        """Living cases that more than one unit has had."""
        sql = "SELECT COUNT(*) FROM flyttet f WHERE f.sak_nr IN (SELECT s.sak_nr FROM sak s WHERE NOT s.er_slettet)"
        return int(self._database.run(sql)[0][0])

    def before_first_seen(self, standard: Mapping[str, str]) -> tuple[int, int]:
        """Of the rows that say something (``standard``: rule → variant), how many are counted on a day before the case
        was first seen, when nobody can know who had it; and how many there are."""
        known = [(self._rules[regel], variant) for regel, variant in sorted(standard.items()) if regel in self._rules]
        pairs = ", ".join(f"({rule.nr}, {rule.variant_number(variant)})" for rule, variant in known)
        if not pairs:
            return 0, 0
        rows = self._database.run(
            f"SELECT COUNT(*) FILTER (WHERE r.telles < f.dag), COUNT(*) FROM {ROWS} r "
            f"JOIN {PLACES} p ON p.rekke = r.rekke "
            f"LEFT JOIN (SELECT sak_nr, MIN(COALESCE(fra, {FIRST_DAY})) AS dag FROM sak_enhet GROUP BY 1) f "
            f"ON f.sak_nr = p.sak_nr WHERE (r.regel_nr, r.variant_nr) IN ({pairs}) AND r.utfall_nr <> {_NOT_CONCERNED}"
        )
        return rows[0][0], rows[0][1]

    def cases_per_unit(self) -> dict[str, int]:
        """Living cases of the extract, per unit."""
        rows = self._database.run(
            "SELECT enhet, COUNT(*) FROM sak WHERE NOT COALESCE(er_slettet, FALSE) GROUP BY enhet ORDER BY enhet"
        )
        return dict(rows)

    def sampled_per_unit(self) -> dict[str, int]:
        """Cases of the sample that the extract has, per unit."""
        rows = self._database.run(
            "SELECT s.enhet, COUNT(*) FROM sak s JOIN utvalg u ON u.sak_nr = s.sak_nr GROUP BY s.enhet ORDER BY s.enhet"
        )
        return dict(rows)


def finding(row: Mapping[str, Any], utfall: Utfall, enhet_na: str) -> Funn:
    """A row of the contract as the record reports read: each column is the field of the same name."""
    return Funn(**{**row, "utfall": utfall, "forklaring": row["forklaring"] or "", "enhet_na": enhet_na})
