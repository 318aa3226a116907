"""A frozen draw on disk: the same bytes every time, back unchanged, and never used when someone has touched it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.diagnostics import Problem
from bvaudit.errors import SurroundingsError
from bvaudit.loading.content.utvalg import read_frame, read_utvalg
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.utvalg_files import write_utvalg
from bvaudit.stats.draw import draw, replay

FASIT = Path(__file__).parent / "utvalg_fasit"
NAVN = ("ramme.csv", "utvalg.csv", "utvalg.yaml")
RAMME = tuple(
    FrameCase(enhet=enhet, sak=f"SAK-{n:03}")
    for enhet, antall in (("Østbyen", 9), ("Lerkendal", 4), ("=Heimdal", 1))
    for n in range(1, antall + 1)
)

# Everything a name or a filter may hold; line breaks and the like are refused before there is a draw.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)
names = texts.map(lambda text: text.replace(";", "'"))


def et_utvalg(frame: tuple[FrameCase, ...] = RAMME, **felt: str) -> Utvalg:
    given: dict[str, str] = {"uttrekk": "ab" * 32, "programversjon": "0.1.0", "filter": "undersøkelser, 2024", **felt}
    return draw(frame, seed="trondheim-2025", per_enhet=3, reserve=2, **given)  # type: ignore[arg-type]


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    write_utvalg(et_utvalg(), tmp_path, frame=RAMME)
    return tmp_path


def koder(problems: list[Problem]) -> list[str]:
    return [problem.kode for problem in problems]


def forge(mappe: Path, name: str, change: Callable[[str], str]) -> None:
    """Changes a file and the sha256 that vouches for it, as someone who knows the format would."""
    file, vouching = mappe / name, mappe / "utvalg.yaml"
    before = file.read_bytes()
    after = change(before.decode("utf-8")).encode("utf-8")
    assert before != after
    file.write_bytes(after)
    old, new = (hashlib.sha256(content).hexdigest().encode() for content in (before, after))
    vouching.write_bytes(vouching.read_bytes().replace(old, new))


def test_the_files_are_the_ones_written_down(mappe: Path) -> None:
    for name in NAVN:
        # A working copy on Windows may have got other line ends; the program's own bytes never have.
        assert (mappe / name).read_bytes() == (FASIT / name).read_bytes().replace(b"\r\n", b"\n"), name
    assert sorted(file.name for file in mappe.iterdir()) == list(NAVN)


def test_what_is_written_is_read_back(mappe: Path) -> None:
    assert read_utvalg(mappe / "utvalg.yaml") == (et_utvalg(), [])
    frame, problems = read_frame(mappe)
    assert (sorted(frame, key=repr), problems) == (sorted(RAMME, key=repr), [])
    assert replay(et_utvalg(), frame) == []


@settings(deadline=None)
@given(enhet=names, sak=names, annen=names, filter=texts)
def test_any_name_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, enhet: str, sak: str, annen: str, filter: str
) -> None:
    folder = tmp_path_factory.mktemp("utvalg")
    frame = tuple({FrameCase(enhet=enhet, sak=sak), FrameCase(enhet=annen, sak=sak), FrameCase(enhet=enhet, sak=annen)})
    utvalg = et_utvalg(frame, filter=filter)
    write_utvalg(utvalg, folder, frame=frame)
    assert read_utvalg(folder) == (utvalg, [])
    assert replay(utvalg, read_frame(folder)[0]) == []


@pytest.mark.parametrize("navn", ["=1+1", "+4", "-2", "@x", " =A1", "'-2", "'"])
def test_excel_never_sees_a_formula(tmp_path: Path, navn: str) -> None:
    frame = (FrameCase(enhet=navn, sak=navn),)
    write_utvalg(et_utvalg(frame), tmp_path, frame=frame)
    for name in ("utvalg.csv", "ramme.csv"):
        row = (tmp_path / name).read_text(encoding="utf-8-sig").splitlines()[1]
        assert all(cell[0] not in "=+-@ " for cell in row.split(";"))
    assert read_utvalg(tmp_path)[0] == et_utvalg(frame)


def test_writing_the_same_draw_again_changes_nothing(mappe: Path) -> None:
    before = {name: (mappe / name).read_bytes() for name in NAVN}
    write_utvalg(et_utvalg(), mappe, frame=reversed(RAMME))
    assert {name: (mappe / name).read_bytes() for name in NAVN} == before


def test_another_draw_never_replaces_a_frozen_one(mappe: Path) -> None:
    before = {name: (mappe / name).read_bytes() for name in NAVN}
    with pytest.raises(SurroundingsError, match="har allerede et annet utvalg"):
        write_utvalg(et_utvalg(filter="noe annet"), mappe, frame=RAMME)
    assert {name: (mappe / name).read_bytes() for name in NAVN} == before


def test_a_frame_that_was_not_drawn_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        write_utvalg(et_utvalg(), tmp_path / "ny", frame=RAMME[1:])
    assert not (tmp_path / "ny").exists()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ikke en mappe", encoding="utf-8")
    with pytest.raises(SurroundingsError, match="får ikke skrevet"):
        write_utvalg(et_utvalg(), tmp_path / "fil", frame=RAMME)


@pytest.mark.parametrize("navn", ["utvalg.csv", "ramme.csv"])
@pytest.mark.parametrize(
    "endre",
    [
        pytest.param(lambda content: content.replace(b"SAK-001", b"SAK-999"), id="en sak er byttet"),
        pytest.param(lambda content: content[:-1], id="siste tegn er borte"),
        pytest.param(lambda content: content.replace(b"\n", b"\r\n"), id="lagret på nytt i Excel"),
        pytest.param(lambda content: content + b"\xff", id="noe er lagt til"),
        pytest.param(lambda content: b"", id="tømt"),
    ],
)
def test_a_changed_file_is_seen(mappe: Path, navn: str, endre: Callable[[bytes], bytes]) -> None:
    content = (mappe / navn).read_bytes()
    changed = endre(content)
    if changed == content:
        changed = content.replace(b"SAK-002", b"SAK-998")
    (mappe / navn).write_bytes(changed)
    utvalg, problems = read_utvalg(mappe)
    assert utvalg is None and koder(problems) == ["endret-fil"]
    assert problems[0].sted.fil == str(mappe / navn)
    assert problems[0].tekst == f"«{navn}» er endret etter at sakene ble trukket"


def test_all_faults_are_reported_at_once(mappe: Path) -> None:
    (mappe / "utvalg.csv").unlink()
    (mappe / "ramme.csv").write_bytes(b"enhet;sak\n")
    utvalg, problems = read_utvalg(mappe)
    assert utvalg is None and koder(problems) == ["endret-fil", "mangler-fil"]
    assert read_frame(mappe) == ((), problems)


def test_a_folder_without_a_draw_is_a_problem(tmp_path: Path) -> None:
    utvalg, problems = read_utvalg(tmp_path)
    assert utvalg is None and len(problems) == 1


@pytest.mark.parametrize(
    ("navn", "endre", "ventet"),
    [
        pytest.param("ramme.csv", lambda t: t + "Ny;x\n", ["endret-ramme", "endret-ramme"], id="en sak mer i rammen"),
        pytest.param("ramme.csv", lambda t: t.replace("SAK-003", "X"), ["endret-ramme"], id="en annen sak i rammen"),
        pytest.param(
            "ramme.csv", lambda t: t.replace("enhet;sak", "sak;enhet"), ["feil-kolonner"], id="andre kolonner"
        ),
        pytest.param("ramme.csv", lambda t: t + "bare ett felt\n", ["feil-kolonner"], id="for få felter"),
        pytest.param("ramme.csv", lambda t: "\ufeff", ["feil-kolonner"], id="tom fil"),
        pytest.param("ramme.csv", lambda t: t + 'A;"x\n', ["ulesbar-fil"], id="anførselstegn uten slutt"),
        pytest.param(
            "utvalg.csv", lambda t: t.replace(";1;", ";først;"), ["verdi-type"] * 3, id="plass er ikke et tall"
        ),
        pytest.param("utvalg.csv", lambda t: t.replace("reserve", "vara"), ["verdi-valg"] * 3, id="ukjent rolle"),
    ],
)
def test_forged_files_are_judged_by_what_they_say(
    mappe: Path, navn: str, endre: Callable[[str], str], ventet: list[str]
) -> None:
    forge(mappe, navn, endre)
    utvalg, problems = read_utvalg(mappe)
    assert utvalg is None and koder(problems) == ventet


def test_a_well_made_forgery_does_not_replay(mappe: Path) -> None:
    """The reader cannot know; the draw itself tells."""
    sak = next(s for s in et_utvalg().trekk if s.enhet == "Østbyen" and s.plass == 1)
    forge(mappe, "utvalg.csv", lambda text: text.replace(f"Østbyen;1;trukket;{sak.sak};", "Østbyen;1;trukket;SAK-777;"))
    utvalg, problems = read_utvalg(mappe)
    assert utvalg is not None and problems == []
    assert replay(utvalg, read_frame(mappe)[0]) == ["«Østbyen»: 1 plass stemmer ikke, den første er plass 1"]


@pytest.mark.parametrize(
    ("fra", "til", "ventet"),
    [
        pytest.param("per_enhet: 3", "per_enhet: tre", "verdi-type", id="antallet er ikke et tall"),
        pytest.param("reserve: 2", "reserv: 2", "ukjent-nokkel", id="nøkkelen er skrevet feil"),
        pytest.param('metode: "sha256-fro-sak/1"\n', "", "mangler-nokkel", id="metoden mangler"),
        pytest.param('fro: "trondheim-2025"', "fro: [", "", id="ikke lesbar"),
        pytest.param('ramme_sha256: "', 'ramme_sha256: "x', "verdi-sha256", id="feil form på kjennetegnet"),
    ],
)
def test_damaged_metadata_is_a_problem_with_a_line(mappe: Path, fra: str, til: str, ventet: str) -> None:
    file = mappe / "utvalg.yaml"
    text = file.read_text(encoding="utf-8")
    assert fra in text
    file.write_text(text.replace(fra, til), encoding="utf-8")
    utvalg, problems = read_utvalg(mappe)
    assert utvalg is None and problems[0].sted.linje is not None
    assert ventet in koder(problems) or not ventet


def test_no_problem_names_a_case(mappe: Path) -> None:
    forge(mappe, "utvalg.csv", lambda text: text.replace("reserve", "vara").replace(";1;", ";x;"))
    assert "SAK-" not in "".join(map(str, read_utvalg(mappe)[1]))


def test_a_changed_seed_is_seen_in_replay(mappe: Path) -> None:
    file = mappe / "utvalg.yaml"
    file.write_bytes(file.read_bytes().replace(b'fro: "trondheim-2025"', b'fro: "trondheim-2026"'))
    utvalg, _ = read_utvalg(mappe)
    assert utvalg == replace(et_utvalg(), fro="trondheim-2026")
    assert replay(utvalg, RAMME)
