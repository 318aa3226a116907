"""One document of the register, checked against the field map and turned into staged rows. One document is one case.

A document with any fault is left out whole: half a case would give wrong answers that look right.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.documents import fields_v1_v4, fields_v5
from bvaudit.extract.documents.blueprint import build, positions
from bvaudit.extract.documents.faults import Faults, TooManyFaults
from bvaudit.extract.documents.opening import Opened, Opener, Refused
from bvaudit.extract.documents.schema_files import Schemas
from bvaudit.extract.documents.shortcut import Shortcut, fingerprints
from bvaudit.extract.documents.values import YEARS, read_moment
from bvaudit.extract.documents.walk import Link, Walk
from bvaudit.extract.normalise.rows import Finisher, Row
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.model.koder import Kodelister

OSLO = ZoneInfo("Europe/Oslo")

# What tolerant reading takes for granted, said once for each kind.
ELDRE = (
    "Dokumenter eldre enn versjon 2.0.0 er lest: "
    "personopplysningene på saken er gjort til én personaliarad fra sakens startdato"
)
UTEN_SONE = "Uttrekkstid uten tidssone er tatt som norsk tid"
UTEN_ID = "Innsendinger uten id har fått en id regnet ut av innholdet"
GJENTATT_RELASJON = "Relasjoner med samme id i en sak er lest som ulike relasjoner"
# Said also when reading is strict.
MELDER_24_25 = "Melder 24 og 25 er godtatt i v5: de er beskrevet i formatet, men mangler i kodelisten i skjemaet"

_INNSENDING = positions("innsending")
_SAK_ID = positions("sak")["sak_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that can be used. ``rows`` are in the order of ``STAGED``; ``links`` as its table ``kobling``."""

    rows: dict[str, list[Row]]
    links: list[Link]
    versjon: str
    antakelser: frozenset[str]


class DocumentReader:
    """Reads documents one by one; made once a run, since the field map is prepared when it is made."""

    def __init__(
        self,
        *,
        koder: Kodelister,
        pseudonyms: Pseudonyms,
        keep_ids: bool = False,
        tolerant: bool = False,
        schemas: Schemas | None = None,
    ) -> None:
        self._marks: set[str] = set()
        attributter = fields_v1_v4.TOLERANT if tolerant else fields_v1_v4.ATTRIBUTTER
        self._forms = {
            "Barnevern": build(attributter, koder, v5=False, marks=self._marks),
            "BarnevernregisterInnrapportering": build(fields_v5.ELEMENTER, koder, v5=True, marks=self._marks),
        }
        self._finish = Finisher(koder, pseudonyms, keep_ids=keep_ids)
        self._koder = koder
        self._tolerant = tolerant
        self._schemas = schemas
        self._opener = Opener(self._forms)

    def read(self, data: bytes, fil: str, dok: int) -> Reading | Sequence[Problem]:
        """The rows of the document in ``data``, or everything that is wrong with it. Places are in ``fil``."""
        try:
            opened = self._opener.open(data)
            return self._document(opened, hashlib.sha256(data).hexdigest(), fil, dok)
        except Refused as why:
            return [_file_problem(fil, why)]

    def shortcut(self) -> Shortcut | None:
        """The short way for documents nothing must be said of; None when every document must be seen whole."""
        if self._schemas is not None:
            return None
        strict = build(fields_v1_v4.ATTRIBUTTER, self._koder, v5=False, marks=self._marks)
        return Shortcut({**self._forms, "Barnevern": strict}, self._finish, self._marks, _moment)

    def _document(self, opened: Opened, sha256: str, fil: str, dok: int) -> Reading | Sequence[Problem]:
        root = opened.root
        form = self._forms[root.tag]
        eldre = root.tag == "Barnevern" and _is_older(root)
        self._marks.clear()
        walk = Walk(self._finish, fil, dok, marks=self._marks, v5=root.tag != "Barnevern", tolerant=self._tolerant)
        faults = walk.faults
        if eldre and not self._tolerant:
            faults.add("Sak", "eldre-format", "dokumentet er eldre enn versjon 2.0.0 av formatet", _TOLERANT_HINT)
            return faults.problems
        gyldig = self._against_schema(root, faults, exempt=eldre)
        try:
            row = walk.root(root, form, _INNSENDING["organisasjonsnummer"])
        except TooManyFaults:
            return faults.problems
        versjon = self._version(root, eldre, walk)
        antakelser = self._submission(row, opened, sha256, versjon, gyldig, walk)
        if faults:
            return faults.problems
        return Reading(rows=walk.rows, links=walk.links, versjon=versjon, antakelser=frozenset(antakelser))

    def _version(self, root: Any, eldre: bool, walk: Walk) -> str:
        if root.tag != "Barnevern":
            return "v5"
        if eldre:
            return "eldre"
        if "v1" not in self._marks:
            return "v4" if "v4" in self._marks else "v3"
        # What v1 does not have, beside what only v1 has.
        if {"medvirkning", "oppfolging_hyppighet"} & walk.rows.keys() or root.xpath("boolean(//@ErSlettet)"):
            walk.faults.add("Sak", "blandet-format", "dokumentet blander felt fra ulike versjoner av formatet")
        return "v1"

    def _against_schema(self, root: Any, faults: Faults, *, exempt: bool) -> bool | None:
        """True or false as the schema says; None when there is no schema to ask."""
        if exempt:
            return False
        if self._schemas is None:
            return None
        places = self._schemas.breaches(root)
        if places and not self._schemas.only_known_gap(root):
            for line, sti in places:
                faults.add(sti, "filbeskrivelse", f"dokumentet følger ikke skjemaet (linje {line})", _SCHEMA_HINT)
        return not places

    def _submission(
        self, row: Row, opened: Opened, sha256: str, versjon: str, gyldig: bool | None, walk: Walk
    ) -> set[str]:
        """The submission's own row made whole; gives back what was taken for granted."""
        at = _INNSENDING
        if not self._set_time(row, walk) or walk.faults:
            return set()
        antakelser = opened.antakelser | ({ELDRE} if versjon == "eldre" else set())
        if row[at["dato_uttrekk"]].tzinfo is None:
            antakelser.add(UTEN_SONE)
        if versjon == "v5" and _has_new_melder(walk.rows):
            antakelser.add(MELDER_24_25)
        if walk.repeated_relations:
            antakelser.add(GJENTATT_RELASJON)
        source = row[at["innsending_id"]]
        if source is None:
            antakelser.add(UTEN_ID)
        row[at["dato_uttrekk"]] = _in_utc(_in_norway(row[at["dato_uttrekk"]]))
        row[at["helhet"]], row[at["innhold"]] = fingerprints(opened.data)
        row[at["innsending_id"]] = self._finish.sole_id("I", source or row[at["helhet"]])
        if row[at["forrige_id"]] is not None:
            row[at["forrige_id"]] = self._finish.sole_id("I", row[at["forrige_id"]])
        row[at["sak_id"]] = walk.rows["sak"][0][_SAK_ID]
        row[at["format_versjon"]] = versjon
        row[at["kildefil_sha256"]] = sha256
        row[at["xsd_gyldig"]] = False if antakelser else gyldig  # every assumption is something no schema accepts
        return antakelser

    def _set_time(self, row: Row, walk: Walk) -> bool:
        """The Norwegian day of the extract; false when the time cannot be used."""
        tatt: datetime | None = row[_INNSENDING["dato_uttrekk"]]
        sti = "DatoUttrekk" if walk.context.v5 else "@DatoUttrekk"
        if tatt is None:
            return False
        if tatt.tzinfo is None and not self._tolerant:
            walk.faults.add(sti, "mangler-tidssone", "«DatoUttrekk» mangler tidssone", _TOLERANT_HINT)
            return False
        if tatt.year not in YEARS:
            walk.faults.add(sti, "ugyldig-tid", "«DatoUttrekk» er et tidspunkt ingen kan ha tatt et uttrekk")
            return False
        row[_INNSENDING["dato_uttrekk_lokal"]] = _in_norway(tatt).date()
        return True


_TOLERANT_HINT = "bruk --tolerant for å ta det med"
_SCHEMA_HINT = "be leverandøren rette uttrekket"


def _is_older(root: Any) -> bool:
    sak = root.find("Sak")
    return sak is not None and any(name in sak.attrib for name in fields_v1_v4.ELDRE_NAVN)


def _in_norway(tatt: datetime) -> datetime:
    return tatt.replace(tzinfo=OSLO) if tatt.tzinfo is None else tatt.astimezone(OSLO)


def _in_utc(tatt: datetime) -> datetime:
    return tatt.astimezone(UTC).replace(tzinfo=None)


def _moment(text: str) -> tuple[datetime, date] | None:
    """The time of an extract in UTC and its Norwegian day; None when something must be said of it."""
    tatt = read_moment(text)
    if tatt is None or tatt.tzinfo is None or tatt.year not in YEARS:
        return None
    tatt = _in_norway(tatt)
    return _in_utc(tatt), tatt.date()


def _has_new_melder(rows: dict[str, list[Row]]) -> bool:
    kode = positions("melder")["kode"]
    return any(row[kode] in ("24", "25") for row in rows.get("melder", ()))


def _file_problem(fil: str, why: Refused) -> Problem:
    hint = f"dokumentet er utelatt; {why.hint}" if why.hint else "dokumentet er utelatt"
    return Problem(sted=Sted(fil=fil, linje=why.linje), kode=why.kode, tekst=why.tekst, hint=hint)
