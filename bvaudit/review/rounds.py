"""Two rounds of the same review: whether what is found in the second can be told from chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bvaudit.model.lest import CHANCE, LestPunkt, LestRevisjon, ToRunder
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Sammenligning
from bvaudit.review.basis import Statistikk, about_unit
from bvaudit.review.series import wordings_of
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heir:
    """The point of the earlier round that a point is held against; ``grunn`` is why it cannot be."""

    regel: str = ""
    grunn: str = ""


def two_rounds(
    now: LestRevisjon, before: LestRevisjon, maps: Iterable[Sammenligning], stat: Statistikk
) -> tuple[ToRunder, ...]:
    """A row for each point and unit of this round that was read. What is not the same question in both is not tested,
    nor what was not drawn so that it says something of all; the row says why."""
    pairs = _pairs(now, before, maps)
    earlier = {(one.regel.id, one.enhet): one for one in before.punkter}
    prints = (wordings_of([now]), wordings_of([before]))
    return tuple(
        _row(one, earlier, _heir(one.regel, pairs, now.sjekkliste == before.sjekkliste, prints), stat)
        for one in now.punkter
        if one.n or one.malrettede
    )


def _pairs(
    now: LestRevisjon, before: LestRevisjon, maps: Iterable[Sammenligning]
) -> Mapping[str, tuple[str, Forhold, str]]:
    """The later rule → the earlier, how it stands to it and why, by the map between the two checklists."""
    return {
        par.til: (par.fra, par.forhold, par.begrunnelse)
        for one in maps
        if (one.fra, one.til) == (before.sjekkliste, now.sjekkliste)
        for par in one.punktpar
        if par.til
    }


def _heir(
    regel: Rule,
    pairs: Mapping[str, tuple[str, Forhold, str]],
    same_list: bool,
    prints: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
) -> _Heir:
    """A map between the lists decides. In the same list a point is itself, unless its wording has changed."""
    if regel.id in pairs:
        fra, forhold, why = pairs[regel.id]
        if forhold is Forhold.LIK:
            return _Heir(regel=fra)
        because = text("lest.runder.fordi", grunn=why.rstrip(".")) if why else ""
        return _Heir(regel=fra, grunn=text(f"lest.runder.{forhold.value}", fordi=because))
    if not same_list:
        return _Heir(grunn=text("lest.runder.ikke_i_kartet"))
    now, before = (one.get(regel.id, set()) for one in prints)
    if now and before and now != before:
        return _Heir(regel=regel.id, grunn=text("lest.runder.annen_ordlyd"))
    return _Heir(regel=regel.id)


def _row(now: LestPunkt, earlier: Mapping[tuple[str, str], LestPunkt], heir: _Heir, stat: Statistikk) -> ToRunder:
    before = earlier.get((heir.regel, now.enhet))
    row = _counts(now, before)
    if heir.grunn:
        return replace(row, sammenlignbar=False, setning=heir.grunn)
    if before is None or not (before.n or before.malrettede):
        return replace(row, sammenlignbar=False, setning=text("lest.runder.ikke_lest_for"))
    if about_unit(now.regel):
        return replace(row, sammenlignbar=False, setning=text("lest.runder.om_enheten"))
    if reason := _not_drawn(now, before):
        return replace(row, sammenlignbar=False, setning=reason)
    return _tested(row, now, before, stat)


def _counts(now: LestPunkt, before: LestPunkt | None) -> ToRunder:
    by_case = now.etter_sak or (before is not None and before.etter_sak)
    (nei_for, n_for), (nei_na, n_na) = (_told(one, by_case=by_case) for one in (before, now))
    return ToRunder(
        regel=now.regel, enhet=now.enhet, nei_for=nei_for, n_for=n_for, nei_na=nei_na, n_na=n_na, etter_sak=by_case
    )


def _told(punkt: LestPunkt | None, *, by_case: bool) -> tuple[int, int]:
    if punkt is None:
        return 0, 0
    return (punkt.saker_nei, punkt.saker_n) if by_case else (punkt.nei, punkt.n)


def _not_drawn(now: LestPunkt, before: LestPunkt) -> str:
    """Why a test would say nothing: one of the two is not a draw that says something of all."""
    for one, which in ((now, "na"), (before, "for")):
        if not one.n:
            return text(f"lest.runder.bare_pekt_pa_{which}")
        if one.anslag is None:
            return text(f"lest.runder.ikke_trukket_{which}", grunn=one.uten_andel)
    if not _shared(now, before):
        return text("lest.runder.andre_strata")
    return ""


def _shared(now: LestPunkt, before: LestPunkt) -> list[str]:
    """The strata something was judged in both times: one that was there once says nothing of a difference."""
    return sorted(_judged(now) & _judged(before))


def _judged(punkt: LestPunkt) -> set[str]:
    return {one.navn for one in punkt.strata if one.lest}


def _tested(row: ToRunder, now: LestPunkt, before: LestPunkt, stat: Statistikk) -> ToRunder:
    """By case, within each stratum."""
    names = _shared(now, before)
    first, second = _within(before, names), _within(now, names)
    p = stat.rounds(first, second)
    setning = _said(row, p, fewer=_fewer(first, second))
    if len(names) < len(_judged(now) | _judged(before)):
        setning = f"{setning} {text('lest.runder.felles_strata')}"
    return replace(row, p=p, setning=setning)


def _within(punkt: LestPunkt, names: Sequence[str]) -> list[tuple[int, int]]:
    counts = {one.navn: (one.treff, one.lest) for one in punkt.strata}
    return [counts[name] for name in names]


def _fewer(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> bool:
    """Whether there are fewer in the second than there would be without a difference, stratum by stratum."""
    parts = zip(first, second, strict=True)
    return sum(k2 - (k1 + k2) * n2 / (n1 + n2) for (k1, n1), (k2, n2) in parts) < 0


def _said(row: ToRunder, p: float, *, fewer: bool) -> str:
    counts = {"nei_for": row.nei_for, "n_for": row.n_for, "nei_na": row.nei_na, "n_na": row.n_na}
    if p >= CHANCE:
        same = row.nei_na * row.n_for == row.nei_for * row.n_na
        return text("lest.runder.likt", **counts) if same else text("lest.runder.tilfeldig", **counts)
    return text("lest.runder.bedre", **counts) if fewer else text("lest.runder.verre", **counts)
