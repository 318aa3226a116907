"""Noe skal være fulgt opp innen en frist, hvis det ikke tok slutt før fristen var ute.

    fulgt_opp:
      start: start_dato
      frister:
        - {nar: {paragraf: {en_av: ["4", "5"]}}, lengde: P2W}
        - {lengde: P6W}
      gjort: [{tidligste: {tabell: oversendelse_nemnd}}]
      slutt: [{dato: slutt_dato}]

Startdagen telles ikke med, siste dag er med. Den første fristen med et vilkår som holder, gjelder; holder ingen, er det
uavklart. Fulgt opp i tide er oppfylt, uansett hva som skjedde siden. Ellers: tok det slutt før det begynte, er det
uavklart; tok det slutt innen fristen, er det ikke aktuelt; er fristen ikke ute, er det heller ikke aktuelt; ellers er
det ikke oppfylt. Har loven ikke noe tall, er «for_sent» oppfylt, og tiden er bare hvor lenge det kan mangle. Mangler en
dato som kan endre svaret, er det uavklart. Det som skjer etter vurderingsdagen, har ikke skjedd.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Dato, Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope

_NO_DATE = "CAST(NULL AS DATE)"
_LACKING = "En opplysning som trengs, mangler."


@dataclass(frozen=True, slots=True, kw_only=True)
class Frist:
    """En frist og hva den gjelder for."""

    lengde: Varighet = arg("Hvor lang fristen er: P7D, P2W, P3M eller P1Y.")
    nar: Betingelse | None = arg("Vilkåret for at denne fristen gjelder. Utelatt: den gjelder alltid.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slutt:
    """En måte det kan ta slutt på."""

    dato: Dato = arg("Dagen det tok slutt.")
    ellers: Dato | None = arg("Dagen som brukes når den andre mangler.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    start: Dato = arg("Dagen fristen begynner å løpe.")
    frister: tuple[Frist, ...] = arg("Fristene. Den første som passer, gjelder.")
    gjort: tuple[Dato, ...] = arg("Datoene som viser at det er fulgt opp; den tidligste teller.")
    slutt: tuple[Slutt, ...] = arg("Datoene da det tok slutt; den tidligste teller.", default=())
    delvis: tuple[Dato, ...] = arg("Datoer innen fristen som gir delvis oppfylt når resten mangler.", default=())
    for_sent: Literal["ikke oppfylt", "oppfylt"] = arg(
        "Hva det betyr at det ble fulgt opp etter fristen. «oppfylt» når loven ikke har noe tall.",
        default="ikke oppfylt",
    )


def answer(args: Args, sql: Scope) -> Answer:
    start = sql.let("start", sql.date(args.start))
    with sql.reading():  # where a limit's condition cannot be seen, no limit is known: unsettled, for those alone
        frist = sql.let("frist", _limit(args, start, sql))
    gjort = sql.let("gjort", _earliest([_by_then(sql.date(d), sql) for d in args.gjort]))
    with sql.reading() as ends:
        slutt = sql.let("slutt", _earliest([_ended(one, sql) for one in args.slutt]))
        unsure = _undated(_ends(args), sql)
    blind = sql.held.lacking([*ends.direct, *ends.rows])  # an end that cannot be seen may be why it was not done
    unsure = f"({unsure} OR {blind})" if blind else unsure
    ends.direct, ends.rows = [], []
    sql.reads.add(ends)
    # What decides, in the order it does so; each with the sentence that says why.
    reasons = [
        (f"{start} IS NULL", Utfall.UAVKLART, "Datoen fristen regnes fra, mangler."),
        (f"{frist} IS NULL", Utfall.UAVKLART, "Det går ikke fram hvilken frist som gjelder."),
        (f"{gjort} < {start}", Utfall.UAVKLART, "Gjort før det startet; datoene må rettes."),
        (f"{gjort} <= {frist}" if args.for_sent == "ikke oppfylt" else f"{gjort} IS NOT NULL", Utfall.OPPFYLT, ""),
        (_undated(args.gjort, sql, required=True), Utfall.UAVKLART, _LACKING),
        (f"{slutt} < {start}", Utfall.UAVKLART, "Avsluttet før det startet; datoene må rettes."),
        (f"{slutt} <= {frist}", Utfall.IKKE_AKTUELT, "Det tok slutt innen fristen."),
        (f"{sql.per} > {frist} AND {unsure}", Utfall.UAVKLART, _LACKING),
        *_partly(args, frist, sql),
        (f"{sql.per} <= {frist}", Utfall.IKKE_AKTUELT, ""),
    ]
    turns = " ".join(f"WHEN {condition} THEN {n}" for n, (condition, _, _) in enumerate(reasons))
    grunn = sql.let("grunn", f"CASE {turns} ELSE {len(reasons)} END")
    return Answer(
        utfall=case(*((f"{grunn} = {n}", u) for n, (_, u, _) in enumerate(reasons)), otherwise=Utfall.IKKE_OPPFYLT),
        start_dato=start,
        frist_dato=frist if args.for_sent == "ikke oppfylt" else "",  # a law without a number has no last day
        faktisk_dato=gjort,
        notes=tuple(Note(condition=f"{grunn} = {n}", tekst=tekst) for n, (_, _, tekst) in enumerate(reasons) if tekst),
        steps=(
            Step(navn="start", expression=start),
            Step(navn="siste lovlige dag", expression=frist),
            Step(navn="fulgt opp", expression=gjort),
            Step(navn="tok slutt", expression=slutt),
        ),
    )


def _limit(args: Args, start: str, sql: Scope) -> str:
    """The last day by the first limit whose condition holds; none when none is known to."""
    branches = "".join(
        f" WHEN {sql.condition(frist.nar) if frist.nar else 'TRUE'} THEN {sql.dialect.add(start, frist.lengde)}"
        for frist in args.frister
    )
    return f"CASE{branches} END"


def _partly(args: Args, frist: str, sql: Scope) -> list[tuple[str, Utfall, str]]:
    if not args.delvis:
        return []
    partly = sql.let("delvis", _earliest([_by_then(sql.date(d), sql) for d in args.delvis]))
    return [
        (f"{partly} <= {frist}", Utfall.DELVIS, ""),
        (f"{sql.per} > {frist} AND {_undated(args.delvis, sql)}", Utfall.UAVKLART, _LACKING),
    ]


def _ends(args: Args) -> tuple[Dato, ...]:
    return tuple(d for one in args.slutt for d in (one.dato, one.ellers) if d is not None)


def _ended(one: Slutt, sql: Scope) -> str:
    first = sql.date(one.dato)
    return _by_then(first if one.ellers is None else f"COALESCE({first}, {sql.date(one.ellers)})", sql)


def _by_then(day: str, sql: Scope) -> str:
    """A planned day is no fact before it has come."""
    return f"CASE WHEN {day} <= {sql.per} THEN {day} END"


def _earliest(days: list[str]) -> str:
    if not days:
        return _NO_DATE
    return days[0] if len(days) == 1 else f"LEAST({', '.join(days)})"


def _undated(dates: tuple[Dato, ...], sql: Scope, *, required: bool = False) -> str:
    """True when a row that is, or may be, one of those asked for has no date."""
    found = []
    for rader in (d.tidligste or d.seneste for d in dates):
        if rader is not None:
            if required:
                sql.require(rader.tabell)
            lacks = "MAX(CASE WHEN {felt} IS NULL OR ({der}) IS NULL THEN 1 END)"
            found.append(f"{sql.aggregate(rader, lacks, unknown=True)} = 1")
    return f"COALESCE({' OR '.join(found)}, FALSE)" if found else "FALSE"
