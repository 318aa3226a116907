"""What each reader is given: the cases of a form, the questions of each, and what the machine says beside them."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit import __version__
from bvaudit.errors import UsageError
from bvaudit.model.enhet import slug
from bvaudit.model.kortid import short_ids
from bvaudit.model.leseark import Leseark, Lesesak, Lesesporsmal
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.rule import ENHET
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.review.not_asked import why_not_asked
from bvaudit.texts import text
from bvaudit.workflows.audit_handouts import Handout, handed_out
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.audits_new import only_units
from bvaudit.workflows.audits_standing import questions_of
from bvaudit.workflows.reading_facts import reading_facts, rules_of
from bvaudit.workflows.reading_points import Questions


def reading_sheets(audit: Audit, forms: Sequence[Handout] | None = None) -> tuple[Leseark, ...]:
    """A sheet for each of ``forms``; without them, for those that have gone out. UsageError before the draw."""
    if audit.utvalg is None and not only_units(audit.liste, audit.content):
        raise UsageError(text("revisjonen.ikke_trukket", navn=audit.id), hint=text("revisjonen.ikke_trukket_hint"))
    chosen = handed_out(audit) if forms is None else tuple(forms)
    cases = {place.sak for form in chosen for place in (*form.plasser, *form.reserve)}
    facts = reading_facts(audit, cases)
    short = short_ids(place.sak for place in audit.plasser)
    questions = {
        blind: Questions(audit=audit, facts=facts, blind=blind)
        for blind in {form.lesing is Lesing.ANDRE for form in chosen}
    }
    ids = {unit.navn: unit.id for unit in facts.manifest.enheter}
    return tuple(
        _sheet(audit, form, questions[form.lesing is Lesing.ANDRE], short, ids.get(form.enhet) or slug(form.enhet))
        for form in chosen
    )


def _sheet(audit: Audit, form: Handout, ask: Questions, short: Mapping[str, str], enhet_id: str) -> Leseark:
    one = audit.gjennomgang
    kodeverk = audit.content.kodeverk
    assert kodeverk is not None, "checked with the rest of the content"
    roles = {rolle.kode: rolle.tekst for rolle in kodeverk.roller}
    cases = tuple(_case(place, ask, short) for place in (*form.plasser, *form.reserve))
    return Leseark(
        revisjon=one.id,
        tittel=one.tittel,
        kommune=audit.mappe.kommune.navn,
        enhet=form.enhet,
        enhet_id=enhet_id,
        leser=form.leser.kode,
        rolle=roles.get(form.leser.rolle, form.leser.rolle),
        lesing=form.lesing,
        oppsett=audit.liste.skjema,
        utgave=form.utgave,
        per=one.per,
        periode_fra=one.periode_fra,
        periode_til=one.periode_til,
        program=f"bvaudit {__version__}",
        saker=cases,
        enhetspunkter=ask.of_unit(form.enhet, enhet_id) if form.enhetspunkter else (),
        grunner=tuple((valg.kode, valg.tekst) for valg in kodeverk.utgattgrunner),
        feiltyper=tuple((valg.kode, valg.tekst) for valg in kodeverk.feiltyper),
        dokumentklasse=audit.mappe.kommune.dokumentklasse,
        sporsmal=_asked_before(audit, form),
        ikke_spurt=tuple(_not_asked(audit, cases)),
    )


def _not_asked(audit: Audit, cases: Sequence[Lesesak]) -> Iterator[tuple[str, str]]:
    """Points of the checklist that no case asks about: their law was not in force."""
    asked = {punkt.gjelder.regel for case in cases for punkt in case.punkter}
    for rule in rules_of(audit) if cases else ():
        if rule.id not in asked and rule.gjelder.objekt != ENHET:
            yield rule.id, why_not_asked(rule, audit.gjennomgang.per)


def _asked_before(audit: Audit, form: Handout) -> tuple[Lesesporsmal, ...]:
    """What the reader has asked about points, with the answers. A second reading is given nothing of the first."""
    if form.lesing is Lesing.ANDRE or form.utgave == 1:
        return ()
    mine = (form.leser.kode, form.enhet)
    return tuple(one for one in questions_of(audit) if (one.leser, one.enhet) == mine)


def _case(place: Plass, ask: Questions, short: Mapping[str, str]) -> Lesesak:
    return Lesesak(
        plass=place.plass,
        sak=place.sak,
        kort=short[place.sak],
        stratum=place.stratum,
        reserve=place.bruk is Bruk.RESERVE,
        malrettet=place.bruk is Bruk.MALRETTET,
        om=ask.about_place(place),
        punkter=ask.of_case(place),
    )
