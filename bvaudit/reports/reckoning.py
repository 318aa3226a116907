"""How a rule came out for one case, object by object, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.mengdeord import gjelder
from bvaudit.model.utfall import Utfall
from bvaudit.reports.told_under import way_name
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of counting. ``steg`` are the steps of the reckoning with what each came to."""

    navn: str
    forklart: str
    teller: bool  # whether this is the way that counts
    steg: tuple[tuple[str, str], ...]
    utfall: Utfall | None  # None: it says nothing of this object
    frist_dato: date | None
    faktisk_dato: date | None
    dager_over: int | None
    krav: int | None
    funnet: int | None
    forklaring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectReckoning:
    """``hjemmel`` is the law of the version that was used. The way that counts is the first of ``mater``; there is none
    where only a person can answer. ``lest`` is what a reader answered; then that counts."""

    objekt_id: str
    kort: str
    hjemmel: tuple[str, ...]
    mater: tuple[Way, ...]
    lest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReckoning:
    """``teller`` is what is counted: the table of the objects, or ``plassering``."""

    regel: str
    tittel: str
    brudd: str
    sak: str
    kort: str
    enhet: str
    per: date
    teller: str
    sikkerhet: str
    sikkerhet_grunn: str
    objekter: tuple[ObjectReckoning, ...]


def reckoning_lines(case: CaseReckoning, *, every_way: bool = False) -> Iterator[str]:
    """The way that counts step by step, the others in a line each; with ``every_way`` all step by step."""
    yield f"{case.regel}  {case.tittel}"
    yield text("forklaring.sak", kort=case.kort, enhet=case.enhet, per=dato(case.per))
    several = len(case.objekter) > 1
    if several:
        yield counted("forklaring.flere", len(case.objekter), hva=gjelder(case.teller, len(case.objekter)))
    for number, one in enumerate(case.objekter, start=1):
        yield ""
        what = gjelder(case.teller).capitalize()
        which = text("forklaring.nr", hva=what, nr=number, n=len(case.objekter)) if several else what
        yield text("forklaring.objekt", hva=which, kort=one.kort)
        yield from _law(case, one)
        if one.lest:
            yield f"  {one.lest}"
        yield from _ways(case, one.mater, every_way)


def _law(case: CaseReckoning, one: ObjectReckoning) -> Iterator[str]:
    hjemmel = "; ".join(one.hjemmel) or text("forklaring.uten_hjemmel")
    yield "  " + text("forklaring.hjemmel", hjemmel=hjemmel, sikkerhet=case.sikkerhet)


def _ways(case: CaseReckoning, ways: Sequence[Way], every_way: bool) -> Iterator[str]:
    for way in ways:
        if way.teller or every_way:
            yield ""
            mark = text("forklaring.teller") if way.teller else text("forklaring.teller_ikke")
            yield "  " + text("forklaring.mate", navn=_begin(way_name(way.navn)), merke=mark)
            yield from _steps(way)
    others = [way for way in ways if not way.teller]
    if others and not every_way:
        yield ""
        yield "  " + text("forklaring.andre_mater")
        for way in others:
            yield f"    {_in_a_line(way)}"


def _steps(way: Way) -> Iterator[str]:
    rows = [(_begin(name), value) for name, value in (*way.steg, *_facts(way))]
    width = max(len(name) for name, _ in rows) + _GAP
    for name, value in rows:
        yield f"    {name:<{width}}{value}"
    if way.forklaring:
        yield f"    {way.forklaring}"


def _facts(way: Way) -> Iterator[tuple[str, str]]:
    if way.faktisk_dato or way.frist_dato:
        done = dato(way.faktisk_dato) if way.faktisk_dato else text("forklaring.ikke_gjort")
        yield text("forklaring.gjort"), done
    if way.dager_over is not None:
        yield text("forklaring.dager_over"), str(way.dager_over)
    if way.krav is not None:
        yield text("forklaring.krav"), str(way.krav)
        yield text("forklaring.funnet"), "–" if way.funnet is None else str(way.funnet)
    yield text("forklaring.utfall"), _outcome(way)


def _in_a_line(way: Way) -> str:
    limit = text("forklaring.frist", frist=dato(way.frist_dato)) if way.frist_dato else ""
    return text("forklaring.annen", navn=_begin(way_name(way.navn)), utfall=_outcome(way), frist=limit)


def _outcome(way: Way) -> str:
    return way.utfall.value if way.utfall else text("forklaring.ingen_rad")


def _begin(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
