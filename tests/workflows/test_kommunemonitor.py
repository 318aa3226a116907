"""What Bufdir's kommunemonitor has besides what is counted: coverage, posts with professional education for each 1 000
children, and cost, with the children of the municipality, the staff and the accounts in series beside the cases."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.workflows.figures_run import FigureOutcome, FigureRequest, run_figures
from bvaudit.workflows.inputs import ImportInputs
from tests.figures.counted_cases import units_of
from tests.figures.small_cases import hos, sak, tiltak
from tests.oracle.tall.saker import Sted, skriv

pytestmark = pytest.mark.lang

PER, NOW = date(2024, 12, 31), datetime(2025, 1, 10, tzinfo=UTC)
NORD = Sted(kommune="5001", kommunenavn="Trondheim", bydel="01", vist="Nord")
HEAD = "kilde: Laget for testen.\n"
BEFOLKNING = (
    "id: barna\ntittel: Barn i kommunen\nserieslag: befolkning\nstorrelse: antall\n"
    "til_nokkeltall: {barn-0-17: [0–5 år, 6–17 år]}\nrader:\n"
    '  - {periode: "2024-01-01", akse: alder, kategori: 0–5 år, verdi: "4000"}\n'
    '  - {periode: "2024-01-01", akse: alder, kategori: 6–17 år, verdi: "8000"}\n'
    '  - {periode: "2024-01-01", akse: alder, kategori: Voksne, verdi: "90000"}\n'
)
BEMANNING = (
    'id: folk\ntittel: Bemanningen\nserieslag: bemanning\nstorrelse: arsverk\nperiode: "2024"\n'
    "til_nokkeltall: {fagutdanning: [Barnevernspedagog, Sosionom]}\nrader:\n"
    '  - {akse: utdanning, kategori: Barnevernspedagog, verdi: "30,5"}\n'
    '  - {akse: utdanning, kategori: Sosionom, verdi: "17,5"}\n'
    '  - {akse: utdanning, kategori: Annet, verdi: "6"}\n'
)
OKONOMI = (
    "id: penger\ntittel: Regnskapet\nserieslag: okonomi\nstorrelse: sum\nmaleenhet: tkr\n"
    "til_nokkeltall: {utgifter: [Regnskap]}\nrader:\n"
    '  - {periode: "2024", akse: post, kategori: Regnskap, verdi: "600"}\n'
    '  - {periode: "2024", akse: post, kategori: Budsjett, verdi: "550"}\n'
    '  - {periode: "2024-01", akse: post, kategori: Regnskap, verdi: "40"}\n'
)
FIGURES = ("dekning", "fagstillinger", "utgift_per_barn")


def counted(rot: Path, *serier: str) -> FigureOutcome:
    """24 children with hjelpetiltak."""
    skriv(hos(NORD, *(sak(tiltak("2024-02-01"), nummer=n) for n in range(1, 25))), rot / "uttrekk")  # type: ignore[arg-type]
    kommune = rot / "kommunen"
    (kommune / "serier").mkdir(parents=True)
    (kommune / "kommune.yaml").write_text('navn: Trondheim kommune\nkommunenummer: "5001"\n', "utf-8")
    (kommune / "enheter.yaml").write_text(units_of((NORD,)), "utf-8")
    for serie in serier:
        name = serie.split()[1]
        (kommune / "serier" / f"{name}.yaml").write_text(HEAD + serie, "utf-8")
    mappe, problems = read_folder(kommune)
    assert mappe is not None, problems
    inputs = ImportInputs(kilder=(rot / "uttrekk",), nokkel=rot / "nokkel", enheter=kommune / "enheter.yaml")
    request = FigureRequest(inputs=inputs, mappe=mappe, per=PER, tall=FIGURES)
    return run_figures(request, now=NOW, home=kommune, progress=None)


def row(outcome: FigureOutcome, tall: str, variant: str) -> Nokkelrad:
    found = [r for r in outcome.fakta.rader if (r.tall, r.variant, r.enhet, r.kommune) == (tall, variant, "", "")]
    (one,) = [r for r in found if r.periode_til.year == 2024]
    return one


def test_the_minimum_of_the_kommunemonitor(tmp_path: Path) -> None:
    found = counted(tmp_path, BEFOLKNING, BEMANNING, OKONOMI)
    coverage = row(found, "dekning", "hjelpetiltak")
    assert (coverage.teller, coverage.nevner, coverage.verdi) == (24, 12, 2.0), "2 of each 1 000 of 12 000 children"
    assert row(found, "fagstillinger", "per_1000").verdi == 4.0, "48 årsverk; grown-ups are not children"
    assert row(found, "utgift_per_barn", "barn_med_tiltak").verdi == 25.0, "600 tkr; the budget is no cost"
    assert row(found, "utgift_per_barn", "barn_0_17").verdi == 0.05
    assert not any(r.enhet for r in found.fakta.rader if r.tall == "dekning"), "nobody lives in a unit"


def test_without_the_series_it_is_said_what_lacks(tmp_path: Path) -> None:
    whole = BEFOLKNING.replace("til_nokkeltall: {barn-0-17: [0–5 år, 6–17 år]}\n", "")
    found = counted(tmp_path, whole)
    coverage = row(found, "dekning", "hjelpetiltak")
    assert (coverage.verdi, coverage.tilstand) == (None, Tilstand.IKKE_UNDERSOKT)
    assert "sier hva som er «barn-0-17» under «til_nokkeltall»" in coverage.merknad, "102 000 people are not children"
    why = dict(found.fakta.ikke_undersokt)
    assert (
        "ingen serie med slaget «bemanning» som sier hva som er «fagutdanning»"
        in why["Stillinger med fagutdanning for hver 1 000 barn"]
    )


def test_a_share_of_the_children_is_nothing_to_divide_on(tmp_path: Path) -> None:
    share = (
        'id: barna\ntittel: Barn\nserieslag: befolkning\nstorrelse: andel\nperiode: "2024"\n'
        'til_nokkeltall: {barn-0-17: []}\nrader: [{verdi: "18 %"}]\n'
    )
    coverage = row(counted(tmp_path, share), "dekning", "hjelpetiltak")
    assert (coverage.verdi, coverage.tilstand) == (None, Tilstand.IKKE_UNDERSOKT)
