"""What the municipality's own plans say is due."""

from datetime import date

import pytest

from bvaudit.model.plans import Arshjul, Oppgave
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn
from bvaudit.reports.status_plans import deadlines, tasks_of_the_month

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
    )


@pytest.mark.parametrize(
    ("tilsyn", "ventet"),
    [
        pytest.param(et_tilsyn(), [], id="ingen frister"),
        pytest.param(
            et_tilsyn(planfrist=DAG), ["Tilsynet: fristen for planen for retting er 15.03.2026"], id="i dag er i tide"
        ),
        pytest.param(
            et_tilsyn(uttalefrist=date(2026, 3, 14)), ["Tilsynet: fristen for uttalelsen var 14.03.2026"], id="i går"
        ),
        pytest.param(
            et_tilsyn(date(2026, 5, 14)),
            ["Tilsynet: fristen for å rette «Besøkene er for få» er 14.05.2026"],
            id="et funn inne i et annet, to måneder fram",
        ),
        pytest.param(et_tilsyn(date(2026, 5, 15)), [], id="lenge til"),
        pytest.param(et_tilsyn(date(2025, 3, 14)), [], id="mer enn et år siden"),
        pytest.param(
            et_tilsyn(date(2026, 4, 1), planfrist=date(2026, 2, 1)),
            [
                "Tilsynet: fristen for planen for retting var 01.02.2026",
                "Tilsynet: fristen for å rette «Besøkene er for få» er 01.04.2026",
            ],
            id="den eldste først",
        ),
    ],
)
def test_deadlines_of_a_supervision(tilsyn: Tilsyn, ventet: list[str]) -> None:
    assert [point.tekst for point in deadlines([tilsyn], DAG)] == ventet


def test_what_the_month_holds() -> None:
    def oppgave(id_: str, *maneder: int) -> Oppgave:
        more = {"beskrivelse": "b", "enheter": "alle", "dokumentasjon": "d"}
        return Oppgave(id=id_, tittel=id_, maneder=maneder, eier="Stab", **more)

    arshjul = Arshjul(
        id="a",
        tittel="a",
        gjelder_fra=date(2026, 1, 1),
        kilde="k",
        oppgaver=(oppgave("mars", 3), oppgave("april", 4), oppgave("alltid", *range(1, 13))),
        fil="a.yaml",
    )
    found = tasks_of_the_month([arshjul], DAG)
    assert [(point.hvem, point.tekst) for point in found] == [
        ("Stab", "årshjulet denne måneden: mars"),
        ("Stab", "årshjulet denne måneden: alltid"),
    ]
