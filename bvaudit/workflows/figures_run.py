"""``nokkeltall``: counting, comparing with the periods before, and writing the table, the workbook and the papers."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.kept_figures import write_figures
from bvaudit.errors import NothingExamined
from bvaudit.figures.corrected import Fristsak, cases
from bvaudit.figures.counted import left_out
from bvaudit.model.endring import Endring, Seriebrudd
from bvaudit.model.kortid import short_ids
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.tallperiode import Periode
from bvaudit.reports import change_view, corrected_view
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.figure_book import figure_book
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.nokkeltall_file import NOKKELTALL_CSV, NOKKELTALL_PARQUET, in_order, nokkeltall_csv
from bvaudit.reports.register_sheets import SheetTable
from bvaudit.reports.series_checks import checks_table
from bvaudit.reports.supervision_paper import paper_report
from bvaudit.reports.xlsx.figures_book import write_figures_book
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_sources import PRINT, sources
from bvaudit.workflows.figure_texts import breaks_of, texts_of
from bvaudit.workflows.figures import CountedFigures, count_figures
from bvaudit.workflows.figures_asked import asked_of, known_ids, municipalities, not_for_these, series_rows
from bvaudit.workflows.figures_compared import changes, standing_out
from bvaudit.workflows.from_folder import as_known, results_in, take
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.progress import begin
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.run_plan import MEMORY, plan_for, when
from bvaudit.workflows.series import SeriesRead, denominators, ratios_of, series_of

BOOK, DEADLINES = "nokkeltall.xlsx", "korrigert-frist.docx"
_RULE = "UND-03"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRequest:
    """``perioder`` None: the three years that end with ``per``. ``tall``, ``enheter`` and ``kommuner`` empty: all.
    ``ut`` None: in the run's own folder, and only when everything is counted. Without ``krav`` the shares of the rules
    are left out."""

    inputs: ImportInputs
    mappe: Mappe | None = None
    ut: Path | None = None
    per: date | None = None
    perioder: tuple[Periode, ...] | None = None
    tall: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()
    kommuner: tuple[str, ...] = ()
    regler: tuple[Path, ...] = ()
    krav: bool = True
    periode: None = None

    @property
    def hele(self) -> bool:
        return not (self.tall or self.enheter or self.kommuner)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOutcome:
    """``filer`` is empty when only a part was counted and nobody said where to put it. ``steder`` are the units and
    municipalities that were asked for; none = all."""

    fakta: Tallfakta
    endringer: tuple[Endring, ...]
    ut: Path | None
    filer: tuple[Path, ...]
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]
    steder: tuple[str, ...] = ()


def run_figures(request: FigureRequest, *, now: datetime, home: Path, progress: Progress | None) -> FigureOutcome:
    """Everything, or nothing. NothingExamined when the extract answers none of what was asked."""
    content = content_or_stop(own_content(request.mappe, request.regler))
    serier = series_of(request.mappe, content, hjem=home)
    known_ids(request.tall, content)
    taken = None
    if request.mappe is not None:
        taken = take(request.mappe, request.inputs, content.koder, now=now, home=home, progress=progress)
    inputs = taken.inputs if taken is not None else request.inputs
    with snapshot_of(inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared:
        per, _, warned = when(request, prepared.manifest)
        begin(progress, text("nokkeltall.steg.teller"))
        asked = asked_of(request, content, per, prepared)
        counted_ = count_figures(prepared, asked, content, serier=denominators(serier))
        over = over_the_deadline(prepared, content, per, asked.perioder) if _wants_cases(request) else ()
    fakta, endringer = facts(request, content, prepared, counted_, serier, per)
    filer: tuple[Path, ...] = ()
    ut = request.ut or (results_in(request.mappe, per, None) if request.mappe and request.hele else None)
    if ut is not None:
        begin(progress, text("nokkeltall.steg.skriver"))
        filer = _write(fakta, endringer, serier, over, ut)
    return FigureOutcome(
        fakta=fakta,
        endringer=endringer,
        ut=ut,
        filer=filer,
        problems=(*(taken.problems if taken else ()), *prepared.problems, *serier.problemer),
        beskjeder=(*(taken.beskjeder if taken else ()), *prepared.beskjeder, *warned),
        steder=(*asked.enheter, *asked.kommuner),
    )


def facts(
    request: FigureRequest,
    content: Content,
    prepared: Prepared,
    found: CountedFigures,
    serier: SeriesRead,
    per: date,
) -> tuple[Tallfakta, tuple[Endring, ...]]:
    """The rows with their words, and what may be said of the change from each period to the next."""
    rader = in_order(_once((*found.rader, *series_rows(request, serier), *_ratios(request, serier, found))))
    if not rader:
        why = " ".join(dict.fromkeys(one.grunn for one in found.ikke_undersokt)) if request.tall else ""
        raise NothingExamined(text("nokkeltall.ingenting"), hint=why or text("nokkeltall.ingenting_hint"))
    there = {rad.tall for rad in rader}
    told = {one.tall for one in found.ikke_undersokt}
    tekster = _with_break(texts_of(content, there, serier), found)
    tested = [rad for rad in rader if not _is_share_of_series(rad, serier)]
    endringer = changes([tested], (*breaks_of(tekster), *found.brudd), per)
    kommune = request.mappe.kommune if request.mappe else None
    manifest = as_known(prepared.manifest, kommune)
    towns = municipalities(request.mappe, prepared)
    fakta = Tallfakta(
        kommune=kommune.navn if kommune else ", ".join(manifest.kommuner) or text("nokkeltall.ukjent_kommune"),
        per=per,
        rader=rader,
        tekster=tekster,
        enheter=tuple(dict.fromkeys(one.navn for one in manifest.enheter)),
        kommuner={nummer: towns.get(nummer, nummer) for nummer in dict.fromkeys((*towns, *_numbers(rader)))},
        kilder=tuple(sources(prepared, serier, found)),
        ikke_undersokt=tuple(
            dict.fromkeys((*_left(found, rader, tekster, content), *not_for_these(request.tall, there | told, content)))
        ),
        programversjon=__version__,
        kjoring=hashlib.sha256(nokkeltall_csv(rader)).hexdigest()[:PRINT],
        dokumentklasse=kommune.dokumentklasse if kommune else "",
        sagt=_said(tested),
    )
    return fakta, endringer


def _is_share_of_series(rad: Nokkelrad, serier: SeriesRead) -> bool:
    """Days of sick leave come many together: that they are more than chance can give, no test of single cases says."""
    return rad.tall in serier.serier and rad.storrelse == "andel"


def _with_break(tekster: Mapping[str, Talltekst], found: CountedFigures) -> dict[str, Talltekst]:
    """The day before which not all cases are there is a break in every figure that is counted for days before it."""
    gone, mine = found.avsluttet_fra, {one.tall for one in found.brudd}
    if gone is None:
        return dict(tekster)
    grunn = left_out(gone)
    return {
        tall: replace(one, brudd=(*one.brudd, Seriebrudd(tall=tall, dag=gone, grunn=grunn))) if tall in mine else one
        for tall, one in tekster.items()
    }


def _numbers(rader: Sequence[Nokkelrad]) -> Iterator[str]:
    yield from (rad.kommune for rad in rader if rad.kommune)


def _ratios(request: FigureRequest, serier: SeriesRead, found: CountedFigures) -> Iterator[Nokkelrad]:
    """The ratios the series ask for themselves."""
    for rad in ratios_of(serier, found.rader):
        if not request.tall or rad.tall in request.tall:
            yield rad


def _once(rader: Sequence[Nokkelrad]) -> tuple[Nokkelrad, ...]:
    found: dict[object, Nokkelrad] = {}
    for rad in rader:
        found.setdefault(rad.celle, rad)
    return tuple(found.values())


def _said(rader: Sequence[Nokkelrad]) -> dict[str, tuple[str, ...]]:
    """Figure → the units that stand out in its newest period, in a sentence each."""
    newest: dict[tuple[str, str], date] = {}
    for rad in rader:
        key = (rad.tall, rad.variant)
        newest[key] = max(newest.get(key, rad.periode_til), rad.periode_til)
    found: dict[str, list[str]] = {}
    for one in standing_out(rader):
        if newest[(one.rad.tall, one.rad.variant)] == one.rad.periode_til:
            found.setdefault(one.rad.tall, []).append(change_view.outlier_sentence(one))
    return {tall: tuple(dict.fromkeys(lines)) for tall, lines in found.items()}


def _left(
    found: CountedFigures, rader: Sequence[Nokkelrad], tekster: Mapping[str, Talltekst], content: Content
) -> Iterator[tuple[str, str]]:
    """What could not be counted, and what there is nothing to reckon it with."""
    counted_ = [(one.tall, one.grunn) for one in found.ikke_undersokt]
    told = {tall for tall, _ in counted_}
    rows = [(rad.tall, rad.merknad) for rad in rader if rad.tilstand is Tilstand.IKKE_UNDERSOKT and rad.merknad]
    for tall, grunn in (*counted_, *(one for one in rows if one[0] not in told)):
        words = tekster.get(tall) or content.nokkeltall.get(tall)
        yield words.tittel if words is not None else tall, grunn


def _wants_cases(request: FigureRequest) -> bool:
    return not request.tall or bool({corrected_view.ANDEL, corrected_view.DELT} & set(request.tall))


def over_the_deadline(
    prepared: Prepared, content: Content, per: date, perioder: Sequence[Periode]
) -> tuple[Fristsak, ...]:
    """The undersokelser over the deadline in all the periods together."""
    rule = content.regler.get(_RULE)
    if rule is None:
        return ()
    with Database(memory_limit=MEMORY) as database:
        database.attach(prepared.mappe)
        database.lock((prepared.mappe,))
        plan = plan_for(content, prepared.manifest, per, None, None)
        results, _ = evaluate(replace(plan, regler=(rule,), kontroller=()), database)
        register, lov = ([f for f, others in results.every(_RULE, way) if not others] for way in ("register", "lov"))
    fra, til = min(one.fra for one in perioder), max(one.til for one in perioder)
    return cases(register, lov, fra, til)


def _write(
    fakta: Tallfakta, endringer: tuple[Endring, ...], serier: SeriesRead, over: tuple[Fristsak, ...], ut: Path
) -> tuple[Path, ...]:
    view = corrected_view.corrected(fakta)
    if view is not None:
        fra, til = view.periode
        mine = [sak for sak in over if sak.avsluttet is not None and fra <= sak.avsluttet <= til]
        view = corrected_view.corrected(fakta, mine)
    extra = tuple(_sheets(fakta, endringer, serier, view))
    with place_for(ut) as place:
        (place.stage / NOKKELTALL_CSV).write_bytes(nokkeltall_csv(fakta.rader))
        write_figures(fakta.rader, place.stage / NOKKELTALL_PARQUET)
        parts = {corrected_view.ANDEL: corrected_view.part(view, fakta)} if view is not None else {}
        write_figures_book(figure_book(fakta, extra, change_view.notes(endringer), parts), place.stage / BOOK)
        if view is not None:
            report = paper_report(fakta.per, corrected_view.charts(view, fakta))
            kilder = [text("nokkeltall.par", navn=label, verdi=words) for label, words in fakta.kilder]
            paper = open_template(report, None).fill(
                corrected_view.paper(view, fakta, kilder), fakta.per, fakta.kjoring
            )
            write_beside(paper, place.stage / DEADLINES)
        names = sorted(path.name for path in place.stage.iterdir())
    return tuple(ut / name for name in names)


def _sheets(
    fakta: Tallfakta, endringer: tuple[Endring, ...], serier: SeriesRead, view: corrected_view.Korrigert | None
) -> Iterator[SheetTable]:
    yield change_view.change_table(fakta, endringer)
    if view is not None:
        yield corrected_view.case_table(view, short_ids(sak.sak for sak in view.saker))
    if serier.kontroller or serier.sluppet:
        yield checks_table(serier.kontroller, serier.sluppet, {id_: one.tittel for id_, one in serier.serier.items()})
