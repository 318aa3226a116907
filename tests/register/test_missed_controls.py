"""A control that was not done is proposed, a person makes it an avvik, and the next ones done in time close it."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Kilde, Omfang, Stilling
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, AvvikAvsluttet, AvvikOpprettet, PunktKnyttet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse
from bvaudit.model.registeret.ting import Slag, numbered
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.attempts import never
from bvaudit.register.gate import closing, missing
from bvaudit.register.merge_new import next_number
from bvaudit.register.missed import grouped, made_of, open_for, proposed, units_on
from bvaudit.register.sentences import told
from bvaudit.register.year import year
from bvaudit.texts import branch
from tests.register.a_year import (
    FRISTLISTE,
    LEDER,
    NORD,
    SOR,
    STAB,
    begun,
    context,
    dealt,
    done,
    otherwise,
    task,
    together,
    wheel,
    written,
)
from tests.register.logs import Life

DAG = date(2026, 5, 6)
AV, TO = "AV-2026-0001", "AV-2026-0002"
WORLD = context(wheel(task(FRISTLISTE, 2, 3, 4, 5, alvor=Alvorlighetsgrad.HOY), dealt(4, 9), together(1)))


def nr(maned: int, enhet: str = NORD, oppgave: str = FRISTLISTE) -> str:
    return f"OP-2026-{maned:02}:{oppgave}" + (f":{enhet}" if enhet else "")


def proposals(life: Life, dag: date = DAG) -> list[str]:
    return [one.nr for one in proposed(year(life.reg, life.kontekst, 2026, dag), life.reg)]


def make(life: Life, *numbers: str, hvem: str = STAB, dag: date = DAG, **values: Alvorlighetsgrad) -> tuple[str, ...]:
    """The kinds of the events it was."""
    stands = [one for one in year(life.reg, life.kontekst, 2026, dag) if one.nr in numbers]
    number = next_number(life.reg, Slag.AVVIK, dag.year)
    events = made_of(stands, life.reg, life.kontekst, nr=number, dag=dag, **values)
    for event in events:
        life.do(hvem, event, dag)
    return tuple(type(one).__name__ for one in events)


# --- what is proposed ----------------------------------------------------------------------------------------


def test_what_is_over_is_proposed_and_nothing_opens_by_itself() -> None:
    life = begun(WORLD)
    assert proposals(life) == [
        "OP-2026-01:nokkeltall",
        *(nr(maned, enhet) for maned in (2, 3) for enhet in (NORD, SOR)),
        nr(4, NORD),
        nr(4, SOR),
        "OP-2026-04:internrevisjon:nord",
    ]
    assert not life.reg.avvik


@pytest.mark.parametrize(
    ("felt", "proposed_"),
    [
        pytest.param({"utfort": "2026-02-27", "status": "utfort"}, False, id="gjort"),
        pytest.param({"grunn": "Ingen saker.", "status": "ikke-aktuelt"}, False, id="ikke aktuelt"),
        pytest.param({"grunn": "Sykdom.", "status": "ikke-utfort"}, True, id="sagt ikke gjort"),
        pytest.param({"status": "pagar"}, True, id="begynt, over fristen"),
        pytest.param({"frist": "2026-06-30"}, False, id="fristen er flyttet"),
    ],
)
def test_what_people_have_written_decides(felt: Mapping[str, str], proposed_: bool) -> None:
    life = written(begun(WORLD), nr(2), DAG, **felt)
    assert (nr(2) in proposals(life)) is proposed_


def test_said_not_done_is_proposed_also_before_the_deadline() -> None:
    life = written(begun(WORLD), nr(5), DAG, grunn="Ingen til å gjøre den.", status="ikke-utfort")
    assert nr(5) in proposals(life)


# --- made an avvik -------------------------------------------------------------------------------------------


def test_it_is_a_systemsvikt_of_the_unit_with_the_grade_of_the_task() -> None:
    life = begun(WORLD)
    assert make(life, nr(2)) == ("AvvikOpprettet",)
    avvik = life.reg.avvik[AV]
    assert (avvik.kilde, avvik.enhet, avvik.alvor, avvik.omfang) == (
        Kilde.INTERNKONTROLL,
        NORD,
        Alvorlighetsgrad.HOY,
        Omfang.SYSTEMSVIKT,
    )
    assert avvik.ting.tittel == "Kontrollen er ikke gjort: Kontroll fristliste"
    assert avvik.punkt == nr(2)
    assert avvik.ting.eier.endswith("@nord")
    assert nr(2) not in proposals(life)


def test_another_grade_may_be_said() -> None:
    life = begun(WORLD)
    make(life, nr(2), alvor=Alvorlighetsgrad.KRITISK)
    assert life.reg.avvik[AV].alvor is Alvorlighetsgrad.KRITISK


def test_further_months_of_the_same_task_and_unit_are_tied_to_it() -> None:
    life = begun(WORLD)
    assert make(life, nr(2), nr(3)) == ("AvvikOpprettet", "PunktKnyttet")
    assert make(life, nr(4)) == ("PunktKnyttet",)
    assert len(life.reg.avvik) == 1
    assert (life.reg.avvik[AV].punkt, *life.reg.avvik[AV].punkter) == (nr(2), nr(3), nr(4))
    assert not [one for one in proposals(life) if FRISTLISTE in one and NORD in one]


def test_the_next_unit_and_the_next_task_have_their_own() -> None:
    life = begun(WORLD)
    make(life, nr(2))
    make(life, nr(2, SOR))
    make(life, "OP-2026-04:internrevisjon:nord")
    assert [one.enhet for one in life.reg.avvik.values()] == [NORD, SOR, NORD]


def test_what_is_done_once_for_all_is_staffs() -> None:
    life = begun(WORLD)
    make(life, "OP-2026-01:nokkeltall")
    assert (life.reg.avvik[AV].enhet, life.reg.avvik[AV].ting.eier) == ("", STAB)
    other = begun(context(wheel(together(1, rolle="kommunedirektor"))))
    make(other, "OP-2026-01:nokkeltall")
    assert other.reg.avvik[AV].ting.eier == "kommunedirektor"


def test_a_unit_that_has_ceased_leaves_it_to_the_one_that_took_over() -> None:
    life = begun(WORLD)
    make(life, nr(2))
    merged = otherwise(life, opphort={NORD: date(2026, 3, 15)}, etterfolgere={NORD: SOR})
    units = units_on(merged.reg, merged.kontekst, DAG)
    there = open_for(merged.reg, nr(3, SOR), units)
    assert there is not None
    assert there.nr == AV  # the same task, and the unit that has it now
    late = otherwise(begun(WORLD), opphort={NORD: date(2026, 4, 30)}, etterfolgere={NORD: SOR})
    make(late, nr(2))
    assert late.reg.avvik[AV].enhet == SOR


def test_what_an_avvik_has_answered_for_is_not_proposed_again_when_it_has_ended() -> None:
    life = begun(WORLD)
    make(life, nr(2))
    life.force(STAB, AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=DAG), DAG)
    assert nr(2) not in proposals(life)
    assert make(life, nr(3)) == ("AvvikOpprettet",)
    assert TO in life.reg.avvik


def test_it_is_told_in_sentences() -> None:
    life = begun(WORLD)
    make(life, nr(2), nr(3))
    sentences = [told(one, life.reg, life.kontekst) for one in life.events]
    assert "«Kontrollen er ikke gjort: Kontroll fristliste»" in sentences[-2]
    assert "februar 2026" in sentences[-2]
    assert sentences[-1] == f"Kontrollen er heller ikke gjort i mars 2026, og hører til {AV}"


# --- refused -------------------------------------------------------------------------------------------------


def opening(punkt: str = nr(2), **values: object) -> AvvikOpprettet:
    life = begun(WORLD)
    stand = next(one for one in year(life.reg, WORLD, 2026, DAG) if one.nr == nr(2))
    event = made_of((stand,), life.reg, WORLD, nr=numbered(Slag.AVVIK, 2026, 2), dag=DAG)[0]
    assert isinstance(event, AvvikOpprettet)
    return replace(event, punkt=punkt, **values)  # type: ignore[arg-type]


def tie(punkt: str, til: str = AV) -> PunktKnyttet:
    return PunktKnyttet(nr=til, punkt=punkt, dag=DAG)


def with_avvik() -> Life:
    life = begun(WORLD)
    make(life, nr(2))
    return life


ROWS = [
    pytest.param(begun, STAB, opening(nr(9)), ("kontroll-ukjent",), id="ikke i årshjulet"),
    pytest.param(begun, STAB, opening("OP-2026-02:ros:nord"), ("kontroll-ukjent",), id="ukjent oppgave"),
    pytest.param(begun, STAB, opening("tilsyn/funn"), ("kontroll-ukjent",), id="et funn er ingen kontroll"),
    pytest.param(begun, STAB, opening(nr(5)), ("kontroll-ikke-forsomt",), id="ikke over fristen"),
    pytest.param(begun, STAB, opening(nr(2, SOR)), ("kontroll-annen-enhet",), id="en annen enhets kontroll"),
    pytest.param(begun, STAB, opening(kjoring="k1"), ("kilde-av-programmet",), id="med en kjøring"),
    pytest.param(begun, STAB, opening(omfang=Omfang.ENKELTHENDELSE), ("meldt-er-systemsvikt",), id="enkelthendelse"),
    pytest.param(begun, MASKINEN, opening(), ("bare-mennesker",), id="programmet åpner ingen"),
    pytest.param(None, STAB, opening(nr(3)), ("kontroll-knyttes",), id="en åpen finnes"),
    pytest.param(None, STAB, opening(), ("kontroll-har-avvik", "kontroll-knyttes"), id="samme måned en gang til"),
    pytest.param(None, STAB, tie(nr(2)), ("kontroll-har-avvik",), id="knyttet en gang til"),
    pytest.param(None, STAB, tie(nr(5)), ("kontroll-ikke-forsomt",), id="knytter det som ikke er over fristen"),
    pytest.param(None, STAB, tie(nr(3, SOR)), ("kontroll-annen-oppgave",), id="knytter en annen enhets"),
    pytest.param(None, STAB, tie("tilsyn/funn"), ("bare-programmet",), id="knytter et funn"),
    pytest.param(None, STAB, tie(nr(3), "AV-2026-0009"), ("ukjent-nummer",), id="knytter til ingenting"),
]


@pytest.mark.parametrize(("made", "who", "event", "codes"), ROWS)
def test_refused(made: object, who: str, event: Hendelse, codes: tuple[str, ...]) -> None:
    life = with_avvik() if made is None else begun(WORLD)
    assert set(codes) <= set(life.asked(who, event, DAG))


def test_every_reason_has_a_row() -> None:
    shown = {code for row in ROWS for code in row.values[3]}
    reasons: Mapping[str, object] = branch("sider.nei")
    kept_apart = {"males_ikke", "venter"}  # of the gate, below
    assert {f"kontroll-{key.replace('_', '-')}" for key in reasons if key not in kept_apart} <= shown


def test_in_any_order_each_task_and_unit_has_one_open_avvik() -> None:
    chance = random.Random(25)
    for _ in range(20):
        life = begun(WORLD)
        for one in chance.sample(proposals(life), chance.randint(1, 8)):
            make(life, one)
        opened = grouped([s for s in year(life.reg, WORLD, 2026, DAG) if s.avvik])
        assert len(life.reg.apne) == len(opened)
        for stands in opened:
            assert len({one.avvik for one in stands}) == 1


# --- closed --------------------------------------------------------------------------------------------------

TI, LINK = "TI-2026-0001", f"{AV}/TI-2026-0001"
I_BRUK, SENERE = date(2026, 5, 10), date(2026, 8, 20)
MONTHLY: Kontekst = context(wheel(task(FRISTLISTE)))


def planned(world: Kontekst = MONTHLY, before: tuple[int, ...] = (1, 2, 3)) -> Life:
    """The control of April was missed; the cause is found and the measure is in use from May."""
    life = begun(world, date(2026, 4, 1))
    for maned in before:
        done(life, nr(maned), date(2026, maned, 20), date(2026, 5, 1))
    make(life, nr(4))
    life.do(LEDER, FeltSatt(nr=AV, felt="arsak", verdi="kapasitet"), DAG)
    life.do(LEDER, TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Fast dag", enhet=NORD, eier=LEDER, dag=DAG), DAG)
    life.do(LEDER, Koblet(avvik=AV, tiltak=TI, dag=DAG), DAG)
    for felt, verdi in (("tiltaksstatus", "i-bruk"), ("i_bruk", I_BRUK.isoformat())):
        life.do(LEDER, FeltSatt(nr=LINK, felt=felt, verdi=verdi), I_BRUK)
    life.do(LEDER, FeltSatt(nr=LINK, felt="belegg", tekst="Møteplanen"), I_BRUK)
    life.do(LEDER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=I_BRUK), I_BRUK)
    return life


def lacks(life: Life, dag: date = SENERE) -> set[str]:
    return {one.kode for one in missing(life.reg, life.reg.avvik[AV], STAB, life.kontekst, dag)}


def test_the_two_next_done_in_time_close_it() -> None:
    life = planned()
    for maned in (5, 6, 7):
        done(life, nr(maned), date(2026, maned, 28))
    assert lacks(life) == set()
    made = closing(life.reg, life.reg.avvik[AV], STAB, life.kontekst, SENERE)
    assert isinstance(made, AvvikAvsluttet)
    life.do(STAB, made, SENERE)
    assert life.reg.avvik[AV].stilling is Stilling.LUKKET


@pytest.mark.parametrize(
    ("made", "waits"),
    [
        pytest.param({}, True, id="ingen er gjort"),
        pytest.param({7: 28}, True, id="bare den siste"),
        pytest.param({5: 28, 6: 28}, True, id="den siste er ikke gjort"),
        pytest.param({6: 28, 7: 28}, False, id="de to siste"),
        pytest.param({5: 28, 6: 28, 7: 28, 8: 3}, False, id="også den som ikke er over fristen"),
    ],
)
def test_one_that_is_missed_again_begins_the_row_anew(made: Mapping[int, int], waits: bool) -> None:
    life = planned()
    for maned, dag in made.items():
        done(life, nr(maned), date(2026, maned, dag))
    assert ("kontroll-venter" in lacks(life)) is waits


def test_done_too_late_is_not_in_time_also_when_the_deadline_was_moved() -> None:
    life = planned()
    done(life, nr(6), date(2026, 6, 28))
    written(life, nr(7), date(2026, 7, 30), frist="2026-08-31")
    done(life, nr(7), date(2026, 8, 5))
    assert "kontroll-venter" in lacks(life)


def test_one_that_is_put_off_is_missed_by_its_own_day() -> None:
    life = planned()
    for maned in (5, 7):
        done(life, nr(maned), date(2026, maned, 28))
    written(life, nr(6), date(2026, 7, 30), frist="2026-12-31")
    assert "kontroll-venter" in lacks(life)


def test_one_that_was_missed_since_is_not_out_of_the_row_because_it_is_tied_to_the_avvik() -> None:
    life = planned()
    for maned in (5, 7):
        done(life, nr(maned), date(2026, maned, 28))
    life.do(STAB, PunktKnyttet(nr=AV, punkt=nr(6), dag=SENERE), SENERE)
    assert "kontroll-venter" in lacks(life)
    written(life, nr(6), SENERE, grunn="Ferie", status="ikke-aktuelt")
    assert "kontroll-venter" in lacks(life)


def test_what_was_done_before_the_measure_shows_nothing() -> None:
    life = planned()
    assert "kontroll-venter" in lacks(life)  # January to March were in time


def test_what_is_done_once_a_year_is_closed_by_the_next_one() -> None:
    life = planned(context(wheel(task(FRISTLISTE, 4), task("ros", 7))), before=())
    assert life.reg.avvik[AV].mal.minst == 1
    done(life, "OP-2027-04:fristliste:nord", date(2027, 4, 20))
    assert lacks(life, date(2027, 5, 2)) == set()


def test_the_owner_does_not_close_it_and_nobody_measures_it_in_cases() -> None:
    life = planned()
    for maned in (5, 6, 7):
        done(life, nr(maned), date(2026, maned, 28))
    avvik = life.reg.avvik[AV]
    refused = missing(life.reg, avvik, avvik.ting.eier, life.kontekst, SENERE)
    assert "eieren-selv" in {one.kode for one in refused}
    assert [one.kode for one in never(avvik)] == ["kontroll"]


def test_nothing_goes_round_the_gate() -> None:
    life = planned()
    forged = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=SENERE)
    assert "kontroll-venter" in life.asked(STAB, forged, SENERE)
