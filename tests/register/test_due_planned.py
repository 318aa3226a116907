"""The days of what the content plans: controls, supervisions, and S2's capacity agreement that ends on 31 May 2020."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import (
    Forfall,
    Oppgavestand,
    Punktstand,
    Skrittet,
    Tilsynsfrist,
    Tilsynsstand,
    Varsel,
)
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.register.due_planned import points, supervision, tasks
from bvaudit.register.supervised import standing
from tests.register.logs import context, register

SLUTT = date(2020, 5, 31)


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def a_list(id_: str, slag: Listeslag, *punkter: Listepunkt, forrige: str = "") -> Liste:
    return Liste(id=id_, tittel=id_.capitalize(), listeslag=slag, kilde="", innhold=punkter, forrige=forrige, fil="")


def stand(liste: str, punkt: str, **values: Any) -> Punktstand:
    return Punktstand(nr=f"LP-{liste}:{punkt}", liste=liste, punkt=punkt, **{"status": "pagar", **values})


AVTALER = a_list("avtaler", Listeslag.AVTALER, Listepunkt(id="innleie", tekst="Innleid kapasitet", slutt=SLUTT))
INNLEIE = stand("avtaler", "innleie", slutt=SLUTT)

WARNED = [
    ("31 days before", date(2020, 4, 30), None),
    ("30 days before", date(2020, 5, 1), Varsel.TRETTI),
    ("8 days before", date(2020, 5, 23), Varsel.TRETTI),
    ("7 days before", date(2020, 5, 24), Varsel.SJU),
    ("2 days before", date(2020, 5, 29), Varsel.SJU),
    ("the day before", date(2020, 5, 30), Varsel.EN),
    ("on the day", SLUTT, Varsel.I_DAG),
    ("the day after it has expired", date(2020, 6, 1), Varsel.OVER),
    ("a year after", date(2021, 6, 1), Varsel.OVER),
]


@pytest.mark.parametrize(("dag", "ventet"), [row[1:] for row in WARNED], ids=[row[0] for row in WARNED])
def test_the_capacity_agreement_is_warned_of_in_time(kontekst: Kontekst, dag: date, ventet: Varsel | None) -> None:
    found = [one for one in points([AVTALER], [INNLEIE], kontekst, dag) if one.dager <= 30]
    assert [one.varsel for one in found] == ([ventet] if ventet else [])
    assert all(one.gjor == "Avtalen går ut: bestem hva som kommer etter" for one in found)


def test_what_two_lists_call_by_two_names_is_warned_of_once(kontekst: Kontekst) -> None:
    """The measure that hires the two in, the risk it leads to, and the agreement itself."""
    risk = Listepunkt(id="stopp", tekst="Kapasiteten faller bort", koblet=("avtaler:innleie",))
    measure = Listepunkt(id="to-innleide", tekst="Leie inn to", koblet=("avtaler:innleie",))
    lister = [
        a_list("tiltak", Listeslag.TILTAK, measure),
        a_list("risikoer", Listeslag.RISIKOER, risk),
        AVTALER,
    ]
    stands = [
        stand("tiltak", "to-innleide", slutt=SLUTT),
        stand("risikoer", "stopp", slutt=SLUTT),
        INNLEIE,
    ]
    found = list(points(lister, stands, kontekst, date(2020, 5, 1)))
    assert [one.nr for one in found] == ["LP-avtaler:innleie"]
    assert [one.nr for one in points(lister[:2], stands[:2], kontekst, SLUTT)] == [
        "LP-tiltak:to-innleide",
        "LP-risikoer:stopp",
    ]


def test_no_other_day_of_what_is_linked_is_held_back(kontekst: Kontekst) -> None:
    """Two measures with the same last day, one that answers the other; what is to be done by the day the agreement
    ends; what ends that day in another unit than the agreement's; and another agreement."""
    linked: dict[str, Any] = {"koblet": ("avtaler:innleie",)}
    lister = [
        a_list(
            "tiltak",
            Listeslag.TILTAK,
            Listepunkt(id="kurs", tekst="Kurs"),
            Listepunkt(id="rutine", tekst="Rutine", koblet=("kurs",)),
            Listepunkt(id="ny-avtale", tekst="Ny avtale", **linked),
            Listepunkt(id="nord", tekst="Ekstra vakter", enheter=("E1",), **linked),
        ),
        AVTALER,
        a_list("kontrakter", Listeslag.AVTALER, Listepunkt(id="bil", tekst="Bil", **linked)),
    ]
    stands = [
        stand("kontrakter", "bil", slutt=SLUTT),
        stand("tiltak", "kurs", frist=SLUTT),
        stand("tiltak", "rutine", frist=SLUTT),
        stand("tiltak", "ny-avtale", frist=SLUTT),
        stand("tiltak", "nord", slutt=SLUTT),
        INNLEIE,
    ]
    found = {one.nr.partition(":")[2] for one in points(lister, stands, kontekst, date(2020, 5, 1))}
    assert found == {"innleie", "bil", "kurs", "rutine", "ny-avtale", "nord"}


D1, D2, D3 = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
ENDS = [
    ("all three days", Listeslag.ANNET, {"slutt": D1, "frist": D2, "neste": D3}, [D1, D2, D3]),
    ("the same day, once", Listeslag.ANNET, {"slutt": D1, "frist": D1, "neste": D1}, [D1]),
    ("done: only to be gone through", Listeslag.RUTINER, {"status": "gjennomfort", "frist": D2, "neste": D3}, [D3]),
    ("stopped: nothing", Listeslag.RUTINER, {"status": "stanset", "slutt": D1, "frist": D2}, []),
    ("an agreement that is done with", Listeslag.AVTALER, {"status": "gjennomfort", "slutt": D1}, []),
    ("a pilot carried through, undecided", Listeslag.PILOTER, {"status": "gjennomfort", "slutt": D1}, [D1]),
    ("a pilot put off", Listeslag.PILOTER, {"beslutning": "ikke-avgjort", "slutt": D1, "frist": D2}, [D1, D2]),
    ("a pilot that goes on", Listeslag.PILOTER, {"beslutning": "viderefores", "slutt": D1}, []),
    ("no days", Listeslag.HMS, {}, []),
]


@pytest.mark.parametrize(("slag", "values", "days"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_the_days_of_a_point(kontekst: Kontekst, slag: Listeslag, values: dict[str, Any], days: list[date]) -> None:
    liste = a_list("a", slag, Listepunkt(id="p", tekst="Punktet"))
    assert [one.dag for one in points([liste], [stand("a", "p", **values)], kontekst, D1)] == days


@pytest.mark.parametrize(
    ("enheter", "ventet"),
    [
        pytest.param((), ("", ()), id="hele kommunen"),
        pytest.param(("Sjøvik nord",), ("E1", ()), id="én enhet, med navn"),
        pytest.param(("E2", "sjøvik nord"), ("", ("E2", "E1")), id="to enheter"),
    ],
)
def test_the_units_of_a_point(
    kontekst: Kontekst, enheter: tuple[str, ...], ventet: tuple[str, tuple[str, ...]]
) -> None:
    liste = a_list("a", Listeslag.ANNET, Listepunkt(id="p", tekst="Punktet", enheter=enheter))
    (one,) = points([liste], [stand("a", "p", frist=D1)], kontekst, D1)
    assert (one.enhet, one.enheter) == ventet


def a_task(**values: Any) -> Oppgavestand:
    given: dict[str, Any] = {
        "nr": "OP-2026-04:internrevisjon:E1",
        "arshjul": "a",
        "oppgave": "internrevisjon",
        "tittel": "Internrevisjon",
        "maned": date(2026, 4, 1),
        "frist": date(2026, 4, 30),
        "enhet": "E1",
        "eier": "teamleder@E1",
        "status": "ikke-startet",
        "forfalt": False,
    }
    return Oppgavestand(**{**given, **values})


GONE = {"maned": date(2026, 1, 1), "frist": date(2026, 1, 31), "forfalt": True}
TASKS = [
    ("nobody has said anything", a_task(), True),
    ("begun", a_task(status="pagar"), True),
    ("done", a_task(status="utfort"), False),
    ("of no use here", a_task(status="ikke-aktuelt"), False),
    ("over", a_task(**GONE), True),
    ("said not done", a_task(**GONE, status="ikke-utfort"), True),
    ("made an avvik", a_task(**GONE, status="ikke-utfort", avvik="AV-2026-0001"), False),
    ("before anybody could write of it", a_task(**GONE, merknad="for-registeret"), False),
    ("over by a plan that is nobody's word", a_task(**(GONE | {"forfalt": False})), False),
    ("over in a unit that is signed for", a_task(**GONE, enhet="E3"), False),
    ("not over yet there", a_task(enhet="E3"), True),
]


@pytest.mark.parametrize(("one", "told"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS])
def test_a_control_is_due_until_it_is_done(one: Oppgavestand, told: bool) -> None:
    found = list(tasks([one], date(2026, 4, 29), signert={(2026, "E3"), (2025, "")}))
    assert bool(found) is told
    assert all(row.hva.startswith("Internrevisjon (") for row in found)


def a_tilsyn(**values: Any) -> Tilsyn:
    given: dict[str, Any] = {"funn": (), "fil": "", **values}
    return Tilsyn(id="tilsyn-2026", tittel="Tilsyn", ar="2026", kommune="Sjøvik", **given)


BREV = Skrittet(skritt="endelig-rapport", dag=date(2026, 3, 2))


def told(kontekst: Kontekst, tilsyn: Tilsyn, dag: date, **values: Any) -> list[Forfall]:
    given = {"egen": "planlegger", "myndighet": "endelig-rapport", "skritt": (BREV,), **values}
    where = Tilsynsstand(nr="TS-tilsyn-2026", tilsyn="tilsyn-2026", tittel="Tilsyn", **given)
    return list(supervision(where, tilsyn, kontekst, dag))


def test_what_the_authority_waits_for(kontekst: Kontekst) -> None:
    frist = Tilsynsfrist(skritt="plan-sendt", dag=date(2026, 4, 1), satt_av=BREV)
    (one,) = told(kontekst, a_tilsyn(enheter=("Sjøvik nord",)), date(2026, 3, 31), frister=(frist,))
    assert (one.gjor, one.enhet, one.varsel) == ("Send plan for retting", "E1", Varsel.EN)
    (every,) = told(kontekst, a_tilsyn(), date(2026, 3, 31), frister=(frist,))
    assert (every.enhet, every.enheter) == ("", ("E1", "E2"))


def test_a_visit_is_told_until_somebody_writes_that_it_has_been(kontekst: Kontekst) -> None:
    visit = Skrittet(skritt="besok", dag=date(2026, 4, 1), avtalt=True)
    later = "Tilsynsbesøk var avtalt: før at det er gjort, eller en ny dag"
    for dag, ventet in ((date(2026, 3, 25), "Tilsynsbesøk"), (visit.dag, "Tilsynsbesøk"), (date(2026, 4, 2), later)):
        assert [one.gjor for one in told(kontekst, a_tilsyn(), dag, skritt=(BREV, visit), avtaler=(visit,))] == [ventet]
    assert told(kontekst, a_tilsyn(), date(2026, 4, 2), skritt=(BREV, replace(visit, avtalt=False))) == []


def test_the_day_of_a_finding_is_for_the_units_it_names(kontekst: Kontekst) -> None:
    frist = date(2026, 6, 1)
    funn = (
        Tilsynsfunn(id="a", tekst="Funnet", enheter=("E1",), frist=frist),
        Tilsynsfunn(id="b", tekst="Et annet", enheter=("E1", "E2"), frist=frist),
    )
    tilsyn = replace(a_tilsyn(egen=True), funn=funn)
    reg = register()
    stand = standing(tilsyn, reg, kontekst, date(2026, 5, 1))
    rows = list(supervision(stand, tilsyn, kontekst, date(2026, 5, 1)))
    assert [(one.gjor, one.enhet, one.enheter) for one in rows] == [
        ("Funnene 1 og 2 skal være rettet", "", ("E1", "E2"))
    ]
    alone = replace(tilsyn, funn=funn[:1])
    (row,) = supervision(standing(alone, reg, kontekst, frist), alone, kontekst, frist)
    assert (row.enhet, row.varsel) == ("E1", Varsel.I_DAG)


def test_a_day_is_warned_of_by_the_same_rule_in_every_kind(kontekst: Kontekst) -> None:
    for n in range(-3, 40):
        dag = SLUTT - timedelta(days=n)
        (point,) = points([AVTALER], [INNLEIE], kontekst, dag)
        (task,) = tasks([a_task(frist=SLUTT, forfalt=dag > SLUTT)], dag)
        assert point.varsel is task.varsel
