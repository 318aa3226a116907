"""The findings of a supervision: an avvik for each rule tied to one and each unit named, or one without objects."""

from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, PunktKnyttet
from bvaudit.model.registeret.kjoring import Tilsynsfunn
from bvaudit.model.registeret.mote import Endring, Endringsslag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.breaches import opening, owner
from bvaudit.register.draft import Draft

# A breach of the law the authority has found and no rule is tied to; a person sets another, with a reason.
SEVERITY = Alvorlighetsgrad.HOY


def findings(draft: Draft) -> None:
    """Each is registered once, however often it is read, also when its avvik has ended since."""
    for funn in draft.fakta.tilsyn:
        enhet = draft.units.now(funn.enhet) if funn.enhet else ""
        for regel in funn.regler or ("",):
            if not any(_answers_for(a, funn.punkt, regel, enhet) for a in draft.reg.avvik.values()):
                _register(draft, funn, regel, enhet)


def _answers_for(avvik: Avvik, punkt: str, regel: str, enhet: str) -> bool:
    here = avvik.enhet == enhet or any(one.enhet == enhet for one in avvik.bevis)
    return punkt in (avvik.punkt, *avvik.punkter) and avvik.regel == regel and here


def _register(draft: Draft, funn: Tilsynsfunn, regel: str, enhet: str) -> None:
    rule = draft.rule(regel)
    there = draft.open_of(regel, enhet) if regel else None
    if there is not None:
        draft.add([PunktKnyttet(nr=there.nr, punkt=funn.punkt, dag=draft.dag)])
        draft.endringer.append(Endring(nr=there.nr, slag=Endringsslag.PUNKT))
    elif rule is not None and enhet:
        event = opening(
            draft, rule, enhet, kilde=Kilde.TILSYN, omfang=Omfang.SYSTEMSVIKT, mal=funn.mal, punkt=funn.punkt
        )
        _open(draft, event)
    elif not regel:
        _open(draft, _without_rule(draft, funn, enhet))


def _without_rule(draft: Draft, funn: Tilsynsfunn, enhet: str) -> AvvikOpprettet:
    return AvvikOpprettet(
        nr=draft.next_number(),
        tittel=funn.tittel,
        enhet=enhet,
        kilde=Kilde.TILSYN,
        alvor=SEVERITY,
        omfang=Omfang.SYSTEMSVIKT,
        eier=owner(draft.kontekst, SEVERITY, enhet, draft.units.ceased) if enhet else "stab",
        mal=funn.mal,
        krever_lesing=True,
        kjoring=draft.fakta.kjoring,
        dag=draft.dag,
        punkt=funn.punkt,
    )


def _open(draft: Draft, event: AvvikOpprettet) -> None:
    draft.add([event])
    draft.endringer.append(Endring(nr=event.nr, slag=Endringsslag.NYTT))
