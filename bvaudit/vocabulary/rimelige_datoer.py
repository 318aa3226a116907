"""Ingen dato i saken skal ligge urimelig langt unna, regnet i hele kalenderår fra året i en dato.

    rimelige_datoer: {rundt: dato_uttrekk_lokal, ar: 26}

Med 26 år rundt 2025 er 1. januar 1999 og 31. desember 2051 de ytterste dagene. Alle datoer i saken og i radene under
den er med, også barnets fødselsdato. Mangler datoen i «rundt», er det uavklart.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bvaudit.model.tables import TABLES, Table, Type
from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, earliest, first_of, latest, sql

_EIGHTEEN = Varighet(antall=18, enhet="Y")
# Made at import and not written in the case. The birth date is known by its year, from the day of turning eighteen.
_MADE = {"dato_uttrekk_lokal", "fyller_15_dato", "fyller_25_dato"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    rundt: Dato = arg("Datoen det regnes ut fra; bare året teller.")
    ar: int = arg("Så mange år før og etter.")


def answer(args: Args, scope: Scope) -> Answer:
    if scope.root.table.navn != "sak":
        raise RuleFault(text("vocabulary.rimelige_datoer.rimelige_datoer_gjelder_hele_saken_sa"))
    own = [scope.column(felt) for felt in ("start_dato", "slutt_dato")]
    found = [(t, list(_dates(t, scope))) for t in TABLES if t.navn not in ("innsending", "sak", "sak_enhet")]
    rows = [(sql("{} r", scope.source(t.navn)), dates) for t, dates in found if dates]
    first = scope.let("forste", _most(earliest, "MIN({})", own, rows, scope))
    last = scope.let("siste", _most(latest, "MAX({})", own, rows, scope))
    around, span = scope.date(args.rundt), int(args.ar)
    # A case without any date has none that is too far away.
    ends = (first_of([first, around]), first_of([last, around]), around)
    low, high, year = (sql("EXTRACT(YEAR FROM {})", day) for day in ends)
    inside = sql("{low} >= {year} - {span} AND {high} <= {year} + {span}", low=low, high=high, year=year, span=span)
    return Answer(
        utfall=yes_or_no(inside),
        notes=(
            Note(
                condition=sql("({}) IS NULL", inside),
                tekst=text("vocabulary.rimelige_datoer.datoen_det_skal_regnes_ut_fra"),
            ),
        ),
        steps=(
            Step(navn=text("vocabulary.rimelige_datoer.tidligste_dato_i_saken"), expression=first),
            Step(navn="seneste", expression=last),
        ),
    )


def _dates(table: Table, scope: Scope) -> Iterator[Sql]:
    for column in table.kolonner:
        if column.type is Type.DATO and column.navn not in _MADE:
            value = scope.dialect.column("r", column.navn)
            yield scope.dialect.subtract(value, _EIGHTEEN) if column.navn == "fyller_18_dato" else value


def _most(
    of_many: Callable[[Sequence[Sql]], Sql],
    of_rows: str,
    own: list[Sql],
    rows: list[tuple[Sql, list[Sql]]],
    scope: Scope,
) -> Sql:
    """The outermost date. A missing date is left out of it by both functions."""
    each = [scope.joined(source, sql("r.sak_nr"), sql(of_rows, of_many(dates))) for source, dates in rows]
    return of_many([*own, *each])
