"""The sheet «Saker å rette»: one row per case, with everything that is wrong in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from bvaudit import texts
from bvaudit.model.funn import Funn
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports import register_columns as columns
from bvaudit.reports.read_words import read_mark
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import summed_row, without_empty
from bvaudit.reports.told_under import breach
from bvaudit.reports.wording import dato
from bvaudit.texts import text

Fault = tuple[RegelSvar, Funn]


def cases_table(revisjon: Revisjon, names: Names) -> SheetTable:
    """By the unit that has the case now, which is the one to correct it; there the gravest and then the oldest first.

    Every breach in the case stands on its row, a narrower one under the wider that tells it. What only may be a breach
    is no part of this.
    """
    kolonner = columns.saker()
    order = {enhet.navn: number for number, enhet in enumerate(revisjon.enheter)}
    cases: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for svar in revisjon.svar:
        for funn in svar.brudd:
            if funn.sak:  # what is asked of a unit is about no case
                cases[funn.hos, funn.sak].append((svar, funn))
    found = sorted(
        ((enhet, sak, _in_order(faults)) for (enhet, sak), faults in cases.items()),
        key=lambda case: (order.get(case[0], len(order)), case[0], *_urgency(case[2]), case[1]),
    )
    rows = tuple(_row(enhet, sak, faults, names, kolonner) for enhet, sak, faults in found)
    return SheetTable(
        ark=text("register.ark.saker"),
        id="saker",
        navn="Saker",
        beskrivelse=text("register.om.saker"),
        kolonner=without_empty(kolonner, rows),
        rader=rows,
        tomt=text("register.tomt.saker"),
        frys=2,
        side_for="enhet",
        lases=True,
    )


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda f: (not f[0].lovkrav, -_rank(f), f[0].regel.id, f[1].objekt_id))


def _rank(fault: Fault) -> int:
    return fault[0].regel.alvorlighetsgrad.rang


def _urgency(faults: Sequence[Fault]) -> tuple[int, date]:
    return -max(_rank(fault) for fault in faults), _oldest(faults) or date.max


def _oldest(faults: Sequence[Fault]) -> date | None:
    return min((funn.frist_dato for _, funn in faults if funn.frist_dato), default=None)


def _row(enhet: str, sak: str, faults: Sequence[Fault], names: Names, kolonner: columns.Columns) -> tuple[Verdi, ...]:
    shown: tuple[Verdi, ...] = (
        names.kort[sak],
        enhet,
        "\n".join(_lines(faults)),
        sum(1 for _, funn in faults if not funn.under),
        max(faults, key=_rank)[0].regel.alvorlighetsgrad.vist,
        _oldest(faults),
        ", ".join(str(number) for number in sorted({n for n in (names.number(*fault) for fault in faults) if n})),
        ", ".join(sorted({funn.oppstatt_i for _, funn in faults if funn.oppstatt_i})),
        None,
    )
    looked_up = (names.key(enhet), sak, names.kort[sak])
    return (*shown, *summed_row(kolonner, f"{sak}/{names.unit(enhet)}", shown), *looked_up)


def _lines(faults: Sequence[Fault]) -> Iterator[str]:
    """A line for each rule that is broken, with the narrower ones that are told there under it."""
    own = _by_rule([fault for fault in faults if not fault[1].under])
    nested = _by_rule([fault for fault in faults if fault[1].under])
    for regel, group in own.items():
        yield _line("register.sak.feil", group)
        for key in [key for key, inner in nested.items() if inner[0][1].under == regel]:
            yield _line("register.sak.under", nested.pop(key))
    for group in nested.values():  # the wider breach lies with another unit now
        yield _line("register.sak.feil", group)


def _by_rule(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    rules: dict[str, list[Fault]] = {}
    for fault in faults:
        rules.setdefault(fault[0].regel.id, []).append(fault)
    return rules


def _line(key: str, group: Sequence[Fault]) -> str:
    svar, first = group[0]
    if len(group) > 1:
        told = [text("register.sak.flere", antall=len(group), gjelder=gjelder(svar.teller, len(group)))]
        oldest = _oldest(group)
        told += [text("register.sak.frist", dato=dato(oldest))] if oldest else []
    else:
        told = list(_facts(first))
    told += dict.fromkeys(mark for _, funn in group if (mark := read_mark(funn)))
    facts = f": {', '.join(told)}" if told else ""
    if key == "register.sak.under":
        return text("register.sak.under", brudd=breach(svar.regel), regel=svar.regel.id, fakta=facts)
    return text("register.sak.feil", brudd=breach(svar.regel), regel=svar.regel.id, fakta=facts)


def _facts(funn: Funn) -> Iterator[str]:
    """The days and counts that decided."""
    if funn.frist_dato:
        yield text("register.sak.frist", dato=dato(funn.frist_dato))
    elif funn.start_dato:
        yield text("register.sak.startet", dato=dato(funn.start_dato))
    if funn.dager_over is not None:
        over = texts.counted("register.sak.over", funn.dager_over)
        yield over if funn.faktisk_dato else text("register.sak.ikke_gjort", over=over)
    if funn.krav is not None and funn.funnet is not None:
        yield text("register.sak.funnet", funnet=funn.funnet, krav=funn.krav)
