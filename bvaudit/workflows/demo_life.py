"""Three months of the made-up municipality's register: what was found is told, measures are written in workbooks and in
a plan, one is measured and closed, one cannot be, one is put off, one waits for cases, and one fault comes back.

Every step is the function the command of the same name calls. Only the times are made up, and what people write.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bvaudit.disk.private import write_private
from bvaudit.errors import SurroundingsError
from bvaudit.intake.register_back import Registerbok, read_register_book
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.plannokler import bookmark, proposal_number
from bvaudit.register.roles import join
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.demo_typing import Typed, filled_in_word, new_row, place_of, typed_in, word_of
from bvaudit.workflows.demo_year import Year
from bvaudit.workflows.from_folder import results_in, with_own_roles
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.progress import Progress, begin
from bvaudit.workflows.read_register import write_documents
from bvaudit.workflows.register_effect import EffectRequest, measure_effect
from bvaudit.workflows.register_events import ActRequest, Closed, CloseRequest, act, close
from bvaudit.workflows.register_export import ExportRequest, export
from bvaudit.workflows.register_folder import register_path, state_of
from bvaudit.workflows.register_papers import Papirer, read

STAB, LEDER, HODE = "stab", "barnevernleder", "enhetsleder"
FOUND = datetime(2026, 2, 23, 9, tzinfo=UTC)  # when what was found on the last day of the year is written
# When the later runs are written, each by the last day of its extract.
LATER = {
    date(2026, 3, 31): datetime(2026, 4, 1, 9, tzinfo=UTC),
    date(2026, 5, 31): datetime(2026, 6, 1, 9, tzinfo=UTC),
}
_SENT, _IN_USE, _PROMISED = date(2026, 2, 25), date(2026, 2, 25), date(2026, 3, 20)
_PLANS, _MESSAGES, _VISITS, _GROWN, _LIMIT, _SUPERVISION = "HJE-04", "MEL-01", "OMS-01", "ETT-01", "UND-03", "TIL-02"
_MEASURES = "tiltak"  # the sheet where new ones are typed


def at(maned: int, dag: int) -> datetime:
    return datetime(2026, maned, dag, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where it happens. ``arbeid`` is for papers on their way back, gone afterwards. ``run`` takes in the extract of a
    day and writes the run over it, as ``bvaudit importer`` and ``bvaudit vurder --skriv`` do."""

    mappe: Mappe
    arbeid: Path
    hjem: Path
    run: Callable[[date, datetime], None]


def is_unlived(mappe: Mappe) -> bool:
    """Whether the register is still to be made: one that is there stays as it is."""
    return not register_path(mappe).exists()


def live(stage: Stage, *, progress: Progress | None) -> str:
    """From the first written run to the last paper; what the demo says of it."""
    begin(progress, text("demo_register.steg"))
    content = with_own_roles(content_or_stop(own_content(stage.mappe, ())), stage.mappe.kommune)
    life = _Life(stage=stage, content=content)
    year = Year(mappe=stage.mappe, content=content, arbeid=stage.arbeid, hjem=stage.hjem)
    life.is_told()
    year.last_year_is_written(at(2, 24))
    year.supervision_begins(at(2, 24))
    year.last_year_is_signed(at(2, 25))
    life.units_write()
    life.is_put_off()
    year.lists_are_followed(at(3, 6))
    year.supervision_is_answered(at(3, 13))
    first, second = LATER
    stage.run(first, LATER[first])
    year.months_are_written({1: True, 2: True, 3: True}, at(4, 1))
    life.one_event_is_closed()
    stage.run(second, LATER[second])
    year.months_are_written({4: True, 5: False}, at(6, 1))
    year.cases_are_read(at(6, 1))
    year.pilot_is_decided(at(6, 2))
    life.is_measured()
    year.supervision_ends(at(6, 4))
    year.papers(at(6, 5))
    return life.last_paper()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Life:
    stage: Stage
    content: Content

    @property
    def reg(self) -> Registeret:
        return state_of(self.stage.mappe)

    def nr(self, regel: str, enhet: str) -> str:
        return _open(self.reg, regel, enhet).nr

    def is_told(self) -> None:
        """Stab writes in its own workbook that the units have been told."""
        (fil,) = self._exported(at(2, 24))
        bok = _book(fil)
        cells: dict[tuple[str, str], Typed] = {
            place_of(bok, avvik.nr, "varslet"): date(2026, 2, 24) for avvik in self.reg.apne if avvik.telles
        }
        self._comes_back(fil, cells, at(2, 24))

    def units_write(self) -> None:
        """Three units in workbooks and one in its plan. Meanwhile stab has agreed another date with one of them."""
        files = dict(zip(("midtbyen", "sorlia", "vestbyen"), self._exported(at(2, 25), *_UNITS), strict=True))
        visits = self.nr(_VISITS, "vestbyen")
        self._act(visits, "felt", STAB, at(2, 27), felt="frist_plan", verdi="2026-03-06")
        self._comes_back(files["midtbyen"], self._midtbyen(_book(files["midtbyen"])), at(3, 2))
        self._comes_back(files["sorlia"], self._sorlia(_book(files["sorlia"])), at(3, 2))
        self._comes_back(files["vestbyen"], self._vestbyen(_book(files["vestbyen"])), at(3, 3), behold="register")
        self._plan_comes_back(at(3, 4))

    def _midtbyen(self, bok: Registerbok) -> dict[tuple[str, str], Typed]:
        plans, grown = self.nr(_PLANS, "midtbyen"), self.nr(_GROWN, "midtbyen")
        return {
            **_answered(bok, plans, "rutine-mangler", text("demo_register.hvorfor.planer")),
            **_answered(bok, grown, "organisering"),
            **_measure(bok, 2, plans, "gjennomgang", "kontroll", i_bruk=True),
            **_measure(bok, 3, grown, "brev", "rutine", i_bruk=True),
        }

    def _sorlia(self, bok: Registerbok) -> dict[tuple[str, str], Typed]:
        plans, messages = self.nr(_PLANS, "sorlia"), self.nr(_MESSAGES, "sorlia")
        return {
            **_answered(bok, plans, "kompetanse"),
            **_answered(bok, messages, "organisering", text("demo_register.hvorfor.mottak")),
            **_measure(bok, 2, plans, "kurs", "opplaring", i_bruk=True),
        }

    def _vestbyen(self, bok: Registerbok) -> dict[tuple[str, str], Typed]:
        visits = self.nr(_VISITS, "vestbyen")
        return {
            **_answered(bok, visits, "kapasitet", text("demo_register.hvorfor.besok")),
            **_measure(bok, 2, visits, "besok", "rutine", i_bruk=False),
        }

    def _plan_comes_back(self, tid: datetime) -> None:
        """Østbyen writes in Word: the cause, the role, the dates, and that a proposed measure will be done."""
        nr = self.nr(_SUPERVISION, "ostbyen")
        plan = results_in(self.stage.mappe, date(2025, 12, 31), None) / "handlingsplan-ostbyen.docx"
        blanks = {
            bookmark(nr, "arsak"): self.content_word("arsaker", "kapasitet"),
            bookmark(nr, "frist_plan"): "06.03.2026",
            bookmark(proposal_number(1, nr), "frist"): "15.04.2026",
        }
        back = self.stage.arbeid / plan.name
        write_private(back, filled_in_word(plan.read_bytes(), blanks))
        self._taken_in(self._read(back, tid), tid)

    def content_word(self, liste: str, kode: str) -> str:
        assert self.content.kodeverk is not None
        return self.content.kodeverk.tekst(liste, kode)

    def is_put_off(self) -> None:
        nr = self.nr(_LIMIT, "midtbyen")
        grunn = text("demo_register.grunn.utsatt")
        self._act(nr, "utsatt", join(HODE, "midtbyen"), at(3, 5), til="2026-06-30", grunn=grunn)

    def one_event_is_closed(self) -> None:
        """The next run has found the one case still settled, and no third. The measure of the same unit is another
        matter: it cannot be closed, since nothing is measured."""
        done = self._close(self.nr(_MESSAGES, "sorlia"), at(4, 7))
        assert done.acted is not None, done.mangler
        assert self._close(self.nr(_PLANS, "sorlia"), at(4, 7)).mangler, "nothing is measured"

    def is_measured(self) -> None:
        """One reaches the goal and is closed, one does not, and one has too few cases to tell."""
        plans, grown, not_yet = (
            self.nr(_PLANS, "midtbyen"),
            self.nr(_GROWN, "midtbyen"),
            self.nr(_PLANS, "sorlia"),
        )
        request = EffectRequest(
            mappe=self.stage.mappe,
            inputs=ImportInputs(kilder=(), eksempel=True),
            numre=(plans, grown, not_yet),
            forsok=True,
            som=STAB,
        )
        measure_effect(request, now=at(6, 2), home=self.stage.hjem, progress=None)
        done = self._close(plans, at(6, 3))
        assert done.acted is not None, done.mangler

    def last_paper(self) -> str:
        (fil,) = self._exported(at(6, 5))
        reg = self.reg
        shown = fil.relative_to(self.stage.mappe.rot)
        apne = sum(one.telles for one in reg.apne)
        return text("demo_register.laget", apne=apne, fil=shown.as_posix())

    # what each command does

    def _exported(self, tid: datetime, *enheter: str) -> tuple[Path, ...]:
        request = ExportRequest(mappe=self.stage.mappe, content=self.content, dag=tid.date(), enheter=enheter)
        return export(request).filer

    def _comes_back(
        self, fil: Path, cells: Mapping[tuple[str, str], Typed], tid: datetime, *, behold: str = ""
    ) -> None:
        back = self.stage.arbeid / fil.name
        write_private(back, typed_in(fil.read_bytes(), cells))
        found = self._read(back, tid)
        if behold:
            assert sum(len(one.flettet.konflikter) for one in found.lest.papirer) == 1, "stab wrote the same date"
            found = self._read(back, tid, behold=behold)
        self._taken_in(found, tid)

    def _read(self, fil: Path, tid: datetime, *, behold: str = "") -> Papirer:
        return read([fil], self.stage.mappe, self.content, tid=tid, behold=behold, hjem=self.stage.hjem)

    def _taken_in(self, found: Papirer, tid: datetime) -> Sequence[Logget]:
        if found.lest.problems or found.problems:
            raise SurroundingsError(text("demo.skadet", mappe=self.stage.mappe.rot), problems=found.lest.problems)
        written = write_documents(self.stage.mappe, found.lest, tid)
        assert written, "something was typed"
        return written

    def _act(self, nr: str, kode: str, som: str, tid: datetime, **valg: str) -> None:
        act(ActRequest(mappe=self.stage.mappe, nr=nr, kode=kode, som=som, valg=valg), self.content, tid)

    def _close(self, nr: str, tid: datetime) -> Closed:
        return close(CloseRequest(mappe=self.stage.mappe, nr=nr, som=STAB), self.content, tid)


_UNITS = ("Midtbyen", "Sørlia", "Vestbyen")


def _open(reg: Registeret, regel: str, enhet: str) -> Avvik:
    """The open avvik of the rule in the unit."""
    return next(one for one in reg.apne if (one.regel, one.enhet) == (regel, enhet))


def _book(fil: Path) -> Registerbok:
    bok, problems = read_register_book(fil, str(fil))
    if bok is None:
        raise SurroundingsError(text("demo.skadet", mappe=fil), problems=problems)
    return bok


def _answered(bok: Registerbok, nr: str, arsak: str, hvorfor: str = "") -> dict[tuple[str, str], Typed]:
    """The cause and the day that is promised, as the unit types them."""
    typed: dict[tuple[str, str], Typed] = {
        place_of(bok, nr, "arsak"): word_of(bok, "ArsakValg", arsak),
        place_of(bok, nr, "frist_plan"): _PROMISED,
        place_of(bok, nr, "status"): word_of(bok, "StatusValg", "tiltak-planlagt"),
    }
    return typed | ({place_of(bok, nr, "hvorfor"): hvorfor} if hvorfor else {})


def _measure(bok: Registerbok, rad: int, nr: str, hva: str, slag: str, *, i_bruk: bool) -> dict[tuple[str, str], Typed]:
    """A new measure on a row of its own; in use, it is the one the effect is measured from."""
    status = "i-bruk" if i_bruk else "planlagt"
    values: dict[str, Typed] = {
        "tittel": text(f"demo_register.tiltak.{hva}"),
        "beskrivelse": text(f"demo_register.tiltak.{hva}_om"),
        "tiltakstype": word_of(bok, "TiltakValg", slag),
        "eier": word_of(bok, "RolleValg", LEDER),
        "tiltaksstatus": word_of(bok, "TiltakStatusValg", status),
        "frist": _PROMISED,
        "avvik": nr,
    }
    if i_bruk:
        values |= {
            "kobling.avgjorende": "ja",
            "kobling.i_bruk": _IN_USE,
            "kobling.tiltaksstatus": word_of(bok, "TiltakStatusValg", status),
            "kobling.belegg": text("demo_register.tiltak.belegg"),
        }
    return new_row(bok, _MEASURES, rad, values)
