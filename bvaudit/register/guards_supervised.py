"""May this step of a supervision be written?"""

from datetime import date

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.kodeverk import OURS, Skritt
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.asked import Asked, Found, Guards, no
from bvaudit.register.guards_fields import FURTHEST
from bvaudit.register.supervised_steps import about_all, findings_in, of_course, required, step_named, supervision


def _step(ask: Asked, event: TilsynSkritt) -> Found:
    if ask.reg.ting[event.nr].slag is not Slag.TILSYN:
        yield no("ikke-tilsyn", nr=event.nr)
        return
    standing = ask.reg.tilsyn.get(event.nr, ())
    corrected = next((one for one in standing if one.hendelse == event.retter), None)
    if (event.retter or event.trukket) and corrected is None:
        yield no("ikke-skrittet", hendelse=event.retter, nr=event.nr)
        return
    if event.trukket:
        yield from ask.reason(event.tekst)
        return
    step = step_named(ask.kontekst.kodeverk, event.skritt)
    if step is None:
        yield no("ukjent-skritt", verdi=event.skritt)
        return
    yield from _belongs(ask, event, step)
    yield from _days(ask, event, step)
    yield from _deadline(ask, event)
    yield from _same(ask, event, standing, corrected)
    others = tuple(one for one in standing if one is not corrected)
    yield from _in_order(ask, event, step, others)


def _belongs(ask: Asked, event: TilsynSkritt, step: Skritt) -> Found:
    """The step is one of such a course, and the findings are the supervision's own."""
    tilsyn = supervision(ask.kontekst, event.nr)
    if tilsyn is not None and tilsyn.forlop not in step.forlop:
        yield no("annet-forlop", skritt=step.tekst)
    known = findings_in(tilsyn) if tilsyn is not None else ()
    for funn in event.funn:
        if funn not in known:
            yield no("ukjent-funn", funn=funn)
    named = Skrittet(skritt=event.skritt, dag=event.dag, funn=event.funn)
    if step.avslutter and tilsyn is not None and not about_all(named, tilsyn):
        yield no("avsluttet-for-noen", skritt=step.tekst)


def _days(ask: Asked, event: TilsynSkritt, step: Skritt) -> Found:
    """Only what can be agreed beforehand is written before its day."""
    if event.dag > ask.dag and not step.avtales:
        yield no("fram-i-tid", dag=vis(event.dag))
    for dag in (event.dag, event.frist):
        if dag is not None and not dag < pluss(ask.dag, FURTHEST):
            yield no("urimelig-dato", dag=vis(dag))


def _deadline(ask: Asked, event: TilsynSkritt) -> Found:
    """It is for something we are to do, and not over before the letter was written."""
    kodeverk = ask.kontekst.kodeverk
    if event.frist is not None and event.frist < event.dag:
        yield no("frist-for-dagen", frist=vis(event.frist), dag=vis(event.dag))
    wanted = required(Skrittet(skritt=event.skritt, dag=event.dag, frist_for=event.frist_for), kodeverk)
    tilsyn = supervision(ask.kontekst, event.nr)
    if event.frist is not None and not (wanted and of_course(wanted, tilsyn, kodeverk)):
        yield no("skritt-uten-frist", skritt=kodeverk.tekst("tilsynsskritt", event.skritt))
    if event.frist_for:
        answer = step_named(kodeverk, event.frist_for)
        if answer is None or answer.av != OURS or not of_course(event.frist_for, tilsyn, kodeverk):
            yield no("frist-for-ukjent", verdi=event.frist_for)


def _same(ask: Asked, event: TilsynSkritt, standing: tuple[Skrittet, ...], corrected: Skrittet | None) -> Found:
    """Nothing is written twice. What was agreed may be written again as it was, once its day has come."""
    for one in standing:
        if _what(one) != (event.skritt, event.dag, event.frist, event.funn, event.frist_for):
            continue
        if one is not corrected:
            yield no("skritt-skrevet", hendelse=one.hendelse)
        elif one.tekst == event.tekst and not (one.avtalt and event.dag <= ask.dag):
            yield no("uendret")


def _what(step: Skrittet) -> tuple[str, date, date | None, tuple[str, ...], str]:
    return step.skritt, step.dag, step.frist, step.funn, step.frist_for


def _in_order(ask: Asked, event: TilsynSkritt, step: Skritt, others: tuple[Skrittet, ...]) -> Found:
    """Nothing happens after the authority has ended it; and it has not ended before what stands."""
    ends = {one.kode for one in ask.kontekst.kodeverk.tilsynsskritt if one.avslutter}
    for one in others:
        if one.skritt in ends and (step.avslutter or event.dag > one.dag):
            yield no("tilsyn-avsluttet", dag=vis(one.dag), hendelse=one.hendelse)
            return
    latest = max((one.dag for one in others), default=None)
    if step.avslutter and latest is not None and latest > event.dag:
        yield no("avsluttet-for-skritt", dag=vis(latest))


GUARDS: Guards = {TilsynSkritt: _step}
