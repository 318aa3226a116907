"""Which sjekkpunkter test a finding of a supervision, by its legal basis, its words and what it is about."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.findings.citing import cited
from bvaudit.findings.norwegian import Lexicon, lexicon
from bvaudit.model.kalender import vis
from bvaudit.model.rule import Hjemmel, Lov, Rule, Versjon
from bvaudit.model.tilsynsord import Tilsynsord
from bvaudit.texts import text

SHOWN = 5
_FIELDS = {"tittel": 3.0, "avvikstittel": 3.0, "sporsmal": 2.0, "avvikstekst": 1.0, "veiledning": 0.5, "formal": 0.4}
_LAW, _THROUGH_DUTY, _OTHER_LEDD, _SUBJECT_NAMED, _SUBJECT_IN_TEXT = 2.4, 0.55, 0.45, 3.5, 2.0
_SATURATION, _LENGTH = 1.4, 0.5
_LEAST, _LEAST_OF_BEST = 3.0, 0.45
_WORDS_TOLD = 3
_LATER = 0.85  # a point that can only be measured in cases after the report
_AROUND = 0.35  # what the finding around this one is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sjekkpunkt and why it is proposed, in the user's words."""

    regel: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    rule: Rule
    bag: Mapping[str, float]
    lengde: float
    plikter: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Every sjekkpunkt ready to be compared, made once for many findings."""

    points: tuple[_Point, ...]
    lover: Mapping[str, Lov]
    lexicon: Lexicon
    sjelden: Mapping[str, float]  # how telling a word is
    paragraf: Mapping[tuple[str, str], float]  # how telling a paragraph is
    avloser: frozenset[str]  # acts that share their name with an earlier or later one
    middel: float


def index(
    regler: Mapping[str, Rule], lover: Mapping[str, Lov], plikter: Mapping[str, Sequence[Hjemmel]], ord_: Tilsynsord
) -> Index:
    """``plikter``: where each duty stands, in today's act and in those before. The register's own controls and rules
    that have gone out of use are never proposed."""
    rules = [rule for _, rule in sorted(regler.items()) if rule.kontroll is None and rule.utgatt is None]
    words = lexicon(ord_, [rule.tittel for rule in rules])
    points = tuple(_point(rule, words, plikter) for rule in rules)
    return Index(
        points=points,
        lover=lover,
        lexicon=words,
        sjelden=_telling([set(point.bag) for point in points]),
        paragraf=_telling([_paragraphs(point.rule.versjoner) | point.plikter for point in points]),
        avloser=frozenset(lov for navn in ord_.lovnavn if len(navn.lover) > 1 for lov in navn.lover),
        middel=sum(point.lengde for point in points) / max(1, len(points)),
    )


def proposals(
    tekst: str, hjemler: Sequence[Hjemmel], ar: int | None, tema: str, index: Index, *, over: str = ""
) -> tuple[Proposal, ...]:
    """At most five, the best first; none when nothing fits, and then the finding must be read.

    ``ar`` is the year of the report: only points with a version that was in force then, or one of the same acts that
    came later. A report that cites only acts that were gone is read as of their time. ``over`` is the text of the
    finding this one stands in.
    """
    year = _year_of(hjemler, ar, index)
    asked = index.lexicon.bag(tekst)
    said = {**index.lexicon.said(f"{tema} {over}"), **index.lexicon.said(tekst)}
    for word, weight in index.lexicon.bag(f"{tema} {over}").items():
        asked[word] = asked.get(word, 0) + _AROUND * weight
    named, in_text = index.lexicon.subjects(tema), index.lexicon.subjects(f"{tekst} {over}")
    scored: list[tuple[float, Proposal]] = []
    for point in index.points:
        if year is not None and not _fits(point.rule, year, index.lover):
            continue
        words = _words(asked, point, index)
        law = _law(hjemler, point, index, year)
        subject = _SUBJECT_NAMED * (point.rule.tema in named) + _SUBJECT_IN_TEXT * (point.rule.tema in in_text)
        if not words and not law:
            continue
        score = sum(words.values()) + _LAW * sum(law.values()) + subject
        if year is not None and point.rule.versjoner[0].gjelder_fra > date(year, 12, 31):
            score *= _LATER
        if score >= _LEAST:
            scored.append((score, Proposal(regel=point.rule.id, grunn=_reason(words, law, point, said, index, year))))
    scored.sort(key=lambda one: (-one[0], one[1].regel))
    return tuple(proposal for score, proposal in scored[:SHOWN] if score >= _LEAST_OF_BEST * scored[0][0])


def _point(rule: Rule, words: Lexicon, plikter: Mapping[str, Sequence[Hjemmel]]) -> _Point:
    bag: dict[str, float] = defaultdict(float)
    for name, weight in _FIELDS.items():
        for word, times in words.bag(getattr(rule, name)).items():
            bag[word] += weight * times
    duties = frozenset((h.lov, h.paragraf) for plikt in rule.plikter for h in plikter.get(plikt, ()))
    return _Point(rule=rule, bag=dict(bag), lengde=sum(bag.values()), plikter=duties)


def _telling(sets: Sequence[set[str]] | Sequence[set[tuple[str, str]]]) -> dict:  # type: ignore[type-arg]
    counts = Counter(one for found in sets for one in found)
    return {one: math.log(1 + (len(sets) - n + 0.5) / (n + 0.5)) for one, n in counts.items()}


def _words(asked: Mapping[str, float], point: _Point, index: Index) -> dict[str, float]:
    """How much each word the two have in common says."""
    long = _SATURATION * (1 - _LENGTH + _LENGTH * point.lengde / index.middel)
    return {
        word: index.sjelden[word] * min(times, 2.0) * (found := point.bag[word]) / (found + long)
        for word, times in asked.items()
        if word in point.bag
    }


def _law(hjemler: Sequence[Hjemmel], point: _Point, index: Index, year: int | None) -> dict[Hjemmel, float]:
    """How much each place the finding cites says about the point: by its own basis then, else by its duties."""
    versions = [v for v in point.rule.versjoner if year is None or _in_force(v, year)] or point.rule.versjoner
    own = [h for versjon in versions for h in versjon.hjemmel]
    found: dict[Hjemmel, float] = {}
    for hjemmel in hjemler:
        place = (hjemmel.lov, hjemmel.paragraf)
        same = [h for h in own if (h.lov, h.paragraf) == place]
        share = max((_same_ledd(hjemmel, h) for h in same), default=_THROUGH_DUTY if place in point.plikter else 0)
        if share:
            found[hjemmel] = share * index.paragraf[place]
    return found


def _same_ledd(asked: Hjemmel, own: Hjemmel) -> float:
    if asked.ledd and own.ledd and not set(_ledd(asked.ledd)) & set(_ledd(own.ledd)):
        return _OTHER_LEDD
    if asked.bokstav and own.bokstav and asked.bokstav != own.bokstav:
        return _OTHER_LEDD
    return 1.0


def _ledd(ledd: str) -> Sequence[str]:
    first, dash, last = ledd.partition("-")
    return [str(n) for n in range(int(first), int(last) + 1)] if dash and first.isdigit() and last.isdigit() else [ledd]


def _paragraphs(versjoner: Sequence[Versjon]) -> set[tuple[str, str]]:
    return {(h.lov, h.paragraf) for versjon in versjoner for h in versjon.hjemmel}


def _in_force(versjon: Versjon, year: int) -> bool:
    return versjon.gjelder_fra <= date(year, 12, 31) and (
        versjon.gjelder_til_og_med is None or versjon.gjelder_til_og_med >= date(year, 1, 1)
    )


def _fits(rule: Rule, year: int, lover: Mapping[str, Lov]) -> bool:
    """A version in force that year; or a later one that rests only on acts in force then."""
    if any(_in_force(versjon, year) for versjon in rule.versjoner):
        return True
    later = next((v for v in rule.versjoner if v.gjelder_fra > date(year, 12, 31)), None)
    return later is not None and bool(later.hjemmel) and all(_is_law(lover[h.lov], year) for h in later.hjemmel)


def _is_law(lov: Lov, year: int) -> bool:
    return (lov.gjelder_fra is None or lov.gjelder_fra <= date(year, 12, 31)) and (
        lov.gjelder_til_og_med is None or lov.gjelder_til_og_med >= date(year, 1, 1)
    )


def _year_of(hjemler: Sequence[Hjemmel], ar: int | None, index: Index) -> int | None:
    """The year of the report; but where it cites only acts that another had taken over from, a year they were in force:
    then it is about what was done under them."""
    acts = [index.lover[h.lov] for h in hjemler if h.lov in index.avloser]
    if not acts or (ar is not None and any(_is_law(lov, ar) for lov in acts)):
        return ar
    last = acts[0].gjelder_til_og_med or acts[0].gjelder_fra
    return last.year if last else ar


def _reason(
    words: Mapping[str, float],
    law: Mapping[Hjemmel, float],
    point: _Point,
    said: Mapping[str, str],
    index: Index,
    year: int | None,
) -> str:
    """The law they share, then the words of the finding that said most, then since when it can be measured."""
    parts = []
    if law:
        parts.append(text("forslag.samme_hjemmel", hjemmel=", ".join(cited(tuple(law), index.lover))))
    best: list[str] = []
    for word in sorted(words, key=lambda word: (-words[word], word)):
        written = said[word]
        if not any(written in other or other in written for other in best):
            best.append(written)
    if best:
        parts.append(text("forslag.ord", ord=", ".join(f"«{written}»" for written in best[:_WORDS_TOLD])))
    first = point.rule.versjoner[0].gjelder_fra
    if year is not None and first > date(year, 12, 31):
        parts.append(text("forslag.maales_fra", dato=vis(first)))
    return "; ".join(parts)
