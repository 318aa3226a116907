"""One document of the register, checked against the field map and turned into staged rows. One document is one case.

A document with any fault is left out whole: half a case would give wrong answers that look right.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.documents.blueprint import Node, build
from bvaudit.extract.documents.faults import Faults, TooManyFaults
from bvaudit.extract.documents.formats.known import FORMATS, by_root
from bvaudit.extract.documents.formats.record import ELDRE, Format, SchemaGap
from bvaudit.extract.documents.opening import Opened, Opener, Refused
from bvaudit.extract.documents.schema_files import Schemas
from bvaudit.extract.documents.values import YEARS, read_moment
from bvaudit.extract.documents.walk import Walk
from bvaudit.extract.normalise.rows import Finisher
from bvaudit.extract.normalise.staging import NOT_SAID, Row, as_text, positions
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.model.koder import Kodelister
from bvaudit.texts import text

OSLO = ZoneInfo("Europe/Oslo")

# What tolerant reading takes for granted, said once for each kind.

_INNSENDING = positions("innsending")
_SAK_ID = positions("sak")["sak_id"]
_BETWEEN = re.compile(rb">[ \t\r\n]+<")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRows:
    """A case that can be used: its staged rows by table, and its ``links``, rows of the staged table ``kobling``."""

    rows: dict[str, list[Row]]
    links: list[Row]
    versjon: str
    antakelser: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A format and its field map made ready."""

    form: Format
    root: Node


class DocumentReader:
    """Reads documents one by one; made once a run, since the field maps are prepared when it is made."""

    def __init__(
        self,
        *,
        koder: Kodelister,
        pseudonyms: Pseudonyms,
        keep_ids: bool = False,
        tolerant: bool = False,
        schemas: Schemas | None = None,
        formats: Collection[Format] = FORMATS,
    ) -> None:
        self._marks: set[str] = set()
        self._prepared: Mapping[str, _Prepared] = {
            root: _Prepared(
                form=form, root=build(form.rot_tolerant if tolerant else form.rot, form, koder, self._marks)
            )
            for root, form in by_root(formats).items()
        }
        self._finish = Finisher(koder, pseudonyms, keep_ids=keep_ids)
        self._tolerant = tolerant
        self._schemas = schemas
        self._opener = Opener(by_root(formats))

    def read(self, data: bytes, fil: str, dok: int, sha256: str = "") -> CaseRows | Sequence[Problem]:
        """The rows of the document in ``data``, or everything that is wrong with it. Places are in ``fil``.

        ``sha256`` is that of ``data``, worked out here when it is not given.
        """
        try:
            return self._document(self._opener.open(data), sha256 or hashlib.sha256(data).hexdigest(), fil, dok)
        except Refused as why:
            return [_file_problem(fil, why)]

    def _document(self, opened: Opened, sha256: str, fil: str, dok: int) -> CaseRows | Sequence[Problem]:
        root = opened.root
        prepared = self._prepared[root.tag]
        form = prepared.form
        eldre = _is_older(root, form)
        self._marks.clear()
        walk = Walk(self._finish, form, self._marks, fil=fil, dok=dok, tolerant=self._tolerant)
        faults = walk.faults
        if eldre and not self._tolerant:
            faults.add(
                form.sak,
                "eldre-format",
                text("extract.document.dokumentet_er_eldre_enn_versjon_2"),
                text("extract.document.bruk_tolerant_for_a_ta_det"),
            )
            return faults.problems
        gyldig = self._against_schema(root, form.hull, faults, exempt=eldre)
        try:
            row = walk.root(root, prepared.root, _INNSENDING["organisasjonsnummer"])
        except TooManyFaults:
            return faults.problems
        versjon = ELDRE if eldre else self._version(root, form, walk)
        antakelser = self._submission(row, opened, versjon, walk)
        row[_INNSENDING["kildefil_sha256"]] = sha256
        # Every assumption is something no schema accepts.
        row[_INNSENDING["xsd_gyldig"]] = "False" if antakelser else as_text(gyldig)
        if faults:
            return faults.problems
        return CaseRows(rows=walk.rows, links=walk.links, versjon=versjon, antakelser=frozenset(antakelser))

    def _version(self, root: Any, form: Format, walk: Walk) -> str:
        """The first version of the format that has left its mark; what it cannot have beside that is a fault."""
        utgave = next((u for u in form.utgaver if u.navn in self._marks), None)
        if utgave is None:
            return form.versjon
        has_field = utgave.uten_felt and root.xpath(f"boolean(//@{utgave.uten_felt})")
        if has_field or not utgave.uten_tabeller.isdisjoint(walk.rows):
            walk.faults.add(form.sak, "blandet-format", text("extract.document.dokumentet_blander_felt_fra_ulike"))
        return utgave.navn

    def _against_schema(self, root: Any, gaps: Sequence[SchemaGap], faults: Faults, *, exempt: bool) -> bool | None:
        """True or false as the schema says; None when there is no schema to ask."""
        if exempt:
            return False
        if self._schemas is None:
            return None
        places = self._schemas.breaches(root)
        if places and not self._schemas.only_known_gaps(root, gaps):
            for line, sti in places:
                faults.add(
                    sti,
                    "filbeskrivelse",
                    text("extract.document.dokumentet_folger_ikke_skjemaet_linje", line=line),
                    text("extract.document.be_leverandoren_rette_uttrekket"),
                )
        return not places

    def _submission(self, row: Row, opened: Opened, versjon: str, walk: Walk) -> set[str]:
        """The submission's own row made whole; gives back what was taken for granted."""
        at, form = _INNSENDING, walk.context.form
        tatt = self._time(row, form, walk.faults)
        if tatt is None or walk.faults:
            return set()
        antakelser = opened.antakelser | (
            {text("extract.document.dokumenter_eldre_enn_versjon_2_0")} if versjon == ELDRE else set()
        )
        if tatt.tzinfo is None:
            antakelser.add(text("extract.document.uttrekkstid_uten_tidssone_er_tatt_som"))
        antakelser |= {hull.antakelse for hull in form.hull if _is_met(hull, walk.rows)}
        if walk.repeated_relations:
            antakelser.add(text("extract.document.relasjoner_med_samme_id_i_en"))
        source = row[at["innsending_id"]]
        if source is NOT_SAID:
            antakelser.add(text("extract.document.innsendinger_uten_id_har_fatt_en"))
        row[at["dato_uttrekk"]], row[at["dato_uttrekk_lokal"]] = _utc_and_day(tatt)
        row[at["helhet"]], row[at["innhold"]] = _fingerprints(opened.data, form)
        row[at["innsending_id"]] = self._finish.sole_id("I", source or row[at["helhet"]])
        if row[at["forrige_id"]] is not NOT_SAID:
            row[at["forrige_id"]] = self._finish.sole_id("I", row[at["forrige_id"]])
        row[at["sak_id"]] = walk.rows["sak"][0][_SAK_ID]
        row[at["format_versjon"]] = versjon
        return antakelser

    def _time(self, row: Row, form: Format, faults: Faults) -> datetime | None:
        """The time of the extract; None when it cannot be used."""
        tatt = read_moment(row[_INNSENDING["dato_uttrekk"]])
        felt = form.tidsfelt.navn
        shown = felt.removeprefix("@")
        if tatt is None:
            return None
        if tatt.tzinfo is None and not self._tolerant:
            faults.add(
                felt,
                "mangler-tidssone",
                text("extract.document.mangler_tidssone", shown=shown),
                text("extract.document.bruk_tolerant_for_a_ta_det"),
            )
            return None
        if tatt.year not in YEARS:
            faults.add(felt, "ugyldig-tid", text("extract.document.er_et_tidspunkt_ingen_kan_ha", shown=shown))
            return None
        return tatt


def _is_older(root: Any, form: Format) -> bool:
    if not form.eldre_felt:
        return False
    sak = next(root.iterchildren(form.sak), None)
    return sak is not None and not form.eldre_felt.isdisjoint(sak.keys())


@lru_cache(maxsize=1000)  # an extract is most often taken at one time
def _utc_and_day(tatt: datetime) -> tuple[str, str]:
    """The time in UTC and the day in Norway, as they are staged. A time without a zone is Norwegian."""
    norsk = tatt.replace(tzinfo=OSLO) if tatt.tzinfo is None else tatt.astimezone(OSLO)
    return str(norsk.astimezone(UTC).replace(tzinfo=None)), norsk.date().isoformat()


def _is_met(hull: SchemaGap, rows: Mapping[str, list[Row]]) -> bool:
    at = positions(hull.tabell)[hull.kolonne]
    return any(row[at] in hull.koder for row in rows.get(hull.tabell, ()))


def _fingerprints(data: bytes, form: Format) -> tuple[str, str]:
    """The whole submission, and the case without the submission's own id and time: whether two submissions are one,
    and whether they say the same of the case. How lines end and are indented says nothing.
    """
    plain = _BETWEEN.sub(b"><", data).strip()
    whole, case = (plain[max(plain.find(f"<{name}".encode()), 0) :] for name in (form.rot.navn, form.sak))
    return hashlib.sha256(whole).hexdigest(), hashlib.sha256(case).hexdigest()


def _file_problem(fil: str, why: Refused) -> Problem:
    hint = (
        text("extract.document.dokumentet_er_utelatt", hint=why.hint)
        if why.hint
        else text("extract.document.dokumentet_er_utelatt_2")
    )
    return Problem(sted=Sted(fil=fil, linje=why.linje), kode=why.kode, tekst=why.tekst, hint=hint)
