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
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, Extreme, Sql, case, sql


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


def answer(args: Args, scope: Scope) -> Answer:
    # A row older than any there is would only make the limit earlier: what is a breach is one all the same.
    with scope.reading() as begun, scope.trust_what_is_there():
        start = scope.let("start", scope.date(args.start))
        undated = _undated(args.start, scope)
    with scope.reading() as done:
        gjort = scope.let("gjort", scope.date(args.slutt))
    # Where the source does not have the day it was done, not even «not due» is known; nor whether an open one is meant.
    unknown = scope.held.lacking([*done.direct, *(begun.direct if args.bare == "apne" else [])])
    scope.reads.add(begun)
    scope.reads.add(done)
    frist = scope.let("frist", _limit(args, start, scope))
    if args.forlenges == "virkedag":
        # The calendar is joined on the whole expression: a join cannot see names given in the same SELECT.
        with scope.trust_what_is_there():
            frist = scope.let("virkedag", scope.next_working_day(_limit(args, scope.date(args.start), scope)))
    backwards = sql("{} < {}", gjort, scope.own_start)
    return Answer(
        utfall=outcome(
            *([(unknown, Utfall.UAVKLART)] if unknown is not None else []),
            *_gate(args, start, gjort),
            (sql("{} IS NULL OR {}", start, backwards), Utfall.UAVKLART),
            (sql("COALESCE({}, {}) > {}", gjort, scope.per, frist), Utfall.IKKE_OPPFYLT),
            *([(undated, Utfall.UAVKLART)] if undated != FALSE else []),  # a breach is one whenever the limit began
            (sql("{} IS NULL", gjort), Utfall.IKKE_AKTUELT),
            otherwise=Utfall.OPPFYLT,
        ),
        start_dato=start,
        frist_dato=frist,
        faktisk_dato=gjort,
        notes=(
            Note(
                condition=sql("{} IS NULL", start),
                tekst=text("vocabulary.innen_frist.datoen_fristen_regnes_fra_mangler"),
                ved=Utfall.UAVKLART,
            ),
            Note(
                condition=sql("{} IS NOT NULL AND {}", start, undated),
                tekst=text("vocabulary.innen_frist.en_dato_som_fristen_kan_regnes"),
                ved=Utfall.UAVKLART,
            ),
            Note(
                condition=backwards,
                tekst=text("vocabulary.innen_frist.avsluttet_for_det_startet_datoene_ma"),
                ved=Utfall.UAVKLART,
            ),
        ),
        steps=_steps(args, start, frist, scope),
    )


def _limit(args: Args, start: Sql, scope: Scope) -> Sql:
    normal = scope.dialect.add(start, args.lengde)
    if args.utvidet is None:
        return normal
    return case([(scope.column(args.utvidet.nar), scope.dialect.add(start, args.utvidet.lengde))], normal)


def _gate(args: Args, start: Sql, gjort: Sql) -> tuple[tuple[Sql, Utfall], ...]:
    if args.bare == "avsluttede":
        return ((sql("{} IS NULL", gjort), Utfall.IKKE_AKTUELT),)
    if args.bare == "apne":
        return ((sql("{} IS NOT NULL OR {} IS NULL", gjort, start), Utfall.IKKE_AKTUELT),)
    return ()


def _undated(start: Dato, scope: Scope) -> Sql:
    """Whether one of the rows the earliest day is found among has no day: then the limit may have begun before."""
    if start.tidligste is None:
        return FALSE
    return sql("COALESCE({} = 1, FALSE)", scope.aggregate(start.tidligste, _lacks_its_date))


def _lacks_its_date(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MAX", sql("CASE WHEN {} IS NULL THEN 1 ELSE 0 END", felt))


def _steps(args: Args, start: Sql, frist: Sql, scope: Scope) -> tuple[Step, ...]:
    steps: list[Step] = []
    if args.start.pluss:
        origin = Dato(felt=args.start.felt, tidligste=args.start.tidligste, seneste=args.start.seneste)
        with scope.trust_what_is_there():
            begun = scope.date(origin)
        steps.append(Step(navn=text("vocabulary.innen_frist.regnes_fra"), expression=begun))
        steps += [Step(navn=f"+ {args.start.pluss[0].vist}", expression=start)]
    else:
        steps.append(Step(navn=text("vocabulary.innen_frist.regnes_fra"), expression=start))
    lengde = f"+ {args.lengde.vist}"
    if args.utvidet is not None:
        extended = sql("COALESCE({}, FALSE)", scope.column(args.utvidet.nar))
        steps.append(Step(navn=text("vocabulary.innen_frist.fristen_er_utvidet"), expression=extended))
        lengde += f", utvidet: + {args.utvidet.lengde.vist}"
    if args.forlenges == "virkedag":
        lengde += text("vocabulary.innen_frist.flyttet_til_virkedag")
    return (*steps, Step(navn=text("vocabulary.innen_frist.siste_lovlige_dag", lengde=lengde), expression=frist))
