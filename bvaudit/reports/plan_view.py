"""From one run to one enhet's handlingsplan. Pure: the same run gives the same plan."""

from collections import defaultdict
from collections.abc import Mapping

from bvaudit.errors import UsageError
from bvaudit.findings.ledger import Regnskap, ledger
from bvaudit.findings.ranking import by_weight
from bvaudit.model.funn import Funn
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import gjelder, merket
from bvaudit.model.revisjon import EnhetTall, Revisjon, TilsynPunkt
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports import plan_tekst as tekst
from bvaudit.reports.handlingsplan import (
    FYLLES_UT,
    AvvikView,
    HandlingsplanView,
    IkkeUndersoktView,
    IndikasjonView,
    KravView,
    SakView,
    Svarfelt,
    TilsynView,
    TiltakRad,
)
from bvaudit.reports.moved_cases import cases_here, moved_away, to_correct_for_others
from bvaudit.reports.told_under import also_here, breach, deadline, measured_by, rules_told
from bvaudit.reports.wording import av, dato, prosent, tema_name

TILTAKSRADER = 3


def plan_view(revisjon: Revisjon, enhet_navn: str, kodeverk: Kodeverk) -> HandlingsplanView:
    """The plan of the enhet called ``enhet_navn``: what the law asks first, then the gravest.

    Raises UsageError when the run has no such enhet, KeyError when ``kodeverk`` lacks a grade or role in use.
    """
    enhet = _enhet(revisjon, enhet_navn)
    svar = [each for each in revisjon.svar if each.enhet == enhet.navn]
    avvik = by_weight(s for s in svar if s.er_avvik)
    indikasjoner = by_weight(s for s in svar if s.er_indikasjon)
    rene = sorted(
        (s for s in svar if s.tall[s.standard].n and not s.tall[s.standard].ikke_oppfylt), key=lambda s: s.regel.id
    )
    titler = {s.regel.id: s.regel.tittel for s in revisjon.svar}
    titler |= {each.regel.id: each.regel.tittel for each in revisjon.ikke_undersokt}
    return HandlingsplanView(
        tittel=f"Handlingsplan for {enhet.navn}",
        kommune=revisjon.kommune,
        enhet=enhet.navn,
        per=dato(revisjon.per),
        periode=tekst.periode(revisjon),
        undersokt=tekst.undersokt(enhet, revisjon),
        oppsummering=(
            *_oppsummering(avvik, revisjon, enhet.navn),
            *to_correct_for_others(enhet.navn, (s.regel.id for s in avvik), revisjon),
        ),
        avvik=tuple(_avvik(str(n), s, revisjon, kodeverk) for n, s in enumerate(avvik, start=1)),
        indikasjoner=tuple(_indikasjon(s) for s in indikasjoner),
        uten_avvik=tuple(_krav(s) for s in rene),
        ikke_undersokt=_ikke_undersokt(revisjon, svar),
        tilsyn=tuple(_tilsyn(punkt, titler, svar) for punkt in revisjon.tilsyn if punkt.enhet == enhet.navn),
        godkjenning=_godkjenning(),
        advarsler=revisjon.advarsler,
        om_tallene=tekst.om_tallene(revisjon),
    )


def _enhet(revisjon: Revisjon, navn: str) -> EnhetTall:
    for enhet in revisjon.enheter:
        if enhet.navn == navn:
            return enhet
    kjente = ", ".join(f"«{enhet.navn}»" for enhet in revisjon.enheter)
    raise UsageError(f"ukjent enhet «{navn}»", hint=f"velg blant: {kjente}" if kjente else "")


def _oppsummering(avvik: list[RegelSvar], revisjon: Revisjon, enhet: str) -> tuple[str, ...]:
    book = ledger(revisjon, enhet)
    read = _must_be_read(book)
    if avvik:
        lines = [
            rules_told(revisjon, enhet),
            *read,
            "For hvert avvik retter enheten først sakene som er funnet, og så det som gjorde at feilen skjedde.",
            "Et avvik lukkes først når en ny gjennomgang viser at praksis er endret.",
        ]
        kritiske = sum(1 for svar in avvik if svar.regel.alvorlighetsgrad.vist == "kritisk")
        if kritiske:
            ord_ = "Ett av avvikene er kritisk" if kritiske == 1 else f"{kritiske} av avvikene er kritiske"
            lines.insert(1, f"{ord_} og skal håndteres først.")
        return tuple(lines)
    if book.kontrollert:
        return (
            f"Det er ikke funnet avvik i {_the_rules(book.kontrollert)} som er kontrollert mot uttrekket.",
            *read,
            "Det betyr ikke at alt er i orden. Se også hva som ikke er undersøkt.",
        )
    return (*read, "Ingen krav er avgjort i denne enheten. Planen sier derfor ikke noe om praksis.")


def _the_rules(count: int) -> str:
    return "det ene kravet" if count == 1 else f"de {count} kravene"


def _must_be_read(book: Regnskap) -> tuple[str, ...]:
    if not book.ma_leses:
        return ()
    return (
        f"I tillegg er det {book.indikasjoner} krav der registeret bare kan tyde på noe. For {book.ma_leses} av dem må "
        "saker leses før noen vet om det er avvik.",
    )


def _avvik(nummer: str, svar: RegelSvar, revisjon: Revisjon, kodeverk: Kodeverk) -> AvvikView:
    regel, tall = svar.regel, svar.tall[svar.standard]
    grad = kodeverk.gradfrist(regel.alvorlighetsgrad)
    rolle = kodeverk.rolle(grad.ansvarlig_rolle).tekst
    more = _also_in_case(svar.regel.id, revisjon)
    utgangspunkt = f"{av(tall.ikke_oppfylt, tall.n)} per {dato(revisjon.per)}"
    return AvvikView(
        nummer=nummer,
        regel=regel.id,
        tittel=regel.brudd,
        krav=regel.sporsmal,
        formal=regel.formal,
        hjemmel=svar.hjemmel,
        alvorlighetsgrad=regel.alvorlighetsgrad.vist,
        alvor_forklaring=grad.forklaring,
        malestokk=measured_by(regel),
        frist=deadline(grad),
        ansvarlig_rolle=rolle,
        antall=f"{tall.ikke_oppfylt} av {tall.n} {gjelder(svar.teller, tall.n)}",
        andel=prosent(tall.ikke_oppfylt, tall.n) if tall.n else "–",
        funn=tekst.funn_setning(svar),
        intervall=tekst.intervall_setning(svar.intervall, svar.intervall_grunn),
        andre_tellemater=tekst.andre_tellemater(svar),
        tillegg=(*tekst.tillegg(svar), *moved_away(svar)),
        ogsa=also_here(svar),
        forbehold=tekst.forbehold(svar),
        saker=tuple(_sak(funn, svar, more.get(funn.sak, ()), revisjon) for funn in cases_here(svar, revisjon)),
        midlertidig_sikring=_midlertidig_sikring(),
        arsak=_arsak(kodeverk),
        tiltak=tuple(_tiltak(str(n)) for n in range(1, TILTAKSRADER + 1)),
        tiltakstyper=", ".join(valg.tekst for valg in kodeverk.tiltakstyper),
        lederkontroll=_lederkontroll(rolle),
        effekt=_effekt(utgangspunkt, regel.id),
        forankring=_forankring(),
    )


def _also_in_case(regel: str, revisjon: Revisjon) -> Mapping[str, tuple[str, ...]]:
    """Case → the narrower breaches in it, also when the case was with another unit on the day that was counted."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (line for svar in revisjon.svar if svar.regel.id == regel for line in svar.under):
        for sak in dict.fromkeys(funn.sak for funn in line.funn):
            found[sak].append(f"{line.regel.brudd} ({line.regel.id})")
    return {sak: tuple(texts) for sak, texts in found.items()}


def _sak(funn: Funn, svar: RegelSvar, more: tuple[str, ...], revisjon: Revisjon) -> SakView:
    also = f"Også: {'; '.join(more)}." if more else ""
    return SakView(
        sak=funn.sak,
        gjelder=gjelder(svar.teller).capitalize(),
        objekt_id=funn.objekt_id,
        funn=tekst.sak_funn(funn, revisjon.per),
        forklaring=" ".join(part for part in (funn.forklaring, also) if part),
        rettet=FYLLES_UT,
        kontrollert=FYLLES_UT,
    )


def _tiltak(nummer: str) -> TiltakRad:
    return TiltakRad(nummer=nummer, tiltak=FYLLES_UT, type=FYLLES_UT, ansvarlig_rolle=FYLLES_UT, frist=FYLLES_UT)


def _midlertidig_sikring() -> tuple[Svarfelt, ...]:
    hjelp = "Hva gjør dere fra i dag for å trygge barna til tiltakene er på plass? Oppgi rolle og dato."
    return (Svarfelt(ledetekst="Midlertidig sikring", hjelp=hjelp),)


def _arsak(kodeverk: Kodeverk) -> tuple[Svarfelt, ...]:
    return (
        Svarfelt(ledetekst="Type årsak", hjelp="Velg blant: " + ", ".join(valg.tekst for valg in kodeverk.arsaker)),
        Svarfelt(ledetekst="Hvorfor skjedde det?", hjelp="Hvorfor fanget ikke styringen vår det opp tidligere?"),
    )


def _lederkontroll(rolle: str) -> tuple[Svarfelt, ...]:
    return (
        Svarfelt(ledetekst="Hvem kontrollerer?", hjelp=f"Rolle, ikke navn. Forslag ut fra alvorlighetsgraden: {rolle}"),
        Svarfelt(
            ledetekst="Hva og hvordan?", hjelp="For eksempel ukentlig fristliste, stikkprøver eller punkt i ledermøtet"
        ),
        Svarfelt(ledetekst="Når?", hjelp="Datoer eller hvor ofte, og hva som skjer når et tiltak ikke er gjort"),
    )


def _effekt(utgangspunkt: str, regel: str) -> tuple[Svarfelt, ...]:
    ny = "Forslag: ny gjennomgang av 10 tilfeldige saker som er startet etter at tiltakene kom i bruk"
    return (
        Svarfelt(
            ledetekst="Utgangspunkt", hjelp=f"Regel {regel}, talt i denne gjennomgangen", svar=utgangspunkt, utfylt="ja"
        ),
        Svarfelt(
            ledetekst="Mål", hjelp="Hva skal tallet være? Kommunen setter målet selv. Forslag for lovkrav: ingen avvik"
        ),
        Svarfelt(
            ledetekst="Hvordan måles det?",
            hjelp=f"{ny}, med samme regel ({regel}) og en annen leser enn saksbehandleren",
        ),
        Svarfelt(
            ledetekst="Når måles det?", hjelp="Når tiltakene har virket en stund. Forslag: tidligst tre måneder etter"
        ),
        Svarfelt(ledetekst="Hvem vurderer effekten?", hjelp="Rollen som avgjør om avviket kan lukkes"),
    )


def _forankring() -> tuple[Svarfelt, ...]:
    hjelp = "Hvem i kommunens ledelse står bak tiltakene, og når ble de behandlet? Rolle og dato"
    return (Svarfelt(ledetekst="Forankring", hjelp=hjelp),)


def _godkjenning() -> tuple[Svarfelt, ...]:
    return (
        Svarfelt(ledetekst="Planen er utarbeidet av", hjelp="Rolle og dato"),
        Svarfelt(ledetekst="Godkjent av barnevernleder", hjelp="Dato"),
        Svarfelt(ledetekst="Sendes av kommunens ledelse", hjelp="Kommunedirektør eller kommunalsjef, og dato"),
        Svarfelt(ledetekst="Neste gjennomgang av planen", hjelp="Dato og møte"),
    )


def _krav(svar: RegelSvar) -> KravView:
    tall = svar.tall[svar.standard]
    notes = [*tekst.tillegg(svar)[:1]] if tall.delvis else []
    notes += tekst.forbehold(svar)
    if svar.intervall is not None:
        notes.append(f"Utvalg: kan med 95 % sikkerhet være opptil {tekst.percent(svar.intervall.ovre)} i alle sakene.")
    elif svar.intervall_grunn:
        notes.append(svar.intervall_grunn)
    return KravView(
        regel=svar.regel.id,
        tittel=svar.regel.tittel,
        undersokt=str(tall.n),
        uavklart=str(tall.uavklart),
        merknad=" ".join(notes),
    )


def _indikasjon(svar: RegelSvar) -> IndikasjonView:
    tall = svar.tall[svar.standard]
    return IndikasjonView(
        regel=svar.regel.id,
        tittel=merket(breach(svar.regel), svar.regel.sikkerhet),
        antall=f"{tall.ikke_oppfylt} av {tall.n} {gjelder(svar.teller, tall.n)}",
        metode=svar.regel.metode,
    )


def _ikke_undersokt(revisjon: Revisjon, svar: list[RegelSvar]) -> tuple[IkkeUndersoktView, ...]:
    """What nobody looked at, and rules that met no case here: neither may look like compliance."""
    rows = {each.regel.id: (each.regel.tema, each.grunn) for each in revisjon.ikke_undersokt}
    counted = {each.regel.id: each for each in svar}
    for each in revisjon.svar:
        own = counted.get(each.regel.id)
        if own is not None and (own.tall[own.standard].n):
            continue
        uavklart = own.tall[own.standard].uavklart if own else 0
        grunn = f"Alle {uavklart} er uavklarte" if uavklart else "Ingen saker i enheten var aktuelle for kravet"
        rows.setdefault(each.regel.id, (each.regel.tema, grunn))
    together: dict[tuple[str, str], list[str]] = {}
    for regel, (tema, grunn) in sorted(rows.items()):
        together.setdefault((grunn, tema_name(tema)), []).append(regel)
    return tuple(
        IkkeUndersoktView(tema=tema, antall=str(len(ids)), krav=", ".join(ids), grunn=grunn)
        for (grunn, tema), ids in sorted(together.items())
    )


def _tilsyn(punkt: TilsynPunkt, titler: Mapping[str, str], svar: list[RegelSvar]) -> TilsynView:
    doubt = [s.regel.id for s in svar if s.regel.id in punkt.regler and s.regel.sikkerhet is not Sikkerhet.HOY]
    usikker = f". Usikker lovforståelse: {', '.join(doubt)}" if doubt else ""
    tall = f"{av(punkt.med_avvik, punkt.n)} har avvik" if punkt.n else "Ikke undersøkt"
    uavklart = f", {punkt.uavklart} uavklart" if punkt.uavklart else ""
    return TilsynView(
        tilsyn=punkt.tilsyn,
        punkt=punkt.vist,
        tekst=punkt.tekst,
        hjemmel="; ".join(punkt.hjemmel),
        tall=tall + uavklart + usikker,
        # The overall finding has what its parts have; said once is enough.
        manuelle=""
        if punkt.overordnet
        else "; ".join(f"{titler[each]} ({each})" if each in titler else each for each in punkt.manuelle),
        lukkekriterium=punkt.lukkekriterium,
    )
