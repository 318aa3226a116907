"""The same thing told in two ways: another number of the same in another place, and yes and no in one section."""

import re
from collections.abc import Iterator, Mapping
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
        r"kom|registrert|registrerte|fikk|inn|meldt|løpet|året|hele|totalt|totale|samlet|samlede|til|sammen|alt|antall|"
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
_DENIED = re.compile(r"\b(?:ikke|ingen|uendret|uforandret)\b", re.I)
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
    first: dict[tuple[object, ...], tuple[Decimal, str, Avsnitt]] = {}
    told: set[tuple[tuple[object, ...], Decimal]] = set()
    for part, setning in _sentences(report, sentences_of):
        found = _total_of(setning)
        if found is None:
            continue
        key, value, shown = found
        before = first.setdefault(key, (value, shown, part))
        together = before[2].seksjon == part.seksjon or (_of_all(before[2], key) and _of_all(part, key))
        if together and before[0] != value and (key, value) not in told:
            told.add((key, value))
            yield mark(part, Lesetegn.ULIKT, text("rapportsjekk.ulikt", her=shown, der=before[1]), setning)


def _of_all(part: Avsnitt, key: tuple[object, ...]) -> bool:
    """A summary, or a chapter about the thing itself: not the chapter of one unit, which counts its own."""
    return part.seksjon <= 1 or bool(_SUMMARY.search(part.overskrift)) or key[0] in stems(part.overskrift)


def _total_of(setning: str) -> tuple[tuple[object, ...], Decimal, str] | None:
    """What a sentence says there is of something in a year, when it says nothing else: (of what, how many, as
    written)."""
    count = numbers(setning, words=False)
    year = years(setning)
    if _LOCAL.search(setning) or len(count) != 1 or count[0].prosent or len(year) != 1 or _SEQUENCE.search(setning):
        return None
    noun = re.match(r"\s+([a-zæøå]{5,})", setning[count[0].slutt :])
    if noun is None:
        return None
    rest = stems(masked(setning).replace(count[0].vist, " ", 1)) - {stem(noun[1])} - _ALL
    names = re.findall(r"(?<!^)(?<![.!?:] )\b[A-ZÆØÅ][\wæøå]+", setning)
    subject = frozenset(one for one in rest)
    return (stem(noun[1]), year, subject, tuple(sorted(names))), count[0].verdi, f"{count[0].vist} {noun[1]}"


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
    if _DENIED.search(setning):
        return None
    found = _CHANGED_BACK.search(setning) or _CHANGED.search(setning)
    if found is None:
        return None
    return next(one for one in found.groupdict().values() if one).casefold(), False
