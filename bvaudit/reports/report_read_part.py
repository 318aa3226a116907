"""A section of what people have read: each point somebody has answered in the cases, how many cases were read, and in
how many of them it is not met.

No share: the cases of a review may be drawn by quota or pointed at, and then a share would be of nothing. How sure one
can be of the rest of the cases stands in the papers of the review."""

from collections.abc import Iterator

from bvaudit.model.lesesvar import LEST
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rapport import Seksjon
from bvaudit.model.trykk import Talldel
from bvaudit.reports.docx.blocks import Block, Justering, Line, Quiet, Table, Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_notes import sources_of
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import number
from bvaudit.texts import text


def read_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    rows = read_rows(utvalg)
    if not rows:
        yield Text(tekst=text(f"rapport.lest.ingen{'_i_enheten' if utvalg.utgave.enhet else ''}"))
        return
    yield Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.lest.tabell"),
        hode=tuple(text(f"rapport.lest.kol.{name}") for name in ("punkt", "lest", "brudd")),
        rader=tuple(_line(row, utvalg, vedlegg) for row in rows),
        bredder=(7, 2, 2),
        justering=(Justering.VENSTRE, Justering.HOYRE, Justering.HOYRE),
    )
    yield Text(tekst=(Quiet(tekst=text("rapport.lest.om")),))
    sources = sources_of(rows, utvalg)
    if sources:
        yield Text(tekst=vedlegg.quiet(text("rapport.kildelinje", kilder="; ".join(sources))))


def read_rows(utvalg: Utvalg) -> list[Nokkelrad]:
    """Of the paper's own place: those with most breaches first. What nobody has read has no line: it is counted on the
    first page."""
    enhet, kommune = utvalg.utgave.sted
    found = [
        row
        for row in utvalg.rader
        if row.variant == LEST
        and (row.enhet, row.kommune, row.gruppe) == (enhet, kommune, "")
        and row.tall in utvalg.fakta.regler
        and row.tilstand in (Tilstand.VERDI, Tilstand.SKJULT)
    ]
    return sorted(found, key=lambda row: (-(row.teller or 0), row.tall))


def _line(row: Nokkelrad, utvalg: Utvalg, vedlegg: Vedlegg) -> tuple[Line, ...]:
    told = utvalg.words(row.tall).tittel if row.teller or row.tilstand is Tilstand.SKJULT else _met(row, utvalg)
    numbers = (vedlegg.line((number(row, part),)) for part in (Talldel.NEVNER, Talldel.TELLER))
    return (vedlegg.words_of(told), *numbers)


def _met(row: Nokkelrad, utvalg: Utvalg) -> str:
    """What nobody found broken is named by the demand, so that the line does not read as a breach."""
    return utvalg.fakta.regler[row.tall].tittel
