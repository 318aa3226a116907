"""An attempt that is read in folders: a draw and forms through the audits there are, and the locked answers back."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bvaudit.errors import NothingExamined
from bvaudit.model.gjennomgang import REVISJON_YAML
from bvaudit.model.lesesvar import LEST, Avgjort
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk
from bvaudit.register.effect import Trekning
from bvaudit.register.measure import about_new
from bvaudit.review.settle import settle
from bvaudit.texts import text
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_locking import changed_since_locked
from bvaudit.workflows.audits_new import NewAudit, new_audit
from bvaudit.workflows.audits_road import told
from bvaudit.workflows.audits_standing import answers_of
from bvaudit.workflows.effect_list import list_of, put_list
from bvaudit.workflows.inputs import ImportInputs

_ALWAYS = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How far the reading of an attempt has come. ``tom``: there was no case to draw."""

    audit: Audit | None = None
    tom: bool = False
    begun: Forsok | None = None

    @property
    def begynt(self) -> bool:
        return self.audit is not None or self.tom

    @property
    def last(self) -> bool:
        """Locked, and by the answers it was locked with."""
        if self.audit is None:
            return self.tom
        return self.audit.last and not changed_since_locked(self.audit) and self.as_logged

    @property
    def as_logged(self) -> bool:
        """Drawn by the seed, the day and the number that stand in the log of the register."""
        if self.audit is None or self.begun is None or self.audit.utvalg is None:
            return True
        drawn, begun = self.audit.utvalg, self.begun
        asked = (begun.fro, begun.revisjon, begun.per, begun.mal.av, begun.mal.utvides_til)
        return (drawn.fro, drawn.sjekkliste, drawn.per, drawn.per_enhet, drawn.utvides_til) == asked

    @property
    def neste(self) -> str:
        """What the audit waits for, in one sentence."""
        if self.audit is None:
            return ""
        if not self.as_logged:
            return text("registeret_effekt.neste.annen_trekning", navn=self.audit.id)
        if self.audit.last and changed_since_locked(self.audit):
            return text("registeret_effekt.neste.svar_endret", navn=self.audit.id)
        step = told(self.audit).neste
        said = " ".join((step.tekst, *step.kommando)) if step is not None else ""
        said = f"{said[:1].upper()}{said[1:]}"
        return text("registeret_effekt.neste.revisjon", navn=self.audit.id, neste=said)

    def rows(self, avvik: Avvik, enhet: str) -> tuple[tuple[Objektrad, ...], Trekning]:
        """What was drawn and read, as the settled answers say, and how it was drawn. ``enhet`` is the unit's id."""
        if self.audit is None:
            return (), Trekning()
        rule = self.audit.liste.punkter[0].regel
        rows = tuple(_row(one, avvik.regel, enhet, self.audit.id) for one in _drawn(self.audit, rule))
        return rows, _drawing(self.audit, rows)


def read_rows(mappe: Mappe, begun: Forsok) -> Read:
    """The audit of an attempt as it lies in the folder; nothing where it has not been made."""
    if not (mappe.revisjoner / begun.revisjon / REVISJON_YAML).exists():
        return Read()
    return Read(audit=read_audit(mappe, begun.revisjon), begun=begun)


def made_before(mappe: Mappe, begun: Forsok) -> bool:
    """Whether something of that name lies there already: then nobody knows what it was drawn from."""
    return bool(begun.revisjon) and ((mappe.revisjoner / begun.revisjon).exists() or list_of(mappe, begun).exists())


def begin_reading(
    mappe: Mappe,
    avvik: Avvik,
    begun: Forsok,
    *,
    regel: Rule | None,
    unit: str,
    inputs: ImportInputs,
    now: datetime,
    home: Path,
    som: str,
) -> Read:
    """Make the checklist, the audit and its draw. The attempt stands in the log already, with its seed, which is the
    name of the audit."""
    put_list(mappe, avvik, begun, regel, now.date())
    new = regel is not None and about_new(regel)
    asked = NewAudit(
        navn=begun.revisjon,
        sjekkliste=begun.revisjon,
        enheter=(unit,) if unit else (),
        per=begun.per,
        periode=(begun.fra if new else _ALWAYS, begun.til),
        startet_etter=begun.fra - timedelta(days=1) if new else None,
        andre_lesing=0,
    )
    with suppress(NothingExamined):
        return Read(audit=new_audit(mappe, asked, now=now, home=home, rolle=som).audit, begun=begun)
    return Read(tom=True)


def _drawn(audit: Audit, rule: str) -> Iterator[Avgjort]:
    """A case somebody pointed at, or that was struck, is in no measurement; a point about the service has no case."""
    read = {(place.enhet, place.sak) for place in audit.plasser if place.bruk is Bruk.LESES}
    for one in settle(answers_of(audit)):
        answer = one.gjeldende
        if answer.regel == rule and (not answer.sak or (answer.enhet, answer.sak) in read):
            yield one


def _row(one: Avgjort, regel: str, enhet: str, audit: str) -> Objektrad:
    answer = one.gjeldende
    return Objektrad(
        regel=regel,
        variant=LEST,
        enhet=enhet,
        sak=answer.sak,
        objekt=answer.objekt,
        objekt_id=answer.objekt_id or answer.sak,
        utfall=answer.utfall,
        lest=audit,
    )


def _drawing(audit: Audit, rows: tuple[Objektrad, ...]) -> Trekning:
    """The frame without those the point did not apply to; and whether the plan for extending is still unused."""
    drawn = audit.utvalg
    if drawn is None:
        return Trekning()
    besides = sum(row.utfall is Utfall.IKKE_AKTUELT for row in rows)
    frame = max(sum(drawn.ramme_antall.values()) - besides, len(rows) - besides)
    extended = any(line.hva is Hendelse.UTVIDET for line in audit.logg)
    waiting = sum(place.bruk is Bruk.RESERVE for place in audit.plasser)
    more = 0 if extended else min(waiting, max(drawn.utvides_til - drawn.per_enhet, 0))
    return Trekning(ramme=frame, kan_utvides=more)
