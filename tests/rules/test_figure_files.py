"""The key figures that follow with the program: every reading of the reference, in words a caseworker understands."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.nokkeltall import Lesning, Nokkeltall
from bvaudit.workflows.content import content_or_stop

TALL = content_or_stop(()).nokkeltall
LESNINGER = [pytest.param(one, les, id=f"{one.id} {les.navn}") for one in TALL.values() for les in one.lesninger]
# The first day of a year shows a change whose day nobody knows; the others stand in the law or the code lists.
SKIFT = {date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 23)}
# These say «as another reading», or name the children they are about in other words.
UTEN_OM_EM = {("institusjonsdogn", "begge_11"), ("institusjonsdogn", "netter_1x"), ("institusjonsdogn", "tiltak_1x")}
UTEN_OM_EM |= {("fagstillinger", "per_1000"), ("utgift_per_barn", "barn_0_17")}  # no child of the extract is counted
# Not in the reference: the rest of the indicators of the national monitor, first years, broken placements, networks.
EKSTRA = {"oppfolging_ikke_oppfylt", "tilsyn_ikke_oppfylt", "nye_plasseringer", "brutte_plasseringer", "familierad"}
EKSTRA |= {"saker_per_ansatt", "dekning", "fagstillinger", "utgift_per_barn"}


@pytest.mark.parametrize(("tall", "lesning"), LESNINGER)
def test_a_reading_is_one_sentence_that_says_who_is_in_and_who_is_out(tall: Nokkeltall, lesning: Lesning) -> None:
    said = lesning.forklaring
    assert said.endswith(".") and not re.search(r"\.\s+[A-ZÆØÅ]", said), "one sentence"
    assert lesning.tittel
    if (tall.id, lesning.navn) not in UTEN_OM_EM:
        assert re.search(r"enslige mindreårige|DUF-nummer", said)
        assert "Omsorgsenheten" in said or "uten Omsorgsenheten" in said
    assert ("DUF-nummer" in said) >= bool(lesning.uten)


@pytest.mark.parametrize("tall", [pytest.param(one, id=one.id) for one in TALL.values()])
def test_a_figure_says_what_it_is_for_where_it_comes_from_and_how_it_is_drawn(tall: Nokkeltall) -> None:
    assert tall.formal and tall.kilde and tall.tema
    assert tall.visning.graf is not None
    assert {one.dato for one in tall.brudd} <= SKIFT
    assert all(one.grunn.endswith(".") for one in tall.brudd)


def test_what_can_point_at_one_child_is_never_public() -> None:
    assert {one.id for one in TALL.values() if one.alltid_skjult} == {"atferd", "akutt_utfall"}


def reference() -> list[tuple[str, str, set[str]]]:
    """Figure, reading and acceptance rows of every printed reading, in the order of the reference."""
    folder = os.environ.get("BVAUDIT_REFERANSE")
    if not folder:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt: lesningene er ikke her")
    text = (Path(folder) / "nokkeltall.md").read_text(encoding="utf-8").split("## Readings")[1]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    return [(figure, reading, set(asked.split())) for figure, asked, reading, _ in rows[2:]]


def test_every_reading_of_the_reference_is_there_in_its_order() -> None:
    expected: dict[str, list[str]] = {}
    for figure, reading, _ in reference():
        expected.setdefault(figure, []).append(reading)
    ours = {one.id: [les.navn for les in one.lesninger] for one in TALL.values() if one.id not in EKSTRA}
    assert ours == expected
    assert set(TALL) >= EKSTRA


def test_every_figure_names_the_rows_it_answers() -> None:
    for figure, _, asked in reference():
        assert asked <= set(TALL[figure].spor), figure
