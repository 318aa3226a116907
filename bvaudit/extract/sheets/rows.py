"""Which rows of a sheet are data: not a total, a footer or headings that come again, and what is said of those."""

from collections.abc import Iterator

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.sheets.cells import is_empty
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading
from bvaudit.extract.sheets.totals import is_no_case, looks_like_total, repeats_headings
from bvaudit.texts import counted, text

_MOST_FOOTERS = 5  # rows with nothing but an id at the end of a sheet


def rows_of_cases(layout: SheetLayout, reading: SheetReading) -> Iterator[int]:
    """The rows that may be cases, by number. What is left out or cannot be told from a total is told by its row."""
    headings = [(index, f.overskrift) for index, f in layout.every]
    sak = layout.cell("sak_id")
    kept: list[int] = []
    again = 0
    for index in range(layout.header + 1, len(layout.sheet.rows)):
        cells = layout.sheet.rows[index]
        total = (index, sak) not in layout.fylt and is_no_case(cells, sak)
        if index in layout.sheet.facts.totals or total:
            _tell_total(layout, index, reading)
        elif repeats_headings(cells, headings):
            again += 1
        elif not _has_total_inside(layout, index, reading):
            kept.append(index)
    _tell_hidden(layout, kept, reading)
    if again:
        tekst = text("extract.sheets_rows.rader_gjentar_overskriftene_og_er_ikke", again=again)
        reading.tell(Problem(sted=layout.sheet.whole, kode="gjentatt-overskrift", tekst=tekst, grad=Grad.MERKNAD))
    unsure = _bare_ids_at_the_end(layout, kept)
    for index in sorted(unsure):
        tekst, hint = (
            text("extract.sheets_rows.raden_har_bare_en_id_og"),
            text("extract.sheets_rows.fyll_inn_resten_eller_slett_raden"),
        )
        sted = layout.sheet.place(index, layout.cell("sak_id"))
        reading.tell(Problem(sted=sted, kode="sumrad", tekst=tekst, hint=hint))
    if not any(_is_filled(layout, index) for index in kept):
        _tell_no_rows(layout, reading)
    yield from (index for index in kept if index not in unsure)


def _is_filled(layout: SheetLayout, index: int) -> bool:
    return any(not is_empty(cell) for cell in layout.sheet.rows[index])


def _tell_total(layout: SheetLayout, index: int, reading: SheetReading) -> None:
    cells = layout.sheet.rows[index]
    first = next((column for column, cell in enumerate(cells) if not is_empty(cell)), None)
    if first is not None:
        tekst = text("extract.sheets_rows.raden_er_en_sum_eller_en")
        reading.tell(Problem(sted=layout.sheet.place(index, first), kode="sumrad", tekst=tekst, grad=Grad.MERKNAD))


def _has_total_inside(layout: SheetLayout, index: int, reading: SheetReading) -> bool:
    """Whether a mapped cell, or the first one, says that the row is a total though it has the id of a case. Told, for
    it may be one."""
    cells = layout.sheet.rows[index]
    first = next((column for column, cell in enumerate(cells) if not is_empty(cell)), 0)
    read = {column for column, f in layout.every if not f.kolonne.endswith("presisering_utfylt")}
    for column in sorted({first} | read):
        if column < len(cells) and looks_like_total(cells[column]):
            tekst, hint = (
                text("extract.sheets_rows.raden_ser_ut_til_a_vaere"),
                text("extract.sheets_rows.slett_raden_i_arket_og_les"),
            )
            reading.tell(Problem(sted=layout.sheet.place(index, column), kode="sumrad", tekst=tekst, hint=hint))
            return True
    return False


def _bare_ids_at_the_end(layout: SheetLayout, rows: list[int]) -> set[int]:
    """The last rows of the cases, when they have an id alone and all the others have the day the case began."""
    start = next((column for column, f in layout.fields if f.kolonne == "start_dato"), None)
    if layout.tabell != "sak" or start is None:
        return set()
    filled = [index for index in rows if _is_filled(layout, index)]
    bare: list[int] = []
    while filled and _mapped(layout, filled[-1]) == {layout.cell("sak_id")}:
        bare.append(filled.pop())
    whole = filled and all(start in _mapped(layout, index) for index in filled)
    return set(bare) if whole and len(bare) <= _MOST_FOOTERS else set()


def _mapped(layout: SheetLayout, index: int) -> set[int]:
    """The mapped columns that have something in the row."""
    cells = layout.sheet.rows[index]
    unknown = layout.sheet.facts.errors | layout.sheet.facts.uncounted
    return {
        column
        for column, _ in layout.every
        if (column < len(cells) and not is_empty(cells[column])) or (index, column) in unknown
    }


def _tell_hidden(layout: SheetLayout, kept: list[int], reading: SheetReading) -> None:
    facts, sheet = layout.sheet.facts, layout.sheet
    hidden = [row for row in kept if row in facts.hidden_rows and _is_filled(layout, row)]
    if hidden:
        tekst = counted("extract.sheets_rows.er_skjult_eller_filtrert_bort_i", len(hidden))
        hint = text("extract.sheets_rows.sla_av_filteret_og_se_etter")
        reading.tell(Problem(sted=sheet.whole, kode="skjulte-rader", tekst=tekst, hint=hint, grad=Grad.ADVARSEL))
    for column, reader in layout.every:
        if facts.is_hidden_column(column):
            tekst = text("extract.sheets_rows.kolonnen_er_skjult_i_arket_og", overskrift=reader.overskrift)
            sted = sheet.place(layout.header, column)
            reading.tell(Problem(sted=sted, kode="skjult-kolonne", tekst=tekst, grad=Grad.MERKNAD))


def _tell_no_rows(layout: SheetLayout, reading: SheetReading) -> None:
    what = "filen" if layout.sheet.lines else "arket"
    tekst = text("extract.sheets_rows.har_overskrifter_men_ingen_rader", what=what)
    cases = layout.tabell == "sak"
    hint = text("extract.sheets_rows.ta_ut_uttrekket_pa_nytt_en") if cases else ""
    grad = Grad.FEIL if cases else Grad.ADVARSEL
    reading.tell(Problem(sted=layout.sheet.whole, kode="ingen-rader", tekst=tekst, hint=hint, grad=grad, forst=True))
