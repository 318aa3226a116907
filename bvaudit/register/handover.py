"""A unit that has ceased: what it had goes to its successor, or stands without an owner."""

from collections.abc import Iterator

from bvaudit.model.kodeverk import OPPGAVER_FERDIG
from bvaudit.model.registeret.hendelser import Overfort
from bvaudit.model.registeret.hendelser_kjoring import EnheterEndret
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.mote import Endring, Endringsslag
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.register.admission import last_run
from bvaudit.register.draft import Draft
from bvaudit.register.roles import join, split
from bvaudit.texts import text

_WITH_OWNER = (Slag.AVVIK, Slag.TILTAK, Slag.OPPGAVE, Slag.LISTEPUNKT)


def new_map(draft: Draft) -> Iterator[Hendelse]:
    """The map has grown, or a successor has been named."""
    fakta, last = draft.fakta, last_run(draft.reg)
    named = {e: s for e, s in fakta.etterfolgere.items() if draft.reg.etterfolgere.get(e) != s}
    grown = last is not None and not fakta.revisjon and dict(last.kart) != dict(fakta.kart)
    if named or grown:
        yield EnheterEndret(kart=dict(fakta.kart), etterfolgere=dict(fakta.etterfolgere), dag=draft.dag)


def hand_over(draft: Draft) -> Iterator[Hendelse]:
    for ting in sorted(draft.reg.ting.values(), key=lambda t: t.nr):
        if ting.enhet in draft.units.ceased and _is_open(draft, ting):
            to = draft.units.now(ting.enhet)
            yield from _gone(draft, ting) if to in draft.units.ceased else _taken_over(draft, ting, to)


def _is_open(draft: Draft, ting: Ting) -> bool:
    avvik = draft.reg.avvik.get(ting.nr)
    done = ting.slag is Slag.OPPGAVE and ting.verdi("status") in OPPGAVER_FERDIG  # what it did is its own
    return ting.slag in _WITH_OWNER and not done and (avvik.apen if avvik is not None else ting.avsluttet is None)


def _taken_over(draft: Draft, ting: Ting, to: str) -> Iterator[Hendelse]:
    rolle, enhet = split(ting.eier)
    draft.endringer.append(Endring(nr=ting.nr, slag=Endringsslag.FLYTTET, til=to))
    yield Overfort(
        nr=ting.nr,
        eier=join(rolle, to) if enhet == ting.enhet else ting.eier,
        enhet=to,
        grunn=text("registeret_mote.opphort", enhet=draft.kontekst.enhet(ting.enhet)),
        dag=draft.dag,
    )


def _gone(draft: Draft, ting: Ting) -> Iterator[Hendelse]:
    """«Uten eier», once."""
    if split(ting.eier)[1] == ting.enhet:
        draft.endringer.append(Endring(nr=ting.nr, slag=Endringsslag.FLYTTET))
        grunn = text("registeret_mote.opphort_uten", enhet=draft.kontekst.enhet(ting.enhet))
        yield Overfort(nr=ting.nr, eier="", grunn=grunn, dag=draft.dag)
