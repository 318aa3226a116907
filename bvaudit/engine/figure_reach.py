"""Where a count would be too small because some source does not reach so far: then there is no number, and it says why.

A rule judges each object it sees, and leaves open what it cannot see. A count has no such place for what is missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

from bvaudit.engine.figure_history import Historikk
from bvaudit.engine.figure_readings import CompiledReading, Wanted
from bvaudit.engine.figure_rules import RuleAnswer
from bvaudit.model.kalender import minus, vis
from bvaudit.model.kilde import Kilde, Levert
from bvaudit.model.tallord import Kraft
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt
from bvaudit.model.uttrykk import Betingelse, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.model.words.lookup import ord_for
from bvaudit.texts import text


def unreached(wanted: Wanted, kilder: Iterable[Kilde], perioder: Sequence[Periode], per: date) -> Iterator[IkkeTelt]:
    """The periods that cannot be counted for the reading, or the reading itself where it can be in none."""
    name = wanted.lesning.navn
    for table, levert in _read(wanted, kilder):
        if grunn := _always(wanted, table, levert):
            yield IkkeTelt(tall=wanted.tall, lesning=name, grunn=grunn)
            return
        for periode in perioder:
            if grunn := _outside(wanted, table, levert, periode, per):
                yield IkkeTelt(tall=wanted.tall, lesning=name, grunn=grunn, periode=periode)


def _read(wanted: Wanted, kilder: Iterable[Kilde]) -> Iterator[tuple[str, Levert]]:
    """What is counted, and the days that are asked for, of each source that has only part of it."""
    andel = wanted.lesning.andel
    tables = [wanted.gjelder.objekt]
    tables += [andel.dager.rader.tabell] if andel is not None and andel.dager is not None else []
    for kilde in kilder:
        for table in tables:
            levert = kilde.leverer.get(table)
            if levert is not None and not levert.hel:
                yield table, levert


def _always(wanted: Wanted, table: str, levert: Levert) -> str:
    """Only some codes or only so many rows are there, and more are asked for."""
    andel = wanted.lesning.andel
    if andel is not None and andel.dager is not None and table == andel.dager.rader.tabell:
        few = levert.kapasitet is not None and levert.kapasitet < andel.dager.minst
        return text("tellingen.grunn.for_fa", ting=ord_for(table), antall=levert.kapasitet) if few else ""
    for kolonne, koder in levert.koder.items():
        if not _asks_only_for(wanted, kolonne, koder):
            return text("tellingen.grunn.noen_koder", ting=ord_for(table))
    return ""


def _asks_only_for(wanted: Wanted, kolonne: str, koder: Sequence[str]) -> bool:
    conditions = [der for der in (wanted.gjelder.der, wanted.lesning.der) if der is not None]
    return any(_within(der, kolonne, frozenset(koder)) for der in conditions)


def _within(der: Betingelse, kolonne: str, koder: frozenset[str]) -> bool:
    own = (krav for krav in der.felt if krav.felt == kolonne and krav.en_av is not None)
    if any(koder.issuperset(krav.en_av or ()) for krav in own):
        return True
    return bool(der.minst_en) and all(_within(one, kolonne, koder) for one in der.minst_en)


def _outside(wanted: Wanted, table: str, levert: Levert, periode: Periode, per: date) -> str:
    """What is in force may have begun at any time before; what happened is there when its day is."""
    last = min(periode.til, per)
    state = wanted.tid.i_kraft is not None and table == wanted.gjelder.objekt
    early = levert.fra is not None and (state or levert.fra > _first(wanted, periode))
    late = levert.til is not None and levert.til < last
    if not (early or late):
        return ""
    fra = vis(levert.fra) if levert.fra is not None else "…"
    til = vis(levert.til) if levert.til is not None else "…"
    return text("tellingen.grunn.ikke_dekket", ting=ord_for(table), fra=fra, til=til)


def _first(wanted: Wanted, periode: Periode) -> date:
    """Of what is counted on a day, the days are those of the calendar year."""
    return date(periode.til.year, 1, 1) if wanted.tid.i_kraft is Kraft.SISTE_DAG else periode.fra


# --- rows that are not there, though nobody says so -------------------------------------------------------------------

_A_YEAR = Varighet(antall=1, enhet="Y")


def not_so_far_back(
    one: CompiledReading, historikk: Historikk, perioder: Iterable[Periode], per: date
) -> Iterator[IkkeTelt]:
    """The periods that are before the rows the reading rests on begin."""
    wanted = one.wanted
    for periode in perioder:
        if periode.fra > per:
            continue
        grunn = next((_begun(tabell, dag) for tabell, dag in _lacking(one, historikk, periode, per)), "")
        if grunn:
            yield IkkeTelt(tall=wanted.tall, lesning=wanted.lesning.navn, grunn=grunn, periode=periode)


def _lacking(one: CompiledReading, historikk: Historikk, periode: Periode, per: date) -> Iterator[tuple[str, date]]:
    wanted, last = one.wanted, min(periode.til, per)
    andel = wanted.lesning.andel
    dager = andel.dager.rader.tabell if andel is not None and andel.dager is not None else ""
    for tabell in sorted(one.tabeller):
        share = tabell in one.til_andel
        fra = (minus(last, _A_YEAR) if share else last) if wanted.stock else periode.fra
        if tabell == dager:
            fra = _first(wanted, periode)
        dag = historikk.lacking(tabell, fra, last, every_day=tabell == dager)
        if dag is not None:
            yield tabell, dag


def _begun(tabell: str, dag: date) -> str:
    return text("tellingen.grunn.begynner", ting=ord_for(tabell), dag=vis(dag))


def rule_not_so_far_back(one: RuleAnswer, historikk: Historikk, periode: Periode, per: date, *, broken: bool) -> str:
    """Why the share in the period may be of rows that are not there; empty when it is what it says. ``broken``: there
    are breaches, which may be for want of rows beneath."""
    last, objekt = min(periode.til, per), one.regel.gjelder.objekt
    fra = periode.fra if one.regel.telles_etter else minus(last, _A_YEAR)
    first = historikk.lacking(objekt, periode.fra, last) if one.regel.telles_etter else None
    if first is not None:
        return _begun(objekt, first)
    if not broken:
        return ""
    for tabell, every_day in sorted(demanded(one).items()):
        dag = historikk.lacking(tabell, fra, last, every_day=every_day)
        if dag is not None:
            return _begun(tabell, dag)
    return ""


def demanded(one: RuleAnswer) -> dict[str, bool]:
    """The tables beneath where a row that is not there can make a breach, and whether each row in them counts."""
    found: dict[str, bool] = {}
    for versjon in one.regel.versjoner:
        for variant in versjon.varianter:
            if variant.navn in (one.variant, one.svar.mot):
                for tabell, counts in _rows_in(variant.krav, counts=False):
                    found[tabell] = found.get(tabell, False) or counts
    return {tabell: counts for tabell, counts in found.items() if tabell != one.regel.gjelder.objekt}


# What these find wrong is in rows that are there.
_OF_WHAT_IS_THERE = ("rimelige_datoer", "kode_gyldig", "unik", "overlapp", "rekkefolge", "utfylt")


def _rows_in(value: object, *, counts: bool) -> Iterator[tuple[str, bool]]:
    kind = type(value)
    if kind.__module__.rsplit(".", 1)[-1] in _OF_WHAT_IS_THERE or kind.__name__ == "Ikke":
        return
    if isinstance(value, Rader):
        yield value.tabell, counts
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _rows_in(part, counts=counts)
    elif is_dataclass(value):
        number = hasattr(value, "per_ar")  # so many a year
        for part in fields(value):
            yield from _rows_in(getattr(value, part.name), counts=number and part.name == "hendelser")
