"""What happens in the example municipality after the new year, as it is seen in the extracts of 2026.

Most goes on as before. In Midtbyen the service has begun to make plans and to evaluate every quarter; in Sørlia three
meldinger are left lying after Easter. So a register can show one fault that is mended, and one that comes back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import eksempel_mal as mal
from eksempel_bygger import Barn, Bygger, new_id
from eksempel_historier import new_case
from eksempel_modell import Besok, Hendelse, Kode, Melding, Plan, Sak, Tiltak, Undersokelse, plus_months

DAG = timedelta(days=1)
SIST = date(2026, 5, 30)  # the last day that can be seen
SENERE_UTTREKK = {
    date(2026, 3, 30): "2026-03-31T02:00:00+02:00",
    date(2026, 5, 30): "2026-05-31T02:00:00+02:00",
}
_NYTTAR = date(2026, 1, 5)  # the first day at work
_KVARTAL = timedelta(days=88)
_BEDRE = mal.MIDTBYEN
_LIGGENDE = (mal.SORLIA, (date(2026, 4, 13), date(2026, 4, 15), date(2026, 4, 20)))  # unit, when the three came
_NYE = 48  # new meldinger, one every third day
_RUNDER = (date(2026, 3, 2), date(2026, 5, 4))  # when they begin to evaluate every plan in Midtbyen
_HJELP, _UNDERSOKELSESPLAN = "1", "7"  # kinds of plan
_NYE_KODER = date(2026, 1, 1)  # the lists were changed
_LAGT_BORT = "10"  # how a melding that leads to nothing is concluded from then on
_TEMA = {"7": "3.1.08", "9": "3.1.03", "3": "3.1.01", "25": "2.4.04", "6": "2.4.02"}  # some of the old themes, as now
_ANNET_TEMA = "2.1.02"
_HENLAGT = "3"  # how an undersøkelse that finds nothing to do ends


def later_cases(saker: list[Sak], seed: int) -> list[Sak]:
    """The same cases as they stand on ``SIST``, and the new ones."""
    return [*(_goes_on(sak, Random(f"{seed}/senere/{sak.id}")) for sak in saker), *_new(saker, seed)]


def _goes_on(sak: Sak, rng: Random) -> Sak:
    if sak.slutt is not None or sak.slettet:
        return sak
    sak = replace(sak, meldinger=tuple(_concluded(one) if one.slutt is None else one for one in sak.meldinger))
    if any(one.slutt is None for one in sak.undersokelser):
        sak = _ended(sak)
    sak = replace(sak, tiltak=tuple(_visited(one, rng) for one in sak.tiltak))
    return _evaluated(sak, rng)


def _concluded(melding: Melding) -> Melding:
    slutt = max(melding.start + 6 * DAG, date(2025, 12, 31))
    return replace(melding, slutt=slutt, konklusjon=_LAGT_BORT if slutt >= _NYE_KODER else "1")


def _ended(sak: Sak) -> Sak:
    """The undersøkelse that ran is ended before its limit, and the case with it when nothing else runs."""
    days = {one.id: _end_of(one) for one in sak.undersokelser if one.slutt is None}
    undersokelser = tuple(
        replace(one, slutt=days[one.id], konklusjon=Kode(kode=_HENLAGT)) if one.id in days else one
        for one in sak.undersokelser
    )
    last = max(days.values())
    planer = tuple(
        replace(one, slutt=max(one.start, last)) if one.kode == _UNDERSOKELSESPLAN and one.slutt is None else one
        for one in sak.planer
    )
    runs = any(one.slutt is None for one in sak.tiltak)
    return replace(sak, undersokelser=undersokelser, planer=planer, slutt=None if runs else min(last + 4 * DAG, SIST))


def _end_of(one: Undersokelse) -> date:
    limit = plus_months(one.start, 6 if one.frist_innvilget else 3)
    return max(limit - 4 * DAG, _NYTTAR + 4 * DAG)


def _visited(one: Tiltak, rng: Random) -> Tiltak:
    """The visits go on as often as they did."""
    if one.slutt is not None:
        return one
    return replace(one, oppfolging=_again(one.oppfolging, rng), tilsyn=_again(one.tilsyn, rng))


def _again(besok: Besok | None, rng: Random) -> Besok | None:
    if besok is None or not besok.utfort:
        return besok
    days = _every_quarter(max(one.dato for one in besok.utfort))
    return replace(besok, utfort=(*besok.utfort, *(Hendelse(id=new_id(rng), dato=dag) for dag in days)))


def _every_quarter(last: date) -> Iterator[date]:
    """The days it is done again after ``last``, once somebody is back at work."""
    dag = max(last + _KVARTAL, _NYTTAR)
    while dag <= SIST:
        yield dag
        dag += _KVARTAL


def _evaluated(sak: Sak, rng: Random) -> Sak:
    """Those that were evaluated last quarter are so again; in one unit all are, and those without a plan get one."""
    if not any(_is_help(one) for one in sak.tiltak):
        return sak
    planer = [_looked_at(one, rng, always=sak.enhet == _BEDRE) for one in sak.planer]
    if sak.enhet == _BEDRE and not any(one.kode == _HJELP and one.slutt is None for one in planer):
        made = date(2026, 1, 12) + rng.randint(0, 20) * DAG
        looked = tuple(Hendelse(id=new_id(rng), dato=dag) for dag in _rounds(rng))
        planer.append(Plan(id=new_id(rng), start=made, kode=_HJELP, evalueringer=looked))
    tiltak = tuple(_in_new_format(one, rng) if sak.versjon == "v5" else one for one in sak.tiltak)
    return replace(sak, planer=tuple(planer), tiltak=tiltak if sak.enhet == _BEDRE else sak.tiltak)


def _in_new_format(one: Tiltak, rng: Random) -> Tiltak:
    """In the newest format it is the measure that is evaluated."""
    if not _is_help(one):
        return one
    looked = tuple(Hendelse(id=new_id(rng), dato=dag) for dag in _rounds(rng))
    return replace(one, evalueringer=(*one.evalueringer, *looked))


def _is_help(one: Tiltak) -> bool:
    return one.slutt is None and one.hjemmel.kapittel in ("3", "4")


def _looked_at(plan: Plan, rng: Random, *, always: bool) -> Plan:
    if plan.kode != _HJELP or plan.slutt is not None or plan.slettet:
        return plan
    last = max((one.dato for one in plan.evalueringer), default=plan.start)
    if not always and last < date(2025, 8, 1):
        return plan
    days = _rounds(rng) if always else tuple(_every_quarter(last))
    return replace(plan, evalueringer=(*plan.evalueringer, *(Hendelse(id=new_id(rng), dato=dag) for dag in days)))


def _rounds(rng: Random) -> tuple[date, ...]:
    return tuple(first + rng.randint(0, 18) * DAG for first in _RUNDER)


def _new(saker: list[Sak], seed: int) -> Iterator[Sak]:
    """Meldinger that came in the quarter, in every unit, and the three that were left lying."""
    stokker, barn = mal.Stokker(seed + 1), Barn(one.nummer for sak in saker for one in sak.personalia)
    antall, (enhet, days) = len(saker), _LIGGENDE
    with _until(SIST):
        for nr in range(_NYE):
            b = _case(antall + nr + 1, stokker.trekk("enhet", mal.ENHET_MELDING), stokker, barn)
            new_case(b, _NYTTAR + nr * 3 * DAG)
            yield _with_new_codes(b.sak)
        for nr, kom in enumerate(days, start=_NYE):
            b = _case(antall + nr + 1, enhet, stokker, barn)
            b.child_of_age(kom)
            b.add_melding(kom, kom + 16 * DAG, "1")
            b.close(kom + 20 * DAG)
            yield _with_new_codes(b.sak)


def _with_new_codes(sak: Sak) -> Sak:
    meldinger = (
        replace(
            one,
            konklusjon=_LAGT_BORT if one.konklusjon == "1" else one.konklusjon,
            tema=tuple(Kode(kode=kode) for kode in dict.fromkeys(_TEMA.get(t.kode, _ANNET_TEMA) for t in one.tema)),
        )
        for one in sak.meldinger
    )
    return replace(sak, meldinger=tuple(meldinger))


def _case(nr: int, enhet: str, stokker: mal.Stokker, barn: Barn) -> Bygger:
    return Bygger(nr=nr, enhet=enhet, versjon="v4", stokker=stokker, barn=barn)


@contextmanager
def _until(dag: date) -> Iterator[None]:
    """The stories are told up to another day."""
    before, mal.SISTE_DAG = mal.SISTE_DAG, dag
    try:
        yield
    finally:
        mal.SISTE_DAG = before
