"""What the events add up to, reckoned by hand; every kind of event has its place, and time grows with the number."""

from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.avvik import Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsok, Malemate
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    Overfort,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_avvik import (
    AvgjorendeValgt,
    AvvikAvsluttet,
    BevisLagtTil,
    BevisUnderAnnen,
    BevisVurdert,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    KjentBruddOppfylt,
    MalEndret,
    OmfangLoftet,
    PunktKnyttet,
    Strakstiltak,
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
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import HANDLERS, fold, fold_on, state_at
from tests.register.logs import AV, ENHET, LEDER, NI_AV_TI, STAB, found, judged, logged, opened, proof, register

DAG = date(2026, 4, 1)
TI, LINK = "TI-2026-0001", f"{AV}/TI-2026-0001"
MEASURE = (
    LEDER,
    TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Ny rutine", enhet=ENHET, eier=LEDER, dag=DAG),
)
LINKED = (LEDER, Koblet(avvik=AV, tiltak=TI, dag=DAG))


def run(kjoring: str, dag: date = date(2026, 1, 2)) -> KjoringSkrevet:
    return KjoringSkrevet(kjoring=kjoring, dag=dag, uttrekk="u", antall_objekter=100)


def test_every_kind_of_event_has_its_place():
    assert set(HANDLERS) == set(HENDELSER.values())


def test_an_empty_log_is_an_empty_register():
    assert fold(()).hode == Hode()
    assert not fold(()).ting


def test_opened_with_evidence_and_judged():
    reg = register(run("k1"), opened(), found("1", "2", "3"), judged("1", "3"))
    avvik = reg.avvik[AV]
    assert [one.tilstand for one in avvik.bevis] == [
        Objekttilstand.RETTET,
        Objekttilstand.FORTSATT,
        Objekttilstand.RETTET,
    ]
    assert [one.objekt_id for one in avvik.uavgjort] == ["2"]
    assert avvik.bevis[0].tilstand_dag == date(2026, 3, 31)
    assert avvik.ting.hendelser == (2, 3, 4)
    assert reg.ting[AV] == avvik.ting
    assert reg.hode.nr == 4


def test_an_object_is_evidence_once():
    reg = register(opened(), found("1"), found("1", "2", kjoring="k2"))
    assert [(one.objekt_id, one.kjoring) for one in reg.avvik[AV].bevis] == [("1", "k1"), ("2", "k2")]


def test_a_field_keeps_who_set_it_and_when_it_was_erased():
    reg = register(
        opened(),
        (LEDER, FeltSatt(nr=AV, felt="frist_plan", verdi="2026-05-01")),
        (LEDER, FeltSatt(nr=AV, felt="hvorfor", tekst="To var syke.")),
        (STAB, FeltSatt(nr=AV, felt="frist_plan")),
    )
    ting = reg.avvik[AV].ting
    assert ting.dato("frist_plan") is None
    assert (ting.felt["frist_plan"].hendelse, ting.felt["frist_plan"].hvem) == (4, STAB)
    assert ting.verdi("hvorfor") == "To var syke."


def test_a_comment_is_kept_and_empty_when_it_is_struck():
    reg = register(opened(), (LEDER, Kommentert(nr=AV, tekst="Sett på.")), (LEDER, Kommentert(nr=AV)))
    assert [one.tekst for one in reg.avvik[AV].ting.kommentarer] == ["Sett på.", ""]


def test_a_link_is_a_thing_of_its_own():
    reg = register(opened(), MEASURE, LINKED, (LEDER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-05-01")))
    assert reg.avvik[AV].tiltak == (TI,)
    assert reg.ting[LINK].slag is Slag.KOBLING
    assert reg.ting[LINK].dato("i_bruk") == date(2026, 5, 1)
    assert reg.ting[TI].hendelser == (2, 3)


def test_a_link_undone_takes_the_decisive_with_it_and_can_be_taken_up():
    reg = register(
        opened(),
        MEASURE,
        LINKED,
        (LEDER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=DAG)),
        (STAB, Frakoblet(avvik=AV, tiltak=TI, grunn="Feil avvik.")),
    )
    assert (reg.avvik[AV].tiltak, reg.avvik[AV].avgjorende, reg.avvik[AV].maling_fra) == ((), "", 5)
    assert reg.ting[LINK].avsluttet is not None
    again = fold_on(reg, logged([LINKED], first=6))
    assert again.avvik[AV].tiltak == (TI,)
    assert again.ting[LINK].avsluttet is None


def test_another_owner_has_the_links_too():
    reg = register(opened(), MEASURE, LINKED, (STAB, Overfort(nr=AV, eier="barnevernleder@E2", enhet="E2", dag=DAG)))
    assert (reg.avvik[AV].ting.eier, reg.avvik[AV].enhet) == ("barnevernleder@E2", "E2")
    assert (reg.ting[LINK].enhet, reg.ting[TI].enhet) == ("E2", ENHET)


def test_a_thing_ends():
    reg = register(MEASURE, (STAB, Avsluttet(nr=TI, dag=DAG)))
    assert reg.ting[TI].avsluttet == DAG


def test_the_first_day_anyone_was_told_counts():
    reg = register(opened(), Varslet(nr=AV, dag=date(2026, 2, 3)), Varslet(nr=AV, dag=date(2026, 2, 9)))
    assert reg.avvik[AV].varslet == date(2026, 2, 3)
    earlier = fold_on(reg, logged([Varslet(nr=AV, dag=date(2026, 2, 1))], first=4))
    assert earlier.avvik[AV].varslet == date(2026, 2, 1)


def test_an_edition_that_was_sent_tells_those_in_it():
    sent = UtgaveSendt(fil="plan.docx", sha256="ab", mottaker=LEDER, dag=DAG, numre=(AV,))
    reg = register(opened(), opened("AV-2026-0002"), (STAB, sent))
    assert (reg.avvik[AV].varslet, reg.avvik["AV-2026-0002"].varslet) == (DAG, None)


def test_what_was_done_at_once_is_the_same_fields_as_in_the_workbook():
    reg = register(opened(), (LEDER, Strakstiltak(nr=AV, dag=DAG, hva="Barnet ble flyttet.", rolle=LEDER)))
    ting = reg.avvik[AV].ting
    assert ting.verdi("strakstiltak") == "Barnet ble flyttet."
    assert (ting.dato("strakstiltak_dag"), ting.verdi("strakstiltak_hvem")) == (DAG, LEDER)


def test_another_decisive_measure_starts_the_measurement_anew():
    chosen = (LEDER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=DAG))
    reg = register(opened(), MEASURE, LINKED, chosen)
    assert reg.avvik[AV].maling_fra == 0
    assert fold_on(reg, logged([chosen], first=5)).avvik[AV].maling_fra == 0
    other = (LEDER, AvgjorendeValgt(nr=AV, tiltak="TI-2026-0002", grunn="Rutinen ble ikke brukt.", dag=DAG))
    changed = fold_on(reg, logged([other], first=5)).avvik[AV]
    assert (changed.avgjorende, changed.maling_fra) == ("TI-2026-0002", 5)


def test_an_attempt_is_begun_and_then_finished():
    tried = Forsok(
        nr=1, dag=DAG, per=DAG, mate=Malemate.HENDELSE, mal=NI_AV_TI, tiltak=TI, i_bruk=DAG, fra=DAG, til=DAG
    )
    reg = register(opened(), ForsokBegynt(nr=AV, forsok=tried, dag=DAG))
    assert (reg.avvik[AV].forsok[0].ferdig, reg.avvik[AV].forsok[0].hendelse) == (False, 2)
    done = ForsokFerdig(nr=AV, forsok=replace(tried, n=10, brudd=1), brukt=("7",), dag=DAG)
    (ended,) = fold_on(reg, logged([done], first=3)).avvik[AV].forsok
    assert (ended.ferdig, ended.n, ended.brudd, ended.brukt, ended.hendelse) == (True, 10, 1, ("7",), 2)


def test_closed_and_opened_again_keeps_the_first_day_and_plans_anew():
    reg = register(
        opened(),
        MEASURE,
        LINKED,
        (LEDER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-02-01")),
        (LEDER, FeltSatt(nr=LINK, felt="tiltaksstatus", verdi="i-bruk")),
        (LEDER, FeltSatt(nr=AV, felt="frist_plan", verdi="2026-02-01")),
        (LEDER, FeltSatt(nr=AV, felt="arsak", verdi="kapasitet")),
        (STAB, AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, forsok=1, dag=date(2026, 9, 1))),
    )
    shut = reg.avvik[AV]
    assert (shut.stilling, shut.ting.avsluttet) == (Stilling.LUKKET, date(2026, 9, 1))
    assert shut.slutt is not None and shut.slutt.hvem == STAB
    again = fold_on(reg, logged([(STAB, Gjenapnet(nr=AV, grunn="Feil utvalg.", dag=date(2026, 10, 1)))], first=9))
    avvik = again.avvik[AV]
    assert (avvik.stilling, avvik.slutt, avvik.slutter[0].dag) == (Stilling.APENT, None, date(2026, 9, 1))
    assert (avvik.gjenapnet, avvik.maling_fra) == ((date(2026, 10, 1),), 9)
    assert (again.ting[LINK].verdi("tiltaksstatus"), again.ting[LINK].verdi("i_bruk")) == ("planlagt", "")
    assert (avvik.ting.verdi("frist_plan"), avvik.ting.verdi("arsak")) == ("", "kapasitet")


def test_merged_the_survivor_has_the_evidence_of_both_and_the_earliest_day():
    second = "AV-2026-0002"
    reg = register(
        opened(),
        found("1", "2"),
        Varslet(nr=AV, dag=date(2026, 3, 1)),
        opened(second),
        found("2", "3", nr=second),
        Varslet(nr=second, dag=date(2026, 2, 1)),
        (STAB, AvvikAvsluttet(nr=second, stilling=Stilling.SLATT_SAMMEN, til=AV, dag=DAG)),
    )
    left = reg.avvik[AV]
    assert [one.objekt_id for one in left.bevis] == ["1", "2", "3"]
    assert (left.varslet, left.slatt_inn) == (date(2026, 2, 1), (second,))
    assert reg.avvik[second].stilling is Stilling.SLATT_SAMMEN
    assert left.ting.hendelser == (1, 2, 3, 7)


def test_struck_keys_leave_their_count_and_never_settle_more_than_was_settled():
    struck = BevisLagtTil(nr=AV, antall=3, kjoring="k1", dag=DAG)
    reg = register(opened(), struck, BevisVurdert(nr=AV, kjoring="k2", dag=DAG, avgjort=2, uavgjort=1))
    assert len(reg.avvik[AV].bevis) == 3
    assert len(reg.avvik[AV].uavgjort) == 1


def test_one_reason_for_all_settles_only_what_was_not_settled():
    reg = register(
        opened(), found("1", "2"), judged("1"), (LEDER, KanIkkeRettes(nr=AV, grunn="Fristen er over.", dag=DAG))
    )
    states = [one.tilstand for one in reg.avvik[AV].bevis]
    assert states == [Objekttilstand.RETTET, Objekttilstand.KAN_IKKE_RETTES]
    assert reg.avvik[AV].kan_ikke == "Fristen er over."


def test_objects_told_under_a_wider_rule_come_and_go():
    away = BevisUnderAnnen(nr=AV, annen="AV-2026-0009", antall=1, objekter=("1",), kjoring="k2", dag=DAG)
    reg = register(opened(), found("1", "2"), away)
    assert [one.objekt_id for one in reg.avvik[AV].bevis] == ["2"]
    back = BevisUnderAnnen(nr=AV, annen="", antall=1, objekter=("1",), kjoring="k3", dag=DAG)
    assert [one.objekt_id for one in fold_on(reg, logged([back], first=4)).avvik[AV].bevis] == ["2", "1"]


def test_a_withdrawn_run_has_changed_nothing_but_what_people_said_meanwhile_stands():
    second = "AV-2026-0002"
    reg = register(
        run("k1"),
        opened(),
        found("1", "2"),
        run("k2", date(2026, 2, 1)),
        judged("1"),
        found("9", kjoring="k2"),
        OmfangLoftet(nr=AV, objekter=3, kjoring="k2", dag=DAG),
        opened(second, kjoring="k2"),
        (LEDER, KanIkkeRettes(nr=AV, grunn="For sent.", objekter=("2",), alle=False, dag=DAG)),
        (STAB, KjoringTrukket(kjoring="k2", grunn="Feil uttrekk.", dag=DAG)),
    )
    states = [(one.objekt_id, one.tilstand) for one in reg.avvik[AV].bevis]
    assert states == [("1", Objekttilstand.FORTSATT), ("2", Objekttilstand.KAN_IKKE_RETTES)]
    assert reg.avvik[second].stilling is Stilling.TRUKKET
    assert not reg.avvik[second].telles
    assert reg.siste is not None and reg.siste.kjoring == "k1"


def test_a_lifted_one_is_a_systemsvikt():
    reg = register(opened(omfang=Omfang.ENKELTHENDELSE), OmfangLoftet(nr=AV, objekter=3, dag=DAG))
    assert reg.avvik[AV].omfang is Omfang.SYSTEMSVIKT


def test_a_common_start_is_not_for_what_is_kritisk():
    second = "AV-2026-0002"
    reg = register(
        run("k1"), opened(), opened(second, alvor=Alvorlighetsgrad.KRITISK), (STAB, FellesStart(kjoring="k1", dag=DAG))
    )
    assert (reg.avvik[AV].felles_start, reg.avvik[second].felles_start) == (DAG, None)


def test_put_off_another_goal_a_retired_rule_a_new_key_and_a_successor():
    softer = replace(NI_AV_TI, minst=8)
    reg = register(
        RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", nokkel="n1", dag=DAG),
        opened(),
        (STAB, UtsattMedGrunn(nr=AV, til=date(2026, 8, 1), giver=STAB, grunn="Ny leder.", dag=DAG)),
        (STAB, MalEndret(nr=AV, mal=softer, mykere=True, grunn="Få saker.", dag=DAG)),
        (STAB, NokkelByttet(fra="n1", til="n2", grunn="Ny nøkkel.", dag=DAG)),
        EnheterEndret(etterfolgere={"E1": "E2"}, dag=DAG),
    )
    avvik = reg.avvik[AV]
    assert (avvik.stilling, avvik.utsettelser[0].til, avvik.utsettelser[0].hendelse) == (
        Stilling.UTSATT,
        date(2026, 8, 1),
        3,
    )
    assert (avvik.mal, avvik.endret_mal, reg.nokkel, reg.etterfolgere["E1"]) == (softer, (4,), "n2", "E2")
    gone = fold_on(reg, logged([(STAB, RegelUtgatt(regel="UND-03", numre=(AV,), grunn="x", dag=DAG))], first=7))
    assert gone.avvik[AV].stilling is Stilling.REGEL_UTGATT


def test_a_known_miss_that_was_mended_is_known_no_more():
    shut = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, forsok=1, brukt=("7", "8"), dag=DAG)
    mended = KjentBruddOppfylt(nr=AV, antall=1, objekter=("7",), kjoring="k2", dag=DAG)
    slutt = register(opened(), (STAB, shut), mended).avvik[AV].slutt
    assert slutt is not None
    assert (slutt.brukt, slutt.oppfylt_siden) == (("7", "8"), ("7",))


def test_a_finding_it_answers_for_and_a_case_that_is_marked():
    marked = SakMerket(enhet=ENHET, sak=("S1",), rettet=DAG)
    reg = register(opened(punkt="t1/a"), PunktKnyttet(nr=AV, punkt="t1/b", dag=DAG), (LEDER, marked))
    assert (reg.avvik[AV].punkt, reg.avvik[AV].punkter, reg.merket) == ("t1/a", ("t1/b",), {("", "S1"): DAG})
    off = fold_on(reg, logged([(LEDER, SakMerket(enhet=ENHET, sak=("S1",)))], first=4))
    assert off.merket == {}


def test_the_state_at_a_head_and_none_at_one_this_log_never_had():
    events = logged([opened(), found("1"), found("2")])
    for at, logget in enumerate(events, 1):
        assert state_at(events, Hode(nr=logget.nr, sum=logget.sum)) == fold(events[:at])
    assert state_at(events, Hode()) == fold(())
    assert state_at(events, Hode(nr=2, sum="another")) is None
    assert state_at(events, Hode(nr=9, sum=events[-1].sum)) is None


def test_folding_on_is_folding_all_and_leaves_the_first_as_it_was():
    events = logged([run("k1"), opened(), found("1"), judged("1"), (LEDER, Kommentert(nr=AV, tekst="a"))])
    for at in range(len(events) + 1):
        first = fold(events[:at])
        before = (first.hode, dict(first.ting), dict(first.avvik))
        assert fold_on(first, events[at:]) == fold(events)
        assert (first.hode, dict(first.ting), dict(first.avvik)) == before


def test_ten_thousand_events_add_up():
    numbers = [f"AV-2026-{nr:04d}" for nr in range(1, 201)]
    events: list[object] = [run("k1"), *(opened(nr) for nr in numbers)]
    events += [BevisLagtTil(nr=nr, antall=3, bevis=proof("1", "2", "3"), kjoring="k1", dag=DAG) for nr in numbers]
    while len(events) < 10_000:
        nr = numbers[len(events) % 200]
        events.append((LEDER, FeltSatt(nr=nr, felt="hvorfor", tekst=f"Utkast {len(events)}")))
    ready = logged(events)  # type: ignore[arg-type]
    reg = fold(ready)
    assert reg.hode.nr == 10_000
