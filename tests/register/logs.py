"""Logs made by hand for the tests of the register: events in order, one a minute, with prints that need no file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Avvik, Bevis, Kilde, Objekttilstand, Omfang, Registeret
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utgangspunkt
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import (
    AvgjorendeValgt,
    AvvikAvsluttet,
    AvvikOpprettet,
    BevisLagtTil,
    BevisVurdert,
    ForsokBegynt,
    ForsokFerdig,
    Objektsvar,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget, Ny
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.rule import Effektmal, Rettes
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.gate import closing, missing
from bvaudit.register.guards import allowed

BEGAN = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
NI_AV_TI = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)
LEDER, STAB, TEAM = "barnevernleder@E1", "stab", "teamleder@E1"
ENHET = "E1"
AV = "AV-2026-0001"
RULE = "UND-03"
TI, LINK = "TI-2026-0001", "AV-2026-0001/TI-2026-0001"


def logged(events: Iterable[Hendelse | tuple[str, Hendelse]], first: int = 1) -> tuple[Logget, ...]:
    """Each by the machine, unless (who, event) says whom."""
    found: list[Logget] = []
    forrige = ""
    for nr, one in enumerate(events, first):
        hvem, event = one if isinstance(one, tuple) else (MASKINEN, one)
        total = sha256(f"{forrige}{nr}{hvem}{event}".encode()).hexdigest()
        tid = BEGAN + timedelta(minutes=nr)
        found.append(Logget(nr=nr, tid=tid, hvem=hvem, hendelse=event, forrige=forrige, sum=total))
        forrige = total
    return tuple(found)


def register(*events: Hendelse | tuple[str, Hendelse]) -> Registeret:
    return fold(logged(events))


def opened(nr: str = AV, **values: Any) -> AvvikOpprettet:
    given: dict[str, Any] = {
        "regel": RULE,
        "variant": "lov",
        "tittel": "Undersøkelsen tok for lang tid",
        "enhet": ENHET,
        "kilde": Kilde.KJORING,
        "alvor": Alvorlighetsgrad.MIDDELS,
        "omfang": Omfang.SYSTEMSVIKT,
        "eier": LEDER,
        "mal": NI_AV_TI,
        "logikk": "l1",
        "kjoring": "k1",
        "dag": date(2026, 1, 2),
        "utgangspunkt": Utgangspunkt(n=20, brudd=8, variant="lov", per=date(2025, 12, 31)),
    }
    return AvvikOpprettet(nr=nr, **{**given, **values})


def proof(*ids: str, kjoring: str = "k1", dag: date = date(2025, 12, 31)) -> tuple[Bevis, ...]:
    return tuple(
        Bevis(
            sak=f"S{one}",
            objekt="undersokelse",
            objekt_id=one,
            enhet=ENHET,
            start=date(2025, 6, 1),
            dag=dag,
            kjoring=kjoring,
        )
        for one in ids
    )


def found(*ids: str, nr: str = AV, kjoring: str = "k1") -> BevisLagtTil:
    return BevisLagtTil(
        nr=nr, antall=len(ids), bevis=proof(*ids, kjoring=kjoring), kjoring=kjoring, dag=date(2025, 12, 31)
    )


def judged(
    *ids: str,
    nr: str = AV,
    tilstand: Objekttilstand = Objekttilstand.RETTET,
    kjoring: str = "k2",
    dag: date = date(2026, 3, 31),
    uavgjort: int = 0,
) -> BevisVurdert:
    svar = tuple(Objektsvar(objekt_id=one, tilstand=tilstand) for one in ids)
    return BevisVurdert(nr=nr, kjoring=kjoring, dag=dag, avgjort=len(ids), uavgjort=uavgjort, svar=svar)


class Life:
    """A register that grows by what the guards let through, one event after another, each on a day."""

    def __init__(self, kontekst: Kontekst) -> None:
        self.kontekst = kontekst
        self.events: list[Logget] = []
        self.reg = Registeret()

    def asked(self, hvem: str, event: Hendelse, dag: date) -> tuple[str, ...]:
        """The codes of the reasons why it may not be written."""
        return tuple(one.kode for one in allowed(self.reg, Ny(hvem=hvem, hendelse=event), self.kontekst, dag))

    def do(self, hvem: str, event: Hendelse, dag: date) -> None:
        refused = allowed(self.reg, Ny(hvem=hvem, hendelse=event), self.kontekst, dag)
        assert not refused, (type(event).__name__, refused)
        self.force(hvem, event, dag)

    def force(self, hvem: str, event: Hendelse, dag: date) -> None:
        """Past the guards, as a damaged log would have it."""
        nr = len(self.events) + 1
        tid = datetime.combine(dag, time(8), UTC)
        forrige = self.events[-1].sum if self.events else ""
        total = sha256(f"{forrige}{nr}{hvem}{event}".encode()).hexdigest()
        self.events.append(Logget(nr=nr, tid=tid, hvem=hvem, hendelse=event, forrige=forrige, sum=total))
        self.reg = fold_on(self.reg, self.events[-1:])

    @property
    def avvik(self) -> Avvik:
        return self.reg.avvik[AV]

    def missing(self, hvem: str, dag: date) -> tuple[str, ...]:
        return tuple(one.kode for one in missing(self.reg, self.avvik, hvem, self.kontekst, dag))

    def close(self, hvem: str, dag: date, **values: Any) -> AvvikAvsluttet:
        made = closing(self.reg, self.avvik, hvem, self.kontekst, dag, **values)
        assert isinstance(made, AvvikAvsluttet), made
        self.do(hvem, made, dag)
        return made

    # What most courses go through.

    def begun(self) -> "Life":
        self.do(MASKINEN, RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", nokkel="n1", dag=D(1, 2)), D(1, 2))
        return self

    def run(self, kjoring: str = "k1", per: date = date(2025, 12, 31), dag: date = date(2026, 1, 2)) -> "Life":
        logikk = {RULE: "l1"}
        written = KjoringSkrevet(
            kjoring=kjoring, dag=per, uttrekk="u", antall_objekter=90, enheter={ENHET: 90}, logikk=logikk
        )
        self.do(MASKINEN, written, dag)
        return self

    def found(self, *ids: str, nr: str = AV, **values: Any) -> "Life":
        self.do(MASKINEN, opened(nr, **values), D(1, 2))
        if ids:
            self.do(MASKINEN, found(*ids, nr=nr), D(1, 2))
        return self

    def written(self, felt: str, verdi: str, dag: date, hvem: str = LEDER, nr: str = AV) -> "Life":
        free = felt in ("hvorfor", "belegg", "droppet_grunn", "strakstiltak", "beskrivelse")
        event = FeltSatt(nr=nr, felt=felt, tekst=verdi) if free else FeltSatt(nr=nr, felt=felt, verdi=verdi)
        self.do(hvem, event, dag)
        return self

    def measure(self, dag: date, nr: str = TI, eier: str = TEAM) -> "Life":
        made = TingOpprettet(nr=nr, slag=Slag.TILTAK, tittel="Ny rutine", enhet=ENHET, eier=eier, dag=dag)
        self.do(LEDER, made, dag)
        self.do(LEDER, Koblet(avvik=AV, tiltak=nr, dag=dag), dag)
        return self

    def in_use(self, i_bruk: date, dag: date) -> "Life":
        self.written("tiltaksstatus", "i-bruk", dag, nr=LINK)
        self.written("i_bruk", i_bruk.isoformat(), dag, nr=LINK)
        self.written("belegg", "Rutinen er vedtatt.", dag, nr=LINK)
        self.do(LEDER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=dag), dag)
        return self

    def settled(self, *ids: str, kjoring: str = "k2", per: date = date(2026, 6, 30)) -> "Life":
        self.run(kjoring, per, D(7, 1))
        rule = self.kontekst.regler.get(self.avvik.regel)
        late = rule is not None and rule.rettes is Rettes.VED_UTFORT
        state = Objekttilstand.FOR_SENT if late else Objekttilstand.RETTET
        self.do(MASKINEN, judged(*ids, tilstand=state, kjoring=kjoring, dag=per), D(7, 1))
        return self

    def attempt(self, dag: date, nr: int = 1, hvem: str = LEDER, **result: Any) -> "Life":
        begun = attempt(self.avvik, self.reg, nr, dag)
        self.do(hvem, ForsokBegynt(nr=AV, forsok=begun, dag=dag), dag)
        given = {"n": 10, "brudd": 1, "utfall": Forsoksutfall.NADD, "siste_start": dag - timedelta(days=190)}
        brukt = result.pop("brukt", ())
        done = replace(begun, ferdig=True, **{**given, **result})
        self.do(MASKINEN, ForsokFerdig(nr=AV, forsok=done, brukt=brukt, dag=dag), dag)
        return self


def D(month: int, day: int, year: int = 2026) -> date:  # noqa: N802
    return date(year, month, day)


def attempt(avvik: Avvik, reg: Registeret, nr: int, dag: date) -> Forsok:
    in_use = reg.ting[f"{AV}/{avvik.avgjorende}"].dato("i_bruk")
    assert in_use is not None
    return Forsok(
        nr=nr,
        dag=dag,
        per=dag,
        mate=Malemate.LESING if avvik.krever_lesing else Malemate.HENDELSE,
        mal=avvik.mal,
        tiltak=avvik.avgjorende,
        i_bruk=in_use,
        fra=in_use,
        til=dag,
        fro=f"{AV}-forsok-{nr}".lower() if avvik.krever_lesing else "",
        forste=in_use,
    )


def context(innhold: Innhold) -> Kontekst:
    """Two units and the shipped rules and words."""
    assert innhold.kodeverk is not None
    return Kontekst(
        regler=innhold.regler,
        kodeverk=innhold.kodeverk,
        enheter={"E1": "Sjøvik nord", "E2": "Sjøvik sør"},
        arshjul=innhold.planer.arshjul,
    )


def almost_closed(kontekst: Kontekst) -> Life:
    """A systemsvikt that the gate lets through on 1 December, closed by another than its owner."""
    life = Life(kontekst).begun().run().found("1", "2", "3")
    life.do(STAB, Varslet(nr=AV, hvordan="Sagt i møte.", dag=D(1, 5)), D(1, 5))
    life.written("arsak", "kapasitet", D(1, 20)).measure(D(1, 20)).in_use(D(2, 1), D(2, 2))
    return life.settled("1", "2", "3").attempt(D(11, 30))
