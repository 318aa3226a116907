"""Small given cases, written as short as what they are about: a melding, a placement, a child of an age.

Every case is a neutral case of the oracle, so it is written as a document and read by the program's own path.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, pairwise
from typing import Any

from tests.oracle.bred.saker import TABELLER, Rad
from tests.oracle.tall.saker import Sted, syntetisk_nummer

Hjemmel = tuple[Any, ...]
HJELP: Hjemmel = ("BVL2021", "3", "1")
ETTERVERN: Hjemmel = ("BVL2021", "3", "6")
OMSORGSVEDTAK: Hjemmel = ("BVL2021", "5", "1")
ATFERD: Hjemmel = ("BVL2021", "6", "2")
BARN = date(2014, 5, 17)
_NUMRE = count(1)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def _id(nummer: int) -> str:
    return f"{nummer:08x}-0000-4000-8000-{nummer:012x}"


def _rad(tabell: str, **felt: Any) -> tuple[str, Rad]:
    return tabell, {"id": _id(next(_NUMRE)), "er_slettet": False, **felt}


def _hjemmel(lov: Hjemmel, bokstav: str = "") -> Rad:
    return {"lov": lov[0], "kapittel": lov[1], "paragraf": lov[2], "ledd": list(lov[3:]), "bokstav": list(bokstav)}


def melding(
    start: str, slutt: str | None = None, kode: str = "1", *, melder: Sequence[str] = (), innhold: Sequence[str] = (),
    slag: str | None = "2", **felt: Any,
) -> tuple[str, Rad]:  # fmt: skip
    return _rad(
        "henvendelse", start_dato=d(start), kode=slag, melder=[(k, False) for k in melder],
        saksinnhold=[(k, False) for k in innhold], konklusjon_slutt_dato=d(slutt) if slutt else None,
        konklusjon_kode=kode if slutt else None, **{"konklusjon_er_slettet": False, **felt},
    )  # fmt: skip


def undersokelse(
    start: str, slutt: str | None = None, kode: str = "3", *, utvidet: bool = False, **felt: Any
) -> tuple[str, Rad]:
    return _rad(
        "undersokelse", start_dato=d(start), utvidet_frist_start_dato=d(start) if utvidet else None,
        utvidet_frist_innvilget=True if utvidet else None, konklusjon_slutt_dato=d(slutt) if slutt else None,
        konklusjon_kode=kode if slutt else None, konklusjon_presisering_utfylt=False, vedtaksgrunnlag=[],
        medvirkning=[], **felt,
    )  # fmt: skip


def tiltak(
    start: str, slutt: str | None = None, kode: str = "4.5", lov: Hjemmel = HJELP, *, besok: Sequence[str] = (),
    evaluert: Sequence[str] = (), bokstav: str = "", jmfr: Sequence[Hjemmel] = (), **felt: Any,
) -> tuple[str, Rad]:  # fmt: skip
    oppfolging = None
    if besok or kode.startswith(("2.", "15.1")):
        hyppighet = [{"id": _id(next(_NUMRE)), "start_dato": d(start), "antall": 4, "enhet": "ar"}]
        oppfolging = {"hyppighet": hyppighet, "utfort": [d(dag) for dag in besok]}
    return _rad(
        "tiltak", start_dato=d(start), slutt_dato=d(slutt) if slutt else None, kode=kode,
        hjemmel=_hjemmel(lov, bokstav), jmfr=[_hjemmel(en) for en in jmfr], evaluering=[d(dag) for dag in evaluert],
        medvirkning=[], tilsyn=None, oppfolging=oppfolging, **felt,
    )  # fmt: skip


def plan(start: str, slutt: str | None = None, kode: str = "1", *, evaluert: Sequence[str] = ()) -> tuple[str, Rad]:
    return _rad(
        "plan", start_dato=d(start), slutt_dato=d(slutt) if slutt else None, kode=kode,
        evaluering=[d(dag) for dag in evaluert],
    )  # fmt: skip


def vedtak(start: str, lov: Hjemmel = ("BVL2021", "4", "2")) -> tuple[str, Rad]:
    status = [{"id": _id(next(_NUMRE)), "dato": d(start), "kode": "1"}]
    return _rad(
        "vedtak", start_dato=d(start), hjemmel=_hjemmel(lov), jmfr=[], slutt_dato=None, bortfall=None, ny_bortfall=None,
        status=status, krav=[],
    )  # fmt: skip


def flytting(dag: str, arsak: str) -> tuple[str, Rad]:
    return _rad("flytting", dato=d(dag), arsak=arsak, arsak_pres=False, til="2", til_pres=False)


def koblet(*rader: tuple[str, Rad]) -> list[tuple[str, Rad]]:
    """The rows, and a link from each to the next."""
    lenker = [
        _rad("relasjon", fra_type=a, fra_id=fra["id"], til_type=b, til_id=til["id"])
        for (a, fra), (b, til) in pairwise(rader)
    ]
    return [*rader, *lenker]


def sak(
    *rader: tuple[str, Rad] | list[tuple[str, Rad]], fodt: date | None = BARN, em: bool = False,
    hjelpenummer: bool = False, nummer: int | None = None, slettet: bool = False, v5: bool = False,
) -> Rad:  # fmt: skip
    """A case with its child. ``nummer``: children with the same are one. ``em``: it has a DUF number."""
    ny = next(_NUMRE)
    if fodt is BARN and nummer is None:
        fodt = BARN + timedelta(ny // 400)  # there are some four hundred numbers on one date
    ut: Rad = {tabell: [] for tabell in TABELLER}
    for tabell, rad in _flatt(rader):
        ut[tabell].append(rad)
    tall = None if fodt is None or hjelpenummer else syntetisk_nummer(fodt, ny if nummer is None else nummer)
    forst = min((rad["start_dato"] for t in TABELLER for rad in ut[t] if "start_dato" in rad), default=d("2020-01-01"))
    ut["personalia"] = [
        _rad(
            "personalia", start_dato=max(forst, fodt) if fodt else forst, fodselsdato=fodt, fnr=hjelpenummer,
            nummer=tall, person=tall, kjonn="1", duf="202112345603" if em else None,
        )[1]
    ]  # fmt: skip
    if v5:
        for rad in ut["henvendelse"]:
            rad |= {navn: [(kode, None) for kode, _ in rad[navn]] for navn in ("melder", "saksinnhold")}
    return {
        **ut, "navn": f"liten/{ny}", "sak_id": _id(ny), "innsending_id": _id(next(_NUMRE)), "start_dato": forst,
        "slutt_dato": None, "er_slettet": slettet, "format": "v5" if v5 else "v4",
    }  # fmt: skip


def _flatt(rader: Sequence[Any]) -> Iterator[tuple[str, Rad]]:
    for en in rader:
        if isinstance(en, list):
            yield from en
        else:
            yield en


def hos(sted: Sted, *saker: Rad) -> list[Rad]:
    """The cases with one unit, all the time."""
    return [{**en, "opphold": en.get("opphold") or [(None, sted)]} for en in saker]
