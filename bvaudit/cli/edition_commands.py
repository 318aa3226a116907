"""Editions that are sent: rapport send, rapport utgaver."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.report_commands import own
from bvaudit.cli.screen import say, say_json, tell
from bvaudit.cli.surroundings import VERSION, now
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.malgruppe import Malgruppe
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.editions import Utgave

_READ = (".docx", ".md", ".txt")


def send(
    hva: Annotated[list[str], typer.Argument(metavar="FIL|ID...", help=text("utgaver.valg.hva"))],
    til: Annotated[str, typer.Option("--til", metavar="HVEM", help=text("utgaver.valg.til"), show_default=False)] = "",
    malgruppe: Annotated[
        str, typer.Option("--malgruppe", metavar="HVEM", help=text("utgaver.valg.malgruppe"), show_default=False)
    ] = "",
    dato: Annotated[
        date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("utgaver.valg.dato"))
    ] = None,
    retter: Annotated[
        int | None, typer.Option("--retter", parser=values.minst_en, metavar="NR", help=text("utgaver.valg.retter"))
    ] = None,
    grunn: Annotated[
        str, typer.Option("--grunn", metavar="TEKST", help=text("utgaver.valg.grunn"), show_default=False)
    ] = "",
    godta_tekst: Annotated[bool, typer.Option("--godta-tekst", help=text("utgaver.valg.godta"))] = False,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Freeze a copy of what was sent."""
    from bvaudit.workflows.edition_chosen import chosen
    from bvaudit.workflows.editions import Sending
    from bvaudit.workflows.editions import send as freeze
    from bvaudit.workflows.report_figures import hiding

    sted = folder_or_stop(mappe)
    picked = chosen(sted, tuple(hva), _readers(malgruppe))
    if picked.malgruppe is None:
        raise UsageError(text("utgaver.uten_malgruppe"), hint=text("utgaver.uten_malgruppe_hint"))
    for path in picked.filer:
        _look_over(path, godta=godta_tekst)
    sent = freeze(
        Sending(
            mappe=sted,
            filer=picked.filer,
            id=picked.id,
            malgruppe=picked.malgruppe,
            dag=dato or now().date(),
            til=til,
            program=VERSION,
            retter=retter,
            grunn=grunn,
            valg=hiding(own(sted)),
        )
    )
    if som_json:
        say_json(_plain(sent))
        return 0
    merke = sent.merke
    say(text("utgaver.skjerm.sendt", nr=merke.nr, mappe=sent.mappe))
    say(counted("utgaver.skjerm.filer", len(picked.filer), til=merke.til))
    if merke.retter is not None:
        say(_corrects(sted, merke.retter.nr))
    if sent.siden:
        tell(counted("utgaver.siden", sent.siden))
    if merke.malgruppe.value == "offentlig" and not merke.kjoring:
        tell(text("utgaver.uten_rader"))
    return 0


def utgaver(mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """What has been sent, and whether it is as it was."""
    from bvaudit.workflows.editions import editions_in

    lying = editions_in(folder_or_stop(mappe))
    if som_json:
        say_json([_plain(one) for one in lying.utgaver])
        return 0
    if not lying.utgaver and not lying.uleselige and not lying.borte:
        say(text("utgaver.skjerm.ingen"))
        return 0
    for one in lying.utgaver:
        for line in _lines(one):
            say(line)
    for path in lying.uleselige:
        say(text("utgaver.skjerm.uleselig", mappe=path))
    for nr in lying.borte:
        say(text("utgaver.skjerm.borte", nr=nr))
    changed = len(lying.uleselige) + len(lying.borte) + sum(not one.hel for one in lying.utgaver)
    say(counted("utgaver.skjerm.endret", changed) if changed else counted("utgaver.skjerm.hel", len(lying.utgaver)))
    return 0


def _corrects(sted: "Mappe", nr: int) -> str:
    """Which one it is, so that a wrong number is seen."""
    from bvaudit.workflows.editions import editions_in

    found = next(one for one in editions_in(sted).utgaver if one.merke.nr == nr)
    key = "utgaver.skjerm.retter" if found.hel else "utgaver.skjerm.retter_endret"
    merke = found.merke
    return text(key, nr=nr, id=merke.id, malgruppe=merke.malgruppe.value, dag=f"{merke.sendt:%d.%m.%Y}")


def _look_over(path: Path, *, godta: bool) -> None:
    """What may be about one person stops it, until somebody says it has been considered. The rest is only told."""
    from bvaudit.errors import BvauditError
    from bvaudit.workflows.report_lint import lint_report

    if path.suffix.casefold() not in _READ:
        return
    try:
        found = lint_report(path).merker
    except BvauditError:
        return  # it is sent all the same: what cannot be read here may be read by others
    people = [one for one in found if one.tegn.gruppe == "person"]
    if people and not godta:
        raise UsageError(counted("utgaver.personer", len(people)), hint=text("utgaver.personer_hint", fil=path.name))
    if found:
        tell(counted("utgaver.les_over", len(found), fil=path.name))


def _readers(typed: str) -> "Malgruppe | None":
    from bvaudit.model.malgruppe import Malgruppe

    if not typed:
        return None
    if typed.casefold() not in list(Malgruppe):
        raise UsageError(text("utgaver.ukjent_malgruppe", fant=typed), hint=text("utgaver.uten_malgruppe_hint"))
    return Malgruppe(typed.casefold())


def _lines(one: "Utgave") -> Iterator[str]:
    merke = one.merke
    yield text(
        "utgaver.skjerm.linje",
        nr=merke.nr,
        id=merke.id,
        malgruppe=merke.malgruppe.value,
        dag=f"{merke.sendt:%d.%m.%Y}",
        til=merke.til,
    )
    if merke.retter is not None:
        yield text("utgaver.skjerm.linje_retter", nr=merke.retter.nr, grunn=merke.retter.grunn)
    for nr in one.rettet_av:
        yield text("utgaver.skjerm.linje_rettet", nr=nr)
    for fil, stand in one.filer:
        yield text(f"utgaver.skjerm.fil_{stand.value}", fil=fil)


def _plain(one: "Utgave") -> dict[str, object]:
    merke, changed = one.merke, dict(one.filer)
    return {
        "nr": merke.nr,
        "mappe": str(one.mappe),
        "id": merke.id,
        "malgruppe": merke.malgruppe.value,
        "sendt": merke.sendt.isoformat(),
        "til": merke.til,
        "hode": {"nr": merke.hode_nr, "sum": merke.hode},
        "kjoring": merke.kjoring,
        "retter": merke.retter.nr if merke.retter is not None else None,
        "grunn": merke.retter.grunn if merke.retter is not None else "",
        "rettet_av": list(one.rettet_av),
        "filer": [{"navn": f.navn, "sha256": f.sha256, "stand": changed.get(f.navn, "uendret")} for f in merke.filer],
        "nye_filer": [navn for navn, stand in one.filer if stand.value == "ny"],
    }


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"rapport": {"send": send, "utgaver": utgaver}}
