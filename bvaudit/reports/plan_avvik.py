"""One avvik of a plan: what was found, what it can carry, what is proposed, and how the enhet knows that it works."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bvaudit.model.forbedring import Tiltaksforslag
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet
from bvaudit.reports import plan_felt as felt
from bvaudit.reports import plan_tekst as tekst
from bvaudit.reports.handlingsplan import AvvikView, TiltakRad
from bvaudit.reports.moved_cases import moved_away
from bvaudit.reports.plan_minne import Planminne, letter_standing, said
from bvaudit.reports.plan_records import AnnetAvvik, Oppfolging, RegisterTiltak
from bvaudit.reports.plan_saker import Short, cases_under
from bvaudit.reports.plan_skriv import Skriver
from bvaudit.reports.read_words import share_of
from bvaudit.reports.told_under import also_here, counted, deadline, measured_by
from bvaudit.reports.wording import av, dato
from bvaudit.texts import counted as counted_cases
from bvaudit.texts import text

SVIKT = 3  # this many objects or more, whatever the share
_BLANK_ROWS = 1
_MOST_PROPOSALS = 3


class Told(NamedTuple):
    """What every avvik of one plan is told by."""

    revisjon: Revisjon
    kodeverk: Kodeverk
    short: Short
    skriver: Skriver
    minne: Planminne


def avvik_view(nummer: str, svar: RegelSvar, told: Told) -> AvvikView:
    revisjon, kodeverk = told.revisjon, told.kodeverk
    regel, tall = svar.regel, svar.talt
    grad = kodeverk.gradfrist(regel.alvorlighetsgrad)
    rolle = kodeverk.rolle(grad.ansvarlig_rolle).tekst
    baseline = text("plan.funn.per", andel=_baseline(svar), per=dato(revisjon.per))
    numre = told.skriver.numbers(regel.id)
    known = [told.minne.reg.avvik[nr] for nr in numre if nr in told.minne.reg.avvik]
    existing = tuple(one for avvik in known for one in told.skriver.measures(avvik))
    return AvvikView(
        nummer=nummer,
        regel=regel.id,
        tittel=regel.brudd,
        overskrift=text("plan.funn.overskrift", brudd=regel.brudd.rstrip("."), antall=tall.ikke_oppfylt, n=tall.n),
        systemsvikt="ja" if len(svar.egne) >= SVIKT else "",
        krav=regel.sporsmal,
        kravet=text("plan.krav.tekst", tittel=regel.tittel.rstrip("."), regel=regel.id),
        formal=regel.formal,
        hjemmel=svar.hjemmel,
        alvorlighetsgrad=regel.alvorlighetsgrad.vist,
        alvor_forklaring=grad.forklaring,
        malestokk=measured_by(regel),
        frist=deadline(grad),
        frist_kort=grad.frist_tekst,
        ansvarlig_rolle=rolle,
        antall=text("plan.funn.antall", brudd=tall.ikke_oppfylt, n=tall.n, hva=gjelder(svar.teller, tall.n)),
        andel=share_of(svar),
        funn=tekst.funn_setning(svar),
        intervall=tekst.carries(svar),
        baerer=tekst.baerer(svar, revisjon),
        andre_tellemater=tekst.andre_tellemater(svar),
        tillegg=(*tekst.tillegg(svar), *moved_away(svar), *tekst.lest_ved_siden(svar)),
        ogsa=also_here(svar),
        forbehold=tekst.forbehold(svar),
        usikker=tekst.usikker(regel),
        saker=cases_under(svar, revisjon, told.short),
        midlertidig_sikring=felt.sikring(),
        arsak=felt.arsak(kodeverk),
        tiltak=_tiltak(_not_taken(revisjon.forslag.get(regel.id, ()), existing), told, numre[0]),
        tiltakstyper=", ".join(valg.tekst for valg in kodeverk.tiltakstyper),
        lederkontroll=felt.lederkontroll(),
        effekt=felt.effekt(baseline, regel.id),
        virker=_works(svar, baseline),
        brev=_letter(svar, revisjon, letter_standing(numre, told.minne)),
        forankring=felt.forankring(),
        oppfolging=tuple(follow_up(nr, regel.alvorlighetsgrad, told) for nr in numre),
        registertiltak=existing,
    )


def follow_up(nr: str, grad: Alvorlighetsgrad, told: Told) -> Oppfolging:
    """What the enhet writes of an avvik, and what the register knows of it."""
    row = told.skriver.follow_up(nr, kritisk=grad is Alvorlighetsgrad.KRITISK)
    avvik = told.minne.reg.avvik.get(nr)
    return row if avvik is None else replace(row, sagt=said(avvik, told.minne))


def others(told: Told, enhet: str, here: set[str]) -> tuple[AnnetAvvik, ...]:
    """The open avvik of the unit that stand nowhere else in the plan: of another source, or with nothing new."""
    found = (a for a in told.minne.reg.apne if a.enhet == enhet and a.telles and a.regel not in here)
    return tuple(
        AnnetAvvik(
            tittel=avvik.ting.tittel,
            oppfolging=follow_up(avvik.nr, avvik.alvor, told),
            registertiltak=told.skriver.measures(avvik),
        )
        for avvik in sorted(found, key=lambda a: (-a.alvor.rang, a.nr))
    )


def _not_taken(forslag: Sequence[Tiltaksforslag], existing: Sequence[RegisterTiltak]) -> list[Tiltaksforslag]:
    """Those that are no measure yet."""
    taken = {one.tittel.casefold().rstrip(".") for one in existing}
    return [each for each in forslag if each.tiltak.tittel.casefold().rstrip(".") not in taken]


def _baseline(svar: RegelSvar) -> str:
    tall = svar.talt
    if not svar.leser_teller:
        return av(tall.ikke_oppfylt, tall.n)
    return text("lest_i_papirene.plan.utgangspunkt", brudd=tall.ikke_oppfylt, n=tall.n)


def _tiltak(forslag: Sequence[Tiltaksforslag], told: Told, nr: str) -> tuple[TiltakRad, ...]:
    roles = {valg.kode: valg.tekst for valg in told.kodeverk.roller}
    proposed = [
        TiltakRad(
            nummer=str(number),
            tiltak=each.tiltak.tittel,
            beskrivelse=each.tiltak.beskrivelse,
            type=felt.blank(),
            ansvarlig_rolle=roles.get(each.tiltak.eier, each.tiltak.eier) or felt.blank(),
            frist=felt.blank(),
            foreslatt="ja",
        )
        for number, each in enumerate(forslag[:_MOST_PROPOSALS], start=1)
    ]
    empty = [
        TiltakRad(
            nummer=str(len(proposed) + number),
            tiltak=felt.blank(),
            beskrivelse="",
            type=felt.blank(),
            ansvarlig_rolle=felt.blank(),
            frist=felt.blank(),
        )
        for number in range(1, _BLANK_ROWS + 1)
    ]
    return tuple(_to_write(row, told.skriver, nr, place) for place, row in enumerate((*proposed, *empty), start=1))


def _to_write(row: TiltakRad, skriver: Skriver, nr: str, place: int) -> TiltakRad:
    tittel, beskrivelse, eier, frist = skriver.spare(row, nr, place)
    return replace(row, skriv_tittel=tittel, skriv_beskrivelse=beskrivelse, skriv_eier=eier, skriv_frist=frist)


def goal(regel: Rule) -> Effektmal:
    """The rule's own goal, else the one that follows with the program."""
    return regel.effektmal or NI_AV_TI


def _works(svar: RegelSvar, baseline: str) -> str:
    regel, mal = svar.regel, goal(svar.regel)
    if regel.alvorlighetsgrad is Alvorlighetsgrad.KRITISK:
        wanted = text("plan.virker.mal_kritisk")
    else:
        wanted = text(
            "plan.virker.mal",
            minst=mal.minst,
            av=mal.av,
            hva=gjelder(svar.teller, mal.av),
            minst_utvidet=mal.minst_utvidet,
            utvides_til=mal.utvides_til,
        )
    start = text("plan.virker.utgangspunkt", andel=baseline)
    return f"{start} {wanted}"


def _letter(svar: RegelSvar, revisjon: Revisjon, standing: str) -> str:
    """A paragraph that can be sent as it stands: the doubt in the figure is in it, and how it stands in the register.
    What is no demand of the law is no matter for the authority."""
    if not svar.lovkrav:
        return ""
    regel, tall = svar.regel, svar.talt
    krav, hjemmel = regel.tittel.rstrip("."), "; ".join(svar.hjemmel)
    told = {
        "per": dato(revisjon.per),
        "hva": counted(svar.teller, tall.n, tall.saker),
        "enhet": svar.enhet,
    }
    read = svar.leser_teller
    checked = text("lest_i_papirene.plan.brev_lest", **told) if read else text("plan.brev.kontrollert", **told)
    if hjemmel:
        found = text("plan.brev.funn", brudd=tall.ikke_oppfylt, krav=krav, hjemmel=hjemmel)
    else:
        found = text("plan.brev.funn_uten_hjemmel", brudd=tall.ikke_oppfylt, krav=krav)
    unread = () if read else (_not_read(svar),)
    return " ".join(part for part in (checked, found, *_reservations(svar), *unread, _promise(regel), standing) if part)


def _not_read(svar: RegelSvar) -> str:
    if svar.lest is None:
        return text("plan.brev.lest")
    return counted_cases("lest_i_papirene.plan.brev_noen_lest", svar.lest.alle.n)


def _reservations(svar: RegelSvar) -> Sequence[str]:
    said = []
    bounds = svar.lest.intervall if svar.lest and svar.leser_teller else svar.intervall
    if bounds is not None:
        fra, til = tekst.percent(bounds.nedre), tekst.percent(bounds.ovre)
        said.append(text("plan.brev.utvalg", fra=fra, til=til))
    if svar.talt.n < tekst.LITE:
        said.append(text("plan.brev.lite"))
    if own := measured_by(svar.regel):
        said.append(text("plan.brev.eget", malestokk=own))
    if svar.regel.sikkerhet is not Sikkerhet.HOY:
        said.append(text("plan.brev.usikker"))
    return said


def _promise(regel: Rule) -> str:
    if regel.alvorlighetsgrad is Alvorlighetsgrad.KRITISK:
        return text("plan.brev.gjor_kritisk")
    mal = goal(regel)
    return text("plan.brev.gjor", minst=mal.minst, av=mal.av)
