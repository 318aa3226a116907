"""The plan's sentences: numbers, shares and dates as a leader reads them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bvaudit.model.funn import Funn, Intervall
from bvaudit.model.mengdeord import antall, gjelder
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.told_under import FRA_VARSEL, counted, told_elsewhere, ways_of_counting
from bvaudit.reports.wording import av, dato, prosent

FOR_FAA = 5  # below this a share says nothing about practice


def percent(bound: float) -> str:
    """A bound of an interval: «12,2 %», rounded as Excel rounds."""
    rounded = (Decimal(repr(bound)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded} %".replace(".", ",")


def periode(revisjon: Revisjon) -> str:
    if revisjon.periode is None:
        return f"alt i uttrekket fram til {dato(revisjon.per)}"
    return f"{dato(revisjon.periode[0])}–{dato(revisjon.periode[1])}"


def undersokt(enhet: EnhetTall, revisjon: Revisjon) -> str:
    if not enhet.saker:
        return "Enheten har ingen saker nå. Tallene gjelder saker den hadde da det som telles, skjedde."
    if enhet.undersokt == 0:
        return "Ingen saker fra enheten er kontrollert."
    if revisjon.utvalg is None and enhet.undersokt == enhet.saker:
        alle = f"Alle enhetens {enhet.saker} saker" if enhet.saker > 1 else "Enhetens ene sak"
        return f"{alle} er kontrollert mot uttrekket. Ingen har lest sakene ennå."
    drawn = f"{enhet.undersokt} av enhetens {enhet.saker} saker er kontrollert mot uttrekket. Ingen har lest dem ennå."
    if revisjon.utvalg is None:
        return drawn
    return f"{drawn} Sakene er trukket tilfeldig (utvalg {revisjon.utvalg.id}, frø «{revisjon.utvalg.fro}»)."


def funn_setning(svar: RegelSvar) -> str:
    tall = svar.tall[svar.standard]
    if not tall.n:
        return "Kravet er ikke vurdert i noen sak."
    if tall.n == 1:
        return "Kravet er ikke oppfylt i det ene tilfellet som er kontrollert mot uttrekket."
    andel = prosent(tall.ikke_oppfylt, tall.n)
    what = counted(svar.teller, tall.n, tall.saker)
    return f"Kravet er ikke oppfylt for {tall.ikke_oppfylt} av {what} ({andel}), kontrollert mot uttrekket."


def intervall_setning(intervall: Intervall | None, grunn: str = "") -> str:
    """One plain sentence for a sample; when it cannot be given, why. Empty when every case was checked."""
    if intervall is None:
        return grunn
    fra, til = percent(intervall.nedre), percent(intervall.ovre)
    return (
        "Bare et utvalg er kontrollert: Regnet av utvalget ligger andelen i alle sakene"
        f" med 95 % sikkerhet mellom {fra} og {til}."
    )


def tillegg(svar: RegelSvar) -> tuple[str, ...]:
    """What the share leaves out, a sentence each."""
    tall = svar.tall[svar.standard]
    lines = [f"{elsewhere}. Listen under har de andre."] if (elsewhere := told_elsewhere(svar)) else []
    if tall.delvis:
        lines.append(f"I tillegg er kravet bare delvis oppfylt for {tall.delvis} {_objekt(svar, tall.delvis)}.")
    if tall.uavklart:
        hva = _objekt(svar, tall.uavklart)
        lines.append(f"For {tall.uavklart} {hva} mangler opplysninger, så svaret er uavklart. Ikke med i andelen.")
    if tall.andre_kommuner:
        hva = _objekt(svar, tall.andre_kommuner)
        lines.append(f"For {tall.andre_kommuner} {hva} har en annen kommune ansvaret. Ikke med i andelen.")
    return tuple(lines)


def _objekt(svar: RegelSvar, count: int) -> str:
    return gjelder(svar.teller, count)


def andre_tellemater(svar: RegelSvar) -> tuple[str, ...]:
    """«Bare avsluttede meldinger telles: 1 av 139 (0,7 %)», a line for each other way of counting."""
    lines, explained = [], ways_of_counting(svar.regel)
    for variant, tall in svar.tall.items():
        if variant != svar.standard:
            forklaring = explained.get(variant, "").rstrip(".") or f"Telling «{variant}»"
            lines.append(f"{forklaring}: {av(tall.ikke_oppfylt, tall.n)}")
    return tuple(lines)


def forbehold(svar: RegelSvar) -> tuple[str, ...]:
    """What a leader must know before trusting the figure."""
    regel, lines = svar.regel, []
    if regel.indikasjon:
        lines.append("Indikasjon: Registeret viser ikke alt.")
    if regel.sikkerhet.value != "hoy":
        grunn = f": {regel.sikkerhet_grunn.rstrip('.')}" if regel.sikkerhet_grunn else ""
        lines.append(f"Usikker lovforståelse (sikkerhet {regel.sikkerhet.vist}){grunn}.")
    if 0 < svar.tall[svar.standard].n < FOR_FAA:
        lines.append("For få er kontrollert til å si noe om praksis.")
    return tuple(lines)


def sak_funn(funn: Funn, per: date) -> str:
    """The dates and counts that decided one case."""
    parts = [f"Oppstått i {funn.oppstatt_i}"] if funn.oppstatt_i else []
    if funn.krav is not None and funn.funnet is not None:
        parts.append(f"Krav {funn.krav}, funnet {funn.funnet}")
    if funn.frist_dato is not None:
        parts.append(f"Frist {dato(funn.frist_dato)}")
    if funn.faktisk_dato is not None:
        parts.append(f"{'Gjort' if funn.frist_dato else 'Sist gjort'} {dato(funn.faktisk_dato)}")
    elif funn.frist_dato is not None:
        parts.append(f"Ikke gjort per {dato(per)}")
    if funn.dager_over:
        parts.append(f"{antall(funn.dager_over, 'dag', 'dager')} over fristen")
    return ". ".join(parts)


def om_tallene(revisjon: Revisjon) -> tuple[str, ...]:
    """Where the figures come from, where they are found again, and what they do not say."""
    kilde = revisjon.kilde
    uttrekk = f", uttrekk fra {dato(kilde.uttrekksdato)}" if kilde.uttrekksdato else ""
    return (
        f"Tallene er regnet per {dato(revisjon.per)} for perioden {periode(revisjon)}{uttrekk}.",
        "Alle tall i planen står også i avviksregisteret (Excel): i arket Alle tall på samme regel og enhet, i arket"
        " Enheter, i Tilsyn, og for den enkelte sak i Funn.",
        "«Kontrollert mot uttrekket» betyr at maskinen har regnet på det som er registrert. Ingen har lest sakene.",
        FRA_VARSEL,
        "Sakene står med pseudonym. Kommunen finner saken igjen med koblingslisten sin. Et pseudonym er fortsatt en"
        " personopplysning, så vurder om planen skal være unntatt offentlighet.",
        f"Laget med bvaudit {kilde.programversjon}. Fingeravtrykk av kildefilene {kilde.kilde_sha256[:12]}"
        f" og av reglene {kilde.innhold_sha256[:12]}.",
    )
