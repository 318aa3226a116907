"""One thing that has a day: how near it is, and whose list it is on."""

from datetime import date

from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Varsel
from bvaudit.register.roles import split

WEEK = 7


def warned(dager: int) -> Varsel:
    """How near it is, by the days that are left."""
    if dager < 0:
        return Varsel.OVER
    if dager == 0:
        return Varsel.I_DAG
    if dager == 1:
        return Varsel.EN
    return Varsel.SJU if dager <= WEEK else Varsel.TRETTI


def falls_due(
    slag: Forfallslag,
    nr: str,
    hva: str,
    gjor: str,
    frist: date,
    dag: date,
    *,
    enhet: str = "",
    eier: str = "",
    kommando: tuple[str, ...] = (),
    enheter: tuple[str, ...] = (),
) -> Forfall:
    """One row. ``frist`` is the last day in time, ``dag`` today."""
    left = (frist - dag).days
    return Forfall(
        slag=slag,
        nr=nr,
        hva=hva,
        gjor=gjor,
        enhet=enhet,
        eier=eier,
        dag=frist,
        dager=left,
        varsel=warned(left),
        kommando=kommando,
        enheter=enheter,
    )


def concerns(one: Forfall, enhet: str) -> bool:
    """Whether it belongs on the list of a unit: it is there, it is one of those named, or its owner sits there."""
    if one.enhet:
        return one.enhet == enhet
    return enhet in one.enheter or split(one.eier)[1] == enhet
