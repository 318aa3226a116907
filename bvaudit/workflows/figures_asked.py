"""Which figures, periods, units and municipalities somebody asked for, by the names they have in the extract."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Protocol

from bvaudit.errors import UsageError
from bvaudit.loading.schema.hints import nearest
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.tallperiode import Periode, kalenderperioder
from bvaudit.reports.figure_words import periode
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.figures import AskedFigures
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.series import SeriesRead

YEARS = 3  # that stand beside each other when nobody has asked for others


class Wish(Protocol):
    """What was typed; see ``FigureRequest``."""

    @property
    def mappe(self) -> Mappe | None: ...
    @property
    def perioder(self) -> tuple[Periode, ...] | None: ...
    @property
    def tall(self) -> tuple[str, ...]: ...
    @property
    def enheter(self) -> tuple[str, ...]: ...
    @property
    def kommuner(self) -> tuple[str, ...]: ...
    @property
    def krav(self) -> bool: ...


def known_ids(asked: Sequence[str], content: Content) -> None:
    every = [*content.nokkeltall, *(one.id for one in content.planer.serier), *content.regler]
    for id_ in asked:
        if id_ not in every:
            near = nearest(id_, sorted(every))
            hint = text("felles.mente_du", naer=near) if near else text("nokkeltall.bruk.ukjent_hint")
            raise UsageError(text("nokkeltall.bruk.ukjent", id=id_), hint=hint)


def not_for_these(asked: Sequence[str], there: Collection[str], content: Content) -> Iterator[tuple[str, str]]:
    """The figures that were asked for and have no row: they are counted for other periods than these."""
    for id_ in dict.fromkeys(asked):
        if id_ in content.nokkeltall and id_ not in there:
            yield content.nokkeltall[id_].tittel, text("nokkeltall.ikke_for_perioden")


def asked_of(request: Wish, content: Content, per: date, prepared: Prepared) -> AskedFigures:
    perioder = request.perioder or kalenderperioder(per.year - YEARS + 1, per.year)
    for one in perioder:
        if one.fra > per:
            raise UsageError(
                text("nokkeltall.bruk.fram_i_tid", periode=periode(*one, per)),
                hint=text("nokkeltall.bruk.fram_i_tid_hint", dag=vis(per)),
            )
    series = {one.id for one in content.planer.serier}
    units = tuple(one.navn for one in prepared.manifest.enheter)
    towns = municipalities(request.mappe, prepared)
    tall = tuple(id_ for id_ in request.tall if id_ not in series)
    return AskedFigures(
        per=per,
        perioder=perioder,
        tall=tall if not request.tall or tall else ("",),  # series alone: nothing is counted
        enheter=tuple(named(name, units, "enhet") for name in request.enheter),
        kommuner=tuple(town(name, towns) for name in request.kommuner),
        regler=request.krav,
    )


def named(asked: str, names: Sequence[str], what: str) -> str:
    """The name itself, or the only one that begins so."""
    key = asked.casefold()
    found = [name for name in names if name.casefold() == key] or [n for n in names if n.casefold().startswith(key)]
    if len(found) != 1:
        near = "" if found else nearest(asked, names)
        every = text("nokkeltall.bruk.navn_hint", navn=", ".join(names))
        hint = text("felles.mente_du", naer=near) if near else every
        raise UsageError(text(f"nokkeltall.bruk.{what}", navn=asked), hint=hint)
    return found[0]


def town(asked: str, towns: dict[str, str]) -> str:
    if asked in towns:
        return asked
    name = named(asked, tuple(towns.values()), "kommune")
    return next(nummer for nummer, navn in towns.items() if navn == name)


def municipalities(mappe: Mappe | None, prepared: Prepared) -> dict[str, str]:
    own: dict[str, str] = {}
    if mappe is not None:
        own = {mappe.kommune.kommunenummer: mappe.kommune.navn}
        own |= {one.kommunenummer: one.navn for one in mappe.kommune.partnere}
    named = {**own, **prepared.manifest.kommunenavn}
    return {nummer: navn for nummer, navn in named.items() if nummer}


def series_rows(request: Wish, serier: SeriesRead) -> Iterator[Nokkelrad]:
    """What the series state of what was asked for."""
    for rad in serier.rader:
        if request.tall and rad.tall not in request.tall:
            continue
        named = not request.enheter or not rad.enhet or any(_begins(rad.enhet, one) for one in request.enheter)
        if named and (request.perioder is None or any(_overlap(rad, one) for one in request.perioder)):
            yield rad


def _overlap(rad: Nokkelrad, asked: Periode) -> bool:
    return rad.periode_fra <= asked.til and rad.periode_til >= asked.fra


def _begins(name: str, asked: str) -> bool:
    return name.casefold().startswith(asked.casefold())
