"""A supervision of our own making, and a register it is followed in. Every day and finding here is invented."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bvaudit.model.registeret.hendelser import TingOpprettet
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import Slag, supervision_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn
from tests.register.guard_states import the_context
from tests.register.logs import STAB, D, Life

TILSYNET = "tilsyn-sjovik-2026"
TS = supervision_number(TILSYNET)
DAG = D(6, 1)  # today, where nothing else is said
OWN_CHECK = "egenkontroll-sjovik-2026"


def finding(id: str, *within: Tilsynsfunn, **values: Any) -> Tilsynsfunn:
    return Tilsynsfunn(id=id, tekst=f"Funnet {id}", funn=within, **values)


def a_supervision(**values: Any) -> Tilsyn:
    """One finding over two, and one beside them, in two units."""
    made = Tilsyn(
        id=TILSYNET,
        tittel="Tilsyn med undersøkelser",
        ar="2026",
        kommune="Sjøvik",
        enheter=("E1", "E2"),
        funn=(
            finding("styring", finding("framdrift", regler=("UND-03",)), finding("lest", manuelle=("UND-14",))),
            finding("rutiner", enheter=("E1",)),
        ),
        fil="tilsyn/tilsyn-sjovik-2026.yaml",
    )
    return replace(made, **values)


def dated(**days: date) -> Tilsyn:
    return a_supervision(datoer=Tilsynsdatoer(**days))


@cache
def around(tilsyn: Tilsyn) -> Kontekst:
    """The supervision, and an egenkontroll beside it."""
    own = replace(tilsyn, id=OWN_CHECK, forlop="egenkontroll", runder=("runde-1", "runde-2"))
    return replace(the_context(), tilsyn=(tilsyn, own))


def step(skritt: str, dag: date, frist: date | None = None, **values: Any) -> TilsynSkritt:
    return TilsynSkritt(**{"nr": TS, "skritt": skritt, "dag": dag, "frist": frist, **values})


def followed(*steps: TilsynSkritt, tilsyn: Tilsyn | None = None, written: date | None = None) -> Life:
    """A register with the supervision in it and these steps, each let through by the guards on the day it is of, or
    on ``written``."""
    found = tilsyn or a_supervision()
    life = Life(around(found)).begun()
    for one in around(found).tilsyn:
        opened = TingOpprettet(
            nr=supervision_number(one.id), slag=Slag.TILSYN, tittel=one.tittel, eier=STAB, dag=D(1, 2)
        )
        life.force(STAB, opened, D(1, 2))
    for one_step in steps:
        life.do(STAB, one_step, written or one_step.dag)
    return life
