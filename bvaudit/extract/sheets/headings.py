"""Where a sheet's header is, and which column each field is read from."""

import difflib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.documents.formats.record import BEGREP
from bvaudit.extract.sheets.cells import convert, is_empty
from bvaudit.extract.sheets.columns import CellFault, Field, Value
from bvaudit.extract.sheets.csv_text import SEPARATORS_SAID
from bvaudit.extract.sheets.files import HEADER_ROWS, Sheet, read_sheet
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading
from bvaudit.extract.sheets.texts import cell_key, heading_key, is_garbled
from bvaudit.model.kart import TabellKart, looks_personal, mappable_columns
from bvaudit.model.koder import Kodeliste
from bvaudit.model.tables import Type

_FARTHEST = 1_000  # rows; a header below that must be pointed out
UTTREKK = "uttrekk_dato"  # in rows of sak, when the sheet tells the day

CODE_LISTS: Mapping[tuple[str, str], str] = {
    ("personalia", "kjonn"): "kjonn",
    ("henvendelse", "kode"): "henvendelse_type",
    ("henvendelse", "konklusjon_kode"): "henvendelse_konklusjon",
    ("melder", "kode"): "melder",
    ("saksinnhold", "kode"): "saksinnhold",
    ("undersokelse", "konklusjon_kode"): "undersokelse_konklusjon",
    ("medvirkning", "kode"): "medvirkning",
    ("plan", "kode"): "plantype",
    ("tiltak", "kode"): "tiltak_kategori",
    ("tiltak", "opphevelse_kode"): "opphevelse",
    ("tiltak", "avslutning_kode"): "tiltak_avslutning",
    ("oppfolging_hyppighet", "tidsenhet"): "tidsenhet",
    ("samvaer", "part"): "samvaer_part",
    ("samvaer", "tidsenhet"): "tidsenhet",
    ("samvaer", "kode"): "samvaer_gjennomforing",
    ("vedtak_status", "kode"): "vedtak_status",
    ("vedtak_krav", "konklusjon_kode"): "krav_konklusjon",
    ("ettervern", "konklusjon_kode"): "ettervern_konklusjon",
    ("flytting", "arsak_fra"): "flytting_arsak_fra",
    ("flytting", "flytting_til"): "flytting_til",
    **{(tabell, "lov"): "lov" for tabell in ("tiltak", "vedtak", "oversendelse_nemnd", "lovhjemmel")},
    **{("relasjon", kolonne): "begrep" for kolonne in ("fra_type", "til_type")},
    ("slettet", "type"): "begrep",
}


def layout_of(tabell: TabellKart, reading: SheetReading) -> SheetLayout | None:
    path = reading.paths.get(tabell.fil)
    if path is None:
        return None
    columns = dict(tabell.kolonner)
    if tabell.tabell == "sak" and reading.kart.uttrekk_felt:
        columns[UTTREKK] = reading.kart.uttrekk_felt
    wanted = frozenset(heading_key(heading) for heading in columns.values())
    sheet = _sheet(path, tabell.ark, wanted, reading)
    if sheet is None:
        return None
    header = _stated_row(sheet, tabell.overskriftsrad) if tabell.overskriftsrad else _header_row(sheet, wanted)
    if header is None:
        reading.tell(_no_header(tabell, sheet, columns))
        return None
    places = _places(sheet, header)
    misfits = _headings_fit(columns, places, sheet, header)
    for problem in misfits:
        reading.tell(problem)
    if misfits:
        return None
    _tell_unused(tabell, places, sheet, header, reading)
    fields = [
        (places[heading_key(heading)][0], replace(_field(tabell, k, heading, reading), day_zero=sheet.day_zero))
        for k, heading in columns.items()
    ]
    faste = _fixed(tabell, reading)
    return SheetLayout(tabell=tabell.tabell, sheet=sheet, header=header, fields=tuple(fields), faste=faste)


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


def _no_header(tabell: TabellKart, sheet: Sheet, columns: Mapping[str, str]) -> Problem:
    hint = f"kartet venter: {', '.join(columns.values())}"
    if tabell.overskriftsrad:
        tekst = f"arket har ingen rad {tabell.overskriftsrad}, der kartet sier at overskriftene står"
    else:
        tekst = f"fant ingen overskriftsrad blant de {HEADER_ROWS} første radene"
        hint += "; står de lenger nede, skriv «overskriftsrad» med radens nummer i kartet"
        if sheet.lines:
            hint += f"; kolonnene må være skilt med ett av disse: {SEPARATORS_SAID}"
    return Problem(sted=sheet.whole, kode="mangler-overskrift", tekst=tekst, hint=hint, forst=True)


def _places(sheet: Sheet, header: int) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, cell in enumerate(sheet.rows[header]):
        if not is_empty(cell):
            places.setdefault(cell_key(cell), []).append(index)
    return places


def _headings_fit(
    columns: Mapping[str, str], places: Mapping[str, list[int]], sheet: Sheet, header: int
) -> list[Problem]:
    """What keeps the headings of the kart from being found once each in the header row."""
    found = {key: str(sheet.rows[header][indexes[0]]).strip() for key, indexes in places.items()}
    problems = []
    for kolonne, heading in columns.items():
        indexes = places.get(heading_key(heading), [])
        if len(indexes) != 1 or (looks_personal(heading) and not kolonne.endswith("presisering_utfylt")):
            place = sheet.place(header, indexes[-1] if indexes else 0)
            problems.append(_heading_problem(heading, indexes, place, found))
    return problems


def _tell_unused(
    tabell: TabellKart, places: Mapping[str, list[int]], sheet: Sheet, header: int, reading: SheetReading
) -> None:
    """Once per sheet: the headings no table of the kart uses."""
    same = [t for t in reading.kart.tabeller if (t.fil, t.ark) == (tabell.fil, tabell.ark)]
    used = {heading_key(heading) for t in same for heading in t.kolonner.values()}
    used.add(heading_key(reading.kart.uttrekk_felt))
    unused = [_shown(str(sheet.rows[header][indexes[0]]).strip()) for key, indexes in places.items() if key not in used]
    if unused:
        tekst = f"disse kolonnene står ikke i kartet og blir ikke lest: {', '.join(unused)}"
        reading.tell(Problem(sted=sheet.place(header, 0), kode="ubrukt-kolonne", tekst=tekst, grad=Grad.MERKNAD))


def _heading_problem(heading: str, indexes: list[int], place: Sted, found: Mapping[str, str]) -> Problem:
    if not indexes:
        near = difflib.get_close_matches(heading_key(heading), found, n=1, cutoff=0.75)
        listed = f"fant: {', '.join(map(_shown, found.values()))}"
        hint = f"mente du «{_shown(found[near[0]])}»? {listed}" if near else listed
        if any(is_garbled(text) for text in found.values()):
            hint = f"æ, ø og å er ødelagt i filen; ta den ut på nytt og lagre den som CSV UTF-8 eller .xlsx. {listed}"
        tekst = f"fant ikke kolonnen «{heading}»"
        return Problem(sted=place, kode="mangler-kolonne", tekst=tekst, hint=hint, forst=True)
    if len(indexes) > 1:
        tekst, hint = f"overskriften «{heading}» står flere ganger", "gi kolonnene ulike navn"
        return Problem(sted=place, kode="dobbel-overskrift", tekst=tekst, hint=hint, forst=True)
    tekst, hint = (
        f"kolonnen «{heading}» ser ut til å inneholde personopplysninger og blir ikke lest",
        "ta den ut av kartet",
    )
    return Problem(sted=place, kode="personkolonne", tekst=tekst, hint=hint, forst=True)


def _shown(heading: str) -> str:
    """A heading as it may be repeated: what looks like data is not."""
    if sum(character.isdigit() for character in heading) > 4:
        return "(overskrift med tall)"
    return heading if len(heading) <= 40 else f"{heading[:39]}…"


def _field(tabell: TabellKart, kolonne: str, heading: str, reading: SheetReading) -> Field:
    liste = reading.koder.get(CODE_LISTS.get((tabell.tabell, kolonne), ""))
    return Field(
        kolonne=kolonne,
        overskrift=heading,
        type=mappable_columns(tabell.tabell).get(kolonne, Type.DATO),
        kodeliste=liste.tittel if liste else "",
        koder=_known_as(liste) if liste else {},
        oversatt={heading_key(said): kode for said, kode in tabell.koder.get(kolonne, {}).items()},
        tomme=frozenset(map(heading_key, (*reading.kart.tomme, *tabell.tomme.get(kolonne, ())))),
        titler={kode.kode: kode.tittel for kode in liste.koder} if liste else {},
        datoformat=reading.kart.datoformat,
        desimal=reading.kart.desimal,
    )


def _known_as(liste: Kodeliste) -> dict[str, str]:
    """The codes by what a sheet may say: the code, and for a kind of object also what the kart calls its table."""
    known = {heading_key(kode.kode): kode.kode for kode in liste.koder}
    if liste.id == "begrep":
        known |= {table: word for word, table in BEGREP.items() if heading_key(word) in known and table not in known}
    return known


def _fixed(tabell: TabellKart, reading: SheetReading) -> dict[str, Value]:
    """The values every row gets, read as if they stood in a cell."""
    values: dict[str, Value] = {}
    for kolonne, text in tabell.faste.items():
        reader = replace(_field(tabell, kolonne, kolonne, reading), datoformat=("iso", "norsk"))
        value = convert(text, reader)
        if isinstance(value, CellFault):
            sted = Sted(fil=reading.kart.fil)
            tekst = value.tekst.format(felt=f"tabeller.{tabell.tabell}.faste.{kolonne}")
            reading.tell(Problem(sted=sted, kode=value.kode, tekst=tekst, hint=value.hint))
        else:
            values[kolonne] = value
    return values
