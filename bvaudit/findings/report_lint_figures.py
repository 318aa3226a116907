"""Figures and tables of a report: where their texts stand, and where they are referred to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell

GRAF, TABELL = "graf", "tabell"
_FAMILY = r"graf|figur|fig\.|diagram|bilde|illustrasjon|kart|tabell|tab\."
_CAPTION = re.compile(
    rf"\s*(?P<slag>{_FAMILY})\s*\.?\s*(?P<nr>\d{{1,3}}(?:[.-]\d{{1,3}})*[a-z]?)(?!\d|%|,\d|"
    rf" %)(?P<rest>.*)",
    re.I | re.S,
)
_BARE = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){2,})\.?\s*")
_SEPARATOR = re.compile(r"\s*[.:–—|-]\s*")
# What follows the number in a sentence that begins with it: «Graf 3.1 viser …».
_GOES_ON = re.compile(r"[.,]?\s*(?:og|til|–|samt|,)\s*\d|[.,]?\s+[a-zæøå]")
# «tabell 1 og 45 meldinger» names one table: a whole number with a word after it is a count.
_FIRST = r"\d{1,3}(?:\.\d{1,3})*[a-zæøå]?(?![\w%]|[.,]\d| ?%| prosent)"
_NEXT = r"(?:\d{1,3}(?:\.\d{1,3})+[a-z]?|"
_NEXT += r"\d{1,3}(?! (?!viser|syner|gir|gjelder|gjeld)[a-zæøå]*(?:er|ar|barn)\b))(?![\w%]|[.,]\d| ?%| prosent)"
_REFERENCE = re.compile(
    r"(?<![\w-])(?P<slag>graf|figur|fig|diagram|tabell|tab)(?:ene|ane|en|er|ar|a|met|ma)?\.? ?"
    rf"(?P<nr>{_FIRST}(?:(?:,| og| eller| samt| til|–|-| –) ?(?:(?:graf|figur|tabell) )?{_NEXT})*)",
    re.I,
)
_ONE = re.compile(r"\d{1,3}(?:\.\d{1,3})*[a-z]?")
_RANGE = re.compile(r"(\d{1,2}) ?(?:–|-|til) ?(\d{1,2})")
# What lies outside the report: a table of Statistics Norway, an annex, last year's report.
_ELSEWHERE = re.compile(
    r"\b(?:vedlegg\w*|vedlagt\w*|fjor\w*|forrige|NOU|Meld\. St|Prop\.|SSB\w*|Statistikkbanken|Bufdir\w*|"
    r"Helsetilsynet\w*|"
    r"Kommunemonitor\w*|KOSTRA|regneark\w*|arbeidsbok\w*|Excel\w*|arket|rapporten (?:fra|for|til|om)|\w+s rapport|"
    r"(?:års|tilstands|halvårs|revisjons|tilsyns)rapporten (?:fra|for)|veileder\w*|rundskriv\w*|forskrift\w*|notatet|"
    r"utredning\w*|utgreiing\w*|høringsnotat\w*|høyringsnotat\w*|proposisjon\w*|stortingsmelding\w*|artikkel\w*|"
    r"presentasjon\w*|"
    r"budsjett\w*|økonomiplan\w*|handlingsplan\w*|kvalitetsmelding\w*)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figurtekst:
    """The text that names a figure or a table. ``familie``: graf or tabell; empty = it only has a number. ``del_`` is
    where it stands, and ``tekst`` what it says after the number."""

    familie: str
    nr: str
    tekst: str
    del_: Avsnitt | Tabell
    indeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Henvisning:
    """``vist`` is how it is written: «graf 3.13»."""

    familie: str
    nr: str
    vist: str
    setning: str
    del_: Avsnitt | Tabell
    indeks: int
    utenfor: bool = False


def family(slag: str) -> str:
    return TABELL if slag.casefold().startswith("tab") else GRAF


def captions(report: Fremmedrapport) -> list[Figurtekst]:
    """In the order they stand; lines of a list of contents are none."""
    found: list[Figurtekst] = []
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Tabell):
            first = next((cell for row in part.rader[:1] for cell in row if cell), "")
            one = _caption(first, part, indeks, surely=False)
        elif part.slag is Slag.INNHOLD:
            continue
        else:
            one = _caption(part.tekst, part, indeks, surely=part.slag is Slag.BILDETEKST)
        if one is not None:
            found.append(one)
    return found


def _caption(tekst: str, part: Avsnitt | Tabell, indeks: int, *, surely: bool) -> Figurtekst | None:
    bare = _BARE.fullmatch(tekst)
    if bare is not None and isinstance(part, Avsnitt):
        return Figurtekst(familie="", nr=bare[1], tekst="", del_=part, indeks=indeks)
    found = _CAPTION.match(tekst)
    if found is None:
        return None
    rest = found["rest"]
    if not surely and not _names(rest):
        return None
    said = _SEPARATOR.sub("", rest, count=1) if _SEPARATOR.match(rest) else rest
    nr = found["nr"].replace("-", ".")
    return Figurtekst(familie=family(found["slag"]), nr=nr, tekst=said.strip(), del_=part, indeks=indeks)


def _names(rest: str) -> bool:
    """Whether what follows the number is a title, and not the rest of a sentence that begins with the figure."""
    if _GOES_ON.match(rest):
        return False
    if re.match(r"\s*[:–—-]", rest):
        return True
    said = _SEPARATOR.sub("", rest, count=1).lstrip() if _SEPARATOR.match(rest) else rest.lstrip()
    return not said or said[:1].isupper() or said[:1].isdigit() or said[:1] in '«"“('


def references(report: Fremmedrapport, sentences_of: dict[int, list[str]]) -> Iterator[Henvisning]:
    """``sentences_of``: index of a part → its sentences. A text of a figure is no reference to itself."""
    own = {one.indeks for one in captions(report)}
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Avsnitt) and part.slag in (Slag.INNHOLD, Slag.TOPP):
            continue
        for setning in sentences_of.get(indeks, ()):
            start = _CAPTION.match(setning) if indeks in own else None
            for found in _REFERENCE.finditer(setning, start.end("nr") if start else 0):
                for nr in _numbers(found["nr"]):
                    slag = "tabell" if found["slag"].casefold().startswith("tab") else found["slag"].casefold()
                    yield Henvisning(
                        familie=family(slag),
                        nr=nr,
                        vist=f"{slag} {nr}",
                        setning=setning,
                        del_=part,
                        indeks=indeks,
                        utenfor=bool(_ELSEWHERE.search(setning)),
                    )


def _numbers(said: str) -> Iterator[str]:
    """«3.13 og 3.14» are two, «2–4» three."""
    span = _RANGE.fullmatch(said.strip())
    if span and 0 < int(span[2]) - int(span[1]) <= 20:
        yield from (str(n) for n in range(int(span[1]), int(span[2]) + 1))
        return
    yield from _ONE.findall(said)
