"""The units of a run: those with cases, those something was counted in, and those the municipality says it has."""

from collections.abc import Iterator, Mapping
from datetime import date

from bvaudit.engine.evaluate import Results
from bvaudit.model.enhet import KjentEnhet, slug
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import DatakvalitetLinje, EnhetTall
from bvaudit.model.svar import RegelSvar


def units(
    results: Results, manifest: Manifest, *, sampled: bool, periode: tuple[date, date] | None, per: date
) -> tuple[EnhetTall, ...]:
    """By name. A unit without cases is there with 0 when it existed in the period."""
    cases = results.cases_per_unit()
    drawn = results.sampled_per_unit() if sampled else cases
    known = {unit.navn: unit for unit in manifest.enheter}
    fra = periode[0] if periode else None
    shown = {*cases, *results.units_counted(), *(u.navn for u in manifest.enheter if u.existed(fra, per))}
    taken: set[str] = set()
    found = []
    for navn in sorted(shown):
        unit = known.get(navn) or KjentEnhet(id=slug(navn), navn=navn, egennavn=navn)  # from before units were listed
        found.append(
            EnhetTall(
                navn=navn,
                slug=_file_name(unit, taken),
                saker=cases.get(navn, 0),
                undersokt=drawn.get(navn, 0),
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


def moves(results: Results, svar: Mapping[str, str], enheter: tuple[EnhetTall, ...]) -> Iterator[DatakvalitetLinje]:
    """What is known and not known of who had the cases before. ``svar``: rule → the variant its figures use."""
    moved = results.moved_cases()
    if moved:
        tekst = (
            "Saker som har skiftet enhet. Andelene er ført på enheten som hadde saken dagen det telles fra; sakene "
            "som skal rettes, står hos enheten som har dem nå"
        )
        yield DatakvalitetLinje(kilde="innlesing", kode="skiftet-enhet", tekst=tekst, antall=moved)
    if len(enheter) < 2:
        return
    before, whole = results.before_first_seen(svar)
    if before:
        tekst = (
            f"{before} av {whole} forhold er talt på en dag før det første uttrekket vi har sett saken i. De er ført "
            "på enheten som har saken nå, og noen av dem kan ha hørt til en annen"
        )
        yield DatakvalitetLinje(kilde="innlesing", kode="for-forste-uttrekk", tekst=tekst, antall=before)


def standard_of(svar: tuple[RegelSvar, ...]) -> dict[str, str]:
    return {s.regel.id: s.standard for s in svar}
