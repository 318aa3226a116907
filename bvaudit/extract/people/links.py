"""The koblingsliste: from a pseudonym back to the case in the journal system. Stays with the municipality."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bvaudit.disk.faults import NO_ROOM
from bvaudit.disk.private import make_folder, settle, write_private
from bvaudit.disk.work import work_folder
from bvaudit.errors import SurroundingsError
from bvaudit.extract.people.pseudonyms import key_folder

FILE = "fil"  # the type of a link to a source file
_FILE = re.compile(r"(?:fil[0-9]+\()?([0-9a-f]{8})\)?")
HEADER = ("pseudonym", "type", "kilde_id", "journalnummer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a pseudonym stands for. ``type`` is the table: sak, henvendelse, undersokelse …; or ``fil``."""

    pseudonym: str
    type: str
    kilde_id: str
    journalnummer: str


def write_links(path: Path, links: Iterable[Link]) -> int:
    """Add links to the list in ``path``, sorted and without repeats, and return how many it then has.

    A pseudonym that is there already gets the newest journalnummer. The file is replaced whole, readable by its owner
    only; on Windows it inherits the rights of its folder. Two runs that add at once both get theirs in. Raises
    SurroundingsError when it is open in another program.
    """
    try:
        make_folder(path.parent)
        with key_folder(path), work_folder(path.parent) as work:
            merged = {(link.pseudonym, link.type): link for link in read_links(path)} if path.exists() else {}
            merged.update({(link.pseudonym, link.type): link for link in links})
            made = work / path.name
            _write(made, [merged[key] for key in sorted(merged)])
            made.replace(path)
            settle(path.parent)
    except PermissionError as error:
        raise SurroundingsError(f"kan ikke skrive «{path}»", hint="lukk filen i Excel og prøv igjen") from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
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
    """The link of a pseudonym as a person types it: case, spaces and the kind of dash do not matter.

    A file goes by the eight characters the register shows for it: «fil 3 (a1b2c3d4)», or ``a1b2c3d4`` alone.
    """
    wanted = _loose(pseudonym)
    short = _FILE.fullmatch(wanted)
    for link in read_links(path):
        loose = _loose(link.pseudonym)
        if loose == wanted or (short and link.type == FILE and loose.startswith(f"f{short.group(1)}")):
            return link
    return None


def _write(path: Path, links: list[Link]) -> None:
    output = io.StringIO(newline="")
    rows = csv.writer(output, delimiter=";", lineterminator="\r\n")
    rows.writerow(HEADER)
    rows.writerows([_guarded(getattr(link, field)) for field in HEADER] for link in links)
    # A file name need not be text in any coding: what is not, is written as a code.
    write_private(path, output.getvalue().encode("utf-8-sig", "backslashreplace"))


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
