"""Commands of an audit by people: revisjon ny, trekk, skjemaer, las, apne."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.audit_options import audit_named, extra_words, may_stand, who_as
from bvaudit.cli.audit_outcomes import next_line, show_audits, show_forms
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.progress import progress
from bvaudit.cli.register_writing import tell_register
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.workflows.audits_by_people import Audit

_STAB = "stab"


def revisjoner(mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """The audits of the folder, and where each stands."""
    from bvaudit.workflows.audits_road import audits_told

    told = audits_told(folder_or_stop(mappe), extra_words(mappe))
    if som_json:
        say_json([one.as_plain for one in told])
        return 0
    show_audits(told)
    return 0


def ny(
    navn: own.Navn,
    sjekkliste: Annotated[
        str,
        typer.Option("--sjekkliste", metavar="ID", help=text("revisjonen.valg.sjekkliste"), show_default=False),
    ] = "",
    enhet: Annotated[
        list[str] | None, typer.Option("--enhet", metavar="NAVN", help=text("revisjonen.valg.enheter"))
    ] = None,
    periode: Annotated[
        Any, typer.Option("--periode", parser=own.periode, metavar="FRA..TIL", help=text("revisjonen.valg.periode"))
    ] = None,
    per: opt.Per = None,
    per_enhet: Annotated[
        Any,
        typer.Option("--per-enhet", parser=values.minst_en, metavar="ANTALL", help=text("revisjonen.valg.per_enhet")),
    ] = None,
    reserve: Annotated[
        Any, typer.Option("--reserve", parser=values.antall, metavar="ANTALL", help=text("revisjonen.valg.reserve"))
    ] = None,
    leser: Annotated[
        list[Any] | None,
        typer.Option("--leser", parser=own.leser, metavar="KODE:ROLLE:ENHET", help=text("revisjonen.valg.leser")),
    ] = None,
    andre_leser: Annotated[
        list[Any] | None,
        typer.Option(
            "--andre-leser", parser=own.leser, metavar="KODE:ROLLE:ENHET", help=text("revisjonen.valg.andre_leser")
        ),
    ] = None,
    andre_lesing: Annotated[
        Any,
        typer.Option(
            "--andre-lesing", parser=own.prosent, metavar="PROSENT", help=text("revisjonen.valg.andre_lesing")
        ),
    ] = None,
    avgjor: Annotated[
        str, typer.Option("--avgjor", metavar="ROLLE", help=text("revisjonen.valg.avgjor"), show_default=False)
    ] = "",
    forrige: Annotated[
        str, typer.Option("--forrige", metavar="NAVN", help=text("revisjonen.valg.forrige"), show_default=False)
    ] = "",
    startet_etter: Annotated[
        date | None,
        typer.Option("--startet-etter", parser=values.dag, metavar="DATO", help=text("revisjonen.valg.startet_etter")),
    ] = None,
    egne_saker: Annotated[
        list[str] | None, typer.Option("--egne-saker", metavar="ENHET", help=text("revisjonen.valg.egne_saker"))
    ] = None,
    grunn: own.Grunn = "",
    godta_tekst: own.Godta = False,
    uten_trekning: Annotated[bool, typer.Option("--uten-trekning", help=text("revisjonen.valg.uten_trekning"))] = False,
    som: own.Som = _STAB,
    mappe: opt.Mappe = None,
) -> int:
    """Begin an audit: the file, and the draw."""
    from bvaudit.workflows.audits_new import NewAudit, new_audit

    if not sjekkliste:
        raise UsageError(text("revisjonen.ny.uten_sjekkliste"), hint=text("revisjonen.ny.sjekkliste_hint"))
    asked = NewAudit(
        navn=navn.strip(),
        sjekkliste=sjekkliste.strip(),
        enheter=tuple(enhet or ()),
        periode=periode,
        per=per,
        per_enhet=per_enhet,
        reserve=reserve,
        lesere=tuple(leser or ()),
        andre_lesere=tuple(andre_leser or ()),
        andre_lesing=andre_lesing,
        avgjor=avgjor,
        forrige=forrige,
        startet_etter=startet_etter,
        egne_saker=tuple(egne_saker or ()),
        grunn=may_stand(grunn, godta_tekst),
        trekk=not uten_trekning,
    )
    sted = folder_or_stop(mappe)
    with progress() as at:
        begun = new_audit(sted, asked, now=now(), home=home(), rolle=som, progress=at)
    tell_problems(begun.problems)
    for line in begun.beskjeder:
        tell(line)
    say(text("revisjonen.ny.laget", fil=begun.fil))
    _show_drawn(begun.audit)
    next_line(begun.audit, extra_words(mappe))
    return 0


def trekk(navn: own.Navn, som: own.Som = _STAB, mappe: opt.Mappe = None) -> int:
    """Draw the cases of an audit whose file was made without."""
    from bvaudit.workflows.audits_new import drawn

    audit = audit_named(navn, mappe)
    with progress() as at:
        audit = drawn(audit, now=now(), home=home(), rolle=who_as(audit, som).rolle, progress=at)
    _show_drawn(audit)
    next_line(audit, extra_words(mappe))
    return 0


def skjemaer(navn: own.Navn, mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """The forms of an audit: out, in, incomplete and checked."""
    from bvaudit.workflows.audits_list import forms_told

    told = forms_told(audit_named(navn, mappe))
    if som_json:
        say_json(told.as_plain)
        return 0
    show_forms(told)
    next_line(told.audit, extra_words(mappe))
    return 0


def las(
    navn: own.Navn,
    som: own.MaSom = "",
    uferdig: Annotated[
        str, typer.Option("--uferdig", metavar="GRUNN", help=text("revisjonen.valg.uferdig"), show_default=False)
    ] = "",
    skriv: Annotated[bool, typer.Option("--skriv", help=text("registeret_mote.valg.skriv_last"))] = False,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Lock an audit, so that its answers can be used; and tell the register what its readers found."""
    from bvaudit.workflows.audits_locking import lock

    audit = audit_named(navn, mappe)
    if skriv and audit.last:  # it is locked already: what is left is the register
        return tell_register(audit, skriv, extra_words(mappe))
    locked = lock(audit, may_stand(uferdig, godta_tekst), who_as(audit, som))
    frozen = locked.frosset
    say(text("revisjonen.sagt.last", navn=audit.id, lest=frozen.lest, av=frozen.av))
    if frozen.lest < frozen.av:
        say(counted("revisjonen.sagt.ulest", frozen.av - frozen.lest, grunn=frozen.uferdig))
    say(text("revisjonen.sagt.protokoll", avtrykk=locked.hode))
    not_written = tell_register(locked.audit, skriv, extra_words(mappe))
    next_line(locked.audit, extra_words(mappe))
    return not_written


def apne(
    navn: own.Navn,
    grunn: own.Grunn = "",
    godta_tekst: own.Godta = False,
    som: own.MaSom = "",
    mappe: opt.Mappe = None,
) -> int:
    """Open a locked audit again, with a reason."""
    from bvaudit.workflows.audits_locking import open_again

    audit = audit_named(navn, mappe)
    audit = open_again(audit, may_stand(grunn, godta_tekst), who_as(audit, som))
    say(text("revisjonen.sagt.apnet", navn=audit.id))
    next_line(audit, extra_words(mappe))
    return 0


def _show_drawn(audit: "Audit") -> None:
    from bvaudit.cli.audit_outcomes import drawn_lines

    for line in drawn_lines(audit):
        say(line)


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "revisjon": {
        "": revisjoner,
        "ny": ny,
        "trekk": trekk,
        "skjemaer": skjemaer,
        "las": las,
        "apne": apne,
    }
}
