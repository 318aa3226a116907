"""What people type, and what it means."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.cli import values
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.utfall import Alvorlighetsgrad


@pytest.mark.parametrize(
    ("read", "typed", "meant"),
    [
        pytest.param(values.dag, "2025-12-31", date(2025, 12, 31), id="ISO-dato"),
        pytest.param(values.dag, "31.12.2025", date(2025, 12, 31), id="norsk dato"),
        pytest.param(values.dag, " 1.2.2025 ", date(2025, 2, 1), id="uten nuller, med mellomrom"),
        pytest.param(values.periode, "2025-01-01..2025-12-31", (date(2025, 1, 1), date(2025, 12, 31)), id="periode"),
        pytest.param(
            values.periode, "01.01.2025..31.12.2025", (date(2025, 1, 1), date(2025, 12, 31)), id="norsk periode"
        ),
        pytest.param(values.periode, "2025-05-05..2025-05-05", (date(2025, 5, 5), date(2025, 5, 5)), id="én dag"),
        pytest.param(values.periode, "Alle", "alle", id="alle"),
        pytest.param(values.grad, "høy", Alvorlighetsgrad.HOY, id="høy"),
        pytest.param(values.grad, "HOY", Alvorlighetsgrad.HOY, id="hoy"),
        pytest.param(values.grad, "kritisk", Alvorlighetsgrad.KRITISK, id="kritisk"),
        pytest.param(values.antall, "0", 0, id="null"),
        pytest.param(values.antall, 10, 10, id="standardverdi"),
    ],
)
def test_read(read: Callable[[Any], object], typed: object, meant: object) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        pytest.param(values.dag, "31.12.25", id="to siffer i året"),
        pytest.param(values.dag, "12/31/2025", id="amerikansk dato"),
        pytest.param(values.dag, "", id="tom dato"),
        pytest.param(values.periode, "2025-01-01", id="bare én dag"),
        pytest.param(values.periode, "..", id="bare prikker"),
        pytest.param(values.antall, "-1", id="negativt tall"),
        pytest.param(values.antall, "1,5", id="desimaltall"),
        pytest.param(values.antall, "²", id="tall som ikke er siffer"),
        pytest.param(values.grad, "", id="tom grad"),
        pytest.param(values.sti, " ", id="tom sti"),
    ],
)
def test_refused(read: Callable[[str], object], typed: str) -> None:
    with pytest.raises(WrongValue):
        read(typed)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_both_ways(day: date) -> None:
    assert values.dag(day.isoformat()) == values.dag(f"{day:%d.%m.%Y}") == day


@given(st.text())
def test_a_date_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        assert isinstance(values.dag(text), date)
    except WrongValue as refused:
        assert refused.hint


def test_a_star_is_filled_in(tmp_path: Path) -> None:
    for name in ("b.xml", "a.xml", "c.txt"):
        (tmp_path / name).touch()
    assert values.kilder([tmp_path / "*.xml"]) == (tmp_path / "a.xml", tmp_path / "b.xml")


def test_a_star_in_a_name_that_is_there_is_only_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "sak[1]"
    folder.mkdir()
    assert values.kilder([folder]) == (folder,)


def test_a_star_with_nothing_behind_it_is_kept_so_that_it_can_be_named(tmp_path: Path) -> None:
    assert values.kilder([tmp_path / "*.xml"]) == (tmp_path / "*.xml",)
