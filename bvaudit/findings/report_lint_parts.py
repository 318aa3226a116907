"""Parts that do not make the whole, where the form of the text says that they are parts of it: after a colon, one
outcome or one place for each, «og andre» at the end, the sentence after the one with the whole, a list below, and so
many in each of so many.

Beside ``report_lint_sums``, which goes by the words for it. Wherever the text says that somebody is counted twice, that
there are others, or that the numbers are rough, nothing is said: that is what explains a sum that does not add.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bvaudit.findings.report_lint_each import in_each
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import WORD_VALUE, Tall, masked, numbers, years
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_TWICE = re.compile(
    r"\b(?:noen|nokre|nokon|begge|både|flere (?:ganger|steder|grunn\w*|tema\w*|tiltak|kategori\w*|enn|av dem)|fleire|"
    r"samme|same|overlapp\w*|mer enn (?:én|en|ett)|meir enn|telle\w*|teljast|dobbelt|summer\w*|i tillegg|kan ha|"
    r"resten av|ukjent|ukjend|ikke oppgi\w*|i løpet av året|da året|først|deretter|senere|både)\b",
    re.I,
)
_SOME = re.compile(
    r"\b(?:hvorav|herav|derav|inkludert|inklusive|medregnet|unntatt|blant annet|mellom anna|bl\.? ?a|særlig|særleg|"
    r"spesielt|først og fremst|i hovedsak|hovedsakelig|hovudsakleg|størst\w*|flest|viktigste|for eksempel|til dømes|"
    r"f\.eks|minst|(?:over|under)(?= \d)|rundt|mer enn|ca|cirka|om lag|omlag|omtrent|nesten|knapt|inntil|opptil|(?:per|"
    r"pr\.?)(?! ?\d)|mål\w*|"
    r"budsjett\w*|snitt|gjennomsnitt\w*|median\w*|avrund\w*|økt\w*|økning\w*|auk\w*|nedgang\w*)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:henlagt|henlagte|tatt (?:opp )?til undersøkelse|teke (?:opp )?til undersøking|undersøkt|lagt bort|"
    r"lagde bort|avsluttet|avslutta|endte|enda|førte til|sendt|sende|gikk til|"
    r"gjekk til|"
    r"avvist|stadfest\w*|opphev\w*|omgjort|trukket|trekt|ikke avgjort|ikkje avgjort|fått medhold|medhold|ble til|"
    r"under behandling|under handsaming|lukket|lukka|åpne|opne|utsatt|utsett|gjennomført\w*|pågår|i gang|"
    r"(?:ikke|ikkje) \w+|"
    r"ikkje starta)\b",
    re.I,
)
_PLACE = re.compile(
    r"^\s*(?:[a-zæøå]+ )?(?:(?:bor|bodde|bur|budde|er|var|jobber|arbeider) )?(?:i|på|hos|fra|frå|"
    r"ved) [\wæøåÆØÅ]+",
)
# One lives in one place and has one post; one may go to school and to a clinic.
_LIVES = re.compile(
    r"\b(?:bor|bur|bodde|budde|plassert\w*|årsverk|stilling\w*|ansatt|tilsett|jobber|arbeider|arbeidar)\b", re.I
)
_MONEY = re.compile(r"\b(?:mill\w*|kroner|kr|årsverk)\b", re.I)  # nothing is spent twice
_OTHERS = re.compile(r"\b(?:og|samt|,) (?:de |dei )?(?:andre|annet|anna|øvrige|resten)\b[^,.;:\d]{0,30}\(?\s*$", re.I)
_HEAD_OF = re.compile(
    r"^(?:Av (?:de |dei |alle |våre |dei )?(?=\d)|.{0,80}?(?:,|\() ?(?:hvorav|herav|derav) "
    r"|[^,;:]{0,60}?\d[^,;:\d]{0,30}, (?=\d+(?:,\d+)? (?:i|på|hos|ved) ))"
)
_ABOUT_SAME = re.compile(r"\b(?:gjelder|gjeld|gjaldt)\b", re.I)
_SIDES = tuple(
    (re.compile(one, re.I), re.compile(other, re.I))
    for one, other in (
        (r"\bunder \d+|\byngre enn", r"\bover(?: \d+|\W*$)|\beldre\b|\bfylt \d+"),
        (r"\bgut(?:t|ar|ane)", r"\bjent"),
        (r"\bmenn\b", r"\bkvinne"),
    )
)
_W = rf"\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+|{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))}"
_IS_A_PART = re.compile(rf"^(?:{_W}) (?:er|ble|blei|vart|var|har|hadde|gjelder|gjeld|bor|bur|av)\b", re.I)
_TOTAL = re.compile(r"^(?:Totalt|Samlet|Samla|I alt|Til sammen|Til saman|Summen er)\b")
_LABEL = re.compile(r"^[A-ZÆØÅ][\w -]{2,40}: ?\d[\d ]*(?:,\d+)? ?(?:%|prosent)?\W*$")
_TOTAL_LAST = re.compile(r"^(?: [a-zæøå]+){0,2} (?:samlet|samla|totalt|til sammen|til saman|i alt)\W*$", re.I)
_ITEM = re.compile(
    r"^(?:(?P<foran>\d[\d \u00a0]*(?:,\d+)?) (?P<hva>[^\d]{3,60})|(?P<navn>[^:(]{1,50}?)(?: ?[:–-] | \()"
    r"(?P<bak>\d[\d \u00a0]*(?:,\d+)?)(?P<pst> ?%| prosent)?\)?(?: [a-zæøå]+){0,3})[.;,]?$"
)
_NEAR = Decimal("0.2")
_LEAST = 3
_MOST_ITEMS = 30
_TAIL = 8  # words after the last number


def sums_of_parts(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag in (Slag.INNHOLD, Slag.TOPP, Slag.OVERSKRIFT):
            continue
        said = sentences_of.get(indeks, [])
        explained = bool(_TWICE.search(part.tekst))
        for place, setning in enumerate(said):
            told = in_each(setning) or _listed(said[: place + 1])
            if not explained:
                told = told or _judged(setning, said[place - 1] if place else "")
            if told:
                yield mark(part, Lesetegn.SUM, told, setning)
        if said and not explained:
            told = _below(said[-1], report.deler[indeks + 1 : indeks + 1 + _MOST_ITEMS])
            if told:
                yield mark(part, Lesetegn.SUM, told, said[-1])


def _judged(setning: str, before: str) -> str:
    alone = _colon(setning) or _of_them(setning) or _shares_and_others(setning)
    return alone or _goes_on(setning, before) or _total_after(setning, before)


def _colon(setning: str) -> str:
    """«27 ansatte: 16 kontaktpersoner, 6 i tiltak og 4 i merkantil», «12,6 millioner skyldes A (7,2), B (3,1)»."""
    head, parts_at = _head(setning)
    if not head or _SOME.search(head) or years(setning[parts_at:]):
        return ""
    rest = setning[parts_at:]
    whole = [one for one in numbers(setning[:parts_at]) if not one.prosent]
    parts = _parts(rest)
    if not whole or len(parts) < 2 or (len(parts) == 2 and len(whole) > 1) or _SOME.search(rest):
        return ""
    total = sum((one.verdi for one in parts), Decimal(0))
    if any(one.verdi == total for one in whole):
        return ""
    one = whole[0] if len(whole) == 1 else next((w for w in whole if w.verdi > max(p.verdi for p in parts)), whole[0])
    return _told(one, parts)


def _head(setning: str) -> tuple[str, int]:
    """What comes before the parts, and where they begin; empty when nothing says that there are any."""
    colon = re.search(r"(?<!\d):\s", masked(setning))
    if colon is not None:
        return setning[: colon.start()], colon.end()
    caused = re.search(r"\b(?:skyldes|skuldast|gjelder|gjeld|kommer fra|kjem fr[aå]|består av)\b", setning)
    if caused is not None and len(re.findall(r"\([^()\d]*\d[^()]*\)", setning[caused.end() :])) >= _LEAST:
        return setning[: caused.start()], caused.end()
    return "", 0


def _parts(rest: str) -> list[Tall]:
    """The numbers of a list with one number in each item; none when it is something else."""
    found = numbers(rest)
    if not found or len({one.prosent for one in found}) > 1 or found[0].prosent:
        return []
    if len(rest[found[-1].slutt :].split()) > _TAIL or re.search(r"[.;!?] ", masked(rest)):
        return []
    for one, other in pairwise(found):
        between = rest[one.slutt : other.start]
        if not re.search(r",|;| og | samt | mens ", between):
            return []
    return found


def _of_them(setning: str) -> str:
    """«Av de 90 ble 51 henlagt, mens 34 førte til hjelp og 8 …»: more than there are, and each with one outcome or one
    place."""
    head = _HEAD_OF.match(setning)
    found = numbers(setning)
    if head is None or len(found) < _LEAST or len({one.prosent for one in found}) > 1:
        return ""
    whole, parts = found[0], found[1:]
    between = setning[whole.slutt : parts[0].start]
    if _SOME.search(between) and not re.search(r"\b(?:hvorav|herav|derav)\b", between):
        return ""
    return _over(setning, whole, parts, _pieces(setning, parts))


def _goes_on(setning: str, before: str) -> str:
    """«Vi fikk 14 klager. Seks ble avvist, fire …»"""
    whole, parts = [one for one in numbers(before) if not one.prosent], numbers(setning)
    if len(whole) != 1 or len(parts) < 2 or any(one.prosent for one in parts):
        return ""
    first = parts[0].start
    if first > 0 and not re.match(r"Av (?:disse|dem|desse|dei) (?:\w+ )?$", setning[:first]):
        return ""
    if _SOME.search(before) or _IS_A_PART.match(before):
        return ""
    if len(parts) == 2 and any(a.search(setning) and b.search(setning) for a, b in _SIDES):
        return _told(whole[0], parts)
    pieces = _pieces(setning, parts)
    if len(parts) < _LEAST and not all(_OUTCOME.search(piece) for piece in pieces):
        return ""
    return _over(setning, whole[0], parts, pieces)


def _total_after(setning: str, before: str) -> str:
    """«… 1. kvartal 2, 2. kvartal 0 og 3. kvartal 4. Totalt var det 8.», «… 171 og 46, altså 227 samlet»."""
    counts = numbers(setning)
    if _TOTAL.match(setning) and len(counts) == 1 and not counts[0].prosent and not _SOME.search(before):
        colon = re.search(r"(?<!\d):\s", masked(before))
        parts = _parts(before[colon.end() if colon else 0 :].rstrip(" ."))
        return _told(counts[0], parts) if len(parts) >= _LEAST else ""
    if len(counts) >= _LEAST and _TOTAL_LAST.match(setning[counts[-1].slutt :]):
        between = setning[counts[-2].slutt : counts[-1].start]
        if re.search(
            r",? (?:altså|dvs\.?|det vil si|det vil seie|som gir|og dermed|til sammen|"
            r"til saman)\b",
            between,
        ):
            return _told(counts[-1], counts[:-1]) if not _SOME.search(setning) else ""
    return ""


def _listed(said: Sequence[str]) -> str:
    """«Korttidsfravær: 2,8 %. Langtidsfravær: 14,8 %. Totalt: 17,6 %.», each a sentence of its own."""
    last = _LABEL.match(said[-1])
    if last is None or not _TOTAL.match(said[-1]):
        return ""
    parts: list[Tall] = []
    for one in reversed(said[:-1]):
        if _LABEL.match(one) is None:
            break
        parts += numbers(one)
    whole = numbers(said[-1])
    if len(parts) < 2 or len(whole) != 1 or len({one.prosent for one in (*parts, *whole)}) > 1:
        return ""
    return _told(replace(whole[0], prosent=False), [replace(one, prosent=False) for one in parts])


def _pieces(setning: str, parts: Sequence[Tall]) -> list[str]:
    """What is said around each number: up to the next one."""
    starts = [one.slutt for one in parts]
    ends = [*(one.start for one in parts[1:]), len(setning)]
    return [setning[start:end] for start, end in zip(starts, ends, strict=True)]


def _over(setning: str, whole: Tall, parts: Sequence[Tall], pieces: Sequence[str]) -> str:
    total = sum((one.verdi for one in parts), Decimal(0))
    if total <= whole.verdi:
        return ""
    same = all(_ABOUT_SAME.search(piece) for piece in pieces)
    outcomes = sum(1 for piece in pieces if _OUTCOME.search(piece))
    places = sum(1 for piece in pieces if _PLACE.match(piece)) if _LIVES.search(setning) else 0
    money = bool(_MONEY.search(setning)) and len(parts) >= _LEAST
    of_one_kind = same or money or outcomes >= len(parts) - 1 or (places == len(parts) and len(parts) >= _LEAST)
    return _told(whole, parts) if of_one_kind else ""


def _shares_and_others(setning: str) -> str:
    """«skole (34 prosent), politi (29 prosent) og andre (25 prosent)»: with the others, it is all of them."""
    parts = [one for one in numbers(setning) if one.prosent]
    if len(parts) < _LEAST or _SOME.search(setning):
        return ""
    outcomes = sum(1 for piece in _pieces(setning, parts) if _OUTCOME.search(piece))
    if setning.startswith("Av ") and outcomes >= len(parts) - 1 and sum(one.verdi for one in parts) > 101:
        return text("rapportsjekk.sum.prosent", sum=_shown(sum((one.verdi for one in parts), Decimal(0))))
    if not _OTHERS.search(setning[: parts[-1].start]) and not _OTHERS.search(setning[parts[-2].slutt :] + " ("):
        return ""
    total = sum((one.verdi for one in parts), Decimal(0))
    slack = max(_slack(parts), Decimal(1))
    return (
        ""
        if abs(total - 100) <= slack or abs(total - 100) > 15
        else text("rapportsjekk.sum.prosent", sum=_shown(total))
    )


def _below(lead: str, after: Sequence[Avsnitt | Tabell]) -> str:
    """«De 84 barna fordeler seg slik:» and the items below."""
    whole = [one for one in numbers(lead) if not one.prosent]
    if not lead.rstrip().endswith(":") or _SOME.search(lead) or len(whole) > 1:
        return ""
    parts: list[Tall] = []
    for part in after:
        if not isinstance(part, Avsnitt) or part.slag is not Slag.LISTE:
            break
        found = _ITEM.match(part.tekst.strip())
        one = numbers(part.tekst, words=False)
        if found is None or len(one) != 1 or _SOME.search(part.tekst):
            return ""
        parts.append(one[0])
    if len(parts) < _LEAST:
        return ""
    return _told(whole[0], parts) if whole and not any(one.prosent for one in parts) else ""


def _told(whole: Tall, parts: Sequence[Tall]) -> str:
    total = sum((one.verdi for one in parts), Decimal(0))
    off = abs(total - whole.verdi)
    slack = _slack(parts) if any(one.desimaler for one in parts) else Decimal(0)
    if whole.prosent or any(one.prosent for one in parts) or max(one.verdi for one in parts) > whole.verdi:
        return ""
    if off <= slack or off > max(whole.verdi * _NEAR, Decimal(2)):
        return ""
    return text("rapportsjekk.sum.deler", sum=_shown(total), hele=whole.vist)


def _slack(parts: Sequence[Tall]) -> Decimal:
    return Decimal(len(parts)) * Decimal(5) / Decimal(10) ** (max(one.desimaler for one in parts) + 1)


def _shown(number: Decimal) -> str:
    said = f"{number:f}"
    return (said.rstrip("0").rstrip(".") if "." in said else said).replace(".", ",")
