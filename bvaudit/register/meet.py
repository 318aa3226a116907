"""A run, or a locked audit, meets the register: what it would write there. Pure; the same facts twice give nothing the
second time. The machine changes no field a person wrote, moves no deadline and closes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Kilde, Objekttilstand, Registeret
from bvaudit.model.registeret.hendelser_avvik import (
    AvvikOpprettet,
    BevisVurdert,
    KjentBruddOppfylt,
    LogikkEndret,
    OmfangLoftet,
    SvarEndret,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet
from bvaudit.model.registeret.kjoring import Kjoringsfakta
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.registeret.mote import Endring, Endringsslag, Mote
from bvaudit.model.utfall import Utfall
from bvaudit.register.admission import last_run, left_out, refusal, warnings
from bvaudit.register.breaches import take_in, under_wider
from bvaudit.register.draft import Draft
from bvaudit.register.evidence import Seen, answers
from bvaudit.register.extent import lifted
from bvaudit.register.handover import hand_over, new_map
from bvaudit.register.kin import ended_of, known_of
from bvaudit.register.parents import set_parents
from bvaudit.register.supervision import findings
from bvaudit.register.units import units_of


def meet(reg: Registeret, fakta: Kjoringsfakta, kontekst: Kontekst, dag: date) -> Mote:
    """``dag`` is the day it is written on, which numbers are counted by."""
    names = {**kontekst.enheter, **fakta.enheter}
    told = warnings(reg, fakta, names)
    forste = last_run(reg) is None
    why_not = refusal(reg, fakta, names, dag)
    if why_not:
        return Mote(ikke_skrevet=why_not, advarsler=told, forste=forste)
    kontekst = replace(kontekst, enheter=names)
    draft = Draft(reg=reg, fakta=fakta, kontekst=kontekst, dag=dag, units=units_of(reg, fakta))
    _step_by_step(draft)
    if not draft.nye and _known_already(reg, fakta):
        return Mote(advarsler=told, forste=forste)
    return Mote(
        nye=(Ny(hvem=MASKINEN, hendelse=_written(fakta)), *draft.nye),
        advarsler=told,
        apnes=_opened(draft),
        forste=forste,
        endringer=tuple(draft.endringer),
    )


def _step_by_step(draft: Draft) -> None:
    draft.add(new_map(draft))
    draft.add(hand_over(draft))
    draft.add(_other_logic(draft))
    take_in(draft)
    draft.add(_judged(draft))
    moved = list(under_wider(draft))
    draft.add(moved)
    if moved:  # what has come back from a wider rule is judged as the rest
        draft.add(_judged(draft))
    draft.add(_lifted(draft))
    draft.add(_mended_since(draft))
    findings(draft)
    set_parents(draft)


def _other_logic(draft: Draft) -> Iterator[Hendelse]:
    """The evidence as it was judged by the logic it was found by, and by the one the rule has now, once."""
    for avvik in draft.open_avvik():
        now = draft.fakta.logikk.get(avvik.regel, "")
        if not now or not avvik.logikk or now == avvik.logikk:
            continue
        rows = (draft.fakta.bevis.get((avvik.regel, one.objekt_id)) for one in avvik.bevis)
        draft.endringer.append(Endring(nr=avvik.nr, slag=Endringsslag.LOGIKK))
        yield LogikkEndret(
            nr=avvik.nr,
            fra=avvik.logikk,
            til=now,
            brudd_for=sum(one.tilstand is Objekttilstand.FORTSATT for one in avvik.bevis),
            brudd_na=sum(row is not None and row.utfall is Utfall.IKKE_OPPFYLT for row in rows),
            kjoring=draft.fakta.kjoring,
            dag=draft.fakta.per,
        )


def _judged(draft: Draft) -> Iterator[Hendelse]:
    gone = left_out(draft.reg, draft.fakta)
    runs = frozenset(one.kjoring for one in draft.reg.kjoringer if not one.revisjon)
    runs |= {draft.fakta.kjoring} if not draft.fakta.revisjon else frozenset()
    rows = {**{(row.regel, row.objekt_id): row for row in draft.fakta.brudd}, **draft.fakta.bevis}
    for avvik in draft.open_avvik():
        seen = Seen(
            avvik=avvik,
            rule=draft.rule(avvik.regel),
            fakta=draft.fakta,
            rows=rows,
            units=draft.units,
            borte=gone,
            kjoringer=runs,
            gammel=frozenset(_by_another_key(avvik, draft.reg)),
        )
        svar = answers(seen)
        if not svar:
            continue
        if _answer_was_changed(avvik, draft):
            yield SvarEndret(nr=avvik.nr, revisjon=draft.fakta.revisjon, dag=draft.dag)
        new = {one.objekt_id: one.tilstand for one in svar}
        settled = sum(new.get(one.objekt_id, one.tilstand).avgjort for one in avvik.bevis)
        counts = Counter(new.values())
        draft.endringer.append(
            Endring(nr=avvik.nr, slag=Endringsslag.VURDERT, antall=len(svar), tilstander=dict(counts))
        )
        yield BevisVurdert(
            nr=avvik.nr,
            kjoring=draft.fakta.kjoring,
            dag=draft.fakta.per,
            avgjort=settled,
            uavgjort=len(avvik.bevis) - settled,
            svar=svar,
        )


def _by_another_key(avvik: Avvik, reg: Registeret) -> Iterator[str]:
    """The objects that were found before the key of the pseudonyms was changed, and nobody knows the new name of."""
    before = [one for one in reg.kjoringer if one.hendelse < reg.nokkel_fra]
    prints = {print_ for one in before for print_ in (one.kjoring, one.revisjon)}
    since = {one.kjoring for one in reg.kjoringer if one.hendelse > reg.nokkel_fra}
    until = max((one.per for one in before), default=date.min)
    for one in avvik.bevis:
        if one.objekt_id in reg.oversatt:
            continue
        if one.kjoring in prints or (one.kjoring not in since and one.dag <= until):
            yield one.objekt_id


def _answer_was_changed(avvik: Avvik, draft: Draft) -> bool:
    """The audit was taken in before, and objects that were read in it as broken are now answered otherwise."""
    fakta = draft.fakta
    again = bool(fakta.revisjon) and any(one.revisjon == fakta.revisjon for one in draft.reg.kjoringer)
    mine = (one for one in avvik.bevis if one.kjoring == fakta.revisjon)
    rows = (fakta.bevis.get((avvik.regel, one.objekt_id)) for one in mine)
    return again and any(row is not None and row.lest and row.utfall is not Utfall.IKKE_OPPFYLT for row in rows)


def _lifted(draft: Draft) -> Iterator[Hendelse]:
    for avvik, beside, objects in lifted(draft.reg.avvik.values(), draft.fakta.per):
        draft.endringer.append(Endring(nr=avvik.nr, slag=Endringsslag.LOFTET, antall=objects))
        yield OmfangLoftet(
            nr=avvik.nr, sammen_med=beside, objekter=objects, kjoring=draft.fakta.kjoring, dag=draft.fakta.per
        )


def _mended_since(draft: Draft) -> Iterator[Hendelse]:
    """What was known of a closing, and is oppfylt now: broken once more, it is a new breach."""
    keys = sorted({(a.regel, a.enhet) for a in draft.reg.avvik.values() if a.regel and not a.apen})
    for regel, enhet in keys:
        rule = draft.rule(regel)
        if rule is None:
            continue
        for avvik in ended_of(draft.reg.avvik.values(), regel, enhet):
            mended = tuple(one for one in sorted(known_of(avvik, rule)) if _is_met(draft, regel, one))
            if mended:
                yield KjentBruddOppfylt(
                    nr=avvik.nr,
                    antall=len(mended),
                    objekter=mended,
                    kjoring=draft.fakta.kjoring,
                    dag=draft.fakta.per,
                )


def _is_met(draft: Draft, regel: str, objekt: str) -> bool:
    row = draft.fakta.bevis.get((regel, objekt))
    return row is not None and not row.slettet and row.utfall is Utfall.OPPFYLT


def _opened(draft: Draft) -> int:
    """Parents are not counted."""
    opened = (ny.hendelse for ny in draft.nye if isinstance(ny.hendelse, AvvikOpprettet))
    return sum(event.kilde is not Kilde.FORELDER for event in opened)


def _known_already(reg: Registeret, fakta: Kjoringsfakta) -> bool:
    """The same extract, day and logic as the last one that was written, or the same audit as it was taken in."""
    same_kind = [one for one in reg.kjoringer if one.revisjon == fakta.revisjon and not one.trukket]
    if not same_kind:
        return False
    last = same_kind[-1]
    if fakta.revisjon:
        return last.uttrekk == fakta.uttrekk
    return (last.uttrekk, last.per, dict(last.logikk)) == (fakta.uttrekk, fakta.per, dict(fakta.logikk))


def _written(fakta: Kjoringsfakta) -> KjoringSkrevet:
    return KjoringSkrevet(
        kjoring=fakta.kjoring,
        dag=fakta.per,
        uttrekk=fakta.uttrekk,
        antall_objekter=fakta.antall_objekter,
        enheter=dict(sorted(_judged_in(fakta).items())),
        logikk=dict(fakta.logikk),
        kart=dict(fakta.kart),
        revisjon=fakta.revisjon,
        nokkel=fakta.nokkel,
    )


def _judged_in(fakta: Kjoringsfakta) -> dict[str, int]:
    """Unit → objects that were judged there."""
    found: Counter[str] = Counter()
    for (_, enhet), tall in fakta.tall.items():
        found[enhet] += tall.n
    return dict(found)
