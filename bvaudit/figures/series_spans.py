"""The numbers of a series for the periods of a report: three months are a quarter, where the series says that time is
divided so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bvaudit.figures.series_staff import best
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import TID, Serie
from bvaudit.model.serieslag import OVER_TID, Maal
from bvaudit.texts import counted

_ADDED = frozenset({one.value for one in OVER_TID})
_Thing = tuple[str, str, str, str]
SUM, WEIGHED = f"sum-{TID}", f"veid-{TID}"


def over_spans(serie: Serie, rader: Sequence[Nokkelrad], spans: Iterable[tuple[date, date]]) -> Iterator[Nokkelrad]:
    """A row for each period that has none, and whose parts follow each other through it without a gap. Shares are
    weighted. A place with a hidden part is hidden, for all the places less the others would tell it."""
    if not any(one.akse == TID for one in serie.delt_pa):
        return
    things: dict[_Thing, list[Nokkelrad]] = {}
    for row in best(rader, serie.id):
        things.setdefault((row.storrelse, row.enhet, row.kommune, row.gruppe), []).append(row)
    for there in things.values():
        for fra, til in dict.fromkeys(spans):
            if not any((row.periode_fra, row.periode_til) == (fra, til) for row in there):
                yield from _one(there, fra, til)


def _one(there: Sequence[Nokkelrad], fra: date, til: date) -> Iterator[Nokkelrad]:
    parts = _parts(there, fra, til)
    if not parts:
        return
    share = parts[0].storrelse == Maal.ANDEL.value
    if not share and parts[0].storrelse not in _ADDED:
        return
    made = replace(
        parts[0],
        variant=WEIGHED if share else SUM,
        periode_fra=fra,
        periode_til=til,
        merknad="",
        kilde=counted("serier.regnet_av", len(parts), steder=parts[0].kilde),
    )
    if any(row.tilstand is Tilstand.SKJULT for row in parts):
        yield replace(made, verdi=None, teller=None, nevner=None, tilstand=Tilstand.SKJULT)
    elif all(row.verdi is not None for row in parts):
        yield from _added(made, parts, share=share)


def _added(made: Nokkelrad, parts: Sequence[Nokkelrad], *, share: bool) -> Iterator[Nokkelrad]:
    if not share:
        yield replace(made, verdi=sum(row.verdi or 0 for row in parts))
        return
    if any(row.teller is None or row.nevner is None for row in parts):
        return
    teller, nevner = sum(row.teller or 0 for row in parts), sum(row.nevner or 0 for row in parts)
    if nevner:
        yield replace(made, teller=teller, nevner=nevner, verdi=teller / nevner)


def _parts(there: Sequence[Nokkelrad], fra: date, til: date) -> list[Nokkelrad]:
    """The shortest that follow each other from the first day to the last; empty when there is a gap."""
    inside = [row for row in there if fra <= row.periode_fra and row.periode_til <= til]
    found: list[Nokkelrad] = []
    day = fra
    while day <= til:
        here = [row for row in inside if row.periode_fra == day]
        if not here:
            return []
        found.append(min(here, key=lambda row: row.periode_til))
        day = found[-1].periode_til + timedelta(days=1)
    return found
