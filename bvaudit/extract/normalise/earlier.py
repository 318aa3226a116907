"""What earlier snapshots know of who had the cases. They are read and never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from bvaudit.errors import UsageError
from bvaudit.extract.normalise.snapshot import open_snapshot
from bvaudit.extract.normalise.unit_history import Sighting
from bvaudit.extract.normalise.units import unit_named, unit_of
from bvaudit.model.enhet import Enheter
from bvaudit.model.kilde import REGNEARK
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A snapshot made before this import with the same key. ``avtrykk`` recognises the files it was made from."""

    uttrekksdato: date | None
    avtrykk: str
    sett: tuple[Sighting, ...]


def read_earlier(folder: Path, nokkel_avtrykk: str, enheter: Enheter | None) -> Earlier:
    """The units of an earlier snapshot as today's map of units has them, so that a new map moves no case.

    Raises UsageError when it was made with another key: the cases could not be recognised. Raises SurroundingsError
    when it is no snapshot.
    """
    manifest, _ = open_snapshot(folder)
    if manifest.nokkel_avtrykk != nokkel_avtrykk:
        raise UsageError(
            text("extract.earlier.det_tidligere_uttrekket_er_importert", folder=folder),
            hint=text("extract.earlier.oppgi_nokkelen_det_ble_importert_med"),
        )
    own = {unit.id: unit.egennavn for unit in manifest.enheter}
    return Earlier(
        uttrekksdato=manifest.uttrekksdato,
        avtrykk=manifest.kilde_sha256,
        sett=tuple(_sightings(folder, own, enheter)),
    )


_SUBMISSIONS = """
    SELECT i.sak_id, i.dato_uttrekk_lokal, i.organisasjonsnummer, i.kommunenummer, i.kommunenavn, i.bydelsnummer,
        i.bydelsnavn, i.format_versjon, s.enhet_id, s.enhet
    FROM read_parquet(?) i JOIN read_parquet(?) s USING (sak_id) ORDER BY 1, 2, i.innsending_nr"""
_NUMBERS = ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn")


def _sightings(folder: Path, own: dict[str, str], enheter: Enheter | None) -> Iterator[Sighting]:
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}) as con:
        rows = con.execute(_SUBMISSIONS, [str(folder / f"{navn}.parquet") for navn in ("innsending", "sak")]).fetchall()
    ids = {enhet.id for enhet in (enheter.enheter if enheter else ())}
    known: dict[tuple[object, ...], tuple[str, str]] = {}
    for sak_id, dag, *facts in rows:
        key = (dag, *facts)
        if key not in known:
            *numbers, form, enhet_id, enhet = facts
            known[key] = _unit(dag, numbers, form, (enhet_id, own.get(enhet_id, enhet)), ids, enheter)
        enhet_id, navn = known[key]
        yield Sighting(sak_id=sak_id, dag=dag, enhet_id=enhet_id, navn=navn, kommunenummer=facts[1])


def _unit(
    dag: date, numbers: list[str | None], form: str, then: tuple[str, str], ids: set[str], enheter: Enheter | None
) -> tuple[str, str]:
    """A document has the numbers of its unit. A sheet may have named it, and then its name is the only trace."""
    by_number = unit_of(enheter, **dict(zip(_NUMBERS, numbers, strict=True)), dag=dag)
    if form != REGNEARK:
        return by_number
    by_name = unit_named(enheter, then[1], dag)
    return next((unit for unit in (by_name, by_number) if unit and unit[0] in ids), then)
