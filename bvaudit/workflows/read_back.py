"""One reader for every form: what was filled in, what would be written, and, when the person says so, the files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.disk.cycles import no_search_for_cycles
from bvaudit.errors import SurroundingsError
from bvaudit.intake.forms import FilledForm, read_form
from bvaudit.model import kartvalg
from bvaudit.model.leseark import ENIGHET, SKJEMA, SPORSMAL
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.utvalg import Bruk
from bvaudit.reports import tilsyn_form
from bvaudit.texts import text
from bvaudit.workflows.audits_by_people import log, read_audit
from bvaudit.workflows.author_list import KINDS as LISTS
from bvaudit.workflows.filled import Innslag, NewFile, ReadBack, Reading
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.read_list import read_list
from bvaudit.workflows.read_map import read_map
from bvaudit.workflows.read_review import read_review
from bvaudit.workflows.read_settle import read_settle
from bvaudit.workflows.read_tilsyn import read_tilsyn
from bvaudit.workflows.review_questions import read_answers_to_questions
from bvaudit.workflows.series_from_file import newer_numbers

OF_AUDITS = (SKJEMA, ENIGHET, SPORSMAL)  # what belongs to an audit by people, and is read into its folder

# The kind of a form → what reads it, and the newest edition of the form it knows.
READERS: Mapping[str, tuple[Callable[[FilledForm, Reading], ReadBack], int]] = {
    tilsyn_form.KIND: (read_tilsyn, 1),
    kartvalg.SKJEMA: (read_map, 1),
    **dict.fromkeys(LISTS, (read_list, 1)),
    SKJEMA: (read_review, 1),
    ENIGHET: (read_settle, 1),
    SPORSMAL: (read_answers_to_questions, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was put in place, and the name the one before it was kept under."""

    fil: Path
    beholdt: str = ""


@no_search_for_cycles()
def read_back(reading: Reading) -> ReadBack:
    """What the form says and what would be written. Nothing is changed."""
    form, problems = read_form(reading.skjema)
    if form is None:
        return newer_numbers(reading, problems) or ReadBack(problems=tuple(problems))
    found = READERS.get(form.skjema)
    if found is None:
        return ReadBack(problems=(*problems, _whole(form, "ukjent_slag", slag=form.skjema)))
    reader, newest = found
    if not form.versjon.isdigit() or int(form.versjon) > newest:
        return ReadBack(problems=(*problems, _whole(form, "nyere")))
    result = reader(form, reading)
    every = tuple(in_order((*problems, *_news(problems, result.problems))))
    if has_errors(every):
        return replace(result, problems=every, filer=(), hendelser=(), tekstfunn=())
    return replace(result, problems=every)


def _news(found: Sequence[Problem], more: Sequence[Problem]) -> Iterator[Problem]:
    """What the content has to say beside what the form said: nothing of a cell that has its fault already, and of what
    is lacking only when no cell was found empty."""
    told = {problem.sted for problem in found}
    empty = any(problem.kode == "skjema-paakrevd" for problem in found)
    for problem in more:
        if problem.sted not in told and not (empty and problem.kode == "mangler-nokkel" and problem.sted.is_whole):
            yield problem


def write_files(files: Sequence[NewFile], reading: Reading) -> tuple[Written, ...]:
    """All of them, folder by folder. What gives way is kept beside it under a name with the day, which no reader of
    content takes for content. SurroundingsError, with nothing written, when a file that is added to has become another
    since the form was read."""
    written: list[Written] = []
    _as_they_were(files)
    for folder in dict.fromkeys(file.fil.parent for file in files):
        with place_for(folder) as place:
            here = [one for one in files if one.fil.parent == folder]
            _as_they_were(here)  # once more, now that nobody else can write in the folder
            for file in here:
                kept = _kept_name(file.fil, reading) if file.behold and file.fil.exists() else None
                if kept is not None:
                    (place.stage / kept.name).write_bytes(file.fil.read_bytes())
                if file.lag is not None:
                    file.lag(place.stage / file.fil.name)
                else:
                    (place.stage / file.fil.name).write_bytes(file.innhold)
                written.append(Written(fil=file.fil, beholdt=kept.name if kept else ""))
    return tuple(written)


def _as_they_were(files: Sequence[NewFile]) -> None:
    for file in (one for one in files if one.kontrollert):
        there = file.fil.read_bytes() if file.fil.exists() else None
        if there != file.for_:
            raise SurroundingsError(
                text("lesesvar.skriving.samtidig", fil=file.fil), hint=text("lesesvar.skriving.samtidig_hint")
            )


def in_one(results: Sequence[ReadBack]) -> tuple[NewFile, ...]:
    """The files of all the forms of a run: one that several add to is written once, as the last of them makes it."""
    found: dict[Path, NewFile] = {}
    for file in (file for result in results for file in result.filer):
        before = found.get(file.fil)
        found[file.fil] = file if before is None else replace(file, for_=before.for_)
    return tuple(found.values())


def write_events(events: Sequence[Innslag], reading: Reading, tid: datetime) -> None:
    """In the log of the audit, after the files. A case somebody else has struck meanwhile is struck already."""
    assert reading.mappe is not None or not events, "an audit lies in a folder"
    for event in events:
        assert reading.mappe is not None
        audit = read_audit(reading.mappe, event.revisjon, reading.content)
        gone = {one.sak for one in audit.plasser if one.bruk is Bruk.UTGATT}
        if event.hva is Hendelse.UTGATT and event.felt.get("sak") in gone:
            continue
        log(audit, event.hva, tid=tid, rolle=event.rolle, **event.felt)


def _kept_name(path: Path, reading: Reading) -> Path:
    number = 1
    while True:
        more = f" ({number})" if number > 1 else ""
        kept = path.with_name(f"{path.name} {reading.dag.isoformat()}{more}.txt")
        if not kept.exists():
            return kept
        number += 1


def _whole(form: FilledForm, key: str, **values: object) -> Problem:
    said, hint = text(f"lesing.{key}", **values), text(f"lesing.{key}_hint")
    return Problem(sted=Sted(fil=form.fil), kode=f"skjema-{key.replace('_', '-')}", tekst=said, hint=hint)
