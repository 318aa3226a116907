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
from bvaudit.model.mengdeord import antall
from bvaudit.texts import counted, text


def sjekk(
    stier: Annotated[
        list[Path] | None,
        typer.Argument(
            parser=values.sti,
            metavar="STI",
            help="Kommunens mappe, eller mapper og filer med eget innhold. Utelatt: mappen du står i.",
        ),
    ] = None,
    tester: Annotated[bool, typer.Option("--test", help="Kjør også testene som følger reglene.")] = False,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")] = False,
    skriv_skjema: Annotated[
        bool,
        typer.Option(
            "--skriv-skjema", help="Skriv skjemaer og sider som lages av innholdet. For utviklere.", hidden=True
        ),
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
    from bvaudit.workflows.from_folder import own_content

    return own_content(folder(mappe), values.several(more))


def _write_docs() -> int:
    from bvaudit.workflows.write_docs import project_root, write_docs

    root = project_root()
    changed = write_docs(root)
    for path in changed:
        say(str(path.relative_to(root)))
    say(f"{antall(len(changed), 'fil', 'filer')} endret")
    return 0


def regler(
    tema: Annotated[
        str, typer.Option("--tema", metavar="TEMA", help="Bare dette temaet, for eksempel melding.", show_default=False)
    ] = "",
    hjemmel: Annotated[
        str,
        typer.Option(
            "--hjemmel",
            metavar="PARAGRAF",
            help="Bare regler som bygger på denne paragrafen, for eksempel «bvl. § 2-1» eller 2-1.",
            show_default=False,
        ),
    ] = "",
    per: Annotated[
        date | None,
        typer.Option(
            "--per", parser=values.dag, metavar="DATO", help="Bare det som gjelder denne dagen, med dagens lov."
        ),
    ] = None,
    usikre: Annotated[
        bool, typer.Option("--usikre", help="Bare regler der vi ikke er sikre på rettsgrunnlaget.")
    ] = False,
    avtrykk: Annotated[
        str | None,
        typer.Option("--avtrykk", metavar="ID", help="Vis avtrykket av ordlyden i én regel, til «kontrollert»."),
    ] = None,
    egne: opt.Regler = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Vis reglene i en liste."""
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
    fra: Annotated[str, typer.Argument(metavar="FRA", help="En dato, eller mappen med de eldste reglene.")],
    til: Annotated[str, typer.Argument(metavar="TIL", help="En senere dato, eller mappen med de nyeste reglene.")],
    regler: opt.Regler = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Vis hva som er endret i reglene mellom to datoer eller to utgaver."""
    from bvaudit.workflows.content_changes import changes_between_days, changes_between_releases

    first, last = _day_or_folder("FRA", fra), _day_or_folder("TIL", til)
    if isinstance(first, date) and isinstance(last, date):
        found = changes_between_days(first, last, regler=_own_content(mappe, regler))
    elif isinstance(first, Path) and isinstance(last, Path):
        if regler:
            raise UsageError("«--regler» kan bare brukes med to datoer", hint="skriv mappene som FRA og TIL")
        found = changes_between_releases(first, last)
    else:
        raise UsageError("«FRA» og «TIL» skal være to datoer eller to mapper, ikke én av hver")
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
        f"«{name}» skal være en dato eller en mappe, fant «{typed}»", hint="skriv 2025-12-31, eller en mappe som finnes"
    )


def sjekk_mal(
    fil: Annotated[Path, typer.Argument(parser=values.fil, metavar="FIL", help="Word-filen som skal brukes som mal.")],
) -> int:
    """Sjekk om en Word-mal kan brukes."""
    from bvaudit.workflows.check_template import check_template

    problems = check_template(fil)
    if has_errors(problems):
        raise ContentError("malen kan ikke brukes før dette er rettet", problems=problems)
    tell_problems(problems)
    say("Malen kan brukes")
    return 0


def versjon() -> int:
    """Vis versjonen av programmet."""
    say(VERSION)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "sjekk": sjekk,
    "regler": regler,
    "endringer": endringer,
    "versjon": versjon,
}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"mal": {"sjekk": sjekk_mal}}
