"""The rows of the acceptance list that people's answers carry, shown on the demo and on the 80 foster homes."""

import csv
import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.utvalg import Bruk
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_events import Who, target
from bvaudit.workflows.audits_forms import make_reading_forms
from bvaudit.workflows.audits_new import NewAudit, new_audit
from bvaudit.workflows.demo_audits import ROUNDS
from bvaudit.workflows.evaluate_cases import VurderOutcome
from bvaudit.workflows.reading_sheets import reading_sheets
from tests.conftest import Demo
from tests.examples import foster_audit as foster

pytestmark = pytest.mark.lang
NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
STAB = Who(tid=NOW, rolle="stab")


@pytest.fixture(scope="module")
def demo(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VurderOutcome]:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(made_demo.ut, folder / "ut")
    return folder / "ut", made_demo.utfall


@pytest.fixture(scope="module")
def mappe(demo: tuple[Path, VurderOutcome]) -> Mappe:
    found, _ = read_folder(demo[0])
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rounds(mappe: Mappe) -> tuple[Audit, Audit]:
    first, second = (read_audit(mappe, one.navn) for one in ROUNDS)
    return first, second


@pytest.fixture(scope="module")
def results(mappe: Mappe, rounds: tuple[Audit, Audit]) -> tuple[LestRevisjon, LestRevisjon]:
    first, second = (results_of_audit(mappe, one.id, one.content) for one in rounds)
    return first, second


@pytest.fixture(scope="module")
def own_questions(tmp_path_factory: pytest.TempPathFactory) -> tuple[LestRevisjon, list[str]]:
    """The municipality's own three questions, read in 80 folders, and which they were."""
    here = foster.municipality(tmp_path_factory.mktemp("egne"))
    audit, form = foster.begun(here, "egne-sporsmal-2024", "tema-egne-sporsmal")
    columns = {
        "EGEN-01": "Alt skrevet ned",
        "EGEN-02": "Barnet født utenfor Norge",
        "EGEN-03": "Forelder født utenfor Norge",
    }

    def answers(case: str, _shown: foster.Cells) -> foster.Cells:
        said = {regel: foster.FOLDERS[case][column] for regel, column in columns.items()}
        cells = {f"{regel}: svar": svar.capitalize() for regel, svar in said.items()}
        return cells | ({"EGEN-01: begrunnelse": "Et besøk er ikke skrevet ned."} if said["EGEN-01"] == "nei" else {})

    foster.fill(form, here, answers)
    audit = foster.locked(foster.deliver(here, audit, form))
    return results_of_audit(here.mappe, audit.id, audit.content), foster.drawn(here, audit)


def read_rows(ut: Path) -> list[dict[str, str]]:
    fil = ut / "revisjoner" / "2025-12-31" / "resultat" / "resultater.csv"
    with fil.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["variant"] == "lest"]


def answered(audit: LestRevisjon, regel: str) -> Counter[str]:
    return Counter(one.gjeldende.svar.value for one in audit.avgjorte if one.gjeldende.regel == regel)


def test_s0_02_what_only_a_person_can_answer_is_evaluated_on_the_drawn_cases(
    demo: tuple[Path, VurderOutcome],
) -> None:
    read = {row["regel"] for row in read_rows(demo[0])}
    assert {"UND-08", "UND-14", "UND-15", "UND-18", "VED-03", "VED-04"} <= read


def test_s0_15_the_cases_with_something_not_written_down_are_counted(
    own_questions: tuple[LestRevisjon, list[str]],
) -> None:
    audit, drawn = own_questions
    wanted = Counter(foster.FOLDERS[case]["Alt skrevet ned"] for case in drawn)
    assert answered(audit, "EGEN-01") == wanted
    assert wanted["nei"] > 0 and sum(wanted.values()) == 80


@pytest.mark.parametrize(
    ("regel", "column"), [("EGEN-02", "Barnet født utenfor Norge"), ("EGEN-03", "Forelder født utenfor Norge")]
)
def test_s1_45_country_of_birth_is_an_ordinary_question_and_never_a_fault(
    regel: str, column: str, own_questions: tuple[LestRevisjon, list[str]]
) -> None:
    audit, drawn = own_questions
    assert answered(audit, regel) == Counter(foster.FOLDERS[case][column] for case in drawn)
    assert all(one.nei == 0 for one in audit.punkter if one.regel.id == regel)


def test_s1_16_and_s1_17_the_register_is_held_against_the_folder_in_each_unit(
    results: tuple[LestRevisjon, LestRevisjon],
) -> None:
    """The golden cases, of visits and of supervision, are in tests/examples/test_fosterhjem_80.py."""
    against = {(one.regel.id, one.enhet) for one in results[0].mot_mappe}
    assert {("UND-03", "Midtbyen"), ("UND-03", "Vestbyen"), ("UND-03", "Østbyen")} <= against


def test_s1_34_a_form_a_result_and_a_plan_for_each_unit(
    demo: tuple[Path, VurderOutcome], rounds: tuple[Audit, Audit]
) -> None:
    for audit in rounds:
        assert {one.name for one in audit.skjema.glob("*-l?.xlsx")} == {
            "midtbyen-l1.xlsx",
            "vestbyen-l2.xlsx",
            "ostbyen-l3.xlsx",
        }
        assert (audit.folder / "resultat" / "gjennomgang.xlsx").exists()
    plans = {fil.name for fil in demo[1].filer if fil.suffix == ".docx"}
    assert {"handlingsplan-midtbyen.docx", "handlingsplan-vestbyen.docx", "handlingsplan-ostbyen.docx"} <= plans


def test_s1_36_a_case_somebody_complains_about_is_read_and_is_in_no_statistics(mappe: Mappe) -> None:
    asked = NewAudit(
        navn="klager-2025",
        sjekkliste="saksgjennomgang-undersokelse",
        enheter=("Sørlia",),
        per_enhet=3,
        reserve=0,
        lesere=(Leser(kode="l1", rolle="stab"),),
        andre_lesing=0,
    )
    audit = new_audit(mappe, asked, now=NOW, home=mappe.rot.parent / "hjem", rolle="stab").audit
    drawn = {one.sak for one in audit.plasser}
    with (audit.folder / "utvalg" / "ramme.csv").open(encoding="utf-8-sig", newline="") as file:
        other = next(row["sak"] for row in csv.DictReader(file, delimiter=";") if row["sak"] not in drawn)
    audit, place = target(audit, other, "Klage til Statsforvalteren", STAB)
    assert place.bruk is Bruk.MALRETTET
    (sheet,) = reading_sheets(make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={}).audit)
    assert [one.sak for one in sheet.saker if one.malrettet] == [other]


def test_s4_03_cases_of_every_municipality_are_asked_for(rounds: tuple[Audit, Audit]) -> None:
    for audit in rounds:
        assert audit.utvalg is not None
        quotas = [one for one in audit.utvalg.kvoter if one.id == "alle-kommuner"]
        assert {one.kommune for one in quotas} == {"9999"} and not any(one.mangler for one in quotas)


def test_s4_06_what_the_service_itself_must_answer_stands_once_in_each_unit(mappe: Mappe) -> None:
    asked = NewAudit(
        navn="tilsyn-2025",
        sjekkliste="gjennomgang-tilsyn-i-fosterhjem",
        enheter=("Omsorgsenheten",),
        per_enhet=3,
        reserve=0,
        lesere=(Leser(kode="l1", rolle="stab"), Leser(kode="l2", rolle="stab")),
        andre_lesing=0,
    )
    audit = new_audit(mappe, asked, now=NOW, home=mappe.rot.parent / "hjem", rolle="stab").audit
    sheets = reading_sheets(make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={}).audit)
    asked_once = [punkt.gjelder.regel for sheet in sheets for punkt in sheet.enhetspunkter]
    assert sorted(asked_once) == ["TIL-07", "TIL-08"]


def test_x_01_seed_strata_quotas_a_frozen_frame_and_a_log_of_what_fell_out(rounds: tuple[Audit, Audit]) -> None:
    first, second = rounds
    assert first.utvalg is not None and second.utvalg is not None
    half = [one for one in first.utvalg.kvoter if one.id == "halvparten-med-tiltak"]
    assert half and all(one.trukket >= one.krav for one in half)
    assert first.utvalg.utelatt and len({stratum.navn for stratum in first.utvalg.strata}) > 1
    (struck,) = (line for line in first.logg if line.hva is Hendelse.UTGATT)
    assert struck.grunn == "ikke-tilgang" and struck.erstatning
    replaced = next(one for one in first.plasser if one.sak == struck.erstatning)
    assert replaced.bruk is Bruk.LESES and replaced.erstatter is not None
    before, after = ({one.sak for one in audit.plasser} for audit in rounds)
    assert not before & after


def test_x_01_the_second_round_holds_only_what_began_after(mappe: Mappe, rounds: tuple[Audit, Audit]) -> None:
    sheets = reading_sheets(rounds[1])
    begun = {sak.om.split(" fra ")[1].split(" ")[0] for sheet in sheets for sak in sheet.saker}
    assert begun and all(datetime.strptime(one, "%d.%m.%Y").date() > date(2025, 6, 30) for one in begun)  # noqa: DTZ007


def test_x_03_the_answers_are_four_and_what_is_not_read_is_not_among_them(
    results: tuple[LestRevisjon, LestRevisjon],
) -> None:
    said = {one.gjeldende.svar.value for audit in results for one in audit.avgjorte}
    assert said == {"ja", "delvis", "nei", "ikke aktuelt"}
    for audit in results:
        for punkt in audit.punkter:
            assert punkt.n == sum(punkt.svar.get(svar, 0) for svar in ("ja", "delvis", "nei"))


def test_x_07_the_answer_to_whoever_reported_has_no_data_and_is_asked_of_a_person(mappe: Mappe) -> None:
    asked = NewAudit(
        navn="meldinger-2025",
        sjekkliste="saksgjennomgang-melding",
        enheter=("Sørlia",),
        per_enhet=2,
        reserve=0,
        lesere=(Leser(kode="l1", rolle="stab"),),
        andre_lesing=0,
    )
    audit = new_audit(mappe, asked, now=NOW, home=mappe.rot.parent / "hjem", rolle="stab").audit
    (sheet,) = reading_sheets(make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={}).audit)
    points = {punkt.gjelder.regel: punkt for punkt in sheet.punkter}
    assert points["MEL-09"].maskin is None and "nei" in points["MEL-09"].svar
    assert points["MEL-01"].maskin is not None


def test_two_readers_two_rounds_and_remarks_are_all_in_the_result(results: tuple[LestRevisjon, LestRevisjon]) -> None:
    first, second = results
    assert first.last and second.last and not first.uenige and not second.uenige
    assert first.to_lesere and second.to_runder and len(first.merknader) == 3
    assert any("kan ikke skilles" in one.setning for one in second.to_runder)
