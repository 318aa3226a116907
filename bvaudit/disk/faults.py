"""What the machine says is wrong with the disk or the memory, in the user's words."""

import errno

from bvaudit.errors import SurroundingsError
from bvaudit.texts import text

NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def no_room(error: OSError) -> SurroundingsError | None:
    """The disk, or the user's share of it, is full; else None."""
    return full() if error.errno in NO_ROOM else None


def from_database(error: Exception) -> SurroundingsError | None:
    """The surroundings' fault behind an error of the database, known by its name; None when the fault is ours."""
    if type(error).__module__.split(".")[0] not in ("duckdb", "_duckdb"):
        return None
    kind, said = type(error).__name__, str(error).casefold()
    if any(word in said for word in ("no space left", "disk full", "file too large", "quota", "not enough space")):
        return full()
    if kind == "OutOfMemoryException":
        return SurroundingsError(
            text("disk.faults.maskinen_har_ikke_nok_minne_eller"),
            hint=text("disk.faults.lukk_andre_programmer_og_prov_igjen"),
        )
    if kind == "IOException":
        return SurroundingsError(
            text("disk.faults.fikk_ikke_lest_eller_skrevet_en"), hint=text("disk.faults.sjekk_at_disken_og_mappen_er")
        )
    return None


def full() -> SurroundingsError:
    """The disk, or the user's share of it, is full."""
    return SurroundingsError(
        text("disk.faults.disken_er_full"), hint=text("disk.faults.rydd_plass_pa_disken_eller_velg")
    )
