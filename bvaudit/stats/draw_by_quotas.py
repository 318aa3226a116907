"""The draw of one unit when quotas decide how many are drawn of each kind."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bvaudit import texts
from bvaudit.model.utvalg import FrameCase, Kvotetall, Stratum, TrukketSak
from bvaudit.stats.order import in_order, placed
from bvaudit.stats.quotas import Cell, crosses, deal, pick, share_out


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnUnit:
    """What the draw of one unit came to."""

    strata: tuple[Stratum, ...]
    trekk: tuple[TrukketSak, ...]
    kvoter: tuple[Kvotetall, ...] = ()
    uten_vekt: str = ""


def by_quotas(
    cases: Sequence[FrameCase],
    seed: str,
    per_enhet: int,
    reserve: int,
    kvoter: Sequence[Kvotetall],
    grupper: Mapping[tuple[str, str], tuple[str, ...]],
) -> DrawnUnit:
    """The draw of one unit. ``kvoter`` are its quotas in order, with what each asks for in ``krav``."""
    enhet, room = cases[0].enhet, Counter(_cell(case) for case in cases)
    asked = [frozenset(cell for cell in room if _counts(k, enhet, cell, grupper)) for k in kvoter]
    shared = share_out(room, [(cells, k.krav) for cells, k in zip(asked, kvoter, strict=True)], per_enhet)
    ordered = [(case, _cell(case)) for case in in_order(seed, cases)]
    drawn = pick(ordered, shared.antall, list(zip(asked, shared.oppfylt, strict=True)))
    taken = set(drawn)
    rest = [(case, cell) for case, cell in ordered if case not in taken]
    waiting = pick(rest, _of_reserve(shared.antall, Counter(cell[0] for _, cell in rest), reserve), [])
    counted = Counter(cell[0] for _, cell in ordered)
    strata = tuple(
        Stratum(
            enhet=enhet,
            ramme_antall=counted[navn],
            navn=navn,
            antall=antall,
            kvoter=grupper.get((enhet, navn), ()),
        )
        for navn, antall in shared.antall.items()
    )
    cross = [k.id for k, cells in zip(kvoter, asked, strict=True) if k.krav and cells and crosses(cells, room)]
    return DrawnUnit(
        strata=strata,
        trekk=tuple(placed(seed, drawn, waiting)),
        kvoter=tuple(_filled(k, cells, drawn) for k, cells in zip(kvoter, asked, strict=True)),
        uten_vekt=_no_weight(enhet, strata, cross) if len(drawn) < len(cases) else "",
    )


def _cell(case: FrameCase) -> Cell:
    return case.stratum, case.kommune


def _counts(k: Kvotetall, enhet: str, cell: Cell, grupper: Mapping[tuple[str, str], tuple[str, ...]]) -> bool:
    return cell[1] == k.kommune if k.kommune else k.id in grupper.get((enhet, cell[0]), ())


def _of_reserve(antall: Mapping[str, int], room: Mapping[str, int], reserve: int) -> dict[str, int]:
    """The reserve is shared as the drawn are, so that a struck case has one of its own kind waiting."""
    return deal(antall, {navn: room[navn] for navn in antall}, reserve)


def _filled(k: Kvotetall, cells: frozenset[Cell], drawn: Sequence[FrameCase]) -> Kvotetall:
    trukket = sum(_cell(case) in cells for case in drawn)
    return replace(k, trukket=trukket, mangler=max(k.krav - trukket, 0))


def unfilled(k: Kvotetall) -> Kvotetall:
    return replace(k, trukket=0, mangler=k.krav)


def _no_weight(enhet: str, strata: Sequence[Stratum], cross: Sequence[str]) -> str:
    """Why the drawn cases of a unit do not stand for so and so many of its frame; empty when they do."""
    if cross:
        named = ", ".join(f"«{id}»" for id in dict.fromkeys(cross))
        return texts.text("trekning.uten_vekt.pa_tvers", enhet=enhet, kvoter=named)
    shut_out = sum(stratum.ramme_antall for stratum in strata if not stratum.antall)
    return texts.counted("trekning.uten_vekt.uten_sjanse", shut_out, enhet=enhet) if shut_out else ""
