"""A document as a list of blocks, free of Word: what is set at the marker, in the letterhead's own styles.

Any report is made of these; nothing here or in the builders knows one report from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bvaudit.reports.chart_view import Graf


@dataclass(frozen=True, slots=True, kw_only=True)
class Bold:
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Less important than what stands beside it, and smaller."""

    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something a person fills in. ``tekst`` says what; the brackets around it are seen on every letterhead and on
    every print."""

    tekst: str

    @property
    def vist(self) -> str:
        return f"[{self.tekst}]"


class Kontroll(StrEnum):
    """What can be put in a control."""

    TEKST = "tekst"
    DATO = "dato"
    VALG = "valg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A blank that is read back. ``nokkel`` is its key, the name of its bookmark; without one it is only shown.
    ``ledetekst`` is what the control is called, ``verdi`` what it holds, else ``plassholder`` is seen in brackets.
    ``valg`` are the codes and words of a list. Nothing else stands in its paragraph, and nothing is printed
    after it in a cell."""

    nokkel: str
    ledetekst: str
    plassholder: str
    verdi: str = ""
    slag: Kontroll = Kontroll.TEKST
    valg: tuple[tuple[str, str], ...] = ()
    fet: bool = False

    @property
    def vist(self) -> str:
        return self.verdi or f"[{self.plassholder}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Leads to the heading with this ``anker``; plain text when the document has none."""

    tekst: str
    anker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A number, or words with numbers in them, that stand in a workbook beside the document: ``sted`` is where, as
    «Tall!J12». A hidden bookmark around it keeps that."""

    tekst: str
    sted: str
    fet: bool = False
    stille: bool = False


Piece = str | Bold | Quiet | Blank | Control | Link | Traced
Line = str | tuple[Piece, ...]  # a line break in a piece is a paragraph of its own in a cell


class Justering(StrEnum):
    VENSTRE = "left"
    HOYRE = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``anker`` is what links call it: letters, digits and understrek. ``sted``: as in ``Traced``, where there are
    numbers in it."""

    niva: int
    tekst: str
    anker: str = ""
    sted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One paragraph; ``ledd`` is set in bold before it. ``ingress``: it stands under the title. ``henger``: it is never
    the last on a page."""

    tekst: Line
    ledd: str = ""
    ingress: bool = False
    henger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    tekst: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``bredder`` are relative, and no column becomes narrower than its longest word. ``tittel`` and ``beskrivelse``
    are for those who hear the table read. ``justering`` is one for each column, or none at all. ``samlet``: a short one
    is not parted by the end of a page, and a longer one leaves no row alone; for rows of few lines."""

    tittel: str
    beskrivelse: str
    hode: tuple[str, ...]
    rader: tuple[tuple[Line, ...], ...]
    bredder: tuple[int, ...]
    justering: tuple[Justering, ...] = ()
    samlet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Paragraphs in a frame, such as what can be sent on as it stands."""

    tittel: str
    tekster: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOfContents:
    """The headings of these levels, as links, under a title that is no heading itself."""

    tittel: str = ""
    fra: int = 2
    til: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a page of its own. Not ``alltid``: only where the text is as wide as on an ordinary page,
    since a narrow letterhead fills its pages otherwise and would leave one half empty."""

    alltid: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart, as wide as the text. ``steder`` are where its numbers stand in the workbook beside the document:
    one for each category of each series, empty where there is none."""

    graf: Graf
    steder: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTogether:
    """Blocks that are not parted by the end of a page, when they fit on one."""

    blokker: "tuple[Block, ...]"


Block = Heading | Text | Bullet | Table | Note | Chart | TableOfContents | PageBreak | KeepTogether


def pieces(line: Line) -> tuple[Piece, ...]:
    return (line,) if isinstance(line, str) else line


def shown(piece: Piece) -> str:
    """What a reader sees of it."""
    if isinstance(piece, str):
        return piece
    return piece.vist if isinstance(piece, Blank | Control) else piece.tekst


def plain_text(line: Line) -> str:
    return "".join(map(shown, pieces(line)))


def paragraphs_of(line: Line) -> Iterator[tuple[Piece, ...]]:
    """The line parted at its line breaks, each piece with its own kind."""
    row: list[Piece] = []
    for piece in pieces(line):
        first, *rest = _parts(piece)
        row.append(first)
        for part in rest:
            yield tuple(row)
            row = [part]
    yield tuple(row)


def _parts(piece: Piece) -> list[Piece]:
    if isinstance(piece, str):
        return list(piece.split("\n"))
    if isinstance(piece, Control | Traced):  # its line breaks stay in its paragraph
        return [piece]
    texts = piece.tekst.split("\n")
    if isinstance(piece, Link):
        return [Link(tekst=text, anker=piece.anker) for text in texts]
    return [type(piece)(tekst=text) for text in texts]
