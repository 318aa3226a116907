"""The newest figures of some points: of the last run over the whole extract, and of audits locked since."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.intake.figures_sheet import Tallinje, read_figures
from bvaudit.intake.result_rows import RESULTS
from bvaudit.model.kalender import vis
from bvaudit.model.lest import LestPunkt
from bvaudit.model.mappe import Mappe
from bvaudit.model.samling import Temall
from bvaudit.texts import text
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits import Resultat, results_of
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import Locked, locked_audits


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``kjoring`` is the run they are of; None when there is none that can be read. ``nyere`` is the folder of a later
    run with rows and no workbook, by its name, whose figures nobody has counted."""

    tall: tuple[Temall, ...] = ()
    kjoring: Resultat | None = None
    nyere: str = ""


def figures_of(mappe: Mappe, content: Content, regler: Collection[str], enheter: Sequence[str]) -> Figures:
    """For every point in every unit, by name, one figure or why there is none. What readers found in an audit that was
    locked after the run's judging day stands in the place of what they found before."""
    runs = results_of(mappe)
    run = next((one for one in runs if not one.utvalg), runs[0] if runs else None)
    lines = (read_figures(run.register) or ()) if run is not None else ()
    read = list(_read_since(mappe, content, run.per if run else None))
    found = [
        figure
        for regel in sorted(regler)
        for enhet in enheter
        for figure in _figures(regel, enhet, lines, read, run.per if run else None)
    ]
    return Figures(tall=tuple(found), kjoring=run if lines else None, nyere=_later(mappe, run))


def _figures(
    regel: str, enhet: str, lines: Sequence[Tallinje], read: Sequence[Temall], per: date | None
) -> Iterator[Temall]:
    here = [one for one in lines if one.regel == regel and one.enhet == enhet]
    newer = [one for one in read if one.regel == regel and one.enhet == enhet][:1]
    counted = [one for one in here if one.n is not None and not (one.lest and newer)]
    if not counted and not newer:
        everywhere = [one for one in lines if one.regel == regel and one.n is None]
        why = next((one.grunn for one in (*here, *everywhere) if one.grunn), "")
        yield Temall(regel=regel, enhet=enhet, grunn=why or text("samle.tall.ingen"))
    for one in counted:
        dag = vis(per) if per else text("samle.tall.ukjent_dag")
        yield Temall(
            regel=regel,
            enhet=enhet,
            n=one.n,
            brudd=one.brudd,
            delvis=one.delvis,
            uavklart=one.uavklart,
            lest=one.lest,
            kilde=text("samle.tall.lest", dag=dag) if one.lest else text("samle.tall.kjoring", dag=dag),
            grunn=one.grunn,
        )
    yield from newer


def _read_since(mappe: Mappe, content: Content, per: date | None) -> Iterator[Temall]:
    """Of audits that were locked after ``per``, the one locked last first."""
    for one in locked_audits(mappe, content):
        if not one.endret and (per is None or one.last > per):
            yield from _of_audit(one, mappe, content)


def _of_audit(one: Locked, mappe: Mappe, content: Content) -> Iterator[Temall]:
    kilde = text("samle.tall.revisjon", navn=one.audit.gjennomgang.tittel, dag=vis(one.last))
    for punkt in results_of_audit(mappe, one.audit.id, content).punkter:
        if read := _answered(punkt):
            yield Temall(
                regel=punkt.regel.id,
                enhet=punkt.enhet,
                n=read,
                brudd=punkt.funn,
                delvis=punkt.delvis,
                lest=True,
                kilde=kilde,
                grunn=punkt.setning,
            )


def _answered(punkt: LestPunkt) -> int:
    """Those that were judged, drawn or pointed at."""
    return punkt.n + punkt.malrettede


def _later(mappe: Mappe, run: Resultat | None) -> str:
    """The name of the last folder of a run that has rows and no register, when its day is later than the run's."""
    here = run.mappe.parent.name if run is not None else ""
    found = (path.parents[1].name for path in mappe.revisjoner.glob(f"*/resultat/{RESULTS}"))
    names = sorted((navn for navn in found if _is_day(navn)), reverse=True)
    return next((navn for navn in names if navn > here and not _has_register(mappe, navn)), "")


def _has_register(mappe: Mappe, navn: str) -> bool:
    return (mappe.revisjoner / navn / "resultat" / "avviksregister.xlsx").exists()


def _is_day(navn: str) -> bool:
    try:
        return bool(date.fromisoformat(navn))
    except ValueError:
        return False
