"""Felt skal være fylt ut.

    utfylt: {felt: [start_dato, konklusjon_slutt_dato], etter: {felt: start_dato, pluss: P1W}}

Her er det selve registreringen som er kravet, så et tomt felt er ikke oppfylt. Til og med datoen i «etter» er det ikke
aktuelt.
"""

from dataclasses import dataclass

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.vocabulary.answer import Answer, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import all_of, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: tuple[str, ...] = arg("Feltene som skal være fylt ut.")
    etter: Dato | None = arg("Kravet gjelder først etter denne datoen.", default=None)


def answer(args: Args, scope: Scope) -> Answer:
    with scope.reading() as asked:
        full = all_of(sql("{} IS NOT NULL", scope.column(felt)) for felt in args.felt)
    scope.reads.add(asked)
    branches = [(full, Utfall.OPPFYLT)]
    if (
        unknown := scope.held.lacking(asked.direct)
    ) is not None:  # a field the source does not have is not an empty one
        branches.insert(0, (unknown, Utfall.UAVKLART))
    if args.etter is not None:
        branches.append((sql("{} <= {}", scope.per, scope.date(args.etter)), Utfall.IKKE_AKTUELT))
    steps = tuple(
        Step(navn=felt, expression=sql("CASE WHEN {} IS NULL THEN 'tomt' ELSE 'fylt ut' END", scope.column(felt)))
        for felt in args.felt
    )
    return Answer(utfall=outcome(*branches, otherwise=Utfall.IKKE_OPPFYLT), steps=steps)
