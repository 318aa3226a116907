"""Every key figure counted: one pass over each population, and the results of each rule judged once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bvaudit.engine import figure_counts, figure_rules
from bvaudit.engine.figure_history import Historikk, history
from bvaudit.engine.figure_passes import Grounds, Pass, compiled, grounds, make_pass
from bvaudit.engine.figure_places import Avsendere, senders
from bvaudit.engine.figure_reach import not_so_far_back, rule_not_so_far_back, too_many_open, unreached
from bvaudit.engine.figure_readings import CompiledReading, Wanted
from bvaudit.engine.figure_rules import RuleAnswer
from bvaudit.engine.figure_tables import first_seen_after, make_figure_tables, municipalities, shifts
from bvaudit.engine.plan import EvaluationPlan, not_held
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import not_examined
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tallord import Kraft, Periodeslag
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt, Sted, Talt, Telling
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePlan:
    """What to count. ``regler`` are the readings that rest on results of rules, and ``plan`` how those are judged;
    ``omsorg`` are the units whose task is care. Readings of whole months (``over``) are counted month by month."""

    telles: tuple[Wanted, ...]
    regler: tuple[RuleAnswer, ...]
    perioder: tuple[Periode, ...]
    plan: EvaluationPlan
    omsorg: tuple[str, ...] = ()
    regeldager: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @property
    def per(self) -> date:
        return self.plan.per

    @property
    def alle_perioder(self) -> tuple[Periode, ...]:
        """Those that were asked for, and after them the months and half-years some reading is counted by."""
        kinds = dict.fromkeys(one.lesning.over for one in self.telles if one.lesning.over is not None)
        smaller = (part for slag in kinds for periode in self.perioder for part in periode.deler(slag, self.per))
        return tuple(dict.fromkeys((*self.perioder, *smaller)))


def count(database: SqlEngine, plan: FigurePlan) -> Talt:
    """Counts, and what could not be counted. The same content, extract, day and periods give the same numbers."""
    kilder = plan.plan.holdt
    perioder = plan.perioder
    make_figure_tables(database, kilder, plan.alle_perioder, len(perioder), plan.per)
    tellinger: list[Telling] = []
    ikke: list[IkkeTelt] = []
    basis = grounds(database, plan.plan.koder, kilder)
    tables = _tables(database, plan, basis)
    historikk = history(database, kilder, tables, max(plan.per, plan.plan.uttrekksdato or plan.per))
    steder = senders(database)
    for number, (objekt, stock, wanted) in enumerate(_populations(plan.telles)):
        days = sorted({min(one.til, plan.per) for one in perioder}) if stock else [plan.per]
        held, left = _held(database, wanted, basis, plan, steder)
        ikke += left
        if not held or not days:
            continue
        found = make_pass(database, f"tall_{objekt}{number}", held, basis, days, stock=stock)
        for one in found.readings:
            tellinger += _reading(database, found, one, plan)
            ikke += _not_whole(one, perioder, plan.per)
            ikke += not_so_far_back(one, historikk, perioder, plan.per, steder)
    told, left = _rules(database, plan, historikk, steder)
    return Talt(
        tellinger=(*tellinger, *told),
        ikke_telt=(*ikke, *left),
        kommuner=municipalities(database),
        per=plan.per,
        avsluttet_fra=historikk.avsluttet,
        skifter=shifts(database, plan.per),
        usett=first_seen_after(database, min(one.fra for one in perioder)) if perioder else (0, 0),
    )


def _tables(database: SqlEngine, plan: FigurePlan, basis: Grounds) -> frozenset[str]:
    """Every table something that is counted rests on."""
    found: set[str] = set()
    for _, _, wanted in _populations(plan.telles):
        for one in compiled(database, wanted, basis, plan.per):
            found |= one.tabeller
    return frozenset(found | {answer.regel.gjelder.objekt for answer in plan.regler})


def _populations(wanted: Iterable[Wanted]) -> Iterator[tuple[str, bool, list[Wanted]]]:
    """The readings by the table they count and whether it is a stock: each is one pass."""
    found: dict[tuple[str, bool], list[Wanted]] = {}
    for one in wanted:
        found.setdefault((one.gjelder.objekt, one.stock), []).append(one)
    for (objekt, stock), together in found.items():
        yield objekt, stock, together


def _held(
    database: SqlEngine, wanted: Sequence[Wanted], basis: Grounds, plan: FigurePlan, steder: Avsendere
) -> tuple[list[Wanted], list[IkkeTelt]]:
    """The readings some source can answer, and why the others cannot be counted."""
    kept: list[Wanted] = []
    left: list[IkkeTelt] = []
    for one in compiled(database, wanted, basis, plan.per):
        lacking = not_examined(one.trenger, basis.kilder)
        if lacking:
            name = one.wanted.lesning.navn
            left.append(IkkeTelt(tall=one.wanted.tall, lesning=name, grunn=not_held(lacking)))
        else:
            kept.append(one.wanted)
            left += unreached(one.wanted, basis.kilder, plan.perioder, plan.per, steder)
    return kept, left


def _not_whole(one: CompiledReading, perioder: Sequence[Periode], per: date) -> Iterator[IkkeTelt]:
    """Periods that are not over, of readings that are about whole ones."""
    kinds = one.wanted.lesning.perioder
    for periode in perioder:
        if (not kinds or periode.slag in kinds) and not _can(one.wanted.lesning, periode, per):
            name = one.wanted.lesning.navn
            grunn = text("tellingen.grunn.ikke_slutt")
            yield IkkeTelt(tall=one.wanted.tall, lesning=name, periode=periode, grunn=grunn)


def _can(lesning: Lesning, periode: Periode, per: date) -> bool:
    assert lesning.tid is not None
    days = lesning.andel is not None and lesning.andel.dager is not None
    whole = lesning.tid.i_kraft is Kraft.HVER_DAG or days
    return not whole or (periode.til <= per and (not days or periode.slag is Periodeslag.AR))


def _reading(database: SqlEngine, found: Pass, one: CompiledReading, plan: FigurePlan) -> Iterator[Telling]:
    lesning = one.wanted.lesning
    figure_counts.make_hits(database, found, one, plan.omsorg)
    cells = _Cells(one.wanted.tall, lesning, plan)
    yield from cells.of(database, figure_counts.whole(lesning))
    for number, axis in enumerate(one.axes):
        titles = {str(n): gruppe.kode for n, gruppe in enumerate(axis.inndeling.grupper)}
        titles |= {str(len(titles)): axis.inndeling.andre} if titles else {}
        by_number = axis.kode is not None and not axis.inndeling.felt
        sql = figure_counts.parts(lesning, found, one, number)
        yield from cells.of(database, sql, axis.inndeling.akse, titles if by_number else {})
        if axis.inndeling.av == "oppforinger":
            yield from cells.of(database, figure_counts.all_entries(found, one, number), axis.inndeling.akse)


class _Cells:
    """Rows of the database as cells of one reading."""

    def __init__(self, tall: str, lesning: Lesning, plan: FigurePlan) -> None:
        self._tall, self._lesning, self._per = tall, lesning, plan.per
        self._perioder = plan.alle_perioder

    def of(
        self, database: SqlEngine, sql: str, akse: str = "", koder: Mapping[str, str] | None = None
    ) -> list[Telling]:
        return self.made(database.run(sql), akse, koder)

    def made(
        self, rows: Iterable[tuple[Any, ...]], akse: str = "", koder: Mapping[str, str] | None = None
    ) -> list[Telling]:
        return [one for row in sorted(rows, key=_order) if (one := self._cell(row, akse, koder or {}))]

    def _cell(self, row: tuple[Any, ...], akse: str, koder: Mapping[str, str]) -> Telling | None:
        nr, no_unit, no_municipality, enhet, kommune, kode, *numbers = row
        periode = self._perioder[nr]
        if self._lesning.tid is not None and not _can(self._lesning, periode, self._per):
            return None
        kode = koder.get(str(kode), kode) if kode is not None else ""
        if koder and not kode:
            return None  # in none of the conditions, and the rest has no name
        sted = Sted.KOMMUNE if not no_municipality else Sted.ENHET if not no_unit else Sted.ALLE
        antall, teller, nevner, saker, saker_nevner, uvisst, uten_alder, usett, *mal = numbers
        return Telling(
            tall=self._tall,
            lesning=self._lesning.navn,
            periode=periode,
            sted=sted,
            navn=kommune if sted is Sted.KOMMUNE else enhet if sted is Sted.ENHET else "",
            akse=akse,
            kode=str(kode),
            antall=antall,
            teller=teller,
            nevner=nevner,
            saker=saker,
            saker_nevner=saker_nevner,
            uvisst=uvisst,
            uten_alder=uten_alder,
            usett=usett,
            mal=(float(mal[0]), float(mal[1]), float(mal[2]), float(mal[3])) if mal[0] is not None else None,
            **_opened(*mal[4:]),
        )


def _opened(apnet: int = 0, begynner: str | None = None) -> dict[str, Any]:
    """How many are left open for want of older rows, and of what table, from what day."""
    if begynner is None:
        return {}
    tabell, dag = begynner.split()
    return {"apnet": apnet, "begynner": (tabell, date.fromisoformat(dag))}


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    nr, no_unit, no_municipality, enhet, kommune, kode, *_ = row
    return nr, -no_unit, -no_municipality, enhet or "", kommune or "", str(kode or "")


def _rules(
    database: SqlEngine, plan: FigurePlan, historikk: Historikk, steder: Avsendere
) -> tuple[list[Telling], list[IkkeTelt]]:
    if not plan.regler:
        return [], []
    not_judged = figure_rules.make_rule_rows(database, plan.plan, plan.regeldager)
    left = {one.regel.id: one.grunn for one in not_judged}
    used = figure_rules.answered(database)
    plain: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for regel, variant, *row in figure_rules.count_plain(database):
        plain.setdefault((regel, variant), []).append(tuple(row))
    told: list[Telling] = []
    ikke: list[IkkeTelt] = []
    for one in plan.regler:
        if one.regel.id in left:
            ikke.append(IkkeTelt(tall=one.tall, lesning=one.lesning.navn, grunn=left[one.regel.id]))
            continue
        if (one.regel.id, one.variant) not in used and any(regel == one.regel.id for regel, _ in used):
            grunn = text("tellingen.grunn.variant", regel=one.regel.id, variant=one.variant)
            ikke.append(IkkeTelt(tall=one.tall, lesning=one.lesning.navn, grunn=grunn))
            continue
        found = list(_answer(database, one, plan, plain.get((one.regel.id, one.variant), ()), used))
        told += found
        ikke += rule_not_so_far_back(one, historikk, plan.perioder, plan.per, steder)
        ikke += too_many_open(one, found)
    return told, ikke


def _answer(
    database: SqlEngine,
    one: RuleAnswer,
    plan: FigurePlan,
    plain: Sequence[tuple[Any, ...]],
    used: Collection[tuple[str, str]],
) -> Iterator[Telling]:
    cells = _Cells(one.tall, one.lesning, plan)
    if one.plain:
        yield from cells.made(plain)
        return
    yield from cells.of(database, figure_rules.count_rule(database, one, plan.omsorg))
    if one.svar.mot and (one.regel.id, one.svar.mot) in used:
        figure_rules.make_other(database, one, plan.omsorg)
        yield from cells.of(database, figure_rules.count_split(), "del")
