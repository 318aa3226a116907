"""Where in a report the reader has come: numbers, headings and sections, the same for every kind of file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Margmerknad, Slag, Tabell

# «Graf 3.1 ......... 12»: a line of a list of figures, whatever style it has.
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|\t)\s*\d{1,3}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a paragraph hides or shows beside its text; see ``Avsnitt``."""

    merket: tuple[str, ...] = ()
    skjult: tuple[str, ...] = ()
    endret: tuple[str, ...] = ()
    bilder: int = 0


@dataclass(slots=True, kw_only=True)
class Builder:
    """Takes paragraphs and tables in the order they are read."""

    deler: list[Avsnitt | Tabell] = field(default_factory=list)
    merknader: list[Margmerknad] = field(default_factory=list)
    nr: int = 0
    tabeller: int = 0
    seksjon: int = 0
    overskrift: str = ""

    def paragraph(self, said: str, slag: Slag, niva: int = 0, marks: Marks | None = None) -> None:
        """Nothing when there is nothing in it. A line break gives several with one number."""
        marks = marks or Marks()
        lines = [" ".join(line.split(" ")).strip(" \r\t\f\v") for line in said.split("\n")]
        lines = [line for line in lines if line]
        if not lines and not (marks.bilder or marks.skjult or marks.endret):
            return
        if slag is Slag.OVERSKRIFT and lines:
            self.seksjon, self.overskrift = self.seksjon + 1, " ".join(lines)
        self.nr += bool(lines)
        for place, line in enumerate(lines or [""]):
            own = marks if place == 0 else Marks()
            self.deler.append(
                Avsnitt(
                    nr=self.nr,
                    tekst=line,
                    slag=Slag.INNHOLD if slag is not Slag.OVERSKRIFT and _CONTENTS.search(line) else slag,
                    niva=niva,
                    overskrift=self.overskrift,
                    seksjon=self.seksjon,
                    merket=own.merket,
                    skjult=own.skjult,
                    endret=own.endret,
                    bilder=own.bilder,
                )
            )

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Nothing when no cell has text."""
        kept = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
        if not any(cell for row in kept for cell in row):
            return
        self.tabeller += 1
        self.deler.append(
            Tabell(nr=self.tabeller, rader=kept, etter=self.nr, overskrift=self.overskrift, seksjon=self.seksjon)
        )

    def outside(self, said: str, slag: Slag) -> None:
        """What stands in no place of the text: notes, heads of pages, what a picture says of itself."""
        for line in said.split("\n"):
            if line.strip():
                self.deler.append(Avsnitt(nr=0, tekst=line.strip(), slag=slag))

    def done(self) -> Fremmedrapport:
        return Fremmedrapport(deler=tuple(self.deler), merknader=tuple(self.merknader))
