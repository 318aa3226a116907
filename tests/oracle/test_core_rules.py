"""The program against the answer key: thousands of made-up cases, every row of the six core rules."""

import csv
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from .cases import PER_DATES, Case, generate_cases, months_after, write_documents
from .judged import judged_on
from .key import UFASTSATT, VARIANTS, Key, Row, kept, key

SEED, COUNT = 20261122, 2400
FIELDS = ("utfall", "start_dato", "frist_dato", "faktisk_dato", "dager_over", "krav", "funnet")
SORTED_BY = ("regel", "variant", "enhet", "sak", "objekt_id")
Found = Mapping[Key, Mapping[str, str]]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return generate_cases(SEED, COUNT)


@pytest.fixture(scope="module")
def uttrekk(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uttrekk")
    write_documents(cases, folder, seed=SEED)
    return folder


def results(uttrekk: Path, per: date, periode: str | None, ut: Path) -> list[dict[str, str]]:
    """The program's own answer, read from the file its users get."""
    command = [sys.executable, "-m", "bvaudit", "vurder", "--uttrekk", str(uttrekk), "--per", str(per)]
    command += ["--periode", periode] if periode else []
    command += ["--behold-id", "--ut", str(ut)]
    done = subprocess.run(  # the interpreter that runs the test, and words from this file
        command,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return read(ut / "resultater.csv")


def read(rows: Path) -> list[dict[str, str]]:
    with rows.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_key(rows: Sequence[Mapping[str, str]]) -> Found:
    """The rows the key speaks of, by rule, variant and object. Two rows for one object are a fault."""
    found: dict[Key, Mapping[str, str]] = {}
    for row in rows:
        name = (row["regel"], row["variant"], row["objekt_id"])
        if row["variant"] in VARIANTS.get(row["regel"], ()):
            assert name not in found, f"to rader for {name}"
            found[name] = row
    return found


def shown(value: object) -> str:
    return "" if value is None else str(value)


def wrong_fields(expected: Row, row: Mapping[str, str]) -> list[str]:
    values = {name: getattr(expected, name) for name in FIELDS}
    return [
        f"{name}: ventet «{shown(value)}», fant «{row[name]}»"
        for name, value in values.items()
        if value is not UFASTSATT and shown(value) != row[name]
    ]


def differences(cases: Sequence[Case], found: Found, per: date, periode: tuple[date, date]) -> list[str]:
    """Every disagreement in words: which case, rule, variant and object, and the dates on both sides."""
    lines: list[str] = []
    known: set[Key] = set()
    for case in cases:
        for name, expected in key(case, per).items():
            known.add(name)
            place = f"sak {case.navn} ({case.versjon}) per {per} {' '.join(name)}"
            keep, row = kept(expected, *periode), found.get(name)
            if row is None:
                if keep and not expected.kan_mangle:
                    lines.append(f"{place}: mangler, ventet {summary(expected)}")
            elif keep is False:
                lines.append(f"{place}: skulle vært utenfor perioden, telles {expected.telles[0]}")
            elif wrong := wrong_fields(expected, row):
                lines.append(f"{place}: {'; '.join(wrong)}\n    nøkkelen: {summary(expected)}")
    surplus = sorted(set(found) - known)
    return lines + [
        f"per {per} {' '.join(name)}: rad som ikke skulle finnes, {found[name]['utfall']}" for name in surplus
    ]


def summary(row: Row) -> str:
    return ", ".join(
        f"{name} {shown(getattr(row, name)) or '–'}" for name in FIELDS if getattr(row, name) is not UFASTSATT
    )


def assert_agrees(
    cases: Sequence[Case], rows: Sequence[Mapping[str, str]], per: date, periode: tuple[date, date]
) -> None:
    lines = differences(cases, by_key(rows), per, periode)
    assert not lines, f"{len(lines)} avvik fra fasiten, de første ti:\n" + "\n".join(lines[:10])


@pytest.fixture(scope="module")
def answers(uttrekk: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[date, list[dict[str, str]]]:
    """Every row on each day: on the last one as the program itself makes it, with every paper, else as it is judged."""
    *others, last = PER_DATES
    folder = tmp_path_factory.mktemp("svar")
    judged = {per: read(rows) for per, rows in judged_on(uttrekk, others, folder)}
    return {**judged, last: results(uttrekk, last, "alle", folder / "ut")}


@pytest.mark.lang
@pytest.mark.parametrize("per", PER_DATES, ids=str)
def test_every_row_agrees_with_the_key(
    cases: list[Case], answers: Mapping[date, list[dict[str, str]]], per: date
) -> None:
    rows = answers[per]
    assert_agrees(cases, rows, per, (date.min, date.max))
    order = [tuple(row[name] for name in SORTED_BY) for row in rows]
    assert order == sorted(order)


@pytest.mark.lang
def test_the_default_period_is_the_twelve_months_ending_on_the_judging_day(
    cases: list[Case], uttrekk: Path, tmp_path: Path
) -> None:
    per = PER_DATES[0]
    rows = results(uttrekk, per, None, tmp_path / "ut")
    assert_agrees(cases, rows, per, (months_after(per, -12) + timedelta(1), per))


# --- the comparison itself -----------------------------------------------------------------------------------------


def as_printed(name: Key, row: Row) -> dict[str, str]:
    values = {field: getattr(row, field) for field in FIELDS}
    texts = {field: "" if value is UFASTSATT else shown(value) for field, value in values.items()}
    return {"regel": name[0], "variant": name[1], "objekt_id": name[2], **texts}


def test_the_comparison_sees_a_wrong_a_missing_and_a_surplus_row(cases: list[Case]) -> None:
    per, always, some = PER_DATES[0], (date.min, date.max), cases[:50]
    right = {name: as_printed(name, row) for case in some for name, row in key(case, per).items()}
    assert differences(some, right, per, always) == []
    first = next(name for name in right if name[0] == "MEL-01")
    wrong = {**right, first: {**right[first], "frist_dato": "1999-01-01"}}
    assert "frist_dato: ventet" in differences(some, wrong, per, always)[0]
    missing = {name: row for name, row in right.items() if name != first}
    assert ": mangler" in differences(some, missing, per, always)[0]
    surplus = {**right, ("MEL-01", "lov", "ukjent"): right[first]}
    assert "ikke skulle finnes" in differences(some, surplus, per, always)[0]
    assert any("utenfor perioden" in line for line in differences(some, right, per, (date.max, date.max)))


def test_the_comparison_leaves_out_what_the_written_rules_do_not_fix(cases: list[Case]) -> None:
    per = PER_DATES[0]
    case = next(c for c in cases if any(name[0] == "OMS-01" for name in key(c, per)))
    right = {name: as_printed(name, row) for name, row in key(case, per).items()}
    windowed = {n: {**r, "start_dato": "2025-01-01"} if n[0] == "OMS-01" else r for n, r in right.items()}
    assert differences([case], windowed, per, (date.min, date.max)) == []
