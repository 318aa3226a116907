"""What is typed about an audit, read as what it means, and said in the user's words when it is not."""

from pathlib import Path

import pytest

from bvaudit.cli.audit_options import leser, periode, prosent
from bvaudit.cli.run import run
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.gjennomgang import Leser


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("l1:stab", Leser(kode="l1", rolle="stab")),
        ("L1:Stab:Østbyen", Leser(kode="l1", rolle="stab", enheter=("Østbyen",))),
        (" l1 : stab : Østbyen, Vestbyen ", Leser(kode="l1", rolle="stab", enheter=("Østbyen", "Vestbyen"))),
        ("l1:stab:Nordre Ås (9999),", Leser(kode="l1", rolle="stab", enheter=("Nordre Ås (9999)",))),
    ],
)
def test_a_reader(typed: str, expected: Leser) -> None:
    assert leser(typed) == expected


@pytest.mark.parametrize("typed", ["", "l1", "l1:", ":stab", ":"])
def test_what_is_no_reader(typed: str) -> None:
    with pytest.raises(WrongValue) as told:
        leser(typed)
    assert "KODE:ROLLE" in str(told.value)
    assert "l1:stab:Østbyen" in told.value.hint


def test_a_percentage_and_a_period() -> None:
    assert (prosent("0"), prosent("100")) == (0, 100)
    assert [day.isoformat() for day in periode("2025-01-01..31.12.2025")] == ["2025-01-01", "2025-12-31"]
    for typed, read in (("101", prosent), ("alle", periode), ("2025-12-31..2025-01-01", periode)):
        with pytest.raises(WrongValue):
            read(typed)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["revisjon"], "Ingen revisjoner er laget"),
        (["revisjon", "skjemaer", "host"], "ingen revisjon som heter «host»"),
        (["revisjon", "ny", "host"], "med --sjekkliste"),
        (["revisjon", "ny", "host", "--sjekkliste", "melding"], "sjekklisten «melding» finnes ikke"),
        (["revisjon", "ny", "host", "--sjekkliste", "saksgjennomgang-melding"], "uttrekk i uttrekk"),
        (["revisjon", "las", "host", "--som", "stab"], "ingen revisjon som heter «host»"),
        (["skjema", "host", "--andre", "--enighet"], "velg bare ett"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_folder_where_nothing_has_begun(
    argv: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    (tmp_path / "kommune").mkdir()
    (tmp_path / "kommune" / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', "utf-8")
    monkeypatch.chdir(tmp_path / "kommune")
    code = run(argv)
    shown = capsys.readouterr()
    told = shown.out + shown.err
    assert said in told
    assert (code == 0) == (argv == ["revisjon"])
    assert sorted(path.name for path in (tmp_path / "kommune").iterdir()) == ["kommune.yaml"]
