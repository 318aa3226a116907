"""Everything that is followed and has a day, on one list: avvik and measures, and what the content plans.

Nothing is warned of twice: each thing has one row for each thing there is to do about it, whatever it is called by.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from bvaudit.model.kodeverk import DROPPET, FULLFORT, I_BRUK
from bvaudit.model.registeret.avvik import Avvik, Registeret, Stilling
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag
from bvaudit.model.registeret.ting import Slag, Ting, link_number
from bvaudit.register.controls_followed import due_of
from bvaudit.register.deadlines import CHECK, CLOSING, deadlines
from bvaudit.register.due_planned import points, supervision, tasks
from bvaudit.register.due_row import falls_due
from bvaudit.register.gate import last_attempt
from bvaudit.register.listed import current
from bvaudit.register.listed import standing as points_of
from bvaudit.register.planned_tasks import parts
from bvaudit.register.supervised import standing, without_file
from bvaudit.register.year import year
from bvaudit.texts import text

MONTH = 30  # days ahead that are warned of, unless another number is asked for
PUT_OFF = "utsatt"
_WORKS = (I_BRUK, FULLFORT, DROPPET)
_LOOKED = timedelta(days=MONTH)  # so long before a check is to be made, it may have been made


def due(reg: Registeret, kontekst: Kontekst, dag: date, ahead: int = MONTH) -> tuple[Forfall, ...]:
    """What is over on ``dag`` and what falls due within ``ahead`` days, the first day first."""
    later = dag + timedelta(days=ahead)
    planned = (*_tasks(reg, kontekst, dag, later), *_planned(reg, kontekst, dag), *_controls(reg, dag))
    every = (*_avvik(reg, kontekst, dag), *_measures(reg, kontekst, dag), *planned)
    return _in_order(one for one in every if one.dager <= ahead)


def _in_order(every: Iterable[Forfall]) -> tuple[Forfall, ...]:
    kinds = list(Forfallslag)
    return tuple(sorted(every, key=lambda one: (one.dag, kinds.index(one.slag), one.enhet, one.nr, one.gjor)))


def _tasks(reg: Registeret, kontekst: Kontekst, dag: date, later: date) -> Iterator[Forfall]:
    """Of this year, the one before, the one that comes, and any other somebody has written of."""
    written = {said[0].year for ting in reg.av_slag(Slag.OPPGAVE) if (said := parts(ting.nr)) is not None}
    signed = {(one.ar, one.enhet) for one in reg.signert}
    for ar in sorted({dag.year - 1, dag.year, later.year} | {one for one in written if one < later.year}):
        yield from tasks(year(reg, kontekst, ar, dag), dag, signed)


def _planned(reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    """Of the municipality's own supervisions, and of the lists no other comes after."""
    for tilsyn in kontekst.tilsyn:
        if tilsyn.egen:
            yield from supervision(standing(tilsyn, reg, kontekst, dag), tilsyn, kontekst, dag)
    for tilsyn in without_file(reg, kontekst):
        for row in supervision(standing(tilsyn, reg, kontekst, dag), tilsyn, kontekst, dag):
            yield replace(row, kommando=("tilsyn",))
    lister = current(kontekst.lister)
    stands = (stand for liste in lister for stand in points_of(liste, reg, kontekst, dag))
    yield from points(lister, stands, kontekst, dag)


def _controls(reg: Registeret, dag: date) -> Iterator[Forfall]:
    """What a control of the national register found, where somebody has said when it is to be mended."""
    for ting in reg.av_slag(Slag.KONTROLL):
        frist = due_of(ting)
        if frist is not None:
            yield falls_due(
                Forfallslag.KONTROLL,
                ting.nr,
                ting.tittel,
                text("forfall.kontroll.gjor"),
                frist,
                dag,
                enhet=ting.enhet,
                eier=ting.verdi("eier") or ting.eier,
                kommando=("register", "kontroller", ting.verdi("kontroll")),
            )


def _avvik(reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    for avvik in reg.avvik.values():
        days = _open_days(avvik, reg, kontekst, dag) if avvik.apen else _ended_days(avvik, reg, kontekst, dag)
        owner = avvik.ting.verdi("ansvarlig") or avvik.ting.eier
        for what, frist in days:
            yield falls_due(
                Forfallslag.AVVIK,
                avvik.nr,
                avvik.ting.tittel or avvik.nr,
                text(f"forfall.avvik.{what}"),
                frist,
                dag,
                enhet=avvik.enhet,
                eier=owner,
                kommando=_command(what, avvik, kontekst),
            )


def _open_days(avvik: Avvik, reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[tuple[str, date]]:
    runs = deadlines(avvik, reg, kontekst, dag).lop
    yield from runs.items()
    last = last_attempt(reg, avvik)
    check = last.neste_kontroll if last is not None and last.ferdig else None
    if check is not None and check != runs.get(CLOSING):
        yield CHECK, check
    if not runs and avvik.stilling is Stilling.UTSATT and avvik.utsettelser:
        until = max(one.til for one in avvik.utsettelser)
        if until >= dag:
            yield PUT_OFF, until


def _ended_days(avvik: Avvik, reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[tuple[str, date]]:
    """What ended for want of cases is looked at again; whoever has done so, writes a comment."""
    check = deadlines(avvik, reg, kontekst, dag).neste
    if check is None or any(one.slekt_til == avvik.nr for one in reg.avvik.values()):
        return
    if not any(one.tid.date() >= check - _LOOKED for one in avvik.ting.kommentarer):
        yield "sett-igjen", check


def _command(what: str, avvik: Avvik, kontekst: Kontekst) -> tuple[str, ...]:
    if what == CLOSING:
        return ("register", "lukk", avvik.nr)
    if what in (CHECK, PUT_OFF, "sett-igjen") or not avvik.enhet:
        return ("register", "historikk", avvik.nr)
    return ("register", "eksport", "--enhet", kontekst.enhet(avvik.enhet))


def _measures(reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    linked: dict[str, list[Avvik]] = {}
    for avvik in reg.apne:
        for tiltak in avvik.tiltak:
            linked.setdefault(tiltak, []).append(avvik)
    for ting in reg.av_slag(Slag.TILTAK):
        frist = ting.dato("frist")
        if frist is not None and ting.avsluttet is None and ting.verdi("tiltaksstatus") != DROPPET:
            yield from _measure(ting, frist, linked.get(ting.nr, []), reg, dag)


def _measure(ting: Ting, frist: date, avvik: list[Avvik], reg: Registeret, dag: date) -> Iterator[Forfall]:
    """It is to be in use by then: a row for each unit that has not taken it in use, and one for its owner as long as
    nothing says that it is."""
    waiting: dict[str, Avvik] = {}
    for one in avvik:
        if not _in_use(reg, one.nr, ting.nr):
            waiting.setdefault(one.enhet, one)
    owner = ting.verdi("eier") or ting.eier
    everywhere = bool(avvik) and not waiting
    hva, nr, kommando = ting.tittel or ting.nr, ting.nr, ("register", "historikk", ting.nr)
    if ting.verdi("tiltaksstatus") not in _WORKS and not everywhere and ting.enhet not in waiting:
        gjor = text("forfall.tiltak.eier")
        yield falls_due(Forfallslag.TILTAK, nr, hva, gjor, frist, dag, enhet=ting.enhet, eier=owner, kommando=kommando)
    for enhet, of in waiting.items():
        here = owner if enhet == ting.enhet else of.ting.verdi("ansvarlig") or of.ting.eier
        gjor = text("forfall.tiltak.enhet")
        yield falls_due(Forfallslag.TILTAK, nr, hva, gjor, frist, dag, enhet=enhet, eier=here, kommando=kommando)


def _in_use(reg: Registeret, avvik: str, tiltak: str) -> bool:
    link = reg.ting.get(link_number(avvik, tiltak))
    return link is not None and link.verdi("tiltaksstatus") in _WORKS
