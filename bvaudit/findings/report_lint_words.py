"""Sentences, numbers and words of a Norwegian report, as the signs of the linter read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_NOT_AN_END = re.compile(
    r"(?:\b(?:bl\.? ?a|f\.? ?eks|jf|jfr|pr|ca|nr|kap|st|kl|dvs|osv|mv|m\.v|pkt|avd|tlf|evt|inkl|ifm|mht|hhv|"
    r"bvl|fvl|art|"
    r"tab|fig|graf|mill|mrd|mfl|m\.fl|vedr|o\.l|ekskl|maks|gj\.?sn|[A-ZÆØÅ])|\b\d{1,2})\.$",
    re.I,
)
_END = re.compile(r"[.!?…](?=[»\"”')\]]*\s)[»\"”')\]]*\s+|\n+")
# What is written with digits and counts nothing: days, sections of the law, places in a report, ages, links.
_NO_COUNT = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+"
    r"|\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.(?!\d)|\b(?:19|20)\d{2}[-.]\d{1,2}[-.]\d{1,2}\b"
    r"|\b(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\b(?![.,]?\d)"
    r"|\b\d{1,2}\.?(?: (?:og|til) \d{1,2}\.)? ?(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|"
    r"november|desember)\b(?: (?:19|20)\d{2})?"
    r"|§+\s*[\d-]+(?:\s*[a-z]\b)?(?:,? (?:og|til|jf\.?) §*\s*[\d-]+)*"
    r"|\b(?:graf(?:en|ene)?|figur(?:en|ene)?|fig|tabell(?:en|ene)?|diagram(?:met)?|punkt(?:ene)?|pkt|kapittel|"
    r"kap|avsnitt|"
    r"del|vedlegg|side|s|f|funksjon(?:ene)?|støttefunksjon|art|artikkel|kode|konto|ansvar|versjon|fase|trinn|nivå|"
    r"nr|nummer|sak|saksnummer|arkivsak|Prop|Meld\. St|NOU|LOV|FOR|BV-?|runde|vedtak|ledd|spørsmål|mål|tiltak|"
    r"tilsyn|rom|klasse|uke)\.? "
    r"?(?:nr\.? )?\d[\d./:-]*(?:(?: og| til|–|-) ?\d[\d./:-]*(?!\d|,\d))*"
    r"|\bkl\.? ?\d{1,2}(?:[.:]\d{2})?|\b\d{1,2}:\d{2}\b"
    r"|\b\d+\. (?=[a-zæøå])|\b\d+(?:[.,]\d+)?\s?(?:[–-]|til|og|eller)\s?\d+(?:[.,]\d+)? ?(?:år(?!sverk)|måneder|mnd|"
    r"uker|dager|timer)\w*"
    r"|\b\d+(?:[.,]\d+)?[ -]?(?:år\b|års(?!verk)|åring|måned|mnd|uke[rn]?\b|dag\b|dager|time[rn]?\b|minutt|skolepoeng|"
    r"km\b|kvm\b)\w*"
    r"|\b(?:19|20)\d{2}[/–-]\d{2,4}\b|\b\d{2}/\d{2,}\b|\b\d+/\d+\b",
    re.I,
)
_NUMBER = re.compile(
    r"(?<![\w.,§])(?P<tall>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\w§]|[.,]\d|"
    r"-\w)(?P<pst>\s?%| ?prosent\b(?!poeng))?"
    r"|\b(?P<ord>ingen|null|én|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|"
    r"sytten|atten|nitten|tjue|tretti|førti|femti|hundre)\b(?P<ordpst> prosent\b(?!poeng))?",
    re.I,
)
_WORDS = re.split(
    r"\|",
    r"ingen|én|to|tre|fire|fem|seks|sju|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue",
)
WORD_VALUE = {
    **{word: value for value, word in enumerate(_WORDS)},
    "null": 0, "ett": 1, "syv": 7, "tretti": 30, "førti": 40, "femti": 50, "hundre": 100,
}  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d{2}")
_AN_END = 12  # signs of the longest word that ends with a full stop and no sentence
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_COMMON = frozenset(
    re.split(
        r"\|",
        r"og|i|er|en|et|ei|av|som|har|til|det|den|de|med|eller|på|for|fra|om|at|var|ble|blir|bli|blitt|vært|hadde|vi|"
        r"oss|vår|vårt|våre|sin|sitt|sine|der|her|dette|denne|disse|ved|men|så|også|enn|etter|før|under|over|"
        r"mot|hos|inn|"
        r"ut|opp|ned|når|da|nå|kan|skal|vil|må|bør|se|ser|du|man|alle|hver|noe|noen|flere|andre|samme|år|året|totalt|"
        r"samlet|alt|sammen|antall|antallet|tallet|tallene|prosent|andel|andelen|mens|hvor|hva|hvem|tilsvarer|altså|"
        r"dermed|derfor|bare|kun|godt|ca|cirka|rundt|omtrent|om lag|lag|gang|ganger|dvs|perioden",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tall:
    """A number as it stands in a text: ``vist`` are its signs and ``start`` and ``slutt`` their places. ``desimaler``
    are those shown; ``ord``: written in letters."""

    verdi: Decimal
    vist: str
    start: int
    slutt: int
    prosent: bool = False
    desimaler: int = 0
    ord: bool = False

    @property
    def ar(self) -> bool:
        """Whether it is a year, and not a count."""
        return not self.prosent and YEAR.fullmatch(self.vist) is not None


def sentences(text: str) -> Iterator[str]:
    """«pr. februar», «1. kvartal» and «ca. 40» do not end one."""
    start = 0
    for found in _END.finditer(text):
        before = text[start : found.start() + 1]
        after = text[found.end() : found.end() + 1]
        if found[0].strip() == "." and _NOT_AN_END.search(before[-_AN_END:]) and (after.islower() or after.isdigit()):
            continue
        if found[0].startswith((".", "…")) and after.islower():
            continue
        if before.strip():
            yield text[start : found.end()].strip()
        start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text with everything that only looks like a count blanked out; every other sign keeps its place."""
    if not any(sign.isdigit() for sign in text):
        return text
    return _NO_COUNT.sub(lambda found: " " * len(found[0]), text)


def numbers(text: str, *, words: bool = True, years: bool = False) -> list[Tall]:
    """The counts and shares in a text; years only when asked for."""
    found = [one for each in _NUMBER.finditer(masked(text)) if (one := _number(each)) is not None]
    return [one for one in found if (words or not one.ord) and (years or not one.ar)]


def years(text: str) -> tuple[str, ...]:
    """Every year named, each once; those in a range as well."""
    return tuple(dict.fromkeys(re.findall(r"(?<![\d,])(?:19|20)\d{2}(?!\d|,\d)", text)))


def value_of(cell: str) -> Tall | None:
    """A cell that is a number and nothing else; None when it is not."""
    plain = cell.strip().strip("*").replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    found = re.fullmatch(r"(?:kr\.? ?)?(-?\d{1,3}(?: \d{3})+|-?\d+)([.,]\d+)?(\s?%)?(?: ?(?:kr|mill\.?|døgn))?", plain)
    if found is None:
        return None
    said = found[1].replace(" ", "") + (found[2] or "").replace(",", ".")
    decimals = len(found[2]) - 1 if found[2] else 0
    return Tall(
        verdi=Decimal(said), vist=cell.strip(), start=0, slutt=len(cell), prosent=bool(found[3]), desimaler=decimals
    )


def stems(text: str) -> frozenset[str]:
    """What a sentence is about: its words without endings, and without those every sentence has."""
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON)


def stem(word: str) -> str:
    """The word without the commonest endings; «meldinger» and «meldingene» are one."""
    word = word.casefold()
    for ending in (
        "ingene",
        "inger",
        "ingen",
        "elsene",
        "elser",
        "elsen",
        "ene",
        "ane",
        "ene",
        "er",
        "en",
        "et",
        "e",
        "a",
        "s",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            kept = {"ingene": "ing", "inger": "ing", "ingen": "ing", "elsene": "else", "elser": "else", "elsen": "else"}
            root = word[: -len(ending)] + kept.get(ending, "")
            return root.removesuffix("e") if root.endswith("else") else root
    return word


def quoted(text: str, length: int = 70) -> str:
    """As much of a text as is needed to find it again."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rsplit(' ', 1)[0]} …"


def _number(found: re.Match[str]) -> Tall | None:
    word = found["ord"]
    if word:
        value = WORD_VALUE[word.casefold()]
        return Tall(
            verdi=Decimal(value),
            vist=found[0],
            start=found.start(),
            slutt=found.end(),
            prosent=bool(found["ordpst"]),
            ord=True,
        )
    said = re.sub(r"\s", "", found["tall"]).replace(",", ".")
    try:
        value_ = Decimal(said)
    except InvalidOperation:
        return None
    return Tall(
        verdi=value_,
        vist=found["tall"],
        start=found.start(),
        slutt=found.end(),
        prosent=bool(found["pst"]),
        desimaler=len(said.partition(".")[2]),
    )
