"""Visits and tilsyn of the plain loop: what is required of each placement in the year, and what was done."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from benchmarks.hand_sql import PER

Row = tuple[Any, ...]
DAG = timedelta(days=1)
VINDU_FRA = date(2025, 1, 1)
USIKKER = "Det er usikkert om regelen gjelder."


def plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hjem:
    """A placement in the year: what was decided, each with its days, and the days something was done."""

    fra: date
    til: date
    to_ar: date  # a lower number must be from later than this, or it is doubtful
    fyller_15: date | None  # and from no earlier than this, or it never counts
    fyller_18: date | None
    bestemt: list[tuple[date, int, int]]  # from, a year, days
    dager: set[date]
    udatert: int
    umulig: bool  # its dates, or half a decision
    tomt: bool
    usikker: bool
    annen: str | None

    def sent(self, fra: date) -> bool:
        return fra > self.to_ar

    def gammel_nok(self, fra: date) -> bool | None:
        return None if self.fyller_15 is None else fra >= self.fyller_15


def counted(
    regel: str, hva: str, saker: dict[int, Row], hjem: Iterable[tuple[Row, date | None, str | None]],
    bestemt: Iterable[Row], utfort: Iterable[Row],
) -> Iterator[Row]:  # fmt: skip
    """Both windows are the year 2025, so each placement is judged once by the law, and once as it is registered."""
    decisions: dict[int, dict[date | None, int]] = defaultdict(dict)
    for nr, start, antall in bestemt:
        when = start if antall is not None else None  # half a decision cannot be counted with, whichever half it is
        decisions[nr][when] = max(min(4, max(0, antall or 0)), decisions[nr].get(when, 0))
    visits: dict[int, list[date | None]] = defaultdict(list)
    for nr, dag, _ in utfort:
        visits[nr].append(dag)
    for row, fyller_15, annen in hjem:
        sak = saker[row[0]]
        one = _home(row, sak, fyller_15, annen, decisions.get(row[1], {}), visits.get(row[1], []))
        by_law, as_registered = _judged(hva, one, by_law=True), _judged(hva, one, by_law=False)
        for variant, said in (("kalenderar", by_law), ("lov", by_law), ("registrert", as_registered)):
            yield (regel, date(2024, 1, 1), variant, sak[2], sak[1], "tiltak", row[2], *said)


def _home(
    row: Row, sak: Row, fyller_15: date | None, annen: str | None, decided: dict[date | None, int],
    visits: list[date | None],
) -> Hjem:  # fmt: skip
    kode, start, slutt = row[3:6]
    slutt = slutt if slutt is not None and slutt <= PER else None
    fra, til = max(start or VINDU_FRA, VINDU_FRA), min(slutt or PER, PER)
    if sak[4] is not None:
        til = min(til, sak[4] - DAG)
    return Hjem(
        fra=fra, til=til, to_ar=plus_months(start, 24) if start is not None else date.max, fyller_15=fyller_15,
        fyller_18=sak[4], bestemt=_spans(decided, fra, til),
        dager={d for d in visits if d is not None and fra <= d <= til}, udatert=visits.count(None),
        umulig=start is None or (slutt is not None and slutt < start) or None in decided,
        tomt=not decided and not visits, usikker=kode is None, annen=annen,
    )  # fmt: skip


def _spans(decided: dict[date | None, int], fra: date, til: date) -> list[tuple[date, int, int]]:
    found = []
    starts = sorted(d for d in decided if d is not None)
    for start, following in pairwise([*starts, til + DAG]):
        end = min(til, following - DAG)
        found.append((start, decided[start], max(0, (end - max(fra, start)).days + 1)))
    return found


def _required(hjem: Hjem, counts: Callable[[date], bool]) -> int:
    """Four a year, and fewer on the days of the decisions that count."""
    total = 4 * max(0, (hjem.til - hjem.fra).days + 1)
    return (total + sum((antall - 4) * days for fra, antall, days in hjem.bestemt if counts(fra))) // 365


def _judged(hva: str, hjem: Hjem, *, by_law: bool) -> Row:
    """The outcome, the dates, the numbers and the explanation."""
    funnet = len(hjem.dager)
    krav = _required(hjem, lambda d: not by_law or (hjem.sent(d) and hjem.gammel_nok(d) is True))
    minst = _required(hjem, lambda d: not by_law or hjem.gammel_nok(d) is not False)
    ukjent = hjem.umulig or (hjem.fyller_18 is None and krav > 0)
    mangler = not ukjent and funnet < krav
    tvil = mangler and funnet + hjem.udatert >= minst
    utfall = "oppfylt"
    if ukjent or tvil or hjem.usikker:
        utfall = "uavklart"
    elif krav == 0:
        utfall = "ikke aktuelt"
    elif mangler:
        utfall = "ikke oppfylt"
    said = [f"Det er registrert {funnet} {hva}; kravet var {krav}."] if utfall == "ikke oppfylt" else []
    if ukjent:
        said.append("En dato som trengs for å regne kravet, mangler eller er umulig.")
    elif hjem.tomt and krav > 0:
        said.append("Ingenting er registrert; det kan være gjort uten å være ført i registeret.")
    if tvil and funnet < minst:
        said.append("Noe som er utført, mangler dato; med det kan det være nok.")
    if by_law and mangler:
        said += _about_fewer(hjem, minst, tvil=tvil)
    if hjem.annen is not None:
        said.append(f"Ansvaret ligger hos en annen kommune: {hjem.annen}.")
    if hjem.usikker:
        said.append(USIKKER)
    numbers = (None, None) if ukjent else (krav, funnet)
    dates = (None if ukjent else hjem.fra, None, max(hjem.dager, default=None))
    return (utfall, *dates, None, *numbers, " ".join(said) or None)


def _about_fewer(hjem: Hjem, minst: int, *, tvil: bool) -> Iterator[str]:
    """Why a lower number that is decided is doubtful, or does not count."""
    fewer = [fra for fra, antall, _ in hjem.bestemt if antall < 4]
    if not tvil:
        if any(hjem.gammel_nok(d) is False for d in fewer):
            yield "Færre er bestemt før barnet var gammelt nok, og det teller ikke."
        return
    if any(hjem.gammel_nok(d) and not hjem.sent(d) for d in fewer):
        yield (
            "Færre er bestemt før tiltaket hadde vart i mer enn 2 år. Det kan gjelde likevel, som når barnet bodde i "
            f"samme hjem under et tidligere tiltak; da er kravet {minst}."
        )
    if fewer and hjem.fyller_15 is None:
        yield f"Færre er bestemt, men barnets alder er ukjent. Er barnet gammelt nok, er kravet {minst}."
