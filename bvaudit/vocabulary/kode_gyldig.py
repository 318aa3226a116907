"""En kode skal være gyldig på en dato etter kodelisten den hører til.

    kode_gyldig: {felt: konklusjon_kode, liste: henvendelse_konklusjon, dato: konklusjon_slutt_dato}

Mangler koden eller datoen, er det uavklart.
"""

from dataclasses import dataclass

from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: str = arg("Kodefeltet.")
    liste: str = arg("Kodelisten koden hører til.")
    dato: Dato = arg("Dagen koden skal gjelde.")


def answer(args: Args, scope: Scope) -> Answer:
    dag = scope.date(args.dato)
    valid = scope.let("gyldig", scope.code_valid(args.liste, scope.column(args.felt), dag))
    return Answer(
        utfall=yes_or_no(valid),
        faktisk_dato=dag,
        notes=(
            Note(condition=sql("{} IS NULL", valid), tekst=text("vocabulary.kode_gyldig.koden_eller_datoen_mangler")),
        ),
        steps=(Step(navn="kode", expression=scope.column(args.felt)), Step(navn="dato", expression=dag)),
    )
