"""What has been done to a log behind the program's back, as far as its rows and a head from elsewhere can tell.

A row that was edited no longer has its own print, and a row that was taken out or put in breaks the chain. Whoever
reckons every print anew leaves a chain that is whole: only a head that was printed before can tell, and so can it alone
tell that the end is cut off.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Del, Hode
from bvaudit.register.chain import Rad, salted, summed

_MOST_TRIED = 50  # places an edited row is tried at, to see whether it has been moved


class Feil(StrEnum):
    ENDRET = "endret"  # a column or a part is not what was printed
    FLYTTET = "flyttet"  # it is whole, with another number than it had
    FJERNET = "fjernet"  # one or several are gone
    INNSATT = "innsatt"  # it stands between two that belong together, or has the number of another
    BRUTT = "brutt"  # two neighbours do not belong together: one of them was written over
    TOMT = "tomt"  # a part is empty, and no event says that it was struck
    IKKE_SLADDET = "ikke-sladdet"  # a part is there that an event says was struck
    KUTTET = "kuttet"  # the log ends before a head that was printed
    OMSKREVET = "omskrevet"  # another event stands where a head was printed: that one or one before it was written over


@dataclass(frozen=True, slots=True, kw_only=True)
class Brudd:
    """One thing that is wrong, with event ``nr``, or from ``nr`` to ``til``."""

    slag: Feil
    nr: int
    til: int = 0


def faults(rows: Sequence[Rad], head: Hode | None = None) -> tuple[Brudd, ...]:
    """Everything that is wrong with the rows, in the order they stand in, and against a head that was printed once."""
    edited = frozenset(row.nr for row in rows if _is_edited(row))
    found = [*_edited(rows, edited), *_links(rows, edited), *_parts(rows, edited)]
    found.sort(key=lambda one: (one.nr, one.slag))
    return (*found, *(against(rows, head) if head else ()))


def against(rows: Sequence[Rad], head: Hode) -> tuple[Brudd, ...]:
    """What a head that was printed once says of the rows: nothing when it is in them."""
    if not head.nr:
        return ()
    last = max((row.nr for row in rows), default=0)
    if head.nr > last:
        return (Brudd(slag=Feil.KUTTET, nr=last + 1, til=head.nr),)
    if any(row.nr == head.nr and row.sum.startswith(head.sum) for row in rows):
        return ()
    return (Brudd(slag=Feil.OMSKREVET, nr=head.nr),)


def _is_edited(row: Rad) -> bool:
    return summed(row) != row.sum or any(_differs(row, part) for part in Del)


def _differs(row: Rad, part: Del) -> bool:
    """Whether a part that is not empty is another than the one printed."""
    held = row.deler.get(part)
    return held is not None and not held.tom and salted(held.salt, held.tekst) != row.avtrykk.get(part, "")


def _edited(rows: Sequence[Rad], edited: frozenset[int]) -> Iterator[Brudd]:
    tried = sorted(edited)[:_MOST_TRIED]
    for row in rows:
        if row.nr in edited:
            places = {row.nr - 1, row.nr + 1, *tried} - {row.nr}
            moved = any(not _is_edited(replace(row, nr=place)) for place in places)
            yield Brudd(slag=Feil.FLYTTET if moved else Feil.ENDRET, nr=row.nr)


def _links(rows: Sequence[Rad], edited: frozenset[int]) -> Iterator[Brudd]:
    last, print_before = 0, ""
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        if row.nr == last:
            yield Brudd(slag=Feil.INNSATT, nr=row.nr)
        elif row.nr < last:
            yield Brudd(slag=Feil.FLYTTET, nr=row.nr)
        elif row.nr > last + 1:
            yield Brudd(slag=Feil.FJERNET, nr=last + 1, til=row.nr - 1)
        elif row.nr in edited or last in edited:
            pass  # told already; whatever it says of its neighbour cannot be trusted
        elif after is not None and after.forrige == print_before != row.sum and after.nr > row.nr:
            yield Brudd(slag=Feil.INNSATT, nr=row.nr)
            last = row.nr
            continue  # the one after is held against the one before
        elif row.forrige != print_before:
            yield Brudd(slag=Feil.BRUTT, nr=max(last, 1), til=row.nr)
        last, print_before = row.nr, row.sum


def _parts(rows: Sequence[Rad], edited: frozenset[int]) -> Iterator[Brudd]:
    struck = told_struck(rows)
    for row in rows:
        for part in row.sladdet:
            if (row.nr, part) not in struck and row.nr not in edited:
                yield Brudd(slag=Feil.TOMT, nr=row.nr)
        for part, held in row.deler.items():
            if not held.tom and (row.nr, part) in struck:
                yield Brudd(slag=Feil.IKKE_SLADDET, nr=row.nr)


def told_struck(rows: Sequence[Rad]) -> frozenset[tuple[int, Del]]:
    """Every part the log says has been struck, as far as its rows can be believed."""
    found = set()
    for row in rows:
        held = row.deler.get(Del.FAKTA)
        if row.kode == Sladdet.kode and held and not _differs(row, Del.FAKTA):
            told = json.loads(held.tekst or "{}")
            if told.get("del_") in (Del.TEKST, Del.NOKLER):
                found.add((told.get("hendelse"), Del(told["del_"])))
    return frozenset(found)
