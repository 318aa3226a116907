"""Numbers from elsewhere than the cases: serie, serie vis, serie ny."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.form_commands import Skjemafil, read_own, write_form
from bvaudit.cli.in_folder import folder, folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import plain_width, say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import VERSION, home, now
from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.diagnostics import Problem
    from bvaudit.model.mappe import Mappe
    from bvaudit.model.nokkelrad import Nokkelrad
    from bvaudit.model.serie import Serie
    from bvaudit.workflows.series import SeriesRead
    from bvaudit.workflows.series_from_file import Asked

_MOST_SERIES, _MOST_ROWS, _MOST_CONTROLS = 20, 10, 6
_Id = Annotated[str, typer.Argument(metavar="ID", help=text("serier.valg.id"), show_default=False)]
_NyId = Annotated[str, typer.Argument(metavar="ID", help=text("serier.valg.ny_id"), show_default=False)]
_Fra = Annotated[
    Path | None,
    typer.Option("--fra", parser=values.sti, metavar="FIL", help=text("serier.valg.fra"), show_default=False),
]
_Periode = Annotated[
    str, typer.Option("--periode", metavar="PERIODE", help=text("serier.valg.periode"), show_default=False)
]
_Slag = Annotated[str, typer.Option("--slag", metavar="SLAG", help=text("serier.valg.slag"), show_default=False)]


def serier(mappe: opt.Mappe = None, detaljer: opt.Detaljer = False, som_json: opt.Json = False) -> int:
    """Every series, and whether its numbers agree with each other."""
    from bvaudit.reports.series_view import line_of, list_line

    read = _read(mappe)
    if som_json:
        say_json([_as_json(read, serie) for serie in read.serier.values()])
        return 0
    if not read.serier:
        say(text("serier.vis.ingen"))
        say(text("lesing.neste", kommando="bvaudit serie ny sykefravar-2026 --slag sykefravar"))
        return 0
    lines = [
        line_of(serie, read.of(id_), [c for c in read.kontroller if c.serie == id_], faulty=id_ in read.uten_tall)
        for id_, serie in read.serier.items()
    ]
    width = max(len(one.id) for one in lines)
    shown = lines if detaljer else lines[:_MOST_SERIES]
    for one in shown:
        say(list_line(one, width, plain_width()))
    if len(lines) > len(shown):
        say(counted("serier.vis.flere", len(lines) - len(shown)))
    tell_problems(read.problemer)
    say(text("lesing.neste", kommando=typed("bvaudit", "serie", "vis", lines[0].id)))
    return 0


def vis(id_: _Id, mappe: opt.Mappe = None, detaljer: opt.Detaljer = False, som_json: opt.Json = False) -> int:
    """One series: its numbers, its sums, and what does not agree."""
    read = _read(mappe)
    serie = _find(read, id_)
    if som_json:
        say_json(_as_json(read, serie))
        return 0
    say(serie.tittel)
    if serie.id in read.uten_tall:
        hint = text("serier.vis.ikke_lest_hint")
        raise ContentError(text("serier.vis.ikke_lest"), hint=hint, problems=_problems_of(read, serie))
    for line in _rows(read, serie, all_=detaljer):
        say(line)
    for line in _controls(read, serie, all_=detaljer):
        say(line)
    for line in _dropped(read, serie):
        tell(line)
    return 0


def ny(
    id_: _NyId,
    slag: _Slag = "",
    fra: _Fra = None,
    periode: _Periode = "",
    til: Skjemafil = None,
    mappe: opt.Mappe = None,
) -> int:
    """A workbook to fill in for a series, empty or with the one that is written already; or a map of a file."""
    from bvaudit.workflows.author_series import series_form_for

    sted = folder(mappe)
    if fra is not None and til is not None:
        raise UsageError(text("serier.fra_fil.bare_skjema"), hint=text("serier.fra_fil.bare_skjema_hint"))
    if fra is not None:
        return _from_file(id_, fra, slag, periode, sted)
    form = series_form_for(read_own(sted), sted, id_, slag, program=VERSION, dag=now().date())
    write_form(form, til or Path(f"{id_}.xlsx"))
    return 0


def _from_file(id_: str, fra: Path, slag: str, periode: str, sted: "Mappe | None") -> int:
    """The map of the file is made, told and written; what the file does not tell is asked for."""
    from bvaudit.workflows.author_series import kind_of_series
    from bvaudit.workflows.filled import Reading
    from bvaudit.workflows.read_back import write_files
    from bvaudit.workflows.series_from_file import Asked, series_from_file

    if sted is None:
        raise UsageError(text("serier.fra_fil.uten_mappe"), hint=text("serier.fra_fil.uten_mappe_hint"))
    content = read_own(sted)
    if any(one.id == id_ for one in content.planer.serier):
        again = typed("bvaudit", "les", fra)
        raise UsageError(text("serier.fra_fil.finnes", id=id_), hint=text("serier.fra_fil.finnes_hint", kommando=again))
    reading = Reading(skjema=fra, content=content, mappe=sted, til=None, dag=now().date(), program=VERSION, hjem=home())
    asked = Asked(id=id_, slag=kind_of_series(slag) if slag else None, periode=periode)
    found, lacking = series_from_file(asked, reading)
    for key in lacking:
        asked = _answered(asked, key)
    if lacking:
        found, lacking = series_from_file(asked, reading)
    for line in found.linjer:
        say(line)
    if has_errors(found.problems):
        raise ContentError(
            text("serier.vis.ikke_lest"), hint=text("serier.vis.ikke_lest_hint"), problems=found.problems
        )
    tell_problems(found.problems)
    for one in write_files(found.filer, reading):
        say(text("lesing.ny_skrevet", fil=one.fil))
    say(text("lesing.neste", kommando=typed("bvaudit", "serie", "vis", id_)))
    return 0


def _answered(asked: "Asked", key: str) -> "Asked":
    """With the answer to what the file does not tell; without anybody to ask, it is said which option tells it."""
    from dataclasses import replace

    from bvaudit.cli.questions import ask, somebody_answers
    from bvaudit.workflows.author_series import kind_of_series

    if not somebody_answers():
        raise UsageError(text(f"serier.fra_fil.uten_{key}"), hint=text(f"serier.fra_fil.uten_{key}_hint"))
    question = text(f"serier.fra_fil.spor_{key}")
    if key == "slag":
        return replace(asked, slag=ask(question, kind_of_series))
    return replace(asked, periode=ask(question, str.strip))


def _read(mappe: Path | None) -> "SeriesRead":
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.series import series_of

    sted = folder_or_stop(mappe)
    return series_of(sted, content_or_stop((sted.rot,)), hjem=home())


def _find(read: "SeriesRead", id_: str) -> "Serie":
    from difflib import get_close_matches

    if id_ in read.serier:
        return read.serier[id_]
    near = get_close_matches(id_, read.serier, n=1, cutoff=0.4)
    hint = text("felles.mente_du", naer=near[0]) if near else text("serier.vis.se_alle")
    raise UsageError(text("serier.vis.ukjent", id=id_), hint=hint)


def _problems_of(read: "SeriesRead", serie: "Serie") -> "list[Problem]":
    """Those of its YAML and of its file of numbers."""
    ends = tuple(name for name in (serie.datafil, serie.fil) if name)
    return [problem for problem in read.problemer if problem.sted.fil.partition(":")[0].endswith(ends)]


def _words(read: "SeriesRead", row: "Nokkelrad") -> list[str]:
    return [read.word(row.tall, akse, kode) for akse, kode in row.akser.items()]


def _rows(read: "SeriesRead", serie: "Serie", *, all_: bool) -> Iterator[str]:
    from bvaudit.reports.series_view import period_of, shown_number, what_of

    rows = sorted(read.of(serie.id), key=lambda row: bool(row.gruppe))  # the whole before its parts
    shown = rows if all_ else rows[:_MOST_ROWS]
    cells = [(period_of(row), what_of(row, serie, _words(read, row)), shown_number(row, serie)) for row in shown]
    first, last = (max((len(cell[n]) for cell in cells), default=0) for n in (0, 2))
    middle = max(20, plain_width() - first - last - 8)
    for periode, hva, tall in cells:
        short = hva if len(hva) <= middle else f"{hva[: middle - 1]}…"
        yield f"  {periode:<{first}}  {short:<{min(middle, max(len(c[1]) for c in cells))}}  {tall:>{last}}"
    if len(rows) > len(shown):
        yield counted("serier.vis.flere", len(rows) - len(shown))


def _controls(read: "SeriesRead", serie: "Serie", *, all_: bool) -> Iterator[str]:
    from textwrap import fill

    from bvaudit.reports.series_view import control_lines

    lines = list(control_lines([one for one in read.kontroller if one.serie == serie.id]))
    for line in lines if all_ else lines[:_MOST_CONTROLS]:
        yield fill(line, plain_width(), subsequent_indent="      ")
    if not all_ and len(lines) > _MOST_CONTROLS:
        yield counted("serier.vis.flere", len(lines) - _MOST_CONTROLS)


def _dropped(read: "SeriesRead", serie: "Serie") -> Iterator[str]:
    from bvaudit.intake.series import dropped_words

    for one in read.sluppet:
        if one.serie == serie.id:
            yield dropped_words(one)
    for problem in _problems_of(read, serie):
        yield str(problem)


def _as_json(read: "SeriesRead", serie: "Serie") -> dict[str, Any]:
    return {
        "id": serie.id,
        "tittel": serie.tittel,
        "slag": serie.serieslag.value,
        "fil": serie.fil,
        "rader": [_plain(asdict(row)) for row in read.of(serie.id)],
        "kontroller": [_plain(asdict(one)) for one in read.kontroller if one.serie == serie.id],
        "sluppet": [_plain(asdict(one)) for one in read.sluppet if one.serie == serie.id],
        "har_feil": serie.id in read.uten_tall,
    }


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    from datetime import date
    from decimal import Decimal

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return float(value)
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    return {key: plain(value) for key, value in record.items()}


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"serie": {"": serier, "vis": vis, "ny": ny}}
