"""What happens in an audit while it is read: cases struck, added or pointed at, and what the units have to say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.errors import ContentError, UsageError
from bvaudit.intake.free_text import NAVNELISTE, found_in, known_names
from bvaudit.model.kortid import fits, loose, short_id, short_ids, spellings
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.stats.places import replay_log
from bvaudit.texts import counted, text
from bvaudit.workflows.audit_handouts import READ, handed_out, refuse_without_reader, units
from bvaudit.workflows.audits_by_people import Audit, log
from bvaudit.workflows.audits_standing import came_in
from bvaudit.workflows.reading_facts import snapshot_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """When, and as which role."""

    tid: datetime
    rolle: str


def strike(audit: Audit, typed: str, grunn: str, tekst: str, who: Who) -> tuple[Audit, Plass, Plass | None]:
    """The case is not read; the next in reserve takes its place. Gives the struck place and the new one."""
    refuse_locked(audit)
    struck = _place(audit, typed)
    if struck.bruk is not Bruk.LESES:
        raise UsageError(text("revisjonen.hendelse.leses_ikke", sak=typed))
    _known_reason(audit, grunn)
    leser, instead = _reserve_of_reader(audit, struck)
    line = _line(Hendelse.UTGATT, enhet=struck.enhet, sak=struck.sak, grunn=grunn, erstatning=instead)
    _refuse_faults(audit, line)
    before = {(one.enhet, one.plass): one for one in audit.plasser}
    audit = log(
        audit,
        Hendelse.UTGATT,
        tid=who.tid,
        rolle=who.rolle,
        enhet=struck.enhet,
        sak=struck.sak,
        leser=leser,
        grunn=grunn,
        tekst=tekst,
        erstatning=instead,
    )
    put_in = (one for one in audit.plasser if one.bruk is Bruk.LESES)
    new = next((one for one in put_in if before[one.enhet, one.plass].bruk is Bruk.RESERVE), None)
    return audit, struck, new


def extend(audit: Audit, enhet: str, antall: int, who: Who) -> Audit:
    """More cases from the reserve, under the plan that was set before."""
    refuse_locked(audit)
    navn = unit_named(audit, enhet)
    if audit.utvalg is not None and audit.utvalg.utvides_til <= audit.utvalg.per_enhet:
        raise UsageError(text("revisjonen.hendelse.uten_plan"), hint=text("revisjonen.hendelse.uten_plan_hint"))
    _refuse_faults(audit, _line(Hendelse.UTVIDET, enhet=navn, tekst=str(antall)))
    return log(audit, Hendelse.UTVIDET, tid=who.tid, rolle=who.rolle, enhet=navn, tekst=str(antall))


def target(audit: Audit, typed: str, grunn: str, who: Who) -> tuple[Audit, Plass]:
    """A case somebody points at is read too, and is in no statistics."""
    refuse_locked(audit)
    if not grunn.strip():
        raise UsageError(text("revisjonen.hendelse.uten_grunn"))
    sak, enhet = _case_of_extract(audit, typed)
    refuse_without_reader(audit, enhet)
    _refuse_faults(audit, _line(Hendelse.MALRETTET, enhet=enhet, sak=sak, grunn=grunn))
    audit = log(audit, Hendelse.MALRETTET, tid=who.tid, rolle=who.rolle, enhet=enhet, sak=sak, grunn=grunn.strip())
    return audit, next(one for one in reversed(audit.plasser) if one.sak == sak)


def remarks(audit: Audit, enhet: str, dag: date, tekst: str, who: Who) -> Audit:
    """What the unit has to say of what was found. Printed in the papers, with the day it was given."""
    refuse_locked(audit)
    if not tekst.strip():
        raise UsageError(text("revisjonen.hendelse.uten_merknad"), hint=text("revisjonen.hendelse.uten_merknad_hint"))
    if dag > who.tid.date():
        raise UsageError(text("revisjonen.hendelse.dag_frem"))
    said = f"{dag.isoformat()} {tekst.strip()}"
    return log(audit, Hendelse.MERKNADER, tid=who.tid, rolle=who.rolle, enhet=unit_named(audit, enhet), tekst=said)


def checked(audit: Audit, skjema: str, who: Who) -> Audit:
    """A second level has gone through a form that was read in."""
    refuse_locked(audit)
    forms = {form.navn: form for form in handed_out(audit)}
    wanted = skjema if skjema in forms else f"{skjema}.xlsx"
    if wanted not in forms:
        hint = text("revisjonen.velg", navn=", ".join(forms)) if forms else ""
        raise UsageError(text("revisjonen.hendelse.ukjent_skjema", skjema=skjema), hint=hint)
    if not came_in(audit, forms[wanted]):
        raise UsageError(text("revisjonen.hendelse.ikke_inne", skjema=wanted))
    form = forms[wanted]
    return log(
        audit,
        Hendelse.KONTROLLERT,
        tid=who.tid,
        rolle=who.rolle,
        enhet=form.enhet,
        leser=form.leser.kode,
        fil=wanted,
    )


def refuse_personal(tekst: str, hjem: Path, *, godtatt: bool) -> None:
    """What is written in the log is printed, so a person decides about text that seems to be of somebody."""
    kinds = found_in(tekst, known_names(hjem / NAVNELISTE))
    if kinds and not godtatt:
        said = ", ".join(text(f"lesesvar.fritekst.{kind}") for kind in kinds)
        raise ContentError(
            text("revisjonen.hendelse.personlig", hva=said), hint=text("revisjonen.hendelse.personlig_hint")
        )


def refuse_locked(audit: Audit) -> None:
    if audit.last:
        raise UsageError(text("revisjonen.last", navn=audit.id), hint=text("revisjonen.last_hint", navn=audit.id))


def unit_named(audit: Audit, typed: str) -> str:
    known = units(audit)
    for enhet in known:
        if enhet.casefold() == typed.strip().casefold():
            return enhet
    raise UsageError(
        text("revisjonen.enhet_utenfor", enhet=typed),
        hint=text("revisjonen.velg", navn=", ".join(known)) if known else "",
    )


def _place(audit: Audit, typed: str) -> Plass:
    if audit.utvalg is None:
        raise UsageError(text("revisjonen.ikke_trukket", navn=audit.id), hint=text("revisjonen.ikke_trukket_hint"))
    sak = _one(typed, (one.sak for one in audit.plasser))
    return next(one for one in audit.plasser if one.sak == sak)


def _one(typed: str, known: Iterable[str]) -> str:
    every = sorted(set(known))
    short = short_ids(every)
    wanted = loose(typed)
    exact = [sak for sak in every if wanted in (loose(sak), loose(short[sak]))]
    found = exact or [sak for sak in every if fits(spellings(sak), wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(counted("revisjonen.hendelse.flere_saker", len(found), sak=typed))
    raise UsageError(
        text("revisjonen.hendelse.ukjent_sak", sak=typed), hint=text("revisjonen.hendelse.ukjent_sak_hint")
    )


def _reserve_of_reader(audit: Audit, struck: Plass) -> tuple[str, str]:
    """Who has the case, and the next in reserve of its stratum in their own forms; empty when no form is out."""
    forms = [form for form in handed_out(audit) if form.enhet == struck.enhet]
    mine = next((form for form in forms if any(one.plass == struck.plass for one in form.plasser)), None)
    if mine is None:
        return "", ""
    waiting = (one for form in forms if form.leser == mine.leser for one in form.reserve if one.bruk is Bruk.RESERVE)
    return mine.leser.kode, next((one.sak for one in waiting if one.stratum == struck.stratum), "")


def _known_reason(audit: Audit, grunn: str) -> None:
    kodeverk = audit.content.kodeverk
    known = {valg.kode: valg.tekst for valg in kodeverk.utgattgrunner} if kodeverk is not None else {}
    if grunn not in known:
        listed = "; ".join(f"{kode} ({tekst})" for kode, tekst in known.items())
        raise UsageError(
            text("revisjonen.hendelse.ukjent_grunn", grunn=grunn), hint=text("revisjonen.velg", navn=listed)
        )


def _line(hva: Hendelse, **felt: str) -> Logglinje:
    return Logglinje(nr=0, tid="", rolle="", hva=hva, **felt)


def _refuse_faults(audit: Audit, line: Logglinje) -> None:
    """Stop when the line could not be done by whoever plays the log through."""
    if audit.utvalg is None:
        raise UsageError(text("revisjonen.ikke_trukket", navn=audit.id), hint=text("revisjonen.ikke_trukket_hint"))
    line = replace(line, nr=len(audit.logg) + 1)
    before = replay_log(audit.utvalg, audit.logg)[1]
    after = replay_log(audit.utvalg, (*audit.logg, line))[1]
    if len(after) > len(before):
        raise UsageError(after[-1])


def _case_of_extract(audit: Audit, typed: str) -> tuple[str, str]:
    with Database() as database:
        database.attach(snapshot_for(audit))
        rows = database.run("SELECT sak_id, enhet FROM sak WHERE NOT COALESCE(er_slettet, FALSE) ORDER BY 1")
    units_of = dict(rows)
    sak = _one(typed, units_of)
    if any(one.sak == sak and one.bruk in READ for one in audit.plasser):
        raise UsageError(text("revisjonen.hendelse.leses_alt", sak=short_id(sak)))
    return sak, units_of[sak]
