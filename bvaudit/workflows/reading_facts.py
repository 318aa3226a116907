"""What the extract says of the cases that are read: which objects each point asks about, and the machine's answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.object_dates import ObjectDates, object_dates
from bvaudit.engine.population import population
from bvaudit.errors import NothingExamined, UsageError
from bvaudit.extract.normalise.snapshot import open_snapshot
from bvaudit.model.leseark import Maskinsvar
from bvaudit.model.manifest import Manifest
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.extracts import lying_in
from bvaudit.workflows.run_plan import plan_for

_CASE = "sak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The machine's answer for one object, and the version of the law it is by."""

    svar: Maskinsvar
    regelversjon: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFacts:
    """``domt``: (rule, object) → the machine's answer. ``objekter``: (rule, case) → the objects it asks about, those
    that matter most first. ``datoer``: (table, object) → its dates. ``mangler``: rule → why the extract cannot show
    its objects."""

    manifest: Manifest
    domt: Mapping[tuple[str, str], Judgement]
    objekter: Mapping[tuple[str, str], tuple[str, ...]]
    datoer: Mapping[tuple[str, str], ObjectDates]
    mangler: Mapping[str, str]


def rules_of(audit: Audit) -> tuple[Rule, ...]:
    """The rules of the checklist, in its order, that are not retired."""
    known = audit.content.regler
    found = (known[point.regel] for point in audit.liste.punkter if point.regel in known)
    return tuple(rule for rule in found if rule.utgatt is None or rule.utgatt > audit.gjennomgang.per)


def snapshot_for(audit: Audit) -> Path:
    """The snapshot the cases were drawn from; the newest where the draw does not say which. UsageError when it is not
    there."""
    lying = lying_in(audit.mappe.uttrekk)
    wanted = audit.utvalg.oyeblikksbilde if audit.utvalg else ""
    found = [one for one in lying.uttrekk if not wanted or one.manifest.avtrykk == wanted]
    if not found:
        raise UsageError(
            text("revisjonen.uttrekk_borte", navn=audit.id, mappe=audit.mappe.uttrekk),
            hint=text("revisjonen.uttrekk_borte_hint"),
        )
    return found[0].mappe


def reading_facts(audit: Audit, saker: Collection[str]) -> ReadingFacts:
    """All that the sheets of these cases are made of, from one run over the extract."""
    folder = snapshot_for(audit)
    manifest, _ = open_snapshot(folder)
    rules = [rule for rule in rules_of(audit) if rule.gjelder.objekt != ENHET]
    wanted = frozenset(saker)
    with Database() as database:
        database.attach(folder)
        domt, objects = _judged(audit, manifest, rules, wanted, database)
        datoer = _dates(audit, rules, wanted, database)
        lacking: dict[str, str] = {}
        known: dict[str, tuple[Mapping[str, list[str]], str]] = {}  # most points of a list are about the same objects
        for rule in rules:
            if rule.manuell and rule.gjelder.objekt != _CASE:
                if (about := repr(rule.gjelder)) not in known:
                    known[about] = _about(audit, manifest, rule, wanted, database)
                found, why = known[about]
                objects |= {(rule.id, sak): ids for sak, ids in found.items()}
                lacking |= {rule.id: why} if why else {}
    sorted_objects = {key: _newest_first(key[0], ids, rules, datoer, domt) for key, ids in objects.items()}
    return ReadingFacts(manifest=manifest, domt=domt, objekter=sorted_objects, datoer=datoer, mangler=lacking)


def _judged(
    audit: Audit, manifest: Manifest, rules: Sequence[Rule], saker: frozenset[str], database: Database
) -> tuple[dict[tuple[str, str], Judgement], dict[tuple[str, str], list[str]]]:
    """The machine's answer to every object of the cases, by the standard way of counting, and the objects in the
    period."""
    one = audit.gjennomgang
    standard = {rule.id: rule.variantnavn[0] for rule in rules if not rule.manuell}
    whole = plan_for(audit.content, manifest, one.per, (one.periode_fra, one.periode_til), None)
    plan = replace(
        whole, saker=saker, kontroller=(), regler=tuple(rule for rule in whole.regler if rule.id in standard)
    )
    judged: dict[tuple[str, str], Judgement] = {}
    objects: dict[tuple[str, str], list[str]] = {}
    if not plan.regler:
        return judged, objects
    evaluate(plan, database)
    names, rows = database.columns_and_rows("SELECT * FROM resultat ORDER BY regel, sak, objekt_id, variant")
    for row in (dict(zip(names, values, strict=True)) for values in rows):
        if row["variant"] == standard[row["regel"]]:
            judged[row["regel"], row["objekt_id"]] = _judgement(row)
            objects.setdefault((row["regel"], row["sak"]), []).append(row["objekt_id"])
    return judged, objects


def _judgement(row: Mapping[str, Any]) -> Judgement:
    return Judgement(
        regelversjon=row["regelversjon"],
        svar=Maskinsvar(
            utfall=Utfall(row["utfall"]),
            start_dato=row["start_dato"],
            frist_dato=row["frist_dato"],
            faktisk_dato=row["faktisk_dato"],
            krav=row["krav"],
            funnet=row["funnet"],
            forklaring=row["forklaring"] or "",
        ),
    )


def _dates(
    audit: Audit, rules: Sequence[Rule], saker: frozenset[str], database: Database
) -> dict[tuple[str, str], ObjectDates]:
    drawn = audit.utvalg.objekt if audit.utvalg else ""
    asked: dict[str, set[str]] = {_CASE: set(), **({drawn: set()} if drawn else {})}
    for rule in rules:
        fields = {dato.felt for version in rule.versjoner for dato in version.velges_etter}
        asked.setdefault(rule.gjelder.objekt, set()).update(fields)
    return {
        (tabell, objekt_id): dates
        for tabell, fields in asked.items()
        for objekt_id, dates in object_dates(database, tabell, fields, saker, per=audit.gjennomgang.per).items()
    }


def _about(
    audit: Audit, manifest: Manifest, rule: Rule, saker: frozenset[str], database: Database
) -> tuple[dict[str, list[str]], str]:
    """Case → the objects a point only people can answer is about: those that were there some time in the period."""
    one = audit.gjennomgang
    try:
        every = population(
            database, rule.gjelder, per=one.per, koder=audit.content.koder, kilder=manifest.kilder, saker=saker
        )
    except NothingExamined as error:
        return {}, error.problem
    found: dict[str, list[str]] = {}
    for each in every:
        begun = each.start is None or each.start <= one.periode_til
        ended = each.slutt is not None and each.slutt < one.periode_fra
        if begun and not ended:
            found.setdefault(each.sak, []).append(each.objekt_id)
    return found, ""


def _newest_first(
    regel: str,
    ids: Sequence[str],
    rules: Sequence[Rule],
    datoer: Mapping[tuple[str, str], ObjectDates],
    domt: Mapping[tuple[str, str], Judgement],
) -> tuple[str, ...]:
    """Those the machine found the rule to be about before those it did not, and the newest first. Only the newest of
    the others stays, when there is nothing else."""
    tabell = next(rule.gjelder.objekt for rule in rules if rule.id == regel)

    def begun(objekt_id: str) -> date:
        dates = datoer.get((tabell, objekt_id))
        return dates.start if dates is not None and dates.start is not None else date.min

    ordered = sorted(sorted(dict.fromkeys(ids)), key=begun, reverse=True)
    about = [each for each in ordered if (regel, each) not in domt or _matters(domt[regel, each])]
    return tuple(about or ordered[:1])


def _matters(one: Judgement) -> bool:
    return one.svar.utfall is not Utfall.IKKE_AKTUELT
