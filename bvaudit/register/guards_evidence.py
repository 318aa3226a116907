"""May this be said of the evidence? What was found, and what was mended, is said by runs and by those who read; a
person may say that it was no breach, that it is no longer there to mend, or why it cannot be mended."""

from bvaudit.model.registeret.avvik import Avvik, Kilde, Objekttilstand
from bvaudit.model.registeret.hendelser_avvik import (
    BevisLagtTil,
    BevisUnderAnnen,
    BevisVurdert,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    Objektsvar,
    OmfangLoftet,
)
from bvaudit.model.rule import Rettes
from bvaudit.register.asked import Asked, Found, Guards, no, owners_of
from bvaudit.register.guards_avvik import open_avvik
from bvaudit.register.rulefacts import is_read

SAID_BY_PEOPLE = (Objekttilstand.IKKE_BRUDD, Objekttilstand.BORTFALT, Objekttilstand.FORTSATT)


def _added(ask: Asked, event: BevisLagtTil) -> Found:
    yield from open_avvik(ask, event.nr)
    if event.antall != len(event.bevis) or event.antall < 1:
        yield no("antall-stemmer-ikke")
    if any(not one.objekt_id for one in event.bevis):
        yield no("bevis-uten-nokkel")
    avvik = ask.avvik(event.nr)
    if avvik is not None and avvik.kilde is Kilde.FORELDER:
        yield no("forelder-uten-bevis", nr=event.nr)
    yield from _of_run(ask, event.kjoring)


def _of_run(ask: Asked, kjoring: str) -> Found:
    if kjoring not in _runs(ask):
        yield no("ukjent-kjoring", kjoring=kjoring)


def _runs(ask: Asked) -> set[str]:
    standing = [one for one in ask.reg.kjoringer if not one.trukket]
    return {one.kjoring for one in standing} | {one.revisjon for one in standing if one.revisjon}


def _judged(ask: Asked, event: BevisVurdert) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    known = {one.objekt_id for one in avvik.bevis if one.objekt_id}
    if any(one.objekt_id not in known for one in event.svar):
        yield no("ukjent-objekt", nr=event.nr)
    if not event.svar or event.avgjort < 0 or event.uavgjort < 0:
        yield no("antall-stemmer-ikke")
    if ask.person:
        yield from _by_person(ask, avvik, event)
    else:
        yield from _of_run(ask, event.kjoring)
        yield from _as_the_rule_heals(ask, avvik, event)


def _as_the_rule_heals(ask: Asked, avvik: Avvik, event: BevisVurdert) -> Found:
    """What can only be done too late is never mended, and the other way round; a reader may have seen otherwise."""
    rule = ask.kontekst.regler.get(avvik.regel)
    if rule is None or rule.rettes is None or avvik.krever_lesing or is_read(rule):
        return
    heals = {Objekttilstand.RETTET: Rettes.KAN, Objekttilstand.FOR_SENT: Rettes.VED_UTFORT}
    if any(heals.get(one.tilstand, rule.rettes) is not rule.rettes for one in event.svar):
        yield no("rettes-ikke-slik", regel=avvik.regel)


def _by_person(ask: Asked, avvik: Avvik, event: BevisVurdert) -> Found:
    if event.kjoring or any(one.tilstand not in SAID_BY_PEOPLE for one in event.svar):
        yield no("bare-programmet")
    elif not all(_explained(one) for one in event.svar):
        yield no("svar-uten-grunn")
    if any(one.tilstand.avgjort for one in event.svar):
        yield from ask.not_owner(owners_of(avvik.ting))


def _explained(svar: Objektsvar) -> bool:
    return bool(svar.grunn) and (bool(svar.feiltype) or svar.tilstand is not Objekttilstand.IKKE_BRUDD)


def _cannot(ask: Asked, event: KanIkkeRettes) -> Found:
    """One reason for all only of a rule that says so; else object by object."""
    yield from open_avvik(ask, event.nr)
    yield from ask.reason(event.grunn)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    rule = ask.kontekst.regler.get(avvik.regel)
    if event.alle and rule is not None and rule.rettes is not Rettes.NEI:
        yield no("kan-rettes", nr=event.nr)
    if event.alle == bool(event.objekter):
        yield no("antall-stemmer-ikke")
    if not set(event.objekter) <= {one.objekt_id for one in avvik.bevis}:
        yield no("ukjent-objekt", nr=event.nr)


def _under(ask: Asked, event: BevisUnderAnnen) -> Found:
    yield from open_avvik(ask, event.nr)
    wider = ask.avvik(event.annen) if event.annen else None
    if event.annen and (wider is None or not wider.apen or event.annen == event.nr):
        yield no("ikke-avvik", nr=event.annen)
    if event.antall != len(event.objekter) or event.antall < 1:
        yield no("antall-stemmer-ikke")


def _lifted(ask: Asked, event: OmfangLoftet) -> Found:
    yield from open_avvik(ask, event.nr)


def _logic(ask: Asked, event: LogikkEndret) -> Found:
    yield from open_avvik(ask, event.nr)


def _known_miss(ask: Asked, event: KjentBruddOppfylt) -> Found:
    avvik = ask.avvik(event.nr)
    if avvik is None or avvik.apen:
        yield no("ikke-avsluttet", nr=event.nr)


GUARDS: Guards = {
    BevisLagtTil: _added,
    BevisVurdert: _judged,
    KanIkkeRettes: _cannot,
    BevisUnderAnnen: _under,
    OmfangLoftet: _lifted,
    LogikkEndret: _logic,
    KjentBruddOppfylt: _known_miss,
}
