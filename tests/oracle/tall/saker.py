"""The neutral cases of ``bred`` with what key figures need more of: units that change, children with real identities,
more codes, letters of the act. Seeded: case number ``n`` is the same whatever the count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ..bred.levert import som_levert
from ..bred.saker import Rad, lag_saker
from ..bred.skrivere import skriv_xml

PER = date(2026, 7, 31)
SIST = "2026-08-15T02:00:00+02:00"
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sted:
    """A unit as a document names it, and as the program must show it."""

    kommune: str
    kommunenavn: str
    bydel: str | None
    vist: str


STEDER = (
    Sted(kommune="9999", kommunenavn="Fjordvik kommune", bydel="01", vist="Fjordvik kommune bydel 01"),
    Sted(kommune="9999", kommunenavn="Fjordvik kommune", bydel="02", vist="Fjordvik kommune bydel 02"),
    Sted(kommune="9998", kommunenavn="Naboby kommune", bydel=None, vist="Naboby kommune"),
)
OMSORG = STEDER[1]  # plays the unit for children who live away from home


def lag_tallsaker(fro: int, antall: int) -> list[Rad]:
    """The cases, each as the format carries it: ``format``, ``opphold`` (from, Sted), ``person`` on its persons."""
    return [_beriket(fro, nummer, sak) for nummer, sak in enumerate(lag_saker(fro, antall))]


def skriv(saker: Sequence[Rad], mappe: Path) -> Path:
    """A folder of documents: every submission of every case, v4 and v5 together."""
    mappe.mkdir(parents=True)
    for format_ in ("v4", "v5"):
        innsendt = [dok for sak in saker if sak["format"] == format_ for dok in _innsendinger(sak)]
        skriv_xml(innsendt, format_, mappe / format_)
    return mappe


def _innsendinger(sak: Rad) -> list[Rad]:
    """The case as it was sent from each place; the last one counts."""
    ut = []
    for nummer, (fra, sted) in enumerate(sak["opphold"]):
        siste = nummer == len(sak["opphold"]) - 1
        tatt = f"{fra}T12:00:00Z" if fra else SIST
        innsending = sak["innsending_id"] if siste else f"{nummer:08x}{sak['innsending_id'][8:]}"
        ut.append({**sak, "uttrekk": tatt, "sted": sted, "innsending_id": innsending})
    return ut


def _beriket(fro: int, nummer: int, sak: Rad) -> Rad:
    rng = Random(f"tall/{fro}/{nummer}")
    format_ = "v5" if sak["formater"] == ("v5",) or rng.randrange(4) == 0 else "v4"
    ut = som_levert(sak, format_)
    ut |= {"format": format_, "opphold": _opphold(rng)}
    ut["personalia"] = _personer(rng, fro, nummer, format_, ut["personalia"])
    for rad in ut["henvendelse"]:
        _melding(rng, rad, format_)
    for rad in ut["undersokelse"]:
        if rad["konklusjon_kode"]:
            rad["konklusjon_kode"] = rng.choice("112333345" + ("6789" if format_ == "v5" or rng.randrange(3) else "6"))
            if rng.randrange(3) == 0:
                rad["konklusjon_slutt_dato"] = rad["start_dato"] + timedelta(rng.choice((29, 30, 31, 42, 42, 43)))
    _koble_videre(rng, ut)
    for rad in ut["tiltak"]:
        _tiltak(rng, rad, format_)
    return ut


def _koble_videre(rng: Random, sak: Rad) -> None:
    """Investigations that led to a decision, and decisions that led on to a tiltak; some of the links are deleted."""
    lenker = list(sak["relasjon"])
    if sak["vedtak"]:
        for rad in sak["undersokelse"]:
            if rng.randrange(2):
                lenker.append(_lenke(rng, "undersokelse", rad, "vedtak", rng.choice(sak["vedtak"])))
    if sak["tiltak"]:
        for rad in sak["vedtak"]:
            if rng.randrange(3):
                lenker.append(_lenke(rng, "vedtak", rad, "tiltak", rng.choice(sak["tiltak"])))
    sak["relasjon"] = lenker


def _lenke(rng: Random, fra_type: str, fra: Rad, til_type: str, til: Rad) -> Rad:
    ny = f"{rng.randrange(16**8):08x}{fra['id'][8:]}"
    ender = {"fra_type": fra_type, "fra_id": fra["id"], "til_type": til_type, "til_id": til["id"]}
    return {"id": ny, "er_slettet": rng.randrange(8) == 0, **ender}


def _opphold(rng: Random) -> list[tuple[date | None, Sted]]:
    """Each place with the day it was first seen there. The first day of a case seen once is not known."""
    if rng.randrange(3):
        return [(None, rng.choice(STEDER))]
    dager = sorted(rng.sample([date(2023, 11, 1), date(2024, 6, 30), date(2025, 1, 1), date(2025, 12, 31)], 2))
    dager = dager if rng.randrange(2) else dager[:1]
    steder = rng.sample(STEDER, len(dager) + 1)
    return [*zip(dager, steder[:-1], strict=True), (date(2026, 5, 5), steder[-1])]  # type: ignore[list-item]


# --- the child -----------------------------------------------------------------------------------------------------


def syntetisk_nummer(fodt: date, lopenummer: int) -> str:
    """A number of the kind made for tests (80 added to the month), with check digits that hold. Some four hundred
    serial numbers on one date are unlike."""
    numre = _numre(fodt)
    return numre[lopenummer % len(numre)]


@cache
def _numre(fodt: date) -> tuple[str, ...]:
    ut = []
    for individ in range(500, 1000):  # these serial numbers stand for 2000–2039
        ni = f"{fodt.day:02d}{fodt.month + 80:02d}{fodt.year % 100:02d}{individ:03d}"
        en = -sum(a * int(b) for a, b in zip(_FIRST, ni, strict=True)) % 11
        to = -sum(a * int(b) for a, b in zip(_SECOND, f"{ni}{en % 10}", strict=True)) % 11
        if 10 not in (en, to):
            ut.append(f"{ni}{en}{to}")
    return tuple(ut)


def _personer(rng: Random, fro: int, nummer: int, format_: str, rader: list[Rad]) -> list[Rad]:
    """Cases come in pairs. A third of the pairs are one child in two cases, some are two children with one help number;
    the rest have a number of their own, a help number or none. ``person`` is None when only the case tells them apart.
    """
    par = Random(f"par/{fro}/{nummer // 2}")
    felles = par.choice(("barn", "barn", "hjelp", "", "", ""))
    fodt_felles = date(par.randrange(2001, 2020), par.randrange(1, 13), par.randrange(1, 28))
    slag = {"barn": "eget", "hjelp": "hjelp"}.get(felles) or rng.choice(("eget", "eget", "hjelp", "intet"))
    ut = []
    for rad in rader:
        fodt = fodt_felles if felles and rad["fodselsdato"] else rad["fodselsdato"]
        lopenummer = nummer // 2 if felles else nummer + 200
        tall = syntetisk_nummer(fodt, lopenummer) if fodt and slag == "eget" else None
        start = max(rad["start_dato"], fodt) if fodt else rad["start_dato"]
        fnr = tall is None and (format_ == "v4" or (rad["fnr"] and slag == "hjelp"))  # v4 always has a number
        ut.append({**rad, "fodselsdato": fodt, "start_dato": start, "nummer": tall, "person": tall, "fnr": fnr})
    return ut


# --- codes ---------------------------------------------------------------------------------------------------------

_GAMLE_TEMA, _NYE_TEMA = ("3", "7", "9", "15", "16", "25", "26", "19"), ("3.1.08", "1.3.08", "1.3.09", "1.3.10",
    "1.3.11", "2.4.02", "2.4.05", "1.1.02")  # fmt: skip


def _melding(rng: Random, rad: Rad, format_: str) -> None:
    melder = ("1", "2", "8", "8", "8", "10", "11", "15", "22", "23")
    ikke = rad["start_dato"] < date(2026, 1, 1)
    tema = (*_GAMLE_TEMA, *(() if ikke else _NYE_TEMA))
    utfylt = None if format_ == "v5" else False
    rad["melder"] = [(rng.choice(melder), utfylt) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
    rad["saksinnhold"] = [(rng.choice(tema), utfylt) for _ in range(rng.choice((0, 1, 2, 3)))]
    if rad["konklusjon_kode"]:
        koder = ("1", "1", "2", "2", "3", "4", *(str(n) for n in range(5, 11)))
        nye = ("11", "12") if format_ == "v5" else ()
        rad["konklusjon_kode"] = rng.choice((*koder, *nye))


def _tiltak(rng: Random, rad: Rad, format_: str) -> None:
    kode: str = rad["kode"]
    if kode in ("1.1", "1.99", "2.2", "2.1", "2.3") and rng.randrange(3) == 0:
        rad["kode"] = rng.choice(("1.2", "2.6", "2.5", "2.4", *(("15.2.4", "15.1.5") if format_ == "v5" else ())))
    h: dict[str, Any] = rad["hjemmel"]
    if (h["lov"], h["kapittel"], h["paragraf"]) in (("BVL2021", "6", "2"), ("BVL", "4", "24")):
        rad["hjemmel"] = {**h, "bokstav": sorted(rng.sample("abc", rng.choice((0, 1, 1, 2))))}
