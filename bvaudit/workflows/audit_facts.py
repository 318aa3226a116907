"""What a locked audit brings to the register: the breaches its readers found, and their word on what is followed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bvaudit.engine.database import Database
from bvaudit.engine.evidence import Again, judged_again
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.model.funn import Tall
from bvaudit.model.lesesvar import LEST, Avgjort, Lesesvar
from bvaudit.model.lest import LestPunkt
from bvaudit.model.manifest import Manifest
from bvaudit.model.regellogikk import logic_print
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Objektrad
from bvaudit.model.revisjonslogg import frosset
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.utfall import Utfall
from bvaudit.register.rulefacts import is_read
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import Locked, locked_audits
from bvaudit.workflows.reading_facts import snapshot_for
from bvaudit.workflows.register_run import units_in
from bvaudit.workflows.run_facts import ceased, map_of
from bvaudit.workflows.run_plan import plan_for
from bvaudit.workflows.same_wording import alike, same_wording

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The settled answers that may be used, and what the extract says of the same objects."""

    audit: Audit
    manifest: Manifest
    answers: tuple[Lesesvar, ...]
    machine: Mapping[Key, Again]

    @property
    def ids(self) -> dict[str, str]:
        return {one.navn: one.id for one in self.manifest.enheter}


def facts_of_audit(audit: Audit, content: Content) -> Kjoringsfakta | None:
    """None when the audit is not locked, when nobody has answered, or when its answers are others than those that were
    locked. UsageError when the extract it was drawn from is gone."""
    locked = next((one for one in locked_audits(audit.mappe, content) if one.audit.id == audit.id), None)
    if locked is None or locked.endret:
        return None
    read = _read(locked, content)
    tall, chosen = _figures(results_of_audit(audit.mappe, audit.id, content).punkter, read.ids)
    enheter = units_in(audit.mappe)
    rules = {id: rule for id, rule in content.regler.items() if rule.kontroll is None and rule.utgatt is None}
    rows = {(given.regel, given.objekt_id): _row(given, read) for given in read.answers}
    return Kjoringsfakta(
        kjoring=_print(locked),
        per=audit.gjennomgang.per,
        uttrekk=_print(locked),
        nokkel=read.manifest.nokkel_avtrykk,
        hel=True,
        revisjon=audit.id,
        enheter={one.id: one.navn for one in read.manifest.enheter},
        kart=map_of(enheter),
        etterfolgere={one.id: one.etterfolger for one in enheter if one.etterfolger},
        opphort=ceased(enheter),
        logikk={id: logic_print(rule) for id, rule in sorted(rules.items())},
        kontrollert=frozenset(given.regel for given in read.answers),
        antall_objekter=len(read.answers),
        brudd=tuple(_nested(_breaches(rows, read, content), content)),
        tall=tall,
        bevis=rows,
        lest=frozenset(tall),
        ikke_tilfeldig=chosen,
    )


def _print(locked: Locked) -> str:
    """Of the answers as they were locked: the same audit, opened and locked with other answers, is another."""
    frozen = next((found for line in reversed(locked.audit.logg) if (found := frosset(line)) is not None), None)
    told = f"{locked.audit.id}\n{frozen.svar if frozen else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _read(locked: Locked, content: Content) -> _Read:
    audit = locked.audit
    folder = snapshot_for(audit)
    manifest = read_manifest(folder)
    answers = tuple(_usable(locked, content))
    wanted: dict[str, dict[str, str]] = {}
    for given in answers:
        rule = content.regler[given.regel]
        if not rule.manuell and given.objekt == rule.gjelder.objekt:
            wanted.setdefault(given.regel, {})[given.objekt_id] = given.sak
    plan = plan_for(content, manifest, audit.gjennomgang.per, None, None)
    with Database() as database:
        database.attach(folder)
        machine = judged_again(plan, database, wanted)
    return _Read(audit=audit, manifest=manifest, answers=answers, machine=machine)


def _usable(locked: Locked, content: Content) -> Iterator[Lesesvar]:
    """As papers use them: of rules that are in force, to the wording they have now, in cases that were not struck."""
    known = alike(content)
    settled: Iterable[Avgjort] = locked.avgjorte
    for given in (one.gjeldende for one in settled):
        rule = content.regler.get(given.regel)
        if rule is None or rule.utgatt is not None or given.sak in locked.utgatt:
            continue
        if same_wording(rule, given, known):
            yield given


def _row(given: Lesesvar, read: _Read) -> Objektrad:
    again = read.machine.get((given.regel, given.objekt_id))
    funn = again.funn if again is not None else None
    ids = read.ids
    name = funn.enhet if funn is not None else given.enhet
    return Objektrad(
        regel=given.regel,
        variant=LEST,
        enhet=given.objekt_id if given.objekt == ENHET else ids.get(name, name),
        sak=given.sak,
        objekt=given.objekt,
        objekt_id=given.objekt_id,
        utfall=given.utfall,
        start=funn.start_dato if funn is not None else None,
        slutt=again.slutt if again is not None else None,
        lest=given.revisjon,
        feiltype=given.feiltype,
    )


def _breaches(rows: Mapping[Key, Objektrad], read: _Read, content: Content) -> list[Objektrad]:
    """What only readers can tell, or only they have seen: a breach the extract shows, the run over it brings."""
    return [
        row
        for key, row in sorted(rows.items())
        if row.utfall is Utfall.IKKE_OPPFYLT and _only_read(content.regler[row.regel], read.machine.get(key))
    ]


def _only_read(rule: Rule, again: Again | None) -> bool:
    if is_read(rule) or again is None or again.funn is None:
        return True
    return again.funn.utfall is not Utfall.IKKE_OPPFYLT and not again.andres


def _nested(rows: Sequence[Objektrad], content: Content) -> Iterator[Objektrad]:
    """A breach in a case where a wider rule is broken too is told there."""
    broken = {(row.regel, row.enhet, row.sak) for row in rows if row.sak}
    for row in rows:
        wider = content.regler[row.regel].omfattes_av
        yield replace(row, under=next((w for w in wider if (w, row.enhet, row.sak) in broken), ""))


def _figures(punkter: Iterable[LestPunkt], ids: Mapping[str, str]) -> tuple[dict[Key, Tall], frozenset[Key]]:
    """(rule, unit) → what readers found there, and those that stand for no more than what was read: nobody drew the
    cases by chance."""
    tall: dict[Key, Tall] = {}
    chosen = set()
    for point in punkter:
        key = (point.regel.id, ids.get(point.enhet, point.enhet))
        every = point.n + point.malrettede
        if every:
            met = point.n - point.nei - point.delvis
            drawn = point.n > 0 and (point.nei > 0 or not point.malrettede_nei)
            pointed = 0 if drawn else point.malrettede - point.malrettede_nei
            broken = point.nei if drawn else point.nei + point.malrettede_nei
            tall[key] = Tall(oppfylt=met + pointed, delvis=point.delvis, ikke_oppfylt=broken)
            if not drawn or point.anslag is None:
                chosen.add(key)
    return tall, frozenset(chosen)
