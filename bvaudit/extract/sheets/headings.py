"""Where a sheet's header is, and which column each field is read from."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit import texts
from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.sheets.cells import is_empty
from bvaudit.extract.sheets.columns import Field
from bvaudit.extract.sheets.csv_text import SEPARATORS_SAID
from bvaudit.extract.sheets.fields import field_of, fixed_values, named_values
from bvaudit.extract.sheets.files import HEADER_ROWS, Sheet, read_sheet, sheet_names
from bvaudit.extract.sheets.fill_down import filled_from
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading
from bvaudit.extract.sheets.texts import cell_key, heading_key, is_garbled
from bvaudit.model.kart import TabellKart
from bvaudit.model.navnemonster import taken_from
from bvaudit.model.personlig import looks_personal
from bvaudit.texts import text

_FARTHEST = 1_000  # rows; a header below that must be pointed out
UTTREKK = "uttrekk_dato"  # in rows of sak, when the sheet tells the day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The headings of a table in the kart: column and heading, one or several of each."""

    columns: tuple[tuple[str, str], ...]
    several: tuple[tuple[tuple[str, str], ...], ...]  # for each row they become: column and heading

    @property
    def every(self) -> tuple[tuple[str, str], ...]:
        return (*self.columns, *(pair for row in self.several for pair in row))

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(heading_key(heading) for _, heading in self.every)


def layouts_of(tabell: TabellKart, reading: SheetReading) -> list[SheetLayout] | None:
    """How each sheet of the table is read; None when something keeps one of them from being read, which is told."""
    wanted = _wanted(tabell, reading)
    found: list[SheetLayout | None] = []
    for path in reading.paths.get(tabell.fil, ()):
        names = _sheets(tabell, path, reading)
        found += [_layout(tabell, wanted, path, ark, reading) for ark in names] or [None]
    layouts = [layout for layout in found if layout is not None]
    return layouts if layouts and len(layouts) == len(found) else None


def _wanted(tabell: TabellKart, reading: SheetReading) -> _Wanted:
    columns = tuple(tabell.kolonner.items())
    if tabell.tabell == "sak" and reading.kart.uttrekk_felt:
        columns = (*columns, (UTTREKK, reading.kart.uttrekk_felt))
    rows = zip(*tabell.rader.values(), strict=True) if tabell.rader else ()
    return _Wanted(columns=columns, several=tuple(tuple(zip(tabell.rader, row, strict=True)) for row in rows))


def _sheets(tabell: TabellKart, path: Path, reading: SheetReading) -> list[str]:
    """The names the kart gives, with those that have ``*`` in them as the sheets they fit. None: told."""
    if not any("*" in ark for ark in tabell.ark) or path.suffix.lower() == ".csv":
        return list(tabell.ark[:1] if path.suffix.lower() == ".csv" else tabell.ark) or [""]
    told: list[Problem] = []
    there = sheet_names(path, told)
    chosen: dict[str, None] = {}
    for ark in tabell.ark if there is not None else ():
        fitting = [name for name in there or () if taken_from(ark, name) is not None] if "*" in ark else [ark]
        if not fitting:
            tekst = text("kart_lesing.ingen_ark", monster=ark)
            hint = text("kart_lesing.ingen_ark_hint", ark=", ".join(there or ()))
            told.append(Problem(sted=Sted(fil=str(path)), kode="ukjent-ark", tekst=tekst, hint=hint, forst=True))
        chosen |= dict.fromkeys(fitting)
    for problem in told:
        reading.tell(problem)
    return [] if told else list(chosen)


def _layout(tabell: TabellKart, wanted: _Wanted, path: Path, ark: str, reading: SheetReading) -> SheetLayout | None:
    sheet = _sheet(path, ark, wanted.keys, reading)
    if sheet is None:
        return None
    header = _stated_row(sheet, tabell.overskriftsrad) if tabell.overskriftsrad else _header_row(sheet, wanted.keys)
    if header is None:
        reading.tell(_no_header(tabell, sheet, wanted))
        return None
    places = _places(sheet, header)
    misfits = _headings_fit(wanted, places, sheet, header)
    for problem in misfits:
        reading.tell(problem)
    named = named_values(tabell, sheet, reading)
    if misfits or named is None:
        return None
    _tell_unused(tabell, places, sheet, header, reading)

    def read_from(kolonne: str, heading: str) -> tuple[int, Field]:
        index = places[heading_key(heading)][0]
        return index, field_of(tabell, kolonne, heading, reading, day_zero=sheet.day_zero, ar=named[1])

    fields = tuple(read_from(*pair) for pair in wanted.columns)
    down = {index for index, field in fields if field.kolonne in tabell.fyll_ned}
    return SheetLayout(
        tabell=tabell.tabell,
        sheet=sheet,
        header=header,
        fields=fields,
        rader=tuple(tuple(read_from(*pair) for pair in row) for row in wanted.several),
        faste={**fixed_values(tabell, reading), **named[0]},
        ar=named[1],
        fylt=filled_from(sheet, header, down),
        fyll_ned=frozenset(down),
        eier=tabell.eier,
        flere=len(tabell.ark) > 1 or any("*" in ark for ark in tabell.ark),
    )


def _sheet(path: Path, ark: str, wanted: frozenset[str], reading: SheetReading) -> Sheet | None:
    """A sheet is opened once, however many tables it gives; a text file again when other headings are looked for."""
    key = (str(path), heading_key(ark), wanted if path.suffix.lower() == ".csv" else frozenset())
    if key not in reading.sheets:
        told: list[Problem] = []
        reading.sheets[key] = read_sheet(path, ark, wanted, told)
        for problem in told:
            reading.tell(problem)
    return reading.sheets[key]


def _header_row(sheet: Sheet, wanted: frozenset[str]) -> int | None:
    """The row with most of the headings among the first; or farther down, when all of them stand there."""
    hits = [len(wanted & {cell_key(cell) for cell in row}) for row in sheet.rows[:HEADER_ROWS]]
    if len(wanted) > max(hits, default=0):
        for index, row in enumerate(sheet.rows[HEADER_ROWS:_FARTHEST], start=HEADER_ROWS):
            if wanted <= {cell_key(cell) for cell in row}:
                return index
    return hits.index(max(hits)) if any(hits) else None


def _stated_row(sheet: Sheet, overskriftsrad: int) -> int | None:
    if sheet.lines:
        return next((index for index, line in enumerate(sheet.lines) if line == overskriftsrad), None)
    return overskriftsrad - 1 if overskriftsrad <= len(sheet.rows) else None


def _no_header(tabell: TabellKart, sheet: Sheet, wanted: _Wanted) -> Problem:
    hint = f"kartet venter: {', '.join(heading for _, heading in wanted.every)}"
    if tabell.overskriftsrad:
        tekst = texts.text("extract.headings.arket_har_ingen_rad_der_kartet", overskriftsrad=tabell.overskriftsrad)
    else:
        tekst = texts.text("extract.headings.fant_ingen_overskriftsrad_blant_de", header_rows=HEADER_ROWS)
        hint += texts.text("extract.headings.star_de_lenger_nede_skriv")
        if sheet.lines:
            hint += texts.text("extract.headings.kolonnene_ma_vaere_skilt_med_ett", separators_said=SEPARATORS_SAID)
    return Problem(sted=sheet.whole, kode="mangler-overskrift", tekst=tekst, hint=hint, forst=True)


def _places(sheet: Sheet, header: int) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, cell in enumerate(sheet.rows[header]):
        if not is_empty(cell):
            places.setdefault(cell_key(cell), []).append(index)
    return places


def _headings_fit(wanted: _Wanted, places: Mapping[str, list[int]], sheet: Sheet, header: int) -> list[Problem]:
    """What keeps the headings of the kart from being found once each in the header row."""
    found = {key: str(sheet.rows[header][indexes[0]]).strip() for key, indexes in places.items()}
    problems = []
    for kolonne, heading in wanted.every:
        indexes = places.get(heading_key(heading), [])
        if len(indexes) != 1 or (looks_personal(heading) and not kolonne.endswith("presisering_utfylt")):
            place = sheet.place(header, indexes[-1] if indexes else 0)
            problems.append(_heading_problem(heading, indexes, place, found))
    return problems


def _tell_unused(
    tabell: TabellKart, places: Mapping[str, list[int]], sheet: Sheet, header: int, reading: SheetReading
) -> None:
    """Once per sheet: the headings no table of the kart uses."""
    same = [t for t in reading.kart.steder if t.fil == tabell.fil and _reads(t, sheet)]
    used = {heading_key(heading) for t in same for heading in t.overskrifter}
    used.add(heading_key(reading.kart.uttrekk_felt))
    unused = [_shown(str(sheet.rows[header][indexes[0]]).strip()) for key, indexes in places.items() if key not in used]
    told = (problem for problem in reading.noted if problem.kode == "ubrukt-kolonne" and problem.sted.fil == sheet.fil)
    if unused and not any(", ".join(unused) in problem.tekst for problem in told):
        tekst = texts.text("extract.headings.disse_kolonnene_star_ikke_i_kartet", unused=", ".join(unused))
        reading.tell(Problem(sted=sheet.place(header, 0), kode="ubrukt-kolonne", tekst=tekst, grad=Grad.MERKNAD))


def tell_unread(reading: SheetReading) -> None:
    """Which sheets people can see that the map does not name, in workbooks it reads several sheets of."""
    for fil in dict.fromkeys(place.fil for place in reading.kart.steder):
        places = [place for place in reading.kart.steder if place.fil == fil]
        if not any(len(place.ark) > 1 or "*" in "".join(place.ark) for place in places):
            continue
        for path in reading.paths.get(fil, ()):
            there = sheet_names(path, [])
            left = [n for n in there or () if not any(taken_from(a, n) is not None for p in places for a in p.ark)]
            alike = [name for name in left if _is_like_one(path, name, places)]
            sted = Sted(fil=str(path))
            if alike:
                tekst, hint = text("kart_lesing.lik_ulest", ark=", ".join(alike)), text("kart_lesing.lik_ulest_hint")
                reading.tell(Problem(sted=sted, kode="ulest-ark", tekst=tekst, hint=hint, grad=Grad.ADVARSEL))
            if others := [name for name in left if name not in alike]:
                tekst = text("kart_lesing.uleste_ark", ark=", ".join(others))
                reading.tell(Problem(sted=sted, kode="ulest-ark", tekst=tekst, grad=Grad.MERKNAD))


def _is_like_one(path: Path, ark: str, places: Sequence[TabellKart]) -> bool:
    """Whether a sheet the map does not name has all the headings of one it does."""
    sheet = read_sheet(path, ark, frozenset(), [])
    rows = [{cell_key(cell) for cell in row} for row in sheet.rows[:HEADER_ROWS]] if sheet is not None else []
    wanted = [frozenset(map(heading_key, place.overskrifter)) for place in places]
    return any(len(keys) > 1 and keys <= row for keys in wanted for row in rows)


def _reads(tabell: TabellKart, sheet: Sheet) -> bool:
    return not tabell.ark or not sheet.ark or any(taken_from(ark, sheet.ark) is not None for ark in tabell.ark)


def _heading_problem(heading: str, indexes: list[int], place: Sted, found: Mapping[str, str]) -> Problem:
    if not indexes:
        near = difflib.get_close_matches(heading_key(heading), found, n=1, cutoff=0.75)
        listed = f"fant: {', '.join(map(_shown, found.values()))}"
        hint = texts.text("extract.headings.mente_du", shown=_shown(found[near[0]]), listed=listed) if near else listed
        if any(is_garbled(text) for text in found.values()):
            hint = texts.text("extract.headings.ae_o_og_a_er_odelagt", listed=listed)
        tekst = texts.text("extract.headings.fant_ikke_kolonnen", heading=heading)
        return Problem(sted=place, kode="mangler-kolonne", tekst=tekst, hint=hint, forst=True)
    if len(indexes) > 1:
        tekst, hint = (
            texts.text("extract.headings.overskriften_star_flere_ganger", heading=heading),
            texts.text("extract.headings.gi_kolonnene_ulike_navn"),
        )
        return Problem(sted=place, kode="dobbel-overskrift", tekst=tekst, hint=hint, forst=True)
    tekst, hint = (
        texts.text("extract.headings.kolonnen_ser_ut_til_a_inneholde", heading=heading),
        texts.text("extract.headings.ta_den_ut_av_kartet"),
    )
    return Problem(sted=place, kode="personkolonne", tekst=tekst, hint=hint, forst=True)


def _shown(heading: str) -> str:
    """A heading as it may be repeated: what looks like data is not."""
    if sum(character.isdigit() for character in heading) > 4:
        return texts.text("extract.headings.overskrift_med_tall")
    return heading if len(heading) <= 40 else f"{heading[:39]}…"
