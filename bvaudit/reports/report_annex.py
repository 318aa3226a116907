"""The workbook beside a report: each number that is printed, and each text with numbers in it, in a cell of its own.

The document is laid out with it: who prints a number asks here for where it stands, and it then stands there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bvaudit import __version__
from bvaudit.model.nokkelrad import Celle, Nokkelrad
from bvaudit.model.trykk import Trykktall
from bvaudit.reports.docx.blocks import Bold, Heading, Line, Quiet, Traced
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.report_facts import Rapportfakta, Talltekst
from bvaudit.reports.report_words import Said, period, shown
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

OM, TALL, BETYR, TEKSTER = "om", "tall", "betyr", "tekster"  # keys of the names of the sheets
_COLUMNS = (
    ("navn", 52, CellKind.TEKST),
    ("vist", 14, CellKind.TEKST),
    ("verdi", 10, CellKind.TEKST),
    ("teller", 9, CellKind.TEKST),
    ("nevner", 9, CellKind.TEKST),
    ("n_saker", 10, CellKind.TEKST),
    ("tilstand", 13, CellKind.TEKST),
    ("enhet", 16, CellKind.TEKST),
    ("kommune", 12, CellKind.TEKST),
    ("gruppe", 16, CellKind.TEKST),
    ("periode", 16, CellKind.TEKST),
    ("periode_fra", 12, CellKind.DATO),
    ("periode_til", 12, CellKind.DATO),
    ("tall", 24, CellKind.TEKST),
    ("kommune_nr", 12, CellKind.TEKST),
    ("variant", 20, CellKind.TEKST),
    ("storrelse", 16, CellKind.TEKST),
    ("kilde", 34, CellKind.TEKST),
    ("merknad", 44, CellKind.TEKST),
    ("forklaring", 60, CellKind.TEKST),
)
# What another program finds the number by, and what is said once on a sheet of its own: shut, so that the sheet can be
# read on a screen and on paper.
_FOLDED = frozenset(
    ("tilstand", "gruppe", "periode_fra", "periode_til", "tall", "kommune_nr", "variant", "storrelse", "kilde")
) | {"forklaring"}
_MEANING: tuple[tuple[str, float, CellKind], ...] = (("navn", 44, CellKind.TEKST), ("forklaring", 110, CellKind.TEKST))
_LETTER = {name: chr(ord("A") + number) for number, (name, _, _) in enumerate(_COLUMNS)}
_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÆØÅ0-9])")
_DIGITS = re.compile(r"\d")
# Numbers that are names, and no counts: days, years and their parts, ids, and paragraphs of the law.
_NAMES = re.compile(
    r"\d{2}\.\d{2}\.\d{4}|\b[12]\. halvår \d{4}\b|\b[1-4]\. kvartal \d{4}\b|\b(?:19|20)\d{2}\b(?!\s*%)"
    r"|§§?[\s\u00a0]\d+[\u2011-]\d+(?:[\s\u00a0][a-z]\b)?|\b[A-ZÆØÅ]{1,4}(?:-[0-9A-Z]{2,16})+\b"
)


@dataclass(slots=True)
class Vedlegg:
    """What has been printed so far. ``rader`` are all rows there are to print from, by cell. ``skrevet`` is what people
    have written, each with where: to be read once more before it goes out."""

    rader: Mapping[Celle, Nokkelrad]
    fakta: Rapportfakta
    offentlig: bool = False
    brukt: list[Nokkelrad] = field(default_factory=list)
    tekster: list[str] = field(default_factory=list)
    skrevet: list[tuple[str, str]] = field(default_factory=list)
    _at: dict[Celle, int] = field(default_factory=dict)

    def place(self, number: Trykktall) -> str:
        """Where the number stands: «Tall!C12» in bokmål."""
        return f"{sheet(TALL)}!{_LETTER[number.del_.value]}{self._row(number.celle) + 2}"

    def number(self, number: Trykktall, *, fet: bool = False) -> Traced:
        return Traced(tekst=number.vist, sted=self.place(number), fet=fet)

    def words(self, said: str) -> str | Traced:
        """The text as it is, or with its place where there are numbers in it."""
        said = clean(said).replace("\n", " ")
        if not _DIGITS.search(_NAMES.sub("", said)):
            return said
        if said not in self.tekster:
            self.tekster.append(said)
        return Traced(tekst=said, sted=f"{sheet(TEKSTER)}!A{self.tekster.index(said) + 2}")

    def heading(self, niva: int, said: str) -> Heading:
        whole = self.words(said)
        if isinstance(whole, str):
            return Heading(niva=niva, tekst=whole)
        return Heading(niva=niva, tekst=whole.tekst, sted=whole.sted)

    def words_of(self, said: str) -> Line:
        return (self.words(said),)

    def strong(self, said: str) -> Line:
        whole = self.words(said)
        return (Bold(tekst=whole),) if isinstance(whole, str) else (replace(whole, fet=True),)

    def quiet(self, said: str) -> Line:
        whole = self.words(said)
        return (Quiet(tekst=whole),) if isinstance(whole, str) else (replace(whole, stille=True),)

    def remark(self, row: Nokkelrad) -> str:
        """What a reader must know of the number. For the public no sentence with a count in it, which nobody has
        hidden where it is small."""
        if not self.offentlig:
            return row.merknad
        said = (one for one in _SENTENCE.split(row.merknad) if not _DIGITS.search(_NAMES.sub("", one)))
        return " ".join(said)

    def line(self, said: Said | str) -> Line:
        """The parts of a line with the place of each number."""
        parts = (said,) if isinstance(said, str) else said
        return tuple(self.words(one) if isinstance(one, str) else self.number(one) for one in parts if one != "")

    def people(self, where: str, said: str) -> Line:
        """What people have written, as a line."""
        self.skrevet.append((where, said))
        return self.line(said)

    def noted(self, where: str, said: str) -> str:
        """What people have written that stands as a heading or a source."""
        self.skrevet.append((where, said))
        return said

    def lines(self, row: Iterable[Said | str]) -> tuple[Line, ...]:
        return tuple(map(self.line, row))

    def _row(self, celle: Celle) -> int:
        if celle not in self._at:
            self._at[celle] = len(self.brukt)
            self.brukt.append(self.rader[celle])
        return self._at[celle]

    def hidden(self, rader: Iterable[Nokkelrad]) -> None:
        """Rows that are told to be hidden, after those with numbers."""
        for row in rader:
            self._row(row.celle)

    def book(self, tittel: str, om: tuple[tuple[str, str], ...]) -> TablesView:
        return TablesView(
            tittel=tittel,
            avsender=self.fakta.kommune,
            programversjon=__version__,
            per=self.fakta.dag,
            om=(text("rapport.vedlegg.om"),),
            tabeller=(_about(om), self._numbers(), self._texts(), self._meanings()),
        )

    def _numbers(self) -> SheetTable:
        return _table(TALL, _COLUMNS, tuple(map(self._values, self.brukt)))

    def _meanings(self) -> SheetTable:
        """What each number counts, once."""
        rows = dict.fromkeys(
            (words.tittel, words.lesning(row.variant).forklaring)
            for row in self.brukt
            if (words := self.fakta.tekster.get(row.tall)) and words.lesning(row.variant).forklaring
        )
        return _table(BETYR, _MEANING, tuple(rows))

    def _texts(self) -> SheetTable:
        return _table(TEKSTER, (("tekst", 120, CellKind.TEKST),), tuple((one,) for one in self.tekster))

    def _values(self, row: Nokkelrad) -> tuple[Verdi, ...]:
        words = self.fakta.tekster.get(row.tall) or Talltekst(tittel=row.tall)
        extra: dict[str, Verdi] = {
            "navn": f"{words.tittel}: {self.fakta.gruppenavn(row.tall, row.gruppe)}" if row.gruppe else words.tittel,
            "vist": shown(row),
            "periode": period(row.periode_fra, row.periode_til),
        }
        extra |= {"tilstand": row.tilstand.value, "kommune": self.fakta.kommuner.get(row.kommune, row.kommune)}
        extra |= {"kommune_nr": row.kommune, "merknad": self.remark(row) or None}
        extra |= {"forklaring": words.lesning(row.variant).forklaring or None}
        return tuple(extra[name] if name in extra else getattr(row, name) for name, _, _ in _COLUMNS)


def sheet(id_: str) -> str:
    """What the sheet is called, in the language of the paper."""
    return text(f"rapport.vedlegg.ark.{id_}")


def _table(
    id_: str, columns: tuple[tuple[str, float, CellKind], ...], rader: tuple[tuple[Verdi, ...], ...]
) -> SheetTable:
    return SheetTable(
        ark=sheet(id_),
        id=id_,
        navn=f"{sheet(id_).title().replace(' ', '')}Vedlegg",
        beskrivelse=text(f"rapport.vedlegg.beskrivelse.{id_}"),
        kolonner=tuple(
            SheetColumn(
                id=name,
                navn=text(f"rapport.vedlegg.kol.{name}"),
                bredde=width,
                kind=kind,
                som_tekst=name == "vist",
                foldet=id_ == TALL and name in _FOLDED,
            )
            for name, width, kind in columns
        ),
        rader=rader,
        tomt=text("rapport.vedlegg.tomt"),
        lav=True,
    )


def _about(om: tuple[tuple[str, str], ...]) -> SheetTable:
    columns: tuple[tuple[str, float, CellKind], ...] = (("hva", 34, CellKind.TEKST), ("svar", 100, CellKind.TEKST))
    return _table(OM, columns, om)
