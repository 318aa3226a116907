"""The gate: with everything there it is closed; with any one thing lacking it is refused, and told which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Kilde, Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Overfort, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    ForelderSatt,
    ForsokBegynt,
    Gjenapnet,
    KanIkkeRettes,
    MalEndret,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.gate import closing, missing
from tests.register.logs import (
    AV,
    ENHET,
    LEDER,
    LINK,
    NI_AV_TI,
    RULE,
    STAB,
    TEAM,
    TI,
    D,
    Life,
    almost_closed,
    attempt,
    context,
    found,
    judged,
    opened,
)

NOW = D(12, 1)
TI2, LINK2 = "TI-2026-0002", f"{AV}/TI-2026-0002"


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def test_with_everything_there_it_is_closed(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    assert life.missing(STAB, NOW) == ()
    event = life.close(STAB, NOW)
    assert (event.stilling, event.forsok, event.samme_person) == (Stilling.LUKKET, 1, False)
    assert life.avvik.stilling is Stilling.LUKKET
    assert life.missing(STAB, NOW) == ("avsluttet",)


def erased(felt: str, nr: str = AV) -> Callable[[Life], None]:
    return lambda life: life.do(LEDER, FeltSatt(nr=nr, felt=felt), NOW)


def set_to(felt: str, verdi: str, nr: str = AV) -> Callable[[Life], None]:
    return lambda life: life.do(LEDER, FeltSatt(nr=nr, felt=felt, verdi=verdi), NOW)


def one_more_object(life: Life) -> None:
    life.do(MASKINEN, found("4", kjoring="k2"), NOW)


def one_not_checked(life: Life) -> None:
    life.do(MASKINEN, judged("2", tilstand=Objekttilstand.IKKE_KONTROLLERT, uavgjort=1), NOW)


def another_measure(life: Life) -> None:
    life.measure(NOW, nr=TI2)


def unfinished_attempt(life: Life) -> None:
    life.do(LEDER, ForsokBegynt(nr=AV, forsok=attempt(life.avvik, life.reg, 2, NOW), dag=NOW), NOW)


def failed_attempt(life: Life) -> None:
    life.attempt(NOW, 2, brudd=3, utfall=Forsoksutfall.IKKE_NADD)


def waiting_attempt(life: Life) -> None:
    life.attempt(NOW, 2, n=4, brudd=0, utfall=Forsoksutfall.VENTER)


def unsettled_attempt(life: Life) -> None:
    life.attempt(NOW, 2, n=10, brudd=0, uavklart=7, utfall=Forsoksutfall.VENTER)


def another_goal(life: Life) -> None:
    harder = replace(NI_AV_TI, minst=10)
    life.do(LEDER, MalEndret(nr=AV, mal=harder, mykere=False, grunn="Vi kan bedre.", dag=NOW), NOW)


def now_kritisk(life: Life) -> None:
    life.do(LEDER, AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.KRITISK, grunn="Barn i fare.", dag=NOW), NOW)


def another_decisive(life: Life) -> None:
    life.measure(NOW, nr=TI2)
    life.written("tiltaksstatus", "i-bruk", NOW, nr=LINK2)
    life.written("i_bruk", "2026-03-01", NOW, nr=LINK2)
    life.written("belegg", "Vist i møte.", NOW, nr=LINK2)
    life.do(LEDER, AvgjorendeValgt(nr=AV, tiltak=TI2, grunn="Rutinen ble ikke brukt.", dag=NOW), NOW)


def decisive_dropped(life: Life) -> None:
    life.do(STAB, FeltSatt(nr=LINK, felt="tiltaksstatus", verdi="droppet"), NOW)


LACKS: list[tuple[str, Callable[[Life], None], tuple[str, ...]]] = [
    ("a new object in evidence", one_more_object, ("objekter-uavgjort",)),
    ("an object that was not checked is never settled", one_not_checked, ("objekter-uavgjort",)),
    ("no cause", erased("arsak"), ("uten-arsak",)),
    ("«not known yet» is no cause", set_to("arsak", "ukjent"), ("uten-arsak",)),
    ("a measure that is only linked", another_measure, ("tiltak-ikke-i-bruk",)),
    ("a measure that is planned", set_to("tiltaksstatus", "planlagt", LINK), ("tiltak-ikke-i-bruk",)),
    ("no evidence of the measure", erased("belegg", LINK), ("tiltak-uten-belegg",)),
    ("no in-use day", erased("i_bruk", LINK), ("uten-i-bruk-dag",)),
    (
        "in use for less than three months, which is also another day than the attempt measured from",
        set_to("i_bruk", "2026-09-02", LINK),
        ("for-kort-i-bruk", "forsok-annet-tiltak"),
    ),
    (
        "in use before the finding: it did not prevent it",
        set_to("i_bruk", "2025-12-31", LINK),
        ("i-bruk-for-funnet", "forsok-annet-tiltak"),
    ),
    ("the decisive measure is dropped", decisive_dropped, ("avgjorende-droppet",)),
    ("another decisive measure: the measurement is anew", another_decisive, ("uten-forsok",)),
    ("an attempt that is not finished", unfinished_attempt, ("forsok-uferdig",)),
    ("a later attempt that failed", failed_attempt, ("mal-ikke-nadd",)),
    ("a later attempt that waits for cases", waiting_attempt, ("venter-pa-saker",)),
    ("a goal only open breaches reach", unsettled_attempt, ("venter-uavklart",)),
    ("another goal than the attempt was made for", another_goal, ("forsok-annet-mal",)),
    ("kritisk since: one miss is one too many", now_kritisk, ("mal-ikke-nadd",)),
]


@pytest.mark.parametrize(("lacks", "codes"), [row[1:] for row in LACKS], ids=[row[0] for row in LACKS])
def test_with_one_thing_lacking_it_is_refused(
    kontekst: Kontekst, lacks: Callable[[Life], None], codes: tuple[str, ...]
) -> None:
    life = almost_closed(kontekst)
    lacks(life)
    assert life.missing(STAB, NOW) == codes
    made = closing(life.reg, life.avvik, STAB, kontekst, NOW)
    assert isinstance(made, tuple) and [one.kode for one in made] == list(codes)
    by_hand = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, forsok=1, siste_start=D(5, 24), dag=NOW)
    assert set(codes) <= set(life.asked(STAB, by_hand, NOW))


def test_everything_that_is_missing_is_said_and_each_with_what_to_type_next(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun().run().found("1", "2", "3").measure(D(1, 20))
    lacks = missing(life.reg, life.avvik, LEDER, kontekst, NOW)
    assert [one.kode for one in lacks] == [
        "objekter-uavgjort",
        "uten-arsak",
        "tiltak-ikke-i-bruk",
        "uten-avgjorende",
        "uten-forsok",
        "eieren-selv",
    ]
    assert all(one.gjor.startswith("bvaudit ") for one in lacks)
    assert f"register hendelse {LINK} felt --felt tiltaksstatus" in lacks[2].gjor
    assert f"avgjorende --tiltak {TI}" in lacks[3].gjor


CLOSERS: list[tuple[str, str, tuple[str, ...]]] = [
    ("the owner", LEDER, ("eieren-selv",)),
    ("the owner who leaves out the unit", "barnevernleder", ("rolle-uten-enhet",)),
    ("who owns the measure is no bar", TEAM, ()),
    ("the same role in another unit is another", "barnevernleder@E2", ()),
    ("a role nobody has", "sjef@E1", ("ukjent-rolle",)),
    ("a unit nobody knows", "teamleder@E9", ("ukjent-enhet",)),
    ("the program", MASKINEN, ("bare-mennesker",)),
    ("nobody", "", ("ukjent-rolle",)),
]


@pytest.mark.parametrize(("who", "codes"), [row[1:] for row in CLOSERS], ids=[row[0] for row in CLOSERS])
def test_who_may_close(kontekst: Kontekst, who: str, codes: tuple[str, ...]) -> None:
    assert almost_closed(kontekst).missing(who, NOW) == codes


def test_who_is_written_as_responsible_is_an_owner_too(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst).written("ansvarlig", TEAM, NOW)
    assert life.missing(TEAM, NOW) == ("eieren-selv",)
    assert life.missing(LEDER, NOW) == ("eieren-selv",)


def test_stab_is_the_same_with_a_unit_as_without(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    life.do("kommunalsjef", Overfort(nr=AV, eier=STAB, grunn="Stab tar det.", dag=NOW), NOW)
    assert life.missing("stab@E1", NOW) == ("eieren-selv",)


def test_nobody_closes_from_a_unit_that_has_ceased(kontekst: Kontekst) -> None:
    life = almost_closed(replace(kontekst, opphort={"E2": D(6, 30)}))
    assert life.missing("barnevernleder@E2", NOW) == ("enhet-opphort",)
    assert life.missing("barnevernleder@E2", D(6, 30)) != ("enhet-opphort",)


def test_without_an_owner_nobody_can_be_another(kontekst: Kontekst) -> None:
    life = almost_closed(replace(kontekst, opphort={ENHET: D(6, 30)}))
    life.do(MASKINEN, Overfort(nr=AV, eier="", grunn="Enheten er lagt ned.", dag=NOW), NOW)
    assert life.missing(STAB, NOW) == ("uten-eier",)


def test_what_the_three_months_are_to_the_day(kontekst: Kontekst) -> None:
    """In use 1 September and three months on is 1 December: the first day it may be closed."""
    life = Life(kontekst).begun().run().found("1", "2", "3").written("arsak", "kapasitet", D(1, 20))
    life.measure(D(1, 20)).in_use(D(9, 1), D(9, 1)).settled("1", "2", "3", per=D(6, 30)).attempt(D(11, 30))
    assert life.missing(STAB, D(11, 30)) == ("for-kort-i-bruk",)
    assert life.missing(STAB, D(12, 1)) == ()


def test_a_measure_that_is_finished_or_dropped_stands_beside_the_decisive(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    life.measure(NOW, nr=TI2)
    life.written("belegg", "Kurset er holdt.", NOW, nr=LINK2).written("tiltaksstatus", "fullfort", NOW, nr=LINK2)
    assert life.missing(STAB, NOW) == ()
    life.do(STAB, FeltSatt(nr=LINK2, felt="tiltaksstatus", verdi="droppet"), NOW)
    assert life.missing(STAB, NOW) == ()


def test_a_goal_reached_once_is_nothing_after_it_was_opened_again(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    life.close(STAB, NOW)
    life.do(STAB, Gjenapnet(nr=AV, grunn="Feil saker ble talt.", dag=NOW), NOW)
    assert life.missing(STAB, NOW) == ("tiltak-ikke-i-bruk", "uten-i-bruk-dag", "uten-forsok")


def few(kontekst: Kontekst, outcome: Forsoksutfall, **result: object) -> Life:
    """Two years after the decisive measure was in use."""
    life = Life(kontekst).begun().run().found("1", "2", "3").written("arsak", "kapasitet", D(1, 20))
    life.measure(D(1, 20)).in_use(D(2, 1), D(2, 2)).settled("1", "2", "3")
    return life.attempt(D(2, 1, 2028), utfall=outcome, **result)


def test_few_cases_all_in_order_is_closed_in_words_of_its_own(kontekst: Kontekst) -> None:
    life = few(kontekst, Forsoksutfall.FA_OK, n=4, brudd=0)
    assert life.close(STAB, D(2, 2, 2028)).stilling is Stilling.LUKKET_FA


@pytest.mark.parametrize(
    ("outcome", "figures", "stilling"),
    [
        (Forsoksutfall.FA_AVSLUTT, {"n": 4, "brudd": 1}, Stilling.AVSLUTTET_FA),
        (Forsoksutfall.INGEN, {"n": 0, "brudd": 0, "siste_start": None}, Stilling.AVSLUTTET_UTEN),
    ],
)
def test_the_side_exits_of_few_cases(
    kontekst: Kontekst, outcome: Forsoksutfall, figures: dict[str, object], stilling: Stilling
) -> None:
    life, day = few(kontekst, outcome, **figures), D(2, 2, 2028)
    assert life.missing(TEAM, day) == ("ikke-over-eieren",)
    assert life.missing(LEDER, day) == ("eieren-selv",)
    lacking = closing(life.reg, life.avvik, STAB, kontekst, day)
    assert isinstance(lacking, tuple)
    assert [one.kode for one in lacking] == ["uten-grunn", "uten-neste-kontroll"]
    event = life.close(STAB, day, grunn="For få saker.", neste_kontroll=D(2, 1, 2029))
    assert (event.stilling, life.avvik.stilling.lukket) == (stilling, False)


def single(kontekst: Kontekst, *ids: str) -> Life:
    life = Life(kontekst).begun().run().found(*ids, omfang=Omfang.ENKELTHENDELSE)
    return life.written("arsak", "registrering", D(1, 20)).settled(*ids)


def test_an_enkelthendelse_needs_a_later_run_that_finds_it_still_settled(kontekst: Kontekst) -> None:
    life = single(kontekst, "1", "2")
    assert life.missing(STAB, NOW) == ("uten-senere-kjoring",)
    life.run("k3", D(9, 30), D(10, 1))
    assert life.missing(STAB, NOW) == ()
    assert life.missing(LEDER, NOW) == ("eieren-selv",)
    assert life.close(STAB, NOW).forsok == 0


def test_an_enkelthendelse_without_cause_or_not_settled(kontekst: Kontekst) -> None:
    life = single(kontekst, "1", "2").run("k3", D(9, 30), D(10, 1))
    life.do(LEDER, FeltSatt(nr=AV, felt="arsak"), NOW)
    life.do(MASKINEN, judged("1", tilstand=Objekttilstand.FORTSATT, kjoring="k3", dag=D(9, 30), uavgjort=1), NOW)
    assert life.missing(STAB, NOW) == ("objekter-uavgjort", "uten-arsak", "uten-senere-kjoring")


def test_what_was_read_is_seen_again_by_a_reader(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun().run().found("1", omfang=Omfang.ENKELTHENDELSE, krever_lesing=True)
    life.written("arsak", "registrering", D(1, 20)).settled("1").run("k3", D(9, 30), D(10, 1))
    assert life.missing(STAB, NOW) == ("uten-senere-kjoring",)
    later = replace(life.reg.kjoringer[-1], revisjon="r1")
    life.reg = replace(life.reg, kjoringer=(*life.reg.kjoringer, later))
    assert life.missing(STAB, NOW) == ()


def test_with_a_third_within_two_years_it_is_no_enkelthendelse(kontekst: Kontekst) -> None:
    life = single(kontekst, "1", "2").run("k3", D(9, 30), D(10, 1))
    life.close(STAB, NOW)
    second = "AV-2026-0002"
    life.do(MASKINEN, opened(second, omfang=Omfang.ENKELTHENDELSE, kjoring="k3", dag=NOW), NOW)
    life.do(MASKINEN, found("9", nr=second, kjoring="k3"), NOW)
    life.run("k4", D(12, 31), D(1, 2, 2027))
    life.do(
        MASKINEN, judged("9", nr=second, tilstand=Objekttilstand.FOR_SENT, kjoring="k4", dag=D(12, 31)), D(1, 2, 2027)
    )
    life.written("arsak", "registrering", D(1, 3, 2027), nr=second).run("k5", D(3, 31, 2027), D(4, 1, 2027))

    def codes(day: date) -> list[str]:
        return [one.kode for one in missing(life.reg, life.reg.avvik[second], STAB, kontekst, day)]

    assert codes(D(4, 1, 2027)) == ["tre-objekter"]
    assert codes(D(12, 1, 2028)) == ["tre-objekter"]  # 24 months to the day
    assert codes(D(12, 2, 2028)) == []


def family(kontekst: Kontekst) -> Life:
    """A parent with AV as its only child, and one common measure that is not in use."""
    life = almost_closed(kontekst)
    parent = opened("AV-2026-0009", kilde=Kilde.FORELDER, eier=STAB, enhet="", utgangspunkt=None, kjoring="k2")
    life.do(MASKINEN, replace(parent, dag=NOW), NOW)
    life.do(MASKINEN, ForelderSatt(nr=AV, forelder="AV-2026-0009", dag=NOW), NOW)
    common = TingOpprettet(nr=TI2, slag=Slag.TILTAK, tittel="Felles rutine", eier=STAB, dag=NOW)
    life.do(STAB, common, NOW)
    life.do(STAB, Koblet(avvik="AV-2026-0009", tiltak=TI2, dag=NOW), NOW)
    return life


def test_a_parent_is_closed_when_no_child_is_open_and_the_common_measures_are_in_use(kontekst: Kontekst) -> None:
    life, link = family(kontekst), f"AV-2026-0009/{TI2}"

    def codes(who: str) -> list[str]:
        return [one.kode for one in missing(life.reg, life.reg.avvik["AV-2026-0009"], who, kontekst, NOW)]

    assert codes("kommunalsjef") == ["barn-apne", "tiltak-ikke-i-bruk", "ingen-i-bruk"]
    life.written("tiltaksstatus", "i-bruk", NOW, nr=link).written("belegg", "Vedtatt.", NOW, nr=link)
    assert codes("kommunalsjef") == ["barn-apne"]
    life.close("kommunalsjef", NOW)
    assert codes("kommunalsjef") == []
    assert codes(STAB) == ["eieren-selv"]


def test_written_why_it_cannot_be_mended_settles_it(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    one_more_object(life)
    said = KanIkkeRettes(nr=AV, grunn="Barnet har flyttet.", objekter=("4",), alle=False, dag=NOW)
    life.do(LEDER, said, NOW)
    assert life.missing(STAB, NOW) == ()


def test_declared_the_same_person_in_another_role(kontekst: Kontekst) -> None:
    assert almost_closed(kontekst).close(TEAM, NOW, samme_person=True).samme_person


def test_the_rule_is_one_the_shipped_content_has(kontekst: Kontekst) -> None:
    assert RULE in kontekst.regler


def test_an_attempt_by_an_extract_that_was_withdrawn_closes_nothing(kontekst: Kontekst) -> None:
    """A run of the day it was measured on is withdrawn: another attempt is needed. One by the right extract, on the day
    of a run that was withdrawn before, is as good as any."""
    wrong, measured = KjoringTrukket(kjoring="k3", grunn="Feil uttrekk.", dag=D(11, 30)), D(11, 30)
    life = Life(kontekst).begun().run().found("1", "2", "3").written("arsak", "kapasitet", D(1, 20))
    life.measure(D(1, 20)).in_use(D(2, 1), D(2, 2)).settled("1", "2", "3").run("k3", measured, measured)
    life.attempt(measured)
    assert life.missing(STAB, NOW) == ()
    life.do(STAB, wrong, measured)
    assert life.missing(STAB, NOW) == ("forsok-pa-trukket",)
    life.run("k4", NOW, NOW).attempt(NOW, nr=2)
    assert life.missing(STAB, NOW) == ()
    before = Life(kontekst).begun().run().found("1", "2", "3").written("arsak", "kapasitet", D(1, 20))
    before.measure(D(1, 20)).in_use(D(2, 1), D(2, 2)).settled("1", "2", "3").run("k3", measured, measured)
    before.do(STAB, wrong, measured)
    before.attempt(measured)
    assert before.missing(STAB, NOW) == ()


def test_nothing_is_closed_back_in_time_before_its_cases_were_settled(kontekst: Kontekst) -> None:
    life = single(kontekst, "1", "2").run("k3", D(9, 30), D(10, 1))
    assert life.missing(STAB, D(9, 30)) == ()
    assert life.missing(STAB, D(9, 29)) == ("uten-senere-kjoring",)
    assert life.missing(STAB, D(6, 29)) == ("avgjort-etter-lukking", "uten-senere-kjoring")
