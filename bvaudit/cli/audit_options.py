"""Options the commands of an audit share, and what is typed for a reader."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.surroundings import home, now
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.gjennomgang import Leser
    from bvaudit.workflows.audits_by_people import Audit
    from bvaudit.workflows.audits_events import Who


def leser(typed: Any) -> "Leser":
    """``KODE:ROLLE`` or ``KODE:ROLLE:ENHET,ENHET``."""
    from bvaudit.model.gjennomgang import Leser

    kode, _, rest = str(typed).partition(":")
    rolle, _, enheter = rest.partition(":")
    if not kode.strip() or not rolle.strip():
        raise WrongValue(text("revisjonen.verdi.leser", fant=typed), hint=text("revisjonen.verdi.leser_hint"))
    units = tuple(each.strip() for each in enheter.split(",") if each.strip())
    return Leser(kode=kode.strip().lower(), rolle=rolle.strip().lower(), enheter=units)


def prosent(typed: Any) -> int:
    number = values.antall(typed)
    if number > 100:
        raise WrongValue(text("revisjonen.verdi.prosent", fant=typed))
    return number


def periode(typed: str) -> Any:
    """As elsewhere, but an audit has always a period."""
    found = values.periode(typed)
    if found == "alle":
        raise WrongValue(text("revisjonen.verdi.periode_alle"), hint=text("revisjonen.verdi.periode_alle_hint"))
    return found


def audit_named(navn: str, mappe: Path | None) -> "Audit":
    from bvaudit.workflows.audits_by_people import read_audit

    return read_audit(folder_or_stop(mappe), navn)


def who_as(audit: "Audit", som: str) -> "Who":
    from bvaudit.workflows.audits_events import Who
    from bvaudit.workflows.audits_new import known_role

    if not som.strip():
        raise UsageError(text("revisjonen.uten_rolle"), hint=text("revisjonen.uten_rolle_hint"))
    return Who(tid=now(), rolle=known_role(som, audit.content))


def may_stand(tekst: str, godtatt: bool) -> str:
    """The text, when it may stand in a log that is printed."""
    from bvaudit.workflows.audits_events import refuse_personal

    refuse_personal(tekst, home(), godtatt=godtatt)
    return tekst


def extra_words(mappe: Path | None) -> tuple[str, ...]:
    return ("--mappe", str(mappe)) if mappe is not None else ()


Navn: TypeAlias = Annotated[str, typer.Argument(metavar="NAVN", help=text("revisjonen.valg.navn"))]
Som: TypeAlias = Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("revisjonen.valg.som"))]
MaSom: TypeAlias = Annotated[
    str, typer.Option("--som", metavar="ROLLE", help=text("revisjonen.valg.som"), show_default=False)
]
Enhet: TypeAlias = Annotated[
    str, typer.Option("--enhet", metavar="NAVN", help=text("revisjonen.valg.enhet"), show_default=False)
]
Grunn: TypeAlias = Annotated[
    str, typer.Option("--grunn", metavar="TEKST", help=text("revisjonen.valg.grunn"), show_default=False)
]
Dato: TypeAlias = Annotated[
    date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("revisjonen.valg.dato"))
]
Godta: TypeAlias = Annotated[bool, typer.Option("--godta-tekst", help=text("revisjonen.valg.godta_tekst"))]
