"""The units of a sheet's cases: each named once, and none that is a person."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.normalise.unit_names import listed_unit, looks_like_people, spellings
from bvaudit.extract.normalise.units import no_unit, unit_named, unit_of
from bvaudit.extract.sheets.headings import UTTREKK
from bvaudit.extract.sheets.reading import SheetRow
from bvaudit.model.enhet import UKJENT, Enheter, named
from bvaudit.model.kart import Kart
from bvaudit.model.navnemonster import slots
from bvaudit.texts import counted, text


def heading_of(kart: Kart, kolonne: str) -> str:
    """The heading of a column of the cases; empty when it is not mapped."""
    return next((t.kolonner[kolonne] for t in kart.steder if t.tabell == "sak" and kolonne in t.kolonner), "")


def _said_by(kart: Kart, kolonne: str) -> str:
    """What tells of the column: a heading, or the name of a sheet or file; empty when the map itself does."""
    names = (n for t in kart.steder if t.tabell == "sak" for n in (t.arknavn, t.filnavn) if kolonne in slots(n))
    return heading_of(kart, kolonne) or next(names, "")


def settle_units(saker: Sequence[SheetRow], kart: Kart, enheter: Enheter | None, problems: list[Problem]) -> None:
    """Make the names of units in the cases one for each unit, and take away those that are something else."""
    for kolonne in ("enhet", "bydelsnavn"):
        given = [sak for sak in saker if sak.get(kolonne)]
        if not given:
            continue
        sted = Sted(fil=given[0]["_sted"].fil, ark=given[0]["_sted"].ark)
        unlisted = [sak for sak in given if not listed_unit(enheter, sak[kolonne], None)]
        written = Counter(str(sak[kolonne]) for sak in unlisted)
        if (said_by := _said_by(kart, kolonne)) and looks_like_people(written):
            problems.append(_no_units(said_by, kolonne, len(written), len(unlisted), sted))
            for sak in unlisted:
                sak[kolonne] = None
                sak["enhet"] = sak.get("enhet") or UKJENT
            given = [sak for sak in given if sak.get(kolonne) not in (None, UKJENT)]
        found = spellings(Counter(str(sak[kolonne]) for sak in given), enheter)
        for sak in given:
            sak[kolonne] = found.chosen[sak[kolonne]]
        if found.merged:
            shown = ", ".join(f"{name} ({count} skrivemåter)" for name, count in sorted(found.merged.items()))
            tekst = text("extract.sheets_units.enheter_som_bare_skilles_av_store", shown=shown)
            problems.append(Problem(sted=sted, kode="enhet-skrivemater", tekst=tekst, grad=Grad.MERKNAD))
        problems += _doubtful(given, kolonne, enheter, kart)
    lacking = sum(not any(sak.get(k) for k in ("enhet", "bydelsnavn", "bydelsnummer")) for sak in saker)
    if lacking and heading_of(kart, "enhet"):
        tekst = counted("extract.sheets_units.mangler_enhet_i", lacking, overskrift=heading_of(kart, "enhet"))
        problems.append(Problem(sted=saker[0]["_sted"], kode="mangler-enhet", tekst=tekst, grad=Grad.MERKNAD))


def _no_units(heading: str, kolonne: str, values: int, cases: int, sted: Sted) -> Problem:
    tekst = text(
        "extract.sheets_units.har_ulike_verdier_i_saker_og", heading=heading, values=values, cases=cases, ukjent=UKJENT
    )
    hint = text("extract.sheets_units.velg_en_annen_kolonne_for_i", kolonne=kolonne)
    return Problem(sted=sted, kode="enhet-er-personer", tekst=tekst, hint=hint, grad=Grad.ADVARSEL, forst=True)


def _doubtful(given: Sequence[SheetRow], kolonne: str, enheter: Enheter | None, kart: Kart) -> list[Problem]:
    """Names that several units in the list have, so that nothing tells which one a case is in."""
    if kolonne != "enhet":
        return []
    first: dict[tuple[str, date | None], SheetRow] = {}
    for sak in given:
        first.setdefault((sak["enhet"], sak.get(UTTREKK) or kart.uttrekk_dato), sak)
    return [
        Problem(
            sted=sak["_sted"],
            kode="flertydig-enhet",
            tekst=text("extract.sheets_units.flere_enheter_i_enheter_yaml_heter", navn=navn),
            hint=text("extract.sheets_units.skriv_enhetens_id_i_stedet_for"),
        )
        for (navn, day), sak in first.items()
        if len({enhet.id for enhet in listed_unit(enheter, navn, day)}) > 1
    ]


class CaseUnits:
    """The units of the cases of one kart."""

    def __init__(self, kart: Kart, enheter: Enheter | None) -> None:
        self._kart = kart
        self._enheter = enheter
        self._names_units = any("enhet" in t.gitt for t in kart.steder if t.tabell == "sak")

    def of_case(self, sak: SheetRow, rows: Sequence[tuple[str, SheetRow]], day: date | None) -> tuple[str, str]:
        """The unit the sheet names, else the one the map of units gives. A cell that is no name names no unit."""
        if sak.get("enhet") == UKJENT:  # the column turned out to name people, not units
            return no_unit()
        found = unit_named(self._enheter, _unit_cell(sak, rows, day), day)
        if found:
            return found
        kommune = named(sak.get("kommunenummer")) or self._kart.kommunenummer
        given = unit_of(
            self._enheter,
            organisasjonsnummer=self._kart.organisasjonsnummer,
            kommunenummer=kommune,
            kommunenavn=self._kart.kommunenavn if kommune == self._kart.kommunenummer else None,
            bydelsnummer=sak.get("bydelsnummer"),
            bydelsnavn=sak.get("bydelsnavn"),
            dag=day,
        )
        mapped = any(given[0] == enhet.id for enhet in (self._enheter.enheter if self._enheter else ()))
        in_part = named(sak.get("bydelsnummer")) or named(sak.get("bydelsnavn"))
        return given if mapped or in_part or not self._names_units else no_unit()

    def had_by(self, row: SheetRow, problems: list[Problem]) -> dict[str, Any]:
        """A row of who has had the case. Without a name there is nothing to say of it."""
        if row.get("fra") and row.get("til") and row["til"] < row["fra"]:
            tekst, hint = (
                text("extract.sheets_units.enheten_slutter_a_ha_saken_for"),
                text("extract.sheets_units.rett_en_av_datoene"),
            )
            problems.append(Problem(sted=row["_sted"], kode="dato-rekkefolge", tekst=tekst, hint=hint))
        enhet_id, enhet = unit_named(self._enheter, row.get("enhet"), row.get("fra")) or no_unit()
        return {"enhet_id": enhet_id, "enhet": enhet, "kommunenummer": named(row.get("kommunenummer")) or None}


def _unit_cell(sak: SheetRow, rows: Sequence[tuple[str, SheetRow]], day: date | None) -> str | None:
    """What the sheet says of the unit that has the case now: the case's own row, else the last row of its history."""
    if "enhet" in sak:
        return sak.get("enhet")
    begun = [row for tabell, row in rows if tabell == "sak_enhet" and not (day and row.get("fra") and row["fra"] > day)]
    last = max(begun, key=lambda row: row.get("fra") or date.min, default=None)
    return last.get("enhet") if last else None
