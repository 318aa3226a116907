"""``tilsyn samle``: one folder with what a supervision asks for, all of it or none, and nothing of any case unless
somebody has asked for that."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.intake.plan_mark import read_mark
from bvaudit.model.enhet import slug
from bvaudit.model.kalender import vis
from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mappe import Mappe
from bvaudit.model.samling import Har, Innslag
from bvaudit.reports.audit_book import audit_book, audit_book_without_cases
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.gathered_book import gathered_book
from bvaudit.reports.gathered_view import Samling, gathered_paper
from bvaudit.reports.register_sheets import SheetTable
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.reports.supervision_paper import paper_report
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import text
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.content import Content
from bvaudit.workflows.inputs import Progress
from bvaudit.workflows.progress import begin
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.rule_language import said_in_bokmal
from bvaudit.workflows.supervision_basis import Basis, basis_of
from bvaudit.workflows.supervision_index import BOOK, command, index_of

PAPER, SUMS = "oversikt.docx", "avtrykk.txt"
_PLAN = "handlingsplan-"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherRequest:
    """``fra`` and ``til`` are both inside; not said: the year up to ``dag``. ``ut`` is a folder that is not there yet,
    or is empty; None: one of its own among the editions."""

    mappe: Mappe
    content: Content
    tilsyn: str
    dag: date
    fra: date | None = None
    til: date | None = None
    ut: Path | None = None
    med_saker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    ut: Path
    filer: tuple[Path, ...]
    samling: Samling


def gather_supervision(request: GatherRequest, *, progress: Progress | None = None) -> Gathered:
    """UsageError when the folder holds anything: what lies there from before may have cases in it."""
    begin(progress, text("samle.steg.samler"))
    basis = basis_of(request.mappe, request.content, request.tilsyn, dag=request.dag, fra=request.fra, til=request.til)
    ut = _place(request)
    with place_for(ut) as place:
        files = (*_audit(basis, place.stage, request), *_plans(basis, place.stage, request))
        view = Samling(
            fakta=basis.fakta,
            innslag=index_of(basis, files, med_saker=request.med_saker),
            med_saker=request.med_saker,
        )
        begin(progress, text("samle.steg.skriver"))
        write_tables(gathered_book(view), place.stage / BOOK)
        _paper(view, request, place.stage / PAPER)
        _sums(place.stage)
        names = sorted(path.name for path in place.stage.iterdir())
    return Gathered(ut=ut, filer=tuple(ut / name for name in names), samling=view)


def _place(request: GatherRequest) -> Path:
    if request.ut is not None:
        if request.ut.exists() and (not request.ut.is_dir() or any(request.ut.iterdir())):
            raise UsageError(text("samle.ikke_tom", mappe=request.ut), hint=text("samle.ikke_tom_hint"))
        return request.ut
    stem = f"samlet-{slug(request.tilsyn)}-{request.dag.isoformat()}"
    names = (stem, *(f"{stem}-{nr}" for nr in range(2, 1000)))
    return next(path for name in names if not (path := request.mappe.utgaver / name).exists())


def _paper(view: Samling, request: GatherRequest, file: Path) -> None:
    report = paper_report(request.dag)
    template = open_template(report, request.mappe.brevmal, bokmal=said_in_bokmal())
    write_beside(template.fill(gathered_paper(view), request.dag), file)


def _sums(stage: Path) -> None:
    """As «sha256sum -c» reads them."""
    lines = [f"{_sum(path)}  {path.name}\n" for path in sorted(stage.iterdir())]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _audit(basis: Basis, stage: Path, request: GatherRequest) -> Iterator[Innslag]:
    """The one locked last, of the units the supervision is about. Where its answers are others than those that were
    locked, nothing of it is used."""
    for one in basis.revisjoner[:1]:
        hva = text("samle.hva.revisjon")
        if one.endret:
            told = text("samle.merknad.endret", navn=one.audit.id)
            gjor, hvem = command("revisjon", "las", one.audit.id), text("samle.hvem.stab")
            yield Innslag(hva=hva, har=Har.MANGLER, merknad=told, gjor=gjor, hvem=hvem)
            continue
        result = of_units(results_of_audit(request.mappe, one.audit.id, basis.content), basis.fakta)
        file = stage / f"gjennomgang-{slug(one.audit.id)}.xlsx"
        book = (audit_book if request.med_saker else audit_book_without_cases)(result)
        write_tables(replace(book, tabeller=tuple(frame_of_units(book.tabeller, basis.fakta))), file)
        how = "med" if request.med_saker else "uten"
        told = text(f"samle.merknad.revisjon_{how}", tittel=result.tittel, last=vis(one.last))
        yield Innslag(
            hva=hva,
            har=Har.MED,
            fil=file.name,
            sha256=_sum(file),
            dag=one.last,
            merknad=told,
            saker=request.med_saker,
        )


def of_units(audit: LestRevisjon, fakta: Temafakta) -> LestRevisjon:
    """Nothing of a unit the supervision is not about."""
    if fakta.alle:
        return audit
    return replace(
        audit,
        enheter=tuple(one for one in audit.enheter if fakta.has_unit(one)),
        punkter=tuple(one for one in audit.punkter if fakta.has_unit(one.enhet)),
        avgjorte=tuple(one for one in audit.avgjorte if fakta.has_unit(one.gjeldende.enhet)),
        uenige=tuple(one for one in audit.uenige if fakta.has_unit(one.gjeldende.enhet)),
        mot_mappe=tuple(one for one in audit.mot_mappe if fakta.has_unit(one.enhet)),
        to_runder=tuple(one for one in audit.to_runder if fakta.has_unit(one.enhet)),
        serier=tuple(one for one in audit.serier if fakta.has_unit(one.enhet)),
        trakter=(),
        plasser=tuple(one for one in audit.plasser if fakta.has_unit(one.enhet)),
        merknader=tuple(one for one in audit.merknader if fakta.has_unit(one[0])),
        egne_saker=tuple(_own_cases(audit, fakta)),
        forbehold=tuple(_without_others(audit.forbehold, audit, fakta)),
    )


def frame_of_units(tables: Sequence[SheetTable], fakta: Temafakta) -> Iterator[SheetTable]:
    """What was drawn from, without the parts of other units. The draw itself keeps its print, which is of all of it."""
    for one in tables:
        if one.id == "ramme" and not fakta.alle:
            yield replace(one, rader=tuple(row for row in one.rader if fakta.has_unit(str(row[0]))))
        else:
            yield one


def _own_cases(audit: LestRevisjon, fakta: Temafakta) -> Iterator[str]:
    """An exception for units of ours and others is told as one for ours."""
    exception = audit.gjennomgang.egne_saker if audit.gjennomgang is not None else None
    said = audit.egne_saker
    if exception is not None and said:
        mine, said = [one for one in exception.enheter if fakta.has_unit(one)], said[1:]
        if mine:
            yield text("lest.egne_unntak", enheter=", ".join(mine), grunn=exception.grunn.rstrip("."))
    yield from _without_others(said, audit, fakta)


def _without_others(said: Sequence[str], audit: LestRevisjon, fakta: Temafakta) -> Iterator[str]:
    """Each sentence is about one unit, or about none: those that name one of the others are left out."""
    strata = audit.utvalg.strata if audit.utvalg is not None else ()
    drawn = (*(one.enhet for one in strata), *(one.enhet for one in audit.plasser))
    every = {*audit.enheter, *drawn, *(one.enhet for one in audit.logg if one.enhet)}
    named = sorted(every, key=len, reverse=True)  # «Nordre Ås» before «Ås»
    for sentence in said:
        first = next((one for one in named if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", sentence)), "")
        if not first or fakta.has_unit(first):
            yield sentence


def _plans(basis: Basis, stage: Path, request: GatherRequest) -> Iterator[Innslag]:
    """The newest edition of each unit's plan. There are cases in a plan, so that it is left out unless asked for."""
    editions = _editions(request.mappe)
    for enhet in basis.fakta.enheter:
        navn = basis.fakta.kontekst.enhet(enhet)
        hva = text("samle.hva.plan", enhet=navn)
        found = editions.get(enhet) or editions.get(slug(navn))
        if found is None:
            yield Innslag(hva=hva, har=Har.MANGLER, hvem=text("samle.hvem.stab"), gjor=command("vurder"))
        elif not request.med_saker:
            gjor = command("tilsyn", "samle", request.tilsyn, "--med-saker")
            yield Innslag(hva=hva, har=Har.UTELATT, merknad=text("samle.merknad.plan_saker"), gjor=gjor, saker=True)
        else:
            copy = stage / f"kopi-{found.name}"
            copy.write_bytes(found.read_bytes())
            told = text("samle.merknad.kopi", fil=found.relative_to(request.mappe.rot).as_posix())
            yield Innslag(hva=hva, har=Har.MED, fil=copy.name, sha256=_sum(copy), merknad=told, saker=True)


def _editions(mappe: Mappe) -> dict[str, Path]:
    """Unit, by id or slug → its newest plan."""
    newest: dict[str, tuple[tuple[str, int], Path]] = {}
    for path in sorted(mappe.revisjoner.glob(f"*/resultat/{_PLAN}*.docx")):
        merke = read_mark(path)
        if merke is not None:
            age = (merke.dag, merke.utgave)
            if merke.enhet not in newest or newest[merke.enhet][0] <= age:
                newest[merke.enhet] = (age, path)
    return {enhet: path for enhet, (_, path) in newest.items()}
