"""The extract against the folder: what the machine said of what a person has read, and what the folder showed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bvaudit.model.anslag import Anslag, Stratumtall
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.lest import MotMappe
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk
from bvaudit.review.basis import Grunnlag, Statistikk
from bvaudit.texts import text

_COULD = (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)


def against_folder(basis: Grunnlag, stat: Statistikk) -> tuple[MotMappe, ...]:
    """By the order of the checklist, then the unit; only where both could decide at least one object."""
    found: defaultdict[tuple[str, str], list[Avgjort]] = defaultdict(list)
    for one in basis.avgjorte:
        if machine_outcome(one) in _COULD and one.gjeldende.utfall in _COULD:
            found[one.gjeldende.regel, one.gjeldende.enhet].append(one)
    rows = (
        _row(basis, stat, regel, enhet, found[regel.id, enhet])
        for regel in basis.punkter
        for enhet in basis.enheter
        if (regel.id, enhet) in found
    )
    return tuple(row for row in rows if row.n or row.malrettede)


def _row(basis: Grunnlag, stat: Statistikk, regel: Rule, enhet: str, settled: list[Avgjort]) -> MotMappe:
    places = basis.places(enhet)
    read = [one for one in settled if one.gjeldende.sak in places]
    drawn = [one for one in read if places[one.gjeldende.sak].bruk is Bruk.LESES]
    met_by_machine = [one for one in drawn if _machine_met(one)]
    row = MotMappe(
        regel=regel,
        enhet=enhet,
        n=len(drawn),
        oppfylt_register=len(met_by_machine),
        oppfylt_mappe=sum(map(_met, drawn)),
        begge=sum(map(_met, met_by_machine)),
        feil=_kinds(one for one in drawn if not (_machine_met(one) and _met(one))),
        rettet=_kinds(one for one in drawn if not _machine_met(one) and _met(one)),
        oversett=_kinds(one for one in drawn if _machine_met(one) and not _met(one)),
        bekreftet=_kinds(one for one in drawn if not _machine_met(one) and not _met(one)),
        malrettede=len(read) - len(drawn),
        register_alle=basis.register_alle.get((regel.id, enhet)),
    )
    return _with_shares(row, basis, stat, drawn) if drawn else row


def _with_shares(row: MotMappe, basis: Grunnlag, stat: Statistikk, drawn: list[Avgjort]) -> MotMappe:
    frame = basis.rammer.get(row.enhet)
    if frame is None:
        return replace(row, uten_andel=text("lest.uten_andel.ukjent_ramme"))
    strata = {sak: p.stratum for sak, p in basis.places(row.enhet).items() if p.bruk is Bruk.LESES}
    answered = {
        one.gjeldende.sak
        for one in basis.avgjorte
        if (one.gjeldende.regel, one.gjeldende.enhet) == (row.regel.id, row.enhet) and one.gjeldende.sak in strata
    }
    cases = {one.gjeldende.sak for one in drawn}
    size = len(cases) + max(0, sum(frame.values()) - len(answered))
    if size > len(cases):
        if basis.uten_vekt:
            return replace(row, uten_andel=basis.uten_vekt)
        if len(frame) > 1:
            return _weighted(row, stat, drawn, _Frame(size=frame, strata=strata, answered=answered))
    register = _estimate(stat, drawn, size, _machine_met)
    folder = _estimate(stat, drawn, size, _met)
    corrected = _corrected(row, stat) if len(cases) == len(drawn) else None
    return replace(row, register=register, mappe=folder, korrigert=corrected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """``strata``: the drawn cases and the stratum of each. ``answered``: those the point was answered in."""

    size: Mapping[str, int]
    strata: Mapping[str, str]
    answered: Collection[str]


def _weighted(row: MotMappe, stat: Statistikk, drawn: list[Avgjort], frame: _Frame) -> MotMappe:
    """By case, each stratum by its size: a case is met when all its objects are."""
    read = {frame.strata[sak] for sak in frame.answered}
    unread = sorted(name for name, size in frame.size.items() if size and name not in read)
    if unread:
        return replace(row, uten_andel=text("lest.uten_andel.ulest_stratum", navn=unread[0]))
    register, folder = (stat.weighted([*_strata(drawn, frame, met)]) for met in (_machine_met, _met))
    return replace(row, register=register, mappe=folder)


def _strata(drawn: list[Avgjort], frame: _Frame, met: Callable[[Avgjort], bool]) -> Iterator[Stratumtall]:
    cases: dict[str, bool] = {}
    for one in drawn:
        cases[one.gjeldende.sak] = cases.get(one.gjeldende.sak, True) and met(one)
    for name, size in sorted(frame.size.items()):
        judged = [sak for sak in cases if frame.strata[sak] == name]
        other = sum(frame.strata[sak] == name for sak in frame.answered) - len(judged)
        if judged or other:
            hits = sum(cases[sak] for sak in judged)
            yield Stratumtall(navn=name, ramme=size, lest=len(judged), treff=hits, gjelder_ikke=other)


def _estimate(stat: Statistikk, drawn: list[Avgjort], size: int, met: Callable[[Avgjort], bool]) -> Anslag:
    by_case: dict[str, list[int]] = {}
    for one in drawn:
        case = by_case.setdefault(one.gjeldende.sak, [0, 0])
        case[0] += met(one)
        case[1] += 1
    cases = [(hits, objects) for hits, objects in by_case.values()]
    if any(objects > 1 for _, objects in cases) and size > len(cases):
        return stat.clustered(cases, size)
    hits, n = sum(hits for hits, _ in cases), sum(objects for _, objects in cases)
    return stat.share(hits, n, n if size == len(cases) else size)


def _corrected(row: MotMappe, stat: Statistikk) -> Anslag | None:
    """The share met of everything the extract has judged: of what it says is met, and of what it says is not, each
    as the folders showed. None when the whole is not known, or when one of the two was never read."""
    if row.register_alle is None:
        return None
    met, judged = row.register_alle
    breach_read = row.n - row.oppfylt_register
    sides = (
        (text("lest.mot.oppfylt"), met, row.oppfylt_register, row.begge),
        (text("lest.mot.brudd"), judged - met, breach_read, row.oppfylt_mappe - row.begge),
    )
    if any(size < read or (size and not read) for _, size, read, _ in sides):
        return None
    return stat.weighted(
        [Stratumtall(navn=name, ramme=size, lest=read, treff=hits) for name, size, read, hits in sides if size]
    )


def machine_outcome(one: Avgjort) -> Utfall | None:
    """What the extract said when the form was made. A second reader does not see it, so that answer holds none."""
    rows = (one.gjeldende, one.forste, one.enighet)
    return next((row.maskinens_utfall for row in rows if row is not None and row.maskinens_utfall is not None), None)


def kind_of_fault(one: Avgjort) -> str:
    """The code the reader gave; whoever settles may leave it to the one they agreed with."""
    rows = (one.gjeldende, one.forste, one.andre)
    same = (row for row in rows if row is not None and row.svar is one.gjeldende.svar)
    return next((row.feiltype for row in same if row.feiltype), "")


def _machine_met(one: Avgjort) -> bool:
    return machine_outcome(one) is Utfall.OPPFYLT


def _met(one: Avgjort) -> bool:
    return one.gjeldende.utfall is Utfall.OPPFYLT


def _kinds(settled: Iterable[Avgjort]) -> Mapping[str, int]:
    """By the code of the kind of fault; "" where the reader gave none."""
    return dict(sorted(Counter(kind_of_fault(one) for one in settled).items()))
