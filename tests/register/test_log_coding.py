"""Every kind of event comes back from its parts as it was; what this program does not know is told, never guessed."""

import json
from dataclasses import fields
from datetime import date
from random import Random

import pytest

from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.avvik import Stilling
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, BevisVurdert
from bvaudit.model.registeret.logg import SLAG, Del
from bvaudit.register.coding import event_of, parts_of
from bvaudit.register.faults import RegisterFault
from tests.register.random_events import event

KINDS = sorted(HENDELSER)


@pytest.mark.parametrize("kode", KINDS)
def test_every_kind_comes_back_as_it_was(kode: str) -> None:
    random = Random(kode)
    for _ in range(60):
        made = event(random, HENDELSER[kode])
        parts = parts_of(made)
        again = event_of(kode, parts, 1)
        assert again == made
        assert type(again) is type(made)
        assert parts_of(again) == parts
        assert set(parts) == set(Del)


@pytest.mark.parametrize("kode", KINDS)
def test_a_struck_part_comes_back_with_its_defaults_and_touches_no_other(kode: str) -> None:
    random = Random(kode)
    for struck in (Del.TEKST, Del.NOKLER):
        made = event(random, HENDELSER[kode])
        again = event_of(kode, {**parts_of(made), struck: ""}, 1)
        for each in fields(made):
            kept = each.metadata.get(SLAG, Del.FAKTA) is not struck
            assert getattr(again, each.name) == (getattr(made, each.name) if kept else each.default), each.name


def test_as_it_is_spelled() -> None:
    assert parts_of(Kommentert(nr="AV-2026-0001", tekst="Blåbær\n«ja»")) == {
        Del.FAKTA: '{"nr":"AV-2026-0001"}',
        Del.TEKST: '{"tekst":"Blåbær\\n«ja»"}',
        Del.NOKLER: "",
    }
    assert parts_of(BevisVurdert(nr="AV-2026-0001", dag=date(2026, 3, 1), avgjort=0, uavgjort=2))[Del.FAKTA] == (
        '{"avgjort":0,"dag":"2026-03-01","nr":"AV-2026-0001","uavgjort":2}'
    )
    closed = AvvikAvsluttet(nr="A", stilling=Stilling.LUKKET_FA, brukt=("o1",), dag=date(2027, 1, 1))
    assert parts_of(closed) == {
        Del.FAKTA: '{"dag":"2027-01-01","nr":"A","stilling":"lukket-fa-saker"}',
        Del.TEKST: "",
        Del.NOKLER: '{"brukt":["o1"]}',
    }


def test_what_has_its_default_is_left_out_so_that_a_later_field_changes_nothing() -> None:
    known = parts_of(FeltSatt(nr="AV-2026-0001", felt="arsak", verdi="rutine"))
    assert "fil" not in json.loads(known[Del.FAKTA])
    before_fil_was_there = {Del.FAKTA: '{"felt":"arsak","nr":"AV-2026-0001","verdi":"rutine"}'}
    assert parts_of(event_of("felt-satt", before_fil_was_there, 1)) == known


@pytest.mark.parametrize(
    ("kode", "fakta", "told"),
    [
        ("fra-fremtiden", '{"nr":"A"}', "fra-fremtiden"),
        ("felt-satt", '{"nr":"A","felt":"arsak","vekt":2}', "vekt"),
        ("avvik-avsluttet", '{"nr":"A","stilling":"halvlukket","dag":"2026-01-01"}', "avvik-avsluttet"),
        ("avvik-avsluttet", '{"nr":"A","stilling":"lukket","dag":"1. mai"}', "avvik-avsluttet"),
        ("felt-satt", '{"nr":"A"}', "felt-satt"),
        ("felt-satt", '{"nr":', "felt-satt"),
        ("felt-satt", "[]", "felt-satt"),
    ],
    ids=["slag", "felt", "valg", "dato", "mangler", "avkuttet", "liste"],
)
def test_what_a_newer_program_wrote_is_told_with_its_number(kode: str, fakta: str, told: str) -> None:
    with pytest.raises(RegisterFault) as raised:
        event_of(kode, {Del.FAKTA: fakta}, 17)
    assert told in raised.value.problem
    assert "17" in raised.value.problem
    assert "nyere bvaudit" in raised.value.hint
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    "wrong",
    [
        FeltSatt(nr="A", felt="arsak", verdi=3),  # type: ignore[arg-type]
        FeltSatt(nr=None, felt="arsak"),  # type: ignore[arg-type]
        AvvikAvsluttet(nr="A", stilling="lukket", dag=date(2026, 1, 1)),  # type: ignore[arg-type]
        AvvikAvsluttet(nr="A", stilling=Stilling.LUKKET, brukt=["o"], dag=date(2026, 1, 1)),  # type: ignore[arg-type]
    ],
)
def test_what_would_not_come_back_is_not_written(wrong: FeltSatt) -> None:
    with pytest.raises(TypeError):
        parts_of(wrong)
