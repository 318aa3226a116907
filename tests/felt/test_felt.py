"""Real-world inputs and the right result of each: what was typed, the rows that came out, and what the reader was told.

The inputs lie outside the project (``BVAUDIT_REFERANSE``/felt); each stands for a kind, and the kind has tests of its own
beside what reads it.
"""

import csv
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.cli.run import run

pytestmark = pytest.mark.lang

_REFERANSE = os.environ.get("BVAUDIT_REFERANSE", "")
FELT = Path(_REFERANSE) / "felt"
GRUNNLINJE = {"Nord": "0 av 1", "Sør": "1 av 1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """``andeler``: «brudd av vurderte» for the law's way of counting, by unit. ``utfall``: by object start and done."""

    kode: int
    ut: Path
    skjerm: str
    rader: tuple[dict[str, str], ...] = ()

    def andeler(self, regel: str = "MEL-01") -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for row in self.av(regel):
            found.setdefault(row["enhet"], []).append(row["utfall"])
        return {
            enhet: f"{sum(u == 'ikke oppfylt' for u in all_)} av {sum(u in ('oppfylt', 'ikke oppfylt') for u in all_)}"
            for enhet, all_ in found.items()
        }

    def av(self, regel: str) -> list[dict[str, str]]:
        return [row for row in self.rader if row["regel"] == regel and row["variant"] == "lov"]

    @property
    def dager(self) -> list[tuple[str, str, str]]:
        return sorted((r["start_dato"], r["faktisk_dato"], r["utfall"]) for r in self.av("MEL-01"))

    @property
    def datakvalitet(self) -> str:
        return json.dumps(json.loads(self.skjerm).get("datakvalitet", []), ensure_ascii=False)


def judge(navn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ran:
    if not FELT.is_dir():
        pytest.skip("BVAUDIT_REFERANSE viser ikke til en mappe med «felt»")
    kilde = tmp_path / "inn"
    shutil.copytree(FELT / navn, kilde)
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(kilde)
    archives = list(kilde.glob("*.zip"))
    alone = len(list(kilde.iterdir())) == 1 and archives
    uttrekk = str(archives[0].name) if alone else "u" if (kilde / "u").is_dir() else "."
    argv = ["vurder", "--uttrekk", uttrekk, "--per", "2025-12-31", "--periode", "alle", "--ut", str(tmp_path / "ut")]
    for option in ("kart", "enheter"):
        argv += [f"--{option}", f"{option}.yaml"] if (kilde / f"{option}.yaml").exists() else []
    kode = run(argv)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    results = tmp_path / "ut" / "resultater.csv"
    rader: tuple[dict[str, str], ...] = ()
    if results.exists():
        with results.open(encoding="utf-8", newline="") as file:
            rader = tuple(csv.DictReader(file))
    assert (kode == 0) == bool(rader), "refused means nothing written"
    # The screen folds long sentences; the words are what is compared.
    return Ran(kode=kode, ut=tmp_path / "ut", skjerm=re.sub(r"\s+", " ", shown.out + shown.err), rader=rader)


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    return lambda navn: judge(navn, tmp_path, monkeypatch, capsys)


F1, F2 = ("2025-01-06", "2025-01-10", "oppfylt"), ("2025-02-03", "2025-02-14", "ikke oppfylt")


@pytest.mark.parametrize(
    ("navn", "andeler"),
    [
        *((n, GRUNNLINJE) for n in ("e00-grunnlinje", "e02b-totalrad-bare-saker", "e03-skjult-rad-filter", "e05-1904")),
        *((n, GRUNNLINJE) for n in ("e04-skjult-ark", "e13-dato-med-klokkeslett", "f15-tabell-med-totalrad")),
        ("f01-bruktomraade-hjorne", GRUNNLINJE),
        ("c01-cp1252", {"Østre": "0 av 1", "Ås": "1 av 1"}),
        ("c03-cp850", {"Østre": "0 av 1", "Ås": "1 av 1"}),
        ("c13-likhetstegn", {"Østre": "0 av 1", "Ås": "1 av 1"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_cases_and_two_units(do, navn: str, andeler: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    ran = do(navn)
    if ran.kode:  # where a refusal is right too, it says which row or which characters
        assert 2 <= ran.kode <= 5
        assert navn in ("e02b-totalrad-bare-saker", "c03-cp850", "f01-bruktomraade-hjorne", "e13-dato-med-klokkeslett")
        assert re.search(r"A4|tegn|for stor|XFD|C3", ran.skjerm)
        assert "C2" not in ran.skjerm and "D2" not in ran.skjerm
        return
    assert ran.andeler() == andeler
    assert ran.dager == [F1, F2]


def test_a_formula_without_a_stored_value_is_no_breach(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("e01-formel-uten-verdi")
    assert not any(row["utfall"] == "ikke oppfylt" for row in ran.av("MEL-01"))
    assert "D2" in ran.skjerm and "D3" in ran.skjerm


def test_a_formula_with_a_stored_empty_text(do) -> None:  # type: ignore[no-untyped-def]
    assert do("f04-formler-beregnet").dager == [F1, ("2025-02-03", "", "ikke oppfylt")]


def test_a_hidden_row_is_told(do) -> None:  # type: ignore[no-untyped-def]
    assert re.search(r"skjult", do("e03-skjult-rad-filter").skjerm)


def test_an_open_end(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("e15-aapen-sluttdato")
    if ran.kode:
        assert "tomme" in ran.skjerm
    else:
        assert {row["faktisk_dato"] for row in ran.av("MEL-01")} == {""}


def test_spellings_are_one_unit_or_warned_of(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("e23-enhet-skrivemaater")
    assert ran.kode == 0
    assert re.search(r"store bokstaver|skrivem", ran.skjerm)


def test_an_id_in_a_merged_cell_is_refused_with_its_cells(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("f08-sammenslatt-saksid")
    assert 2 <= ran.kode <= 5 and "A2" in ran.skjerm and "A3" in ran.skjerm


def test_headings_without_rows(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("c18-tom-fil")
    assert 2 <= ran.kode <= 5 and "ingen rader" in ran.skjerm


ENDRET = ("2025-03-03", "2025-03-07", "oppfylt")
ANDRE = ("2025-03-03", "2025-03-20", "ikke oppfylt")


@pytest.mark.parametrize(
    ("navn", "dager", "utelatt"),
    [
        ("00-grunnlinje", [ENDRET], None),
        ("v01-v5-grunnlinje", [ENDRET], None),
        ("x05-dato-sone", [("2025-03-03", "2025-03-10", "oppfylt")], None),
        ("z01-omvendt-skraastrek", [ENDRET, ANDRE], None),
        ("z03-mac-rusk", [ENDRET], None),
        ("z07-gz", None, None),
        ("z12-tom-fil-blant-gode", None, 1),
        ("z15-skadet-zip-blant-gode", None, 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_documents(do, navn: str, dager: list[tuple[str, str, str]] | None, utelatt: int | None) -> None:  # type: ignore[no-untyped-def]
    ran = do(navn)
    assert ran.kode == 0
    if dager is not None:
        assert ran.dager == dager
    if utelatt is not None:
        assert left_out(ran.ut) == utelatt
    if navn == "z07-gz":
        assert len(ran.av("MEL-01")) + left_out(ran.ut) == 2


def left_out(ut: Path) -> int:
    """What the register says of it."""
    from openpyxl import load_workbook

    book = load_workbook(ut / "avviksregister.xlsx", read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            texts = [str(cell) for cell in row if cell is not None]
            for n, text in enumerate(texts):
                if text == "Dokumenter utelatt":
                    return 0 if texts[n + 1] == "Ingen" else int(re.match(r"\d+", texts[n + 1])[0])  # type: ignore[index]
    raise AssertionError("the register does not say what was left out")


def test_unknown_packing_says_so(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("z18-deflate64")
    assert "pakket på en måte" in ran.skjerm or "pakk" in ran.skjerm
    assert "skadet" not in ran.skjerm
    if ran.kode == 0:
        assert left_out(ran.ut) == 1


def test_units_with_one_name_stay_apart(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("m06-enheter-samme-navn")
    assert sorted(ran.andeler().values()) == ["0 av 1", "1 av 1"]
    assert len(list(ran.ut.glob("handlingsplan-*.docx"))) == 2


def test_a_municipality_split_in_two(do) -> None:  # type: ignore[no-untyped-def]
    andeler = do("m01-aalesund-haram").andeler()
    assert {navn: andel for navn, andel in andeler.items() if navn in ("Ålesund", "Haram")} == {
        "Ålesund": "0 av 1",
        "Haram": "1 av 1",
    }


def test_no_false_alarm(do) -> None:  # type: ignore[no-untyped-def]
    assert "journalnumre" not in do("e00-grunnlinje").skjerm


def test_the_year_one_is_unknown(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("x09c-minverdi-mottatt")
    assert [row["utfall"] for row in ran.av("MEL-01")] == ["uavklart"]


def test_a_foster_home_nobody_has_supervised(do) -> None:  # type: ignore[no-untyped-def]
    assert [row["utfall"] for row in do("x09e-fosterhjem-grunnlinje").av("TIL-02")] == ["ikke oppfylt"]


@pytest.mark.parametrize(
    ("navn", "sier"),
    [
        ("x01-standardnavnerom", "navnerom"),
        ("x11-omslag", "innsendinger|innsending for seg|en per fil|én per fil"),
        ("x04b-utf16-feil-deklarasjon", "(?i)utf-16"),
        ("k01-kostra-15f", "KOSTRA"),
    ],
)
def test_one_sentence_says_what_it_is(do, navn: str, sier: str) -> None:  # type: ignore[no-untyped-def]
    ran = do(navn)
    if ran.kode == 0:
        assert navn in ("x01-standardnavnerom", "x11-omslag", "x04b-utf16-feil-deklarasjon")
        assert ENDRET in ran.dager
        return
    assert re.search(sier, ran.skjerm)
    assert ran.skjerm.count("feil [") <= 2


def test_no_name_of_a_child_in_any_file(do) -> None:  # type: ignore[no-untyped-def]
    ran = do("p01-fnr-i-filnavn")
    for path in ran.ut.rglob("*"):
        if path.is_file():
            assert not {b"Kari", b"Nordli", b"02011000100"} & set(words(path)), path.name


def words(path: Path) -> list[bytes]:
    import zipfile

    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    return [word for word in (b"Kari", b"Nordli", b"02011000100") if word in data]


@pytest.mark.parametrize("navn", ["w00-grunnlinje", "w08-felt-mergefield", "w09-koblet-mal", "w10-skjemabeskyttelse"])
def test_a_letterhead_that_can_be_used(navn: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not FELT.is_dir():
        pytest.skip("BVAUDIT_REFERANSE viser ikke til en mappe med «felt»")
    kode = run(["mal", "sjekk", str(FELT / navn / "brev.docx")])
    shown = capsys.readouterr()
    assert kode == 0, shown.out + shown.err
    assert navn != "w10-skjemabeskyttelse" or "advarsel" in shown.out + shown.err


@pytest.mark.parametrize("navn", ["w13-tekstboks", "w14-i-topptekst"])
def test_a_letterhead_where_the_plan_cannot_be_read(navn: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not FELT.is_dir():
        pytest.skip("BVAUDIT_REFERANSE viser ikke til en mappe med «felt»")
    kode = run(["mal", "sjekk", str(FELT / navn / "brev.docx")])
    shown = capsys.readouterr()
    assert kode != 0 or "advarsel" in shown.out + shown.err
