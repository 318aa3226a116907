"""Figures and tables nobody has said the source of, and sections whose numbers have none while the others do.

A report that says once where its numbers come from has said it of all of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bvaudit.findings.report_lint_figures import TABELL, Figurtekst, captions
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import numbers
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_LINE = re.compile(
    r"\W*(?:data|tall|tal)?(?:kilde|kjelde)[rn]?(?: (?:til|for) [^:]{1,40})?\s*[:–-]\s*(?P<hva>.*)", re.I | re.S
)
_SAID = re.compile(
    r"\bkilde|\bkjelde|\bhentet (?:ut )?(?:fra|i)|\bifølge\b|\bbasert på\b|\bbygger på|\btatt ut\b|\buttrekk\w*|"
    r"\btall(?:ene|grunnlaget|materialet)? (?:er |kommer |stammer |hentes )?"
    r"(?:fr[aå]|i(?! (?:prosent|hele|heile|antall|mill|tusen|1|kroner)))\b|\b(?:tall|"
    r"data)?grunnlag(?:et)?(?: er)?:?|"
    r"\bfagsystem\w*|\bSSB\b|\bStatistisk sentralbyrå|\bKOSTRA|\bBufdirs?\b|\bhalvårsrapport\w*|\brapporter\w* til\b|"
    r"\bregisteret\b|\bbarnevernsregist\w*|\begne (?:tall|registreringer|data)|\b\w*spørreundersøkelse\w*|"
    r"\bHR-system\w*|\bVisma\b|"
    r"\bModulus\b|\bFamilia\b|\b\w*regnskap\w*|\bmedarbeiderundersøkelse\w*|\bgjennomgang\w* av|\bopptelling|"
    r"\bfra journal\w*|"
    r"\binternrevisjonen\b|\bsaksgjennomgang\w*|\bstatistikk fra\b|\bøkonomisystem\w*|\bpersonalsystem\w*|"
    r"\btiltakslist\w*",
    re.I,
)
_OF_ALL = re.compile(
    r"\b(?:alle (?:tall|figurer|tabeller|grafer|data)|tallene i (?:denne )?(?:rapporten|notatet|meldingen|"
    r"dokumentet|redegjørelsen|tabellene)|der (?:ikke annet|annet ikke) er|"
    r"hvis ikke annet|når ikke annet|om ikke annet|med mindre annet|tallgrunnlaget|datagrunnlaget|"
    r"kilde for (?:alle|rapporten))\b",
    re.I,
)
_METHOD = re.compile(
    r"\W*(?:\d[\d.]*\s*)?(?:kilder?|kjelder?|kildeliste|kjeldeliste|datagrunnlag\w*|tallgrunnlag\w*|metode.*|"
    r"datakilder?|"
    r"grunnlag\w*|om tallene.*|referanser|litteratur\w*)\W*",
    re.I,
)
_NO_CLAIM = re.compile(
    r"sammendrag|oppsummer|innledning|bakgrunn|konklusjon|vurdering|veien videre|tiltak|mål|anbefaling|vedlegg|"
    r"innhold|forord|hovedfunn",
    re.I,
)
_OF_SEVERAL = re.compile(
    r"\b(?:begge|alle|figurene|grafene|tabellene|figurane|tabellane|(?:figur|tabell|graf) \d[\d.]* (?:og|til|"
    r"–))",
    re.I,
)
_DECIDED = re.compile(r"^(?:ansvar\w*|frist|status|sannsynlig\w*|sannsynleg\w*|konsekvens\w*|risiko\w*)$", re.I)
_HOLDS_NUMBER = re.compile(r"[<>≤≥]?\s*-?\d[\d\s.,]*\s?(?:%|prosent|kr|mill\.?|pp\.?|prosentpoeng)?.{0,25}")
_NOTHING = " .…_-–?"
_A_SENTENCE = 4  # words
_NOTE_LEAST = 3  # lines with a source before a section without one stands out
_NUMBERS_LEAST, _NUMBERS_SOME = 3, 2
_MOST = 2_000  # signs of a paragraph that are looked at


def missing_sources(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    yield from _empty_lines(report)
    if _said_of_all(report):
        return
    named = captions(report)
    texts: dict[int, list[Avsnitt]] = defaultdict(list)
    for part in report.avsnitt:
        if part.slag is not Slag.INNHOLD:
            texts[part.seksjon].append(part)
    bare = [one for one in named if not _has_source(one, report, texts[_section(one)]) and _is_counted(one, report)]
    for seksjon in dict.fromkeys(_section(one) for one in bare):
        first = [one for one in bare if _section(one) == seksjon]
        hva = ", ".join(f"{one.familie} {one.nr}".strip() for one in first[:3])
        told = text("rapportsjekk.kilde.figur", hva=hva)
        yield mark(first[0].del_, Lesetegn.KILDE, told, _shown(first[0]))
    if not bare:
        yield from _the_one_without(report, named)
        yield from _sections(report, texts)


def _section(one: Figurtekst) -> int:
    return one.del_.seksjon


def _shown(one: Figurtekst) -> str:
    return f"{one.familie} {one.nr} {one.tekst}".strip()


def _empty_lines(report: Fremmedrapport) -> Iterator[Lesemerke]:
    """«Kilde:» and nothing, before a heading or the end."""
    parts = list(report.deler)
    lines = (_LINE.fullmatch(part.tekst) for part in report.avsnitt if part.slag is not Slag.INNHOLD)
    inline = any(found is not None and found["hva"].strip(_NOTHING) for found in lines)
    for place, part in enumerate(parts):
        found = _LINE.fullmatch(part.tekst) if isinstance(part, Avsnitt) and part.slag is not Slag.INNHOLD else None
        if found is None or found["hva"].strip(_NOTHING) or not isinstance(part, Avsnitt):
            continue
        if _ends_here(parts[place + 1] if place + 1 < len(parts) else None, inline=inline):
            yield mark(part, Lesetegn.KILDE, text("rapportsjekk.kilde.tom"), part.tekst)


def _ends_here(after: Avsnitt | Tabell | None, *, inline: bool) -> bool:
    """Whether no source can follow: a heading, a figure, or, where the others stand on the line, a whole sentence."""
    if not isinstance(after, Avsnitt):
        return True
    if after.slag in (Slag.OVERSKRIFT, Slag.BILDETEKST) or after.bilder:
        return True
    sentence = after.tekst.rstrip().endswith(".") and len(after.tekst.split()) >= _A_SENTENCE
    return inline and after.slag is Slag.AVSNITT and sentence and not _SAID.search(after.tekst)


def _said_of_all(report: Fremmedrapport) -> bool:
    for part in report.avsnitt:
        if part.slag is Slag.OVERSKRIFT and _METHOD.fullmatch(part.tekst):
            return True
        if _OF_ALL.search(part.tekst) and _SAID.search(part.tekst):
            return True
    return False


def _the_one_without(report: Fremmedrapport, named: Sequence[Figurtekst]) -> Iterator[Lesemerke]:
    """Each of the others has its own line, and exactly one has none before the next figure."""
    lines = [part for part in report.avsnitt if part.slag is not Slag.INNHOLD and _LINE.fullmatch(part.tekst)]
    if any(_OF_SEVERAL.search(part.tekst) for part in lines):
        return
    own, without = 0, []
    ends = [*(one.indeks for one in named[1:]), len(report.deler)]
    for one, end in zip(named, ends, strict=False):
        under = [part for part in report.deler[one.indeks + 1 : end] if isinstance(part, Avsnitt)]
        if any(_LINE.fullmatch(part.tekst) for part in under):
            own += 1
        elif not (_SAID.search(one.tekst) or any(_SAID.search(part.tekst) for part in under) or _in_table(one, report)):
            without.append(one)
    if len(without) != 1 or own < _NOTE_LEAST or _source_told_elsewhere(without[0], report):
        return
    hva = f"{without[0].familie} {without[0].nr}".strip()
    yield mark(without[0].del_, Lesetegn.KILDE, text("rapportsjekk.kilde.figur", hva=hva), _shown(without[0]))


def _is_counted(one: Figurtekst, report: Fremmedrapport) -> bool:
    """Not a table of measures with who and when, or of risks: what a report decides has no source."""
    near = report.deler[max(one.indeks - 1, 0) : one.indeks + 2]
    table = next((part for part in near[::-1] if isinstance(part, Tabell)), None)
    if one.familie != TABELL or table is None:
        return True
    if any(_DECIDED.search(cell) for cell in table.rader[0]):
        return False
    return any(_HOLDS_NUMBER.fullmatch(cell.strip()) for row in table.rader[1:] for cell in row[1:])


def _source_told_elsewhere(one: Figurtekst, report: Fremmedrapport) -> bool:
    number = re.compile(rf"(?<![\d.]){re.escape(one.nr)}(?![\d]|\.\d)")
    return any(
        _SAID.search(part.tekst) and number.search(part.tekst) for part in report.avsnitt if part is not one.del_
    )


def _has_source(one: Figurtekst, report: Fremmedrapport, section: Sequence[Avsnitt]) -> bool:
    """In its own text, under it, or anywhere in its section."""
    if _SAID.search(one.tekst):
        return True
    if section and one.del_.seksjon == 0 and len(section) > _FAR:
        near = report.deler[max(0, one.indeks - _AROUND) : one.indeks + _AROUND]
        return any(_SAID.search(part.tekst) for part in near if isinstance(part, Avsnitt))
    return any(_SAID.search(part.tekst) for part in section) or _in_table(one, report)


def _in_table(one: Figurtekst, report: Fremmedrapport) -> bool:
    near = report.deler[one.indeks : one.indeks + 2]
    return any(
        _SAID.search(cell) for part in near if not isinstance(part, Avsnitt) for row in part.rader[-1:] for cell in row
    )


def _sections(report: Fremmedrapport, texts: Mapping[int, Sequence[Avsnitt]]) -> Iterator[Lesemerke]:
    """Where most sections with numbers have a line with the source, one without stands out."""
    with_line = 0
    without: list[tuple[int, Avsnitt]] = []
    for seksjon, parts in texts.items():
        said = [part for part in parts if part.slag in (Slag.AVSNITT, Slag.LISTE)]
        told = [one for part in said for one in numbers(part.tekst[:_MOST], words=False)]
        count = sum(1 for one in told if one.prosent or one.desimaler)
        if seksjon == 0 or not told:
            continue
        if any(_LINE.fullmatch(part.tekst) for part in parts):
            with_line += 1
        elif _NO_CLAIM.search(parts[0].overskrift):
            continue
        elif count >= _NUMBERS_SOME and not any(_SAID.search(part.tekst) for part in parts):
            without.append((count, said[0]))
    if with_line < _NOTE_LEAST or len(without) > with_line:
        return
    alone = len(without) == 1
    for count, part in without:
        if count < _NUMBERS_LEAST and not alone:
            continue
        yield mark(part, Lesetegn.KILDE, text("rapportsjekk.kilde.avsnitt"), part.tekst)


_FAR, _AROUND = 40, 15  # paragraphs, where a report has no headings
