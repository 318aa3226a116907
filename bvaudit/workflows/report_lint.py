"""``rapport sjekk``: a report somebody wrote, and the places in it to read over."""

from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import NothingExamined, SurroundingsError
from bvaudit.findings.report_lint import lint
from bvaudit.intake.foreign_report import read_foreign
from bvaudit.intake.free_text import known_names
from bvaudit.model.lesemerke import Lesemerke
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedReport:
    """``avsnitt`` and ``tabeller`` are how much was read."""

    fil: Path
    merker: tuple[Lesemerke, ...]
    avsnitt: int
    tabeller: int


def lint_report(fil: Path, navneliste: Path | None = None) -> LintedReport:
    """``navneliste``: the owner's own names, one on a line. ContentError when the file is no report, NothingExamined
    when there is nothing in it."""
    try:
        report = read_foreign(fil)
    except OSError as error:
        raise SurroundingsError(
            text("rapportsjekk.lest.lasen", fil=fil.name), hint=text("rapportsjekk.lest.lasen_hint")
        ) from error
    if report.tom:
        raise NothingExamined(text("rapportsjekk.lest.tom", fil=fil.name), hint=text("rapportsjekk.lest.tom_hint"))
    return LintedReport(
        fil=fil,
        merker=lint(report, known_names(navneliste)),
        avsnitt=max((part.nr for part in report.avsnitt), default=0),
        tabeller=sum(1 for _ in report.tabeller),
    )
