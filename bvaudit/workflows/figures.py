"""The key figures of an extract: every reading of every figure, and every rule's share, for some periods."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.database import Database
from bvaudit.engine.figure_readings import Wanted
from bvaudit.engine.figure_rules import RuleAnswer
from bvaudit.engine.figures import FigurePlan, count
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.figures.breaks import left_out_breaks, place_breaks
from bvaudit.figures.counted import Ramme, Reading, rows_of, stands_on_a_day
from bvaudit.figures.ratios import not_made, ratio_rows
from bvaudit.figures.themes import with_themes
from bvaudit.model.endring import Seriebrudd
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.kalender import vis
from bvaudit.model.kilde import Kilde
from bvaudit.model.manifest import Manifest
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.nokkeltall import Lesning, Nokkeltall, Regelsvar
from bvaudit.model.rule import Rule
from bvaudit.model.tallord import Periodeslag
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.run_plan import MEMORY

OMSORG = "omsorg"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFigures:
    """``per`` is the judging day, ``perioder`` what is counted for; a period that is running is counted to ``per``.
    ``tall`` are ids of figures and rules, empty = all. Rules about a state are then counted for years only. ``enheter``
    (names), ``kommuner`` (numbers) and ``grupper`` (names of divisions) limit the rows; the row of all is always there.
    """

    per: date
    perioder: tuple[Periode, ...]
    tall: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()
    kommuner: tuple[str, ...] = ()
    grupper: tuple[str, ...] = ()
    regler: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """What is known of an extract besides its tables."""

    kilder: tuple[Kilde, ...]
    enheter: tuple[KjentEnhet, ...]
    tabeller: frozenset[str] = frozenset()
    uttrekksdato: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigures:
    """``ikke_undersokt`` are the readings that could not be counted, with why. ``definisjoner`` are the figures by id;
    a rule's share is of no figure, and is not there. ``brudd``: periods the extract has not the same cases of, for
    those closed before ``avsluttet_fra`` are not there, and places that came to be, ceased or took over another's
    cases. ``usett``: see ``Talt``."""

    rader: tuple[Nokkelrad, ...]
    ikke_undersokt: tuple[IkkeTelt, ...]
    definisjoner: Mapping[str, Nokkeltall]
    brudd: tuple[Seriebrudd, ...] = ()
    avsluttet_fra: date | None = None
    usett: tuple[int, int] = (0, 0)


def count_figures(
    over: Prepared, asked: AskedFigures, content: Content, *, serier: Sequence[Nokkelrad] = ()
) -> CountedFigures:
    """Open the snapshot as a run does, and count. ``serier`` are rows of imported series, for figures that are reckoned
    from one. Nothing is written."""
    with Database(memory_limit=MEMORY) as database:
        database.attach(over.mappe)
        database.lock((over.mappe,))
        return figures_in(database, source_of(over.manifest), asked, content, serier=serier)


def source_of(manifest: Manifest) -> FigureSource:
    return FigureSource(
        kilder=manifest.kilder,
        enheter=manifest.enheter,
        tabeller=frozenset(manifest.tabeller),
        uttrekksdato=manifest.uttrekksdato,
    )


def figures_in(
    database: SqlEngine,
    source: FigureSource,
    asked: AskedFigures,
    content: Content,
    *,
    serier: Sequence[Nokkelrad] = (),
) -> CountedFigures:
    """As ``count_figures``, of tables that are in the database already."""
    every = themed(content)
    definisjoner = {id_: one for id_, one in every.items() if not asked.tall or id_ in asked.tall}
    plan = figure_plan(source, asked, content, every)
    talt = count(database, plan)
    ramme = Ramme(
        perioder=asked.perioder,
        enheter=source.enheter,
        per=asked.per,
        kommuner=_municipalities(talt.kommuner, source.enheter),
        omsorg=frozenset(plan.omsorg),
        kilde=text("tellingen.rad.kilde", dag=vis(source.uttrekksdato or asked.per)),
        avsluttet_fra=talt.avsluttet_fra,
    )
    rader = rows_of(talt, _readings(plan.telles, plan.regler), ramme)
    known = (*rader, *serier)
    ratios = ratio_rows(definisjoner.values(), known, content.nokkeltall.values(), asked.perioder)
    shown = tuple(row for row in (*rader, *ratios) if _asked_for(row, asked, definisjoner))
    return CountedFigures(
        rader=shown,
        ikke_undersokt=(*talt.ikke_telt, *not_made(definisjoner.values(), ratios, known)),
        definisjoner=definisjoner,
        brudd=(*left_out_breaks(shown, talt.avsluttet_fra), *place_breaks(source.enheter, talt.skifter)),
        avsluttet_fra=talt.avsluttet_fra,
        usett=talt.usett,
    )


def figure_plan(
    source: FigureSource, asked: AskedFigures, content: Content, every: Mapping[str, Nokkeltall]
) -> FigurePlan:
    """What is counted, and how, for what was asked. ``every`` are all figures, as ``themed`` has them."""
    definisjoner = {id_: one for id_, one in every.items() if not asked.tall or id_ in asked.tall}
    readings = [(one, lesning) for one in _with_parts(definisjoner, every) for lesning in one.lesninger]
    answers = (*_answers(readings, content.regler), *_free(asked, content.regler))
    return FigurePlan(
        telles=tuple(_wanted(readings)),
        regler=answers,
        perioder=asked.perioder,
        plan=_plan(answers, content, source, asked.per),
        omsorg=tuple(sorted({one.navn for one in source.enheter if one.oppgave == OMSORG})),
        regeldager=_days(answers, asked),
    )


def themed(content: Content) -> dict[str, Nokkeltall]:
    """Every figure, with the groups its maps of codes make."""
    maps = {one.id: one for one in content.planer.sammenligninger}
    return {
        id_: replace(one, lesninger=tuple(with_themes(lesning, maps, content.koder) for lesning in one.lesninger))
        for id_, one in content.nokkeltall.items()
    }


def _with_parts(asked: Mapping[str, Nokkeltall], every: Mapping[str, Nokkeltall]) -> Iterator[Nokkeltall]:
    """The figures, and those that some of them are reckoned from."""
    yield from asked.values()
    for id_ in dict.fromkeys(
        part.tall
        for one in asked.values()
        for lesning in one.lesninger
        if lesning.forhold is not None
        for part in (lesning.forhold.teller, lesning.forhold.nevner)
    ):
        if id_ not in asked and id_ in every:
            yield every[id_]


def _wanted(readings: Iterable[tuple[Nokkeltall, Lesning]]) -> Iterator[Wanted]:
    for tall, lesning in readings:
        gjelder = lesning.gjelder or tall.gjelder
        if lesning.tid is not None and gjelder is not None:
            yield Wanted(tall=tall.id, lesning=lesning, gjelder=gjelder)


def _answers(readings: Iterable[tuple[Nokkeltall, Lesning]], rules: Mapping[str, Rule]) -> Iterator[RuleAnswer]:
    for tall, lesning in readings:
        if lesning.regel is not None and lesning.regel.id in rules:
            yield RuleAnswer(tall=tall.id, lesning=lesning, regel=rules[lesning.regel.id], svar=lesning.regel)


def _free(asked: AskedFigures, rules: Mapping[str, Rule]) -> Iterator[RuleAnswer]:
    """Every rule that the extract answers, in each of its ways of counting."""
    for rule in rules.values():
        named = rule.id in asked.tall
        if rule.manuell or rule.kontroll is not None or rule.utgatt is not None:
            continue
        if not named and (asked.tall or not asked.regler):
            continue
        kinds = () if named or rule.telles_etter else (Periodeslag.AR,)
        for navn in rule.variantnavn:
            svar = Regelsvar(id=rule.id, variant=navn)
            lesning = Lesning(navn=navn, forklaring=_explained(rule, navn), regel=svar, perioder=kinds)
            yield RuleAnswer(tall=rule.id, lesning=lesning, regel=rule, svar=svar)


def _explained(rule: Rule, navn: str) -> str:
    found = (one.forklaring for version in reversed(rule.versjoner) for one in version.varianter if one.navn == navn)
    return next(found, "")


def _plan(answers: Sequence[RuleAnswer], content: Content, source: FigureSource, per: date) -> EvaluationPlan:
    return EvaluationPlan(
        regler=tuple({one.regel.id: one.regel for one in answers}.values()),
        per=per,
        periode=None,
        koder=content.koder,
        tabeller=source.tabeller,
        kilder=source.kilder,
        uttrekksdato=source.uttrekksdato,
    )


def _days(answers: Iterable[RuleAnswer], asked: AskedFigures) -> dict[str, tuple[date, ...]]:
    """Rule → the days its state is counted on, for all that ask of it."""
    found: dict[str, set[date]] = {}
    for one in answers:
        kinds = one.lesning.perioder
        days = {min(p.til, asked.per) for p in asked.perioder if p.fra <= asked.per and (not kinds or p.slag in kinds)}
        found.setdefault(one.regel.id, set()).update(days)
    return {id_: tuple(sorted(days)) for id_, days in found.items()}


def _readings(wanted: Iterable[Wanted], answers: Iterable[RuleAnswer]) -> Iterator[Reading]:
    for one in wanted:
        yield Reading(tall=one.tall, lesning=one.lesning, tilstand=stands_on_a_day(one.lesning))
    for answer in answers:
        state = stands_on_a_day(answer.lesning, regel_om_tilstand=not answer.regel.telles_etter)
        yield Reading(tall=answer.tall, lesning=answer.lesning, tilstand=state)


def _municipalities(found: Iterable[str], enheter: Iterable[KjentEnhet]) -> tuple[str, ...]:
    return tuple(sorted({*found, *(nummer for one in enheter for nummer in one.kommunenumre if nummer)}))


def _asked_for(row: Nokkelrad, asked: AskedFigures, definisjoner: Mapping[str, Nokkeltall]) -> bool:
    if asked.tall and row.tall not in asked.tall:
        return False  # counted only because another is reckoned from it
    if row.enhet and asked.enheter and row.enhet not in asked.enheter:
        return False
    if row.kommune and asked.kommuner and row.kommune not in asked.kommuner:
        return False
    return not (row.gruppe and asked.grupper) or any(akse in asked.grupper for akse in row.akser)
