"""Et krav, og når det ikke gjelder.

    med_unntak:
      krav: {finnes: {rader: {tabell: plan, der: {kode: {en_av: ["1"]}, i_kraft: per}}}}
      unntak: [{der: {sak.fyller_18_dato: {senest: per}}, sier: Ungdommen er fylt 18 år.}]

Holder vilkåret i et av unntakene, er kravet ikke aktuelt, og forklaringen sier hvorfor. Kan ingen vite om det holder,
fordi en opplysning mangler, er det uavklart, med mindre kravet ikke er aktuelt uansett. Med «ukjent: kravet gjelder»
er svaret da det kravet gir. Med «bare_ved: brudd» er et oppfylt krav oppfylt uansett unntaket. «svar: uavklart» er for
det registeret ikke kan vise: da er det uavklart når vilkåret holder, med mindre kravet ikke er aktuelt.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bvaudit.model.kilde import Behov
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, literal
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, Sql, any_of, case, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Unntak:
    """Når kravet ikke gjelder, og hva leseren da får vite."""

    der: Betingelse = arg("Vilkåret som gjør at kravet ikke gjelder.")
    sier: str = arg("Setningen i forklaringen når vilkåret holder.")
    svar: Literal["ikke aktuelt", "uavklart"] = arg("Svaret når vilkåret holder.", default="ikke aktuelt")
    ukjent: Literal["uavklart", "kravet gjelder"] = arg(
        "Hva det betyr at ingen kan vite om vilkåret holder.", default="uavklart"
    )
    bare_ved: Literal["alt", "brudd"] = arg(
        "«brudd»: unntaket spiller bare inn når kravet ellers er brutt eller ikke kan avgjøres.", default="alt"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    krav: Krav = arg("Kravet som gjelder når ingen av unntakene gjør det.")
    unntak: tuple[Unntak, ...] = arg("Når kravet ikke gjelder. Ett er nok.")


def answer(args: Args, scope: Scope, judge: Callable[[Krav, Scope], Answer]) -> Answer:
    with scope.values.within("krav"):  # names of its own, so that the demand may have exceptions inside it
        part = judge(args.krav, scope)
        found = scope.let("utfall_av_kravet", part.utfall)
    holds = [_holds(number, one, found, scope) for number, one in enumerate(args.unntak, start=1)]
    told = list(zip(holds, args.unntak, strict=True))
    surely = [sql("COALESCE({}, FALSE)", held) for held in holds]
    exempt = any_of(sure for sure, one in zip(surely, args.unntak, strict=True) if one.svar == "ikke aktuelt")
    blind = [sure for sure, one in zip(surely, args.unntak, strict=True) if one.svar == "uavklart"]
    unknown = [sql("{} IS NULL", held) for held, one in told if one.ukjent == "uavklart"]
    unseen = any_of([*unknown, *_not_held(args.unntak, scope)])
    outside, unsettled = literal(Utfall.IKKE_AKTUELT), literal(Utfall.UAVKLART)
    applies = sql("{} <> {}", found, outside)
    doubtful = sql("{} AND {}", any_of([*blind, unseen]), applies)
    whole = scope.let("med_unntak", case([(exempt, outside), (doubtful, unsettled)], found))
    unclear = sql("NOT {} AND {} AND {}", any_of([exempt, *blind]), unseen, applies)
    decided = sql("{} = {}", whole, found)
    return replace(
        part,
        utfall=whole,
        notes=(
            *(Note(condition=sure, tekst=one.sier) for sure, one in zip(surely, args.unntak, strict=True)),
            Note(condition=unclear, tekst=text("vocabulary.med_unntak.en_opplysning_som_avgjor_om_kravet")),
            *(note.where(decided) for note in part.notes),
        ),
        steps=(
            *(Step(navn=text("vocabulary.med_unntak.unntak", sier=one.sier), expression=held) for held, one in told),
            *part.steps,
        ),
    )


def _not_held(unntak: Iterable[Unntak], scope: Scope) -> list[Sql]:
    """Where the source of the case does not have what an exception asks for, nobody knows, whatever «ukjent» says:
    that is about a case that lacks it."""
    found = []
    for one in unntak:
        with scope.reading() as reads:
            scope.condition(one.der)
        needs = [*reads.direct, *reads.rows, *(Behov(tabell=t, kolonne=k) for t, k in reads.unknown)]
        if one.ukjent == "kravet gjelder" and (lacking := scope.held.lacking(needs)) is not None:
            found.append(lacking)
    return found


def _holds(number: int, unntak: Unntak, found: Sql, scope: Scope) -> Sql:
    """True, false or unknown; false without looking when the demand is kept and only breaches have the exception."""
    condition = scope.condition(unntak.der)
    if unntak.bare_ved == "brudd":
        kept = sql("{} IN ({})", found, [literal(Utfall.OPPFYLT), literal(Utfall.DELVIS)])
        condition = case([(kept, FALSE)], sql("({})", condition))
    return scope.let(f"unntak_{number}", condition)
