"""Made-up runs for the register: two rules of events and two of states, three units, and a log they are written to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bvaudit.model.funn import Tall
from bvaudit.model.registeret.avvik import Avvik, Bevis, Registeret
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Logget, Ny
from bvaudit.model.registeret.mote import Mote
from bvaudit.model.rule import Effektmal, Rettes, Rule, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad, Utfall
from bvaudit.model.uttrykk import Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.register.fold import fold_on
from bvaudit.register.guards import allowed
from bvaudit.register.meet import meet
from bvaudit.vocabulary import finnes, innen_frist, siste_innen
from tests.reports.builders import et_kodeverk
from tests.reports.rules_by_hand import en_regel

NORD, SOR, OST = "nord", "sor", "ost"
ENHETER = {NORD: "Nordvåg", SOR: "Sørlia", OST: "Østbyen", "ny": "Nye Nordvåg"}
MAL = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)
LEDER, STAB = "barnevernleder@nord", "stab"


def _event(id: str, rettes: Rettes, krav: Krav | None = None, **mer: Any) -> Rule:
    rule = en_regel(id=id, telles_etter=("start_dato",), rettes=rettes, effektmal=MAL, **mer)
    return _with(rule, krav) if krav is not None else rule


def _with(rule: Rule, krav: Krav) -> Rule:
    version = rule.versjoner[0]
    variants = tuple(replace(one, krav=krav) for one in version.varianter)
    return replace(rule, versjoner=(replace(version, varianter=variants),))


def _state(id: str, vindu: str = "", **mer: Any) -> Rule:
    rule = en_regel(id=id, rettes=Rettes.KAN, effektmal=MAL, objekt="tiltak", **mer)
    if not vindu:
        return rule
    demand = siste_innen.Args(
        vindu=Varighet(antall=int(vindu[:-1]), enhet=vindu[-1]), hendelser=(Rader(tabell="evaluering"),)
    )
    return _with(rule, demand)


_FRIST = innen_frist.Args(
    start=Dato(felt="start_dato"), slutt=Dato(felt="slutt_dato"), lengde=Varighet(antall=1, enhet="W")
)
REGLER = {
    rule.id: rule
    for rule in (
        _event("MEL-01", Rettes.VED_UTFORT, _FRIST),
        _event("VED-02", Rettes.NEI, finnes.Args(rader=Rader(tabell="plan"))),
        _event("REG-01", Rettes.KAN),  # how something is registered
        _event("HJE-01", Rettes.KAN, finnes.Args(rader=Rader(tabell="plan")), omfattes_av=("HJE-05",)),
        _state("HJE-05", "6M"),
        _state("OMS-02"),
        _event("AKU-01", Rettes.KAN, samles_per=SamlesPer.SAK, alvorlighetsgrad=Alvorlighetsgrad.KRITISK),
        _event("SAM-01", Rettes.KAN, indikasjon=True),
    )
}
KONTEKST = Kontekst(regler=REGLER, kodeverk=et_kodeverk(), enheter=ENHETER)
PER = date(2026, 1, 31)
LOGIKK = {id: f"logikk-{id}" for id in REGLER}


def row(
    regel: str, objekt: str, enhet: str = NORD, utfall: Utfall | None = Utfall.IKKE_OPPFYLT, **mer: Any
) -> Objektrad:
    """An object ``H1`` lies in the case ``S1``, and began on 1 December 2025."""
    sak = mer.pop("sak", "S" + "".join(c for c in objekt if c.isdigit()))
    start = mer.pop("start", date(2025, 12, 1))
    return Objektrad(
        regel=regel,
        variant="lov",
        enhet=enhet,
        sak=sak,
        objekt="x",
        objekt_id=objekt,
        utfall=utfall,
        start=start,
        **mer,
    )


def rows(regel: str, n: int, enhet: str = NORD, fra: int = 1, **mer: Any) -> tuple[Objektrad, ...]:
    return tuple(row(regel, f"{enhet[0].upper()}{number}", enhet, **mer) for number in range(fra, fra + n))


def facts(
    brudd: Iterable[Objektrad] = (), per: date = PER, bevis: Iterable[Objektrad] = (), **mer: Any
) -> Kjoringsfakta:
    """A whole run. What is broken is seen among the evidence too, unless ``bevis`` says otherwise of it."""
    brudd = tuple(brudd)
    seen = {(r.regel, r.objekt_id): r for r in (*brudd, *bevis)}
    units = sorted({r.enhet for r in brudd} | {NORD, SOR, OST})
    tall: dict[tuple[str, str], Tall] = {}
    for regel in REGLER:
        for enhet in units:
            broken = sum((r.regel, r.enhet) == (regel, enhet) for r in brudd)
            tall[regel, enhet] = Tall(oppfylt=10, ikke_oppfylt=broken)
    values: dict[str, Any] = {
        "kjoring": f"kjoring-{per}",
        "per": per,
        "uttrekk": f"uttrekk-{per}",
        "nokkel": "n" * 8,
        "hel": True,
        "enheter": ENHETER,
        "logikk": LOGIKK,
        "kontrollert": frozenset(REGLER) - {"SAM-01"},
        "antall_objekter": 1000,
        "brudd": brudd,
        "tall": tall,
        "bevis": seen,
        "saker": dict.fromkeys(units, 50),
    }
    return Kjoringsfakta(**{**values, **mer})


class Life:
    """A register that runs are written to."""

    def __init__(self, kontekst: Kontekst = KONTEKST) -> None:
        self.kontekst = kontekst
        self.reg = Registeret()
        self.events: list[Logget] = []
        began = RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", nokkel="n" * 8, dag=date(2026, 1, 1))
        self.say("stab", began, dag=date(2026, 1, 1))

    def say(self, hvem: str, *hendelser: Hendelse, dag: date) -> None:
        self._write([Ny(hvem=hvem, hendelse=one) for one in hendelser], dag)

    def _write(self, new: Iterable[Ny], dag: date) -> None:
        tid = datetime.combine(dag, time(9), UTC)
        first = len(self.events) + 1
        told = [
            Logget(nr=first + at, tid=tid, hvem=ny.hvem, hendelse=ny.hendelse, forrige="", sum=f"{first + at:064}")
            for at, ny in enumerate(new)
        ]
        self.events += told
        self.reg = fold_on(self.reg, told)

    def meets(self, fakta: Kjoringsfakta, dag: date | None = None) -> Mote:
        """What the run would write."""
        return meet(self.reg, fakta, self.kontekst, dag or fakta.per)

    def run(self, fakta: Kjoringsfakta, dag: date | None = None) -> Mote:
        """What it did write; and the same run once more writes nothing."""
        mote = self.meets(fakta, dag)
        assert not mote.ikke_skrevet, mote.ikke_skrevet
        self._let_through(mote, fakta, dag or fakta.per)
        self._write(mote.nye, dag or fakta.per)
        again = self.meets(fakta, dag)
        assert again.nye == (), again.nye
        return mote

    def _let_through(self, mote: Mote, fakta: Kjoringsfakta, dag: date) -> None:
        """The guards have nothing against any of it."""
        kontekst = replace(self.kontekst, opphort=fakta.opphort, etterfolgere=fakta.etterfolgere)
        reg = self.reg
        for ny in mote.nye:
            refused = allowed(reg, ny, kontekst, dag)
            assert not refused, (ny.hendelse, refused)
            nr = reg.hode.nr + 1
            tid = datetime.combine(dag, time(9), UTC)
            reg = fold_on(reg, [Logget(nr=nr, tid=tid, hvem=ny.hvem, hendelse=ny.hendelse, forrige="", sum="x")])

    def avvik(self, nr: str = "") -> Avvik:
        """The one with the number, or the only one there is."""
        if nr:
            return self.reg.avvik[nr]
        (only,) = self.reg.avvik.values()
        return only

    def of(self, regel: str, enhet: str = NORD) -> list[Avvik]:
        return [a for a in self.reg.avvik.values() if (a.regel, a.enhet) == (regel, enhet)]

    def evidence(self, objekt: str, nr: str = "") -> Bevis:
        (only,) = [one for one in self.avvik(nr).bevis if one.objekt_id == objekt]
        return only


def kinds(mote: Mote) -> list[str]:
    return [ny.hendelse.kode for ny in mote.nye]
