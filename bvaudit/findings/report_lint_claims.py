"""The summary says one thing and the chapter another: «Sykefraværet har gått ned» and «Sykefraværet økte fra 8,1 …»;
and the same share told as two.

Only sentences that begin with what they are about and say nothing more of it than a year: what is said of a part, of a
time before, or of one unit is about something else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import years
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_SUBJECT = (
    r"(?P<hva>(?:(?:Antallet|Antall|Tallet på|Talet på|Tal|Andelen|Delen|Andel) )?[A-ZÆØÅa-zæøå]{5,}"
    r"(?: (?:i|på|med|av|uten|utan|innen|innan|over|til) [a-zæøå]{3,})?)"
)
_IN_YEAR = r"(?: (?:i|for) (?P<ar{0}>(?:19|20)\d{{2}}))?"
_WAY = (
    r"(?:(?P<ned>(?:gikk|gjekk|har gått|går) ned|(?:er|ble|vart|har blitt|er blitt) (?:redusert|lavere|lågare|færre)|"
    r"har (?:sunket|falt|minket|minka)|sank|falt|minket|minka)"
    r"|(?P<opp>(?:gikk|gjekk|har gått|går) opp|(?:er|ble|vart|har blitt|er blitt) (?:høyere|høgare|flere|fleire|økt)|"
    r"har (?:økt|auka|steget|stige|vokst)|økte|auka|steg)"
    r"|(?P<likt>(?:er|var|har vært|har vore) (?:uendret|uendra)))"
)
_VALUE = r"\d[\d\u00a0 ]*(?:,\d+)?(?: prosent(?!poeng)| ?%)?"
_TAIL = (
    r"(?: (?:litt|noe|klart|betydelig|mye))?(?: med [^.,;:]{1,30}?)?"
    rf"(?: fr[aå] {_VALUE}(?: i (?:19|20)\d{{2}})? til {_VALUE})?"
    r"(?: i perioden| siste år| det siste året)?"
)
_CLAIM = re.compile(rf"{_SUBJECT}{_IN_YEAR.format('')} {_WAY}{_TAIL}{_IN_YEAR.format('2')}\s*[.!]?$")
_SHARE = re.compile(
    rf"{_SUBJECT}{_IN_YEAR.format('')} (?P<verb>var|er|ble|vart|lå på|utgjorde) (?:på )?(?P<pst>\d+(?:,\d+)?)"
    r"(?P<enhet> ?%| prosent(?!poeng)| (?:mill\.|millioner|millionar)(?: kroner| kr)?)"
    rf"{_IN_YEAR.format('2')}\s*(?:[.!]?$|, (?:mot|opp|ned|altså|det er|noe som|som er|og målet))"
)
_SUMMARY = re.compile(
    r"hov(?:ed|ud)punkt|hovudtrekk|hovudfunn|sammendrag|samandrag|oppsummer|innledning|innleiing|kort|hovedtrekk|hovedfunn|"
    r"konklusjon",
    re.I,
)
_UNIT = re.compile(
    r"avdeling|enhet|eining|bydel|kontor|team|kommune|sone|distrikt|region|tjenestested|\bnord|\bsør|\bøst|\bvest|"
    r"landet|fylket",
    re.I,
)
_TOPIC = re.compile(
    r"fr[aå]vær|ansatt|tilsett|personal|bemanning|arbeidsmiljø|melding|undersøk|tiltak|foster|omsorg|frist|økonomi|"
    r"kvalitet|resultat|nøkkeltall|nøkkeltal|status|utvikling|statistikk|barn|plan|medvirkning|medverknad",
    re.I,
)
_CAPITAL = re.compile(r"(?<=[\w,)] )[A-ZÆØÅ]")
_CLOSE = Decimal("0.3")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """``vei``: -1, 0, 1; None where it is a share, which is ``andel``."""

    hva: str
    ar: str
    verb: str
    vei: int | None
    andel: str
    enhet: str
    del_: Avsnitt
    setning: str


def summary_against_chapter(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    latest = max((ar for part in report.avsnitt for ar in years(part.tekst)), default="")
    told: list[_Claim] = []
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag not in (Slag.AVSNITT, Slag.LISTE) or _of_a_unit(part.overskrift):
            continue
        told += [one for setning in sentences_of.get(indeks, ()) if (one := _claim(setning, part)) is not None]
    for place, one in enumerate(told):
        other = next((each for each in told[:place] if _against(each, one, latest) and _alone(each, one, told)), None)
        if other is not None and one.vei is None:
            her, der = f"{one.andel}{one.enhet}", f"{other.andel}{other.enhet}"
            yield mark(one.del_, Lesetegn.ULIKT, text("rapportsjekk.ulikt", her=her, der=der), one.setning)
        elif other is not None:
            yield mark(one.del_, Lesetegn.MOTSATT, text("rapportsjekk.motsagt", der=other.setning), one.setning)


def _claim(setning: str, part: Avsnitt) -> _Claim | None:
    found = _CLAIM.match(setning)
    share = _SHARE.match(setning) if found is None else None
    one = found or share
    if one is None:
        return None
    vei = None if found is None else -1 if found["ned"] else 1 if found["opp"] else 0
    ar = one["ar"] or one["ar2"] or ""
    andel = share["pst"] if share is not None else ""
    enhet = _unit(share["enhet"]) if share is not None else ""
    verb = share["verb"] if share is not None else ""
    return _Claim(
        hva=one["hva"].casefold(), ar=ar, verb=verb, vei=vei, andel=andel, enhet=enhet, del_=part, setning=setning
    )


def _unit(said: str) -> str:
    return " %" if "mill" not in said else " mill. kroner"


def _against(one: _Claim, other: _Claim, latest: str) -> bool:
    if one.hva != other.hva or (one.vei is None) != (other.vei is None):
        return False
    if one.vei is None:
        same = one.enhet == other.enhet and one.ar == other.ar and (one.ar or one.verb == other.verb)
        return bool(same) and not _equal(one.andel, other.andel)
    same_time = one.ar == other.ar or ({one.ar, other.ar} == {"", latest})
    return one.vei != other.vei and same_time


def _equal(one: str, other: str) -> bool:
    """The same, or rounded to fewer decimals; far from each other they are of two things."""
    a, b = Decimal(one.replace(",", ".")), Decimal(other.replace(",", "."))
    decimals = min(len(one.partition(",")[2]), len(other.partition(",")[2]))
    return abs(a - b) <= Decimal(5) / Decimal(10) ** (decimals + 1) * (one.count(",") != other.count(",")) or (
        abs(a - b) > max(a, b) * _CLOSE
    )


def _alone(one: _Claim, other: _Claim, told: list[_Claim]) -> bool:
    """In one section, or in the summary and the only chapter that says it."""
    if one.del_.seksjon == other.del_.seksjon:
        return True
    if not (_SUMMARY.search(one.del_.overskrift) or _SUMMARY.search(other.del_.overskrift)):
        return False
    if not all(_SUMMARY.search(each.del_.overskrift) or _TOPIC.search(each.del_.overskrift) for each in (one, other)):
        return False  # the heading may be the name of a place
    kind = other.vei is None
    chapters = {
        each.del_.seksjon
        for each in told
        if each.hva == one.hva and (each.vei is None) == kind and not _SUMMARY.search(each.del_.overskrift)
    }
    return len(chapters) <= 1


def _of_a_unit(overskrift: str) -> bool:
    return bool(_UNIT.search(overskrift.casefold()) or _CAPITAL.search(overskrift)) and not _SUMMARY.search(overskrift)
