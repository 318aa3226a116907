"""A supervision and its steps: which one a number is of, what its findings are called, and what its file says has
happened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bvaudit.model.kodeverk import Kodeverk, Skritt
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn

_DAYS = ("varsel", "besok", "forelopig_rapport", "endelig_rapport")  # each is the day of the step of that name
_DEADLINES = {"forelopig_rapport": "uttalefrist", "endelig_rapport": "planfrist"}


def supervision(kontekst: Kontekst, nr: str) -> Tilsyn | None:
    """The supervision with that number in the register; None when no file has it (any more)."""
    return next((one for one in kontekst.tilsyn if supervision_number(one.id) == nr), None)


def step_named(kodeverk: Kodeverk, kode: str) -> Skritt | None:
    return next((one for one in kodeverk.tilsynsskritt if one.kode == kode), None)


def required(step: Skrittet, kodeverk: Kodeverk) -> str:
    """The code of the step that answers what this one sets a deadline for; empty = nothing is awaited of us."""
    known = step_named(kodeverk, step.skritt)
    return step.frist_for or (known.krever if known is not None else "")


def of_course(kode: str, tilsyn: Tilsyn | None, kodeverk: Kodeverk) -> bool:
    """Whether that step can be taken in such a course: nothing is awaited that nobody may write."""
    known = step_named(kodeverk, kode)
    return known is None or tilsyn is None or tilsyn.forlop in known.forlop


def findings_in(tilsyn: Tilsyn) -> tuple[str, ...]:
    return tuple(one.id for funn in tilsyn.funn for one in funn.within())


def leaves(funn: Tilsynsfunn) -> Iterator[str]:
    """The findings a letter about this one is about: itself where it is more than a heading, and those within it."""
    for one in funn.within():
        if not one.funn or one.regler or one.manuelle:
            yield one.id


def about_all(step: Skrittet, tilsyn: Tilsyn) -> bool:
    """Whether it is about the whole of the supervision; one that ends it for some findings only does not end it."""
    if not step.funn:
        return True
    named = {id for funn in tilsyn.funn for one in funn.within() if one.id in step.funn for id in leaves(one)}
    return {id for funn in tilsyn.funn for id in leaves(funn)} <= named


def steps_of(tilsyn: Tilsyn, reg: Registeret) -> tuple[Skrittet, ...]:
    """Those that stand, in the order of their days. They are the log's as soon as it has any, or has had; until then
    they are those of the file."""
    written = reg.tilsyn.get(supervision_number(tilsyn.id))
    return in_order(steps_in_file(tilsyn) if written is None else written)


def in_order(steps: Iterable[Skrittet]) -> tuple[Skrittet, ...]:
    """By their days; those of one day as they were written."""
    return tuple(sorted(steps, key=lambda one: one.dag))


def steps_in_file(tilsyn: Tilsyn) -> tuple[Skrittet, ...]:
    return in_order((*_dated(tilsyn), *_listed(tilsyn)))


def _dated(tilsyn: Tilsyn) -> Iterator[Skrittet]:
    for navn in _DAYS:
        dag: date | None = getattr(tilsyn.datoer, navn)
        if dag is not None:
            yield Skrittet(skritt=step_code(navn), dag=dag, frist=_deadline_of(tilsyn, navn))


def _deadline_of(tilsyn: Tilsyn, navn: str) -> date | None:
    """A deadline that is before the letter is a fault of the file, told by ``sjekk``; it is kept."""
    found: date | None = getattr(tilsyn.datoer, _DEADLINES[navn]) if navn in _DEADLINES else None
    return found


def step_code(navn: str) -> str:
    """The code of the step a day of the file is of."""
    return navn.replace("_", "-")


def loose_deadlines(tilsyn: Tilsyn, steps: Sequence[Skrittet]) -> Iterator[tuple[str, date]]:
    """Deadlines of the file whose letter has no day: the step that would have set it, and the deadline. A step of
    that kind with a deadline of its own goes before it."""
    taken = {one.skritt for one in steps if one.frist is not None}
    for navn, felt in _DEADLINES.items():
        frist: date | None = getattr(tilsyn.datoer, felt)
        if frist is not None and getattr(tilsyn.datoer, navn) is None and step_code(navn) not in taken:
            yield step_code(navn), frist


def _listed(tilsyn: Tilsyn) -> Iterator[Skrittet]:
    for one in tilsyn.skritt:
        yield Skrittet(
            skritt=one.skritt, dag=one.dag, frist=one.frist, funn=one.funn, tekst=one.tekst, frist_for=one.frist_for
        )
