"""What the municipality's own plans say is due: deadlines of its supervisions, and what this month holds."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bvaudit.model.kalender import vis
from bvaudit.model.plans import Arshjul
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.status_view import Punkt
from bvaudit.texts import text

_SOON, _RECENT = timedelta(days=60), timedelta(days=365)
_LONGEST = 60


def deadlines(tilsyn: Iterable[Tilsyn], dag: date) -> tuple[Punkt, ...]:
    """Those that are near, and those that passed within a year, the first first."""
    points = [
        _deadline(each, key, funn, frist, dag)
        for each in tilsyn
        for key, funn, frist in _named(each)
        if dag - _RECENT <= frist <= dag + _SOON
    ]
    return tuple(sorted(points, key=lambda point: (point.frist or date.max, point.tekst)))


def tasks_of_the_month(arshjul: Iterable[Arshjul], dag: date) -> tuple[Punkt, ...]:
    return tuple(
        Punkt(tekst=text("status.arshjul", tittel=oppgave.tittel), hvem=oppgave.eier)
        for each in arshjul
        for oppgave in each.oppgaver
        if dag.month in oppgave.maneder
    )


def _named(tilsyn: Tilsyn) -> Iterator[tuple[str, str, date]]:
    days = tilsyn.datoer
    for key, frist in (("uttalefrist", days.uttalefrist), ("planfrist", days.planfrist)):
        if frist is not None:
            yield key, "", frist
    for top in tilsyn.funn:
        yield from (("funnfrist", funn.tekst, funn.frist) for funn in top.within() if funn.frist is not None)


def _deadline(tilsyn: Tilsyn, key: str, funn: str, frist: date, dag: date) -> Punkt:
    what = text("status.tilsyn.funn", funn=_short(funn)) if funn else text(f"status.tilsyn.{key}")
    if frist < dag:
        return Punkt(tekst=text("status.tilsyn.var", tittel=tilsyn.tittel, hva=what, dag=vis(frist)), frist=frist)
    return Punkt(tekst=text("status.tilsyn.er", tittel=tilsyn.tittel, hva=what, dag=vis(frist)), frist=frist)


def _short(tekst: str) -> str:
    tekst = tekst.rstrip(".")
    return tekst if len(tekst) <= _LONGEST else f"{tekst[:_LONGEST].rsplit(' ', 1)[0]} …"
