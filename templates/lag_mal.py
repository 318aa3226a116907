"""Lager malen til bvaudit: python templates/lag_mal.py

Malen er et brevark, likt for alle dokumenter: stiler, topp- og bunntekst og merket der innholdet settes inn. Den er
laget for å endres i Word. Skriptet finnes for at den første utgaven skal kunne lages likt igjen.
"""

from datetime import date
from pathlib import Path

import docx
from mal_stil import set_up

from bvaudit.reports.docx.finish import finish

PER = date(2025, 1, 1)


def template_bytes() -> bytes:
    """The template, the same bytes each time."""
    document = docx.Document()
    set_up(document)
    document.add_paragraph("[[INNHOLD]]")
    return finish(document, "Mal for dokumenter", PER)


if __name__ == "__main__":
    Path(__file__).with_name("dokument.docx").write_bytes(template_bytes())
