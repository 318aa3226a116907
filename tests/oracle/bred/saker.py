"""Neutral made-up cases: rows as the register names them, nested under their owners, and a seeded generator of edges.

A case is a plain dict: the columns of ``sak``, and one list for each table. Nothing here comes from the program under
test. ``formater`` says which formats have the codes the case uses. Long because a case and its edges belong together.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from ..cases import months_after

Rad = dict[str, Any]
PER_DAGER = (date(2024, 2, 29), date(2025, 12, 31), date(2026, 7, 31))
TABELLER = (
    "personalia", "henvendelse", "undersokelse", "plan", "tiltak", "vedtak", "ettervern", "oversendelse_nemnd",
    "flytting", "relasjon", "slettet",
)  # fmt: skip
FORMATER = ("v3", "v4", "v5", "kart")
EGEN_KOMMUNE = "9999"
_LOVSKIFTER = tuple(
    date(*ymd)
    for ymd in ((2022, 12, 31), (2023, 1, 1), (2023, 12, 31), (2024, 1, 1), (2024, 4, 3), (2024, 4, 4), (2025, 12, 31),
                (2026, 1, 1), (2026, 1, 4), (2026, 1, 5), (2026, 1, 22), (2026, 1, 23))
)  # fmt: skip
_SKUDD = date(2008, 2, 29)


def hjemmel(lov: str, kapittel: str, paragraf: str, *ledd: str) -> Rad:
    return {"lov": lov, "kapittel": kapittel, "paragraf": paragraf, "ledd": list(ledd)}


class _Lager:
    """A case being made around one judging day."""

    def __init__(self, rng: Random, per: date, ny: bool) -> None:
        self.rng, self.per, self.ny = rng, per, ny
        self.sak: Rad = {tabell: [] for tabell in TABELLER}
        self.ikke_v3 = False

    def sjanse(self, prosent: int) -> bool:
        return self.rng.randrange(100) < prosent

    def velg(self, *valg: Any) -> Any:
        return self.rng.choice(valg)

    def rad(self, tabell: str, **kolonner: Any) -> Rad:
        """A new row; now and then marked as deleted, by its flag or in the list of what is deleted."""
        rad = {"id": self.ny_id(), "er_slettet": self.sjanse(3), **kolonner}
        if self.sjanse(2):
            self.sak["slettet"].append({"id": rad["id"], "type": tabell, "dato": self.nar(self.per, -300, 0, 30)})
        self.sak[tabell].append(rad)
        return rad

    def ny_id(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def nar(self, dag: date, *dager: int) -> date:
        """One of the days that lie so many days from ``dag``."""
        return dag + timedelta(self.rng.choice(dager))

    def kant(self, dag: date) -> date:
        """The day itself, or the day on either side of it."""
        return self.nar(dag, -1, 0, 0, 1)

    def tilbake(self) -> date:
        """A day such that some limit that began then falls on the judging day, or near it; or a day the law changed."""
        rng, per = self.rng, self.per
        if self.sjanse(12):
            return self.nar(rng.choice(_LOVSKIFTER), 0, 0, 0, 5, -40)
        maneder = months_after(per, -rng.choice((1, 3, 3, 4, 6, 6, 12, 12, 24)))
        uker = per - timedelta(rng.choice((0, 7, 14, 21, 28, 42, 42, 90, 91, 180)))
        return self.kant(rng.choice((maneder, maneder, uker, per - timedelta(rng.randrange(900)))))

    def koble(self, fra_type: str, fra: Rad, til_type: str, til: Rad, prosent: int = 88) -> None:
        if not self.sjanse(prosent):
            return
        ender = [(fra_type, fra["id"]), (til_type, til["id"])]
        if self.sjanse(4):
            ender.reverse()
        (a, fra_id), (b, til_id) = ender
        self.rad("relasjon", fra_type=a, fra_id=fra_id, til_type=b, til_id=til_id)


# --- henvendelser og undersøkelser ---------------------------------------------------------------------------------

_GAMLE_UTFALL, _NYE_UTFALL = ("1", "1", "2", "2", "3", "4"), ("5", "6", "7", "8", "9", "10", "2", "2")


def _melding(d: _Lager, start: date) -> Rad:
    slutt = None if d.sjanse(25) else d.nar(start, 0, 3, 6, 7, 7, 8, 20)
    if slutt and d.sjanse(10):
        slutt = d.velg(d.kant(d.per), start - timedelta(1), d.kant(months_after(d.per, -12)))
    gyldig = _NYE_UTFALL if slutt and slutt >= date(2026, 1, 1) else _GAMLE_UTFALL
    utfall = d.rng.choice((*gyldig, *(_NYE_UTFALL if d.sjanse(10) else ()), "1"))
    d.ikke_v3 |= slutt is not None and utfall in ("5", "6", "7", "8", "9", "10")
    innhold = [(d.velg("1", "14", "18", "19", "4", "28", "32"), d.sjanse(70)) for _ in range(d.velg(0, 1, 1, 2))]
    if (start.year, d.sjanse(70)) == (2026, True) or d.sjanse(8):
        innhold = [("1.1.01", False)]
        d.ikke_v3 = True
    return d.rad(
        "henvendelse",
        start_dato=start,
        kode=d.velg("1", "2", "2", "2", "2", None),
        melder=[(d.velg("1", "11", "22", "23"), d.sjanse(60)) for _ in range(d.velg(0, 1, 1, 2))],
        saksinnhold=innhold,
        konklusjon_slutt_dato=slutt,
        konklusjon_kode=utfall if slutt else None,
        konklusjon_er_slettet=slutt is not None and d.sjanse(8),
    )


def _meldinger(d: _Lager) -> None:
    start = d.velg(d.tilbake(), d.nar(d.per, -9, -8, -7, -6, 0, 1), d.nar(months_after(d.per, -12), -8, -7, 0, 1))
    _melding(d, start)
    if d.sjanse(40):
        _melding(d, d.velg(start, d.nar(start, -30, -8, 9), d.kant(months_after(start, -12))))


def _undersokelse(d: _Lager) -> None:
    mottatt = d.velg(d.tilbake(), d.kant(months_after(d.per, -3) - timedelta(7)))
    meldinger = [_melding(d, mottatt)]
    meldinger += [_melding(d, d.nar(mottatt, -9, 0, 12, 40)) for _ in range(d.velg(0, 0, 1))]
    for rad in meldinger:
        rad["kode"] = rad["kode"] if rad["kode"] == "2" or d.sjanse(15) else "2"
    start = meldinger[0]["konklusjon_slutt_dato"] if d.sjanse(50) else None
    start = start or d.nar(mottatt, 0, 3, 6, 7, 7, 8, 20)
    fristene = [months_after(dag, n) for n in (3, 6) for dag in (start, mottatt + timedelta(7))]
    slutt = None if d.sjanse(35) else d.kant(d.rng.choice([*fristene, start + timedelta(30), d.per]))
    if slutt and d.sjanse(5):
        slutt = start - timedelta(1)
    utvidet = d.kant(d.rng.choice([*fristene[:2], start + timedelta(60), start])) if d.sjanse(45) else None
    utfall = d.velg("1", "1", "2", "3", "4", "4", "5", "6", *(("7", "9") if d.sjanse(30) else ()))
    d.ikke_v3 |= slutt is not None and utfall in ("7", "9")
    rad = d.rad(
        "undersokelse",
        start_dato=start,
        utvidet_frist_start_dato=utvidet,
        utvidet_frist_innvilget=d.velg(True, True, False, None) if utvidet else None,
        konklusjon_slutt_dato=slutt,
        konklusjon_kode=utfall if slutt else None,
        konklusjon_presisering_utfylt=slutt is not None and d.sjanse(40),
        vedtaksgrunnlag=["14"] if d.sjanse(70) else [],
        medvirkning=[],
    )
    ende = slutt or d.per
    if d.sjanse(55):
        dag = d.velg(start, d.nar(start, 5, 20), d.kant(ende))
        kode = d.velg("1.1", "1.2", "1.3", "1.4", "2.1", "2.1", "2.2")
        rad["medvirkning"] = [{"id": d.ny_id(), "start_dato": dag, "kode": kode}]
    for melding in meldinger:
        d.koble("henvendelse", melding, "undersokelse", rad)
    if d.sjanse(60):
        _plan(d, d.velg(d.kant(start), d.kant(start + timedelta(14)), d.kant(ende)), d.velg("7", "7", "8"))
    if d.sjanse(50):
        vedtak = _vedtak(d, d.velg(d.kant(ende), d.kant(start)), hjemmel("BVL2021", "3", "1"))
        d.koble("undersokelse", rad, "vedtak", vedtak, 75)
    if d.sjanse(30):
        d.rad(
            "oversendelse_nemnd", dato=d.velg(d.kant(ende), d.nar(start, -30, 3)), hjemmel=hjemmel("BVL2021", "5", "1")
        )
    if d.sjanse(25):
        _tiltak(d, d.velg(d.kant(months_after(ende, 3)), d.kant(start), d.kant(ende)), d.velg("6.1", "6.2"))
    if slutt and utfall == "4" and d.sjanse(70):
        ny = d.velg(d.kant(months_after(slutt, 6)), d.nar(slutt, 0, 1, 30))
        d.rad("undersokelse", start_dato=ny, utvidet_frist_start_dato=None, utvidet_frist_innvilget=None,
              konklusjon_slutt_dato=None, konklusjon_kode=None, konklusjon_presisering_utfylt=False,
              vedtaksgrunnlag=[], medvirkning=[])  # fmt: skip


# --- planer og tiltak ----------------------------------------------------------------------------------------------


def _plan(d: _Lager, start: date, kode: str) -> Rad:
    slutt = None if d.sjanse(65) else max(start, d.velg(d.kant(d.per), d.nar(d.per, -100, 30), start))
    dager = [d.kant(months_after(d.per, -n)) for n in (3, 4, 6)] + [d.kant(d.per), d.per - timedelta(400)]
    valgt = d.rng.sample(dager, d.velg(0, 0, 1, 2)) if kode == "1" else []
    return d.rad("plan", start_dato=start, kode=kode, slutt_dato=slutt, evaluering=[x for x in valgt if x >= start])


def _tiltak(d: _Lager, start: date, kode: str, lov: Rad | None = None, slutt: date | None = None) -> Rad:
    dager = [d.kant(months_after(d.per, -n)) for n in (3, 4, 6)] + [d.kant(d.per)]
    return d.rad(
        "tiltak",
        start_dato=start,
        kode=kode,
        hjemmel=lov or hjemmel("BVL2021", "3", "1"),
        jmfr=[],
        slutt_dato=slutt,
        evaluering=[x for x in d.rng.sample(dager, d.velg(0, 1, 1, 2)) if x >= start],
        medvirkning=[],
        tilsyn=None,
        oppfolging=None,
    )


def _slutt(d: _Lager, start: date) -> date | None:
    if d.sjanse(60):
        return None
    if d.sjanse(5):
        return start - timedelta(1)
    slutt: date = d.velg(d.kant(d.per), d.nar(d.per, -200, -30, 40), d.kant(months_after(start, 3)))
    return max(start, slutt)


_HJELP = (
    ("BVL2021", "3", "1"), ("BVL2021", "3", "1"), ("BVL2021", "3", "2"), ("BVL2021", "3", "4"), ("BVL2021", "3", "5"),
    ("BVL2021", "3", "6"), ("BVL", "4", "4"), ("BVL", "4", "4", "3"), ("BVL", "4", "4", "2", "3"), ("BVL", "3", "1"),
)  # fmt: skip


def _hjelp(d: _Lager) -> None:
    for _ in range(d.velg(1, 1, 2)):
        lov = hjemmel(*d.rng.choice(_HJELP))
        start = d.tilbake()
        grenser = [months_after(start, n) for n in (3, 6, 12)]
        slutt = _slutt(d, start) if d.sjanse(50) else d.kant(d.rng.choice(grenser))
        koder = ("3.1", "3.8", "3.9", "4.1", "4.2", "4.5", "6.1")
        nye = ("11.6", "11.10", "12.2", "12.3", "12.9") if d.ny else ()
        tiltak = _tiltak(d, start, d.rng.choice((*koder, *nye)), lov, slutt)
        if d.sjanse(60):
            vedtak = _vedtak(d, d.velg(d.kant(start), d.nar(start, -30, -7, 30)), lov)
            d.koble("vedtak", vedtak, "tiltak", tiltak)
    for _ in range(d.velg(0, 1, 1, 2)):
        _plan(d, d.velg(d.tilbake(), d.per - timedelta(500)), d.velg("1", "1", "1", "2", "5"))


_OMSORG = (
    ("BVL2021", "5", "1"), ("BVL2021", "5", "1"), ("BVL2021", "5", "12"), ("BVL", "4", "12"), ("BVL", "4", "8"),
    ("BVL", "4", "8", "1"), ("BVL", "4", "8", "2"), ("BVL", "4", "8", "1", "3"), ("BVL2021", "3", "2"),
    ("BVL2021", "4", "2"), ("BVL", "4", "6", "2"), ("BVL2021", "6", "1"),
)  # fmt: skip
_FOSTER = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99")
_FOSTER_NY = ("15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5")


def _foster(d: _Lager) -> None:
    lov = hjemmel(*d.rng.choice(_OMSORG))
    forste = months_after(d.per, -12) + timedelta(1)
    start = d.velg(d.tilbake(), d.kant(forste), d.kant(months_after(d.per, -24)), d.nar(d.per, -1200, -800, -183, -182))
    tiltak = _tiltak(d, start, d.rng.choice((*_FOSTER, *(_FOSTER_NY if d.ny else ()))), lov, _slutt(d, start))
    if lov["paragraf"] == "8" and d.sjanse(30):
        tiltak["jmfr"] = [hjemmel("BVL", "4", "12")]
    tiltak["oppfolging"] = _besok(d, start, forste, tilsyn=False)
    tiltak["tilsyn"] = _besok(d, start, forste, tilsyn=True)
    tiltak["medvirkning"] = _medvirkninger(d, start)
    for kode, prosent in (("4", 50), ("6", 50), ("1", 20), ("3", 10)):
        if d.sjanse(prosent):
            _plan(d, d.velg(d.kant(start), d.tilbake()), kode)
    if d.sjanse(30):
        _tiltak(d, d.kant(start), d.velg("6.1", "6.2", *(("14.1", "14.2", "14.3") if d.ny else ())))
    if d.sjanse(60):
        vedtak = _vedtak(d, d.velg(d.kant(start), d.kant(start - timedelta(42)), d.nar(start, -20, 30)), lov)
        d.koble("vedtak", vedtak, "tiltak", tiltak)
    if d.sjanse(20):
        varig = _vedtak(d, d.velg(d.kant(months_after(start, 24)), date(2026, 2, 1)), hjemmel("BVL2021", "5", "12"))
        d.koble("vedtak", varig, "tiltak", tiltak)
    if d.sjanse(25):
        annet = d.kant(start + timedelta(d.velg(0, -95, 95, -700, 30)))
        _tiltak(
            d,
            annet,
            d.velg("1.1", "2.1", "8.2", "2.5"),
            lov,
            d.velg(None, d.kant(start + timedelta(90)), _slutt(d, annet)),
        )
    if d.sjanse(25):
        d.rad("flytting", dato=d.kant(d.tilbake()), arsak=d.velg("1.1.1", "1.1.5", "1.2.3", "2.9", "2.1"),
              arsak_pres=d.sjanse(60), til=d.velg("1", "8", "8", "4"), til_pres=d.sjanse(60))  # fmt: skip


def _medvirkninger(d: _Lager, start: date) -> list[Rad]:
    dager = [d.kant(months_after(d.per, -6)), d.kant(d.per), max(start, date(2025, 12, 31)), start]
    koder = ("1.1", "1.1", "1.2", "1.3", "2.1", "2.2")
    return [
        {"id": d.ny_id(), "start_dato": dag, "kode": d.rng.choice(koder)}
        for dag in d.rng.sample(dager, d.velg(0, 0, 1, 2))
    ]


def _besok(d: _Lager, start: date, forste: date, *, tilsyn: bool) -> Rad | None:
    if d.sjanse(12):
        return None
    bestemt = [start, forste, d.kant(months_after(start, 24)), d.nar(d.per, -182, -90, 0), months_after(start, 26)]
    hyppighet = []
    for _ in range(d.velg(1, 1, 2)):
        antall, enhet = d.velg(4, 4, 2), "ar"
        if d.ny and not tilsyn:
            antall, enhet = d.velg((4, "ar"), (2, "ar"), (1, "maned"), (3, "ar"), (1, "uke"), (0, "maned"))
        hyppighet.append({"id": d.ny_id(), "start_dato": d.rng.choice(bestemt), "antall": antall, "enhet": enhet})
    vindu = [d.kant(months_after(d.per, -n)) for n in (3, 6, 9, 12)] + [d.kant(d.per)]
    vindu += [forste + timedelta(d.rng.randrange(365)) for _ in range(4)] + [
        d.kant(start),
        d.kant(months_after(start, 1)),
    ]
    utfort = d.rng.sample(vindu, d.velg(0, 1, 2, 4, 5, 6))
    besok: Rad = {"hyppighet": hyppighet, "utfort": utfort}
    if tilsyn:
        fra = d.velg(start, start, d.kant(start), start - timedelta(60))
        kommune = d.velg(EGEN_KOMMUNE, EGEN_KOMMUNE, "9998")
        besok["ansvarlig"] = [{"id": d.ny_id(), "start_dato": fra, "kommunenummer": kommune}]
    return besok


def _institusjon(d: _Lager) -> None:
    lov = d.velg(("BVL2021", "6", "2"), ("BVL2021", "6", "1"), ("BVL2021", "5", "1"), ("BVL2021", "3", "2"),
                 ("BVL2021", "4", "2"), ("BVL2021", "4", "4"), ("BVL2021", "3", "6"), ("BVL", "4", "24"))  # fmt: skip
    start = d.tilbake()
    slutt = _slutt(d, start) if d.sjanse(60) else d.kant(start + timedelta(d.velg(7, 28)))
    kode = d.velg("1.1", "1.1", "1.99", *(("15.2.1", "15.2.2", "15.2.3") if d.ny else ()))
    tiltak = _tiltak(d, start, kode, hjemmel(*lov), slutt)
    tiltak["medvirkning"] = _medvirkninger(d, start)
    for _ in range(d.velg(0, 1, 1, 2)):
        plan = _plan(d, d.kant(start + timedelta(d.velg(0, 7, 28, 28, -200))), d.velg("1", "2", "2", "4", "8"))
        if d.sjanse(20) and plan["start_dato"] < start:
            plan["slutt_dato"] = d.kant(start)
    vedtak = _vedtak(d, d.velg(d.kant(start), d.kant(start - timedelta(42))), hjemmel(*lov))
    d.koble("vedtak", vedtak, "tiltak", tiltak)


# --- vedtak og akutt -----------------------------------------------------------------------------------------------


def _vedtak(d: _Lager, start: date, lov: Rad) -> Rad:
    grenser = [start + timedelta(n) for n in (7, 14, 21, 42)]
    slutt = d.kant(d.rng.choice(grenser)) if d.sjanse(30) else None
    if slutt and d.sjanse(6):
        slutt = start - timedelta(3)
    status = [{"id": d.ny_id(), "dato": d.nar(start, 0, 2, 9), "kode": d.velg("1", "1", "2")}]
    if d.sjanse(25):
        status.append({"id": d.ny_id(), "dato": d.kant(d.rng.choice(grenser)), "kode": d.velg("3", "4", "1")})
    if d.sjanse(2):
        status[0] = {"id": d.ny_id(), "dato": start - timedelta(2), "kode": d.velg("3", "4")}
    bortfall = slutt or (d.kant(start + timedelta(42)) if d.sjanse(15) else None)
    krav = []
    if d.sjanse(12):
        mottatt = d.tilbake()
        kode = d.velg("1", "1", "2", "9", None)
        dato = d.kant(months_after(mottatt, d.velg(1, 3, 3, 6))) if kode else None
        krav = [{"id": d.ny_id(), "mottatt": mottatt, "kode": kode, "dato": dato}]
    return d.rad(
        "vedtak", start_dato=start, hjemmel=lov, jmfr=[], slutt_dato=slutt, bortfall=bortfall,
        ny_bortfall=bortfall + timedelta(30) if bortfall and d.sjanse(15) else None, status=status, krav=krav,
    )  # fmt: skip


_AKUTT = (
    ("BVL2021", "4", "1"), ("BVL2021", "4", "2"), ("BVL2021", "4", "2"), ("BVL2021", "4", "2"), ("BVL2021", "4", "3"),
    ("BVL2021", "4", "4"), ("BVL2021", "4", "5"), ("BVL2021", "4", "6"), ("BVL2021", "7", "7"), ("BVL2021", "4", "9"),
    ("BVL", "4", "6"), ("BVL", "4", "6", "1"), ("BVL", "4", "6", "2"), ("BVL", "4", "9"), ("BVL", "4", "25", "2"),
    ("BVL", "4", "29"), ("BVL", "4", "29", "4"), ("BVL", "4", "29", "1"), ("BVL", "4", "29", "1", "4"),
    ("BVL", "4", "6", "1", "2"),
)  # fmt: skip


def _akutt(d: _Lager) -> None:
    lov = d.rng.choice(_AKUTT)
    start = d.tilbake()
    if lov[0] == "BVL" and d.sjanse(60):
        start = d.nar(date(2022, 12, 31), -60, -20, 0, 1, 30)
    vedtak = _vedtak(d, start, hjemmel(*lov))
    frist = start + timedelta(d.velg(14, 21, 42, 42))
    if d.sjanse(70):
        slutt = d.velg(None, d.kant(frist), _slutt(d, start), d.kant(start + timedelta(14)))
        kode = d.velg("2.5", "2.6", "1.1", "2.1", *(("15.1.4", "15.1.5", "15.2.2") if d.ny else ()))
        tiltak = _tiltak(d, d.nar(start, 0, 0, 1), kode, hjemmel(*lov), slutt)
        tiltak["medvirkning"] = _medvirkninger(d, start)
        d.koble("vedtak", vedtak, "tiltak", tiltak)
    if d.sjanse(45):
        d.rad("oversendelse_nemnd", dato=d.velg(d.kant(frist), d.kant(start), d.nar(start, 3, -20)),
              hjemmel=hjemmel("BVL2021", "5", "1"))  # fmt: skip
    if d.sjanse(50):
        _plan(d, d.velg(d.kant(start), d.kant(start + timedelta(14)), d.nar(start, -60, 5)), d.velg("8", "8", "2"))
    if d.sjanse(25):
        igjen = d.velg(d.kant(start + timedelta(42)), d.nar(start, 0, 1, 10, 20))
        _vedtak(d, igjen, hjemmel(*d.velg(lov, ("BVL2021", "4", "2"), ("BVL2021", "4", "4"))))
    if d.sjanse(20):
        _tiltak(d, d.kant(start), d.velg("6.1", "6.2"))


def _ettervern(d: _Lager) -> None:
    """Round the 18th birthday; the birth date is set to match."""
    atten = d.velg(
        d.kant(d.per), d.nar(d.per, -43, -42, -30, -200, 20), d.kant(months_after(d.per, -6)), months_after(_SKUDD, 216)
    )
    d.sak["fodt"] = months_after(atten, -216) if atten != months_after(_SKUDD, 216) else _SKUDD
    lov = hjemmel(*d.velg(*_HJELP, *_OMSORG))
    start = d.nar(atten, -400, -43, -42, -1, 0, 1)
    _tiltak(d, start, d.velg("3.1", "2.2", "4.6"), lov, d.velg(None, None, d.kant(atten), d.kant(d.per)))
    if d.sjanse(50):
        ny = _tiltak(d, d.kant(atten), "4.6", hjemmel("BVL2021", "3", "6"), _slutt(d, atten))
        d.koble("vedtak", _vedtak(d, d.nar(atten, -183, -5, 0, 1), hjemmel("BVL2021", "3", "6")), "tiltak", ny)
    if d.sjanse(60):
        sendt = d.velg(
            d.kant(atten), d.kant(months_after(atten, -6)), d.nar(atten, -30, 40), d.kant(months_after(d.per, -1))
        )
        slutt = d.velg(None, d.kant(months_after(sendt, 1)), d.kant(d.per))
        d.rad(
            "ettervern",
            tilbud_sendt_dato=sendt,
            konklusjon_slutt_dato=slutt,
            konklusjon_kode=d.velg("1", "2", "3") if slutt else None,
        )
    if d.sjanse(60):
        _plan(d, d.velg(d.kant(atten), d.kant(d.per), d.nar(atten, -300)), d.velg("5", "5", "1"))


_DELER: tuple[Callable[[_Lager], None], ...] = (
    _meldinger, _undersokelse, _hjelp, _foster, _institusjon, _akutt, _ettervern,
)  # fmt: skip


# --- barnet og saken -----------------------------------------------------------------------------------------------


def duf(rng: Random, *, gyldig: bool = True) -> str:
    """A made-up number that foreigners are given: year, serial number and two control digits."""
    ti = f"20{rng.randrange(10, 24)}{rng.randrange(10**6):06d}"
    kontroll = sum(int(a) * b for a, b in zip(ti, (4, 6, 3, 2, 4, 6, 3, 2, 7, 5), strict=True)) % 11
    return f"{ti}{kontroll if gyldig else (kontroll + 1) % 11:02d}"


def _fodt(d: _Lager) -> date:
    alder = d.velg(7, 8, 11, 12, 15, 15, 18, 18, 25)
    runde = months_after(d.kant(d.per), -12 * alder)
    midt = months_after(d.per - timedelta(d.rng.randrange(365)), -12 * d.velg(15, 18))
    return d.rng.choice((runde, midt, _SKUDD, date(2014, 5, 17), date(2014, 5, 17), date(2016, 9, 3)))


def _personer(d: _Lager, start: date) -> None:
    if d.sjanse(3):
        return
    fodt = d.sak.pop("fodt", None) or _fodt(d)
    ukjent = d.ny and d.sjanse(10)
    for nummer in range(d.velg(1, 1, 1, 2)):
        har_duf = d.sjanse(25)
        d.rad(
            "personalia",
            start_dato=max(start, fodt) + timedelta(nummer),
            fodselsdato=None if ukjent else fodt,
            fnr=not ukjent,
            kjonn=d.velg("1", "1", "1", "1", "2") if d.sjanse(40) else "1",
            duf=duf(d.rng, gyldig=d.sjanse(85)) if har_duf else None,
        )


def _forste_dag(sak: Rad) -> date:
    dager = [rad["start_dato"] for tabell in TABELLER for rad in sak[tabell] if rad.get("start_dato")]
    dager += [rad["dato"] for tabell in ("flytting", "oversendelse_nemnd") for rad in sak[tabell]]
    dager += [rad["tilbud_sendt_dato"] for rad in sak["ettervern"]]
    return min(dager, default=date(2023, 5, 5))


def _sak(fro: int, nummer: int) -> Rad:
    rng = Random(f"bred/{fro}/{nummer}")
    d = _Lager(rng, rng.choice(PER_DAGER), ny=rng.randrange(100) < 25)
    for del_ in rng.sample(_DELER, rng.choice((1, 1, 2, 2, 3))) if rng.randrange(100) >= 2 else ():
        del_(d)
    start = _forste_dag(d.sak) - timedelta(rng.randrange(1, 60))
    _personer(d, start)
    d.sak.pop("fodt", None)
    slutt = max(start, d.velg(d.kant(d.per), d.nar(d.per, -100, 40))) if d.sjanse(10) else None
    formater = ("v5",) if d.ny else FORMATER if not d.ikke_v3 else ("v4", "v5", "kart")
    return {
        "navn": f"{fro}/{nummer}", "sak_id": d.ny_id(), "innsending_id": d.ny_id(), "start_dato": start,
        "slutt_dato": slutt, "er_slettet": d.sjanse(2), "formater": formater, **d.sak,
    }  # fmt: skip


def lag_saker(fro: int, antall: int) -> list[Rad]:
    """``antall`` cases; case number ``n`` is the same whatever the count."""
    return [_sak(fro, nummer) for nummer in range(antall)]


def alle_rader(saker: Sequence[Rad], tabell: str) -> list[Rad]:
    return [rad for sak in saker for rad in sak[tabell]]
