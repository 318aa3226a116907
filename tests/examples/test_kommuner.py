"""The example folders of municipalities: each is whole, holds what its source says, and is nobody else's."""

from pathlib import Path

import pytest

from bvaudit.loading.content.place import shipped
from bvaudit.loading.folder import read_folder
from bvaudit.model.forbedring import Avviksart
from bvaudit.model.lister import Listeendring, compare
from bvaudit.model.listevisning import som_liste
from bvaudit.model.plans import Plans
from bvaudit.workflows.check_content import check_content
from bvaudit.workflows.content import content_or_stop

KOMMUNER = shipped().eksempler / "kommuner"
MAPPER = sorted(path for path in KOMMUNER.iterdir() if path.is_dir())


def own_plans(navn: str) -> Plans:
    return content_or_stop((KOMMUNER / navn,)).planer


def test_there_is_one_for_each_source() -> None:
    assert [mappe.name for mappe in MAPPER] == ["bergen", "melhus-skaun", "trondheim", "vaernesregionen"]


@pytest.mark.parametrize("mappe", MAPPER, ids=lambda mappe: mappe.name)
def test_the_folder_is_whole(mappe: Path) -> None:
    folder, problems = read_folder(mappe)
    assert folder is not None and problems == []
    outcome = check_content((mappe,), tester=False)
    assert outcome.problems == ()
    assert outcome.egne and outcome.egne["kommune"] == 1
    assert [unused.fil for unused in outcome.ubrukt] == [f"{mappe.name}/LES-MEG.md"]


@pytest.mark.parametrize("mappe", MAPPER, ids=lambda mappe: mappe.name)
def test_everything_in_the_folder_says_where_it_is_from_and_what_is_ours(mappe: Path) -> None:
    for plan in own_plans(mappe.name).alle:
        if plan.egen:
            assert "vårt forslag" in getattr(plan, "kilde", "") and "egne ord" in getattr(plan, "kilde", ""), plan.id


def test_the_supervision_has_six_findings_within_one() -> None:
    ((whole,),) = (tilsyn.funn for tilsyn in own_plans("trondheim").tilsyn)
    assert [(funn.regler, funn.manuelle) for funn in whole.funn] == [
        (("UND-03",), ("UND-08",)),
        ((), ("UND-14",)),
        ((), ("UND-18",)),
        ((), ("UND-15",)),
        ((), ("VED-03", "VED-04")),
        ((), ("VED-06",)),
    ]


def test_fourteen_recommendations_and_four_groups() -> None:
    (liste,) = own_plans("bergen").anbefalinger
    assert (len(liste.anbefalinger), len(liste.arbeidsgrupper)) == (14, 4)
    assert {row.anbefaling for row in liste.kobling if row.grupper} == {each.id for each in liste.anbefalinger}


def test_the_risks_of_two_years_can_be_compared() -> None:
    fra, til = own_plans("bergen").risikolister
    per_group = [sum(r.gruppe == gruppe.id for r in fra.risikoer) for gruppe in fra.grupper]
    assert (per_group, til.forrige) == ([4, 6, 5, 5], fra.id)
    changes = list(compare(som_liste(fra), som_liste(til)).values())
    assert (changes.count(Listeendring.SAMME), changes.count(Listeendring.OMFORMULERT), len(changes)) == (18, 2, 20)


def test_eleven_measures_about_the_budget_with_what_they_may_cost() -> None:
    liste = own_plans("vaernesregionen").forbedringstiltak[0]
    assert liste.egen and liste.avvik is Avviksart.OKONOMI
    assert len(liste.tiltak) == 11
    assert liste.konsekvenser and all(tiltak.konsekvens for tiltak in liste.tiltak)


def test_two_municipalities_with_one_service() -> None:
    folder, _ = read_folder(KOMMUNER / "melhus-skaun")
    assert folder is not None and folder.enheter is not None
    assert [partner.navn for partner in folder.kommune.partnere] == ["Skaun"]
    assert len(own_plans("melhus-skaun").risikolister[0].risikoer) == 9
