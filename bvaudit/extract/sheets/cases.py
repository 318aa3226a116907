"""Rows of spreadsheets become cases, staged like those of documents: pseudonymised, numbered and grouped."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.errors import ContentError
from bvaudit.extract.documents.document import CaseRows
from bvaudit.extract.documents.formats.record import BEGREP
from bvaudit.extract.normalise.rows import TABLE_OF, may_be_kept
from bvaudit.extract.normalise.staging import Row, staged_row
from bvaudit.extract.people.kept_text import false_name
from bvaudit.extract.people.persons import Person, PersonRow, PersonRules, judge_person
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sheets.headings import UTTREKK
from bvaudit.extract.sheets.reading import SheetRow, find_files
from bvaudit.extract.sheets.units import CaseUnits, settle_units
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.model.enhet import Enheter, named
from bvaudit.model.kart import Kart
from bvaudit.model.kilde import REGNEARK
from bvaudit.model.koder import Kodelister
from bvaudit.model.safe_text import is_name
from bvaudit.model.tables import BY_NAME, TABLES, UKJENT_DATO
from bvaudit.texts import text

_BEGREP = {word.casefold(): name for word, name in BEGREP.items()} | {name: name for name in BEGREP.values()}
_LOPENR = frozenset(table.navn for table in TABLES if table.column("lopenr"))
_PERSON_FIELDS = tuple(name for name in Person.__dataclass_fields__ if name != "kontroller")
_PERSON_RULES = PersonRules(midlertidige_numre=True, ufodt_av_nummer=True)  # a sheet may be older than version 5
_NOON = time(12)  # the same day in Norway and in UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCases:
    """``readings``: one for each case, in the order of the sheet. ``filer``: the files used.

    ``problems``: warnings and notes.
    """

    readings: tuple[CaseRows, ...]
    filer: tuple[Path, ...]
    problems: tuple[Problem, ...]


def read_cases(
    sources: Sequence[Path],
    kart: Kart,
    *,
    koder: Kodelister,
    pseudonyms: Pseudonyms,
    enheter: Enheter | None,
    keep_ids: bool,
    first_dok: int = 0,
) -> SheetCases:
    """Every case the kart finds in the sheets, as if each were one document with the format version ``kart``.

    ``keep_ids`` keeps ids that are uuids; others may be case numbers and are always replaced. Raises ContentError with
    every problem when any is an error: a case with a row missing would give wrong answers that look right.
    """
    problems: list[Problem] = []
    cases: dict[str, list[tuple[str, SheetRow]]] = {}
    for tabell, row in sheet_rows(sources, kart, koder=koder, problems=problems):
        cases.setdefault(row["sak_id"].casefold(), []).append((tabell, row))
    filer = tuple(sorted({path for found in find_files(sources, kart, []).values() for path in found}))
    if not has_errors(problems):
        settle_units([rows[0][1] for rows in cases.values()], kart, enheter, problems)
    if not has_errors(problems):
        writer = _CaseWriter(kart, pseudonyms, enheter, koder, _sha256(filer), keep_ids=keep_ids)
        readings = [writer.case(first_dok + number, rows, problems) for number, rows in enumerate(cases.values())]
    if has_errors(problems):
        hint = text("extract.cases.rett_feilene_i_regnearkene_eller_i")
        raise ContentError(text("extract.cases.regnearkene_kan_ikke_leses_inn"), hint=hint, problems=in_order(problems))
    return SheetCases(readings=tuple(readings), filer=filer, problems=tuple(in_order(problems)))


@dataclass(slots=True, kw_only=True)
class _Case:
    """One case while it is written. ``where`` has the row number and pseudonym of every object, by table and id."""

    dok: int
    sak: str
    journalnummer: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    links: list[Row] = field(default_factory=list)
    where: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    lopenr: Counter[tuple[str, str]] = field(default_factory=Counter)


class _CaseWriter:
    """Makes the staged rows of each case."""

    def __init__(
        self,
        kart: Kart,
        pseudonyms: Pseudonyms,
        enheter: Enheter | None,
        koder: Kodelister,
        sha256: str,
        *,
        keep_ids: bool,
    ) -> None:
        self._kart = kart
        self._of = pseudonyms.of
        self._pseudonyms = pseudonyms
        self._units = CaseUnits(kart, enheter)
        self._sha256 = sha256
        self._keep_ids = keep_ids
        self._own_values: Mapping[str, Callable[[SheetRow, _Case, list[Problem]], dict[str, Any]]] = {
            "sak": self._sak,
            "sak_enhet": lambda row, case, problems: self._units.had_by(row, problems),
            "personalia": lambda row, case, problems: self._person(row),
            # A sheet without the column has nothing but meldinger.
            "henvendelse": lambda row, case, problems: {"kode": row.get("kode", "2")},
            "melder": lambda row, case, problems: {"gruppe": self._grupper.get(row.get("kode") or "")},
            "saksinnhold": lambda row, case, problems: {"rolle": row.get("rolle") or row["eier_type"]},
            "lovhjemmel": lambda row, case, problems: {"rolle": row.get("rolle") or "hoved"},
            "oppfolging_hyppighet": lambda row, case, problems: {"tidsenhet": row.get("tidsenhet", "3")},  # a year
            "vedtak_krav": lambda row, case, problems: _claim(row),
            "relasjon": self._relasjon,
            "slettet": self._slettet,
        }
        self._grupper = {kode.kode: kode.gruppe for kode in koder["melder"].koder} if "melder" in koder else {}

    def case(self, dok: int, rows: Sequence[tuple[str, SheetRow]], problems: list[Problem]) -> CaseRows:
        """All rows of one case. The case itself is the first: ``sheet_rows`` gives owners before what they own."""
        sak = rows[0][1]
        for name in ("enhet", "bydelsnavn"):
            if sak.get(name) and not is_name(sak[name]):
                problems.append(false_name(sak["_sted"], name))
                sak[name] = None
        case = _Case(dok=dok, sak=sak["sak_id"].casefold(), journalnummer=sak.get("journalnummer") or "")
        for tabell, row in rows:
            self._row(case, tabell, row, problems)
        case.rows["innsending"] = [self._submission(case, sak, rows, problems)]
        return CaseRows(rows=case.rows, links=case.links, versjon=REGNEARK, antakelser=frozenset())

    def _row(self, case: _Case, tabell: str, row: SheetRow, problems: list[Problem]) -> None:
        table = BY_NAME[tabell]
        written = case.rows.setdefault(tabell, [])
        values: dict[str, Any] = {
            **row,
            "dok": case.dok,
            "rad": len(written),
            "er_slettet": bool(row.get("er_slettet")),
        }
        if row.get("migrert_id"):
            values["migrert_id"] = self._of("MI", self._kart.organisasjonsnummer, row["migrert_id"])
        if table.forelder not in (None, "sak"):
            owner = case.where.get((str(table.forelder), row[f"{table.forelder}_id"].casefold()))
            values["forelder_rad"] = owner[0] if owner else None
        if table.eid:
            eier_type = str(row["eier_type"]).casefold()
            owner = case.where.get((eier_type, row["eier_id"].casefold()))
            values["eier_type"] = eier_type
            values["eier_rad"], values["eier_id"] = owner or (None, None)
        if tabell in _LOPENR:
            under = (tabell, str(values.get("eier_id") or values.get("forelder_rad") or ""))
            case.lopenr[under] += 1
            values["lopenr"] = case.lopenr[under]
        if table.nokkel:
            self._identify(case, tabell, table.nokkel, table.prefiks, values)
        if own := self._own_values.get(tabell):  # what the table keeps instead of, or beside, what the sheet says
            values |= own(values, case, problems)
        written.append(staged_row(tabell, values))
        for kolonne in _unknown(tabell, row):
            unknown = case.rows.setdefault(UKJENT_DATO, [])
            said = {"dok": case.dok, "rad": len(unknown), "tabell": tabell, "kolonne": kolonne}
            unknown.append(staged_row(UKJENT_DATO, {**said, "objekt_id": values.get(table.nokkel or "")}))

    def _identify(self, case: _Case, tabell: str, nokkel: str, prefix: str, values: dict[str, Any]) -> None:
        source = values[nokkel].casefold()
        own = self._sole(prefix, source) if tabell == "sak" else self._id(prefix, source, case)
        case.where[(tabell, source)] = (values["rad"], own)
        if tabell != "relasjon":
            case.links.append([str(case.dok), own, tabell, values[nokkel], case.journalnummer])
        values[nokkel] = own

    def _id(self, prefix: str, source: str, case: _Case) -> str:
        return source if self._keep_ids and may_be_kept(source) else self._of(prefix, source, case.sak)

    def _sole(self, prefix: str, source: str) -> str:
        return source if self._keep_ids and may_be_kept(source) else self._of(prefix, source)

    def _sak(self, row: SheetRow, case: _Case, problems: list[Problem]) -> dict[str, Any]:
        number = row.get("journalnummer")
        org = self._kart.organisasjonsnummer
        return {"journalnummer_pseudonym": self._of("J", org, number) if number else None}

    def _relasjon(self, row: SheetRow, case: _Case, problems: list[Problem]) -> dict[str, Any]:
        kept: dict[str, Any] = {"fra_type_kilde": row["fra_type"]}
        for end in ("fra", "til"):
            kept[f"{end}_type"], kept[f"{end}_id"] = self._pointer(
                row[f"{end}_type"], row[f"{end}_id"], row["_sted"], case, problems
            )
        return kept

    def _slettet(self, row: SheetRow, case: _Case, problems: list[Problem]) -> dict[str, Any]:
        name, identity = self._pointer(row["type"], row["element_id"], row["_sted"], case, problems)
        return {"type": name, "element_id": identity}

    def _pointer(
        self, word: str | None, source: str | None, sted: Sted, case: _Case, problems: list[Problem]
    ) -> tuple[str | None, str | None]:
        """The table a row points to and the pseudonym it has there, whether or not it is in the case."""
        name = _BEGREP.get((word or "").casefold())
        if name is None or not source:
            tekst, hint = (
                text("extract.cases.raden_peker_ikke_pa_noe_kjent"),
                text("extract.cases.fyll_inn_bade_type_og_id"),
            )
            problems.append(Problem(sted=sted, kode="ukjent-kobling", tekst=tekst, hint=hint))
            return None, None
        return name, self._id(BY_NAME[TABLE_OF[name]].prefiks, source.casefold(), case)

    def _person(self, row: SheetRow) -> dict[str, Any]:
        person = judge_person(
            PersonRow(
                fodselsnummer=row.get("fodselsnummer"),
                duf=row.get("duf_nummer"),
                fodselsdato=row.get("fodselsdato"),
                kjonn=row.get("kjonn"),
                start_dato=row.get("start_dato"),
                ufodt=row.get("ufodt"),
                ukjent=row.get("ukjent"),
            ),
            _PERSON_RULES,
            self._pseudonyms,
            self._kart.organisasjonsnummer,
        )
        kept: dict[str, Any] = {name: getattr(person, name) for name in _PERSON_FIELDS}
        return kept | {f"kontroll_{12 + n}": found for n, found in enumerate(person.kontroller)}

    def _submission(
        self, case: _Case, sak: SheetRow, rows: Sequence[tuple[str, SheetRow]], problems: list[Problem]
    ) -> Row:
        kart = self._kart
        day: date | None = sak.get(UTTREKK) or kart.uttrekk_dato
        if day is None:
            tekst, hint = (
                text("extract.cases.raden_mangler_dagen_uttrekket_ble_tatt"),
                text("extract.cases.fyll_den_inn_eller_skriv_dato"),
            )
            problems.append(Problem(sted=sak["_sted"], kode="mangler-uttrekksdato", tekst=tekst, hint=hint))
        enhet_id, enhet = self._units.of_case(sak, rows, day)
        kommune = named(sak.get("kommunenummer")) or kart.kommunenummer
        return staged_row(
            "innsending",
            {
                "dok": case.dok,
                "innsending_id": self._of("I", self._sha256, case.sak),
                "sak_id": case.where["sak", case.sak][1],
                "dato_uttrekk": datetime.combine(day, _NOON) if day else None,
                "dato_uttrekk_lokal": day,
                "organisasjonsnummer": kart.organisasjonsnummer,
                "kommunenummer": kommune,
                "kommunenavn": kart.kommunenavn if kommune == kart.kommunenummer else None,
                "bydelsnummer": sak.get("bydelsnummer"),
                "bydelsnavn": sak.get("bydelsnavn"),
                "format_versjon": REGNEARK,
                "kildefil_sha256": self._sha256,
                "enhet_id": enhet_id,
                "enhet": enhet,
                "innhold": _fingerprint(rows),
            },
        )


def _unknown(tabell: str, row: SheetRow) -> tuple[str, ...]:
    """The columns that nobody knows, with those that would have had the same value."""
    found: tuple[str, ...] = (*row.get("_ukjent", ()), *row.get("_mangler", ()))
    both = ("dato_oversendt_fylkesnemnd", "konklusjon_slutt_dato")
    return tuple(sorted({*found, *both})) if tabell == "vedtak_krav" and {*both} & {*found} else found


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    """The one date a sheet has is both, as in the documents: sent to the nemnd only when the claim was."""
    if "dato_oversendt_fylkesnemnd" not in row:
        sent = row.get("konklusjon_slutt_dato") if row.get("konklusjon_kode") == "1" else None
        return {"dato_oversendt_fylkesnemnd": sent}
    if "konklusjon_slutt_dato" not in row:
        return {"konklusjon_slutt_dato": row["dato_oversendt_fylkesnemnd"]}
    return {}


def _sha256(filer: Sequence[Path]) -> str:
    """Over the sha256 of every file, in order of those."""
    return hashlib.sha256(
        "\n".join(sorted(hashlib.sha256(p.read_bytes()).hexdigest() for p in filer)).encode()
    ).hexdigest()


def _fingerprint(rows: Sequence[tuple[str, SheetRow]]) -> str:
    said = [(tabell, [(k, str(v)) for k, v in row.items() if k != "_sted"]) for tabell, row in rows]
    return hashlib.sha256(repr(said).encode()).hexdigest()
