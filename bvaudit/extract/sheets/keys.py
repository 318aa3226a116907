"""The ids of the rows of a sheet: numbered where there are none, told when they are repeated or point at nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bvaudit import texts
from bvaudit.diagnostics import Problem, Samlet, Sted
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading, SheetRow
from bvaudit.extract.sheets.texts import difference, heading_key, loose
from bvaudit.model.tables import BY_NAME
from bvaudit.model.words.lookup import kolonne_omtale
from bvaudit.texts import text

_OWNER_ID = {"henvendelse_id": "henvendelse"}  # the shortcut in undersokelse


def mark(text: str) -> str:
    """Something that tells values apart and shows none of them."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _key(text: object) -> str:
    return heading_key(text or "")


@dataclass(slots=True)
class RowNumbers:
    """How many rows without an id each case has had, and which of its persons were among them."""

    last: Counter[str] = field(default_factory=Counter)
    persons: dict[tuple[object, ...], int] = field(default_factory=dict)


def number_if_keyless(row: SheetRow, layout: SheetLayout, numbers: RowNumbers) -> None:
    """A row without an id of its own gets one within its case, in the order of the sheet."""
    nokkel = BY_NAME[layout.tabell].nokkel
    if not nokkel or row.get(nokkel):
        return
    sak = _key(row["sak_id"])
    if layout.tabell == "personalia":
        # The same child on every line of a case is one person; two like reports may be two reports.
        number = numbers.persons.setdefault((sak, *_values(row)), numbers.last[sak] + 1)
        numbers.last[sak] = max(number, numbers.last[sak])
    else:
        numbers.last[sak] += 1
        number = numbers.last[sak]
    row[nokkel] = f"{layout.tabell} {number}"


def _values(row: SheetRow) -> tuple[object, ...]:
    return tuple(value for name, value in row.items() if name[0] != "_")


def is_repeated(row: SheetRow, layout: SheetLayout, index: int, reading: SheetReading) -> bool:
    """Whether the row stood above in the same words. Told as a problem when only the key is the same."""
    nokkel = BY_NAME[layout.tabell].nokkel
    if nokkel is None:
        return False
    seen = reading.seen.setdefault(layout.tabell, {})
    identity = (_key(row["sak_id"]), _key(row[nokkel]))
    forelder = BY_NAME[layout.tabell].forelder
    if forelder not in (None, "sak") and layout.tabell != "tiltak_evaluering":  # nothing points at these by their id
        identity = (identity[0], f"{_key(row[f'{forelder}_id'])}\x1f{identity[1]}")
    values = _values(row)
    where, before = seen.setdefault(identity, (layout.row_name(index), values))
    if before is values:
        return False
    if before != values:
        sted = layout.sheet.place(index, layout.cell(nokkel))
        tekst = (
            texts.text("extract.keys.id_en_er_brukt_for_pa", where=where)
            if layout.sheet.lines
            else (texts.text("extract.keys.id_en_er_brukt_for_i", where=where))
        )
        hint = texts.text("extract.keys.hver_rad_ma_ha_sin_egen")
        felt = next((f.overskrift for _, f in layout.fields if f.kolonne == nokkel), nokkel)
        samlet = Samlet(felt=felt, flere=texts.text("extract.keys.har_en_id_som_er_brukt"), verdi="")
        reading.tell(Problem(sted=sted, kode="dobbel-nokkel", tekst=tekst, hint=hint, samlet=samlet))
        return False
    return True


def is_known_case(row: SheetRow, layout: SheetLayout, reading: SheetReading) -> bool:
    """Whether another list, or another row, has told of the case. What that one did not say is taken from this row;
    what both say must be the same, or it is told."""
    if layout.tabell != "sak":
        return False
    before = reading.cases.setdefault(_key(row["sak_id"]), row)
    if before is row:
        return False
    said = {name: value for name, value in row.items() if value is not None and name[0] != "_" and name != "sak_id"}
    differing = [name for name, value in said.items() if before.get(name) not in (None, value)]
    before |= {name: value for name, value in said.items() if before.get(name) is None}
    before["_mangler"] = tuple(name for name in before.get("_mangler", ()) if name in row.get("_mangler", ()))
    if differing:
        named = ", ".join(kolonne_omtale("sak", name).navn.lower() for name in differing)
        tekst, hint = text("kart_lesing.ulik_sak", felt=named, sted=before["_sted"]), text("kart_lesing.ulik_sak_hint")
        reading.tell(Problem(sted=row["_sted"], kode="ulik-sak", tekst=tekst, hint=hint))
    return True


def points_to_what_is_there(row: SheetRow, layout: SheetLayout, index: int, reading: SheetReading) -> bool:
    """Whether the case and the owner the row points to are there. Only asked of sheets that were read to the end."""
    if layout.tabell == "sak":
        return True
    sak = _key(row["sak_id"])
    if "sak" in reading.complete and (sak, sak) not in reading.seen.get("sak", {}):
        tekst, hint = (
            texts.text("extract.keys.saken_finnes_ikke_blant_sakene"),
            texts.text("extract.keys.legg_saken_til_eller_rett_id"),
        )
        alike = _look_alike(reading, "sak", sak)
        if alike:
            tekst, hint = (
                texts.text("extract.keys.saken_finnes_ikke_blant_sakene_men", alike=alike),
                texts.text("extract.keys.skriv_id_en_likt_begge_steder"),
            )
        reading.tell(_pointing("ukjent-sak", tekst, hint, row["_sted"], layout, "sak_id", sak))
        return False
    mapped = {tabell.tabell for tabell in reading.kart.tabeller}
    for kolonne, eier in _owners(row, layout.tabell):
        if eier not in mapped:
            tekst, hint = (
                texts.text("extract.keys.eier_type_er_ikke_navnet_pa"),
                texts.text("extract.keys.skriv_for_eksempel_undersokelse_eller"),
            )
            reading.tell(Problem(sted=row["_sted"], kode="ukjent-eiertype", tekst=tekst, hint=hint))
            return False
        if eier not in reading.complete:
            continue
        for identity in _ids(row[kolonne]) or [""]:
            if (sak, _key(identity)) not in reading.seen.get(eier, {}):
                sted = layout.sheet.place(index, layout.cell(kolonne))
                tekst, hint = (
                    texts.text("extract.keys.fant_ikke_med_denne_id_en", eier=eier),
                    texts.text("extract.keys.rett_id_en_eller_legg_raden"),
                )
                alike = _look_alike(reading, eier, _key(identity), sak)
                if alike:
                    tekst, hint = f"{tekst}, men {alike}", texts.text("extract.keys.skriv_id_en_likt_begge_steder")
                reading.tell(_pointing("ukjent-eier", tekst, hint, sted, layout, kolonne, str(identity)))
                return False
    return True


def _pointing(kode: str, tekst: str, hint: str, sted: Sted, layout: SheetLayout, kolonne: str, verdi: str) -> Problem:
    felt = next((f.overskrift for _, f in layout.fields if f.kolonne == kolonne), kolonne)
    samlet = Samlet(felt=felt, flere=texts.text("extract.keys.peker_pa_noe_som_ikke_finnes"), verdi=mark(verdi))
    return Problem(sted=sted, kode=kode, tekst=tekst, hint=hint, samlet=samlet)


def _look_alike(reading: SheetReading, tabell: str, wanted: str, sak: str = "") -> str:
    """Where an id stands that only differs in what exports change, and what differs; the ids are not shown."""
    known = reading.alike.get(tabell)
    if known is None:
        known = reading.alike[tabell] = {}
        for identity, (where, _) in reading.seen.get(tabell, {}).items():
            known.setdefault(loose(identity[1]), []).append((identity, where))
    for identity, where in known.get(loose(wanted), []):
        if sak in ("", identity[0]) and (what := difference(wanted, identity[1])):
            return texts.text("extract.keys.id_en_i_ligner_forskjellen_er", where=where, what=what)
    return ""


def _owners(row: SheetRow, tabell: str) -> list[tuple[str, str]]:
    """(column, table it points to) for every pointer the row must have."""
    table = BY_NAME[tabell]
    owners = [(f"{table.forelder}_id", table.forelder)] if table.forelder not in (None, "sak") else []
    if table.eid:
        owners.append(("eier_id", _key(row.get("eier_type"))))
    return [(k, str(e)) for k, e in owners] + [
        (k, e) for k, e in _OWNER_ID.items() if tabell == "undersokelse" and row.get(k)
    ]


def _ids(text: object) -> list[str]:
    """One or several ids in a cell, with semicolon between."""
    return [part.strip() for part in str(text or "").split(";") if part.strip()]


def with_relations(tabell: str, row: SheetRow) -> Iterator[tuple[str, SheetRow]]:
    """The row, and for an undersokelse the relations its henvendelse_id stands for."""
    pointers = _ids(row.pop("henvendelse_id", None)) if tabell == "undersokelse" else []
    yield tabell, row
    for henvendelse in pointers:
        yield (
            "relasjon",
            {
                "_sted": row["_sted"],
                "sak_id": row["sak_id"],
                "relasjon_id": f"{henvendelse} → {row['undersokelse_id']}",
                "fra_type": "Henvendelse",
                "fra_id": henvendelse,
                "til_type": "Undersokelse",
                "til_id": row["undersokelse_id"],
            },
        )
