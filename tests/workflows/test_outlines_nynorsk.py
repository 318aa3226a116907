"""Every report that came with the program says in nynorsk what it says itself: headings, questions and blanks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bvaudit.model.rapport import Rapport
from bvaudit.texts import language
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.report import reports_of
from bvaudit.workflows.rule_language import said_in_bokmal
from tests.texts.nynorsk_words import bokmal_words


def said(rapport: Rapport) -> Iterator[str]:
    yield from (rapport.tittel, rapport.mottaker, rapport.formal)
    yield from (one for one in (rapport.dokumentklasse,) if one)
    for one in rapport.seksjoner:
        yield from (one.tittel, *one.tekst, *one.fyll_ut)
        yield from (each for each in (one.sporsmal, *(valg.navn for valg in one.tall)) if each)


OUTLINES = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "rules/rapporter").glob("*.yaml"))


@pytest.mark.parametrize("id_", OUTLINES)
def test_every_text_has_its_nynorsk(id_: str) -> None:
    (rapport,) = (one for one in content_or_stop().planer.rapporter if one.id == id_)
    there = {" ".join(one.split()) for one in said(rapport)}
    assert there == set(rapport.pa_nynorsk), "one is missing, or is no longer said"
    assert bokmal_words(rapport.pa_nynorsk.values()) == {}


def test_the_papers_of_a_folder_in_nynorsk_use_it() -> None:
    content = content_or_stop()
    assert reports_of(content) == content.planer.rapporter
    with language("nn"):
        titles = {one.id: one.seksjoner[-1].tittel for one in reports_of(content)}
        marked = said_in_bokmal()
    assert titles["brev-statsforvalteren"] == "Med helsing"
    assert "Med helsing" not in marked and "Plan for retting etter tilsyn" not in marked
    assert content.nokkeltall["meldinger"].tittel in marked, "the key figures are in bokmål, and are marked"
