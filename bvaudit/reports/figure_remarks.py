"""What is said under the tables of a key figure."""

from collections.abc import Iterable
from datetime import date

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.figure_facts import Talltekst
from bvaudit.reports.figure_words import periode
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text


def remarks(tall: Talltekst, rader: Iterable[Nokkelrad | None], per: date) -> tuple[str, ...]:
    """What a reader must know of the numbers of all together, each thing once, and of what it is said unless it is said
    of everything."""
    rows = [rad for rad in rader if rad is not None and not (rad.enhet or rad.kommune or rad.gruppe)]
    found: dict[str, dict[tuple[str, str], None]] = {}
    for rad in rows:
        if rad.merknad:
            found.setdefault(rad.merknad, {})[rad.variant, periode(rad.periode_fra, rad.periode_til, per)] = None
    every = {(rad.variant, periode(rad.periode_fra, rad.periode_til, per)) for rad in rows}
    return tuple(said if set(of) == every else _of_what(tall, said, list(of)) for said, of in found.items())


def _of_what(tall: Talltekst, said: str, of: list[tuple[str, str]]) -> str:
    """«Bare avsluttede, 2024: 7 er ikke med»."""
    readings, when = list(dict.fromkeys(one for one, _ in of)), oppramsing(list(dict.fromkeys(one for _, one in of)))
    lesning = tall.lesning(readings[0]).tittel if len(readings) == 1 and len(tall.lesninger) > 1 else ""
    return text("nokkeltall.par", navn=", ".join(filter(None, (lesning, when))), verdi=said)
