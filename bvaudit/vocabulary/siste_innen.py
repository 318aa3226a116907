"""Noe skal være gjort minst én gang i tiden fram mot vurderingsdagen.

    siste_innen:
      vindu: P6M
      hendelser: [{tabell: plan_evaluering, der: {plan.kode: {en_av: ["1"]}}}]

Vinduet er (per − vindu, per]: dagen et halvt år før vurderingsdagen er utenfor, vurderingsdagen er med.
Den seneste av hendelsene teller, uansett hvilken tabell den står i. Er ingen sikkert i vinduet, men en kan være det
fordi en opplysning mangler, er det uavklart.
"""

from dataclasses import dataclass
from datetime import timedelta

from bvaudit.model import kalender
from bvaudit.model.kilde import EttAv
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import SOMETHING_MISSING, Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    vindu: Varighet = arg("Hvor langt tilbake fra vurderingsdagen.")
    hendelser: tuple[Rader, ...] = arg("Radene som kan vise at det er gjort. Uttrekket må ha minst én av tabellene.")


def answer(args: Args, sql: Scope) -> Answer:
    latest, needs = [], []
    for rader in args.hendelser:
        with sql.reading() as reads:
            latest.append(sql.aggregate(rader, "MAX({felt}) FILTER (WHERE {der})", unknown=True))
        needs.append(tuple(reads.direct))
    # What one of them shows, is enough; only where none can be seen, nobody knows.
    sql.reads.direct.append(EttAv(deler=tuple(needs)))
    sist = sql.let("sist", latest[0] if len(latest) == 1 else f"GREATEST({', '.join(latest)})")
    grense = sql.dialect.date(kalender.minus(sql.dag, args.vindu))
    maybe = f"MAX(CASE WHEN {{felt}} IS NULL OR ({{der}}) IS NULL AND {{felt}} > {grense} THEN 1 END)"
    with sql.reading():
        perhaps = " OR ".join(f"{sql.aggregate(rader, maybe, unknown=True)} = 1" for rader in args.hendelser)
    first = sql.dialect.date(kalender.minus(sql.dag, args.vindu) + timedelta(days=1))
    for rader in args.hendelser:
        if sql.held.limited(rader.tabell):
            sql.short(f"COALESCE({sist} <= {grense}, TRUE)", sql.unseen_between(rader, [first], []))
    doubt = sql.let("kanskje", f"COALESCE({perhaps}, FALSE)")
    return Answer(
        utfall=case((f"{sist} > {grense}", Utfall.OPPFYLT), (doubt, Utfall.UAVKLART), otherwise=Utfall.IKKE_OPPFYLT),
        faktisk_dato=sist,
        notes=(
            Note(condition=f"{sist} IS NULL AND NOT {doubt}", tekst="Ingen er registrert."),
            Note(condition=f"{doubt} AND COALESCE({sist} <= {grense}, TRUE)", tekst=SOMETHING_MISSING),
        ),
        steps=(
            Step(navn=f"vurderingsdagen − {args.vindu.vist} ({args.vindu}); må være etter", expression=grense),
            Step(navn="seneste", expression=sist),
        ),
    )
