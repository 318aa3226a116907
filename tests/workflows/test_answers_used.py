"""``vurder`` in a municipality's folder uses what people answered in locked audits, and says so."""

import csv
import hashlib
import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.errors import ContentError
from bvaudit.loading.folder import read_folder
from bvaudit.model.lesesvar import LEST
from bvaudit.model.revisjonslogg import Frosset
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utvalg import Rolle
from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.workflows.draw_sample import draw_sample
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from tests.workflows.audit_by_hand import Row, an_answer, an_audit

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from bvr_documents import en_sak, melding

pytestmark = pytest.mark.lang
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PER = date(2025, 12, 31)
LATE, IN_TIME = {"start": "2025-03-03", "slutt": "2025-03-20"}, {"start": "2025-03-03", "slutt": "2025-03-07"}
ORDER = ("regel", "variant", "enhet", "sak", "objekt_id")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality's folder: twelve cases in two units, each with one report; every third was answered late."""
    root = tmp_path_factory.mktemp("kommune")
    rot = root / "Vik"
    (rot / "uttrekk").mkdir(parents=True)
    (rot / "kommune.yaml").write_text('navn: Fjordvik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    for n in range(1, 13):
        told = LATE if n % 3 == 0 else IN_TIME
        document = en_sak(melding(n, **told), sak=n, innsending=n, bydel="01" if n < 9 else "02")
        (rot / "uttrekk" / f"{n}.xml").write_text(document, encoding="utf-8")
    judged(rot)
    return rot


@pytest.fixture
def rot(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base.parent, tmp_path / "kommune")
    return tmp_path / "kommune" / "Vik"


def judged(rot: Path, **changes: object) -> VurderOutcome:
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    request = VurderRequest(inputs=ImportInputs(kilder=()), ut=None, mappe=mappe, overskriv=True, **changes)  # type: ignore[arg-type]
    return evaluate_cases(request, now=NOW, home=rot.parent / "hjem", progress=None)


def results(rot: Path, per: str = "2025-12-31") -> list[dict[str, str]]:
    path = rot / "revisjoner" / per / "resultat" / "resultater.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(rows: Iterable[Row], regel: str, variant: str = "lov", utfall: str = "") -> list[Row]:
    return [r for r in rows if (r["regel"], r["variant"]) == (regel, variant) and utfall in ("", r["utfall"])]


def asked(row: Row, regel: str) -> Row:
    """The same object, asked by a rule only people answer."""
    return {**row, "regel": regel, "utfall": ""}


def answer_of(outcome: VurderOutcome, regel: str, enhet: str = "") -> RegelSvar:
    return next(s for s in outcome.revisjon.svar if s.regel.id == regel and enhet in ("", s.enhet))


def read(rot: Path) -> list[dict[str, str]]:
    return [row for row in results(rot) if row["variant"] == LEST]


def papers(rot: Path) -> dict[str, bytes]:
    folder = rot / "revisjoner" / "2025-12-31" / "resultat"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_nothing_changes_a_byte_until_an_audit_is_locked(rot: Path) -> None:
    before = papers(rot)
    audit = an_audit(rot, "r1", [an_answer(of(results(rot), "MEL-01")[0], "nei")], etter=[{"hva": "apnet"}])
    judged(rot)
    assert papers(rot) == before
    an_audit(rot, "r1", [an_answer(of(results(rot), "MEL-01")[0], "nei")], etter=[])
    judged(rot)
    assert papers(rot) != before
    shutil.rmtree(audit)
    judged(rot)
    assert papers(rot) == before


def test_rows_beside_the_machines_in_the_order_of_the_contract(rot: Path) -> None:
    before = results(rot)
    broken, fine = of(before, "MEL-01", utfall="ikke oppfylt"), of(before, "MEL-01", utfall="oppfylt")
    svar = [an_answer(broken[0], "ja"), an_answer(fine[0], "nei"), an_answer(asked(fine[1], "MEL-05"), "delvis")]
    an_audit(rot, "r1", svar, sjekkliste="saksgjennomgang-melding")
    judged(rot)
    rows = results(rot)
    assert [row for row in rows if row["variant"] != LEST] == before
    key = [tuple(row[name] for name in ORDER) for row in rows]
    assert key == sorted(key)
    assert {(r["regel"], r["objekt_id"], r["utfall"]) for r in read(rot)} == {
        ("MEL-01", broken[0]["objekt_id"], "oppfylt"),
        ("MEL-01", fine[0]["objekt_id"], "ikke oppfylt"),
        ("MEL-05", fine[1]["objekt_id"], "delvis oppfylt"),
    }
    assert {r["forklaring"].split(";")[0] for r in read(rot)} == {"lest i r1"}
    assert "Hemmelig" not in json.dumps(rows)


def test_the_answer_decides_in_the_case_lists_and_both_are_shown(rot: Path) -> None:
    before = results(rot)
    broken, fine = of(before, "MEL-01", utfall="ikke oppfylt"), of(before, "MEL-01", utfall="oppfylt")
    svar = [an_answer(broken[0], "ja", feiltype="registreringsfeil"), an_answer(fine[0], "nei", feiltype="reell")]
    an_audit(rot, "r1", svar, sjekkliste="saksgjennomgang-melding")
    outcome = judged(rot)
    one = answer_of(outcome, "MEL-01", broken[0]["enhet"])
    machine = Counter(row["utfall"] for row in of(before, "MEL-01") if row["enhet"] == broken[0]["enhet"])
    assert (one.tall["lov"].ikke_oppfylt, one.tall["lov"].n) == (machine["ikke oppfylt"], machine.total())
    told = {funn.objekt_id for s in outcome.revisjon.svar if s.regel.id == "MEL-01" for funn in s.brudd}
    assert told == {row["objekt_id"] for row in broken[1:]} | {fine[0]["objekt_id"]}
    book = load_workbook(rot / "revisjoner" / "2025-12-31" / "resultat" / "avviksregister.xlsx", read_only=True)
    otherwise = [row for row in book["Lest annerledes"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert {(row[4], row[5], row[7]) for row in otherwise} == {
        ("ikke oppfylt", "ja", "I orden i mappen: registreringen må rettes"),
        ("oppfylt", "nei", "Brudd: må rettes i saken"),
    }
    cases = [" ".join(map(str, row)) for row in book["Saker å rette"].iter_rows(values_only=True)]
    assert any("lest: nei, uttrekket sier «oppfylt»" in row for row in cases)
    assert not any(broken[0]["sak"] in row and "(MEL-01)" in row for row in cases)


def test_a_manual_rule_is_examined_where_somebody_has_read_and_nowhere_else(rot: Path) -> None:
    rows = of(results(rot), "MEL-01")
    first = [row for row in rows if row["enhet"] == rows[0]["enhet"]]
    choices = ["nei", "nei", "delvis", "ja", "ja", "ikke aktuelt"]
    svar = [an_answer(asked(row, "MEL-05"), choice) for row, choice in zip(first, choices, strict=False)]
    an_audit(rot, "r1", svar, sjekkliste="saksgjennomgang-melding")
    outcome = judged(rot)
    (one,) = [s for s in outcome.revisjon.svar if s.regel.id == "MEL-05"]
    assert (one.enhet, one.standard, one.er_avvik) == (first[0]["enhet"], LEST, True)
    tall = one.tall[LEST]
    assert (tall.n, tall.ikke_oppfylt, tall.delvis, tall.ikke_aktuelt, tall.uavklart) == (5, 2, 1, 1, 0)
    assert "MEL-05" not in {row.regel.id for row in outcome.revisjon.ikke_undersokt}
    assert "MEL-07" in {row.regel.id for row in outcome.revisjon.ikke_undersokt}
    numbers = [row for row in revisjon_as_json(outcome.revisjon)["alle_tall"] if row["regel"] == "MEL-05"]
    other = next(row for row in numbers if row["enhet"] not in (None, one.enhet))
    assert (other["tall"], other["variant"]) == (None, LEST)  # never 0 %
    assert not one.med_andel  # nobody drew these cases


def test_a_unit_point_is_answered_per_unit(rot: Path) -> None:
    units = sorted({row["enhet"] for row in results(rot)})
    manifest = json.loads(next((rot / "uttrekk").glob("*/manifest.json")).read_text(encoding="utf-8"))
    ids = {unit["navn"]: unit["id"] for unit in manifest["enheter"]}
    svar = [
        an_answer({"regel": "IK-01", "enhet": navn, "sak": "", "objekt": "enhet", "objekt_id": ids[navn]}, choice)
        for navn, choice in zip(units, ("nei", "ja"), strict=True)
    ]
    an_audit(rot, "r1", svar, sjekkliste="egenkontroll-styring")
    outcome = judged(rot)
    found = {s.enhet: (s.er_avvik, s.tall[LEST].n) for s in outcome.revisjon.svar if s.regel.id == "IK-01"}
    assert found == {units[0]: (True, 1), units[1]: (False, 1)}
    assert [row["sak"] for row in read(rot)] == ["", ""]


def test_of_two_locked_audits_the_one_locked_last_counts(rot: Path) -> None:
    rows = of(results(rot), "MEL-01")
    both, only_first = asked(rows[0], "MEL-05"), asked(rows[1], "MEL-05")
    settings = {"sjekkliste": "saksgjennomgang-melding"}
    an_audit(
        rot, "z-eldst", [an_answer(both, "nei"), an_answer(only_first, "nei")], last="2026-01-10T10:00", **settings
    )
    an_audit(rot, "a-nyest", [an_answer(both, "ja")], last="2026-02-20T10:00", **settings)
    an_audit(rot, "apnet", [an_answer(both, "nei")], last="2026-02-25T10:00", etter=[{"hva": "apnet"}], **settings)
    judged(rot)
    assert {(r["objekt_id"], r["utfall"], r["forklaring"]) for r in read(rot)} == {
        (both["objekt_id"], "oppfylt", "lest i a-nyest"),
        (only_first["objekt_id"], "ikke oppfylt", "lest i z-eldst"),
    }


def test_the_settled_answer_is_used_and_the_originals_are_not(rot: Path) -> None:
    row = asked(of(results(rot), "MEL-01")[0], "MEL-05")
    svar = [
        an_answer(row, "nei"),
        an_answer(row, "ja", leser="l2", lesing="2"),
        an_answer(row, "delvis", leser="l3", lesing="enighet"),
    ]
    an_audit(rot, "r1", svar, sjekkliste="saksgjennomgang-melding")
    judged(rot)
    assert [r["utfall"] for r in read(rot)] == ["delvis oppfylt"]


def test_a_state_is_only_as_true_as_its_day_and_an_event_lasts(rot: Path) -> None:
    rows = results(rot)
    state, event = of(rows, "DOK-06", "register")[0], of(rows, "MEL-01")[0]
    svar = [an_answer(state, "nei"), an_answer(event, "nei"), an_answer(asked(event, "MEL-05"), "nei")]
    an_audit(rot, "r1", svar, sjekkliste="saksgjennomgang-melding", per="2025-11-30")
    outcome = judged(rot)
    assert {r["regel"] for r in read(rot)} == {"MEL-01", "MEL-05"}  # what the list draws by a date happened then
    assert any("r1 er ikke med her: det gjelder slik det var den dagen" in line for line in left_out(outcome))
    an_audit(rot, "r1", svar, sjekkliste="internrevisjon-hele-saken", per="2025-11-30")
    judged(rot)
    assert {r["regel"] for r in read(rot)} == {"MEL-01"}
    an_audit(rot, "r1", svar, sjekkliste="internrevisjon-hele-saken", per="2025-12-31")
    judged(rot)
    assert {r["regel"] for r in read(rot)} == {"DOK-06", "MEL-01", "MEL-05"}


def test_an_answer_never_stands_under_another_wording(rot: Path) -> None:
    row = asked(of(results(rot), "MEL-01")[0], "MEL-05")
    an_audit(rot, "r1", [an_answer(row, "nei", ordlyd="0123456789abcdef")], sjekkliste="saksgjennomgang-melding")
    outcome = judged(rot)
    assert read(rot) == []
    assert "MEL-05" in {row.regel.id for row in outcome.revisjon.ikke_undersokt}
    assert any("en annen ordlyd" in line for line in said(outcome))


def test_a_case_that_is_gone_or_was_struck_is_not_used_and_told(rot: Path) -> None:
    rows = of(results(rot), "MEL-01")
    gone = {**asked(rows[0], "MEL-05"), "sak": "S-0000000000000000dead", "objekt_id": "H-0000000000000000dead"}
    struck = asked(rows[1], "MEL-05")
    event = {"hva": "utgatt", "sak": struck["sak"], "enhet": struck["enhet"], "grunn": "flyttet"}
    an_audit(
        rot,
        "r1",
        [an_answer(gone, "nei"), an_answer(struck, "nei")],
        sjekkliste="saksgjennomgang-melding",
        for_laas=[event],
    )
    outcome = judged(rot)
    assert read(rot) == []
    assert any("saken finnes ikke i uttrekket lenger" in line for line in said(outcome))
    assert any("saken gikk ut av trekningen" in line for line in left_out(outcome))


def test_an_answer_is_marked_when_the_extract_says_something_else_now(rot: Path) -> None:
    row = of(results(rot), "MEL-01", utfall="ikke oppfylt")[0]
    an_audit(rot, "r1", [an_answer(row, "nei", maskinens_utfall="oppfylt")], sjekkliste="saksgjennomgang-melding")
    outcome = judged(rot)
    assert "uttrekket er endret siden" in read(rot)[0]["forklaring"]
    assert [kort.kilde_endret for kort in outcome.revisjon.lest.revisjoner] == [1]  # type: ignore[union-attr]


def test_answers_changed_after_the_audit_was_locked_are_not_used(rot: Path) -> None:
    row = of(results(rot), "MEL-01")[0]
    folder = an_audit(rot, "r1", [an_answer(row, "nei")])
    frozen = hashlib.sha256((folder / "svar" / "svar.csv").read_bytes()).hexdigest()
    locked = Frosset(svar=frozen, lest=1, av=1).skrevet
    an_audit(rot, "r1", [an_answer(row, "nei")], last_tekst=locked)
    judged(rot)
    assert len(read(rot)) == 1
    an_audit(rot, "r1", [an_answer(row, "ja")], last_tekst=locked)
    outcome = judged(rot)
    assert read(rot) == []
    assert any("endret etter at revisjonen ble låst" in line for line in said(outcome))


def test_a_run_of_a_draw_has_only_the_answers_of_its_cases(rot: Path) -> None:
    rows = of(results(rot), "MEL-01")
    inputs = ImportInputs(kilder=(next((rot / "uttrekk").glob("*/manifest.json")).parent,))
    drawn = draw_sample(
        inputs,
        per_enhet=2,
        reserve=0,
        fro="x",
        navn="trekk",
        ut=rot / "revisjoner" / "trekk" / "utvalg",
        now=NOW,
        home=rot.parent / "hjem",
        progress=None,
    )
    wanted = {one.sak for one in drawn.utvalg.trekk if one.rolle is Rolle.TRUKKET}
    an_audit(rot, "r1", [an_answer(row, "nei") for row in rows], sjekkliste="saksgjennomgang-melding")
    outcome = judged(rot, utvalg=rot / "revisjoner" / "trekk" / "utvalg" / "utvalg.yaml")
    with (rot / "revisjoner" / "trekk" / "resultat" / "resultater.csv").open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["variant"] == LEST]
    assert {row["sak"] for row in told} == wanted & {row["sak"] for row in rows}
    assert any("utenfor perioden eller utvalget" in line for line in left_out(outcome))


def test_answers_that_cannot_be_read_stop_the_run(rot: Path) -> None:
    folder = an_audit(rot, "r1", [an_answer(of(results(rot), "MEL-01")[0], "nei")])
    (folder / "svar" / "svar.csv").write_text("noe annet\n", encoding="utf-8")
    before = papers(rot)
    with pytest.raises(ContentError):
        judged(rot)
    assert papers(rot) == before


def test_what_is_wrong_with_an_audit_that_is_not_locked_stops_nothing(rot: Path) -> None:
    before = papers(rot)
    folder = an_audit(rot, "r1", [an_answer(of(results(rot), "MEL-01")[0], "nei")], etter=[{"hva": "apnet"}])
    (folder / "revisjon.yaml").write_text("id: [\n", encoding="utf-8")
    judged(rot)
    assert papers(rot) == before
    (folder / "logg.csv").write_text("noe annet\n", encoding="utf-8")  # nobody can tell whether it is locked
    with pytest.raises(ContentError):
        judged(rot)


def test_every_settled_answer_is_counted_once(rot: Path) -> None:
    """n of what is read is the settled answers of ja, delvis and nei, whatever they are; and they are the rows."""
    rows, chance = of(results(rot), "MEL-01"), random.Random(7)
    settings = {"sjekkliste": "saksgjennomgang-melding"}
    for number in range(2):
        answered = chance.sample(rows, 7)
        svar = [
            an_answer(
                row if regel == "MEL-01" else asked(row, regel), chance.choice(["ja", "delvis", "nei", "ikke aktuelt"])
            )
            for row in answered
            for regel in ("MEL-01", "MEL-05", "MEL-07")
        ]
        an_audit(rot, f"r{number}", svar, last=f"2026-02-0{number + 1}T10:00", **settings)
    outcome = judged(rot)
    counted = Counter(
        (row["regel"], row["enhet"])
        for row in read(rot)
        if row["utfall"] in ("oppfylt", "delvis oppfylt", "ikke oppfylt")
    )
    assert len({(row["regel"], row["objekt_id"]) for row in read(rot)}) == len(read(rot))
    assert {(s.regel.id, s.enhet): s.lest.tall.n for s in outcome.revisjon.svar if s.lest} == {
        key: counted[key] for key in {(row["regel"], row["enhet"]) for row in read(rot)}
    }


def said(outcome: VurderOutcome) -> tuple[str, ...]:
    return outcome.revisjon.advarsler


def left_out(outcome: VurderOutcome) -> tuple[str, ...]:
    """What Grunnlag says of the answers that are not used. Where nothing is wrong with them, nobody is warned."""
    assert outcome.revisjon.lest is not None
    return outcome.revisjon.lest.utelatt
