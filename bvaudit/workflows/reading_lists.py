"""The readers' list of a draw, beside the key and never elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.extract.people.reading_list import ReadingRow, read_reading_list, write_reading_list
from bvaudit.model.enhet import slug
from bvaudit.model.revisjonslogg import Logglinje, utdelt
from bvaudit.model.utvalg import Bruk, Plass, Rolle, Utvalg
from bvaudit.stats.places import places
from bvaudit.texts import text
from bvaudit.workflows.find_cases import Asked, Found, Keys, Wanted, find_cases, refuse_where_others_look, unit_of
from bvaudit.workflows.frozen_draw import log_of, read_draw

_NAME = "leseliste"
_ROLES = {Bruk.LESES: Rolle.TRUKKET.value, Bruk.RESERVE: Rolle.RESERVE.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """Every place of a draw with its case. ``koder`` is how many caseworkers' codes were there from before."""

    utvalg: Utvalg
    rader: tuple[ReadingRow, ...]
    funnet: Found
    koder: int


def reading_list(draw: Path, keys: Keys, enhet: str | None = None) -> ReadingList:
    """The places as they are now, with journal numbers. A code that is filled in already is kept."""
    utvalg = read_draw(draw)
    assert utvalg is not None, "a path was given"
    logg = log_of(draw if draw.is_dir() else draw.parent)
    unit = unit_of(enhet, (t.enhet for t in utvalg.trekk)) if enhet else None
    shown = [place for place in places(utvalg, logg) if unit in (None, place.enhet)]
    found = find_cases(Wanted(saker=tuple(Asked(skrevet=p.sak, enhet=p.enhet) for p in shown)), keys)
    known = codes_for(utvalg.id, keys.links.parent)
    rows = tuple(
        ReadingRow(
            enhet=place.enhet,
            plass=str(place.plass),
            rolle=text(f"trekning.rolle.{_ROLES.get(place.bruk, place.bruk.value)}"),
            leser=_reader(place, logg),
            dekknavn=row.kort,
            journalnummer=row.journalnummer,
            kilde_id=row.kilde_id,
            saksbehandler=known.get(place.sak, ""),
            saksnokkel=place.sak,
        )
        for place, row in zip(shown, found.rader, strict=True)
    )
    return ReadingList(utvalg=utvalg, rader=rows, funnet=found, koder=sum(bool(row.saksbehandler) for row in rows))


def put_reading_list(made: ReadingList, keys: Keys) -> Path:
    """Beside the key, whatever else is asked for. UsageError where others look."""
    path = keys.links.with_name(f"{_NAME}-{slug(made.utvalg.id)}.csv")
    refuse_where_others_look(path, keys)
    return write_reading_list(path, made.rader)


def codes_for(navn: str, folder: Path) -> Mapping[str, str]:
    """Case → the code of its caseworker, from the lists of the draw of that name that lie in the key's folder; the
    newest has the last word."""
    stem = f"{_NAME}-{slug(navn)}"
    lists = [path for path in folder.glob(f"{stem}*") if _is_list(path, stem)]
    codes: dict[str, str] = {}
    for path in sorted(lists, key=lambda path: (path.stat().st_mtime_ns, path.name)):
        codes |= read_reading_list(path)
    return codes


def _is_list(path: Path, stem: str) -> bool:
    """Not one of an audit whose name begins like this, and no file an open program keeps beside it."""
    rest = path.stem.removeprefix(stem).strip()
    return path.suffix.lower() in (".csv", ".xlsx") and (not rest or (rest[0] == "(" and rest[-1] == ")"))


def _reader(place: Plass, logg: Sequence[Logglinje]) -> str:
    """Whose forms have the place."""
    found = []
    for line in logg:
        held = utdelt(line) if line.enhet == place.enhet else None
        if held is not None and place.plass in {*held.plasser, *held.reserve}:
            found.append(line.leser)
    return ", ".join(dict.fromkeys(found))


def refuse_other_place(ut: Path | None) -> None:
    """The list says who the cases are about: it has one place."""
    if ut is not None:
        raise UsageError(text("trekning.leseliste.ett_sted"), hint=text("oppslag.annet_sted"))
