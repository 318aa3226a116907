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
from bvaudit.model.kortid import fits, loose, spellings
from bvaudit.texts import text

FILE = "fil"  # the type of a link to a source file
_WHOLE = 21  # a letter and twenty digits: nothing begins with it but itself
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
        raise SurroundingsError(
            text("extract.links.kan_ikke_skrive", path=path), hint=text("extract.links.lukk_filen_i_excel_og_prov")
        ) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise SurroundingsError(
            text("extract.links.kan_ikke_skrive", path=path), hint=text("extract.links.velg_en_mappe_du_kan_skrive")
        ) from error
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
            text("extract.links.fant_ikke_koblingslisten", path=path),
            hint=text("extract.links.les_inn_uttrekket_pa_denne_maskinen"),
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise SurroundingsError(
            text("extract.links.kan_ikke_lese_koblingslisten", path=path),
            hint=text("extract.links.sjekk_at_du_har_tilgang_til"),
        ) from error


def find_links(path: Path, typed: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """What each of ``typed`` can mean, read once: the links whose pseudonym begins so, in full or in short, or the only
    one that is written just so. Case, spaces and the kind of dash do not matter.

    A file goes by the eight characters the register shows for it: «fil 3 (a1b2c3d4)», or ``a1b2c3d4`` alone.
    """
    wanted = {each: _wanted(each) for each in typed}
    whole = {one for one, _ in wanted.values()}
    exact: dict[str, Link] = {}
    starts = {(one, file) for one, file in wanted.values() if len(one) < _WHOLE}
    near: dict[str, list[Link]] = {one: [] for one in whole}
    for link in read_links(path):
        spelt = spellings(link.pseudonym)
        if spelt[0] in whole:
            exact.setdefault(spelt[0], link)
        for start, file_only in starts:
            if (not file_only or link.type == FILE) and fits(spelt, start):
                near[start].append(link)
    return {each: (exact[one],) if one in exact else tuple(near[one]) for each, (one, _) in wanted.items()}


def _wanted(typed: str) -> tuple[str, bool]:
    """As ``fits`` wants it, and whether it can only be a file."""
    short = _FILE.fullmatch(re.sub(r"\s", "", typed).casefold())
    return (loose(f"F{short.group(1)}"), True) if short else (loose(typed), False)


def _write(path: Path, links: list[Link]) -> None:
    output = io.StringIO(newline="")
    rows = csv.writer(output, delimiter=";", lineterminator="\r\n")
    rows.writerow(HEADER)
    rows.writerows([guarded(getattr(link, field)) for field in HEADER] for link in links)
    # A file name need not be text in any coding: what is not, is written as a code.
    write_private(path, output.getvalue().encode("utf-8-sig", "backslashreplace"))


def guarded(value: str) -> str:
    """Excel must not take a text for a formula. A leading ' is doubled, so that reading gives the same text back."""
    return (
        f"'{value}"
        if value.startswith("'") or value.lstrip()[:1] in tuple("=+-@") or value[:1] in tuple("\t\r")
        else value
    )


def _unguarded(value: str) -> str:
    return value.removeprefix("'")


def _damaged(path: Path) -> SurroundingsError:
    return SurroundingsError(
        text("extract.links.er_ikke_en_hel_koblingsliste", path=path),
        hint=text("extract.links.hent_den_fra_sikkerhetskopien_ikke"),
    )
