"""What «bvaudit status» says is due, beside the avvik."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bvaudit.model.fulgt import Fulgt
from bvaudit.model.innhold import Innhold
from bvaudit.model.plans import Arshjul, Oppgave
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn
from bvaudit.register.due import due
from bvaudit.reports.status_plans import AHEAD, due_points
from bvaudit.reports.status_view import Punkt

DAG = date(2026, 3, 15)


def et_tilsyn(frist: date | None = None, **datoer: date) -> Tilsyn:
    inner = Tilsynsfunn(id="inni", tekst="Besøkene er for få.", frist=frist)
    return Tilsyn(
        id="t",
        tittel="Tilsynet",
        ar="2026",
        kommune="Vik",
        datoer=Tilsynsdatoer(**datoer),
        funn=(Tilsynsfunn(id="ytre", tekst="Alt", funn=(inner,)),),
        fil="t.yaml",
        egen=True,
    )


def told(innhold: Innhold, dag: date = DAG, **world: Any) -> tuple[Sequence[Punkt], Sequence[Punkt]]:
    assert innhold.kodeverk is not None
    given: dict[str, Any] = {"enheter": {"E1": "Nord", "E2": "Sør"}, **world}
    kontekst = Kontekst(regler=innhold.regler, kodeverk=innhold.kodeverk, **given)
    found = due(Registeret(hode=Hode(nr=1, sum="0" * 64), begynt=date(2026, 1, 1)), kontekst, dag, AHEAD)
    fulgt = Fulgt(kommune="Vik", dag=dag, til=dag, forfall=found, enheter=kontekst.enheter)
    return due_points(fulgt, lambda *words: ("bvaudit", *words))


@pytest.mark.parametrize(
    ("tilsyn", "ventet"),
    [
        pytest.param(et_tilsyn(), [], id="ingen frister"),
        pytest.param(et_tilsyn(planfrist=DAG), ["er 15.03.2026"], id="i dag er i tide"),
        pytest.param(et_tilsyn(uttalefrist=date(2026, 3, 14)), ["var 14.03.2026"], id="i går"),
        pytest.param(et_tilsyn(date(2026, 5, 14)), ["er 14.05.2026"], id="et funn inne i et annet, to måneder fram"),
        pytest.param(et_tilsyn(date(2026, 5, 15)), [], id="lenge til"),
        pytest.param(et_tilsyn(date(2025, 3, 14)), ["var 14.03.2025"], id="lenge siden, og ingen har svart"),
        pytest.param(
            et_tilsyn(date(2026, 4, 1), planfrist=date(2026, 2, 1)),
            ["var 01.02.2026", "er 01.04.2026"],
            id="den eldste først",
        ),
    ],
)
def test_deadlines_of_a_supervision(innhold: Innhold, tilsyn: Tilsyn, ventet: list[str]) -> None:
    over, naer = told(innhold, tilsyn=(tilsyn,))
    found = [(point, "var") for point in over] + [(point, "er") for point in naer]
    assert [f"{word} {point.frist:%d.%m.%Y}" for point, word in found] == ventet
    assert all(point.tekst.startswith("Tilsynet: ") for point, _ in found)
    assert all(point.kommando == ("bvaudit", "tilsyn", "vis", "t") for point, _ in found)


def et_arshjul(*oppgaver: tuple[str, tuple[int, ...]]) -> Arshjul:
    more = {"beskrivelse": "b", "enheter": "alle", "dokumentasjon": "d", "rolle": "teamleder"}
    made = (Oppgave(id=id_, tittel=id_, maneder=maneder, eier="Teamleder", **more) for id_, maneder in oppgaver)
    tasks = tuple(made)
    return Arshjul(id="a", tittel="a", gjelder_fra=DAG.replace(day=1), kilde="k", oppgaver=tasks, fil="", egen=True)


def test_what_the_month_holds(innhold: Innhold) -> None:
    """Each control once, with the number of units; what is further off than a month, not yet."""
    arshjul = et_arshjul(("mars", (3,)), ("april", (4,)), ("alltid", tuple(range(1, 13))))
    over, naer = told(innhold, arshjul=(arshjul,))
    assert over == ()
    assert [point.tekst for point in naer] == [
        "alltid (mars 2026) i 2 enheter, frist 31.03.2026",
        "mars (mars 2026) i 2 enheter, frist 31.03.2026",
    ]


def test_controls_that_are_over_are_counted_together(innhold: Innhold) -> None:
    over, naer = told(innhold, date(2026, 4, 1), arshjul=(et_arshjul(("mars", (3,))),))
    assert naer == ()
    assert [point.tekst for point in over] == ["2 kontroller i årshjulet er ikke ført som gjort, og fristen er ute"]
