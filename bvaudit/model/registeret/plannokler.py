"""The blanks of a plan by name: which field of which thing each of them is, and what the plan keeps of itself.

A bookmark around a blank is its key. Word allows 40 letters, digits and understrek in its name, and takes capital and
small letters for the same.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bvaudit.model.registeret.felter import REGISTERFELT
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag

LONGEST = 40
SKJEMA = "plan 1"  # the kind of paper and its edition, among the properties of the document
REGEL = "REGEL"  # stands for the number of an avvik in a plan that was made before the register had one
NY = "NY"  # a spare row for a measure
FORSLAG = "FORSLAG"  # a proposed measure
SAK = "SAK"
RETTET = "rettet"
TITTEL = "tittel"
_PROPERTY = "bvaudit-"
_LONGEST_VALUE = 250  # Word keeps 255 letters of a property
_NUMBERED = re.compile(r"(AV|TI)_(\d{4})_(\d{4})_(?:TI_(\d{4})_(\d{4})_)?([a-z][a-z_]*)")
_KNOWN = frozenset(felt.navn for felter in REGISTERFELT.values() for felt in felter)


def bookmark(nr: str, felt: str) -> str:
    """``AV-2026-0041`` and ``frist`` → ``AV_2026_0041_frist``. A name that would be too long ends in its own print."""
    plain = re.sub("[^A-Za-z0-9]", "_", f"{nr}_{felt}")
    if len(plain) <= LONGEST:
        return plain
    digest = hashlib.sha256(f"{nr}\n{felt}".encode()).hexdigest()[:12]
    return f"{plain[: LONGEST - 13]}_{digest}"


def rule_number(regel: str) -> str:
    """What the avvik of a rule is called where there are no numbers: ``REGEL-MEL-01``."""
    return f"{REGEL}-{regel}"


def spare_number(place: int, avvik: str) -> str:
    """A row for a measure that is not in the register yet, and which avvik it is for: ``NY-1-AV-2026-0041``."""
    return f"{NY}-{place}-{avvik}"


def proposal_number(place: int, avvik: str) -> str:
    return f"{FORSLAG}-{place}-{avvik}"


def case_number(sak: str) -> str:
    return f"{SAK}-{sak}"


def row_of(nr: str) -> tuple[str, str, str]:
    """The kind of a spare or proposed row, its place and the avvik it is for; empty when it is none."""
    found = re.fullmatch(rf"({NY}|{FORSLAG})-(\d+)-(.+)", nr)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def guessed(name: str, enhet: str) -> tuple[str, str] | None:
    """The thing and the field of a bookmark in a document that has lost its own list of them."""
    if found := _NUMBERED.fullmatch(name):
        kind, year, number, link_year, link_number, felt = found.groups()
        nr = f"{kind}-{year}-{number}" + (
            f"/{FORSTAVELSER[Slag.TILTAK]}-{link_year}-{link_number}" if link_year else ""
        )
        return (nr, felt) if felt in _KNOWN else None
    plan = FORSTAVELSER[Slag.PLAN]
    if enhet and name.startswith(f"{plan}_"):
        ends = [f.navn for f in REGISTERFELT[Slag.PLAN] if name == bookmark(f"{plan}-{enhet}", f.navn)]
        return (f"{plan}-{enhet}", ends[0]) if ends else None
    if found := re.fullmatch(r"(NY|FORSLAG)_(\d+)_AV_(\d{4})_(\d{4})_([a-z][a-z_]*)", name):
        kind, place, year, number, felt = found.groups()
        return f"{kind}-{place}-AV-{year}-{number}", felt
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planmerke:
    """What a plan keeps of itself among its properties. ``hode`` is the number and the whole print of the head of the
    log; ``utgave`` counts the editions of the unit's plan, ``dag`` is its judging day and ``kjoring`` the print of its
    run. ``felt`` are the blanks it was made with, ``forslag`` the prints of the proposed texts, by key."""

    hode: str = "0 "
    mottaker: str = ""
    enhet: str = ""
    utgave: int = 1
    dag: str = ""
    kjoring: str = ""
    felt: tuple[tuple[str, str], ...] = ()
    forslag: Mapping[str, str] = field(default_factory=dict)

    def properties(self) -> dict[str, str]:
        """By name, none longer than Word keeps."""
        told = {
            "skjema": SKJEMA,
            "hode": self.hode,
            "mottaker": self.mottaker,
            "enhet": self.enhet,
            "utgave": f"{self.utgave} {self.dag}",
            "kjoring": self.kjoring,
        }
        by_thing: dict[str, list[str]] = {}
        for nr, navn in self.felt:
            by_thing.setdefault(nr, []).append(navn)
        lists = {
            "felt": [f"{nr}:{','.join(names)}" for nr, names in by_thing.items()],
            "forslag": [f"{key}={print_}" for key, print_ in self.forslag.items()],
        }
        for navn, entries in lists.items():
            told |= {f"{navn}-{number}": part for number, part in enumerate(_parts(entries), start=1)}
        return {f"{_PROPERTY}{navn}": value for navn, value in told.items()}


def mark_of(properties: Mapping[str, str]) -> Planmerke | None:
    """What ``properties`` made; None when the document is no plan of ours."""
    told = {name.removeprefix(_PROPERTY): value for name, value in properties.items() if name.startswith(_PROPERTY)}
    if told.get("skjema") != SKJEMA:
        return None
    utgave, _, dag = told.get("utgave", "").partition(" ")
    felt = []
    for entry in _joined(told, "felt"):
        nr, _, names = entry.rpartition(":")
        felt += [(nr, navn) for navn in names.split(",") if nr and navn]
    forslag = dict(entry.split("=", 1) for entry in _joined(told, "forslag") if "=" in entry)
    return Planmerke(
        hode=told.get("hode", ""),
        mottaker=told.get("mottaker", ""),
        enhet=told.get("enhet", ""),
        utgave=int(utgave) if utgave.isdecimal() else 1,
        dag=dag,
        kjoring=told.get("kjoring", ""),
        felt=tuple(felt),
        forslag=forslag,
    )


def text_print(text: str) -> str:
    """A print of a proposed text, so that a changed one is known."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def _parts(entries: Iterable[str]) -> Iterator[str]:
    line = ""
    for entry in entries:
        if line and len(line) + 1 + len(entry) > _LONGEST_VALUE:
            yield line
            line = ""
        line = f"{line};{entry}" if line else entry
    if line:
        yield line


def _joined(told: Mapping[str, str], navn: str) -> list[str]:
    found: list[str] = []
    number = 1
    while (part := told.get(f"{navn}-{number}")) is not None:
        found += part.split(";")
        number += 1
    return found
