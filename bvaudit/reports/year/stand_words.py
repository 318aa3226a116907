"""Where a control of the year stands, as people say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_UTFORT, UTFORT
from bvaudit.model.plans import Oppgave
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavemerknad, Oppgavestand
from bvaudit.model.rule import Lov
from bvaudit.model.sitering import cite
from bvaudit.register.asked import shown
from bvaudit.register.missed import answered, task_of
from bvaudit.register.roles import rank, split
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Aret:
    """What the papers of a year are made of. ``stands`` are of the year and of those beside it that are wanted;
    ``dag`` is today."""

    stands: Sequence[Oppgavestand]
    reg: Registeret
    kontekst: Kontekst
    dag: date
    kommune: str
    lover: Mapping[str, Lov] = field(default_factory=dict)

    @property
    def of_control(self) -> Mapping[str, str]:
        """The number of a control → of the avvik it was made."""
        return answered(self.reg)

    def task(self, stand: Oppgavestand) -> Oppgave | None:
        return task_of(stand, self.kontekst)


def month_of(day: date) -> str:
    """«april 2026»"""
    return text("sider.maned_og_ar", maned=text(f"lister.maned.m{day.month}").lower(), ar=day.year)


def unit_of(enhet: str, kontekst: Kontekst) -> str:
    return kontekst.enhet(enhet) if enhet else text("sider.hele_kommunen")


def owner_of(stand: Oppgavestand, kontekst: Kontekst, *, here: str = "") -> str:
    """The role as people say it, without the unit where it is that of the page; else the words of the årshjul."""
    rolle, enhet = split(stand.eier)
    if rank(rolle, kontekst.kodeverk) is None:
        return stand.eier
    words = shown(rolle if enhet in (here, stand.enhet) else stand.eier, kontekst)
    return words[:1].upper() + words[1:]


def status_of(stand: Oppgavestand, kontekst: Kontekst) -> str:
    """«Utført 14.04.2026», «Ikke startet, over fristen»."""
    words = kontekst.kodeverk.tekst("oppgavestatuser", stand.status)
    if stand.status == UTFORT and stand.utfort is not None:
        return text("sider.utfort_dag", status=words, dag=vis(stand.utfort))
    return text("sider.over_fristen", status=words) if stand.forfalt and stand.status != IKKE_UTFORT else words


def deadline_of(stand: Oppgavestand) -> str:
    return text("sider.flyttet", dag=vis(stand.frist)) if stand.flyttet else vis(stand.frist)


def is_there(stand: Oppgavestand) -> bool:
    """It is for its unit to do, or it was done: not what a successor has under a number of its own, nor what the
    årshjul has no more."""
    return stand.teller or stand.merknad == Oppgavemerknad.FOR_REGISTERET


def made_from(aret: Aret) -> str:
    """The head of the log, for the foot of every page."""
    hode = aret.reg.hode
    return text("sider.grunnlag", hode=hode.vist) if hode.nr else text("sider.uten_register")


def is_open(stand: Oppgavestand) -> bool:
    """Neither done, of no use, nor said not to be done."""
    return stand.status not in (UTFORT, IKKE_UTFORT, IKKE_AKTUELT)


def reason_of(stand: Oppgavestand) -> str:
    """Why it was not done, as a sentence; empty when nobody has said."""
    said = " ".join(stand.grunn.split()).rstrip(".")
    return text("sider.setning", tekst=said[:1].upper() + said[1:]) if said else ""


def law_of(stand: Oppgavestand, aret: Aret) -> str:
    task = aret.task(stand)
    return "; ".join(cite(one, aret.lover) for one in task.hjemmel) if task is not None else ""


def leaves_behind(stand: Oppgavestand, aret: Aret) -> str:
    """What is to lie there when it is done."""
    task = aret.task(stand)
    return " ".join(task.dokumentasjon.split()) if task is not None else ""
