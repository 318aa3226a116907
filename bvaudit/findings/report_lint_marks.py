"""Where a sign stands, as a reader finds it again."""

from bvaudit.findings.report_lint_words import quoted
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Margmerknad, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn


def mark(part: Avsnitt | Tabell, tegn: Lesetegn, tekst: str, utdrag: str = "", *, rad: int = 0) -> Lesemerke:
    """``utdrag``: the words, when they may be shown again. ``plass`` is set by ``placed``."""
    table = part if isinstance(part, Tabell) else None
    return Lesemerke(
        tegn=tegn,
        tekst=tekst,
        avsnitt=part.nr if table is None else 0,
        tabell=table.nr if table is not None else 0,
        rad=rad,
        overskrift=part.overskrift,
        utdrag=quoted(utdrag),
        plass=(table.etter + 1 if table is not None else part.nr) or _LAST,
    )


def mark_comment(one: Margmerknad, report: Fremmedrapport, tekst: str) -> Lesemerke:
    heading = next((part.overskrift for part in report.avsnitt if part.nr == one.nr), "") if one.nr else ""
    return Lesemerke(
        tegn=Lesetegn.KOMMENTAR,
        tekst=tekst,
        avsnitt=one.nr,
        overskrift=heading,
        utdrag=quoted(one.tekst),
        plass=one.nr or _LAST,
    )


_LAST = 1_000_000  # what stands in no place of the text is told last
