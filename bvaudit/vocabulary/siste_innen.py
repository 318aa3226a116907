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
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome, something_missing
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import Reads
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Extreme, Sql, joined_by, latest, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    vindu: Varighet = arg("Hvor langt tilbake fra vurderingsdagen.")
    hendelser: tuple[Rader, ...] = arg("Radene som kan vise at det er gjort. Uttrekket må ha minst én av tabellene.")


def answer(args: Args, scope: Scope) -> Answer:
    dates, needs = [], []
    first = scope.dialect.date(kalender.minus(scope.dag, args.vindu) + timedelta(days=1))
    for rader in args.hendelser:
        with scope.reading() as reads, scope.only_since(first):
            dates.append(scope.aggregate(rader, _latest, unknown=True))
        needs.append(tuple(reads.direct))
        scope.reads.add(Reads(before=reads.before))
    # What one of them shows, is enough; only where none can be seen, nobody knows.
    scope.reads.direct.append(EttAv(deler=tuple(needs)))
    sist = scope.let("sist", latest(dates))
    grense = scope.dialect.date(kalender.minus(scope.dag, args.vindu))
    outside = sql("COALESCE({} <= {}, TRUE)", sist, grense)
    for rader in args.hendelser:
        if scope.held.limited(rader.tabell):
            scope.short(outside, scope.unseen_between(rader, [first], []))
    doubt = scope.let("kanskje", _perhaps(args, grense, scope))
    inside = sql("{} > {}", sist, grense)
    return Answer(
        utfall=outcome((inside, Utfall.OPPFYLT), (doubt, Utfall.UAVKLART), otherwise=Utfall.IKKE_OPPFYLT),
        faktisk_dato=sist,
        notes=(
            Note(
                condition=sql("{} IS NULL AND NOT {}", sist, doubt),
                tekst=text("vocabulary.siste_innen.ingen_er_registrert"),
            ),
            Note(condition=sql("{} AND {}", doubt, outside), tekst=something_missing()),
        ),
        steps=(
            Step(
                navn=text("vocabulary.siste_innen.vurderingsdagen_ma_vaere_etter", vist=args.vindu.vist),
                expression=grense,
            ),
            Step(navn=text("vocabulary.siste_innen.sist_registrert"), expression=sist),
        ),
    )


def _latest(felt: Sql, der: Sql) -> Extreme:
    return Extreme("MAX", felt, der)


def _perhaps(args: Args, grense: Sql, scope: Scope) -> Sql:
    """A row may be one of those asked for and lie in the window."""

    def maybe(felt: Sql, der: Sql) -> Extreme:
        inside = sql("({}) IS NULL AND {} > {}", der, felt, grense)
        return Extreme("MAX", sql("CASE WHEN {} IS NULL OR {} THEN 1 END", felt, inside))

    with scope.reading():
        found = [sql("{} = 1", scope.aggregate(rader, maybe, unknown=True)) for rader in args.hendelser]
    return sql("COALESCE({}, FALSE)", joined_by(" OR ", found))
