"""The linter of reports people wrote themselves: the places to read once more, in the order they stand.

Nothing is wrong because it is marked. Each sign is told only where the text itself leaves little doubt, since a list
with ten places of which two matter is read once and never again.
"""

from collections.abc import Iterator
from dataclasses import replace

from bvaudit.findings.report_lint_changes import claims_against_numbers
from bvaudit.findings.report_lint_chapters import dead_chapters
from bvaudit.findings.report_lint_claims import summary_against_chapter
from bvaudit.findings.report_lint_lists import lists_with_another_number
from bvaudit.findings.report_lint_notes import leftover_notes
from bvaudit.findings.report_lint_parts import sums_of_parts
from bvaudit.findings.report_lint_people import about_people, person_number
from bvaudit.findings.report_lint_references import wrong_references
from bvaudit.findings.report_lint_same import told_in_two_ways
from bvaudit.findings.report_lint_shares import shares
from bvaudit.findings.report_lint_sources import missing_sources
from bvaudit.findings.report_lint_steps import steps
from bvaudit.findings.report_lint_summary import summary_against_numbers
from bvaudit.findings.report_lint_sums import sums_in_text
from bvaudit.findings.report_lint_tables import sums_in_tables
from bvaudit.findings.report_lint_words import sentences
from bvaudit.intake.free_text import Navn
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.model.safe_text import without_person_numbers

_LONGEST = 2_000  # signs of one sentence that are looked at: what is longer is none


def lint(report: Fremmedrapport, navn: Navn | None = None) -> tuple[Lesemerke, ...]:
    """``navn``: the names that are looked for (``intake.free_text.known_names``). A place is told of once for each
    sign."""
    said = _sentences(report)
    found = (
        *about_people(report, said, navn),
        *leftover_notes(report, said, navn),
        *wrong_references(report, said),
        *dead_chapters(report, said),
        *sums_in_text(report, said),
        *sums_of_parts(report, said),
        *sums_in_tables(report),
        *lists_with_another_number(report, said),
        *shares(report, said),
        *steps(report, said),
        *claims_against_numbers(report, said),
        *told_in_two_ways(report, said),
        *summary_against_chapter(report, said),
        *summary_against_numbers(report, said),
        *missing_sources(report, said),
    )
    found = tuple(_told_safely(found))
    order = list(Lesetegn)
    return tuple(sorted(_once(found), key=lambda one: (one.plass, one.tabell, one.rad, order.index(one.tegn))))


def _sentences(report: Fremmedrapport) -> dict[int, list[str]]:
    """Index of a part → its sentences; of a table, what its cells say."""
    found: dict[int, list[str]] = {}
    for indeks, part in enumerate(report.deler):
        texts = [part.tekst] if isinstance(part, Avsnitt) else [cell for row in part.rader for cell in row if cell]
        found[indeks] = [said[:_LONGEST] for one in texts for said in sentences(one)]
    return found


def _told_safely(found: tuple[Lesemerke, ...]) -> Iterator[Lesemerke]:
    """No number of a person is shown again, nor the words of a place with a name or a number in it, whatever else is
    the matter there."""
    private = {
        (one.avsnitt, one.tabell, one.rad)
        for one in found
        if one.tegn in (Lesetegn.NAVN_I_SAK, Lesetegn.PERSONNUMMER) and (one.avsnitt or one.tabell)
    }
    for one in found:
        hidden = (one.avsnitt, one.tabell, one.rad) in private or person_number(one.utdrag)
        yield replace(one, tekst=without_person_numbers(one.tekst), utdrag="" if hidden else one.utdrag)


def _once(found: tuple[Lesemerke, ...]) -> Iterator[Lesemerke]:
    seen: set[tuple[object, ...]] = set()
    for one in found:
        key = (one.tegn, one.avsnitt, one.tabell, one.rad, one.tekst, one.utdrag)
        if key not in seen:
            seen.add(key)
            yield one
