"""A handlingsplan in Word, from a view and a template."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from jinja2 import TemplateError

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, SurroundingsError
from bvaudit.reports.docx.build import insert_blocks
from bvaudit.reports.docx.container import Beholder, open_container
from bvaudit.reports.docx.finish import finish, write_beside
from bvaudit.reports.docx.places import paragraphs
from bvaudit.reports.docx.plan_blocks import plan_blocks
from bvaudit.reports.docx.safe_template import SafeTemplate
from bvaudit.reports.docx.sandbox import ROOT, clean_record, environment, plain
from bvaudit.reports.docx.static_check import BODY, check_static
from bvaudit.reports.docx.tags import MARKER, tags_by_part
from bvaudit.reports.handlingsplan import HandlingsplanView

_NAME = "handlingsplan.docx"
_BOOKMARK = "bvaudit_innhold"


def render_plan(view: HandlingsplanView, template: Path | None, output: Path, per: date, kjoring: str = "") -> None:
    """Writes the plan to ``output``; ``template`` None is bvaudit's own, ``kjoring`` the print of its run.

    Raises ContentError when the template cannot be used (every problem in it), SurroundingsError when a file cannot
    be read or written. Nothing is written unless all went well.
    """
    path = default_template() if template is None else template
    beholder = open_container(path)
    problems = list(beholder.problemer) or check_static(beholder, str(path))
    if has_errors(problems):
        hint = f"kjør «bvaudit mal sjekk {path}»"
        raise ContentError(f"malen «{path.name}» kan ikke brukes", hint=hint, problems=problems)
    write_beside(render_bytes(view, beholder, per, kjoring), output)


def render_bytes(view: HandlingsplanView, beholder: Beholder, per: date, kjoring: str = "") -> bytes:
    """The finished document. ``beholder`` has passed ``check_static``; ContentError when it still will not render."""
    data = plain(view)
    try:
        document = _filled(beholder, data)
    except (TemplateError, SyntaxError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise ContentError("malen lot seg ikke fylle ut", hint="kjør «bvaudit mal sjekk» på malen") from None
    marker = next((each for each in document.element.body.iter(qn("w:bookmarkStart")) if _is_ours(each)), None)
    if marker is not None:
        insert_blocks(document, marker.getparent(), plan_blocks(clean_record(view)))
    return finish(document, data["tittel"], per, kjoring)


def default_template() -> Path:
    """bvaudit's own template, as installed or in the source tree. SurroundingsError when it is missing."""
    package = Path(__file__).resolve().parents[2]
    places = (package / "content" / "templates" / _NAME, package.parent / "templates" / _NAME)
    for place in places:
        if place.is_file():
            return place
    raise SurroundingsError(
        "fant ikke malen til bvaudit", hint="installer bvaudit på nytt, eller oppgi en mal med --mal"
    )


def _filled(beholder: Beholder, data: Mapping[str, Any]) -> Any:
    template = SafeTemplate(beholder.innhold)
    template.init_docx()
    _bookmark(template.docx)
    if tags_by_part(beholder.deler):
        template.render({ROOT: data}, jinja_env=environment(), autoescape=True)
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


def _is_ours(bookmark: Any) -> bool:
    return bool(bookmark.get(qn("w:name")) == _BOOKMARK)
