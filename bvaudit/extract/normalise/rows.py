"""From fields as read to rows as kept: pseudonyms, the child reduced to what the rules may know, types made alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bvaudit.extract.documents.formats.record import BEGREP, Format
from bvaudit.extract.normalise.staging import NOT_SAID, STAGED, Row, as_text, positions, said
from bvaudit.extract.people.person_numbers import holds_valid_number
from bvaudit.extract.people.persons import Person, PersonRow, judge_person
from bvaudit.extract.people.pseudonyms import Inside, Pseudonyms
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME

TABLE_OF = {name: "vedtak_status" if name == "status" else name for name in BEGREP.values()}
_PREFIX = {name: BY_NAME[table].prefiks for name, table in TABLE_OF.items()}

_SAK_PREFIX = BY_NAME["sak"].prefiks
_SAK = positions("sak")
_PERSONALIA = positions("personalia")
_MELDER = positions("melder")
_KRAV = positions("vedtak_krav")
_RELASJON = positions("relasjon")
_ENDS = tuple((_RELASJON[f"{end}_type"], _RELASJON[f"{end}_id"]) for end in ("fra", "til"))
_SLETTET = positions("slettet")
_KONTROLLER = _PERSONALIA["kontroll_12"]
_SENT_TO_NEMNDA = "1"  # the only konklusjon that sends a krav to nemnda; with the others the date is when it fell away

# An id that says nothing of anyone: a uuid, and what is made from one where the format gives no id (walk.made_id).
_KEEPABLE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/([a-z_]+|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,4}))*")


def may_be_kept(source: str) -> bool:
    """Whether an id from the source may be kept when ids are asked for: anything else may be a person number, a name
    or a case number, since the format lets ids be free text."""
    return _KEEPABLE.fullmatch(source.lower()) is not None and not holds_valid_number(source)


def _kept_or(inside: Inside) -> Inside:
    def id_of(prefix: str, own: str) -> str:
        return own if may_be_kept(own) else inside(prefix, own)

    return id_of


def _no_case(prefix: str, own: str) -> str:
    raise AssertionError("an id outside the case")  # it would be kept as it is


@dataclass(slots=True, kw_only=True)
class CaseContext:
    """What the rows of one document share while they are finished. ``rows`` are all its rows by table."""

    dok: str
    form: Format
    rows: dict[str, list[Row]]
    organisasjonsnummer: str = ""
    journalnummer: str = ""
    id_of: Inside = _no_case  # the pseudonym of what lies in the case, from its prefix and its id at the source
    migrated: dict[str, str] = field(default_factory=dict)


Finish = Callable[[Row, CaseContext], None]


class Finisher:
    """Finishes the rows of the tables that keep something else than what was read."""

    def __init__(self, koder: Kodelister, pseudonyms: Pseudonyms, *, keep_ids: bool) -> None:
        self._pseudonyms = pseudonyms
        self._keep_ids = keep_ids
        self._melder_gruppe = {k.kode: k.gruppe for k in koder["melder"].koder}
        self.by_table: dict[str, Finish] = {
            "sak": self._sak,
            "personalia": self._personalia,
            "melder": self._melder,
            "vedtak_krav": self._krav,
            "relasjon": self._relasjon,
            "slettet": self._slettet,
        }

    def begin_case(self, source: str, journalnummer: str, context: CaseContext) -> str:
        """The id of the case. Ids in it are unique per concept only, so the case is part of what hides them."""
        context.journalnummer = journalnummer
        inside = self._pseudonyms.inside(source)
        context.id_of = _kept_or(inside) if self._keep_ids else inside
        return self.sole_id(_SAK_PREFIX, source)

    def sole_id(self, prefix: str, own: str) -> str:
        """The id of a case or a submission, which nothing surrounds."""
        return own if self._keep_ids and may_be_kept(own) else self._pseudonyms.of(prefix, own)

    def migrert(self, migrert_id: str, context: CaseContext) -> str:
        found = context.migrated.get(migrert_id)
        if found is None:
            found = self._pseudonyms.of("MI", context.organisasjonsnummer, migrert_id)
            context.migrated[migrert_id] = found
        return found

    def _sak(self, row: Row, context: CaseContext) -> None:
        at = _SAK
        journalnummer = row[at["journalnummer"]]
        row[at["journalnummer_pseudonym"]] = self._pseudonyms.of("J", context.organisasjonsnummer, journalnummer)
        if row[at["fodselsnummer"]] or row[at["fodselsdato"]]:
            self._child_on_case(row, context)
        del row[len(STAGED["sak"]) :]

    def _child_on_case(self, sak: Row, context: CaseContext) -> None:
        people = context.rows.setdefault("personalia", [])
        person: Row = [NOT_SAID] * len(_PERSONALIA)
        person[:2] = context.dok, str(len(people))
        for name in ("start_dato", "fodselsnummer", "fodselsdato", "kjonn", "duf_nummer"):
            person[_PERSONALIA[name]] = sak[_SAK[name]]
        self._personalia(person, context)
        people.append(person)

    def _personalia(self, row: Row, context: CaseContext) -> None:
        at = _PERSONALIA
        person = judge_person(
            PersonRow(
                fodselsnummer=row[at["fodselsnummer"]],
                duf=row[at["duf_nummer"]],
                fodselsdato=_day(row[at["fodselsdato"]]),
                kjonn=row[at["kjonn"]],
                start_dato=_day(row[at["start_dato"]]),
                ufodt=said(row[at["ufodt"]]),
                ukjent=said(row[at["ukjent"]]),
            ),
            context.form.personregler,
            self._pseudonyms,
            context.organisasjonsnummer,
        )
        for name, position in _PERSON_COLUMNS:
            row[position] = as_text(getattr(person, name))
        row[_KONTROLLER : _KONTROLLER + 7] = map(as_text, person.kontroller)
        del row[len(STAGED["personalia"]) :]

    def _melder(self, row: Row, context: CaseContext) -> None:
        for gruppe in ("privat", "offentlig"):
            if code := row[_MELDER[gruppe]]:
                row[_MELDER["kode"]], row[_MELDER["gruppe"]] = code, gruppe
        if not row[_MELDER["gruppe"]]:
            row[_MELDER["gruppe"]] = self._melder_gruppe[row[_MELDER["kode"]]]
        del row[len(STAGED["melder"]) :]

    def _krav(self, row: Row, context: CaseContext) -> None:
        """Fills in the one of the two dates of a krav that the format does not have."""
        ended, sent = _KRAV["konklusjon_slutt_dato"], _KRAV["dato_oversendt_fylkesnemnd"]
        if context.form.kravets_dato == "dato_oversendt_fylkesnemnd":
            row[ended] = row[sent]
        elif row[_KRAV["konklusjon_kode"]] == _SENT_TO_NEMNDA:
            row[sent] = row[ended]

    def _relasjon(self, row: Row, context: CaseContext) -> None:
        row[_RELASJON["fra_type_kilde"]] = row[_RELASJON["fra_type"]]
        for type_at, id_at in _ENDS:
            self._pointer(row, type_at, id_at, context)

    def _slettet(self, row: Row, context: CaseContext) -> None:
        self._pointer(row, _SLETTET["type"], _SLETTET["element_id"], context)

    def _pointer(self, row: Row, type_at: int, id_at: int, context: CaseContext) -> None:
        begrep = row[type_at]
        name = row[type_at] = context.form.begrep[begrep]
        row[id_at] = context.id_of(_PREFIX[name], row[id_at].lower())


_PERSON_COLUMNS = [(name, _PERSONALIA[name]) for name in Person.__dataclass_fields__ if name != "kontroller"]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
