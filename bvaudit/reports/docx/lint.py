"""Everything that can be said of a template before it is used: ``bvaudit mal sjekk``."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.errors import ContentError
from bvaudit.reports.docx.accessibility import check_accessibility
from bvaudit.reports.docx.container import open_container
from bvaudit.reports.docx.places import fault
from bvaudit.reports.docx.report import V, WordReport
from bvaudit.reports.docx.sample import HOSTILE, LONG, ORDINARY, sample_view
from bvaudit.reports.docx.static_check import check_static
from bvaudit.reports.docx.template import WordTemplate
from bvaudit.texts import text

_TRIALS = (("vanlig", ORDINARY, 2), ("tom", "", 0), ("lang", LONG, 1))


def check_template(
    path: Path, shown: str | None = None, *, report: WordReport[Any], per: date = date(2025, 12, 31)
) -> list[Problem]:
    """Every problem found, sorted by place: errors keep the template out of use, the rest is advice.

    ``shown`` is the path as the user wrote it. Raises SurroundingsError when the file cannot be read.
    """
    shown = str(path) if shown is None else shown
    beholder = open_container(path, shown)
    if beholder.problemer:
        return in_order(beholder.problemer)
    problems = [*beholder.merknader, *check_static(beholder, report, shown)]
    problems += check_accessibility(beholder.deler, shown)
    if not has_errors(problems):
        problems += _trials(WordTemplate(report, beholder), report.view, shown, per)
    return in_order(problems)


def _trials(template: WordTemplate[V], view: type[V], shown: str, per: date) -> Iterator[Problem]:
    for kind, sample, length in _TRIALS:
        try:
            content = template.fill(sample_view(view, sample, length), per)
        except ContentError:
            yield fault(shown, "mal-prove", text(f"mal.prove.{kind}"), text("mal.prove_hint"))
            continue
        read = "\n".join(str(each) for each in docx.Document(BytesIO(content)).element.body.itertext())
        if read.upper().count(HOSTILE[:3]) != read.upper().count(HOSTILE.upper()):
            yield fault(shown, "mal-prove", text("mal.prove_endret"), text("mal.prove_endret_hint"))
