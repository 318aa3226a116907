"""The key for decisions: acute ones (AKU), those of nemnda (OMS-12, OMS-24, OMS-25) and their act (VED).

Long because it has one function for each rule, and each is read beside the rule's own words.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ..cases import months_after
from .grunn import (
    ALT,
    BRUDD,
    DELVIS,
    FOSTER,
    IKKE_BRUDD,
    OPPFYLT,
    UAKTUELT,
    UAVKLART,
    UKE,
    Bilde,
    Svar,
    frist,
    fritt,
    i_kraft,
    lov,
    regel,
    svar,
)  # fmt: skip
from .saker import Rad

Rader = Iterator[tuple[str, str, Svar]]
NY_LOV, UTREISE, SAMVAER = date(2023, 1, 1), date(2026, 1, 23), date(2026, 1, 1)
_TO_UKER, _SEKS_UKER = timedelta(14), timedelta(42)


def _status(v: Rad, *koder: str) -> list[date]:
    return sorted(s["dato"] for s in v["status"] if s["kode"] in koder)


def _ender(v: Rad) -> list[date]:
    """The days the decision ended, lapsed (3) or was refused (4)."""
    return sorted([*([v["ende"]] if v["ende"] else []), *_status(v, "3", "4")])


@regel("VED-01", "lov")
def ved_01(b: Bilde) -> Rader:
    for v in b["vedtak"]:
        riktig = "BVL" if v["start_dato"] < NY_LOV else "BVL2021"
        godt = v["hjemmel"]["lov"] in (riktig, "BL1981")
        yield "lov", v["id"], svar(OPPFYLT if godt else BRUDD, telles=v["start_dato"])


# --- acute ---------------------------------------------------------------------------------------------------------

SIKKERT, USIKKERT = "sikkert", "usikkert"


def akutt(v: Rad) -> tuple[str, str] | None:
    """The paragraph of today's act that an acute decision answers to, and whether that is certain; None: it is not one.

    Pairs of the acts: § 4-6 (2) and § 4-2; § 4-25 and § 4-4; § 4-29 (4) and § 4-5; § 4-9 and §§ 4-2 or 4-3.
    """
    lov_, kapittel, paragraf = lov(v)
    ledd, gammel = set(v["hjemmel"]["ledd"]), v["start_dato"] < NY_LOV
    if lov_ == "BVL2021":
        if (kapittel, paragraf) == ("7", "7"):
            return "7-7", SIKKERT
        return (f"4-{paragraf}", SIKKERT) if kapittel == "4" and paragraf in "23456" else None
    if kapittel != "4":
        return None
    if paragraf == "6":
        if not ledd:
            return "4-2", SIKKERT if gammel else USIKKERT
        return ("4-2", SIKKERT) if ledd != {"1"} else None  # the first subsection alone is § 4-1
    if paragraf == "9":
        return "4-2", SIKKERT if gammel else USIKKERT
    if paragraf == "25":
        return "4-4", SIKKERT
    if paragraf == "29":
        if not ledd:
            return "4-5", USIKKERT
        return ("4-5", SIKKERT) if "4" in ledd else None
    return None


def _akutte(b: Bilde) -> Iterator[tuple[Rad, str, bool]]:
    for v in b["vedtak"]:
        if funnet := akutt(v):
            yield v, funnet[0], funnet[1] == USIKKERT


@regel("AKU-01", "lov")
def aku_01(b: Bilde) -> Rader:
    for v in b["vedtak"]:
        if (v["hjemmel"]["lov"], v["hjemmel"]["kapittel"]) != ("BVL2021", "4"):
            continue
        if v["start_dato"] < NY_LOV:
            yield "lov", v["id"], svar(UAKTUELT)
        else:
            fantes = "123456" if v["start_dato"] >= UTREISE else "12345"
            yield "lov", v["id"], svar(OPPFYLT if v["hjemmel"]["paragraf"] in fantes else BRUDD, telles=v["start_dato"])


def _for_ikrafttredelse(v: Rad, paragraf: str) -> bool:
    return (paragraf == "4-6" and v["start_dato"] < UTREISE) or (paragraf == "7-7" and v["start_dato"] < SAMVAER)


@regel("AKU-02", "lokal")
def aku_02(b: Bilde) -> Rader:
    for v, paragraf, usikkert in _akutte(b):
        provd = _status(v, "1", "3", "4")
        for_vedtaket = any(dag < v["start_dato"] for dag in provd)
        svaret = frist(
            v["start_dato"],
            v["start_dato"] + UKE,
            min(provd, default=None),
            v["start_dato"],
            b.per,
            telles=v["start_dato"],
        )
        if _for_ikrafttredelse(v, paragraf) or for_vedtaket:
            yield "lokal", v["id"], svar(*ALT)
        elif usikkert and lov(v) != ("BVL", "4", "9"):
            yield "lokal", v["id"], svar(*{*svaret.utfall, UAVKLART}, kan_mangle=True)
        else:
            yield "lokal", v["id"], svaret


@regel("AKU-05", "lov", "lokal")
def aku_05(b: Bilde) -> Rader:
    yield from _gammelt_ledd(b)
    for v, paragraf, usikkert in _akutte(b):
        if paragraf not in ("4-2", "4-4", "4-5"):
            continue
        start = v["start_dato"]
        if start < NY_LOV:
            for variant in ("lov", "lokal"):  # no such duty then
                yield variant, v["id"], svar(UAKTUELT, kan_mangle=v["hjemmel"]["lov"] == "BVL" or usikkert)
            continue
        gjaldt = [p for p in b.planer("8") if p["start_dato"] >= start or i_kraft(p, start)]
        for variant, planer in (("lov", gjaldt), ("lokal", [p for p in gjaldt if p["start_dato"] <= start + _TO_UKER])):
            svaret = _uten_plan(b, v) if not planer else svar(OPPFYLT, telles=start)
            yield variant, v["id"], svar(*IKKE_BRUDD, kan_mangle=True) if usikkert else svaret


def _gammelt_ledd(b: Bilde) -> Rader:
    """Filed on a ledd of the old act that is not about acute moves: a row that says so, or none."""
    for v in b["vedtak"]:
        if lov(v) in (("BVL", "4", "6"), ("BVL", "4", "29")) and v["start_dato"] >= NY_LOV and not akutt(v):
            for variant in ("lov", "lokal"):
                yield variant, v["id"], svar(UAKTUELT, kan_mangle=True)


def _uten_plan(b: Bilde, v: Rad) -> Svar:
    start, ender = v["start_dato"], _ender(v)
    felt = {"telles": start}
    if any(dag < start for dag in ender):
        return svar(UAVKLART, **felt)
    if ender and ender[0] <= start + _TO_UKER:
        return svar(UAKTUELT, **felt)
    if b.per <= start + _TO_UKER:
        return svar(UAKTUELT, **felt)
    hjem = [t for t in b.koblet_fra(v, "vedtak", "tiltak") if t["slutt_dato"] and t["slutt_dato"] <= start + _TO_UKER]
    # «Flyttet barnet hjem innen to uker» stands in the guidance, but not in the requirement.
    return svar(BRUDD, *((UAKTUELT,) if hjem else ()), **felt)


@regel("AKU-07", "lov")
def aku_07(b: Bilde) -> Rader:
    for v, paragraf, usikkert in _akutte(b):
        lengde = {"4-4": 14, "4-5": 14, "7-7": 21}.get(paragraf, 42)
        svaret = _begjaring(b, v, timedelta(lengde))
        if _for_ikrafttredelse(v, paragraf):
            yield "lov", v["id"], svar(UAKTUELT)
        elif usikkert and lov(v) != ("BVL", "4", "9"):  # under § 4-9 the limit is six weeks either way
            yield "lov", v["id"], svar(*IKKE_BRUDD, kan_mangle=True)
        elif lov(v) == ("BVL2021", "4", "3") and v["start_dato"] < NY_LOV:
            yield "lov", v["id"], svar(*{*svaret.utfall, UAVKLART})
        else:
            yield "lov", v["id"], svaret


def _begjaring(b: Bilde, v: Rad, lengde: timedelta) -> Svar:
    start = v["start_dato"]
    siste = start + lengde
    felt: dict[str, Any] = {"telles": start, "frist_dato": siste}
    # Either the begjæring itself or the decision's own status 2, «begjæring oversendt nemnd».
    sendt = sorted([*(o["dato"] for o in b["oversendelse_nemnd"] if o["dato"] >= start), *_status(v, "2")])
    ender = _ender(v)
    if sendt and sendt[0] <= siste:
        samme_dag = sendt == [start] * len(sendt)
        return svar(OPPFYLT, **felt) if not samme_dag else svar(OPPFYLT, *_begjaring_uten(b, v, siste, ender).utfall)
    return _begjaring_uten(b, v, siste, ender)


def _begjaring_uten(b: Bilde, v: Rad, siste: date, ender: list[date]) -> Svar:
    start = v["start_dato"]
    felt: dict[str, Any] = {"telles": start, "frist_dato": siste}
    if any(dag < start for dag in ender):
        return svar(UAVKLART, telles=start)
    if ender and ender[0] <= siste:
        return svar(UAKTUELT, **felt)
    tiltak = b.koblet_fra(v, "vedtak", "tiltak")
    slutt = [t for t in tiltak if t["slutt_dato"] and t["slutt_dato"] <= siste]
    if any(t["slutt_dato"] < max(start, t["start_dato"]) for t in slutt):
        return svar(*ALT)
    if slutt and (len(slutt) < len(tiltak) or ender):
        return svar(DELVIS, BRUDD, *((UAKTUELT,) if b.per <= siste else ()), **felt)
    if slutt:
        return svar(DELVIS, *((UAKTUELT,) if b.per <= siste else ()), **felt)
    return svar(UAKTUELT if b.per <= siste else BRUDD, **felt)


@regel("AKU-09", "register")
def aku_09(b: Bilde) -> Rader:
    alle = [(v, usikkert) for v, paragraf, usikkert in _akutte(b) if paragraf in ("4-2", "4-4", "4-5")]
    feil_lov = {v["id"] for v, _ in alle if (v["hjemmel"]["lov"] == "BVL") != (v["start_dato"] < NY_LOV)}
    for v, usikkert in alle:
        svaret = svar(OPPFYLT, telles=v["start_dato"])
        if v["ende"] and v["ende"] < v["start_dato"]:
            yield "register", v["id"], svar(UAVKLART, kan_mangle=usikkert)
            continue
        for a, usikker in alle:
            if a is v or not v["start_dato"] - _SEKS_UKER <= a["start_dato"] <= v["start_dato"]:
                continue
            slutt = min(r["ende"] or b.per for r in (a, v))
            dager = (slutt - v["start_dato"]).days + 1
            bakvendt = any(r["ende"] and r["ende"] < r["start_dato"] for r in (a, v))
            tvil = (
                usikker
                or bakvendt
                or a["start_dato"] == v["start_dato"]
                or _status(a, "3", "4")
                or _status(v, "3", "4")
            )
            if tvil or a["id"] in feil_lov:
                svaret = svar(*ALT)
                break
            if dager > 1:
                svaret = svar(BRUDD, telles=v["start_dato"])
        if usikkert or v["id"] in feil_lov:
            svaret = svar(*{*svaret.utfall, UAVKLART}, kan_mangle=True)
        yield "register", v["id"], svaret


@regel("AKU-04", "lov")
def aku_04(b: Bilde) -> Rader:
    for t in b["tiltak"]:
        lov_, kapittel, paragraf = lov(t)
        if (lov_, kapittel) != ("BVL2021", "4") or paragraf not in "1245":
            continue
        koder = {m["kode"] for m in t["medvirkning"]}
        felt = {"telles": t["start_dato"]}
        if t["start_dato"] < date(2026, 1, 1):
            yield "lov", t["id"], svar(UAKTUELT)
        elif b.format == "kart":
            yield "lov", t["id"], svar(*ALT)  # a sheet does not say which owners it has room for
        elif b.format != "v5":
            yield "lov", t["id"], svar(UAVKLART)
        elif any(m["start_dato"] < t["start_dato"] for m in t["medvirkning"]):
            yield "lov", t["id"], svar(*ALT)  # heard before the measure began: the words do not say
        elif koder - {"2.1"}:
            yield "lov", t["id"], svar(OPPFYLT, **felt)
        elif koder:
            yield "lov", t["id"], svar(DELVIS, **felt)
        else:
            yield "lov", t["id"], svar(UAKTUELT if b.per <= t["start_dato"] + UKE else BRUDD, **felt)


@regel("AKU-10", "lokal")
def aku_10(b: Bilde) -> Rader:
    utenfor = {"1.1", "1.99", "2.2", "2.3", "2.5", "2.99", "15.1.2", "15.1.3", "15.1.4", "15.2.1", "15.2.2", "15.2.3"}
    familie = {"2.1", "2.6", "15.1.1", "15.1.5"}
    for t in b["tiltak"]:
        if t["kode"] not in utenfor | familie:
            continue
        if lov(t) not in (("BVL2021", "4", "2"), ("BVL", "4", "6"), ("BVL", "4", "9")):
            continue
        if lov(t) == ("BVL", "4", "6") and "1" in t["hjemmel"]["ledd"]:
            yield "lokal", t["id"], fritt()  # a child without care: the words say «akutt», and no more
            continue
        if t["start_dato"] < date(2018, 7, 1):
            yield "lokal", t["id"], svar(UAKTUELT)
            continue
        forst = {n["kode"] for n in b["tiltak"] if n["start_dato"] <= t["start_dato"]}
        if t["kode"] in familie or forst & {"6.1", "6.2", "14.1", "14.2"}:
            yield "lokal", t["id"], svar(OPPFYLT, telles=t["start_dato"])
        else:
            yield "lokal", t["id"], svar(BRUDD, *((OPPFYLT,) if "14.3" in forst else ()), telles=t["start_dato"])


# --- nemnda --------------------------------------------------------------------------------------------------------


@regel("OMS-12", "lov")
def oms_12(b: Bilde) -> Rader:
    """The six weeks run from nemnda's own day: approved later than the day it is filed on, a breach is sure only when
    nothing has begun and six weeks have gone since the approval too."""
    senere = {
        v["id"]
        for v in b["vedtak"]
        for dag in _status(v, "1")
        if dag > v["start_dato"] and (dag >= b.per - _SEKS_UKER or b.koblet_fra(v, "vedtak", "tiltak"))
    }
    for variant, id_, svaret in _fra_vedtaksdagen(b):
        brudd = id_ in senere and BRUDD in svaret.utfall
        yield variant, id_, svar(*({*svaret.utfall} - {BRUDD} | {UAVKLART})) if brudd else svaret


def _fra_vedtaksdagen(b: Bilde) -> Rader:
    paragrafer = {
        ("BVL2021", "5", "1"),
        ("BVL2021", "6", "2"),
        ("BVL2021", "6", "6"),
        ("BVL", "4", "12"),
        ("BVL", "4", "24"),
        ("BVL", "4", "29"),
    }
    for v in b["vedtak"]:
        if lov(v) not in paragrafer:
            continue
        if lov(v) == ("BVL", "4", "29"):
            ledd = v["hjemmel"]["ledd"]
            if "4" in ledd:
                continue
            if not ledd:
                yield "lov", v["id"], fritt()
                continue
        start = v["start_dato"]
        siste = start + _SEKS_UKER
        felt: dict[str, Any] = {"frist_dato": siste, "telles": start}
        utsatt = v["ny_bortfall"]  # the head of nemnda has put the limit off
        begynt = sorted(t["start_dato"] for t in b.koblet_fra(v, "vedtak", "tiltak"))
        ender = _ender(v)
        if begynt and begynt[0] < start:
            yield "lov", v["id"], svar(*IKKE_BRUDD)  # in place before the decision: the words do not say
        elif begynt and begynt[0] <= siste:
            yield "lov", v["id"], svar(OPPFYLT, faktisk_dato=begynt[0], **felt)
        elif utsatt and begynt and begynt[0] <= utsatt:
            yield "lov", v["id"], svar(OPPFYLT)
        elif utsatt and b.per <= utsatt:
            yield "lov", v["id"], svar(UAKTUELT, UAVKLART)
        elif any(dag < start for dag in ender):
            yield "lov", v["id"], svar(UAVKLART, UAKTUELT)
        elif ender and ender[0] < siste:
            yield "lov", v["id"], svar(UAKTUELT, **felt)
        elif ender and ender[0] == siste:
            yield "lov", v["id"], svar(BRUDD, **felt)
        else:
            yield "lov", v["id"], svar(UAKTUELT if b.per <= siste else BRUDD, **felt)


@regel("OMS-24", "lov", "seks-maneder")
def oms_24(b: Bilde) -> Rader:
    for v in b.alt["vedtak"]:
        if v["start_dato"] > b.per:  # received before the decision it is about: the words do not say
            yield from ((variant, k["id"], fritt()) for k in v["krav"] for variant in ("lov", "seks-maneder"))
    for v in b["vedtak"]:
        for k in v["krav"]:
            for variant, maneder in (("lov", 3), ("seks-maneder", 6)):
                yield variant, k["id"], _krav(b, k, months_after(k["mottatt"], maneder))


def _krav(b: Bilde, k: Rad, siste: date) -> Svar:
    tid = {"telles": k["dato"]} if k["dato"] else {"apen_fra": k["mottatt"]}
    felt = {"start_dato": k["mottatt"], "frist_dato": siste, **tid}
    if k["kode"] == "9":
        return svar(*ALT)  # «annet»: the words do not say
    if k["dato"] and k["dato"] < k["mottatt"]:
        return svar(UAVKLART, telles=k["dato"])
    if k["kode"] == "1":
        return svar(OPPFYLT if k["dato"] <= siste else BRUDD, faktisk_dato=k["dato"], **felt)
    if k["kode"] == "2":
        if k["dato"] is None:  # v5 has no day for a claim that lapsed
            return svar(UAVKLART, *((UAKTUELT,) if b.per <= siste else ()))
        return svar(UAKTUELT if k["dato"] <= siste else BRUDD, **felt)
    # A sheet may say how it ended without a day, so one that ended later than the judging day looks like one of those.
    return svar(UAKTUELT if b.per <= siste else BRUDD, *((UAVKLART,) if b.format == "kart" else ()), **felt)


@regel("OMS-25", "lov")
def oms_25(b: Bilde) -> Rader:
    for v in b["vedtak"]:
        if lov(v) != ("BVL2021", "5", "12"):
            continue
        dag = v["start_dato"]
        if dag < date(2026, 1, 1):
            yield "lov", v["id"], svar(UAKTUELT)
            continue
        hjem = [t for t in b["tiltak"] if t["kode"] in FOSTER]
        bodd = [t for t in hjem if i_kraft(t, dag)]
        if _status(v, "4"):
            yield "lov", v["id"], svar(UAKTUELT)
        elif any(months_after(t["start_dato"], 24) <= dag for t in bodd):
            yield "lov", v["id"], svar(OPPFYLT, telles=dag)
        elif not bodd:
            yield "lov", v["id"], svar(*IKKE_BRUDD, BRUDD)
        else:
            # An earlier home can only make up the two years when it began two years before.
            for_ = [t for t in hjem if t not in bodd and months_after(t["start_dato"], 24) <= dag]
            yield (
                "lov",
                v["id"],
                svar(UAVKLART, *((BRUDD,) if for_ and len(bodd) > 1 else ()))
                if for_
                else svar(BRUDD, *((UAVKLART,) if len(bodd) > 1 else ()), telles=dag),
            )
