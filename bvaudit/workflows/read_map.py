"""A filled-in map becomes kart.yaml in the municipality's folder."""

from collections.abc import Iterator
from dataclasses import replace

from bvaudit.diagnostics import has_errors
from bvaudit.intake.forms import FilledForm
from bvaudit.model.kart import Kart, mappable_columns, mappable_tables
from bvaudit.model.kartvalg import table_word
from bvaudit.model.mappe import KART
from bvaudit.model.words.lookup import kolonne_omtale
from bvaudit.texts import counted, text
from bvaudit.workflows.filled import ReadBack, Reading
from bvaudit.workflows.propose_map import map_in_form
from bvaudit.workflows.record_file import file_for, lying_there


def read_map(form: FilledForm, reading: Reading) -> ReadBack:
    """What the map says, table by table, and the file it is to be written as."""
    kart, problems = map_in_form(form)
    if kart is None:
        return ReadBack(problems=tuple(problems))
    lines = tuple(_lines(kart))
    own = reading.mappe.kart if reading.mappe is not None else None
    folder = reading.til or (reading.mappe.rot if reading.mappe is not None else reading.skjema.parent)
    path = own if own is not None and reading.til is None else folder / KART
    file, found = file_for(kart, path, "kart", _names())
    if has_errors(found):
        return ReadBack(linjer=lines, problems=(*problems, *found))
    if file is not None and path.is_file():
        file = replace(file, endringer=tuple(f"  {line}" for line in _changes(lying_there(path, Kart), kart)))
    return ReadBack(
        linjer=lines,
        problems=tuple(problems),
        filer=(file,) if file is not None else (),
        uendret=() if file is not None else (path,),
    )


def _lines(kart: Kart) -> Iterator[str]:
    for tabell in kart.tabeller:
        read = {kolonne for place in tabell.steder for kolonne in place.gitt}
        named = [kolonne_omtale(tabell.tabell, k).navn for k in mappable_columns(tabell.tabell) if k in read]
        sheets = counted("kart_kommando.steder", len(tabell.steder))
        yield text("kart_kommando.tabell", tabell=table_word(tabell.tabell), steder=sheets, kolonner=", ".join(named))


def _names() -> dict[str, str]:
    """What the columns are called by people."""
    return {k: kolonne_omtale(tabell, k).navn for tabell in mappable_tables() for k in mappable_columns(tabell)}


def _changes(before: Kart | None, after: Kart) -> Iterator[str]:
    """What becomes different, table by table: what is read and what no longer is."""
    if before is None:
        yield text("kart_kommando.endring.uleselig")
        return
    old, new = _read(before), _read(after)
    for tabell in dict.fromkeys((*new, *old)):
        word = table_word(tabell)
        if tabell not in old or tabell not in new:
            yield text("kart_kommando.endring.ny" if tabell in new else "kart_kommando.endring.borte", tabell=word)
            continue
        for key, columns in (("leses", new[tabell] - old[tabell]), ("leses_ikke", old[tabell] - new[tabell])):
            if columns:
                named = ", ".join(sorted(kolonne_omtale(tabell, k).navn for k in columns))
                yield text(f"kart_kommando.endring.{key}", tabell=word, kolonner=named)
    same = {t.tabell: t for t in before.tabeller}
    for each in after.tabeller:
        if each != same.get(each.tabell, each) and new[each.tabell] == old[each.tabell]:
            yield text("kart_kommando.endring.lest_annerledes", tabell=table_word(each.tabell))
    yield text("kart_kommando.endring.les_pa_nytt")


def _read(kart: Kart) -> dict[str, frozenset[str]]:
    return {t.tabell: frozenset(k for place in t.steder for k in place.gitt) for t in kart.tabeller}
