"""Noe skal være gjort minst én gang i tiden fram mot vurderingsdagen.

    siste_innen:
      vindu: P6M
      hendelser: [{tabell: plan_evaluering, der: {plan.kode: {en_av: ["1"]}}}]

Vinduet er (per − vindu, per]: dagen et halvt år før vurderingsdagen er utenfor, vurderingsdagen er med.
Den seneste av hendelsene teller, uansett hvilken tabell den står i.
"""

from dataclasses import dataclass

from bvaudit.model import kalender
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    vindu: Varighet = arg("Hvor langt tilbake fra vurderingsdagen.")
    hendelser: tuple[Rader, ...] = arg("Radene som kan vise at det er gjort. Uttrekket må ha minst én av tabellene.")


def answer(args: Args, sql: Scope) -> Answer:
    latest = [sql.aggregate(rader, "MAX({felt})") for rader in args.hendelser]
    sql.require(*(rader.tabell for rader in args.hendelser))
    sist = sql.let("sist", latest[0] if len(latest) == 1 else f"GREATEST({', '.join(latest)})")
    grense = sql.dialect.date(kalender.minus(sql.dag, args.vindu))
    return Answer(
        utfall=case((f"{sist} > {grense}", Utfall.OPPFYLT), otherwise=Utfall.IKKE_OPPFYLT),
        faktisk_dato=sist,
        notes=(Note(condition=f"{sist} IS NULL", tekst="Ingen er registrert."),),
        steps=(
            Step(navn=f"vurderingsdagen − {args.vindu.vist} ({args.vindu}); må være etter", expression=grense),
            Step(navn="seneste", expression=sist),
        ),
    )
