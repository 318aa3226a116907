"""What a person has answered about their workbooks, heading by heading, and the map that it makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from bvaudit.diagnostics import Sted
from bvaudit.model.kart import ArkKart, Kart, TabellKart, eier_i_rad, mappable_columns, mappable_tables
from bvaudit.model.kartvalg import UTTREKK
from bvaudit.model.navnemonster import AR, slots
from bvaudit.model.tables import BY_NAME
from bvaudit.model.words.overskrifter import SAK_ID

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolonnesvar:
    """``felt`` is the code of a choice (``model/kartvalg.py``), empty when nothing is chosen."""

    overskrift: str
    felt: str = ""
    fyll_ned: bool = False
    deles: bool = False
    koder: Mapping[str, str] = field(default_factory=dict)
    sted: Sted | None = None
    kodested: Sted | None = None

    @property
    def kolonner(self) -> tuple[tuple[str, str], ...]:
        """The columns it stands for, each with its table."""
        tabell, _, rest = self.felt.partition(".")
        return tuple((tabell, kolonne) for kolonne in rest.split("+")) if rest else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arksvar:
    """Sheets that are read alike. ``navn`` is what their names say; ``fra_fil``: those of the files."""

    fil: str
    ark: tuple[str, ...] = ()
    les: bool = True
    overskriftsrad: int = 0
    navn: str = ""
    fra_fil: bool = False
    samme_rad: bool = False
    faste: tuple[str, ...] = ()
    fra: date | None = None
    til: date | None = None
    kolonner: tuple[Kolonnesvar, ...] = ()
    sted: Sted | None = None

    @property
    def sak(self) -> str:
        """The heading of the case's id; empty when none is chosen."""
        return next((one.overskrift for one in self.kolonner if one.felt == SAK_ID), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kartsvar:
    """``skrastrek``: how dates with strokes are written (ingen, britisk, amerikansk)."""

    kommune: str = ""
    kommunenummer: str = ""
    organisasjonsnummer: str = ""
    dato: date | None = None
    skrastrek: str = "ingen"
    tomme: tuple[str, ...] = ()
    ark: tuple[Arksvar, ...] = ()
    steder: Mapping[Path, Sted] = field(default_factory=dict)  # where the rest was answered, by its place in the map


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegnet:
    """The map, and the cell that each part of it was answered in."""

    kart: Kart
    steder: Mapping[Path, Sted]


def map_of(svar: Kartsvar) -> Tegnet:
    """The map that the answers make. Whether it holds is for the one who reads maps to say."""
    places: dict[str, list[tuple[Arksvar, ArkKart]]] = {}
    for ark in svar.ark:
        for tabell in _tables(ark, svar) if ark.les and ark.sak else ():
            places.setdefault(tabell, []).append((ark, _place(ark, tabell)))
    order = [tabell for tabell in mappable_tables() if tabell in places]
    tables = tuple(_table(tabell, [place for _, place in places[tabell]]) for tabell in order)
    uttrekk = next((k.overskrift for ark in svar.ark for k in ark.kolonner if k.felt == UTTREKK), "")
    strokes = () if svar.skrastrek in ("", "ingen") else (svar.skrastrek,)
    kart = Kart(
        kommunenummer=svar.kommunenummer,
        kommunenavn=svar.kommune,
        organisasjonsnummer=svar.organisasjonsnummer,
        uttrekk_dato=None if uttrekk else svar.dato,
        uttrekk_felt=uttrekk,
        datoformat=("iso", "norsk", "excel", *strokes),
        tomme=svar.tomme,
        tabeller=tables,
        fil="",
    )
    steder = {path: sted for tabell in order for path, sted in _steder(tabell, places[tabell])}
    return Tegnet(kart=kart, steder={**svar.steder, **steder})


def _tables(ark: Arksvar, svar: Kartsvar) -> tuple[str, ...]:
    """The tables with rows in the sheets: those of its headings, what they hang under, and the cases.

    When some list tells of the cases themselves, the cases are those; else every list names some.
    """
    chosen = dict.fromkeys(tabell for one in ark.kolonner for tabell, _ in one.kolonner)
    for tabell in tuple(chosen):
        owner = BY_NAME[tabell].forelder
        pointed = any((tabell, f"{owner}_id") in one.kolonner for one in ark.kolonner)
        if owner not in (None, "sak") and ark.samme_rad and not pointed:
            chosen.setdefault(str(owner))
    if "sak" not in chosen and not any(_lists_cases(one) for one in svar.ark):
        chosen["sak"] = None
    return tuple(chosen)


def _lists_cases(ark: Arksvar) -> bool:
    days = {("sak", "start_dato"), ("sak", "slutt_dato")}
    return ark.les and bool(ark.sak) and any(days & set(one.kolonner) for one in ark.kolonner)


def _place(ark: Arksvar, tabell: str) -> ArkKart:
    single: dict[str, str] = {SAK_ID: ark.sak}
    several: dict[str, list[str]] = {}
    for one in ark.kolonner:
        for of, kolonne in one.kolonner:
            if of == tabell:
                several.setdefault(kolonne, []).append(one.overskrift)
    single |= {kolonne: said[0] for kolonne, said in several.items() if len(said) == 1}
    read = {*single.values(), *(heading for said in several.values() for heading in said)}
    fixed = dict(one.partition(".")[2].split("=", 1) for one in ark.faste if one.startswith(f"{tabell}."))
    owner = _owner_in_row(ark, tabell, {*single, *several})
    if owner and BY_NAME[tabell].eid:
        fixed["eier_type"] = owner
    pattern = _name(ark.navn, tabell, {*single, *several, *fixed})
    return ArkKart(
        fil=ark.fil,
        ark=ark.ark,
        arknavn="" if ark.fra_fil else pattern,
        filnavn=pattern if ark.fra_fil else "",
        overskriftsrad=ark.overskriftsrad,
        kolonner=single,
        rader={kolonne: tuple(said) for kolonne, said in several.items() if len(said) > 1},
        faste={kolonne: kode for kolonne, kode in fixed.items() if kolonne not in several},
        koder=dict(_codes(ark, tabell)),
        deles=tuple(one.overskrift for one in ark.kolonner if one.deles and one.overskrift in read),
        fyll_ned=tuple(
            kolonne
            for kolonne, heading in single.items()
            if any(one.fyll_ned and one.overskrift == heading for one in ark.kolonner)
        ),
        samme_rad=bool(owner),
        dekker_fra=ark.fra if tabell != "sak" else None,
        dekker_til=ark.til if tabell != "sak" else None,
    )


def _owner_in_row(ark: Arksvar, tabell: str, given: set[str]) -> str:
    """The table that has its row in the same row of the sheet, unless a heading points at it or nobody says so."""
    owner = eier_i_rad(tabell, {of for one in ark.kolonner for of, _ in one.kolonner})
    pointer = "eier_id" if BY_NAME[tabell].eid else f"{owner}_id"
    return owner if ark.samme_rad and pointer not in given else ""


def _name(pattern: str, tabell: str, given: set[str]) -> str:
    """What the name of the sheet says of this table: places for other tables' columns are only anything."""
    columns = mappable_columns(tabell)
    own = [name for name in slots(pattern) if name == AR or (name in columns and name not in given)]
    for name in slots(pattern):
        pattern = pattern if name in own else pattern.replace(f"<{name}>", "*")
    return pattern if own else ""


def _codes(ark: Arksvar, tabell: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The codes of a column: in a cell with two things, those of the one that is no day."""
    days = ("dato",)
    for one in ark.kolonner:
        coded = [kolonne for of, kolonne in one.kolonner if of == tabell and not kolonne.endswith(days)]
        said = {verdi: kode for verdi, kode in one.koder.items() if kode}
        if coded and said:
            yield coded[0], said


def _table(tabell: str, places: list[ArkKart]) -> TabellKart:
    first, *others = places
    return TabellKart(tabell=tabell, og=tuple(others), **{f.name: getattr(first, f.name) for f in fields(ArkKart)})


def _steder(tabell: str, places: list[tuple[Arksvar, ArkKart]]) -> Iterator[tuple[Path, Sted]]:
    for number, (ark, place) in enumerate(places):
        path: Path = ("tabeller", tabell, *(("og", number - 1) if number else ()))
        if ark.sted is not None:
            yield path, ark.sted
        by_heading = {one.overskrift: one.sted for one in ark.kolonner if one.sted is not None}
        for kolonne, heading in place.kolonner.items():
            if heading in by_heading:
                yield (*path, "kolonner", kolonne), by_heading[heading]
        for one in ark.kolonner:
            for of, kolonne in one.kolonner if one.kodested is not None else ():
                if of == tabell and one.kodested is not None:
                    yield (*path, "koder", kolonne), one.kodested
        for kolonne, headings in place.rader.items():
            if headings[0] in by_heading:
                yield (*path, "rader", kolonne), by_heading[headings[0]]
