"""What the content plans, gathered for the sheets of a workbook: each with where it stands, and its words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bvaudit.findings.citing import cited
from bvaudit.model.lister import Liste, Listepunkt
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand, Punktstand
from bvaudit.model.registeret.ting import Ting, point_number, supervision_number
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.listed import current
from bvaudit.register.listed import standing as point_standing
from bvaudit.register.missed import task_of
from bvaudit.register.planned import with_planned
from bvaudit.register.planned_tasks import parts
from bvaudit.register.supervised import finding_numbers, standing, wanted
from bvaudit.register.year import year
from bvaudit.reports.register_planned import Oppgaverad, Planlagt, Punktrad, Tilsynsrad
from bvaudit.workflows.content import Content

Law = Mapping[tuple[str, str], str]  # årshjul and task → the law it rests on
_STILL_ASKED = 2  # the last month of a new year in which the year before is still written of
_LAST_MONTH = 12  # what nobody has written of is asked about only when it is this near
_UNFINISHED = ("ikke-startet", "pagar")


def law_of_tasks(content: Content) -> Law:
    return {
        (hjul.id, one.id): "; ".join(cited(one.hjemmel, content.lover))
        for hjul in (*content.lag.under.planer.arshjul, *content.planer.arshjul)
        for one in hjul.oppgaver
    }


def law_of_controls(reg: Registeret, law: Law) -> dict[str, tuple[str, ...]]:
    """The control an avvik was opened for, because it was not done → the law its task rests on."""
    of_task = {task: cited for (_, task), cited in law.items()}
    found = {avvik.punkt: parts(avvik.punkt) for avvik in reg.avvik.values()}
    return {punkt: (of_task.get(said[1], ""),) for punkt, said in found.items() if said is not None}


def planned_of(
    reg: Registeret,
    kontekst: Kontekst,
    dag: date,
    *,
    ar: int | None = None,
    lister: Sequence[str] = (),
    law: Law | None = None,
) -> Planlagt:
    """The controls of ``ar`` (the year of ``dag``, with what is left undone of the year before in its first months,
    when no year is named), the points of the lists with these ids (those no other list has come after, when none is
    named) and the supervisions."""
    shown = [one for one in kontekst.lister if one.id in lister] if lister else current(kontekst.lister)
    return Planlagt(
        oppgaver=tuple(_tasks(reg, kontekst, dag, ar, law or {})),
        punkter=tuple(row for liste in shown for row in _points(liste, reg, kontekst, dag)),
        tilsyn=tuple(_courses(reg, kontekst, dag)),
    )


def with_every(reg: Registeret, kontekst: Kontekst, planlagt: Planlagt) -> Registeret:
    """The register where the things of the rows are too, opened or not. A year at a time: of each for itself, what a
    year holds would be reckoned once for every control in it."""
    years = {row.stand.maned.year for row in planlagt.oppgaver}
    for ar in sorted(years) or (None,):
        reg = with_planned(reg, kontekst, ar)
    return reg


def _tasks(reg: Registeret, kontekst: Kontekst, dag: date, ar: int | None, law: Law) -> Iterator[Oppgaverad]:
    if ar is None and dag.month <= _STILL_ASKED:
        before = (one for one in year(reg, kontekst, dag.year - 1, dag) if one.status in _UNFINISHED)
        yield from (_task(one, kontekst, law) for one in before if one.nr in reg.ting or one.maned.month == _LAST_MONTH)
    yield from (_task(one, kontekst, law) for one in year(reg, kontekst, ar or dag.year, dag))


def _task(stand: Oppgavestand, kontekst: Kontekst, law: Law) -> Oppgaverad:
    planned = task_of(stand, kontekst)
    return Oppgaverad(
        stand=stand,
        dokumentasjon=planned.dokumentasjon if planned else "",
        hjemmel=law.get((stand.arshjul, stand.oppgave), ""),
    )


def _points(liste: Liste, reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Punktrad]:
    things = with_planned(reg, kontekst, _numbers(liste)).ting
    stands = {one.punkt: one for one in point_standing(liste, reg, kontekst, dag)}
    for punkt in liste.innhold:
        stand = stands[punkt.id]
        if (ting := things.get(stand.nr)) is not None:
            yield _point(liste, punkt, stand, ting, kontekst)


def _numbers(liste: Liste) -> tuple[str, ...]:
    return tuple(point_number(liste.id, one.id) for one in liste.innhold)


def _point(liste: Liste, punkt: Listepunkt, stand: Punktstand, ting: Ting, kontekst: Kontekst) -> Punktrad:
    groups = {one.id: one.tittel for one in liste.grupper}
    return Punktrad(
        stand=stand,
        liste=liste.tittel,
        tekst=punkt.tekst,
        beskrivelse=punkt.beskrivelse,
        grupper=", ".join(groups.get(one, one) for one in punkt.grupper),
        enhet=ting.enhet,
        enheter=", ".join(kontekst.enhet(one) for one in punkt.enheter),
        kilde=punkt.kilde,
    )


def _courses(reg: Registeret, kontekst: Kontekst, dag: date) -> Iterator[Tilsynsrad]:
    """The municipality's own, and any other somebody has written of."""
    shown = [one for one in kontekst.tilsyn if one.egen or supervision_number(one.id) in reg.ting]
    things = with_planned(reg, kontekst, [supervision_number(one.id) for one in shown]).ting
    titles = [one.tittel for one in shown]
    for one in shown:
        ting = things.get(supervision_number(one.id))
        if ting is not None:
            stand = standing(one, reg, kontekst, dag)
            yield Tilsynsrad(
                stand=stand,
                ord=_word(one, titles),
                enhet=ting.enhet,
                funn=tuple(finding_numbers(one).items()),
                venter=wanted(stand.frister[0], one, kontekst) if stand.frister else "",
                myndighet=one.myndighet,
                saksnummer=one.saksnummer,
            )


def _word(tilsyn: Tilsyn, titles: list[str]) -> str:
    """What it is chosen by: its title, and the id where two have the same."""
    return tilsyn.tittel if titles.count(tilsyn.tittel) == 1 else f"{tilsyn.tittel} ({tilsyn.id})"
