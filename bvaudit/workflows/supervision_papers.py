"""``tilsyn egenrapport`` and ``tilsyn egenkontroll``: one paper each, written beside and moved into place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit import __version__
from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.self_control import self_control, self_control_book
from bvaudit.reports.self_report import self_report
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.reports.supervision_paper import Papir, paper_report
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import counted, text
from bvaudit.workflows.audit_handouts import READ, units
from bvaudit.workflows.content import Content
from bvaudit.workflows.inputs import Progress
from bvaudit.workflows.progress import begin
from bvaudit.workflows.rule_language import said_in_bokmal
from bvaudit.workflows.self_control import Course, course_of
from bvaudit.workflows.supervision_basis import Basis, basis_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """``fra`` and ``til`` are both inside; not said: the year up to ``dag``."""

    mappe: Mappe
    content: Content
    tilsyn: str
    dag: date
    fra: date | None = None
    til: date | None = None
    ut: Path | None = None


def write_self_report(request: PaperRequest, *, progress: Progress | None = None) -> Temafakta:
    """UsageError when the file is no Word document."""
    ut = request.ut
    if ut is None or ut.suffix.lower() != ".docx":
        raise UsageError(text("samle.skjerm.bare_word", fil=ut or ""), hint=text("samle.skjerm.bare_word_hint"))
    begin(progress, text("samle.steg.samler"))
    basis = basis_of(request.mappe, request.content, request.tilsyn, dag=request.dag, fra=request.fra, til=request.til)
    _word(self_report(basis.fakta, tuple(audits_told(basis))), request, ut)
    return basis.fakta


def audits_told(basis: Basis) -> Iterator[str]:
    """A sentence for each locked audit of the theme, of the units it is about. One whose answers were changed since is
    told to be so."""
    for one in basis.revisjoner:
        audit, day = one.audit, vis(one.last)
        if one.endret:
            yield text("samle.egen.revisjon_endret", tittel=audit.gjennomgang.tittel, dag=day)
            continue
        read = [navn for navn in units(audit) if basis.fakta.alle or basis.fakta.has_unit(navn)]
        cases = len({one.sak for one in audit.plasser if one.enhet in read and one.bruk in READ})
        if read:
            yield text(
                "samle.egen.revisjon",
                tittel=audit.gjennomgang.tittel,
                saker=counted("samle.runder.saker", cases),
                enheter=", ".join(read),
                dag=day,
            )


def self_control_of(request: PaperRequest, *, progress: Progress | None = None) -> Course:
    """The course, with its paper where ``ut`` says so. UsageError when the file is of another kind."""
    ut = request.ut
    if ut is not None and ut.suffix.lower() not in (".docx", ".xlsx"):
        raise UsageError(text("samle.skjerm.filslag", fil=ut), hint=text("samle.skjerm.filslag_hint"))
    begin(progress, text("samle.steg.runder"))
    course = course_of(request.mappe, request.content, request.tilsyn, request.dag)
    if ut is not None:
        paper = paper_of(course, request.mappe, request.dag)
        if ut.suffix.lower() == ".xlsx":
            write_tables(self_control_book(paper, course.egenkontroll, request.dag, __version__), ut)
        else:
            _word(paper, request, ut)
    return course


def paper_of(course: Course, mappe: Mappe, dag: date) -> Papir:
    return self_control(course.tilsyn, course.egenkontroll, mappe.kommune.navn, dag)


def _word(paper: Papir, request: PaperRequest, ut: Path) -> None:
    report = paper_report(request.dag)
    template = open_template(report, request.mappe.brevmal, bokmal=said_in_bokmal())
    write_beside(template.fill(paper, request.dag), ut)
