"""The sheet «Avvik»: one row per rule and unit, with room for what people decide about it."""

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports import register_columns as columns
from bvaudit.reports.read_words import beside
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import (
    FOR_FA,
    andel,
    nothing_found,
    other_variants,
    share,
    summed_row,
    without_empty,
)
from bvaudit.reports.told_under import also_here, breach, deadline, told_elsewhere
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text

_HELP = 255  # characters Excel shows beside a cell


def avvik_table(revisjon: Revisjon, names: Names, kodeverk: Kodeverk) -> SheetTable:
    """One row per rule and unit with avvik, by unit; a status that ends an avvik for good cannot be picked."""
    read = revisjon.lest is not None
    kolonner = columns.avvik(status_help(kodeverk), lest=read)
    rows = tuple(
        _row(svar, number, names, kodeverk, kolonner, read=read) for number, svar in enumerate(names.avvik, start=1)
    )
    return SheetTable(
        ark=text("register.ark.avvik"),
        id="avvik",
        navn="Avvik",
        beskrivelse=text("register.om.avvik"),
        kolonner=without_empty(kolonner, rows),
        rader=rows,
        tomt=nothing_found(revisjon),
        frys=3,
        linjer=2,
        side_for="enhet",
        lases=True,
    )


def status_help(kodeverk: Kodeverk) -> str:
    ending = [f"«{status.tekst}»" for status in kodeverk.statuser if status.avslutter]
    if not ending:
        return text("register.ledetekst.status")
    told = text("register.ledetekst.status_uten", utenfor=oppramsing(ending))
    return told if len(told) <= _HELP else text("register.ledetekst.status_avslutter")


def _row(
    svar: RegelSvar, number: int, names: Names, kodeverk: Kodeverk, kolonner: columns.Columns, *, read: bool
) -> tuple[Verdi, ...]:
    regel, tall = svar.regel, svar.talt
    grad = kodeverk.gradfrist(regel.alvorlighetsgrad)
    unit = names.unit(svar.enhet)
    shown: tuple[Verdi, ...] = (
        number,
        text("lest_i_papirene.avvik.lest", brudd=breach(regel)) if svar.leser_teller else breach(regel),
        svar.enhet,
        regel.alvorlighetsgrad.vist,
        tall.ikke_oppfylt,
        tall.n,
        None,
        text("register.forfalt.uten_dato"),
        text("register.avvik.plan", frist=_small(deadline(grad))),
        kodeverk.rolle(grad.ansvarlig_rolle).tekst,
        next((status.tekst for status in kodeverk.valgbare_statuser), None),
        None,
        None,
        None,
        None,
        None,
        regel.id,
        "; ".join(svar.hjemmel),
        regel.malestokk.vist,
        _sikkerhet(regel.sikkerhet),
        *_share(svar),
        tall.uavklart,
        svar.fort_under,
        tall.andre_kommuner,
        gjelder(svar.teller, 2),
        other_variants(svar),
        "; ".join(also_here(svar)),
        _merknad(svar),
        *([beside(svar)] if read else []),
    )
    key = f"{regel.id}/{unit}"
    looked_up = (number, names.key(svar.enhet), f"{unit}/{regel.alvorlighetsgrad.value}")
    return (*shown, *summed_row(kolonner, key, shown), *looked_up)


def _share(svar: RegelSvar) -> tuple[Verdi, Verdi, Verdi]:
    """The share of the figure the avvik is told by, with its bounds; none when none may be told."""
    tall, lest = svar.talt, svar.lest
    if lest is not None and svar.leser_teller:
        bounds = lest.intervall
        told = share(lest.andel.andel) if lest.andel else None
    else:
        bounds, told = svar.intervall, andel(tall.ikke_oppfylt, tall.n)
    return told, share(bounds.nedre) if bounds else None, share(bounds.ovre) if bounds else None


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _sikkerhet(sikkerhet: Sikkerhet) -> str:
    if sikkerhet is Sikkerhet.HOY:
        return sikkerhet.vist
    return text("register.merknad.se_grunnlag", sikkerhet=sikkerhet.vist)


def _merknad(svar: RegelSvar) -> str:
    """What is to be known of this unit's figure; what belongs to the rule stands once, in Grunnlag."""
    elsewhere = told_elsewhere(svar)
    lines = [elsewhere] if elsewhere else []
    if svar.talt.n < FOR_FA:
        lines.append(text("register.for_fa"))
    if svar.intervall_grunn and not svar.leser_teller:
        lines.append(svar.intervall_grunn)
    return "; ".join(lines)
