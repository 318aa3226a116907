"""Sections made of the register: avvik, measures, and what was looked at without a breach.

Readers inside get each avvik by its number; others get how many there are of each kind, and nothing of one case."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand, gruppe
from bvaudit.model.rapport import Avviksvalg, Seksjon, Tallvalg
from bvaudit.model.registeret.avvik import Avvik, Slekt
from bvaudit.model.registeret.ting import Ting
from bvaudit.model.rule import SamlesPer
from bvaudit.model.trykk import Talldel
from bvaudit.register.shared import UNITS
from bvaudit.reports.docx.blocks import Block, Bullet, Justering, Line, Table, Text
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_overview import is_late, ownerless
from bvaudit.reports.register_memory_words import role, status_of, title_of, typed_value
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_public_counts import gravest_first
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import cell, number, told
from bvaudit.texts import text

APNE, LATE, UNITS_WITH, OBJECTS = "register.apne", "register.forfalt", "register.enheter", "register.funn"
STANDARD = "standard"  # the reading of a demand in the newest run
_ENOUGH = 10  # cases
# The number of an avvik is for those inside, and who it is with is not public.
_MEASURE = {
    Malgruppe.INTERN: ("tiltak", "avvik", "status", "frist", "ansvarlig"),
    Malgruppe.LEDER: ("tiltak", "status", "frist", "ansvarlig"),
    Malgruppe.OFFENTLIG: ("tiltak", "status", "frist"),
}
_CHOICES: Mapping[Avviksvalg, Callable[[Avvik, Minne], bool]] = {
    Avviksvalg.FORFALT: is_late,
    Avviksvalg.KOM_TILBAKE: lambda one, _: one.slekt is Slekt.KOM_TILBAKE,
    Avviksvalg.UTEN_EIER: ownerless,
    Avviksvalg.UTEN_TILTAK: lambda one, _: not one.tiltak,
    Avviksvalg.TILSYN: lambda one, _: bool(one.punkt or one.punkter),
}
_MOST, _LONGEST = 10, 12  # demands of a long table: the rest is in the workbook
_HELD = 0.0  # the share of breaches of a demand that was met everywhere


def avvik_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    minne = utvalg.fakta.minne
    if minne is None:
        yield Text(tekst=text("rapport.uten_register"))
        return
    avvik = _chosen(seksjon, utvalg, minne)
    if not avvik:
        yield Text(tekst=text(f"rapport.avvik.ingen{'_slike' if _some(seksjon) else ''}"))
    elif utvalg.utgave.malgruppe.saker and not seksjon.felles:
        shown = _first(seksjon, avvik, minne)
        yield _each(seksjon, shown, utvalg, vedlegg)
        if len(shown) < len(avvik):
            yield Text(tekst=text("rapport.avvik.de_forste"))
    else:
        yield from _by_rule(seksjon, avvik, utvalg, vedlegg)


def _some(seksjon: Seksjon) -> bool:
    """Of some of the open avvik only: that there are none of those, does not say that none is open."""
    return bool(seksjon.felles or seksjon.bare or seksjon.regler)


def _chosen(seksjon: Seksjon, utvalg: Utvalg, minne: Minne) -> list[Avvik]:
    enhet = utvalg.utgave.enhet
    found = [
        one
        for one in minne.apne
        if one.telles
        and (not enhet or minne.vist(one.enhet) == enhet)
        and (not seksjon.regler or one.regel in seksjon.regler)
        and (not seksjon.bare or any(_CHOICES[choice](one, minne) for choice in seksjon.bare))
    ]
    if not seksjon.felles:
        return found
    units: dict[str, set[str]] = {}
    for one in found:
        units.setdefault(one.regel, set()).add(one.enhet)
    return [one for one in found if one.regel and len(units[one.regel]) >= UNITS]


def _first(seksjon: Seksjon, avvik: list[Avvik], minne: Minne) -> list[Avvik]:
    """Where not all are shown: the gravest, and of those the ones that are due first."""
    if not seksjon.mest or len(avvik) <= seksjon.mest:
        return avvik
    return sorted(avvik, key=lambda one: (-one.alvor.rang, _due(one, minne), one.nr))[: seksjon.mest]


def _due(one: Avvik, minne: Minne) -> date:
    frist = minne.frister.get(one.nr)
    return frist.neste if frist is not None and frist.neste is not None else date.max


def _each(seksjon: Seksjon, avvik: list[Avvik], utvalg: Utvalg, vedlegg: Vedlegg) -> Table:
    minne = utvalg.fakta.minne
    assert minne is not None
    names = ("nr", "brudd", "enhet", "alvor", "status", "frist")
    shown = [name for name in names if name != "enhet" or not utvalg.utgave.enhet]
    rows = []
    unset = text("rapport.avvik.uten_frist")
    for one in avvik:
        frist = minne.frister.get(one.nr)
        day = vis(frist.neste) if frist is not None and frist.neste is not None else ""
        values = {
            "nr": one.nr,
            "brudd": title_of(one, minne),
            "enhet": minne.vist(one.enhet),
            "alvor": one.alvor.vist,
            "status": status_of(one),
            "frist": text("rapport.avvik.over_fristen", dag=day) if is_late(one, minne) else day or unset,
        }
        rows.append(vedlegg.lines(values[name] for name in shown))
    return Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.avvik.tabell"),
        hode=tuple(text(f"rapport.avvik.kol.{name}") for name in shown),
        rader=tuple(rows),
        bredder=tuple({"brudd": 7, "alvor": 1, "status": 1}.get(name, 2) for name in shown),
    )


def _by_rule(seksjon: Seksjon, avvik: list[Avvik], utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    minne = utvalg.fakta.minne
    assert minne is not None
    titles = {one.regel: title_of(one, minne) for one in avvik}
    names = {regel: titles[regel] for regel in gravest_first(avvik)}
    columns = [APNE, LATE] if utvalg.utgave.enhet else [APNE, UNITS_WITH, LATE]
    rows: list[tuple[Line, ...]] = []
    for regel, title in names.items():
        found = [_row(tall, regel, utvalg) for tall in columns]
        if any(row is not None for row in found):
            rows.append((vedlegg.words_of(title), *(_shown(row, vedlegg) for row in found)))
    if not rows:
        yield Text(tekst=text("rapport.avvik.ingen_linjer"))
        return
    yield Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.avvik.tabell_per_krav"),
        hode=(text("rapport.avvik.kol.brudd"), *(utvalg.words(tall).tittel for tall in columns)),
        rader=tuple(rows if len(rows) <= _LONGEST else rows[:_MOST]),
        bredder=(5, *(2 for _ in columns)),
        justering=(Justering.VENSTRE, *(Justering.HOYRE for _ in columns)),
    )
    if len(rows) > _LONGEST:
        yield Text(tekst=text("rapport.avvik.de_alvorligste"))
    if len(rows) < len(names):
        yield Text(tekst=text("rapport.avvik.uten_linje"))
    if any(not one.regel for one in avvik):
        yield Text(tekst=text("rapport.avvik.uten_krav"))


def _row(tall: str, regel: str, utvalg: Utvalg) -> Nokkelrad | None:
    enhet, _ = utvalg.utgave.sted
    return utvalg.newest(Tallvalg(tall=tall), enhet=enhet, kommune="", gruppe=gruppe(regel=regel))


def _shown(row: Nokkelrad | None, vedlegg: Vedlegg) -> Line:
    return text("rapport.tilstand.ikke_talt") if row is None else vedlegg.line(cell(row))


# --- measures --------------------------------------------------------------------------------------------------------


def measure_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    minne = utvalg.fakta.minne
    found = [] if minne is None else [one for one in minne.tiltak if _here(one, minne, utvalg)]
    if minne is not None and utvalg.utgave.malgruppe is Malgruppe.OFFENTLIG:
        found = [one for one in found if not _of_one_case(one, minne)]
    if minne is None or not found:
        yield Text(tekst=text(f"rapport.tiltak.{'ingen_i_enheten' if utvalg.utgave.enhet else 'ingen'}"))
        return
    names = _MEASURE[utvalg.utgave.malgruppe]
    yield Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.tiltak.tabell"),
        hode=tuple(text(f"rapport.tiltak.kol.{name}") for name in names),
        rader=tuple(tuple(vedlegg.people(one.nr, _measure(one, minne)[name]) for name in names) for one in found),
        bredder=tuple({"tiltak": 5}.get(name, 2) for name in names),
    )


def _here(one: Ting, minne: Minne, utvalg: Utvalg) -> bool:
    """Of the unit, or linked to an avvik in it."""
    enhet = utvalg.utgave.enhet
    places = {one.enhet, *(avvik.enhet for avvik in minne.koblinger(one.nr))}
    return not enhet or any(minne.vist(each) == enhet for each in places if each)


def _of_one_case(one: Ting, minne: Minne) -> bool:
    """Whether all it is meant to mend is in single cases: what is to be done there tells of the child."""
    linked = minne.koblinger(one.nr)
    return bool(linked) and all(avvik.samles_per is SamlesPer.SAK for avvik in linked)


def _measure(one: Ting, minne: Minne) -> dict[str, str]:
    frist = one.dato("frist")
    status = typed_value(one, "tiltaksstatus", minne)
    return {
        "tiltak": one.verdi("beskrivelse") or one.tittel,
        "avvik": ", ".join(avvik.nr for avvik in minne.koblinger(one.nr)),
        "status": str(status or text("rapport.tiltak.uten_status")),
        "frist": vis(frist) if frist else text("rapport.avvik.uten_frist"),
        "ansvarlig": role(one.verdi("eier") or one.eier, minne),
    }


# --- what holds ------------------------------------------------------------------------------------------------------


def positive_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """Demands that were looked at and met in every case: only where there is something to look at."""
    enhet, _ = utvalg.utgave.sted
    found = []
    for regel, rule in sorted(utvalg.fakta.regler.items()):
        row = utvalg.newest(Tallvalg(tall=regel, variant=STANDARD, storrelse="andel"), enhet=enhet, kommune="")
        if row is not None and _holds(row) and not rule.manuell:
            found.append((rule.tittel, row))
    if not found:
        yield Text(tekst=text("rapport.positivt.ingen"))
        return
    yield Text(tekst=text("rapport.positivt.innledning"), henger=True)
    for title, row in found:
        yield Bullet(tekst=vedlegg.line((title, *told("rapport.positivt.holdt", n=number(row, Talldel.NEVNER)))))


def _holds(row: Nokkelrad) -> bool:
    """Looked at in enough cases to be worth telling, and met in all of them."""
    return row.tilstand is Tilstand.VERDI and row.verdi == _HELD and (row.nevner or 0) >= _ENOUGH
