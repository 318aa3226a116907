"""A filled-in form of a list becomes its file."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.intake.forms import FilledForm
from bvaudit.intake.hjemmel_law import LawBook
from bvaudit.loading.content.files import Loaded, as_record
from bvaudit.loading.content.plan_names import unknown_names
from bvaudit.loading.content.plans import PLAN_KINDS, faults_within
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.enhet import slug
from bvaudit.reports.list_form import OM
from bvaudit.reports.list_words import label
from bvaudit.reports.record_layout import RecordLayout, layout_of
from bvaudit.texts import text
from bvaudit.workflows.author_list import KINDS, place_of
from bvaudit.workflows.filled import ReadBack, Reading
from bvaudit.workflows.list_rows import Gathered, gather
from bvaudit.workflows.propose_points import grounds
from bvaudit.workflows.record_file import file_for


def read_list(form: FilledForm, reading: Reading) -> ReadBack:
    slag, kind = form.skjema, KINDS[form.skjema]
    layout = layout_of(kind.record)

    @cache
    def book() -> LawBook:
        return grounds(reading.content.regler, reading.content.lover).book

    found = gather(form, layout, reading.content.regler, book, reading.dag)
    _give_id(found, layout, form)
    if found.data.get("erstatter") and not found.data.get("grunn"):
        found.add(form.felt[OM]["grunn"].sted, "uten_grunn")
    lines = tuple(_lines(slag, found))
    loaded, problems = as_record(_document(form, found), kind.record)
    every = (*found.problems, *problems, *(_against_the_rest(slag, loaded, reading) if loaded is not None else ()))
    if loaded is None or has_errors(every):
        return ReadBack(linjer=lines, kort=lines, problems=every)
    id_ = str(found.data.get("id", slag))
    path = place_of(slag, id_, reading.mappe, reading.til, reading.skjema.parent)
    file, more = file_for(loaded.record, path, kind.skjema, _names(layout))
    return ReadBack(
        linjer=lines,
        kort=lines,
        problems=(*every, *more),
        filer=(file,) if file is not None else (),
        uendret=() if file is not None or has_errors(more) else (path,),
    )


def _against_the_rest(slag: str, loaded: Loaded[Any], reading: Reading) -> Iterator[Problem]:
    """As the reader of files will meet it: a list that stops the whole folder is never written."""
    yield from faults_within(slag, loaded)
    if slag in PLAN_KINDS:
        content, mine = reading.content, loaded.record
        others = [one for one in content.planer.alle if (type(one), one.id) != (type(mine), mine.id)]
        every = [*others, replace(mine, egen=True)]
        own = Loaded(record=every[-1], document=loaded.document)
        yield from unknown_names(own, content.regler, content.lover, content.koder, every, content.kodeverk)


def _give_id(found: Gathered, layout: RecordLayout, form: FilledForm) -> None:
    """What is written; else what it had; else made of what the list is called and its year."""
    if not any(slot.key == "id" for slot in layout.slots) or found.data.get("id"):
        return
    made = slug(str(found.data.get("tittel", form.skjema)))[:50].rstrip("-")
    year = str(found.data.get("ar", ""))
    made = made if not year or year in made else f"{made}-{year}"
    found.data = {"id": form.opplysninger.get("id") or made, **found.data}


def _document(form: FilledForm, found: Gathered) -> Document:
    """The answers as the reader of files meets them, with cells for places, so that the same checks tell where."""
    return Document(
        fil=form.fil,
        data=found.data,
        places=found.places,
        key_places=found.places,
        quoted=frozenset(_texts(found.data, ())),
        comments=(),
        tekst="",
    )


def _texts(data: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*at, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*at, number))
    else:
        yield at


def _lines(slag: str, found: Gathered) -> Iterator[str]:
    name = text(f"listeskjema.slag.{slag}").capitalize()
    tittel = found.data.get("tittel")
    yield text("listeskjema.les.hode", slag=name, tittel=tittel) if tittel else name
    for ark, n in found.antall.items():
        yield text("listeskjema.les.antall", ark=ark, n=n)


def _names(layout: RecordLayout) -> dict[str, str]:
    slots = (*layout.slots, *(slot for table in layout.tabeller for slot in table.slots))
    return {slot.felt.key: label(slot.felt).lower() for slot in slots}
