"""The sheets of a form: questions under each other, a table, and pages that are only read."""

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.intake.form_layout import FIELD_MARK, MUST, ROW_MARK, Asked, Entry
from bvaudit.reports.forms import FieldSheet, FormColumn, FormField, FormRow, TableSheet, TextSheet
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, Book, check
from bvaudit.reports.xlsx.text import lines_in
from bvaudit.texts import text

_FIELD_WIDTHS = (30, 60, 66)
_BOLD = 0.85  # so much of a line's letters there is room for when they are bold
_TEXT_WIDTH = 105
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_TO_FILL = {**_BORDER, "bg_color": "#FFF9E5"}
_HELP = {"font_size": 9, "font_color": "#404040", "italic": True, "text_wrap": True, "valign": "bottom"}
_FORMATS = {Entry.DATO: "dd.mm.yyyy", Entry.HELTALL: "0"}
_LEAST_LINES = 3
_NAME = "Valg_"


def list_name(liste: str) -> str:
    """The name in the workbook of a list of choices."""
    return f"{_NAME}{liste}"


def write_field_sheet(book: Book, view: FieldSheet) -> Any:
    sheet = _sheet(book, view.navn, view.tittel, _FIELD_WIDTHS)
    book.write(sheet, 0, 0, f"{FIELD_MARK}{view.key}", book.look("tomt"))
    row = _write_sentences(book, sheet, view.innledning, 1, _FIELD_WIDTHS)
    for number, key in enumerate(("sporsmal", "svar", "hjelp"), start=1):
        book.write(sheet, row, number, text(f"skjema.ark.{key}"), book.look("hode", align="left", indent=1))
    sheet.freeze_panes(row + 1, 0)
    check(sheet.repeat_rows(row), "rader som gjentas")
    for group in view.grupper:
        row += 1
        check(sheet.set_row(row, 24), "en radhøyde")
        for number in (1, 2, 3):
            book.write(sheet, row, number, group.tittel if number == 1 else None, book.look("overskrift"))
        for field in group.felt:
            row += 1
            _write_field(book, sheet, row, field)
    return sheet


def _write_field(book: Book, sheet: Any, row: int, field: FormField) -> None:
    texts = (_label(field.spurt), str(field.verdi or ""), field.hjelp)
    room = (_FIELD_WIDTHS[0] * _BOLD, *_FIELD_WIDTHS[1:])
    lines = max(lines_in(one, width - INDENT) for one, width in zip(texts, room, strict=True))
    check(sheet.set_row(row, min(max(lines, 1) * LINE + 5, HIGHEST)), "en radhøyde")
    book.write(sheet, row, 0, field.spurt.key, book.look("tomt"))
    book.write(sheet, row, 1, _label(field.spurt), book.look("setning", bold=True, align="left", indent=1, **_BORDER))
    book.write(sheet, row, 2, field.verdi, _look(book, field.spurt, field.verdi))
    book.write(
        sheet, row, 3, field.hjelp, book.look("setning", align="left", indent=1, font_color="#404040", **_BORDER)
    )
    _validate(sheet, (row, 2, row, 2), field.spurt)


def write_form_table(book: Book, view: TableSheet) -> Any:
    """The hidden ids stand in the first column and go with their rows when the whole table is sorted."""
    widths = tuple(column.bredde for column in view.kolonner)
    sheet = _sheet(book, view.navn, view.tittel, widths)
    head = _write_sentences(book, sheet, view.innledning, 1, _fitting_widths(widths))
    if any(column.hjelp for column in view.kolonner):
        _write_column_help(book, sheet, head, view.kolonner)
        head += 1
    last = head + max(len(view.rader) + view.ledige, 1)
    _add_table(book, sheet, view, head, last)
    for row, one in enumerate(_rows(view), start=head + 1):
        if one.verdier:
            check(sheet.set_row(row, _height(one, view)), "en radhøyde")  # empty rows grow by themselves
        book.write(sheet, row, 0, one.id, book.look("tomt"))
        for number, column in enumerate(view.kolonner, start=1):
            value = one.verdier.get(column.spurt.key)
            book.write(sheet, row, number, value, _look(book, column.spurt, value))
    for number, column in enumerate(view.kolonner, start=1):
        _validate(sheet, (head + 1, number, last, number), column.spurt)
    sheet.freeze_panes(head + 1, view.frys + 1)
    check(sheet.repeat_rows(head), "rader som gjentas")
    return sheet


def _rows(view: TableSheet) -> tuple[FormRow, ...]:
    return (*view.rader, *(FormRow(id="", verdier={}) for _ in range(view.ledige)))


def _height(row: FormRow, view: TableSheet) -> float:
    """Room for what is written, and where something is to be chosen from a list of the row's own, for a choice."""
    texts = ((str(row.verdier.get(c.spurt.key) or ""), c.bredde - INDENT) for c in view.kolonner)
    least = _LEAST_LINES if any(column.spurt.etter_rad for column in view.kolonner) else 1
    return min(max(least, *(lines_in(one, width) for one, width in texts)) * LINE + 3, HIGHEST)


def _add_table(book: Book, sheet: Any, view: TableSheet, head: int, last: int) -> None:
    lines = max(lines_in(_label(column.spurt), column.bredde * _BOLD - 2) for column in view.kolonner)
    check(sheet.set_row(head, lines * LINE + 6), "en radhøyde")
    hidden = {"header": f"{ROW_MARK}{view.key}", "header_format": book.look("hode")}
    columns = [
        {
            "header": _label(column.spurt),
            "header_format": book.look("hode" if column.spurt.fast else "hode_fylles_ut", align="left", indent=1),
            "format": _look(book, column.spurt, None),
        }
        for column in view.kolonner
    ]
    name = f"Tabell_{view.key.replace('-', '_')}"
    options = {"name": name, "title": view.tittel, "description": view.tittel, "style": None}
    area = (head, 0, last, len(view.kolonner))
    check(sheet.add_table(*area, {**options, "columns": [hidden, *columns]}), f"tabellen {name}")


def _write_column_help(book: Book, sheet: Any, row: int, columns: tuple[FormColumn, ...]) -> None:
    lines = max(lines_in(column.hjelp, column.bredde * 1.15) for column in columns)
    check(sheet.set_row(row, lines * 12 + 4), "en radhøyde")
    for number, column in enumerate(columns, start=1):
        book.write(sheet, row, number, column.hjelp, book.look("setning", **_HELP))


def write_text_sheet(book: Book, view: TextSheet) -> Any:
    sheet = book.workbook.add_worksheet(view.navn)
    sheet.hide_gridlines(2)
    check(sheet.set_column(0, 0, _TEXT_WIDTH), "en kolonnebredde")
    check(sheet.set_row(0, 30), "en radhøyde")
    book.write(sheet, 0, 0, view.tittel, book.look("tittel"))
    row = 1
    for part in view.avsnitt:
        row += 1
        check(sheet.set_row(row, 22), "en radhøyde")
        book.write(sheet, row, 0, part.tittel, book.look("overskrift"))
        for sentence in part.setninger:
            row += 1
            check(sheet.set_row(row, lines_in(sentence, _TEXT_WIDTH - INDENT) * LINE + 3), "en radhøyde")
            book.write(sheet, row, 0, sentence, book.look("setning", quote_prefix=True))
        row += 1
    return sheet


def _sheet(book: Book, navn: str, tittel: str, widths: tuple[float, ...]) -> Any:
    """A sheet with its title, and a hidden first column for what only the program reads."""
    sheet = book.workbook.add_worksheet(navn)
    sheet.hide_gridlines(2)
    check(sheet.set_column(0, 0, 12, None, {"hidden": True}), "en kolonnebredde")
    for number, width in enumerate(widths, start=1):
        check(sheet.set_column(number, number, width), "en kolonnebredde")
    check(sheet.set_row(0, 26), "en radhøyde")
    book.write(sheet, 0, 1, tittel, book.look("tittel"))
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # «2024» is text on purpose, and needs no flag
    return sheet


def _fitting_widths(widths: tuple[float, ...]) -> tuple[float, ...]:
    """The first columns that together are as wide as a line one reads."""
    kept: list[float] = []
    for width in widths:
        if kept and sum(kept) + width > _TEXT_WIDTH:
            break
        kept.append(width)
    return tuple(kept)


def _write_sentences(book: Book, sheet: Any, sentences: tuple[str, ...], row: int, widths: tuple[float, ...]) -> int:
    """Sentences across the columns; merged cells do not grow by themselves, so their height is reckoned here."""
    look = book.look("setning", quote_prefix=True)
    for sentence in sentences:
        check(sheet.set_row(row, lines_in(sentence, sum(widths) - INDENT) * LINE + 3), "en radhøyde")
        if len(widths) > 1:
            check(sheet.merge_range(row, 1, row, len(widths), "", look), "sammenslåtte celler")
        book.write(sheet, row, 1, sentence, look)
        row += 1
    return row


def _label(asked: Asked) -> str:
    return f"{asked.navn} {MUST}" if asked.paakrevd else asked.navn


def _look(book: Book, asked: Asked, value: Verdi) -> Any:
    look: dict[str, Any] = dict(_BORDER if asked.fast else _TO_FILL)
    if asked.entry in _FORMATS and not isinstance(value, str):
        look.update(num_format=_FORMATS[asked.entry], align="left", indent=1)
    else:
        # Text from the start: «1.1» and «2-1» would else be made into days.
        look.update(num_format="@", align="left", indent=1)
    return book.look("setning", **look)


def _validate(sheet: Any, area: tuple[int, int, int, int], asked: Asked) -> None:
    rule = _rule(asked, area[0])
    if rule != {"validate": "any"}:
        check(sheet.data_validation(*area, rule), f"kontroll av «{asked.navn}»")


def _rule(asked: Asked, first_row: int) -> dict[str, Any]:
    if asked.fast:
        return {"validate": "any"}
    if asked.liste:
        source = f"={list_name(asked.liste)}"
        if asked.etter_rad:  # by the hidden id, since Excel leaves the check of a cell behind when the row is sorted
            own = f'SUBSTITUTE(${xl_col_to_name(0)}{first_row + 1},"-","_")'
            source = f'=INDIRECT("{list_name(asked.liste)}_"&{own})'
        said = {"error_title": text("skjema.kontroll.velg"), "error_message": text("skjema.kontroll.velg_hjelp")}
        return {"validate": "list", "source": source, "show_error": not asked.fri, **said}
    if asked.entry is Entry.DATO:
        said = {"error_title": text("skjema.kontroll.dato"), "error_message": text("skjema.kontroll.dato_hjelp")}
        between = {"criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31)}
        return {"validate": "date", **between, **said}
    if asked.entry is Entry.HELTALL:
        said = {"error_title": text("skjema.kontroll.tall"), "error_message": text("skjema.kontroll.tall_hjelp")}
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 99_999, **said}
    return {"validate": "any"}
