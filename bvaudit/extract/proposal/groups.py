"""Sheets with the same headings are read as one table, also when they lie in several files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bvaudit.extract.proposal.seen import Kind, Seen, SeenColumn, SeenSheet
from bvaudit.extract.proposal.sheet_names import as_pattern
from bvaudit.extract.sheets.texts import heading_key

_FOUND_BY_ITSELF = 10  # rows the headings are looked for among when a sheet is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """``navn`` are those of the sheets, or of the files when there is a file of each. ``hode`` is the row of the
    headings, and ``overskriftsrad`` the same when the map must say it."""

    fil: str
    ark: tuple[str, ...]
    navn: tuple[str, ...]
    fra_fil: bool
    overskriftsrad: int
    hode: int
    rader: int
    kolonner: tuple[SeenColumn, ...]


def groups_of(seen: Seen) -> list[Alike]:
    found: dict[tuple[str, ...], list[SeenSheet]] = {}
    for sheet in seen.ark:
        found.setdefault(tuple(sorted(map(heading_key, sheet.headings))), []).append(sheet)
    groups = []
    for sheets in found.values():
        files = list(dict.fromkeys(sheet.fil for sheet in sheets))
        one_each = len(files) == len(sheets) and len(files) > 1
        if one_each and (pattern := _file_pattern(files, list(seen.synlige))):
            groups.append(
                _group(sheets, pattern, _same_sheet(sheets), [f.rpartition(".")[0] for f in files], fra_fil=True)
            )
            continue
        for fil in files:
            own = [sheet for sheet in sheets if sheet.fil == fil]
            names = [sheet.ark for sheet in own]
            only = len(seen.synlige.get(fil, ())) == 1
            ark = () if only else as_pattern(names, seen.synlige.get(fil, ()))
            groups.append(_group(own, fil, ark, names if names[0] else [], fra_fil=False))
    return groups


def _same_sheet(sheets: Sequence[SeenSheet]) -> tuple[str, ...]:
    names = {sheet.ark for sheet in sheets}
    return (sheets[0].ark,) if len(names) == 1 and sheets[0].ark else ()


def _file_pattern(files: Sequence[str], every: Sequence[str]) -> str:
    """The names of the files as one with ``*``; empty when it fits others too, or says nothing."""
    start = _common_start(files)
    end = _common_start([name[len(start) :][::-1] for name in files])[::-1]
    if not end.startswith(".") and "." not in end:
        return ""
    pattern = f"{start}*{end}"
    fitting = [name for name in every if name.startswith(start) and name.endswith(end)]
    return pattern if start and sorted(fitting) == sorted(files) else ""


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    return first[: next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _group(sheets: Sequence[SeenSheet], fil: str, ark: tuple[str, ...], navn: Sequence[str], *, fra_fil: bool) -> Alike:
    row = max(sheet.overskriftsrad for sheet in sheets)
    return Alike(
        fil=fil,
        ark=ark,
        navn=tuple(navn),
        fra_fil=fra_fil,
        overskriftsrad=row if row > _FOUND_BY_ITSELF else 0,
        hode=row,
        rader=sum(sheet.rader for sheet in sheets),
        kolonner=tuple(_together(sheets, column) for column in sheets[0].kolonner),
    )


def _together(sheets: Sequence[SeenSheet], column: SeenColumn) -> SeenColumn:
    """One column as it is in all of the sheets."""
    key = heading_key(column.overskrift)
    every = [one for sheet in sheets for one in sheet.kolonner if heading_key(one.overskrift) == key]
    kinds = [one.slag for one in every if one.slag is not Kind.TOM]
    values = {heading_key(text): text for one in reversed(every) for text in one.verdier}
    return replace(
        column,
        slag=_worst(kinds),
        fylt=sum(one.fylt for one in every),
        rader=sum(one.rader for one in every),
        ulike=max(one.ulike for one in every),
        verdier=tuple(text for _, text in sorted(values.items())),
        slatt_sammen=any(one.slatt_sammen for one in every),
        hull=any(one.hull for one in every),
        ord_ved_dato=any(one.ord_ved_dato for one in every),
        forste_ar=min((one.forste_ar for one in every if one.forste_ar), default=None),
    )


def _worst(kinds: Sequence[Kind]) -> Kind:
    """The kind all agree on; a person's in one sheet is one in all; days with words in one are so in all."""
    order = (Kind.PERSONNUMMER, Kind.PERSON, Kind.TEKST, Kind.ORD_OG_DATO, Kind.JA_OG_DATO, Kind.DAG_UTEN_AR)
    return next((kind for kind in order if kind in kinds), kinds[0] if kinds else Kind.TOM)
