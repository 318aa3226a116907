"""The week's page in Word: what a leader has in hand on Monday, on one sheet."""

from collections.abc import Iterator

from bvaudit.reports.docx.blocks import Block, Bold, Heading, Justering, KeepTogether, Line, Quiet, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.week import UNITS, WeekPart, WeekView
from bvaudit.texts import text

_TOLD = 1  # the column whose first line says what it is about
_ROWS = {3: (3, 10, 4), 4: (3, 8, 3, 4)}  # without a column for the unit, and with one


def _blocks(view: WeekView) -> Iterator[Block]:
    yield Heading(niva=1, tekst=view.tittel)
    for number, line in enumerate(view.om):
        yield Text(tekst=line, ingress=number == 0)
    for part in view.deler:
        yield KeepTogether(blokker=(Heading(niva=2, tekst=part.tittel),))
        yield _table(part)
        if part.flere:
            yield Text(tekst=(Quiet(tekst=part.flere),))


def _table(part: WeekPart) -> Table:
    units = part.slag == UNITS
    right = (Justering.VENSTRE, *(Justering.HOYRE,) * (len(part.hode) - 1))
    return Table(
        tittel=part.tittel,
        beskrivelse=text("forfall.uke.om_tabell"),
        hode=part.hode,
        rader=tuple(row if units else tuple(map(_cell, range(len(row)), row)) for row in part.rader),
        bredder=(5, *(2,) * (len(part.hode) - 1)) if units else _ROWS[len(part.hode)],
        justering=right if units else (),
    )


def _cell(number: int, tekst: str) -> Line:
    first, _, rest = tekst.partition("\n")
    head = Bold(tekst=first) if number == _TOLD else first
    return (head, "\n", Quiet(tekst=rest)) if rest else (head,)


def _document(view: WeekView) -> Dokument:
    return Dokument(tittel=view.tittel, avsender=view.avsender, grunnlag=text("forfall.uke.grunnlag", dag=view.dag))


WEEK_PAGE = WordReport(navn="uke", view=WeekView, felt="tittel", liste="deler", dokument=_document, blocks=_blocks)
