"""The sheets of a form: questions under each other, and pages that are only read."""

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.intake.form_layout import FIELD_MARK, MUST, Asked, Entry
from bvaudit.reports.forms import Celle, FieldSheet, FormColumn, Formel, FormField, TextSheet
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, LINK, Book, check
from bvaudit.reports.xlsx.text import lines_in
from bvaudit.texts import text

_FIELD_WIDTHS = (30, 60, 66)
BOLD = 0.85  # so much of a line's letters there is room for when they are bold
_TEXT_WIDTH = 105
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_TO_FILL = {**_BORDER, "bg_color": "#FFF9E5"}
HELP = {"font_size": 9, "font_color": "#404040", "italic": True, "text_wrap": True, "valign": "bottom"}
_FORMATS = {Entry.DATO: "dd.mm.yyyy", Entry.HELTALL: "0"}
_NAME = "Valg_"


def list_name(liste: str) -> str:
    """The name in the workbook of a list of choices."""
    return f"{_NAME}{liste}"


def write_field_sheet(book: Book, view: FieldSheet) -> Any:
    sheet = new_sheet(book, view.navn, view.tittel, _FIELD_WIDTHS)
    book.write(sheet, 0, 0, f"{FIELD_MARK}{view.key}", book.look("tomt"))
    row = write_sentences(book, sheet, view.innledning, 1, _FIELD_WIDTHS)
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
    texts = (label(field.spurt), str(field.verdi or ""), field.hjelp)
    room = (_FIELD_WIDTHS[0] * BOLD, *_FIELD_WIDTHS[1:])
    lines = max(lines_in(one, width - INDENT) for one, width in zip(texts, room, strict=True))
    check(sheet.set_row(row, min(max(lines, 1) * LINE + 5, HIGHEST)), "en radhøyde")
    book.write(sheet, row, 0, field.spurt.key, book.look("tomt"))
    book.write(sheet, row, 1, label(field.spurt), book.look("setning", bold=True, align="left", indent=1, **_BORDER))
    book.write(sheet, row, 2, field.verdi, field_look(book, field.spurt, field.verdi))
    book.write(
        sheet, row, 3, field.hjelp, book.look("setning", align="left", indent=1, font_color="#404040", **_BORDER)
    )
    validate(sheet, (row, 2, row, 2), field.spurt)


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


def new_sheet(book: Book, navn: str, tittel: str, widths: tuple[float, ...]) -> Any:
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


def fitting_widths(widths: tuple[float, ...]) -> tuple[float, ...]:
    """The first columns that together are as wide as a line one reads."""
    kept: list[float] = []
    for width in widths:
        if kept and sum(kept) + width > _TEXT_WIDTH:
            break
        kept.append(width)
    return tuple(kept)


def write_sentences(book: Book, sheet: Any, sentences: tuple[str, ...], row: int, widths: tuple[float, ...]) -> int:
    """Sentences across the columns; merged cells do not grow by themselves, so their height is reckoned here."""
    look = book.look("setning", quote_prefix=True)
    for sentence in sentences:
        check(sheet.set_row(row, lines_in(sentence, sum(widths) - INDENT) * LINE + 3), "en radhøyde")
        if len(widths) > 1:
            check(sheet.merge_range(row, 1, row, len(widths), "", look), "sammenslåtte celler")
        book.write(sheet, row, 1, sentence, look)
        row += 1
    return row


def label(asked: Asked) -> str:
    return f"{asked.navn} {MUST}" if asked.paakrevd else asked.navn


def field_look(book: Book, asked: Asked, value: Verdi) -> Any:
    return book.look("setning", **_look(asked, value))


def cell_look(book: Book, column: FormColumn, value: Celle) -> Any:
    """The look of a value in a column of a table: what is worked out has no mark that makes it text."""
    if column.skjult:
        return book.look("tomt")
    if not isinstance(value, Formel):
        return book.look("setning", **_look(column.spurt, value))
    look = {**_BORDER, "align": "left", "indent": 1}
    return book.look("setning", **look, **({"font_color": LINK, "underline": 1} if value.lenke else {}))


def _look(asked: Asked, value: Verdi) -> dict[str, Any]:
    look: dict[str, Any] = dict(_BORDER if asked.fast else _TO_FILL)
    if asked.entry in _FORMATS and not isinstance(value, str):
        return {**look, "num_format": _FORMATS[asked.entry], "align": "left", "indent": 1}
    # Text from the start: «1.1» and «2-1» would else be made into days.
    return {**look, "num_format": "@", "align": "left", "indent": 1}


def validate(
    sheet: Any, area: tuple[int, int, int, int], asked: Asked, *, named: int = 0, locked: bool = False
) -> None:
    """``named`` is the column that holds the name of each row's list; 0 when they all have the same. ``locked``: what
    the program has filled in is not typed over. It stops typing, never sorting."""
    rule = _lock() if locked and asked.fast else _rule(asked, area[0])
    if named:
        rule["source"] = f'=INDIRECT("{_NAME}"&${xl_col_to_name(named)}{area[0] + 1})'
    if rule != {"validate": "any"}:
        check(sheet.data_validation(*area, rule), f"kontroll av «{asked.navn}»")


def _lock() -> dict[str, Any]:
    said = {"error_title": text("leseskjema.kontroll.fast"), "error_message": text("leseskjema.kontroll.fast_hjelp")}
    return {"validate": "custom", "value": "=FALSE", "ignore_blank": False, **said}


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
