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
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome, something_missing
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Extreme, Sql, sql

Branch = tuple[Sql, Utfall]


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


def answer(args: Args, scope: Scope) -> Answer:
    if (args.fra is None) != (args.vent is None):
        raise RuleFault(text("vocabulary.finnes.fra_og_vent_horer_sammen_i"))
    there = scope.let("finnes", scope.exists(args.rader))
    # A table without a date of its own has no day to show.
    dated = bool(args.rader.felt or BY_NAME[args.rader.tabell].start)
    with scope.reading():  # only to be shown; whether the row is there is asked above
        first = scope.let("dato", scope.aggregate(args.rader, _earliest, unknown=True)) if dated else None
    missing = sql("{} IS NULL", there)
    branches = [(there, Utfall.OPPFYLT), (missing, Utfall.UAVKLART)]
    if args.delvis is not None:
        partly = scope.let("delvis", scope.exists(args.delvis))
        branches += [(partly, Utfall.DELVIS), (sql("{} IS NULL", partly), Utfall.UAVKLART)]
    before, waiting, ended = _waiting(args, scope)
    notes = [Note(condition=missing, tekst=something_missing()), *ended]
    if args.formater:
        blind = _blind(args, scope)
        waiting.append((blind, Utfall.UAVKLART))
        said = text("vocabulary.finnes.formatet_saken_er_sendt_i_kan")
        notes.append(Note(condition=sql("NOT {} AND {}", there, blind), tekst=said, ved=Utfall.UAVKLART))
    if args.mangler == "uavklart":
        said = text("vocabulary.finnes.ikke_registrert_det_kan_vaere_gjort")
        notes.append(Note(condition=sql("NOT {}", there), tekst=said, ved=Utfall.UAVKLART))
    return Answer(
        utfall=outcome(*before, *branches, *waiting, otherwise=Utfall(args.mangler)),
        faktisk_dato=first,
        notes=tuple(notes),
        steps=(
            Step(navn=text("vocabulary.finnes.er_registrert"), expression=there),
            *([Step(navn=text("vocabulary.finnes.tidligste_dato"), expression=first)] if first is not None else []),
        ),
    )


def _earliest(felt: Sql, der: Sql) -> Extreme:
    """Over the same rows as whether one is there, so that they are read once."""
    return Extreme("MIN", felt, der)


def _waiting(args: Args, scope: Scope) -> tuple[list[Branch], list[Branch], list[Note]]:
    """What decides before the rows are looked at, what decides when there are none, and what is said of it."""
    before: list[Branch] = []
    after: list[Branch] = []
    notes: list[Note] = []
    if args.til is not None:
        til = scope.date(args.til)
        backwards = sql("{} < {}", til, scope.own_start)
        before.append((backwards, Utfall.UAVKLART))
        notes.append(Note(condition=backwards, tekst=text("vocabulary.finnes.avsluttet_for_det_startet_datoene_ma")))
        after.append((sql("{} IS NULL OR {} > {}", til, til, scope.per), Utfall.IKKE_AKTUELT))
    if args.fra is not None and args.vent is not None:
        wait = scope.dialect.add(scope.date(args.fra), args.vent)
        after += [(sql("{} IS NULL", wait), Utfall.UAVKLART), (sql("{} <= {}", scope.per, wait), Utfall.IKKE_AKTUELT)]
    return before, after, notes


def _blind(args: Args, scope: Scope) -> Sql:
    """The document is in a format that cannot show the row."""
    formats = [scope.dialect.text(f) for f in args.formater]
    return sql("NOT COALESCE({} IN ({}), FALSE)", scope.column("sak.format_versjon"), formats)
