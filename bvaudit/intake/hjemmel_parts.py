"""The words of a citation put together: which paragraph of which act as written, before anyone asks what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bvaudit.intake.hjemmel_law import LawBook, LawName, by_date, by_year
from bvaudit.intake.hjemmel_words import Token

_JOINS = {"skille", "jf", "i", "fyll", "nr"}
_LETTERS = "abcdefgh"
_NOTHING = frozenset("()[]«»\"'.:-–*·•")


@dataclass(slots=True, kw_only=True)
class Place:
    """One place in a paragraph."""

    ledd: str = ""
    punktum: str = ""
    bokstav: str = ""


@dataclass(slots=True, kw_only=True)
class Cited:
    """A paragraph as written. ``lov`` is None until an act is found for it."""

    tall: str
    lov: LawName | None
    steder: list[Place] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Parts:
    """What a text cites, and what in it is not a citation. ``tomme`` are acts named without a paragraph."""

    sitert: list[Cited] = field(default_factory=list)
    ukjent: list[str] = field(default_factory=list)
    kapitler: list[str] = field(default_factory=list)
    tomme: list[LawName] = field(default_factory=list)


def put_together(words: Iterable[Token], book: LawBook) -> Parts:
    """Every paragraph with its act, the last one named before it, or the one named right after: «§ 17 i fvl.»."""
    return _Reading(book).read(list(words))


class _Reading:
    def __init__(self, book: LawBook) -> None:
        self.book = book
        self.parts = Parts()
        self.law: LawName | None = None
        self.before: LawName | None = None  # the act with chapters named before it
        self.used = True  # whether the act named last has got a paragraph
        self.group: list[Cited] = []  # the paragraphs after the last §
        self.reaching = False  # «til» was the last word: the next number ends a range
        self.listing = False  # a bare number goes on with the list

    def read(self, words: Sequence[Token]) -> Parts:
        for before, word in zip([None, *words], words, strict=False):
            self._take(word, before)
        self._end_law(())
        return self.parts

    def _take(self, word: Token, before: Token | None) -> None:
        self.reaching = word.slag in ("tall", "tegn") and self.reaching
        if word.slag in ("datert", "kode", "lov", "ukjent"):
            self._act(word, before)
        elif word.slag == "tegn":
            self.group, self.listing = [], True
        elif word.slag == "tall":
            self._number(word)
        elif word.slag in ("ledd", "punktum", "bokstav"):
            self._place(word)
        elif word.slag == "til":
            self.reaching = True
        elif word.slag == "dato":
            self._dated(word)
        elif word.slag == "kapittel":
            self.used = True
            self.parts.kapitler.append(word.tekst)
        elif word.slag not in _JOINS and word.tekst not in _NOTHING:
            self.listing = False
            if not word.tekst.endswith("-"):
                self.parts.ukjent.append(word.tekst)

    def _act(self, word: Token, before: Token | None) -> None:
        law = LawName(skrevet=word.tekst, lover=self._meant(word))
        afterwards = bool(self.group) and (
            (before is not None and before.slag == "i") or (self.group[0].lov is None and before is not None)
        )
        if afterwards:
            for cited in self.group:
                cited.lov = law
            self.group = []
            return
        self._end_law(law.lover)
        if self.law is not None and any(self.book.with_dashes(lov) for lov in self.law.lover):
            self.before = self.law
        self.law, self.used, self.group, self.listing = law, False, [], True

    def _meant(self, word: Token) -> tuple[str, ...]:
        if word.slag in ("datert", "kode") and word.dato:
            return by_date(self.book, *word.dato)
        if word.slag == "ukjent":
            return ()
        name = word.tekst.lower()
        spelt = max((n for n in self.book.navn if _starts(name, n)), key=len)
        lover = self.book.navn[spelt]
        if word.dato:
            return by_year(self.book, lover, word.dato[2]) or lover
        return lover

    def _dated(self, word: Token) -> None:
        """The day an act was made, after its name in parentheses."""
        meant = by_date(self.book, *word.dato) if word.dato else ()
        if self.law is not None and not self.used and meant:
            self.law = LawName(skrevet=self.law.skrevet, lover=meant)

    def _end_law(self, named: Sequence[str]) -> None:
        """«lov om barnevern (barnevernsloven) § 8-1» names one act twice."""
        if self.law is not None and not self.used and not set(self.law.lover) & set(named):
            self.parts.tomme.append(self.law)

    def _number(self, word: Token) -> None:
        if not self.listing:
            self.parts.ukjent.append(word.tekst)
            return
        if self.reaching and self.group:
            self.group[-1].tall += f"-{word.tekst}"
            self.reaching = False
            return
        cited = Cited(tall=word.tekst, lov=self._back_to(word.tekst) or self.law)
        self.used = True
        self.group.append(cited)
        self.parts.sitert.append(cited)

    def _back_to(self, tall: str) -> LawName | None:
        """«bvl. § 4-3, jf. fvl. § 17, 6-1»: 6-1 is no paragraph of an act without chapters, nor from 6 to 1."""
        first, dash, last = tall.replace(" ", "").rstrip(_LETTERS).partition("-")
        here = self.law.lover if self.law else ()
        if not dash or not here or self.before is None or self.book.with_dashes(here[-1]) or not self.group:
            return None
        falling = first.isdigit() and last.isdigit() and int(first) > int(last)
        known = any(self.book.knows(lov, f"{first}-{last}") for lov in self.before.lover)
        return self.before if falling or (known and not self.book.knows(here[-1], first)) else None

    def _place(self, word: Token) -> None:
        if not self.group:
            self.parts.ukjent.append(word.tekst)
            return
        places = self.group[-1].steder
        if word.slag == "ledd":
            places += [Place(ledd=one) for one in word.tall]
        elif word.slag == "punktum":
            _put(places, "punktum", word.tall)
        else:
            _put(places, "bokstav", word.tall)


def _starts(name: str, spelt: str) -> bool:
    rest = name[len(spelt) :]
    return name.startswith(spelt) and not rest.removeprefix("s")[:1].isalpha()


def _put(places: list[Place], what: str, values: Sequence[str]) -> None:
    """The first on the place named last, the rest beside it: «tredje ledd bokstav a og b»."""
    for value in values:
        if not places or getattr(places[-1], what):
            last = places[-1] if places else Place()
            places.append(Place(ledd=last.ledd, punktum=last.punktum if what == "bokstav" else ""))
        setattr(places[-1], what, value)
