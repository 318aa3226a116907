"""A report as a reader sees it: its headings, sentences and tables, without Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bvaudit.reports.chart_view import Graf
from bvaudit.reports.docx.blocks import (
    Blank,
    Block,
    Bullet,
    Chart,
    Heading,
    KeepTogether,
    Note,
    Table,
    Text,
    pieces,
    plain_text,
)
from bvaudit.reports.report_view import Rapportdokument


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from flat(block.blokker) if isinstance(block, KeepTogether) else (block,)


@dataclass(frozen=True)
class Page:
    """``under`` is what stands between a heading and the next one."""

    document: Rapportdokument

    @property
    def blocks(self) -> list[Block]:
        return list(flat(self.document.blokker))

    @property
    def headings(self) -> list[str]:
        return [block.tekst for block in self.blocks if isinstance(block, Heading)]

    def under(self, heading: str) -> list[Block]:
        found: list[Block] = []
        inside = False
        for block in self.blocks:
            if isinstance(block, Heading):
                inside = block.tekst == heading
            elif inside:
                found.append(block)
        return found

    def lines(self, heading: str = "") -> list[str]:
        """Sentences and points, with a plain space wherever one is seen."""
        return [said for block in (self.under(heading) if heading else self.blocks) for said in lines_of(block)]

    def table(self, heading: str) -> dict[str, dict[str, str]]:
        """The first table: line → column → cell."""
        table = next(block for block in self.under(heading) if isinstance(block, Table))
        names = [plain(one) for one in table.hode]
        return {cells[0]: dict(zip(names[1:], cells[1:], strict=True)) for cells in map(cells_of, table.rader)}

    def chart(self, heading: str) -> Graf:
        return next(block.graf for block in self.under(heading) if isinstance(block, Chart))

    def blanks(self, heading: str) -> list[str]:
        texts = [block.tekst for block in self.under(heading) if isinstance(block, Text)]
        return [piece.tekst for line in texts for piece in pieces(line) if isinstance(piece, Blank)]

    @property
    def everything(self) -> str:
        tables = [
            cell
            for block in self.blocks
            if isinstance(block, Table)
            for row in map(cells_of, block.rader)
            for cell in row
        ]
        return "\n".join([*self.headings, *self.lines(), *tables])


def lines_of(block: Block) -> list[str]:
    match block:
        case Text():
            return [plain(f"{block.ledd}{plain_text(block.tekst)}")]
        case Bullet():
            return [plain(plain_text(block.tekst))]
        case Note():
            return [plain(block.tittel), *(plain(plain_text(line)) for line in block.tekster)]
        case _:
            return []


def cells_of(row: tuple[object, ...]) -> list[str]:
    return [plain(plain_text(cell)) for cell in row]  # type: ignore[arg-type]


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")
