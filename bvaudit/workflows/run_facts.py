"""What a run brings to the register: its breaches and figures by unit, and how the evidence there stands now."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bvaudit.engine.ended import end_days
from bvaudit.engine.evaluate import Judged
from bvaudit.engine.evidence import Again, Wanted
from bvaudit.engine.results import Results
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.enhet import Enhet
from bvaudit.model.funn import Funn
from bvaudit.model.lest_i_mappen import Lestsvar
from bvaudit.model.manifest import Manifest
from bvaudit.model.regellogikk import logic_print
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Objektrad, Tilsynsfunn
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.tilsyn import Funnslag, Tilsyn
from bvaudit.model.tilsyn import Tilsynsfunn as Finding
from bvaudit.model.utfall import Utfall
from bvaudit.register.kin import ended_of, known_of
from bvaudit.register.rulefacts import is_event_rule, is_read
from bvaudit.texts import text
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOver:
    """A run over an extract, when everything is judged. ``igjen`` is how the evidence of the register stands,
    ``slutter`` the day objects ended, by (table, object), and ``hvorfor_ikke`` why the run may not change the register;
    empty = it may."""

    revisjon: Revisjon
    manifest: Manifest
    results: Results
    judged: Judged
    content: Content
    enheter: Sequence[Enhet] = ()
    igjen: Mapping[tuple[str, str], Again] = field(default_factory=dict)
    slutter: Mapping[tuple[str, str], date] = field(default_factory=dict)
    hvorfor_ikke: str = ""


def wanted_of(reg: Registeret, content: Content) -> Wanted:
    """The objects of the evidence that still is followed, by rule, each with its case. Struck keys are none."""
    found: dict[str, dict[str, str]] = {}
    for avvik in reg.apne:
        if avvik.regel in content.regler:
            for one in (*avvik.bevis, *avvik.under):
                if one.objekt_id and one.sak:
                    found.setdefault(avvik.regel, {})[one.objekt_id] = one.sak
    return found


def ends_of(revisjon: Revisjon, database: SqlEngine) -> dict[tuple[str, str], date]:
    """The day the objects of breaches ended, by (table, object)."""
    broken: dict[str, set[str]] = {}
    for svar in revisjon.svar:
        for funn in svar.brudd:
            broken.setdefault(funn.objekt, set()).add(funn.objekt_id)
    broken.pop(ENHET, None)
    return {
        (objekt, id): dag
        for objekt, ids in sorted(broken.items())
        for id, dag in end_days(database, objekt, revisjon.per).items()
        if id in ids
    }


def facts_of(run: RunOver, reg: Registeret) -> Kjoringsfakta:
    revisjon, manifest = run.revisjon, run.manifest
    ids = _unit_ids(run)
    rules = {id: rule for id, rule in run.content.regler.items() if rule.kontroll is None and rule.utgatt is None}
    known = {(s.regel.id, ids[s.enhet]): s for s in revisjon.svar if s.enhet in ids}
    tall = {key: svar.talt for key, svar in known.items()}
    return Kjoringsfakta(
        kjoring=revisjon.kjoring,
        per=revisjon.per,
        uttrekk=manifest.avtrykk,
        nokkel=manifest.nokkel_avtrykk,
        hel=not run.hvorfor_ikke,
        hvorfor_ikke=run.hvorfor_ikke,
        enheter={id: navn for navn, id in ids.items()},
        kart=map_of(run.enheter),
        etterfolgere={one.id: one.etterfolger for one in run.enheter if one.etterfolger},
        opphort=ceased(run.enheter),
        logikk={id: logic_print(rule) for id, rule in sorted(rules.items())},
        kontrollert=frozenset(rule.id for rule in run.judged.regler),
        antall_objekter=sum(one.n for one in tall.values()),
        brudd=tuple(
            replace(row, slutt=run.slutter.get((row.objekt, row.objekt_id))) for row in _breaches(revisjon.svar, ids)
        ),
        tall=tall,
        bevis=_evidence(run, reg, ids),
        saker={enhet.id: enhet.saker for enhet in revisjon.enheter if enhet.saker},
        lest=frozenset(key for key, svar in known.items() if svar.leser_teller),
        ikke_tilfeldig=frozenset(key for key, svar in known.items() if not svar.med_andel),
        tilsyn=tuple(findings_of(revisjon, run.content.planer.tilsyn, ids)),
    )


def map_of(enheter: Sequence[Enhet]) -> dict[str, str]:
    """Each unit's lines in enheter.yaml: its place, its days and a print of its sources, as ``register/units`` reads
    them. What it is called counts for nothing."""
    return {
        one.id: f"{at}|{_iso(one.gjelder_fra)}|{_iso(one.gjelder_til_og_med)}|{_sources(one)}"
        for at, one in enumerate(enheter)
    }


def _iso(dag: date | None) -> str:
    return dag.isoformat() if dag is not None else ""


def _sources(one: Enhet) -> str:
    told = sorted(f"{k.organisasjonsnummer}/{k.kommunenummer}/{k.bydelsnummer}" for k in one.kilder)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def ceased(enheter: Iterable[Enhet]) -> dict[str, date]:
    """Unit → its last day, by the map as it is now."""
    return {one.id: one.gjelder_til_og_med for one in enheter if one.gjelder_til_og_med}


def _unit_ids(run: RunOver) -> dict[str, str]:
    """Name → id: papers tell of a unit by its name, which is unlike every other's."""
    known = {one.navn: one.id for one in run.manifest.enheter}
    return {**known, **{one.navn: one.id for one in run.revisjon.enheter if one.id}}


def _breaches(svar: Iterable[RegelSvar], ids: Mapping[str, str]) -> Iterator[Objektrad]:
    """Every breach that was found or confirmed; what is only suggested is none, and what a reader answered otherwise
    is none either."""
    for one in svar:
        if one.enhet in ids:
            yield from (_row(funn, one.regel, ids) for funn in one.brudd)


def _row(funn: Funn, rule: Rule, ids: Mapping[str, str]) -> Objektrad:
    """It is of a reader when only a reader can tell, or has told: what the extract shows too, a machine follows."""
    lest = funn.lest
    seen_too = lest is not None and lest.maskinen is Utfall.IKKE_OPPFYLT and not is_read(rule)
    return Objektrad(
        regel=rule.id,
        variant=funn.variant,
        enhet=ids.get(funn.enhet, funn.enhet),
        hos=ids.get(funn.hos, funn.hos),
        sak=funn.sak,
        objekt=funn.objekt,
        objekt_id=funn.objekt_id,
        utfall=funn.utfall,
        start=funn.start_dato,
        frist=funn.frist_dato,
        utfort=funn.faktisk_dato,
        under=funn.under,
        lest=lest.revisjon if lest is not None and not seen_too else "",
        feiltype=lest.feiltype if lest is not None else "",
    )


def _evidence(run: RunOver, reg: Registeret, ids: Mapping[str, str]) -> dict[tuple[str, str], Objektrad]:
    """The machine's word on what is followed, and on what was missed when something was closed; then the readers'."""
    found = {key: _now(key, again, run.content, ids) for key, again in run.igjen.items()}
    for regel, objects in _missed(reg, run.content).items():
        rule = run.content.regler[regel]
        rows = run.results.of_objects(regel, rule.variantnavn[0], objects)
        found |= {(regel, objekt): _row(funn, rule, ids) for objekt, (funn, _) in rows.items()}
    return {**found, **_read(run, reg, found, ids)}


def _missed(reg: Registeret, content: Content) -> dict[str, set[str]]:
    """What is known of a state that something was closed by. The run has judged everyone."""
    found: dict[str, set[str]] = {}
    for regel, enhet in {(a.regel, a.enhet) for a in reg.avvik.values() if a.regel in content.regler}:
        rule = content.regler[regel]
        for avvik in ended_of(reg.avvik.values(), regel, enhet):
            if not is_event_rule(rule) and (known := known_of(avvik, rule)):
                found.setdefault(regel, set()).update(known)
    return found


def _now(key: tuple[str, str], again: Again, content: Content, ids: Mapping[str, str]) -> Objektrad:
    regel, objekt = key
    rule = content.regler[regel]
    if again.funn is None:
        return Objektrad(
            regel=regel,
            variant=rule.variantnavn[0],
            enhet="",
            sak="",
            objekt=rule.gjelder.objekt,
            objekt_id=objekt,
            utfall=None if again.ikke_kontrollert or again.borte else Utfall.IKKE_AKTUELT,
            slutt=again.slutt,
            uavgjort_fordi=again.ikke_kontrollert,
            slettet=again.borte,
        )
    row = _row(again.funn, rule, ids)
    return _as_it_stands(row, again)


def _as_it_stands(row: Objektrad, again: Again) -> Objektrad:
    assert again.funn is not None
    said = again.funn.forklaring
    if again.andres and row.utfall is Utfall.IKKE_OPPFYLT:
        return replace(row, utfall=Utfall.IKKE_AKTUELT, grunn=text("registeret_mote.tilstand.annen_kommune"))
    if row.utfall is Utfall.UAVKLART:
        return replace(row, slutt=again.slutt, uavgjort_fordi=said)
    grunn = said if row.utfall is Utfall.IKKE_AKTUELT else ""
    return replace(row, slutt=again.slutt, grunn=grunn)


def _read(
    run: RunOver, reg: Registeret, machine: Mapping[tuple[str, str], Objektrad], ids: Mapping[str, str]
) -> dict[tuple[str, str], Objektrad]:
    """The settled answers that decide what is in evidence."""
    followed = {(a.regel, one.objekt_id) for a in reg.apne for one in (*a.bevis, *a.under)}
    found = {}
    for one in run.revisjon.lest.svar if run.revisjon.lest else ():
        given = one.rad.avgjort.gjeldende
        key = (given.regel, given.objekt_id)
        rule = run.content.regler.get(given.regel)
        if key in followed and rule is not None and _decides(one, rule, machine.get(key)):
            found[key] = answer_row(one, ids)
    return found


def _decides(one: Lestsvar, rule: Rule, now: Objektrad | None) -> bool:
    """A reader's word stands until the extract shows that something has been done since: a breach both saw may be
    mended; one only the reader saw, only a new reading can tell of."""
    if is_read(rule) or now is None or one.rad.utfall is not Utfall.IKKE_OPPFYLT:
        return True
    seen_by_machine = one.rad.avgjort.gjeldende.maskinens_utfall is Utfall.IKKE_OPPFYLT
    return not seen_by_machine and now.utfall is not Utfall.IKKE_OPPFYLT


def answer_row(one: Lestsvar, ids: Mapping[str, str]) -> Objektrad:
    given = one.rad.avgjort.gjeldende
    return Objektrad(
        regel=given.regel,
        variant=one.maskin.variant if one.maskin else "lest",
        enhet=ids.get(one.enhet, one.enhet),
        hos=ids.get(one.enhet_na, one.enhet_na),
        sak=given.sak,
        objekt=given.objekt,
        objekt_id=given.objekt_id,
        utfall=one.rad.utfall,
        start=one.maskin.start_dato if one.maskin else None,
        lest=one.rad.revisjon,
        feiltype=given.feiltype,
    )


def findings_of(revisjon: Revisjon, tilsyn: Iterable[Tilsyn], ids: Mapping[str, str]) -> Iterator[Tilsynsfunn]:
    """The breaches of the law that supervisions of this municipality have found, for each unit one names."""
    here: dict[tuple[str, str], list[str]] = {}
    for point in revisjon.tilsyn:
        here.setdefault((point.tilsyn_id, point.funn_id), []).append(ids.get(point.enhet, point.enhet))
    for one in tilsyn:
        for finding, named in _named(one.funn, bool(one.enheter)):
            units = here.get((one.id, finding.id), [])
            if finding.slag is Funnslag.LOVBRUDD and not _only_holds_others(finding):
                for enhet in units if named else ("",) if units else ():
                    yield Tilsynsfunn(
                        punkt=f"{one.id}/{finding.id}",
                        tittel=finding.tekst,
                        enhet=enhet,
                        regler=(*finding.regler, *finding.manuelle),
                        mal=finding.lukkes_nar,
                    )


def _named(findings: Iterable[Finding], named: bool) -> Iterator[tuple[Finding, bool]]:
    """Every finding, and whether it or one it lies in names units."""
    for one in findings:
        own = named or bool(one.enheter)
        yield one, own
        yield from _named(one.funn, own)


def _only_holds_others(finding: Finding) -> bool:
    return bool(finding.funn) and not finding.regler and not finding.manuelle
