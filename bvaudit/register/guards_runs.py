"""May this be done to a run, or to the register as a whole?"""

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.registeret.avvik import Avvik, Omfang, Registeret
from bvaudit.model.registeret.hendelser_kjoring import (
    EnheterEndret,
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    RegisterBegynt,
    SakMerket,
)
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, Guards, no
from bvaudit.register.gate_single import seen_later
from bvaudit.register.other_key import keys_of

COMMON_START = Varighet(antall=30, enhet="D")  # register.md part 3


def _begun(ask: Asked, event: RegisterBegynt) -> Found:
    if ask.reg.hode.nr:
        yield no("alt-begynt")


def _written(ask: Asked, event: KjoringSkrevet) -> Found:
    """Another day than the last one's or later: what has been seen once is not seen anew by an older snapshot."""
    earlier = [one.per for one in ask.reg.kjoringer if not one.trukket and not one.revisjon]
    if not event.kjoring:
        yield no("ukjent-kjoring", kjoring=event.kjoring)
    if not event.revisjon and earlier and event.dag < max(earlier):
        yield no("eldre-kjoring", dag=vis(max(earlier)))


def _withdrawn(ask: Asked, event: KjoringTrukket) -> Found:
    """The last one that stands, while nobody has written in what it opened."""
    yield from ask.reason(event.grunn)
    run = next((one for one in ask.reg.kjoringer if one.kjoring == event.kjoring), None)
    if run is None or run.trukket:
        yield no("ukjent-kjoring", kjoring=event.kjoring)
        return
    if ask.reg.siste is not None and ask.reg.siste.kjoring != event.kjoring:
        yield no("ikke-siste-kjoring")
    touched = [a.nr for a in ask.reg.avvik.values() if a.kjoring == event.kjoring and written_in(a)]
    if touched:
        yield no("skrevet-i", avvik=", ".join(touched))
    if closed := _closed_since(ask.reg, run):
        yield no("lukket-etter-kjoring", avvik=", ".join(closed))


def _closed_since(reg: Registeret, run: Skrevet) -> list[str]:
    """Those that were closed by what the run said of them, or by its finding a single event still settled: a closing
    does not outlive what it stands on."""
    changed = reg.for_kjoring.get(run.kjoring, {})
    others = [one for one in reg.kjoringer if one.kjoring != run.kjoring]
    return [
        a.nr
        for a in reg.avvik.values()
        if a.stilling.lukket and a.slutt is not None and a.slutt.hendelse > run.hendelse
        if a.nr in changed or (a.omfang is Omfang.ENKELTHENDELSE and not seen_later(a, others))
    ]


def written_in(avvik: Avvik) -> bool:
    """Whether any person has done anything with it since it was opened."""
    ting = avvik.ting
    by_people = any(value.hvem != MASKINEN for value in ting.felt.values())
    acts = (ting.kommentarer, avvik.tiltak, avvik.forsok, avvik.utsettelser, avvik.slutter, avvik.gjenapnet)
    changed = (avvik.endret_mal, avvik.endret_alvor, avvik.avgjort_av_folk, avvik.slatt_inn)
    return by_people or any(acts) or any(changed)


def _common_start(ask: Asked, event: FellesStart) -> Found:
    """Only for the first one that was written, once, and at most 30 days off."""
    runs = [one for one in ask.reg.kjoringer if not one.trukket]
    if not runs or runs[0].kjoring != event.kjoring:
        yield no("ikke-forste-kjoring")
        return
    mine = [one for one in ask.reg.avvik.values() if one.kjoring == event.kjoring]
    opened = max((one.ting.apnet for one in mine), default=runs[0].per)
    if event.dag < opened or event.dag > pluss(opened, COMMON_START):
        yield no("felles-start-for-sent", fra=vis(opened), dag=vis(pluss(opened, COMMON_START)))
    if any(one.felles_start is not None for one in mine):
        yield no("felles-start-alt")


def _units(ask: Asked, event: EnheterEndret) -> Found:
    yield from ()


def _key(ask: Asked, event: NokkelByttet) -> Found:
    yield from ask.reason(event.grunn)
    if event.fra != ask.reg.nokkel or not event.til or event.til == event.fra:
        yield no("nokkel-stemmer-ikke")
        return
    keys = keys_of(ask.reg)
    old, new = [one.gammel for one in event.par], [one.ny for one in event.par]
    if keys and not event.par:
        yield no("nokkel-uten-lister", antall=len(keys))
    elif not set(old) <= keys or len(set(old)) < len(old) or len(set(new)) < len(new) or keys & set(new):
        yield no("nokkelpar-stemmer-ikke")


def _marked(ask: Asked, event: SakMerket) -> Found:
    if event.enhet not in ask.kontekst.enheter:
        yield no("ukjent-enhet", enhet=event.enhet)
    if event.regel and event.regel not in ask.kontekst.regler:
        yield no("ukjent-regel", regel=event.regel)
    if not event.sak:
        yield no("uten-nummer")
    if event.rettet is not None and event.rettet > ask.dag:
        yield no("ikke-gjort-enna", dag=vis(event.rettet))


GUARDS: Guards = {
    RegisterBegynt: _begun,
    KjoringSkrevet: _written,
    KjoringTrukket: _withdrawn,
    FellesStart: _common_start,
    EnheterEndret: _units,
    NokkelByttet: _key,
    SakMerket: _marked,
}
