"""The rows of the acceptance list that are lists of the municipality's own: what each must show, told by the example
folders. The numbers are those of the sources, written here by hand and not read from the files under test."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.forbedring import Avviksart
from bvaudit.model.lister import Listeendring, Listeslag
from bvaudit.model.registeret.kjede import Bindes
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.list_chain import chain
from bvaudit.register.listed import standing
from bvaudit.register.planned import things
from tests.workflows.followed_example import copied, example, lacking, list_file, list_in, per_group

BERGEN, MELHUS, TRONDHEIM, VAERNES = "bergen", "melhus-skaun", "trondheim", "vaernesregionen"
DAG = date(2026, 6, 5)


# --- S0, Lerkendal ----------------------------------------------------------------------------------------------------


def test_s0_03_the_plan_tells_what_is_in_place_what_comes_in_spring_and_what_goes_to_others() -> None:
    plan = example(TRONDHEIM).liste("plan-for-lukking-lerkendal-2021")
    told = {punkt.grupper[0]: (punkt.status, punkt.start_tekst) for punkt in plan.innhold[:3]}
    assert told == {
        "pa-plass": ("gjennomfort", ""),
        "kommer-i-var": ("planlagt", "våren 2021"),
        "til-flere": ("pagar", ""),
    }
    assert per_group(plan) == [1, 1, 3, 6]
    (whole,) = next(one for one in example(TRONDHEIM).content.planer.tilsyn if one.egen).funn
    named = [funn.id for funn in whole.funn if any(f"«{funn.id}»" in punkt.beskrivelse for punkt in plan.innhold)]
    assert len(named) == len(whole.funn) == 6


def test_s0_16_what_is_developed_is_followed_as_measures_and_is_no_avvik() -> None:
    kommune = example(TRONDHEIM)
    liste = kommune.liste("utvikling-lerkendal-2021")
    assert liste.listeslag is Listeslag.TILTAK
    assert {"u03-evaluerende-praksis", "u04-medvirkning", "u05-brukerrad", "u06-hoy-konflikt", "u01-arbeidsloype"} <= {
        one.punkt for one in kommune.stands(liste.id, DAG).values()
    }
    assert not kommune.reg.avvik


# --- S1, Trondheim ----------------------------------------------------------------------------------------------------

SYTTEN = (
    *("Frøya", "Heim", "Holtålen", "Hitra", "Malvik", "Melhus", "Skaun", "Midtre Gauldal", "Orkland", "Rindal"),
    *("Røros", "Os", "Surnadal", "Indre Fosen", "Osen", "Ørland", "Åfjord"),
)


def test_s1_29_seventeen_are_stated_and_seventeen_are_named(tmp_path: Path) -> None:
    liste = example(TRONDHEIM).liste("partnere-barnevernvakt-2024")
    assert [punkt.tekst for punkt in liste.innhold] == list(SYTTEN)
    assert liste.oppgitt_antall == 17
    row = "  - {id: osen, tekst: Osen, grupper: [fosen], regler: [AKU-08]}\n"
    _, (said,) = list_in(tmp_path, liste.id, list_file(TRONDHEIM, liste.id).replace(row, ""))
    assert "17" in said and "16" in said


# likelihood and consequence → how many, counted by hand
MATRISE = {(4, 4): 4, (3, 4): 2, (3, 5): 1, (4, 3): 1, (4, 5): 1, (2, 4): 1, (3, 3): 1, (4, 2): 1}


def test_s1_38_the_risks_lie_in_a_table_of_five_by_five() -> None:
    ros = example(TRONDHEIM).liste("ros-trondheim-2024")
    assert ros.listeslag is Listeslag.ROS
    assert Counter((one.sannsynlighet, one.konsekvensgrad) for one in ros.innhold) == MATRISE


def test_s1_38_a_risk_analysis_without_its_grades_is_refused(tmp_path: Path) -> None:
    text = list_file(TRONDHEIM, "ros-trondheim-2024").replace("    sannsynlighet: 2\n", "", 1)
    found, said = list_in(tmp_path, "ros-trondheim-2024", text)
    assert found is None
    assert "r10-frister-i-undersokelser" in " ".join(said)


def test_s1_38_each_risk_is_followed_in_the_unit_that_has_it_and_by_its_measures() -> None:
    stands = example(TRONDHEIM).stands("ros-trondheim-2024", DAG)
    assert stands["r02-brudd-i-fosterhjem"].eier == "Barnevernleder"
    without = {punkt for punkt, one in stands.items() if not one.lenker.get("tiltak")}
    assert without == {
        "r09-sent-inn",
        "r10-frister-i-undersokelser",
        "r11-skole-til-enslige",
        "r12-ingen-tall-for-turnover",
    }


# --- S2, Værnesregionen -----------------------------------------------------------------------------------------------


def test_s2_08_eleven_measures_each_with_status_owner_and_the_start_that_is_known() -> None:
    liste = example(VAERNES).liste("forbedringstiltak-vaernesregionen-2020")
    assert len(liste.innhold) == 11
    assert Counter(punkt.status for punkt in liste.innhold) == {"planlagt": 9, "pagar": 2}
    assert all(punkt.eier for punkt in liste.innhold)
    assert {punkt.id: punkt.start_tekst for punkt in liste.innhold if punkt.start_tekst} == {
        "t04-kompetanse-pa-rus": "Høsten 2020",
        "t05-familierad": "Våren 2020",
    }


def test_s2_09_each_measure_tells_what_it_costs_and_so_does_the_whole_list() -> None:
    liste = example(VAERNES).liste("forbedringstiltak-vaernesregionen-2020")
    assert sum(bool(punkt.konsekvens) for punkt in liste.innhold) == 11
    assert len(liste.konsekvenser) == 3


def test_s2_10_the_challenges_have_their_figures_and_their_measures() -> None:
    stands = example(VAERNES).stands("utfordringer-vaernesregionen-2020", DAG)
    assert len(stands) == 4
    assert not lacking(stands.values(), "uten-kilde")
    assert len(stands["u01-saksmengde"].lenker["tiltak"]) == 2


def test_s2_11_the_agreement_ends_on_the_last_of_may_and_the_risk_is_tied_to_it() -> None:
    kommune = example(VAERNES)
    nr = "a01-innleid-saksbehandling"
    assert kommune.liste("avtaler-vaernesregionen-2020").punkt(nr).slutt == date(2020, 5, 31)  # type: ignore[union-attr]
    told = {
        dag: [a for a in kommune.stands("avtaler-vaernesregionen-2020", dag)[nr].advarsler if a.startswith("utl")]
        for dag in (date(2020, 4, 30), date(2020, 5, 1), date(2020, 5, 31), date(2020, 6, 1))
    }
    assert list(told.values()) == [[], ["utloper"], ["utloper"], ["utlopt"]]
    assert kommune.stands("avtaler-vaernesregionen-2020", DAG)[nr].lenker["risiko"] == (
        "LP-risikoliste-vaernesregionen-2020:r05-innleie-tar-slutt",
    )
    unknown = kommune.stands("avtaler-vaernesregionen-2020", date(2020, 4, 24))
    assert lacking(unknown.values(), "uten-slutt") == {"a02-kjopt-veiledning", "a03-veiledningsressurs"}


def test_s2_12_the_plan_of_the_programme_is_to_be_evaluated_in_october(tmp_path: Path) -> None:
    kommune, nr = copied(VAERNES, tmp_path), "p03-plan-evalueres"
    assert "over-fristen" not in kommune.stands("program-vaernesregionen-2020", date(2020, 10, 31))[nr].advarsler
    late = kommune.stands("program-vaernesregionen-2020", date(2020, 11, 1))
    assert lacking(late.values(), "over-fristen") == {nr}
    point = late[nr].nr
    kommune.say("stab", date(2020, 11, 2), point, belegg="Notat i arkivet", status="gjennomfort")
    after = kommune.stands("program-vaernesregionen-2020", date(2020, 11, 3))[nr]
    assert (after.status, after.belegg, after.advarsler) == ("gjennomfort", "Notat i arkivet", ())


def test_s2_16_what_drives_the_budget_is_never_counted_with_breaches_of_the_law() -> None:
    liste = example(VAERNES).liste("budsjett-vaernesregionen-2020")
    assert (liste.avvik, liste.om_loven, len(liste.innhold)) == (Avviksart.OKONOMI, False, 5)


def test_s2_17_health_and_safety_stands_apart_and_is_linked() -> None:
    kommune = example(VAERNES)
    assert [one.id for one in kommune.kontekst.lister if one.listeslag is Listeslag.HMS] == ["hms-vaernesregionen-2020"]
    assert not kommune.liste("hms-vaernesregionen-2020").om_loven
    stands = kommune.stands("hms-vaernesregionen-2020", DAG)
    assert len(stands) == 5
    assert stands["h01-arbeidsmiljo"].lenker["risiko"] == ("LP-risikoliste-vaernesregionen-2020:r06-arbeidspress",)
    assert not any(one.lenker.get("avvik") for one in stands.values())


def test_s2_18_four_things_go_well_and_each_says_what_it_rests_on() -> None:
    liste = example(VAERNES).liste("lykkes-vaernesregionen-2020")
    assert (len(liste.innhold), liste.oppgitt_antall) == (4, 4)
    assert all(punkt.kilde for punkt in liste.innhold)


# --- S3, Bergen -------------------------------------------------------------------------------------------------------


def test_s3_01_fourteen_recommendations_from_one_audit() -> None:
    liste = example(BERGEN).liste("anbefalinger-bergen-2024")
    assert [punkt.id[:3] for punkt in liste.innhold] == [f"a{n:02}" for n in range(1, 15)]


def test_s3_02_each_recommendation_is_with_a_group_and_one_that_is_not_stops_the_check(tmp_path: Path) -> None:
    liste = example(BERGEN).liste("anbefalinger-bergen-2024")
    assert (len(liste.grupper), sum(bool(punkt.grupper) for punkt in liste.innhold)) == (4, 14)
    assert sum(len(punkt.grupper) > 1 for punkt in liste.innhold) == 6
    row = "  - {anbefaling: a11-kompetanseplaner, grupper: [rekruttere-og-beholde]}\n"
    found, said = list_in(tmp_path, liste.id, list_file(BERGEN, liste.id).replace(row, ""))
    assert found is None
    assert "a11-kompetanseplaner" in " ".join(said)


@pytest.mark.parametrize("ar", ["2023", "2024"])
def test_s3_03_twenty_risks_in_four_groups(ar: str) -> None:
    assert per_group(example(BERGEN).liste(f"risikoliste-bergen-{ar}")) == [4, 6, 5, 5]


def test_s3_04_all_twenty_are_there_the_year_after_and_two_are_reworded() -> None:
    stands = example(BERGEN).stands("risikoliste-bergen-2024", DAG)
    assert Counter(one.endring for one in stands.values()) == {Listeendring.SAMME: 18, Listeendring.OMFORMULERT: 2}
    reworded = {punkt: one.tidligere for punkt, one in stands.items() if one.tidligere}
    assert reworded == {
        "r07-medvirkning-og-vurderinger": (
            "Det varierer mye om barnets medvirkning og faglige vurderinger er skrevet ned"
        ),
        "r17-mange-mal": "Målene og kravene er for mange, og de oppleves å trekke i hver sin retning",
    }


def test_s3_04_a_risk_that_is_gone_or_new_is_told_as_that() -> None:
    kommune = example(BERGEN)
    before, after = (kommune.liste(f"risikoliste-bergen-{ar}") for ar in ("2023", "2024"))
    fresh = replace(after.innhold[-1], id="r21-noe-annet", tekst="Noe helt annet")
    changed = replace(after, innhold=(*after.innhold[:-1], fresh))
    stands = standing(changed, kommune.reg, kommune.kontekst, DAG, before)
    found = Counter(one.endring for one in stands)
    assert (found[Listeendring.NY], found[Listeendring.BORTE], len(stands)) == (1, 1, 21)
    assert (stands[-1].punkt, stands[-1].advarsler) == ("r20-eierskap", ("borte-apent",))


def test_s3_05_what_goes_first_in_a_half_year_is_a_list_of_its_own_kind(tmp_path: Path) -> None:
    """The source has it as a picture, so none is shipped; the municipality writes its own."""
    text = """id: forst-hosten-2024
tittel: Det som går foran høsten 2024
listeslag: prioriteringer
kilde: Oppdiktet i en prøve
grupper: [{id: hms, tittel: HMS}, {id: kvalitet, tittel: Kvalitet}]
innhold:
  - {id: f1, tekst: Meld avvik, grupper: [hms], koblet: ["anbefalinger-bergen-2024:a14-avvik-meldes-og-rettes"]}
  - {id: f2, tekst: Evaluer planene, grupper: [kvalitet], regler: [HJE-05]}
"""
    found, said = list_in(tmp_path, "forst-hosten-2024", text)
    assert found is not None and not said
    assert per_group(found) == [1, 1]
    kommune = example(BERGEN)
    first, second = standing(found, kommune.reg, kommune.kontekst, DAG)
    assert first.lenker["anbefaling"] == ("LP-anbefalinger-bergen-2024:a14-avvik-meldes-og-rettes",)
    assert not second.lenker


def test_s3_06_three_reports_at_three_dates_answer_the_recommendation() -> None:
    stands = example(BERGEN).stands("rapporter-bergen-2024", DAG)
    assert [one.sist for one in stands.values()] == [date(2023, 5, 30), date(2023, 12, 31), date(2024, 6, 30)]
    assert {one.lenker["anbefaling"] for one in stands.values()} == {
        ("LP-anbefalinger-bergen-2024:a06-rapport-til-bystyret",)
    }


_UNANSWERED = {"uten-tiltak", "bare-sjekkpunkt"}
PROVE, OPPLARING = "piloter-bergen-2024", "p03-opplaring-for-nye"


def test_s3_07_five_pilots_one_of_six_months_and_none_decided() -> None:
    kommune = example(BERGEN)
    liste = kommune.liste(PROVE)
    assert len(liste.innhold) == 5
    assert {punkt.beslutning for punkt in liste.innhold} == {"ikke-avgjort"}
    trainee = liste.punkt(OPPLARING)
    assert trainee is not None
    assert (trainee.start, trainee.slutt) == (date(2024, 9, 16), date(2025, 3, 15))  # six months, first and last day
    stands = kommune.stands(PROVE, date(2024, 8, 21))
    assert lacking(stands.values(), "uten-slutt") == {punkt.id for punkt in liste.innhold} - {OPPLARING}


def test_s3_07_a_pilot_that_is_over_waits_for_a_decision_and_a_person_takes_it(tmp_path: Path) -> None:
    kommune = copied(BERGEN, tmp_path)
    assert "utloper" not in kommune.stands(PROVE, date(2025, 2, 12))[OPPLARING].advarsler
    assert "utloper" in kommune.stands(PROVE, date(2025, 2, 13))[OPPLARING].advarsler  # thirty days before
    late = kommune.stands(PROVE, date(2025, 3, 16))[OPPLARING]
    assert "uten-beslutning" in late.advarsler
    kommune.say("stab", date(2025, 3, 17), late.nr, grunn="Flere blir", beslutning="viderefores")
    decided = kommune.stands(PROVE, date(2025, 3, 18))[OPPLARING]
    assert decided.beslutning == "viderefores"
    assert "uten-beslutning" not in decided.advarsler


def test_s3_08_each_pilot_says_what_it_is_for_and_nobody_has_seen_an_effect() -> None:
    kommune = example(BERGEN)
    assert all(punkt.hypotese for punkt in kommune.liste(PROVE).innhold)
    rows = {row.nr: row for row in chain(kommune.kontekst.lister, kommune.reg, kommune.kontekst)}
    pilots = [row for row in rows.values() if row.liste == PROVE]
    assert len(pilots) == 5
    assert not any(row.virkning for row in pilots)
    said = rows["LP-felles-mottak-bergen-2024:g05-riktige-undersokelser"]
    assert [one.tekst for one in said.virkning] == ["35 prosent i 2023."]


def test_s3_01_to_08_which_recommendation_nobody_has_answered_with_a_measure() -> None:
    kommune = example(BERGEN)
    rows = chain(kommune.kontekst.lister, kommune.reg, kommune.kontekst)
    answered = {
        row.punkt: [one.liste for one in row.tiltak if one.bindes is Bindes.KOBLET]
        for row in rows
        if row.liste == "anbefalinger-bergen-2024"
    }
    assert {punkt[:3] for punkt, lists in answered.items() if not lists} == {"a04", "a05", "a06"}
    lacking_one = {r.punkt[:3] for r in rows if r.liste == "anbefalinger-bergen-2024" and _UNANSWERED & {*r.mangler}}
    assert lacking_one == {"a04", "a05", "a06"}, "a checkpoint in common is no answer"
    assert answered["a12-veiledning"] == [PROVE]


def test_s3_14_no_routine_says_when_it_was_last_gone_through_and_one_that_does_falls_due(tmp_path: Path) -> None:
    kommune, nr = copied(BERGEN, tmp_path), "rutine-mottak"
    stands = kommune.stands("rutiner-bergen-2024", DAG)
    assert lacking(stands.values(), "uten-gjennomgang") == set(stands)
    assert not lacking(stands.values(), "ikke-gjennomgatt"), "what nobody knows is not missed"
    assert len(stands) == 7
    assert all(punkt.eier and punkt.kjent_av for punkt in kommune.liste("rutiner-bergen-2024").innhold)
    kommune.say("stab", date(2026, 6, 5), stands[nr].nr, sist="2026-06-01")
    for dag, late in ((date(2027, 6, 1), False), (date(2027, 6, 2), True)):
        after = kommune.stands("rutiner-bergen-2024", dag)[nr]
        assert (after.neste, "ikke-gjennomgatt" in after.advarsler) == (date(2027, 6, 1), late)


def test_s3_15_the_journal_is_in_use_and_the_quality_system_is_brought_in_beside_it() -> None:
    liste = example(BERGEN).liste("utrulling-bergen-2024")
    assert {punkt.id: (punkt.status, punkt.start) for punkt in liste.innhold} == {
        "i01-journalsystem": ("gjennomfort", date(2024, 1, 30)),
        "i02-videreutvikling": ("pagar", None),
        "i03-kvalitetssystem": ("pagar", None),
        "i04-riktig-bruk": ("pagar", None),
    }


def test_s3_18_access_complaints_and_damages_are_themes_to_learn_from() -> None:
    kommune = example(BERGEN)
    liste = kommune.liste("innsyn-og-klage-bergen-2024")
    assert liste.listeslag is Listeslag.KLAGER
    assert [punkt.id for punkt in liste.innhold if "saker" in punkt.grupper] == [
        "k01-innsyn",
        "k02-klager",
        "k03-erstatning",
    ]
    assert kommune.stands(liste.id, DAG)["k02-klager"].lenker["risiko"] == (
        "LP-risikoliste-bergen-2024:r05-begrunnelser",
    )


# a risk → some of the checkpoints that show it, as the table of the sources has them
VISES_I = {
    "r05-begrunnelser": {"UND-19", "UND-20"},
    "r07-medvirkning-og-vurderinger": {"MED-01", "MED-02", "MED-03", "MED-04"},
    "r08-felles-syn-pa-undersokelser": {"UND-06"},
    "r09-fosterhjem": {"OMS-01", "OMS-11"},
    "r10-tiltaksplaner": {"HJE-01", "HJE-05", "HJE-06"},
}


def test_s3_19_the_themes_of_a_case_review_follow_from_the_risks() -> None:
    liste = example(BERGEN).liste("risikoliste-bergen-2024")
    regler = {punkt.id: set(punkt.regler) for punkt in liste.innhold}
    assert all(wanted <= regler[risiko] for risiko, wanted in VISES_I.items())


# --- S4, Melhus and Skaun ---------------------------------------------------------------------------------------------


def test_s4_08_new_duties_new_costs_and_more_to_write_down_are_risks() -> None:
    kommune = example(MELHUS)
    liste = kommune.liste("reform-melhus-skaun-2022")
    assert per_group(liste) == [2, 2, 2]
    assert {gruppe.id for gruppe in liste.grupper} == {"oppgaver", "utgifter", "dokumentasjon"}
    assert all(one.lenker.get("risiko") for one in kommune.stands(liste.id, DAG).values())


@pytest.mark.parametrize(("slag", "antall"), [("lykkes", 13), ("utfordringer", 5)])
def test_s4_09_thirteen_succeed_and_five_are_hard_each_with_a_figure_or_a_source(slag: str, antall: int) -> None:
    kommune = example(MELHUS)
    liste = kommune.liste(f"{slag}-melhus-skaun-2022")
    assert (len(liste.innhold), liste.oppgitt_antall) == (antall, antall)
    assert all(punkt.kilde for punkt in liste.innhold)
    assert not lacking(kommune.stands(liste.id, DAG).values(), "uten-kilde")


def test_s4_09_a_claim_nothing_stands_behind_is_refused(tmp_path: Path) -> None:
    text = list_file(MELHUS, "lykkes-melhus-skaun-2022")
    row = "    tekst: Arbeidsmiljøet er svært godt\n    kilde: Tjenestens egen vurdering, uten tall\n"
    assert row in text
    found, said = list_in(tmp_path, "lykkes-melhus-skaun-2022", text.replace(row, row.partition("    kilde")[0]))
    assert found is None
    assert "s04-arbeidsmiljo" in " ".join(said)


def test_s4_10_the_after_hours_service_is_controlled_every_year(tmp_path: Path) -> None:
    kommune = copied(MELHUS, tmp_path)
    vakt = kommune.liste("leverandorer-melhus-skaun-2022").punkt("v01-barnevernvakt")
    assert vakt is not None
    assert "AKU-08" in vakt.regler
    before = kommune.stands("leverandorer-melhus-skaun-2022", DAG)[vakt.id]
    assert "uten-gjennomgang" in before.advarsler, "nobody has said that it ever was"
    nr = before.nr
    kommune.say("stab", date(2026, 6, 5), nr, sist="2025-06-01")
    after = kommune.stands("leverandorer-melhus-skaun-2022", DAG)[vakt.id]
    assert (after.neste, "ikke-gjennomgatt" in after.advarsler) == (date(2026, 6, 1), True)


def test_s4_12_competence_and_routines_each_with_how_far_they_have_come() -> None:
    liste = example(MELHUS).liste("kompetanse-melhus-skaun-2022")
    assert Counter(punkt.status for punkt in liste.innhold) == {"gjennomfort": 3, "pagar": 4}
    assert per_group(liste) == [5, 2]


# --- whose it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("navn", [BERGEN, MELHUS, TRONDHEIM, VAERNES])
def test_nothing_of_another_municipality_is_followed(navn: str) -> None:
    kommune = example(navn)
    own = {path.stem for path in (kommune.mappe.rot / "lister").iterdir()}
    assert {liste.id for liste in kommune.kontekst.lister} == own
    followed = [ting for ting in things(kommune.kontekst, 2026) if ting.slag in (Slag.LISTEPUNKT, Slag.TILSYN)]
    assert {ting.verdi("liste") for ting in followed if ting.slag is Slag.LISTEPUNKT} == own
    assert [ting.nr for ting in followed if ting.slag is Slag.TILSYN] == (
        ["TS-tilsyn-lerkendal-2021"] if navn == TRONDHEIM else []
    )
