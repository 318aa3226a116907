"""What the content plans as workbooks of their own: the controls of the year, the lists, the supervisions. They are
read back as that of the register is."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bvaudit.errors import UsageError
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.reports.register_planned import Planlagt
from bvaudit.reports.xlsx.register import write_planned
from bvaudit.texts import text
from bvaudit.workflows.register_export import STAB, Exported, ExportRequest, memory_of, write_each


class Planbok(StrEnum):
    """What the workbook holds; its file begins with the word."""

    ARSHJUL = "arshjul"
    LISTER = "lister"
    TILSYN = "tilsyn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRequest:
    """``hvor`` is as for the register. ``ider`` are the lists or the supervisions that are wanted, none = all; ``ar``
    the year of the controls, None = the one of the day."""

    hva: Planbok
    hvor: ExportRequest
    ider: tuple[str, ...] = ()
    ar: int | None = None


def export_planned(request: PlannedRequest) -> Exported:
    """As ``export``; the folder need not have a register yet. UsageError when there is nothing to write, no such unit,
    or no such list or supervision."""
    to = request.hvor
    lists = request.ider if request.hva is Planbok.LISTER else ()
    memory = memory_of(
        to.mappe, to.content, dag=to.dag, mottaker=to.som or STAB, ar=request.ar, lister=lists, begun=False
    )
    assert memory is not None, "a register that is not begun is an empty one"
    _known(request, memory.kontekst)
    whole = replace(memory, planlagt=_chosen(request, memory.planlagt))
    made = write_each(to, whole, write_planned, request.hva.value, empty=False) if whole.planlagt.numre else None
    if made is None or not made.filer:
        kind = request.hva.value
        raise UsageError(text(f"arsbok.eksport.ingen.{kind}"), hint=text(f"arsbok.eksport.ingen_hint.{kind}"))
    return made


def _chosen(request: PlannedRequest, planned: Planlagt) -> Planlagt:
    match request.hva:
        case Planbok.ARSHJUL:
            return Planlagt(oppgaver=planned.oppgaver)
        case Planbok.LISTER:
            return Planlagt(punkter=planned.punkter)
        case Planbok.TILSYN:
            wanted = request.ider
            return Planlagt(tilsyn=tuple(row for row in planned.tilsyn if not wanted or row.stand.tilsyn in wanted))


def _known(request: PlannedRequest, kontekst: Kontekst) -> None:
    lists, courses = (one.id for one in kontekst.lister), (one.id for one in kontekst.tilsyn)
    there = list(lists if request.hva is Planbok.LISTER else courses)
    unknown = [one for one in request.ider if one not in there]
    if unknown:
        kind = request.hva.value
        hint = text(f"arsbok.eksport.ukjent_hint.{kind}", kjente=", ".join(there))
        raise UsageError(text(f"arsbok.eksport.ukjent.{kind}", id=unknown[0]), hint=hint)
