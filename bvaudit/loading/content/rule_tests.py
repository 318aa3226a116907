"""Tests of rules, written by someone who knows the law: fictional cases and the outcome they should have."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted
from bvaudit.loading.content.files import read_file
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.content.rule_test_sources import read_source
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.rule import Rule
from bvaudit.model.rule_test import IKKE_UNDERSOKT, Forventet, RuleTest, WrittenTest
from bvaudit.model.tables import BY_NAME, Table, Type
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

INGEN_RAD = "ingen rad"
_FILE = tuple[WrittenTest, ...]
_OUTCOMES = {u.value for u in Utfall} | {INGEN_RAD, IKKE_UNDERSOKT}


def read_rule_tests(folder: Path, rules: Mapping[str, Rule]) -> tuple[list[RuleTest], list[Problem]]:
    """Every test under a folder. The file name is the rule's id."""
    tests: list[RuleTest] = []
    problems: list[Problem] = []
    for path in yaml_files(folder):
        read, found = read_test_file(path, shown_path(path, folder), rules)
        tests += read
        problems += found
    return tests, problems


def read_test_file(path: Path, shown: str, rules: Mapping[str, Rule]) -> tuple[list[RuleTest], list[Problem]]:
    """The tests in one file. Its name is the rule's id."""
    rule = rules.get(path.stem)
    if rule is None:
        sted = Sted(fil=shown, linje=1, kolonne=1)
        return [], [
            Problem(sted=sted, kode="ukjent-regel", tekst=text("loading.rule_tests.ingen_regel_heter", stem=path.stem))
        ]
    loaded, problems = read_file(path, shown, _FILE)
    tests: list[RuleTest] = []
    for i, one in enumerate(loaded.record if loaded else ()):
        assert loaded is not None
        test, wrong = _Reader(loaded.document, rule, i).read(one)
        problems += wrong
        if test is not None:
            tests.append(test)
    return tests, problems


class _Reader:
    """One test. Collects what is wrong instead of stopping."""

    def __init__(self, document: Document, rule: Rule, index: int) -> None:
        self.document, self.rule, self.index = document, rule, index
        self.problems: list[Problem] = []
        self.rader: dict[str, list[dict[str, object]]] = {}

    def read(self, written: WrittenTest) -> tuple[RuleTest | None, list[Problem]]:
        for tabell, rows in (written.gitt or {}).items():
            self._rows(tabell, rows, ("gitt", tabell), {})
        forventet = tuple(self._expectations(written.forventet))
        kilde, wrong = read_source(written.kilde)
        for key, tekst in wrong:
            self._note(("kilde", *key), "ukjent-kilde", tekst)
        if self.problems:
            return None, self.problems
        test = RuleTest(
            regel=self.rule.id,
            navn=written.navn,
            per=written.per,
            rader={tabell: tuple(rows) for tabell, rows in self.rader.items()},
            forventet=forventet,
            fil=self.document.fil,
            linje=self.document.place((self.index,)).linje or 1,
            kilde=kilde,
        )
        return test, []

    def _rows(self, tabell: str, rows: Any, path: KeyPath, owner: Mapping[str, object]) -> None:
        table = BY_NAME.get(tabell)
        if table is None:
            self._note(path, "ukjent-tabell", text("loading.rule_tests.tabellen_finnes_ikke", tabell=tabell))
            return
        for i, row in enumerate(rows if isinstance(rows, list) else [rows]):
            self._row(table, row, (*path, i) if isinstance(rows, list) else path, owner)

    def _row(self, table: Table, row: Any, path: KeyPath, owner: Mapping[str, object]) -> None:
        if isinstance(row, str) and table.start:
            row = {table.start: row}  # a bare date: when it happened
        if not isinstance(row, dict):
            self._note(path, "verdi-type", text("loading.rule_tests.en_rad_i_skal_vaere_et", navn=table.navn))
            return
        values: dict[str, object] = dict(owner)
        own = self.rader.setdefault(table.navn, [])
        values["id"] = str(row.get("id", f"{table.navn}-{len(own) + 1}"))
        own.append(values)
        for key, value in row.items():
            if key == "id":
                continue
            if key in BY_NAME and isinstance(value, list) and key != table.navn:
                self._rows(key, value, (*path, key), {"_eier": values["id"], "_eier_type": table.navn})
                continue
            if table.navn == "relasjon" and key in ("fra", "til"):
                values[f"_{key}"] = str(value)
                continue
            column = table.column(key)
            if column is None:
                self._note(
                    (*path, key),
                    "ukjent-felt",
                    text("loading.rule_tests.tabellen_har_ikke_feltet", navn=table.navn, key=key),
                )
            else:
                values[key] = (
                    self._day(value, (*path, key)) if column.type is Type.DATO and value is not None else value
                )

    def _expectations(self, data: Mapping[str, Any]) -> list[Forventet]:
        ids = {str(row["id"]) for rows in self.rader.values() for row in rows}
        found: list[Forventet] = []
        for key, value in data.items():
            if key in ids and isinstance(value, dict):
                found += [self._expected(key, variant, v) for variant, v in value.items()]
            else:
                found.append(self._expected("", key, value))
        return found

    def _expected(self, objekt: str, variant: str, value: Any) -> Forventet:
        where: KeyPath = ("forventet", objekt, variant) if objekt else ("forventet", variant)
        if variant not in self.rule.variantnavn:
            self._note(where, "ukjent-variant", text("loading.rule_tests.regelen_har_ikke_varianten", variant=variant))
        utfall = value.get("utfall", "") if isinstance(value, dict) else value
        if not isinstance(utfall, str):
            self._note(where, "verdi-type", text("loading.rule_tests.her_skal_det_sta_et_utfall"))
        elif utfall not in _OUTCOMES:
            self._note(where, "verdi-valg", text("loading.rule_tests.er_ikke_et_utfall", utfall=utfall))
        fakta = {k: str(v) for k, v in value.items() if k != "utfall"} if isinstance(value, dict) else {}
        return Forventet(objekt=objekt, variant=variant, utfall="" if utfall == INGEN_RAD else utfall, fakta=fakta)

    def _day(self, value: Any, path: KeyPath) -> date | None:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._note(path, "ugyldig-dato", text("loading.rule_tests.her_skal_det_sta_en_dato"))
            return None

    def _note(self, path: KeyPath, kode: str, tekst: str) -> None:
        self.problems.append(self.document.problem((self.index, *path), kode, tekst))
