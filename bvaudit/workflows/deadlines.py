"""What has to be done, by when: what is broken today, and what the same rules say of the days to come if nothing is
done.

No operator has to know about deadlines: the rules are judged on the days that come, and the last day that is in time
is the one before a breach. Where the rows know the day themselves, they are believed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.engine.beginnings import plan_as_begun
from bvaudit.engine.database import Database
from bvaudit.engine.ended import ended
from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.results import Results
from bvaudit.errors import NothingExamined
from bvaudit.findings.deadlines import Day, Key, becoming_due, day, deadlines, unknown_deadlines
from bvaudit.findings.units import UnitCounts, units
from bvaudit.model.frist import Fristliste
from bvaudit.model.fulgt import Fulgt
from bvaudit.model.kilde import Kilde, Levert
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.due import followed
from bvaudit.workflows.extracts import lying_in
from bvaudit.workflows.from_folder import as_known, take
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.progress import begin, counting
from bvaudit.workflows.run_plan import MEMORY, plan_for, when

DAYS_AHEAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRequest:
    """The cases, the day the list is for, and the municipality's own content. See ``VurderRequest``.
    ``uten_saker``: only what is followed in the folder."""

    inputs: ImportInputs
    mappe: Mappe | None = None
    per: date | None = None
    regler: tuple[Path, ...] = ()
    periode: None = None
    uten_saker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineOutcome:
    """The two halves: ``liste`` is of the cases (None: there are none to judge, and ``beskjeder`` says why), ``fulgt``
    of what is followed in the folder (None: outside one). ``ingen_undersokt``: there are cases, and none of them could
    be judged."""

    liste: Fristliste | None
    fulgt: Fulgt | None
    problems: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()
    ingen_undersokt: bool = False


def list_deadlines(
    request: DeadlineRequest, *, now: datetime, home: Path, progress: Progress | None
) -> DeadlineOutcome:
    """Everything that is to be done in the next 30 days, and what is over. Outside a folder, raises NothingExamined
    when no rule whose deadlines are followed can be judged; in one, what is followed is told all the same."""
    content = content_or_stop(own_content(request.mappe, request.regler))
    if request.mappe is None:
        return _of_cases(request, content, None, now=now, home=home, progress=progress)
    mappe = request.mappe
    fulgt = followed(mappe, content, request.per or now.date())
    if request.uten_saker:
        return DeadlineOutcome(liste=None, fulgt=fulgt)
    if not request.inputs.kilder and _nothing_lies_in(mappe):
        return DeadlineOutcome(liste=None, fulgt=fulgt, beskjeder=(text("forfall.ingen_saker"),))
    try:
        return _of_cases(request, content, fulgt, now=now, home=home, progress=progress)
    except NothingExamined as nothing:
        return DeadlineOutcome(liste=None, fulgt=fulgt, beskjeder=(nothing.problem,), ingen_undersokt=True)


def _nothing_lies_in(mappe: Mappe) -> bool:
    lying = lying_in(mappe.uttrekk)
    return not (lying.uttrekk or lying.uleste or lying.ubrukelige)


def _of_cases(
    request: DeadlineRequest,
    content: Content,
    fulgt: Fulgt | None,
    *,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DeadlineOutcome:
    taken = _taken(request, content, now=now, home=home, progress=progress)
    with (
        snapshot_of(taken.inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared,
        Database(memory_limit=MEMORY) as database,
    ):
        per, periode, _ = when(request, prepared.manifest)
        database.attach(prepared.mappe)
        database.lock((prepared.mappe,))
        followed_rules = [_as_standard(rule) for rule in content.regler.values() if rule.frist and not rule.manuell]
        plan = plan_for(content, prepared.manifest, per, periode, None)
        plan = plan_as_begun(replace(plan, regler=tuple(followed_rules), kontroller=()), database)
        begin(progress, text("frister.steg"))
        liste = _List(content, plan, database, counting(progress, DAYS_AHEAD)).made(
            as_known(prepared.manifest, request.mappe.kommune if request.mappe else None)
        )
    return DeadlineOutcome(
        liste=liste,
        fulgt=fulgt,
        problems=(*taken.problems, *prepared.problems),
        beskjeder=(*taken.beskjeder, *prepared.beskjeder),
    )


class _List:
    """The list of one extract, made of the same plan on several days."""

    def __init__(
        self, content: Content, plan: EvaluationPlan, database: Database, each_day: Callable[[object], None] | None
    ) -> None:
        self.content, self.plan, self.database, self.each_day = content, plan, database, each_day
        self.regler: Mapping[str, Rule] = {rule.id: rule for rule in plan.regler}

    def made(self, manifest: Manifest) -> Fristliste:
        per, til = self.plan.per, self.plan.per + timedelta(days=DAYS_AHEAD)
        results, judged = self._judge(per, self.plan.regler)
        if not judged.regler:
            raise NothingExamined(text("frister.ingenting"), hint=text("frister.ingenting_hint"))
        over = {
            objekt: ended(self.database, objekt, per) for objekt in {r.gjelder.objekt for r in self.regler.values()}
        }
        today = self._day(results, judged.regler, over)
        enheter = self._units(results, manifest)
        left_out = [(one.regel, one.grunn) for one in judged.ikke_vurdert]
        results, judged = self._judge(til, judged.regler)
        later = self._day(results, judged.regler, over)
        known, unknown = becoming_due(today, later, per)
        last_days = {**known, **self._followed(unknown, later, over)}
        return Fristliste(
            kommune=", ".join(manifest.kommuner),
            per=per,
            til=til,
            uttrekksdato=manifest.uttrekksdato,
            enheter=enheter,
            frister=deadlines(today, later, last_days, self.regler, self.content.lover, per),
            ukjente=unknown_deadlines(today, later, left_out, self.regler),
        )

    def _judge(self, dag: date, regler: Sequence[Rule], saker: frozenset[str] | None = None) -> tuple[Results, Judged]:
        periode = (self.plan.periode[0], dag) if self.plan.periode else None
        kilder = self.plan.kilder if dag == self.plan.per else _nothing_done_since(self.plan.kilder, self.plan.per)
        plan = replace(self.plan, per=dag, periode=periode, regler=tuple(regler), saker=saker, kilder=kilder)
        return evaluate(plan, self.database)

    def _day(self, results: Results, regler: Iterable[Rule], over: Mapping[str, frozenset[str]]) -> Day:
        rules = list(regler)
        return day(
            (row for rule in rules for row in results.findings(rule.id, rule.variantnavn[0], Utfall.IKKE_OPPFYLT)),
            (row for rule in rules for row in results.findings(rule.id, rule.variantnavn[0], Utfall.UAVKLART)),
            over,
        )

    def _followed(self, keys: Sequence[Key], later: Day, over: Mapping[str, frozenset[str]]) -> dict[Key, date]:
        """The last day before each is broken, found by judging only the cases in question on every day."""
        left = set(keys)
        found: dict[Key, date] = {}
        for n in range(1, DAYS_AHEAD + 1):
            if not left:
                break
            dag = self.plan.per + timedelta(days=n)
            if self.each_day is not None:
                self.each_day(dag)
            rules = [rule for rule in self.regler.values() if any(key[0] == rule.id for key in left)]
            saker = frozenset(later.brutt[key].sak for key in left)
            results, judged = self._judge(dag, rules, saker)
            for key in left & self._day(results, judged.regler, over).brutt.keys():
                found[key] = dag - timedelta(days=1)
            left -= found.keys()
        return found

    def _units(self, results: Results, manifest: Manifest) -> tuple[str, ...]:
        """Every unit there is, also those without cases."""
        cases = results.cases_per_unit()
        counts = UnitCounts(cases=cases, sampled=cases, counted=results.units_counted())
        first = self.plan.periode[0] if self.plan.periode else None
        return tuple(unit.navn for unit in units(counts, manifest.enheter, first, self.plan.per))


def _as_standard(rule: Rule) -> Rule:
    """Only the way of counting that counts: the others would be judged thirty times for nothing."""
    standard = rule.variantnavn[0]
    versions = [
        replace(versjon, varianter=tuple(one for one in versjon.varianter if one.navn == standard))
        for versjon in rule.versjoner
    ]
    return replace(rule, versjoner=tuple(versjon for versjon in versions if versjon.varianter))


def _nothing_done_since(kilder: Sequence[Kilde], per: date) -> tuple[Kilde, ...]:
    """Sources whose rows go on to ``per`` are read as if they went on after it: the list supposes that nothing more is
    done."""

    def on(levert: Levert) -> Levert:
        return replace(levert, til=None) if levert.til is not None and levert.til >= per else levert

    return tuple(
        replace(kilde, leverer={tabell: on(levert) for tabell, levert in kilde.leverer.items()}) for kilde in kilder
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    inputs: ImportInputs
    problems: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()


def _taken(
    request: DeadlineRequest, content: Content, *, now: datetime, home: Path, progress: Progress | None
) -> _Taken:
    """What was named, or in a municipality's folder its newest extract."""
    if request.mappe is None:
        return _Taken(inputs=request.inputs)
    taken = take(request.mappe, request.inputs, content.koder, now=now, home=home, progress=progress)
    return _Taken(inputs=taken.inputs, problems=taken.problems, beskjeder=taken.beskjeder)
