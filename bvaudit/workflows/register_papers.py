"""The files of one call of ``les`` that belong to the register: read, merged with its log one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.logg import Hode, Logget
from bvaudit.register.fold import fold
from bvaudit.workflows.content import Content
from bvaudit.workflows.read_register import Innlesing, read_documents
from bvaudit.workflows.register_conflicts import as_papers, read_conflicts
from bvaudit.workflows.register_documents import Lest, Papirslag, kind_of, read_paper
from bvaudit.workflows.register_folder import context_of, read_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Papirer:
    """``uvalgte`` are workbooks of conflicts where nothing is chosen. ``problems`` are of those."""

    lest: Innlesing
    uvalgte: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @staticmethod
    def head_after(written: Sequence[Logget]) -> Hode:
        return Hode(nr=written[-1].nr, sum=written[-1].sum)


def read(
    filer: Sequence[Path],
    mappe: Mappe,
    content: Content,
    *,
    tid: datetime,
    som: str = "",
    behold: str = "",
    hjem: Path | None = None,
) -> Papirer:
    """Nothing is changed."""
    logg = read_log(mappe) or ()
    kontekst = context_of(mappe, content)
    papers: list[Lest] = []
    unanswered: list[Path] = []
    problems: list[Problem] = []
    for fil in filer:
        slag = kind_of(fil)
        if slag is Papirslag.KONFLIKTER:
            chosen, told = read_conflicts(fil, fold(logg))
            problems += told
            papers += as_papers(fil, chosen)
            unanswered += [] if chosen or told else [fil]
        else:
            papers.append(read_paper(fil, slag, kontekst, logg))
    lest = read_documents(papers, logg, kontekst, tid=tid, som=som, behold=behold, hjem=hjem)
    return Papirer(lest=lest, uvalgte=tuple(unanswered), problems=tuple(problems))
