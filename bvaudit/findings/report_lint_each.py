"""«60 saker, 15 i hver av de fem enhetene»: so many in each of so many, and the whole."""

import re
from decimal import Decimal

from bvaudit.findings.report_lint_words import WORD_VALUE, numbers
from bvaudit.texts import text

_W = rf"\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+|{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))}"
_EACH = re.compile(
    rf"(?<![\w,.])(?P<a>{_W})(?: \w+){{0,3}}? (?:i|på|fra|frå|for|til|hos) (?:hver|hvert|kvar|"
    rf"kvart)(?: (?:enkelt|einskild))?"
    rf"(?: av)?(?: (?:de|dei))? (?P<b>{_W})\b",
    re.I,
)
_EACH_FIRST = re.compile(
    rf"\b(?:hver|hvert|kvar|kvart) av (?:de |dei )?(?P<b>{_W}) \w+ (?:\w+ ){{1,3}}?(?P<a>{_W})(?: \w+)?(?=,)", re.I
)


def in_each(setning: str) -> str:
    """«60 saker, 15 i hver av de fem enhetene»."""
    found = _EACH.search(setning) or _EACH_FIRST.search(setning)
    if found is None or re.search(r"\b(?:minst|inntil|opptil|om lag|rundt|ca|omtrent|snitt\w*)\b", setning, re.I):
        return ""
    a, b = _value(found["a"]), _value(found["b"])
    others = [one for one in numbers(setning) if one.slutt <= found.start() or one.start >= found.end()]
    if len(others) != 1 or others[0].prosent or not a or not b:
        return ""
    whole, between = others[0], setning[others[0].slutt : found.start()]
    if whole.start > found.end():
        between = setning[found.end() : whole.start]
        if not re.search(r"\b(?:i alt|til sammen|til saman|totalt|samlet)\b", between, re.I):
            return ""
    elif not re.fullmatch(r"(?: \w+){1,3}[,:(–-] ?\(?", between):
        return ""
    if whole.verdi == a * b or abs(whole.verdi - a * b) > max(whole.verdi, a * b) / 2:
        return ""
    return text("rapportsjekk.sum.deler", sum=f"{a * b:f}", hele=whole.vist)


def _value(said: str) -> Decimal:
    word = WORD_VALUE.get(said.casefold())
    return Decimal(word) if word is not None else Decimal(re.sub(r"\s", "", said))
