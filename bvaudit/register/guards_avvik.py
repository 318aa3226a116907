"""May this be decided about an avvik: opened, told, done at once, the decisive measure, the goal, the severity, put
off?"""

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.kodeverk import DROPPET
from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikOpprettet,
    ForelderSatt,
    MalEndret,
    PunktKnyttet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.ting import Slag, link_number
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, Guards, no, owners_of
from bvaudit.register.guards_common import BY_RUN
from bvaudit.register.guards_missed import control_opens, control_tied
from bvaudit.register.guards_things import number_is_free
from bvaudit.register.roles import above, same

LONGEST_WAIT = Varighet(antall=6, enhet="M")  # register.md part 7: utsatt


def open_avvik(ask: Asked, nr: str) -> Found:
    avvik = ask.avvik(nr)
    if avvik is None:
        yield no("ikke-avvik", nr=nr)
    elif not avvik.apen:
        yield no("avsluttet", nr=nr)


def _opened(ask: Asked, event: AvvikOpprettet) -> Found:
    yield from number_is_free(ask, event.nr, Slag.AVVIK, event.dag)
    if not (event.tittel or event.tekst):
        yield no("uten-tittel")
    if event.enhet and event.enhet not in ask.kontekst.enheter and ask.person:
        yield no("ukjent-enhet", enhet=event.enhet)
    if event.regel and event.regel not in ask.kontekst.regler:
        yield no("ukjent-regel", regel=event.regel)
    if not valid_goal(event.mal):
        yield no("umulig-mal")
    if ask.person:
        yield from _registered(ask, event)
    elif event.kilde is Kilde.INTERNKONTROLL:
        yield no("bare-mennesker")


def _registered(ask: Asked, event: AvvikOpprettet) -> Found:
    """What a person registers has no objects: it is a systemsvikt, not measured, and its effect is read."""
    if event.kilde in BY_RUN or event.kjoring:
        yield no("kilde-av-programmet")
    if event.kilde is Kilde.INTERNKONTROLL:
        yield from control_opens(ask, event)
    yield from ask.role(event.eier)
    if event.kilde is Kilde.IMPORT:
        return
    if event.regel or event.utgangspunkt is not None or event.sak:
        yield no("meldt-uten-regel")
    if event.omfang is not Omfang.SYSTEMSVIKT or not event.krever_lesing:
        yield no("meldt-er-systemsvikt")


def valid_goal(mal: Effektmal) -> bool:
    return 1 <= mal.minst <= mal.av <= mal.utvides_til and 1 <= mal.minst_utvidet <= mal.utvides_til


def _parent(ask: Asked, event: ForelderSatt) -> Found:
    yield from open_avvik(ask, event.nr)
    parent = ask.avvik(event.forelder)
    if parent is None or parent.kilde is not Kilde.FORELDER or not parent.apen or event.forelder == event.nr:
        yield no("ikke-forelder", nr=event.forelder)


def _finding(ask: Asked, event: PunktKnyttet) -> Found:
    if not event.punkt:
        yield no("uten-tekst")
    elif ask.person:
        yield from control_tied(ask, event)


def _told(ask: Asked, event: Varslet) -> Found:
    yield from open_avvik(ask, event.nr)


def _at_once(ask: Asked, event: Strakstiltak) -> Found:
    yield from open_avvik(ask, event.nr)
    if not event.hva:
        yield no("uten-tekst")
    yield from ask.role(event.rolle)


def _decisive(ask: Asked, event: AvgjorendeValgt) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    if event.tiltak not in avvik.tiltak:
        yield no("ikke-koblet", tiltak=event.tiltak, avvik=event.nr)
        return
    if ask.reg.ting[link_number(event.nr, event.tiltak)].verdi("tiltaksstatus") == DROPPET:
        yield no("avgjorende-droppet", tiltak=event.tiltak)
    if avvik.avgjorende == event.tiltak:
        yield no("uendret")
    elif avvik.avgjorende:
        yield from ask.reason(event.grunn)


def _goal(ask: Asked, event: MalEndret) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    if not valid_goal(event.mal):
        yield no("umulig-mal")
        return
    if event.mal == avvik.mal:
        yield no("uendret")
    yield from ask.reason(event.grunn)
    softer = is_softer(event.mal, avvik.mal)
    if softer != event.mykere:
        yield no("mykere-ikke-sagt")
    if softer:
        yield from ask.not_owner(owners_of(avvik.ting))


def is_softer(mal: Effektmal, than: Effektmal) -> bool:
    """A smaller share or fewer cases, in either round: easier to reach by as little as one of them."""
    return (
        mal.minst * than.av < than.minst * mal.av
        or mal.av < than.av
        or mal.minst_utvidet * than.utvides_til < than.minst_utvidet * mal.utvides_til
        or mal.utvides_til < than.utvides_til
    )


def _severity(ask: Asked, event: AlvorEndret) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    if event.alvor is avvik.alvor:
        yield no("uendret")
    yield from ask.reason(event.grunn)
    if event.alvor.rang < avvik.alvor.rang:
        yield from ask.not_owner(owners_of(avvik.ting))


def _answers(ask: Asked, event: SvarEndret) -> Found:
    """By the run that takes the audit in anew; by a person it is a side exit as the others."""
    if ask.person:
        yield from ask.reason(event.grunn)
        yield from ask.not_owner(owners_of(ask.reg.ting[event.nr]))


def _put_off(ask: Asked, event: UtsattMedGrunn) -> Found:
    yield from open_avvik(ask, event.nr)
    avvik = ask.avvik(event.nr)
    if avvik is None:
        return
    if avvik.alvor is Alvorlighetsgrad.KRITISK:
        yield no("kritisk-utsettes-ikke")
    yield from ask.reason(event.grunn)
    yield from ask.not_owner(owners_of(avvik.ting))
    if not same(event.giver, ask.hvem):
        yield no("giver-er-en-annen")
    if event.til <= event.dag:
        yield no("utsatt-bakover", dag=vis(event.til))
    elif event.til > pluss(event.dag, LONGEST_WAIT):
        yield no("utsatt-for-lenge", dag=vis(pluss(event.dag, LONGEST_WAIT)))
    yield from _again(ask, avvik)


def _again(ask: Asked, avvik: Avvik) -> Found:
    """Put off once more: only by a role above everyone who has done it before."""
    if not all(above(ask.hvem, one.giver, ask.kontekst.kodeverk) for one in avvik.utsettelser):
        yield no("utsatt-igjen")


GUARDS: Guards = {
    AvvikOpprettet: _opened,
    ForelderSatt: _parent,
    PunktKnyttet: _finding,
    Varslet: _told,
    Strakstiltak: _at_once,
    AvgjorendeValgt: _decisive,
    MalEndret: _goal,
    AlvorEndret: _severity,
    SvarEndret: _answers,
    UtsattMedGrunn: _put_off,
}
