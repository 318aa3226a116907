"""A year of the made-up municipality: last year's controls are written in a workbook and signed for, one that was
missed becomes an avvik, the supervision runs from its warning until the authority ends it, and a routine and a pilot
are followed.

As in ``demo_life``, every step is the function the command of the same name calls.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bvaudit.disk.private import write_private
from bvaudit.errors import SurroundingsError
from bvaudit.intake.register_back import Registerbok, read_register_book
from bvaudit.model.kodeverk import IKKE_UTFORT, UTFORT
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.demo_typing import Typed, place_of, typed_in, word_of
from bvaudit.workflows.listed_acts import PointTyped, set_point
from bvaudit.workflows.planned_export import Planbok, PlannedRequest, export_planned
from bvaudit.workflows.read_register import write_documents
from bvaudit.workflows.register_export import ExportRequest
from bvaudit.workflows.register_papers import read
from bvaudit.workflows.supervised import supervised, write_page
from bvaudit.workflows.supervised_acts import StepTyped, set_fields, take_step
from bvaudit.workflows.year import year_of
from bvaudit.workflows.year_calendar import write_calendar
from bvaudit.workflows.year_missed import MissedRequest, make_avvik
from bvaudit.workflows.year_page import SignRequest, sign, write_month_page, write_signed_page
from bvaudit.workflows.year_set import SetRequest, set_task

STAB, CHIEF = "stab", "kommunalsjef"
LAST, THIS = 2025, 2026
_EVERY_MONTH, _READ = "frister-hver-maned", "saker-leses"
_ABSENT = "nordre-as"  # had nobody to lead the team that summer and at the end of the year
_NOT_DONE = {(7, _ABSENT), (8, _ABSENT), (12, _ABSENT)}
_SUPERVISION = "tilsyn-fjordvik-2025"
_EARLY = timedelta(days=2)  # most controls are done a little before their last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """``arbeid`` is for papers on their way back, gone afterwards."""

    mappe: Mappe
    content: Content
    arbeid: Path
    hjem: Path

    def last_year_is_written(self, tid: datetime) -> None:
        """Stab writes what the units have told, in the workbook of the year."""
        where = ExportRequest(mappe=self.mappe, content=self.content, dag=tid.date())
        (fil,) = export_planned(PlannedRequest(hva=Planbok.ARSHJUL, hvor=where, ar=LAST)).filer
        bok, problems = read_register_book(fil, str(fil))
        if bok is None:
            raise SurroundingsError(text("demo.skadet", mappe=fil), problems=problems)
        back = self.arbeid / fil.name
        write_private(back, typed_in(fil.read_bytes(), dict(self._typed(bok, tid.date()))))
        found = read([back], self.mappe, self.content, tid=tid, hjem=self.hjem)
        if found.lest.problems or found.problems:
            raise SurroundingsError(text("demo.skadet", mappe=self.mappe.rot), problems=found.lest.problems)
        write_documents(self.mappe, found.lest, tid)

    def _typed(self, bok: Registerbok, dag: date) -> Iterator[tuple[tuple[str, str], Typed]]:
        for stand in year_of(self.mappe, self.content, LAST, dag):
            for felt, verdi in _answer(stand).items():
                shown = word_of(bok, "OppgavestatusValg", verdi) if felt == "status" else verdi
                yield place_of(bok, stand.nr, felt), date.fromisoformat(verdi) if felt == "utfort" else shown

    def last_year_is_signed(self, tid: datetime) -> None:
        """With what was not done in it; and that becomes an avvik of the unit, since nobody looked at its deadlines."""
        missed = MissedRequest(
            mappe=self.mappe, content=self.content, oppgave=_EVERY_MONTH, som=STAB, ar=LAST, enhet=_ABSENT
        )
        make_avvik(missed, tid)
        told = text("demo_aret.signert")
        request = SignRequest(mappe=self.mappe, content=self.content, ar=LAST, som=CHIEF, tekst=told)
        write_signed_page(sign(request, tid).view, self._sent(text("demo_aret.fil.aret")), self.mappe, tid.date())

    def months_are_written(self, months: Mapping[int, bool], tid: datetime) -> None:
        """The monthly look at deadlines, as the units have told stab; ``False``: one of them has not."""
        for maned, everywhere in months.items():
            units = [one.enhet for one in self._of(maned) if everywhere or one.enhet != _ABSENT]
            self._done(_EVERY_MONTH, date(THIS, maned, 9), units, tid)

    def _of(self, maned: int) -> list[Oppgavestand]:
        stands = year_of(self.mappe, self.content, THIS, date(THIS, maned, 1))
        return [one for one in stands if (one.maned.month, one.oppgave) == (maned, _EVERY_MONTH)]

    def cases_are_read(self, tid: datetime) -> None:
        """What stab does in one unit after the other, as far as it has come."""
        stands = [one for one in year_of(self.mappe, self.content, THIS, tid.date()) if one.oppgave == _READ]
        spring = [one.enhet for one in stands if one.maned.month == 4]
        self._done(_READ, date(THIS, 4, 24), spring[:-1], tid)

    def _done(self, oppgave: str, dag: date, enheter: Sequence[str], tid: datetime) -> None:
        request = SetRequest(
            mappe=self.mappe,
            content=self.content,
            oppgave=oppgave,
            som=STAB,
            maned=dag.replace(day=1),
            enheter=tuple(enheter),
            felt={"utfort": dag.isoformat(), "belegg": text("demo_aret.belegg"), "status": UTFORT},
        )
        set_task(request, tid)

    def supervision_begins(self, tid: datetime) -> None:
        """What has happened since the file was written: the letters both ways, by their own dates."""
        self._step("uttalelse-sendt", date(2025, 6, 27), tid)
        self._step("plan-sendt", date(2025, 10, 30), tid, grunn=text("demo_aret.plan"))
        self._step("svar", date(2026, 1, 15), tid, frist=date(2026, 3, 16), grunn=text("demo_aret.svar"))
        set_fields(self.mappe, self.content, _SUPERVISION, {"status": "retter", "eier": CHIEF}, STAB, tid)

    def supervision_is_answered(self, tid: datetime) -> None:
        self._step("redegjorelse-sendt", date(2026, 3, 13), tid, grunn=text("demo_aret.redegjorelse"))

    def supervision_ends(self, tid: datetime) -> None:
        """The authority has ended its case, and ours go on: nobody has measured that practice has changed."""
        self._step("avsluttet", date(2026, 6, 1), tid, grunn=text("demo_aret.avsluttet"))
        page = self._sent(text("demo_aret.fil.tilsynet"))
        write_page(supervised(self.mappe, self.content, _SUPERVISION, tid.date()), page, self.mappe, tid.date())

    def _step(self, skritt: str, dag: date, tid: datetime, *, frist: date | None = None, grunn: str = "") -> None:
        typed = StepTyped(skritt=skritt, som=STAB, dato=dag, frist=frist, grunn=grunn)
        take_step(self.mappe, self.content, _SUPERVISION, typed, tid)

    def lists_are_followed(self, tid: datetime) -> None:
        self._point("rutiner-fjordvik-2026", "akutt", tid, sist="2026-03-05", belegg=text("demo_aret.rutine"))

    def pilot_is_decided(self, tid: datetime) -> None:
        effect, shown = text("demo_aret.pilot"), text("demo_aret.pilot_belegg")
        values = {"effekt": effect, "belegg": shown, "status": "gjennomfort", "beslutning": "utvides"}
        self._point("piloter-fjordvik-2026", "felles-mottak", tid, **values)

    def _point(self, liste: str, punkt: str, tid: datetime, **verdier: str) -> None:
        set_point(self.mappe, self.content, PointTyped(liste=liste, punkt=punkt, som=STAB, verdier=verdier), tid)

    def papers(self, tid: datetime) -> None:
        """The month of one unit on a page, and the year for the calendars of all."""
        page, dag = self._sent(text("demo_aret.fil.maneden")), tid.date()
        write_month_page(self.mappe, self.content, page, maned=date(THIS, 6, 1), dag=dag, enhet=_ABSENT)
        calendar = self._sent(text("demo_aret.fil.kalender"))
        write_calendar(self.mappe, self.content, calendar, ar=THIS, dag=dag)

    def _sent(self, name: str) -> Path:
        return self.mappe.rot / "utgaver" / name


def _answer(stand: Oppgavestand) -> dict[str, str]:
    """What was done in the month and what was not, with the reason or where it is shown."""
    if stand.oppgave == _EVERY_MONTH and (stand.maned.month, stand.enhet) in _NOT_DONE:
        return {"status": IKKE_UTFORT, "grunn": text("demo_aret.ikke_utfort")}
    return {
        "status": UTFORT,
        "utfort": (stand.frist - _EARLY).isoformat(),
        "belegg": text("demo_aret.belegg"),
    }
