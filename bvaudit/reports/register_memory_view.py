"""The register that remembers as text, dates and numbers: everything its workbook says, without Excel."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from bvaudit import __version__
from bvaudit.model.registeret.bokmeta import NYE_AVVIK, TILSYNSLOP, TILTAK, Bokkolonne, Bokmeta, written
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_ids import Names, names_in
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_avvik import ended_table, open_table
from bvaudit.reports.register_memory_cases import cases_table, evidence_table
from bvaudit.reports.register_memory_changes import changes
from bvaudit.reports.register_memory_curve import charts, curve_table
from bvaudit.reports.register_memory_grunnlag import memory_grunnlag
from bvaudit.reports.register_memory_measures import measures_table, new_table
from bvaudit.reports.register_memory_overview import overview, title_of
from bvaudit.reports.register_memory_rows import words_known, words_to_choose
from bvaudit.reports.register_numbers import numbers_table
from bvaudit.reports.register_planned_sheets import planned_tables, words_of_planned
from bvaudit.reports.register_quality import quality_table
from bvaudit.reports.register_read import read_table
from bvaudit.reports.register_sheets import RegisterView, SheetTable
from bvaudit.reports.register_tilsyn import tilsyn_table
from bvaudit.reports.register_to_read import to_read_table
from bvaudit.texts import spoken, text


def memory_view(minne: Minne, revisjon: Revisjon | None = None) -> RegisterView:
    """The same register and the same run give the same view. What only a run knows (what must be read, every number,
    the quality of the data) is there when it is the papers of a run; never in a unit's own workbook."""
    words = {**words_to_choose(minne), **words_of_planned(minne)}
    tables = (
        open_table(minne, changes(minne.siden)),
        measures_table(minne),
        cases_table(minne),
        evidence_table(minne),
        *planned_tables(minne),
        *_of_run(revisjon, minne),
        ended_table(minne),
        curve_table(minne),
        new_table(minne),
    )
    first = overview(minne, None if minne.enhet else revisjon)
    return RegisterView(
        tittel=title_of(minne),
        kommune=minne.kommune,
        dokumentklasse=minne.dokumentklasse,
        per=minne.dag,
        programversjon=__version__,
        oversikt=first,
        tabeller=tables,
        grunnlag=memory_grunnlag(minne, revisjon, tables),
        lister={navn: tuple(choices.values()) for navn, choices in words.items()},
        meta=_meta(minne, revisjon, tables, words_known(minne, words)),
        kurver=charts(minne),
    )


def planned_view(minne: Minne) -> RegisterView:
    """The sheets of what is planned, in a workbook of their own that is read back as that of the register."""
    words = {**words_to_choose(minne), **words_of_planned(minne)}
    tables = planned_tables(minne)
    used = {column.liste for table in tables for column in table.kolonner}
    return RegisterView(
        tittel=text("arsbok.tittel", hvem=minne.vist(minne.enhet)),
        kommune=minne.kommune,
        dokumentklasse=minne.dokumentklasse,
        per=minne.dag,
        programversjon=__version__,
        oversikt=None,
        tabeller=tables,
        grunnlag=None,
        lister={navn: tuple(choices.values()) for navn, choices in words.items() if navn in used},
        meta=_meta(minne, None, tables, words_known(minne, words)),
    )


def _of_run(revisjon: Revisjon | None, minne: Minne) -> tuple[SheetTable, ...]:
    if revisjon is None or minne.enhet:
        return ()
    names, kodeverk = _names(revisjon, minne), minne.kontekst.kodeverk
    return (
        *((read_table(revisjon, names, kodeverk),) if revisjon.lest else ()),
        to_read_table(revisjon, names),
        *((tilsyn_table(revisjon),) if revisjon.tilsyn else ()),
        numbers_table(revisjon),
        quality_table(revisjon, names),
    )


def _names(revisjon: Revisjon, minne: Minne) -> Names:
    """A case is called the same on every sheet."""
    names = names_in(revisjon)
    return replace(names, kort={**names.kort, **minne.kort})


def _meta(
    minne: Minne, revisjon: Revisjon | None, tables: tuple[SheetTable, ...], words: dict[str, dict[str, str]]
) -> dict[str, str]:
    """What the workbook says of the run stands first, where «bvaudit status» looks."""
    book = Bokmeta(
        hode=minne.registeret.hode,
        mottaker=minne.mottaker,
        enhet=minne.enhet,
        laget=minne.dag.isoformat(),
        kolonner=tuple(_typed(tables)),
        nye=_new(tables),
        valg=words,
        vist=_shown_instead(tables, minne),
        sprak=spoken(),
    )
    run = minne.registeret.siste
    facts = {"programversjon": __version__, "kommune": minne.kommune, "kjoring": run.kjoring if run else ""}
    rows = [row for table in tables if table.lases for row in _sums(table)]
    total = hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()
    return {**_run_facts(revisjon), **written(book), **facts, "sum": total}


def _run_facts(revisjon: Revisjon | None) -> dict[str, str]:
    if revisjon is None:
        return {}
    return {
        "per": revisjon.per.isoformat(),
        "utvalg": revisjon.utvalg.id if revisjon.utvalg else "",
        "uttrekk_avtrykk": revisjon.kilde.uttrekk_avtrykk,
        "innhold_sha256": revisjon.kilde.innhold_sha256,
    }


def _typed(tables: tuple[SheetTable, ...]) -> list[Bokkolonne]:
    return [
        replace(column.skrives, ark=table.id)
        for table in tables
        for column in table.kolonner
        if column.skrives is not None
    ]


_NEW = {TILTAK: Slag.TILTAK, NYE_AVVIK: Slag.AVVIK, TILSYNSLOP: Slag.TILSYN}


def _new(tables: tuple[SheetTable, ...]) -> dict[str, str]:
    """What a row without an id becomes, by sheet."""
    return {table.id: _NEW[table.id].value for table in tables if table.id in _NEW}


def _shown_instead(tables: tuple[SheetTable, ...], minne: Minne) -> dict[tuple[str, str, str], str]:
    """What stands in a cell and is not what the field holds."""
    hidden = dict(_hidden(tables)) if minne.enhet else {}
    anyhow = {(table.id, *place): shown for table in tables for place, shown in table.forvalg.items()}
    return {**hidden, **anyhow}


def _hidden(tables: tuple[SheetTable, ...]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """The cells that show something in place of what names another unit."""
    instead = text("registeret_bok.annen_enhet")
    for table in tables:
        typed = [(number, column.id) for number, column in enumerate(table.kolonner) if column.skrives is not None]
        for row in table.rader if typed else ():
            for number, id in typed:
                shown = row[number]
                if isinstance(shown, str) and instead in shown:
                    yield (table.id, str(row[table.place("_id")]), id), shown


def _sums(table: SheetTable) -> list[str]:
    id, total = table.place("_id"), table.place("_sum")
    return [f"{row[id]} {row[total]}" for row in table.rader if row[id]]
