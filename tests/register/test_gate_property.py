"""Random people and runs, honest and not: whatever is let through, nothing is closed past the gate, and the program
touches nothing a person wrote."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand, Omfang, Registeret, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser import FeltSatt, Frakoblet, Koblet, Kommentert, Overfort, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    BevisVurdert,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    MalEndret,
    Objektsvar,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, KjoringTrukket
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import Varighet
from bvaudit.register.gate import missing
from bvaudit.register.guards import allowed
from tests.register.guard_states import the_context
from tests.register.logs import ENHET, LEDER, NI_AV_TI, RULE, STAB, TEAM, D, Life, found, opened

WHO = (LEDER, LEDER, TEAM, STAB, "kommunalsjef", "barnevernleder@E2", "barnevernleder", MASKINEN)
AV, MEASURES = ("AV-2026-0001", "AV-2026-0002"), ("TI-2026-0001", "TI-2026-0002")
STEPS, SEEDS = 200, 12
STATES = (Objekttilstand.RETTET, Objekttilstand.FOR_SENT, Objekttilstand.BORTFALT, Objekttilstand.FORTSATT)


class Crowd:
    """One random life. ``closed`` counts what was let through by the gate."""

    def __init__(self, seed: int) -> None:
        self.random, self.life, self.closed = Random(seed), Life(the_context()).begun().run(), 0
        self.day, self.runs = D(1, 3), 1
        self.life.found("1", "2", "3")
        self.life.do(MASKINEN, opened(AV[1], omfang=Omfang.ENKELTHENDELSE, dag=D(1, 2)), D(1, 2))
        self.life.do(MASKINEN, found("8", nr=AV[1]), D(1, 2))

    def live(self) -> None:
        for _ in range(STEPS):
            self.day += timedelta(days=self.random.choice((0, 0, 1, 5, 20)))
            honest = self.random.random() < 0.6
            hvem, event = self.random.choice(WHO), self.next_step() if honest else self.event()
            if self.random.random() < 0.8:
                hvem = self.fit(event, hvem)
            self.put(hvem, event)

    def next_step(self) -> Hendelse:
        """What somebody would do who wants it closed: the first thing that is missing, one way or another."""
        nr = self.random.choice(AV)
        avvik = self.life.reg.avvik[nr]
        codes = [one.kode for one in missing(self.life.reg, avvik, STAB, self.life.kontekst, self.day)]
        tiltak = avvik.avgjorende or (avvik.tiltak[0] if avvik.tiltak else MEASURES[0])
        link = f"{nr}/{tiltak}"
        steps = {
            "uten-arsak": lambda: FeltSatt(nr=nr, felt="arsak", verdi="kapasitet"),
            "uten-tiltak": lambda: self.linked(nr, tiltak),
            "tiltak-ikke-i-bruk": lambda: FeltSatt(nr=link, felt="tiltaksstatus", verdi="i-bruk"),
            "tiltak-uten-belegg": lambda: FeltSatt(nr=link, felt="belegg", tekst="Vedtatt."),
            "uten-avgjorende": lambda: AvgjorendeValgt(nr=nr, tiltak=tiltak, dag=self.day),
            "uten-i-bruk-dag": lambda: FeltSatt(nr=link, felt="i_bruk", verdi=self.day.isoformat()),
            "objekter-uavgjort": lambda: self.evidence(nr, (Objekttilstand.FOR_SENT,)),
            "uten-senere-kjoring": self.run,
            "uten-forsok": lambda: self.begin(nr),
            "forsok-uferdig": lambda: self.finish(nr, good=True),
            "for-kort-i-bruk": lambda: self.wait(nr),
        }
        return next((steps[code]() for code in codes if code in steps), None) or self.close(nr)

    def linked(self, nr: str, tiltak: str) -> Hendelse:
        if tiltak in self.life.reg.ting:
            return Koblet(avvik=nr, tiltak=tiltak, dag=self.day)
        return TingOpprettet(nr=tiltak, slag=Slag.TILTAK, tittel="Rutine", enhet=ENHET, eier=TEAM, dag=self.day)

    def wait(self, nr: str) -> Hendelse:
        self.day += timedelta(days=31)
        return Kommentert(nr=nr, tekst="Venter.")

    def fit(self, event: Hendelse, hvem: str) -> str:
        """Most of what is tried is tried by one who may do such a thing."""
        machine = (BevisVurdert, KjoringSkrevet, ForsokFerdig)
        if isinstance(event, machine):
            return MASKINEN
        return hvem if hvem != MASKINEN else STAB

    def put(self, hvem: str, event: Hendelse) -> None:
        life, before = self.life, self.life.reg
        if allowed(before, Ny(hvem=hvem, hendelse=event), life.kontekst, self.day):
            return
        life.force(hvem, event, self.day)
        if hvem == MASKINEN:
            untouched(before, life.reg)
        for nr, avvik in life.reg.avvik.items():
            if before.avvik[nr].apen and not avvik.apen:
                assert isinstance(event, AvvikAvsluttet | KjoringTrukket) and hvem != MASKINEN
                self.judge(before, before.avvik[nr], hvem, event)

    def judge(self, reg: Registeret, avvik: Avvik, hvem: str, event: Hendelse) -> None:
        if isinstance(event, AvvikAvsluttet) and event.stilling in (Stilling.LUKKET, Stilling.LUKKET_FA):
            self.closed += 1
            assert not list(lacks(reg, avvik, hvem, event))

    def event(self) -> Hendelse:
        pick, nr, ti = self.random.choice, self.random.choice(AV), self.random.choice(MEASURES)
        link = f"{nr}/{ti}"
        back = self.day - timedelta(days=self.random.choice((0, 0, 30, 120, 400)))
        made = (
            lambda: Varslet(nr=nr, dag=back),
            lambda: FeltSatt(nr=nr, felt="arsak", verdi=pick(("kapasitet", "ukjent", ""))),
            lambda: FeltSatt(nr=nr, felt="status", verdi=pick(("lukket", "under-arbeid"))),
            lambda: FeltSatt(nr=nr, felt="ansvarlig", verdi=pick((TEAM, STAB, LEDER))),
            lambda: FeltSatt(nr=link, felt="tiltaksstatus", verdi=pick(("planlagt", "i-bruk", "i-bruk", "droppet"))),
            lambda: FeltSatt(nr=link, felt="i_bruk", verdi=back.isoformat()),
            lambda: FeltSatt(nr=link, felt="belegg", tekst=pick(("Vedtatt.", "Vedtatt.", ""))),
            lambda: FeltSatt(nr=ti, felt="eier", verdi=pick((TEAM, STAB))),
            lambda: TingOpprettet(nr=ti, slag=Slag.TILTAK, tittel="Rutine", enhet=ENHET, eier=TEAM, dag=self.day),
            lambda: Koblet(avvik=nr, tiltak=ti, dag=self.day),
            lambda: Frakoblet(avvik=nr, tiltak=ti, grunn="Feil."),
            lambda: AvgjorendeValgt(nr=nr, tiltak=ti, grunn="Bedre.", dag=self.day),
            lambda: MalEndret(nr=nr, mal=replace(NI_AV_TI, minst=8), mykere=True, grunn="Få.", dag=self.day),
            lambda: AlvorEndret(nr=nr, alvor=pick(tuple(Alvorlighetsgrad)), grunn="Sett på.", dag=self.day),
            lambda: UtsattMedGrunn(
                nr=nr, til=pluss(self.day, Varighet(antall=90, enhet="D")), giver=STAB, grunn="x", dag=self.day
            ),
            lambda: KanIkkeRettes(nr=nr, grunn="For sent.", objekter=(pick("123"),), alle=False, dag=self.day),
            lambda: Overfort(nr=nr, eier=pick((TEAM, STAB, LEDER)), grunn="Ny.", dag=self.day),
            lambda: Kommentert(nr=nr, tekst="Sett."),
            lambda: Gjenapnet(nr=nr, grunn="Feil.", dag=self.day),
            lambda: KjoringTrukket(kjoring=f"k{self.runs}", grunn="Feil.", dag=self.day),
            self.run,
            self.run,
            lambda: self.evidence(nr),
            lambda: self.evidence(nr),
            lambda: self.begin(nr),
            lambda: self.begin(nr),
            lambda: self.finish(nr),
            lambda: self.finish(nr),
            lambda: self.close(nr),
            lambda: self.close(nr),
            lambda: self.close(nr),
        )
        return pick(made)()

    def run(self) -> Hendelse:
        self.runs += 1
        return KjoringSkrevet(
            kjoring=f"k{self.runs}",
            dag=self.day,
            uttrekk="u",
            antall_objekter=9,
            enheter={ENHET: 9},
            logikk={RULE: "l1"},
        )

    def evidence(self, nr: str, states: tuple[Objekttilstand, ...] = STATES) -> Hendelse:
        bevis = self.life.reg.avvik[nr].bevis
        svar = tuple(
            Objektsvar(objekt_id=one.objekt_id, tilstand=self.random.choice(states), grunn="x") for one in bevis
        )
        kjoring = self.random.choice((f"k{self.runs}", f"k{self.runs}", ""))
        kjoring = next((one.kjoring for one in reversed(self.life.reg.kjoringer) if not one.trukket), kjoring)
        return BevisVurdert(nr=nr, kjoring=kjoring, dag=self.day, avgjort=len(svar), uavgjort=0, svar=svar)

    def begin(self, nr: str) -> Hendelse:
        avvik = self.life.reg.avvik[nr]
        link = self.life.reg.ting.get(f"{nr}/{avvik.avgjorende}")
        in_use = (link.dato("i_bruk") if link is not None else None) or self.day
        forsok = Forsok(
            nr=len(avvik.forsok) + self.random.choice((1, 1, 1, 2)),
            dag=self.day,
            per=self.day,
            mate=Malemate.HENDELSE,
            mal=self.random.choice((avvik.mal, avvik.mal, NI_AV_TI)),
            tiltak=avvik.avgjorende,
            i_bruk=in_use,
            fra=in_use + timedelta(days=self.random.choice((0, 0, 200))),
            til=self.day,
            forste=in_use,
        )
        return ForsokBegynt(nr=nr, forsok=forsok, dag=self.day)

    def finish(self, nr: str, *, good: bool = False) -> Hendelse:
        """Sometimes figures and outcome agree, sometimes not."""
        avvik = self.life.reg.avvik[nr]
        if not avvik.forsok:
            return Kommentert(nr=nr, tekst="Ikke målt.")
        n, brudd = self.random.choice(((10, 1), (10, 0), (4, 0), (0, 0), (10, 3), (20, 2)))
        if good:
            n, brudd = 10, self.random.choice((0, 1))
        utfall = (
            self.random.choice(tuple(Forsoksutfall)) if not good and self.random.random() < 0.5 else Forsoksutfall.NADD
        )
        done = replace(avvik.forsok[-1], n=n, brudd=brudd, utfall=utfall, ferdig=True, hendelse=0)
        return ForsokFerdig(nr=nr, forsok=done, dag=self.day)

    def close(self, nr: str) -> Hendelse:
        avvik, pick = self.life.reg.avvik[nr], self.random.choice
        last = avvik.forsok[-1] if avvik.forsok else None
        stilling = pick((Stilling.LUKKET,) * 5 + (Stilling.LUKKET_FA, Stilling.AVVIST, Stilling.LUKKET_FOR))
        return AvvikAvsluttet(
            nr=nr,
            stilling=stilling,
            forsok=0 if last is None or avvik.omfang is Omfang.ENKELTHENDELSE else last.nr,
            grunn="Ferdig.",
            dag=self.day,
        )


def untouched(before: Registeret, after: Registeret) -> None:
    """The program has changed no field, no comment, no promise, no owner, and closed nothing."""
    for nr, ting in before.ting.items():
        now = after.ting[nr]
        assert (now.felt, now.kommentarer, now.eier, now.avsluttet) == (
            ting.felt,
            ting.kommentarer,
            ting.eier,
            ting.avsluttet,
        )
    for nr, avvik in before.avvik.items():
        new = after.avvik[nr]
        assert (new.varslet, new.utsettelser, new.stilling, new.gjenapnet, new.avgjorende, new.mal, new.alvor) == (
            avvik.varslet,
            avvik.utsettelser,
            avvik.stilling,
            avvik.gjenapnet,
            avvik.avgjorende,
            avvik.mal,
            avvik.alvor,
        )


def lacks(reg: Registeret, avvik: Avvik, hvem: str, event: AvvikAvsluttet) -> Iterator[str]:
    """Part 7 of the rules, told once more in a plainer way than the gate does it."""
    owners = {avvik.ting.eier, avvik.ting.verdi("ansvarlig")} - {""}
    if hvem in owners or not owners:
        yield "who"
    if any(one.tilstand in (Objekttilstand.FORTSATT, Objekttilstand.IKKE_KONTROLLERT) for one in avvik.bevis):
        yield "objects"
    if avvik.ting.verdi("arsak") in ("", "ukjent"):
        yield "cause"
    if avvik.omfang is Omfang.ENKELTHENDELSE:
        settled = max(one.tilstand_dag or date.max for one in avvik.bevis)
        if not any(run.per > settled and not run.trukket for run in reg.kjoringer):
            yield "later run"
    else:
        yield from _measures(reg, avvik, event.dag)
        yield from _goal(avvik, event)


def _goal(avvik: Avvik, event: AvvikAvsluttet) -> Iterator[str]:
    last = avvik.forsok[-1] if avvik.forsok else None
    if last is None or not last.ferdig or last.nr != event.forsok or last.mal != avvik.mal:
        yield "attempt"
    elif event.stilling is Stilling.LUKKET:
        share = (last.n - last.brudd) / max(last.n, 1)
        if last.n < avvik.mal.av or share < avvik.mal.minst / avvik.mal.av - 1e-9:
            yield "goal"
        if avvik.alvor is Alvorlighetsgrad.KRITISK and last.brudd:
            yield "kritisk"
    elif last.brudd or not last.n or last.per < pluss(last.i_bruk, Varighet(antall=12, enhet="M")):
        yield "few"


def _measures(reg: Registeret, avvik: Avvik, day: date) -> Iterator[str]:
    if not avvik.tiltak:
        yield "measures"
    for tiltak in avvik.tiltak:
        link = reg.ting[f"{avvik.nr}/{tiltak}"]
        if link.verdi("tiltaksstatus") not in ("i-bruk", "fullfort", "droppet"):
            yield "in use"
        if not link.verdi("belegg"):
            yield "evidence"
    decisive = reg.ting.get(f"{avvik.nr}/{avvik.avgjorende}")
    in_use = decisive.dato("i_bruk") if decisive is not None else None
    if decisive is None or decisive.verdi("tiltaksstatus") == "droppet" or in_use is None:
        yield "decisive"
    elif day < pluss(in_use, Varighet(antall=3, enhet="M")) or in_use <= date(2025, 12, 31):
        yield "three months"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_closed_past_the_gate(seed: int) -> None:
    Crowd(seed).live()


@pytest.mark.lang
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_nothing_is_closed_past_the_gate_in_many_lives(seed: int) -> None:
    Crowd(seed).live()


def test_the_crowd_does_get_something_closed() -> None:
    """Else it shows nothing."""
    crowds = [Crowd(seed) for seed in range(100, 106)]
    for crowd in crowds:
        crowd.live()
    assert sum(crowd.closed for crowd in crowds) >= 3
