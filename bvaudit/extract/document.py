"""One document of the register, checked against the field map and turned into staged rows. One document is one case.

A document with any fault is left out whole: half a case would give wrong answers that look right.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract import fields_v1_v4, fields_v5
from bvaudit.extract.blueprint import Node, build, positions
from bvaudit.extract.faults import Faults
from bvaudit.extract.pseudonyms import Pseudonyms
from bvaudit.extract.rows import CaseContext, Finisher, Row
from bvaudit.extract.schema_files import Schemas
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import TABLES

OSLO = ZoneInfo("Europe/Oslo")

# What tolerant reading takes for granted, said once for each kind.
ELDRE = "Dokumenter eldre enn versjon 2.0.0 er lest: personopplysningene på saken er gjort til én personaliarad fra sakens startdato"
UTEN_SONE = "Uttrekkstid uten tidssone er tatt som norsk tid"
UTEN_ID = "Innsendinger uten id har fått en id regnet ut av innholdet"
GJENTATT_RELASJON = "Relasjoner med samme id i en sak er lest som ulike relasjoner"
# Said also when reading is strict.
MELDER_24_25 = "Melder 24 og 25 er godtatt i v5: de er beskrevet i formatet, men mangler i kodelisten i skjemaet"

_INNSENDING = positions("innsending")
_SAK_ID = positions("sak")["sak_id"]
_JOURNALNUMMER = positions("sak")["journalnummer"]
_UTFORT = {table: positions(table)["utfort_dato"] for table in ("tilsyn_utfort", "oppfolging_utfort")}
_UNIQUE = {
    table.navn: (at[table.nokkel],) if table.nokkel else (at["element_id"], at["type"])
    for table in TABLES
    if table.forelder == "sak" and (table.nokkel or table.navn == "slettet")
    for at in (positions(table.navn),)
}
_SCHEMA_HINTS = "{http://www.w3.org/2001/XMLSchema-instance}"
_NOBODY = (0, "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that can be used. ``rows`` are in the order of ``STAGED``; ``links`` as its table ``kobling``."""

    rows: dict[str, list[Row]]
    links: list[tuple[int, str, str, str, str]]
    versjon: str
    antakelser: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _State:
    """What is remembered while one document is walked."""

    dok: int
    faults: Faults
    rows: dict[str, list[Row]] = field(default_factory=dict)
    links: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    nth: dict[tuple[str, int, str], int] = field(default_factory=dict)
    antakelser: set[str] = field(default_factory=set)


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
        self._finishers = self._finish.by_table
        self._tolerant = tolerant
        self._schemas = schemas
        # Nothing outside the document may be fetched, and nothing in it may grow.
        self._parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._state: _State
        self._context: CaseContext

    def read(self, data: bytes, fil: str, dok: int) -> Reading | Sequence[Problem]:
        """The rows of the document in ``data``, or everything that is wrong with it. Places are in ``fil``."""
        try:
            root = etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            return [_file_problem(fil, "ikke-xml", "filen er ikke hel XML", linje=error.lineno)]
        if root.getroottree().docinfo.internalDTD is not None:
            return [_file_problem(fil, "doctype", "dokumentet har en DOCTYPE, og slike blir ikke lest")]
        form = self._forms.get(root.tag)
        if form is None:
            return [_file_problem(fil, "ukjent-rot", "dokumentet er ikke en innrapportering til Barnevernsregisteret")]
        return self._document(root, form, data, fil, dok)

    def _document(self, root: Any, form: Node, data: bytes, fil: str, dok: int) -> Reading | Sequence[Problem]:
        faults = Faults(fil)
        eldre = root.tag == "Barnevern" and _is_older(root)
        if eldre and not self._tolerant:
            faults.add("Sak", "eldre-format", "dokumentet er eldre enn versjon 2.0.0 av formatet", _TOLERANT_HINT)
            return faults.problems
        gyldig = self._against_schema(root, faults, exempt=eldre)
        self._marks.clear()
        self._state = state = _State(dok=dok, faults=faults)
        row = form.row.copy()
        row[0] = dok
        self._root(root, form, row, eldre)
        if not faults:
            versjon = self._version(root, eldre)
            self._submission(row, data, versjon, gyldig)
        if faults:
            return faults.problems
        return Reading(rows=state.rows, links=state.links, versjon=versjon, antakelser=frozenset(state.antakelser))

    def _root(self, root: Any, form: Node, row: Row, eldre: bool) -> None:
        """The case comes last, because what it is in decides how it is made into rows."""
        state = self._state
        later = self._fill(root, form, row)
        self._check_children(root, form, later)
        self._children([pair for pair in later if pair[1].table != "sak"], row, _NOBODY)
        v5 = root.tag != "Barnevern"
        org = row[_INNSENDING["organisasjonsnummer"]] or ""
        self._context = CaseContext(dok=state.dok, v5=v5, organisasjonsnummer=org, sak="", rows=state.rows)
        self._children([pair for pair in later if pair[1].table == "sak"], row, _NOBODY)
        if eldre:
            state.antakelser.add(ELDRE)
        state.rows["innsending"] = [row]

    def _fill(self, element: Any, node: Node, row: Row) -> list[tuple[Any, Node]]:
        """The fields of an element into its row; what lies under it is given back to be read when the row has its id."""
        faults = self._state.faults
        attributes = node.attributes
        for name, value in element.items():
            entry = attributes.get(name)
            if entry is None:
                if not name.startswith(_SCHEMA_HINTS):
                    faults.unknown_attribute(element, name)
                continue
            read, at, felt = entry
            found = read(value)
            if found is None:
                faults.wrong_value(element, felt, value)
            else:
                row[at] = found
        text = element.text
        if node.text is not None:
            read, at, felt = node.text
            row[at] = read(text or "")
            if row[at] is None:
                faults.wrong_value(element, felt, text or "")
        elif text is not None and not text.isspace():
            faults.stray_text(element)
        for at in node.unfilled:
            if row[at] is None:
                row[at] = False
        later = self._leaves(element, node, row) if len(element) else []
        for at, felt in node.required:
            if row[at] is None:
                faults.missing_field(element, felt)
        return later

    def _leaves(self, element: Any, node: Node, row: Row) -> list[tuple[Any, Node]]:
        faults = self._state.faults
        leaves = node.leaves
        children = node.children
        later = []
        for child in element:
            tag = child.tag
            entry = leaves.get(tag)
            if entry is not None:
                read, at, felt = entry
                value = child.text or ""
                found = read(value)
                if found is None:
                    faults.wrong_value(element, felt, value)
                elif row[at] is None:
                    row[at] = found
                elif felt.flere:
                    row[at] = f"{row[at]},{found}"
                else:
                    faults.too_many(child, 1)
                if len(child) or child.items():
                    self._inside_leaf(child)
            elif tag in children:
                later.append((child, children[tag]))
            else:
                faults.unknown_element(child)
            tail = child.tail
            if tail is not None and not tail.isspace():
                faults.stray_text(element)
        return later

    def _inside_leaf(self, leaf: Any) -> None:
        for child in leaf:
            self._state.faults.unknown_element(child)
        for name in leaf.keys():
            if not name.startswith(_SCHEMA_HINTS):
                self._state.faults.unknown_attribute(leaf, name)

    def _element(self, element: Any, node: Node, around: Row, owner: tuple[int, str, str]) -> None:
        """One element and all under it. ``owner`` is the row it lies in: its number, its id, and its id at the source."""
        state = self._state
        if node.element.kjennetegn:
            self._marks.add(node.element.kjennetegn)
        table = node.table
        if not table:
            later = self._fill(element, node, around)
            self._check_children(element, node, later)
            self._children(later, around, owner)
            return
        rows = state.rows.get(table)
        if rows is None:
            rows = state.rows[table] = []
        row = node.row.copy()
        row[0], row[1] = state.dok, len(rows)
        rows.append(row)
        later = self._fill(element, node, row)
        self._check_children(element, node, later)
        if node.element.unik:
            self._only_once(element, table, row)
        me = self._identify(node, row, owner) if not state.faults else _NOBODY
        self._children(later, row, me)
        if state.faults:
            return
        for own, above in node.lift:
            around[above] = row[own]
        finish = self._finishers.get(table)
        if finish is not None:
            finish(row, self._context)

    def _children(self, later: Sequence[tuple[Any, Node]], row: Row, owner: tuple[int, str, str]) -> None:
        if not later:
            return
        counts: dict[Node, int] = {}
        rows = self._state.rows
        for child, sub in later:
            if sub.flat is not None and child.items():
                sub = sub.flat
            counts[sub] = number = counts.get(sub, 0) + 1
            most = sub.element.hoyst
            if most is not None and number > most:
                self._state.faults.too_many(child, most)
            self._element(child, sub, row, owner)
            if sub.lopenr is not None:
                rows[sub.table][-1][sub.lopenr] = number

    def _check_children(self, element: Any, node: Node, later: Sequence[Any]) -> None:
        if node.required_children:
            there = {sub.element.navn for _, sub in later}
            for name in node.required_children:
                if name not in there:
                    self._state.faults.missing_element(element, name)
        if node.element.en_av:
            kinds = {child.tag for child in element} & set(node.element.en_av)
            if len(kinds) != 1:
                self._state.faults.not_one_of(element, node.element.en_av)

    def _identify(self, node: Node, row: Row, owner: tuple[int, str, str]) -> tuple[int, str, str]:
        """The row's own pseudonym and its owner's, and the row as an owner of what lies under it."""
        state = self._state
        if node.owner is not None:
            row[node.owner] = owner[0]
        if node.owner_id is not None:
            row[node.owner_id] = owner[1]
        if node.migrert is not None and row[node.migrert] is not None:
            row[node.migrert] = self._finish.migrert(row[node.migrert], self._context)
        if node.own_id is None:
            return owner
        source: str = row[node.own_id] or self._made_id(node, row, owner)
        if node.table == "sak":
            self._context.sak = source
            own = self._finish.sole_id("S", source)
        else:
            own = self._finish.id_of(node.prefix, source, self._context)
        row[node.own_id] = own
        if node.table != "relasjon":
            journalnummer = row[_JOURNALNUMMER] if node.table == "sak" else ""
            state.links.append((state.dok, own, node.table, source, journalnummer))
        return row[1], own, source

    def _made_id(self, node: Node, row: Row, owner: tuple[int, str, str]) -> str:
        """An id for what the format gives none, the same in every submission of the case."""
        if node.table not in _UTFORT:
            return f"{owner[2]}/{node.table}"
        day = row[_UTFORT[node.table]]
        key = (node.table, owner[0], day)
        number = self._state.nth[key] = self._state.nth.get(key, 0) + 1
        return f"{owner[2]}/{node.table}/{day}/{number}"

    def _only_once(self, element: Any, table: str, row: Row) -> None:
        state = self._state
        key = (table, *(row[at] for at in _UNIQUE[table]))
        if None in key or key not in state.seen:
            state.seen.add(key)
        elif self._tolerant and table == "relasjon":
            state.antakelser.add(GJENTATT_RELASJON)
        else:
            state.faults.repeated_id(element)

    def _version(self, root: Any, eldre: bool) -> str:
        if root.tag != "Barnevern":
            return "v5"
        if eldre:
            return "eldre"
        if "v1" not in self._marks:
            return "v4" if "v4" in self._marks else "v3"
        # What v1 does not have, beside what only v1 has.
        if {"medvirkning", "oppfolging_hyppighet"} & self._state.rows.keys() or root.xpath("boolean(//@ErSlettet)"):
            self._state.faults.add("Sak", "blandet-format", "dokumentet blander felt fra ulike versjoner av formatet")
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

    def _submission(self, row: Row, data: bytes, versjon: str, gyldig: bool | None) -> None:
        state, at = self._state, _INNSENDING
        tatt: datetime = row[at["dato_uttrekk"]]
        if tatt.tzinfo is None:
            if not self._tolerant:
                state.faults.add("@DatoUttrekk", "mangler-tidssone", "«DatoUttrekk» mangler tidssone", _TOLERANT_HINT)
                return
            state.antakelser.add(UTEN_SONE)
            tatt = tatt.replace(tzinfo=OSLO)
            gyldig = False
        if versjon == "v5" and _has_new_melder(state.rows):
            state.antakelser.add(MELDER_24_25)
            gyldig = False
        try:
            row[at["dato_uttrekk"]] = tatt.astimezone(UTC).replace(tzinfo=None)
            row[at["dato_uttrekk_lokal"]] = tatt.astimezone(OSLO).date()
        except OverflowError:
            state.faults.add("DatoUttrekk", "ugyldig-tid", "«DatoUttrekk» ligger utenfor kalenderen")
            return
        sha256 = hashlib.sha256(data).hexdigest()
        source = row[at["innsending_id"]]
        if source is None:
            state.antakelser.add(UTEN_ID)
            gyldig = False
        if GJENTATT_RELASJON in state.antakelser:
            gyldig = False
        row[at["innsending_id"]] = self._finish.sole_id("I", source or sha256)
        if row[at["forrige_id"]] is not None:
            row[at["forrige_id"]] = self._finish.sole_id("I", row[at["forrige_id"]])
        row[at["sak_id"]] = state.rows["sak"][0][_SAK_ID]
        row[at["format_versjon"]] = versjon
        row[at["kildefil_sha256"]] = sha256
        row[at["xsd_gyldig"]] = gyldig
        row[at["innhold"]] = _fingerprint(data)


_TOLERANT_HINT = "velg tolerant lesing for å ta det med"
_SCHEMA_HINT = "be leverandøren rette uttrekket"


def _is_older(root: Any) -> bool:
    sak = root.find("Sak")
    return sak is not None and any(name in sak.attrib for name in fields_v1_v4.ELDRE_NAVN)


def _has_new_melder(rows: dict[str, list[Row]]) -> bool:
    kode = positions("melder")["kode"]
    return any(row[kode] in ("24", "25") for row in rows.get("melder", ()))


def _fingerprint(data: bytes) -> str:
    """The case without the submission's own id, to tell whether two submissions say the same."""
    return hashlib.sha256(data[max(data.find(b"<Sak"), 0) :]).hexdigest()


def _file_problem(fil: str, kode: str, tekst: str, *, linje: int | None = None) -> Problem:
    return Problem(sted=Sted(fil=fil, linje=linje or None), kode=kode, tekst=tekst, hint="dokumentet er utelatt")
