"""What the machine says is wrong with the disk or the memory, in the user's words."""

import errno

from bvaudit.errors import SurroundingsError

NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def no_room(error: OSError) -> SurroundingsError | None:
    """The disk, or the user's share of it, is full; else None."""
    return _full() if error.errno in NO_ROOM else None


def from_database(error: Exception) -> SurroundingsError | None:
    """The surroundings' fault behind an error of the database, known by its name; None when the fault is ours."""
    if type(error).__module__.split(".")[0] not in ("duckdb", "_duckdb"):
        return None
    kind, said = type(error).__name__, str(error).casefold()
    if any(word in said for word in ("no space left", "disk full", "file too large", "quota", "not enough space")):
        return _full()
    if kind == "OutOfMemoryException":
        return SurroundingsError(
            "maskinen har ikke nok minne eller diskplass til dette", hint="lukk andre programmer og prøv igjen"
        )
    if kind == "IOException":
        return SurroundingsError(
            "fikk ikke lest eller skrevet en fil underveis", hint="sjekk at disken og mappen er tilgjengelig"
        )
    return None


def _full() -> SurroundingsError:
    return SurroundingsError("disken er full", hint="rydd plass på disken, eller velg en annen mappe, og prøv igjen")
