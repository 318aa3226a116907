"""Every kind of event has one sentence: with its facts in it, no codes, no holes, and struck text told as struck."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.avvik import Kilde, Objekttilstand, Omfang, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.felter import REGISTERFELT, SAERFELT
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Overfort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    BevisUnderAnnen,
    ForelderSatt,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    MalEndret,
    OmfangLoftet,
    PunktKnyttet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import (
    EnheterEndret,
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    RegelUtgatt,
    RegisterBegynt,
    SakMerket,
)
from bvaudit.model.registeret.hendelser_planlagt import AretSignert, TilsynSkritt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import SLAG, Del, Hendelse
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from bvaudit.register.sentence_parts import field_name
from bvaudit.register.sentences import SENTENCES, told
from tests.register.logs import AV, ENHET, LEDER, LINK, NI_AV_TI, STAB, TI, D, context, found, judged, logged, opened

DAG = D(4, 1)
TS = "TS-tilsyn-sjovik-2026"
TRIED = Forsok(
    nr=1,
    dag=DAG,
    per=DAG,
    mate=Malemate.HENDELSE,
    mal=NI_AV_TI,
    tiltak=TI,
    i_bruk=D(2, 1),
    fra=D(2, 1),
    til=DAG,
    n=10,
    brudd=1,
    utfall=Forsoksutfall.NADD,
)
REASON = ", med begrunnelsen «Fordi.»"
FIVE = {"planlagt": 9, "utfort": 5, "ikke_utfort": 1, "ikke_aktuelt": 2, "uten_status": 1}
ROWS: list[tuple[Hendelse, str]] = [
    (
        RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", dag=DAG),
        "Registeret for Sjøvik ble begynt",
    ),
    (
        KjoringSkrevet(kjoring="k1", dag=DAG, uttrekk="u", antall_objekter=90),
        "Kjøringen per 01.04.2026 ble skrevet, med 90 vurderinger",
    ),
    (
        KjoringSkrevet(kjoring="k1", dag=DAG, uttrekk="u", antall_objekter=9, revisjon="runde-1"),
        "Gjennomgangen runde-1 ble skrevet, per 01.04.2026",
    ),
    (
        opened(),
        f"{AV} ble åpnet i Sjøvik nord: «Undersøkelsen tok for lang tid», en systemsvikt med alvor middels, funnet i "
        "uttrekket, med barnevernleder i Sjøvik nord som eier. Funnet i 8 av 20 per 31.12.2025",
    ),
    (
        opened(tittel="", tekst="Mangler plan", kilde=Kilde.HMS, utgangspunkt=None, eier="", omfang=Omfang.SYSTEMSVIKT),
        f"{AV} ble åpnet i Sjøvik nord: «Mangler plan», en systemsvikt med alvor middels, meldt som HMS, med ingen som "
        "eier",
    ),
    (
        opened(
            slekt=Slekt.KOM_TILBAKE,
            slekt_til="AV-2025-0003",
            slekt_maneder=7,
            utgangspunkt=None,
            alvor=Alvorlighetsgrad.HOY,
        ),
        f"{AV} ble åpnet i Sjøvik nord: «Undersøkelsen tok for lang tid», en systemsvikt med alvor høy, funnet i "
        "uttrekket, med barnevernleder i Sjøvik nord som eier. Kom tilbake etter 7 måneder (AV-2025-0003)",
    ),
    (found("1", "2"), f"2 saker ble lagt til i {AV}"),
    (found("1"), f"1 sak ble lagt til i {AV}"),
    (
        judged("1", "2", tilstand=Objekttilstand.FOR_SENT, uavgjort=1),
        f"Sakene i {AV} ble vurdert på nytt: 2 er avgjort og 1 er det ikke. Nytt siden sist: gjort for sent 2",
    ),
    (
        BevisUnderAnnen(nr=AV, annen="AV-2026-0002", antall=2, objekter=("1", "2"), kjoring="k", dag=DAG),
        f"2 saker i {AV} følges nå opp i AV-2026-0002",
    ),
    (
        BevisUnderAnnen(nr=AV, annen="", antall=1, objekter=("1",), kjoring="k", dag=DAG),
        f"1 sak følges igjen opp i {AV}",
    ),
    (KanIkkeRettes(nr=AV, grunn="Fordi.", dag=DAG), f"Sakene i {AV} kan ikke rettes{REASON}"),
    (
        KanIkkeRettes(nr=AV, grunn="Fordi.", objekter=("1", "2"), alle=False, dag=DAG),
        f"2 saker i {AV} kan ikke rettes{REASON}",
    ),
    (
        OmfangLoftet(nr=AV, sammen_med=("AV-2025-0001",), objekter=3, dag=DAG),
        f"{AV} ble løftet fra enkelthendelse til systemsvikt, med 3 saker, sammen med AV-2025-0001",
    ),
    (
        LogikkEndret(nr=AV, fra="a", til="b", brudd_for=8, brudd_na=6, kjoring="k", dag=DAG),
        f"Regelen bak {AV} er endret: 8 saker var brudd før endringen, og 6 er det etter",
    ),
    (ForelderSatt(nr=AV, forelder="AV-2026-0009", dag=DAG), f"{AV} hører nå til det felles avviket AV-2026-0009"),
    (
        KjentBruddOppfylt(nr=AV, antall=1, objekter=("1",), kjoring="k", dag=DAG),
        f"1 sak som ble talt med da {AV} ble avsluttet, er i orden nå",
    ),
    (PunktKnyttet(nr=AV, punkt="lot/a", dag=DAG), f"{AV} svarer også på funnet lot/a fra tilsyn"),
    (Varslet(nr=AV, dag=DAG, hvordan="I møte."), f"Enheten fikk beskjed om {AV} 01.04.2026: «I møte.»"),
    (Varslet(nr=AV, dag=DAG), f"Enheten fikk beskjed om {AV} 01.04.2026"),
    (
        Strakstiltak(nr=AV, dag=DAG, hva="Flyttet.", rolle=LEDER),
        f"Strakstiltak i {AV} ble gjort 01.04.2026 av barnevernleder i Sjøvik nord: «Flyttet.»",
    ),
    (
        TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Ny rutine", enhet=ENHET, eier=LEDER, dag=DAG, fil="a.xlsx"),
        f"Tiltaket {TI} ble opprettet for Sjøvik nord: «Ny rutine», med barnevernleder i Sjøvik nord som eier (fra "
        "a.xlsx)",
    ),
    (
        TingOpprettet(nr="PLAN-E1", slag=Slag.PLAN, enhet=ENHET, eier=LEDER, dag=DAG),
        "Planen PLAN-E1 ble opprettet for Sjøvik nord, med barnevernleder i Sjøvik nord som eier",
    ),
    (Koblet(avvik=AV, tiltak=TI, dag=DAG), f"Tiltaket {TI} ble knyttet til {AV}"),
    (Frakoblet(avvik=AV, tiltak=TI, grunn="Fordi."), f"Tiltaket {TI} ble tatt bort fra {AV}{REASON}"),
    (AvgjorendeValgt(nr=AV, tiltak=TI, dag=DAG), f"{TI} er det avgjørende tiltaket for {AV}"),
    (
        MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=8), mykere=True, grunn="Fordi.", dag=DAG),
        f"Målet for {AV} ble gjort mykere, til 8 av 10, eller 18 av 20{REASON}",
    ),
    (
        MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=10), mykere=False, grunn="Fordi.", dag=DAG),
        f"Målet for {AV} ble endret til 10 av 10, eller 18 av 20{REASON}",
    ),
    (
        AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.LAV, grunn="Fordi.", dag=DAG),
        f"Alvoret i {AV} ble satt til lav{REASON}",
    ),
    (
        SvarEndret(nr=AV, revisjon="runde-1", grunn="Fordi.", dag=DAG),
        f"Svar bak {AV} ble endret i gjennomgangen runde-1{REASON}",
    ),
    (
        UtsattMedGrunn(nr=AV, til=D(8, 1), giver=STAB, grunn="Fordi.", dag=DAG),
        f"{AV} ble utsatt til 01.08.2026 av stab{REASON}",
    ),
    (FeltSatt(nr=AV, felt="frist_plan", verdi="2026-05-01"), f"Frist for planen i {AV} ble satt til 01.05.2026"),
    (FeltSatt(nr=AV, felt="arsak", verdi="kapasitet"), f"Årsak i {AV} ble satt til «For lite kapasitet»"),
    (
        FeltSatt(nr=AV, felt="ansvarlig", verdi="teamleder@E2", fil="a.xlsx"),
        f"Ansvarlig i {AV} ble satt til teamleder eller fagleder i Sjøvik sør (fra a.xlsx)",
    ),
    (
        FeltSatt(nr=LINK, felt="belegg", tekst="Vedtatt\ni møte."),
        f"Belegg i {LINK} ble satt til «Vedtatt i møte.»",
    ),
    (FeltSatt(nr=AV, felt="arsak"), f"Årsak i {AV} ble slettet"),
    (Kommentert(nr=AV, tekst="Sett på."), f"Kommentar til {AV}: «Sett på.»"),
    (
        ForsokBegynt(nr=AV, forsok=TRIED, dag=DAG),
        f"Forsøk 1 på å måle virkningen i {AV} ble begynt, per 01.04.2026: nye saker telles i uttrekket, målet er 9 av "
        f"10, eller 18 av 20, og tiltaket {TI} var i bruk fra 01.02.2026",
    ),
    (ForsokFerdig(nr=AV, forsok=TRIED, dag=DAG), f"Forsøk 1 i {AV} viste 9 av 10 i orden: målet er nådd"),
    (
        ForsokFerdig(nr=AV, forsok=replace(TRIED, n=0, brudd=0, utfall=Forsoksutfall.VENTER), dag=DAG),
        f"Forsøk 1 i {AV} fant ingen saker å telle: det ventes på flere saker",
    ),
    (
        AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, forsok=1, samme_person=True, dag=DAG),
        f"{AV} ble lukket etter forsøk 1, av samme person i en annen rolle",
    ),
    (
        AvvikAvsluttet(nr=AV, stilling=Stilling.SLATT_SAMMEN, til="AV-2025-0001", grunn="Fordi.", dag=DAG),
        f"{AV} ble slått sammen i AV-2025-0001{REASON}",
    ),
    (
        AvvikAvsluttet(
            nr=AV, stilling=Stilling.AVSLUTTET_UTEN, forsok=1, neste_kontroll=D(6, 1), grunn="Fordi.", dag=DAG
        ),
        f"{AV} ble avsluttet uten måling etter forsøk 1, med ny kontroll 01.06.2026{REASON}",
    ),
    (Gjenapnet(nr=AV, grunn="Fordi.", dag=DAG), f"{AV} ble gjenåpnet{REASON}"),
    (Overfort(nr=AV, eier=STAB, grunn="Fordi.", dag=DAG), f"{AV} ble overført til stab{REASON}"),
    (Overfort(nr=AV, eier="", grunn="Fordi.", dag=DAG), f"{AV} står uten eier{REASON}"),
    (Avsluttet(nr=TI, grunn="Fordi.", dag=DAG), f"{TI} ble avsluttet{REASON}"),
    (
        Sladdet(hendelse=3, del_="tekst", grunn="Fordi.", nr=AV),
        f"Teksten i hendelse 3 ble slettet for godt{REASON}",
    ),
    (
        UtgaveSendt(fil="plan.docx", sha256="ab", mottaker="Statsforvalteren", enhet=ENHET, dag=DAG, numre=(AV,)),
        "Filen plan.docx ble sendt til Statsforvalteren, om Sjøvik nord, med 1 avvik",
    ),
    (
        KonfliktAvgjort(nr=AV, felt="arsak", valgt="dokument", fil="a.xlsx", forkastet="kapasitet"),
        f"Årsak i {AV} var endret to steder, og det som sto i dokumentet, ble brukt. Verdien som vek, var «For lite "
        "kapasitet» (fra a.xlsx)",
    ),
    (KjoringTrukket(kjoring="k1", grunn="Fordi.", dag=DAG), f"Kjøringen per 01.04.2026 ble trukket{REASON}"),
    (
        FellesStart(kjoring="k1", dag=DAG),
        "Fristene etter den første kjøringen løper fra 01.04.2026 for alle, unntatt de kritiske",
    ),
    (
        EnheterEndret(etterfolgere={"E1": "E2"}, dag=DAG),
        "Listen over enheter ble endret: Sjøvik sør overtar etter Sjøvik nord",
    ),
    (EnheterEndret(dag=DAG), "Listen over enheter ble endret"),
    (NokkelByttet(fra="a", til="b", grunn="Fordi.", dag=DAG), f"Nøkkelen til saksnumrene ble byttet{REASON}"),
    (
        RegelUtgatt(regel="UND-03", erstattet_av="UND-99", numre=(AV,), grunn="Fordi.", dag=DAG),
        f"UND-03 gjelder ikke lenger, og er erstattet av UND-99, og {AV} ble avsluttet{REASON}",
    ),
    (
        SakMerket(enhet=ENHET, sak=("S1",), rettet=DAG, regel="UND-03"),
        "En sak i Sjøvik nord ble merket som rettet 01.04.2026 etter UND-03",
    ),
    (SakMerket(enhet=ENHET, sak=("S1",)), "Merket som rettet ble tatt bort fra en sak i Sjøvik nord"),
    (
        AretSignert(ar=2026, enhet=ENHET, dag=DAG, tekst="Bra.", **FIVE),
        "Årshjulet for 2026 ble signert for Sjøvik nord: 9 planlagt, 5 utført, 1 ikke utført, 2 ikke aktuelt og "
        "1 uten status: «Bra.»",
    ),
    (
        AretSignert(ar=2026, dag=DAG, **FIVE),
        "Årshjulet for 2026 ble signert for hele kommunen: 9 planlagt, 5 utført, 1 ikke utført, 2 ikke aktuelt og "
        "1 uten status",
    ),
    (
        TilsynSkritt(nr=TS, skritt="varsel", dag=D(1, 2), frist=D(5, 1), tekst="Brev i saken", fil="tilsyn.yaml"),
        f"{TS}: «Varsel om tilsyn» 02.01.2026, med frist 01.05.2026 for «Egenrapport og dokumenter sendt», «Brev i "
        "saken» (fra tilsyn.yaml)",
    ),
    (
        TilsynSkritt(nr=TS, skritt="besok", dag=D(9, 1), funn=("framdrift", "lest")),
        f"{TS}: «Tilsynsbesøk» er avtalt til 01.09.2026, om funnene framdrift, lest",
    ),
    (
        TilsynSkritt(nr=TS, skritt="svar", dag=D(1, 2), frist=D(5, 1), frist_for="plan-sendt", retter=2),
        f"{TS}: Hendelse 2 ble rettet til «Svar fra myndigheten» 02.01.2026, med frist 01.05.2026 for «Plan for "
        "retting sendt»",
    ),
    (
        TilsynSkritt(nr=TS, skritt="svar", dag=D(1, 2), frist=DAG, retter=2, trukket=True, tekst="Fordi."),
        f"{TS}: Hendelse 2 ble trukket. «Svar fra myndigheten» 02.01.2026 gjelder ikke, «Fordi.»",
    ),
]


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def sentence(event: Hendelse, kontekst: Kontekst, *struck: Del) -> str:
    before: list[Hendelse] = [ROWS[1][0], opened(), TingOpprettet(nr=TI, slag=Slag.TILTAK, eier=LEDER, dag=DAG)]
    events = logged([*before, Koblet(avvik=AV, tiltak=TI, dag=DAG), event])
    return told(replace(events[-1], sladdet=struck), fold(events), kontekst)


@pytest.mark.parametrize(("event", "expected"), ROWS, ids=[f"{row[0].kode}-{at}" for at, row in enumerate(ROWS)])
def test_the_sentence(kontekst: Kontekst, event: Hendelse, expected: str) -> None:
    assert sentence(event, kontekst) == expected


def test_every_kind_of_event_is_told_here() -> None:
    assert {type(event) for event, _ in ROWS} == set(HENDELSER.values()) == set(SENTENCES)


@pytest.mark.parametrize("event", [row[0] for row in ROWS], ids=[f"{r[0].kode}-{at}" for at, r in enumerate(ROWS)])
def test_no_holes_and_no_codes(kontekst: Kontekst, event: Hendelse) -> None:
    said = sentence(event, kontekst)
    assert not re.search(r"\{|\}|None|  |\(\)|«»| ,| :|@|(?<!PLAN-)\bE1\b|[a-z]_[a-z]", said), said
    assert not said[0].islower() and said[-1] != "."


STRUCK = [row[0] for row in ROWS if any(f.metadata.get(SLAG) is Del.TEKST for f in fields(row[0]))]


@pytest.mark.parametrize("event", STRUCK, ids=[f"{one.kode}-{at}" for at, one in enumerate(STRUCK)])
def test_what_is_struck_is_told_as_struck(kontekst: Kontekst, event: Hendelse) -> None:
    empty = {f.name: "" for f in fields(event) if f.metadata.get(SLAG) is Del.TEKST}
    if isinstance(event, FeltSatt) and event.verdi:
        return  # a choice is no text, and is not struck
    if event == ROWS[3][0] or (isinstance(event, type(opened())) and event.tittel):
        return  # its title is the rule's own
    said = sentence(replace(event, **empty), kontekst, Del.TEKST)
    assert said.count("(sladdet)") == 1
    assert not re.search(r"  |«»|\(\)", said)


def test_every_field_people_write_has_a_name_in_a_sentence() -> None:
    every = {felt.navn for listed in (*REGISTERFELT.values(), *SAERFELT.values()) for felt in listed}
    assert {navn for navn in every if field_name(navn) == navn and navn not in SAME} == set()


SAME = {"status", "ansvarlig", "feiltype", "strakstiltak", "beskrivelse", "eier", "frist", "belegg", "forankring"}
SAME |= {"grunn", "beslutning", "effekt", "saksnummer"}
SAME |= {"skritt", "dato", "funn", "tekst"}  # the columns a step of a supervision is typed in


def test_the_day_is_the_norwegian_way(kontekst: Kontekst) -> None:
    assert "31.12.2026" in sentence(FeltSatt(nr=AV, felt="frist_plan", verdi=date(2026, 12, 31).isoformat()), kontekst)
