"""Citations in every way people write them become places in the law, or a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.hjemmel_law import LawBook, LawName, begun, in_force, told_apart
from bvaudit.intake.hjemmel_parts import Cited, Parts, Place, put_together
from bvaudit.intake.hjemmel_words import cleaned, grammar, tokens
from bvaudit.model.rule import Hjemmel
from bvaudit.texts import text

_NO_ANSWER = re.compile(r"(?i)(?:ingen|ikke oppgitt|ikkje oppgitt|ukjent|nei|-|–|\?|uten hjemmel)?\.?")
_grammar = lru_cache(maxsize=4)(grammar)


def read_hjemler(
    tekst: str, book: LawBook, when: date | int | None, sted: Sted
) -> tuple[tuple[Hjemmel, ...], list[Problem]]:
    """Every place in the law the text cites, each once, in the order written, and what has to be asked or said.

    ``when`` is the day or the year of the report, None where it is not known. An act that cannot be told from another
    of the same name is an error with both to choose between; the paragraph is then left out. What was chosen for a
    reason a person should see is a remark; what is not a citation is a warning.
    """
    whole = cleaned(tekst)
    if _NO_ANSWER.fullmatch(whole):
        return (), []
    parts = put_together(tokens(whole, _grammar(tuple(book.navn))), book)
    teller = _Teller(sted=sted)
    found: list[Hjemmel] = []
    left_out = False
    for cited in parts.sitert:
        lov = _chosen(cited, book, when, teller)
        if lov is not None and book.with_dashes(lov) and "-" not in cited.tall:
            left_out = True  # no act with chapters has a § 3
            parts.ukjent.append(_written(cited))
        elif lov is not None:
            found += _places(cited, lov, book)
    teller.about_the_rest(parts, grave=left_out or not parts.sitert)
    return tuple(dict.fromkeys(found)), list(dict.fromkeys(teller.problems))


def _chosen(cited: Cited, book: LawBook, when: date | int | None, teller: "_Teller") -> str | None:
    """The id of the act, or None when it has to be asked or is not known."""
    if cited.lov is None:
        return _without_act(cited, book, when, teller)
    lover = cited.lov.lover
    if not lover:
        teller.unknown_act(cited.lov)
        return None
    if len(lover) == 1:
        if when is not None and not begun(book.lover[lover[0]], when):
            teller.not_in_force(book.lover[lover[0]].kort, when)
        return lover[0]
    knowing = [lov for lov in lover if book.knows(lov, _paragraphs(cited.tall, lov, book)[0])]
    if when is None:
        if len(knowing) == 1:
            teller.chosen(cited, knowing[0], [lov for lov in lover if lov != knowing[0]], book)
            return knowing[0]
        teller.which(cited, lover, book)
        return None
    here = [lov for lov in lover if in_force(book.lover[lov], when)]
    earlier = [lov for lov in knowing if lov not in here and begun(book.lover[lov], when)]
    if len(here) == 1 and here[0] not in knowing and len(earlier) == 1:
        teller.chosen(cited, earlier[0], here, book)
        return earlier[0]
    if len(here) == 1:
        return here[0]
    teller.which(cited, here or lover, book)
    return None


def _without_act(cited: Cited, book: LawBook, when: date | int | None, teller: "_Teller") -> str | None:
    known = [
        lov
        for lov in sorted(book.paragrafer)
        if book.with_dashes(lov) or "-" not in cited.tall
        if book.knows(lov, _paragraphs(cited.tall, lov, book)[0]) and (when is None or in_force(book.lover[lov], when))
    ]
    if len(known) == 1 and "-" in cited.tall:
        teller.say(
            "uten-lov", Grad.MERKNAD, text("hjemmel.uten_lov_valgt", paragraf=cited.tall, lov=_kort(book, known[0]))
        )
        return known[0]
    hint = text("hjemmel.uten_lov_hint", paragraf=cited.tall)
    teller.say("uten-lov", Grad.FEIL, text("hjemmel.uten_lov", paragraf=cited.tall), hint)
    return None


def _places(cited: Cited, lov: str, book: LawBook) -> Iterator[Hjemmel]:
    paragraphs, letter = _paragraphs_and_letter(cited.tall, lov, book)
    places = cited.steder or [Place()]
    for number, paragraf in enumerate(paragraphs, start=1):
        for place in places if number == len(paragraphs) else [Place()]:
            yield Hjemmel(
                lov=lov, paragraf=paragraf, ledd=place.ledd, punktum=place.punktum, bokstav=place.bokstav or letter
            )


def _paragraphs(tall: str, lov: str, book: LawBook) -> list[str]:
    return _paragraphs_and_letter(tall, lov, book)[0]


def _paragraphs_and_letter(tall: str, lov: str, book: LawBook) -> tuple[list[str], str]:
    """«4-3-4-5» → 4-3, 4-4, 4-5; «23-25» of an act without chapters → 23, 24, 25; «25-1 c» is letter c where that
    is no paragraph and 25-1 is one."""
    found = re.fullmatch(r"(\d+\s?[A-Za-z]?-\d+|\d+(?:\s?-\s?\d+)*)\s?([A-Za-z])?", tall)
    numbers, letter = (found[1], (found[2] or "").lower()) if found else (tall, "")
    if re.match(r"\d+\s?[A-Za-z]", numbers):
        return [
            re.sub(r"(\d+)\s?([A-Za-z])-", lambda m: f"{m[1]} {m[2].upper()}-", numbers)
            + (f" {letter}" if letter else "")
        ], ""
    paragraphs = _spread([int(n) for n in re.findall(r"\d+", numbers)], dashed=book.with_dashes(lov))
    if not letter:
        return paragraphs, ""
    known = book.paragrafer.get(lov, frozenset())
    lettered = f"{paragraphs[-1]} {letter}"
    if lettered not in known and paragraphs[-1] in known:
        return paragraphs, letter
    return [*paragraphs[:-1], lettered], ""


def _spread(numbers: list[int], *, dashed: bool) -> list[str]:
    if not dashed:
        first, last = numbers[0], numbers[-1]
        return [str(n) for n in range(first, last + 1)] if first <= last < first + _LONGEST else [str(first)]
    if len(numbers) == 1:
        return [str(numbers[0])]
    chapter, first, *rest = numbers
    last = rest[-1] if rest and (len(rest) == 1 or rest[0] == chapter) else first
    if not first <= last < first + _LONGEST:
        last = first
    return [f"{chapter}-{n}" for n in range(first, last + 1)]


_LONGEST = 30  # a range longer than any chapter is a misprint


def _kort(book: LawBook, lov: str) -> str:
    return told_apart(book.lover[lov])


@dataclass(slots=True, kw_only=True)
class _Teller:
    """Gathers what is said about one cell."""

    sted: Sted
    problems: list[Problem]

    def __init__(self, *, sted: Sted) -> None:
        self.sted, self.problems = sted, []

    def say(self, kode: str, grad: Grad, tekst: str, hint: str = "") -> None:
        self.problems.append(Problem(sted=self.sted, kode=kode, tekst=tekst, hint=hint, grad=grad))

    def unknown_act(self, lov: LawName) -> None:
        self.say(
            "ukjent-lov", Grad.ADVARSEL, text("hjemmel.ukjent_lov", navn=lov.skrevet), text("hjemmel.ukjent_lov_hint")
        )

    def not_in_force(self, kort: str, when: date | int) -> None:
        ar = when if isinstance(when, int) else when.year
        tekst = text("hjemmel.ikke_i_kraft", lov=kort, ar=ar)
        self.say("ikke-i-kraft", Grad.ADVARSEL, tekst, text("hjemmel.ikke_i_kraft_hint"))

    def chosen(self, cited: Cited, lov: str, others: Iterable[str], book: LawBook) -> None:
        annen = ", ".join(_kort(book, other) for other in others)
        tekst = text("hjemmel.valgt_lov", skrevet=_written(cited), lov=_kort(book, lov), annen=annen)
        self.say("valgt-lov", Grad.MERKNAD, tekst, text("hjemmel.valgt_lov_hint", annen=annen))

    def which(self, cited: Cited, lover: Iterable[str], book: LawBook) -> None:
        *before, last = [f"«{_kort(book, lov)} § {cited.tall}»" for lov in lover]
        valg = text("hjemmel.eller", foran=", ".join(before), siste=last) if before else last
        tekst = text("hjemmel.hvilken_lov", skrevet=_written(cited), valg=valg)
        self.say("hvilken-lov", Grad.FEIL, tekst, text("hjemmel.hvilken_lov_hint", valg=valg))

    def about_the_rest(self, parts: Parts, *, grave: bool) -> None:
        """``grave``: nothing in the cell was a citation, or a paragraph was left out, so what was not read matters."""
        if parts.ukjent:
            tekst = text("hjemmel.ikke_forstatt", tekst=" ".join(parts.ukjent))
            grad = Grad.ADVARSEL if grave else Grad.MERKNAD
            self.say("ikke-hjemmel", grad, tekst, text("hjemmel.ikke_forstatt_hint"))
        for one in parts.kapitler:
            hint = text("hjemmel.bare_kapittel_hint")
            self.say("bare-kapittel", Grad.ADVARSEL, text("hjemmel.bare_kapittel", tekst=one), hint)
        for law in parts.tomme:
            if law.lover:
                tekst = text("hjemmel.bare_lov", lov=law.skrevet)
                self.say("bare-lov", Grad.ADVARSEL, tekst, text("hjemmel.bare_lov_hint"))
            else:
                self.unknown_act(law)


def _written(cited: Cited) -> str:
    return f"{cited.lov.skrevet} § {cited.tall}" if cited.lov else f"§ {cited.tall}"
