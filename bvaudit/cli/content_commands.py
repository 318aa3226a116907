"""Commands about the content: sjekk, regler, endringer, mal sjekk, versjon."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.screen import say, say_json, tell_problems
from bvaudit.cli.surroundings import VERSION
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import counted, text


def sjekk(
    stier: Annotated[
        list[Path] | None,
        typer.Argument(
            parser=values.sti,
            metavar="STI",
            help=text("valg.sti"),
        ),
    ] = None,
    tester: Annotated[bool, typer.Option("--test", help=text("valg.test"))] = False,
    som_json: Annotated[bool, typer.Option("--json", help=text("valg.json"))] = False,
    skriv_skjema: Annotated[
        bool,
        typer.Option("--skriv-skjema", help=text("valg.skriv_skjema"), hidden=True),
    ] = False,
) -> int:
    """Sjekk at regler, sjekklister, planer og lister er hele, og si hvilke filer som ikke blir brukt."""
    if skriv_skjema:
        return _write_docs()
    from bvaudit.cli.content_outcomes import show_checked, show_checked_as_json
    from bvaudit.cli.in_folder import folder_here
    from bvaudit.workflows.check_content import check_content

    outcome = check_content(values.several(stier) or folder_here(), tester=tester)
    (show_checked_as_json if som_json else show_checked)(outcome)
    if has_errors(outcome.problems):
        raise ContentError(text("innhold.sjekk.har_feil"), problems=outcome.problems)
    tell_problems(outcome.problems)
    if outcome.brudd:
        raise ContentError(counted("innhold.sjekk.tester_feilet", len(outcome.brudd)))
    if not som_json:
        say(text("innhold.sjekk.alt_i_orden"))
    return 0


def _own_content(mappe: Path | None, more: list[Path] | None) -> tuple[Path, ...]:
    """The municipality's folder, the one named or the one the person stands in, and what else was named."""
    from bvaudit.workflows.own_content import own_content

    return own_content(folder(mappe), values.several(more))


def _write_docs() -> int:
    from bvaudit.workflows.write_docs import project_root, write_docs

    root = project_root()
    changed = write_docs(root)
    for path in changed:
        say(str(path.relative_to(root)))
    say(counted("regelliste.filer_endret", len(changed)))
    return 0


def regler(
    tema: Annotated[str, typer.Option("--tema", metavar="TEMA", help=text("valg.tema"), show_default=False)] = "",
    hjemmel: Annotated[
        str,
        typer.Option(
            "--hjemmel",
            metavar="PARAGRAF",
            help=text("valg.hjemmel"),
            show_default=False,
        ),
    ] = "",
    per: Annotated[
        date | None,
        typer.Option("--per", parser=values.dag, metavar="DATO", help=text("valg.per")),
    ] = None,
    usikre: Annotated[bool, typer.Option("--usikre", help=text("valg.usikre"))] = False,
    avtrykk: Annotated[
        str | None,
        typer.Option("--avtrykk", metavar="ID", help=text("valg.avtrykk")),
    ] = None,
    egne: opt.Regler = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """The rules in a list, chosen by subject, law, day or how sure we are."""
    from bvaudit.workflows.list_rules import RuleChoice, list_rules, wording_of

    own = _own_content(mappe, egne)
    if avtrykk is not None:
        say(wording_of(avtrykk, regler=own))
        return 0
    choice = RuleChoice(tema=tema, hjemmel=hjemmel, per=per, usikre=usikre)
    found = list_rules(choice, regler=own)
    if som_json:
        say_json(found.as_json)
        return 0
    for line in found.linjer:
        say(line)
    return 0


def endringer(
    fra: Annotated[str, typer.Argument(metavar="FRA", help=text("valg.fra"))],
    til: Annotated[str, typer.Argument(metavar="TIL", help=text("valg.til"))],
    regler: opt.Regler = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """What changed in the rules between two days or two releases."""
    from bvaudit.workflows.content_changes import changes_between_days, changes_between_releases

    first, last = _day_or_folder("FRA", fra), _day_or_folder("TIL", til)
    if isinstance(first, date) and isinstance(last, date):
        found = changes_between_days(first, last, regler=_own_content(mappe, regler))
    elif isinstance(first, Path) and isinstance(last, Path):
        if regler:
            raise UsageError(text("regelliste.endringer.bare_datoer"), hint=text("regelliste.endringer.bare_hint"))
        found = changes_between_releases(first, last)
    else:
        raise UsageError(text("regelliste.endringer.to_like"))
    if som_json:
        say_json([asdict(change) for change in found.regler])
        return 0
    for line in found.linjer:
        say(line)
    return 0


def _day_or_folder(name: str, typed: str) -> date | Path:
    try:
        return values.dag(typed)
    except WrongValue:
        if Path(typed).is_dir():
            return Path(typed)
    raise UsageError(
        text("regelliste.endringer.dato_eller_mappe", navn=name, fant=typed),
        hint=text("regelliste.endringer.dato_eller_mappe_hint"),
    )


def sjekk_mal(
    fil: Annotated[Path, typer.Argument(parser=values.fil, metavar="FIL", help=text("valg.fil"))],
) -> int:
    """Whether a Word template can be used, and every reason why not."""
    from bvaudit.workflows.check_template import check_template

    problems = check_template(fil)
    if has_errors(problems):
        raise ContentError(text("regelliste.mal.rettes"), problems=problems)
    tell_problems(problems)
    say(text("regelliste.mal.kan_brukes"))
    return 0


def versjon() -> int:
    """The version, alone on a line."""
    say(VERSION)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "sjekk": sjekk,
    "regler": regler,
    "endringer": endringer,
    "versjon": versjon,
}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"mal": {"sjekk": sjekk_mal}}
