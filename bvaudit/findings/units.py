"""The units of a run: those with cases, those something was counted in, and those the municipality says it has."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from bvaudit.model.enhet import KjentEnhet, slug
from bvaudit.model.revisjon import DatakvalitetLinje, EnhetTall
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCounts:
    """Living cases per unit: in the extract, and in the sample (the same when every case was judged). ``counted`` are
    the units that have a result row."""

    cases: Mapping[str, int]
    sampled: Mapping[str, int]
    counted: AbstractSet[str]


def units(counts: UnitCounts, known: Sequence[KjentEnhet], fra: date | None, per: date) -> tuple[EnhetTall, ...]:
    """By name. A known unit without cases is there with 0 when it existed on some day from ``fra`` (None: ever) to
    ``per``."""
    by_name = {unit.navn: unit for unit in known}
    shown = {*counts.cases, *counts.counted, *(unit.navn for unit in known if unit.existed(fra, per))}
    taken: set[str] = set()
    found = []
    for navn in sorted(shown):
        unit = by_name.get(navn) or KjentEnhet(id=slug(navn), navn=navn, egennavn=navn)  # from before units were listed
        found.append(
            EnhetTall(
                navn=navn,
                slug=_file_name(unit, taken),
                saker=counts.cases.get(navn, 0),
                undersokt=counts.sampled.get(navn, 0),
                id=unit.id,
                gruppe=unit.gruppe,
                vertskommune=unit.vertskommune,
                kommunenumre=unit.kommunenumre,
            )
        )
    return tuple(found)


def _file_name(unit: KjentEnhet, taken: set[str]) -> str:
    """Unlike every other: two names may differ only in signs that a file name cannot have."""
    own = slug(unit.navn)
    if own in taken:
        own = f"{own[:30]}-{slug(unit.id)[:28]}"
    while own in taken:
        own += "-2"
    taken.add(own)
    return own


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Who had the cases before. ``moved``: living cases that more than one unit has had. ``before`` of ``whole`` rows
    are counted on a day before their case was first seen, when nobody knows who had it."""

    moved: int = 0
    before: int = 0
    whole: int = 0


def move_lines(moves: Moves) -> Iterator[DatakvalitetLinje]:
    """What is known and not known of who had the cases before."""
    if moves.moved:
        tekst = text("findings.units.saker_som_har_skiftet_enhet_andelene")
        yield DatakvalitetLinje(kilde="innlesing", kode="skiftet-enhet", tekst=tekst, antall=moves.moved)
    if moves.before:
        tekst = text("findings.units.av_forhold_er_talt_pa_en", before=moves.before, whole=moves.whole)
        yield DatakvalitetLinje(kilde="innlesing", kode="for-forste-uttrekk", tekst=tekst, antall=moves.before)
