"""The signed year laid out for Word: one page."""

from collections.abc import Iterator

from bvaudit.reports.docx.blocks import Block, Bullet, Heading, Justering, Note, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.year.signed_view import SignedView
from bvaudit.texts import text


def signed_blocks(view: SignedView) -> Iterator[Block]:
    yield Heading(niva=1, tekst=view.tittel)
    for line in view.om:
        yield Text(tekst=line, ingress=True)
    columns = len(view.hode)
    yield Table(
        tittel=view.tittel,
        beskrivelse=view.forklaring,
        hode=view.hode,
        rader=view.rader,
        bredder=(8, *(1 for _ in range(columns - 1))),
        justering=(Justering.VENSTRE, *(Justering.HOYRE for _ in range(columns - 1))),
    )
    yield Text(tekst=view.forklaring)
    if view.ikke_gjort:
        yield Heading(niva=2, tekst=text("sider.signert.ikke_gjort"))
        for line in (*view.ikke_gjort, *((view.flere,) if view.flere else ())):
            yield Bullet(tekst=line)
    if view.avvik:
        yield Text(tekst=view.avvik)
    yield Note(tittel=text("sider.signert.signatur"), tekster=(*view.signert, text("sider.signert.underskrift")))


def signed_report() -> WordReport[SignedView]:
    def document(view: SignedView) -> Dokument:
        return Dokument(tittel=view.tittel, avsender=view.avsender, grunnlag=view.grunnlag)

    return WordReport(
        navn="aret", view=SignedView, felt="tittel", liste="rader", dokument=document, blocks=signed_blocks
    )
