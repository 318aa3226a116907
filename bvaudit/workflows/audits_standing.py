"""Where an audit stands: which forms are out, how much of each is answered, and what is left before it is locked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.model.leseark import Lesesporsmal
from bvaudit.model.lesesvar import Avgjort, Lesesvar, Lesing
from bvaudit.model.revisjonslogg import Hendelse, Logglinje, Utdelt, utdelt
from bvaudit.model.utvalg import Plass
from bvaudit.review.settle import settle, unsettled
from bvaudit.texts import text
from bvaudit.workflows.audit_handouts import READ, Handout, handed_out, put_in_by_form, to_hand_out, units
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.audits_new import only_units
from bvaudit.workflows.review_store import kept_answers, kept_questions

SVAR_CSV = "svar.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStanding:
    """A form that is out. ``ut``, ``inn`` and ``kontrollert`` are times; ``av`` is how many questions its cases ask
    now, and ``besvart`` how many of them have an answer that was read in."""

    skjema: Handout
    ut: str
    inn: str
    kontrollert: str
    besvart: int
    av: int

    @property
    def ferdig(self) -> bool:
        return self.besvart >= self.av


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``mangler`` and ``mangler_andre`` are the units that lack a form for the first and the second reading.
    ``hindret`` says, for each reading, why some of these forms cannot be made, and what to do.
    ``uten_merknader`` are the units that have had nothing to say yet."""

    audit: Audit
    trukket: bool
    skjemaer: tuple[FormStanding, ...]
    mangler: tuple[str, ...]
    mangler_andre: tuple[str, ...]
    hindret: tuple[tuple[Lesing, UsageError], ...]
    uenige: tuple[Avgjort, ...]
    sporsmal: int
    uten_merknader: tuple[str, ...]

    def of(self, lesing: Lesing) -> tuple[FormStanding, ...]:
        return tuple(one for one in self.skjemaer if one.skjema.lesing is lesing)

    @property
    def besvart(self) -> int:
        return sum(one.besvart for one in self.of(Lesing.FORSTE))

    @property
    def av(self) -> int:
        return sum(one.av for one in self.of(Lesing.FORSTE))


def answers_of(audit: Audit) -> tuple[Lesesvar, ...]:
    """The answers that have been read in; none before the first. ContentError when the file is not as it must be."""
    rows, problems = kept_answers(audit)
    if has_errors(problems):
        raise ContentError(text("revisjonen.svar_kan_ikke_leses", navn=audit.id), problems=problems)
    return rows


def standing_of(audit: Audit) -> Standing:
    rows = answers_of(audit)
    drawn = audit.utvalg is not None or only_units(audit.liste, audit.content)
    lacking = {lesing: _lacking(audit, lesing) if drawn else {} for lesing in (Lesing.FORSTE, Lesing.ANDRE)}
    said = {line.enhet for line in audit.logg if line.hva is Hendelse.MERKNADER}
    return Standing(
        audit=audit,
        trukket=drawn,
        skjemaer=_forms(audit, rows),
        mangler=tuple(lacking[Lesing.FORSTE]),
        mangler_andre=tuple(lacking[Lesing.ANDRE]),
        hindret=tuple((lesing, why) for lesing, each in lacking.items() for why in each.values() if why is not None),
        uenige=unsettled(settle(rows)),
        sporsmal=sum(not one.lukket for one in questions_of(audit)),
        uten_merknader=tuple(enhet for enhet in units(audit) if enhet not in said) if drawn else (),
    )


def questions_of(audit: Audit) -> tuple[Lesesporsmal, ...]:
    """What readers have asked about points."""
    rows, problems = kept_questions(audit)
    if has_errors(problems):
        raise ContentError(text("revisjonen.svar_kan_ikke_leses", navn=audit.id), problems=problems)
    return tuple(row.vist for row in rows)


def _lacking(audit: Audit, lesing: Lesing) -> Mapping[str, UsageError | None]:
    """Each unit that lacks a form, with why it cannot be made now: there is nobody to read."""
    if lesing is Lesing.ANDRE and not _second_is_wanted(audit):
        return {}
    found: dict[str, UsageError | None] = {}
    for enhet in units(audit):
        try:
            if to_hand_out(audit, lesing, {}, (enhet,)):
                found[enhet] = None
        except UsageError as why:
            found[enhet] = why
    return found


def _second_is_wanted(audit: Audit) -> bool:
    second = audit.gjennomgang.andre_lesing
    return second is not None and second.prosent > 0 and not only_units(audit.liste, audit.content)


def _forms(audit: Audit, rows: Sequence[Lesesvar]) -> tuple[FormStanding, ...]:
    lines = [line for line in audit.logg if utdelt(line) is not None]
    answered: dict[tuple[str, str, Lesing, str], set[str]] = {}
    for row in rows:
        key = (row.enhet, row.leser, row.lesing, row.sak)
        answered.setdefault(key, set()).add("|".join((row.regel, row.objekt, row.objekt_id)))
    return tuple(
        _form(audit, form, line.tid, held, answered)
        for form, line in zip(handed_out(audit), lines, strict=True)
        if (held := utdelt(line)) is not None
    )


def _form(
    audit: Audit, form: Handout, out: str, held: Utdelt, answered: Mapping[tuple[str, str, Lesing, str], set[str]]
) -> FormStanding:
    asked = {
        place.sak: held.plasser.get(place.plass, held.reserve.get(place.plass, 0)) for place in in_use(audit, form)
    }
    if form.enhetspunkter:
        asked[""] = held.enhet
    done = sum(
        min(n, len(answered.get((form.enhet, form.leser.kode, form.lesing, sak), ()))) for sak, n in asked.items()
    )
    return FormStanding(
        skjema=form,
        ut=out,
        inn=came_in(audit, form),
        kontrollert=_latest(line for line in audit.logg if line.hva is Hendelse.KONTROLLERT and line.fil == form.navn),
        besvart=done,
        av=sum(asked.values()),
    )


def in_use(audit: Audit, form: Handout) -> tuple[Plass, ...]:
    """The places of the form that are to be read now: those it was made with and those in reserve it has put in, but
    not the struck ones."""
    swapped = put_in_by_form(audit, form.enhet)
    every = (*form.plasser, *(one for one in form.reserve if one.sak in swapped))
    return tuple(one for one in every if one.bruk in READ)


def came_in(audit: Audit, form: Handout) -> str:
    """When the form was last read in; empty when it has not been. A form is kept under another name than it went out
    with, so it is known by its unit, reader, reading and edition."""
    told = f"lesing={form.lesing.value} utgave={form.utgave} "
    of_form = (form.enhet, form.leser.kode)
    lines = (line for line in audit.logg if line.hva is Hendelse.SKJEMA_INN)
    return _latest(line for line in lines if (line.enhet, line.leser) == of_form and line.tekst.startswith(told))


def _latest(lines: Iterable[Logglinje]) -> str:
    return next((line.tid for line in reversed(tuple(lines))), "")
