"""Conditions of a rule file as SQL that is true, false or unknown."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bvaudit import texts
from bvaudit.model.kilde import EttAv, Trenger
from bvaudit.model.uttrykk import Betingelse, Feltkrav
from bvaudit.vocabulary import rows
from bvaudit.vocabulary.frame import Frame, RuleFault
from bvaudit.vocabulary.sql import FALSE, Sql, all_of, any_of, joined_by, sql

if TYPE_CHECKING:
    from bvaudit.vocabulary.scope import Scope


def condition(scope: "Scope", betingelse: Betingelse, frame: Frame) -> Sql:
    """See ``Scope.condition``. Its parts stand side by side with AND; it is itself safe only beside AND."""
    parts = [_field(scope, krav, frame) for krav in betingelse.felt]
    if betingelse.i_kraft is not None:
        parts.append(_in_force(scope, scope.date(betingelse.i_kraft, frame), frame))
    if betingelse.minst_en:
        parts.append(_any_condition(scope, betingelse.minst_en, frame))
    if betingelse.ikke is not None:
        parts.append(sql("NOT ({})", condition(scope, betingelse.ikke, frame)))
    for rader in betingelse.finnes:
        parts.append(scope.exists(rader) if frame is scope.root else rows.exists_beneath(scope, rader, frame))
    return all_of(parts)


def _any_condition(scope: "Scope", alternatives: Sequence[Betingelse], frame: Frame) -> Sql:
    parts: list[Sql] = []
    wanted: list[tuple[Trenger, ...]] = []
    for one in alternatives:
        with scope.reading() as reads:
            parts.append(condition(scope, one, frame))
        wanted.append(tuple(reads.rows))
        reads.rows = []
        scope.reads.add(reads)
    if looking := tuple(w for w in wanted if w):
        scope.reads.rows += looking[0] if len(looking) == 1 else [EttAv(deler=looking)]
    # Where a format has no such table, the row cannot be registered there, and one of the others must be.
    for i, where in enumerate(scope.held.no_alternative(wanted)):
        if where is not None:
            parts[i] = sql("CASE WHEN {} THEN FALSE ELSE ({}) END", where, parts[i])
    return any_of(parts)


def _in_force(scope: "Scope", dag: Sql, frame: Frame) -> Sql:
    table = frame.table
    if not table.start or not table.slutt:
        raise RuleFault(texts.text("vocabulary.conditions.har_ikke_start_og_slutt_og", navn=table.navn))
    start, slutt = scope.column(table.start, frame), scope.column(table.slutt, frame)
    is_open = scope.empty(table.slutt, frame)
    return sql(
        "{start} <= {dag} AND ({is_open} OR {slutt} >= {dag})", start=start, dag=dag, is_open=is_open, slutt=slutt
    )


# --- demands on one field ------------------------------------------------------------------------------


def _field(scope: "Scope", krav: Feltkrav, frame: Frame) -> Sql:
    felt = scope.column(krav.felt, frame)
    return all_of(part for demand in _DEMANDS for part in demand(scope, krav, felt, frame))


def _codes(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    if krav.en_av is not None:
        koder = [scope.dialect.text(k) for k in krav.en_av if k is not None]
        inside = sql("{} IN ({})", felt, koder) if koder else FALSE
        yield sql("({} OR {})", scope.empty(krav.felt, frame), inside) if None in krav.en_av else inside


def _codes_in_a_list(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    """The field has several codes with commas between."""
    if krav.har_en_av:
        each = (scope.dialect.text(f",{one},") for one in krav.har_en_av)
        yield sql("({})", joined_by(" OR ", (sql("POSITION({} IN ',' || {} || ',') > 0", e, felt) for e in each)))


def _truth(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    if krav.lik:
        yield sql("{} = {}", felt, scope.column(krav.lik, frame))
    if krav.er is not None:
        yield felt if krav.er else sql("NOT {}", felt)
    if krav.utfylt is not None:
        yield sql("NOT ({})" if krav.utfylt else "({})", scope.empty(krav.felt, frame))


def _dates(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    moved = felt
    for lengde in krav.pluss:
        moved = scope.dialect.add(moved, lengde)
    if krav.tidligst is not None:
        yield sql("{} >= {}", moved, scope.date(krav.tidligst, frame))
    if krav.senest is not None:
        yield sql("{} <= {}", moved, scope.date(krav.senest, frame))


def _numbers(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    if krav.minst is not None:
        yield sql("{} >= {}", felt, krav.minst)
    if krav.hoyst is not None:
        yield sql("{} <= {}", felt, krav.hoyst)


def _valid(scope: "Scope", krav: Feltkrav, felt: Sql, frame: Frame) -> Iterator[Sql]:
    if krav.gyldig_i:
        if krav.pa is None:
            raise RuleFault(texts.text("vocabulary.conditions.gyldig_i_ma_ha_pa_datoen"))
        yield code_valid(scope, krav.gyldig_i, felt, scope.date(krav.pa, frame))


_Demand = Callable[["Scope", Feltkrav, Sql, Frame], Iterator[Sql]]
_DEMANDS: tuple[_Demand, ...] = (_codes, _codes_in_a_list, _truth, _dates, _numbers, _valid)


def code_valid(scope: "Scope", liste: str, kode: Sql, dag: Sql) -> Sql:
    """See ``Scope.code_valid``."""
    kodeliste = scope.kodelister.get(liste)
    if kodeliste is None:
        tekst = texts.text("vocabulary.conditions.kodelisten_finnes_ikke", liste=liste)
        raise RuleFault(tekst, liste, scope.kodelister)
    periods: dict[tuple[date | None, date | None], list[str]] = {}
    for k in kodeliste.koder:
        periods.setdefault((k.gyldig_fra, k.gyldig_til_og_med), []).append(k.kode)
    text, day = scope.dialect.text, scope.dialect.date
    parts = []
    for (fra, til), koder in periods.items():
        inside = sql("{} IN ({})", kode, [text(k) for k in koder])
        after = sql("{} >= {}", dag, day(fra)) if fra else None
        before = sql("{} <= {}", dag, day(til)) if til else None
        parts.append(sql("({})", all_of((inside, after, before))))
    unknown = sql("{} IS NULL OR {} IS NULL", kode, dag)
    return sql("CASE WHEN {} THEN NULL ELSE ({}) END", unknown, joined_by(" OR ", parts))
