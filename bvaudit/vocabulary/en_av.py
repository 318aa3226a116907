"""Et kodefelt skal ha en av bestemte verdier.

    en_av: {felt: konklusjon_kode, verdier: ["1", "2"]}

Tomt felt er uavklart. «delvis» er koder som gir delvis oppfylt.
"""

from dataclasses import dataclass

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: str = arg("Kodefeltet.")
    verdier: tuple[str, ...] = arg("Kodene som oppfyller kravet.")
    delvis: tuple[str, ...] = arg("Kodene som oppfyller det delvis.", default=())


def answer(args: Args, scope: Scope) -> Answer:
    felt = scope.column(args.felt)
    empty = sql("{} IS NULL", felt)
    branches = [(empty, Utfall.UAVKLART), (_inside(felt, args.verdier, scope), Utfall.OPPFYLT)]
    if args.delvis:
        branches.append((_inside(felt, args.delvis, scope), Utfall.DELVIS))
    return Answer(
        utfall=outcome(*branches, otherwise=Utfall.IKKE_OPPFYLT),
        notes=(Note(condition=empty, tekst=text("vocabulary.en_av.koden_mangler")),),
        steps=(Step(navn=args.felt, expression=felt),),
    )


def _inside(felt: Sql, koder: tuple[str, ...], scope: Scope) -> Sql:
    return sql("{} IN ({})", felt, [scope.dialect.text(kode) for kode in koder])
