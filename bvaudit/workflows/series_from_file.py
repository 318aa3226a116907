"""A series made of a file people have: a map of its columns, shown before it is written, and newer numbers for one
there is a map for already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.errors import UsageError
from bvaudit.figures.series_words import number, of_what
from bvaudit.intake.free_text import NAVNELISTE, Navn, known_names
from bvaudit.intake.series import read_series
from bvaudit.intake.series_found import Funnet, find_series, has_table, is_of, without_people
from bvaudit.intake.series_guess import Gitt
from bvaudit.intake.series_names import holds_person
from bvaudit.model.serie import Kolonne, Serie
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.seriepunkt import Seriepunkt
from bvaudit.model.serieslag import Radslag, Rolle, Serieslag
from bvaudit.reports.series_view import control_lines
from bvaudit.texts import counted, text
from bvaudit.workflows.author_list import KINDS, place_of
from bvaudit.workflows.filled import NewFile, ReadBack, Reading
from bvaudit.workflows.record_file import file_for
from bvaudit.workflows.series import places_of, worked_out

_SLAG = "serie"
_MOST_SHOWN = 5
_SUMS = ("sum-", "veid-", "mal", "median")
_NUMBERS = (".csv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person has said of the file, and what it is still to be asked about: ``slag`` and ``periode``."""

    id: str
    slag: Serieslag | None = None
    periode: str = ""


def series_from_file(asked: Asked, reading: Reading) -> tuple[ReadBack, tuple[str, ...]]:
    """What the file seems to be, with the map and the numbers that would be written; and what must be asked first."""
    if asked.periode and parse_periode(asked.periode) is None:
        said = text("serier.celle.periode", verdi=asked.periode)
        raise UsageError(said, hint=text("serier.celle.periode_hint"))
    names, steder = _names(reading), places_of(reading.mappe)
    path = place_of(_SLAG, asked.id, reading.mappe, reading.til, reading.skjema.parent)
    shown = str(reading.skjema)
    gitt = Gitt(
        id=asked.id,
        tittel="",
        datafil=f"{asked.id}{reading.skjema.suffix.casefold()}",
        kilde=text("serier.fra_fil.kilde", fil=_called(reading.skjema, names), dag=reading.dag.isoformat()),
        navn=reading.skjema.stem,
        slag=asked.slag,
        periode=asked.periode,
        kommune=reading.mappe.kommune.navn if reading.mappe is not None else "",
    )
    found, problems = find_series(reading.skjema, shown, gitt, steder, names)
    if found is None:
        return ReadBack(problems=tuple(problems)), ()
    if found.gjettet.mangler:
        return ReadBack(problems=tuple(problems)), found.gjettet.mangler
    serie = replace(found.gjettet.serie, datafil=f"{asked.id}{found.endelse}")
    read, more = read_series(serie, reading.skjema, shown, steder, names)
    problems += more
    if found.rent is None:
        problems.append(_said(shown, "personer"))
    lines = [*_told(serie), *(_numbers(serie, read.punkter) if not has_errors(problems) else ())]
    files, more = _files(serie, found, path) if not has_errors(problems) else ((), [])
    return ReadBack(
        linjer=tuple(lines), kort=tuple(lines), problems=tuple(in_order([*problems, *more])), filer=tuple(files)
    ), ()


def _files(serie: Serie, found: Funnet, path: Path) -> tuple[list[NewFile], list[Problem]]:
    assert found.rent is not None, "looked at before"
    map_, problems = file_for(serie, path, KINDS[_SLAG].skjema, {})
    data = path.parent / serie.datafil
    same = data.is_file() and data.read_bytes() == found.rent
    numbers = [] if same else [NewFile(fil=data, innhold=found.rent)]
    return [*numbers, *([map_] if map_ is not None else [])], problems


def _names(reading: Reading) -> Navn:
    return known_names(reading.hjem / NAVNELISTE if reading.hjem is not None else None)


def _called(path: Path, names: Navn) -> str:
    return path.name if not holds_person(path.stem, names) else f"…{path.suffix}"


def _said(fil: str, key: str, grad: Grad = Grad.FEIL, /, **values: object) -> Problem:
    said, hint = text(f"serier.fra_fil.{key}", **values), text(f"serier.fra_fil.{key}_hint", **values)
    return Problem(sted=Sted(fil=fil), kode=f"serie-{key.replace('_', '-')}", tekst=said, hint=hint, grad=grad)


# --- what it seems to be ---------------------------------------------------------------------------------------------


def _told(serie: Serie) -> Iterator[str]:
    slag = text(f"listeskjema.valg_i.serieslag.{serie.serieslag}")
    yield text("serier.fra_fil.hode", tittel=serie.tittel, slag=slag)
    told: list[Kolonne] = []
    for one in (*serie.kolonner, None):
        if one is not None and one.er is Rolle.VERDI and one.periode and (not told or _alike(one, told[-1])):
            told.append(one)
            continue
        yield from _several(told, serie)
        told = []
        if one is not None:
            yield text("serier.fra_fil.kolonne", navn=one.navn, er=_is(one, serie))
    if serie.hver_rad is not Radslag.TALL:
        yield f"  {text(f'serier.fra_fil.hver_rad.{serie.hver_rad}')}"
    if serie.periode:
        yield text("serier.fra_fil.periode", periode=serie.periode)


def _alike(one: Kolonne, other: Kolonne) -> bool:
    of_one_length = len(one.periode) == len(other.periode)
    return of_one_length and replace(one, navn="", periode="") == replace(other, navn="", periode="")


def _several(told: Sequence[Kolonne], serie: Serie) -> Iterator[str]:
    """Columns that differ in their period only, as one line."""
    if len(told) > 2:
        er = f"{_is(told[0], serie)} – {told[-1].periode}"
        yield text("serier.fra_fil.kolonner", forste=told[0].navn, siste=told[-1].navn, er=er)
    else:
        yield from (text("serier.fra_fil.kolonne", navn=one.navn, er=_is(one, serie)) for one in told)


def _is(one: Kolonne, serie: Serie) -> str:
    if one.er not in (Rolle.VERDI, Rolle.KATEGORI):
        return text(f"listeskjema.valg_i.er.{one.er}")
    if one.er is Rolle.KATEGORI:
        return text("serier.fra_fil.delt_pa", akse=one.akse)
    maal = text(f"serier.storrelse.{one.storrelse or serie.storrelse}")
    return ", ".join(part for part in (maal, one.periode, one.kategori) if part)


def _numbers(serie: Serie, punkter: Sequence[Seriepunkt]) -> Iterator[str]:
    worked = worked_out(serie, punkter)
    n = sum(one.verdi is not None and not one.regnet.startswith(_SUMS) for one in worked.punkter)
    yield f"  {counted('serier.vis.tall', n)}"
    yield from list(control_lines(worked.kontroller))[:_MOST_SHOWN]


# --- newer numbers of a series there is -------------------------------------------------------------------------------


def newer_numbers(reading: Reading, problems: Sequence[Problem]) -> ReadBack | None:
    """The file as newer numbers of the series it has the headings of. Where there is none, ``problems`` of the form it
    is not, with how to make a series of it. None: it is no file of numbers."""
    path, shown = reading.skjema, str(reading.skjema)
    if path.suffix.casefold() not in _NUMBERS or not path.is_file():
        return None
    mine = [one for one in reading.content.planer.serier if one.egen and one.datafil]
    mine = [one for one in mine if one.datafil.casefold() == path.name.casefold()] or mine
    found = [one for one in mine if is_of(path, shown, one)]
    if found and len({one.datafil for one in found}) == 1:
        reads = [_compared(one, reading) for one in found]
        return replace(
            reads[0],
            linjer=tuple(line for one in reads for line in one.linjer),
            problems=tuple(in_order(dict.fromkeys(problem for one in reads for problem in one.problems))),
        )
    if found:
        ids = ", ".join(one.id for one in found)
        return ReadBack(problems=(_said(shown, "flere_serier", serier=ids),))
    typed = f'"{shown}"' if " " in shown else shown
    more = text("serier.fra_fil.ser_ut_som_tall", fil=typed)
    told = tuple(replace(one, hint="; ".join(part for part in (one.hint, more) if part)) for one in problems)
    return ReadBack(problems=told) if has_table(path, shown) else None


def _compared(serie: Serie, reading: Reading) -> ReadBack:
    names, steder, shown = _names(reading), places_of(reading.mappe), str(reading.skjema)
    here = place_of(_SLAG, serie.id, reading.mappe, reading.til, reading.skjema.parent).parent / serie.datafil
    new, problems = read_series(serie, reading.skjema, shown, steder, names)
    content = without_people(reading.skjema, shown, serie, names)
    if content is None or (content.endelse != here.suffix.casefold()):
        problems.append(_said(shown, "annet_filslag", fil=serie.datafil))
    if has_errors(problems) or content is None:
        return ReadBack(problems=tuple(in_order(problems)))
    if here.is_file() and here.read_bytes() == content.innhold:
        return ReadBack(problems=tuple(problems), uendret=(here,))
    old = read_series(serie, here, str(here), steder, names)[0] if here.is_file() else None
    lines, gone = _changes(serie, old.punkter if old is not None else (), new.punkter)
    if gone:
        problems.append(_said(shown, "borte", Grad.ADVARSEL, n=gone))
    head = text("serier.fra_fil.ny_utgave", tittel=serie.tittel, id=serie.id)
    return ReadBack(
        linjer=(head,),
        kort=(head,),
        problems=tuple(in_order(problems)),
        filer=(NewFile(fil=here, innhold=content.innhold, endringer=tuple(lines)),),
    )


def _changes(serie: Serie, old: Sequence[Seriepunkt], new: Sequence[Seriepunkt]) -> tuple[list[str], int]:
    """How many numbers are new, others and gone, with the first of them; a hidden one is never told."""
    before, after = _by_place(old), _by_place(new)
    fresh = [key for key in after if key not in before]
    other = [key for key in after if key in before and after[key].verdi != before[key].verdi]
    gone = [key for key in before if key not in after]
    lines = [
        counted(f"serier.fra_fil.{name}", len(keys))
        for name, keys in (("nye", fresh), ("endret", other), ("borte_tall", gone))
        if keys
    ]
    shown = serie.hver_rad is Radslag.TALL and not serie.minste
    if shown:
        for key in other[:_MOST_SHOWN]:
            a, b = (_number(serie, one[key]) for one in (before, after))
            lines.append(text("serier.fra_fil.ble", hva=of_what(serie, after[key]), for_=a, etter=b))
    return lines, len(gone)


def _number(serie: Serie, one: Seriepunkt) -> str:
    if one.verdi is None:
        return text("serier.tilstand.ikke_undersokt")
    return number(one.verdi, one.storrelse, serie, one.desimaler)


def _by_place(punkter: Sequence[Seriepunkt]) -> dict[tuple[object, ...], Seriepunkt]:
    found: dict[tuple[object, ...], Seriepunkt] = {}
    for one in punkter:
        key = (one.periode, one.enhet, one.kommune, one.grupper, one.storrelse)
        found.setdefault(key, one)
    return found
