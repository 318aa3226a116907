"""The forms of an audit: skjema."""

from collections.abc import Callable
from typing import Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli.audit_options import audit_named, extra_words, who_as
from bvaudit.cli.audit_outcomes import next_line, show_made
from bvaudit.cli.screen import tell
from bvaudit.cli.surroundings import home
from bvaudit.errors import UsageError
from bvaudit.texts import text


def skjema(
    navn: own.Navn,
    enhet: own.Enhet = "",
    leser: Annotated[
        str, typer.Option("--leser", metavar="KODE", help=text("revisjonen.valg.leserkode"), show_default=False)
    ] = "",
    andre: Annotated[bool, typer.Option("--andre", help=text("revisjonen.valg.andre"))] = False,
    enighet: Annotated[bool, typer.Option("--enighet", help=text("revisjonen.valg.enighet"))] = False,
    sporsmal: Annotated[bool, typer.Option("--sporsmal", help=text("revisjonen.valg.sporsmal"))] = False,
    som: own.Som = "stab",
    mappe: opt.Mappe = None,
) -> int:
    """Make the forms of an audit that lack."""
    from bvaudit.model.lesesvar import Lesing
    from bvaudit.workflows.audits_caseworkers import caseworkers_of
    from bvaudit.workflows.audits_forms import make_question_form, make_reading_forms, make_settle_form

    if andre + enighet + sporsmal > 1:
        raise UsageError(text("revisjonen.skjema.ett_slag"))
    audit = audit_named(navn, mappe)
    who = who_as(audit, som)
    if enighet or sporsmal:
        made = make_settle_form(audit, who) if enighet else make_question_form(audit, who)
    else:
        found = caseworkers_of(audit, home())
        for line in found.beskjeder:
            tell(line)
        lesing = Lesing.ANDRE if andre else Lesing.FORSTE
        made = make_reading_forms(audit, lesing, who, caseworkers=found.koder, enhet=enhet, leser=leser)
    show_made(made, "andre" if andre else "enighet" if enighet else "sporsmal" if sporsmal else "skjema")
    next_line(made.audit, extra_words(mappe))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"skjema": skjema}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
