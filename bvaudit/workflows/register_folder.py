"""The register in the municipality's folder. ``write`` is the only way into it: the command line, workbooks, plans,
runs and the library all go through here, and what the guards refuse is not written."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bvaudit.errors import ContentError, UsageError
from bvaudit.model.enhet import Enhet, unique_names
from bvaudit.model.lister import Liste
from bvaudit.model.listevisning import som_liste
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Arshjul, Plans
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import MASKINEN, REGISTER_SQLITE, Del, Hode, Logget, Ny
from bvaudit.register.coding import parts_of
from bvaudit.register.faults import HeadMoved
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.guards import allowed
from bvaudit.register.store import create, open_log
from bvaudit.register.supervised_writing import with_file_steps
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.extracts import lying_in


class Refused(ContentError):
    """The guards let an event through on no way. ``mangler`` is what is missing; nothing has been written."""

    def __init__(self, mangler: Sequence[Mangel]) -> None:
        told = "; ".join(dict.fromkeys(mangel.tekst for mangel in mangler))
        super().__init__(text("registeret_logg.ikke_tillatt", mangler=told))
        self.mangler = tuple(mangler)


def register_path(mappe: Mappe) -> Path:
    return mappe.register / REGISTER_SQLITE


def read_log(mappe: Mappe) -> tuple[Logget, ...] | None:
    """Every event; None while the folder has no register. RegisterFault when the log is not whole."""
    path = register_path(mappe)
    if not path.exists():
        return None
    with open_log(path) as log:
        return log.events()


def state_of(mappe: Mappe) -> Registeret:
    """The register as it is now; an empty one when there is none."""
    return fold(read_log(mappe) or ())


def write(
    mappe: Mappe, new: Sequence[Ny], *, kontekst: Kontekst, tid: datetime, expected: Hode | None
) -> tuple[Logget, ...]:
    """Write the events at ``tid`` (with its time zone), all of them or none, and return them as they stand in the log.

    The log is made when there is none, and begins with ``RegisterBegynt``; the first event about a supervision brings
    the steps of its file with it. ``expected`` is the head the events were
    thought out from; None = as it is now. Raises Refused when the guards let one of them not through, HeadMoved when
    somebody has written since, SurroundingsError when somebody is writing now.
    """
    if not new:
        return ()
    path = register_path(mappe)
    if not path.exists():
        _refuse_moved(Hode(), expected)
        new = with_file_steps(Registeret(), kontekst, _begun(mappe, new, tid.date()), tid.date())
        _refuse(Registeret(), new, kontekst, tid)
        return create(path, new, tid)
    with open_log(path) as log:
        events = log.events()
        head = Hode(nr=events[-1].nr, sum=events[-1].sum) if events else Hode()
        _refuse_moved(head, expected)
        _refuse_strikes(events, new)
        reg = fold(events)
        new = with_file_steps(reg, kontekst, new, tid.date())
        _refuse(reg, new, kontekst, tid)
        return log.append(new, tid, head)


def context_of(mappe: Mappe, content: Content) -> Kontekst:
    """What the register must know of the world around it, as the folder has it now."""
    enheter = _units(mappe)
    assert content.kodeverk is not None, "content that can be used has its lists"
    return Kontekst(
        regler=content.regler,
        kodeverk=content.kodeverk,
        enheter=_names(mappe, enheter),
        etterfolgere={one.id: one.etterfolger for one in enheter if one.etterfolger},
        opphort={one.id: one.gjelder_til_og_med for one in enheter if one.gjelder_til_og_med is not None},
        arshjul=content.planer.arshjul,
        tilsyn=content.planer.tilsyn,
        arshjul_for=_replaced(content),
        begynt={one.id: one.gjelder_fra for one in enheter if one.gjelder_fra is not None},
        lister=own_lists(content.planer),
    )


def _replaced(content: Content) -> tuple[Arshjul, ...]:
    """The årshjul that came with the program and that an own one stands in the place of: it was the municipality's
    until that one began."""
    return tuple(one for one in content.lag.under.planer.arshjul if one not in content.planer.arshjul)


def own_lists(planer: Plans) -> tuple[Liste, ...]:
    """Those that came with the program are examples, and nothing anybody follows."""
    return tuple(som_liste(one) for one in planer.alle_lister if one.egen)


def _units(mappe: Mappe) -> tuple[Enhet, ...]:
    if mappe.enheter is None:
        return ()
    from bvaudit.loading.content.enheter import load_enheter

    loaded, problems = load_enheter(mappe.enheter)
    if loaded is None:
        raise ContentError(text("registeret_logg.enheter"), problems=problems)
    return loaded.enheter


def _names(mappe: Mappe, enheter: Sequence[Enhet]) -> dict[str, str]:
    """By the newest extract, which has them as they stand in every paper; and those the map alone knows of. In the
    order of the map, where a new unit is a line at the end."""
    newest = lying_in(mappe.uttrekk).nyeste
    seen = {one.id: one.navn for one in newest.manifest.enheter} if newest else {}
    named = unique_names({one.id: (one.navn, "") for one in enheter})
    return {one.id: named[one.id] for one in enheter} | seen


def _begun(mappe: Mappe, new: Sequence[Ny], dag: date) -> Sequence[Ny]:
    if isinstance(new[0].hendelse, RegisterBegynt):
        return new
    kommune = mappe.kommune
    first = RegisterBegynt(kommune=kommune.navn, kommunenummer=kommune.kommunenummer, dag=dag)
    return (Ny(hvem=MASKINEN, hendelse=first), *new)


def _refuse_moved(head: Hode, expected: Hode | None) -> None:
    if expected is not None and expected != head:
        raise HeadMoved(text("registeret_logg.flyttet"), hint=text("registeret_logg.flyttet_hint"))


def _refuse(reg: Registeret, new: Sequence[Ny], kontekst: Kontekst, tid: datetime) -> None:
    """Each event on the state after those before it; every reason of the first that is refused."""
    for ny in new:
        mangler = allowed(reg, ny, kontekst, tid.date())
        if mangler:
            raise Refused(mangler)
        nr = reg.hode.nr + 1
        reg = fold_on(reg, (Logget(nr=nr, tid=tid, hvem=ny.hvem, hendelse=ny.hendelse, forrige="", sum=""),))


def _refuse_strikes(events: Sequence[Logget], new: Sequence[Ny]) -> None:
    """What is struck must be there: an event before these, and a part it has."""
    for ny in new:
        struck = ny.hendelse
        if isinstance(struck, Sladdet) and not _can_be_struck(events, struck):
            raise UsageError(text("registeret_logg.ikke_noe_a_sladde", nr=struck.hendelse))


def _can_be_struck(events: Sequence[Logget], struck: Sladdet) -> bool:
    if struck.del_ not in (Del.TEKST, Del.NOKLER) or not 0 < struck.hendelse <= len(events):
        return False
    of = events[struck.hendelse - 1]
    part = Del(struck.del_)
    return part in of.sladdet or bool(parts_of(of.hendelse)[part])
