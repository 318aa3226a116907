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
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, NO_DATE, TRUE, Extreme, Sql, any_of, case, earliest, first_of, joined_by, sql


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


def answer(args: Args, scope: Scope) -> Answer:
    start = scope.let("start", scope.date(args.start))
    with scope.reading():  # where a limit's condition cannot be seen, no limit is known: unsettled, for those alone
        frist = scope.let("frist", _limit(args, start, scope))
    gjort = scope.let("gjort", _first([_by_then(scope.date(d), scope) for d in args.gjort]))
    with scope.reading() as ends:
        slutt = scope.let("slutt", _first([_ended(one, scope) for one in args.slutt]))
        unsure = _undated(_ends(args), scope)
    blind = scope.held.lacking([*ends.direct, *ends.rows])  # an end that cannot be seen may be why it was not done
    unsure = any_of((unsure, blind)) if blind is not None else unsure
    ends.direct, ends.rows = [], []
    scope.reads.add(ends)
    done = sql("{} <= {}", gjort, frist) if args.for_sent == "ikke oppfylt" else sql("{} IS NOT NULL", gjort)
    # What decides, in the order it does so; each with the sentence that says why.
    reasons = [
        (sql("{} IS NULL", start), Utfall.UAVKLART, text("vocabulary.fulgt_opp.datoen_fristen_regnes_fra_mangler")),
        (sql("{} IS NULL", frist), Utfall.UAVKLART, text("vocabulary.fulgt_opp.det_gar_ikke_fram_hvilken_frist")),
        (sql("{} < {}", gjort, start), Utfall.UAVKLART, text("vocabulary.fulgt_opp.gjort_for_det_startet_datoene_ma")),
        (done, Utfall.OPPFYLT, ""),
        (
            _undated(args.gjort, scope, required=True),
            Utfall.UAVKLART,
            text("vocabulary.fulgt_opp.en_opplysning_som_trengs_mangler"),
        ),
        (
            sql("{} < {}", slutt, start),
            Utfall.UAVKLART,
            text("vocabulary.fulgt_opp.avsluttet_for_det_startet_datoene_ma"),
        ),
        (sql("{} <= {}", slutt, frist), Utfall.IKKE_AKTUELT, text("vocabulary.fulgt_opp.det_tok_slutt_innen_fristen")),
        (
            sql("{} > {} AND {}", scope.per, frist, unsure),
            Utfall.UAVKLART,
            text("vocabulary.fulgt_opp.en_opplysning_som_trengs_mangler"),
        ),
        *_partly(args, frist, scope),
        (sql("{} <= {}", scope.per, frist), Utfall.IKKE_AKTUELT, ""),
    ]
    turns = ((condition, sql("{}", n)) for n, (condition, _, _) in enumerate(reasons))
    grunn = scope.let("grunn", case(turns, sql("{}", len(reasons))))
    chosen = [sql("{} = {}", grunn, n) for n in range(len(reasons))]
    return Answer(
        utfall=outcome(
            *((this, found) for this, (_, found, _) in zip(chosen, reasons, strict=True)),
            otherwise=Utfall.IKKE_OPPFYLT,
        ),
        start_dato=start,
        frist_dato=frist if args.for_sent == "ikke oppfylt" else None,  # a law without a number has no last day
        faktisk_dato=gjort,
        notes=tuple(
            Note(condition=this, tekst=tekst) for this, (_, _, tekst) in zip(chosen, reasons, strict=True) if tekst
        ),
        steps=(
            Step(navn=text("vocabulary.innen_frist.regnes_fra"), expression=start),
            Step(navn=text("vocabulary.fulgt_opp.siste_lovlige_dag"), expression=frist),
            Step(navn=text("vocabulary.fulgt_opp.fulgt_opp"), expression=gjort),
            Step(navn=text("vocabulary.fulgt_opp.tok_slutt"), expression=slutt),
        ),
    )


def _limit(args: Args, start: Sql, scope: Scope) -> Sql:
    """The last day by the first limit whose condition holds; none when none is known to."""
    return case(
        (scope.condition(frist.nar) if frist.nar else TRUE, scope.dialect.add(start, frist.lengde))
        for frist in args.frister
    )


def _partly(args: Args, frist: Sql, scope: Scope) -> list[tuple[Sql, Utfall, str]]:
    if not args.delvis:
        return []
    partly = scope.let("delvis", _first([_by_then(scope.date(d), scope) for d in args.delvis]))
    unsure = _undated(args.delvis, scope)
    return [
        (sql("{} <= {}", partly, frist), Utfall.DELVIS, ""),
        (
            sql("{} > {} AND {}", scope.per, frist, unsure),
            Utfall.UAVKLART,
            text("vocabulary.fulgt_opp.en_opplysning_som_trengs_mangler"),
        ),
    ]


def _ends(args: Args) -> tuple[Dato, ...]:
    return tuple(d for one in args.slutt for d in (one.dato, one.ellers) if d is not None)


def _ended(one: Slutt, scope: Scope) -> Sql:
    days = [scope.date(day) for day in (one.dato, one.ellers) if day is not None]
    return _by_then(first_of(days), scope)


def _by_then(day: Sql, scope: Scope) -> Sql:
    """A planned day is no fact before it has come."""
    return sql("CASE WHEN {day} <= {per} THEN {day} END", day=day, per=scope.per)


def _first(days: list[Sql]) -> Sql:
    return earliest(days) if days else NO_DATE


def _undated(dates: tuple[Dato, ...], scope: Scope, *, required: bool = False) -> Sql:
    """True when a row that is, or may be, one of those asked for has no date."""
    found = []
    for rader in (d.tidligste or d.seneste for d in dates):
        if rader is not None:
            if required:
                scope.require(rader.tabell)
            found.append(sql("{} = 1", scope.aggregate(rader, _lacks_its_date, unknown=True)))
    return sql("COALESCE({}, FALSE)", joined_by(" OR ", found)) if found else FALSE


def _lacks_its_date(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MAX", sql("CASE WHEN {} IS NULL OR ({}) IS NULL THEN 1 END", felt, der))
