"""Editions that have been sent: frozen in ``utgaver/``, listed, and looked at for changes since.

An edition is put in place with one rename, so that there is never half of one. Its files are read-only, and their
prints stand in ``utgave.yaml``. A corrected one is a new edition that points back; the earlier keeps every byte.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from bvaudit.disk.private import seal
from bvaudit.disk.work import claimed
from bvaudit.errors import SurroundingsError, UsageError
from bvaudit.loading.content.files import read_file
from bvaudit.loading.yaml.writer import as_yaml
from bvaudit.model.enhet import slug
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.skjerming import Skjermvalg
from bvaudit.model.utgave import RADER_CSV, UTGAVE_YAML, Retting, Utgavefil, Utgavemerke
from bvaudit.reports.nokkeltall_file import nokkeltall_csv
from bvaudit.texts import counted, text
from bvaudit.workflows.edition_rows import every_printed, kept_in, never_public, newest_event, printed_in
from bvaudit.workflows.public_rows import told_together
from bvaudit.workflows.register_folder import read_log

_STANDARD = Skjermvalg()
_READ_ONLY = 0o400
_PRINT = 12  # digits people read to each other
_LONGEST = 60  # signs of an id in the name of a folder


class Filstand(StrEnum):
    """How a file of an edition is now. The values are keys of the texts."""

    UENDRET = "uendret"
    ENDRET = "endret"
    BORTE = "borte"
    NY = "ny"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What a person has chosen to send. ``filer`` are the papers and what goes with them; ``retter`` is the number of
    the edition it corrects, with ``grunn``. ``valg`` is what the numbers of a public one were hidden by."""

    mappe: Mappe
    filer: tuple[Path, ...]
    id: str
    malgruppe: Malgruppe
    dag: date
    til: str
    program: str = ""
    retter: int | None = None
    grunn: str = ""
    valg: Skjermvalg = _STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgave:
    """An edition as it lies there. ``filer`` are those that are not as they were sent; ``rettet_av`` the numbers of
    later ones that correct it. ``siden``: events of the register that were written after the papers were made, known
    when it is sent."""

    mappe: Path
    merke: Utgavemerke
    filer: tuple[tuple[str, Filstand], ...] = ()
    rettet_av: tuple[int, ...] = ()
    siden: int = 0

    @property
    def hel(self) -> bool:
        return not self.filer


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgaver:
    """The oldest first. ``uleselige`` are folders whose ``utgave.yaml`` cannot be read; ``borte`` numbers that were
    used, of editions that are no longer there."""

    utgaver: tuple[Utgave, ...]
    uleselige: tuple[Path, ...] = ()
    borte: tuple[int, ...] = ()


def send(sending: Sending) -> Utgave:
    """UsageError when there is nothing to send, or nothing to correct, or it is sent already, or what a public one
    hides can be had from it and what has been sent before; SurroundingsError when the folder is in use."""
    _check(sending)
    with claimed(sending.mappe.utgaver) as work:
        lying = editions_in(sending.mappe)
        nr = 1 + max((*_used(lying), *lying.borte), default=0)
        corrected = _corrected(sending, lying)
        stage = work / "ny"
        stage.mkdir(mode=0o700)
        files = tuple(_copied(path, stage) for path in sending.filer)
        _not_sent_before(sending, files, lying)
        printed = printed_in(sending.filer)
        rows = printed if sending.malgruppe is Malgruppe.OFFENTLIG else ()
        _still_public(sending, rows)
        content = nokkeltall_csv(rows) if rows else b""
        if content:
            (stage / RADER_CSV).write_bytes(content)
            files = (*files, Utgavefil(navn=RADER_CSV, sha256=hashlib.sha256(content).hexdigest()))
        head = _head(sending.mappe)
        merke = Utgavemerke(
            nr=nr,
            id=sending.id,
            malgruppe=sending.malgruppe,
            sendt=sending.dag,
            til=sending.til,
            filer=files,
            hode_nr=head.nr,
            hode=head.sum,
            kjoring=hashlib.sha256(content).hexdigest()[:_PRINT] if content else "",
            program=sending.program,
            retter=corrected,
        )
        (stage / UTGAVE_YAML).write_text(as_yaml(merke), encoding="utf-8", newline="\n")
        for path in stage.iterdir():
            seal(path)
            path.chmod(_READ_ONLY)
        folder = sending.mappe.utgaver / folder_name(merke)
        if folder.exists():
            raise SurroundingsError(text("utgaver.finnes", mappe=folder), hint=text("utgaver.finnes_hint"))
        stage.rename(folder)
    resting_on = newest_event(printed)
    return Utgave(mappe=folder, merke=merke, siden=max(head.nr - resting_on, 0) if resting_on else 0)


def folder_name(merke: Utgavemerke) -> str:
    return f"{merke.sendt.isoformat()}-{slug(merke.id)[:_LONGEST].strip('-')}-{merke.malgruppe.value}-{merke.nr}"


def editions_in(mappe: Mappe) -> Utgaver:
    """Every edition in the folder, with what has become of its files."""
    found, broken = [], []
    for path in sorted(mappe.utgaver.glob(f"*/{UTGAVE_YAML}")) if mappe.utgaver.is_dir() else ():
        if path.parent.name.startswith("."):
            continue
        loaded, _ = read_file(path, path.as_posix(), Utgavemerke)
        if loaded is None:
            broken.append(path.parent)
        else:
            found.append((path.parent, loaded.record))
    corrects: dict[int, list[int]] = {}
    for _, merke in found:
        if merke.retter is not None:
            corrects.setdefault(merke.retter.nr, []).append(merke.nr)
    every = (
        Utgave(
            mappe=folder,
            merke=merke,
            filer=tuple(_changes(folder, merke)),
            rettet_av=tuple(sorted(corrects.get(merke.nr, ()))),
        )
        for folder, merke in found
    )
    lying = Utgaver(utgaver=tuple(sorted(every, key=lambda one: one.merke.nr)), uleselige=tuple(broken))
    used = set(_used(lying))
    return replace(lying, borte=tuple(sorted(set(range(1, max(used | set(corrects), default=0) + 1)) - used)))


def earlier_public_rows(mappe: Mappe) -> tuple[Nokkelrad, ...]:
    """Every row that has been printed for the public: see ``every_printed``."""
    lying = editions_in(mappe)
    return every_printed(kept_in(folder) or () for folder in _public_folders(lying))


def unknown_public(mappe: Mappe) -> tuple[str, ...]:
    """Editions that were sent whose public numbers nobody knows any more: the folder of each, or its number where that
    is all there is."""
    lying = editions_in(mappe)
    without = {one.mappe for one in lying.utgaver if not one.merke.kjoring}  # never had any
    lost = [one.name for one in _public_folders(lying) if one not in without and kept_in(one) is None]
    return (*lost, *map(str, lying.borte))


def _public_folders(lying: Utgaver) -> list[Path]:
    """In the order they were sent; one whose mark cannot be read is public where it has public numbers."""
    found = [(one.merke.nr, one.mappe) for one in lying.utgaver if one.merke.malgruppe is Malgruppe.OFFENTLIG]
    found += [(_number(path) or 0, path) for path in lying.uleselige if _is_public(path)]
    return [path for _, path in sorted(found)]


def _is_public(folder: Path) -> bool:
    return (folder / RADER_CSV).is_file() or f"-{Malgruppe.OFFENTLIG.value}-" in folder.name


def _check(sending: Sending) -> None:
    if not sending.filer:
        raise UsageError(text("utgaver.ingen_filer"))
    if not sending.til.strip():
        raise UsageError(text("utgaver.uten_mottaker"), hint=text("utgaver.uten_mottaker_hint"))
    if (sending.retter is None) != (not sending.grunn.strip()):
        raise UsageError(text("utgaver.retter_og_grunn"), hint=text("utgaver.retter_og_grunn_hint"))
    names = [path.name.casefold() for path in sending.filer]
    if len(names) != len(set(names)) or {UTGAVE_YAML, RADER_CSV} & set(names):
        raise UsageError(text("utgaver.samme_navn"), hint=text("utgaver.samme_navn_hint"))


def _corrected(sending: Sending, lying: Utgaver) -> Retting | None:
    if sending.retter is None:
        return None
    found = next((one for one in lying.utgaver if one.merke.nr == sending.retter), None)
    if found is None:
        raise UsageError(text("utgaver.ukjent", nr=sending.retter), hint=text("utgaver.ukjent_hint"))
    return Retting(
        nr=sending.retter, mappe=found.mappe.name, avtrykk=_sum(found.mappe / UTGAVE_YAML), grunn=sending.grunn
    )


def _copied(path: Path, stage: Path) -> Utgavefil:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            text("utgaver.lasen", fil=path.name), hint=text("rapportsjekk.lest.lasen_hint")
        ) from error
    (stage / path.name).write_bytes(content)
    return Utgavefil(navn=path.name, sha256=hashlib.sha256(content).hexdigest())


def _not_sent_before(sending: Sending, files: Sequence[Utgavefil], lying: Utgaver) -> None:
    """The very same to the very same."""
    mine = {one.sha256 for one in files}
    for one in lying.utgaver if sending.retter is None else ():
        there = {each.sha256 for each in one.merke.filer if each.navn != RADER_CSV}
        if there == mine and (one.merke.til, one.merke.malgruppe) == (sending.til, sending.malgruppe):
            nr = one.merke.nr
            raise UsageError(
                text("utgaver.sendt_for", til=sending.til, nr=nr), hint=text("utgaver.sendt_for_hint", nr=nr)
            )


def _still_public(sending: Sending, rows: Sequence[Nokkelrad]) -> None:
    """What has been sent since the papers were made may tell what they hide; and a workbook may have been typed in."""
    if small := never_public(rows, sending.valg):
        raise UsageError(
            counted("utgaver.viser_sma", len(small)), hint=text("utgaver.sammen_med_sendt_hint", id=sending.id)
        )
    told = told_together(rows, earlier_public_rows(sending.mappe), sending.valg) if rows else frozenset()
    if told:
        raise UsageError(
            counted("utgaver.sammen_med_sendt", len(told)), hint=text("utgaver.sammen_med_sendt_hint", id=sending.id)
        )


def _head(mappe: Mappe) -> Hode:
    log = read_log(mappe)
    return Hode(nr=log[-1].nr, sum=log[-1].sum) if log else Hode()


def _changes(folder: Path, merke: Utgavemerke) -> Iterator[tuple[str, Filstand]]:
    known = {one.navn for one in merke.filer}
    for one in merke.filer:
        now = _sum(folder / one.navn)
        if not now:
            yield one.navn, Filstand.BORTE
        elif now != one.sha256:
            yield one.navn, Filstand.ENDRET
    for path in sorted(folder.iterdir()):
        if path.name not in known | {UTGAVE_YAML} and not path.name.startswith((".", "~$")):
            yield path.name, Filstand.NY


def _used(lying: Utgaver) -> list[int]:
    """Also the number in the name of a folder whose mark cannot be read."""
    named = [nr for folder in lying.uleselige if (nr := _number(folder))]
    return [*(one.merke.nr for one in lying.utgaver), *named]


def _number(folder: Path) -> int | None:
    end = folder.name.rpartition("-")[2]
    return int(end) if end.isascii() and end.isdigit() else None


def _sum(path: Path) -> str:
    """Empty when it is not there."""
    with suppress(OSError), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""
