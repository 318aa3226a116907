"""Month by month: what was open at the end of each, and what was closed and opened in it, replayed from the events.

An event counts in the month of its day, and never before what it is about was opened. Side exits, returns and withdrawn
runs stand in columns of their own, so that ``apne`` is last month's plus what came and less what went, and ``lukket``
is nothing but what the gate let through. Parents are followed and not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret, Slekt, Stilling
from bvaudit.model.registeret.kontekst import Kontekst, Manedstall
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.varighet import Varighet
from bvaudit.register.deadlines import deadlines, last_of_month
from bvaudit.register.fold import fold_on

WHOLE = ""  # the municipality, beside its units
_DAY = Varighet(antall=1, enhet="D")
_COLUMN = {
    Stilling.LUKKET: "lukket",
    Stilling.LUKKET_FA: "lukket_fa",
    Stilling.LUKKET_FOR: "lukket_for",
    Stilling.TRUKKET: "trukket",
}
Counts = dict[str, Counter[str]]  # unit → column → how many


def curve(events: Iterable[Logget], kontekst: Kontekst, til: date) -> tuple[Manedstall, ...]:
    """Every month from the first avvik to the one ``til`` is in, of the municipality first and then of each unit that
    has had one, in the order of their names."""
    reg = Registeret()
    found: list[tuple[date, Counts]] = []
    for month, happened in _by_month(tuple(events), til).items():
        after = fold_on(reg, happened)
        counts: Counts = defaultdict(Counter)
        for nr, avvik in after.avvik.items():
            if avvik.kilde is not Kilde.FORELDER:
                _count(counts, reg.avvik.get(nr), avvik, _is_late(avvik, after, kontekst, min(month, til)))
        if counts or found:  # there is nothing to tell before the first one
            found.append((month, counts))
        reg = after
    units = {enhet for _, counts in found for enhet in counts} | {WHOLE}
    order = sorted(units, key=lambda enhet: (enhet != WHOLE, kontekst.enhet(enhet)))
    return tuple(_row(month, enhet, counts[enhet]) for enhet in order for month, counts in found)


def _by_month(events: Sequence[Logget], til: date) -> Mapping[date, list[Logget]]:
    """The events by the last day of the month they count in. Nothing counts before the thing it is about was there."""
    counted: dict[date, list[Logget]] = {}
    born: dict[str, date] = {}
    for logget in events:
        day = max([logget.dag, *(born[nr] for nr in logget.hendelse.om if nr in born)])
        for nr in logget.hendelse.om:
            born.setdefault(nr, day)
        if day <= til:
            counted.setdefault(last_of_month(day), []).append(logget)
    if not counted:
        return {}
    return {month: counted.get(month, []) for month in _months(min(counted), last_of_month(til))}


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = last_of_month(pluss(first, _DAY))


def _is_late(avvik: Avvik, reg: Registeret, kontekst: Kontekst, day: date) -> bool:
    return avvik.apen and bool(deadlines(avvik, reg, kontekst, day).forfalt)


def _count(counts: Counts, before: Avvik | None, after: Avvik, late: bool) -> None:
    """What this month did to one avvik, with the unit it is with at the end of it and with the municipality."""
    for enhet in {WHOLE, after.enhet}:
        mine = counts[enhet]
        mine["apne"] += after.apen
        mine["forfalt"] += late
        if before is None:
            mine["kom_tilbake" if after.slekt is Slekt.KOM_TILBAKE else "nye"] += 1
        mine["gjenapnet"] += len(after.gjenapnet) - (len(before.gjenapnet) if before is not None else 0)
        for slutt in after.slutter[len(before.slutter) if before is not None else 0 :]:
            mine[_COLUMN.get(slutt.stilling, "sideutganger")] += 1
    if before is not None and before.apen and before.enhet != after.enhet:
        counts[before.enhet]["flyttet"] -= 1
        counts[after.enhet]["flyttet"] += 1


def _row(month: date, enhet: str, counts: Counter[str]) -> Manedstall:
    return Manedstall(
        maned=month,
        enhet=enhet,
        apne=counts["apne"],
        nye=counts["nye"],
        kom_tilbake=counts["kom_tilbake"],
        lukket=counts["lukket"],
        lukket_fa=counts["lukket_fa"],
        sideutganger=counts["sideutganger"],
        forfalt=counts["forfalt"],
        gjenapnet=counts["gjenapnet"],
        flyttet=counts["flyttet"],
        trukket=counts["trukket"],
        lukket_for=counts["lukket_for"],
    )
