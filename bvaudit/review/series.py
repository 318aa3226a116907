"""More than two: several audits after each other, and several units beside each other. Never a ranking."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bvaudit.model.lest import LestPunkt, LestRevisjon, Serie, Trakt
from bvaudit.review.basis import Statistikk, about_unit
from bvaudit.texts import text

_FEWEST = 3  # audits in a series, and units in a funnel


def series(audits: Sequence[LestRevisjon], stat: Statistikk) -> tuple[Serie, ...]:
    """For each point and unit that three audits or more have drawn and read, oldest audit first. Only audits of the
    same checklist, where the point has been answered under one wording all the time."""
    if len(audits) < _FEWEST or len({one.sjekkliste for one in audits}) > 1:
        return ()
    latest = audits[-1]
    by_audit = [{(one.regel.id, one.enhet): one for one in audit.punkter if says(one)} for audit in audits]
    wordings = _wordings(audits)
    found = []
    for punkt in latest.punkter:
        key = (punkt.regel.id, punkt.enhet)
        there = [(audit.id, row[key]) for audit, row in zip(audits, by_audit, strict=True) if key in row]
        if len(there) >= _FEWEST and len(wordings.get(punkt.regel.id, ())) < 2:
            found.append(_serie(punkt, there, stat))
    return tuple(found)


def funnels(punkter: Iterable[LestPunkt], stat: Statistikk) -> tuple[Trakt, ...]:
    """For each point that three units or more have drawn and read: each unit beside all of them together."""
    found: list[Trakt] = []
    for _, group in groupby(punkter, key=lambda one: one.regel.id):
        units = [one for one in group if says(one)]
        if len(units) >= _FEWEST:
            found += _funnel(units, stat)
    return tuple(found)


def says(punkt: LestPunkt) -> bool:
    """Drawn so that it says something of all, and not weighed: the charts take plain counts."""
    return bool(punkt.n) and punkt.andel is not None and not about_unit(punkt.regel)


def _wordings(audits: Iterable[LestRevisjon]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for audit in audits:
        for one in audit.avgjorte:
            found.setdefault(one.gjeldende.regel, set()).add(one.gjeldende.ordlyd)
    return found


def _serie(punkt: LestPunkt, there: Sequence[tuple[str, LestPunkt]], stat: Statistikk) -> Serie:
    counts = [(one.saker_nei, one.saker_n) for _, one in there]
    middle, limits = stat.chart(counts)
    outside = tuple(
        audit
        for (audit, _), (hits, n), (lower, upper) in zip(there, counts, limits, strict=True)
        if not lower <= hits / n <= upper
    )
    said = text("lest.serie.utenfor", revisjoner=", ".join(outside)) if outside else text("lest.serie.innenfor")
    return Serie(
        regel=punkt.regel,
        enhet=punkt.enhet,
        revisjoner=tuple(audit for audit, _ in there),
        nei=tuple(hits for hits, _ in counts),
        n=tuple(n for _, n in counts),
        midt=middle,
        nedre=tuple(lower for lower, _ in limits),
        ovre=tuple(upper for _, upper in limits),
        utenfor=outside,
        setning=said,
    )


def _funnel(units: Sequence[LestPunkt], stat: Statistikk) -> list[Trakt]:
    middle, limits = stat.funnel([(one.saker_nei, one.saker_n) for one in units])
    rows = []
    for one, (lower, upper) in zip(units, limits, strict=True):
        share = one.saker_nei / one.saker_n
        side = 1 if share > upper else -1 if share < lower else 0
        rows.append(
            Trakt(
                regel=one.regel,
                enhet=one.enhet,
                nei=one.saker_nei,
                n=one.saker_n,
                felles=middle,
                nedre=lower,
                ovre=upper,
                side=side,
                setning=text(f"lest.trakt.{('under', 'innenfor', 'over')[side + 1]}"),
            )
        )
    return sorted(rows, key=lambda row: row.enhet)
