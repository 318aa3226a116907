"""How rules came out for one case: the reckoning of one rule, or which rules have something to say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bvaudit.engine.beginnings import plan_as_begun
from bvaudit.engine.compile import Compiled
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate, judge_one
from bvaudit.engine.plan import EvaluationPlan, not_held
from bvaudit.engine.query import step_column
from bvaudit.errors import UsageError
from bvaudit.findings.citing import law_of
from bvaudit.findings.counted_word import counted_word
from bvaudit.model.kalender import vis
from bvaudit.model.kortid import fits, loose, short_ids, spellings
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.rule import Rule
from bvaudit.model.sitering import cite
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.reports.reckoning import CaseReckoning, ObjectReckoning, Way
from bvaudit.reports.told_under import ways_of_counting
from bvaudit.texts import counted, text
from bvaudit.workflows.content import Content, content_or_stop, find_rule
from bvaudit.workflows.explain_rule import machine_rule
from bvaudit.workflows.extracts import lying_in
from bvaudit.workflows.from_folder import with_defaults
from bvaudit.workflows.inputs import ImportInputs, Progress, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.progress import begin, counting
from bvaudit.workflows.read_about import ReadObject, read_about
from bvaudit.workflows.run_plan import plan_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which extract, judged which day. ``mappe`` is the municipality's folder, whose newest extract is used when no
    source is named."""

    inputs: ImportInputs
    mappe: Mappe | None
    per: date | None
    now: datetime
    home: Path
    regler: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    regel: str
    brudd: str
    utfall: Utfall
    indikasjon: bool

    @property
    def vist(self) -> str:
        """The outcome; a rule that only indicates a breach says so."""
        broken = self.utfall is Utfall.IKKE_OPPFYLT
        return text("forklaring.ma_leses") if self.indikasjon and broken else self.utfall.value


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverview:
    """The rules that are broken or unclear in one case, by their standard way of counting."""

    sak: str
    kort: str
    enhet: str
    per: date
    regler: tuple[BrokenRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    database: Database
    manifest: Manifest
    day: date


def explain_case(regel: str, typed: str, where: Where, *, progress: Progress | None) -> CaseReckoning:
    """The reckoning of one rule for the objects of a case, or for one object: ``typed`` is the id of either, in full or
    in short. Raises UsageError when the rule is about none, or the id fits several cases."""
    content = content_or_stop(own_content(where.mappe, where.regler))
    rule = find_rule(regel, content)
    read = read_about(where.mappe, content, rule.id, typed)
    if rule.manuell and read:
        return _only_read(rule, read, where, content)
    rule = machine_rule(rule)
    with _opened(where, content, progress) as opened:
        database = opened.database
        plan = replace(plan_for(content, opened.manifest, opened.day, None, None), regler=(rule,))
        plan = replace(plan_as_begun(plan, database), uttrekksdato=None)  # that the day is later, is told once
        compiled = plan.compiled(rule, database.dialect)
        if compiled.mangler:
            raise UsageError(text("forklaring.kan_ikke", regel=rule.id, grunn=not_held(compiled.mangler)))
        judge_one(compiled, plan.holdt, database)
        rows = _rows_of(typed, database)
        if not rows:
            told = text("forklaring.ingen", regel=rule.id, id=typed, per=vis(opened.day))
            raise UsageError(told, hint=text("forklaring.ingen_hint"))
        objects = list(dict.fromkeys(row["objekt_id"] for row in rows))
        short = short_ids([*objects, rows[0]["sak"]])
        return CaseReckoning(
            regel=rule.id,
            tittel=rule.tittel,
            brudd=rule.brudd,
            sak=rows[0]["sak"],
            kort=short[rows[0]["sak"]],
            enhet=rows[0]["enhet"],
            per=opened.day,
            teller=counted_word(rule, content.koder),
            sikkerhet=rule.sikkerhet.vist,
            sikkerhet_grunn=rule.sikkerhet_grunn,
            objekter=tuple(
                ObjectReckoning(
                    objekt_id=objekt,
                    kort=short[objekt],
                    hjemmel=_law(rule, rows, objekt, content),
                    mater=tuple(_ways(compiled, database, [row for row in rows if row["objekt_id"] == objekt], objekt)),
                    lest=next((one.sagt for one in read if one.objekt_id == objekt), ""),
                )
                for objekt in objects
            ),
        )


def _only_read(rule: Rule, read: Sequence[ReadObject], where: Where, content: Content) -> CaseReckoning:
    """What readers answered by a rule nothing but people can answer."""
    first = read[0]
    short = short_ids(id_ for one in read for id_ in (one.objekt_id, one.sak) if id_)
    return CaseReckoning(
        regel=rule.id,
        tittel=rule.tittel,
        brudd=rule.brudd,
        sak=first.sak,
        kort=short.get(first.sak, ""),
        enhet=first.enhet,
        per=where.per or first.per,
        teller=counted_word(rule, content.koder),
        sikkerhet=rule.sikkerhet.vist,
        sikkerhet_grunn=rule.sikkerhet_grunn,
        objekter=tuple(
            ObjectReckoning(
                objekt_id=one.objekt_id,
                kort=short[one.objekt_id],
                hjemmel=law_of(rule, frozenset(), one.per, content.lover),
                mater=(),
                lest=one.sagt,
            )
            for one in read
        ),
    )


def case_overview(typed: str, where: Where, *, progress: Progress | None) -> CaseOverview:
    """What every rule that is checked against the extract says of one case."""
    content = content_or_stop(own_content(where.mappe, where.regler))
    with _opened(where, content, progress) as opened:
        table = BY_NAME["sak"]
        known = [row[0] for row in opened.database.run(f"SELECT {table.nokkel} FROM {table.navn} ORDER BY 1")]
        sak = _one(typed, _fitting(typed, known))
        begin(progress, text("terminal.steg.vurderer"))
        plan = _plan_of_one(content, opened, sak)
        results, judged = evaluate(
            plan, opened.database, counting(progress, sum(not rule.manuell for rule in plan.regler))
        )
        found = [
            (funn.enhet, BrokenRule(regel=rule.id, brudd=rule.brudd, utfall=utfall, indikasjon=rule.indikasjon))
            for rule in judged.regler
            for utfall in (Utfall.IKKE_OPPFYLT, Utfall.UAVKLART)
            for funn in results.findings(rule.id, rule.variantnavn[0], utfall)
        ]
        units = sorted(results.units_counted())
    return CaseOverview(
        sak=sak,
        kort=short_ids([sak])[sak],
        enhet=found[0][0] if found else ", ".join(units),
        per=opened.day,
        regler=tuple(dict.fromkeys(broken for _, broken in found)),
    )


@contextmanager
def _opened(where: Where, content: Content, progress: Progress | None) -> Iterator[_Open]:
    inputs = _sources(where)
    with (
        snapshot_of(inputs, content.koder, now=where.now, home=where.home, work=None, progress=progress) as prepared,
        Database() as database,
    ):
        database.attach(prepared.mappe)
        database.lock((prepared.mappe,))
        day = where.per or prepared.manifest.uttrekksdato or where.now.date()
        yield _Open(database=database, manifest=prepared.manifest, day=day)


def _sources(where: Where) -> ImportInputs:
    if where.inputs.kilder:
        return with_defaults(where.inputs, where.mappe) if where.mappe else where.inputs
    newest = lying_in(where.mappe.uttrekk).nyeste if where.mappe else None
    if newest is None:
        raise UsageError(text("forklaring.mangler_uttrekk"), hint=text("forklaring.mangler_uttrekk_hint"))
    return ImportInputs(kilder=(newest.mappe,), prosesser=where.inputs.prosesser)


def _plan_of_one(content: Content, opened: _Open, sak: str) -> EvaluationPlan:
    return replace(plan_for(content, opened.manifest, opened.day, None, None), saker=frozenset({sak}))


def _rows_of(typed: str, database: Database) -> list[dict[str, Any]]:
    """Every way of counting of the objects ``typed`` is about, in a total order."""
    pairs = database.run("SELECT DISTINCT sak, objekt_id FROM resultat ORDER BY 1, 2")
    cases = _fitting(typed, [sak for sak, _ in pairs])
    objects = [] if cases else _fitting(typed, [objekt for _, objekt in pairs])
    if not cases and not objects:
        return []
    column, wanted = ("sak", _one(typed, cases)) if cases else ("objekt_id", _one(typed, objects))
    names, rows = database.columns_and_rows(
        f"SELECT * FROM resultat WHERE {column} = $id ORDER BY objekt_id, variant", {"id": wanted}
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _fitting(typed: str, known: Iterable[str]) -> list[str]:
    """Those that are shown as ``typed``; one that is written just so is never in doubt."""
    wanted = loose(typed)
    spelt = {each: spellings(each) for each in dict.fromkeys(known)}
    whole = [each for each, (full, _) in spelt.items() if full == wanted]
    return whole or [each for each, both in spelt.items() if fits(both, wanted)]


def _one(typed: str, found: Sequence[str]) -> str:
    if len(found) > 1:
        raise UsageError(counted("forklaring.flertydig", len(found), id=typed), hint=text("forklaring.flertydig_hint"))
    if not found:
        raise UsageError(text("forklaring.ukjent_sak", id=typed), hint=text("forklaring.ukjent_sak_hint"))
    return found[0]


def _law(rule: Rule, rows: Sequence[Mapping[str, Any]], objekt: str, content: Content) -> tuple[str, ...]:
    used = {row["regelversjon"] for row in rows if row["objekt_id"] == objekt and row["variant"] == rule.variantnavn[0]}
    return tuple(
        cite(hjemmel, content.lover)
        for versjon in rule.versjoner
        if versjon.gjelder_fra in used
        for hjemmel in versjon.hjemmel
    )


def _ways(compiled: Compiled, database: Database, rows: Sequence[Mapping[str, Any]], objekt: str) -> Iterator[Way]:
    """The way that counts first, then the others as the rule lists them."""
    names, found = database.columns_and_rows(compiled.steps_sql, {"objekt": objekt})
    measured = dict(zip(names, found[0], strict=True)) if found else {}
    by_way = {row["variant"]: row for row in rows}
    explained = ways_of_counting(compiled.regel)
    for number, (navn, steps) in enumerate(compiled.steps):
        row = by_way.get(navn, {})
        yield Way(
            navn=navn,
            forklart=explained.get(navn, ""),
            teller=number == 0,
            steg=tuple((step.navn, _shown(measured.get(step_column(navn, i)))) for i, step in enumerate(steps)),
            utfall=Utfall(row["utfall"]) if row else None,
            frist_dato=row.get("frist_dato"),
            faktisk_dato=row.get("faktisk_dato"),
            dager_over=row.get("dager_over"),
            krav=row.get("krav"),
            funnet=row.get("funnet"),
            forklaring=row.get("forklaring") or "",
        )


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return text("forklaring.ja") if value else text("forklaring.nei")
    return vis(value) if isinstance(value, date) else str(value)
