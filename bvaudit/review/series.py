"""More than two: several audits after each other, and several units beside each other. Never a ranking."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bvaudit.model.lest import LestPunkt, LestRevisjon, Serie, Trakt
from bvaudit.review.basis import Statistikk, about_unit

_FEWEST = 3  # audits in a series, and units in a funnel


def series(audits: Sequence[LestRevisjon], stat: Statistikk) -> tuple[Serie, ...]:
    """For each point and unit that three audits or more have drawn and read, oldest audit first. Only audits of the
    same checklist, where the point has been answered under one wording all the time."""
    if len(audits) < _FEWEST or len({one.sjekkliste for one in audits}) > 1:
        return ()
    by_audit = [{(one.regel.id, one.enhet): one for one in audit.punkter if says(one)} for audit in audits]
    wordings = wordings_of(audits)
    found = []
    for punkt in audits[-1].punkter:
        key = (punkt.regel.id, punkt.enhet)
        there = [(audit.id, row[key]) for audit, row in zip(audits, by_audit, strict=True) if key in row]
        if len(there) >= _FEWEST and len(wordings.get(punkt.regel.id, ())) < 2:
            counts = [(navn, one.saker_nei, one.saker_n) for navn, one in there]
            found.append(Serie(regel=punkt.regel, enhet=punkt.enhet, diagram=stat.chart(counts)))
    return tuple(found)


def funnels(punkter: Iterable[LestPunkt], stat: Statistikk) -> tuple[Trakt, ...]:
    """For each point that three units or more have drawn and read: each unit beside all of them together."""
    found: list[Trakt] = []
    for _, group in groupby(punkter, key=lambda one: one.regel.id):
        units = sorted((one for one in group if says(one)), key=lambda one: one.enhet)
        if len(units) >= _FEWEST:
            counts = [(one.enhet, one.saker_nei, one.saker_n) for one in units]
            found.append(Trakt(regel=units[0].regel, diagram=stat.funnel(counts)))
    return tuple(found)


def says(punkt: LestPunkt) -> bool:
    """Drawn so that it says something of all, and not weighed: the charts take plain counts."""
    return bool(punkt.n) and punkt.andel is not None and not about_unit(punkt.regel)


def wordings_of(audits: Iterable[LestRevisjon]) -> dict[str, set[str]]:
    """The prints of the wordings each rule was answered under."""
    found: dict[str, set[str]] = {}
    for audit in audits:
        for one in audit.avgjorte:
            found.setdefault(one.gjeldende.regel, set()).add(one.gjeldende.ordlyd)
    return found
