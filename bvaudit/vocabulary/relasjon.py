"""Objektet skal være koblet til noe annet i saken med en Relasjon som ikke er slettet.

    relasjon: {fra: henvendelse}

«fra» betyr en kobling som går til objektet, «til» en som går ut fra det. Det koblede må finnes og ikke være slettet.
"""

from dataclasses import dataclass

from bvaudit.model.uttrykk import Krav, Rader
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    fra: str = arg("Tabellen koblingen skal komme fra.", default="")
    til: str = arg("Tabellen koblingen skal gå til.", default="")


def answer(args: Args, scope: Scope) -> Answer:
    if bool(args.fra) == bool(args.til):
        raise RuleFault(text("vocabulary.relasjon.relasjon_ma_ha_enten_fra_eller"))
    rader = Rader(tabell=args.fra or args.til, via="relasjon", retning="fra" if args.fra else "til")
    there = scope.let("koblet", scope.exists(rader))
    return Answer(utfall=yes_or_no(there), steps=(Step(navn="koblet", expression=there),))
