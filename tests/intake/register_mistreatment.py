"""What people do to a workbook of the register on its way, one thing at a time, and what must come of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.register.merge_example import EN, LENKE, NORD, SAKER, SOR, SORS, TILTAK, TO
from tests.register.register_desk import blank_row, cell, column, head, made, row_of

Book = Any
HEL, DELVIS, STANSET = "alt", "det som er igjen", "ingenting"
AVVIK, TILTAKENE, SAKENE, NYE = "Avvik", "Forbedringstiltak", "Saker å rette", "Nye avvik"
ARSAK, HVORFOR, PLAN, STATUS, ANSVARLIG = "Årsak", "Hvorfor det skjedde", "Plan lovet til", "Status", "Ansvarlig"
FYLT: tuple[tuple[str, str, str, Any], ...] = (
    (AVVIK, EN, ARSAK, "Manglende kompetanse"),
    (AVVIK, EN, PLAN, "20.3.2026"),
    (AVVIK, EN, HVORFOR, "To er syke"),
    (AVVIK, TO, ANSVARLIG, "Teamleder eller fagleder"),
    (AVVIK, TO, "Ny kommentar", "Tatt opp i ledermøtet"),
    (TILTAKENE, LENKE, "I bruk fra", "2.3.2026"),
    (TILTAKENE, LENKE, "Frist", "1.4.2026"),
    (SAKENE, f"{SAKER[1]}/{NORD}", "Rettet (dato)", "1.3.2026"),
)
# Number, field and value of each, as they are kept.
SAGT = {
    (EN, "arsak"): "kompetanse",
    (EN, "frist_plan"): "2026-03-20",
    (EN, "hvorfor"): "To er syke",
    (TO, "ansvarlig"): "teamleder@nord",
    (TO, "kommentar"): "Tatt opp i ledermøtet",
    (LENKE, "i_bruk"): "2026-03-02",
    (TILTAK, "frist"): "2026-04-01",
    (SAKER[1], "rettet"): "2026-03-01",
}
Place = tuple[str, str, str]  # sheet, id and heading
Said = tuple[str, Place | str]  # the code, and the place: a cell, «Ark» or «Ark!D4»; "" is the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """``navn`` is what is done, as the table tells it, and ``sagt`` what is told. ``sies`` are the codes with their
    cells. ``endret`` are fields that are read otherwise than before; "" is not read. ``som``: what LibreOffice makes of
    it when it saves, where that is another."""

    navn: str
    gjor: Callable[[Book], None] = lambda book: None
    fil: Callable[[Path], Path] | None = None
    leses: str = HEL
    sies: tuple[Said, ...] = ()
    endret: dict[tuple[str, str], str] = field(default_factory=dict)
    sagt: str = ""
    som: "Way | None" = None


def _values(ark: Any, row: int) -> list[Any]:
    return [one.value for one in ark[row]]


def _put(ark: Any, row: int, values: Iterable[Any], *, fra: int = 1) -> None:
    for number, value in enumerate(values, start=fra):
        ark.cell(row, number).value = value


def rows(ark: Any) -> list[int]:
    at = column(ark, "_id")
    return [row for row in range(head(ark) + 1, ark.max_row + 1) if "-" in str(ark.cell(row, at).value or "")]


def sorted_backwards(book: Book) -> None:
    for navn in (AVVIK, TILTAKENE, SAKENE):
        ark = book[navn]
        there = rows(ark)
        for row, values in zip(there, [_values(ark, row) for row in reversed(there)], strict=True):
            _put(ark, row, values)


def filtered(book: Book) -> None:
    ark = book[AVVIK]
    ark.auto_filter.ref = f"A{head(ark)}:L{ark.max_row}"
    ark.auto_filter.add_filter_column(2, ["Barnevern nord"])
    ark.row_dimensions[rows(ark)[0]].hidden = True


def hidden(book: Book) -> None:
    ark = book[AVVIK]
    ark.column_dimensions["N"].hidden = True
    ark.row_dimensions[rows(ark)[1]].hidden = True
    book[SAKENE].sheet_state = "hidden"


def moved_columns(book: Book) -> None:
    ark = book[AVVIK]
    first, second = column(ark, ARSAK), column(ark, STATUS)
    for row in range(head(ark), ark.max_row + 1):
        one, other = ark.cell(row, first), ark.cell(row, second)
        one.value, other.value = other.value, one.value


def inserted_rows(book: Book) -> None:
    ark = book[AVVIK]
    ark.insert_rows(1, 2)
    ark.insert_rows(rows(ark)[1], 1)


def inserted_columns(book: Book) -> None:
    ark = book[AVVIK]
    ark.insert_cols(3, 2)


def own_column(book: Book) -> None:
    ark = book[AVVIK]
    at = ark.max_column + 1
    ark.cell(head(ark), at).value = "Mine notater"
    for row in rows(ark):
        ark.cell(row, at).value = "ring først"


def over_the_machines(book: Book) -> None:
    cell(book, AVVIK, TO, "Brudd").value = "Dette er i orden"


def comment(book: Book) -> None:
    cell(book, AVVIK, EN, ARSAK).comment = Comment("Spør teamet om dette", "Leder")


def deleted_row(book: Book) -> None:
    book[AVVIK].delete_rows(row_of(book[AVVIK], TO))


def renamed_sheets(book: Book) -> None:
    for number, ark in enumerate(book.worksheets):
        if not ark.title.startswith("_"):
            ark.title = f"Fane {number}"


def reordered_sheets(book: Book) -> None:
    book._sheets = list(reversed(book._sheets))


def copied_sheet(book: Book) -> None:
    book.copy_worksheet(book[AVVIK]).title = "Avvik (2)"


def copied_and_changed_sheet(book: Book) -> None:
    copied_sheet(book)
    cell(book, "Avvik (2)", EN, ARSAK).value = "Ikke avklart"


def deleted_sheet(book: Book) -> None:
    del book[TILTAKENE]


def deleted_other_sheets(book: Book) -> None:
    """All of them but the closed ones and the new are only to look in."""
    for navn in ("Funn", "Grunnlag", "Utvikling", "Oversikt"):
        if navn in book.sheetnames:
            del book[navn]


def spelt_otherwise(book: Book) -> None:
    cell(book, AVVIK, EN, ARSAK).value = " MANGLENDE\u00a0kompetanse "
    cell(book, AVVIK, TO, ANSVARLIG).value = "Teamleder"
    cell(book, AVVIK, EN, HVORFOR).value = "To er\u00a0syke \n"


def unknown_answer(book: Book) -> None:
    cell(book, AVVIK, EN, ARSAK).value = "Kapasitet og sånt"


def unknown_role(book: Book) -> None:
    cell(book, AVVIK, TO, ANSVARLIG).value = "Avdelingsdirektør"


def closed_by_hand(book: Book) -> None:
    cell(book, AVVIK, TO, STATUS).value = "Lukket"


def merged(book: Book) -> None:
    ark = book[AVVIK]
    letter = ark.cell(1, column(ark, ANSVARLIG)).column_letter
    first, second = sorted((row_of(ark, EN), row_of(ark, TO)))
    ark.merge_cells(f"{letter}{first}:{letter}{second}")


def cleared_id(book: Book) -> None:
    ark = book[AVVIK]
    ark.cell(row_of(ark, TO), column(ark, "_id")).value = None


def deleted_id_column(book: Book) -> None:
    ark = book[AVVIK]
    ark.delete_cols(column(ark, "_id"))


def swapped_ids(book: Book) -> None:
    ark = book[AVVIK]
    at = column(ark, "_id")
    first, second = ark.cell(row_of(ark, EN), at), ark.cell(row_of(ark, TO), at)
    first.value, second.value = second.value, first.value


def sorted_apart(book: Book) -> None:
    """All but the hidden columns."""
    ark = book[AVVIK]
    last = column(ark, "_id") - 1
    first, second = row_of(ark, EN), row_of(ark, TO)
    one, other = _values(ark, first)[:last], _values(ark, second)[:last]
    _put(ark, first, other)
    _put(ark, second, one)


def copied_row(book: Book) -> None:
    ark = book[AVVIK]
    _put(ark, rows(ark)[-1] + 1, _values(ark, row_of(ark, EN)))


def copied_row_with_another_answer(book: Book) -> None:
    copied_row(book)
    ark = book[AVVIK]
    ark.cell(rows(ark)[-1], column(ark, ARSAK)).value = "Ikke avklart"


@cache
def row_of_sor() -> tuple[Any, ...]:
    """The row of an avvik in the workbook of Sør."""
    with TemporaryDirectory() as folder:
        ark = load_workbook(made(Path(folder) / "sor.xlsx", SOR))[AVVIK]
        return tuple(_values(ark, row_of(ark, SORS)))


def pasted_block_of_another_unit(book: Book) -> None:
    ark = book[AVVIK]
    row = rows(ark)[-1] + 1
    _put(ark, row, row_of_sor())
    ark.cell(row, column(ark, ARSAK)).value = "Registrering"


def pasted_row_of_nobody(book: Book) -> None:
    pasted_block_of_another_unit(book)
    ark = book[AVVIK]
    ark.cell(rows(ark)[-1], column(ark, "_id")).value = "AV-2019-0007"


def row_without_number(book: Book) -> None:
    ark = book[AVVIK]
    ark.cell(rows(ark)[-1] + 1, column(ark, HVORFOR)).value = "Gjelder alle"


def formula(book: Book) -> None:
    cell(book, AVVIK, EN, HVORFOR).value = '="To er "&"syke"'


def formula_of_nothing(book: Book) -> None:
    cell(book, AVVIK, EN, HVORFOR).value = "=NA()"


def error_cell(book: Book) -> None:
    cell(book, AVVIK, EN, HVORFOR).value = "#REF!"


def dates_as_people_write_them(book: Book) -> None:
    cell(book, AVVIK, EN, PLAN).value = " 20. mars 2026 "
    cell(book, TILTAKENE, LENKE, "Frist").value = 46113
    cell(book, TILTAKENE, LENKE, "I bruk fra").value = datetime(2026, 3, 2)  # noqa: DTZ001 - a cell has no time zone
    cell(book, SAKENE, f"{SAKER[1]}/{NORD}", "Rettet (dato)").value = "20260301"


def number_in_a_text(book: Book) -> None:
    cell(book, AVVIK, EN, HVORFOR).value = 12.0


def date_in_a_text(book: Book) -> None:
    at = cell(book, AVVIK, EN, HVORFOR)
    at.value, at.number_format = datetime(2026, 1, 2), "dd.mm.yyyy"  # noqa: DTZ001 - a cell has no time zone


def no_date(book: Book) -> None:
    cell(book, AVVIK, EN, PLAN).value = "snarest"


def heading_changed(book: Book) -> None:
    ark = book[AVVIK]
    ark.cell(head(ark), column(ark, ARSAK)).value = "Årsaken"


def headings_twice(book: Book) -> None:
    ark = book[AVVIK]
    _put(ark, rows(ark)[-1] + 2, _values(ark, head(ark)))


def column_twice(book: Book) -> None:
    ark = book[AVVIK]
    ark.cell(head(ark), ark.max_column + 1).value = ARSAK


def erased(book: Book) -> None:
    cell(book, AVVIK, EN, ARSAK).value = "Slettes"
    cell(book, AVVIK, EN, HVORFOR).value = None


def pasted_values(book: Book) -> None:
    for ark in book.worksheets:
        for row in ark.iter_rows():
            for one in row:
                if isinstance(one.value, str) and one.value.startswith("="):
                    one.value = "limt inn"


def new_row_lacking(book: Book) -> None:
    ark = book[NYE]
    ark.cell(blank_row(book, NYE), column(ark, "Hva er galt?")).value = "Vakttelefonen er ubesvart"


def lists_deleted(book: Book) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]
    del book["_lister"]


def meta_changed(book: Book) -> None:
    for row in book["_meta"].iter_rows():
        if row[0].value == "hode":
            row[1].value = "3 " + "f" * 64


def meta_deleted(book: Book) -> None:
    del book["_meta"]


def renamed_file(path: Path) -> Path:
    return path.rename(path.with_name("Kopi av ferdig (2) æøå.xlsx"))


def another_workbook(path: Path) -> Path:
    from openpyxl import Workbook

    Workbook().save(path)
    return path


def half_saved(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def copy_of_a_copy(path: Path) -> Path:
    for _ in range(2):
        load_workbook(path).save(path)
    return path


def _one(kode: str, nr: str, heading: str) -> tuple[Said, ...]:
    return ((kode, (AVVIK, nr, heading)),)


WAYS = (
    Way(navn="Ingenting"),
    Way(navn="Radene er sortert baklengs", gjor=sorted_backwards),
    Way(navn="Et filter er slått på", gjor=filtered),
    Way(navn="Rader, kolonner og ark er skjult", gjor=hidden),
    Way(navn="To kolonner har byttet plass", gjor=moved_columns),
    Way(navn="Rader er satt inn over og i tabellen", gjor=inserted_rows),
    Way(navn="Kolonner er satt inn", gjor=inserted_columns),
    Way(
        navn="En egen kolonne har tekst",
        gjor=own_column,
        sies=(("register-utenom-tekst", "*"),),
        sagt="at tekst utenom det som skal fylles ut, ikke leses, med den første cellen og hvor mange",
    ),
    Way(
        navn="Det er skrevet over det programmet fyller ut",
        gjor=over_the_machines,
        sies=(("register-skrevet-over", "*"),),
        sagt="i hvilken rad, og at det ikke er lest",
    ),
    Way(
        navn="En celle har en merknad",
        gjor=comment,
        sies=_one("register-utenom-kommentar", EN, ARSAK),
        sagt="at merknader ikke leses, med den første cellen og hvor mange",
    ),
    Way(
        navn="En rad er slettet",
        gjor=deleted_row,
        leses=DELVIS,
        endret={(TO, "ansvarlig"): "", (TO, "kommentar"): ""},
        sagt="ingenting: en slettet rad sletter ingenting",
    ),
    Way(navn="Filen har fått et annet navn", fil=renamed_file),
    Way(navn="Arkene har fått andre navn", gjor=renamed_sheets),
    Way(navn="Arkene ligger i omvendt rekkefølge", gjor=reordered_sheets),
    Way(navn="Et ark er kopiert", gjor=copied_sheet),
    Way(
        navn="Et ark er kopiert, og kopien har noe annet",
        gjor=copied_and_changed_sheet,
        leses=DELVIS,
        sies=(("register-avvist", (AVVIK, EN, ARSAK)), ("register-avvist", ("Avvik (2)", EN, ARSAK))),
        endret={(EN, "arsak"): ""},
        sagt="at feltet står to ganger med ulik tekst, med begge cellene",
    ),
    Way(
        navn="Et ark det skrives i, er slettet",
        gjor=deleted_sheet,
        leses=STANSET,
        sies=(("register-uten-ark", TILTAKENE),),
        sagt="hvilket ark som mangler",
    ),
    Way(navn="Ark det ikke skrives i, er slettet", gjor=deleted_other_sheets),
    Way(navn="Svar er skrevet for hånd, med store bokstaver og harde mellomrom", gjor=spelt_otherwise),
    Way(
        navn="Et svar er ikke blant valgene",
        gjor=unknown_answer,
        leses=DELVIS,
        sies=_one("register-ikke-valg", EN, ARSAK),
        endret={(EN, "arsak"): ""},
        sagt="at det som står, ikke er et av valgene",
    ),
    Way(
        navn="En rolle er ukjent",
        gjor=unknown_role,
        leses=DELVIS,
        sies=_one("register-ikke-valg", TO, ANSVARLIG),
        endret={(TO, "ansvarlig"): ""},
        sagt="at det som står, ikke er et av valgene",
    ),
    Way(
        navn="«Lukket» er skrevet som status",
        gjor=closed_by_hand,
        sies=_one("register-avvist", TO, STATUS),
        sagt="at et avvik ikke lukkes i en celle, og hva som må til",
    ),
    Way(
        navn="To celler er slått sammen",
        gjor=merged,
        leses=DELVIS,
        sies=_one("register-sammenslatt", TO, ANSVARLIG),
        endret={(TO, "ansvarlig"): ""},
        sagt="at cellen er slått sammen med en annen",
    ),
    Way(
        navn="Den skjulte id-en i en rad er tømt",
        gjor=cleared_id,
        leses=DELVIS,
        sies=(("register-uten-nummer", "*"),),
        endret={(TO, "ansvarlig"): "", (TO, "kommentar"): ""},
        sagt="at raden har mistet det som sier hva den gjelder",
    ),
    Way(
        navn="Den skjulte kolonnen er slettet",
        gjor=deleted_id_column,
        leses=STANSET,
        sies=(("register-uten-id-kolonne", AVVIK),),
        sagt="hvilket ark som har mistet den",
    ),
    Way(
        navn="To skjulte id-er har byttet plass",
        gjor=swapped_ids,
        leses=DELVIS,
        sies=(("register-blandet", "*"), ("register-blandet", "*")),
        endret=dict.fromkeys([key for key in SAGT if key[0] in (EN, TO)], ""),
        sagt="at radene er merket som én ting og har teksten til en annen",
    ),
    Way(
        navn="Bare det som vises er sortert, ikke det skjulte",
        gjor=sorted_apart,
        leses=DELVIS,
        sies=(("register-blandet", "*"), ("register-blandet", "*")),
        endret=dict.fromkeys([key for key in SAGT if key[0] in (EN, TO)], ""),
        sagt="at radene er merket som én ting og har teksten til en annen",
    ),
    Way(
        navn="En rad er kopiert ned",
        gjor=copied_row,
        sies=(("register-kopi", "*"),),
        sagt="at raden er en kopi, og av hvilken",
    ),
    Way(
        navn="En rad er kopiert ned, og kopien har noe annet",
        gjor=copied_row_with_another_answer,
        leses=DELVIS,
        sies=(("register-kopi", "*"), ("register-avvist", "*"), ("register-avvist", (AVVIK, EN, ARSAK))),
        endret={(EN, "arsak"): ""},
        sagt="at feltet står to ganger med ulik tekst, med begge cellene",
    ),
    Way(
        navn="En rad er limt inn fra en annen enhets arbeidsbok",
        gjor=pasted_block_of_another_unit,
        sies=(("register-avvist", "*"),),
        sagt="at den hører til en annen enhet, med cellen",
    ),
    Way(
        navn="En rad er limt inn fra et annet register",
        gjor=pasted_row_of_nobody,
        sies=(("register-avvist", "*"), ("register-skrevet-over", "*")),
        sagt="at nummeret ikke finnes i registeret, med cellen",
    ),
    Way(
        navn="Noe er skrevet i en tom rad under avvikene",
        gjor=row_without_number,
        sies=(("register-uten-nummer", "*"),),
        sagt="at raden har mistet det som sier hva den gjelder",
    ),
    Way(
        navn="Et felt er tømt, og i et annet står det «slettes»",
        gjor=erased,
        leses=DELVIS,
        endret={(EN, "arsak"): "-", (EN, "hvorfor"): ""},
        sagt="ingenting: tomt er uendret, og «slettes» sletter",
    ),
    Way(
        navn="En celle har en formel",
        gjor=formula,
        leses=DELVIS,
        sies=_one("register-formel", EN, HVORFOR),
        endret={(EN, "hvorfor"): ""},
        sagt="at formelen ikke er regnet ut (LibreOffice gjør det når den lagrer: da er det svaret som gjelder)",
        som=Way(navn=""),
    ),
    Way(
        navn="En formel gir en feil",
        gjor=formula_of_nothing,
        leses=DELVIS,
        sies=_one("register-formel", EN, HVORFOR),
        endret={(EN, "hvorfor"): ""},
        sagt="at formelen ikke er regnet ut, eller at cellen viser en feil",
        som=Way(navn="", sies=_one("register-feilcelle", EN, HVORFOR), endret={(EN, "hvorfor"): ""}),
    ),
    Way(
        navn="En celle viser #REF!",
        gjor=error_cell,
        leses=DELVIS,
        sies=_one("register-feilcelle", EN, HVORFOR),
        endret={(EN, "hvorfor"): ""},
        sagt="at cellen viser en feil",
    ),
    Way(navn="Datoer er skrevet på fire måter", gjor=dates_as_people_write_them),
    Way(navn="Et tall står der det skal være tekst", gjor=number_in_a_text, endret={(EN, "hvorfor"): "12"}),
    Way(
        navn="Excel har gjort en tekst om til en dato",
        gjor=date_in_a_text,
        leses=DELVIS,
        sies=_one("register-er-dato", EN, HVORFOR),
        endret={(EN, "hvorfor"): ""},
        sagt="at Excel har gjort teksten om til en dato",
    ),
    Way(
        navn="En dato er ikke en dato",
        gjor=no_date,
        leses=DELVIS,
        sies=_one("register-ikke-dato", EN, PLAN),
        endret={(EN, "frist_plan"): ""},
        sagt="at det som står, ikke er en dato",
    ),
    Way(
        navn="En overskrift er skrevet om",
        gjor=heading_changed,
        leses=STANSET,
        sies=(("register-uten-overskrift", "*"),),
        sagt="hvilken overskrift som mangler, og hvor",
    ),
    Way(navn="Overskriftene er limt inn en gang til", gjor=headings_twice),
    Way(
        navn="En overskrift står to ganger",
        gjor=column_twice,
        leses=STANSET,
        sies=(("register-to-overskrifter", "*"),),
        sagt="at overskriften står to ganger, med begge cellene",
    ),
    Way(
        navn="Verdier er limt inn over formlene",
        gjor=pasted_values,
        sies=(("register-utenom-tekst", "*"),),
        sagt="at tekst utenom det som skal fylles ut, ikke leses",
    ),
    Way(
        navn="En ny rad mangler kilde",
        gjor=new_row_lacking,
        sies=(("register-ny-rad", (NYE, "", "Hva er galt?")),),
        sagt="at raden ikke er tatt med, og hva den mangler",
    ),
    Way(navn="Nedtrekkslistene er slettet", gjor=lists_deleted),
    Way(navn="Kopi av en kopi av en kopi", fil=copy_of_a_copy),
    Way(
        navn="Det skjulte arket er endret",
        gjor=meta_changed,
        leses=STANSET,
        sies=(("register-annet-register", ""),),
        sagt="at den er laget fra et annet register",
    ),
    Way(
        navn="Det skjulte arket er slettet",
        gjor=meta_deleted,
        leses=STANSET,
        sies=(("register-ikke-register", ""),),
        sagt="at filen ikke er et register som kan leses tilbake",
    ),
    Way(
        navn="Filen er en annen arbeidsbok",
        fil=another_workbook,
        leses=STANSET,
        sies=(("register-ikke-register", ""),),
        sagt="at filen ikke er et register som kan leses tilbake",
    ),
    Way(
        navn="Filen er lagret halvveis",
        fil=half_saved,
        leses=STANSET,
        sies=(("skjema-ikke-xlsx", ""),),
        sagt="at filen ikke kan leses som en Excel-arbeidsbok",
    ),
)


def page() -> list[str]:
    """The section of ``docs/skjema-taaler.md`` about the register."""
    lines = [
        "",
        "# Hva arbeidsboka til registeret tåler",
        "",
        f"Det samme er prøvd på arbeidsboka fra «bvaudit register eksport»: {len(WAYS)} måter, slik openpyxl og",
        "LibreOffice lagrer den. Her stanser en celle som ikke kan leses, bare seg selv. Alt annet i filen blir",
        "lest, og det som ikke er tatt med, er sagt med ark og celle. «Ingenting» betyr at ingenting av filen er",
        "skrevet før det er rettet.",
        "",
        "| Det som er gjort med arbeidsboka | Leses | Det som sies |",
        "|---|---|---|",
    ]
    return [*lines, *(f"| {way.navn} | {way.leses} | {way.sagt} |" for way in WAYS)]
