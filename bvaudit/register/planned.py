"""What the content plans, as things that are followed: a control of the årshjul, a point of a list, a supervision, and
the plan of a unit. Each has its number before anybody has written of it, and is opened by the first event about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser import TingOpprettet, UtgaveSendt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.ting import (
    FORSTAVELSER,
    Feltverdi,
    Slag,
    Ting,
    plan_number,
    point_number,
    supervision_number,
)
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.guards_common import LONGEST_TITLE, canonical
from bvaudit.register.planned_tasks import Kontroll, control, controls, known_unit
from bvaudit.register.roles import join, rank, stands_alone

LIST, TASK, LAST_DAY = "arshjul", "oppgave", "siste_dag"  # facts a control is born with, beside what people write
_NEVER = datetime.min.replace(tzinfo=UTC)


def things(kontekst: Kontekst, ar: int | None) -> tuple[Ting, ...]:
    """Every planned thing, as it would be opened: the controls of that year (None: no controls), the points of the
    lists, and the municipality's own supervisions. Not the plans of the units, which are nothing but a place to write.
    The day it was opened is the first of all days, and no event is about it."""
    tasks = () if ar is None else controls(kontekst, ar)
    return (*(_task(kontekst, one) for one in tasks), *_points(kontekst), *_supervisions(kontekst, own=True))


def thing(kontekst: Kontekst, nr: str) -> Ting | None:
    """The planned thing with that number; None when the content plans none, which is also so for a control that the
    årshjul no longer has."""
    slag = next((one for one, start in FORSTAVELSER.items() if nr.startswith(f"{start}-")), None)
    match slag:
        case Slag.OPPGAVE:
            found = control(kontekst, nr)
            return _task(kontekst, found) if found is not None else None
        case Slag.LISTEPUNKT:
            return next((one for one in _points(kontekst, nr) if one.nr == nr), None)
        case Slag.TILSYN:
            return next((one for one in _supervisions(kontekst, own=False) if one.nr == nr), None)
        case Slag.KONTROLL:
            return _control_found(kontekst, nr)
        case Slag.PLAN:
            enhet = nr.removeprefix(plan_number(""))
            return _thing(nr, Slag.PLAN, "", enhet=enhet) if enhet in kontekst.enheter else None
        case _:
            return None


def with_planned(reg: Registeret, kontekst: Kontekst, what: Iterable[str] | int | None) -> Registeret:
    """The register with the planned things there too that nobody has written of: those with the numbers, or as
    ``things`` has them for the year."""
    if what is None or isinstance(what, int):
        found = things(kontekst, what)
    else:
        found = tuple(one for one in (thing(kontekst, nr) for nr in what) if one is not None)
    fresh = {one.nr: one for one in found if one.nr not in reg.ting}
    return replace(reg, ting={**reg.ting, **fresh}) if fresh else reg


def opening(kontekst: Kontekst, nr: str, hvem: str, dag: date, fil: str = "") -> TingOpprettet:
    """What opens it. LookupError when the content plans nothing with that number. ``hvem`` owns the plan of a unit; of
    all else the content says who."""
    found = thing(kontekst, nr)
    if found is None:
        raise LookupError(nr)
    return TingOpprettet(
        nr=nr,
        slag=found.slag,
        tittel=found.tittel,
        enhet=found.enhet,
        eier=hvem if found.slag is Slag.PLAN else found.eier,
        dag=dag,
        felt={navn: one.verdi for navn, one in found.felt.items()},
        fil=fil,
    )


def opened(reg: Registeret, kontekst: Kontekst, new: Sequence[Ny], dag: date) -> tuple[Ny, ...]:
    """The events, with what opens a planned thing put before the first that is about it. What the content does not plan
    is left for the guards to refuse."""
    there = set(reg.ting)
    made: list[Ny] = []
    for ny in new:
        if not isinstance(ny.hendelse, UtgaveSendt):  # a paper that was sent has written nothing of what it tells
            for nr in ny.hendelse.om:
                if nr not in there and not isinstance(ny.hendelse, TingOpprettet) and thing(kontekst, nr) is not None:
                    made.append(Ny(hvem=ny.hvem, hendelse=opening(kontekst, nr, ny.hvem, dag)))
                    there.add(nr)
        there.update(ny.hendelse.om)
        made.append(ny)
    return tuple(made)


def task_owner(kontekst: Kontekst, one: Kontroll) -> str:
    """``rolle@enhet``, or a role alone; empty where the årshjul names no role the kodeverk has, or one that must have a
    unit and has none."""
    return _owner(kontekst, one.oppgave.rolle, one.enhet)


def _control_found(kontekst: Kontekst, nr: str) -> Ting | None:
    """What one of the national register's own controls finds in a unit, whether it finds anything now or not."""
    regel, _, enhet = nr.removeprefix(f"{FORSTAVELSER[Slag.KONTROLL]}-").partition(":")
    rule = kontekst.regler.get(regel)
    if rule is None or rule.kontroll is None or enhet not in kontekst.enheter:
        return None
    return _thing(nr, Slag.KONTROLL, rule.avvikstekst, enhet=enhet, facts={"kontroll": regel})


def _task(kontekst: Kontekst, one: Kontroll) -> Ting:
    facts = {LIST: one.arshjul.id, TASK: one.oppgave.id, LAST_DAY: one.frist.isoformat()}
    eier = task_owner(kontekst, one)
    return _thing(one.nr, Slag.OPPGAVE, one.oppgave.tittel, enhet=one.enhet, eier=eier, facts=facts)


def _points(kontekst: Kontekst, nr: str = "") -> Iterator[Ting]:
    """``nr``: only those of the list it can be in."""
    for liste in kontekst.lister:
        if nr and not nr.startswith(point_number(liste.id, "")):
            continue
        for punkt in liste.innhold:
            units = [enhet for enhet in (known_unit(kontekst, said) for said in punkt.enheter) if enhet]
            enhet = units[0] if len(units) == len(punkt.enheter) == 1 else ""
            yield _thing(
                point_number(liste.id, punkt.id),
                Slag.LISTEPUNKT,
                punkt.tekst,
                enhet=enhet,
                eier=_owner(kontekst, punkt.eier, enhet),
                facts={"liste": liste.id, "punkt": punkt.id},
            )


def _supervisions(kontekst: Kontekst, *, own: bool) -> Iterator[Ting]:
    for one in kontekst.tilsyn:
        if one.egen or not own:
            nr = supervision_number(one.id)
            yield _thing(nr, Slag.TILSYN, one.tittel, enhet=_only(kontekst, one), facts={"tilsyn": one.id})


def _only(kontekst: Kontekst, tilsyn: Tilsyn) -> str:
    """The one unit it is about; empty where it is about several, or all."""
    units = [known_unit(kontekst, said) for said in tilsyn.enheter]
    return units[0] if len(units) == 1 else ""


def _thing(
    nr: str, slag: Slag, tittel: str, *, enhet: str = "", eier: str = "", facts: dict[str, str] | None = None
) -> Ting:
    return Ting(
        nr=nr,
        slag=slag,
        tittel=_title(tittel),
        enhet=enhet,
        eier=eier,
        apnet=date.min,
        felt={navn: Feltverdi(verdi=verdi, hendelse=0, hvem="", tid=_NEVER) for navn, verdi in (facts or {}).items()},
    )


def _title(said: str) -> str:
    """As the log keeps a title: on one line, and not longer than it holds."""
    line = " ".join(canonical(said).split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _owner(kontekst: Kontekst, said: str, enhet: str) -> str:
    """``said`` is the code of a role, or what it is called, with small letters or large."""
    by_words = {one.tekst.casefold(): one.kode for one in kontekst.kodeverk.roller}
    rolle = by_words.get(said.casefold(), said.casefold())
    if rank(rolle, kontekst.kodeverk) is None:
        return ""
    if stands_alone(rolle, kontekst.kodeverk):
        return rolle
    return join(rolle, enhet) if enhet else ""
