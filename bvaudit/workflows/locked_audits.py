"""The audits of the folder that are locked, with their settled answers: the only answers that reach a paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import has_errors
from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import LOGG_CSV, Hendelse, Logglinje
from bvaudit.model.utvalg import Bruk
from bvaudit.review.settle import settle
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.audits_locking import changed_since_locked
from bvaudit.workflows.audits_standing import answers_of
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """``nar`` is when it was locked, as the log has it. ``endret``: its answers are others than those that were locked,
    so that none of them is used."""

    audit: Audit
    nar: str
    avgjorte: tuple[Avgjort, ...]
    endret: bool

    @property
    def last(self) -> date:
        return date.fromisoformat(self.nar[:10])

    @property
    def utgatt(self) -> frozenset[str]:
        """Cases that were struck."""
        return self._saker(Bruk.UTGATT, Hendelse.UTGATT)

    @property
    def malrettet(self) -> frozenset[str]:
        """Cases that were pointed at."""
        return self._saker(Bruk.MALRETTET, Hendelse.MALRETTET)

    def _saker(self, bruk: Bruk, hva: Hendelse) -> frozenset[str]:
        if self.audit.plasser:
            return frozenset(plass.sak for plass in self.audit.plasser if plass.bruk is bruk)
        return frozenset(line.sak for line in self.audit.logg if line.hva is hva and line.sak)


def locked_audits(mappe: Mappe, content: Content) -> tuple[Locked, ...]:
    """The one locked last comes first. ContentError when a locked audit or its answers cannot be read: a paper that
    left them out would look as if nobody had read. What is wrong with one that is not locked stops nothing here."""
    names = [navn for navn in audit_names(mappe) if _may_be_locked(mappe.revisjoner / navn / LOGG_CSV)]
    found = [one for navn in names for one in _locked(read_audit(mappe, navn, content))]
    return tuple(sorted(found, key=lambda one: (one.nar, one.audit.gjennomgang.per, one.audit.id), reverse=True))


def _may_be_locked(log: Path) -> bool:
    """Also when the log is broken, since nobody can tell."""
    lines, problems = read_log(log)
    return has_errors(problems) or _is_locked(lines)


def _is_locked(lines: Sequence[Logglinje]) -> bool:
    told = [line.hva for line in lines if line.hva in (Hendelse.LAST, Hendelse.APNET)]
    return bool(told) and told[-1] is Hendelse.LAST


def _locked(audit: Audit) -> Iterator[Locked]:
    if not audit.last:
        return
    settled = settle(answers_of(audit))
    if settled:
        nar = next(line.tid for line in reversed(audit.logg) if line.hva is Hendelse.LAST)
        yield Locked(audit=audit, nar=nar, avgjorte=settled, endret=changed_since_locked(audit))
