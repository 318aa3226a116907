"""Which avvik a person means: by number, by unit, or every open one."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.texts import text


def chosen_of(
    reg: Registeret, kontekst: Kontekst, *, numre: Sequence[str], enhet: str, alle: bool
) -> tuple[Avvik, ...]:
    """Those that were named; else every open one of the unit, or of all. UsageError for what is not there."""
    if numre:
        return tuple(numbered(reg, nr) for nr in numre)
    found = tuple(avvik for avvik in reg.apne if avvik.telles)
    if enhet:
        unit = _unit(enhet, kontekst, {avvik.enhet for avvik in found})
        found = tuple(avvik for avvik in found if avvik.enhet == unit)
    elif not alle:
        raise UsageError(text("registeret_effekt.hvilket"), hint=text("registeret_effekt.hvilket_hint"))
    return tuple(sorted(found, key=lambda avvik: avvik.nr))


def numbered(reg: Registeret, typed: str) -> Avvik:
    wanted = typed.strip().upper()
    if wanted in reg.avvik:
        return reg.avvik[wanted]
    near = get_close_matches(wanted, reg.avvik, n=1)
    hint = text("felles.mente_du", naer=near[0]) if near else ""
    raise UsageError(text("registeret_effekt.ukjent_nummer", nr=typed), hint=hint)


def _unit(typed: str, kontekst: Kontekst, there: Iterable[str]) -> str:
    known = dict(_spellings(kontekst, there))
    wanted = typed.strip().casefold()
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    hint = text("felles.mente_du", naer=kontekst.enhet(known[near[0]])) if near else ""
    raise UsageError(text("registeret_effekt.ukjent_enhet", enhet=typed), hint=hint)


def _spellings(kontekst: Kontekst, there: Iterable[str]) -> Iterator[tuple[str, str]]:
    for id_ in there:
        yield kontekst.enhet(id_).casefold(), id_
    for id_, navn in kontekst.enheter.items():
        yield from ((navn.casefold(), id_), (id_.casefold(), id_))
