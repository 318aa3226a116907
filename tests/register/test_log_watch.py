"""Keys of evidence may be struck when nothing watches the avvik any more, and not a day before; counts stay."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.model.registeret.avvik import Objekttilstand, Stilling
from bvaudit.model.registeret.hendelser_avvik import (
    AvvikAvsluttet,
    BevisLagtTil,
    BevisVurdert,
    ForsokFerdig,
    Gjenapnet,
    Objektsvar,
)
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.logg import Del, Hendelse, Logget, Ny
from bvaudit.register.fold import fold
from bvaudit.register.store import create
from bvaudit.register.watch import keys_to_strike
from bvaudit.workflows.register_folder import read_log, register_path, state_of
from bvaudit.workflows.register_strike import may_be_struck, strike_after_watch
from tests.register.a_folder import LEDER, a_folder
from tests.register.an_register import NORD, a_context
from tests.register.logs import logged, opened, proof

ONE, TWO = "AV-2023-0001", "AV-2023-0002"
CLOSED = date(2024, 1, 31)


def evidence(nr: str, prefix: str) -> list[Hendelse]:
    settled = Objektsvar(objekt_id=f"{prefix}-1", tilstand=Objekttilstand.RETTET)
    return [
        opened(nr, enhet=NORD, eier=LEDER, dag=date(2023, 5, 1)),
        BevisLagtTil(nr=nr, antall=2, bevis=proof(f"{prefix}-1", f"{prefix}-2"), kjoring="k1", dag=date(2023, 5, 1)),
        BevisVurdert(nr=nr, kjoring="k2", dag=date(2023, 9, 1), avgjort=1, uavgjort=1, svar=(settled,)),
    ]


def ended(nr: str, dag: date = CLOSED, **values: object) -> Hendelse:
    return AvvikAvsluttet(nr=nr, stilling=Stilling.LUKKET, brukt=("M-1",), dag=dag, **values)  # type: ignore[arg-type]


BEGUN = RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", dag=date(2023, 5, 1))
STORY = [BEGUN, *evidence(ONE, "U"), *evidence(TWO, "V"), ended(ONE)]  # 2 3 4, 5 6 7, 8


def struck_on(dag: date, *more: Hendelse) -> tuple[int, ...]:
    events = logged([*STORY, *more])
    return keys_to_strike(events, fold(events), dag)


@pytest.mark.parametrize(
    ("dag", "numbers"), [(date(2024, 2, 1), ()), (date(2026, 1, 31), ()), (date(2026, 2, 1), (3, 4))]
)
def test_evidence_after_24_months_and_not_what_was_counted_in_the_closing(dag: date, numbers: tuple[int, ...]) -> None:
    assert struck_on(dag) == numbers


def test_what_was_opened_again_is_not_ended() -> None:
    assert struck_on(date(2030, 1, 1), Gjenapnet(nr=ONE, dag=date(2024, 3, 1))) == ()


def test_what_was_merged_waits_for_the_one_it_was_merged_into() -> None:
    merged = AvvikAvsluttet(nr=TWO, stilling=Stilling.SLATT_SAMMEN, til="AV-2023-0003", dag=date(2023, 6, 1))
    other = [opened("AV-2023-0003", enhet=NORD, dag=date(2023, 5, 2)), merged]
    assert struck_on(date(2030, 1, 1), *other) == (3, 4)
    assert struck_on(date(2030, 1, 1), *other, ended("AV-2023-0003", date(2027, 1, 1))) == (3, 4, 6, 7)
    assert struck_on(date(2028, 1, 1), *other, ended("AV-2023-0003", date(2027, 1, 1))) == (3, 4)


def test_a_measurement_keeps_the_objects_it_counted() -> None:
    kinds = {type(one.hendelse) for one in logged(STORY) if one.nr in struck_on(date(2030, 1, 1))}
    assert kinds == {BevisLagtTil, BevisVurdert}
    assert not kinds & {ForsokFerdig, AvvikAvsluttet}


def test_struck_by_rule_the_counts_stay_and_the_chain_is_whole(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    create(register_path(mappe), [Ny(hvem="bvaudit", hendelse=one) for one in STORY], datetime(2024, 2, 1, tzinfo=UTC))
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert [one.nr for one in may_be_struck(mappe, now.date())] == [3, 4]
    told = strike_after_watch(mappe, "stab", now, kontekst=a_context())
    assert [(one.hendelse.hendelse, one.hendelse.nr) for one in told] == [(3, ONE), (4, ONE)]  # type: ignore[attr-defined]
    events = read_log(mappe) or ()
    assert [one.nr for one in events if one.sladdet] == [3, 4]
    assert (counts(events[2]), counts(events[3])) == (2, (1, 1))
    assert state_of(mappe).avvik[ONE].stilling is Stilling.LUKKET
    assert len(state_of(mappe).avvik[TWO].bevis) == 2
    assert may_be_struck(mappe, now.date()) == ()
    left = b"".join(file.read_bytes() for file in mappe.register.rglob("*.sqlite"))
    assert b"U-1" not in left
    assert b"V-1" in left


def counts(one: Logget) -> object:
    event = one.hendelse
    if isinstance(event, BevisLagtTil):
        return event.antall
    assert isinstance(event, BevisVurdert)
    assert one.sladdet == (Del.NOKLER,)
    return event.avgjort, event.uavgjort
