"""The same thing told in two ways: another number of the same in another place, and yes and no in one section."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import masked, numbers, stem, stems, years
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

# What a sentence that tells of all of them may say beside the number, its noun and the year.
_ALL = frozenset(
    stem(word)
    for word in re.split(
        r"\|",
        r"kommunen|kommunens|tjenesten|barneverntjenesten|barnevernstjenesten|barnevernet|barnevern|mottok|"
        r"mottatt|mottar|"
        r"kom|registrert|registrerte|fikk|inn|meldt|løpet|året|hele|totalt|totale|samlet|samlede|til|sammen|alt|"
        r"antall|"
        r"viser|rapporten|det|være|ble|var|hadde|har|utgjorde|tilsammen|summen|dermed|virksomheten",
    )
)
_SEQUENCE = re.compile(
    r"\b(?:hvorav|herav|derav|av disse|fra|per|pr|i snitt|gjennomsnitt|minst|inntil|over|under|nesten|mål|"
    r"budsjett\w*|norm|forvent\w*|landet|nasjonal\w*|ny\w*|først\w*|kvartal|halvår\w*|måned\w*|uke)\b",
    re.I,
)
_SUMMARY = re.compile(
    r"sammendrag|oppsummer|innledning|kort|hovedtrekk|hovedfunn|konklusjon|nøkkeltall|forord|samlet", re.I
)
_LOCAL = re.compile(r"\b(?:enheten|avdelingen|bydelen|kontoret|teamet|området|sonen|distriktet|her)\b", re.I)
_RULES = (
    r"(?P<hva>regelverket|lovverket|reglene|forskriften|loven|tellemåten|definisjonen|organiseringen|rutinen|"
    r"rutinene|bemanningen|rapporteringen|kravene)"
)
_UNCHANGED = re.compile(
    rf"\b{_RULES}\b[^.;]{{0,60}}?\b(?:(?:er|var|har vært|står|holdt seg) (?:\w+ )?(?:uendret|uforandret|"
    rf"den samme|det samme|de samme)|(?:har|er|ble|har vært) ikke (?:\w+ )?endr\w+|ikke endr\w+)",
    re.I,
)
_CHANGED = re.compile(
    rf"\b{_RULES}\b[^.;]{{0,60}}?\b(?:(?:er|ble|har|har blitt|er blitt) (?:\w+ )?endr\w+|endret seg|"
    rf"endrer seg)|\bendring\w* i {_RULES.replace('hva', 'hva2')}",
    re.I,
)
_CHANGED_BACK = re.compile(
    r"\b(?:har|ble|er) (?P<hva>regelverket|lovverket|reglene|forskriften|loven|tellemåten|organiseringen|"
    r"rutinene|kravene)\b[^.;]{0,50}?\bendr\w+",
    re.I,
)
# What such a sentence may say beside what it is about.
_GENERIC = frozenset(
    stem(word)
    for word in re.split(
        r"\|",
        r"regelverket|lovverket|reglene|forskriften|loven|tellemåten|definisjonen|organiseringen|rutinen|"
        r"rutinene|bemanningen|"
        r"rapporteringen|kravene|endret|endre|endring|endringer|uendret|uforandret|seg|nevnt|oppgitt|omtalt|"
        r"tidligere|ovenfor|"
        r"delen|vist|siste|årene|ikke|likevel|imidlertid|samme|står|holdt|vært|blitt|helt|slik",
    )
)
_AT_THE_END, _YEAR_END = re.compile(r"\bårsskift|\butgangen av året|\bslutten av året", re.I), "årsskiftet"
_DENIED = re.compile(r"\b(?:ikke|ingen|uendret|uforandret)\b", re.I)
_CLAUSE = re.compile(r",\s|;|\s–\s|\bmot\b|\bog (?=\d)|\(|\)")
_CLOSE = Decimal("0.3")
_NEAR = 12  # paragraphs, where a report has no headings


def told_in_two_ways(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    yield from _other_number(report, sentences_of)
    yield from _changed_and_not(report, sentences_of)


def _sentences(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[tuple[Avsnitt, str]]:
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Avsnitt) and part.slag not in (Slag.INNHOLD, Slag.TOPP, Slag.ALTERNATIV):
            for setning in sentences_of.get(indeks, ()):
                yield part, setning


def _other_number(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    """Told where it stands for the second time: in the same chapter, or in one of them and in the summary."""
    seen: dict[tuple[object, ...], list[_Total]] = {}
    for part, setning in _sentences(report, sentences_of):
        for one in _totals(setning, part):
            before = seen.setdefault(one.hva, [])
            if all(each.verdi != one.verdi for each in before):
                other = next((each for each in before if _should_be_equal(each, one)), None)
                if other is not None:
                    yield mark(part, Lesetegn.ULIKT, text("rapportsjekk.ulikt", her=one.vist, der=other.vist), setning)
            before.append(one)


def _should_be_equal(one: "_Total", other: "_Total") -> bool:
    """Near each other, and not told of two units in their own chapters."""
    near = abs(one.verdi - other.verdi) <= max(one.verdi, other.verdi) * _CLOSE
    same = one.del_.seksjon == other.del_.seksjon
    return near and (same or _is_summary(one.del_) or _is_summary(other.del_) or (_is_of(one) and _is_of(other)))


def _is_summary(part: Avsnitt) -> bool:
    return part.seksjon <= 1 or bool(_SUMMARY.search(part.overskrift))


def _is_of(one: "_Total") -> bool:
    """Whether it stands in the chapter of the thing itself."""
    return any(str(one.hva[0]) in word for word in stems(one.del_.overskrift))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Total:
    """How many there were of something in a year. ``hva``: the noun, the year, and what else the clause is about."""

    hva: tuple[object, ...]
    verdi: Decimal
    vist: str
    del_: Avsnitt


def _totals(setning: str, part: Avsnitt) -> Iterator[_Total]:
    if _LOCAL.search(setning) or _SEQUENCE.search(setning):
        return
    for clause in _CLAUSE.split(setning):
        count, year = numbers(clause, words=False), years(clause)
        noun = re.match(r"\s+([a-zæøå]{4,})", clause[count[0].slutt :]) if len(count) == 1 else None
        if not year and _AT_THE_END.search(clause):
            year = (_YEAR_END,)
        if noun is None or len(year) != 1 or count[0].prosent:
            continue
        rest = stems(masked(clause).replace(count[0].vist, " ", 1)) - {stem(noun[1])} - _ALL
        names = tuple(sorted(re.findall(r"(?<!^)(?<![.!?:] )\b[A-ZÆØÅ][\wæøå]+", setning)))
        thing = re.sub(r"^(?:bekymrings|barneverns)", "", stem(noun[1]))
        yield _Total(hva=(thing, year, rest, names), verdi=count[0].verdi, vist=f"{count[0].vist} {noun[1]}", del_=part)


def _changed_and_not(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    """In one section, of the same rules and no other year."""
    seen: list[tuple[Avsnitt, str, bool, tuple[str, ...], frozenset[str]]] = []
    for part, setning in _sentences(report, sentences_of):
        subject = _subject(setning)
        if subject is None:
            continue
        hva, same = subject
        about = stems(setning) - _GENERIC
        for where, other, before, year, theirs in seen:
            near = where.seksjon == part.seksjon and (part.seksjon or part.nr - where.nr <= _NEAR)
            fits = near and other == hva and before != same and year == years(setning)
            if fits and (about & theirs or not (about or theirs)):
                yield mark(part, Lesetegn.MOTSATT, text("rapportsjekk.motsatt", hva=hva), setning)
                break
        seen.append((part, hva, same, years(setning), about))


def _subject(setning: str) -> tuple[str, bool] | None:
    """What is said to be changed or not, and whether it is said to be the same."""
    same = _UNCHANGED.search(setning)
    if same is not None:
        return same["hva"].casefold(), True
    found = _CHANGED_BACK.search(setning) or _CHANGED.search(setning)
    if found is None or _DENIED.search(found[0]):
        return None
    return next(one for one in found.groupdict().values() if one).casefold(), False
