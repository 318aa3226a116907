"""A filled-in form for reading cases becomes answers in ``svar/``, once a person has seen what it says."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.errors import BvauditError
from bvaudit.intake.form_values import FilledCell
from bvaudit.intake.forms import FilledForm
from bvaudit.intake.review_form import Leseskjema, read_review_form
from bvaudit.intake.svar_rows import answer_key
from bvaudit.model.lesesvar import Lesesvar
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.reports.svar_file import SVAR_CSV
from bvaudit.texts import text
from bvaudit.workflows.caseworkers import caseworkers_for
from bvaudit.workflows.filled import Innslag, NewFile, ReadBack, Reading
from bvaudit.workflows.review_answers import Judging
from bvaudit.workflows.review_beside import commented, not_read, typed_beside
from bvaudit.workflows.review_context import Sammenheng, context_of
from bvaudit.workflows.review_lines import Lest, lines_for
from bvaudit.workflows.review_merge import Flettet, differences, merge
from bvaudit.workflows.review_places import places_of, strikes
from bvaudit.workflows.review_problems import Say
from bvaudit.workflows.review_questions import asked
from bvaudit.workflows.review_store import (
    answer_files,
    in_log,
    kept_answers,
    kept_questions,
    print_of,
    question_file,
    received,
)
from bvaudit.workflows.review_text import Fritekst, beside_the_answers, look_through, sheet_names
from bvaudit.workflows.review_wording import Wordings

_FREE = frozenset(("begrunnelse", "belegg"))


def read_review(form: FilledForm, reading: Reading) -> ReadBack:
    her, problems = context_of(form, reading)
    if her is None:
        return ReadBack(problems=tuple(problems))
    skjema = read_review_form(form)
    say = Say()
    lest, broken = _read(skjema, her, reading, say)
    _tell_differences(lest, skjema, say)
    lines = tuple(lines_for(lest))
    every = (*broken, *say.found)
    if has_errors(every):
        return ReadBack(linjer=lines, kort=lines, problems=every)
    typed, comments = typed_beside(form), commented(form)
    every = (*every, *not_read(typed, "tekst"), *not_read(comments, "kommentar"))
    if not lest.er_nytt and _is_logged(lest):
        return ReadBack(linjer=lines, kort=lines, problems=every, uendret=(her.audit.svar / SVAR_CSV,))
    return ReadBack(
        linjer=lines,
        kort=lines,
        problems=every,
        filer=tuple(_files(lest, reading)),
        hendelser=tuple(_events(lest, reading)),
        tekstfunn=look_through(_every_text(lest, skjema, form, (*typed, *comments)), reading.hjem),
        svar=tuple(lest.svarene.rader),
    )


def _read(skjema: Leseskjema, her: Sammenheng, reading: Reading, say: Say) -> tuple[Lest, list[Problem]]:
    fil, copy = received(her.audit, her.navn, reading)
    plasser = places_of(skjema, her, say)
    koder, wrong = _caseworkers(her, reading)
    judging = Judging(
        her=her,
        plasser=plasser,
        ordlyder=Wordings(reading.content, her.audit.liste),
        dag=reading.dag,
        fil=fil,
        saksbehandlere=koder,
        say=say,
    )
    svarene = judging.answers(skjema)
    kept, broken = kept_answers(her.audit, reading)
    questions, more = kept_questions(her.audit, reading)
    lest = Lest(
        her=her,
        plasser=plasser,
        svarene=svarene,
        flettet=merge(kept, svarene.rader, erstatt=reading.erstatt),
        spurt=asked(skjema.sporsmal, questions, her, fil, reading, say),
        fil=fil,
        kopi=copy,
    )
    return lest, [*wrong, *broken, *more]


def _caseworkers(her: Sammenheng, reading: Reading) -> tuple[Mapping[str, str], list[Problem]]:
    """A reading list with faults in it stops the form: nobody can know whose the cases are."""
    try:
        return caseworkers_for(her.audit, reading.hjem), []
    except BvauditError as error:
        sted = Sted(fil=str(reading.skjema))
        told = Problem(sted=sted, kode="leseskjema-leseliste", tekst=error.problem, hint=error.hint)
        return {}, [told, *error.problems]


def _tell_differences(lest: Lest, skjema: Leseskjema, say: Say) -> None:
    """At the cell in this form, with the one the kept answer came from."""
    places = places_by_source(lest.fil, skjema)
    for before, row in lest.flettet.ulike:
        for key in differences(before, row):
            steder = places.get(row.kilde)
            if steder is not None:
                say.warn(steder[key], "annet_svar", hva=text(f"lesesvar.felt.{key}"), kilde=before.kilde)


def places_by_source(fil: str, skjema: Leseskjema) -> Mapping[str, Mapping[str, Sted]]:
    """The cells of each answer, by the source its row names."""
    return {
        f"{fil}!{given.sted().ark}!{given.sted().celle}": {key: cell.sted for key, cell in given.celler.items()}
        for given in skjema.svar
    }


def _is_logged(lest: Lest) -> bool:
    """A form that was read and whose line in the log never came, because the machine stopped, gets it now."""
    if lest.kopi is not None:
        return True  # a copy that says nothing new need not be kept
    lines = lest.her.audit.logg
    logged = any(line.hva is Hendelse.SKJEMA_INN and f"mottatt={lest.fil}" in line.tekst.split() for line in lines)
    return logged or not lest.flettet.like


def _files(lest: Lest, reading: Reading) -> Iterator[NewFile]:
    """The form itself first: an answer never stands without what it came from."""
    if lest.kopi is not None:
        yield lest.kopi
    if lest.spurt.nye:
        yield question_file(lest.her.audit, lest.spurt.rader, reading)
    if lest.flettet.skrives:
        yield from answer_files(lest.her.audit, lest.flettet.rader, reading)


def _events(lest: Lest, reading: Reading) -> Iterator[Innslag]:
    her = lest.her
    yield from strikes(lest.plasser, her, f"{her.navn}.xlsx")
    logged = {(line.sak, line.leser) for line in her.audit.logg if line.hva is Hendelse.EGEN_SAK}
    unntak = her.audit.gjennomgang.egne_saker
    for sak in lest.svarene.egne:
        if (sak, her.leser.kode) not in logged and unntak is not None:
            felt = {"enhet": her.enhet, "sak": sak, "leser": her.leser.kode, "tekst": unntak.grunn}
            yield Innslag(revisjon=her.audit.id, hva=Hendelse.EGEN_SAK, rolle=her.leser.rolle, felt=felt)
    yield Innslag(
        revisjon=her.audit.id,
        hva=Hendelse.SKJEMA_INN,
        rolle="stab",
        felt={
            "enhet": her.enhet,
            "leser": her.leser.kode,
            "fil": f"{her.navn}.xlsx",
            "tekst": told_in_log(lest, reading),
        },
    )


def told_in_log(lest: Lest, reading: Reading) -> str:
    merged = lest.flettet
    return in_log(
        lesing=lest.her.lesing.value,
        utgave=lest.her.utgave,
        besvart=len(lest.svarene.rader),
        av=lest.svarene.av,
        nye=len(merged.nye) + len(merged.utfylt),
        erstattet=len(merged.erstattet),
        ulike=len(merged.ulike),
        mottatt=lest.fil,
        avtrykk=print_of(reading.skjema.read_bytes()),
    )


def _texts(lest: Lest, skjema: Leseskjema) -> Iterator[Fritekst]:
    """All that somebody has written in the form: the copy that is kept holds also what is not taken from it. A text
    that is kept already has been decided."""
    decided = {line.tekst for line in lest.her.audit.logg}
    decided.update(tekst for row in _stood_before(lest.flettet) for tekst in (row.begrunnelse, row.belegg))
    used: list[Sted] = []
    for given in skjema.svar:
        if given.skrevet:
            used.append(given.sted())
        for key in sorted(_FREE & given.celler.keys()):
            yield Fritekst(tekst=_undecided(given.celler[key], decided), sted=given.celler[key].sted)
    for plass in skjema.plasser.values():
        yield Fritekst(tekst=_undecided(plass.tekst, decided), sted=plass.tekst.sted)
    yield from lest.spurt.tekster
    yield from sheet_names(used)


def _every_text(lest: Lest, skjema: Leseskjema, form: FilledForm, unread: Iterable[Fritekst]) -> Iterator[Fritekst]:
    answers = (*_texts(lest, skjema), *unread)
    yield from answers
    seen = {(one.sted.ark, one.sted.celle) for one in answers}
    beside = beside_the_answers(form.celler)
    yield from (one for one in beside if (one.sted.ark, one.sted.celle) not in seen)


def _stood_before(merged: Flettet) -> Iterator[Lesesvar]:
    new = {answer_key(row) for row in merged.skrives}
    return (row for row in merged.rader if answer_key(row) not in new)


def _undecided(cell: FilledCell, decided: Collection[str]) -> str:
    return "" if cell.tekst in decided else cell.tekst
