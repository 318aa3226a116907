"""Typer's complaints about what was typed, in bokmål. Read by class and field, never by the English sentence."""

from difflib import get_close_matches

import typer
from typer._click import exceptions as said
from typer._click.core import Context
from typer.core import TyperGroup, TyperOption

from bvaudit.errors import BvauditError, UsageError
from bvaudit.texts import text


class WrongValue(typer.BadParameter):
    """A value that cannot be used. ``message`` continues the sentence that begins with the option's name."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def translated(error: Exception) -> BvauditError | None:
    """The same complaint as a UsageError, or None when ``error`` is not about what was typed."""
    match error:
        case said.NoArgsIsHelpError():
            return UsageError(text("bruk.mangler_kommando"), hint=see_help(error.ctx))
        case said.MissingParameter():
            return UsageError(text("bruk.mangler", hva=_name(error.param)), hint=see_help(error.ctx))
        case said.BadParameter():
            hint = error.hint if isinstance(error, WrongValue) else ""
            said_of_it = error.message if isinstance(error, WrongValue) else text("bruk.ugyldig")
            return UsageError(f"«{_short_name(error.param)}» {said_of_it}", hint=hint or see_help(error.ctx))
        case said.NoSuchOption():
            return _unknown_option(error)
        case said.BadOptionUsage():
            return _misused_option(error)
        case said.ClickException():
            return UsageError(text("bruk.ikke_slik"), hint=see_help(getattr(error, "ctx", None)))
    return None


def unknown_command(typed: str, group: TyperGroup, ctx: Context) -> UsageError:
    near = get_close_matches(typed, group.commands, n=1)
    mente = text("bruk.mente_du", ord=near[0]) if near else ""
    return UsageError(text("bruk.ukjent_kommando", ord=typed), hint=mente + see_commands(ctx))


def too_many(extra: list[str], ctx: Context) -> UsageError:
    words = ", ".join(f"«{word}»" for word in extra)
    return UsageError(text("bruk.for_mange", ord=words), hint=text("bruk.anforsel") + see_help(ctx))


def missing_command(ctx: Context) -> UsageError:
    return UsageError(text("bruk.mangler_kommando"), hint=see_commands(ctx))


def see_help(ctx: Context | None) -> str:
    return text("bruk.se_bruk", kommando=_path(ctx))


def see_commands(ctx: Context | None) -> str:
    return text("bruk.se_kommandoer", kommando=_path(ctx))


def _path(ctx: Context | None) -> str:
    return ctx.command_path if ctx else "bvaudit"


def _unknown_option(error: said.NoSuchOption) -> UsageError:
    ctx = error.ctx
    owners = _owners(error.option_name, ctx)
    if owners:
        hint = text("bruk.etter_kommandoen", kommando=owners[0], valg=error.option_name)
        return UsageError(text("bruk.for_kommandoen", valg=error.option_name), hint=hint)
    near = list(error.possibilities or ())  # the nearest first
    mente = text("bruk.mente_du", ord=near[0]) if near else ""
    see = text("bruk.se_valg", kommando=_path(ctx))
    return UsageError(text("bruk.ukjent_valg", valg=error.option_name), hint=mente + see)


def _owners(option: str, ctx: Context | None) -> list[str]:
    if ctx is None or not isinstance(ctx.command, TyperGroup):
        return []
    return [name for name, c in ctx.command.commands.items() if any(option in p.opts for p in c.params)]


def _misused_option(error: said.BadOptionUsage) -> UsageError:
    params = error.ctx.command.params if error.ctx else []
    param = next((p for p in params if error.option_name in p.opts), None)
    if isinstance(param, TyperOption) and not param.is_flag:
        verdi = param.metavar or text("bruk.verdi")
        told = text("bruk.mangler_verdi", valg=error.option_name, verdi=verdi)
        return UsageError(told, hint=see_help(error.ctx))
    return UsageError(text("bruk.ingen_verdi", valg=error.option_name), hint=see_help(error.ctx))


def _name(param: object) -> str:
    if isinstance(param, TyperOption):
        return f"«{param.opts[0]} {param.metavar}»" if param.metavar else f"«{param.opts[0]}»"
    return f"«{_short_name(param)}»"


def _short_name(param: object) -> str:
    if isinstance(param, TyperOption):
        return param.opts[0]
    return getattr(param, "metavar", None) or text("bruk.et_argument")
