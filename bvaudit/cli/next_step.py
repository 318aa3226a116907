"""The command that comes after the one that was run, exactly as it is typed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

STATUS = "bvaudit status"


def after_demo(ut: Path) -> str:
    """The demo is a municipality's folder, and that is where one sees how work goes on in it."""
    return typed("bvaudit", "status", "--mappe", ut)


def after_judging(uttrekk: Sequence[Path | str], utvalg: Path | None, *, in_folder: bool = False) -> str:
    """In a municipality's folder ``status`` knows; elsewhere cases are drawn for people to read, and when they were
    drawn already it is time to find them."""
    if in_folder:
        return STATUS
    if utvalg is not None:
        return typed("bvaudit", "sla-opp", "--utvalg", utvalg)
    sources = [word for source in uttrekk for word in ("--uttrekk", source)]
    return typed("bvaudit", "utvalg", *sources, "--ut", "utvalg")


def after_importing(uttrekk: Path, *, in_folder: bool) -> str:
    """The extract is judged; in a municipality's folder ``vurder`` finds it."""
    return "bvaudit vurder" if in_folder else typed("bvaudit", "vurder", "--uttrekk", uttrekk, "--ut", "rapport")


def after_drawing(filer: Sequence[Path]) -> str:
    """Whoever is to read the cases must find them."""
    fil = next((path for path in filer if path.suffix == ".yaml"), None)
    return typed("bvaudit", "sla-opp", "--utvalg", fil) if fil else ""


def typed(*words: object) -> str:
    """The words as one line that bash, PowerShell and cmd all read the same way."""
    return " ".join(_quoted(words))


def _quoted(words: Iterable[object]) -> Iterable[str]:
    for word in map(str, words):
        yield f'"{word}"' if not word or any(sign in word for sign in " &()'^;") else word
