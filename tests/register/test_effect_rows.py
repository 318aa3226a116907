"""Part 6 of the contract, sentence by sentence, by rows that were reckoned by hand.

The measure is in use from 1 March 2026. MEL-01 gives one week (an event rule), UND-03 a week and six months, OMS-01
looks a year back (a state with a window), HJE-01 has no window, UND-02 no limit but its own.
"""

from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Kilde, Omfang
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utfallsord, Utgangspunkt
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.rule import Effektmal
from bvaudit.model.sammenligning import Forhold, Sammenligning, Versjonspar
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.attempts import begin
from bvaudit.register.criteria import may_be_reached, reached
from bvaudit.register.effect import preliminary
from bvaudit.register.measure import measurement
from bvaudit.register.words import sentence
from tests.register.effects import IN_USE, STATS, TI, attempted, context, in_use, known, row, rows
from tests.register.logs import AV, proof, register

OTTE_AV_TI = Effektmal(minst=8, av=10, utvides_til=20, minst_utvidet=16)


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def look(kontekst: Kontekst, told: str, per: str, regel: str = "MEL-01", **values: object) -> Forsok:
    reg, avvik = known(regel=regel, **values)
    found = preliminary(reg, avvik, rows(told, regel), kontekst, date.fromisoformat(per), STATS)
    assert isinstance(found, Forsok), found
    return found


EVENTS = [
    # name, objects, per → outcome, n, missed, look again
    ("ni av ti", "2026-04-01:9o1x", "2026-06-01", "nadd", 10, 1, ""),
    ("åtte av ti", "2026-04-01:8o2x", "2026-06-01", "ikke-nadd", 10, 2, "2026-04-10"),
    ("27 av 30: ni av ti av alle", "2026-04-01:27o3x", "2026-06-01", "nadd", 30, 3, ""),
    ("26 av 29 er mindre enn ni av ti", "2026-04-01:26o3x", "2026-06-01", "ikke-nadd", 29, 3, "2026-04-10"),
    ("delvis er en bom", "2026-04-01:8o2d", "2026-06-01", "ikke-nadd", 10, 2, "2026-04-10"),
    ("uavklart telles ikke", "2026-04-01:9o1x5u", "2026-06-01", "nadd", 10, 1, ""),
    ("åpnede brudd gjør ikke at målet er nådd", "2026-04-01:9o1x5p", "2026-06-01", "venter", 10, 1, "2026-09-01"),
    ("nådd hvordan det enn gikk med den åpnede", "2026-04-01:29o1p", "2026-06-01", "nadd", 29, 0, ""),
    (
        "åpnede brudd skjuler ikke at målet ikke er nådd",
        "2026-04-01:8o2x5p",
        "2026-06-01",
        "ikke-nadd",
        10,
        2,
        "2026-04-10",
    ),
    ("begge år når ti, med åpnede", "2026-04-01:5o1x 2027-04-01:4o3p", "2028-03-01", "venter", 10, 1, "2028-06-01"),
    ("ikke aktuelt telles ikke", "2026-04-01:9o1x5a", "2026-06-01", "nadd", 10, 1, ""),
    ("dagen tiltaket kom i bruk er med", "2026-03-01:9o1x", "2026-06-01", "nadd", 10, 1, ""),
    ("dagen før er ikke med", "2026-02-28:10o", "2026-06-01", "venter", 0, 0, "2027-03-01"),
    ("hele fristen er ute dagen før", "2026-05-24:10o", "2026-06-01", "nadd", 10, 0, ""),
    ("fristen går ut i dag: ikke med ennå", "2026-05-25:10o", "2026-06-01", "venter", 0, 0, "2027-03-01"),
    ("de raske alene er ikke med", "2026-04-01:9o1x 2026-05-28:20o", "2026-06-01", "nadd", 10, 1, ""),
    ("én som løper lenger enn regelen", "2026-04-01:10o 2026-04-10:5or", "2026-06-01", "nadd", 10, 0, ""),
    ("under ti: venter", "2026-04-01:9o", "2026-06-01", "venter", 9, 0, "2027-03-01"),
    ("under ti med en bom: venter", "2026-04-01:8o1x", "2026-06-01", "venter", 9, 1, "2027-03-01"),
    ("før første dag", "", "2026-03-05", "venter", 0, 0, "2026-03-09"),
    ("tolv måneder, få, alle i orden", "2026-04-01:3o", "2027-03-01", "fa-ok", 3, 0, ""),
    ("dagen før tolv måneder", "2026-04-01:3o", "2027-02-28", "venter", 3, 0, "2027-03-01"),
    ("tolv måneder, ingen sak", "", "2027-03-01", "venter", 0, 0, "2028-03-01"),
    ("tolv måneder med en bom", "2026-04-01:2o1x", "2027-03-01", "venter", 3, 1, "2028-03-01"),
    ("en bom i måned 13 skjules ikke", "2026-04-01:3o 2027-03-20:x", "2027-06-01", "venter", 4, 1, "2028-03-01"),
    ("år to uten bom", "2026-04-01:2o1x 2027-04-01:2o", "2028-03-01", "fa-ok", 2, 0, ""),
    ("år to med bom", "2026-04-01:2o1x 2027-04-01:1o1x", "2028-03-01", "fa-avslutt", 2, 1, "2029-03-01"),
    ("år to uten sak etter en bom", "2026-04-01:2o1x", "2028-03-01", "fa-avslutt", 0, 0, "2029-03-01"),
    ("begge år når ti: ordinært mål", "2026-04-01:5o1x 2027-04-01:4o", "2028-03-01", "nadd", 10, 1, ""),
    ("begge år når ti: ikke nådd", "2026-04-01:4o2x 2027-04-01:4o", "2028-03-01", "ikke-nadd", 10, 2, "2027-04-10"),
    ("ingen sak på 24 måneder", "", "2028-03-01", "ingen", 0, 0, "2029-03-01"),
    ("bare uavklart på 24 måneder er ikke ingen", "2026-05-01:3u", "2028-03-01", "venter", 0, 0, "2028-06-01"),
    ("få saker, og en ingen vet noe om", "2026-04-01:3o1u", "2027-03-01", "venter", 3, 0, "2028-03-01"),
    ("år to, og en ingen vet noe om", "2026-04-01:2o 2027-04-01:2o1u", "2028-03-01", "fa-avslutt", 2, 0, "2029-03-01"),
    ("det ingen vet noe om, var i år en", "2026-04-01:2o1u 2027-04-01:2o", "2028-03-01", "fa-ok", 2, 0, ""),
    ("to i året, alle i orden", "2026-05-01:o 2026-11-01:o", "2027-03-01", "fa-ok", 2, 0, ""),
    ("første sak i år to", "2027-04-01:o", "2027-09-01", "fa-ok", 1, 0, ""),
]


@pytest.mark.parametrize(
    ("told", "per", "utfall", "n", "brudd", "neste"), [one[1:] for one in EVENTS], ids=[one[0] for one in EVENTS]
)
def test_events(kontekst: Kontekst, told: str, per: str, utfall: str, n: int, brudd: int, neste: str) -> None:
    found = look(kontekst, told, per)
    assert (found.utfall.value, found.n, found.brudd) == (utfall, n, brudd)
    assert (found.neste_kontroll.isoformat() if found.neste_kontroll else "") == neste
    assert found.mate is Malemate.HENDELSE and found.forelopig and not found.ferdig


def test_few_cases_where_one_is_not_known_are_not_said_to_be_out_of_order(kontekst: Kontekst) -> None:
    found = look(kontekst, "2026-04-01:2o 2027-04-01:2o1u", "2028-03-01")
    assert "uklart hvordan det gikk" in sentence(found) and "4 av 4" in sentence(found)


def test_a_goal_that_only_open_breaches_reach_is_said_not_to_be_settled(kontekst: Kontekst) -> None:
    said = sentence(look(kontekst, "2026-04-01:9o1x5p", "2026-06-01"))
    assert "Kan ikke avgjøres" in said and "nådd" not in said.split(".")[0]


STATES = [
    ("OMS-01", "2027-02-28", "ti fosterbarn dagen før et helt år", "venter", 0),
    ("OMS-01", "2027-03-01", "ti fosterbarn et helt år etter", "nadd", 10),
    ("HJE-01", "2026-05-31", "uten vindu: dagen før tre måneder", "venter", 0),
    ("HJE-01", "2026-06-01", "uten vindu: tre måneder", "nadd", 10),
    ("HJE-05", "2026-08-31", "halvår: dagen før", "venter", 0),
    ("HJE-05", "2026-09-01", "halvår", "nadd", 10),
]


@pytest.mark.parametrize(
    ("regel", "per", "utfall", "n"), [(one[0], one[1], *one[3:]) for one in STATES], ids=[one[2] for one in STATES]
)
def test_a_state_is_everyone_on_the_day(kontekst: Kontekst, regel: str, per: str, utfall: str, n: int) -> None:
    found = look(kontekst, "2020-01-01:9o1x", per, regel)  # also those who were there before the measure
    assert (found.utfall.value, found.n, found.mate) == (utfall, n, Malemate.TILSTAND)


def test_everyone_is_counted_also_those_in_evidence(kontekst: Kontekst) -> None:
    objects = rows("2020-01-01:10o", "OMS-01")
    reg, avvik = known(*_evidence(objects[0].objekt_id), regel="OMS-01")
    found = preliminary(reg, avvik, objects, kontekst, date(2027, 3, 1), STATS)
    assert isinstance(found, Forsok) and found.n == 10


def _evidence(*ids: str) -> tuple[object, ...]:
    from bvaudit.model.registeret.hendelser_avvik import BevisLagtTil

    one = proof(*ids)
    return (BevisLagtTil(nr=AV, antall=len(one), bevis=one, kjoring="k1", dag=date(2026, 1, 2)),)


def test_an_object_in_evidence_is_never_a_new_one(kontekst: Kontekst) -> None:
    objects = rows("2026-04-01:10o")
    reg, avvik = known(*_evidence(objects[0].objekt_id), regel="MEL-01")
    found = preliminary(reg, avvik, objects, kontekst, date(2026, 6, 1), STATS)
    assert isinstance(found, Forsok) and found.n == 9, "its start was corrected after it was found"


def test_what_started_after_the_measure_is_counted_also_when_it_was_put_among_the_evidence(kontekst: Kontekst) -> None:
    """A day that is moved back does not take the breaches since then out of the measurement."""
    from dataclasses import replace

    objects = rows("2026-04-01:9o1x")
    reg, avvik = known(*_evidence(objects[9].objekt_id), regel="MEL-01")
    avvik = replace(avvik, bevis=(replace(avvik.bevis[0], start=date(2026, 4, 1), for_tiltak=False),))
    found = preliminary(reg, avvik, objects, kontekst, date(2026, 6, 1), STATS)
    assert isinstance(found, Forsok) and (found.n, found.brudd) == (10, 1)


def test_other_units_other_rules_and_deleted_objects_are_not_counted(kontekst: Kontekst) -> None:
    day = date(2026, 4, 1)
    others = (row(day, "o", 90, enhet="E2"), row(day, "o", 91, regel="UND-03"), row(day, "o", 92, slettet=True))
    reg, avvik = known(regel="MEL-01")
    found = preliminary(reg, avvik, (*rows("2026-04-01:9o"), *others), kontekst, date(2026, 6, 1), STATS)
    assert isinstance(found, Forsok) and found.n == 9


def test_the_effect_of_a_ceased_unit_is_measured_on_the_one_that_took_over(innhold: Innhold) -> None:
    kontekst = context(innhold, etterfolgere={"E1": "E2"}, opphort={"E1": date(2026, 4, 30)})
    objects = (
        *(row(date(2026, 4, 1), "o", i) for i in range(5)),
        *(row(date(2026, 5, 10), "o", i, enhet="E2") for i in range(5)),
    )
    reg, avvik = known(regel="MEL-01")
    before = preliminary(reg, avvik, objects, kontekst, date(2026, 4, 30), STATS)
    after = preliminary(reg, avvik, objects, kontekst, date(2026, 6, 1), STATS)
    assert isinstance(before, Forsok) and isinstance(after, Forsok)
    assert (before.n, after.n, after.utfall) == (5, 10, Forsoksutfall.NADD)


def test_a_slow_case_is_in_the_measurement(kontekst: Kontekst) -> None:
    """UND-03 gives a week and six months: nothing of March is looked at before all of it has had that."""
    told = "2026-03-10:9o 2026-03-11:x"
    for per, n, brudd, til in (("2026-09-17", 0, 0, 9), ("2026-09-18", 9, 0, 10), ("2026-09-19", 10, 1, 11)):
        found = look(kontekst, told, per, "UND-03")
        assert (found.n, found.brudd, found.til) == (n, brudd, date(2026, 3, til)), per


def test_a_critical_rule_allows_no_miss(kontekst: Kontekst) -> None:
    critical = {"alvor": Alvorlighetsgrad.KRITISK}
    assert look(kontekst, "2026-04-01:99o1x", "2026-06-01", **critical).utfall is Forsoksutfall.IKKE_NADD
    assert look(kontekst, "2026-04-01:10o", "2026-06-01", **critical).utfall is Forsoksutfall.NADD


def test_a_goal_of_quality_is_eight_of_ten(kontekst: Kontekst) -> None:
    assert look(kontekst, "2026-04-01:8o2x", "2026-06-01", mal=OTTE_AV_TI).utfall is Forsoksutfall.NADD


@pytest.mark.parametrize(
    ("met", "n", "extended", "reaches", "may"),
    [
        (9, 10, False, True, True),
        (8, 10, False, False, True),  # 8 + 10 = 18 of 20
        (7, 10, False, False, False),
        (18, 20, True, True, False),
        (17, 20, True, False, False),
        (14, 15, True, True, True),  # the frame had no more: 14 · 20 ≥ 18 · 15
        (13, 15, True, False, True),
        (0, 0, False, False, True),  # nothing is read yet
    ],
)
def test_the_goal_in_whole_numbers(met: int, n: int, extended: bool, reaches: bool, may: bool) -> None:
    goal = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)
    assert reached(goal, met, n, extended=extended) is reaches
    assert may_be_reached(goal, met, n) is may
    assert not reached(goal, met, n, extended=extended, critical=True) or met == n


# --- attempts ----------------------------------------------------------------------------------------------


def test_an_attempt_is_begun_with_its_criterion_before_anything_is_counted(kontekst: Kontekst) -> None:
    events, found = attempted(in_use(regel="MEL-01"), rows("2026-04-01:9o1x"), kontekst, date(2026, 6, 1))
    assert (found.nr, found.utfall, found.mal.minst, found.fra) == (1, Forsoksutfall.NADD, 9, IN_USE)
    assert found.brukt == ("o-2026-04-01-9",) and found.siste_start == date(2026, 4, 1)
    (kept,) = register(*events).avvik[AV].forsok
    assert kept.ferdig and not kept.forelopig and kept.tiltak == TI


def test_after_a_failed_attempt_only_what_started_later_is_counted(kontekst: Kontekst) -> None:
    first = rows("2026-04-01:5o 2026-04-20:5x")
    events, failed = attempted(in_use(regel="MEL-01"), first, kontekst, date(2026, 6, 1))
    assert failed.utfall is Forsoksutfall.IKKE_NADD
    later = (*first, *rows("2026-04-20:20o 2026-04-21:9o1x"))
    events, second = attempted(events, later, kontekst, date(2026, 7, 1))
    assert (second.nr, second.fra, second.n, second.utfall) == (2, date(2026, 4, 21), 10, Forsoksutfall.NADD)
    assert [one.nr for one in register(*events).avvik[AV].forsok] == [1, 2], "every attempt is kept"


def test_the_months_of_few_cases_run_anew_after_a_failed_attempt(kontekst: Kontekst) -> None:
    first = rows("2026-04-20:5o5x")
    events, _ = attempted(in_use(regel="MEL-01"), first, kontekst, date(2026, 6, 1))
    events, second = attempted(events, (*first, *rows("2027-03-01:o")), kontekst, date(2027, 4, 1))
    assert (second.n, second.utfall, second.neste_kontroll) == (1, Forsoksutfall.VENTER, date(2027, 4, 21))


def test_a_state_waits_three_months_after_a_failed_attempt(kontekst: Kontekst) -> None:
    events, failed = attempted(in_use(regel="HJE-01"), rows("2020-01-01:5o5x", "HJE-01"), kontekst, date(2026, 6, 1))
    assert (failed.utfall, failed.neste_kontroll) == (Forsoksutfall.IKKE_NADD, date(2026, 9, 1))
    reg = register(*events)
    refused = begin(reg, reg.avvik[AV], kontekst, date(2026, 8, 31), date(2026, 8, 31))
    assert isinstance(refused, tuple) and [one.kode for one in refused] == ["for-tidlig"]
    assert "01.09.2026" in refused[0].tekst
    _, second = attempted(events, rows("2020-01-01:9o1x", "HJE-01"), kontekst, date(2026, 9, 1))
    assert second.utfall is Forsoksutfall.NADD


def test_another_decisive_measure_starts_the_measurement_anew(kontekst: Kontekst) -> None:
    events, _ = attempted(in_use(regel="HJE-01"), rows("2020-01-01:5o5x", "HJE-01"), kontekst, date(2026, 6, 1))
    other = in_use(date(2026, 5, 1), tiltak="TI-2026-0002")[1:]
    reg = register(*events, *other)
    found = measurement(reg, reg.avvik[AV], kontekst, date(2026, 8, 1))
    assert not isinstance(found, tuple) and found.forste == date(2026, 8, 1) and found.tidligere == ()


def test_a_miss_in_the_first_year_of_a_state_is_not_washed_away_by_a_better_day(kontekst: Kontekst) -> None:
    first_year, second_year = date(2027, 6, 1), date(2028, 6, 1)  # HJE-01: the first day is 1 June 2026
    events, missed = attempted(in_use(regel="HJE-01"), rows("2020-01-01:2o1x", "HJE-01"), kontekst, first_year)
    assert (missed.utfall, missed.neste_kontroll) == (Forsoksutfall.VENTER, second_year)
    events, better = attempted(events, rows("2020-01-01:3o", "HJE-01"), kontekst, date(2027, 7, 1))
    assert better.utfall is Forsoksutfall.VENTER
    _, second = attempted(events, rows("2020-01-01:3o", "HJE-01"), kontekst, second_year)
    assert (second.utfall, second.n) == (Forsoksutfall.FA_OK, 3)
    _, again = attempted(events, rows("2020-01-01:2o1x", "HJE-01"), kontekst, second_year)
    assert (again.utfall, again.n, again.n_for) == (Forsoksutfall.FA_AVSLUTT, 3, 3)


def test_two_years_of_a_state_together_reach_the_ordinary_goal(kontekst: Kontekst) -> None:
    events, _ = attempted(in_use(regel="HJE-01"), rows("2020-01-01:5o1x", "HJE-01"), kontekst, date(2027, 6, 1))
    _, both = attempted(events, rows("2020-01-01:6o", "HJE-01"), kontekst, date(2028, 6, 1))
    assert (both.utfall, both.n, both.n_for, both.brudd_for) == (Forsoksutfall.NADD, 6, 6, 1)


REFUSED = [
    ("ingen tiltak", (), {}, "uten-tiltak"),
    ("forelder", "use", {"kilde": Kilde.FORELDER}, "forelder"),
    ("enkelthendelse", "use", {"omfang": Omfang.ENKELTHENDELSE}, "enkelthendelse"),
]


@pytest.mark.parametrize(("use", "values", "kode"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_cannot_be_tried(kontekst: Kontekst, use: object, values: dict[str, object], kode: str) -> None:
    from tests.register.logs import opened

    reg = register(*(in_use(regel="MEL-01", **values) if use else (opened(regel="MEL-01", **values),)))
    refused = begin(reg, reg.avvik[AV], kontekst, date(2026, 6, 1), date(2026, 6, 1))
    assert isinstance(refused, tuple) and kode in [one.kode for one in refused]


def test_nobody_goes_back_to_a_better_day(kontekst: Kontekst) -> None:
    events, _ = attempted(in_use(regel="MEL-01"), rows("2026-04-01:9o"), kontekst, date(2026, 6, 1))
    reg = register(*events)
    for per, dag, kode in (
        (date(2026, 6, 1), date(2026, 7, 1), "for-forsok"),
        (date(2026, 7, 2), date(2026, 7, 1), "fram-i-tid"),
    ):
        refused = begin(reg, reg.avvik[AV], kontekst, per, dag)
        assert isinstance(refused, tuple) and [one.kode for one in refused] == [kode]


READ = [
    ("VED-03: det som er kommet til", "VED-03", "2026-06-01", "2026-03-01", "2026-08-01"),
    ("MEL-14: alle det gjelder den dagen", "MEL-14", "2026-06-01", "2026-08-01", "2026-08-01"),
    ("IK-01: enheten selv", "IK-01", "2026-06-01", "2026-08-01", "2026-08-01"),
    ("AKU-05: to uker må være gått", "AKU-05", "2026-06-01", "2026-03-01", "2026-07-17"),
    ("HJE-13: et helt år må være gått", "HJE-13", "2027-03-02", "2026-03-01", "2025-07-31"),
]


@pytest.mark.parametrize(("regel", "forst", "fra", "til"), [one[1:] for one in READ], ids=[one[0] for one in READ])
def test_what_is_read(kontekst: Kontekst, regel: str, forst: str, fra: str, til: str) -> None:
    """In use three months before anything is read, and never the quick ones of what takes time alone."""
    reg, avvik = known(regel=regel, krever_lesing=True)
    found = measurement(reg, avvik, kontekst, date(2026, 8, 1))
    assert not isinstance(found, tuple) and found.mate is Malemate.LESING
    assert [str(day) for day in (found.tidligst, found.fra, found.til)] == [forst, fra, til]


def test_the_second_year_reads_what_the_first_did_not(kontekst: Kontekst) -> None:
    def read(n: int, missed: int) -> list[Objektrad]:
        return [row(date(2026, 4, 1), "x" if at < missed else "o", at, "VED-03", lest="a") for at in range(n)]

    events = in_use(regel="VED-03", krever_lesing=True)
    events, first = attempted(events, read(4, 1), kontekst, date(2027, 6, 1))
    assert (first.utfall, first.fro) == (Forsoksutfall.VENTER, "av-2026-0001-forsok-1")
    events, second = attempted(events, read(6, 0), kontekst, date(2028, 6, 1))
    assert (second.fra, second.n, second.n_for) == (date(2027, 6, 2), 6, 4)
    assert second.utfall is Forsoksutfall.NADD, "9 of 10 together"


def test_only_what_was_read_counts_where_it_is_read(kontekst: Kontekst) -> None:
    reg, avvik = known(regel="VED-03", krever_lesing=True)
    read = [row(date(2026, 4, 1), "x" if at < 2 else "o", at, "VED-03", lest="a") for at in range(10)]
    found = preliminary(reg, avvik, (*read, *rows("2026-04-01:50o", "VED-03")), kontekst, date(2026, 8, 1), STATS)
    assert isinstance(found, Forsok) and (found.n, found.brudd) == (10, 2)


# --- held against the finding ------------------------------------------------------------------------------


def found_with(**values: object) -> Utgangspunkt:
    return Utgangspunkt(**{"n": 40, "brudd": 20, "variant": "lov", "per": date(2025, 12, 31), **values})  # type: ignore[arg-type]


WORDS = [
    ("bedre: 20 av 40 mot 6 av 40", "2026-04-01:34o6x", {}, Utfallsord.BEDRE),
    ("uvisst: 20 av 40 mot 13 av 40", "2026-04-01:27o13x", {}, Utfallsord.UVISST),
    ("dårligere: 20 av 40 mot 32 av 40", "2026-04-01:8o32x", {}, Utfallsord.DARLIGERE),
    ("nådd", "2026-04-01:36o4x", {}, Utfallsord.NADD),
    ("venter", "2026-04-01:4x", {}, Utfallsord.VENTER),
    ("delvis var også bom før", "2026-04-01:34o6x", {"brudd": 5, "delvis": 15}, Utfallsord.BEDRE),
    ("det som ikke var brudd, gjør det uvisst", "2026-04-01:34o6x", {"ikke_brudd": 10}, Utfallsord.UVISST),
]


@pytest.mark.parametrize(("told", "start", "word"), [one[1:] for one in WORDS], ids=[one[0] for one in WORDS])
def test_the_numbers_choose_the_word(kontekst: Kontekst, told: str, start: dict[str, object], word: Utfallsord) -> None:
    found = look(kontekst, told, "2026-06-01", utgangspunkt=found_with(**start))
    assert found.ord is word and found.sammenlignbar == ""


NOT_HELD = [
    ("ikke målt", None, {}, "ikke målt"),
    ("pekt ut", {"tilfeldig": False}, {}, "pekt ut"),
    ("annen tellemåte", {"variant": "ssb"}, {}, "annen måte"),
    ("lest", {"variant": "lest"}, {}, "lest i sakene"),
    ("tiltaket var før funnet", {"per": date(2026, 3, 2)}, {}, "før avviket ble funnet"),
    ("annen logikk", {"logikk": "l1"}, {"logikk": {"MEL-01": "l2"}}, "regnes på en annen måte"),
    ("ny lov uten kart", {"per": date(2022, 12, 31)}, {}, "01.01.2023"),
]


@pytest.mark.parametrize(("start", "around", "said"), [one[1:] for one in NOT_HELD], ids=[one[0] for one in NOT_HELD])
def test_what_cannot_be_held_against_the_finding_says_why(
    innhold: Innhold, start: dict[str, object] | None, around: dict[str, object], said: str
) -> None:
    kontekst = context(innhold, **around)
    found = look(
        kontekst, "2026-04-01:34o6x", "2026-06-01", utgangspunkt=found_with(**start) if start is not None else None
    )
    assert said in found.sammenlignbar and found.p is None and found.ord is Utfallsord.UVISST


def test_a_change_of_law_that_somebody_has_judged_alike_is_no_hindrance(innhold: Innhold) -> None:
    par = Versjonspar(
        regel="MEL-01", fra=date(1993, 1, 1), til=date(2023, 1, 1), forhold=Forhold.LIK, begrunnelse="samme uke"
    )
    maps = (Sammenligning(id="k", tittel="k", kilde="k", fil="k", versjonspar=(par,)),)
    start = found_with(per=date(2022, 12, 31))
    found = look(context(innhold, sammenligninger=maps), "2026-04-01:34o6x", "2026-06-01", utgangspunkt=start)
    assert found.sammenlignbar == "" and found.p is not None
