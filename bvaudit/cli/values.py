"""What was typed, read as what it means. A wrong value is said in the user's words."""

import glob
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.utfall import Alvorlighetsgrad

_DATE_HINT = "skriv 2025-12-31 eller 31.12.2025"
_NAME_HINT = "sjekk at navnet er skrevet riktig"
_PERIOD_HINT = "skriv 2025-01-01..2025-12-31, eller alle"


def dag(text: str) -> date:
    """ISO or dd.mm.yyyy."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise WrongValue(f"skal være en dato, fant «{text}»", hint=_DATE_HINT)


def periode(text: str) -> tuple[date, date] | Literal["alle"]:
    """``FRA..TIL``, both days inside, or ``alle``."""
    if text.strip().lower() == "alle":
        return "alle"
    fra, dots, til = text.partition("..")
    if not dots:
        raise WrongValue(f"skal være en periode, fant «{text}»", hint=_PERIOD_HINT)
    first, last = dag(fra), dag(til)
    if first > last:
        raise WrongValue("slutter før den begynner", hint=_PERIOD_HINT)
    return first, last


def antall(value: str | int) -> int:
    """A whole number, 0 or more. A default comes as a number already."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()):
        raise WrongValue(f"skal være et heltall, fant «{value}»", hint="skriv for eksempel 10")
    return int(text)


def minst_en(value: str | int) -> int:
    number = antall(value)
    if number < 1:
        raise WrongValue("skal være 1 eller mer")
    return number


def grad(text: str) -> Alvorlighetsgrad:
    """``høy`` and ``hoy`` are the same."""
    wanted = text.strip().lower()
    for one in Alvorlighetsgrad:
        if wanted in (one.value, one.vist):
            return one
    raise WrongValue(f"skal være en alvorlighetsgrad, fant «{text}»", hint="velg lav, middels, hoy eller kritisk")


def sti(text: str) -> Path:
    """Any path; it need not be there."""
    if not text.strip() or "\0" in text:
        raise WrongValue("mangler en fil eller mappe")
    return Path(text)


def sted(text: str) -> Path | str:
    """A path, or as text an address that only Spark can read, such as ``hdfs://…``."""
    return text if "://" in text else sti(text)


def nytt_sted(text: str) -> Path | str:
    """A folder to write in, or such an address."""
    return text if "://" in text else ny_mappe(text)


def motor(text: str) -> str:
    wanted = text.strip().lower()
    if wanted not in ("duckdb", "spark"):
        raise WrongValue(f"skal være en motor, fant «{text}»", hint="velg duckdb eller spark")
    return wanted


def fil(text: str) -> Path:
    """A file that is there."""
    path = sti(text)
    if not path.exists():
        raise WrongValue(f"viser til «{text}», som ikke finnes", hint=_NAME_HINT)
    if path.is_dir():
        raise WrongValue(f"skal være en fil, men «{text}» er en mappe")
    return path


def finnes(text: str) -> Path:
    """A file or a folder that is there."""
    path = sti(text)
    if not path.exists():
        raise WrongValue(f"viser til «{text}», som ikke finnes", hint=_NAME_HINT)
    return path


def mappe(text: str) -> Path:
    """A folder that is there."""
    path = finnes(text)
    if not path.is_dir():
        raise WrongValue(f"skal være en mappe, men «{text}» er en fil")
    return path


def ny_mappe(text: str) -> Path:
    """A folder to write in, there or not."""
    path = sti(text)
    if path.exists() and not path.is_dir():
        raise WrongValue(f"skal være en mappe, men «{text}» er en fil")
    return path


def kilder(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Sources, with ``*`` filled in: the Windows command line leaves that to the program."""
    found: list[Path] = []
    for path in paths:
        has_star = any(sign in str(path) for sign in "*?") and not path.exists()
        matches = sorted(glob.glob(str(path))) if has_star else []  # noqa: PTH207 - the pattern may be absolute
        found += [Path(name) for name in matches] or [path]
    return tuple(found)


def several(paths: Sequence[Path] | None) -> tuple[Path, ...]:
    return tuple(paths or ())
