"""The form where two readers differ, filled in by the one who settles: a row of its own for each, and both originals
stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bvaudit.diagnostics import has_errors
from bvaudit.intake.forms import FilledForm
from bvaudit.intake.review_form import Gitt, read_review_form
from bvaudit.model.leseark import ENIGHET
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.reports.svar_file import SVAR_CSV
from bvaudit.texts import counted, text
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.filled import Innslag, ReadBack, Reading
from bvaudit.workflows.review_context import audit_of
from bvaudit.workflows.review_merge import Flettet, differences, merge
from bvaudit.workflows.review_problems import Say
from bvaudit.workflows.review_store import answer_files, in_log, kept_answers, print_of, received
from bvaudit.workflows.review_text import Fritekst, look_through

Originals = Mapping[str, tuple[Lesesvar, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    """``originaler``: the id of the point → the answers it was settled between. ``fil`` is what the form is kept as."""

    audit: Audit
    originaler: Originals
    reading: Reading
    fil: str
    say: Say

    def rows(self, form: FilledForm) -> tuple[list[tuple[Gitt, Lesesvar]], int]:
        """Each point that is settled with its row, and how many there are in all."""
        every = read_review_form(form).svar
        told = {row.id: row.celler["avgjort_av"] for row in form.tabeller[ENIGHET].rader if "avgjort_av" in row.celler}
        found = []
        for given in every:
            who = told.get(given.id)
            row = self._one(given, "" if who is None else who.kode or who.tekst)
            if row is not None:
                found.append((given, row))
        return found, len(every)

    def _one(self, given: Gitt, who: str) -> Lesesvar | None:
        if given.svar not in list(Svarvalg) or given.svar == Svarvalg.IKKE_VURDERT:
            if given.skrevet and not given.svar and not given.feil:
                self.say.warn(given.sted(), "uten_svar")
            return None
        lacking = [key for key, said in (("begrunnelse", given.tekst("begrunnelse")), ("avgjort_av", who)) if not said]
        for key in lacking:
            self.say.warn(given.sted(key), f"avgjort_uten_{key}")
        originals = self.originaler.get(given.id, ())
        if len({row.lesing for row in originals}) < 2:
            self.say.fault(given.sted(), "ikke_to_svar")
            return None
        if given.dato is not None and given.dato > self.reading.dag:
            self.say.fault(given.sted("dato"), "fremtid", dag=f"{given.dato:%d.%m.%Y}")
        return None if lacking else self._row(given, who, originals[0])

    def _row(self, given: Gitt, who: str, first: Lesesvar) -> Lesesvar:
        svar, sted = Svarvalg(given.svar), given.sted()
        assert svar.utfall is not None, "not assessed is no choice here"
        return replace(
            first,
            leser=who,
            lesing=Lesing.ENIGHET,
            svar=svar,
            utfall=svar.utfall,
            begrunnelse=given.tekst("begrunnelse"),
            feiltype=given.tekst("feiltype"),
            belegg=given.tekst("belegg"),
            dato=given.dato or self.reading.dag,
            kilde=f"{self.fil}!{sted.ark}!{sted.celle}",
        )


def read_settle(form: FilledForm, reading: Reading) -> ReadBack:
    audit, problems = audit_of(form, reading)
    if audit is None:
        return ReadBack(problems=tuple(problems))
    kept, broken = kept_answers(audit, reading)
    fil, copy = received(audit, "enighet", reading)
    say = Say()
    settling = _Settling(audit=audit, originaler=_originals(kept), reading=reading, fil=fil, say=say)
    settled, every = settling.rows(form)
    merged = _merged(kept, settled, reading, say)
    lines = tuple(_lines(audit, settled, every, merged))
    found = (*broken, *say.found)
    if has_errors(found):
        return ReadBack(linjer=lines, kort=lines, problems=found)
    if not merged.skrives and not (merged.ulike and copy):
        return ReadBack(linjer=lines, kort=lines, problems=found, uendret=(audit.svar / SVAR_CSV,))
    told = in_log(
        lesing=Lesing.ENIGHET.value, besvart=len(settled), av=every, avtrykk=print_of(reading.skjema.read_bytes())
    )
    event = Innslag(revisjon=audit.id, hva=Hendelse.SKJEMA_INN, rolle="stab", felt={"fil": fil, "tekst": told})
    return ReadBack(
        linjer=lines,
        kort=lines,
        problems=found,
        filer=(
            *([copy] if copy is not None else []),
            *(answer_files(audit, merged.rader, reading) if merged.skrives else ()),
        ),
        hendelser=(event,),
        tekstfunn=look_through(_texts(settled, merged.skrives), reading.hjem),
    )


def _originals(kept: Sequence[Lesesvar]) -> Originals:
    """By the id of the point, the first reading's answer before the second's."""
    found: dict[str, list[Lesesvar]] = {}
    for row in sorted(kept, key=lambda one: one.lesing):
        if row.lesing is not Lesing.ENIGHET:
            id_ = "|".join((row.sak, row.objekt, row.objekt_id, row.regel, row.ordlyd))
            found.setdefault(id_, []).append(row)
    return {id_: tuple(rows) for id_, rows in found.items()}


def _merged(kept: Sequence[Lesesvar], settled: Sequence[tuple[Gitt, Lesesvar]], reading: Reading, say: Say) -> Flettet:
    """There is one settled answer to a point, whoever settles it. The day it was read is the day only when no other is
    written, so that the same form read on another day says the same."""
    before = {row.gjelder: row for row in kept if row.lesing is Lesing.ENIGHET}
    rows, replaced = [], set()
    for given, row in settled:
        old = before.get(row.gjelder)
        if old is not None and given.dato is None:
            row = replace(row, dato=old.dato)
        if old is not None and old.leser != row.leser:
            if not reading.erstatt:
                say.warn(given.sted(), "avgjort_av_en_annen", leser=old.leser, kilde=old.kilde)
                continue
            replaced.add(row.gjelder)
        rows.append(row)
    left = [row for row in kept if not (row.lesing is Lesing.ENIGHET and row.gjelder in replaced)]
    merged = merge(left, rows, erstatt=reading.erstatt)
    places = {row.kilde: given for given, row in settled}
    for old, row in merged.ulike:
        for key in differences(old, row):
            say.warn(places[row.kilde].sted(key), "annet_svar", hva=text(f"lesesvar.felt.{key}"), kilde=old.kilde)
    return merged


def _lines(audit: Audit, settled: Sequence[object], every: int, merged: Flettet) -> Iterator[str]:
    yield text("lesesvar.enighet.hode", revisjon=audit.id)
    yield "  " + text("lesesvar.enighet.avgjort", n=len(settled), av=every)
    pairs = {"nye": len(merged.nye) + len(merged.utfylt), "like": merged.like, "ulike": len(merged.ulike)}
    yield from ("  " + counted(f"lesesvar.linje.{key}", n) for key, n in pairs.items() if n)


def _texts(settled: Sequence[tuple[Gitt, Lesesvar]], new: Sequence[Lesesvar]) -> Iterator[Fritekst]:
    written = {row.kilde for row in new}
    for given, row in settled:
        if row.kilde in written:
            yield Fritekst(tekst=row.begrunnelse, sted=given.sted("begrunnelse"))
