"""The year on paper: the month's page, and the signed year as one page."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Signatur
from bvaudit.register.act_typed import person
from bvaudit.register.year import counts, year
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.report import V, WordReport
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.year.month_outputs import month_book, month_report
from bvaudit.reports.year.month_view import month_view
from bvaudit.reports.year.signed_outputs import signed_report
from bvaudit.reports.year.signed_view import SignedView, signed_view
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted, acted
from bvaudit.workflows.register_folder import context_of, state_of, write
from bvaudit.workflows.rule_language import said_in_bokmal
from bvaudit.workflows.unit_typed import unit_named

EXCEL, WORD = ".xlsx", ".docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRequest:
    """``enhet`` is an id or a name, empty = the whole municipality; ``som`` empty = nobody signs, and the page is made
    as it stands. ``dato`` None = today."""

    mappe: Mappe
    content: Content
    ar: int
    enhet: str = ""
    som: str = ""
    dato: date | None = None
    tekst: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """``skrevet`` is None when nobody signed now; ``signert``: somebody has, now or before."""

    skrevet: Acted | None
    view: SignedView
    signert: bool


def year_papers(mappe: Mappe, content: Content, years: Iterable[int], dag: date) -> Aret:
    """What the papers are made of, with the controls of these years."""
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    return Aret(
        stands=tuple(stand for ar in years for stand in year(reg, kontekst, ar, dag)),
        reg=reg,
        kontekst=kontekst,
        dag=dag,
        kommune=mappe.kommune.navn,
        lover=content.lover,
    )


def write_month_page(
    mappe: Mappe, content: Content, ut: Path, *, maned: date, dag: date, enhet: str = "", rolle: str = ""
) -> None:
    """The page of a month in Excel or Word, by what the name of the file ends on. ``maned`` is any day of it; ``enhet``
    an id or a name, empty = the whole municipality; ``rolle`` a code or its words, empty = every owner. What is left
    from the year before is with it."""
    kind = kind_of(ut, (EXCEL, WORD))
    aret = year_papers(mappe, content, (maned.year - 1, maned.year, maned.year + 1), dag)
    view = month_view(aret, maned, enhet=unit_named(enhet, aret.kontekst), rolle=role_named(rolle, aret.kontekst))
    if kind == EXCEL:
        from bvaudit.reports.xlsx.tables_book import write_tables

        write_tables(month_book(view, dag), ut)
        return
    write_word(month_report(), view, ut, mappe, dag)


def sign(request: SignRequest, tid: datetime) -> Signed:
    """The year is signed for, when somebody does, and its page as it stands after that. Raises Refused where it may not
    be signed."""
    mappe, dag = request.mappe, request.dato or tid.date()
    aret = year_papers(mappe, request.content, (request.ar,), tid.date())
    enhet = unit_named(request.enhet, aret.kontekst)
    done = None
    if request.som.strip():
        who = person(request.som, aret.kontekst, enhet)
        event = AretSignert(
            ar=request.ar, enhet=enhet, tekst=request.tekst, dag=dag, **asdict(counts(aret.stands, enhet))
        )
        new = (Ny(hvem=who, hendelse=event),)
        written = write(mappe, new, kontekst=aret.kontekst, tid=tid, expected=aret.reg.hode)
        done = acted(aret.reg, written, aret.kontekst)
        aret = replace(aret, reg=state_of(mappe))
    last = _last(aret, request.ar, enhet)
    view = signed_view(aret, request.ar, enhet=enhet, signatur=last)
    return Signed(skrevet=done, view=view, signert=last is not None)


def write_signed_page(view: SignedView, ut: Path, mappe: Mappe, dag: date) -> None:
    kind_of(ut, (WORD,))
    write_word(signed_report(), view, ut, mappe, dag)


def write_word(report: WordReport[V], view: V, ut: Path, mappe: Mappe, per: date) -> None:
    write_beside(open_template(report, mappe.brevmal, bokmal=said_in_bokmal()).fill(view, per), ut)


def kind_of(ut: Path, kinds: tuple[str, ...]) -> str:
    kind = ut.suffix.lower()
    if kind not in kinds:
        told = text("sider.eller").join(kinds)
        raise UsageError(text("sider.filslag", fil=ut, slag=told), hint=text("sider.filslag_hint", slag=kinds[-1]))
    return kind


def role_named(said: str, kontekst: Kontekst) -> str:
    if not said.strip():
        return ""
    wanted = said.strip().casefold()
    for one in kontekst.kodeverk.roller:
        if wanted in (one.kode, one.tekst.casefold()):
            return one.kode
    codes = ", ".join(one.kode for one in kontekst.kodeverk.roller)
    raise UsageError(text("sider.ukjent_rolle", rolle=said), hint=text("sider.rollene", roller=codes))


def _last(aret: Aret, ar: int, enhet: str) -> Signatur | None:
    return next((one for one in reversed(aret.reg.signert) if (one.ar, one.enhet) == (ar, enhet)), None)
