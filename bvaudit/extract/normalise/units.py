"""Which unit a submission belongs to, and what each unit is called.

This is the one place where a unit is made. Numbers decide before names: a name may be shared, misspelled or missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.enhet import (
    UKJENT,
    UKJENT_ID,
    Enhet,
    Enheter,
    Kilde,
    KjentEnhet,
    name_key,
    named,
    unique_names,
)
from bvaudit.texts import text


def unit_of(
    enheter: Enheter | None,
    *,
    organisasjonsnummer: str | None,
    kommunenummer: str | None,
    kommunenavn: str | None,
    bydelsnummer: str | None,
    bydelsnavn: str | None,
    dag: date | None,
) -> tuple[str, str]:
    """The unit's id and own name: the first in the municipality's own map that fits on the day ``dag``.

    ``dag`` None fits any day. Without a map, or when none fits, the unit is the bydel, else the municipality, known by
    its number. The name is what the source calls it, and may be another unit's too.
    """
    given = Kilde(
        organisasjonsnummer=named(organisasjonsnummer),
        kommunenummer=named(kommunenummer),
        bydelsnummer=named(bydelsnummer),
    )
    for enhet in enheter.enheter if enheter else ():
        if _in_force(enhet, dag) and any(_fits(kilde, given) for kilde in enhet.kilder):
            return enhet.id, enhet.navn
    kommune, bydel = named(kommunenavn), named(bydelsnavn)
    return _default_id(given, kommune, bydel), _default_name(given, kommune, bydel)


def unit_named(enheter: Enheter | None, navn: str | None, dag: date | None) -> tuple[str, str] | None:
    """The unit a sheet names: one of the municipality's own map when it has the id or the name, else the name itself.

    Spellings that differ only in case, full stops and spaces are one unit. None when the cell only says that a name is
    missing.
    """
    own = named(navn)
    if not own:
        return None
    key = name_key(own)
    alike = [e for e in (enheter.enheter if enheter else ()) if key in (e.id, name_key(e.navn))]
    found = next((e for e in alike if _in_force(e, dag)), alike[0] if alike else None)
    return (found.id, found.navn) if found else (key, own)


def no_unit() -> tuple[str, str]:
    return UKJENT_ID, UKJENT


def _in_force(enhet: Enhet, dag: date | None) -> bool:
    if dag is None:
        return True
    begun = enhet.gjelder_fra is None or enhet.gjelder_fra <= dag
    return begun and (enhet.gjelder_til_og_med is None or dag <= enhet.gjelder_til_og_med)


def _fits(kilde: Kilde, given: Kilde) -> bool:
    return (
        kilde.organisasjonsnummer in ("", given.organisasjonsnummer)
        and kilde.kommunenummer in ("", given.kommunenummer)
        and kilde.bydelsnummer in ("", given.bydelsnummer)
    )


def _default_id(given: Kilde, kommunenavn: str, bydelsnavn: str) -> str:
    """«5001», «5001-02»; the organisation's number or the name only where the source gives no better."""
    service = given.kommunenummer or given.organisasjonsnummer or (name_key(kommunenavn) if kommunenavn else "")
    part = given.bydelsnummer or (name_key(bydelsnavn) if bydelsnavn else "")
    return "-".join(each for each in (service, part) if each) or UKJENT_ID


def _default_name(given: Kilde, kommunenavn: str, bydelsnavn: str) -> str:
    if bydelsnavn:
        return bydelsnavn
    kommune = kommunenavn or (
        text("extract.normalise_units.kommune", kommunenummer=given.kommunenummer) if given.kommunenummer else UKJENT
    )
    return (
        text("extract.normalise_units.bydel", kommune=kommune, bydelsnummer=given.bydelsnummer)
        if given.bydelsnummer
        else kommune
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often a unit was met under one name and one municipality. ``saker``: in submissions that count."""

    enhet_id: str
    navn: str
    kommunenummer: str
    saker: int
    sist: date | None


def known_units(seen: Sequence[Seen], enheter: Enheter | None) -> tuple[KjentEnhet, ...]:
    """Every unit of the extract, and every unit of the map, with the names to use everywhere. Sorted by name."""
    own = {e.id: e for e in (enheter.enheter if enheter else ())}
    by_id: dict[str, list[Seen]] = {each: [] for each in own}
    for one in seen:
        by_id.setdefault(one.enhet_id, []).append(one)
    names = {each: own[each].navn if each in own else _best(rows) for each, rows in by_id.items()}
    numbers = {each: _numbers(rows, own.get(each)) for each, rows in by_id.items()}
    shown = unique_names({each: (names[each], _single(numbers[each])) for each in by_id})
    units = [
        KjentEnhet(
            id=each,
            navn=shown[each],
            egennavn=names[each],
            kommunenumre=numbers[each],
            gruppe=own[each].gruppe if each in own else "",
            vertskommune=own[each].vertskommune if each in own else "",
            oppgave=own[each].oppgave if each in own else "",
            gjelder_fra=own[each].gjelder_fra if each in own else None,
            gjelder_til_og_med=own[each].gjelder_til_og_med if each in own else None,
        )
        for each in by_id
    ]
    return tuple(sorted(units, key=lambda unit: (unit.navn, unit.id)))


def spellings(seen: Iterable[Seen], units: Sequence[KjentEnhet]) -> Iterator[tuple[KjentEnhet, tuple[str, ...]]]:
    """The units the source writes in more than one way, with the ways, sorted."""
    written: dict[str, set[str]] = {}
    for one in seen:
        written.setdefault(one.enhet_id, set()).add(one.navn)
    for unit in units:
        ways = written.get(unit.id, set())
        if len(ways) > 1:
            yield unit, tuple(sorted(ways))


def _best(rows: Sequence[Seen]) -> str:
    """The spelling most cases have, else the latest; of those alike, one that is not all in small or big letters."""
    saker: dict[str, int] = {}
    sist: dict[str, date] = {}
    for row in rows:
        saker[row.navn] = saker.get(row.navn, 0) + row.saker
        sist[row.navn] = max(sist.get(row.navn, date.min), row.sist or date.min)
    plain = {navn: navn in (navn.upper(), navn.lower()) for navn in saker}
    return min(saker, key=lambda navn: (-saker[navn], -sist[navn].toordinal(), plain[navn], navn))


def _numbers(rows: Sequence[Seen], enhet: Enhet | None) -> tuple[str, ...]:
    found = {row.kommunenummer for row in rows} | {k.kommunenummer for k in (enhet.kilder if enhet else ())}
    return tuple(sorted(found - {""}))


def _single(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else ""
