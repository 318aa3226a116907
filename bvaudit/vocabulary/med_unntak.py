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
from bvaudit.vocabulary.answer import Answer, Note, Step, literal
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


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


def answer(args: Args, sql: Scope, judge: Callable[[Krav, Scope], Answer]) -> Answer:
    outer = sql.prefix
    sql.prefix = f"{outer}krav_"  # names of its own, so that the demand may have exceptions inside it
    part = judge(args.krav, sql)
    found = sql.let("utfall_av_kravet", part.utfall)
    sql.prefix = outer
    holds = [_holds(number, one, found, sql) for number, one in enumerate(args.unntak, start=1)]
    told = list(zip(holds, args.unntak, strict=True))
    exempt = _any(f"COALESCE({held}, FALSE)" for held, one in told if one.svar == "ikke aktuelt")
    blind = [f"COALESCE({held}, FALSE)" for held, one in told if one.svar == "uavklart"]
    unseen = _any(
        [
            *(f"{held} IS NULL" for held, one in told if one.ukjent == "uavklart"),
            *_not_held(args.unntak, sql),
        ]
    )
    applies = f"{found} <> {literal(Utfall.IKKE_AKTUELT)}"
    whole = sql.let(
        "med_unntak",
        f"CASE WHEN {exempt} THEN {literal(Utfall.IKKE_AKTUELT)} "
        f"WHEN ({_any([*blind, unseen])}) AND {applies} THEN {literal(Utfall.UAVKLART)} ELSE {found} END",
    )
    unclear = f"NOT ({_any([exempt, *blind])}) AND ({unseen}) AND {applies}"
    return replace(
        part,
        utfall=whole,
        notes=(
            *(Note(condition=f"COALESCE({held}, FALSE)", tekst=one.sier) for held, one in told),
            Note(condition=unclear, tekst="En opplysning som avgjør om kravet gjelder, mangler."),
            *(Note(condition=f"({note.condition}) AND {whole} = {found}", tekst=note.tekst) for note in part.notes),
        ),
        steps=(
            *(Step(navn=f"unntak: {one.sier}", expression=held) for held, one in told),
            *part.steps,
        ),
    )


def _not_held(unntak: Iterable[Unntak], sql: Scope) -> list[str]:
    """Where the source of the case does not have what an exception asks for, nobody knows, whatever «ukjent» says:
    that is about a case that lacks it."""
    found = []
    for one in unntak:
        with sql.reading() as reads:
            sql.condition(one.der)
        needs = [*reads.direct, *reads.rows, *(Behov(tabell=t, kolonne=k) for t, k in reads.unknown)]
        if one.ukjent == "kravet gjelder" and (lacking := sql.held.lacking(needs)):
            found.append(lacking)
    return found


def _holds(number: int, unntak: Unntak, found: str, sql: Scope) -> str:
    """True, false or unknown; false without looking when the demand is kept and only breaches have the exception."""
    condition = sql.condition(unntak.der)
    if unntak.bare_ved == "brudd":
        kept = f"{found} IN ({literal(Utfall.OPPFYLT)}, {literal(Utfall.DELVIS)})"
        condition = f"CASE WHEN {kept} THEN FALSE ELSE ({condition}) END"
    return sql.let(f"unntak_{number}", condition)


def _any(conditions: Iterable[str]) -> str:
    return " OR ".join(f"({condition})" for condition in conditions) or "FALSE"
