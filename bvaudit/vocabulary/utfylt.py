"""Felt skal være fylt ut.

    utfylt: {felt: [start_dato, konklusjon_slutt_dato], etter: {felt: start_dato, pluss: P1W}}

Her er det selve registreringen som er kravet, så et tomt felt er ikke oppfylt. Til og med datoen i «etter» er det ikke
aktuelt.
"""

from dataclasses import dataclass

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.vocabulary.answer import Answer, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: tuple[str, ...] = arg("Feltene som skal være fylt ut.")
    etter: Dato | None = arg("Kravet gjelder først etter denne datoen.", default=None)


def answer(args: Args, sql: Scope) -> Answer:
    with sql.reading() as asked:
        full = " AND ".join(f"{sql.column(felt)} IS NOT NULL" for felt in args.felt)
    sql.reads.add(asked)
    branches = [(full, Utfall.OPPFYLT)]
    if unknown := sql.held.lacking(asked.direct):  # a field the source does not have is not an empty one
        branches.insert(0, (unknown, Utfall.UAVKLART))
    if args.etter is not None:
        branches.append((f"{sql.per} <= {sql.date(args.etter)}", Utfall.IKKE_AKTUELT))
    steps = tuple(
        Step(navn=felt, expression=f"CASE WHEN {sql.column(felt)} IS NULL THEN 'tomt' ELSE 'fylt ut' END")
        for felt in args.felt
    )
    return Answer(utfall=case(*branches, otherwise=Utfall.IKKE_OPPFYLT), steps=steps)
