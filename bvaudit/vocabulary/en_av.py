"""Et kodefelt skal ha en av bestemte verdier.

    en_av: {felt: konklusjon_kode, verdier: ["1", "2"]}

Tomt felt er uavklart. «delvis» er koder som gir delvis oppfylt.
"""

from dataclasses import dataclass

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    felt: str = arg("Kodefeltet.")
    verdier: tuple[str, ...] = arg("Kodene som oppfyller kravet.")
    delvis: tuple[str, ...] = arg("Kodene som oppfyller det delvis.", default=())


def answer(args: Args, sql: Scope) -> Answer:
    felt = sql.column(args.felt)
    branches = [(f"{felt} IS NULL", Utfall.UAVKLART), (_inside(felt, args.verdier, sql), Utfall.OPPFYLT)]
    if args.delvis:
        branches.append((_inside(felt, args.delvis, sql), Utfall.DELVIS))
    return Answer(
        utfall=case(*branches, otherwise=Utfall.IKKE_OPPFYLT),
        notes=(Note(condition=f"{felt} IS NULL", tekst="Koden mangler."),),
        steps=(Step(navn=args.felt, expression=felt),),
    )


def _inside(felt: str, koder: tuple[str, ...], sql: Scope) -> str:
    return f"{felt} IN ({', '.join(sql.dialect.text(kode) for kode in koder)})"
