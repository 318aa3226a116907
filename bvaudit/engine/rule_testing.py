"""Runs the tests that stand beside the rules: many small cases in one query, each by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.query import CASE_ORDER
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule
from bvaudit.model.rule_test import IKKE_UNDERSOKT, RuleTest
from bvaudit.model.tables import BY_NAME, TABLES, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A test that did not get what it expected."""

    test: RuleTest
    variant: str
    ventet: str
    fikk: str


def run_rule_tests(rules: Mapping[str, Rule], tests: Iterable[RuleTest], koder: Kodelister) -> list[Failure]:
    """Every case is loaded once, under a number of its own. A rule is judged once for each day and source its tests
    name, and sees the cases of those tests only."""
    groups = _grouped(tests)
    failures: list[Failure] = []
    with Database() as database:
        database.expect_few_rows()
        for table in TABLES:
            database.empty(table.navn)
        loader = _Loader(database)
        for group in groups:
            for number, test in enumerate(group.tests, start=group.first):
                loader.add(number, test)
        loader.write()
        database.run(f"CREATE TABLE saksrekke AS {CASE_ORDER}")
        _show_one_group_at_a_time(database, [*loader.filled, "saksrekke"])
        for group in groups:
            failures += _run_group(rules[group.tests[0].regel], group, koder, database)
    return failures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Tests of one rule, on one day and with one source. ``first`` is the number of the first one's case."""

    first: int
    tests: tuple[RuleTest, ...]


def _grouped(tests: Iterable[RuleTest]) -> list[_Group]:
    together: dict[tuple[str, date, int], list[RuleTest]] = defaultdict(list)
    held: list[Kilde | None] = []
    for test in tests:
        if test.kilde not in held:
            held.append(test.kilde)
        together[(test.regel, test.per, held.index(test.kilde))].append(test)
    groups, first = [], 1
    for group in together.values():
        groups.append(_Group(first=first, tests=tuple(group)))
        first += len(group)
    return groups


def _show_one_group_at_a_time(database: Database, tables: Iterable[str]) -> None:
    """Filling and emptying the tables for each group would take longer than judging it."""
    for navn in tables:
        if navn == "innsending":  # has no number, and is met through its case only
            continue
        database.run(f'ALTER TABLE "{navn}" RENAME TO "alle_{navn}"')
        rows = f"SELECT * FROM \"alle_{navn}\" WHERE sak_nr BETWEEN getvariable('forste') AND getvariable('siste')"
        database.run(f'CREATE VIEW "{navn}" AS {rows}')


def _run_group(rule: Rule, group: _Group, koder: Kodelister, database: Database) -> list[Failure]:
    one = group.tests[0]
    kilder = (one.kilde or everything(),)
    compiled = compile_rule(rule, database.dialect, per=one.per, koder=koder, periode=None, kilder=kilder)
    if compiled.mangler:
        return [failure for test in group.tests for failure in _not_judged(test)]
    if compiled.calendar:
        database.need_calendar()
    database.run(f"SET VARIABLE forste = {group.first}")
    database.run(f"SET VARIABLE siste = {group.first + len(group.tests) - 1}")
    names, rows = database.columns_and_rows(compiled.sql)
    got: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows:
        values = {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)}
        got[(values["sak"], values["variant"], values["objekt_id"])] = values
    failures: list[Failure] = []
    for number, test in enumerate(group.tests, start=group.first):
        failures += _compare(test, f"sak-{number:06d}", got)
    return failures


def _not_judged(test: RuleTest) -> list[Failure]:
    wanted = (v for v in test.forventet if v.utfall != IKKE_UNDERSOKT)
    return [Failure(test=test, variant=v.variant, ventet=v.utfall or "ingen rad", fikk=IKKE_UNDERSOKT) for v in wanted]


def _compare(test: RuleTest, sak: str, got: Mapping[tuple[str, str, str], dict[str, str]]) -> list[Failure]:
    failures = []
    for ventet in test.forventet:
        mine = [
            v
            for (s, variant, objekt), v in got.items()
            if s == sak and variant == ventet.variant and ventet.objekt in ("", objekt)
        ]
        if ventet.utfall in ("", IKKE_UNDERSOKT):
            if mine:
                failures.append(
                    Failure(
                        test=test, variant=ventet.variant, ventet=ventet.utfall or "ingen rad", fikk=mine[0]["utfall"]
                    )
                )
            continue
        if len(mine) != 1:
            failures.append(Failure(test=test, variant=ventet.variant, ventet=ventet.utfall, fikk=f"{len(mine)} rader"))
            continue
        for felt, verdi in {"utfall": ventet.utfall, **ventet.fakta}.items():
            fikk = mine[0].get(felt, "")
            if fikk != ("" if verdi == "None" else verdi):
                failures.append(
                    Failure(
                        test=test, variant=ventet.variant, ventet=f"{felt} {verdi}", fikk=f"{felt} {fikk or 'tomt'}"
                    )
                )
    return failures


class _Loader:
    """Numbers the rows of many small cases so that they never touch each other."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rows: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, number: int, test: RuleTest) -> None:
        sak = dict(next(iter(test.rader.get("sak", ())), {}))
        sak.pop("id", None)
        self.rows["sak"].append(
            {"enhet": "Test", "format_versjon": "v4", **sak, "sak_nr": number, **_submission(number)}
        )
        known: dict[tuple[str, str], int] = {}
        waiting: list[dict[str, object]] = []
        for tabell, rows in test.rader.items():
            if tabell == "sak":
                continue
            if tabell == "innsending":  # the one submission of the case
                self.rows[tabell] += [{**row, **_submission(number)} for row in map(_without_id, rows)]
                continue
            for row in rows:
                ready = self._numbered(BY_NAME[tabell], row, number, known)
                if tabell == "relasjon":
                    waiting.append(ready)
        for relasjon in waiting:
            self._connect(relasjon, known)

    def _numbered(
        self, table: Table, row: Mapping[str, object], sak: int, known: dict[tuple[str, str], int]
    ) -> dict[str, object]:
        ready: dict[str, object] = {k: v for k, v in row.items() if k not in ("id",) and not k.startswith("_eier")}
        ready["sak_nr"], ready["sak_id"] = sak, f"sak-{sak:06d}"
        if table.nr and table.nokkel:
            ready[table.nr] = len(self.rows[table.navn]) + 1
            ready[table.nokkel] = row["id"]
            known[(table.navn, str(row["id"]))] = len(self.rows[table.navn]) + 1
        if "_eier" in row:
            owner = known[(str(row["_eier_type"]), str(row["_eier"]))]
            if table.eid:
                ready["eier_type"], ready["eier_nr"] = row["_eier_type"], owner
            else:
                ready[f"{row['_eier_type']}_nr"] = owner
        self.rows[table.navn].append(ready)
        return ready

    def _connect(self, relasjon: dict[str, object], known: Mapping[tuple[str, str], int]) -> None:
        for end in ("fra", "til"):
            navn = relasjon.pop(f"_{end}", None)
            found = next(((t, nr) for (t, i), nr in known.items() if i == navn), None)
            if found is not None:
                relasjon[f"{end}_type"], relasjon[f"{end}_nr"] = found

    def write(self) -> None:
        for tabell, rows in self.rows.items():
            columns = sorted({key for row in rows for key in row})
            self.database.insert(tabell, columns, [[row.get(c) for c in columns] for row in rows])

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(self.rows)


def _submission(sak: int) -> dict[str, object]:
    return {"sak_id": f"sak-{sak:06d}", "innsending_id": f"innsending-{sak:06d}"}


def _without_id(row: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in row.items() if k != "id"}
