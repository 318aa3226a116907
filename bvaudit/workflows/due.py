"""What is followed in a municipality's folder and has a day: the register, the årshjul, the supervisions and the
lists. Works with a register and no extract, and with an årshjul and no register."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bvaudit.model.fulgt import Fulgt
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Forfall
from bvaudit.register.asked import shown
from bvaudit.register.due import MONTH, due
from bvaudit.register.fold import fold
from bvaudit.register.roles import rank, split
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, read_log


def followed(mappe: Mappe, content: Content, dag: date, ahead: int = MONTH) -> Fulgt:
    """What is over on ``dag`` or falls due within ``ahead`` days. RegisterFault when the log is not whole."""
    events = read_log(mappe)
    reg, kontekst = fold(events or ()), context_of(mappe, content)
    found = due(reg, kontekst, dag, ahead)
    return Fulgt(
        kommune=mappe.kommune.navn,
        dag=dag,
        til=dag + timedelta(days=ahead),
        forfall=found,
        enheter=_there(kontekst, found, dag),
        eiere=_owners(kontekst, found),
        roller={one.kode: one.tekst for one in kontekst.kodeverk.roller},
        uten_register=events is None,
    )


def _there(kontekst: Kontekst, found: Iterable[Forfall], dag: date) -> Mapping[str, str]:
    """The units of the day, and those that have ceased and left something behind."""
    left = {one.enhet for one in found}
    return {
        id: name
        for id, name in kontekst.enheter.items()
        if id in left or (kontekst.opphort.get(id, date.max) >= dag and kontekst.begynt.get(id, date.min) <= dag)
    }


def _owners(kontekst: Kontekst, found: Iterable[Forfall]) -> Mapping[str, str]:
    """A role of the kodeverk by its word and its unit; what the content says in words of its own stands as it is."""
    owners = {said for one in found for said in (one.eier, split(one.eier)[0]) if said}
    known = (one for one in owners if rank(split(one)[0], kontekst.kodeverk) is not None)
    return {one: shown(one, kontekst) for one in sorted(known)}
