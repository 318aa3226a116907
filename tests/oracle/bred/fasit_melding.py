"""The key for messages and investigations (MEL, UND). Long because it has one function for each of seventeen rules."""

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
    UKE,
    Bilde,
    Svar,
    frist,
    nar,
    regel,
    svar,
    umulig,
)  # fmt: skip
from .saker import Rad

Rader = Iterator[tuple[str, str, Svar]]
_SAKSINNHOLD = {  # the code lists: first and last day
    "1": ((2013, 1, 1), (2025, 12, 31)), "4": ((2013, 1, 1), (2020, 12, 31)), "14": ((2013, 1, 1), (2025, 12, 31)),
    "18": ((2013, 1, 1), (2025, 12, 31)), "19": ((2013, 1, 1), (2025, 12, 31)), "28": ((2022, 1, 1), (2025, 12, 31)),
    "32": ((2025, 1, 1), (2025, 12, 31)), "1.1.01": ((2026, 1, 1), (9999, 1, 1)),
}  # fmt: skip
_MELDING_KODER = {"1": ((2013, 1, 1), (2025, 12, 31)), "2": ((2013, 1, 1), (9999, 1, 1))}
_MELDING_KODER |= dict.fromkeys("34", ((2020, 1, 1), (9999, 1, 1)))
_MELDING_KODER |= dict.fromkeys(("5", "6", "7", "8", "9", "10"), ((2026, 1, 1), (9999, 1, 1)))
_UND_KODER = dict.fromkeys("1234", ((2013, 1, 1), (9999, 1, 1)))
_UND_KODER |= {"5": ((2013, 1, 1), (2025, 12, 31)), "6": ((2022, 1, 1), (9999, 1, 1))}
_UND_KODER |= dict.fromkeys("789", ((2026, 1, 1), (9999, 1, 1)))
_BORT = {"1", "5", "6", "8", "9", "10"}  # laid aside; not 3, 4 and 7


def _gyldig(liste: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]], kode: str, dag: date) -> bool:
    fra, til = liste[kode]
    return date(*fra) <= dag <= date(*til)


def _meldinger(b: Bilde) -> list[Rad]:
    return [rad for rad in b["henvendelse"] if rad["kode"] in (None, "2")]


def _konkluderte(b: Bilde) -> list[Rad]:
    return [rad for rad in _meldinger(b) if rad["konklusjon_slutt_dato"]]


# --- helligdager ---------------------------------------------------------------------------------------------------


def _paske(ar: int) -> date:
    """Easter Sunday by the anonymous Gregorian reckoning."""
    a, b, c = ar % 19, ar // 100, ar % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    maned, dag = divmod(h + j - 7 * m + 114, 31)
    return date(ar, maned, dag + 1)


def neste_virkedag(dag: date) -> date:
    paske = _paske(dag.year)
    fri = {paske + timedelta(n) for n in (-3, -2, 0, 1, 39, 49, 50)}
    fri |= {date(dag.year, m, d) for m, d in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    return neste_virkedag(dag + DAG) if dag.weekday() >= 5 or dag in fri else dag


# --- MEL -----------------------------------------------------------------------------------------------------------


@regel("MEL-01", "lov", "ssb", "dl-analogi")
def mel_01(b: Bilde) -> Rader:
    for rad in _meldinger(b):
        ferdig, start = rad["konklusjon_slutt_dato"], rad["start_dato"]
        yield "dl-analogi", rad["id"], frist(start, neste_virkedag(start + UKE), ferdig, start, b.per, **nar(rad))


@regel("MEL-02", "lov")
def mel_02(b: Bilde) -> Rader:
    for rad in _meldinger(b):
        if rad["konklusjon_slutt_dato"]:
            yield "lov", rad["id"], svar(*((OPPFYLT, UAVKLART) if umulig(rad) else (OPPFYLT,)), **nar(rad))
        else:
            yield "lov", rad["id"], svar(UAKTUELT if b.per <= rad["start_dato"] + UKE else BRUDD, **nar(rad))


@regel("MEL-03", "register")
def mel_03(b: Bilde) -> Rader:
    for rad in _konkluderte(b):
        uten = [kode for kode, utfylt in rad["melder"] if kode == "22" and not utfylt and b.format != "v5"]
        yield "register", rad["id"], svar(OPPFYLT if rad["melder"] and not uten else BRUDD, **nar(rad))


@regel("MEL-04", "register")
def mel_04(b: Bilde) -> Rader:
    for rad in _konkluderte(b):
        dager = (rad["start_dato"], rad["konklusjon_slutt_dato"])
        gyldige = all(any(_gyldig(_SAKSINNHOLD, kode, dag) for dag in dager) for kode, _ in rad["saksinnhold"])
        uten = [kode for kode, utfylt in rad["saksinnhold"] if kode in ("18", "19") and not utfylt and b.format != "v5"]
        yield "register", rad["id"], svar(OPPFYLT if rad["saksinnhold"] and gyldige and not uten else BRUDD, **nar(rad))


@regel("MEL-06", "lokal")
def mel_06(b: Bilde) -> Rader:
    for rad in _konkluderte(b):
        if rad["konklusjon_kode"] not in _BORT:
            continue
        inn = rad["start_dato"]
        tidligere = [r for r in _konkluderte(b) if r["start_dato"] < inn and r["konklusjon_kode"] in _BORT]
        i_aret = [r for r in tidligere if months_after(inn, -12) < r["konklusjon_slutt_dato"] <= inn]
        if any(umulig(r) for r in tidligere):
            yield "lokal", rad["id"], svar(*ALT)
        else:
            yield "lokal", rad["id"], svar(BRUDD if i_aret else OPPFYLT, **nar(rad))


@regel("MEL-08", "register")
def mel_08(b: Bilde) -> Rader:
    for rad in _konkluderte(b):
        dag = rad["konklusjon_slutt_dato"]
        gyldig = _gyldig(_MELDING_KODER, rad["konklusjon_kode"], dag)
        yield "register", rad["id"], svar(OPPFYLT if gyldig else BRUDD, faktisk_dato=dag, **nar(rad))


# --- UND -----------------------------------------------------------------------------------------------------------


def _mottatt(b: Bilde, rad: Rad) -> date | None:
    return min((m["start_dato"] for m in b.koblet_til(rad, "henvendelse", "undersokelse")), default=None)


def _maneder(rad: Rad) -> int:
    return 6 if rad["utvidet_frist_innvilget"] is True else 3


@regel("UND-01", "register")
def und_01(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        koblet = b.koblet_til(rad, "henvendelse", "undersokelse")
        soknad = koblet and all(m["kode"] == "1" for m in koblet)  # the words say «melding»
        yield "register", rad["id"], svar(*((OPPFYLT, BRUDD) if soknad else (OPPFYLT if koblet else BRUDD,)))


@regel("UND-02", "register", "innen-uken")
def und_02(b: Bilde) -> Rader:
    if b.format == "kart":
        return  # a sheet does not follow the register's rule of where an undersøkelse starts
    for rad in b["undersokelse"]:
        koblet, start = b.koblet_til(rad, "henvendelse", "undersokelse"), rad["start_dato"]
        mottatt = _mottatt(b, rad)
        felt = {"faktisk_dato": start, "telles": start}
        if (mottatt or start) < date(2021, 12, 10):
            yield from ((v, rad["id"], svar(UAKTUELT)) for v in ("register", "innen-uken"))
            continue
        if mottatt is None:
            yield from ((v, rad["id"], svar(UAVKLART)) for v in ("register", "innen-uken"))
            continue
        siste = mottatt + UKE
        uken = (UAVKLART, OPPFYLT, BRUDD) if start < mottatt else (OPPFYLT,) if start <= siste else (BRUDD,)
        yield "innen-uken", rad["id"], svar(*uken, **felt)
        konkludert = min((m["konklusjon_slutt_dato"] for m in koblet if m["konklusjon_slutt_dato"]), default=None)
        apne = [m for m in koblet if not m["konklusjon_slutt_dato"]]
        if any(umulig(m) for m in koblet) or start < mottatt or (konkludert and apne):
            # Dates that cannot be, or an open message that may yet be the first: the words do not say.
            yield "register", rad["id"], svar(BRUDD, *((OPPFYLT, UAVKLART) if start <= siste else ()), **felt)
        elif konkludert is None:
            yield "register", rad["id"], svar(UAVKLART if start <= siste else BRUDD, **felt)
        else:
            yield "register", rad["id"], svar(OPPFYLT if start == min(konkludert, siste) else BRUDD, **felt)


@regel("UND-03", "lov", "register", "ssb", "dl-analogi")
def und_03(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        mottatt = _mottatt(b, rad)
        if mottatt is None:
            yield "dl-analogi", rad["id"], svar(UAVKLART, **nar(rad))
            continue
        ute = mottatt + UKE
        siste = neste_virkedag(months_after(ute, _maneder(rad)))
        yield (
            "dl-analogi",
            rad["id"],
            frist(ute, siste, rad["konklusjon_slutt_dato"], rad["start_dato"], b.per, **nar(rad)),
        )


@regel("UND-04", "lov", "register")
def und_04(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        dag = rad["utvidet_frist_start_dato"]
        if rad["utvidet_frist_innvilget"] is not True or dag is None or dag > b.per:
            continue
        mottatt = _mottatt(b, rad)
        felt = {"faktisk_dato": dag, "telles": dag}
        siste = months_after(mottatt + UKE, 3) if mottatt else None
        if dag < rad["start_dato"] or siste is None:
            yield "lov", rad["id"], svar(UAVKLART, telles=dag)
        else:
            yield "lov", rad["id"], svar(OPPFYLT if dag <= siste else BRUDD, frist_dato=siste, **felt)
        siste = months_after(rad["start_dato"], 3)
        utfall = UAVKLART if dag < rad["start_dato"] else OPPFYLT if dag <= siste else BRUDD
        yield "register", rad["id"], svar(utfall, frist_dato=siste, **felt)


@regel("UND-06", "lov", "lokal")
def und_06(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        start, ferdig, felt = rad["start_dato"], rad["konklusjon_slutt_dato"], nar(rad)
        if start < date(2023, 1, 1):
            yield from ((v, rad["id"], svar(UAKTUELT)) for v in ("lov", "lokal"))
            continue
        if umulig(rad):
            yield from ((v, rad["id"], svar(UAVKLART, **felt)) for v in ("lov", "lokal"))
            continue
        planer = [p["start_dato"] for p in b.planer("7")]
        under = any(start <= dag <= (ferdig or b.per) for dag in planer)
        yield "lov", rad["id"], svar(OPPFYLT if under else BRUDD if ferdig else UAKTUELT, **felt)
        siste = start + timedelta(14)
        tidlig = [dag for dag in planer if dag <= siste]
        if any(start <= dag and (ferdig is None or dag <= ferdig) for dag in tidlig):
            yield "lokal", rad["id"], svar(OPPFYLT, **felt)
        elif tidlig:  # the plan began before the investigation, or after it was over: the words do not say
            yield "lokal", rad["id"], svar(*ALT)
        elif ferdig and b.per <= siste:
            yield "lokal", rad["id"], svar(UAKTUELT, BRUDD, **felt)
        else:
            yield "lokal", rad["id"], svar(UAKTUELT if b.per <= siste else BRUDD, **felt)


@regel("UND-09", "lov")
def und_09(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        felt = nar(rad)
        if rad["start_dato"] < date(2026, 1, 1):
            yield "lov", rad["id"], svar(UAKTUELT)
        elif b.format == "v3":
            yield "lov", rad["id"], svar(UAVKLART)
        elif umulig(rad):
            yield "lov", rad["id"], svar(*ALT)
        else:
            ferdig = rad["konklusjon_slutt_dato"]
            i_tide = {m["kode"] for m in rad["medvirkning"] if m["start_dato"] <= (ferdig or b.per)}
            for_start = {m["kode"] for m in rad["medvirkning"] if m["start_dato"] < rad["start_dato"]}
            if for_start:
                yield "lov", rad["id"], svar(*ALT)
            elif i_tide - {"2.1"}:
                yield "lov", rad["id"], svar(OPPFYLT, **felt)
            elif i_tide:
                yield "lov", rad["id"], svar(DELVIS, **felt)
            else:
                yield "lov", rad["id"], svar(BRUDD if ferdig else UAKTUELT, **felt)


@regel("UND-17", "lokal")
def und_17(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        ferdig = rad["konklusjon_slutt_dato"]
        if ferdig is None or rad["konklusjon_kode"] not in ("1", "2"):
            continue
        nettverk = [t for t in b["tiltak"] if t["kode"] in NETTVERK]
        siste = months_after(ferdig, 3)
        if any(rad["start_dato"] <= t["start_dato"] <= siste for t in nettverk):
            yield "lokal", rad["id"], svar(*((OPPFYLT, UAVKLART) if umulig(rad) else (OPPFYLT,)), **nar(rad))
        elif umulig(rad) or any(t["start_dato"] < rad["start_dato"] for t in nettverk):
            yield "lokal", rad["id"], svar(*ALT)  # one that was in force already: the words do not say
        else:
            yield "lokal", rad["id"], svar(UAKTUELT if b.per <= siste else BRUDD, **nar(rad))


@regel("UND-21", "register", "lov")
def und_21(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        ferdig, kode, start = rad["konklusjon_slutt_dato"], rad["konklusjon_kode"], rad["start_dato"]
        if ferdig is None:
            continue
        godt = _gyldig(_UND_KODER, kode, ferdig)
        if kode in ("1", "2"):
            godt = godt and bool(rad["vedtaksgrunnlag"]) and bool(b.koblet_fra(rad, "undersokelse", "vedtak"))
        yield "register", rad["id"], svar(OPPFYLT if godt else BRUDD, **nar(rad))
        if umulig(rad) and kode in ("1", "2"):
            yield "lov", rad["id"], svar(*ALT)
        elif kode == "1":
            truffet = any(start <= v["start_dato"] <= ferdig for v in b["vedtak"])
            yield "lov", rad["id"], svar(OPPFYLT if truffet else BRUDD, **nar(rad))
        elif kode == "2":
            sendt = [o["dato"] for o in b["oversendelse_nemnd"]]
            i_tiden = any(start <= dag <= ferdig for dag in sendt)
            # One sent before it began or after it was over: the words do not say.
            yield "lov", rad["id"], svar(*((OPPFYLT,) if i_tiden else ALT if sendt else (BRUDD,)), **nar(rad))
        else:
            yield "lov", rad["id"], svar(OPPFYLT, **nar(rad))


@regel("UND-23", "lov")
def und_23(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        ferdig = rad["konklusjon_slutt_dato"]
        if ferdig is None or rad["konklusjon_kode"] != "4":
            continue
        if ferdig < date(2023, 1, 1):
            yield "lov", rad["id"], svar(UAKTUELT)
            continue
        siste = months_after(ferdig, 6)
        nye = [r["start_dato"] for r in b["undersokelse"] if r is not rad and r["start_dato"] > ferdig]
        samme_dag = any(r["start_dato"] == ferdig for r in b["undersokelse"] if r is not rad)
        felt = {"frist_dato": siste, **nar(rad)}
        if umulig(rad):
            yield "lov", rad["id"], svar(UAVKLART, **nar(rad))
        elif nye and min(nye) <= siste:
            yield "lov", rad["id"], svar(OPPFYLT, faktisk_dato=min(nye), **felt)
        else:
            utfall = UAKTUELT if b.per <= siste else BRUDD
            yield "lov", rad["id"], svar(*((OPPFYLT, utfall) if samme_dag else (utfall,)), **felt)


@regel("UND-25", "register")
def und_25(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        ferdig = rad["konklusjon_slutt_dato"]
        if ferdig is None or rad["konklusjon_kode"] not in ("5", "9"):
            continue
        if b.format == "v5":
            yield "register", rad["id"], svar(UAVKLART, kan_mangle=True)  # no such field in the format
            continue
        uten = UAVKLART if ferdig >= date(2026, 1, 1) else BRUDD
        yield "register", rad["id"], svar(OPPFYLT if rad["konklusjon_presisering_utfylt"] else uten, **nar(rad))


@regel("UND-28", "lov")
def und_28(b: Bilde) -> Rader:
    for rad in b["undersokelse"]:
        koblet = [m for m in b.koblet_til(rad, "henvendelse", "undersokelse") if m["kode"] in (None, "2")]
        mottatt = _mottatt(b, rad)
        sent = [m for m in koblet if (m["konklusjon_slutt_dato"] or b.per) > m["start_dato"] + UKE]
        if mottatt is None:
            yield "lov", rad["id"], svar(UAVKLART, **nar(rad))
            continue
        ute = mottatt + UKE
        egen = frist(
            ute, months_after(ute, _maneder(rad)), rad["konklusjon_slutt_dato"], rad["start_dato"], b.per, **nar(rad)
        )
        if any(umulig(m) for m in koblet):
            yield "lov", rad["id"], svar(*(ALT if sent else {UAVKLART, *egen.utfall}))
        elif sent:
            utfall = (BRUDD, UAVKLART) if UAVKLART in egen.utfall else (BRUDD,)
            yield "lov", rad["id"], svar(*utfall, frist_dato=egen.frist_dato, **nar(rad))
        elif all(m["konklusjon_slutt_dato"] for m in koblet) or OPPFYLT not in egen.utfall:
            yield "lov", rad["id"], egen
        else:  # the message is open and in time, though the investigation is done: the words do not say
            yield "lov", rad["id"], svar(*IKKE_BRUDD)
