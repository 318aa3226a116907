"""The national register's own controls: all of them there, on its sample files, and on the example municipality."""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from bvaudit.engine.controls import Controlled, run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.extract.importing import ImportJob, ImportOptions, import_sources
from bvaudit.extract.manifests import NEVER_OPENED
from bvaudit.extract.people.pseudonyms import from_secret
from bvaudit.findings.controls import KILDE, breaks_format, control_lines, is_format_control
from bvaudit.model.manifest import Manifest
from bvaudit.model.rule import Rule
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.run_plan import plan_for

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))

from eksempel_feil import with_faults
from eksempel_modell import Sak
from lag_eksempel import _faultless, make_cases, write_example

pytestmark = pytest.mark.lang

UTGATT = {"SSB-sak-03", "SSB-sak-06", "SSB-personalia-02e", "SSB-ettervern-03"}


@cache
def innhold() -> Content:
    return content_or_stop()


def kontroller() -> list[Rule]:
    return [rule for rule in innhold().regler.values() if rule.kontroll is not None]


def referanse() -> Path:
    folder = os.environ.get("BVAUDIT_REFERANSE")
    if not folder:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt, så registerets filer finnes ikke her")
    return Path(folder) / "bvr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """``saker`` are all cases a control finds something in, for the controls that were asked about."""

    controlled: Controlled
    manifest: Manifest
    saker: Mapping[str, frozenset[str]]


def run(source: Path, *, tolerant: bool, asked: Iterable[str] = ()) -> Run:
    with tempfile.TemporaryDirectory() as folder, Database() as database:
        snapshot = Path(folder) / "uttrekk"
        job = ImportJob(
            sources=[source],
            target=snapshot,
            koder=innhold().koder,
            pseudonyms=from_secret(b"k" * 32),
            options=ImportOptions(tolerant=tolerant, keep_ids=True),
            imported_at=datetime(2026, 1, 2, tzinfo=UTC),
            program_version="0.0",
        )
        report = import_sources(job)
        database.attach(snapshot)
        assert report.manifest.uttrekksdato is not None
        plan = plan_for(innhold(), report.manifest, report.manifest.uttrekksdato, None, None)
        evaluate(replace(plan, regler=()), database)
        controlled = run_controls(plan, database)
        return Run(controlled=controlled, manifest=report.manifest, saker={i: cases(i, plan, database) for i in asked})


def cases(id_: str, plan: EvaluationPlan, database: Database) -> frozenset[str]:
    sql = plan.compiled(innhold().regler[id_], DUCKDB).sql
    return frozenset(s for (s,) in database.run(f"SELECT sak FROM (\n{sql}\n) WHERE utfall = 'ikke oppfylt'"))


def found(controlled: Controlled) -> dict[str, int]:
    antall: dict[str, int] = defaultdict(int)
    for count in controlled.funn:
        assert count.grad, f"{count.regel.id} er uavklart"
        antall[count.regel.id.removeprefix("SSB-")] += count.antall
    return dict(antall)


# --- all are there -------------------------------------------------------------------------------------------------


def test_seventynine_are_run_and_the_withdrawn_are_kept() -> None:
    assert {rule.id for rule in kontroller() if rule.utgatt is not None} == UTGATT
    assert len([rule for rule in kontroller() if rule.utgatt is None]) == 79
    assert all(rule.id.startswith("SSB-") and rule.tema == "ssb" and not rule.plikter for rule in kontroller())


def test_every_fact_is_the_register_s_own() -> None:
    facts = yaml.safe_load((referanse() / "kontroller.yaml").read_text(encoding="utf-8"))["kontroller"]
    assert {f"SSB-{fact['id']}" for fact in facts} == {rule.id for rule in kontroller()}
    for fact in facts:
        rule = innhold().regler[f"SSB-{fact['id']}"]
        assert rule.kontroll is not None
        said = rule.kontroll
        assert (said.entitet, said.alvorlighet, said.alvorlighet_migrert, said.v5) == (
            fact["entitet"],
            fact["alvorlighet"],
            fact["alvorlighet_migrert"],
            fact["v5"],
        ), rule.id
        grades = {fact["alvorlighet"], *(one.alvorlighet for one in said.etter_kode)}
        assert grades == set(fact.get("alvorlighet_etter_kode", {}).values()) | {fact["alvorlighet"]}
        assert [str(v.gjelder_fra) for v in rule.versjoner] == [fact["gyldig_fra"] or "2013-01-01"], rule.id
        assert (rule.utgatt is None) == (fact["status"] == "aktiv"), rule.id


@pytest.mark.parametrize("rule", kontroller(), ids=lambda rule: rule.id)
def test_a_control_is_judged_by_the_extract_s_day(rule: Rule) -> None:
    for versjon in rule.versjoner:
        (dato,) = versjon.velges_etter
        assert dato.felt.removeprefix("sak.") == "dato_uttrekk_lokal"
    assert rule.variantnavn == ("ssb",)
    assert "{" not in rule.avvikstekst  # shown as it is, for many objects at once


# --- the register's own files --------------------------------------------------------------------------------------

# What format.md says of each file, read by a person. Beside these, none follows any schema.
FILER = {
    "sluttdato_etter_startdato.xml": {"melding-02a", "undersokelse-07"},
    "test00_file01_changes.xml": set(),
    "test01_file01_changes.xml": set(),
    "test01_file01_total.xml": set(),
    "test01_file02_changes.xml": set(),
    "test01_file02_total.xml": set(),
    "test01_file03_changes.xml": {"undersokelse-20", "undersokelse-21"},
    "test01_file03_total.xml": {"undersokelse-21"},
    "test01_file04_total.xml": {"undersokelse-07", "undersokelse-20"},
    "test01_file05_total.xml": {"undersokelse-07", "undersokelse-20"},
}


@pytest.mark.parametrize(("fil", "ventet"), FILER.items(), ids=FILER)
def test_sample_files(fil: str, ventet: set[str]) -> None:
    controlled = run(referanse() / fil, tolerant=True).controlled
    assert found(controlled) == dict.fromkeys({*ventet, "filbeskrivelse-01"}, 1)
    assert len(controlled.kjort) == 79


# --- the example municipality --------------------------------------------------------------------------------------

# Each planted fault, and the control that must find it. The rest are faults no register control looks for.
PLANTET = {
    "melding konkludert før den kom": "melding-02a",
    "undersøkelse avsluttet før start": "undersokelse-02a",
    "personalia mangler": "personalia-11",
    "undersøkelse uten melding": "undersokelse-20",
    "omsorgstiltak etter 18 år": "tiltak-13",
    "overlappende plasseringer": "tiltak-09",
    "gammel lov på nytt vedtak": "vedtak-05",
    "ulik hjemmel på vedtak og tiltak": "tiltak-21",
    "vedtaksgrunnlag mangler": "undersokelse-07",
    "barnehage for skolebarn": "tiltak-05",
    "melding ført to ganger": "melding-19",
    "kjønn avviker fra nummeret": "personalia-14",
    "ukjent element i slettelisten": "sak-22",
    "slettet relasjon": "undersokelse-20",
    "tiltak uten kobling til vedtak": "tiltak-20",
    "melder 22 uten presisering": "melder-02",
    "saksinnhold 19 uten presisering": "saksinnhold-02",
    "saksinnhold mangler": "melding-05",
}
IKKE_REGISTERETS = {"redusert før to år", "utgått melderkode"}


@pytest.fixture(scope="module")
def eksempel(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("eksempel") / "fjordvik"
    write_example(folder)
    return run(folder, tolerant=False, asked=sorted({f"SSB-{kontroll}" for kontroll in PLANTET.values()}))


@cache
def levende() -> Mapping[str, Sak]:
    return {sak.id: sak for sak in make_cases() if not sak.slettet}


@cache
def plantet() -> Mapping[str, list[str]]:
    """The journal numbers each planted fault came to."""
    return with_faults(_faultless(2025, 720), 2025)[1]


def wanted() -> dict[str, int]:
    """The plain reading of the example's own records, for the controls a planted fault belongs to."""
    antall: dict[str, int] = defaultdict(int)
    for sak in levende().values():
        skrevet = {s.id for s in sak.slettede}
        meldinger = {m.id: m for m in sak.meldinger if not m.slettet and m.id not in skrevet}
        koblinger = [r for r in sak.relasjoner if not r.slettet]
        antall["personalia-11"] += not sak.personalia
        for m in meldinger.values():
            if m.slutt is None or m.konklusjon_slettet:
                continue
            antall["melding-02a"] += m.start > m.slutt
            antall["melding-03"] += (m.slutt - m.start).days > 7
            antall["melding-05"] += not m.tema
        for u in sak.undersokelser:
            antall["undersokelse-02a"] += u.slutt is not None and u.start > u.slutt
            antall["undersokelse-07"] += bool(u.konklusjon and u.konklusjon.kode in "12" and not u.grunnlag)
            antall["undersokelse-20"] += not any(r.til == u.id and r.fra in meldinger for r in koblinger)
        for t in sak.tiltak:
            if t.id in skrevet:
                continue
            antall["tiltak-20"] += not any(r.til == t.id and r.fra_type == "Vedtak" for r in koblinger)
        for v in sak.vedtak:
            antall["vedtak-05"] += v.hjemmel.lov == ("BVL" if v.start >= date(2023, 1, 1) else "BVL2021")
    return {kontroll: n for kontroll, n in antall.items() if n}


def test_the_example_as_a_person_counts_it(eksempel: Run) -> None:
    antall = found(eksempel.controlled)
    ventet = wanted()
    assert {kontroll: antall.get(kontroll, 0) for kontroll in ventet} == ventet


def test_every_planted_fault_has_its_control() -> None:
    assert set(plantet()) == {*PLANTET, *IKKE_REGISTERETS}
    assert all(f"SSB-{kontroll}" in innhold().regler for kontroll in PLANTET.values())


@pytest.mark.parametrize(("feil", "kontroll"), PLANTET.items(), ids=PLANTET)
def test_planted_faults_are_found(feil: str, kontroll: str, eksempel: Run) -> None:
    planted = {sak.id for sak in levende().values() if sak.journalnummer in plantet()[feil]}
    assert planted
    assert planted <= eksempel.saker[f"SSB-{kontroll}"]


# --- what people see -----------------------------------------------------------------------------------------------


def test_lines_for_datakvalitet(eksempel: Run) -> None:
    broken = breaks_format(eksempel.manifest.utelatt, NEVER_OPENED)
    lines = control_lines(eksempel.controlled, broken, innhold().regler.values())
    assert (lines[0].kilde, lines[0].kode, lines[0].antall) == (KILDE, "kjørt", 79)
    by_rule = {line.kilde: line for line in lines}
    dobbelt = by_rule["SSB-melding-19"]
    assert (dobbelt.kode, dobbelt.antall, len(dobbelt.eksempler.split(", "))) == ("INFO", 2, 1)
    assert dobbelt.tekst == innhold().regler["SSB-melding-19"].avvikstekst.rstrip(".") + " (sikkerhet middels)"
    assert max(len(line.eksempler.split(", ")) for line in lines) == 5
    assert not [rule.id for rule in kontroller() if is_format_control(rule) and rule.id in by_rule]
