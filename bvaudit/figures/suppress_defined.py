"""Which figures count the very same, by how they are defined: some of the codes of a division are what another figure
counts, or what is in the numerator of its share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bvaudit.model.nokkeltall import Inndeling, Lesning, Nokkeltall
from bvaudit.model.skjerming import Kodelik
from bvaudit.model.uttrykk import Betingelse, Feltkrav

_EMPTY = Betingelse()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """``av``: what is counted, by what, when and without whom, besides the conditions."""

    tall: str
    lesning: Lesning
    av: object


def same_counts(figures: Iterable[Nokkeltall]) -> tuple[Kodelik, ...]:
    """Of the readings that count the same objects on the same dates."""
    return tuple(
        alike
        for there in _by_what(figures)
        for one in there
        for part in one.lesning.deles
        for other in there
        if other is not one and (alike := _alike(one, part, other)) is not None
    )


def parts_of(figures: Iterable[Nokkeltall]) -> dict[tuple[str, str], tuple[str, str]]:
    """Readings that have one condition more than another of the same objects: part → whole, each (id, reading)."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for there in _by_what(figures):
        counts = [one for one in there if one.lesning.andel is None and one.lesning.telt in one.lesning.maler]
        whole = next((one for one in counts if one.lesning.der is None), None)
        if whole is not None:
            mine = (whole.tall, whole.lesning.navn)
            found |= {(one.tall, one.lesning.navn): mine for one in counts if one.lesning.der is not None}
    return found


def _by_what(figures: Iterable[Nokkeltall]) -> Iterable[list[_Reading]]:
    """Readings of the same objects on the same dates."""
    found: dict[str, list[_Reading]] = {}
    for figure in figures:
        for lesning in figure.lesninger:
            one = _reading(figure, lesning)
            found.setdefault(repr(one.av), []).append(one)
    return found.values()


def _reading(figure: Nokkeltall, lesning: Lesning) -> _Reading:
    av = (lesning.gjelder or figure.gjelder, lesning.uten, lesning.tid, lesning.tell, lesning.over, lesning.regel)
    return _Reading(tall=figure.id, lesning=lesning, av=av)


def _alike(one: _Reading, part: Inndeling, other: _Reading) -> Kodelik | None:
    if not part.felt or part.rader is not None or one.lesning.andel is not None:
        return None
    counted = _codes_counted(other.lesning, part.felt, one.lesning.der)
    if counted is None:
        return None
    koder = counted
    if part.grupper:
        inside = {group.kode: set(group.koder) for group in part.grupper if set(group.koder) <= counted}
        if set().union(*inside.values()) != counted:
            return None
        koder = frozenset(inside)
    mine = (one.tall, one.lesning.navn)
    return Kodelik(av=mine, akse=part.akse, koder=koder, lik=(other.tall, other.lesning.navn))


def _codes_counted(lesning: Lesning, felt: str, der: Betingelse | None) -> frozenset[str] | None:
    """The codes of the field that what is counted has, when there is nothing else to it than ``der``."""
    outer = _only(lesning.der, felt, der)
    if outer is None:
        return None
    if lesning.andel is None:
        return outer.get(True)
    if lesning.andel.dager is not None or lesning.andel.av is not None:
        return None
    inner = (_only(lesning.andel.der, felt, None) or {}).get(True)
    if inner is None:
        return None
    return (inner & outer.get(True, inner)) - outer.get(False, frozenset())


def _only(said: Betingelse | None, felt: str, besides: Betingelse | None) -> Mapping[bool, frozenset[str]] | None:
    """The codes it lets in (True) and keeps out (False), when it says nothing but that and ``besides``."""
    said, besides = said or _EMPTY, besides or _EMPTY
    if said == besides:
        return {}
    for wanted, within in ((True, said), (False, said.ikke)):
        codes = _codes(within, felt) if within is not None else None
        if codes is not None and (besides == _EMPTY) and _says_no_more(said, wanted):
            return {wanted: codes}
    return None


def _codes(said: Betingelse, felt: str) -> frozenset[str] | None:
    one = said.felt[0] if len(said.felt) == 1 else None
    if one is None or one != Feltkrav(felt=felt, en_av=one.en_av) or not one.en_av or None in one.en_av:
        return None
    return frozenset(str(kode) for kode in one.en_av)


def _says_no_more(said: Betingelse, wanted: bool) -> bool:
    rest = (said.minst_en, said.finnes, said.i_kraft)
    return not any(rest) and (said.ikke is None if wanted else not said.felt)


def of_codes(known: Iterable[Kodelik], tall: str, variant: str, akse: str) -> Iterator[Kodelik]:
    """Those that are about a division of a figure. «av 100» beside a share has its own name for the reading."""
    yield from (one for one in known if one.akse == akse and one.av == (tall, variant.partition("/")[0]))
