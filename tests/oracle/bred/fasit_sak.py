"""The key for the case and the child: care after 18 (ETT), participation (MED), minors alone (ENM), register (DOK)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..cases import months_after
from .grunn import (
    ALT,
    BRUDD,
    DAG,
    DELVIS,
    IKKE_BRUDD,
    NETTVERK,
    OPPFYLT,
    UAKTUELT,
    UAVKLART,
    Bilde,
    Svar,
    er_omsorg,
    fritt,
    i_kraft,
    lov,
    regel,
    svar,
)  # fmt: skip
from .saker import Rad

Rader = Iterator[tuple[str, str, Svar]]
_FRIVILLIG = {
    ("BVL2021", "3", "1"),
    ("BVL2021", "3", "2"),
    ("BVL2021", "3", "3"),
    ("BVL2021", "6", "1"),
    ("BVL", "4", "4"),
    ("BVL", "4", "26"),
}


def _id(b: Bilde) -> str:
    return str(b.sak["sak_id"])


def _apent(b: Bilde, rad: Rad) -> bool:
    """Not concluded before the judging day: the last day is inside."""
    return rad["konklusjon_slutt_dato"] is None or rad["konklusjon_slutt_dato"] >= b.per


def _apen(b: Bilde) -> bool:
    return b.sak["slutt_dato"] is None


# --- ETT -----------------------------------------------------------------------------------------------------------


def _tilbud(b: Bilde, siste_tilbud: date, siste_hjelp: date) -> bool:
    """An offer by the one day, or after-care decided or begun by the other."""
    hjelp = [r["start_dato"] for r in (*b["tiltak"], *b["vedtak"]) if lov(r) == ("BVL2021", "3", "6")]
    return any(dag <= siste_hjelp for dag in hjelp) or any(
        e["tilbud_sendt_dato"] <= siste_tilbud for e in b["ettervern"]
    )


def _kontakt(b: Bilde, atten: date, *, lokal: bool = False) -> Svar:
    norm = months_after(atten, -6)
    kontaktet = _tilbud(b, norm, norm) if lokal else _tilbud(b, atten - DAG, atten)
    if b.format == "v5":  # the format has no offers: never a breach, and the rule may not be examined at all
        return svar(OPPFYLT, UAVKLART, kan_mangle=True) if kontaktet else svar(UAVKLART, kan_mangle=True)
    return svar(OPPFYLT if kontaktet else BRUDD, telles=atten)


def _dagen_for(b: Bilde, atten: date) -> list[Rad]:
    """The measures in force the day before the 18th birthday."""
    return [t for t in b["tiltak"] if i_kraft(t, atten - DAG)]


@regel("ETT-01", "lov", "lokal")
def ett_01(b: Bilde) -> Rader:
    atten = b.fyller(18)
    for variant in ("lov", "lokal"):
        if atten is None:
            yield variant, _id(b), fritt(UAVKLART, UAKTUELT)
        elif atten <= b.per and _dagen_for(b, atten):
            svaret = _kontakt(b, atten, lokal=variant == "lokal")
            yield variant, _id(b), svaret if atten >= date(2023, 1, 1) else svar(UAKTUELT, kan_mangle=b.format == "v5")


@regel("ETT-06", "lov")
def ett_06(b: Bilde) -> Rader:
    atten = b.fyller(18)
    if atten is None:
        yield "lov", _id(b), fritt(UAVKLART, UAKTUELT)
        return
    tiltak = _dagen_for(b, atten)
    if atten > b.per or not any(lov(t) in _FRIVILLIG for t in tiltak):
        return
    omsorg = [er_omsorg(t) for t in tiltak]
    if True in omsorg:
        return
    if None in omsorg:
        yield "lov", _id(b), fritt(*IKKE_BRUDD)
    else:
        yield (
            "lov",
            _id(b),
            _kontakt(b, atten) if atten >= date(2023, 1, 1) else svar(UAKTUELT, kan_mangle=b.format == "v5"),
        )


@regel("ETT-02", "register")
def ett_02(b: Bilde) -> Rader:
    atten = b.fyller(18)
    for e in b["ettervern"]:
        sendt, ferdig = e["tilbud_sendt_dato"], e["konklusjon_slutt_dato"]
        if atten is None:
            yield "register", e["id"], fritt(UAVKLART, UAKTUELT)
            continue
        if atten > b.per:
            continue
        if (ferdig or sendt) < date(2022, 1, 1):
            yield "register", e["id"], svar(UAKTUELT)
        elif ferdig:
            yield "register", e["id"], svar(*((OPPFYLT, UAVKLART) if ferdig < sendt else (OPPFYLT,)), telles=ferdig)
        else:
            yield "register", e["id"], svar(UAKTUELT if b.per <= months_after(sendt, 1) else BRUDD, apen_fra=sendt)


@regel("ETT-03", "lov")
def ett_03(b: Bilde) -> Rader:
    atten = b.fyller(18)
    for t in b["tiltak"]:
        if not i_kraft(t, b.per):
            continue
        if atten is None:
            yield "lov", t["id"], fritt(UAVKLART, UAKTUELT)
        elif atten <= b.per:
            planer = {p["kode"] for p in b["plan"] if i_kraft(p, b.per)}
            vent = b.per <= max(t["start_dato"], atten) + timedelta(42)
            # With only an ordinary plan and the wait not over, both answers can be read.
            delvis = (DELVIS, UAKTUELT) if vent else (DELVIS,)
            utfall = (OPPFYLT,) if "5" in planer else delvis if "1" in planer else (UAKTUELT,) if vent else (BRUDD,)
            yield "lov", t["id"], svar(*utfall)


@regel("ETT-09", "lov", "register")
def ett_09(b: Bilde) -> Rader:
    tjuefem = b.fyller(25)
    loper = any(i_kraft(t, b.per) for t in b["tiltak"])
    if not _apen(b) and not loper:
        return
    over = tjuefem is not None and b.per >= tjuefem
    for variant, gjelder in (("lov", loper), ("register", _apen(b))):
        if variant == "register" and not gjelder:
            yield variant, _id(b), svar(*IKKE_BRUDD)  # the case is closed: the words speak of open ones
        elif not gjelder:
            yield variant, _id(b), svar(UAKTUELT)
        elif tjuefem is None:
            yield variant, _id(b), svar(UAVKLART)
        else:
            felt = {"frist_dato": tjuefem - DAG} if over else {}
            yield variant, _id(b), svar(BRUDD if over else OPPFYLT, **felt)


@regel("ETT-10", "register", "ssb")
def ett_10(b: Bilde) -> Rader:
    atten = b.fyller(18)
    if not _apen(b) or (atten is not None and atten > b.per):
        return
    if atten is None:
        yield from ((v, _id(b), fritt(UAVKLART, UAKTUELT)) for v in ("register", "ssb"))
        return
    pagar = any(i_kraft(t, b.per) for t in b["tiltak"])
    pagar = pagar or any(_apent(b, r) for r in (*b["undersokelse"], *b["ettervern"]))
    apne = [h for h in b["henvendelse"] if _apent(b, h)]
    if not pagar and not any(h["kode"] != "1" for h in apne):
        utfall = [BRUDD, *((OPPFYLT,) if apne else ()), *((UAVKLART,) if b.format == "v5" else ())]
        yield "register", _id(b), svar(*utfall)  # an open application; no offers in v5: the words do not say
    else:
        yield "register", _id(b), svar(OPPFYLT)
    yield "ssb", _id(b), svar(OPPFYLT if b["tiltak"] else BRUDD)


# --- MED -----------------------------------------------------------------------------------------------------------


def _et_halvar(b: Bilde) -> bool:
    return any(i_kraft(t, b.per) and months_after(t["start_dato"], 6) <= b.per for t in b["tiltak"])


@regel("MED-04", "lokal")
def med_04(b: Bilde) -> Rader:
    if not _et_halvar(b) or b.voksen():
        return
    fra = months_after(b.per, -6) + DAG
    rader = [m for r in (*b["tiltak"], *b["undersokelse"]) for m in r["medvirkning"]]
    koder = {m["kode"] for m in rader if fra <= m["start_dato"] <= b.per}
    senere = [r for t in ("tiltak", "undersokelse") for r in b.alt[t] if r["start_dato"] > b.per and r["medvirkning"]]
    if b.per < date(2026, 7, 1):
        yield "lokal", _id(b), svar(UAKTUELT, kan_mangle=b.voksen() is None)
    elif senere:  # heard before what it is about begins: the words do not say
        yield "lokal", _id(b), fritt()
    elif b.voksen() is None:
        yield "lokal", _id(b), fritt(UAVKLART, UAKTUELT)
    elif koder - {"2.1"}:
        yield "lokal", _id(b), svar(OPPFYLT, *(() if b.format == "v5" else (UAVKLART,)))
    elif b.format == "v5":
        yield "lokal", _id(b), svar(DELVIS if koder else BRUDD)
    else:
        yield "lokal", _id(b), svar(*(ALT if b.format == "kart" else (UAVKLART, *((DELVIS,) if koder else ()))))


@regel("MED-07", "register")
def med_07(b: Bilde) -> Rader:
    if not _et_halvar(b) or b.voksen():
        return
    koder = {t["kode"] for t in b["tiltak"]}
    if b.voksen() is None:
        yield "register", _id(b), fritt(UAVKLART, UAKTUELT)
    else:
        yield "register", _id(b), svar(OPPFYLT if koder & (NETTVERK | {"2.1", "2.6", "15.1.1", "15.1.5"}) else BRUDD)


@regel("MED-08", "register")
def med_08(b: Bilde) -> Rader:
    for rad in (*b["tiltak"], *b["undersokelse"]):
        for m in rad["medvirkning"]:
            gyldig = m["start_dato"] >= date(2026, 1, 1)
            utfall = UAKTUELT if b.per < date(2026, 1, 1) else OPPFYLT if gyldig else BRUDD
            yield "register", m["id"], svar(utfall, telles=m["start_dato"])
    for rad in (*b.alt["tiltak"], *b.alt["undersokelse"]):
        if rad["start_dato"] > b.per:  # heard before the measure or the investigation begins: the words do not say
            yield from (("register", m["id"], fritt()) for m in rad["medvirkning"])


# --- ENM and DOK ---------------------------------------------------------------------------------------------------


@regel("ENM-01", "register")
def enm_01(b: Bilde) -> Rader:
    if not _apen(b) or b.barn is None or b.barn["duf"] is None or b.sak["start_dato"] > b.per:
        return
    if any(_apent(b, r) for r in (*b["henvendelse"], *b["undersokelse"])):
        soknad = any(h["kode"] == "1" and _apent(b, h) for h in b["henvendelse"])
        if soknad:
            yield "register", _id(b), fritt()
        return
    gjelder = [v for v in b["vedtak"] if v["ende"] is None or v["ende"] >= b.per]
    tvil = any(dag <= b.per for v in gjelder for dag in (s["dato"] for s in v["status"] if s["kode"] in ("3", "4")))
    sikre = [v for v in gjelder if lov(v) in (("BVL2021", "3", "1"), ("BVL2021", "5", "1"), ("BVL2021", "3", "2"))]
    if sikre and not tvil:
        yield "register", _id(b), svar(OPPFYLT)
    elif gjelder:
        yield "register", _id(b), svar(*ALT)  # which paragraphs are «hjelp» is not said in words
    else:
        vent = b.per <= months_after(b.sak["start_dato"], 3)
        yield "register", _id(b), svar(UAKTUELT if vent else BRUDD)


def _gyldig_duf(nummer: str) -> bool:
    kontroll = sum(int(a) * k for a, k in zip(nummer[:10], (4, 6, 3, 2, 4, 6, 3, 2, 7, 5), strict=True)) % 11
    return f"{kontroll:02d}" == nummer[10:]


@regel("ENM-11", "register")
def enm_11(b: Bilde) -> Rader:
    if b.barn is None or not _apen(b):
        return
    duf = b.barn["duf"] is not None
    if max(b.barn["start_dato"], b.sak["start_dato"]) > b.per:
        yield "register", b.barn["id"], fritt()  # not in the case yet
    elif duf and not _gyldig_duf(b.barn["duf"]):
        # A number with faults is not counted; the words then leave only the help number.
        yield "register", b.barn["id"], svar(DELVIS if b.barn["fnr"] else BRUDD, kan_mangle=b.format == "kart")
    else:
        yield "register", b.barn["id"], svar(OPPFYLT if duf else DELVIS if b.barn["fnr"] else BRUDD)


@regel("DOK-06", "register")
def dok_06(b: Bilde) -> Rader:
    if not _apen(b) or b.format == "kart" or b.sak["start_dato"] > b.per:
        return
    tabeller = ("henvendelse", "undersokelse", "vedtak", "tiltak", "plan", "ettervern", "oversendelse_nemnd")
    tom = not any(b[tabell] for tabell in tabeller)
    framtid = tom and any(b.alt[tabell] for tabell in tabeller)  # all of it deleted, or later than the judging day
    feil = any(_feil(p) for p in b["personalia"])
    if not b["personalia"] or feil or (tom and not framtid):
        yield "register", _id(b), svar(BRUDD)
    else:
        yield "register", _id(b), svar(OPPFYLT, *((BRUDD,) if framtid else ()))


def _feil(p: Rad) -> bool:
    """The help number is the birth date and 00100: the ninth digit is odd, which is a boy."""
    if p["duf"] is not None and not _gyldig_duf(p["duf"]):
        return True
    if p["fnr"] and p["kjonn"] != "1":
        return True
    return p["fodselsdato"] is not None and months_after(p["fodselsdato"], -9) > p["start_dato"]
