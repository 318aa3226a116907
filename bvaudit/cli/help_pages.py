"""Help in bokmål, made from the commands themselves, and typer's two fixed sentences replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer._click import Context, HelpFormatter
from typer._click.core import Command
from typer._click.exceptions import UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from bvaudit.cli.first_page import parts
from bvaudit.cli.screen import tell
from bvaudit.cli.wrong_use import missing_command, too_many, unknown_command
from bvaudit.texts import text

HELP_NAMES = ["-h", "--hjelp", "--help"]
_WHOLE_SENTENCE = 200
_BESIDE_A_NAME = 4  # two spaces before it and two after


class NorwegianCommand(TyperCommand):
    """A command with its help in bokmål."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _in_norwegian(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        _usage(self, ctx, formatter, [])

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        _options(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        _examples(self, formatter)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # so that we, not typer, say what is wrong
        with _named(ctx):
            extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise too_many(extra, ctx)
        return extra


class NorwegianGroup(TyperGroup):
    """A group of commands with its help in bokmål."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _in_norwegian(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        _usage(self, ctx, formatter, [text("hjelp.kommando_merke"), "…"])

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        rows = dict(_rows(self))
        listed = list(parts(list(rows))) if ctx.parent is None else [(text("hjelp.kommandoer"), list(rows))]
        width = max(len(name) for _, names in listed for name in names)
        for title, names in listed:
            with formatter.section(title):
                formatter.write_dl([(f"{name:<{width}}", _on_one_line(rows[name], width, formatter)) for name in names])
        _options(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        _examples(self, formatter)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        with _named(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> Any:
        if not ctx._protected_args and not self.invoke_without_command:
            tell(ctx.get_help() + "\n")
            raise missing_command(ctx)
        return super().invoke(ctx)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        if args[0] not in self.commands:
            raise unknown_command(args[0], self, ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def _named(ctx: Context) -> Iterator[None]:
    """Typer's parser does not always say which command it was reading."""
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _rows(group: TyperGroup, before: str = "") -> list[tuple[str, str]]:
    """Every command one can type, also those inside a group."""
    rows: list[tuple[str, str]] = []
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            if command.invoke_without_command:
                rows.append((before + name, command.get_short_help_str(_WHOLE_SENTENCE)))
            rows += _rows(command, f"{before}{name} ")
        else:
            rows.append((before + name, command.get_short_help_str(_WHOLE_SENTENCE)))
    return rows


def _on_one_line(sentence: str, width: int, formatter: HelpFormatter) -> str:
    room = formatter.width - width - _BESIDE_A_NAME
    return sentence if len(sentence) <= room else f"{sentence[: room - 1].rstrip()}…"


def _examples(command: Command, formatter: HelpFormatter) -> None:
    """Each on a line of its own and whole, so that it can be copied."""
    if command.epilog:
        with formatter.section(text("hjelp.eksempler")):
            for line in command.epilog.splitlines():
                formatter.write(f"  {line}\n")


def _in_norwegian(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.opts = list(HELP_NAMES)  # typer keeps them in a set
        option.default = False  # with none, typer loads pydantic to read a flag nobody gave
        option.help = text("hjelp.valg_hjelp")
    return option


def _usage(command: Command, ctx: Context, formatter: HelpFormatter, tail: list[str]) -> None:
    arguments = [_argument(p) for p in command.get_params(ctx) if isinstance(p, TyperArgument)]
    formatter.write_usage(
        ctx.command_path, " ".join([text("hjelp.valg_merke"), *arguments, *tail]), prefix=text("hjelp.bruk")
    )


def _argument(param: TyperArgument) -> str:
    name = (param.metavar or param.name.upper()) + ("…" if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _options(command: Command, ctx: Context, formatter: HelpFormatter) -> None:
    params = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [(_argument(p), p.help or "") for p in params if isinstance(p, TyperArgument)]
    if arguments:
        with formatter.section(text("hjelp.argumenter")):
            formatter.write_dl(arguments)
    sections: dict[str, list[tuple[str, str]]] = {text("hjelp.valg"): []}
    for param in params:
        if isinstance(param, TyperOption):
            sections.setdefault(param.rich_help_panel or text("hjelp.valg"), []).append(
                (_option(param), _explained(param))
            )
    for title, rows in sections.items():
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def _option(param: TyperOption) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar}"


def _explained(param: TyperOption) -> str:
    notes = []
    if param.required:
        notes.append(text("hjelp.ma_oppgis"))
    if param.multiple:
        notes.append(text("hjelp.kan_gjentas"))
    if param.default not in (None, "") and not param.is_flag:
        notes.append(text("hjelp.standard", verdi=param.default))
    about = param.help or ""
    return f"{about.rstrip('.')} ({', '.join(notes)})." if notes else about
