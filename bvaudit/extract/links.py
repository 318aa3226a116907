"""The koblingsliste: from a pseudonym back to the case in the journal system. Stays with the municipality."""

import contextlib
import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import SurroundingsError

HEADER = ("pseudonym", "type", "kilde_id", "journalnummer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a pseudonym stands for. ``type`` is the table: sak, henvendelse, undersokelse …"""

    pseudonym: str
    type: str
    kilde_id: str
    journalnummer: str


def write_links(path: Path, links: Iterable[Link]) -> int:
    """Add links to the list in ``path``, sorted and without repeats, and return how many it then has.

    A pseudonym that is there already gets the newest journalnummer. The file is replaced whole, readable by its owner
    only; on Windows it inherits the rights of its folder. Raises SurroundingsError when it is open in another program.
    """
    merged = {(link.pseudonym, link.type): link for link in read_links(path)} if path.exists() else {}
    merged.update({(link.pseudonym, link.type): link for link in links})
    try:
        _replace(path, [merged[key] for key in sorted(merged)])
    except PermissionError as error:
        raise SurroundingsError(f"kan ikke skrive «{path}»", hint="lukk filen i Excel og prøv igjen") from error
    except OSError as error:
        raise SurroundingsError(f"kan ikke skrive «{path}»", hint="velg en mappe du kan skrive i") from error
    return len(merged)


def read_links(path: Path) -> Iterator[Link]:
    """Every link in the file. Raises SurroundingsError when it is missing, unreadable or not a koblingsliste."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=";")
            if tuple(next(rows, ())) != HEADER:
                raise _damaged(path)
            for row in rows:
                if len(row) != len(HEADER):
                    raise _damaged(path)
                yield Link(**dict(zip(HEADER, map(_unguarded, row), strict=True)))
    except FileNotFoundError as error:
        raise SurroundingsError(
            f"fant ikke koblingslisten «{path}»", hint="les inn uttrekket på denne maskinen først"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise SurroundingsError(
            f"kan ikke lese koblingslisten «{path}»", hint="sjekk at du har tilgang til filen"
        ) from error


def find_link(path: Path, pseudonym: str) -> Link | None:
    """The link of a pseudonym as a person types it: case, spaces and the kind of dash do not matter."""
    wanted = _loose(pseudonym)
    return next((link for link in read_links(path) if _loose(link.pseudonym) == wanted), None)


def _replace(path: Path, links: list[Link]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".kobling-", suffix=".tmp", dir=path.parent)  # owner only from the start
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
            rows.writerow(HEADER)
            rows.writerows([_guarded(getattr(link, field)) for field in HEADER] for link in links)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _guarded(value: str) -> str:
    """Excel must not take a text for a formula. A leading ' is doubled, so that reading gives the same text back."""
    return (
        f"'{value}"
        if value.startswith("'") or value.lstrip()[:1] in tuple("=+-@") or value[:1] in tuple("\t\r")
        else value
    )


def _unguarded(value: str) -> str:
    return value.removeprefix("'")


def _loose(pseudonym: str) -> str:
    return re.sub(r"[\s\-‐-―_]", "", pseudonym).casefold()


def _damaged(path: Path) -> SurroundingsError:
    return SurroundingsError(
        f"«{path}» er ikke en hel koblingsliste", hint="hent den fra sikkerhetskopien; ikke lagre den fra Excel"
    )
