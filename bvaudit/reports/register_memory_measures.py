"""The sheets «Forbedringstiltak» and «Nye avvik»: what people type that is not there yet, beside what is."""

from collections.abc import Iterator

from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.ting import Ting, link_number
from bvaudit.reports import register_memory_columns as columns
from bvaudit.reports import register_memory_words as words
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_rows import BLANK_ROWS, blank, row, typed_of
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.texts import text

_ALWAYS = ("tittel", "gjelder")  # typed only where the measure is new
_NOT_MEASURED = ("avgjorende", "i_bruk", "koblingstatus", "belegg")


def measures_table(minne: Minne) -> SheetTable:
    """One row for each measure and avvik it is meant for, and room for new ones. What belongs to the measure is typed
    in the first of its rows, and by the one it belongs to."""
    kolonner = columns.tiltak()
    rows = tuple(line for ting in minne.tiltak for line in _measure(ting, minne, kolonner))
    return SheetTable(
        ark=text("registeret_bok.ark.tiltak"),
        id="tiltak",
        navn="Tiltak",
        beskrivelse=text("registeret_bok.om.tiltak"),
        kolonner=kolonner,
        rader=(*rows, *(blank(kolonner) for _ in range(BLANK_ROWS))),
        tomt="",
        frys=2,
        linjer=2,
        lases=True,
    )


def _measure(ting: Ting, minne: Minne, kolonner: columns.Columns) -> Iterator[tuple[Verdi, ...]]:
    linked = minne.koblinger(ting.nr)
    for number, avvik in enumerate(linked):
        link = minne.kobling(avvik, ting.nr)
        values = _values(ting, minne, kolonner)
        if link is not None:
            values |= typed_of(kolonner, link, minne, avvik)
        values |= {"gjelder": avvik.nr, "enhet": minne.vist(avvik.enhet), "bruddet": words.breach_of(avvik, minne)}
        last = _locked(kolonner, ting, minne, first=number == 0, avvik=avvik)
        yield row(kolonner, link_number(avvik.nr, ting.nr), values, last)
    if not linked:
        values = {**_values(ting, minne, kolonner), "enhet": minne.vist(ting.enhet)}
        last = " ".join((_locked(kolonner, ting, minne, first=True), *_NOT_MEASURED))
        yield row(kolonner, ting.nr, values, last)


def _values(ting: Ting, minne: Minne, kolonner: columns.Columns) -> dict[str, Verdi]:
    """Of the measure; the columns of a link are empty."""
    empty: dict[str, Verdi] = {column.id: None for column in kolonner if not column.id.startswith("_")}
    return {
        **empty,
        **typed_of(kolonner, ting, minne),
        "tiltak_nr": ting.nr,
        "tittel": ting.tittel,
        "kommentarer": words.comments_of(ting, minne),
    }


def _locked(kolonner: columns.Columns, ting: Ting, minne: Minne, *, first: bool, avvik: Avvik | None = None) -> str:
    """The columns that are not typed in on this row, by id."""
    theirs = bool(minne.enhet) and ting.enhet != minne.enhet
    shared = [
        column.id
        for column in kolonner
        if column.skrives and column.skrives.slag == ting.slag.value and (not first or theirs)
    ]
    ended = list(_NOT_MEASURED) if avvik is not None and not avvik.apen else []
    return " ".join((*_ALWAYS, *shared, *ended))


def new_table(minne: Minne) -> SheetTable:
    """Only room: each row that is filled in becomes an avvik that a person has found."""
    kolonner = columns.nye_avvik()
    return SheetTable(
        ark=text("registeret_bok.ark.nye_avvik"),
        id="nye_avvik",
        navn="NyeAvvik",
        beskrivelse=text("registeret_bok.om.nye_avvik"),
        kolonner=kolonner,
        rader=tuple(blank(kolonner) for _ in range(BLANK_ROWS)),
        tomt="",
        linjer=2,
        lases=True,
    )
