"""Ingen dato i saken skal ligge urimelig langt unna, regnet i hele kalenderår fra året i en dato.

    rimelige_datoer: {rundt: dato_uttrekk_lokal, ar: 26}

Med 26 år rundt 2025 er 1. januar 1999 og 31. desember 2051 de ytterste dagene. Alle datoer i saken og i radene under
den er med, også barnets fødselsdato. Mangler datoen i «rundt», er det uavklart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bvaudit.model.tables import TABLES, Table, Type
from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope

_EIGHTEEN = Varighet(antall=18, enhet="Y")
# Made at import and not written in the case. The birth date is known by its year, from the day of turning eighteen.
_MADE = {"dato_uttrekk_lokal", "fyller_15_dato", "fyller_25_dato"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    rundt: Dato = arg("Datoen det regnes ut fra; bare året teller.")
    ar: int = arg("Så mange år før og etter.")


def answer(args: Args, sql: Scope) -> Answer:
    if sql.root.table.navn != "sak":
        raise RuleFault("«rimelige_datoer» gjelder hele saken, så objektet må være «sak»")
    own = [sql.column(felt) for felt in ("start_dato", "slutt_dato")]
    found = [(t, list(_dates(t, sql))) for t in TABLES if t.navn not in ("innsending", "sak", "sak_enhet")]
    rows = [(f"{sql.source(t.navn)} r", dates) for t, dates in found if dates]
    first = sql.let("forste", _most("LEAST", "MIN", own, rows, sql))
    last = sql.let("siste", _most("GREATEST", "MAX", own, rows, sql))
    around, span = sql.date(args.rundt), int(args.ar)
    # A case without any date has none that is too far away.
    low, high, year = (f"EXTRACT(YEAR FROM {d})" for d in (_or(first, around), _or(last, around), around))
    inside = f"{low} >= {year} - {span} AND {high} <= {year} + {span}"
    return Answer(
        utfall=yes_or_no(inside),
        notes=(Note(condition=f"({inside}) IS NULL", tekst="Datoen det skal regnes ut fra, mangler."),),
        steps=(Step(navn="tidligste dato i saken", expression=first), Step(navn="seneste", expression=last)),
    )


def _or(day: str, otherwise: str) -> str:
    return f"COALESCE({day}, {otherwise})"


def _dates(table: Table, sql: Scope) -> Iterator[str]:
    for column in table.kolonner:
        if column.type is Type.DATO and column.navn not in _MADE:
            value = f"r.{sql.dialect.identifier(column.navn)}"
            yield sql.dialect.subtract(value, _EIGHTEEN) if column.navn == "fyller_18_dato" else value


def _most(of_many: str, of_rows: str, own: list[str], rows: list[tuple[str, list[str]]], sql: Scope) -> str:
    """The outermost date. A missing date is left out of it by both functions."""
    each = own + [sql.joined(source, "r.sak_nr", f"{of_rows}({_one(of_many, dates)})") for source, dates in rows]
    return _one(of_many, each)


def _one(of_many: str, dates: list[str]) -> str:
    return dates[0] if len(dates) == 1 else f"{of_many}({', '.join(dates)})"
