"""From one run to one enhet's handlingsplan. Pure: the same run gives the same plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bvaudit.errors import UsageError
from bvaudit.findings.ledger import Regnskap, ledger
from bvaudit.findings.ranking import by_urgency, by_weight
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.kortid import short_ids
from bvaudit.model.lesesvar import LEST
from bvaudit.model.mengdeord import gjelder, merket
from bvaudit.model.revisjon import EnhetTall, Revisjon, TilsynPunkt
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet
from bvaudit.reports import plan_felt as felt
from bvaudit.reports import plan_tekst as tekst
from bvaudit.reports.handlingsplan import (
    AvvikView,
    HandlingsplanView,
    IkkeUndersoktView,
    IndikasjonView,
    KravView,
    TilsynView,
)
from bvaudit.reports.plan_avvik import Told, avvik_view, others
from bvaudit.reports.plan_minne import UTEN, Planminne, at_the_authority, mark, not_told
from bvaudit.reports.plan_read import read_lines, read_otherwise
from bvaudit.reports.plan_saker import every_case
from bvaudit.reports.plan_skriv import Skriver
from bvaudit.reports.read_words import beside
from bvaudit.reports.register_tilsyn import read_in
from bvaudit.reports.told_under import breach
from bvaudit.reports.wording import av, dato, tema_name
from bvaudit.texts import counted, in_each_language, text


def plan_view(revisjon: Revisjon, enhet_navn: str, kodeverk: Kodeverk, minne: Planminne = UTEN) -> HandlingsplanView:
    """The plan of the enhet called ``enhet_navn``: what the law asks first, then the gravest. ``minne`` is what the
    register knows; without it every blank is empty, and known by its rule.

    Raises UsageError when the run has no such enhet, KeyError when ``kodeverk`` lacks a grade or role in use.
    """
    enhet = _enhet(revisjon, enhet_navn)
    svar = [each for each in revisjon.svar if each.enhet == enhet.navn]
    id_ = enhet.id or enhet.slug
    skriver = Skriver(kodeverk=kodeverk, enhet=id_, reg=minne.reg, enheter=minne.enheter)
    told = Told(
        revisjon=revisjon, kodeverk=kodeverk, short=short_ids(_pseudonyms(revisjon)), skriver=skriver, minne=minne
    )
    broken = by_weight(s for s in svar if s.er_avvik)
    avvik = tuple(avvik_view(str(number), s, told) for number, s in enumerate(broken, start=1))
    konklusjon = tuple(_conclusion(broken, avvik, ledger(revisjon, enhet.navn)))
    vet_ikke = tuple(_unknown(enhet, svar, revisjon))
    return HandlingsplanView(
        tittel=text("plan.tittel", enhet=enhet.navn),
        kommune=revisjon.kommune,
        dokumentklasse=revisjon.dokumentklasse,
        enhet=enhet.navn,
        per=dato(revisjon.per),
        periode=tekst.periode(revisjon),
        undersokt=tekst.undersokt(enhet, revisjon),
        oppsummering=(*konklusjon, *vet_ikke),
        konklusjon=konklusjon,
        vet_ikke=vet_ikke,
        avvik=avvik,
        systemsvikt=tuple(each for each in avvik if each.systemsvikt),
        enkelthendelser=tuple(each for each in avvik if not each.systemsvikt),
        saker=every_case(enhet.navn, {each.regel: each.nummer for each in avvik}, revisjon, told.short, skriver),
        styring=felt.styring(kodeverk, skriver),
        indikasjoner=tuple(_indikasjon(s) for s in by_weight(s for s in svar if s.er_indikasjon)),
        uten_avvik=tuple(_krav(s) for s in _clean(svar)),
        ikke_undersokt=_ikke_undersokt(revisjon, svar),
        tilsyn=tuple(
            _tilsyn(punkt, _titles(revisjon), svar, at_the_authority(punkt, minne, id_))
            for punkt in revisjon.tilsyn
            if punkt.enhet == enhet.navn
        ),
        godkjenning=felt.godkjenning(skriver),
        advarsler=tuple(_warnings(revisjon, enhet.navn)),
        om_tallene=tuple(
            line for line in (*tekst.om_tallene(revisjon, ledger(revisjon, enhet.navn)), not_told(minne, id_)) if line
        ),
        lest=read_lines(revisjon, enhet.navn),
        lest_annerledes=read_otherwise(revisjon, enhet.navn, told.short),
        **_memory(told, id_, {each.regel for each in avvik}),
    )


def _warnings(revisjon: Revisjon, enhet: str) -> Iterator[str]:
    """Those about the whole run, and of those about some units what they say of this one."""
    for one in revisjon.advarsler:
        hos = revisjon.advarsler_hos.get(one)
        if hos is None:
            yield one
        elif enhet in hos:
            yield hos[enhet]


def _memory(told: Told, enhet: str, here: set[str]) -> dict[str, Any]:
    """What the plan says of the register. Without one it keeps only whom it is for."""
    minne, per = told.minne, told.revisjon.per
    about: dict[str, Any] = {"merke": mark(minne, enhet, per, told.revisjon.kjoring)}
    if not minne.hode.nr:
        return about
    forrige = text("registeret_plan.utgave.forrige", dag=dato(minne.forrige)) if minne.forrige else ""
    return about | {
        "hode": text("registeret_plan.hode", hode=minne.hode.vist),
        "utgave": text("registeret_plan.utgave.nr", nr=minne.utgave, forrige=forrige),
        "endret": minne.endret,
        "andre": others(told, enhet, here),
    }


def _enhet(revisjon: Revisjon, navn: str) -> EnhetTall:
    for enhet in revisjon.enheter:
        if enhet.navn == navn:
            return enhet
    kjente = ", ".join(f"«{enhet.navn}»" for enhet in revisjon.enheter)
    hint = text("plan.ukjent_enhet_hint", kjente=kjente) if kjente else ""
    raise UsageError(text("plan.ukjent_enhet", navn=navn), hint=hint)


def _pseudonyms(revisjon: Revisjon) -> Iterator[str]:
    told = (funn.sak for svar in revisjon.svar for funn in (*svar.funn, *svar.bekreftet, *svar.lest_om))
    return (sak for sak in told if sak)


def _clean(svar: Sequence[RegelSvar]) -> list[RegelSvar]:
    found = (s for s in svar if s.tall[s.standard].n and not s.tall[s.standard].ikke_oppfylt and not s.er_avvik)
    return sorted(found, key=lambda s: s.regel.id)


def _titles(revisjon: Revisjon) -> dict[str, str]:
    titles = {s.regel.id: s.regel.tittel for s in revisjon.svar}
    return titles | {each.regel.id: each.regel.tittel for each in revisjon.ikke_undersokt}


def _conclusion(broken: Sequence[RegelSvar], avvik: Sequence[AvvikView], book: Regnskap) -> Iterator[str]:
    """Three sentences: how much, of what kind, and what comes first."""
    if not broken and book.kontrollert:
        yield counted("plan.konklusjon.uten_avvik", book.kontrollert)
        yield text("plan.konklusjon.ikke_alt")
        return
    if not broken:
        yield text("plan.konklusjon.ingenting")
        return
    if book.kontrollert:
        yield text("plan.konklusjon.avvik", med_avvik=book.med_avvik, kontrollert=book.kontrollert)
    if book.lest_med_avvik:
        yield counted(f"lest_i_papirene.plan.{'avvik_lest' if book.med_avvik else 'bare_lest'}", book.lest_med_avvik)
    repeated = sum(1 for each in avvik if each.systemsvikt)
    if not repeated:
        yield counted("plan.konklusjon.bare_enkelt", len(avvik))
    elif repeated == len(avvik):
        yield counted("plan.konklusjon.bare_svikt", repeated)
    elif book.lest_med_avvik:
        yield counted("lest_i_papirene.plan.svikt", repeated, alle=len(avvik))
    else:
        yield counted("plan.konklusjon.svikt", repeated)
    yield from _comes_first(broken, avvik)


def _comes_first(broken: Sequence[RegelSvar], avvik: Sequence[AvvikView]) -> Iterator[str]:
    critical = sum(1 for s in broken if s.regel.alvorlighetsgrad is Alvorlighetsgrad.KRITISK)
    if critical:
        yield counted("plan.konklusjon.kritisk", critical)
    first = next(each for each in avvik if each.regel == by_urgency(broken)[0].regel.id)
    yield text("plan.konklusjon.gravest", brudd=first.tittel.rstrip("."), antall=first.antall)


def _unknown(enhet: EnhetTall, svar: Sequence[RegelSvar], revisjon: Revisjon) -> Iterator[str]:
    """What the plan cannot say, a sentence each."""
    book = ledger(revisjon, enhet.navn)
    unclear = sum(1 for s in svar if s.tall[s.standard].uavklart)
    yield tekst.undersokt(enhet, revisjon)
    for key, number in (
        ("ma_leses", book.ma_leses),
        ("uavklart", unclear),
        ("ikke_undersokt", book.ikke_undersokt),
    ):
        if number:
            yield counted(f"plan.vet_ikke.{key}", number)


def _krav(svar: RegelSvar) -> KravView:
    tall = svar.tall[svar.standard]
    if svar.regel.manuell:  # what was read has its own sentence, which says partly, few and how far it carries
        return KravView(
            regel=svar.regel.id,
            tittel=merket(svar.regel.tittel, svar.regel.sikkerhet),
            undersokt=text("plan.antall_lest", n=tall.n),
            uavklart=str(tall.uavklart),
            merknad=beside(svar),
        )
    notes = [*tekst.tillegg(svar)[:1]] if tall.delvis else []
    if svar.lest is not None:
        notes.append(beside(svar))
    if tall.n < tekst.FOR_FAA:
        notes.append(text("plan.baerer.faa_kort"))
    if svar.intervall is not None:
        notes.append(text("plan.baerer.utvalg_krav", til=tekst.percent(svar.intervall.ovre)))
    elif svar.intervall_grunn and svar.lest is None:  # else it stands with what was read
        notes.append(svar.intervall_grunn)
    return KravView(
        regel=svar.regel.id,
        tittel=merket(svar.regel.tittel, svar.regel.sikkerhet),
        undersokt=str(tall.n),
        uavklart=str(tall.uavklart),
        merknad=" ".join(notes),
    )


def _indikasjon(svar: RegelSvar) -> IndikasjonView:
    tall = svar.tall[svar.standard]
    left = len(svar.funn) if svar.lest else tall.ikke_oppfylt
    return IndikasjonView(
        regel=svar.regel.id,
        tittel=merket(breach(svar.regel), svar.regel.sikkerhet),
        antall=text("plan.funn.antall", brudd=left, n=tall.n, hva=gjelder(svar.teller, tall.n)),
        metode=_how_to_read(svar.regel.metode),
    )


def _how_to_read(metode: str) -> str:
    """Without that it is worked out from the extract, which the heading says; a rule says it in its own language."""
    begun = next((one for one in in_each_language("plan.regnes") if metode.startswith(one)), "")
    return metode.removeprefix(begun).lstrip()


def _ikke_undersokt(revisjon: Revisjon, svar: Sequence[RegelSvar]) -> tuple[IkkeUndersoktView, ...]:
    """What nobody looked at, and rules that met no case here: neither may look like compliance."""
    rows = {each.regel.id: (each.regel.tema, each.grunn) for each in revisjon.ikke_undersokt}
    counted_here = {each.regel.id: each for each in svar}
    for each in revisjon.svar:
        own = counted_here.get(each.regel.id)
        if own is None and each.standard == LEST:
            rows.setdefault(each.regel.id, (each.regel.tema, text("lest_i_papirene.grunn.ingen_har_lest")))
            continue
        if own is not None and own.tall[own.standard].n:
            continue
        unclear = own is not None and own.tall[own.standard].uavklart
        grunn = text("plan.ikke_undersokt.uavklarte") if unclear else text("plan.ikke_undersokt.ingen_aktuelle")
        rows.setdefault(each.regel.id, (each.regel.tema, grunn))
    together: dict[tuple[str, str], list[str]] = {}
    for regel, (tema, grunn) in sorted(rows.items()):
        together.setdefault((grunn, tema_name(tema)), []).append(regel)
    return tuple(
        IkkeUndersoktView(tema=tema, antall=str(len(ids)), krav=", ".join(ids), grunn=grunn)
        for (grunn, tema), ids in sorted(together.items())
    )


def _tilsyn(punkt: TilsynPunkt, titler: Mapping[str, str], svar: Sequence[RegelSvar], standing: str) -> TilsynView:
    doubt = [s.regel.id for s in svar if s.regel.id in punkt.regler and s.regel.sikkerhet is not Sikkerhet.HOY]
    said = [_measured(punkt)]
    if punkt.besvart and punkt.regler:
        said.append(read_in(punkt))
    if punkt.uavklart:
        said.append(text("plan.tilsyn.uavklart", n=punkt.uavklart))
    told = ", ".join(said)
    if doubt:
        told = ". ".join((told, text("plan.tilsyn.usikker", regler=", ".join(doubt))))
    return TilsynView(
        tilsyn=punkt.tilsyn,
        punkt=punkt.vist,
        tekst=punkt.tekst,
        hjemmel="; ".join(punkt.hjemmel),
        tall=told,
        # The overall finding has what its parts have; said once is enough.
        manuelle="" if punkt.overordnet else "; ".join(_named(each, titler) for each in _left(punkt)),
        lukkekriterium=punkt.lukkekriterium or _closing(punkt),
        frist=dato(punkt.frist) if punkt.frist else "",
        stilling=standing,
    )


def _left(punkt: TilsynPunkt) -> list[str]:
    return [regel for regel in punkt.manuelle if regel not in punkt.besvart]


def _measured(punkt: TilsynPunkt) -> str:
    if punkt.besvart and not punkt.regler:
        return read_in(punkt)
    if punkt.n:
        return text("plan.tilsyn.tall", andel=av(punkt.med_avvik, punkt.n))
    return text("plan.tilsyn.leses") if punkt.ma_leses else text("plan.tilsyn.ingen")


def _closing(punkt: TilsynPunkt) -> str:
    mal = punkt.lukkes_nar
    return text(
        "plan.tilsyn.lukkes", minst=mal.minst, av=mal.av, minst_utvidet=mal.minst_utvidet, utvides_til=mal.utvides_til
    )


def _named(regel: str, titler: Mapping[str, str]) -> str:
    return text("plan.tilsyn.krav", tittel=titler[regel], regel=regel) if regel in titler else regel
