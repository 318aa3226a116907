"""The plan's sentences: numbers, shares and dates as a leader reads them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bvaudit.findings.ledger import Regnskap
from bvaudit.findings.read_numbers import read_remarks
from bvaudit.model.funn import Funn, Intervall
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.read_words import beside, found_when_read, read_mark
from bvaudit.reports.told_under import counted as counted_in_cases
from bvaudit.reports.told_under import from_the_notice, told_elsewhere, ways_of_counting
from bvaudit.reports.wording import av, dato, prosent
from bvaudit.texts import counted, text

FOR_FAA = 5  # below this a share says nothing about practice
LITE = 20  # below this a share moves much with a case or two


def percent(bound: float) -> str:
    """A bound of an interval: «12,2 %», rounded as Excel rounds."""
    rounded = (Decimal(repr(bound)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded} %".replace(".", ",")


def periode(revisjon: Revisjon) -> str:
    if revisjon.periode is None:
        return text("plan.periode_alt", per=dato(revisjon.per))
    fra, til = revisjon.periode
    return text("plan.periode", fra=dato(fra), til=dato(til))


def undersokt(enhet: EnhetTall, revisjon: Revisjon) -> str:
    if not enhet.saker:
        return text("plan.undersokt.ingen_saker")
    if enhet.undersokt == 0:
        return text("plan.undersokt.ingen_kontrollert")
    read = revisjon.lest is not None
    if revisjon.utvalg is None and enhet.undersokt == enhet.saker:
        every = enhet.saker
        return counted("lest_i_papirene.plan.alle", every) if read else counted("plan.undersokt.alle", every)
    told = {"kontrollert": enhet.undersokt, "saker": enhet.saker}
    some = text("lest_i_papirene.plan.noen", **told) if read else text("plan.undersokt.noen", **told)
    if revisjon.utvalg is None:
        return some
    drawn = text("plan.undersokt.trukket", utvalg=revisjon.utvalg.id, start=revisjon.utvalg.fro)
    return f"{some} {drawn}"


def funn_setning(svar: RegelSvar) -> str:
    if svar.lest is not None and svar.leser_teller:
        return found_when_read(svar.regel, svar.lest)
    tall = svar.tall[svar.standard]
    if not tall.n:
        return text("plan.funn.ingen")
    if tall.n == 1:
        return text("plan.funn.ett")
    andel = prosent(tall.ikke_oppfylt, tall.n)
    what = counted_in_cases(svar.teller, tall.n, tall.saker)
    return text("plan.funn.flere", brudd=tall.ikke_oppfylt, hva=what, andel=andel)


def intervall_setning(intervall: Intervall | None, grunn: str = "") -> str:
    """One plain sentence for a sample; when it cannot be given, why. Empty when every case was checked."""
    if intervall is None:
        return grunn
    return text("plan.baerer.utvalg", fra=percent(intervall.nedre), til=percent(intervall.ovre))


def carries(svar: RegelSvar) -> str:
    """As ``intervall_setning``, for the figure the avvik is told by."""
    if svar.lest is not None and svar.leser_teller:
        return read_remarks(svar.lest).removeprefix(svar.lest.setning).strip()
    return intervall_setning(svar.intervall, svar.intervall_grunn)


def lest_ved_siden(svar: RegelSvar) -> tuple[str, ...]:
    """What readers found, beside a figure of the machine's."""
    if svar.lest is None or svar.leser_teller:
        return ()
    return (text("lest_i_papirene.plan.ved_siden", funnet=beside(svar)),)


def baerer(svar: RegelSvar, revisjon: Revisjon) -> str:
    """One sentence on what the figure can carry: few, a sample, small, or the whole of what is registered."""
    if svar.leser_teller:
        return carries(svar)
    n = svar.tall[svar.standard].n
    if 0 < n < FOR_FAA:
        return text("plan.baerer.faa")
    if sample := intervall_setning(svar.intervall, svar.intervall_grunn):
        return sample
    if n < LITE:
        return text("plan.baerer.lite")
    return text("plan.baerer.alle") if revisjon.utvalg is None else ""


def tillegg(svar: RegelSvar) -> tuple[str, ...]:
    """What the share leaves out, a sentence each."""
    tall = svar.talt
    lines = [text("plan.funn.andre_steder", setning=there)] if (there := told_elsewhere(svar)) else []
    for key, n in (("delvis", tall.delvis), ("uavklart", tall.uavklart), ("andre_kommuner", tall.andre_kommuner)):
        if n:
            lines.append(text(f"plan.funn.{key}", n=n, hva=gjelder(svar.teller, n)))
    return tuple(lines)


def andre_tellemater(svar: RegelSvar) -> tuple[str, ...]:
    """«Bare avsluttede meldinger telles: 1 av 139 (0,7 %)», a line for each way of counting that gives other
    figures."""
    lines, explained = [], ways_of_counting(svar.regel)
    told = svar.talt
    if svar.leser_teller:
        return ()
    for variant, tall in svar.tall.items():
        if (tall.ikke_oppfylt, tall.n) != (told.ikke_oppfylt, told.n):
            forklaring = explained.get(variant, "").rstrip(".") or text("plan.forbehold.annen_telling", variant=variant)
            lines.append(f"{forklaring}: {av(tall.ikke_oppfylt, tall.n)}")
    return tuple(lines)


def forbehold(svar: RegelSvar) -> tuple[str, ...]:
    """What a leader must know before trusting the figure."""
    regel, lines = svar.regel, []
    if regel.indikasjon and not svar.bekreftet:
        lines.append(text("plan.forbehold.indikasjon"))
    if regel.sikkerhet is not Sikkerhet.HOY:
        lines.append(_doubt(regel))
    if 0 < svar.talt.n < FOR_FAA:
        lines.append(text("plan.baerer.faa"))
    return tuple(lines)


def usikker(regel: Rule) -> str:
    """«Usikker lovforståelse (sikkerhet middels).», or nothing when the law is clear."""
    if regel.sikkerhet is Sikkerhet.HOY:
        return ""
    return text("plan.forbehold.usikker_lov", sikkerhet=regel.sikkerhet.vist)


def _doubt(regel: Rule) -> str:
    grunn = regel.sikkerhet_grunn.rstrip(".")
    if not grunn:
        return usikker(regel)
    return text("plan.forbehold.usikker_lov_grunn", sikkerhet=regel.sikkerhet.vist, grunn=grunn)


def sak_funn(funn: Funn, per: date) -> str:
    """The dates and counts that decided one case."""
    parts = [text("plan.sak.oppstatt", enhet=funn.oppstatt_i)] if funn.oppstatt_i else []
    if funn.krav is not None and funn.funnet is not None:
        parts.append(text("plan.sak.krav", krav=funn.krav, funnet=funn.funnet))
    if funn.frist_dato is not None:
        parts.append(text("plan.sak.frist", dato=dato(funn.frist_dato)))
    if funn.faktisk_dato is not None:
        done = dato(funn.faktisk_dato)
        parts.append(text("plan.sak.gjort", dato=done) if funn.frist_dato else text("plan.sak.sist_gjort", dato=done))
    elif funn.frist_dato is not None:
        parts.append(text("plan.sak.ikke_gjort", dato=dato(per)))
    if funn.dager_over:
        parts.append(counted("plan.sak.dager", funn.dager_over))
    if mark := read_mark(funn):
        parts.append(f"{mark[:1].upper()}{mark[1:]}")
    return ". ".join(parts)


def om_tallene(revisjon: Revisjon, book: Regnskap) -> tuple[str, ...]:
    """Where the figures come from, where they are found again, and what they do not say."""
    kilde = revisjon.kilde
    uttrekk = text("plan.om.uttrekk", dato=dato(kilde.uttrekksdato)) if kilde.uttrekksdato else ""
    return (
        text("plan.om.tallene", per=dato(revisjon.per), periode=periode(revisjon), uttrekk=uttrekk),
        text("plan.om.igjen"),
        text("lest_i_papirene.plan.kontrollert") if revisjon.lest else text("plan.om.kontrollert"),
        text("plan.om.nivaa"),
        *([counted("plan.om.under_andre", book.under_andre)] if book.under_andre else []),
        from_the_notice(),
        text("plan.om.pseudonym"),
        text(
            "plan.om.laget",
            versjon=kilde.programversjon,
            kilde=kilde.kilde_sha256[:12],
            innhold=kilde.innhold_sha256[:12],
        ),
    )
