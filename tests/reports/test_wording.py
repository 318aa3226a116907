"""Words people read: every object a rule judges has a name, and every citation is true of today's law."""

from datetime import date

import pytest

from bvaudit.model.mengdeord import gjelder
from bvaudit.model.rule import ENHET
from bvaudit.model.sitering import cite_versions
from bvaudit.texts import known
from bvaudit.workflows.content import content_or_stop

CONTENT = content_or_stop()


def test_every_object_has_words_and_no_person_meets_the_name_of_a_table() -> None:
    objects = {rule.gjelder.objekt for rule in CONTENT.regler.values()} - {ENHET}
    assert [name for name in sorted(objects) if not known(f"felles.objekter.{name}")] == []
    assert (gjelder("personalia"), gjelder("undersokelse", 3)) == ("barn", "undersøkelser")


@pytest.mark.parametrize(
    ("regel", "brukt", "ventet"),
    [
        pytest.param("AKU-07", date(2023, 1, 1), "bvl. § 4-2 tredje ledd", id="står også i en senere versjon"),
        pytest.param("MEL-01", date(1993, 1, 1), "bvl. 1992 § 4-2 første ledd (til 31.12.2022)", id="står ikke lenger"),
        pytest.param("MEL-01", date(2023, 1, 1), "bvl. § 2-1 første ledd", id="gjelder i dag"),
    ],
)
def test_a_citation_ends_only_when_no_later_version_rests_on_it(regel: str, brukt: date, ventet: str) -> None:
    versjoner = CONTENT.regler[regel].versjoner
    used = [v for v in versjoner if v.gjelder_fra == brukt]
    assert cite_versions(used, CONTENT.lover, alle=versjoner)[0] == ventet
