"""The cell of a measure that says which avvik it is for: a number that is added is a link; none is taken away there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bvaudit.model.registeret.bokmeta import NUMRE
from bvaudit.model.registeret.hendelser import Koblet
from bvaudit.model.registeret.redigering import Celle, Linje, Sammenfall
from bvaudit.model.registeret.ting import Slag, link_number
from bvaudit.register.merge_new import numbers_in
from bvaudit.register.merge_owner import why_not
from bvaudit.register.merge_state import Merging
from bvaudit.register.plain import plain
from bvaudit.texts import text


def parted(celler: Iterable[Celle]) -> tuple[list[Celle], list[Celle]]:
    """Those that say what a measure is for, and the rest."""
    found = list(celler)
    return [one for one in found if one.felt == NUMRE], [one for one in found if one.felt != NUMRE]


def links(her: Merging, celler: Iterable[Celle]) -> Iterator[Linje]:
    taken: set[str] = set()
    for celle in celler:
        if not celle.verdi:
            continue
        line = _compared(her, celle)
        made = [one for one in line.hendelser if isinstance(one, Koblet)]
        new = tuple(one for one in made if link_number(one.avvik, one.tiltak) not in taken)
        taken |= {link_number(one.avvik, one.tiltak) for one in new}
        yield line if new or not made else replace(line, hva=Sammenfall.SAMME, hendelser=())


def _compared(her: Merging, celle: Celle) -> Linje:
    own, _, tiltak = celle.nr.rpartition("/")
    numbers = numbers_in(celle.verdi)
    line = Linje(celle=replace(celle, verdi=plain(celle.verdi)), hva=Sammenfall.UENDRET, basis=own, na=own)
    if own and own not in numbers:
        return _refused(line, text("registeret_les.avvist.kobles_ikke_fra"))
    if tiltak not in her.na.ting:
        return line if numbers == (own,) else _refused(line, text("registeret_les.avvist.ukjent", nr=tiltak))
    more = [nr for nr in numbers if nr != own]
    if not more:
        return line if own else _refused(line, text("registeret_les.avvist.uten_avvik"))
    new = [nr for nr in more if nr not in her.na.avvik or tiltak not in her.na.avvik[nr].tiltak]
    for nr in new:
        if reason := _why_not(her, nr):
            return _refused(line, reason)
    made = tuple(Koblet(avvik=nr, tiltak=tiltak, dag=her.dag) for nr in new)
    return replace(line, hva=Sammenfall.ENDRET if made else Sammenfall.SAMME, hendelser=made)


def _why_not(her: Merging, nr: str) -> str:
    ting = her.na.ting.get(nr)
    if ting is None or ting.slag is not Slag.AVVIK:
        return text("registeret_les.avvist.ukjent", nr=nr)
    return why_not(her, nr, NUMRE, "")


def _refused(line: Linje, grunn: str) -> Linje:
    return replace(line, hva=Sammenfall.AVVIST, grunn=grunn)


def of_new_links(celler: Iterable[Celle], linjer: Iterable[Linje]) -> Iterator[Celle]:
    """What is typed of a link in the row of a measure that had none belongs to the links the same row makes."""
    made: dict[str, list[str]] = {}
    for line in linjer:
        for event in (one for one in line.hendelser if isinstance(one, Koblet)):
            made.setdefault(f"/{line.celle.nr}", []).append(link_number(event.avvik, event.tiltak))
    for celle in celler:
        if celle.nr in made:
            yield from (replace(celle, nr=nr) for nr in made[celle.nr])
        else:
            yield celle
