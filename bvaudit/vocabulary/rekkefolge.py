"""Noe skal komme etter noe annet, eller på samme dag.

    rekkefolge: {forst: {felt: tiltak.start_dato, pluss: [P2Y]}, sa: start_dato, skal: etter}

«etter» krever en senere dag, «ikke_for» tillater samme dag, «samme_dag» krever den. Mangler en av datoene, er det
uavklart.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope

_SIGN = {"etter": ">", "ikke_for": ">=", "samme_dag": "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    forst: Dato = arg("Datoen som skal komme først.")
    sa: Dato = arg("Datoen som skal komme etter.")
    skal: Literal["etter", "ikke_for", "samme_dag"] = arg("Hvordan datoene skal ligge.")


def answer(args: Args, sql: Scope) -> Answer:
    forst, sa = sql.let("forst", sql.date(args.forst)), sql.let("sa", sql.date(args.sa))
    return Answer(
        utfall=yes_or_no(f"{sa} {_SIGN[args.skal]} {forst}"),
        start_dato=forst,
        faktisk_dato=sa,
        notes=(Note(condition=f"{forst} IS NULL OR {sa} IS NULL", tekst="En av datoene mangler."),),
        steps=(Step(navn="først", expression=forst), Step(navn="så", expression=sa)),
    )
