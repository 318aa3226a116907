"""A template that is checked and compiled once, and filled in for as many views as there are."""

from collections.abc import Collection, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Generic

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from jinja2 import TemplateError

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError
from bvaudit.reports.docx.build import insert_blocks
from bvaudit.reports.docx.container import WordFile, open_container
from bvaudit.reports.docx.controls import controls_in, each_once
from bvaudit.reports.docx.finish import finish
from bvaudit.reports.docx.places import paragraphs
from bvaudit.reports.docx.report import DOKUMENT, V, WordReport, own_template
from bvaudit.reports.docx.safe_template import Compiled, SafeTemplate
from bvaudit.reports.docx.sandbox import clean, clean_record, environment, plain
from bvaudit.reports.docx.speech import mark_language
from bvaudit.reports.docx.static_check import BODY, check_static
from bvaudit.reports.docx.tags import MARKER, marker_lines, tags_by_part
from bvaudit.texts import spoken, text

_BOOKMARK = "bvaudit_innhold"


def open_template(report: WordReport[V], path: Path | None, *, bokmal: Collection[str] = ()) -> "WordTemplate[V]":
    """The template at ``path``, ready to be filled in; None is bvaudit's own. ``bokmal`` are texts that are in bokmål
    whatever the language of the document is, and marked as such in it.

    Raises ContentError with every problem when it cannot be used, SurroundingsError when it cannot be read.
    """
    path = own_template() if path is None else path
    beholder = open_container(path)
    problems = list(beholder.problemer) or check_static(beholder, report, str(path))
    if has_errors(problems):
        hint = text("reports.template.kjor_bvaudit_mal_sjekk", path=path)
        raise ContentError(text("reports.template.malen_kan_ikke_brukes", name=path.name), hint=hint, problems=problems)
    return WordTemplate(report, beholder, bokmal)


class WordTemplate(Generic[V]):
    """One template for one kind of report. ``beholder`` has passed ``check_static``."""

    def __init__(self, report: WordReport[V], beholder: WordFile, bokmal: Collection[str] = ()) -> None:
        self._report, self._content, self._bokmal = report, beholder.innhold, bokmal
        self._compiled = Compiled(environment())
        self._has_tags = bool(tags_by_part(beholder.deler))
        self._has_marker = bool(marker_lines(beholder.deler))

    def fill(self, view: V, per: date, kjoring: str = "") -> bytes:
        """The finished document, dated ``per``; ``kjoring`` is the print of its run. ContentError when the template
        will not render all the same."""
        try:
            document = self._filled({self._report.navn: plain(view), DOKUMENT: plain(self._report.dokument(view))})
        except (TemplateError, SyntaxError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
            raise ContentError(
                text("reports.template.malen_lot_seg_ikke_fylle_ut"),
                hint=text("reports.template.kjor_bvaudit_mal_sjekk_pa_malen"),
            ) from None
        marker = _our_bookmark(document) if self._has_marker else None
        placed: list[str] = []
        cleaned = clean_record(view)
        if marker is not None:  # else the template left out the part it stood in
            blocks = each_once(list(self._report.blocks(cleaned)))
            placed = [control.nokkel for control in controls_in(blocks)]
            insert_blocks(document, marker.getparent(), blocks)
        if spoken() != "nb":
            mark_language(document.element.body, self._bokmal, "nb-NO")
        return finish(document, clean(view.tittel), per, kjoring, self._report.egenskaper(cleaned, placed))

    def _filled(self, data: Mapping[str, Any]) -> Any:
        template = SafeTemplate(self._content, self._compiled)
        template.init_docx()
        if self._has_marker:
            _bookmark(template.docx)
        if self._has_tags:
            template.render(data, jinja_env=self._compiled.jinja, autoescape=True)
        buffer = BytesIO()
        template.docx.save(buffer)
        return docx.Document(buffer)  # python-docx remembers the body it had before docxtpl exchanged it


def _bookmark(document: Any) -> None:
    """Turns the marker into a bookmark before any data is in the document: data that holds the marker is only text."""
    for paragraph in paragraphs(BODY, document.element.body):
        if paragraph.tekst.strip() == MARKER:
            for child in [each for each in paragraph.element if each.tag != qn("w:pPr")]:
                paragraph.element.remove(child)
            start = OxmlElement("w:bookmarkStart")
            start.set(qn("w:id"), "999999")
            start.set(qn("w:name"), _BOOKMARK)
            paragraph.element.append(start)
            return


def _our_bookmark(document: Any) -> Any:
    marks = document.element.body.iter(qn("w:bookmarkStart"))
    return next((each for each in marks if each.get(qn("w:name")) == _BOOKMARK), None)
