"""Puts what people answered beside what the machine says: per object the settled answer decides, no figure changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.findings.citing import law_by_version, law_of
from bvaudit.findings.content import Innhold
from bvaudit.findings.counted_word import counted_word
from bvaudit.findings.read_figures import read_figures
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.lesesvar import LEST
from bvaudit.model.lest_i_mappen import LestIMappen, Lestsvar
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall

By_object = Mapping[str, Lestsvar]


def with_answers(
    svar: Sequence[RegelSvar], lest: LestIMappen, enheter: Sequence[EnhetTall], content: Innhold, per: date
) -> list[RegelSvar]:
    """The same answers with the readers' beside them, and one for each rule and unit only people have answered; by
    rule, then in the order of the units."""
    read: dict[tuple[str, str], list[Lestsvar]] = defaultdict(list)
    for one in lest.svar:
        read[one.rad.avgjort.gjeldende.regel, one.enhet].append(one)
    known = {(s.regel.id, s.enhet): s for s in svar}
    order = {enhet.navn: number for number, enhet in enumerate(enheter)}
    for (regel, enhet), answers in read.items():
        rule = content.regler[regel]
        machine = known.get((regel, enhet)) or _nothing_yet(rule, enhet, answers, content, per)
        known[regel, enhet] = _together(machine, answers, lest, content)
    return sorted(known.values(), key=lambda s: (s.regel.id, order.get(s.enhet, len(order))))


def _nothing_yet(rule: Rule, enhet: str, read: Sequence[Lestsvar], content: Innhold, per: date) -> RegelSvar:
    """What stands where the machine has no answer. For a rule only people can answer, theirs is the standard."""
    used = frozenset(day for one in read if (day := one.rad.avgjort.gjeldende.regelversjon))
    ways = (LEST,) if rule.manuell else rule.variantnavn
    return RegelSvar(
        regel=rule,
        enhet=enhet,
        hjemmel=law_of(rule, used, per, content.lover),
        teller=counted_word(rule, content.koder),
        standard=ways[0],
        tall={navn: Tall() for navn in ways},
        intervall=None,
        funn=(),
        uavklarte=(),
    )


def _together(svar: RegelSvar, read: Sequence[Lestsvar], lest: LestIMappen, content: Innhold) -> RegelSvar:
    by_object = {one.rad.avgjort.gjeldende.objekt_id: one for one in read}
    law = law_by_version(svar.regel, content.lover)
    figures = read_figures(read, lest)
    broken = {funn.objekt_id for funn in svar.funn}
    confirmed = [_marked(funn, by_object[funn.objekt_id]) for funn in svar.funn if _says_no(funn, by_object)]
    found = [finding(one, svar, law) for one in read if _only_read(one, broken)]
    left = tuple(funn for funn in svar.funn if funn.objekt_id not in by_object)
    breaches = _in_order((*confirmed, *found))
    told = replace(
        svar,
        lest=figures,
        funn=left if svar.regel.indikasjon else _in_order((*left, *breaches)),
        bekreftet=breaches if svar.regel.indikasjon else (),
        avkreftet=tuple(_marked(f, by_object[f.objekt_id]) for f in svar.funn if _says_otherwise(f, by_object)),
        uavklarte=tuple(funn for funn in svar.uavklarte if funn.objekt_id not in by_object),
        andre_funn=tuple(funn for funn in svar.andre_funn if funn.objekt_id not in by_object),
        lest_om=_in_order(finding(one, svar, law) for one in read if one.imot),
    )
    if svar.standard != LEST:
        return told
    return replace(told, tall={LEST: figures.tall}, intervall=figures.intervall, intervall_grunn=figures.grunn)


def _says_no(funn: Funn, read: By_object) -> bool:
    one = read.get(funn.objekt_id)
    return one is not None and one.rad.utfall is Utfall.IKKE_OPPFYLT


def _says_otherwise(funn: Funn, read: By_object) -> bool:
    one = read.get(funn.objekt_id)
    return one is not None and one.rad.utfall is not Utfall.IKKE_OPPFYLT


def _only_read(one: Lestsvar, broken: set[str]) -> bool:
    """A breach only the reader has found, and that is ours to answer for."""
    svar = one.rad.avgjort.gjeldende
    return one.rad.utfall is Utfall.IKKE_OPPFYLT and svar.objekt_id not in broken and not one.andres


def finding(one: Lestsvar, svar: RegelSvar, law: Mapping[date, tuple[str, ...]]) -> Funn:
    """The row of the machine with the reader's answer in place of its own, or a row made of the answer alone.
    ``law``: first day of each version → its legal bases."""
    if one.maskin is not None:
        version = one.maskin.regelversjon
        return replace(_marked(one.maskin, one), hjemmel=law.get(version, ()) if version else svar.hjemmel)
    given = one.rad.avgjort.gjeldende
    return Funn(
        regel=given.regel,
        variant=LEST,
        enhet=one.enhet,
        sak=given.sak,
        objekt=given.objekt,
        objekt_id=given.objekt_id,
        utfall=one.rad.utfall,
        start_dato=None,
        frist_dato=None,
        faktisk_dato=None,
        dager_over=None,
        krav=None,
        funnet=None,
        forklaring="",
        regelversjon=given.regelversjon,
        hjemmel=svar.hjemmel,
        enhet_na=one.enhet_na,
        lest=one.merke,
    )


def _marked(funn: Funn, one: Lestsvar) -> Funn:
    return replace(funn, utfall=one.rad.utfall, lest=one.merke)


def _in_order(found: Iterable[Funn]) -> tuple[Funn, ...]:
    return tuple(sorted(found, key=lambda funn: (funn.sak, funn.objekt_id)))
