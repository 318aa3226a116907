"""A key figure told in plain words: ``nokkeltall vis``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.reports.figure_facts import Talltekst
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_texts import texts_of
from bvaudit.workflows.figures_asked import known_ids
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.series import SeriesRead, series_of

_MOST = 8  # codes that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``linjer`` are for a person, ``som_json`` for a program."""

    linjer: tuple[str, ...]
    som_json: Mapping[str, Any]


def every_figure(mappe: Mappe | None, regler: Sequence[Path]) -> list[tuple[str, str, str]]:
    """Id, subject and title of every figure and series, those of one subject together. Rules are told by ``regler``."""
    content, serier = _content(mappe, regler)
    ids = [*content.nokkeltall, *serier.serier]
    order = {tema: at for at, tema in enumerate(dict.fromkeys(t.tema for t in _words(content, serier, ids).values()))}
    rows = [(tall.id, tall.tema, tall.tittel) for tall in _words(content, serier, ids).values()]
    return sorted(rows, key=lambda row: order[row[1]])


def figure_told(mappe: Mappe | None, regler: Sequence[Path], id_: str) -> Told:
    """UsageError when there is no such figure."""
    content, serier = _content(mappe, regler)
    known_ids((id_,), content)
    tall = _words(content, serier, [id_])[id_]
    formal = content.nokkeltall[id_].formal if id_ in content.nokkeltall else ""
    plain = {"id": tall.id, "tittel": tall.tittel, "tema": tall.tema, "formal": formal, "kilde": tall.kilde}
    plain["lesninger"] = [asdict(one) for one in tall.lesninger]  # type: ignore[assignment]
    plain["brudd"] = [{"dato": one.dag.isoformat(), "grunn": one.grunn} for one in tall.brudd]  # type: ignore[assignment]
    return Told(linjer=tuple(_lines(tall, formal)), som_json=plain)


def _content(mappe: Mappe | None, regler: Sequence[Path]) -> tuple[Content, SeriesRead]:
    content = content_or_stop(own_content(mappe, tuple(regler)))
    return content, series_of(mappe, content)


def _words(content: Content, serier: SeriesRead, ids: Sequence[str]) -> Mapping[str, Talltekst]:
    return texts_of(content, ids, serier)


def _lines(tall: Talltekst, formal: str) -> Iterator[str]:
    yield text("nokkeltall.vis.tittel", id=tall.id, tittel=tall.tittel)
    if formal:
        yield text("nokkeltall.vis.formal", formal=formal)
    for at, one in enumerate(tall.lesninger):
        yield ""
        yield text(f"nokkeltall.vis.{'lesning' if at else 'standard'}", tittel=one.tittel, navn=one.navn)
        yield f"  {one.forklaring}"
        if one.merknad:
            yield f"  {one.merknad}"
    yield ""
    for akse, navn in tall.akser.items():
        codes = list(tall.koder.get(akse, {}).values())
        yield _division(navn, codes)
    breaks = (text("nokkeltall.vis.brudd", dag=vis(brudd.dag), grunn=brudd.grunn) for brudd in tall.brudd)
    yield from dict.fromkeys(breaks)
    if tall.ikke_kvalitetsmal:
        yield text("nokkeltall.ikke_kvalitetsmal")
    if tall.merknad:
        yield tall.merknad
    if tall.kilde:
        yield text("nokkeltall.vis.kilde", kilde=tall.kilde)


def _division(navn: str, codes: Sequence[str]) -> str:
    if not codes:
        return text("nokkeltall.vis.del_uten", akse=navn.lower())
    shown = ", ".join(codes[:_MOST])
    if len(codes) > _MOST:
        shown = text("nokkeltall.vis.mange", forste=shown, n=len(codes) - _MOST)
    return text("nokkeltall.vis.del", akse=navn.lower(), koder=shown)
