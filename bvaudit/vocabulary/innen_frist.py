"""Noe skal være gjort senest en viss tid etter en startdato.

    innen_frist: {start: start_dato, slutt: konklusjon_slutt_dato, lengde: P1W}

Startdagen telles ikke med, siste dag er med: tre måneder fra 30. november er 28. eller 29. februar.
Mangler «start», er utfallet uavklart. Er objektet gjort før det selv begynte, er det også uavklart.
Mangler «slutt», er kravet brutt først når fristen er passert; før det er det ikke aktuelt.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Utvidet:
    """En lengre frist når et ja/nei-felt er ja. Tomt felt er ikke ja."""

    nar: str = arg("Ja/nei-felt som gir den lengre fristen.")
    lengde: Varighet = arg("Den lengre fristen, fra samme start.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    start: Dato = arg("Dagen fristen begynner å løpe.")
    slutt: Dato = arg("Dagen det var gjort.")
    lengde: Varighet = arg("Hvor lang fristen er: P7D, P1W, P3M eller P1Y. P0D når «start» selv er siste dag.")
    utvidet: Utvidet | None = arg("Lengre frist på et vilkår.", default=None)
    bare: Literal["alle", "avsluttede", "apne"] = arg(
        "Vurder bare de avsluttede eller bare de åpne; de andre blir ikke aktuelt.", default="alle"
    )
    forlenges: Literal["nei", "virkedag"] = arg(
        "«virkedag» flytter siste dag fram til nærmeste virkedag når den er helg eller helligdag.", default="nei"
    )


def answer(args: Args, sql: Scope) -> Answer:
    with sql.reading() as begun:
        start = sql.let("start", sql.date(args.start))
        undated = _undated(args.start, sql)
    with sql.reading() as done:
        gjort = sql.let("gjort", sql.date(args.slutt))
    # Where the source does not have the day it was done, not even «not due» is known; nor whether an open one is meant.
    unknown = sql.held.lacking([*done.direct, *(begun.direct if args.bare == "apne" else [])])
    sql.reads.add(begun)
    sql.reads.add(done)
    frist = sql.let("frist", _limit(args, start, sql))
    if args.forlenges == "virkedag":
        # The calendar is joined on the whole expression: a join cannot see names given in the same SELECT.
        frist = sql.let("virkedag", sql.next_working_day(_limit(args, sql.date(args.start), sql)))
    return Answer(
        utfall=case(
            *([(unknown, Utfall.UAVKLART)] if unknown else []),
            *_gate(args, start, gjort),
            *_judge(start, gjort, frist, undated, sql),
            otherwise=Utfall.OPPFYLT,
        ),
        start_dato=start,
        frist_dato=frist,
        faktisk_dato=gjort,
        notes=(
            Note(condition=f"{start} IS NULL", tekst="Datoen fristen regnes fra, mangler.", ved=Utfall.UAVKLART),
            Note(
                condition=f"{start} IS NOT NULL AND {undated}",
                tekst="En dato som fristen kan regnes fra, mangler; fristen kan ha gått ut før.",
                ved=Utfall.UAVKLART,
            ),
            Note(
                condition=f"{gjort} < {sql.own_start}",
                tekst="Avsluttet før det startet; datoene må rettes.",
                ved=Utfall.UAVKLART,
            ),
        ),
        steps=_steps(args, start, frist, sql),
    )


def _limit(args: Args, start: str, sql: Scope) -> str:
    normal = sql.dialect.add(start, args.lengde)
    if args.utvidet is None:
        return normal
    return (
        f"CASE WHEN {sql.column(args.utvidet.nar)} THEN {sql.dialect.add(start, args.utvidet.lengde)} ELSE {normal} END"
    )


def _gate(args: Args, start: str, gjort: str) -> tuple[tuple[str, Utfall], ...]:
    if args.bare == "avsluttede":
        return ((f"{gjort} IS NULL", Utfall.IKKE_AKTUELT),)
    if args.bare == "apne":
        return ((f"{gjort} IS NOT NULL OR {start} IS NULL", Utfall.IKKE_AKTUELT),)
    return ()


def _undated(start: Dato, sql: Scope) -> str:
    """Whether one of the rows the earliest day is found among has no day: then the limit may have begun before."""
    if start.tidligste is None:
        return "FALSE"
    found = sql.aggregate(start.tidligste, "MAX(CASE WHEN {felt} IS NULL THEN 1 ELSE 0 END)")
    return f"COALESCE({found} = 1, FALSE)"


def _judge(start: str, gjort: str, frist: str, undated: str, sql: Scope) -> tuple[tuple[str, Utfall], ...]:
    return (
        (f"{start} IS NULL OR {gjort} < {sql.own_start}", Utfall.UAVKLART),
        (f"COALESCE({gjort}, {sql.per}) > {frist}", Utfall.IKKE_OPPFYLT),
        *([(undated, Utfall.UAVKLART)] if undated != "FALSE" else []),  # a breach is one whenever the limit began
        (f"{gjort} IS NULL", Utfall.IKKE_AKTUELT),
    )


def _steps(args: Args, start: str, frist: str, sql: Scope) -> tuple[Step, ...]:
    steps: list[Step] = []
    if args.start.pluss:
        origin = Dato(felt=args.start.felt, tidligste=args.start.tidligste, seneste=args.start.seneste)
        steps.append(Step(navn="utgangspunkt", expression=sql.date(origin)))
        steps += [Step(navn=f"+ {args.start.pluss[0].vist} ({args.start.pluss[0]})", expression=start)]
    else:
        steps.append(Step(navn="start", expression=start))
    lengde = f"+ {args.lengde.vist} ({args.lengde})"
    if args.utvidet is not None:
        steps.append(Step(navn="fristen er utvidet", expression=f"COALESCE({sql.column(args.utvidet.nar)}, FALSE)"))
        lengde += f", utvidet: + {args.utvidet.lengde.vist} ({args.utvidet.lengde})"
    if args.forlenges == "virkedag":
        lengde += ", flyttet til virkedag"
    return (*steps, Step(navn=f"{lengde}: siste lovlige dag", expression=frist))
