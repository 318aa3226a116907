"""The five questions a new municipality's folder is made from, asked where there is a person to answer."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bvaudit.cli import answers
from bvaudit.cli.next_step import typed as as_typed
from bvaudit.cli.screen import tell
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.errors import UsageError
from bvaudit.model.enhet import Enhet
from bvaudit.model.kommune import Partner
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.reports.start_files import NewFolder

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given as options. None is what may be asked about."""

    navn: str | None = None
    kommunenummer: str | None = None
    partnere: tuple[Partner, ...] | None = None
    enheter: tuple[Enhet, ...] | None = None
    sprak: str | None = None
    brevmal: Path | None = None
    dokumentklasse: str = ""


NOTHING_GIVEN = Given()


def answered(given: Given, mappe: Path) -> tuple["NewFolder", Path | None]:
    """The answers, and the letterhead to be copied. Somebody who has given name and number is asked nothing more;
    without a person to ask those two must be given."""
    own = _own(given)
    if own is None:
        if not somebody_answers():
            example = as_typed("bvaudit", "start", mappe, "--navn", "Fjordvik", "--kommunenummer", "9999")
            raise UsageError(
                text("mappe.mangler", hva="--navn NAVN" if given.navn is None else "--kommunenummer NUMMER"),
                hint=text("start.mangler_hint", kommando=example),
            )
        return _asked(given)
    partners = _checked("--partner", lambda: answers.different_partners(own.kommunenummer, given.partnere or ()))
    units = _checked("--enhet", lambda: answers.different_units(given.enheter or ()))
    return _folder(own, partners, units, given.sprak or "nb", given), given.brevmal


def _own(given: Given) -> Partner | None:
    if given.navn is None or given.kommunenummer is None:
        return None
    return Partner(navn=given.navn, kommunenummer=given.kommunenummer)


def _asked(given: Given) -> tuple["NewFolder", Path | None]:
    """Every question that no option has answered. Enter alone means that there is nothing to say."""
    tell(text("start.sporsmal.om"))
    own = _ask(text("start.sporsmal.kommune"), answers.kommune)

    def partners(typed: str) -> tuple[Partner, ...]:
        return answers.different_partners(own.kommunenummer, map(answers.kommune, answers.listed(typed)))

    def units(typed: str) -> tuple[Enhet, ...]:
        return answers.different_units(map(answers.enhet, answers.listed(typed)))

    alone: tuple[Partner, ...] = ()
    not_known: tuple[Enhet, ...] = ()
    partnere = given.partnere or _ask(text("start.sporsmal.partnere"), partners, empty=alone)
    enheter = given.enheter or _ask(text("start.sporsmal.enheter"), units, empty=not_known)
    sprak = given.sprak or _ask(text("start.sporsmal.sprak"), answers.sprak, empty="nb")
    brevmal = given.brevmal or _ask(text("start.sporsmal.brevmal"), answers.brevmal, empty=Path())
    tell("")
    return _folder(own, partnere, enheter, sprak, given), None if brevmal == Path() else brevmal


def _folder(
    own: Partner, partnere: tuple[Partner, ...], enheter: tuple[Enhet, ...], sprak: str, given: Given
) -> "NewFolder":
    from bvaudit.reports.start_files import NewFolder

    return NewFolder(
        navn=own.navn,
        kommunenummer=own.kommunenummer,
        partnere=partnere,
        enheter=enheter,
        sprak=sprak,
        dokumentklasse=given.dokumentklasse,
    )


def _checked(option: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except WrongValue as wrong:
        raise UsageError(text("start.valget", valg=option, hva=wrong.message), hint=wrong.hint) from wrong


def somebody_answers() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def yes(question: str) -> bool:
    """Whether the person says yes. Enter alone is no."""
    return _ask(text("lesesvar.fritekst.ja_nei", sporsmal=question), answers.ja, empty=False)


def ask(question: str, read: Callable[[str], T]) -> T:
    """Asks until the answer is one that can be used."""

    def understood(typed: str) -> T:
        try:
            return read(typed)
        except UsageError as wrong:
            raise WrongValue(wrong.problem, hint=wrong.hint) from wrong

    return _ask(question, understood)


def _ask(question: str, read: Callable[[str], T], empty: T | None = None) -> T:
    """Asks until the answer is one that can be used. Enter alone is ``empty``, when there is such a thing."""
    tell("")
    tell(question)
    while True:
        typed = _typed()
        if not typed.strip() and empty is not None:
            return empty
        try:
            return read(typed)
        except WrongValue as wrong:
            tell(text("start.sporsmal.feil", hva=wrong.message))
            if wrong.hint:
                tell(f"   {wrong.hint}")


def _typed() -> str:
    sys.stderr.write(text("start.sporsmal.svar"))
    sys.stderr.flush()
    try:
        return input()
    except EOFError:  # the window was closed, or Ctrl+Z
        raise KeyboardInterrupt from None
