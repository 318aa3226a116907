"""``rapport sett``: several reports made together, counted once. Papers for the public are hidden over all of them, so
that what one leaves out is not told by another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.periode import periods
from bvaudit.model.rapport import Rapport
from bvaudit.model.tallperiode import Periode as Spenn
from bvaudit.reports.report_facts import Rapportfakta, Utgave
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.inputs import Progress
from bvaudit.workflows.progress import begin
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.report import (
    FOLDER,
    Paper,
    documents_of,
    editions,
    file_of,
    find_report,
    readers_of,
    remarks_on,
    reports_of,
    write_edition,
)
from bvaudit.workflows.report_facts import facts_of
from bvaudit.workflows.report_figures import figures_for, newest_extract, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRequest:
    """``rapporter`` are ids; empty = every report. ``malgruppe`` None: each for those it is for first; else only the
    reports that may be made for such readers. ``dag`` is the judging day."""

    mappe: Mappe
    content: Content
    dag: date
    rapporter: tuple[str, ...] = ()
    malgruppe: Malgruppe | None = None
    ut: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMade:
    ut: Path
    filer: tuple[Path, ...]
    merknader: tuple[str, ...] = ()


def make_set(request: SetRequest, *, progress: Progress | None = None) -> SetMade:
    """All the files, or none. UsageError when a report that was named is not there, or not for such readers."""
    mappe, content, dag = request.mappe, request.content, request.dag
    chosen = tuple(_chosen(request))
    begin(progress, text("rapport.steg.samler"))
    extract = newest_extract(mappe, dag)
    last = reach(extract, dag)
    spans = {one.id: periods(one.periode, last, one.tidligere + 1) for one, _ in chosen}
    every = tuple(dict.fromkeys(span for each in spans.values() for span in each))
    # One outline with the sections of all of them names every figure that is to be counted.
    whole = replace(chosen[0][0], seksjoner=tuple(part for one, _ in chosen for part in one.seksjoner))
    fakta = facts_of(mappe, content, dag, figures_for(mappe, content, whole, extract, dag, every))
    begin(progress, text("rapport.steg.skriver"))
    papers = tuple(_papers(chosen, spans, fakta, request))
    folder = request.ut or mappe.revisjoner / dag.isoformat() / FOLDER
    with place_for(folder) as place:
        for paper in papers:
            write_edition(paper.dokument, fakta, mappe, place.stage / file_of(paper.utgave, fakta))
        names = sorted(path.name for path in place.stage.iterdir())
    remarks = dict.fromkeys(remarks_on(papers, fakta, mappe))
    return SetMade(ut=folder, filer=tuple(folder / name for name in names), merknader=tuple(remarks))


def _chosen(request: SetRequest) -> Iterator[tuple[Rapport, Malgruppe]]:
    for id_ in request.rapporter:
        rapport = find_report(request.content, id_)
        yield rapport, readers_of(rapport, request.malgruppe)
    if not request.rapporter:
        for rapport in reports_of(request.content):
            if request.malgruppe is None or request.malgruppe in rapport.malgrupper:
                yield rapport, request.malgruppe or rapport.malgrupper[0]


def _papers(
    chosen: Sequence[tuple[Rapport, Malgruppe]],
    spans: Mapping[str, tuple[Spenn, ...]],
    fakta: Rapportfakta,
    request: SetRequest,
) -> Iterator[Paper]:
    """Those for the same readers are laid out together."""
    for readers in Malgruppe:
        utgaver = [
            one
            for rapport, malgruppe in chosen
            if malgruppe is readers
            for one in editions(
                Utgave(rapport=rapport, malgruppe=readers, perioder=spans[rapport.id]),
                fakta,
                "",
                "",
            )
        ]
        yield from documents_of(fakta, utgaver, request.content, request.mappe)
