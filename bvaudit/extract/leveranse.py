"""What each sender in an import holds: every column its format has, or its map names, less what it has never sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import duckdb

from bvaudit.extract.documents.fields import Element
from bvaudit.extract.documents.formats.known import FORMATS, format_of
from bvaudit.extract.documents.formats.record import Format
from bvaudit.model.kart import WORKED_OUT, Kart, TabellKart
from bvaudit.model.kilde import REGNEARK, Kilde, Levert
from bvaudit.model.tables import BY_NAME, TABLES, UKJENT_DATO

# What the reading of documents fills in from other fields of the row.
_FROM_OTHERS = {
    ("melder", "kode"),
    ("vedtak_krav", "konklusjon_slutt_dato"),
    ("vedtak_krav", "dato_oversendt_fylkesnemnd"),
    ("sak", "journalnummer_pseudonym"),
}
# Made here of the documents of every format, so that no format lacks them.
_MADE = {navn: Levert(kolonner=tuple(c.navn for c in BY_NAME[navn].kolonner)) for navn in (UKJENT_DATO, "sak_enhet")}
# The birth date is known from either, the rest from the number alone.
_FROM_NUMBER = {"person_pseudonym", "ident_type", *(f"kontroll_{n}" for n in range(12, 19))}
_FROM_BIRTH = {"fodsels_maned", "fyller_15_dato", "fyller_18_dato", "fyller_25_dato"}


def name_versions(con: duckdb.DuckDBPyConnection) -> None:
    """Gives a document that may be of two versions the later one, when the same program, in the same version and for
    the same municipality, has sent one that is: a document of v4 need not have what tells it from v3."""
    for earlier, later in (pair for form in FORMATS for pair in form.kan_ogsa_vaere.items()):
        con.execute(f"""
            UPDATE inn_innsending SET format_versjon = '{later}'
            WHERE format_versjon = '{earlier}' AND EXISTS (
                SELECT 1 FROM inn_innsending senere WHERE senere.format_versjon = '{later}'
                AND senere.fagsystem_navn = inn_innsending.fagsystem_navn
                AND senere.fagsystem_versjon = inn_innsending.fagsystem_versjon
                AND senere.kommunenummer = inn_innsending.kommunenummer)""")


def sources(con: duckdb.DuckDBPyConnection, kart: Kart | None) -> tuple[Kilde, ...]:
    """Every sender whose submissions count, in a fixed order. Needs the tables of the import in ``con``."""
    if kart is not None:
        saker = con.execute("SELECT count(*) FROM sak").fetchone()
        return (_mapped(kart, con, saker[0] if saker else 0),)
    sent = _ever_sent(con)
    found = con.execute("""
        SELECT i.format_versjon, coalesce(i.fagsystem_navn, ''), coalesce(i.kommunenummer, ''), count(*)
        FROM innsending i JOIN sak s ON s.innsending_id = i.innsending_id AND s.sak_id = i.sak_id
        GROUP BY ALL ORDER BY ALL""").fetchall()
    kilder = []
    for nr, (versjon, fagsystem, kommune, saker) in enumerate(found, start=1):
        leverer = delivered_in(versjon)
        never = (t.navn for t in TABLES if t.valgfri and t.navn in leverer)
        kilder.append(
            Kilde(
                nr=nr,
                format_versjon=versjon,
                fagsystem=fagsystem,
                kommunenummer=kommune,
                saker=saker,
                leverer=leverer,
                aldri=tuple(n for n in never if BY_NAME[n].valgfri not in sent.get((fagsystem, kommune), ())),
            )
        )
    return tuple(kilder)


def _ever_sent(con: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], set[str]]:
    """The optional elements each sender has sent in any document, also one that another has replaced."""
    sent: dict[tuple[str, str], set[str]] = {}
    for table in TABLES:
        if table.valgfri:
            rows = con.execute(f"""
                SELECT DISTINCT coalesce(fagsystem_navn, ''), coalesce(kommunenummer, '')
                FROM inn_innsending SEMI JOIN inn_{table.navn} USING (dok)""").fetchall()
            for sender in rows:
                sent.setdefault(sender, set()).add(table.valgfri)
    return sent


@cache
def delivered_in(versjon: str) -> Mapping[str, Levert]:
    """The tables and columns documents of a format version can carry. Raises KeyError for a version there is not."""
    return delivered_by(format_of(versjon), versjon)


def delivered_by(form: Format, versjon: str) -> Mapping[str, Levert]:
    """The same, of any format."""
    versjon = form.kan_ogsa_vaere.get(versjon, versjon)  # a document of the first may be one of the second
    columns: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for tabell, element in _elements(form.rot_tolerant, "", versjon):
        columns.setdefault(tabell, set()).update({*element.faste, *(f.kolonne for f in element.felt)})
        if eier := element.faste.get("eier_type"):
            owners.setdefault(tabell, set()).add(eier)
    # The main paragraph is repeated on what it belongs to.
    for eier in owners["lovhjemmel"]:
        columns[eier] |= {"lov", "kapittel", "paragraf"}
    columns["innsending"] = {c.navn for c in BY_NAME["innsending"].kolonner}
    given = {tabell: found | _worked_out(tabell, form) for tabell, found in columns.items()}
    return {
        tabell: Levert(
            kolonner=tuple(c.navn for c in BY_NAME[tabell].kolonner if c.navn in found),
            eiere=tuple(sorted(owners.get(tabell, ()))),
        )
        for tabell, found in given.items()
        if tabell in BY_NAME
    } | _MADE


def _worked_out(tabell: str, form: Format) -> set[str]:
    found = set(WORKED_OUT) | {kolonne for t, kolonne in _FROM_OTHERS | form.alltid_tomme if t == tabell}
    return found - {"kommunenummer"} if tabell == "tilsyn_ansvarlig" else found


def _elements(element: Element, tabell: str, versjon: str) -> Iterator[tuple[str, Element]]:
    """Every element of the version with the table its fields belong to."""
    if element.flat is not None and element.flat.kjennetegn == versjon:
        element = element.flat
    if element.kjennetegn not in ("", versjon):
        return
    tabell = element.tabell or tabell
    yield tabell, element
    for child in element.barn:
        yield from _elements(child, tabell, versjon)


def held_by(kart: Kart, seen: Mapping[str, frozenset[str]]) -> dict[str, Levert]:
    """What sheets read through the map hold, by table. ``seen`` are the kinds of rows they turned out to have."""
    leverer: dict[str, Levert] = {}
    for place in kart.steder:
        levert = _of_map(place, seen.get(place.tabell, frozenset()))
        before = leverer.get(place.tabell)
        leverer[place.tabell] = _both(place.tabell, before, levert) if before else levert
    born = any(k in t.gitt for t in kart.steder if t.tabell == "personalia" for k in ("fodselsdato", "fodselsnummer"))
    if not born and "sak" in leverer:
        leverer["sak"] = _without(leverer["sak"], _FROM_BIRTH)
    leverer["innsending"] = Levert(kolonner=tuple(c.navn for c in BY_NAME["innsending"].kolonner))
    return leverer | _linked(_named_pointers(kart))


def _linked(links: Iterable[str]) -> dict[str, Levert]:
    """The table of links, when there are any kinds of them."""
    kinds = tuple(sorted(links))
    return (
        {"relasjon": Levert(kolonner=tuple(c.navn for c in BY_NAME["relasjon"].kolonner), eiere=kinds)} if kinds else {}
    )


def _mapped(kart: Kart, con: duckdb.DuckDBPyConnection, saker: int) -> Kilde:
    leverer = held_by(kart, {t.tabell: _seen_codes(t.tabell, con) for t in kart.tabeller})
    leverer |= _linked(_pointers(kart, con))
    return Kilde(nr=1, format_versjon=REGNEARK, kommunenummer=kart.kommunenummer, saker=saker, leverer=leverer)


def _both(tabell: str, one: Levert, other: Levert) -> Levert:
    """What is held of rows that come from two places: days both reach, and the least room.

    A column that one has is held: rows of the other are named one by one as unknown. Of the child both must have it.
    """
    shared = {*one.kolonner} & {*other.kolonner} if tabell == "personalia" else {*one.kolonner, *other.kolonner}
    return Levert(
        kolonner=tuple(c.navn for c in BY_NAME[tabell].kolonner if c.navn in shared),
        eiere=tuple(sorted({*one.eiere, *other.eiere})) if one.eiere and other.eiere else (),
        koder={k: tuple(sorted({*one.koder[k], *other.koder[k]})) for k in one.koder if k in other.koder},
        fra=max((day for day in (one.fra, other.fra) if day), default=None),
        til=min((day for day in (one.til, other.til) if day), default=None),
        kapasitet=min((room for room in (one.kapasitet, other.kapasitet) if room), default=None),
    )


def _of_map(tabell: TabellKart, seen: frozenset[str]) -> Levert:
    given = set(tabell.gitt)
    found = given | (set(WORKED_OUT) - {"kommunenummer"} if tabell.tabell == "tilsyn_ansvarlig" else set(WORKED_OUT))
    found |= _always_filled(tabell.tabell, given)
    if tabell.tabell == "personalia":
        found -= set() if "fodselsnummer" in given else _FROM_NUMBER
        found -= set() if given & {"fodselsnummer", "fodselsdato"} else _FROM_BIRTH
        found -= set() if "duf_nummer" in given else {"duf_pseudonym"}
    if tabell.tabell == "sak" and "journalnummer" not in given:
        found -= {"journalnummer_pseudonym"}
    eier = tabell.faste.get("eier_type", "")
    return Levert(
        kolonner=tuple(c.navn for c in BY_NAME[tabell.tabell].kolonner if c.navn in found),
        eiere=(eier,) if eier else (),
        koder=_codes(tabell, seen),
        fra=tabell.dekker_fra,
        til=tabell.dekker_til,
        kapasitet=tabell.plass,
    )


def _always_filled(tabell: str, given: set[str]) -> set[str]:
    """What the import fills in when the map does not: a sheet of meldinger has nothing else, a year is a year."""
    match tabell:
        case "henvendelse":
            return {"kode"}
        case "saksinnhold" | "lovhjemmel":
            return {"rolle"}
        case "oppfolging_hyppighet":
            return {"tidsenhet"}
        case "vedtak_krav":
            dates = {"konklusjon_slutt_dato", "dato_oversendt_fylkesnemnd"}
            return dates if given & dates else set()
        case _:
            return set()


def _codes(tabell: TabellKart, seen: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The kinds of rows the map can give, and those the sheet has. No limit where codes are not mapped."""
    if BY_NAME[tabell.tabell].column("kode") is None:
        return {}
    mapped = set(tabell.koder.get("kode", {}).values())
    mapped |= {tabell.faste["kode"]} if "kode" in tabell.faste else set()
    if not mapped:
        return {}
    return {"kode": tuple(sorted(mapped | seen))}


def _seen_codes(tabell: str, con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    if BY_NAME[tabell].column("kode") is None:
        return frozenset()
    seen = con.execute(f"SELECT DISTINCT kode FROM {tabell} WHERE kode IS NOT NULL").fetchall()
    return frozenset(kode for (kode,) in seen)


def _named_pointers(kart: Kart) -> set[str]:
    """The kinds of links that a column says, or two things in one row."""
    pointed = any(t.tabell == "undersokelse" and ("henvendelse_id" in t.kolonner or t.eier) for t in kart.steder)
    return {"henvendelse>undersokelse"} if pointed else set()


def _pointers(kart: Kart, con: duckdb.DuckDBPyConnection) -> set[str]:
    """The kinds of links the sheets hold, with those a sheet of links turned out to have."""
    found = _named_pointers(kart)
    if any(t.tabell == "relasjon" for t in kart.tabeller):
        rows: Sequence[tuple[str, str]] = con.execute("SELECT DISTINCT fra_type, til_type FROM relasjon").fetchall()
        found |= {f"{fra}>{til}" for fra, til in rows}
    return found


def _without(levert: Levert, columns: Iterable[str]) -> Levert:
    gone = set(columns)
    return replace(levert, kolonner=tuple(k for k in levert.kolonner if k not in gone))
