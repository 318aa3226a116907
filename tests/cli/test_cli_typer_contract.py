"""What we lean on in typer's private rooms. If one of these fails, typer has moved and our messages must follow."""

from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer._click import exceptions as said
from typer.core import TyperGroup, TyperOption
from typer.main import get_command


def an_app() -> TyperGroup:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.command()
    def a(
        kilde: Annotated[str, typer.Argument(metavar="KILDE")],
        antall: Annotated[int, typer.Option("--antall", metavar="N")],
        flagg: Annotated[bool, typer.Option("--flagg")] = False,
    ) -> int:
        return antall

    @app.command()
    def b() -> None: ...

    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def act(argv: list[str]) -> object:
    command = an_app()
    with command.make_context("x", argv) as ctx:
        return command.invoke(ctx)


def test_a_command_gives_back_what_it_returns() -> None:
    assert act(["a", "fil", "--antall", "3"]) == 3


def test_a_missing_parameter_says_which() -> None:
    with pytest.raises(said.MissingParameter) as raised:
        act(["a", "fil"])
    param = raised.value.param
    assert isinstance(param, TyperOption)
    assert (param.opts, param.metavar, param.required) == (["--antall"], "N", True)
    assert raised.value.ctx is not None and raised.value.ctx.command_path == "x a"


def test_a_bad_value_says_which_parameter() -> None:
    with pytest.raises(typer.BadParameter) as raised:
        act(["a", "fil", "--antall", "sju"])
    assert isinstance(raised.value.param, TyperOption) and raised.value.param.opts == ["--antall"]


def test_an_unknown_option_has_its_near_misses_the_nearest_first() -> None:
    with pytest.raises(said.NoSuchOption) as raised:
        act(["a", "--antal", "3"])
    assert raised.value.option_name == "--antal"
    assert next(iter(raised.value.possibilities or ())) == "--antall"


@pytest.mark.parametrize(
    "argv", [["a", "fil", "--antall"], ["a", "fil", "--flagg=ja"]], ids=["uten verdi", "med verdi"]
)
def test_a_misused_option_says_its_name(argv: list[str]) -> None:
    with pytest.raises(said.BadOptionUsage) as raised:
        act(argv)
    assert raised.value.option_name in ("--antall", "--flagg")


def test_help_leaves_by_exit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as raised:
        act(["a", "--help"])
    assert raised.value.exit_code == 0
    assert capsys.readouterr().out


def test_all_of_it_is_one_family() -> None:
    for kind in (
        said.MissingParameter,
        said.BadParameter,
        said.NoSuchOption,
        said.BadOptionUsage,
        said.NoArgsIsHelpError,
    ):
        assert issubclass(kind, said.UsageError)
    assert issubclass(said.MissingParameter, said.BadParameter)
    assert issubclass(said.UsageError, said.ClickException)
    assert typer.BadParameter is said.BadParameter


def test_a_reader_that_refuses_is_heard(tmp_path: Path) -> None:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    def refuse(text: str) -> Path:
        raise typer.BadParameter("nei")

    @app.command()
    def a(fil: Annotated[list[Path], typer.Option("--fil", parser=refuse)]) -> None: ...

    command = get_command(app)
    with pytest.raises(typer.BadParameter, match="nei"):
        command.make_context("x", ["--fil", "y"])
