"""``nokkeltall hvorfor``: why a figure is another number in a later extract, object by object."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.engine.figure_members import Del, Members, columns_of, members
from bvaudit.engine.figures import FigurePlan
from bvaudit.errors import UsageError
from bvaudit.extract.normalise.snapshot import is_snapshot, open_snapshot
from bvaudit.figures.why_changed import explained, with_columns
from bvaudit.intake.nokkeltall_rows import read_figures
from bvaudit.model.arsak import Arsak, Forklart
from bvaudit.model.kalender import vis
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.tallord import Teller
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.nokkeltall_file import NOKKELTALL_CSV
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_texts import texts_of
from bvaudit.workflows.figures import AskedFigures, figure_plan, source_of, themed
from bvaudit.workflows.figures_asked import known_ids
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.run_plan import MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRequest:
    """``fra`` and ``til`` are snapshots, or their names in the folder's ``uttrekk/``. ``sted`` is a unit or a
    municipality's four digits; empty = all together. ``lesning`` empty = the standard."""

    tall: str
    fra: str
    til: str
    periode: Periode | None = None
    lesning: str = ""
    sted: str = ""
    mappe: Mappe | None = None
    regler: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """``deler`` are the number, or the numerator and the denominator of a share, each explained."""

    tittel: str
    lesning: str
    periode: Periode
    sted: str
    fra: str
    til: str
    deler: tuple[tuple[Del, Forklart], ...]
    objekt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    folder: Path
    manifest: Manifest

    @property
    def dag(self) -> date:
        return self.manifest.uttrekksdato or self.manifest.importert.date()


def why_changed(request: WhyRequest) -> Why:
    """UsageError when the figure has no objects to tell of, or the two extracts cannot be held against each other."""
    content = content_or_stop(own_content(request.mappe, request.regler))
    known_ids((request.tall,), content)
    before, now = (_opened(name, request.mappe) for name in (request.fra, request.til))
    if before.manifest.nokkel_avtrykk != now.manifest.nokkel_avtrykk:
        raise UsageError(text("hvorfor.to_nokler"), hint=text("hvorfor.to_nokler_hint"))
    asked = request.periode or Periode(date(before.dag.year, 1, 1), date(before.dag.year, 12, 31))
    if asked.fra > before.dag:
        raise UsageError(text("hvorfor.for_uttrekket", dag=vis(before.dag)), hint=text("nokkeltall.bruk.periode_hint"))
    periode = Periode(asked.fra, min(asked.til, before.dag))  # what both can have counted, to the same day
    told, lesning = texts_of(content, [request.tall])[request.tall], request.lesning
    lesning = lesning or told.lesninger[0].navn
    if lesning not in [one.navn for one in told.lesninger]:
        names = ", ".join(one.navn for one in told.lesninger)
        raise UsageError(text("hvorfor.lesning", navn=lesning), hint=text("nokkeltall.bruk.navn_hint", navn=names))
    old, new = (_members(one, content, request.tall, lesning, periode) for one in (before, now))
    printed = _printed(request, before, lesning, asked)
    return Why(
        tittel=told.tittel,
        lesning=told.lesning(lesning).tittel,
        periode=periode,
        sted=request.sted,
        fra=vis(before.dag),
        til=vis(now.dag),
        deler=tuple(_explained(request, before, now, old, new, printed)),
        objekt=new.objekt,
    )


def _opened(name: str, mappe: Mappe | None) -> _Opened:
    folder = Path(name)
    if not is_snapshot(folder) and mappe is not None and is_snapshot(mappe.uttrekk / name):
        folder = mappe.uttrekk / name
    if not is_snapshot(folder):
        raise UsageError(text("hvorfor.ikke_uttrekk", navn=name), hint=text("hvorfor.ikke_uttrekk_hint"))
    manifest, _ = open_snapshot(folder)
    return _Opened(folder=folder, manifest=manifest)


def _members(one: _Opened, content: Content, tall: str, lesning: str, periode: Periode) -> Members:
    with _database(one) as database:
        asked = AskedFigures(per=one.dag, perioder=(periode,), tall=(tall,))
        return members(
            database, _only(figure_plan(source_of(one.manifest), asked, content, themed(content)), tall, lesning)
        )


def _database(one: _Opened) -> Database:
    database = Database(memory_limit=MEMORY)
    database.attach(one.folder)
    database.lock((one.folder,))
    return database


def _only(plan: FigurePlan, tall: str, lesning: str) -> FigurePlan:
    """The plan of one reading. UsageError when its number is not made of objects that can be counted one by one."""
    telles = tuple(w for w in plan.telles if (w.tall, w.lesning.navn) == (tall, lesning))
    regler = tuple(r for r in plan.regler if (r.tall, r.lesning.navn) == (tall, lesning))
    kept = telles[0].lesning if telles else regler[0].lesning if regler else None
    odd = kept is None or kept.over is not None or kept.varighet is not None or kept.forhold is not None
    if odd or (kept is not None and kept.tell in (Teller.DOGN, Teller.NETTER)):
        raise UsageError(text("hvorfor.kan_ikke", tall=tall, lesning=lesning), hint=text("hvorfor.kan_ikke_hint"))
    return replace(plan, telles=telles, regler=regler)


def _explained(
    request: WhyRequest, before: _Opened, now: _Opened, old: Members, new: Members, printed: Nokkelrad | None
) -> Iterator[tuple[Del, Forklart]]:
    wanted = (Del.TELLER, Del.NEVNER) if Del.TELLER in new.talt else (Del.ANTALL,)
    for del_ in wanted:
        found = explained(
            old.talt[del_],
            new.talt[del_],
            there_before=old.finnes,
            there_now=new.finnes,
            sted=request.sted,
            trykt=_as_printed(printed, del_),
        )
        changed = [one.nokkel for one in found.bidrag if one.arsak is Arsak.ENDRET]
        if new.objekt and changed:
            was, is_ = (_columns(which, new.objekt, changed) for which in (before, now))
            found = with_columns(found, was, is_)
        yield del_, found


def _columns(one: _Opened, objekt: str, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    with _database(one) as database:
        return columns_of(database, objekt, keys)


def _as_printed(rad: Nokkelrad | None, del_: Del) -> int | None:
    if rad is None:
        return None
    value = {Del.ANTALL: rad.verdi, Del.TELLER: rad.teller, Del.NEVNER: rad.nevner}[del_]
    return int(value) if value is not None and float(value).is_integer() else None


def _printed(request: WhyRequest, before: _Opened, lesning: str, periode: Periode) -> Nokkelrad | None:
    """The number as the folder's own run printed it that day, if it did."""
    if request.mappe is None:
        return None
    path = request.mappe.revisjoner / before.dag.isoformat() / "resultat" / NOKKELTALL_CSV
    rows = read_figures(path)[0] if path.is_file() else ()
    enhet, kommune = ("", request.sted) if request.sted.isdigit() else (request.sted, "")
    stock = min(periode.til, before.dag)
    return next(
        (
            rad
            for rad in rows
            if (rad.tall, rad.variant, rad.enhet, rad.kommune, rad.gruppe)
            == (request.tall, lesning, enhet, kommune, "")
            and rad.storrelse in ("antall", "antall_barn", "andel")
            and (rad.periode_fra, rad.periode_til) in (tuple(periode), (stock, stock))
        ),
        None,
    )
