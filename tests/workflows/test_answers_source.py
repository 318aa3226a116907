"""Which wording an answer stands under, and whether the extract has changed since the case was read."""

import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bvaudit.engine.database import Database
from bvaudit.loading.folder import read_folder
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.mappe import Mappe
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Versjonspar
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Utvalg
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.extracts import lying_in
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.same_wording import Alike, same_wording
from bvaudit.workflows.source_changed import Changed
from tests.findings.small import to_lover

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NY = date(2023, 1, 1)


def given(**more: Any) -> Lesesvar:
    facts: dict[str, Any] = {
        "revisjon": "r1",
        "regel": "MEL-01",
        "regelversjon": None,
        "ordlyd": "",
        "enhet": "Vik",
        "sak": "S-1",
        "objekt": "henvendelse",
        "objekt_id": "H-1",
        "leser": "l1",
        "lesing": Lesing.FORSTE,
        "svar": Svarvalg.JA,
        "utfall": Utfall.OPPFYLT,
    }
    return Lesesvar(**(facts | more))


OLD = date(1993, 1, 1)
LIK = {("MEL-01", NY): Versjonspar(regel="MEL-01", fra=OLD, til=NY, forhold=Forhold.LIK, begrunnelse="")}
VIDERE = {("MEL-01", NY): Versjonspar(regel="MEL-01", fra=OLD, til=NY, forhold=Forhold.VIDERE, begrunnelse="")}


@pytest.mark.parametrize(
    ("ordlyd", "versjon", "kart", "brukes"),
    [
        pytest.param("naa", NY, {}, True, id="den samme ordlyden"),
        pytest.param("for", OLD, {}, False, id="en annen, og ingen har sammenlignet"),
        pytest.param("for", OLD, LIK, True, id="en eldre versjon som spør om det samme"),
        pytest.param("for", OLD, VIDERE, False, id="en eldre versjon som spør om mindre"),
        pytest.param("for", NY, LIK, False, id="den samme versjonen med andre ord"),
        pytest.param("for", None, LIK, False, id="ukjent versjon"),
    ],
)
def test_an_answer_stands_only_under_a_wording_that_asks_the_same(
    ordlyd: str, versjon: date | None, kart: dict[tuple[str, date], Versjonspar], brukes: bool
) -> None:
    rule: Rule = to_lover("lov", id="MEL-01")
    was = wording_print(rule) if ordlyd == "naa" else wording_print(replace(rule, sporsmal="Noe annet?"))
    assert same_wording(rule, given(ordlyd=was, regelversjon=versjon), Alike(versjoner=kart)) is brukes


def test_an_answer_to_a_point_that_another_has_replaced_without_a_change() -> None:
    rule = to_lover("lov", id="MEL-01")
    assert same_wording(rule, given(ordlyd="eldre"), Alike(arvet=frozenset({("MEL-01", "eldre")})))
    assert not same_wording(rule, given(ordlyd="eldre"), Alike(arvet=frozenset({("MEL-02", "eldre")})))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mappe, list[str]]:
    """A folder with two extracts: in the later one the report of the first case was concluded on another day."""
    rot = tmp_path_factory.mktemp("to") / "Vik"
    (rot / "uttrekk").mkdir(parents=True)
    (rot / "kommune.yaml").write_text('navn: Fjordvik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    mappe, _ = read_folder(rot)
    assert mappe is not None
    # Every document is a new submission: that alone changes nothing in the case.
    days = (("2025-12-31T02:00:00+01:00", "2025-01-10", 0), ("2026-01-31T02:00:00+01:00", "2025-01-17", 10))
    for tatt, slutt, later in days:
        source = rot.parent / slutt
        source.mkdir()
        for n, own in ((1, slutt), (2, "2025-01-10")):
            document = en_sak(melding(n, slutt=own), sak=n, innsending=n + later, tatt=tatt)
            (source / f"{n}.xml").write_text(document, encoding="utf-8")
        request = VurderRequest(inputs=ImportInputs(kilder=(source,)), ut=None, mappe=mappe)
        evaluate_cases(request, now=NOW, home=rot.parent / "hjem", progress=None)
    return mappe, [one.manifest.avtrykk for one in reversed(lying_in(mappe.uttrekk).uttrekk)]


def drawn_from(avtrykk: str) -> Audit:
    utvalg = Utvalg(
        id="r1", fro="r1", per_enhet=1, reserve=0, ramme_sha256="0" * 64, strata=(), trekk=(), oyeblikksbilde=avtrykk
    )
    return Audit(
        mappe=None,  # type: ignore[arg-type]
        content=None,  # type: ignore[arg-type]
        gjennomgang=None,  # type: ignore[arg-type]
        liste=None,  # type: ignore[arg-type]
        utvalg=utvalg,
        plasser=(),
        logg=(),
        folder=Path("r1"),
    )


@pytest.mark.lang
def test_an_object_has_changed_when_its_row_has(two: tuple[Mappe, list[str]]) -> None:
    mappe, (before, now) = two
    newest = lying_in(mappe.uttrekk).uttrekk[0]
    with Database() as database:
        database.attach(newest.mappe)
        dated = dict(database.run("SELECT konklusjon_slutt_dato, henvendelse_id FROM henvendelse"))
        other, same = (given(objekt_id=dated[date(2025, 1, day)]) for day in (17, 10))
        changed = Changed(mappe, database, now)
        assert changed.since(drawn_from(before), other, None)
        assert not changed.since(drawn_from(before), same, None)
        assert not changed.since(drawn_from(now), other, None)
        assert not changed.since(replace(drawn_from(now), utvalg=None), other, None)
        said = replace(same, maskinens_utfall=Utfall.OPPFYLT)
        assert changed.since(drawn_from(now), said, Utfall.IKKE_OPPFYLT)
        assert not changed.since(drawn_from(now), said, Utfall.OPPFYLT)
        assert changed.since(drawn_from("f" * 64), same, None)  # the extract it was drawn from is gone: nobody knows


@pytest.mark.lang
def test_a_snapshot_that_cannot_be_used_counts_as_gone(two: tuple[Mappe, list[str]], tmp_path: Path) -> None:
    mappe, (before, now) = two
    shutil.copytree(mappe.rot, tmp_path / "Vik")
    copy, _ = read_folder(tmp_path / "Vik")
    assert copy is not None
    newest, earlier = lying_in(copy.uttrekk).uttrekk
    (earlier.mappe / "henvendelse.parquet").unlink()
    with Database() as database:
        database.attach(newest.mappe)
        id_ = database.run("SELECT henvendelse_id FROM henvendelse WHERE konklusjon_slutt_dato = DATE '2025-01-10'")[0][
            0
        ]
        assert Changed(copy, database, now).since(drawn_from(before), given(objekt_id=id_), None)
