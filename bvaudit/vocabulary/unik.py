"""Objektet skal ikke være ført to ganger: ingen andre av samme slag i saken er like i alt unntatt id.

    unik: {under: [melder, saksinnhold]}

Egne felt og radene i «under» sammenlignes. Rekkefølgen på radene teller ikke, men antallet gjør det. Et tomt felt er
likt et annet tomt felt. Id-er og løpenumre er ikke med, og koblinger og rader lenger ned er det heller ikke. Fritekst
leses aldri inn, så to som bare har ulik presisering, regnes som like. Alle de like er brudd, ikke bare den siste.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bvaudit.model.tables import BY_NAME, Column, Table
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, joined_by, sql

_NOT_CONTENT = {"lopenr", "eier_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    under: tuple[str, ...] = arg("Tabellene med rader som hører til objektet og skal være like.", default=())


def answer(args: Args, scope: Scope) -> Answer:
    table = scope.root.table
    under = _known(args.under, table)
    with scope.reading():  # a field the source does not have is alike in all of them
        own = _text(scope.column(c.navn) for c in _content(table))
    for navn in under:
        if not BY_NAME[navn].noen_formater:  # what a format does not have, no two differ in
            scope.require(navn)
    parts = [own, *(sql("COALESCE({}, '')", _below(BY_NAME[navn], scope)) for navn in under)]
    content = scope.let("innhold", joined_by(" || '#' || ", parts))
    alike = scope.let("like", sql("CAST(COUNT(*) OVER (PARTITION BY o.sak_nr, {}) AS INTEGER)", content))
    return Answer(
        utfall=outcome((sql("{} > 1", alike), Utfall.IKKE_OPPFYLT), otherwise=Utfall.OPPFYLT),
        krav=sql("1"),
        funnet=alike,
        steps=(Step(navn=text("vocabulary.unik.like_i_saken_medregnet_objektet_selv"), expression=alike),),
    )


def _known(under: tuple[str, ...], table: Table) -> tuple[str, ...]:
    for navn in under:
        below = BY_NAME.get(navn)
        if below is None or not (below.forelder == table.navn or below.eid):
            raise RuleFault(text("vocabulary.unik.ligger_ikke_under", navn=navn, navn_2=table.navn))
    return under


def _below(table: Table, scope: Scope) -> Sql:
    """The rows under each object as one text, sorted so that the order they were written in does not matter."""
    d, objekt = scope.dialect, scope.root.table
    owner, source = d.column("r", str(objekt.nr)), sql("{} r", scope.source(table.navn))
    if table.eid:
        owner, source = sql("r.eier_nr"), sql("{} WHERE r.eier_type = {}", source, d.text(objekt.navn))
    row = _text(d.column("r", c.navn) for c in _content(table))
    return scope.joined(source, owner, d.sorted_text(row))


def _content(table: Table) -> Iterable[Column]:
    return (c for c in table.kolonner if c.navn not in _NOT_CONTENT)


def _text(columns: Iterable[Sql]) -> Sql:
    return joined_by(" || '|' || ", (sql("COALESCE(CAST({} AS VARCHAR(200)), '')", column) for column in columns))
