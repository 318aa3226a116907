"""What the program and the machine know: the version, the time, and where the user's own files lie."""

import os
import sys
from datetime import datetime
from pathlib import Path

from bvaudit import __version__, texts
from bvaudit.errors import SurroundingsError

VERSION = f"bvaudit {__version__}"
COMPLETING = "_BVAUDIT_COMPLETE"  # set by a shell that asks what can follow


def now() -> datetime:
    """This second, with the machine's time zone."""
    return datetime.now().astimezone().replace(microsecond=0)


def home() -> Path:
    """Where keys lie: ``BVAUDIT_HJEM``, else ``.bvaudit`` in the user's own folder."""
    own = os.environ.get("BVAUDIT_HJEM")
    if own:
        return Path(own).expanduser()
    try:
        return Path.home() / ".bvaudit"
    except RuntimeError as error:
        raise SurroundingsError(
            texts.text("cli.surroundings.finner_ikke_hjemmemappen_din"),
            hint=texts.text("cli.surroundings.sett_bvaudit_hjem_til_en_mappe"),
        ) from error


def without_home(text: str) -> str:
    """The text with the user's own folder, which is named after the user, as ``~``: for what is sent on."""
    try:
        return text.replace(str(home()), "~/.bvaudit").replace(str(Path.home()), "~")
    except (RuntimeError, SurroundingsError):
        return text


def processors() -> int:
    """How many may work at the same time: all but one, since sharing a busy processor is slower than not sharing."""
    return max(1, (os.cpu_count() or 1) - 1)


def under_spark_submit() -> bool:
    """Whether Spark started this program. Then it has told where its other half listens."""
    return "PYSPARK_GATEWAY_PORT" in os.environ


def system() -> str:
    """The operating system, as Python names it: ``win32``, ``darwin``, ``linux``."""
    return sys.platform


def interpreter() -> Path:
    """The Python this program runs in."""
    return Path(sys.executable)


def own_folder() -> Path:
    """The user's own folder; the root of the disk where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")
