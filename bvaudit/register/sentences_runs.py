"""Runs, and what is about the register as a whole, told."""

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.hendelser_kjoring import (
    EnheterEndret,
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    RegelUtgatt,
    RegisterBegynt,
    SakMerket,
)
from bvaudit.register.sentence_parts import Sentences, Told, numbers
from bvaudit.texts import text


def _begun(tell: Told, event: RegisterBegynt) -> str:
    return text("registeret.hendelse.register_begynt", kommune=event.kommune)


def _written(tell: Told, event: KjoringSkrevet) -> str:
    if event.revisjon:
        return text("registeret.hendelse.gjennomgang_skrevet", revisjon=event.revisjon, dag=vis(event.dag))
    return text("registeret.hendelse.kjoring_skrevet", dag=vis(event.dag), antall=event.antall_objekter)


def _withdrawn(tell: Told, event: KjoringTrukket) -> str:
    run = next((one for one in tell.reg.kjoringer if one.kjoring == event.kjoring), None)
    per = text("registeret.ledd.per", dag=vis(run.per)) if run is not None else ""
    return text("registeret.hendelse.kjoring_trukket", per=per, grunn=tell.because(event.grunn))


def _common_start(tell: Told, event: FellesStart) -> str:
    return text("registeret.hendelse.felles_start", dag=vis(event.dag))


def _units(tell: Told, event: EnheterEndret) -> str:
    named = (
        text("registeret.ledd.overtar", enhet=tell.unit(til), fra=tell.unit(fra))
        for fra, til in sorted(event.etterfolgere.items())
    )
    after = text("registeret.ledd.komma").join(named)
    tail = text("registeret.ledd.kolon", tekst=after) if after else ""
    return text("registeret.hendelse.enheter_endret", etterfolgere=tail)


def _key(tell: Told, event: NokkelByttet) -> str:
    why = tell.because(event.grunn)
    if not event.par and not event.uten:
        return text("registeret.hendelse.nokkel_byttet", grunn=why)
    return text("registeret.hendelse.nokkel_byttet_med", grunn=why, antall=len(event.par), uten=event.uten)


def _rule_gone(tell: Told, event: RegelUtgatt) -> str:
    other = text("registeret.ledd.erstattet", regel=event.erstattet_av) if event.erstattet_av else ""
    values = {"regel": event.regel, "erstattet": other, "numre": numbers(event.numre)}
    return text("registeret.hendelse.regel_utgatt", grunn=tell.because(event.grunn), **values)


def _marked(tell: Told, event: SakMerket) -> str:
    values = {"enhet": tell.unit(event.enhet), "fil": tell.within(event.fil)}
    values["regel"] = text("registeret.ledd.etter_regel", regel=event.regel) if event.regel else ""
    if event.rettet is None:
        return text("registeret.hendelse.sak_ikke_merket", **values)
    return text("registeret.hendelse.sak_merket", dag=vis(event.rettet), **values)


SENTENCES: Sentences = {
    RegisterBegynt: _begun,
    KjoringSkrevet: _written,
    KjoringTrukket: _withdrawn,
    FellesStart: _common_start,
    EnheterEndret: _units,
    NokkelByttet: _key,
    RegelUtgatt: _rule_gone,
    SakMerket: _marked,
}
