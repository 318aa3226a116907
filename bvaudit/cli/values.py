"""What was typed, read as what it means. A wrong value is said in the user's words."""

import glob
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from bvaudit import texts
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.utfall import Alvorlighetsgrad


def dag(text: str) -> date:
    """ISO or dd.mm.yyyy."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise _wrong("dato", text)


def maned(text: str) -> date:
    """The first day of a month: ``2026-04`` or ``04.2026``."""
    for form in ("%Y-%m", "%m.%Y"):
        try:
            month = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            continue
        if 1 < month.year < 9999:  # the years beside it are in the calendar too
            return month
    raise _wrong("maned", text)


def arstall(value: str | int) -> int:
    """Four digits, in the calendar Python has."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1 < int(text) < 9999):
        raise _wrong("arstall", value)
    return int(text)


def periode(text: str) -> tuple[date, date] | Literal["alle"]:
    """``FRA..TIL``, both days inside, or ``alle``."""
    if text.strip().lower() == "alle":
        return "alle"
    fra, dots, til = text.partition("..")
    if not dots:
        raise _wrong("periode", text)
    first, last = dag(fra), dag(til)
    if first > last:
        raise WrongValue(texts.text("bruk.verdi_feil.periode_snudd"), hint=texts.text("bruk.verdi_feil.periode_hint"))
    return first, last


def antall(value: str | int) -> int:
    """A whole number, 0 or more. A default comes as a number already."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()):
        raise _wrong("heltall", value)
    return int(text)


def minst_en(value: str | int) -> int:
    number = antall(value)
    if number < 1:
        raise WrongValue(texts.text("bruk.verdi_feil.minst_en"))
    return number


def grad(text: str) -> Alvorlighetsgrad:
    """``høy``, ``høg`` and ``hoy`` are the same."""
    wanted = text.strip().lower()
    for one in Alvorlighetsgrad:
        if wanted in (one.value, *texts.in_each_language(f"model.grad.{one.value}")):
            return one
    raise _wrong("grad", text)


def sti(text: str) -> Path:
    """Any path; it need not be there."""
    if not text.strip() or "\0" in text:
        raise WrongValue(texts.text("bruk.verdi_feil.tom_sti"))
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
        raise _wrong("motor", text)
    return wanted


def fil(text: str) -> Path:
    """A file that is there."""
    path = sti(text)
    if not path.exists():
        raise _wrong("finnes_ikke", text)
    if path.is_dir():
        raise WrongValue(texts.text("bruk.verdi_feil.skal_fil", fant=text))
    return path


def finnes(text: str) -> Path:
    """A file or a folder that is there."""
    path = sti(text)
    if not path.exists():
        raise _wrong("finnes_ikke", text)
    return path


def mappe(text: str) -> Path:
    """A folder that is there."""
    path = finnes(text)
    if not path.is_dir():
        raise WrongValue(texts.text("bruk.verdi_feil.skal_mappe", fant=text))
    return path


def ny_mappe(text: str) -> Path:
    """A folder to write in, there or not."""
    path = sti(text)
    if path.exists() and not path.is_dir():
        raise WrongValue(texts.text("bruk.verdi_feil.skal_mappe", fant=text))
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


def _wrong(what: str, found: object) -> WrongValue:
    return WrongValue(
        texts.text(f"bruk.verdi_feil.{what}", fant=found), hint=texts.text(f"bruk.verdi_feil.{what}_hint")
    )
