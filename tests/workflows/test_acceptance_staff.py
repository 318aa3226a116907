"""Cases for each employee through the whole machine: documents on disk are imported and counted, and the staff stands
in a series beside them. The numbers are those of the sources, the cases are made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.workflows.figures_run import FigureRequest, run_figures
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.public_rows import made_public
from tests.figures.counted_cases import units_of
from tests.figures.small_cases import hos, sak, tiltak, undersokelse
from tests.oracle.tall.saker import Sted, skriv

pytestmark = pytest.mark.lang

PER, NOW = date(2024, 12, 31), datetime(2025, 1, 10, tzinfo=UTC)
LERKENDAL = Sted(kommune="5001", kommunenavn="Trondheim", bydel="01", vist="Lerkendal")
HEIMDAL = Sted(kommune="5001", kommunenavn="Trondheim", bydel="02", vist="Heimdal")
STAB = {  # konsulenter, mottak, ledere
    "Lerkendal": (2, 1, 1),
    "Heimdal": (1, 0, 0),
}
SERIEN = """\
id: bemanning
tittel: Bemanningen
serieslag: bemanning
storrelse: ansatte
periode: "2024"
kilde: Laget for testen.
har_saker: [Konsulent]
delt_pa: [rolle, enheter]
mal: [{tekst: Normen., retning: minst, enhet: Lerkendal, verdi: "5"}]
forhold:
  - {id: for-hver-leder, tittel: Saker for hver leder, tall: saker_apne, variant: tiltak_saker, akse: rolle,
     kategori: Leder}
rader:
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talt:
    rader: tuple[Nokkelrad, ...]

    def rad(self, lesning: str, enhet: str = "", tall: str = "saker_per_ansatt") -> Nokkelrad:
        found = [r for r in self.rader if (r.tall, r.variant, r.enhet) == (tall, lesning, enhet)]
        (row,) = [r for r in found if r.periode_til == PER and not r.gruppe and not r.kommune]
        return row


def _cases() -> list[object]:
    """19 cases with a tiltak and 9 with an undersokelse for each of two consultants; a unit with far fewer."""
    in_force = [sak(tiltak("2024-02-01"), nummer=n) for n in range(1, 39)]
    begun = [sak(undersokelse("2024-11-01"), nummer=n) for n in range(101, 119)]
    over = [sak(tiltak("2023-02-01", "2024-06-01"), nummer=201)]
    few = [sak(tiltak("2024-02-01"), nummer=n) for n in range(301, 305)]
    return [*hos(LERKENDAL, *in_force, *begun, *over), *hos(HEIMDAL, *few)]


@pytest.fixture(scope="module")
def uttrekket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saker")
    skriv(_cases(), folder / "uttrekk")  # type: ignore[arg-type]
    return folder


def _counted(uttrekket: Path, rot: Path, serie: str) -> Talt:
    rot.mkdir()
    (rot / "kommune.yaml").write_text('navn: Trondheim kommune\nkommunenummer: "5001"\n', "utf-8")
    (rot / "enheter.yaml").write_text(units_of((LERKENDAL, HEIMDAL)), "utf-8")
    if serie:
        (rot / "serier").mkdir()
        (rot / "serier" / "bemanning.yaml").write_text(serie, "utf-8")
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    request = FigureRequest(
        inputs=ImportInputs(kilder=(uttrekket / "uttrekk",), nokkel=uttrekket / "nokkel", enheter=rot / "enheter.yaml"),
        mappe=mappe,
        per=PER,
        tall=("saker_apne", "saker_per_ansatt", *(["bemanning"] if serie else [])),
    )
    return Talt(rader=run_figures(request, now=NOW, home=rot, progress=None).fakta.rader)


@pytest.fixture(scope="module")
def talt(uttrekket: Path, tmp_path_factory: pytest.TempPathFactory) -> Talt:
    roles = ("Konsulent", "Mottak", "Leder")
    rows = [
        f'  - {{enhet: {enhet}, akse: rolle, kategori: {rolle}, verdi: "{antall}"}}\n'
        for enhet, counts in STAB.items()
        for rolle, antall in zip(roles, counts, strict=True)
    ]
    return _counted(uttrekket, tmp_path_factory.mktemp("med") / "kommunen", SERIEN + "".join(rows))


def test_s0_14_nineteen_cases_and_nine_undersokelser_for_each_consultant(talt: Talt) -> None:
    row = talt.rad("tiltak_har_saker", "Lerkendal")
    assert (row.verdi, row.teller, row.nevner) == (19, 38, 2)
    assert "Bemanningen (Konsulent)" in row.kilde
    assert talt.rad("undersokelser_har_saker", "Lerkendal").verdi == 9
    assert talt.rad("tiltak_har_saker", "Heimdal").verdi == 4


def test_s0_14_of_all_is_all_cases_over_all_consultants_and_no_mean_of_the_units(talt: Talt) -> None:
    row = talt.rad("tiltak_har_saker")
    assert (row.teller, row.nevner, row.verdi) == (42, 3, 14)


def test_s0_17_the_norm_stands_beside_the_staff(talt: Talt) -> None:
    assert talt.rad("sum-rolle", "Lerkendal", "bemanning").verdi == 4
    assert talt.rad("mal", "Lerkendal", "bemanning").verdi == 5


def test_s1_47_what_stands_above_the_line_is_what_is_counted_as_open(talt: Talt) -> None:
    for enhet, antall in (("Lerkendal", 38), ("Heimdal", 4), ("", 42)):
        assert talt.rad("tiltak_saker", enhet, "saker_apne").verdi == antall
        assert talt.rad("tiltak_har_saker", enhet).teller == antall
    assert talt.rad("for-hver-leder", "Lerkendal", "bemanning").verdi == 38


def test_s1_48_without_intake_and_leaders_each_has_more(talt: Talt) -> None:
    for enhet in ("Lerkendal", ""):
        everybody, with_cases = (talt.rad(name, enhet).verdi for name in ("tiltak_alle", "tiltak_har_saker"))
        assert everybody is not None and with_cases is not None and with_cases > everybody
    assert talt.rad("tiltak_alle", "Lerkendal").verdi == 9.5
    assert talt.rad("tiltak_alle").verdi == pytest.approx(42 / 5)


def test_a_ratio_never_tells_the_public_the_cases_that_are_hidden(talt: Talt) -> None:
    """38 and 42 cases in print would tell of the unit with few."""
    few = [row for row in talt.rader if row.enhet == "Heimdal" and row.tall == "saker_per_ansatt"]
    assert all(row.n_saker is not None for row in few if row.tilstand is Tilstand.VERDI)
    printed = made_public([row for row in talt.rader if row.tall in ("saker_per_ansatt", "saker_apne")]).rader
    shown = {row.celle: row for row in printed if row.tall == "saker_per_ansatt"}
    hidden = [row for row in few if row.n_saker and row.n_saker < 10]
    assert hidden and all(shown[row.celle].tilstand is Tilstand.SKJULT for row in hidden)


@pytest.mark.parametrize(
    ("serie", "sagt"),
    [
        pytest.param("", "ingen serie med slaget «bemanning»", id="ingen serie"),
        pytest.param(
            SERIEN.replace("har_saker: [Konsulent]\n", "").partition("delt_pa")[0]
            + 'rader: [{verdi: "5", enhet: Heimdal}]\n',
            "ikke hvilke roller som har saker",
            id="ingen roller",
        ),
    ],
)  # fmt: skip
def test_without_staff_there_is_no_number_and_it_says_why(
    uttrekket: Path, tmp_path: Path, serie: str, sagt: str
) -> None:
    talt = _counted(uttrekket, tmp_path / "kommunen", serie)
    row = talt.rad("tiltak_har_saker", "Lerkendal")
    assert (row.verdi, row.tilstand) == (None, Tilstand.IKKE_UNDERSOKT)
    assert sagt in row.merknad
