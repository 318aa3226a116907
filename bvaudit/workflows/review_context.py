"""Which audit, unit and reader a form for reading cases is of, and whether it can be read at all."""

from dataclasses import dataclass

from bvaudit.diagnostics import Problem, Sted
from bvaudit.errors import BvauditError
from bvaudit.intake.forms import FilledForm
from bvaudit.intake.reading_facts import Skjemafakta, read_facts
from bvaudit.model.enhet import slug
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.lesesvar import Lesing
from bvaudit.texts import text
from bvaudit.workflows.audit_handouts import units
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.filled import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sammenheng:
    """``leser`` is None when the audit knows no such reader (the form is then not read)."""

    audit: Audit
    fakta: Skjemafakta
    enhet: str
    enhet_id: str
    leser: Leser
    lesing: Lesing
    utgave: int

    @property
    def navn(self) -> str:
        """«ostbyen-l1-andre-2», what the form was called when it went out, whatever the file is called now."""
        parts = [slug(self.enhet), self.leser.kode, *(["andre"] if self.lesing is Lesing.ANDRE else [])]
        return "-".join([*parts, *([str(self.utgave)] if self.utgave > 1 else [])])


def context_of(form: FilledForm, reading: Reading) -> tuple[Sammenheng | None, list[Problem]]:
    """None when the form cannot be one of this audit's: everything that tells so is said at once."""
    audit, problems = audit_of(form, reading)
    if audit is None:
        return None, problems
    told, fakta = form.opplysninger, read_facts(form.opplysninger)
    leser = _reader(audit, told.get("leser", ""), told.get("lesing", ""))
    enhet, utgave = told.get("enhet", ""), told.get("utgave", "")
    wrong = [
        *([] if fakta.hel else ["endret"]),
        *([] if leser is not None else ["ukjent_leser"]),
        *([] if enhet in units(audit) else ["ukjent_enhet"]),
    ]
    if wrong or leser is None or not utgave.isdecimal():
        said = {"leser": told.get("leser", ""), "enhet": enhet, "revisjon": audit.id}
        return None, [whole(form, key, **said) for key in wrong or ["endret"]]
    foreign = fakta.plasser.keys() - {plass.sak for plass in audit.plasser if plass.enhet == enhet}
    if foreign:
        return None, [whole(form, "fremmede_saker", revisjon=audit.id, enhet=enhet)]
    return Sammenheng(
        audit=audit,
        fakta=fakta,
        enhet=enhet,
        enhet_id=told.get("enhet_id", ""),
        leser=leser,
        lesing=Lesing(told["lesing"]),
        utgave=int(utgave),
    ), []


def audit_of(form: FilledForm, reading: Reading) -> tuple[Audit | None, list[Problem]]:
    """The audit a form names, when it lies in this folder and can still be written in."""
    if reading.mappe is None:
        return None, [whole(form, "uten_mappe")]
    navn = form.opplysninger.get("revisjon", "")
    known = audit_names(reading.mappe)
    if navn not in known:
        return None, [whole(form, "ukjent_revisjon", revisjon=navn, kjente=", ".join(known) or "–")]
    try:
        if navn not in reading.revisjoner:
            reading.revisjoner[navn] = read_audit(reading.mappe, navn, reading.content)
        audit = reading.revisjoner[navn]
    except BvauditError as error:
        said = Problem(
            sted=Sted(fil=form.fil), kode="skjema-revisjon", tekst=error.problem, hint=error.hint, forst=True
        )
        return None, [said, *error.problems]
    if audit.last:
        return None, [whole(form, "last", revisjon=navn)]
    return audit, []


def _reader(audit: Audit, kode: str, lesing: str) -> Leser | None:
    second = audit.gjennomgang.andre_lesing
    of = {Lesing.FORSTE.value: audit.gjennomgang.lesere, Lesing.ANDRE.value: second.lesere if second else ()}
    return next((one for one in of.get(lesing, ()) if one.kode == kode), None)


def whole(form: FilledForm, key: str, **said: object) -> Problem:
    """Something about the form as a whole."""
    return Problem(
        sted=Sted(fil=form.fil),
        kode=f"leseskjema-{key.replace('_', '-')}",
        tekst=text(f"lesesvar.skjema.{key}", **said),
        hint=text(f"lesesvar.skjema.{key}_hint", **said),
    )
