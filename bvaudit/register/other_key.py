"""Another key: what the register follows is known by another pseudonym from now on, and is the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bvaudit.model.registeret.avvik import Avvik, Bevis, Registeret, Slutt
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.hendelser_kjoring import Nokkelpar

Names = Mapping[str, str]  # the pseudonym before → after


def keys_of(reg: Registeret) -> frozenset[str]:
    """Every pseudonym the register follows something by. Struck keys are none."""
    found = {sak for _, sak in reg.merket}
    for avvik in reg.avvik.values():
        found.add(avvik.sak)
        found.update(key for one in (*avvik.bevis, *avvik.under) if one.sak for key in (one.sak, one.objekt_id))
        found.update(key for one in avvik.slutter for key in one.brukt)
        found.update(key for one in avvik.forsok for key in one.brukt)
    return frozenset(found - {""})


def renamed(avvik: Avvik, names: Names) -> Avvik:
    """The avvik itself when it has none of them."""
    after = replace(
        avvik,
        sak=names.get(avvik.sak, avvik.sak),
        bevis=tuple(_evidence(one, names) for one in avvik.bevis),
        under=tuple(_evidence(one, names) for one in avvik.under),
        slutter=tuple(_end(one, names) for one in avvik.slutter),
        forsok=tuple(_attempt(one, names) for one in avvik.forsok),
        annen_logikk=frozenset(_all(avvik.annen_logikk, names)),
    )
    return avvik if after == avvik else after


def pairs(
    keys: Iterable[str], before: Iterable[tuple[str, object]], after: Iterable[tuple[str, object]]
) -> tuple[Nokkelpar, ...]:
    """What each of ``keys`` is called now, by lists of (pseudonym, what it stands for). What stands for nothing, or for
    something that has several names in the new list, is left out. One list may hold the names of both keys."""
    wanted = frozenset(keys)
    meant = {name: source for name, source in before if name in wanted}
    sources = frozenset(meant.values())
    now: dict[object, set[str]] = {}
    for name, source in after:
        if source in sources and name not in wanted:
            now.setdefault(source, set()).add(name)
    known = {name: now.get(source, set()) for name, source in meant.items()}
    taken = Counter(ny for each in known.values() for ny in each)
    return tuple(
        Nokkelpar(gammel=name, ny=ny)
        for name, each in sorted(known.items())
        if len(each) == 1
        for ny in each
        if taken[ny] == 1
    )


def _evidence(one: Bevis, names: Names) -> Bevis:
    return replace(one, sak=names.get(one.sak, one.sak), objekt_id=names.get(one.objekt_id, one.objekt_id))


def _end(one: Slutt, names: Names) -> Slutt:
    return replace(one, brukt=_all(one.brukt, names), oppfylt_siden=_all(one.oppfylt_siden, names))


def _attempt(one: Forsok, names: Names) -> Forsok:
    return replace(one, brukt=_all(one.brukt, names))


def _all(keys: Iterable[str], names: Names) -> tuple[str, ...]:
    return tuple(names.get(one, one) for one in keys)
