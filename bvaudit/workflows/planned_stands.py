"""Where what is planned stands, in the few words its sheets need."""

from collections.abc import Sequence
from datetime import date

from bvaudit.model.lister import Liste
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand, Punktstand, Tilsynsfrist, Tilsynsstand
from bvaudit.model.registeret.ting import Ting, point_number, supervision_number
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.planned import task_owner
from bvaudit.register.planned_tasks import controls
from bvaudit.register.supervised_steps import required, steps_of


def current(lister: Sequence[Liste]) -> tuple[Liste, ...]:
    earlier = {liste.forrige for liste in lister if liste.forrige}
    return tuple(liste for liste in lister if liste.id not in earlier)


def year(reg: Registeret, kontekst: Kontekst, ar: int, dag: date) -> tuple[Oppgavestand, ...]:
    found = []
    for one in controls(kontekst, ar):
        ting = reg.ting.get(one.nr)
        frist = _day(ting, "frist") or one.frist
        status = _said(ting, "status") or "ikke-startet"
        found.append(
            Oppgavestand(
                nr=one.nr,
                arshjul=one.arshjul.id,
                oppgave=one.oppgave.id,
                tittel=one.oppgave.tittel,
                maned=one.maned,
                frist=frist,
                enhet=one.enhet,
                eier=_said(ting, "eier") or task_owner(kontekst, one) or one.oppgave.eier,
                status=status,
                forfalt=frist < dag and status not in ("utfort", "ikke-aktuelt"),
            )
        )
    return tuple(found)


def point_standing(liste: Liste, reg: Registeret, kontekst: Kontekst, dag: date) -> tuple[Punktstand, ...]:
    found = []
    for punkt in liste.innhold:
        nr = point_number(liste.id, punkt.id)
        ting = reg.ting.get(nr)
        found.append(
            Punktstand(
                nr=nr,
                liste=liste.id,
                punkt=punkt.id,
                status=_said(ting, "status") or punkt.status,
                eier=_said(ting, "eier") or punkt.eier,
                frist=_day(ting, "frist") or punkt.frist,
                sist=_day(ting, "sist") or punkt.sist,
                neste=punkt.neste,
                slutt=_day(ting, "slutt") or punkt.slutt,
                beslutning=_said(ting, "beslutning") or punkt.beslutning,
                effekt=_said(ting, "effekt") or punkt.effekt,
            )
        )
    return tuple(found)


def standing(tilsyn: Tilsyn, reg: Registeret, kontekst: Kontekst, dag: date) -> Tilsynsstand:
    nr = supervision_number(tilsyn.id)
    ting, steps = reg.ting.get(nr), steps_of(tilsyn, reg)
    waits = tuple(
        Tilsynsfrist(skritt=required(one, kontekst.kodeverk), dag=one.frist, satt_av=one) for one in steps if one.frist
    )
    return Tilsynsstand(
        nr=nr,
        tilsyn=tilsyn.id,
        tittel=tilsyn.tittel,
        egen=_said(ting, "status") or kontekst.kodeverk.tilsynsstatuser[0].kode,
        myndighet=steps[-1].skritt if steps else "",
        skritt=steps,
        frister=waits[-1:],
        eier=_said(ting, "eier"),
    )


def _said(ting: Ting | None, felt: str) -> str:
    return ting.verdi(felt) if ting is not None else ""


def _day(ting: Ting | None, felt: str) -> date | None:
    return ting.dato(felt) if ting is not None else None
