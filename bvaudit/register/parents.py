"""The same failing of the system in three units: stab owns a parent avvik."""

from collections.abc import Iterator

from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, ForelderSatt
from bvaudit.model.registeret.mote import Endring, Endringsslag
from bvaudit.model.rule import Rule
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.register.draft import Draft, number_key
from bvaudit.register.extent import watched_since

UNITS = 3  # register.md part 2
STAB = "stab"
_NEVER_WERE = (Stilling.TRUKKET, Stilling.AVVIST, Stilling.SLATT_SAMMEN)


def set_parents(draft: Draft) -> None:
    """A parent for each rule that fails in three units within 24 months, and every open child tied to it."""
    children: dict[str, list[Avvik]] = {}
    for avvik in sorted(draft.reg.avvik.values(), key=lambda a: number_key(a.nr)):
        if _is_child(avvik, draft):
            children.setdefault(avvik.regel, []).append(avvik)
    for regel, found in sorted(children.items()):
        rule = draft.rule(regel)
        if rule is not None:
            _tie(draft, rule, found)


def _is_child(avvik: Avvik, draft: Draft) -> bool:
    return (
        bool(avvik.regel and avvik.enhet)
        and avvik.telles
        and avvik.omfang is Omfang.SYSTEMSVIKT
        and not _has_parent(avvik, draft)
        and avvik.stilling not in _NEVER_WERE
        and (avvik.apen or avvik.ting.apnet >= watched_since(draft.dag))
    )


def _has_parent(avvik: Avvik, draft: Draft) -> bool:
    """One that is open: a failing that is found in three units once more has a new one."""
    parent = draft.reg.avvik.get(avvik.forelder)
    return parent is not None and parent.apen


def _tie(draft: Draft, rule: Rule, children: list[Avvik]) -> None:
    parents = (a for a in draft.reg.apne if a.kilde is Kilde.FORELDER and a.regel == rule.id)
    parent = min((a.nr for a in parents), key=number_key, default="")
    still_open = [a for a in children if a.apen]
    if not still_open:
        return
    if not parent:
        if len({a.enhet for a in children}) < UNITS:
            return
        event = _opening(draft, rule)
        draft.add([event])
        parent = event.nr
        draft.endringer.append(Endring(nr=parent, slag=Endringsslag.FORELDER, antall=len(children)))
    draft.add(_ties(draft, still_open, parent))


def _ties(draft: Draft, children: list[Avvik], parent: str) -> Iterator[ForelderSatt]:
    for avvik in children:
        yield ForelderSatt(nr=avvik.nr, forelder=parent, dag=draft.dag)


def _opening(draft: Draft, rule: Rule) -> AvvikOpprettet:
    return AvvikOpprettet(
        nr=draft.next_number(),
        regel=rule.id,
        variant=rule.variantnavn[0],
        tittel=rule.brudd,
        enhet="",
        kilde=Kilde.FORELDER,
        alvor=rule.alvorlighetsgrad,
        omfang=Omfang.SYSTEMSVIKT,
        eier=STAB,
        mal=rule.effektmal or NI_AV_TI,
        logikk=draft.fakta.logikk.get(rule.id, ""),
        kjoring=draft.fakta.kjoring,
        dag=draft.dag,
    )
