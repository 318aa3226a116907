"""A date nobody can have is unknown wherever it stands: never a breach, never kept, never «does not apply»."""

import re
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.normalise.staging import STAGED
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, UKJENT_DATO
from bvaudit.workflows.content import content_or_stop

ROT = Path(__file__).parents[2]
sys.path.insert(0, str(ROT / "tests" / "extract"))
import bvr_documents as bvr  # noqa: E402
from bvr_documents import en_sak, melding, uid  # noqa: E402
from snapshots import Imported  # noqa: E402

pytestmark = pytest.mark.lang

PER = date(2026, 12, 31)
IMPOSSIBLE = ["0001-01-01", "1753-01-01", "1899-12-30", "1900-01-01", "2099-12-31", "9999-12-31", "0000-00-00"]


@cache
def rules() -> Mapping[str, Rule]:
    return {id_: rule for id_, rule in content_or_stop().regler.items() if rule.kontroll is None and not rule.manuell}


def judged(made: Imported, *names: str) -> list[tuple[str, str, str]]:
    """Rule, object and outcome of every variant."""
    wanted = tuple(rules()[name] for name in names)
    plan = EvaluationPlan(regler=wanted, per=PER, periode=None, koder=bvr.koder(), tabeller=frozenset(BY_NAME))
    with Database() as database:
        database.attach(made.folder)
        evaluate(plan, database)
        rows = database.run("SELECT DISTINCT regel, objekt_id, utfall FROM resultat ORDER BY ALL")
    return [(r, o, u) for r, o, u in rows]


@pytest.mark.parametrize("dag", IMPOSSIBLE[::3])
@pytest.mark.parametrize(
    "sak",
    [
        pytest.param(lambda dag: en_sak(melding(1, start=dag)), id="mottatt"),
        pytest.param(lambda dag: en_sak(melding(1, slutt=dag)), id="konkludert"),
        pytest.param(lambda dag: en_sak(melding(1, start=dag, slutt=dag)), id="begge"),
        pytest.param(lambda dag: bvr.V5.replace("<Sluttdato>2026-01-09<", f"<Sluttdato>{dag}<"), id="konkludert i v5"),
    ],
)
def test_the_message_is_unsettled(tmp_path: Path, sak: object, dag: str) -> None:
    made = Imported(tmp_path, {"a.xml": sak(dag)}, keep_ids=True)  # type: ignore[operator]
    found = judged(made, "MEL-01")
    assert {utfall for _, _, utfall in found} == {"uavklart"}
    assert "umulig-dato" in made.koder
    assert any("ingen sak kan ha" in p.tekst for p in made.manifest.problemer)


def test_only_the_object_with_the_date_is_unsettled(tmp_path: Path) -> None:
    text = en_sak(melding(1, slutt="9999-12-31") + melding(2) + melding(3, slutt="2025-04-01"))
    made = Imported(tmp_path, {"a.xml": text}, keep_ids=True)
    assert [utfall for _, _, utfall in judged(made, "MEL-01")] == ["uavklart", "oppfylt", "ikke oppfylt"]


def test_a_date_the_rule_does_not_look_at_changes_nothing(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V5.replace("<SluttDato>2026-02-28<", "<SluttDato>9999-12-31<")})
    assert "umulig-dato" in made.koder
    assert [utfall for _, _, utfall in judged(made, "MEL-01")] == ["oppfylt"]


def test_another_case_is_not_touched(tmp_path: Path) -> None:
    files = {"a.xml": en_sak(melding(1, start="0001-01-01")), "b.xml": en_sak(melding(1), sak=2, innsending=2)}
    made = Imported(tmp_path, files)
    assert sorted(utfall for _, _, utfall in judged(made, "MEL-01")) == ["oppfylt", "uavklart"]


DATES = re.compile(r'(?:(\w+)="|<(\w+)>)(20[0-9]{2}-[0-9]{2}-[0-9]{2})["<]')


READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
UNKNOWN = [column.navn for column in STAGED[UKJENT_DATO]]


@pytest.mark.parametrize("text", [pytest.param(t, id=n) for n, t in (("v1", bvr.V1), ("v4", bvr.V4), ("v5", bvr.V5))])
def test_every_date_field_of_every_format(text: str) -> None:
    """The document is used, the date is in no row, and the field and the column it would have filled are named."""
    for number, match in enumerate(DATES.finditer(text)):
        felt, dag = match[1] or match[2], IMPOSSIBLE[number % len(IMPOSSIBLE)]
        reading = READER.read((text[: match.start(3)] + dag + text[match.end(3) :]).encode(), "a.xml", 0)
        assert isinstance(reading, CaseRows), "\n".join(map(str, reading))
        assert dag not in repr(reading.rows)
        named = [dict(zip(UNKNOWN, row, strict=True)) for row in reading.rows.get(UKJENT_DATO, ())]
        assert named or felt == "Fodseldato"  # the number may still give the birth date
        for each in named:
            assert each["felt"].split("/")[-1] == felt
            column = [c.navn for c in STAGED[each["tabell"]]].index(each["kolonne"]) if each["tabell"] != "sak" else 0
            assert each["tabell"] == "sak" or any(not row[column] for row in reading.rows[each["tabell"]])


def test_an_extract_taken_on_an_impossible_day_is_left_out(tmp_path: Path) -> None:
    files = {"a.xml": en_sak(tatt="9999-12-31T00:00:00+01:00", innsending=1), "b.xml": en_sak(sak=2, innsending=2)}
    made = Imported(tmp_path, files)
    assert [(u.kode, u.antall) for u in made.manifest.utelatt] == [("ugyldig-tid", 1)]


def test_no_rule_alleges_anything_of_a_case_where_every_date_is_impossible(tmp_path: Path) -> None:
    spoiled = [DATES.sub(lambda m: m[0].replace(m[3], "0001-01-01"), text) for text in (bvr.V4, bvr.V5)]
    spoiled[1] = spoiled[1].replace(uid(bvr.SAK), uid(bvr.SAK, 2))
    made = Imported(tmp_path, dict(zip(("a.xml", "b.xml"), spoiled, strict=True)), keep_ids=True)
    found = judged(made, *rules())
    alleged = [row for row in found if row[2] not in ("uavklart", "ikke aktuelt")]
    assert not alleged
    assert len({regel for regel, _, utfall in found if utfall == "uavklart"}) > 20
