"""The key for measures: support (HJE), care and foster homes (OMS), supervision (TIL).

Long because it has one function for each rule, and each is read beside the rule's own words.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..cases import months_after
from .grunn import (
    ALT,
    BRUDD,
    DAG,
    FOSTER,
    IKKE_BRUDD,
    NETTVERK,
    OPPFYLT,
    UAKTUELT,
    UAVKLART,
    UKE,
    VARIG_FRA,
    Bilde,
    Svar,
    er_hjelp,
    er_omsorg,
    etter,
    frist,
    fritt,
    i_kraft,
    lov,
    regel,
    svar,
    varig,
)  # fmt: skip
from .saker import Rad

Rader = Iterator[tuple[str, str, Svar]]
_SEKS_UKER = timedelta(42)


def _bakover(b: Bilde, maneder: int) -> tuple[date, date]:
    """The window (per − months, per]."""
    return months_after(b.per, -maneder) + DAG, b.per


# --- HJE -----------------------------------------------------------------------------------------------------------


def _hjelp(b: Bilde) -> list[Rad]:
    return [t for t in b["tiltak"] if er_hjelp(t) and i_kraft(t, b.per)]


def _bakvendt(b: Bilde) -> list[Rad]:
    """Measures that ended before they began: in force on no day, so no row; or one that says a person must look."""
    return [t for t in b["tiltak"] if t["slutt_dato"] is not None and t["slutt_dato"] < t["start_dato"]]


def evaluert(b: Bilde, tiltak: Rad) -> list[date]:
    """The plan in the case, ended or not; in v5 the measure itself."""
    if b.format == "v5":
        return list(tiltak["evaluering"])
    return [dag for plan in b.planer("1") for dag in plan["evaluering"]]


@regel("HJE-04", "retningslinje", "lokal")
def hje_04(b: Bilde) -> Rader:
    for t in _bakvendt(b):
        if er_hjelp(t):
            yield from ((v, t["id"], fritt(UAVKLART, UAKTUELT)) for v in ("retningslinje", "lokal"))
    for t in _hjelp(b):
        if months_after(t["start_dato"], 3) > b.per:
            continue
        for variant, maneder in (("retningslinje", 3), ("lokal", 4)):
            if b.voksen() or months_after(t["start_dato"], maneder) > b.per:
                yield variant, t["id"], svar(UAKTUELT)
            else:
                nylig = etter(evaluert(b, t), *_bakover(b, maneder))
                yield variant, t["id"], svar(OPPFYLT if nylig else BRUDD)


@regel("ENM-10", "lov", "register")
def enm_10(b: Bilde) -> Rader:
    if b.barn is None or b.barn["duf"] is None:
        return
    for t in _bakvendt(b):
        if er_hjelp(t):
            yield from ((v, t["id"], fritt(UAVKLART, UAKTUELT)) for v in ("lov", "register"))
    for t in _hjelp(b):
        if months_after(t["start_dato"], 3) > b.per:
            continue
        har_plan = any(i_kraft(plan, b.per) for plan in b.planer("1"))
        nylig = etter(evaluert(b, t), *_bakover(b, 6))
        for variant, godt in (("lov", har_plan), ("register", bool(nylig))):
            yield variant, t["id"], svar(UAKTUELT if b.voksen() else OPPFYLT if godt else BRUDD)


@regel("HJE-11", "ssb", "streng")
def hje_11(b: Bilde) -> Rader:
    grenser = {"4.1": 7, "12.2": 7, "4.2": 11, "12.3": 11}
    for t in b["tiltak"]:
        if t["kode"] not in grenser or not i_kraft(t, b.per):
            continue
        ar = grenser[t["kode"]]
        forst = {"ssb": b.fyller(ar + 1), "streng": b.fyller(ar)}
        for variant, dag in forst.items():
            if dag is None or b.fodt is None:
                yield variant, t["id"], svar(UAVKLART)
                continue
            dag = dag if variant == "ssb" else dag + DAG
            skudd = (b.fodt.month, b.fodt.day) == (2, 29) and abs((b.per - dag).days) <= 1
            utfall = BRUDD if b.per >= dag else OPPFYLT
            yield variant, t["id"], svar(*((OPPFYLT, BRUDD) if skudd else (utfall,)))


@regel("HJE-13", "lov", "fra-vedtak")
def hje_13(b: Bilde) -> Rader:
    for t in b["tiltak"]:
        gammel = lov(t) == ("BVL", "4", "4") and "3" in t["hjemmel"]["ledd"]
        if lov(t) != ("BVL2021", "3", "4") and not gammel:
            continue
        vedtak = [v["start_dato"] for v in b.koblet_til(t, "vedtak", "tiltak")]
        siste = max(vedtak, default=None)
        for variant in ("lov", "fra-vedtak"):
            yield variant, t["id"], _palagt(b, t, siste, variant)


def _palagt(b: Bilde, t: Rad, vedtak: date | None, variant: str) -> Svar:
    tid = {"telles": t["slutt_dato"]} if t["slutt_dato"] else {"apen_fra": t["start_dato"]}
    if t["kode"] in ("4.1", "12.2"):
        return svar(OPPFYLT, UAKTUELT)  # no limit: never a breach
    start = max(filter(None, (t["start_dato"], vedtak))) if variant == "lov" else vedtak
    if start is None:
        return svar(UAVKLART, **tid)
    svaret = frist(
        start,
        months_after(start, 3 if t["kode"] in ("3.8", "11.10") else 12),
        t["slutt_dato"],
        t["start_dato"],
        b.per,
        **tid,
    )
    if vedtak and t["slutt_dato"] and t["slutt_dato"] < vedtak:
        return svar(*ALT)  # over before the decision: the words do not say
    if t["kode"] in ("4.2", "12.3"):  # may be day care without a limit: never a breach, and in time is not said
        return svar(UAVKLART, *(() if BRUDD in svaret.utfall else (OPPFYLT, UAKTUELT)), **tid)
    return svaret


@regel("HJE-14", "lov")
def hje_14(b: Bilde) -> Rader:
    for t in b["tiltak"]:
        if lov(t) != ("BVL2021", "3", "5"):
            continue
        vedtak = max((v["start_dato"] for v in b.koblet_til(t, "vedtak", "tiltak")), default=None)
        tid = {"telles": t["slutt_dato"]} if t["slutt_dato"] else {"apen_fra": t["start_dato"]}
        if t["start_dato"] < date(2023, 1, 1):
            yield "lov", t["id"], svar(UAKTUELT)
        elif vedtak is None:
            yield "lov", t["id"], svar(UAVKLART, **tid)
        elif t["slutt_dato"] and t["slutt_dato"] < max(vedtak, t["start_dato"]):
            yield "lov", t["id"], svar(UAVKLART, OPPFYLT, UAKTUELT)
        else:
            yield "lov", t["id"], frist(vedtak, months_after(vedtak, 6), t["slutt_dato"], vedtak, b.per, **tid)


# --- foster homes: frequency ---------------------------------------------------------------------------------------


def _fosterhjem(b: Bilde, *, tilsyn: bool = False) -> list[Rad]:
    return [t for t in b["tiltak"] if t["kode"] in FOSTER and not (tilsyn and t["kode"] == "2.4")]


def _i_aret(h: Rad) -> int:
    return int(h["antall"]) * {"uke": 52, "maned": 12, "ar": 1}[h["enhet"]]


def _lavere(b: Bilde, navn: str) -> Iterator[tuple[Rad, Rad]]:
    """Registered numbers below four a year, with the measure."""
    for t in _fosterhjem(b, tilsyn=navn == "tilsyn"):
        for h in t[navn]["hyppighet"] if t[navn] else ():
            if h["start_dato"] <= b.per and _i_aret(h) < 4:
                yield t, h


def _to_ar(b: Bilde, t: Rad, h: Rad) -> Svar:
    """Decided later than two years after the measure began."""
    to_ar = months_after(t["start_dato"], 24)
    felt = {"start_dato": to_ar, "faktisk_dato": h["start_dato"], "telles": h["start_dato"]}
    if varig(t):
        # Own rules from 2026; of a number decided before, the words do not say.
        sikkert = min(h["start_dato"], b.per) >= VARIG_FRA
        return svar(*((UAKTUELT,) if sikkert else ALT))
    if h["start_dato"] < t["start_dato"]:
        return svar(BRUDD, UAVKLART, telles=h["start_dato"])
    return svar(OPPFYLT if h["start_dato"] > to_ar else BRUDD, **felt)


@regel("OMS-02", "lov")
def oms_02(b: Bilde) -> Rader:
    for t, h in _lavere(b, "oppfolging"):
        yield "lov", h["id"], _to_ar(b, t, h)


@regel("TIL-12", "lov")
def til_12(b: Bilde) -> Rader:
    for t, h in _lavere(b, "tilsyn"):
        yield "lov", h["id"], _to_ar(b, t, h)


@regel("TIL-11", "lov")
def til_11(b: Bilde) -> Rader:
    for t, h in _lavere(b, "tilsyn"):
        femten = b.fyller(15)
        if varig(t):
            sikkert = min(h["start_dato"], b.per) >= VARIG_FRA
            yield "lov", h["id"], svar(*((UAKTUELT,) if sikkert else ALT))
        elif femten is None:
            yield "lov", h["id"], svar(UAVKLART)
        else:
            utfall = OPPFYLT if h["start_dato"] >= femten else BRUDD
            yield "lov", h["id"], svar(utfall, faktisk_dato=h["start_dato"], telles=h["start_dato"])


# --- foster homes: visits ------------------------------------------------------------------------------------------


def _utfort(t: Rad, navn: str) -> list[date]:
    return t[navn]["utfort"] if t[navn] else []


def _unntatt(b: Bilde, t: Rad, voksen: bool | None) -> Svar | None:
    """Permanent foster home and 18 years: the minimum is not settled; nobody knows when the birth date is missing."""
    if varig(t) and b.per >= VARIG_FRA:
        return svar(UAKTUELT)
    if voksen is None:
        return svar(UAVKLART)
    return svar(UAKTUELT) if voksen else None


@regel("OMS-03", "lokal")
def oms_03(b: Bilde) -> Rader:
    for t in _fosterhjem(b):
        if months_after(t["start_dato"], 12) > b.per or not i_kraft(t, b.per):
            continue
        if unntak := _unntatt(b, t, b.voksen()):
            yield "lokal", t["id"], unntak
            continue
        bestemt = [h for h in (t["oppfolging"] or {"hyppighet": []})["hyppighet"] if h["start_dato"] <= b.per]
        nyest = max((h["start_dato"] for h in bestemt), default=None)
        antall = max((_i_aret(h) for h in bestemt if h["start_dato"] == nyest), default=4)
        steg = 3 if antall >= 4 else 6
        perioder = [(months_after(b.per, -n - steg) + DAG, months_after(b.per, -n)) for n in range(0, 12, steg)]
        godt = all(etter(_utfort(t, "oppfolging"), fra, til) for fra, til in perioder)
        yield "lokal", t["id"], svar(OPPFYLT if godt else BRUDD)


@regel("OMS-16", "register")
def oms_16(b: Bilde) -> Rader:
    yield from _minst_ett(b, "oppfolging")


def _minst_ett(b: Bilde, navn: str) -> Rader:
    for t in _fosterhjem(b, tilsyn=navn == "tilsyn"):
        if months_after(t["start_dato"], 3) > b.per or not i_kraft(t, b.per):
            continue
        unntak = _unntatt(b, t, b.voksen()) if navn == "oppfolging" else None
        besok = etter(_utfort(t, navn), *_bakover(b, 12))
        i_hjemmet = [dag for dag in besok if dag >= t["start_dato"]]
        # A visit before the child moved in: the words do not say whether it counts.
        utfall = (OPPFYLT,) if i_hjemmet else (OPPFYLT, BRUDD) if besok else (BRUDD,)
        yield "register", t["id"], unntak or svar(*utfall)


@regel("OMS-22", "lokal")
def oms_22(b: Bilde) -> Rader:
    for t in _fosterhjem(b):
        start = t["start_dato"]
        siste = months_after(start, 1)
        if t["slutt_dato"] is not None and t["slutt_dato"] < siste:
            continue
        if unntak := _unntatt(b, t, b.voksen(start)):
            ikke_ute = UAVKLART in unntak.utfall and b.per <= siste  # nothing is asked yet, whatever the age
            yield "lokal", t["id"], svar(UAVKLART, UAKTUELT) if ikke_ute else unntak
            continue
        besok = etter(_utfort(t, "oppfolging"), date.min, b.per)
        i_hjemmet = [dag for dag in besok if dag >= start]
        svaret = frist(start, siste, min(i_hjemmet, default=None), start, b.per)
        if any(dag < start for dag in besok):
            svaret = svar(*{*svaret.utfall, OPPFYLT, UAVKLART})
        yield "lokal", t["id"], svaret


# --- TIL -----------------------------------------------------------------------------------------------------------


def _under_tilsyn(b: Bilde) -> Iterator[tuple[Rad, bool]]:
    """Foster homes in force with a child under 18; the second value: nobody knows the age."""
    for t in _fosterhjem(b, tilsyn=True):
        if i_kraft(t, b.per) and not b.voksen():
            yield t, b.voksen() is None


@regel("TIL-01", "lov")
def til_01(b: Bilde) -> Rader:
    for t, ukjent in _under_tilsyn(b):
        start = t["start_dato"]
        ansvarlig = [a["start_dato"] for a in (t["tilsyn"] or {"ansvarlig": []})["ansvarlig"]]
        if ukjent:
            yield "lov", t["id"], svar(UAVKLART, kan_mangle=True)
        elif start < date(2024, 4, 4):
            yield "lov", t["id"], svar(UAVKLART, *((OPPFYLT,) if ansvarlig and min(ansvarlig) <= start else ()))
        else:
            yield "lov", t["id"], svar(OPPFYLT if ansvarlig and min(ansvarlig) <= start else BRUDD)


@regel("TIL-09", "register")
def til_09(b: Bilde) -> Rader:
    for variant, objekt, svaret in _minst_ett(b, "tilsyn"):
        if b.voksen():
            continue
        if b.per < date(2024, 4, 4):
            yield variant, objekt, svar(UAKTUELT, kan_mangle=b.voksen() is None)
        else:
            yield variant, objekt, svar(UAVKLART, kan_mangle=True) if b.voksen() is None else svaret


@regel("TIL-10", "register")
def til_10(b: Bilde) -> Rader:
    for t, ukjent in _under_tilsyn(b):
        ansvarlig = (t["tilsyn"] or {"ansvarlig": []})["ansvarlig"]
        naa = [a for a in ansvarlig if a["start_dato"] <= b.per]
        if b.per < date(2024, 4, 4):
            yield "register", t["id"], svar(UAKTUELT, kan_mangle=ukjent)
        elif ukjent:
            yield "register", t["id"], svar(UAVKLART, kan_mangle=True)
        else:
            yield "register", t["id"], svar(*((OPPFYLT,) if naa else ALT if ansvarlig else (BRUDD,)))


# --- OMS: care, home and plan --------------------------------------------------------------------------------------


@regel("OMS-06", "lokal")
def oms_06(b: Bilde) -> Rader:
    koder = FOSTER | {"1.1", "15.2.1", "15.2.2", "15.2.3"}
    for t in b["tiltak"]:
        if t["kode"] not in koder or not i_kraft(t, b.per):
            continue
        ung = months_after(t["start_dato"], 6) > b.per
        samtaler = etter((m["start_dato"] for m in t["medvirkning"] if m["kode"] == "1.1"), *_bakover(b, 6))
        if b.per < date(2026, 7, 1):
            yield "lokal", t["id"], svar(UAKTUELT)
        elif b.format == "v5":
            utfall = (
                (UAKTUELT, OPPFYLT)
                if ung and samtaler
                else (UAKTUELT,)
                if ung
                else (OPPFYLT,)
                if samtaler
                else (BRUDD,)
            )
            yield "lokal", t["id"], svar(*utfall)
        elif b.format == "kart":
            yield "lokal", t["id"], svar(*ALT)  # a sheet does not say which owners it has room for
        else:
            yield "lokal", t["id"], svar(*((UAVKLART, UAKTUELT) if ung else (UAVKLART,)))


def _omsorg(b: Bilde) -> Iterator[tuple[Rad, bool]]:
    """Care orders in force; the second value: whether it is one cannot be known."""
    for t in b["tiltak"]:
        omsorg = er_omsorg(t)
        if omsorg is not False and i_kraft(t, b.per):
            yield t, omsorg is None


def _omsorgsplan(b: Bilde, kode: str) -> Rader:
    for t, ukjent in _omsorg(b):
        gjelder = any(i_kraft(plan, b.per) for plan in b.planer(kode))
        utfall = OPPFYLT if gjelder else UAKTUELT if b.per <= t["start_dato"] + _SEKS_UKER else BRUDD
        yield (
            "lov",
            t["id"],
            svar(UAVKLART, UAKTUELT, *((OPPFYLT,) if gjelder else ()), kan_mangle=True) if ukjent else svar(utfall),
        )


@regel("OMS-07", "lov")
def oms_07(b: Bilde) -> Rader:
    yield from _omsorgsplan(b, "4")


@regel("OMS-09", "lov")
def oms_09(b: Bilde) -> Rader:
    yield from _omsorgsplan(b, "6")


@regel("OMS-15", "lokal")
def oms_15(b: Bilde) -> Rader:
    fremmede = {"2.2", "2.3", "2.4", "2.5", "15.1.2", "15.1.3", "15.1.4"}
    for t in b["tiltak"]:
        if t["kode"] not in fremmede:
            continue
        if t["start_dato"] < date(2018, 7, 1):
            yield "lokal", t["id"], svar(UAKTUELT)
            continue
        forst = any(n["kode"] in NETTVERK and n["start_dato"] <= t["start_dato"] for n in b["tiltak"])
        yield "lokal", t["id"], svar(OPPFYLT if forst else BRUDD, telles=t["start_dato"])


@regel("OMS-18", "register")
def oms_18(b: Bilde) -> Rader:
    for t, ukjent in _omsorg(b):
        if t["slutt_dato"] is not None:
            continue
        voksen = b.voksen()
        if ukjent:
            yield "register", t["id"], svar(UAVKLART, *(() if voksen else (OPPFYLT,)), kan_mangle=True)
        elif voksen is None:
            yield "register", t["id"], svar(UAVKLART)
        else:
            atten = b.fyller(18)
            assert atten
            felt = {"frist_dato": atten - DAG} if voksen else {}
            yield "register", t["id"], svar(BRUDD if voksen else OPPFYLT, **felt)


_BOSTED_SSB = {"1.1", "1.2", "1.99", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99", "8.2"}
_BOSTED = _BOSTED_SSB | {"8.4", "8.5", "15.4.1", "15.4.2", "15.2.1", "15.2.2", "15.2.3", "15.2.4"} | FOSTER


@regel("OMS-19", "register", "ssb")
def oms_19(b: Bilde) -> Rader:
    for variant, koder in (("register", _BOSTED), ("ssb", _BOSTED_SSB)):
        for t in b["tiltak"]:
            if t["kode"] in koder:
                yield variant, t["id"], _overlapp(b, t, [a for a in b["tiltak"] if a is not t and a["kode"] in koder])
            elif t["kode"] in _BOSTED:
                yield variant, t["id"], svar(UAKTUELT)


def _overlapp(b: Bilde, t: Rad, andre: Sequence[Rad]) -> Svar:
    if any(r["slutt_dato"] and r["slutt_dato"] < r["start_dato"] for r in (t, *andre)):
        return svar(*ALT)
    dager = []
    for a in andre:
        if a["start_dato"] > t["start_dato"]:
            continue
        slutt = min(r["slutt_dato"] or b.per for r in (a, t))
        dager.append((slutt - t["start_dato"]).days + 1)
    lengst = max(dager, default=0)
    if any(a["start_dato"] == t["start_dato"] for a in andre) and lengst > 90:
        return svar(OPPFYLT, BRUDD)  # each pair once, on the one that began last: here they began the same day
    if lengst == 91:
        return svar(OPPFYLT, BRUDD)  # whether both end days are counted is not said
    return svar(BRUDD if lengst > 91 else OPPFYLT)


@regel("OMS-20", "register")
def oms_20(b: Bilde) -> Rader:
    for f in b["flytting"]:
        if f["dato"] < date(2022, 1, 1):
            yield "register", f["id"], svar(UAKTUELT)
            continue
        mangler = (f["arsak"] in ("1.1.5", "1.2.3", "2.9") and not f["arsak_pres"]) or (
            f["til"] == "8" and not f["til_pres"]
        )
        yield "register", f["id"], svar(BRUDD if mangler and b.format != "v5" else OPPFYLT, telles=f["dato"])


@regel("OMS-21", "lov")
def oms_21(b: Bilde) -> Rader:
    for t in b["tiltak"]:
        lov_, kapittel, paragraf = lov(t)
        if (
            t["kode"] not in ("1.1", "15.2.1", "15.2.2", "15.2.3")
            or lov_ != "BVL2021"
            or (kapittel, paragraf) == ("3", "6")
        ):
            continue
        koder = {"3": ("1",), "4": ("8", "2"), "5": ("4",), "6": ("2",)}.get(kapittel)
        if koder is None:
            continue
        start = t["start_dato"]
        siste = start + (UKE if kapittel == "4" else timedelta(28))
        if start < date(2023, 1, 1):
            yield "lov", t["id"], svar(UAKTUELT)
            continue
        planer = [p for p in b.planer(*koder) if p["slutt_dato"] is None or p["slutt_dato"] >= start]
        if any(p["start_dato"] <= siste for p in planer):
            yield "lov", t["id"], svar(OPPFYLT, telles=start)
        elif t["slutt_dato"] is not None and t["slutt_dato"] < start:
            yield "lov", t["id"], svar(*IKKE_BRUDD)
        elif t["slutt_dato"] == siste:
            yield "lov", t["id"], svar(UAKTUELT, BRUDD)
        else:
            over = t["slutt_dato"] is not None and t["slutt_dato"] < siste
            yield "lov", t["id"], svar(UAKTUELT if over or b.per <= siste else BRUDD, telles=start)
