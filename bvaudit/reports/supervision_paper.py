"""A paper of parts, each with sentences, a table and blanks for people: what the papers of a supervision are laid out
as, on the screen and in Word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bvaudit.model.kalender import vis
from bvaudit.reports.chart_view import Graf
from bvaudit.reports.docx.blocks import Blank, Block, Bullet, Chart, Heading, KeepTogether, Note, PageBreak, Table, Text
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.texts import text

NEW_PAGE = "ny"


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A blank: what is asked, and what stands in it until somebody has answered."""

    navn: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Del:
    """``hode`` empty = no table; ``tomt`` is said when it has no rows. ``om`` is what the table is, for those who hear
    it read, ``bredder`` how wide its columns are to each other. ``punkter`` are told as a list. The blanks stand last.
    ``ny_side`` says that it begins on a page of its own. All of it is text, as templates must have it."""

    tittel: str
    setninger: tuple[str, ...] = ()
    punkter: tuple[str, ...] = ()
    hode: tuple[str, ...] = ()
    rader: tuple[tuple[str, ...], ...] = ()
    bredder: tuple[str, ...] = ()
    tomt: str = ""
    om: str = ""
    felt: tuple[Felt, ...] = ()
    ny_side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papir:
    """``om`` are sentences under the title, and ``ramme`` what must be seen first, in a frame with a heading."""

    tittel: str
    kommune: str
    om: tuple[str, ...]
    ramme_tittel: str
    ramme: tuple[str, ...]
    deler: tuple[Del, ...]


def paper_blocks(view: Papir, grafer: Mapping[str, Graf] = MappingProxyType({})) -> Iterator[Block]:
    """``grafer``: title of a part → the chart over its table."""
    yield Heading(niva=1, tekst=view.tittel)
    for number, line in enumerate(view.om):
        yield Text(tekst=line, ingress=number == 0)
    if view.ramme:
        yield Note(tittel=view.ramme_tittel, tekster=view.ramme)
    for part in view.deler:
        if part.ny_side:
            yield PageBreak(alltid=False)
        yield from _part(part, grafer.get(part.tittel))


def _part(part: Del, graf: Graf | None) -> Iterator[Block]:
    first = tuple(Text(tekst=line) for line in part.setninger)
    yield KeepTogether(blokker=(Heading(niva=2, tekst=part.tittel), *first[:1]))
    yield from first[1:]
    yield from (Bullet(tekst=line) for line in part.punkter)
    if graf is not None:
        yield Chart(graf=graf)
    if part.rader:
        yield Table(
            tittel=part.tittel,
            beskrivelse=part.om or part.tittel,
            hode=part.hode,
            rader=part.rader,
            bredder=tuple(map(int, part.bredder)) or (1,) * len(part.hode),
        )
    elif part.tomt:
        yield Text(tekst=part.tomt)
    for blank in part.felt:
        yield Text(ledd=blank.navn, tekst=(" ", Blank(tekst=blank.tekst)))


def paper_report(per: date, grafer: Mapping[str, Graf] = MappingProxyType({})) -> WordReport[Papir]:
    """``per``: the day it is printed, for the foot of every page. ``grafer``: title of a part → its chart."""

    def document(view: Papir) -> Dokument:
        return Dokument(tittel=view.tittel, avsender=view.kommune, grunnlag=text("samle.grunnlag", dag=vis(per)))

    def blocks(view: Papir) -> Iterator[Block]:
        return paper_blocks(view, grafer)

    return WordReport(navn="tilsyn", view=Papir, felt="tittel", liste="deler", dokument=document, blocks=blocks)
