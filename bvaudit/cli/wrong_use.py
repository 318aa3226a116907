"""Typer's complaints about what was typed, in bokmål. Read by class and field, never by the English sentence."""

from difflib import get_close_matches

import typer
from typer._click import exceptions as said
from typer._click.core import Context
from typer.core import TyperGroup, TyperOption

from bvaudit.errors import BvauditError, UsageError


class WrongValue(typer.BadParameter):
    """A value that cannot be used. ``message`` continues the sentence that begins with the option's name."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def translated(error: Exception) -> BvauditError | None:
    """The same complaint as a UsageError, or None when ``error`` is not about what was typed."""
    match error:
        case said.NoArgsIsHelpError():
            return UsageError("mangler kommando", hint=see_help(error.ctx))
        case said.MissingParameter():
            return UsageError(f"mangler {_name(error.param)}", hint=see_help(error.ctx))
        case said.BadParameter():
            hint = error.hint if isinstance(error, WrongValue) else ""
            text = error.message if isinstance(error, WrongValue) else "har en verdi som ikke kan brukes"
            return UsageError(f"«{_short_name(error.param)}» {text}", hint=hint or see_help(error.ctx))
        case said.NoSuchOption():
            return _unknown_option(error)
        case said.BadOptionUsage():
            return _misused_option(error)
        case said.ClickException():
            return UsageError("kommandoen kan ikke brukes slik", hint=see_help(getattr(error, "ctx", None)))
    return None


def unknown_command(typed: str, group: TyperGroup, ctx: Context) -> UsageError:
    near = get_close_matches(typed, group.commands, n=1)
    mente = f"mente du «{near[0]}»? " if near else ""
    return UsageError(f"ukjent kommando «{typed}»", hint=mente + see_help(ctx, "alle kommandoer"))


def too_many(extra: list[str], ctx: Context) -> UsageError:
    words = ", ".join(f"«{word}»" for word in extra)
    hint = "sett anførselstegn rundt det som har mellomrom. " + see_help(ctx)
    return UsageError(f"for mange argumenter: {words}", hint=hint)


def missing_command(ctx: Context) -> UsageError:
    return UsageError("mangler kommando", hint=see_help(ctx, "alle kommandoer"))


def see_help(ctx: Context | None, what: str = "hvordan kommandoen brukes") -> str:
    return f"«{ctx.command_path if ctx else 'bvaudit'} --hjelp» viser {what}"


def _unknown_option(error: said.NoSuchOption) -> UsageError:
    ctx = error.ctx
    owners = _owners(error.option_name, ctx)
    if owners:
        hint = f"skriv det etter kommandoen: «bvaudit {owners[0]} {error.option_name} …»"
        return UsageError(f"«{error.option_name}» står før kommandoen", hint=hint)
    near = list(error.possibilities or ())  # the nearest first
    mente = f"mente du «{near[0]}»? " if near else ""
    return UsageError(f"ukjent valg «{error.option_name}»", hint=mente + see_help(ctx, "alle valg"))


def _owners(option: str, ctx: Context | None) -> list[str]:
    if ctx is None or not isinstance(ctx.command, TyperGroup):
        return []
    return [name for name, c in ctx.command.commands.items() if any(option in p.opts for p in c.params)]


def _misused_option(error: said.BadOptionUsage) -> UsageError:
    params = error.ctx.command.params if error.ctx else []
    param = next((p for p in params if error.option_name in p.opts), None)
    if isinstance(param, TyperOption) and not param.is_flag:
        return UsageError(f"«{error.option_name}» mangler {param.metavar or 'verdi'}", hint=see_help(error.ctx))
    return UsageError(f"«{error.option_name}» tar ingen verdi", hint=see_help(error.ctx))


def _name(param: object) -> str:
    if isinstance(param, TyperOption):
        return f"«{param.opts[0]} {param.metavar}»" if param.metavar else f"«{param.opts[0]}»"
    return f"«{_short_name(param)}»"


def _short_name(param: object) -> str:
    if isinstance(param, TyperOption):
        return param.opts[0]
    return getattr(param, "metavar", None) or "et argument"
