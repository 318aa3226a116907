"""What is followed and has a day, for people: whose list it is, groups by how near it is, and plain values."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bvaudit.model.fulgt import Fulgt
from bvaudit.model.kalender import vis
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Varsel
from bvaudit.register.due_row import concerns
from bvaudit.register.roles import STAB, split
from bvaudit.texts import counted, text

_SHOWN = 5  # in each group, unless all are asked for
_TOGETHER = 3  # so many avvik of one unit with the same thing to do by the same day are told on one line

_GRAVEST = (
    Forfallslag.TILSYN,
    Forfallslag.AVVIK,
    Forfallslag.TILTAK,
    Forfallslag.LISTE,
    Forfallslag.KONTROLL,
    Forfallslag.OPPGAVE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One line as it is read. ``hvor`` is the unit, or how many there are."""

    dag: str
    dager: str
    hva: str
    gjor: str
    hvor: str
    hvem: str
    nr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    tittel: str
    over: bool
    rader: tuple[DueRow, ...]
    flere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """What the terminal shows beside the cases."""

    tittel: str
    om: tuple[str, ...]
    grupper: tuple[DueGroup, ...]


def for_reader(fulgt: Fulgt, enhet: str = "", rolle: str = "") -> Fulgt:
    """Only what concerns the unit (its id), and of that what the role (its code) has. Stab has what is of the whole
    municipality, too. A note on the whole municipality is not for one unit."""
    mine = (
        one for one in fulgt.forfall if (not enhet or concerns(one, enhet)) and (not rolle or _has(one, rolle, fulgt))
    )
    if not enhet:
        return replace(fulgt, forfall=tuple(mine))
    units = {enhet: fulgt.enheter.get(enhet, enhet)}
    return replace(fulgt, forfall=tuple(_only(one, enhet) for one in mine), enheter=units, merknader=())


def _has(one: Forfall, rolle: str, fulgt: Fulgt) -> bool:
    """An owner may be written in words, where the content knows no code for it."""
    said, sits = split(one.eier)
    mine = said.strip().casefold() in (rolle, fulgt.roller.get(rolle, rolle).casefold())
    return mine or (rolle == STAB and not one.enhet and not sits)


def _only(one: Forfall, enhet: str) -> Forfall:
    """Without a word of other units: neither those it concerns too, nor the one its owner sits in."""
    rolle, sits = split(one.eier)
    here = (enhet,) if enhet in one.enheter else ()
    return replace(one, enheter=here, eier=one.eier if sits in ("", enhet) else rolle)


def due_view(fulgt: Fulgt, *, whole: bool) -> DueView:
    """``whole``: every line, and not only the first of each group."""
    groups = (_group(mark, fulgt, whole=whole) for mark in Varsel)
    return DueView(
        tittel=text("forfall.tittel", dag=vis(fulgt.dag)),
        om=tuple(said(fulgt)),
        grupper=tuple(group for group in groups if group.rader),
    )


def said(fulgt: Fulgt) -> Iterator[str]:
    """What the list rests on, and what is not on it."""
    if fulgt.uten_register:
        yield text("forfall.uten_register")
    yield from fulgt.merknader
    if not fulgt.forfall:
        yield text("forfall.tomt")


def due_counts(fulgt: Fulgt) -> Iterator[tuple[str, tuple[int, ...]]]:
    """(unit, how many by each mark). What concerns several units is counted once, with the whole municipality."""
    of = Counter((one.enhet, one.varsel) for one in fulgt.forfall)
    named = (*fulgt.enheter, *sorted({one.enhet for one in fulgt.forfall if one.enhet} - set(fulgt.enheter)))
    for enhet in named:
        yield fulgt.enheter.get(enhet, enhet), tuple(of[enhet, mark] for mark in Varsel)
    whole = tuple(of["", mark] for mark in Varsel)
    if len(fulgt.enheter) != 1 or any(whole):
        yield text("forfall.hele"), whole


def due_row(one: Forfall, fulgt: Fulgt) -> DueRow:
    return DueRow(
        dag=vis(one.dag),
        dager=left(one),
        hva=one.hva,
        gjor=one.gjor,
        hvor=where(one, fulgt),
        hvem=fulgt.eier(one) or text("forfall.uten_eier"),
        nr=one.nr,
    )


def due_rows(rows: Sequence[Forfall], fulgt: Fulgt) -> tuple[tuple[DueRow, int], ...]:
    """Each line, and how many it stands for: a plan that is owed for many avvik is one thing to do, and so is a control
    that has not been done month after month."""
    alike: dict[object, list[Forfall]] = {}
    alone = len(fulgt.enheter) == 1
    for one in rows:
        alike.setdefault(_same(one, alone=alone), []).append(one)
    return tuple(line for together in alike.values() for line in _lines(together, fulgt))


def gravest_first(rows: Sequence[Forfall]) -> list[Forfall]:
    """What is late all of it: what others wait for, before what is our own; then by day as before."""
    return sorted(rows, key=lambda one: _GRAVEST.index(one.slag))


def _same(one: Forfall, *, alone: bool) -> object:
    """What makes two of them one thing to do. On a list of several units, it may be the same in more than one."""
    if one.slag is Forfallslag.AVVIK:
        return (one.gjor, one.dag, (one.enhet, one.eier) if alone else "")
    if one.slag is Forfallslag.OPPGAVE:
        month, _, rest = one.nr.partition(":")
        control, _, unit = rest.partition(":")
        when = "" if one.varsel is Varsel.OVER else month  # what is over, is so whatever the month
        return (control, when, one.dag if when else "", one.gjor, (one.eier, unit) if alone else "")
    return one


def _lines(together: Sequence[Forfall], fulgt: Fulgt) -> Iterator[tuple[DueRow, int]]:
    first, n = due_row(together[0], fulgt), len(together)
    units, owners = {one.enhet for one in together}, {one.eier for one in together}
    first = replace(
        first,
        nr=text("forfall.og_flere", nr=first.nr),
        hvor=first.hvor if len(units) == 1 else counted("forfall.enheter", len(units)),
        hvem=first.hvem if len(owners) == 1 else counted("forfall.eiere", len(owners)),
    )
    if together[0].slag is Forfallslag.OPPGAVE and n > 1:
        last = together[-1].hva
        yield (first if last == first.hva else replace(first, hva=text("forfall.flere_ganger", n=n, hva=last))), n
    elif n >= _TOGETHER:
        yield replace(first, hva=counted("forfall.flere_avvik", n - 1, alle=n, hva=first.hva)), n
    else:
        yield from ((due_row(one, fulgt), 1) for one in together)


def where(one: Forfall, fulgt: Fulgt) -> str:
    """The unit by its name, also when it is the only one named; of several how many."""
    alone = one.enhet or (one.enheter[0] if len(one.enheter) == 1 else "")
    if alone:
        return fulgt.enheter.get(alone, alone)
    return counted("forfall.enheter", len(one.enheter)) if one.enheter else text("forfall.hele")


def left(one: Forfall) -> str:
    """«12 dager over», «i dag», «3 dager igjen»."""
    if one.dager == 0:
        return text("frister.dager.i_dag")
    return counted("frister.dager.over", -one.dager) if one.dager < 0 else counted("frister.dager.igjen", one.dager)


def due_plain(fulgt: Fulgt) -> list[dict[str, object]]:
    """What ``--json`` prints of it."""
    return [
        {
            "slag": one.slag.value,
            "nr": one.nr,
            "hva": one.hva,
            "gjor": one.gjor,
            "enhet": one.enhet,
            "enhetsnavn": fulgt.enheter.get(one.enhet, one.enhet),
            "enheter": list(one.enheter),
            "eier": one.eier,
            "frist": one.dag.isoformat(),
            "dager": one.dager,
            "varsel": one.varsel.value,
        }
        for one in fulgt.forfall
    ]


def _group(mark: Varsel, fulgt: Fulgt, *, whole: bool) -> DueGroup:
    rows = [one for one in fulgt.forfall if one.varsel is mark]
    first = gravest_first(rows) if mark is Varsel.OVER else rows
    lines = [(due_row(one, fulgt), 1) for one in rows] if whole else due_rows(first, fulgt)[:_SHOWN]
    left_out = len(rows) - sum(n for _, n in lines)
    return DueGroup(
        tittel=text("frister.antall", gruppe=text(f"forfall.varsel.m{mark.value}"), n=len(rows)),
        over=mark is Varsel.OVER,
        rader=tuple(row for row, _ in lines),
        flere=counted("frister.flere", left_out) if left_out else "",
    )
