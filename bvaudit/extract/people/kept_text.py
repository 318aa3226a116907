"""The last look at everything kept as text, before it is written: no field of any table carries a person number."""

import duckdb

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.people.file_names import THE_EXTRACT
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.tables import TABLES, Type
from bvaudit.texts import text

# Pseudonyms, and ids that are kept only when they are of a kind that says nothing: looked at where they are made.
_MADE_BY_US = ("_id", "_pseudonym", "_sha256")


def clear_person_numbers(con: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Empty every field that holds one, and say which and how many."""
    problems = []
    for table in TABLES:
        for column in table.all_columns:
            if column.type is not Type.TEKST or column.navn.endswith(_MADE_BY_US):
                continue
            values = con.execute(f"SELECT DISTINCT {column.navn} FROM {table.navn}").fetchall()
            telling = [value for (value,) in values if value and holds_person_number(value)]
            if not telling:
                continue
            row = con.execute(
                f"UPDATE {table.navn} SET {column.navn} = NULL WHERE list_contains(?, {column.navn})", [telling]
            ).fetchone()
            problems.append(_problem(table.navn, column.navn, int(row[0]) if row else 0))
    return problems


def false_name(sted: Sted, felt: str) -> Problem:
    """A name that is not used, because it is no name. What it said is not repeated."""
    return Problem(
        sted=sted,
        kode="ikke-navn",
        tekst=text("extract.kept_text.er_et_fodselsnummer_eller_en_formel", felt=felt),
        hint=text("extract.kept_text.rett_opplysningen_i_fagsystemet_eller"),
        grad=Grad.ADVARSEL,
    )


def _problem(table: str, column: str, count: int) -> Problem:
    return Problem(
        sted=Sted(fil=THE_EXTRACT),
        kode="fodselsnummer",
        tekst=text("extract.kept_text.feltet_i_hadde_noe_som_ser", column=column, table=table, count=count),
        hint=text("extract.kept_text.rett_opplysningen_i_fagsystemet_et"),
        grad=Grad.ADVARSEL,
    )
