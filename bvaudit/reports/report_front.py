"""The first page of every report: where it stands in a few sentences, what must not be read as good news, and what the
numbers come from."""

from collections.abc import Iterable, Iterator

from bvaudit.figures.suppress_relations import JOINS
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rapport import Tallvalg
from bvaudit.reports.docx.blocks import Block, Bold, Bullet, Justering, Line, Note, Table, Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_series_part import is_left_out
from bvaudit.reports.report_words import Said, cell, joined, number, period, told, told_counted
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import spoken, text

# Each in a line of its own: they are never added to each other.
APART = (
    "register.lukket_for",
    "register.avsluttet_uten",
    "register.avsluttet_fa",
    "register.lukket_fa",
    "register.ikke_malt",
    "register.ikke_kontrollert",
)
UNSEEN = "krav.ikke_undersokt"


def front_blocks(utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    utgave, rapport = utvalg.utgave, utvalg.utgave.rapport
    yield vedlegg.heading(1, title_of(utvalg))
    yield Text(tekst=vedlegg.line(_under_title(utvalg)), ingress=True)
    klasse = class_of(utvalg)
    if klasse:
        yield Text(ledd=text("rapport.forside.klasse"), tekst=vedlegg.line(f" {klasse}"))
    yield Text(tekst=vedlegg.line(rapport.formal))
    if spoken() != "nb":
        yield Text(tekst=vedlegg.quiet(text("rapport.forside.bokmal")))
    yield Note(tittel=text("rapport.forside.konklusjon"), tekster=tuple(map(vedlegg.line, _conclusion(utvalg))))
    if rapport.kort:
        yield Text(tekst=vedlegg.quiet(text("rapport.forside.kort", kilder=_sources(utvalg))))
        return
    yield from _apart(utvalg, vedlegg)
    yield Text(tekst=(Bold(tekst=text("rapport.forside.kilder")),))
    for name, said in (*utvalg.fakta.kilder, *_about(utvalg)):
        yield Bullet(tekst=vedlegg.line((f"{name}: ", said)))
    if utvalg.fakta.spor:
        yield Text(tekst=vedlegg.quiet(text("rapport.forside.spor", spor=_listed(utvalg.fakta.spor))))
    if utgave.malgruppe is Malgruppe.OFFENTLIG:
        yield Text(tekst=vedlegg.line(text("rapport.forside.offentlig")))
        for said in utgave.slatt_sammen:
            yield Bullet(tekst=vedlegg.line(said))


def title_of(utvalg: Utvalg) -> str:
    where = place_of(utvalg)
    return f"{utvalg.utgave.rapport.tittel}: {where}" if where else utvalg.utgave.rapport.tittel


def place_of(utvalg: Utvalg) -> str:
    enhet, kommune = utvalg.utgave.sted
    if JOINS in kommune:
        return text("offentlig.ovrige_med", kommuner=oppramsing(list(utvalg.utgave.slatt_sammen)))
    return enhet or utvalg.fakta.kommuner.get(kommune, kommune)


def class_of(utvalg: Utvalg) -> str:
    """By who reads it and where they are. A public paper has no class that keeps it inside; one with small numbers is
    not public though it leaves the house. What the outline says goes first, then what the municipality does."""
    rapport, malgruppe, fakta = utvalg.utgave.rapport, utvalg.utgave.malgruppe, utvalg.fakta
    if malgruppe is Malgruppe.OFFENTLIG:
        return text("rapport.forside.klasse_offentlig")
    inside = fakta.dokumentklasse or text("rapport.forside.klasse_inne")
    if not rapport.ut_av_tjenesten:
        return rapport.dokumentklasse or inside
    if malgruppe is Malgruppe.INTERN:  # not the one that is sent
        return inside
    return rapport.dokumentklasse or fakta.dokumentklasse_ut or text("rapport.forside.klasse_ut")


def _under_title(utvalg: Utvalg) -> str:
    return text(
        "rapport.forside.undertittel",
        kommune=utvalg.fakta.kommune,
        mottaker=utvalg.utgave.rapport.mottaker,
        periode=period(*utvalg.utgave.perioder[0]),
        dag=dato(utvalg.fakta.dag),
    )


def _conclusion(utvalg: Utvalg) -> Iterator[Said]:
    open_ones, late, back = (_row(f"register.{name}", utvalg) for name in ("apne", "forfalt", "kom_tilbake"))
    if open_ones is None:
        yield (text("rapport.forside.uten_register", dag=dato(utvalg.fakta.dag)),)
        return
    parts = [told_counted("rapport.forside.apne", open_ones)]
    if late is not None:
        parts.append(told_counted("rapport.forside.forfalt", late))
    if back is not None:
        parts.append(told_counted("rapport.forside.tilbake", back))
    if utvalg.utgave.kommune and len(utvalg.fakta.kommuner) > 1:
        parts.append((text("rapport.forside.hele_tjenesten"),))
    yield joined(parts)
    closed = _row("register.lukket", utvalg)
    if closed is not None:
        yield told_counted("rapport.forside.lukket", closed)
    if utvalg.utgave.rapport.kort:
        apart = ((row, utvalg.words(tall).tittel) for tall in APART if (row := _row(tall, utvalg)) is not None)
        parts = [told("rapport.forside.apart_linje", hva=what, antall=number(row)) for row, what in apart]
        yield (text("rapport.forside.apart_kort"), *joined(parts, "; "), ".")
    unseen = _row(UNSEEN, utvalg)
    if unseen is not None and unseen.verdi:
        yield told_counted("rapport.forside.ikke_undersokt", unseen)


def _row(tall: str, utvalg: Utvalg) -> Nokkelrad | None:
    enhet, _ = utvalg.utgave.sted
    return utvalg.newest(Tallvalg(tall=tall), enhet=enhet, kommune="")


def _apart(utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    rows: list[tuple[Line, ...]] = []
    for tall in (*APART, UNSEEN):
        row = _row(tall, utvalg)
        if row is not None:
            rows.append((vedlegg.words_of(utvalg.words(tall).tittel), vedlegg.line(cell(row))))
    if rows:
        yield Table(
            tittel=text("rapport.forside.apart"),
            beskrivelse=text("rapport.forside.apart_om"),
            hode=(text("rapport.forside.apart"), text("rapport.kolonne.antall")),
            rader=tuple(rows),
            bredder=(6, 1),
            justering=(Justering.VENSTRE, Justering.HOYRE),
        )


def _sources(utvalg: Utvalg) -> str:
    return _listed((*utvalg.fakta.kilder, *utvalg.fakta.spor))


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {said}" for name, said in pairs)


def _about(utvalg: Utvalg) -> Iterator[tuple[str, str]]:
    utgave = utvalg.utgave
    yield text("rapport.forside.for_hvem"), text(f"rapport.malgruppe.{utgave.malgruppe.value}")
    left = [one.tittel for one in utgave.rapport.for_(utgave.malgruppe) if is_left_out(one, utvalg)]
    if left:
        yield text("rapport.serie.ikke_med"), text("rapport.serie.ikke_med_om", avsnitt=oppramsing(left))
    yield text("rapport.forside.vedlegg"), text("rapport.forside.vedlegg_om")
