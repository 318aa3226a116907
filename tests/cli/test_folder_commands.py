"""The municipality's folder from the command line: made, found from below, and what is not said taken from it."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import ARBEID, INNHOLD

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAME = "Barnevern i Ål – prøve"
MADE = ("--navn", "Fjordvik", "--kommunenummer", "9999")

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    """Type a command in an empty folder, with an empty home; returns exit code, stdout and stderr."""
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)

    def typed(*argv: str) -> tuple[int, str, str]:
        code = run(argv)
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return typed


@pytest.fixture
def folder(do: Do, tmp_path: Path) -> Path:
    """A new folder with the example's units, map and sheets in it."""
    assert do("start", NAME, *MADE)[0] == 0
    for name in ("enheter.yaml", "kart.yaml"):
        shutil.copy(EXAMPLES / name, tmp_path / NAME / name)
    for path in (EXAMPLES / "regneark").iterdir():
        shutil.copy(path, tmp_path / NAME / "uttrekk" / path.name)
    return tmp_path / NAME


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Answering(io.StringIO):
    def isatty(self) -> bool:
        return True


def answering(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", Answering("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)


# --- start -----------------------------------------------------------------------------------------------------------


def test_start_makes_a_whole_folder(do: Do, tmp_path: Path) -> None:
    code, out, err = do("start", NAME, *MADE)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Kommunens mappe er laget: {NAME}"
    assert f"Neste: legg filen fra fagsystemet i {Path(NAME, 'uttrekk')}" in out
    mappe, problems = read_folder(tmp_path / NAME)
    assert problems == []
    assert mappe is not None
    assert mappe.kommune.navn == "Fjordvik"
    assert {p.name for p in (tmp_path / NAME).iterdir() if p.is_dir()} == {*INNHOLD, *ARBEID}


def test_every_answer_can_be_an_option(do: Do, tmp_path: Path) -> None:
    more = ("--partner", "Øyane 9998", "--enhet", "Østbyen 01", "--enhet", "Øyane 9998", "--enhet", "Akutt 999999999")
    assert do("start", "m", *MADE, *more, "--sprak", "nb", "--dokumentklasse", "Intern: «les»")[0] == 0
    mappe, problems = read_folder(tmp_path / "m")
    assert problems == []
    assert mappe is not None
    assert [(p.navn, p.kommunenummer) for p in mappe.kommune.partnere] == [("Øyane", "9998")]
    assert mappe.kommune.dokumentklasse == "Intern: «les»"
    assert mappe.enheter is not None
    from bvaudit.loading.content.enheter import load_enheter

    enheter, problems = load_enheter(mappe.enheter)
    assert problems == []
    assert enheter is not None
    assert [(e.id, e.navn) for e in enheter.enheter] == [("ostbyen", "Østbyen"), ("oyane", "Øyane"), ("akutt", "Akutt")]
    assert enheter.enheter[2].kilder[0].organisasjonsnummer == "999999999"


def test_five_questions_on_a_terminal(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "Fjordvik", "Fjordvik 9999", "Øyane 9998, Ås 9997", "Østbyen 01", "", "")
    code, _, err = do("start", NAME)
    assert code == 0
    assert err.count("Svar: ") == 6  # the first answer had no number, and was asked for again
    assert "Svaret skal være et navn og et kommunenummer, fant «Fjordvik»." in err
    mappe, _ = read_folder(tmp_path / NAME)
    assert mappe is not None
    assert [p.navn for p in mappe.kommune.partnere] == ["Øyane", "Ås"]
    assert (mappe.kommune.sprak, mappe.brevmal, mappe.enheter) == ("nb", None, tmp_path / NAME / "enheter.yaml")


def test_a_window_that_closes_makes_nothing(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "Fjordvik 9999")
    assert do("start", NAME)[0] == 130
    assert not (tmp_path / NAME).exists()


def test_without_a_person_name_and_number_must_be_given(do: Do, tmp_path: Path) -> None:
    code, _, err = do("start", NAME, "--navn", "Fjordvik")
    assert code == 2
    assert err == (
        "feil: mangler «--kommunenummer NUMMER»\n"
        f'  hint: skriv for eksempel: bvaudit start "{NAME}" --navn Fjordvik --kommunenummer 9999\n'
    )
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(("--kommunenummer", "99"), "«--kommunenummer» skal være et kommunenummer, fant «99»", id="nummer"),
        pytest.param(("--navn", "=1+1"), "«--navn» skal være et navn", id="formel"),
        pytest.param(
            ("--partner", "Vik"), "«--partner» skal være et navn og et kommunenummer, fant «Vik»", id="partner"
        ),
        pytest.param(("--partner", "Vik 9999"), "«--partner» har samme kommunenummer to ganger: 9999", id="seg selv"),
        pytest.param(("--enhet", "Øst 123"), "«--enhet» skal være et navn og et nummer, fant «Øst 123»", id="enhet"),
        pytest.param(
            ("--enhet", "Øst 01", "--enhet", "øst 02"),
            "«--enhet» har to enheter som heter nesten det samme: «øst»",
            id="to like enheter",
        ),
        pytest.param(("--sprak", "en"), "«--sprak» skal være nb eller nn, fant «en»", id="språk"),
        pytest.param(("--brevmal", "b.docx"), "«--brevmal» skal være en Word-fil, fant «b.docx»", id="brevmal"),
    ],
)
def test_an_answer_that_cannot_be_used(given: tuple[str, ...], told: str, do: Do, tmp_path: Path) -> None:
    code, _, err = do("start", "m", *MADE, *given)
    assert code == 2
    assert err.splitlines()[0] == f"feil: {told}"
    assert not (tmp_path / "m").exists()


def test_the_letterhead_is_copied_and_checked(do: Do, tmp_path: Path) -> None:
    template = EXAMPLES.parent / "templates" / "dokument.docx"
    shutil.copy(template, tmp_path / "brev ø.docx")
    assert do("start", "m", *MADE, "--brevmal", "brev ø.docx")[0] == 0
    mappe, _ = read_folder(tmp_path / "m")
    assert mappe is not None
    assert mappe.brevmal == tmp_path / "m" / "maler" / "brev ø.docx"
    (tmp_path / "feil.docx").write_bytes(b"ikke Word")
    code, _, err = do("start", "n", *MADE, "--brevmal", "feil.docx")
    assert code == 3
    assert "brevmalen kan ikke brukes" in err
    assert not (tmp_path / "n").exists()


def test_nothing_that_is_there_is_touched(do: Do, folder: Path) -> None:
    (folder / "LES-MEG.txt").write_text("vårt eget", encoding="utf-8")
    shutil.rmtree(folder / "tilsyn")
    before = files(folder)
    code, _, err = do("start", NAME, *MADE)
    assert code == 2
    assert f"«{NAME}» er kommunens mappe fra før (Fjordvik)" in err
    assert f'bvaudit start "{NAME}" --fyll-ut' in err
    code, out, _ = do("start", NAME, "--fyll-ut")
    assert (code, out.splitlines()[:2]) == (0, [f"1 ting manglet i {NAME} og er laget:", "  tilsyn/"])
    assert files(folder) == before
    code, _, err = do("start", NAME, "--fyll-ut", "--enhet", "Øst 01")
    assert code == 2
    assert "svarene brukes bare når mappen er ny" in err
    assert do("start", NAME, "--fyll-ut")[1].splitlines()[0] == f"Ingenting mangler i {NAME}"


def test_a_folder_with_other_things_is_left_alone_unless_asked(do: Do, tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "brev.txt").write_text("x", encoding="utf-8")
    code, _, err = do("start", "m", *MADE)
    assert (code, err.splitlines()[0]) == (2, "feil: «m» er ikke tom")
    assert do("start", "m", *MADE, "--fyll-ut")[0] == 0
    assert (tmp_path / "m" / "brev.txt").read_text(encoding="utf-8") == "x"
    code, _, err = do("start", "m/brev.txt", *MADE)
    assert (code, err.splitlines()[0]) == (2, f"feil: «{Path('m/brev.txt')}» er en fil")


def test_a_folder_inside_another_is_told(do: Do, folder: Path) -> None:
    code, _, err = do("start", f"{NAME}/prøve", *MADE)
    assert code == 0
    assert err == f"Mappen ligger inni en annen kommunes mappe: {folder}. Kommandoer her bruker den nærmeste.\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rettigheter gjelder ikke her")
def test_a_place_that_cannot_be_written(do: Do, tmp_path: Path) -> None:
    (tmp_path / "lukket").mkdir(mode=0o500)
    code, _, err = do("start", "lukket/m", *MADE)
    assert code == 4
    assert err.startswith("feil: fikk ikke tilgang til")


@pytest.mark.lang
@pytest.mark.skipif(os.name != "posix", reason="skriptet er for bash")
def test_the_script_opens_where_it_lies_and_shows_status(do: Do, folder: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent), "BVAUDIT_HJEM": str(tmp_path / "hjem")}
    script = folder / ("Start bvaudit.command" if sys.platform == "darwin" else "start-bvaudit.sh")
    typed = "bvaudit --versjon\nexit\n"
    done = subprocess.run([script], input=typed, capture_output=True, text=True, encoding="utf-8", cwd="/", env=env)
    assert done.stdout.startswith("Fjordvik (9999), slik det står ")
    assert "Neste: bvaudit vurder\n" in done.stdout
    assert "\nbvaudit " in done.stdout.split("Lukk vinduet til slutt.")[1]


# --- what is taken from the folder -----------------------------------------------------------------------------------


@pytest.mark.lang
@pytest.mark.parametrize("under", ["", "uttrekk", "tilsyn"])
def test_vurder_needs_no_paths_in_the_folder(under: str, do: Do, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / under)
    code, out, err = do("vurder")
    assert code == 0
    assert err.splitlines()[0] == f"Kommunens mappe: {folder} (Fjordvik)"
    assert out.rstrip().endswith("Neste: bvaudit status")
    assert (folder / "uttrekk" / "2025-12-31" / "manifest.json").is_file()
    made = {p.name for p in (folder / "revisjoner" / "2025-12-31" / "resultat").iterdir()}
    assert {"avviksregister.xlsx", "handlingsplan-nordre-fjordvik.docx"} <= made  # the units are the folder's own
    code, out, _ = do("status")
    assert "Dette er ikke lest inn" not in out
    assert "saker.csv er lest inn, og har navn og fødselsnummer i seg" in out


@pytest.mark.lang
def test_what_has_been_imported_is_not_imported_again(do: Do, folder: Path) -> None:
    assert do("importer", "--mappe", NAME)[0] == 0
    code, _, err = do("importer", "--mappe", NAME)
    assert code == 2
    assert "alt som ligger i" in err
    (folder / "uttrekk" / "saker.csv").unlink()  # the sources are gone, and the snapshot is what counts
    assert do("vurder", "--mappe", NAME)[0] == 0
    assert [p.name for p in (folder / "uttrekk").iterdir() if p.is_dir()] == ["2025-12-31"]
    code, _, _ = do("utvalg", "--mappe", NAME, "--per-enhet", "2", "--navn", "Vår 2026")
    assert code == 0
    assert (folder / "revisjoner" / "var-2026" / "utvalg" / "utvalg.yaml").is_file()
    drawn = str(folder / "revisjoner" / "var-2026" / "utvalg" / "utvalg.yaml")
    assert do("vurder", "--mappe", NAME, "--utvalg", drawn)[0] == 0
    assert (folder / "revisjoner" / "var-2026" / "resultat" / "avviksregister.xlsx").is_file()


def test_what_was_read_in_is_told_also_when_the_run_stops(do: Do, folder: Path) -> None:
    (folder / "revisjoner" / "2025-12-31" / "resultat").mkdir(parents=True)
    (folder / "revisjoner" / "2025-12-31" / "resultat" / "avviksregister.xlsx").write_bytes(b"x")
    code, _, err = do("vurder", "--mappe", NAME)
    assert code == 4
    assert "Ny nøkkel er laget i" in err
    assert "Uttrekket er lest inn og ligger i" in err
    assert (folder / "uttrekk" / "2025-12-31").is_dir()


@pytest.mark.lang
def test_explicit_paths_win(do: Do, folder: Path, tmp_path: Path) -> None:
    source, units = str(EXAMPLES / "regneark"), tmp_path / "andre.yaml"
    units.write_text('enheter:\n  - {id: alle, navn: Alle barn, kilder: [{kommunenummer: "9999"}]}\n', encoding="utf-8")
    argv = ("vurder", "--mappe", NAME, "--uttrekk", source, "--ut", "ut", "--enheter", str(units))
    assert do(*argv)[0] == 0
    assert (tmp_path / "ut" / "handlingsplan-alle-barn.docx").is_file()
    assert list((folder / "revisjoner").iterdir()) == []
    assert [p.name for p in (folder / "uttrekk").iterdir() if p.is_dir()] == []


@pytest.mark.lang
def test_the_letterhead_and_own_content_of_the_folder_are_used(do: Do, folder: Path) -> None:
    letterhead = docx.Document()
    letterhead.add_paragraph("Fjordvik kommune, postboks 1")
    letterhead.add_paragraph("[[INNHOLD]]")
    letterhead.save(str(folder / "maler" / "brev.docx"))
    said = (folder / "kommune.yaml").read_text(encoding="utf-8")
    (folder / "kommune.yaml").write_text(
        said.replace("# brevmal:", "brevmal:").replace("# roller:", "roller:"), encoding="utf-8"
    )
    tilsyn = (EXAMPLES / "demo" / "tilsyn" / "tilsyn-fjordvik-2025.yaml").read_text(encoding="utf-8")
    own = tilsyn.replace("[midtbyen, omsorgsenheten]", "[nordre-fjordvik]")
    own = own.replace("    enheter: [midtbyen]\n", "").replace("    enheter: [omsorgsenheten]\n", "")
    (folder / "tilsyn" / "tilsyn-fjordvik-2025.yaml").write_text(own, encoding="utf-8")
    code, out, _ = do("vurder", "--mappe", NAME, "--json")
    assert code == 0
    result = folder / "revisjoner" / "2025-12-31" / "resultat"
    plan = docx.Document(str(result / "handlingsplan-nordre-fjordvik.docx"))
    assert plan.paragraphs[0].text == "Fjordvik kommune, postboks 1"
    assert json.loads(out)["kommune"] == "Fjordvik"
    with zipfile.ZipFile(result / "avviksregister.xlsx") as register:
        words = "".join(register.read(name).decode() for name in register.namelist() if name.endswith(".xml"))
    assert "Barn i fosterhjem blir ikke besøkt så ofte som de skal." in words
    assert ">Jurist<" in words  # a role of its own
    (folder / "tilsyn" / "feil.yaml").write_text("funn: [\n", encoding="utf-8")
    assert do("vurder", "--mappe", NAME, "--overskriv")[0] == 3
    assert do("status", "--mappe", NAME)[1].splitlines()[-1] == f'Neste: bvaudit sjekk "{NAME}"'


def test_the_key_is_never_inside(do: Do, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BVAUDIT_HJEM", str(folder / "hjem"))
    for command in ("importer", "vurder", "utvalg"):
        code, _, err = do(command, "--mappe", NAME)
        assert code == 2
        assert "nøkkelen" in err
    (folder / "register" / "koblingsliste.csv").write_text("x", encoding="utf-8")
    out = do("status", "--mappe", NAME)[1]
    assert "Må rettes først\n" in out
    assert "koblingsliste.csv ligger i kommunens mappe" in out


def test_a_folder_with_faults_stops_every_command(do: Do, folder: Path) -> None:
    (folder / "kommune.yaml").write_text("navn: Fjordvik\nkommunenummer: 9999\n", encoding="utf-8")
    for command in ("importer", "vurder", "utvalg", "status"):
        code, _, err = do(command, "--mappe", NAME)
        assert code == 3
        assert "kommune.yaml:2:16: feil" in err
        assert "kommune.yaml i" in err


def test_a_folder_that_is_none(do: Do, tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    for command in ("importer", "vurder", "utvalg", "status"):
        code, _, err = do(command, "--mappe", "m")
        assert (code, err.splitlines()[0]) == (
            2,
            "feil: «m» er ikke en kommunes mappe: det ligger ingen kommune.yaml der",
        )
    assert do("status")[2].splitlines()[0] == "feil: du står ikke i kommunens mappe"


def test_an_empty_folder_says_where_to_put_what(do: Do, tmp_path: Path) -> None:
    do("start", NAME, *MADE)
    code, _, err = do("vurder", "--mappe", NAME)
    assert code == 2
    assert "det ligger ikke noe uttrekk i" in err
    (tmp_path / NAME / "uttrekk" / "uttrekk.7z").write_bytes(b"7z")
    assert "bare: uttrekk.7z" in do("vurder", "--mappe", NAME)[2]


# --- status ----------------------------------------------------------------------------------------------------------


def next_command(do: Do) -> str:
    code, out, _ = do("status")
    assert code == 0
    return out.splitlines()[-1].removeprefix("Neste: ")


@pytest.mark.lang
def test_status_says_what_to_type_until_nothing_waits(do: Do, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    typed = []
    while not (command := next_command(do)).startswith("bvaudit revisjon") and len(typed) < 5:
        typed.append(command)
        assert do(*command.split()[1:])[0] == 0
    assert typed == ["bvaudit vurder"]
    assert command.endswith(" --sjekkliste saksgjennomgang-undersokelse")
    assert do("utvalg")[0] == 0
    assert next_command(do) == "bvaudit frister"


def test_status_names_the_folder_it_was_asked_about(do: Do, folder: Path) -> None:
    out = do("status", "--mappe", NAME)[1]
    assert out.splitlines()[-1] == f'Neste: bvaudit vurder --mappe "{NAME}"'
    told = json.loads(do("status", "--mappe", NAME, "--json")[1])
    assert (told["kommune"], told["kommunenummer"], told["mappe"]) == ("Fjordvik", "9999", str(folder))
    assert told["neste"]["kommando"] == f'bvaudit vurder --mappe "{NAME}"'


@pytest.mark.lang
def test_a_newer_extract_is_what_waits(do: Do, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert do("vurder")[0] == 0
    sheet = folder / "uttrekk" / "saker.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("\n", "\n", 1) + "\n", encoding="utf-8")
    assert "Dette er ikke lest inn ennå: henvendelser.csv, saker.csv, undersokelser.csv" in do("status")[1]
    assert do("importer")[0] == 0
    assert (folder / "uttrekk" / "2025-12-31-2").is_dir()
    assert next_command(do) == "bvaudit vurder --overskriv"
    assert do("vurder", "--overskriv")[0] == 0
    assert next_command(do).startswith("bvaudit revisjon ny ")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rettigheter gjelder ikke her")
def test_a_folder_that_can_only_be_read(do: Do, folder: Path) -> None:
    closed = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in closed:
        path.chmod(0o500)
    try:
        assert do("status", "--mappe", NAME)[0] == 0
        for command in ("importer", "vurder", "utvalg"):
            code, _, err = do(command, "--mappe", NAME)
            assert code == 4
            assert "kan ikke skrive i" in err or "fikk ikke tilgang til" in err
    finally:
        for path in closed:
            path.chmod(0o700)


def test_status_writes_nothing(do: Do, folder: Path) -> None:
    before = files(folder)
    assert do("status", "--mappe", NAME)[0] == 0
    assert files(folder) == before
