"""A case while it is being told: gives ids, keeps the child, and writes the relations between the parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import eksempel_mal as mal
from eksempel_modell import (
    Ettervern,
    Flytting,
    Hendelse,
    Hjemmel,
    Kode,
    Melding,
    Oversendelse,
    Personalia,
    Plan,
    Relasjon,
    Sak,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
)

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)


def new_id(rng: Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))


def check_digits_hold(nummer: str) -> bool:
    """Whether the two last digits are the check digits a real person's number would have."""
    tall = [int(siffer) for siffer in nummer]
    k1 = (11 - sum(v * t for v, t in zip(_FIRST, tall, strict=False)) % 11) % 11
    k2 = (11 - sum(v * t for v, t in zip(_SECOND, tall, strict=False)) % 11) % 11
    return k1 == tall[9] and k2 == tall[10]


def hjelpenummer(fodt: date, kjonn: str) -> str:
    """The number a service makes up for a child without one. Never one that could belong to a person."""
    nummer = fodt.strftime("%d%m%y") + {"0": "99999", "1": "00100", "2": "00200"}[kjonn]
    if check_digits_hold(nummer):
        raise ValueError("hjelpenummeret har gyldige kontrollsifre")
    return nummer


def fictional_duf(lopenummer: int) -> str:
    """The form of a DUF number with control digits one off, so that it is nobody's."""
    ti = f"2023{lopenummer:06d}"
    kontroll = (sum(v * int(t) for v, t in zip(_DUF, ti, strict=True)) % 11 + 1) % 11
    return f"{ti}{kontroll:02d}"


class Barn:
    """Hands out birth dates: no two children share a number, and no number has valid check digits."""

    def __init__(self, brukt: Iterable[str] = ()) -> None:
        self._brukt = set(brukt)

    def free_date(self, onsket: date, kjonn: str) -> date:
        fodt = onsket
        while True:
            nummer = fodt.strftime("%d%m%y") + {"0": "99999", "1": "00100", "2": "00200"}[kjonn]
            if nummer not in self._brukt and not check_digits_hold(nummer):
                self._brukt.add(nummer)
                return fodt
            fodt -= timedelta(days=1)


class Bygger:
    """One case being told. Every ``add`` returns the id of what was added; nothing is dated after ``mal.SISTE_DAG``."""

    def __init__(self, *, nr: int, enhet: str, versjon: str, stokker: mal.Stokker, barn: Barn) -> None:
        self.rng = Random(f"{stokker.seed}/sak/{nr}")
        self.stokker = stokker
        self.enhet = enhet
        self.v5 = versjon == "v5"
        self._barn = barn
        self.fodt = date.min
        self.sak = Sak(id=self.id(), start=date.max, journalnummer=f"FJ-{nr:04d}", enhet=enhet, versjon=versjon)

    def id(self) -> str:
        return new_id(self.rng)

    def draw(self, navn: str, vekter: dict[mal.T, int], *, per_enhet: bool = False) -> mal.T:
        return self.stokker.trekk(f"{navn}/{self.enhet}" if per_enhet else navn, vekter)

    def days(self, fra: int, til: int) -> timedelta:
        return timedelta(days=self.rng.randint(fra, til))

    def weekday(self, dag: date, tidligst: date) -> date:
        """The Friday before when ``dag`` is in a weekend, never before ``tidligst``: offices are closed."""
        return max(tidligst, dag - timedelta(days=max(0, dag.weekday() - 4)))

    def child(self, fodt: date, start: date, *, duf: str | None = None) -> None:
        kjonn = self.draw("kjønn", mal.KJONN)
        self.fodt = self._barn.free_date(min(fodt, start - timedelta(days=20)), kjonn)
        self.person(self.fodt, kjonn, start, duf=duf)

    def person(self, fodt: date, kjonn: str, start: date, *, duf: str | None = None) -> None:
        rad = Personalia(id=self.id(), start=start, fodt=fodt, kjonn=kjonn, nummer=hjelpenummer(fodt, kjonn), duf=duf)
        self.sak = replace(self.sak, personalia=(*self.sak.personalia, rad), start=min(self.sak.start, start))

    def unborn(self, termin: date, start: date) -> None:
        termin = self._barn.free_date(termin, "0")
        self.fodt = termin
        self.person(termin, "0", start)

    def child_of_age(self, start: date) -> None:
        (yngst, eldst) = self.draw("alder", mal.ALDER)
        dager = self.rng.randint(yngst * 365 + 30, eldst * 365 + 330)
        self.child(start - timedelta(days=dager), start)

    def codes(self, navn: str, vekter: dict[str, int], antall: int) -> tuple[Kode, ...]:
        unike = dict.fromkeys(self.draw(navn, vekter) for _ in range(antall))
        return tuple(Kode(kode=k, presisering=mal.FRITEKST if k in mal.KREVER_PRESISERING else None) for k in unike)

    def themes(self, antall: int = 2) -> tuple[Kode, ...]:
        return self.codes("tema", mal.TEMA, antall)

    def reporter(self, dag: date) -> Kode:
        kode = self.draw("melder", mal.MELDER)
        if kode in ("24", "25"):  # one code for both until the end of 2024; the v5 list has lost them
            kode = "10" if self.v5 else "15" if dag.year < 2025 else kode
        return Kode(kode=kode, presisering=mal.FRITEKST if kode == "22" and not self.v5 else None)

    def add_melding(self, start: date, slutt: date | None, konklusjon: str | None) -> str:
        rad = Melding(
            id=self.id(), start=start, meldere=(self.reporter(start),), tema=self.themes(), slutt=slutt,
            konklusjon=konklusjon,
        )  # fmt: skip
        self.sak = replace(self.sak, meldinger=(*self.sak.meldinger, rad))
        return rad.id

    def add_undersokelse(self, rad: Undersokelse, *meldinger: str) -> str:
        self.sak = replace(self.sak, undersokelser=(*self.sak.undersokelser, rad))
        for melding in meldinger:
            self.relate("Melding", melding, "Undersokelse", rad.id)
        return rad.id

    def add_plan(self, kode: str, start: date, evalueringer: Sequence[date] = (), slutt: date | None = None) -> str:
        rad = Plan(id=self.id(), start=start, kode=kode, evalueringer=self.events(evalueringer), slutt=slutt)
        self.sak = replace(self.sak, planer=(*self.sak.planer, rad))
        return rad.id

    def add_vedtak(
        self, slag: Hjemmel, start: date, status: Sequence[tuple[date, str]], *, slutt: date | None = None,
        fra: str | None = None, migrert: str | None = None,
    ) -> str:  # fmt: skip
        rader = tuple(Hendelse(id=self.id(), dato=dato, verdi=kode) for dato, kode in status if dato <= mal.SISTE_DAG)
        rad = Vedtak(id=self.id(), start=start, hjemmel=slag, status=rader, slutt=slutt, migrert=migrert)
        self.sak = replace(self.sak, vedtak=(*self.sak.vedtak, rad))
        if fra:
            self.relate("Undersokelse", fra, "Vedtak", rad.id)
        return rad.id

    def add_tiltak(self, rad: Tiltak, vedtak: str | None) -> str:
        kode = rad.kode
        if self.v5:
            kode = Kode(kode=mal.V5_KODE.get(kode.kode, kode.kode))
        self.sak = replace(self.sak, tiltak=(*self.sak.tiltak, replace(rad, kode=kode)))
        if vedtak:
            self.relate("Vedtak", vedtak, "Tiltak", rad.id)
        return rad.id

    def add_oversendelse(self, slag: Hjemmel, start: date, vedtak: str) -> None:
        rad = Oversendelse(id=self.id(), start=start, hjemmel=slag)
        self.sak = replace(self.sak, oversendelser=(*self.sak.oversendelser, rad))
        self.relate("Vedtak", vedtak, "OversendelseFylkesnemnd", rad.id)

    def add_flytting(self, dag: date, arsak: str, til: str) -> None:
        rad = Flytting(id=self.id(), start=dag, arsak=Kode(kode=arsak), til=Kode(kode=til))
        self.sak = replace(self.sak, flyttinger=(*self.sak.flyttinger, rad))

    def add_ettervern(self, sendt: date, slutt: date | None, konklusjon: str | None) -> None:
        rad = Ettervern(id=self.id(), start=sendt, slutt=slutt, konklusjon=konklusjon)
        self.sak = replace(self.sak, ettervern=(*self.sak.ettervern, rad))

    def add_slettet(self, element: str, begrep: str, dag: date) -> None:
        self.sak = replace(self.sak, slettede=(*self.sak.slettede, Slettet(id=element, type=begrep, dato=dag)))

    def relate(self, fra_type: str, fra: str, til_type: str, til: str) -> None:
        rad = Relasjon(id=self.id(), fra_type=fra_type, fra=fra, til_type=til_type, til=til)
        self.sak = replace(self.sak, relasjoner=(*self.sak.relasjoner, rad))

    def events(self, datoer: Sequence[date]) -> tuple[Hendelse, ...]:
        return tuple(Hendelse(id=self.id(), dato=d) for d in sorted(datoer))

    def close(self, dag: date, slutt: date | None = None) -> None:
        """The case is closed on ``dag``; plans and decisions still open ended on ``slutt``."""
        slutt = slutt or dag
        self.sak = replace(
            self.sak,
            slutt=dag,
            planer=tuple(replace(p, slutt=max(p.start, slutt)) if p.slutt is None else p for p in self.sak.planer),
            vedtak=tuple(self._ended(v, max(v.start, slutt)) if v.slutt is None else v for v in self.sak.vedtak),
        )

    def _ended(self, vedtak: Vedtak, slutt: date) -> Vedtak:
        return replace(vedtak, slutt=slutt, status=(*vedtak.status, Hendelse(id=self.id(), dato=slutt, verdi="4")))
