"""``nokkeltall hvorfor``: why a figure is another number in a later extract, object by object."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.engine.figure_members import Members, columns_of
from bvaudit.errors import NothingExamined, UsageError
from bvaudit.extract.normalise.snapshot import is_snapshot, open_snapshot
from bvaudit.figures.why_changed import by_child, explained, one_child, with_columns
from bvaudit.intake.nokkeltall_rows import read_figures
from bvaudit.model.arsak import Arsak, Del, Forklart, Gruppe, Maling, Medlem
from bvaudit.model.kalender import vis
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.nokkeltall_file import NOKKELTALL_CSV
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_why_asked import asked_part, asked_place, asked_reading
from bvaudit.workflows.figure_why_measures import Measures, parts_of
from bvaudit.workflows.figure_why_side import Side, Wish, narrowed, side_of
from bvaudit.workflows.figures import AskedFigures, source_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.run_plan import MEMORY
from bvaudit.workflows.series import denominators, series_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRequest:
    """``fra`` and ``til`` are snapshots, or their names in the folder's ``uttrekk/``. ``enhet`` and ``kommune`` empty =
    all together. ``lesning`` empty = the standard. ``gruppe``: a part of a division, ``akse=kode`` or the code."""

    tall: str
    fra: str
    til: str
    periode: Periode | None = None
    lesning: str = ""
    enhet: str = ""
    kommune: str = ""
    gruppe: str = ""
    mappe: Mappe | None = None
    regler: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """``deler`` are the counts, each explained object by object, and ``malinger`` the numbers that are made of them.
    ``koder`` are the parts there are, where the number is divided and nobody chose one. ``objekt`` is the table the
    objects are rows of, by the count."""

    tittel: str
    lesning: Lesning
    lesetittel: str
    periode: Periode
    sted: str
    gruppe: str
    grupper: tuple[str, ...]
    fra: str
    til: str
    deler: tuple[tuple[Del, Forklart], ...]
    malinger: tuple[Maling, ...]
    objekt: Mapping[Del, str]
    ord: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    folder: Path
    manifest: Manifest

    @property
    def dag(self) -> date:
        return self.manifest.uttrekksdato or self.manifest.importert.date()

    def database(self) -> Database:
        database = Database(memory_limit=MEMORY)
        database.attach(self.folder)
        database.lock((self.folder,))
        return database


def why_changed(request: WhyRequest) -> Why:
    """UsageError when the two extracts cannot be held against each other, NothingExamined when one of them does not
    have the number."""
    content = content_or_stop(own_content(request.mappe, request.regler))
    told, lesning = asked_reading(content, request.tall, request.lesning)
    before, now = _both(request)
    asked, counted = _periods(request.periode, before.dag, lesning)
    sted = asked_place(request.enhet, request.kommune, request.mappe, [before.manifest, now.manifest])
    wish = Wish(tall=request.tall, lesning=lesning.navn, gruppe=asked_part(lesning, request.gruppe, told.koder))
    old = _side(before, asked, content, wish, request.mappe).at(sted)
    new = _side(now, counted, content, wish, request.mappe).at(sted)
    _has_number(wish, sted, ((before, old), (now, new)))
    printed = _printed(request.mappe, before.dag, wish, sted, asked)
    measures = Measures(lesning, wish.gruppe, old, new, sted, printed)
    deler = tuple(_parts(lesning, wish.gruppe, (before, now), (old, new), measures))
    return Why(
        tittel=told.tittel,
        lesning=lesning,
        lesetittel=told.lesning(lesning.navn).tittel,
        periode=counted,
        sted=sted,
        gruppe=str(wish.gruppe or ""),
        grupper=tuple(dict.fromkeys(row.gruppe for side in (old, new) for row in side.rader if row.gruppe)),
        fra=vis(before.dag),
        til=vis(now.dag),
        deler=tuple((del_, found) for del_, found, _ in deler),
        malinger=tuple(measures.all()),
        objekt={del_: objekt for del_, _, objekt in deler},
        ord={f"{akse}={kode}": ord_ for akse, codes in told.koder.items() for kode, ord_ in codes.items()},
    )


def _both(request: WhyRequest) -> tuple[_Opened, _Opened]:
    before, now = (_opened(name, request.mappe) for name in (request.fra, request.til))
    if before.manifest.nokkel_avtrykk != now.manifest.nokkel_avtrykk:
        raise UsageError(text("hvorfor.to_nokler"), hint=text("hvorfor.to_nokler_hint"))
    if now.dag < before.dag:
        raise UsageError(
            text("hvorfor.omvendt", fra=vis(before.dag), til=vis(now.dag)), hint=text("hvorfor.omvendt_hint")
        )
    return before, now


def _opened(name: str, mappe: Mappe | None) -> _Opened:
    folder = Path(name)
    if not is_snapshot(folder) and mappe is not None and is_snapshot(mappe.uttrekk / name):
        folder = mappe.uttrekk / name
    if not is_snapshot(folder):
        raise UsageError(text("hvorfor.ikke_uttrekk", navn=name), hint=text("hvorfor.ikke_uttrekk_hint"))
    manifest, _ = open_snapshot(folder)
    return _Opened(folder=folder, manifest=manifest)


def _periods(asked: Periode | None, dag: date, lesning: Lesning) -> tuple[Periode, Periode]:
    """What was asked for, and what both extracts can have counted of it, to the same day."""
    asked = asked or Periode(date(dag.year, 1, 1), date(dag.year, 12, 31))
    if asked.fra > dag:
        raise UsageError(text("hvorfor.for_uttrekket", dag=vis(dag)), hint=text("nokkeltall.bruk.periode_hint"))
    if lesning.perioder and asked.slag not in lesning.perioder:
        kinds = ", ".join(text(f"hvorfor.periode.{one.value}") for one in lesning.perioder)
        raise UsageError(text("hvorfor.bare_perioder", slag=kinds), hint=text("nokkeltall.bruk.periode_hint"))
    return asked, Periode(asked.fra, min(asked.til, dag))


def _side(one: _Opened, periode: Periode, content: Content, wish: Wish, mappe: Mappe | None) -> Side:
    own = narrowed(content, wish.tall, wish.lesning)
    asked = AskedFigures(per=one.dag, perioder=(periode,), tall=(wish.tall,))
    figure = content.nokkeltall.get(wish.tall)
    series = figure is not None and any(lesning.forhold for lesning in figure.lesninger)
    serier: tuple[Nokkelrad, ...] = denominators(series_of(mappe, content)) if series else ()
    with one.database() as database:
        return side_of(database, source_of(one.manifest), asked, own, wish, serier)


def _has_number(wish: Wish, sted: str, sides: Sequence[tuple[_Opened, Side]]) -> None:
    """A unit or a part that is not in one of the extracts has 0 there; in neither it is a slip of the pen."""
    for opened, side in sides:
        for row in side.rader:
            if row.tilstand in (Tilstand.IKKE_UNDERSOKT, Tilstand.MANGLER_SYSTEM):
                raise NothingExamined(text("hvorfor.ikke_telt", dag=vis(opened.dag), grunn=row.merknad))
    rader = [row for _, side in sides for row in side.rader]
    if not rader:
        raise UsageError(text("hvorfor.ingen_rad", tall=wish.tall, lesning=wish.lesning, sted=sted))
    if wish.gruppe is not None and str(wish.gruppe) not in {row.gruppe for row in rader}:
        raise UsageError(text("hvorfor.gruppe", navn=wish.gruppe.kode))


def _parts(
    lesning: Lesning,
    gruppe: Gruppe | None,
    opened: tuple[_Opened, _Opened],
    sides: tuple[Side, Side],
    measures: Measures,
) -> Iterator[tuple[Del, Forklart, str]]:
    for del_ in parts_of(lesning, gruppe):
        below = del_ is Del.NEVNER and lesning.forhold is not None
        old, new = (side.under if below else side.bak for side in sides)
        if old is None or new is None or del_ not in old.talt or del_ not in new.talt:
            continue  # an imported series, or a number that is no count: nobody is behind it
        found, objekt = part_of(del_, old, new, measures.sted, measures.printed(del_))
        changed = [one.nokkel for one in found.bidrag if one.arsak is Arsak.ENDRET]
        if objekt and changed:
            was, is_ = (_columns(which, objekt, changed) for which in opened)
            found = with_columns(found, was, is_)
        yield del_, found, objekt


def part_of(del_: Del, old: Members, new: Members, sted: str, trykt: int | None = None) -> tuple[Forklart, str]:
    """One count explained, and the table its objects are rows of."""
    children = one_child(old.saker, new.saker)

    def named(one: Members) -> tuple[tuple[Medlem, ...], frozenset[str]]:
        if not children:
            return tuple(one.talt[del_]), one.finnes
        return by_child(one.talt[del_], children), frozenset(children[key] for key in one.finnes)

    (before, there_before), (now, there_now) = named(old), named(new)
    found = explained(before, now, there_before=there_before, there_now=there_now, sted=sted, trykt=trykt)
    return found, new.objekt


def _columns(one: _Opened, objekt: str, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    with one.database() as database:
        return columns_of(database, objekt, keys)


def _printed(mappe: Mappe | None, dag: date, wish: Wish, sted: str, periode: Periode) -> tuple[Nokkelrad, ...]:
    """The rows of the reading as the folder's own run printed them that day, if it did."""
    if mappe is None:
        return ()
    path = mappe.revisjoner / dag.isoformat() / "resultat" / NOKKELTALL_CSV
    rows = read_figures(path)[0] if path.is_file() else ()
    stock = min(periode.til, dag)
    enhet, kommune = ("", sted) if sted.isdigit() else (sted, "")
    return tuple(
        rad
        for rad in rows
        if (rad.tall, rad.variant, rad.enhet, rad.kommune) == (wish.tall, wish.lesning, enhet, kommune)
        and (rad.periode_fra, rad.periode_til) in (tuple(periode), (stock, stock))
        and rad.tilstand in (Tilstand.VERDI, Tilstand.INGEN)
    )
