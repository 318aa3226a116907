"""``rapport``: what can be made, and making it: the Word papers and the workbooks beside them, all or none of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.figures.suppress_relations import JOINS
from bvaudit.findings.text_signs import text_to_read
from bvaudit.intake.free_text import known_names
from bvaudit.loading.schema.hints import nearest
from bvaudit.model.enhet import slug
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.periode import periods
from bvaudit.model.rapport import Omfang, Rapport
from bvaudit.model.skjerming import PublicRows
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.report_facts import Rapportfakta, Utgave
from bvaudit.reports.report_front import UNSEEN
from bvaudit.reports.report_public_counts import of_the_work
from bvaudit.reports.report_view import Rapportdokument, report_document, word_report
from bvaudit.reports.wording import dato
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import counted, spoken, text
from bvaudit.workflows.content import Content
from bvaudit.workflows.editions import earlier_public_rows, unknown_public
from bvaudit.workflows.inputs import Progress
from bvaudit.workflows.progress import begin
from bvaudit.workflows.public_rows import made_public, names_in
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.report_facts import facts_of
from bvaudit.workflows.report_figures import figures_for, hiding, newest_extract, reach
from bvaudit.workflows.rule_language import said_in_bokmal

FOLDER = "rapporter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """``dag`` is the judging day of the report. ``malgruppe`` None: the first the report is for. ``enhet`` and
    ``kommune`` empty: each of them, where there is one paper for each."""

    mappe: Mappe
    content: Content
    rapport: str
    dag: date
    malgruppe: Malgruppe | None = None
    enhet: str = ""
    kommune: str = ""
    ut: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files, and what a person must know of them before they are sent."""

    ut: Path
    filer: tuple[Path, ...]
    malgruppe: Malgruppe
    mottaker: str
    merknader: tuple[str, ...] = ()


def reports_of(content: Content) -> tuple[Rapport, ...]:
    """Each outline, in the language the papers are in."""
    every = content.planer.rapporter
    return tuple(one.nynorsk for one in every) if spoken() == "nn" else every


def make_report(request: ReportRequest, *, progress: Progress | None = None) -> Made:
    """UsageError when there is no such report, or it is not for such readers, or there is no such place."""
    rapport = find_report(request.content, request.rapport)
    malgruppe = readers_of(rapport, request.malgruppe)
    begin(progress, text("rapport.steg.samler"))
    extract = newest_extract(request.mappe, request.dag)
    spans = periods(rapport.periode, reach(extract, request.dag), rapport.tidligere + 1)
    more = figures_for(request.mappe, request.content, rapport, extract, request.dag, spans)
    fakta = facts_of(request.mappe, request.content, request.dag, more)
    whole = Utgave(rapport=rapport, malgruppe=malgruppe, perioder=spans)
    folder = request.ut or request.mappe.revisjoner / request.dag.isoformat() / FOLDER
    begin(progress, text("rapport.steg.skriver"))
    papers = documents_of(
        fakta, tuple(editions(whole, fakta, request.enhet, request.kommune)), request.content, request.mappe
    )
    with place_for(folder) as place:
        for paper in papers:
            write_edition(paper.dokument, fakta, request.mappe, place.stage / file_of(paper.utgave, fakta))
        names = sorted(path.name for path in place.stage.iterdir())
    return Made(
        ut=folder,
        filer=tuple(folder / name for name in names),
        malgruppe=malgruppe,
        mottaker=rapport.mottaker,
        merknader=tuple(remarks_on(papers, fakta, request.mappe)),
    )


def find_report(content: Content, id_: str) -> Rapport:
    known = {one.id: one for one in reports_of(content)}
    if id_ not in known:
        near = nearest(id_, sorted(known))
        hint = text("felles.mente_du", naer=near) if near else text("rapport.bruk.ukjent_hint")
        raise UsageError(text("rapport.bruk.ukjent", id=id_), hint=hint)
    return known[id_]


def readers_of(rapport: Rapport, asked: Malgruppe | None) -> Malgruppe:
    if asked is not None and asked not in rapport.malgrupper:
        allowed = ", ".join(one.value for one in rapport.malgrupper)
        raise UsageError(
            text("rapport.bruk.malgruppe", id=rapport.id, malgruppe=asked.value),
            hint=text("rapport.bruk.malgruppe_hint", malgrupper=allowed),
        )
    return asked or rapport.malgrupper[0]


def editions(whole: Utgave, fakta: Rapportfakta, enhet: str, kommune: str) -> Iterator[Utgave]:
    """One paper, or one for each unit or municipality of those that were asked for."""
    match whole.rapport.per:
        case Omfang.SAMLET:
            if enhet or kommune:
                raise UsageError(text("rapport.bruk.samlet", id=whole.rapport.id))
            yield whole
        case Omfang.ENHET:
            for navn in _one_of(enhet, fakta.enheter, fakta.enheter):
                yield replace(whole, enhet=navn)
        case Omfang.KOMMUNE:
            names = list(fakta.kommuner.values())
            for navn in _one_of(kommune, names, tuple(fakta.kommuner)):
                yield replace(whole, kommune=navn)


def _one_of(typed: str, names: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """The keys asked for, by key or name; every one when none is named."""
    if not typed:
        return tuple(keys)
    found = [key for key, name in zip(keys, names, strict=True) if slug(typed) in (slug(key), slug(name))]
    if not found:
        near = nearest(typed, names)
        raise UsageError(
            text("rapport.bruk.ukjent_sted", navn=typed),
            hint=text("felles.mente_du", naer=near)
            if near
            else text("rapport.bruk.ukjent_sted_hint", kjente=", ".join(names)),
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    utgave: Utgave
    dokument: Rapportdokument
    uten_vern: int = 0


def documents_of(
    fakta: Rapportfakta, utgaver: Sequence[Utgave], content: Content, mappe: Mappe | None = None
) -> tuple[Paper, ...]:
    """The papers that are made together. For the public they are laid out twice: first to see which numbers they
    print, all of them at once, and then with those that can be printed."""
    if utgaver and utgaver[0].malgruppe is Malgruppe.OFFENTLIG and fakta.minne is not None:
        fakta = replace(fakta, rader=of_the_work(fakta.rader, fakta.minne))
    first = [Paper(utgave=one, dokument=report_document(fakta, one, fakta.rader)) for one in utgaver]
    if not utgaver or utgaver[0].malgruppe is not Malgruppe.OFFENTLIG:
        return tuple(first)
    printed = {row.celle: row for paper in first for row in paper.dokument.brukt}
    before = earlier_public_rows(mappe) if mappe is not None else ()
    public = made_public(printed.values(), tidligere=before, valg=hiding(content), navn=fakta.kommuner)
    names = tuple(fakta.kommuner.get(one, one) for one in public.slatt_sammen)
    fakta = replace(fakta, kommuner=names_in(public, fakta.kommuner))
    return tuple(
        Paper(
            utgave=(laid := replace(utgave, slatt_sammen=names, skjult=len(public.skjult))),
            dokument=report_document(
                fakta, laid, (*public.rader, *_without_number(fakta)), skjulte=_hidden_in(papers, public)
            ),
            uten_vern=len(public.uten_vern),
        )
        for utgave, papers in _together(first, public)
    )


def _together(first: Sequence[Paper], public: PublicRows) -> list[tuple[Utgave, list[Paper]]]:
    """Each paper to be made, and those it is made of: the municipalities in one row have one paper."""
    found: dict[tuple[str, str, str], tuple[Utgave, list[Paper]]] = {}
    merged = JOINS.join(public.slatt_sammen)
    for paper in first:
        one = paper.utgave
        if one.kommune in public.slatt_sammen:
            one = replace(one, kommune=merged)
        found.setdefault((one.rapport.id, *one.sted), (one, []))[1].append(paper)
    return list(found.values())


def _without_number(fakta: Rapportfakta) -> Iterator[Nokkelrad]:
    """What an imported series says has no number: hidden where it was read, or with no system that keeps it."""
    for row in fakta.rader:
        if row.tall in fakta.serier and row.tilstand is not Tilstand.VERDI:
            yield replace(row, verdi=None, teller=None, nevner=None, n_saker=None)


def _hidden_in(papers: Sequence[Paper], public: PublicRows) -> tuple[Nokkelrad, ...]:
    """What the paper would have printed."""
    merged = JOINS.join(public.slatt_sammen)
    used = {row.celle for paper in papers for row in paper.dokument.brukt}
    used |= {one._replace(kommune=merged) for one in used if one.kommune in public.slatt_sammen}
    return tuple(row for row in public.rader if row.tilstand is Tilstand.SKJULT and row.celle in used)


def remarks_on(papers: Sequence[Paper], fakta: Rapportfakta, mappe: Mappe) -> Iterator[str]:
    """What a person must know before a paper is sent: first what it was to be made of and is not there."""
    yield from _not_there(fakta)
    if any(paper.utgave.malgruppe is Malgruppe.OFFENTLIG for paper in papers):
        yield from (text("rapport.merknad.ukjent_utgave", utgave=one) for one in unknown_public(mappe))
    known = {row.tall for row in fakta.rader if row.tilstand is not Tilstand.IKKE_UNDERSOKT}
    none = {tall for tall, _ in fakta.ikke_undersokt} - known
    if none:
        yield counted("rapport.merknad.ikke_talt", len(none))
    yield from _to_read(papers)
    for paper in papers[:1]:
        if paper.utgave.skjult:
            yield counted("rapport.merknad.skjult", paper.utgave.skjult)
        if paper.utgave.slatt_sammen:
            yield text("rapport.merknad.slatt_sammen", navn=", ".join(paper.utgave.slatt_sammen))
        if paper.uten_vern:
            yield counted("rapport.merknad.uten_vern", paper.uten_vern)


def _not_there(fakta: Rapportfakta) -> Iterator[str]:
    if not fakta.uttrekk:
        yield text("rapport.merknad.uten_uttrekk")
    elif all(row.tall != UNSEEN for row in fakta.rader):
        yield text("rapport.merknad.uten_kjoring")
    if fakta.minne is None:
        yield text("rapport.merknad.uten_register", dag=dato(fakta.dag))


def _to_read(papers: Sequence[Paper]) -> Iterator[str]:
    """Where people have written what may tell of one child or one employee: never the words themselves."""
    found: dict[str, None] = {}
    names = known_names()
    for paper in papers:
        if paper.utgave.malgruppe is not Malgruppe.INTERN:
            for where, said in paper.dokument.skrevet:
                for sign in text_to_read(said, names):
                    found[text("rapport.merknad.les", hvor=where, hva=sign.tegn.vist)] = None
    yield from found


def write_edition(document: Rapportdokument, fakta: Rapportfakta, mappe: Mappe, stem: Path) -> None:
    """The paper and the workbook beside it."""
    template = open_template(word_report(document, fakta), mappe.brevmal, bokmal=said_in_bokmal())
    write_beside(template.fill(document.visning, fakta.dag), stem.with_name(f"{stem.name}.docx"))
    write_tables(document.bok, stem.with_name(f"{stem.name}-vedlegg.xlsx"))


def file_of(utgave: Utgave, fakta: Rapportfakta) -> str:
    """«bystyre-leder-2026-03-31», with the unit or the municipality where it is of one."""
    merged = text("offentlig.ovrige") if JOINS in utgave.kommune else utgave.kommune
    where = utgave.enhet or fakta.kommuner.get(utgave.kommune, merged)
    parts = (utgave.rapport.id, slug(where) if where else "", utgave.malgruppe.value, fakta.dag.isoformat())
    return "-".join(part for part in parts if part)
