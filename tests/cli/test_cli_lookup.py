"""From what a paper says to the cases in the journal system, and never a list of them where others look."""

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.extract.people.links import Link, write_links
from bvaudit.intake.result_rows import COLUMNS
from bvaudit.model.kortid import short_id

Do = Callable[..., tuple[int, str, str]]
CASES = [f"S-{n:02d}a1b2c3d4e5f6071829" for n in range(20)]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    """Type a command in a folder with ``rapport/resultater.csv``; the list of links is in ``hjem``."""
    home = tmp_path / "hjem"
    write_links(
        home / "koblingsliste.csv",
        [Link(pseudonym=case, type="sak", kilde_id=f"id-{case}", journalnummer=f"=J{case[2:4]}") for case in CASES],
    )
    here = tmp_path / "her"
    (here / "rapport").mkdir(parents=True)
    rows = [
        ("MEL-01", "lov", "Midtbyen", CASES[0], "ikke oppfylt"),
        ("MEL-01", "lov", "Midtbyen", CASES[0], "ikke oppfylt"),
        ("MEL-01", "ssb", "Midtbyen", CASES[1], "ikke oppfylt"),  # not the rule's standard
        ("MEL-01", "lov", "Midtbyen", CASES[2], "oppfylt"),
        ("MEL-01", "lov", "Nordre Ås", CASES[3], "ikke oppfylt"),
        *(("UND-03", "lov", "Midtbyen", case, "ikke oppfylt") for case in CASES[:10]),
    ]
    with (here / "rapport" / "resultater.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        for regel, variant, enhet, sak, utfall in rows:
            out.writerow({"regel": regel, "variant": variant, "enhet": enhet, "sak": sak, "utfall": utfall})
    monkeypatch.setenv("BVAUDIT_HJEM", str(home))
    monkeypatch.chdir(here)

    def typed(*argv: str) -> tuple[int, str, str]:
        code = run(["sla-opp", *argv])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return typed


def listed(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("typed", [CASES[4], short_id(CASES[4]), short_id(CASES[4])[:5].lower(), CASES[4][:5]])
def test_one_on_the_screen(typed: str, do: Do) -> None:
    code, out, err = do(typed)
    assert (code, err) == (0, "")
    assert out == (
        f"Dekknavn:        {short_id(CASES[4])}  ({CASES[4]})\n"
        f"Gjelder:         sak\nId i fagsystem:  id-{CASES[4]}\nJournalnummer:   =J04\n"
    )


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        pytest.param(["S-"], "«S-» passer til 20 dekknavn", id="for kort"),
        pytest.param(["S-f"], "«S-f» står ikke i koblingslisten", id="ukjent"),
        pytest.param([], "mangler et dekknavn", id="ingenting"),
        pytest.param(["S-1", "--avvik", "MEL-01"], "«DEKKNAVN» og «--avvik» kan ikke brukes sammen", id="to måter"),
        pytest.param(["--avvik", "MEL-01"], "mangler «--resultat MAPPE»", id="uten resultater"),
        pytest.param(["--enhet", "X", "--resultat", "rapport"], "ukjent enhet «X»", id="ukjent enhet"),
        pytest.param(
            ["--avvik", "TIL-02", "--resultat", "rapport"], "fant ingen slike avvik i rapport", id="uten avvik"
        ),
    ],
)
def test_what_cannot_be_looked_up(argv: list[str], problem: str, do: Do, tmp_path: Path) -> None:
    code, out, err = do(*argv)
    assert (code, out) == (2, "")
    assert err.startswith(f"feil: {problem}\n  hint: ")
    assert [p.name for p in (tmp_path / "hjem").iterdir()] == ["koblingsliste.csv"]


def test_an_avvik_by_the_standard_way_of_counting_each_case_once(do: Do) -> None:
    code, out, _ = do("--avvik", "mel-01", "--enhet", "midtbyen", "--resultat", "rapport", "--json")
    assert code == 0
    (row,) = json.loads(out)
    assert (row["pseudonym"], row["enhet"], row["regler"]) == (CASES[0], "Midtbyen", ["MEL-01"])


def test_many_are_one_list_beside_the_key_for_its_owner(do: Do, tmp_path: Path) -> None:
    code, out, err = do("--enhet", "Midtbyen", "--resultat", "rapport")
    path = tmp_path / "hjem" / "oppslag-midtbyen.csv"
    assert (code, err) == (0, "")
    assert out.startswith(f"10 saker er slått opp. Listen ligger i {path}, ")
    rows = listed(path)
    assert rows[0] == {
        "Dekknavn": short_id(CASES[0]),
        "Journalnummer": "'=J00",  # Excel must not reckon with it
        "Id i fagsystem": f"id-{CASES[0]}",
        "Enhet": "Midtbyen",
        "Regler": "MEL-01, UND-03",
    }
    assert len(rows) == 10
    if path.stat().st_uid:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    do("--enhet", "Midtbyen", "--resultat", "rapport")
    assert len(list(path.parent.glob("oppslag*"))) == 1  # the very same list
    path.write_text("noen har skrevet her", encoding="utf-8")
    do("--enhet", "Midtbyen", "--resultat", "rapport")
    assert path.read_text(encoding="utf-8") == "noen har skrevet her"
    assert len(listed(path.with_name("oppslag-midtbyen (2).csv"))) == 10


@pytest.mark.parametrize("ut", ["rapport", "rapport/liste.csv", "rapport/under/liste.csv"])
def test_never_among_the_results(ut: str, do: Do, tmp_path: Path) -> None:
    before = sorted((tmp_path / "her").rglob("*"))
    code, _, err = do("--enhet", "Midtbyen", "--resultat", "rapport", "--ut", ut)
    assert code == 2
    assert "kan ikke ligge sammen med resultatene i " in err
    assert sorted((tmp_path / "her").rglob("*")) == before


def test_never_in_the_municipalitys_folder(do: Do, tmp_path: Path) -> None:
    (tmp_path / "her" / "kommune.yaml").write_text("navn: Fjordvik\n", encoding="utf-8")
    code, _, err = do(CASES[0], "--ut", "liste.csv")
    assert code == 2
    assert "kan ikke ligge i kommunens mappe" in err
    assert not (tmp_path / "her" / "liste.csv").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_ids_from_a_file(encoding: str, do: Do, tmp_path: Path) -> None:
    content = f"Saker å rette – før påske\n{short_id(CASES[1])}\tE-postadresse; {CASES[2]}, {short_id(CASES[1])}\n"
    Path("liste.txt").write_text(content.replace("–", "-"), encoding=encoding)
    code, out, _ = do("liste.txt", "--json")
    assert code == 0
    assert [row["pseudonym"] for row in json.loads(out)] == [CASES[1], CASES[2]]


def test_ids_from_stdin(do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("s-03a1;noe\n\ns-04a1\n"))
    code, out, _ = do("-", "--json")
    assert (code, len(json.loads(out))) == (0, 2)


def test_a_workbook_is_no_list_of_ids(do: Do) -> None:
    Path("saker.xlsx").write_bytes(b"PK\x03\x04\0\0")
    code, _, err = do("saker.xlsx")
    assert code == 2 and err.startswith("feil: «saker.xlsx» er ikke en tekstfil\n")


def test_one_of_many_that_is_not_there_is_said_and_the_others_are_found(do: Do, tmp_path: Path) -> None:
    code, out, err = do(*CASES[:7], "S-ffff")
    assert code == 3
    assert err.startswith("feil: 1 av 8 dekknavn står ikke i koblingslisten: «S-ffff»\n")
    assert out.startswith("8 saker er slått opp")
    rows = listed(tmp_path / "hjem" / "oppslag.csv")
    assert rows[-1]["Dekknavn"] == "S-ffff" and rows[-1]["Journalnummer"] == ""


def test_results_that_are_something_else(do: Do) -> None:
    Path("rapport/resultater.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, _, err = do("--avvik", "MEL-01", "--resultat", "rapport")
    assert code == 3 and "er ikke resultatene fra en vurdering" in err
