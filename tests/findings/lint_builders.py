"""Reports for the tests of the linter: from Markdown, or the same as a Word file."""

from pathlib import Path

import docx

from bvaudit.findings.report_lint import lint
from bvaudit.intake.foreign_text import from_text
from bvaudit.intake.free_text import known_names
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke

NAMES = known_names()


def marks(said: str, *, markdown: bool = True) -> list[Lesemerke]:
    return list(lint(from_text(said, markdown=markdown), NAMES))


def signs(said: str) -> list[str]:
    """Each sign once, in the order they stand; a missing source is not what these texts are about."""
    return [one for one in dict.fromkeys(mark.tegn.value for mark in marks(said)) if one != "kilde"]


def as_word(report: Fremmedrapport, path: Path) -> Path:
    """The report as somebody could have written it in Word."""
    document = docx.Document()
    for part in report.deler:
        if not isinstance(part, Avsnitt):
            width = max(map(len, part.rader))
            table = document.add_table(rows=len(part.rader), cols=width)
            for row, cells in zip(table.rows, part.rader, strict=True):
                for cell, said in zip(row.cells, cells, strict=False):
                    cell.text = said
        elif part.slag is Slag.OVERSKRIFT:
            document.add_heading(part.tekst, level=min(part.niva, 9))
        elif part.slag is Slag.LISTE:
            document.add_paragraph(part.tekst, style="List Bullet")
        else:
            document.add_paragraph(part.tekst)
    document.save(str(path))
    return path
