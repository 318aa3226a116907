"""The made-up municipality's egenkontroll in two rounds: drawn, read by two, settled, remarked on, locked and told.

Every step is the function the command of the same name calls. Only the readers are made up (``demo_readers``), and the
times.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.leseark import Enighetsark, Leseark, Sporsmalsark
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.mappe import Mappe
from bvaudit.reports.forms import Form
from bvaudit.reports.xlsx.form import form_bytes
from bvaudit.texts import text
from bvaudit.workflows.audit_handouts import units
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.audits_events import Who, remarks
from bvaudit.workflows.audits_forms import make_question_form, make_reading_forms, make_settle_form
from bvaudit.workflows.audits_locking import lock
from bvaudit.workflows.audits_new import NewAudit, new_audit
from bvaudit.workflows.demo_forms import (
    answered_form,
    filled_in,
    settled_form,
    with_copied_row,
    with_question,
    with_renamed_sheet,
)
from bvaudit.workflows.demo_readers import Maskin, Skrevet, machine_says, reads
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.progress import Progress, begin
from bvaudit.workflows.read_back import read_back, write_events, write_files
from bvaudit.workflows.write_audit_results import write_audit_results

_UNITS = ("Midtbyen", "Vestbyen", "Østbyen")
_STAB, _LEADER = "stab", "barnevernleder"
_MORNING = timedelta(hours=9)
_REASON = "ikke-tilgang"
_CASES, _RESERVE = 6, 2
_FORGETS, _COPIES, _STRIKES = range(3)  # which of the forms of the first round is used how
_DAYS = {  # each step after the one before it: the log is only added to
    "inn": 14,
    "andre ut": 21,
    "andre inn": 28,
    "sporsmal ut": 30,
    "sporsmal inn": 32,
    "enighet ut": 33,
    "enighet inn": 36,
    "merknader": 42,
    "last": 49,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Runde:
    """``dager`` is when the round begins; the other steps follow on days after it."""

    nr: int
    navn: str
    liste: str
    per: date
    periode: tuple[date, date]
    forste_dag: date
    forrige: str = ""
    startet_etter: date | None = None

    def at(self, dager: int) -> datetime:
        return datetime.combine(self.forste_dag + timedelta(days=dager), datetime.min.time(), UTC) + _MORNING


ROUNDS = (
    Runde(
        nr=1,
        navn="undersokelser-runde-1",
        liste="egenkontroll-undersokelser-runde-1",
        per=date(2025, 6, 30),
        periode=(date(2024, 7, 1), date(2025, 6, 30)),
        forste_dag=date(2025, 7, 1),
    ),
    Runde(
        nr=2,
        navn="undersokelser-runde-2",
        liste="egenkontroll-undersokelser-runde-2",
        per=date(2025, 12, 31),
        periode=(date(2025, 7, 1), date(2025, 12, 31)),
        forste_dag=date(2026, 1, 2),
        forrige="undersokelser-runde-1",
        startet_etter=date(2025, 6, 30),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sted:
    """Where the rounds are made: ``arbeid`` is a folder for forms on their way back, gone afterwards."""

    mappe: Mappe
    arbeid: Path
    hjem: Path


def is_left(mappe: Mappe, runde: Runde) -> bool:
    """Whether the round is still to be made: one that is there stays as it is."""
    return runde.navn not in audit_names(mappe)


def run_round(sted: Sted, runde: Runde, *, progress: Progress | None) -> Audit:
    """One whole round, from the draw to the results of the locked answers."""
    begin(progress, text("demo_revisjon.steg", runde=runde.nr))
    asked = NewAudit(
        navn=runde.navn,
        sjekkliste=runde.liste,
        enheter=_UNITS,
        periode=runde.periode,
        per=runde.per,
        per_enhet=_CASES,
        reserve=_RESERVE,
        lesere=tuple(Leser(kode=f"l{n}", rolle="teamleder", enheter=(unit,)) for n, unit in enumerate(_UNITS, start=1)),
        andre_lesere=(Leser(kode="s1", rolle=_STAB),),
        avgjor=_LEADER,
        forrige=runde.forrige,
        startet_etter=runde.startet_etter,
    )
    audit = new_audit(sted.mappe, asked, now=runde.at(0), home=sted.hjem, rolle=_STAB, progress=progress).audit
    made = make_reading_forms(audit, Lesing.FORSTE, Who(tid=runde.at(1), rolle=_STAB), caseworkers={})
    audit, sheets = made.audit, [one for one in made.ark if isinstance(one, Leseark)]
    post = Post(sted=sted, runde=runde, maskin=machine_says(sheets, audit.content.regler))
    for number, sheet in enumerate(sheets):
        audit = post.first_reading(audit, sheet, number)
    audit = _second_reading(audit, post)
    audit = _settled(audit, post)
    for number, unit in enumerate(units(audit)):
        who = Who(tid=runde.at(_DAYS["merknader"] + number), rolle=f"enhetsleder@{unit}")
        audit = remarks(audit, unit, who.tid.date(), text("demo_revisjon.merknad"), who)
    audit = lock(audit, "", Who(tid=runde.at(_DAYS["last"]), rolle=_LEADER)).audit
    write_audit_results(sted.mappe, audit.id, progress=progress)
    return audit


def _second_reading(audit: Audit, post: "Post") -> Audit:
    made = make_reading_forms(
        audit, Lesing.ANDRE, Who(tid=post.runde.at(_DAYS["andre ut"]), rolle=_STAB), caseworkers={}
    )
    audit = made.audit
    for sheet in (one for one in made.ark if isinstance(one, Leseark)):
        day = post.runde.at(_DAYS["andre inn"])
        audit = post.deliver(audit, filled_in(sheet, day.date(), _all(sheet, post)), day)
    return audit


def _settled(audit: Audit, post: "Post") -> Audit:
    """Questions answered by the owner of the list, and what two differ on settled."""
    days = {name: post.runde.at(day) for name, day in _DAYS.items()}
    asked = make_question_form(audit, Who(tid=days["sporsmal ut"], rolle=_STAB))
    for sheet in (one for one in asked.ark if isinstance(one, Sporsmalsark)):
        audit = post.deliver(asked.audit, answered_form(sheet, days["sporsmal inn"].date()), days["sporsmal inn"])
    differ = make_settle_form(audit, Who(tid=days["enighet ut"], rolle=_STAB))
    back = days["enighet inn"]
    for both in (one for one in differ.ark if isinstance(one, Enighetsark)):
        form = settled_form(both, back.date(), post.maskin, runde=post.runde.nr, rolle=_LEADER)
        audit = post.deliver(differ.audit, form, back)
    return audit


def _all(sheet: Leseark, post: "Post", utgar: Collection[str] = ()) -> Mapping[str, Skrevet]:
    return reads(sheet, post.maskin, runde=post.runde.nr, utgar=utgar, glemmer=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The forms on their way back."""

    sted: Sted
    runde: Runde
    maskin: Maskin

    def first_reading(self, audit: Audit, sheet: Leseark, number: int) -> Audit:
        """The first form comes back with a point forgotten and a sheet with a name of its own, and then whole; the
        second is stopped because a row is copied; in the third a case is struck and a question is asked."""
        day = self.runde.at(_DAYS["inn"] + number)
        struck = _struck(sheet) if number == _STRIKES and self.runde.nr == 1 else {}
        form = filled_in(sheet, day.date(), _all(sheet, self, struck), struck)
        if self.runde.nr > 1:
            return self.deliver(audit, form, day)
        if number == _FORGETS:
            some = reads(sheet, self.maskin, runde=self.runde.nr)
            audit = self.deliver(
                audit, filled_in(sheet, day.date(), some), day, navn=text("demo_revisjon.ark_eget_navn")
            )
        elif number == _COPIES:
            copied = with_copied_row(form, sheet.saker[0].punkter[0].id)
            self.refused(audit, copied, day)
        elif number == _STRIKES:
            form = with_question(form, sheet.saker[0].punkter[0].gjelder.regel)
        return self.deliver(audit, form, day + timedelta(hours=4))

    def deliver(self, audit: Audit, form: Form, tid: datetime, *, navn: str = "") -> Audit:
        """The form read in as ``bvaudit les --skriv`` does. ContentError when it cannot be."""
        reading = self._came(audit, form, tid, navn)
        result = read_back(reading)
        if has_errors(result.problems):
            raise ContentError(text("demo_revisjon.stoppet"), problems=result.problems)
        write_files(result.filer, reading)
        write_events(result.hendelser, reading, tid)
        return read_audit(self.sted.mappe, audit.id, audit.content)

    def refused(self, audit: Audit, form: Form, tid: datetime) -> None:
        """The form is one that must be mended first."""
        result = read_back(self._came(audit, form, tid, ""))
        if not has_errors(result.problems):
            raise RuntimeError("a row that stands twice with different answers is told of")

    def _came(self, audit: Audit, form: Form, tid: datetime, navn: str) -> Reading:
        path = self.sted.arbeid / text("demo_revisjon.fil")
        content = form_bytes(form)
        path.write_bytes(with_renamed_sheet(content, 1, navn) if navn else content)
        return Reading(
            skjema=path,
            content=audit.content,
            mappe=self.sted.mappe,
            til=None,
            dag=tid.date(),
            program=f"bvaudit {__version__}",
            hjem=self.sted.hjem,
        )


def _struck(sheet: Leseark) -> Mapping[str, Mapping[str, str]]:
    """The second case cannot be read, so the first in reserve is."""
    kode = next((kode for kode, _ in sheet.grunner if kode == _REASON), sheet.grunner[0][0])
    return {sheet.saker[1].sak: {"utgar": kode, "utgar_tekst": text("demo_revisjon.utgar_tekst")}}
