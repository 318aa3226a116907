"""What a run of every rule came to, on the screen: 25 lines, every rule and unit, or only faults and files."""

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.cli.problem_lines import as_lines
from bvaudit.cli.screen import plain_width, say, say_wrapped, tell, tell_problems
from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.brief_lines import MOST_LINES, Line, brief_lines, tells_all
from bvaudit.reports.brief_view import brief_view
from bvaudit.reports.summary_view import summary_lines, summary_view
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.workflows.evaluate_cases import VurderOutcome

_PLAN = "handlingsplan-"
_MOST_NAMES = 6
_APART = 3  # empty lines between the parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How much is shown. ``neste`` is the command to run afterwards, as it is typed; empty when there is none."""

    detaljer: bool = False
    stille: bool = False
    neste: str = ""


def show_judged(outcome: "VurderOutcome", how: Shown) -> None:
    """The same words on a terminal and in a file."""
    if how.stille:
        tell_problems(problem for problem in outcome.problems if problem.grad is Grad.FEIL)
        say_files(outcome.filer)
    elif how.detaljer:
        _show_everything(outcome, how)
    else:
        _show_brief(outcome, how)


def say_files(filer: Iterable[Path]) -> None:
    """Where the files are."""
    for line in _files_lines(filer):
        say_wrapped(line)


def _files_lines(filer: Iterable[Path], width: int = 0) -> Iterator[str]:
    """A line for each folder, with what was put in it; many plans are told by their number. With a ``width`` only as
    many names as it has room for."""
    folders: dict[Path, list[str]] = {}
    for path in filer:
        folders.setdefault(path.parent, []).append(path.name)
    for folder, names in folders.items():
        shown = _few(names)
        line = text("terminal.filer", mappe=folder, navn=oppramsing(shown))
        while width and len(line) > width and len(shown) > 1:
            shown = shown[:-1]
            more = counted("terminal.og_flere_filer", len(names) - _files_in(shown))
            line = text("terminal.filer", mappe=folder, navn=oppramsing([*shown, more]))
        yield line


def _files_in(shown: Sequence[str]) -> int:
    """How many files these words are about."""
    return sum(int(words[0]) if (words := one.split())[0].isdecimal() and len(words) > 1 else 1 for one in shown)


def _few(names: Sequence[str]) -> list[str]:
    plans = [name for name in names if name.startswith(_PLAN)]
    if len(names) <= _MOST_NAMES or len(plans) < 2:
        return list(names)
    others = [name for name in names if name not in plans]
    return [*others[:1], counted("terminal.planer", len(plans)), *others[1:]]


def _show_brief(outcome: "VurderOutcome", how: Shown) -> None:
    view, width, warned = brief_view(outcome.revisjon), plain_width(), _warned(outcome)
    room = MOST_LINES - sum(1 for one in outcome.beskjeder for _ in _fitted(one, width)) - bool(how.neste)
    told: list[str] = []
    lines: Sequence[Line] = ()
    files = list(_files_lines(outcome.filer))
    if not tells_all(view, brief_lines(view, width, [*filter(None, [warned]), *files], room=room)):
        files = list(_files_lines(outcome.filer, width))
    for more in ("", *_warnings(outcome)):  # as many as there is room for when the parts still stand apart
        after = [*filter(None, [warned, *told, more]), *files]
        longer = brief_lines(view, width, after, room=room)
        if more and sum(bool(line.tekst) for line in longer) > room - _APART:
            break
        lines, told = longer, [*told, more]
    _show_lines(lines)
    _end(outcome, how)


def _warnings(outcome: "VurderOutcome") -> Iterator[str]:
    """What is warned of, each cause once and the gravest first; remarks come after what is said of the run."""
    causes = as_lines(outcome.problems)
    said = [(problem.grad is Grad.MERKNAD, f"  {problem.sted}: {problem.tekst}") for problem in causes]
    said += [(False, f"  {advarsel}") for advarsel in outcome.revisjon.advarsler]
    yield from (line for _, line in sorted(said, key=lambda one: one[0]))


def _end(outcome: "VurderOutcome", how: Shown) -> None:
    sys.stdout.flush()  # what is told comes after it, also where both go to the same file
    for beskjed in outcome.beskjeder:
        for line in _fitted(beskjed, plain_width()):
            tell(line)
    if how.neste:
        say(text("terminal.neste", kommando=how.neste))


def _fitted(beskjed: str, width: int) -> list[str]:
    """As many lines as it takes; a path is never broken, so that it can be copied."""
    return textwrap.wrap(beskjed, width, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)


def _warned(outcome: "VurderOutcome") -> str:
    """How many there are and where to see them; empty when there are none."""
    grades = Counter(problem.grad for problem in set[Problem](outcome.problems))
    read = [counted(f"terminal.grad.{grad.value}", grades[grad]) for grad in Grad if grades[grad]]
    parts = [text("terminal.fra_lesingen", hva=oppramsing(read))] if read else []
    if outcome.revisjon.advarsler:
        parts.append(counted("terminal.om_kjoringen", len(outcome.revisjon.advarsler)))
    return text("terminal.advarsler", hva=oppramsing(parts)) if parts else ""


def _show_everything(outcome: "VurderOutcome", how: Shown) -> None:
    view = summary_view(outcome.revisjon)
    if sys.stdout.isatty():
        from bvaudit.cli.summary_table import show

        show(view)
    else:
        for line in summary_lines(view, plain_width()):
            say(line)
    say("")
    sys.stdout.flush()
    tell_problems(outcome.problems)
    say_files(outcome.filer)
    _end(outcome, how)


def _show_lines(lines: Sequence[Line]) -> None:
    if sys.stdout.isatty():
        from bvaudit.cli.summary_table import show_lines

        show_lines(lines)
    else:
        for line in lines:
            say(line.tekst)
