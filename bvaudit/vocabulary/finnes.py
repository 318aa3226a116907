"""Det skal finnes en rad som hører til objektet.

    finnes: {rader: {tabell: plan, der: {kode: {en_av: ["1"]}, i_kraft: per}}}

Finnes en rad som kanskje oppfyller vilkåret, fordi en opplysning mangler, er utfallet uavklart.
Finnes bare en rad i «delvis», er utfallet delvis oppfylt.
Med «vent» er det ikke aktuelt før ventetiden fra «fra» er ute. Med «formater» er utfallet uavklart for dokumenter
i andre formatversjoner, fordi de ikke kan vise raden. Med «mangler: uavklart» betyr en rad som mangler, at et
menneske må se etter; det er ikke et brudd.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import SOMETHING_MISSING, Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    rader: Rader = arg("Radene det skal finnes minst én av.")
    delvis: Rader | None = arg("Rader som oppfyller kravet delvis når de andre mangler.", default=None)
    fra: Dato | None = arg("Dagen ventetiden begynner å løpe.", default=None)
    vent: Varighet | None = arg("Så lenge kan det mangle uten at det er et avvik.", default=None)
    til: Dato | None = arg("Først når denne datoen er kommet, kan det være et avvik.", default=None)
    mangler: Literal["ikke oppfylt", "uavklart"] = arg(
        "Hva det betyr at raden mangler. «uavklart» når registeret bare er en indikasjon.", default="ikke oppfylt"
    )
    formater: tuple[str, ...] = arg("Formatversjonene som kan vise raden. Tomt: alle.", default=())


def answer(args: Args, sql: Scope) -> Answer:
    there = sql.let("finnes", sql.exists(args.rader))
    # A table without a date of its own has no day to show.
    dated = bool(args.rader.felt or BY_NAME[args.rader.tabell].start)
    # Over the same rows as above, so that they are read once.
    earliest = "MIN({felt}) FILTER (WHERE {der})"
    with sql.reading():  # only to be shown; whether the row is there is asked above
        first = sql.let("dato", sql.aggregate(args.rader, earliest, unknown=True)) if dated else ""
    branches = [(there, Utfall.OPPFYLT), (f"{there} IS NULL", Utfall.UAVKLART)]
    if args.delvis is not None:
        partly = sql.let("delvis", sql.exists(args.delvis))
        branches += [(partly, Utfall.DELVIS), (f"{partly} IS NULL", Utfall.UAVKLART)]
    notes = [Note(condition=f"{there} IS NULL", tekst=SOMETHING_MISSING)]
    if args.til is not None:
        backwards = f"{sql.date(args.til)} < {sql.own_start}"
        branches.insert(0, (backwards, Utfall.UAVKLART))
        notes.append(Note(condition=backwards, tekst="Avsluttet før det startet; datoene må rettes."))
        branches.append((f"{sql.date(args.til)} IS NULL OR {sql.date(args.til)} > {sql.per}", Utfall.IKKE_AKTUELT))
    if (args.fra is None) != (args.vent is None):
        raise RuleFault("«fra» og «vent» hører sammen i «finnes»")
    if args.fra is not None and args.vent is not None:
        wait = sql.dialect.add(sql.date(args.fra), args.vent)
        branches += [(f"{wait} IS NULL", Utfall.UAVKLART), (f"{sql.per} <= {wait}", Utfall.IKKE_AKTUELT)]
    if args.formater:
        formats = ", ".join(sql.dialect.text(f) for f in args.formater)
        blind = f"NOT COALESCE({sql.column('sak.format_versjon')} IN ({formats}), FALSE)"
        branches.append((blind, Utfall.UAVKLART))
        notes.append(
            Note(
                condition=f"NOT {there} AND {blind}",
                tekst="Formatet saken er sendt i, kan ikke vise dette.",
                ved=Utfall.UAVKLART,
            )
        )
    if args.mangler == "uavklart":
        notes.append(
            Note(
                condition=f"NOT {there}",
                tekst="Ikke registrert; det kan være gjort uten å stå i registeret.",
                ved=Utfall.UAVKLART,
            )
        )
    return Answer(
        utfall=case(*branches, otherwise=Utfall(args.mangler)),
        faktisk_dato=first,
        notes=tuple(notes),
        steps=(
            Step(navn="finnes", expression=there),
            *([Step(navn="tidligste dato", expression=first)] if dated else []),
        ),
    )
