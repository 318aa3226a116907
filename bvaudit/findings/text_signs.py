"""Places in free text that may tell of one child or one identifiable employee: to be read by a person before a paper
goes out.

Nothing is decided here and nothing is changed. The text is read sentence by sentence, in bokmål and nynorsk. What is
looked for is narrow on purpose: that the service has three team leaders is organisation, that three of its staff are
men is a fact about them; that a child has a right to help is law, that a boy of 14 moved in March is a case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bvaudit.findings.text_sign_words import CHILD, COUNT, ENDED, HEALTH_OF, ONE_CHILD, ONE_OF_THEM, STAFF, THINGS
from bvaudit.intake.free_text import Funn, Navn, found_in
from bvaudit.texts import text

_SENTENCE = re.compile(r"[^.!?\n•]+(?:\.(?=\d)[^.!?\n•]*)*[.!?]*")
_SHORTENED = re.compile(r"\b(?:pr|per|jf|jfr|kl|nr|ca|bl\.a|f\.eks|mv|mht|ift|evt|osv|inkl|ekskl|kap|st|tlf)\.", re.I)

_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+/\S+/\S+|\bno/\S+")  # an article's number is no person's
_CASE = re.compile(r"\bS-(?:[0-9A-HJKMNP-TV-Z]{8,}|[0-9a-f]{20})\b")  # as papers and data write it
_PER_HUNDRED = re.compile(r"\bav 100\b", re.I)


class Tegn(StrEnum):
    """What is seen, the gravest first. The values are keys of the texts."""

    PERSONNUMMER = "personnummer"
    KONTAKT = "kontakt"  # a telephone number or an e-mail address
    NAVN = "navn"
    SAK = "sak"  # a case by its pseudonym
    HELSE_ANSATT = "helse_ansatt"  # the health of somebody everyone knows who is
    FA_ANSATTE = "fa_ansatte"  # what is said of so few of the staff that it is said of each
    ETT_BARN = "ett_barn"  # one child singled out
    FA_BARN = "fa_barn"  # few children counted
    SMATALL = "smatall"  # one or two cases, decisions, placements: hidden in a table, so not in the text either

    @property
    def vist(self) -> str:
        """What it is, as a line to the one who reads it over."""
        return text(f"teksttegn.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teksttegn:
    """``start`` and ``slutt`` are places in the text that was given, so that the words can be marked where they stand;
    ``utdrag`` is those words. Never print ``utdrag`` of a person number."""

    tegn: Tegn
    utdrag: str
    start: int
    slutt: int


def text_to_read(tekst: str, navn: Navn | None = None) -> tuple[Teksttegn, ...]:
    """The places to read, in their order; the same words are told of once, as the gravest of what they are.

    ``navn``: names that are looked for (``intake.free_text.known_names``); without them none are.
    """
    found: list[Teksttegn] = []
    children = False
    for start, sentence in _sentences(tekst):
        found += _kept(_in_sentence(sentence, start, navn, after_children=children))
        children = bool(CHILD.search(sentence))
    return tuple(sorted(found, key=lambda one: (one.start, one.slutt)))


def _sentences(tekst: str) -> Iterator[tuple[int, str]]:
    """Each sentence and where it begins. «pr. februar» and «1.3» do not end one."""
    plain = _SHORTENED.sub(lambda found: found[0].replace(".", "\u2024"), tekst)
    plain = re.sub(r"(?<=\d)\.(?= ?[a-zæøå0-9])", "\u2024", plain)  # 1. kvartal, 4.5 årsverk
    for found in _SENTENCE.finditer(plain):
        yield found.start(), tekst[found.start() : found.end()]


def _in_sentence(sentence: str, start: int, navn: Navn | None, *, after_children: bool) -> Iterator[Teksttegn]:
    for kind in found_in(_LINK.sub(" ", sentence), navn or Navn(vanlige=frozenset(), ord_ogsa=frozenset())):
        yield _sign(_OF_FREE_TEXT[kind], start, 0, sentence.rstrip())
    yield from _all(Tegn.SAK, _CASE, sentence, start)
    for pattern in HEALTH_OF:
        yield from _all(Tegn.HELSE_ANSATT, pattern, sentence, start)
    for pattern in STAFF:
        yield from _all(Tegn.FA_ANSATTE, pattern, sentence, start)
    for pattern in ONE_CHILD:
        yield from _all(Tegn.ETT_BARN, pattern, sentence, start)
    if after_children or CHILD.search(sentence):
        yield from _all(Tegn.ETT_BARN, ONE_OF_THEM, sentence, start)
    for found in COUNT.finditer(sentence):
        if not ENDED.match(sentence, found.end()):
            yield _sign(Tegn.FA_BARN, start, found.start(), found[0])
    if not _PER_HUNDRED.search(sentence):
        yield from _all(Tegn.SMATALL, THINGS, sentence, start)


def _all(tegn: Tegn, pattern: re.Pattern[str], sentence: str, start: int) -> Iterator[Teksttegn]:
    return (_sign(tegn, start, found.start(), found[0]) for found in pattern.finditer(sentence))


def _sign(tegn: Tegn, start: int, at: int, words: str) -> Teksttegn:
    return Teksttegn(tegn=tegn, utdrag=words, start=start + at, slutt=start + at + len(words))


def _kept(found: Iterator[Teksttegn]) -> list[Teksttegn]:
    """Without those that lie over one that is graver."""
    kept: list[Teksttegn] = []
    for one in sorted(found, key=lambda sign: (list(Tegn).index(sign.tegn), sign.start)):
        if not any(one.start < other.slutt and other.start < one.slutt for other in kept):
            kept.append(one)
    return kept


_OF_FREE_TEXT = {
    Funn.PERSONNUMMER: Tegn.PERSONNUMMER,
    Funn.TELEFON: Tegn.KONTAKT,
    Funn.EPOST: Tegn.KONTAKT,
    Funn.NAVN: Tegn.NAVN,
}
