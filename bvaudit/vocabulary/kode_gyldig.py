"""En kode skal være gyldig på en dato etter kodelisten den hører til.

    kode_gyldig: {felt: konklusjon_kode, liste: henvendelse_konklusjon, dato: konklusjon_slutt_dato}

Mangler koden eller datoen, er det uavklart.
"""

from dataclasses import dataclass

from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: str = arg("Kodefeltet.")
    liste: str = arg("Kodelisten koden hører til.")
    dato: Dato = arg("Dagen koden skal gjelde.")


def answer(args: Args, sql: Scope) -> Answer:
    dag = sql.date(args.dato)
    valid = sql.let("gyldig", sql.code_valid(args.liste, sql.column(args.felt), dag))
    return Answer(
        utfall=yes_or_no(valid),
        faktisk_dato=dag,
        notes=(Note(condition=f"{valid} IS NULL", tekst="Koden eller datoen mangler."),),
        steps=(Step(navn="kode", expression=sql.column(args.felt)), Step(navn="dato", expression=dag)),
    )
