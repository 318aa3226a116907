"""Noe skal komme etter noe annet, eller på samme dag.

    rekkefolge: {forst: {felt: tiltak.start_dato, pluss: [P2Y]}, sa: start_dato, skal: etter}

«etter» krever en senere dag, «ikke_for» tillater samme dag, «samme_dag» krever den. Mangler en av datoene, er det
uavklart.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql

_KEPT = {"etter": "{} > {}", "ikke_for": "{} >= {}", "samme_dag": "{} = {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    forst: Dato = arg("Datoen som skal komme først.")
    sa: Dato = arg("Datoen som skal komme etter.")
    skal: Literal["etter", "ikke_for", "samme_dag"] = arg("Hvordan datoene skal ligge.")


def answer(args: Args, scope: Scope) -> Answer:
    forst, sa = scope.let("forst", scope.date(args.forst)), scope.let("sa", scope.date(args.sa))
    return Answer(
        utfall=yes_or_no(sql(_KEPT[args.skal], sa, forst)),
        start_dato=forst,
        faktisk_dato=sa,
        notes=(
            Note(
                condition=sql("{} IS NULL OR {} IS NULL", forst, sa),
                tekst=text("vocabulary.rekkefolge.en_av_datoene_mangler"),
            ),
        ),
        steps=(Step(navn="først", expression=forst), Step(navn="så", expression=sa)),
    )
