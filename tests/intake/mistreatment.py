"""What people do to a form on its way, one thing at a time, and what must come of it."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leseark_eksempel import HEADINGS
from openpyxl import load_workbook
from openpyxl.comments import Comment

from bvaudit.model.leseark import Leseark

Book = Any
HEL, DELVIS, STANSET = "alt", "det som er igjen", "ingenting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """``navn`` is what is done, as the table tells it. ``leses``: everything, what is left, or nothing. ``sies`` are
    the codes of the problems with their cells, looked for in the file that is read; ``fil`` works on the file itself.
    ``endret`` are answers that are others than before, by the id of the point: "" is gone."""

    navn: str
    gjor: Callable[[Book, "Form"], None] = lambda book, form: None
    fil: Callable[[Path], Path] | None = None
    leses: str = HEL
    sies: Callable[["Form"], list[tuple[str, str]]] = lambda form: []
    endret: Callable[["Form"], dict[str, str]] = lambda form: {}
    hele_filen: bool = False
    fylt: Callable[["Form"], dict[str, dict[str, str]]] = lambda form: {}
    merknad: tuple[str, str] = ("", "")  # the code of what is said for the record, and how the table tells it
    tapt_av: tuple[str, ...] = ()  # writers that do not keep what was done
    som: dict[str, str] = field(default_factory=dict)  # writer → what comes of it there, where it is otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    ark: Leseark

    def point(self, plass: int, number: int) -> str:
        return self.ark.saker[plass - 1].punkter[number - 1].id

    def sheet(self, book: Book, plass: int) -> Any:
        return next(sheet for sheet in book.worksheets if self._row(sheet, self.point(plass, 1)))

    def front(self, book: Book) -> Any:
        return next(sheet for sheet in book.worksheets if self._row(sheet, self.ark.saker[0].sak))

    @staticmethod
    def _row(sheet: Any, row_id: str) -> int:
        return next((cell.row for cell in sheet["A"] if cell.value == row_id), 0)

    def cell(self, book: Book, row_id: str, key: str = "svar") -> Any:
        for sheet in book.worksheets:
            if row := self._row(sheet, row_id):
                return sheet.cell(row, column(sheet, key))
        raise KeyError(row_id)

    def rows(self, sheet: Any) -> list[int]:
        return [cell.row for cell in sheet["A"] if str(cell.value).count("|") == 4]


def head(sheet: Any) -> int:
    return next(cell.row for cell in sheet["A"] if str(cell.value).startswith("_id:"))


def column(sheet: Any, key: str) -> int:
    named = [cell.column for cell in sheet[head(sheet)] if str(cell.value).rstrip(" *") == HEADINGS[key]]
    return int(named[0])


def _values(sheet: Any, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def _put(sheet: Any, row: int, values: list[Any]) -> None:
    for number, value in enumerate(values, start=1):
        cell = sheet.cell(row, number)
        if type(cell).__name__ != "MergedCell":
            cell.value = value


def sorted_backwards(book: Book, form: Form) -> None:
    for plass in (1, 2):
        sheet = form.sheet(book, plass)
        rows = form.rows(sheet)
        for row, values in zip(rows, [_values(sheet, row) for row in reversed(rows)], strict=True):
            _put(sheet, row, values)


def filtered(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.auto_filter.ref = f"A{head(sheet)}:J{form.rows(sheet)[-1]}"
    sheet.auto_filter.add_filter_column(4, ["Ja"])
    for row in form.rows(sheet)[1::2]:
        sheet.row_dimensions[row].hidden = True


def hidden(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 2)
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[form.rows(sheet)[0]].hidden = True
    form.sheet(book, 3).sheet_state = "hidden"


def moved_columns(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    first, second = column(sheet, "svar"), column(sheet, "belegg")
    for row in range(head(sheet), sheet.max_row + 1):
        one, other = sheet.cell(row, first), sheet.cell(row, second)
        one.value, other.value = other.value, one.value


def pasted_values(book: Book, form: Form) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = "limt inn"


def inserted_rows(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.insert_rows(1, 2)
    sheet.insert_rows(form.rows(sheet)[2], 1)
    sheet.cell(form.rows(sheet)[2] - 1, 3).value = "Husk å spørre teamet"


def inserted_columns(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_cols(3, 2)
    sheet.cell(head(sheet), 3).value = "Mine notater"
    sheet.cell(form.rows(sheet)[0], 3).value = "ring først"


def own_column_with_text(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    at = max(cell.column for cell in sheet[head(sheet)] if cell.value) + 1
    sheet.cell(head(sheet), at).value = "Mine notater"
    for row in form.rows(sheet):
        sheet.cell(row, at).value = f"spør teamet om rad {row}"


def comment(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1)).comment = Comment("Spør teamet om dette", "Leser")


def over_the_machines(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.cell(form.rows(sheet)[0], column(sheet, "uttrekk")).value = "Fristen var en annen"


def deleted_row(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.delete_rows(form.rows(sheet)[1])


def renamed_sheets(book: Book, form: Form) -> None:
    for number, sheet in enumerate(book.worksheets):
        if not sheet.title.startswith("_"):
            sheet.title = f"Fane {number}"


def reordered_sheets(book: Book, form: Form) -> None:
    book._sheets = list(reversed(book._sheets))


def copied_sheet(book: Book, form: Form) -> None:
    book.copy_worksheet(form.sheet(book, 1)).title = "Sak 01 (2)"


def copied_and_changed_sheet(book: Book, form: Form) -> None:
    made = book.copy_worksheet(form.sheet(book, 1))
    made.title = "Sak 01 (2)"
    made.cell(form._row(made, form.point(1, 2)), column(made, "svar")).value = "Ja"


def deleted_sheet(book: Book, form: Form) -> None:
    del book[form.sheet(book, 2).title]


def spelt_otherwise(book: Book, form: Form) -> None:
    for number, spell in enumerate((str.upper, str.lower, " {}\u00a0".format, "{} ".format), start=1):
        cell = form.cell(book, form.point(1, number))
        cell.value = spell(str(cell.value))
    cell = form.cell(book, form.point(1, 4))
    cell.value = "ikke \u00a0 AKTUELT"


def unknown_answer(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 3)).value = "kanskje"


def merged(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    letter = sheet.cell(1, column(sheet, "svar")).column_letter
    first = form.rows(sheet)[0]
    sheet.merge_cells(f"{letter}{first}:{letter}{first + 1}")


def cleared_ids(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    for row in form.rows(sheet):
        sheet.cell(row, 1).value = None


def deleted_id_column(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).value = None


def swapped_ids(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    first, second = (sheet.cell(row, 1) for row in form.rows(sheet)[:2])
    first.value, second.value = second.value, first.value


def copied_row(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    rows = form.rows(sheet)
    _put(sheet, rows[-1] + 1, _values(sheet, rows[0]))


def copied_row_with_another_answer(book: Book, form: Form) -> None:
    copied_row(book, form)
    sheet = form.sheet(book, 1)
    sheet.cell(form.rows(sheet)[-1], column(sheet, "svar")).value = "Ikke aktuelt"


def formula(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1)).value = '="J"&"a"'


def formula_of_nothing(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1)).value = "=IF(1=1,NA(),1)"


def error_cell(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1), "begrunnelse").value = "#REF!"


def date_as_text(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1), "dato").value = " 1.12.2025"
    form.cell(book, form.point(1, 2), "dato").value = "3. desember 2025"


def number_as_text(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1), "belegg").value = 12.0


def date_in_a_text(book: Book, form: Form) -> None:
    from datetime import date

    cell = form.cell(book, form.point(1, 1), "begrunnelse")
    cell.value, cell.number_format = date(2025, 1, 2), "dd.mm.yyyy"


def no_date(book: Book, form: Form) -> None:
    form.cell(book, form.point(1, 1), "dato").value = "i fjor høst"


def heading_changed(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.cell(head(sheet), column(sheet, "svar")).value = "Svaret"


def heading_twice(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    _put(sheet, form.rows(sheet)[-1] + 2, _values(sheet, head(sheet)))


def column_twice(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.cell(head(sheet), sheet.max_column + 1).value = "Svar"


def pasted_over(book: Book, form: Form) -> None:
    """Sak 02, hidden column and all, over Sak 01."""
    source, target = form.sheet(book, 2), form.sheet(book, 1)
    for row in source.iter_rows():
        for cell in row:
            there = target.cell(cell.row, cell.column)
            if type(there).__name__ != "MergedCell":
                there.value = copy(cell.value)


def question_changed(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    sheet.cell(form.rows(sheet)[0], 3).value = "Er barnet spurt?"


def only_questions_sorted(book: Book, form: Form) -> None:
    sheet = form.sheet(book, 1)
    first, second = (sheet.cell(row, 3) for row in form.rows(sheet)[:2])
    first.value, second.value = second.value, first.value


def strike_with_no_reason_of_the_list(book: Book, form: Form) -> None:
    form.cell(book, form.ark.saker[0].sak, "utgar").value = "Fordi"


def meta_changed(book: Book, form: Form) -> None:
    for row in book["_meta"].iter_rows():
        if row[1].value == "leser":
            row[2].value = "l2"


def meta_deleted(book: Book, form: Form) -> None:
    del book["_meta"]


def lists_deleted(book: Book, form: Form) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]
    del book["_lister"]


def renamed_file(path: Path) -> Path:
    return path.rename(path.with_name("Kopi av ferdig (2) æøå.xlsx"))


def another_workbook(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["Sak", "Svar"])
    book.save(path)
    return path


def half_saved(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def copy_of_a_copy(path: Path) -> Path:
    for _ in range(3):
        load_workbook(path).save(path)
    return path


def _at(kode: str, plass: int, number: int, key: str = "svar") -> Callable[[Form], list[tuple[str, str]]]:
    return lambda form: [(kode, f"{form.point(plass, number)} {key}")]


def _gone(form: Form, plass: int, numbers: Iterator[int] | range) -> dict[str, str]:
    return {form.point(plass, number): "" for number in numbers}


MANGE = range(1, 7)
WAYS = (
    Way(navn="Ingenting"),
    Way(navn="Radene er sortert baklengs", gjor=sorted_backwards),
    Way(navn="Et filter er slått på", gjor=filtered),
    Way(navn="Rader, kolonner og ark er skjult", gjor=hidden),
    Way(navn="To kolonner har byttet plass", gjor=moved_columns),
    Way(navn="Verdier er limt inn over formlene", gjor=pasted_values),
    Way(navn="Rader er satt inn over og i tabellen", gjor=inserted_rows),
    Way(navn="Kolonner er satt inn", gjor=inserted_columns),
    Way(
        navn="En egen kolonne har tekst",
        gjor=own_column_with_text,
        merknad=("lesesvar-utenom-tekst", "at tekst utenom svarene ikke leses, med den første cellen og hvor mange"),
    ),
    Way(
        navn="Det er skrevet over det uttrekket sier",
        gjor=over_the_machines,
        merknad=("lesesvar-utenom-tekst", "at tekst utenom svarene ikke leses, med den første cellen og hvor mange"),
    ),
    Way(
        navn="En celle har en kommentar",
        gjor=comment,
        merknad=("lesesvar-utenom-kommentar", "at kommentarer ikke leses, med den første cellen og hvor mange"),
        tapt_av=("xlsxwriter",),
    ),
    Way(
        navn="En rad er slettet",
        gjor=deleted_row,
        leses=DELVIS,
        sies=lambda form: [("skjema-rader-borte", "overskrift 1")],
        endret=lambda form: _gone(form, 1, range(2, 3)),
    ),
    Way(navn="Filen har fått et annet navn", fil=renamed_file),
    Way(navn="Arkene har fått andre navn", gjor=renamed_sheets),
    Way(navn="Arkene ligger i omvendt rekkefølge", gjor=reordered_sheets),
    Way(navn="Et ark er kopiert", gjor=copied_sheet, sies=lambda form: [("skjema-ark-kopi", "ark Sak 01 (2)")]),
    Way(
        navn="Et ark er kopiert, og kopien har et annet svar",
        gjor=copied_and_changed_sheet,
        leses=STANSET,
        sies=lambda form: [("skjema-to-svar", "kopi 2")],
    ),
    Way(
        navn="Arket til en sak er slettet",
        gjor=deleted_sheet,
        leses=DELVIS,
        sies=lambda form: [("skjema-mangler-ark", "ark Sak 02")],
        endret=lambda form: _gone(form, 2, MANGE),
    ),
    Way(
        navn="Svar er skrevet for hånd: «JA», « nei », med harde mellomrom",
        gjor=spelt_otherwise,
        endret=lambda form: {form.point(1, 4): "ikke aktuelt"},
    ),
    Way(
        navn="Et svar er ikke blant valgene",
        gjor=unknown_answer,
        leses=STANSET,
        sies=_at("skjema-ikke-valg", 1, 3),
    ),
    Way(navn="To svarceller er slått sammen", gjor=merged, leses=STANSET, sies=_at("skjema-sammenslatt", 1, 2)),
    Way(navn="De skjulte id-ene er tømt", gjor=cleared_ids),
    Way(navn="Den skjulte kolonnen er tømt helt", gjor=deleted_id_column),
    Way(
        navn="To skjulte id-er har byttet plass",
        gjor=swapped_ids,
        leses=STANSET,
        sies=lambda form: [("skjema-byttet", f"{form.point(1, n)} svar") for n in (1, 2)],
    ),
    Way(navn="En rad er kopiert ned", gjor=copied_row),
    Way(
        navn="En rad er kopiert ned, og kopien har et annet svar",
        gjor=copied_row_with_another_answer,
        leses=STANSET,
        sies=lambda form: [("skjema-to-svar", "siste 1")],
    ),
    Way(
        navn="Svaret er en formel",
        gjor=formula,
        leses=STANSET,
        sies=_at("skjema-formel", 1, 1),
        endret=lambda form: {form.point(1, 1): "ja"},
        som={"libreoffice": HEL},
    ),
    Way(
        navn="Svaret er en formel som gir en feil",
        gjor=formula_of_nothing,
        leses=STANSET,
        sies=_at("skjema-formel", 1, 1),
        som={"libreoffice": "skjema-feilcelle"},
    ),
    Way(navn="En celle viser #REF!", gjor=error_cell, leses=STANSET, sies=_at("skjema-feilcelle", 1, 1, "begrunnelse")),
    Way(navn="Datoer er skrevet som tekst", gjor=date_as_text),
    Way(navn="Et tall står der det skal være tekst", gjor=number_as_text),
    Way(
        navn="Excel har gjort en begrunnelse om til en dato",
        gjor=date_in_a_text,
        leses=STANSET,
        sies=_at("skjema-er-dato", 1, 1, "begrunnelse"),
    ),
    Way(navn="En dato er ikke en dato", gjor=no_date, leses=STANSET, sies=_at("skjema-ikke-dato", 1, 1, "dato")),
    Way(
        navn="Overskriften «Svar» er skrevet om",
        gjor=heading_changed,
        leses=STANSET,
        sies=lambda form: [("skjema-mangler-overskrift", "overskrift svar")],
    ),
    Way(navn="Overskriftene er limt inn en gang til", gjor=heading_twice),
    Way(
        navn="Overskriften «Svar» står to ganger",
        gjor=column_twice,
        leses=STANSET,
        sies=lambda form: [("skjema-to-overskrifter", "siste kolonne")],
    ),
    Way(
        navn="En sak er limt over en annen",
        gjor=pasted_over,
        leses=STANSET,
        sies=lambda form: [
            *(("skjema-fremmed-rad", f"{form.point(2, n)} svar 1") for n in MANGE),
            ("skjema-ark-kopi", "ark Sak 01"),
        ],
    ),
    Way(
        navn="Teksten i et spørsmål er endret",
        gjor=question_changed,
        leses=STANSET,
        sies=_at("skjema-endret", 1, 1),
    ),
    Way(
        navn="Bare spørsmålene er sortert, ikke svarene",
        gjor=only_questions_sorted,
        leses=STANSET,
        sies=lambda form: [("skjema-byttet", f"{form.point(1, n)} svar") for n in (1, 2)],
    ),
    Way(
        navn="En sak i reserve er besvart uten at noen utgår",
        fylt=lambda form: {form.point(4, 2): {"svar": "ja"}},
        leses=STANSET,
        sies=_at("lesesvar-reserve", 4, 2),
    ),
    Way(
        navn="En sak utgår, og reserven er lest i stedet",
        fylt=lambda form: {
            form.ark.saker[1].sak: {"utgar": "sperret"},
            **{form.point(4, n): {"svar": "nei", "begrunnelse": f"Reserve {n}"} for n in MANGE},
        },
        endret=lambda form: {**_gone(form, 2, MANGE), **{form.point(4, n): "nei" for n in MANGE}},
    ),
    Way(
        navn="En sak utgår med en grunn som ikke er i listen",
        gjor=strike_with_no_reason_of_the_list,
        leses=STANSET,
        sies=lambda form: [("skjema-ikke-valg", f"{form.ark.saker[0].sak} utgar")],
    ),
    Way(navn="Nedtrekkslistene er slettet", gjor=lists_deleted),
    Way(navn="Kopi av en kopi av en kopi", fil=copy_of_a_copy),
    Way(
        navn="Det skjulte arket er endret",
        gjor=meta_changed,
        leses=STANSET,
        sies=lambda form: [("leseskjema-endret", "")],
        hele_filen=True,
    ),
    Way(
        navn="Det skjulte arket er slettet",
        gjor=meta_deleted,
        leses=STANSET,
        sies=lambda form: [("skjema-ikke-skjema", "")],
        hele_filen=True,
    ),
    Way(
        navn="Filen er en annen arbeidsbok",
        fil=another_workbook,
        leses=STANSET,
        sies=lambda form: [("skjema-ikke-skjema", "")],
        hele_filen=True,
    ),
    Way(
        navn="Filen er lagret halvveis",
        fil=half_saved,
        leses=STANSET,
        sies=lambda form: [("skjema-ikke-xlsx", "")],
        hele_filen=True,
    ),
)
