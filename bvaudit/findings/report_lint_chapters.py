"""«Se kapittel 6» in a report whose chapters are 1 to 4.

Only where the numbers of the headings are typed and run from 1: those Word sets itself are not in the text. Chapters of
a law, a plan or another report are theirs.
"""

import re
from collections.abc import Iterator, Mapping

from bvaudit.findings.report_lint_marks import mark
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_HEADING = re.compile(r"(?:kapittel )?(?P<nr>\d{1,2}(?:\.\d{1,2})*)[.:]?\s+\S", re.I)
_CITED = re.compile(
    r"\b(?:(?P<slag>kapittel|kap\.) ?(?P<nr>\d{1,2}(?:\.\d{1,2})*)|(?P<slag2>punkt|pkt\.|avsnitt|del) "
    r"?(?P<nr2>\d{1,2}(?:\.\d{1,2})+))(?![\d%]|[.,/-]\d| ?%| prosent)",
    re.I,
)
_THEIRS = re.compile(
    r"\w*lov(?:en|a|ens)?\b|§|\w*(?:forskrift|plan|rutine|veileder|rettleiar|rundskriv|instruks|reglement|"
    r"avtale|standard|håndbok|strategi|budsjett|melding|retningslinje|prosedyre)(?:en|a|et|ene|ens|n|r)?\b|"
    r"\bNOU\b|\bProp\b|\bMeld\b|"
    r"\bBufdir|\bHelsetilsyn|\bSSB\b|\bKOSTRA\b|\bbok\w*|\bpost\b|\bvedlegg|\bvedtak|kvalitetssystem\w*|"
    r"\b\w*(?:rapporten|notatet|grunnlaget|saken|saksframlegget) (?:fra|for|til|om)|fjor\w*|forrige|"
    r"kunnskapsgrunnlag\w*",
    re.I,
)
_LEAST = 2


def dead_chapters(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    there = _numbered(report)
    tops = {int(nr) for nr in there if "." not in nr}
    if len(tops) < _LEAST or tops != set(range(1, len(tops) + 1)):
        return
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag in (Slag.INNHOLD, Slag.TOPP, Slag.OVERSKRIFT):
            continue
        for setning in sentences_of.get(indeks, ()):
            for found in _CITED.finditer(setning):
                nr = found["nr"] or found["nr2"]
                if not _is_dead(nr, there, len(tops)) or _THEIRS.search(part.tekst):
                    continue
                hva = f"{(found['slag'] or found['slag2']).casefold()} {nr}"
                yield mark(part, Lesetegn.HENVISNING, text("rapportsjekk.henvisning.kapittel", hva=hva), setning)


def _numbered(report: Fremmedrapport) -> set[str]:
    headings = (part.tekst for part in report.avsnitt if part.slag is Slag.OVERSKRIFT)
    return {found["nr"] for one in headings if (found := _HEADING.match(one)) is not None}


def _is_dead(nr: str, there: set[str], chapters: int) -> bool:
    """A part of a chapter is looked for only where that chapter has numbered parts."""
    if nr in there:
        return False
    top, _, rest = nr.partition(".")
    if int(top) > chapters:
        return True
    parent = nr.rpartition(".")[0]
    return bool(rest) and any(one.startswith(f"{parent}.") for one in there)
