"""Where a count would be too small because some source does not reach so far: then there is no number, and it says why.

A rule judges each object it sees, and leaves open what it cannot see. A count has no such place for what is missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from bvaudit.engine.beginnings import Begynnelse
from bvaudit.engine.figure_history import Historikk
from bvaudit.engine.figure_places import Avsendere
from bvaudit.engine.figure_readings import CompiledReading, Wanted
from bvaudit.engine.figure_rules import RuleAnswer
from bvaudit.model.kalender import minus, vis
from bvaudit.model.kilde import Kilde, Levert
from bvaudit.model.tallord import Kraft
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt, Telling
from bvaudit.model.uttrykk import Betingelse
from bvaudit.model.varighet import Varighet
from bvaudit.model.words.lookup import ord_for
from bvaudit.texts import text


def unreached(
    wanted: Wanted, kilder: Iterable[Kilde], perioder: Sequence[Periode], per: date, steder: Avsendere
) -> Iterator[IkkeTelt]:
    """The periods that cannot be counted for the reading, or the reading itself where it can be in none. Places without
    a case of the source that does not reach keep their numbers."""
    one = partial(IkkeTelt, tall=wanted.tall, lesning=wanted.lesning.navn)
    for kilde, table, levert in _read(wanted, kilder):
        unntatt = steder.without([kilde.nr])
        if grunn := _always(wanted, table, levert):
            yield one(grunn=grunn, unntatt=unntatt)
            continue
        for periode in perioder:
            if grunn := _outside(wanted, table, levert, periode, per):
                yield one(grunn=grunn, periode=periode, unntatt=unntatt)


def _read(wanted: Wanted, kilder: Iterable[Kilde]) -> Iterator[tuple[Kilde, str, Levert]]:
    """What is counted, and the days that are asked for, of each source that has only part of it."""
    andel = wanted.lesning.andel
    tables = [wanted.gjelder.objekt]
    tables += [andel.dager.rader.tabell] if andel is not None and andel.dager is not None else []
    for kilde in kilder:
        for table in tables:
            levert = kilde.leverer.get(table)
            if levert is not None and not levert.hel:
                yield kilde, table, levert


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
_FEW = 20  # of so many, one that is left open moves the share less than what anybody would say of it


def not_so_far_back(
    one: CompiledReading, historikk: Historikk, perioder: Iterable[Periode], per: date, steder: Avsendere
) -> Iterator[IkkeTelt]:
    """The periods that are before the rows the reading rests on begin. Places whose rows are all of senders that go so
    far back, keep their numbers."""
    wanted = one.wanted
    for periode in perioder:
        if periode.fra <= per:
            for lacking in _lacking(one, historikk, periode, per):
                yield _from_then(wanted.tall, wanted.lesning.navn, lacking, periode, steder)


def _lacking(one: CompiledReading, historikk: Historikk, periode: Periode, per: date) -> Iterator[Begynnelse]:
    wanted, last = one.wanted, min(periode.til, per)
    andel = wanted.lesning.andel
    dager = andel.dager.rader.tabell if andel is not None and andel.dager is not None else ""
    for tabell in sorted(one.tabeller):
        share = tabell in one.til_andel
        fra = (minus(last, _A_YEAR) if share else last) if wanted.stock else periode.fra
        if tabell == dager:
            fra = _first(wanted, periode)
        yield from historikk.lacking(tabell, fra, last, every_day=tabell == dager)


def _from_then(tall: str, lesning: str, one: Begynnelse, periode: Periode, steder: Avsendere) -> IkkeTelt:
    grunn, unntatt = _begun(one.tabell, one.dag), steder.without(one.kilder)
    return IkkeTelt(tall=tall, lesning=lesning, grunn=grunn, periode=periode, unntatt=unntatt)


def _begun(tabell: str, dag: date) -> str:
    return text("tellingen.grunn.begynner", ting=ord_for(tabell), dag=vis(dag))


def rule_not_so_far_back(
    one: RuleAnswer, historikk: Historikk, perioder: Iterable[Periode], per: date, steder: Avsendere
) -> Iterator[IkkeTelt]:
    """The periods that are before what the rule judges begins."""
    if not one.regel.telles_etter:
        return
    for periode in perioder:
        for lacking in historikk.lacking(one.regel.gjelder.objekt, periode.fra, min(periode.til, per)):
            yield _from_then(one.tall, one.lesning.navn, lacking, periode, steder)


def too_many_open(one: RuleAnswer, found: Iterable[Telling]) -> Iterator[IkkeTelt]:
    """The cells where so many are left open for want of older rows that the share of the others says nothing."""
    for telling in found:
        if telling.begynner is not None and not telling.akse and telling.apnet * _FEW > telling.nevner + telling.apnet:
            yield IkkeTelt(
                tall=one.tall,
                lesning=one.lesning.navn,
                grunn=_begun(*telling.begynner),
                periode=telling.periode,
                bare=frozenset([(telling.sted, telling.navn)]),
            )
