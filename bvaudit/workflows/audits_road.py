"""The road of an audit: what is done, who it waits for, and the one command to type now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bvaudit.errors import BvauditError
from bvaudit.model.kalender import vis
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import LOGG_CSV, Hendelse
from bvaudit.reports.status_view import Punkt, Words
from bvaudit.texts import counted, text
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.audits_locking import changed_since_locked
from bvaudit.workflows.audits_standing import FormStanding, Standing, standing_of
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.from_folder import results_in
from bvaudit.workflows.own_content import own_content

_RESULT = "gjennomgang.xlsx"
_REGISTER = "*/resultat/avviksregister.xlsx"
_STAB = "stab"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTold:
    """``feil`` is what must be mended first. ``steg`` is the step it stands at; ``venter`` are all it waits for, the
    first of them the one to do now. ``gjort`` is one sentence."""

    navn: str
    tittel: str = ""
    steg: str
    gjort: str = ""
    venter: tuple[Punkt, ...] = ()
    feil: str = ""

    @property
    def neste(self) -> Punkt | None:
        return self.venter[0] if self.venter else None

    @property
    def as_plain(self) -> dict[str, Any]:
        return {
            "navn": self.navn,
            "tittel": self.tittel,
            "steg": self.steg,
            "sagt": self.gjort,
            "feil": self.feil,
            "venter": [{"tekst": one.tekst, "hvem": one.hvem} for one in self.venter],
            "neste": list(self.neste.kommando) if self.neste is not None else [],
        }


def audits_told(mappe: Mappe, extra: Words = (), content: Content | None = None) -> tuple[AuditTold, ...]:
    """Every audit of the folder; one that cannot be read says why."""
    names = audit_names(mappe)
    if names and content is None:
        content = content_or_stop(own_content(mappe, ()))
    return tuple(_told(mappe, name, extra, content) for name in names)


def _told(mappe: Mappe, navn: str, extra: Words, content: Content | None) -> AuditTold:
    try:
        return told(read_audit(mappe, navn, content), extra)
    except BvauditError as error:
        first = f": {error.problems[0].sted} {error.problems[0].tekst}" if error.problems else ""
        return AuditTold(navn=navn, steg="feil", feil=f"{error.problem}{first}")


def told(audit: Audit, extra: Words = ()) -> AuditTold:
    where = standing_of(audit)
    steps = tuple(_Road(where=where, extra=extra).left())
    return AuditTold(
        navn=audit.id,
        tittel=audit.gjennomgang.tittel,
        steg=steps[0][0] if steps else "ferdig",
        gjort=_said(where),
        venter=tuple(point for _, point in steps),
        feil=text("revisjonen.vei.endret", navn=audit.id) if changed_since_locked(audit) else "",
    )


def _said(where: Standing) -> str:
    audit = where.audit
    if not where.trukket:
        return text("revisjonen.vei.ikke_trukket", navn=audit.id)
    if audit.last:
        day = next(line.tid for line in reversed(audit.logg) if line.hva is Hendelse.LAST)[:10]
        return text("revisjonen.vei.last", navn=audit.id, dag=vis(datetime.fromisoformat(day).date()))
    if not where.skjemaer:
        return text("revisjonen.vei.trukket", navn=audit.id)
    return text("revisjonen.vei.leses", navn=audit.id, besvart=where.besvart, av=where.av)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Road:
    where: Standing
    extra: Words

    def left(self) -> Iterator[tuple[str, Punkt]]:
        """Step by step, the nearest first; nothing when it is at its end."""
        if self.where.audit.last:
            yield from self._after()
            return
        before = [
            *self._before_reading(),
            *self._reading(Lesing.FORSTE),
            *self._second(),
            *self._settling(),
            *self._remarks(),
        ]
        yield from before
        if self.where.trukket and all(step == "merknader" for step, _ in before):  # nothing else hinders the locking
            who = text("status.hvem.stab")
            yield "las", self._point("las", who, ("revisjon", "las", self._id, "--som", _STAB))

    @property
    def _id(self) -> str:
        return self.where.audit.id

    def _point(self, key: str, hvem: str, command: Words, **values: object) -> Punkt:
        said = text(f"revisjonen.steg.{key}", navn=self._id, **values)
        return Punkt(tekst=said, hvem=hvem, kommando=("bvaudit", *command, *self.extra))

    def _before_reading(self) -> Iterator[tuple[str, Punkt]]:
        stab = text("status.hvem.stab")
        if not self.where.trukket:
            yield "trekk", self._point("trekk", stab, ("revisjon", "trekk", self._id))
        elif self._hindered(Lesing.FORSTE):
            yield from self._hindered(Lesing.FORSTE)
        elif self.where.mangler:
            units = ", ".join(self.where.mangler)
            yield "skjema", self._point("skjema", stab, ("skjema", self._id), enheter=units)

    def _hindered(self, lesing: Lesing) -> tuple[tuple[str, Punkt], ...]:
        """What a person must do in the file first. No command does it, and none of the forms can be made before."""
        told = (
            text("revisjonen.steg.leser", navn=self._id, hva=why.problem, gjor=why.hint)
            for which, why in self.where.hindret
            if which is lesing
        )
        return tuple(("leser", Punkt(tekst=one, hvem=text("status.hvem.stab"))) for one in told)

    def _reading(self, lesing: Lesing) -> Iterator[tuple[str, Punkt]]:
        step = "andre" if lesing is Lesing.ANDRE else "les"
        for form in self.where.of(lesing):
            if not form.ferdig:
                yield step, self._form(step, form)

    def _form(self, step: str, form: FormStanding) -> Punkt:
        who = text("revisjonen.leser", leser=form.skjema.leser.kode, enhet=form.skjema.enhet)
        path = str(self.where.audit.skjema / form.skjema.navn)
        return self._point(step, who, ("les", path), besvart=form.besvart, av=form.av, fil=form.skjema.navn)

    def _second(self) -> Iterator[tuple[str, Punkt]]:
        hindered = self._hindered(Lesing.ANDRE)
        yield from hindered
        if self.where.mangler_andre and not hindered:
            units, stab = ", ".join(self.where.mangler_andre), text("status.hvem.stab")
            yield "skjema-andre", self._point("skjema_andre", stab, ("skjema", self._id, "--andre"), enheter=units)
        yield from self._reading(Lesing.ANDRE)

    def _settling(self) -> Iterator[tuple[str, Punkt]]:
        audit = self.where.audit
        for key, n, who in (
            ("enighet", len(self.where.uenige), audit.gjennomgang.avgjor or _STAB),
            ("sporsmal", self.where.sporsmal, _STAB),
        ):
            if not n:
                continue
            said = counted(f"revisjonen.steg_antall.{key}", n, navn=self._id)
            waits = _out(audit, key)
            command = ("les", str(audit.skjema / waits)) if waits else ("skjema", self._id, f"--{key}")
            yield key, Punkt(tekst=said, hvem=_role(audit, who), kommando=("bvaudit", *command, *self.extra))

    def _remarks(self) -> Iterator[tuple[str, Punkt]]:
        if not self.where.trukket or not self.where.skjemaer:
            return
        for enhet in self.where.uten_merknader:
            none = text("revisjonen.ingen_merknader")
            command = ("revisjon", "merknader", self._id, "--enhet", enhet, "--tekst", none)
            who = text("status.hvem.enhetene")
            yield "merknader", self._point("merknader", who, command, enhet=enhet)

    def _after(self) -> Iterator[tuple[str, Punkt]]:
        audit, stab = self.where.audit, text("status.hvem.stab")
        if not (audit.folder / "resultat" / _RESULT).exists():
            yield "resultat", self._point("resultat", stab, ("revisjon", "resultat", self._id))
        if not _judged_since(audit):
            there = results_in(audit.mappe, audit.gjennomgang.per, None).exists()
            per = ("--per", audit.gjennomgang.per.isoformat())
            yield "planer", self._point("planer", stab, ("vurder", *per, *(("--overskriv",) if there else ())))


def _out(audit: Audit, kind: str) -> str:
    """The name of such a form that is out and has not come in."""
    found = ""
    for line in audit.logg:
        name = Path(line.fil).name
        if name.startswith(kind) and line.hva in (Hendelse.SKJEMA_UT, Hendelse.SKJEMA_INN):
            found = name if line.hva is Hendelse.SKJEMA_UT else ""
    return found


def _role(audit: Audit, kode: str) -> str:
    kodeverk = audit.content.kodeverk
    return next((one.tekst for one in kodeverk.roller if one.kode == kode), kode) if kodeverk else kode


def _judged_since(audit: Audit) -> bool:
    """Whether papers have been made after it was locked."""
    locked = next(line.tid for line in reversed(audit.logg) if line.hva is Hendelse.LAST)
    # The log has minutes. Its file has the very moment, as long as nothing has been written in it since.
    minute_is_over = datetime.fromisoformat(locked).timestamp() + 60
    then = min(minute_is_over, (audit.folder / LOGG_CSV).stat().st_mtime)
    return any(path.stat().st_mtime >= then for path in audit.mappe.revisjoner.glob(_REGISTER))
