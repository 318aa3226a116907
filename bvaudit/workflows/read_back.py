"""One reader for every form: what was filled in, what would be written, and, when the person says so, the files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.intake.forms import FilledForm, read_form
from bvaudit.model import kartvalg
from bvaudit.reports import tilsyn_form
from bvaudit.texts import text
from bvaudit.workflows.author_list import KINDS as LISTS
from bvaudit.workflows.filled import NewFile, ReadBack, Reading
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.read_list import read_list
from bvaudit.workflows.read_map import read_map
from bvaudit.workflows.read_tilsyn import read_tilsyn

# The kind of a form → what reads it, and the newest edition of the form it knows.
READERS: Mapping[str, tuple[Callable[[FilledForm, Reading], ReadBack], int]] = {
    tilsyn_form.KIND: (read_tilsyn, 1),
    kartvalg.SKJEMA: (read_map, 1),
    **dict.fromkeys(LISTS, (read_list, 1)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was put in place, and the name the one before it was kept under."""

    fil: Path
    beholdt: str = ""


def read_back(reading: Reading) -> ReadBack:
    """What the form says and what would be written. Nothing is changed."""
    form, problems = read_form(reading.skjema)
    if form is None:
        return ReadBack(problems=tuple(problems))
    found = READERS.get(form.skjema)
    if found is None:
        return ReadBack(problems=(*problems, _whole(form, "ukjent_slag", slag=form.skjema)))
    reader, newest = found
    if not form.versjon.isdigit() or int(form.versjon) > newest:
        return ReadBack(problems=(*problems, _whole(form, "nyere")))
    result = reader(form, reading)
    every = tuple(in_order((*problems, *_news(problems, result.problems))))
    return replace(result, problems=every, filer=() if has_errors(every) else result.filer)


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
    content takes for content."""
    written: list[Written] = []
    for folder in dict.fromkeys(file.fil.parent for file in files):
        with place_for(folder) as place:
            for file in (one for one in files if one.fil.parent == folder):
                kept = _kept_name(file.fil, reading) if file.fil.exists() else None
                if kept is not None:
                    (place.stage / kept.name).write_bytes(file.fil.read_bytes())
                (place.stage / file.fil.name).write_bytes(file.innhold)
                written.append(Written(fil=file.fil, beholdt=kept.name if kept else ""))
    return tuple(written)


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
