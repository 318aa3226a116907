"""A register of about sixty avvik over six units, told from its events: one year of a life, for everybody's tests.

``Story`` is the way to tell another: ``story.at(day, who, event, …)``. Nothing here is checked by the guards; what a
day may hold is what the story says. The sums are no chain.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bvaudit.model.kodeverk import Kildevalg, Kodeverk, Status, Valg
from bvaudit.model.registeret.avvik import Bevis, Kilde, Objekttilstand, Omfang, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utfallsord, Utgangspunkt
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import (
    AvgjorendeValgt,
    AvvikAvsluttet,
    AvvikOpprettet,
    BevisLagtTil,
    BevisVurdert,
    ForelderSatt,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    Objektsvar,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import EnheterEndret, KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget
from bvaudit.model.registeret.ting import Slag, numbered
from bvaudit.model.rule import Effektmal, Rettes, Rule, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.register_memory import Minne
from bvaudit.workflows.register_export import remembered
from tests.reports.builders import et_kodeverk
from tests.reports.rules_by_hand import en_regel

ENHETER = {
    "9999-01": "Nordvåg",
    "9999-02": "Sørlia",
    "9999-03": "Østbyen",
    "9999-04": "Vestmo",
    "9999-05": "Øyane",
    "9999-06": "Fjellgrend",
}
NORD, SOR, OST, VEST, OYANE, FJELL = ENHETER
LEDER, STAB = "barnevernleder", "stab"
MAL = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)
KRITISK, HOY, MIDDELS, LAV = reversed(Alvorlighetsgrad)
FORSTE, ANDRE, TREDJE = date(2026, 1, 12), date(2026, 6, 30), date(2026, 10, 31)
_RULES = (
    ("MEL-01", "Meldingen ble ikke gjennomgått innen en uke", HOY, "melding", Rettes.VED_UTFORT),
    ("UND-03", "Undersøkelsen ble ikke avsluttet innen fristen", HOY, "undersokelse", Rettes.VED_UTFORT),
    ("HJE-05", "Tiltaksplanen er ikke evaluert siste halvår", MIDDELS, "hjelpetiltak", Rettes.KAN),
    ("HJE-01", "Hjelpetiltaket mangler en skriftlig plan", MIDDELS, "hjelpetiltak", Rettes.KAN),
    ("OMS-01", "Barnet i fosterhjem er besøkt for sjelden", HOY, "omsorg", Rettes.KAN),
    ("OMS-02", "Fosterhjemmet har ikke fått lovpålagt tilsyn", HOY, "omsorg", Rettes.KAN),
    ("AKU-01", "Barnet ble plassert akutt uten vedtak samme dag", KRITISK, "akutt", Rettes.NEI),
    ("DOK-04", "Journalen mangler notat fra samtalen med barnet", LAV, "dokumentasjon", Rettes.KAN),
    ("VED-02", "Vedtaket mangler barnets mening", MIDDELS, "vedtak", Rettes.NEI),
    ("ETT-02", "Ungdommen er ikke spurt om ettervern før fylte 18 år", MIDDELS, "ettervern", Rettes.VED_UTFORT),
)
REGLER: dict[str, Rule] = {
    id: en_regel(
        id=id,
        avvikstittel=brudd,
        tittel=f"Kravet i {id} er oppfylt",
        alvorlighetsgrad=grad,
        tema=tema,
        rettes=rettes,
        effektmal=MAL,
        samles_per=SamlesPer.SAK if id == "AKU-01" else SamlesPer.ENHET,
    )
    for id, brudd, grad, tema, rettes in _RULES
}


def a_context(**changes: Any) -> Kontekst:
    return replace(Kontekst(regler=REGLER, kodeverk=a_kodeverk(), enheter=ENHETER), **changes)


def a_kodeverk() -> Kodeverk:
    """The short lists, with the sources, the states of a measure and two roles more."""

    def choice(kode: str, tekst: str) -> Valg:
        return Valg(kode=kode, tekst=tekst, forklaring="Når det passer best")

    short = et_kodeverk()
    more = (choice("teamleder", "Teamleder"), *short.roller, choice("kommunalsjef", "Kommunalsjef"))
    measures = (("planlagt", "Planlagt"), ("i-bruk", "I bruk"), ("fullfort", "Fullført"), ("droppet", "Droppet"))
    sources = {"klage": "Klage", "ansattmelding": "Melding fra en ansatt", "hms": "HMS-melding"}
    machine = {"kjoring": "Kontrollert mot uttrekket", "forelder": "Samme svikt i flere enheter"}
    return replace(
        short,
        roller=more,
        statuser=(*short.statuser, Status(kode="under-arbeid", tekst="Under arbeid", forklaring="Tiltaket er i gang")),
        tiltaksstatuser=tuple(choice(*each) for each in measures),
        kilder=tuple(
            Kildevalg(kode=kode, tekst=tekst, forklaring="Når det passer best", velges=kode in sources)
            for kode, tekst in (sources | machine).items()
        ),
    )


class Story:
    """Events on days, by somebody. What is told in one go is one transaction."""

    def __init__(self) -> None:
        self.events: list[Logget] = []
        self._counts: dict[tuple[Slag, int], int] = {}

    def number(self, dag: date, slag: Slag = Slag.AVVIK) -> str:
        """The next number, as the log would give it."""
        key = (slag, dag.year)
        self._counts[key] = self._counts.get(key, 0) + 1
        return numbered(slag, dag.year, self._counts[key])

    def at(self, dag: date, hvem: str, *hendelser: Hendelse) -> "Story":
        for hendelse in hendelser:
            nr, forrige = len(self.events) + 1, self.events[-1].sum if self.events else ""
            told = hashlib.sha256(f"{forrige}{nr}{hvem}{hendelse!r}".encode()).hexdigest()
            self.events.append(
                Logget(
                    nr=nr,
                    tid=datetime.combine(dag, time(12), UTC),
                    hvem=hvem,
                    hendelse=hendelse,
                    forrige=forrige,
                    sum=told,
                )
            )
        return self

    def opened(self, dag: date, regel: str, enhet: str, brudd: int, av: int, **changes: Any) -> str:
        """An avvik of a rule with ``brudd`` objects in evidence."""
        nr = self.number(dag)
        rule, kjoring = REGLER[regel], changes.pop("kjoring", f"kjoring-{dag}")
        made = AvvikOpprettet(
            nr=nr,
            regel=regel,
            variant="lov",
            tittel=rule.avvikstittel,
            enhet=enhet,
            samles_per=rule.samles_per,
            kilde=Kilde.KJORING,
            alvor=rule.alvorlighetsgrad,
            omfang=Omfang.SYSTEMSVIKT if brudd > 2 else Omfang.ENKELTHENDELSE,
            eier=f"{LEDER}@{enhet}",
            mal=MAL,
            logikk="a" * 16,
            utgangspunkt=Utgangspunkt(n=av, brudd=brudd, variant="lov", per=dag, nedre=0.05, ovre=0.61),
            kjoring=kjoring,
            dag=dag,
        )
        self.at(dag, MASKINEN, replace(made, **changes))
        evidence = tuple(some_evidence(nr, regel, enhet, dag, brudd, kjoring))
        self.at(dag, MASKINEN, BevisLagtTil(nr=nr, antall=brudd, bevis=evidence, kjoring=kjoring, dag=dag))
        return nr

    def judged(self, dag: date, nr: str, states: Iterable[tuple[str, Objekttilstand, str]], left: int = 0) -> None:
        svar = tuple(Objektsvar(objekt_id=id, tilstand=state, grunn=why) for id, state, why in states)
        told = BevisVurdert(nr=nr, kjoring=f"kjoring-{dag}", dag=dag, avgjort=len(svar), uavgjort=left, svar=svar)
        self.at(dag, MASKINEN, told)

    def set(self, dag: date, hvem: str, nr: str, **felt: str) -> None:
        for navn, verdi in felt.items():
            free = navn in ("hvorfor", "beskrivelse", "belegg", "droppet_grunn", "strakstiltak")
            made = FeltSatt(nr=nr, felt=navn, tekst=verdi) if free else FeltSatt(nr=nr, felt=navn, verdi=verdi)
            self.at(dag, hvem, made)

    def measure(self, dag: date, hvem: str, tittel: str, enhet: str, *avvik: str, **felt: str) -> str:
        """Linked to every one of ``avvik``, and the decisive one of each."""
        nr = self.number(dag, Slag.TILTAK)
        made = TingOpprettet(nr=nr, slag=Slag.TILTAK, tittel=tittel, enhet=enhet, eier=hvem, dag=dag)
        self.at(dag, hvem, made)
        self.set(dag, hvem, nr, **felt)
        for one in avvik:
            self.at(dag, hvem, Koblet(avvik=one, tiltak=nr, dag=dag), AvgjorendeValgt(nr=one, tiltak=nr, dag=dag))
        return nr

    def measured(self, dag: date, nr: str, n: int, brudd: int, **changes: Any) -> None:
        """An attempt, begun and done the same day."""
        done = sum(isinstance(e.hendelse, ForsokFerdig) and e.hendelse.nr == nr for e in self.events)
        begun = Forsok(
            nr=done + 1,
            dag=dag,
            per=dag,
            mate=Malemate.HENDELSE,
            mal=MAL,
            tiltak="",
            i_bruk=date(2026, 3, 1),
            fra=date(2026, 3, 1),
            til=dag,
        )
        reached = brudd * 10 <= n and n >= MAL.av
        ended = replace(
            begun,
            n=n,
            brudd=brudd,
            utfall=Forsoksutfall.NADD if reached else Forsoksutfall.IKKE_NADD,
            ord=Utfallsord.NADD if reached else Utfallsord.UVISST,
            siste_start=dag,
            ferdig=True,
        )
        self.at(dag, STAB, ForsokBegynt(nr=nr, forsok=begun, dag=dag))
        self.at(dag, STAB, ForsokFerdig(nr=nr, forsok=replace(ended, **changes), dag=dag))

    def ended(self, dag: date, nr: str, stilling: Stilling, hvem: str = STAB, **changes: Any) -> None:
        self.at(dag, hvem, AvvikAvsluttet(nr=nr, stilling=stilling, dag=dag, **changes))

    def run(self, dag: date, antall: int = 900) -> None:
        made = KjoringSkrevet(
            kjoring=f"kjoring-{dag}",
            dag=dag,
            uttrekk=hashlib.sha256(str(dag).encode()).hexdigest(),
            antall_objekter=antall,
            enheter=dict.fromkeys(ENHETER, antall // len(ENHETER)),
            logikk=dict.fromkeys(REGLER, "a" * 16),
            kart=dict.fromkeys(ENHETER, "b" * 16),
        )
        self.at(dag, MASKINEN, made)


def some_evidence(nr: str, regel: str, enhet: str, dag: date, count: int, kjoring: str) -> Iterable[Bevis]:
    """Cases with pseudonyms of their own for each avvik; every third is in one case with the one before it."""
    for n in range(count):
        case = pseudonym("S", f"{nr}{n - (n % 3 == 2)}")
        yield Bevis(
            sak=case,
            objekt="henvendelse",
            objekt_id=pseudonym("H", f"{nr}{n}"),
            enhet=enhet,
            start=date(dag.year - 1, 1 + n % 12, 3 + n % 20),
            dag=dag,
            kjoring=kjoring,
        )


def pseudonym(prefix: str, of: str) -> str:
    return f"{prefix}-{hashlib.sha256(of.encode()).hexdigest()[:20]}"


def evidence_of(story: Story, nr: str) -> tuple[Bevis, ...]:
    return tuple(
        one
        for e in story.events
        if isinstance(e.hendelse, BevisLagtTil) and e.hendelse.nr == nr
        for one in e.hendelse.bevis
    )


def all_settled(story: Story, dag: date, nr: str, state: Objekttilstand = Objekttilstand.FOR_SENT) -> None:
    story.judged(dag, nr, [(one.objekt_id, state, "") for one in evidence_of(story, nr)])


def a_story() -> Story:
    """From January to November 2026: three written runs, and most of what can happen to an avvik."""
    story = Story()
    began = RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", nokkel="c" * 16, dag=FORSTE)
    story.at(FORSTE, STAB, began)
    old = _first_run(story)
    _first_half(story, old)
    new = _second_run(story, old)
    _second_half(story, old, new)
    _third_run(story, old, new)
    return story


def _first_run(story: Story) -> dict[tuple[str, str], str]:
    """Every unit has broken six to eight rules: 44 avvik, by (rule, unit)."""
    story.run(FORSTE)
    found = {}
    for place, enhet in enumerate(ENHETER):
        for number, regel in enumerate(REGLER):
            if (number + place) % 4 == 3:
                continue
            brudd = 1 + (7 * place + 3 * number) % 12
            found[regel, enhet] = story.opened(FORSTE, regel, enhet, brudd, brudd + 12 + 5 * place)
    for (_, enhet), nr in found.items():
        story.at(date(2026, 1, 19), STAB, Varslet(nr=nr, dag=date(2026, 1, 19), hvordan="Planen ble sendt"))
        if enhet == NORD:
            story.at(date(2026, 1, 20), f"{LEDER}@{NORD}", Kommentert(nr=nr, tekst="Gjennomgås i ledermøtet"))
    return found


def _first_half(story: Story, old: dict[tuple[str, str], str]) -> None:
    """Three units write causes and measures; one measure is shared by three units and owned by stab."""
    shared = [old[pair] for pair in old if pair[0] == "MEL-01"][:3]
    common = story.measure(
        date(2026, 2, 2),
        STAB,
        "Felles fristliste hver mandag",
        "",
        *shared,
        beskrivelse="Stab sender listen, teamleder går gjennom den med hver saksbehandler",
        tiltakstype="kontroll",
        tiltaksstatus="i-bruk",
        frist="2026-03-01",
    )
    for n, nr in enumerate(shared):
        unit = next(enhet for (_, enhet), each in old.items() if each == nr)
        who = f"{LEDER}@{unit}"
        story.set(date(2026, 2, 10), who, nr, status="registrert", arsak="kapasitet", frist_plan="2026-02-20")
        story.set(date(2026, 3, 2), who, f"{nr}/{common}", i_bruk=f"2026-03-0{n + 1}", tiltaksstatus="i-bruk")
        story.set(date(2026, 3, 2), who, f"{nr}/{common}", belegg="Referat fra teammøtet 2. mars")
    for enhet in (NORD, SOR):
        who = f"{LEDER}@{enhet}"
        for regel in ("UND-03", "HJE-05", "HJE-01"):
            nr = old.get((regel, enhet), "")
            if not nr:
                continue
            story.set(
                date(2026, 2, 12), who, nr, arsak="rutine", hvorfor="Ingen har eid rutinen siden omorganiseringen"
            )
            measure = story.measure(
                date(2026, 2, 12), who, "Ny rutine for frister i undersøkelser og planer", enhet, nr, frist="2026-04-01"
            )
            story.set(date(2026, 4, 1), who, f"{nr}/{measure}", i_bruk="2026-04-01", tiltaksstatus="i-bruk")


def _second_run(story: Story, old: dict[tuple[str, str], str]) -> dict[str, str]:
    story.run(ANDRE, 930)
    for (regel, _), nr in old.items():
        states = [
            (
                one.objekt_id,
                Objekttilstand.RETTET if n % 3 else Objekttilstand.BORTFALT,
                "fylt 18 år" if n % 3 == 0 else "",
            )
            for n, one in enumerate(evidence_of(story, nr))
            if n % 2 == 0
        ]
        if regel in ("MEL-01", "UND-03"):
            states = [(one.objekt_id, Objekttilstand.FOR_SENT, "") for one in evidence_of(story, nr)]
        story.judged(ANDRE, nr, states, left=len(evidence_of(story, nr)) - len(states))
    missing = [(regel, enhet) for enhet in ENHETER for regel in REGLER if (regel, enhet) not in old]
    return {
        f"{regel} {enhet}": story.opened(ANDRE, regel, enhet, 2 + n, 20 + n)
        for n, (regel, enhet) in enumerate(missing[:10])
    }


def _second_half(story: Story, old: dict[tuple[str, str], str], new: dict[str, str]) -> None:
    """Attempts, closings, side exits, one postponement and one that was closed wrongly."""
    closed = old["MEL-01", NORD]
    story.measured(date(2026, 9, 1), closed, 12, 1)
    story.ended(date(2026, 9, 2), closed, Stilling.LUKKET, forsok=1, siste_start=date(2026, 8, 20))
    failed = old["UND-03", NORD]
    story.measured(date(2026, 9, 1), failed, 11, 4)
    few = old["ETT-02", SOR]
    all_settled(story, date(2026, 9, 3), few)
    story.measured(date(2026, 9, 3), few, 4, 0, utfall=Forsoksutfall.FA_OK, ord=Utfallsord.VENTER)
    story.ended(date(2026, 9, 4), few, Stilling.LUKKET_FA, forsok=1, neste_kontroll=date(2027, 9, 4))
    reached = old["HJE-01", VEST]
    story.measured(date(2026, 9, 5), reached, 15, 0)
    story.ended(date(2026, 9, 6), reached, Stilling.LUKKET, forsok=1)
    story.at(date(2026, 10, 1), STAB, Gjenapnet(nr=reached, grunn="Feil saker var talt med", dag=date(2026, 10, 1)))
    rejected = old["DOK-04", VEST]
    all_settled(story, date(2026, 8, 1), rejected, Objekttilstand.IKKE_BRUDD)
    story.ended(date(2026, 8, 2), rejected, Stilling.AVVIST, grunn="Notatene lå i en annen mappe")
    merged = old["HJE-05", OST]
    story.ended(date(2026, 8, 3), merged, Stilling.SLATT_SAMMEN, til=old["HJE-01", OST], grunn="Samme svikt")
    story.ended(
        date(2026, 10, 2),
        old["OMS-02", OYANE],
        Stilling.AVSLUTTET_FA,
        hvem="kommunalsjef",
        grunn="For få barn i fosterhjem",
        neste_kontroll=date(2027, 4, 1),
    )
    story.ended(
        date(2026, 10, 3),
        old["OMS-01", FJELL],
        Stilling.AVSLUTTET_UTEN,
        hvem="kommunalsjef",
        grunn="Ingen barn i fosterhjem på to år",
        neste_kontroll=date(2027, 10, 3),
    )
    put_off = UtsattMedGrunn(
        nr=old["HJE-01", SOR], til=date(2027, 1, 31), giver=STAB, grunn="Ny leder fra januar", dag=date(2026, 8, 15)
    )
    story.at(date(2026, 8, 15), STAB, put_off)
    story.at(date(2026, 7, 6), STAB, *(Varslet(nr=nr, dag=date(2026, 7, 6)) for nr in new.values()))
    _without_objects(story)


def _without_objects(story: Story) -> None:
    """What people have registered, and what was closed before there was a register."""
    dag = date(2026, 8, 20)
    for enhet, kilde, told in (
        (OST, Kilde.KLAGE, "Foreldre fikk ikke svar på klagen"),
        (NORD, Kilde.ANSATTMELDING, "Vaktlisten er ikke oppdatert i helgene"),
    ):
        made = AvvikOpprettet(
            nr=story.number(dag),
            tekst=told,
            enhet=enhet,
            kilde=kilde,
            alvor=MIDDELS,
            omfang=Omfang.SYSTEMSVIKT,
            eier=f"{LEDER}@{enhet}",
            mal=MAL,
            krever_lesing=True,
            dag=dag,
        )
        story.at(dag, f"{LEDER}@{enhet}", made)
    before = replace(made, nr=story.number(dag), tekst="Melding om uro ble ikke journalført", kilde=Kilde.IMPORT)
    story.at(dag, STAB, before)
    story.ended(dag, before.nr, Stilling.LUKKET_FOR)


def _third_run(story: Story, old: dict[tuple[str, str], str], new: dict[str, str]) -> None:
    """One came back, one has spread, one rule fails in three units, and one unit ended without a successor."""
    story.run(TREDJE, 915)
    back = story.opened(
        TREDJE, "MEL-01", NORD, 3, 20, slekt=Slekt.KOM_TILBAKE, slekt_til=old["MEL-01", NORD], slekt_maneder=2
    )
    story.opened(TREDJE, "ETT-02", OYANE, 1, 8, slekt=Slekt.SPREDNING, slekt_til=old["ETT-02", SOR])
    story.opened(TREDJE, "AKU-01", OST, 1, 1, sak=(pseudonym("S", "akutt"),))
    first = [nr for (regel, _), nr in old.items() if regel == "UND-03"][:3]
    dag = TREDJE
    parent = AvvikOpprettet(
        nr=story.number(dag),
        regel="UND-03",
        tittel=REGLER["UND-03"].avvikstittel,
        enhet="",
        kilde=Kilde.FORELDER,
        alvor=HOY,
        omfang=Omfang.SYSTEMSVIKT,
        eier=STAB,
        mal=MAL,
        dag=dag,
    )
    story.at(dag, MASKINEN, parent, *(ForelderSatt(nr=nr, forelder=parent.nr, dag=dag) for nr in first))
    story.at(dag, MASKINEN, EnheterEndret(kart=dict.fromkeys(ENHETER, "d" * 16), dag=dag))
    for nr in [old["UND-03", NORD], *list(new.values())[:2]]:
        all_settled(story, dag, nr)
    story.at(date(2026, 11, 9), STAB, Varslet(nr=back, dag=date(2026, 11, 9)))
    told = Kommentert(nr=old["UND-03", NORD], tekst="Nye saker går gjennom i november")
    story.at(date(2026, 11, 10), f"{LEDER}@{NORD}", told)


def a_memory(story: Story | None = None, kontekst: Kontekst | None = None, **changes: Any) -> Minne:
    """What the workbook is made of, on the last day of November."""
    events = (story or a_story()).events
    law = dict.fromkeys(REGLER, ("Barnevernsloven § 2-1 første ledd",))
    known = kontekst or a_context()
    made = remembered(events, known, dag=date(2026, 11, 30), kommune="Fjordvik kommune", hjemmel=law)
    return replace(made, **changes)
