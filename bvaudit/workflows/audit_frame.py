"""What an audit is held against: the questions its places ask, and what the extract says of every case in the frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from bvaudit.diagnostics import has_errors
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.errors import BvauditError
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.loading.content.utvalg import read_frame
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.lesesvar import Gjenstand, Lesing
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.workflows.audit_handouts import Handout, units
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.reading_facts import rules_of, snapshot_for
from bvaudit.workflows.reading_sheets import reading_sheets
from bvaudit.workflows.run_plan import plan_for

_JUDGED = (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)
_NOBODY = Leser(kode="alle", rolle="alle")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Same:
    """An audit whose questions and frame are as they were: a process that asks twice reckons once."""

    folder: Path
    plasser: tuple[Plass, ...]
    innhold: str
    audit: Audit = field(compare=False)


def asked_in(audit: Audit) -> frozenset[Gjenstand] | None:
    """Every question of the places that are in use now, whatever forms have gone out. None when the extract they are
    put together from is not there."""
    return _asked_in(_same(audit)) if audit.utvalg is not None else None


def register_of_frame(audit: Audit) -> Mapping[tuple[str, str], tuple[int, int]]:
    """(rule, unit) → how many objects the extract finds met, and how many it has judged, among all the cases that could
    be drawn. Nothing when the extract or the frame is not there: then nothing is corrected by what was read."""
    return _register_of_frame(_same(audit)) if audit.utvalg is not None else {}


def _same(audit: Audit) -> _Same:
    return _Same(folder=audit.folder, plasser=audit.plasser, innhold=audit.content.sha256, audit=audit)


@lru_cache(maxsize=8)
def _asked_in(same: _Same) -> frozenset[Gjenstand] | None:
    audit = same.audit
    forms = [
        Handout(
            enhet=enhet,
            leser=_NOBODY,
            lesing=Lesing.FORSTE,
            utgave=1,
            plasser=tuple(p for p in audit.plasser if p.enhet == enhet and p.bruk in (Bruk.LESES, Bruk.MALRETTET)),
            enhetspunkter=True,
        )
        for enhet in units(audit)
    ]
    try:
        sheets = reading_sheets(audit, forms)
    except BvauditError:
        return None
    return frozenset(punkt.gjelder for sheet in sheets for punkt in sheet.punkter)


@lru_cache(maxsize=8)
def _register_of_frame(same: _Same) -> Mapping[tuple[str, str], tuple[int, int]]:
    audit = same.audit
    rules = {rule.id: rule.variantnavn[0] for rule in rules_of(audit) if not rule.manuell}
    frame, problems = read_frame(audit.folder / "utvalg")
    if not rules or not frame or has_errors(problems):
        return {}
    try:
        folder = snapshot_for(audit)
        manifest = read_manifest(folder)
    except BvauditError:
        return {}
    one = audit.gjennomgang
    whole = plan_for(audit.content, manifest, one.per, (one.periode_fra, one.periode_til), None)
    plan = replace(
        whole,
        saker=frozenset(case.sak for case in frame),
        kontroller=(),
        regler=tuple(rule for rule in whole.regler if rule.id in rules),
    )
    found: dict[tuple[str, str], tuple[int, int]] = {}
    with Database() as database:
        database.attach(folder)
        evaluate(plan, database)
        rows = database.run("SELECT regel, variant, enhet, utfall, count(*) FROM resultat GROUP BY ALL ORDER BY ALL")
    for regel, variant, enhet, utfall, n in rows:
        if variant == rules[regel] and utfall in _JUDGED:
            met, judged = found.get((regel, enhet), (0, 0))
            found[regel, enhet] = (met + n * (utfall == Utfall.OPPFYLT), judged + n)
    return found
