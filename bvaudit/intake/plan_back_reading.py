"""One plan while it is read: what has been found in it, and where each thing is said to stand."""

from collections import defaultdict
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.plan_back_values import Ordliste
from bvaudit.model.kortid import short_id
from bvaudit.model.registeret.plannokler import SAK, Planmerke, row_of
from bvaudit.model.registeret.redigering import Celle
from bvaudit.texts import text


@dataclass(slots=True, kw_only=True)
class Planlesing:
    fil: str
    merke: Planmerke
    words: Ordliste
    celler: list[Celle] = field(default_factory=list)
    rettet: list[Celle] = field(default_factory=list)
    rader: dict[str, dict[str, Celle]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[Problem] = field(default_factory=list)


def place(reading: Planlesing, nr: str, navn: str) -> Sted:
    kind, place, avvik = row_of(nr)
    label = text(f"registeret_plan.navn.{navn}")
    if kind:
        sti = text(f"registeret_plan.sted.{kind.lower()}", plass=place, avvik=avvik, felt=label)
    else:
        sti = text("registeret_plan.sted.felt", nr=shown_number(nr), felt=label)
    return Sted(fil=reading.fil, sti=sti)


def shown_number(nr: str) -> str:
    """A case by the id that stands in the plan."""
    return short_id(nr.removeprefix(f"{SAK}-")) if nr.startswith(f"{SAK}-") else nr


def whole(fil: str, key: str, grad: Grad = Grad.FEIL) -> Problem:
    return at(Sted(fil=fil), key, grad)


def at(sted: Sted, key: str, grad: Grad) -> Problem:
    said, hint = text(f"registeret_plan.lest.{key}.sagt"), text(f"registeret_plan.lest.{key}.hint")
    return Problem(sted=sted, kode=f"plan-{key.replace('_', '-')}", tekst=said, hint=hint, grad=grad)
