"""The plans that come with the program: what they promise, held up against what is in them."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from bvaudit.loading.content.lists import read_kodelister, read_lover
from bvaudit.loading.content.place import shipped
from bvaudit.loading.content.plans import read_plans
from bvaudit.model.plans import Plans
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, version_map
from bvaudit.workflows.content import content_or_stop


@pytest.fixture(scope="module")
def regler() -> Mapping[str, Rule]:
    return content_or_stop().regler


@pytest.fixture(scope="module")
def plans(regler: Mapping[str, Rule]) -> Plans:
    own = shipped().regler[0]
    plans, problems = read_plans(shipped().sjekklister, regler, read_lover(own)[0], read_kodelister(own)[0])
    assert problems == []
    return plans


def test_every_month_has_something_to_do_and_every_task_an_owner_and_a_basis(plans: Plans) -> None:
    (arshjul,) = plans.arshjul
    assert {maned for oppgave in arshjul.oppgaver for maned in oppgave.maneder} == set(range(1, 13))
    for oppgave in arshjul.oppgaver:
        assert oppgave.eier and oppgave.dokumentasjon and oppgave.hjemmel, oppgave.id


def test_every_month_has_a_control_of_its_own(plans: Plans) -> None:
    of_its_own = [o.maneder for o in plans.arshjul[0].oppgaver if len(o.maneder) < 12]
    assert {maned for maneder in of_its_own for maned in maneder} == set(range(1, 13))


def test_every_case_checkpoint_is_used_by_a_checklist(plans: Plans, regler: Mapping[str, Rule]) -> None:
    used = {punkt.regel for liste in plans.sjekklister for punkt in liste.punkter}
    register_only = {id_ for id_ in regler if id_.startswith("SSB-")}
    unused = sorted(regler.keys() - used - register_only - _NOT_IN_A_CASE_REVIEW)
    assert unused == []


# Judged from the register or for the whole municipality, in the year's controls.
_NOT_IN_A_CASE_REVIEW = frozenset({"IK-08", "MED-06", "MED-08", "UND-05", "UND-21", "UND-25", "UND-28"})


def test_what_no_checklist_asks_is_in_the_controls_of_the_year(plans: Plans) -> None:
    assert {regel for oppgave in plans.arshjul[0].oppgaver for regel in oppgave.regler} >= _NOT_IN_A_CASE_REVIEW


def test_every_change_of_law_in_a_machine_rule_is_compared(plans: Plans, regler: Mapping[str, Rule]) -> None:
    wanted = {
        (rule.id, versjon.gjelder_fra)
        for rule in regler.values()
        if not rule.manuell and rule.kontroll is None
        for versjon in rule.versjoner[1:]
    }
    assert wanted - set(version_map(plans.sammenligninger)) == set()


def test_the_theme_audit_draws_eighty(plans: Plans) -> None:
    (tema,) = (liste for liste in plans.sjekklister if liste.id == "tema-fosterhjemsbesok")
    assert tema.utvalg.per_enhet == 80
    assert {"OMS-01", "OMS-04"} <= {punkt.regel for punkt in tema.punkter}


def test_the_two_rounds_ask_the_same_of_the_same_kind_of_draw(plans: Plans) -> None:
    first, second = (liste for liste in plans.sjekklister if "-runde-" in liste.id)
    assert (first.utvalg.runde, second.utvalg.runde) == (1, 2)
    assert first.utvalg.kvoter == second.utvalg.kvoter
    assert (first.punkter, first.versjon) == (second.punkter, second.versjon)
    (kart,) = (kart for kart in plans.sammenligninger if (kart.fra, kart.til) == (first.id, second.id))
    assert {par.forhold for par in kart.punktpar} == {Forhold.LIK}


def test_the_quotas_use_codes_that_exist(plans: Plans) -> None:
    koder, _ = read_kodelister(shipped().regler[0])
    known = {kode.kode for kode in koder["undersokelse_konklusjon"].koder}
    used = {kode for liste in plans.sjekklister for kvote in liste.utvalg.kvoter for kode in kvote.koder}
    assert used and used <= known


def test_the_maps_of_versions_are_of_rules_with_a_change_that_has_happened(plans: Plans) -> None:
    for kart in plans.sammenligninger:
        for par in kart.versjonspar:
            assert par.fra < par.til <= date(2026, 12, 31)


def test_every_list_that_lost_codes_in_2026_has_a_map(plans: Plans) -> None:
    koder, _ = read_kodelister(shipped().regler[0])
    last = date(2025, 12, 31)
    lost = {id_ for id_, liste in koder.items() if any(kode.gyldig_til_og_med == last for kode in liste.koder)}
    maps = [kart for kart in plans.sammenligninger if kart.kodepar]
    assert sorted(kart.liste for kart in maps) == sorted(lost)
    assert {kart.dag for kart in maps} == {date(2026, 1, 1)}


def test_the_maps_of_codes_say_that_they_are_our_proposal(plans: Plans) -> None:
    unsaid = [kart.id for kart in plans.sammenligninger if kart.kodepar and "vårt forslag" not in kart.kilde.lower()]
    assert unsaid == []


@pytest.mark.parametrize(
    ("regel", "liste"),
    [("MEL-06", "henvendelse_konklusjon"), ("UND-25", "undersokelse_konklusjon")],
)
def test_a_rule_that_counts_across_the_change_has_a_pair_of_its_own(
    plans: Plans, regler: Mapping[str, Rule], regel: str, liste: str
) -> None:
    (kart,) = (kart for kart in plans.sammenligninger if kart.liste == liste)
    der = regler[regel].gjelder.der
    assert der is not None
    (counted,) = (krav.en_av for krav in der.felt if krav.felt == "konklusjon_kode")
    assert counted in [(*par.fra, *par.til) for par in kart.kodepar if regel in par.begrunnelse]


def test_no_text_ends_in_a_placeholder(plans: Plans) -> None:
    for liste in plans.sjekklister:
        assert not re.search(r"TODO|xxx|\?\?", f"{liste.formal} {liste.utvalg.beskrivelse}", re.IGNORECASE)
