"""How well a heading, and what stands under it, fits each of our fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bvaudit.extract.proposal.seen import Kind, SeenColumn
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.kart import mappable_columns, mappable_tables
from bvaudit.model.koder import CODE_LISTS
from bvaudit.model.tables import Type
from bvaudit.model.words.lookup import kolonne_omtale
from bvaudit.model.words.overskrifter import BINDING, FRITEKST, HEADINGS, PERSON, SAK_ID, SAME

Words = frozenset[str]

SURE, LIKELY = 85, 50  # of 100
_SIGNS = re.compile(r"[^0-9a-zäöéü§]+")
_DAYS = frozenset({Kind.DATO, Kind.DAG_UTEN_AR, Kind.JA_OG_DATO, Kind.ORD_OG_DATO})
_FITS: Mapping[str, frozenset[Kind]] = {
    "dato": _DAYS,
    "ja_nei": frozenset({Kind.JA_NEI, Kind.JA_OG_DATO}),
    "kode": frozenset({Kind.KODER, Kind.ORD_OG_DATO, Kind.JA_NEI}),
    "tall": frozenset({Kind.TALL}),
    "paragraf": frozenset({Kind.PARAGRAF, Kind.TALL, Kind.KODER}),
    "id": frozenset({Kind.ID, Kind.TALL, Kind.TEKST, Kind.KODER, Kind.PARAGRAF}),
    "navn": frozenset({Kind.KODER, Kind.TEKST}),
}
_MISFIT = 60  # what is taken off when the content is of another kind
_NO_DAY = 30  # and when the heading says «dato» and the field is none
_DAY = frozenset({"dato"})
_UNREAD = (PERSON, FRITEKST)
_ENDINGS = ("dato", "nummer", "nr", "id", "type")  # a compound with one of these is always taken apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """``felt`` is «tabell.kolonne», the case's id, or a reason not to read. ``egne``: the heading names the table."""

    felt: str
    poeng: int
    egne: bool


def fits_of(column: SeenColumn) -> list[Fit]:
    """Every field the heading may be, best first; the content has its say."""
    said = words_of(column.overskrift)
    found = []
    for felt, phrases in _phrases().items():
        is_day = felt not in _UNREAD and kind_of_field(felt) == "dato"
        best = max((_score(said, phrase, is_day=is_day) for phrase in phrases), default=0)
        if best:
            poeng = best if _holds(felt, column.slag) else best - _MISFIT
            poeng -= _NO_DAY if said & _DAY and not is_day and felt not in _UNREAD else 0
            found.append(Fit(felt=felt, poeng=poeng, egne=_names_table(felt, said)))
    return sorted((fit for fit in found if fit.poeng > 0), key=lambda fit: (-fit.poeng, fit.felt))


def words_of(text: str) -> Words:
    """The words of a heading in the forms they are compared in: «U-sak startet» → undersøkelse, start."""
    key = _folded(heading_key(text))
    key = re.sub(r"\bu[- .]?(?:sak|s)\b", " undersokelse ", key)
    key = re.sub(r"\bunders?\.", " undersokelse ", key)
    found: list[str] = []
    for word in _SIGNS.split(key):
        if word and word not in _binding():
            found += _forms(word)
    return frozenset(one for one in found if one not in _binding())


def _folded(text: str) -> str:
    """As systems without æ, ø and å write it."""
    return text.replace("æ", "ae").replace("ø", "o").replace("å", "a")


@cache
def _binding() -> Words:
    return frozenset(map(_folded, BINDING))


@cache
def _same() -> Mapping[str, str]:
    return {_folded(word): _folded(said) for word, said in SAME.items()}


def _forms(word: str) -> list[str]:
    same = _same().get(word)
    if same is not None:
        return same.split()
    if len(word) < 5 or (word in _known_words() and not word.endswith(_ENDINGS)):
        return [word]
    for cut in range(3, len(word) - 1):
        first, rest = word[:cut], word[cut:]
        for stem in (first, first.removesuffix("s"), first.removesuffix("e")):
            if (stem in _known_words() or stem in _same()) and (rest in _known_words() or rest in _same()):
                return [*_forms(stem), *_forms(rest)]
    return [word]


@cache
def _known_words() -> frozenset[str]:
    texts = [word for phrases in HEADINGS.values() for phrase in phrases for word in _folded(phrase).split()]
    return frozenset({*texts, *(word for said in _same().values() for word in said.split())})


@cache
def _phrases() -> Mapping[str, tuple[Words, ...]]:
    """Field → what it may be called: the list of headings, and our own words for it."""
    named = {felt: [words_of(phrase) for phrase in phrases] for felt, phrases in HEADINGS.items()}
    for tabell in mappable_tables():
        for kolonne in mappable_columns(tabell):
            if kolonne != SAK_ID and not kolonne.endswith("_id") and f"{tabell}.{kolonne}" in named:
                named[f"{tabell}.{kolonne}"].append(words_of(kolonne_omtale(tabell, kolonne).navn))
    return {felt: tuple(dict.fromkeys(phrases)) for felt, phrases in named.items()}


@cache
def known_headings() -> frozenset[str]:
    """Headings as ``heading_key`` gives them, for finding the row they stand in."""
    return frozenset(heading_key(phrase) for phrases in HEADINGS.values() for phrase in phrases)


def _score(said: Words, phrase: Words, *, is_day: bool) -> int:
    """100 when they are the same words; less for each word that only one of them has. A day need not say that it is
    one, and what says so is seldom anything else."""
    if is_day:
        said, phrase = said - _DAY or said, phrase - _DAY or phrase
    both = said & phrase
    if not both or (phrase - both and said - both):
        return 0
    return round(100 * len(both) / max(len(said), len(phrase)) - (10 if phrase - both else 0))


def _holds(felt: str, slag: Kind) -> bool:
    return slag is Kind.TOM or felt in _UNREAD or slag in _FITS[kind_of_field(felt)]


def kind_of_field(felt: str) -> str:
    if felt == SAK_ID:
        return "id"
    tabell, _, kolonne = felt.partition(".")
    if (tabell, kolonne) in CODE_LISTS:
        return "kode"
    if kolonne in ("kapittel", "paragraf"):
        return "paragraf"
    match mappable_columns(tabell)[kolonne]:
        case Type.DATO:
            return "dato"
        case Type.BOOL:
            return "ja_nei"
        case Type.HELTALL:
            return "tall"
        case _:
            return "id" if kolonne.endswith(("_id", "nummer")) else "navn"


def _names_table(felt: str, said: Words) -> bool:
    """Whether the heading has a word that only this table's fields are called by."""
    tabell = felt.partition(".")[0]
    return bool(said & _words_of_tables().get(tabell, frozenset()))


@cache
def _words_of_tables() -> Mapping[str, Words]:
    by_table: dict[str, set[str]] = {}
    for felt, phrases in _phrases().items():
        by_table.setdefault(felt.partition(".")[0], set()).update(*phrases)
    return {tabell: frozenset(words - _others(by_table, tabell)) for tabell, words in by_table.items()}


def _others(by_table: Mapping[str, Iterable[str]], tabell: str) -> set[str]:
    return {word for other, words in by_table.items() if other != tabell for word in words}
