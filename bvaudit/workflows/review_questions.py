"""Questions about the points: asked by readers in their forms, answered and closed by the list's owner in another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bvaudit.diagnostics import has_errors
from bvaudit.intake.forms import FilledForm, FilledRow
from bvaudit.intake.question_rows import Sporsmalsrad, question_id
from bvaudit.intake.review_form import SPORSMAL
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.texts import counted, text
from bvaudit.workflows.filled import Innslag, ReadBack, Reading
from bvaudit.workflows.review_context import Sammenheng, audit_of
from bvaudit.workflows.review_problems import Say
from bvaudit.workflows.review_store import kept_questions, question_file, received
from bvaudit.workflows.review_text import Fritekst, look_through

_JA = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spurt:
    """``rader`` are all that are to be kept; ``nye`` those of them that were not there."""

    rader: tuple[Sporsmalsrad, ...]
    nye: tuple[Sporsmalsrad, ...]
    tekster: tuple[Fritekst, ...] = ()


def asked(
    rows: Sequence[FilledRow], kept: Sequence[Sporsmalsrad], her: Sammenheng, fil: str, reading: Reading, say: Say
) -> Spurt:
    """A question once asked is asked: what is taken out of a form, or changed in it, erases nothing."""
    known = {row.id: row for row in kept}
    new: list[Sporsmalsrad] = []
    texts: list[Fritekst] = []
    for row in rows:
        cell = row.celler["sporsmal"]
        if row.id in known or not cell.tekst:
            if row.celler["punkt"].verdi is not None and not cell.tekst and row.id not in known:
                say.warn(row.celler["punkt"].sted, "uten_sporsmal")
            continue
        one = _question(row, her, fil, reading)
        if one.id not in known:
            known[one.id] = one
            new.append(one)
            texts.append(Fritekst(tekst=cell.tekst, sted=cell.sted))
    return Spurt(rader=tuple(known.values()), nye=tuple(new), tekster=tuple(texts))


def _question(row: FilledRow, her: Sammenheng, fil: str, reading: Reading) -> Sporsmalsrad:
    punkt, cell = row.celler["punkt"], row.celler["sporsmal"]
    regel = punkt.kode or punkt.tekst.partition(" ")[0]
    return Sporsmalsrad(
        id=question_id(her.leser.kode, her.enhet, regel, cell.tekst),
        regel=regel,
        leser=her.leser.kode,
        enhet=her.enhet,
        sporsmal=cell.tekst,
        kilde=f"{fil}!{cell.sted.ark}!{cell.sted.celle}",
        stilt=reading.dag,
    )


def read_answers_to_questions(form: FilledForm, reading: Reading) -> ReadBack:
    """The owner's form. A question that is closed without an answer is told of: the reader waits for one."""
    audit, problems = audit_of(form, reading)
    if audit is None:
        return ReadBack(problems=tuple(problems))
    kept, broken = kept_questions(audit, reading)
    say = Say()
    fil, copy = received(audit, "sporsmal", reading)
    rows, texts = _answered(form, kept, reading, say)
    changed = [row for row, before in zip(rows, kept, strict=True) if row != before]
    open_ = sum(row.lukket is None for row in rows)
    lines = (
        text("lesesvar.sporsmal.hode", revisjon=audit.id),
        text("lesesvar.sporsmal.antall", n=len(rows), nye=len(changed), apne=open_),
    )
    found = (*broken, *say.found)
    if has_errors(found):
        return ReadBack(linjer=lines, kort=lines, problems=tuple(found))
    file = question_file(audit, rows, reading)
    if not changed:
        return ReadBack(linjer=lines, kort=lines, problems=tuple(found), uendret=(file.fil,))
    told = counted("lesesvar.sporsmal.logg", len(changed))
    event = Innslag(revisjon=audit.id, hva=Hendelse.SKJEMA_INN, rolle="stab", felt={"fil": fil, "tekst": told})
    return ReadBack(
        linjer=lines,
        kort=lines,
        problems=tuple(found),
        filer=(*([copy] if copy is not None else []), file),
        hendelser=(event,),
        tekstfunn=look_through(texts, reading.hjem),
    )


def _answered(
    form: FilledForm, kept: Sequence[Sporsmalsrad], reading: Reading, say: Say
) -> tuple[list[Sporsmalsrad], list[Fritekst]]:
    table = form.tabeller.get(SPORSMAL)
    given = {row.id: row for row in table.rader} if table is not None else {}
    rows: list[Sporsmalsrad] = []
    texts: list[Fritekst] = []
    for before in kept:
        row = given.get(before.id)
        after = before if row is None else _with_answer(before, row, reading, say)
        rows.append(after)
        if row is not None and after.svar != before.svar:
            texts.append(Fritekst(tekst=after.svar, sted=row.celler["svar"].sted))
    return rows, texts


def _with_answer(before: Sporsmalsrad, row: FilledRow, reading: Reading, say: Say) -> Sporsmalsrad:
    """What is blank in the form erases nothing; another answer than the one that is kept waits for a person's word."""
    svar, closed = row.celler["svar"], row.celler["lukket"].kode == _JA
    told = svar.tekst or before.svar
    if before.svar and svar.tekst and svar.tekst != before.svar and not reading.erstatt:
        say.warn(svar.sted, "annet_svar_pa_sporsmal")
        told = before.svar
    if closed and not told:
        say.warn(row.celler["lukket"].sted, "lukket_uten_svar")
        return before
    day = before.lukket or (reading.dag if closed else None)
    return replace(before, svar=told, lukket=day)
