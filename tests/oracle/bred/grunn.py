"""What every part of the key uses: the answer, the case as it stood on a day, limits, and the core key on these cases.

The key is made from the written law and the rules' own words. It never looks at how the program reckons. Where the
words do not say, the answer is a set of what they can be read as; ``kan_mangle`` when no row is a right answer too.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from .. import cases as kjerne
from ..cases import months_after
from ..key import UFASTSATT, Day, Number
from ..key import VARIANTS as KJERNEVARIANTER
from ..key import Row as KjerneRad
from ..key import key as kjernefasit
from .levert import som_levert
from .saker import TABELLER, Rad

OPPFYLT, DELVIS, BRUDD, UAVKLART, UAKTUELT = (
    "oppfylt", "delvis oppfylt", "ikke oppfylt", "uavklart", "ikke aktuelt",
)  # fmt: skip
ALT = (OPPFYLT, DELVIS, BRUDD, UAVKLART, UAKTUELT)
IKKE_BRUDD = (OPPFYLT, DELVIS, UAVKLART, UAKTUELT)
UKE, DAG = timedelta(7), timedelta(1)
Nokkel = tuple[str, str, str]  # rule, variant, object


@dataclass(frozen=True, slots=True, kw_only=True)
class Svar:
    """``telles`` is the day that puts the object in a period. ``apen_fra``: not done, and in every period that ends on
    or after that day. Neither: a state, in every period."""

    utfall: frozenset[str]
    kan_mangle: bool = False
    start_dato: Day = UFASTSATT
    frist_dato: Day = UFASTSATT
    faktisk_dato: Day = UFASTSATT
    krav: Number = UFASTSATT
    funnet: Number = UFASTSATT
    telles: date | None = None
    apen_fra: date | None = None


def svar(*utfall: str, **felt: Any) -> Svar:
    return Svar(utfall=frozenset(utfall), **felt)


def fritt(*utfall: str) -> Svar:
    """The words do not say: any of these, or no row."""
    return svar(*(utfall or ALT), kan_mangle=True)


Regel = Callable[["Bilde"], Iterator[tuple[str, str, Svar]]]
REGLER: dict[str, Regel] = {}
VARIANTER: dict[str, tuple[str, ...]] = dict(KJERNEVARIANTER)


def regel(navn: str, *varianter: str) -> Callable[[Regel], Regel]:
    def legg_til(funksjon: Regel) -> Regel:
        REGLER[navn], VARIANTER[navn] = funksjon, varianter
        return funksjon

    return legg_til


# --- the case as it stood ------------------------------------------------------------------------------------------


def skjedd(dag: date | None, per: date) -> date | None:
    return dag if dag is not None and dag <= per else None


def i_kraft(rad: Rad, dag: date) -> bool:
    return bool(rad["start_dato"] <= dag and (rad["slutt_dato"] is None or rad["slutt_dato"] >= dag))


def som_sett(sak: Rad, per: date) -> Rad:
    """Without what is deleted, what begins later and what is done later."""
    borte = {(rad["type"], rad["id"]) for rad in sak["slettet"]}
    ut = dict(sak)
    for tabell in TABELLER:
        ut[tabell] = [dict(r) for r in sak[tabell] if not r.get("er_slettet") and (tabell, r.get("id")) not in borte]
    ut["slutt_dato"] = skjedd(sak["slutt_dato"], per)
    for tabell, felt in (("flytting", "dato"), ("oversendelse_nemnd", "dato"), ("ettervern", "tilbud_sendt_dato")):
        ut[tabell] = [rad for rad in ut[tabell] if rad[felt] <= per]
    for tabell in ("henvendelse", "undersokelse", "plan", "tiltak", "vedtak"):
        ut[tabell] = [rad for rad in ut[tabell] if rad["start_dato"] <= per]
    for rad in (*ut["henvendelse"], *ut["undersokelse"], *ut["ettervern"]):
        if rad.get("konklusjon_er_slettet") or skjedd(rad["konklusjon_slutt_dato"], per) is None:
            rad |= {"konklusjon_slutt_dato": None, "konklusjon_kode": None}
    for rad in (*ut["undersokelse"], *ut["tiltak"]):
        rad["medvirkning"] = [m for m in rad["medvirkning"] if m["start_dato"] <= per]
    for rad in (*ut["plan"], *ut["tiltak"]):
        rad["slutt_dato"] = skjedd(rad["slutt_dato"], per)
        rad["evaluering"] = [dag for dag in rad["evaluering"] if dag <= per]
    for rad in ut["vedtak"]:
        _vedtak_sett(rad, per)
    return ut


def _vedtak_sett(rad: Rad, per: date) -> None:
    """``ende`` is the last day: the end in v3 and v4, in v5 the day it lapses, the new one when that was put off."""
    rad["ende"] = skjedd(rad["slutt_dato"] or rad["ny_bortfall"] or rad["bortfall"], per)
    rad["status"] = [s for s in rad["status"] if s["dato"] <= per]
    rad["krav"] = [
        k if k["dato"] is None or k["dato"] <= per else {**k, "dato": None, "kode": None}
        for k in rad["krav"]
        if k["mottatt"] <= per
    ]


class Bilde:
    """The case on the judging day, with the questions the rules ask of it."""

    def __init__(self, sak: Rad, format_: str, per: date) -> None:
        self.alt = sak
        self.sak, self.format, self.per = som_sett(sak, per), format_, per
        personer = self.sak["personalia"]
        self.barn: Rad | None = max(personer, key=lambda rad: rad["start_dato"], default=None)
        self.fodt: date | None = self.barn and self.barn["fodselsdato"]

    def __getitem__(self, tabell: str) -> list[Rad]:
        return self.sak[tabell]  # type: ignore[no-any-return]

    def fyller(self, ar: int) -> date | None:
        return months_after(self.fodt, ar * 12) if self.fodt else None

    def voksen(self, dag: date | None = None) -> bool | None:
        """Whether the child is 18 on the day; None when nobody knows."""
        atten = self.fyller(18)
        return None if atten is None else (dag or self.per) >= atten

    def koblet_til(self, rad: Rad, fra: str, til: str) -> list[Rad]:
        """The rows of ``fra`` with a living link to this row."""
        ider = {
            r["fra_id"]
            for r in self["relasjon"]
            if (r["fra_type"], r["til_type"], r["til_id"]) == (fra, til, rad["id"])
        }
        return [r for r in self[fra] if r["id"] in ider]

    def koblet_fra(self, rad: Rad, fra: str, til: str) -> list[Rad]:
        ider = {
            r["til_id"]
            for r in self["relasjon"]
            if (r["fra_type"], r["til_type"], r["fra_id"]) == (fra, til, rad["id"])
        }
        return [r for r in self[til] if r["id"] in ider]

    def planer(self, *koder: str) -> list[Rad]:
        return [plan for plan in self["plan"] if plan["kode"] in koder]


# --- limits --------------------------------------------------------------------------------------------------------


def frist(start: date, siste: date, gjort: date | None, begynte: date, per: date, **felt: Any) -> Svar:
    """In time or not. ``begynte`` is the object's first day, before which nothing can be done."""
    felt = {"start_dato": start, "frist_dato": siste, "faktisk_dato": gjort, **felt}
    if gjort is not None:
        return svar(UAVKLART if gjort < begynte else OPPFYLT if gjort <= siste else BRUDD, **felt)
    return svar(UAKTUELT if per <= siste else BRUDD, **felt)


def nar(rad: Rad) -> dict[str, date]:
    """How a thing that is concluded, or not yet, is counted in a period."""
    ferdig = rad["konklusjon_slutt_dato"]
    return {"telles": ferdig} if ferdig else {"apen_fra": rad["start_dato"]}


def umulig(rad: Rad) -> bool:
    return rad["konklusjon_slutt_dato"] is not None and rad["konklusjon_slutt_dato"] < rad["start_dato"]


def lov(rad: Rad) -> tuple[str, str, str]:
    h = rad["hjemmel"]
    return h["lov"], h["kapittel"], h["paragraf"]


def er_hjelp(rad: Rad) -> bool:
    lov_, kapittel, paragraf = lov(rad)
    return (lov_ == "BVL2021" and kapittel == "3" and paragraf != "6") or lov(rad) == ("BVL", "4", "4")


def er_omsorg(rad: Rad) -> bool | None:
    """A care order, as the register defines it; None for § 4-8 of 1992 with no subsection."""
    if lov(rad) in (("BVL2021", "5", "1"), ("BVL", "4", "12")):
        return True
    if lov(rad) != ("BVL", "4", "8"):
        return False
    if any((j["lov"], j["kapittel"], j["paragraf"]) == ("BVL", "4", "12") for j in rad["jmfr"]):
        return True
    ledd = rad["hjemmel"]["ledd"]
    return bool({"2", "3"} & set(ledd)) if ledd else None


def varig(rad: Rad) -> bool:
    return lov(rad) == ("BVL2021", "5", "12")


FOSTER = {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99", "15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5"}
NETTVERK = {"6.1", "6.2", "14.1", "14.2", "14.3"}  # familieråd, nettverksmøte, nettverkscoaching
VARIG_FRA = date(2026, 1, 5)


# --- the whole key -------------------------------------------------------------------------------------------------


def fasit(sak: Rad, format_: str, per: date) -> dict[Nokkel, Svar]:
    """Every row the rules must give for the case on ``per`` when no period leaves anything out."""
    levert = som_levert(sak, format_)
    if levert["er_slettet"]:
        return {}
    bilde = Bilde(levert, format_, per)
    ut = {(r, v, o): _av_kjerne(r, rad) for (r, v, o), rad in kjernefasit(_kjernesak(levert, format_), per).items()}
    for navn, funksjon in REGLER.items():
        for variant, objekt, svar_ in funksjon(bilde):
            if objekt != levert["sak_id"] or levert["start_dato"] <= per:  # what begins later does not exist yet
                ut[navn, variant, objekt] = svar_
    return ut


def kjernesvar(sak: Rad, format_: str, per: date) -> dict[Nokkel, KjerneRad]:
    """What the core key says of a case as its format carries it."""
    return kjernefasit(_kjernesak(sak, format_), per)


def _av_kjerne(regel_: str, rad: KjerneRad) -> Svar:
    telles = rad.telles[0] if rad.telles else None
    felt = {
        navn: getattr(rad, navn) for navn in ("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet", "apen_fra")
    }
    return svar(rad.utfall, kan_mangle=rad.kan_mangle, telles=telles, **felt)


def _kjernesak(sak: Rad, format_: str) -> kjerne.Case:
    """The same case in the words of the core key."""
    typer = {"henvendelse": "Henvendelse", "undersokelse": "Undersokelse"}
    return kjerne.Case(
        navn=sak["navn"],
        versjon="v5" if format_ == "v5" else "v4",
        innsending_id=sak["innsending_id"],
        uttrekk=datetime(2026, 8, 15, tzinfo=UTC),
        sak_id=sak["sak_id"],
        start=sak["start_dato"],
        slutt=sak["slutt_dato"],
        personalia=tuple(
            kjerne.Personalia(id=r["id"], start=r["start_dato"], fodt=r["fodselsdato"], slettet=r["er_slettet"])
            for r in sak["personalia"]
        ),
        henvendelser=tuple(
            kjerne.Henvendelse(
                id=r["id"],
                start=r["start_dato"],
                kode=r["kode"],
                konkludert=r["konklusjon_slutt_dato"],
                konklusjon_slettet=r["konklusjon_er_slettet"],
                slettet=r["er_slettet"],
            )
            for r in sak["henvendelse"]
        ),
        undersokelser=tuple(
            kjerne.Undersokelse(
                id=r["id"],
                start=r["start_dato"],
                utvidet=r["utvidet_frist_start_dato"],
                innvilget=r["utvidet_frist_innvilget"],
                konkludert=r["konklusjon_slutt_dato"],
                slettet=r["er_slettet"],
            )
            for r in sak["undersokelse"]
        ),
        planer=tuple(
            kjerne.Plan(
                id=r["id"],
                start=r["start_dato"],
                kode=r["kode"],
                slutt=r["slutt_dato"],
                evaluert=tuple(r["evaluering"]),
                slettet=r["er_slettet"],
            )
            for r in sak["plan"]
        ),
        tiltak=tuple(_kjernetiltak(r) for r in sak["tiltak"]),
        relasjoner=tuple(
            kjerne.Relasjon(
                id=r["id"],
                fra_id=r["fra_id"],
                til_id=r["til_id"],
                slettet=r["er_slettet"],
                fra_type=typer.get(r["fra_type"], r["fra_type"]),
                til_type=typer.get(r["til_type"], r["til_type"]),
            )
            for r in sak["relasjon"]
        ),
        slettinger=tuple(
            kjerne.Sletting(id=r["id"], type=r["type"].capitalize(), dato=r["dato"]) for r in sak["slettet"]
        ),
    )


def _kjernetiltak(rad: Rad) -> kjerne.Tiltak:
    h = rad["hjemmel"]
    return kjerne.Tiltak(
        id=rad["id"],
        start=rad["start_dato"],
        kode=rad["kode"],
        slutt=rad["slutt_dato"],
        slettet=rad["er_slettet"],
        hjemmel=kjerne.Hjemmel(lov=h["lov"], kapittel=h["kapittel"], paragraf=h["paragraf"]),
        evaluert=tuple(rad["evaluering"]),
        oppfolging=_kjernebesok(rad["oppfolging"]),
        tilsyn=_kjernebesok(rad["tilsyn"]),
    )


def _kjernebesok(besok: Rad | None) -> kjerne.Besok | None:
    if besok is None:
        return None
    hyppighet = tuple(
        kjerne.Hyppighet(id=h["id"], start=h["start_dato"], antall=h["antall"], enhet=h["enhet"])
        for h in besok["hyppighet"]
    )
    return kjerne.Besok(hyppighet=hyppighet, utfort=tuple(besok["utfort"]))


def etter(dager: Iterable[date], fra: date, til: date) -> list[date]:
    """The days in the window, both ends inside."""
    return sorted(dag for dag in dager if fra <= dag <= til)


def uten_brudd(svar_: Svar) -> Svar:
    return replace(svar_, utfall=frozenset(IKKE_BRUDD))
