"""Which answers of locked audits a run uses: at most one for each rule and object, and what is told of the others."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.read_rows import cases_now, living_objects
from bvaudit.engine.results import Results
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.findings.read_rows import contract_values
from bvaudit.model.lesesvar import Avgjort, Lesesvar
from bvaudit.model.lest import LestRad, LestRevisjon
from bvaudit.model.lest_i_mappen import LestIMappen, LestKort, Lestsvar
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.utvalg import Utvalg
from bvaudit.texts import counted, text
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import Locked, locked_audits
from bvaudit.workflows.same_wording import Alike, alike, same_wording
from bvaudit.workflows.source_changed import Changed

Period = tuple[date, date] | None
_WRONG = ("endret", "ordlyd", "borte", "regel")  # somebody should look at why
_APART = ("uten_objekt", "tilstand", "utenfor", "utgatt")  # as it should be: the answers are of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """The run the answers are to stand beside. ``saker``: the cases it is limited to, None = all."""

    per: date
    periode: Period
    saker: frozenset[str] | None
    manifest: Manifest
    results: Results
    database: SqlEngine
    changed: Changed


@dataclass(slots=True)
class _Used:
    """What has been decided so far. ``left`` counts the answers that are not used, by audit and reason."""

    svar: dict[tuple[str, str], Lestsvar] = field(default_factory=dict)
    left: dict[str, Counter[str]] = field(default_factory=dict)


def answers_beside(
    mappe: Mappe,
    content: Content,
    plan: EvaluationPlan,
    manifest: Manifest,
    avtrykk: str,
    results: Results,
    database: SqlEngine,
) -> LestIMappen | None:
    """As ``answers_for``, for a run by ``plan`` of the snapshot with this print; its files hold the answers too."""
    judging = Judging(
        per=plan.per,
        periode=plan.periode,
        saker=plan.saker,
        manifest=manifest,
        results=results,
        database=database,
        changed=Changed(mappe, database, avtrykk),
    )
    lest = answers_for(mappe, content, judging)
    if lest is not None:
        results.add_read(contract_values(lest))
    return lest


def answers_for(mappe: Mappe, content: Content, run: Judging) -> LestIMappen | None:
    """None when no audit of the folder is locked. Of two audits that have read the same object by the same rule, the
    one that was locked last counts."""
    audits = locked_audits(mappe, content)
    if not audits:
        return None
    used, known = _Used(), alike(content)
    for one in audits:
        _use(one, content, known, run, used)
    svar = tuple(sorted(used.svar.values(), key=_place))
    told = [results_of_audit(mappe, one.audit.id, content) for one in audits]
    return LestIMappen(
        svar=svar,
        revisjoner=tuple(_card(one, said, svar) for one, said in zip(audits, told, strict=True)),
        punkter={(said.id, p.regel.id, p.enhet): p for said in told for p in said.punkter},
        utelatt=tuple(_left_out(audits, used.left, (*_WRONG, *_APART))),
        uventet=tuple(_left_out(audits, used.left, _WRONG)),
        avtrykk=_print(svar),
    )


def _use(one: Locked, content: Content, known: Alike, run: Judging, used: _Used) -> None:
    left = used.left.setdefault(one.audit.id, Counter())
    if one.endret:
        left["endret"] = len(one.avgjorte)
        return
    by_rule: dict[str, list[Avgjort]] = {}
    for avgjort in one.avgjorte:
        by_rule.setdefault(avgjort.gjeldende.regel, []).append(avgjort)
    for regel, answers in by_rule.items():
        rule = content.regler.get(regel)
        if rule is None or rule.utgatt is not None:
            left["regel"] += len(answers)
            continue
        kept = [a for a in answers if (regel, a.gjeldende.objekt_id) not in used.svar]
        for found, why in _of_rule(rule, kept, one, known, run):
            if found is None:
                left[why] += 1
            else:
                used.svar[regel, found.rad.avgjort.gjeldende.objekt_id] = found


def _of_rule(
    rule: Rule, answers: Sequence[Avgjort], one: Locked, known: Alike, run: Judging
) -> list[tuple[Lestsvar | None, str]]:
    """Each answer with what this run knows of its object, or None and why it is not used."""
    read = [a for a in answers if a.gjeldende.sak not in one.utgatt]
    found: list[tuple[Lestsvar | None, str]] = [(None, "utgatt")] * (len(answers) - len(read))
    same = [a for a in read if same_wording(rule, a.gjeldende, known)]
    found += [(None, "ordlyd")] * (len(read) - len(same))
    by_object: dict[str, list[Avgjort]] = {}
    for avgjort in same:
        by_object.setdefault(avgjort.gjeldende.objekt, []).append(avgjort)
    for objekt, asked in by_object.items():
        if not _is_event(rule, objekt, one) and one.audit.gjennomgang.per != run.per:
            found += [(None, _other(rule, objekt, "tilstand"))] * len(asked)
        elif objekt == ENHET:
            found += [_of_unit(a, one, run) for a in asked]
        else:
            found += _of_objects(rule, objekt, asked, one, run)
    return found


def _of_unit(avgjort: Avgjort, one: Locked, run: Judging) -> tuple[Lestsvar | None, str]:
    names = {unit.id: unit.navn for unit in run.manifest.enheter}
    enhet = names.get(avgjort.gjeldende.objekt_id, "")
    enhet = enhet or (avgjort.gjeldende.enhet if avgjort.gjeldende.enhet in names.values() else "")
    if not enhet:
        return None, "borte"
    return Lestsvar(rad=_row(avgjort, one, changed=False), enhet=enhet), ""


def _of_objects(
    rule: Rule, objekt: str, answers: Sequence[Avgjort], one: Locked, run: Judging
) -> Iterator[tuple[Lestsvar | None, str]]:
    """``objekt`` is what was asked about: the case itself where it has no object of the rule's own kind."""
    ids = {a.gjeldende.objekt_id for a in answers}
    machine = {} if rule.manuell else run.results.of_objects(rule.id, rule.variantnavn[0], ids)
    living = living_objects(run.database, objekt, ids, run.per, None)
    inside = _inside(rule, objekt, one, run, living)
    now = cases_now(run.database, {a.gjeldende.sak for a in answers})
    for avgjort in answers:
        given = avgjort.gjeldende
        funn, andres = machine.get(given.objekt_id, (None, False))
        if given.sak not in now or given.objekt_id not in living:
            yield None, "borte"
        elif (funn is None and given.objekt_id not in inside) or _outside(given.sak, run.saker):
            yield None, _other(rule, objekt, "utenfor")
        else:
            changed = run.changed.since(one.audit, given, funn.utfall if funn is not None else None)
            enhet, enhet_na = (funn.enhet, funn.enhet_na) if funn else _unit(given, now[given.sak], run.manifest)
            svar = Lestsvar(
                rad=_row(avgjort, one, changed=changed),
                enhet=enhet,
                enhet_na=enhet_na,
                maskin=funn,
                andres=andres,
                malrettet=given.sak in one.malrettet,
            )
            yield svar, ""


def _inside(rule: Rule, objekt: str, one: Locked, run: Judging, living: frozenset[str]) -> frozenset[str]:
    """Those of the living objects that lie in the period, by the rule's own dates or by those the list draws by."""
    draw = one.audit.liste.utvalg
    ways = [rule.telles_etter, draw.telles_etter if _drawn_kind(objekt, one) else ()]
    if run.periode is None or not any(ways):
        return living
    found = (living_objects(run.database, objekt, living, run.per, (way, *run.periode)) for way in ways if way)
    return frozenset().union(*found)


def _other(rule: Rule, objekt: str, why: str) -> str:
    """The case itself was asked about where it has no object of the rule's kind: it has no day to be counted by."""
    return why if objekt == rule.gjelder.objekt else "uten_objekt"


def _outside(sak: str, saker: frozenset[str] | None) -> bool:
    return saker is not None and sak not in saker


def _unit(given: Lesesvar, now: str, manifest: Manifest) -> tuple[str, str]:
    """The unit whose work was read, and the one that has the case now when it is another."""
    known = {unit.navn for unit in manifest.enheter}
    read_in = given.enhet if given.enhet in known else now
    return read_in, now if now != read_in else ""


def _row(avgjort: Avgjort, one: Locked, *, changed: bool) -> LestRad:
    return LestRad(revisjon=one.audit.id, avgjort=avgjort, utfall=avgjort.gjeldende.utfall, kilde_endret=changed)


def _is_event(rule: Rule, objekt: str, one: Locked) -> bool:
    """Whether the answer is of something that happened, and so is as true on a later day. A rule of a state is not. A
    rule only people answer has no date of its own: it is of what happened when the list draws just such objects by a
    date in them."""
    return bool(rule.telles_etter) or (rule.manuell and _drawn_kind(objekt, one))


def _drawn_kind(objekt: str, one: Locked) -> bool:
    """Whether the list draws objects of this kind, by a date in them."""
    draw = one.audit.liste.utvalg
    return bool(draw.telles_etter) and draw.gjelder is not None and draw.gjelder.objekt == objekt


def _card(one: Locked, said: LestRevisjon, svar: Sequence[Lestsvar]) -> LestKort:
    audit = one.audit
    own = [s for s in svar if s.rad.revisjon == audit.id]
    return LestKort(
        id=audit.id,
        tittel=audit.gjennomgang.tittel,
        sjekkliste=audit.liste.tittel,
        per=audit.gjennomgang.per,
        last=one.last,
        enheter=said.enheter,
        svar=len(own),
        trekning=_drawn(audit.utvalg, own),
        kilde_endret=sum(s.rad.kilde_endret for s in own),
        forbehold=(*said.forbehold, *said.egne_saker),
        merknader=said.merknader,
    )


def _drawn(utvalg: Utvalg | None, svar: Sequence[Lestsvar]) -> str:
    if utvalg is None and all(s.rad.avgjort.gjeldende.objekt == ENHET for s in svar):
        return text("lest_i_papirene.bare_enheter")
    if utvalg is None:
        return text("lest_i_papirene.uten_trekning")
    return text("lest_i_papirene.trukket", avtrykk=utvalg.kort_avtrykk)


def _left_out(audits: Sequence[Locked], left: Mapping[str, Counter[str]], reasons: Sequence[str]) -> list[str]:
    return [
        counted(f"lest_i_papirene.utelatt.{why}", left[one.audit.id][why], revisjon=one.audit.id)
        for one in audits
        for why in reasons
        if left[one.audit.id][why]
    ]


def _print(svar: Sequence[Lestsvar]) -> str:
    facts = (f"{s.rad.revisjon} {s.rad.avgjort.gjeldende.gjelder} {s.rad.utfall} {s.rad.kilde_endret}" for s in svar)
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def _place(one: Lestsvar) -> tuple[str, str, str, str]:
    given = one.rad.avgjort.gjeldende
    return given.regel, one.enhet, given.sak, given.objekt_id
