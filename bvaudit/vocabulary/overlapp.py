"""To like objekter i samme sak skal ikke være i kraft samtidig lenger enn et visst antall dager.

    overlapp: {med: {tabell: tiltak, der: {kode: {en_av: ["2.1"]}}}, hoyst_dager: 90}

Hvert par vurderes én gang, på det som startet sist. Åpne objekter regnes til vurderingsdagen, eller til datoen i
«apne_til»; start- og sluttdag er med. Med «slutt» kan slutten stå i flere felt, og en dag som ikke er kommet, regnes
som åpen. Mangler en startdato, er det uavklart.
"""

from dataclasses import dataclass

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Dato, Krav, Rader
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    med: Rader = arg("Radene objektet sammenlignes med, i samme tabell.")
    hoyst_dager: int = arg("Så mange dager kan de overlappe.")
    bare: Betingelse | None = arg("Vilkår på objektet selv; andre blir ikke aktuelt.", default=None)
    apne_til: Dato | None = arg("Dagen åpne objekter regnes til. Tomt: vurderingsdagen.", default=None)
    slutt: tuple[str, ...] = arg(
        "Feltene som kan vise når objektet tok slutt, det første utfylte. Utelatt: tabellens egen sluttdato.",
        default=(),
    )


def answer(args: Args, sql: Scope) -> Answer:
    table = sql.root.table
    if args.med.tabell != table.navn or not table.start or not table.slutt:
        raise RuleFault("«overlapp» sammenligner objekter i samme tabell, med start og slutt")
    d = sql.dialect
    ends = args.slutt or (table.slutt,)
    mine, my_end = sql.own_start, _first([sql.column(felt) for felt in ends])
    start, nr = f"r.{d.identifier(table.start)}", f"r.{d.identifier(str(table.nr))}"
    slutt = _first([f"r.{d.identifier(felt)}" for felt in ends])
    earlier = f"({start} < {mine} OR ({start} = {mine} AND {nr} < o.nr))"
    still = sql.per if args.apne_til is None else sql.date(args.apne_til)
    end = f"LEAST(COALESCE({slutt}, {still}), COALESCE({my_end}, {still}){f', {still}' if args.slutt else ''})"
    days = f"MAX({d.days_between(mine, end)} + 1) FILTER (WHERE {earlier} AND {{der}})"
    # A pair whose other start is missing, or whose kind is not known, may be too long: only a person can tell.
    lacking = f"MAX(CASE WHEN {nr} <> o.nr AND ({start} IS NULL OR ({{der}}) IS NULL AND {earlier}) THEN 1 END)"
    doubt = sql.let(
        "kanskje", f"COALESCE({sql.aggregate(args.med, lacking, unknown=True, correlated=True)} = 1, FALSE)"
    )
    most = sql.let(
        "dager",
        f"CAST(GREATEST(0, COALESCE({sql.aggregate(args.med, days, unknown=True, correlated=True)}, 0)) AS INTEGER)",
    )
    return Answer(
        utfall=case(
            *_gate(args, sql),
            (f"{mine} IS NULL OR COALESCE({my_end} < {mine}, FALSE)", Utfall.UAVKLART),
            (f"{most} > {int(args.hoyst_dager)}", Utfall.IKKE_OPPFYLT),
            (doubt, Utfall.UAVKLART),
            otherwise=Utfall.OPPFYLT,
        ),
        start_dato=mine,
        krav=str(int(args.hoyst_dager)),
        funnet=most,
        notes=(
            Note(condition=f"{mine} IS NULL", tekst="Startdatoen mangler."),
            Note(condition=f"{my_end} < {mine}", tekst="Avsluttet før det startet; datoene må rettes."),
            Note(
                condition=f"{doubt} AND {most} <= {int(args.hoyst_dager)}", tekst="En opplysning om en annen mangler."
            ),
        ),
        steps=(Step(navn="dager i overlapp", expression=most),),
    )


def _gate(args: Args, sql: Scope) -> tuple[tuple[str, Utfall], ...]:
    if args.bare is None:
        return ()
    meant = sql.condition(args.bare)
    return ((f"NOT ({meant})", Utfall.IKKE_AKTUELT), (f"({meant}) IS NULL", Utfall.UAVKLART))


def _first(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"COALESCE({', '.join(days)})"
