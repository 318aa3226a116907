"""The units a finding is about, by id: as they are now, whoever has taken over since the report was written."""

from collections.abc import Iterator, Mapping
from datetime import date

from bvaudit.model.enhet import name_key
from bvaudit.model.registeret.avvik import Avvik, Registeret, Stilling
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.register.units import Units


def units_now(reg: Registeret, kontekst: Kontekst, dag: date) -> Units:
    ceased = frozenset(id for id, siste in kontekst.opphort.items() if siste < dag)
    return Units(ceased=ceased, successors={**reg.etterfolgere, **kontekst.etterfolgere})


def unit_named(navn: str, kontekst: Kontekst) -> str:
    """The id of a unit by its id, its name or the number of its bydel; the word itself when no unit, or more than one,
    is called that."""
    if navn in kontekst.enheter:
        return navn
    wanted = name_key(navn)
    called = [id for id, name in kontekst.enheter.items() if name_key(name) == wanted]
    ends = called or [id for id in kontekst.enheter if name_key(id.rpartition("-")[2]) == wanted]
    return ends[0] if len(ends) == 1 else navn


def findings(tilsyn: Tilsyn) -> Iterator[tuple[Tilsynsfunn, int, tuple[str, ...], date | None]]:
    """Every finding from the top of the page down: how many it lies in, the units it names (its own, else those of what
    it lies in), and the deadline it is to be mended by."""
    for one in tilsyn.funn:
        yield from _within(one, 0, tilsyn.enheter, None)


def _within(
    funn: Tilsynsfunn, depth: int, units: tuple[str, ...], frist: date | None
) -> Iterator[tuple[Tilsynsfunn, int, tuple[str, ...], date | None]]:
    named, due = funn.enheter or units, funn.frist or frist
    yield funn, depth, named, due
    for inner in funn.funn:
        yield from _within(inner, depth + 1, named, due)


def by_unit(
    named: tuple[str, ...], tied: Mapping[str, object], kontekst: Kontekst, units: Units, *, measured: bool
) -> tuple[str, ...]:
    """The units a finding is shown in. Where it names none it is every unit's when the extract can measure it, else
    the municipality's own (empty). A unit that has an avvik for it is there in any case."""
    if named:
        found = [units.now(unit_named(one, kontekst)) for one in named]
    else:
        found = [id for id in kontekst.enheter if id not in units.ceased] if measured else [""]
    return tuple(dict.fromkeys((*found, *tied)))


def answering(reg: Registeret, punkt: str, units: Units) -> dict[str, tuple[Avvik, ...]]:
    """Unit → the avvik that answer for the finding there, by their numbers."""
    found: dict[str, tuple[Avvik, ...]] = {}
    for avvik in sorted(reg.avvik.values(), key=lambda one: one.nr):
        if punkt in (avvik.punkt, *avvik.punkter) and avvik.telles:
            enhet = units.now(avvik.enhet) if avvik.enhet else ""
            left = _survivor(avvik, reg)
            others = (one for one in found.get(enhet, ()) if one.nr != left.nr)
            found[enhet] = (*others, left)
    return found


def _survivor(avvik: Avvik, reg: Registeret) -> Avvik:
    """Where it was merged into another, that one answers for the finding now."""
    seen: set[str] = set()
    while avvik.stilling is Stilling.SLATT_SAMMEN and avvik.slutt is not None and avvik.nr not in seen:
        seen.add(avvik.nr)
        avvik = reg.avvik.get(avvik.slutt.til, avvik)
    return avvik
