"""Words made comparable: endings, nynorsk, compounds, and words that mean the same."""

import pytest

from bvaudit.findings.norwegian import Lexicon, stem
from bvaudit.model.innhold import Innhold
from bvaudit.workflows.propose_points import grounds


@pytest.fixture(scope="module")
def words(innhold: Innhold) -> Lexicon:
    return grounds(innhold.regler, innhold.lover).index.lexicon


@pytest.mark.parametrize(
    "alike",
    [
        pytest.param(
            ("undersøkelse", "undersøkelsen", "undersøkelsene", "undersøking", "undersøkinga"), id="avledning"
        ),
        pytest.param(("melding", "meldingen", "meldinger", "meldingar", "meldingene"), id="entall og flertall"),
        pytest.param(("evaluere", "evaluert", "evaluering", "evalueringer"), id="verb og substantiv"),
        pytest.param(("underretning", "underrettet", "underretter"), id="t hører til ordet"),
        pytest.param(("drøfting", "drøftet", "drøftinger"), id="t hører til verbet"),
        pytest.param(("vurdering", "vurdert", "vurderes", "vurderast"), id="passiv"),
        pytest.param(("vedtak", "vedtaket", "vedtakene", "vedtaka"), id="bokmål og nynorsk"),
    ],
)
def test_forms_of_a_word_are_one(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


def test_melding_and_melder_are_two() -> None:
    assert stem("meldinger") != stem("meldere")


@pytest.mark.parametrize(
    ("a", "b", "gruppe"),
    [
        pytest.param("barnet ble ikke hørt", "ungen fekk ikkje seie meininga si", "#barnets-mening", id="nynorsk"),
        pytest.param("fosterheim", "fosterhjemmet", "#fosterhjem", id="heim og hjem"),
        pytest.param("for lang tidsbruk", "fristen er brutt", "#frist", id="samme sak, ulike ord"),
    ],
)
def test_words_that_mean_the_same(words: Lexicon, a: str, b: str, gruppe: str) -> None:
    assert gruppe in words.bag(a)
    assert gruppe in words.bag(b)


def test_undersokelse_is_not_underretning(words: Lexicon) -> None:
    assert "#klage" not in words.bag("undersøkelsen")
    assert "#klage" in words.bag("underretning")


def test_words_without_weight_may_stand_inside_a_phrase(words: Lexicon) -> None:
    assert "#barnets-mening" in words.bag("Tenesta snakkar ikkje med barna")
    assert "#henleggelse" in words.bag("De legger saken bort")
    assert "#barnets-mening" not in words.bag("Foreldrene snakker om skolen med lærerne og barnehagen")


def test_a_compound_is_also_its_parts(words: Lexicon) -> None:
    assert {"tilsyn", "besøk"} <= words.bag("tilsynsbesøkene").keys()


def test_what_is_told_is_what_was_written(words: Lexicon) -> None:
    assert words.said("Undersøkelsene stoppet opp")[stem("undersøkelse")] == "undersøkelsene"
