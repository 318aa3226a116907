"""Which answer counts when an object has been read more than once. What was answered first stays beside it."""

from collections.abc import Iterable
from datetime import date

from bvaudit.model.lesesvar import Avgjort, Gjenstand, Lesesvar, Lesing

_NO_DAY = date.min


def settle(rows: Iterable[Lesesvar]) -> tuple[Avgjort, ...]:
    """One for each object and point, by rule, unit, case and object. The answer the two came to counts, else the first
    reading's, else the second's.

    When one reading has several answers the one with the latest day counts. An answer to an older wording is never put
    beside one to a newer: the wording of the latest answer is the one that counts.
    """
    found: dict[Gjenstand, list[Lesesvar]] = {}
    for row in rows:
        found.setdefault(row.gjelder, []).append(row)
    return tuple(_settled(found[one]) for one in sorted(found, key=_place))


def unsettled(settled: Iterable[Avgjort]) -> tuple[Avgjort, ...]:
    """Those two have answered differently, and nobody has settled."""
    return tuple(one for one in settled if one.uenige)


def _settled(rows: list[Lesesvar]) -> Avgjort:
    wording = max(rows, key=_age).ordlyd
    latest = {row.lesing: row for row in sorted((row for row in rows if row.ordlyd == wording), key=_age)}
    first, second, agreed = (latest.get(reading) for reading in (Lesing.FORSTE, Lesing.ANDRE, Lesing.ENIGHET))
    counts = agreed or first or second
    assert counts is not None, "every row is from one of the readings"
    return Avgjort(gjeldende=counts, forste=first, andre=second, enighet=agreed)


def _age(row: Lesesvar) -> tuple[date, str, str, str, str, str]:
    """The day, and then what makes the order the same whatever order the rows came in."""
    return row.dato or _NO_DAY, row.leser, row.kilde, row.ordlyd, row.svar.value, row.begrunnelse


def _place(one: Gjenstand) -> tuple[str, str, str, str, str]:
    return one.regel, one.enhet, one.sak, one.objekt, one.objekt_id
