"""Runs the tests that stand beside the rules: many small cases in one query, each by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
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
    groups: dict[tuple[str, date, int], list[RuleTest]] = defaultdict(list)
    held: list[Kilde | None] = []
    for test in tests:
        if test.kilde not in held:
            held.append(test.kilde)
        groups[(test.regel, test.per, held.index(test.kilde))].append(test)
    failures: list[Failure] = []
    with Database() as database:
        for table in TABLES:
            database.empty(table.navn)
        loader = _Loader(database)
        for (regel, per, source), group in groups.items():
            failures += _run_group(rules[regel], per, group, koder, loader, held[source] or everything())
    return failures


def _run_group(
    rule: Rule, per: date, tests: list[RuleTest], koder: Kodelister, loader: "_Loader", kilde: Kilde
) -> list[Failure]:
    database = loader.database
    for number, test in enumerate(tests, start=1):
        loader.add(number, test)
    loader.write()
    database.run(f"CREATE OR REPLACE TABLE saksrekke AS {CASE_ORDER}")
    compiled = compile_rule(rule, DUCKDB, per=per, koder=koder, periode=None, kilder=(kilde,))
    if compiled.mangler:
        return [failure for test in tests for failure in _not_judged(test)]
    if compiled.calendar:
        database.need_calendar()
    names, rows = database.columns_and_rows(compiled.sql)
    got: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows:
        values = {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)}
        got[(values["sak"], values["variant"], values["objekt_id"])] = values
    failures: list[Failure] = []
    for number, test in enumerate(tests, start=1):
        failures += _compare(test, f"sak-{number:06d}", rule, got)
    return failures


def _not_judged(test: RuleTest) -> list[Failure]:
    wanted = (v for v in test.forventet if v.utfall != IKKE_UNDERSOKT)
    return [Failure(test=test, variant=v.variant, ventet=v.utfall or "ingen rad", fikk=IKKE_UNDERSOKT) for v in wanted]


def _compare(test: RuleTest, sak: str, rule: Rule, got: Mapping[tuple[str, str, str], dict[str, str]]) -> list[Failure]:
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
    """Numbers the rows of many small cases so that they never touch each other. Used again for the next group."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rows: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.filled: tuple[str, ...] = ()

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
        """Only the tables the group before this one filled have anything to take out."""
        for tabell in self.filled:
            self.database.run(f'DELETE FROM "{tabell}"')
        for tabell, rows in self.rows.items():
            columns = sorted({key for row in rows for key in row})
            self.database.insert(tabell, columns, [[row.get(c) for c in columns] for row in rows])
        self.filled = tuple(self.rows)
        self.rows.clear()


def _submission(sak: int) -> dict[str, object]:
    return {"sak_id": f"sak-{sak:06d}", "innsending_id": f"innsending-{sak:06d}"}


def _without_id(row: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in row.items() if k != "id"}
