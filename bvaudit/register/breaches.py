"""The breaches of a run: added to the open avvik of their rule and unit, or the start of a new one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.lesesvar import LEST
from bvaudit.model.registeret.avvik import Avvik, Bevis, Kilde, Omfang, Slekt
from bvaudit.model.registeret.effekt import Utgangspunkt
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil, BevisUnderAnnen
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.mote import Endring, Endringsslag
from bvaudit.model.rule import Effektmal, Rule, SamlesPer
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.draft import Draft, every_object
from bvaudit.register.extent import grade
from bvaudit.register.kin import Kin, ended_of, kin_elsewhere, kin_here, not_settled, unknown
from bvaudit.register.rulefacts import found_by, is_read

Key = tuple[str, str, str]  # rule, unit, and the case where each has an avvik of its own
_OPENED = {
    Slekt.INGEN: Endringsslag.NYTT,
    Slekt.KOM_TILBAKE: Endringsslag.KOM_TILBAKE,
    Slekt.NY_ENKELTHENDELSE: Endringsslag.NY_ENKELTHENDELSE,
    Slekt.SPREDNING: Endringsslag.SPREDNING,
}


def take_in(draft: Draft) -> None:
    """Every breach that stands by itself, in the order of rule, unit and case, whatever order it came in."""
    family = _Family.of(draft.reg.avvik.values())
    there = {(a.regel, a.enhet, a.sak): a for a in reversed(draft.open_avvik())}
    events: list[Hendelse] = []
    for key, rows in sorted(_by_key(draft).items()):
        rule = draft.rule(key[0])
        if rule is not None:
            avvik = there.get(key)
            rows = not_settled(rows, _ended(family, key), rule)
            events += _add(draft, avvik, rows, rule) if avvik is not None else _open(draft, key, rows, rule, family)
    draft.add(events)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """The avvik there were before the run, by rule and by (rule, unit)."""

    of_rule: dict[str, list[Avvik]]
    of_unit: dict[tuple[str, str], list[Avvik]]

    @classmethod
    def of(cls, every: Iterable[Avvik]) -> "_Family":
        found = cls(of_rule={}, of_unit={})
        for avvik in every:
            found.of_rule.setdefault(avvik.regel, []).append(avvik)
            found.of_unit.setdefault((avvik.regel, avvik.enhet), []).append(avvik)
        return found


def _ended(family: _Family, key: Key) -> list[Avvik]:
    regel, enhet, sak = key
    return ended_of(family.of_unit.get((regel, enhet), []), regel, enhet, sak)


def _by_key(draft: Draft) -> dict[Key, list[Objektrad]]:
    """The breaches nobody has as evidence in an open avvik yet."""
    there = {
        (a.regel, one.objekt_id, draft.units.now(one.enhet)) for a in draft.open_avvik() for one in every_object(a)
    }
    found: dict[Key, list[Objektrad]] = {}
    for row in sorted(draft.fakta.brudd, key=lambda r: (r.regel, r.enhet, r.sak, r.objekt_id)):
        enhet = draft.units.now(row.enhet)
        if row.under or (row.regel, row.objekt_id, enhet) in there:
            continue
        there.add((row.regel, row.objekt_id, enhet))
        found.setdefault((row.regel, enhet, _sak(draft, row)), []).append(row)
    return found


def _sak(draft: Draft, row: Objektrad) -> str:
    rule = draft.rule(row.regel)
    return row.sak if rule is not None and rule.samles_per is SamlesPer.SAK else ""


def _add(draft: Draft, avvik: Avvik, rows: Sequence[Objektrad], rule: Rule) -> list[Hendelse]:
    if not rows:
        return []
    in_use = draft.in_use(avvik)
    added = [_evidence(draft, row) for row in rows]
    if in_use is not None:
        late = {r.objekt_id for r in rows if not _before(draft, r, rule, in_use)}
        added = [replace(one, for_tiltak=one.objekt_id not in late) for one in added]
    draft.endringer.append(Endring(nr=avvik.nr, slag=Endringsslag.NYE_OBJEKTER, antall=len(added)))
    return [_added(draft, avvik.nr, added)]


def _before(draft: Draft, row: Objektrad, rule: Rule, in_use: date) -> bool:
    """It began before the decisive measure was in use (an event), or was in breach on a day before that (a state)."""
    return found_by(row.start, draft.fakta.per, rule) < in_use


def _open(draft: Draft, key: Key, rows: Sequence[Objektrad], rule: Rule, family: _Family) -> list[Hendelse]:
    regel, enhet, sak = key
    per, mine = draft.fakta.per, family.of_unit.get((regel, enhet), [])
    own = _ended(family, key)
    rows = unknown(rows, own, rule, per)
    if not rows:
        return []
    omfang = grade(len(rows))
    kin = kin_here(rows, ended_of(mine, regel, enhet), rule, per)
    if kin.slekt is Slekt.INGEN and not own:
        kin = kin_elsewhere(family.of_rule.get(regel, []), regel, enhet, omfang, per)
    opened = opening(
        draft,
        rule,
        enhet,
        kilde=Kilde.LESING if all(row.lest for row in rows) else Kilde.KJORING,
        omfang=omfang,
        kin=kin,
        sak=sak,
    )
    draft.endringer.append(Endring(nr=opened.nr, slag=_OPENED[kin.slekt], antall=len(rows), til=kin.til))
    return [opened, _added(draft, opened.nr, [_evidence(draft, row) for row in rows])]


def opening(
    draft: Draft,
    rule: Rule,
    enhet: str,
    *,
    kilde: Kilde,
    omfang: Omfang,
    kin: Kin | None = None,
    sak: str = "",
    mal: Effektmal | None = None,
    punkt: str = "",
) -> AvvikOpprettet:
    """The event that opens an avvik of a rule in a unit, with the finding and the goal as they are today."""
    kin = kin or Kin()
    return AvvikOpprettet(
        nr=draft.next_number(),
        regel=rule.id,
        variant=rule.variantnavn[0],
        tittel=rule.brudd,
        enhet=enhet,
        sak=(sak,) if sak else (),
        samles_per=rule.samles_per,
        kilde=kilde,
        alvor=rule.alvorlighetsgrad,
        omfang=omfang,
        eier=owner(draft.kontekst, rule.alvorlighetsgrad, enhet, draft.units.ceased),
        mal=mal or rule.effektmal or NI_AV_TI,
        logikk=draft.fakta.logikk.get(rule.id, ""),
        krever_lesing=is_read(rule),
        utgangspunkt=_baseline(draft, rule, enhet),
        kjoring=draft.fakta.kjoring,
        dag=draft.dag,
        slekt=kin.slekt,
        slekt_til=kin.til,
        slekt_maneder=kin.maneder,
        punkt=punkt,
    )


def owner(kontekst: Kontekst, alvor: Alvorlighetsgrad, enhet: str, ceased: frozenset[str] = frozenset()) -> str:
    """The role the kodeverk gives avvik of this severity, at the unit; «uten eier» where the unit is not known, or has
    ceased without anybody taking over."""
    if enhet not in kontekst.enheter or enhet in ceased:
        return ""
    return f"{kontekst.kodeverk.gradfrist(alvor).ansvarlig_rolle}@{enhet}"


def _baseline(draft: Draft, rule: Rule, enhet: str) -> Utgangspunkt | None:
    """None: «ikke målt»."""
    tall, keys = draft.counted(rule.id, enhet)
    if not tall.n:
        return None
    read = bool(keys & draft.fakta.lest)
    return Utgangspunkt(
        n=tall.n,
        brudd=tall.ikke_oppfylt,
        delvis=tall.delvis,
        variant=LEST if read else rule.variantnavn[0],
        per=draft.fakta.per,
        tilfeldig=not keys & draft.fakta.ikke_tilfeldig,
        logikk=draft.fakta.logikk.get(rule.id, ""),
    )


def _evidence(draft: Draft, row: Objektrad) -> Bevis:
    return Bevis(
        sak=row.sak,
        objekt=row.objekt,
        objekt_id=row.objekt_id,
        enhet=row.enhet,
        start=row.start,
        dag=draft.fakta.per,
        kjoring=row.lest or draft.fakta.kjoring,
        tilstand_dag=draft.fakta.per,
        feiltype=row.feiltype,
    )


def _added(draft: Draft, nr: str, bevis: Sequence[Bevis]) -> BevisLagtTil:
    return BevisLagtTil(nr=nr, antall=len(bevis), bevis=tuple(bevis), kjoring=draft.fakta.kjoring, dag=draft.fakta.per)


def under_wider(draft: Draft) -> Iterator[Hendelse]:
    """Objects that are told under the avvik of a wider rule from now on, or come back from there. They are, while the
    wider one is open in the unit and the case still breaks its rule."""
    for avvik in draft.open_avvik():
        rule = draft.rule(avvik.regel)
        wider = _wider(draft, avvik, rule.omfattes_av if rule is not None else ())
        moves: dict[str, list[str]] = {}
        for one in avvik.bevis:
            if one.objekt_id and one.sak in wider and not one.tilstand.avgjort:
                moves.setdefault(wider[one.sak], []).append(one.objekt_id)
        back = [one.objekt_id for one in avvik.under if one.objekt_id and one.sak not in wider]
        for annen, objekter in (*sorted(moves.items()), *((("", back),) if back else ())):
            draft.endringer.append(Endring(nr=avvik.nr, slag=Endringsslag.UNDER, antall=len(objekter), til=annen))
            yield BevisUnderAnnen(
                nr=avvik.nr,
                annen=annen,
                antall=len(objekter),
                objekter=tuple(objekter),
                kjoring=draft.fakta.kjoring,
                dag=draft.fakta.per,
            )


def _wider(draft: Draft, avvik: Avvik, rules: Sequence[str]) -> dict[str, str]:
    """Case → the number of the open avvik of a wider rule it still breaks; the first named rule tells it."""
    found: dict[str, str] = {}
    for regel in rules:
        for other in draft.open_avvik():
            if (other.regel, other.enhet) == (regel, avvik.enhet):
                for one in other.bevis:
                    if one.sak and not one.tilstand.avgjort:
                        found.setdefault(one.sak, other.nr)
    return found
