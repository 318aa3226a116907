"""Editions: what was sent is frozen, a corrected one points back, and what has become of the files is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.errors import SurroundingsError, UsageError
from bvaudit.model.kommune import Kommune
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.utgave import RADER_CSV, UTGAVE_YAML
from bvaudit.reports.nokkeltall_file import nokkeltall_csv
from bvaudit.workflows import edition_rows, editions
from bvaudit.workflows.editions import Filstand, Sending, earlier_public_rows, editions_in, send

DAG = date(2026, 3, 31)
_LEADERS = ("--malgruppe", "leder", "--til", "bystyret")


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    rot = tmp_path / "kommune"
    rot.mkdir()
    return Mappe(rot=rot, kommune=Kommune(navn="Solvik", kommunenummer="0001"))


def paper(tmp_path: Path, name: str = "svar.docx", content: bytes = b"Hei") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def sending(mappe: Mappe, *files: Path, **changed: object) -> Sending:
    facts: dict[str, object] = {
        "mappe": mappe,
        "filer": files,
        "id": "svar",
        "malgruppe": Malgruppe.LEDER,
        "dag": DAG,
        "til": "kontrollutvalget",
    }
    return Sending(**(facts | changed))  # type: ignore[arg-type]


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_copy_lies_there_with_its_print(mappe: Mappe, tmp_path: Path) -> None:
    sent = send(sending(mappe, paper(tmp_path)))
    assert sent.mappe == mappe.utgaver / "2026-03-31-svar-leder-1"
    assert (sent.mappe / "svar.docx").read_bytes() == b"Hei"
    (again,) = editions_in(mappe).utgaver
    assert (again.merke.nr, again.merke.til, again.hel) == (1, "kontrollutvalget", True)
    assert [path.name for path in mappe.utgaver.iterdir()] == [sent.mappe.name]


def test_the_files_cannot_be_written_in(mappe: Mappe, tmp_path: Path) -> None:
    sent = send(sending(mappe, paper(tmp_path)))
    assert all(not path.stat().st_mode & 0o222 for path in sent.mappe.iterdir())


def test_a_corrected_one_points_back_and_the_first_keeps_every_byte(mappe: Mappe, tmp_path: Path) -> None:
    first = send(sending(mappe, paper(tmp_path)))
    before = bytes_in(first.mappe)
    second = send(sending(mappe, paper(tmp_path, content=b"Nytt"), retter=1, grunn="feil tall i tabell 2"))
    assert bytes_in(first.mappe) == before
    assert second.mappe.name == "2026-03-31-svar-leder-2"
    one, two = editions_in(mappe).utgaver
    assert one.rettet_av == (2,)
    assert two.merke.retter is not None
    assert (two.merke.retter.nr, two.merke.retter.mappe) == (1, first.mappe.name)
    assert two.merke.retter.grunn == "feil tall i tabell 2"


@pytest.mark.parametrize(
    "changed",
    [{"til": " "}, {"retter": 1}, {"grunn": "x"}, {"retter": 7, "grunn": "x"}, {"filer": ()}],
    ids=["uten mottaker", "uten grunn", "uten nummer", "finnes ikke", "uten filer"],
)
def test_what_lacks_is_told_and_nothing_is_written(mappe: Mappe, tmp_path: Path, changed: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        send(sending(mappe, paper(tmp_path), **changed))
    assert not mappe.utgaver.exists() or not list(mappe.utgaver.iterdir())


def test_two_files_with_one_name_are_refused(mappe: Mappe, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError):
        send(sending(mappe, paper(tmp_path), paper(tmp_path / "b", "SVAR.docx")))


def test_nothing_is_half_written(mappe: Mappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(path: Path) -> None:
        raise OSError("full")

    monkeypatch.setattr(editions, "seal", dies)
    with pytest.raises(OSError, match="full"):
        send(sending(mappe, paper(tmp_path)))
    assert not mappe.utgaver.exists() or not list(mappe.utgaver.iterdir())


def test_a_file_that_is_gone_before_it_is_copied(mappe: Mappe, tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        send(sending(mappe, tmp_path / "borte.docx"))
    assert not mappe.utgaver.exists() or not list(mappe.utgaver.iterdir())


def test_what_has_become_of_the_files(mappe: Mappe, tmp_path: Path) -> None:
    sent = send(sending(mappe, paper(tmp_path), paper(tmp_path, "a.xlsx")))
    for name in ("svar.docx", "a.xlsx"):
        (sent.mappe / name).chmod(0o600)
    (sent.mappe / "svar.docx").write_bytes(b"Endret")
    (sent.mappe / "a.xlsx").unlink()
    (sent.mappe / "ny.txt").write_text("ny")
    (one,) = editions_in(mappe).utgaver
    assert dict(one.filer) == {"svar.docx": Filstand.ENDRET, "a.xlsx": Filstand.BORTE, "ny.txt": Filstand.NY}
    assert not one.hel


def test_a_mark_that_cannot_be_read_is_told_and_its_number_is_used(mappe: Mappe, tmp_path: Path) -> None:
    sent = send(sending(mappe, paper(tmp_path)))
    (sent.mappe / UTGAVE_YAML).chmod(0o600)
    (sent.mappe / UTGAVE_YAML).write_text("nr: [")
    assert editions_in(mappe).uleselige == (sent.mappe,)
    assert send(sending(mappe, paper(tmp_path))).merke.nr == 2


def test_other_things_in_the_folder_are_left_alone(mappe: Mappe, tmp_path: Path) -> None:
    (mappe.utgaver / "samlet-tilsyn-2026-01-01").mkdir(parents=True)
    (mappe.utgaver / "aret-2025.docx").write_bytes(b"x")
    assert editions_in(mappe).utgaver == ()
    assert send(sending(mappe, paper(tmp_path))).merke.nr == 1


def row(verdi: float | None, tall: str = "meldinger") -> Nokkelrad:
    state = Tilstand.SKJULT if verdi is None else Tilstand.VERDI
    day = date(2025, 12, 31)
    return Nokkelrad(
        tall=tall, variant="", storrelse="antall", periode_fra=day, periode_til=day, verdi=verdi, tilstand=state
    )


def test_public_rows_are_kept_as_they_were_printed(
    mappe: Mappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = {"a.xlsx": (row(12), row(None, "brudd")), "b.xlsx": (row(13),)}
    monkeypatch.setattr(edition_rows, "read_annex_rows", lambda path: printed.get(path.name))
    public = Malgruppe.OFFENTLIG
    first = send(sending(mappe, paper(tmp_path, "a.xlsx"), malgruppe=public))
    assert (first.mappe / RADER_CSV).read_bytes() == nokkeltall_csv(printed["a.xlsx"])
    assert first.merke.kjoring
    assert set(earlier_public_rows(mappe)) == {row(12), row(None, "brudd")}
    send(sending(mappe, paper(tmp_path, "b.xlsx"), malgruppe=public, retter=1, grunn="feil"))
    assert set(earlier_public_rows(mappe)) == {row(13), row(None, "brudd")}
    send(sending(mappe, paper(tmp_path, "a.xlsx"), malgruppe=Malgruppe.INTERN))
    assert set(earlier_public_rows(mappe)) == {row(13), row(None, "brudd")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rot = tmp_path / "mappe"
    assert run(["start", str(rot), "--navn", "Solvik", "--kommunenummer", "9999", "--enhet", "Nord 01"]) == 0
    return rot


def test_the_words_of_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "svar.md"
    report.write_text("Alt er bra.", encoding="utf-8")
    there = ["--mappe", str(folder)]
    typed = [
        "rapport",
        "send",
        str(report),
        "--malgruppe",
        "leder",
        "--til",
        "bystyret",
        "--dato",
        "31.03.2026",
        *there,
    ]
    assert run(typed) == 0
    assert "Utgave 1 er lagt i" in capsys.readouterr().out
    assert run([*typed, "--retter", "1", "--grunn", "feil"]) == 0
    out = capsys.readouterr().out
    assert "Den retter utgave 1: svar (leder), sendt 31.03.2026. Den er som da den ble sendt." in out
    assert run(["rapport", "utgaver", *there]) == 0
    out = capsys.readouterr().out
    assert "1: svar (leder), sendt 31.03.2026 til bystyret" in out
    assert out.endswith("Alle 2 utgavene er slik de ble sendt.\n")
    assert run(["rapport", "utgaver", "--json", *there]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["nr"], one["retter"], one["rettet_av"]) for one in told] == [(1, None, [2]), (2, 1, [])]


def test_it_must_be_said_who_it_is_for(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "svar.md"
    report.write_text("Alt er bra.", encoding="utf-8")
    assert run(["rapport", "send", str(report), "--til", "bystyret", "--mappe", str(folder)]) == 2
    assert "det står ikke hvem rapporten er for" in capsys.readouterr().err


def test_what_may_be_about_one_person_stops_it_until_somebody_has_considered_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "svar.md"
    report.write_text("Leder har vært sykmeldt.", encoding="utf-8")
    typed = ["rapport", "send", str(report), "--malgruppe", "offentlig", "--til", "alle", "--mappe", str(folder)]
    assert run(typed) == 2
    assert not list((folder / "utgaver").glob("*/utgave.yaml"))
    assert run([*typed, "--godta-tekst"]) == 0
    assert "har ingen tall som kan leses tilbake" in capsys.readouterr().err


def test_the_papers_of_a_report_are_found_by_its_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lying = folder / "revisjoner" / "2026-03-31" / "rapporter"
    lying.mkdir(parents=True)
    for name in ("bystyre-leder-2026-03-31", "bystyre-intern-2026-03-31", "bystyre-leder-2025-03-31"):
        (lying / f"{name}.docx").write_bytes(b"x")
        (lying / f"{name}-vedlegg.xlsx").write_bytes(b"x")
    there = ["--til", "bystyret", "--dato", "2026-04-01", "--mappe", str(folder)]
    assert run(["rapport", "send", "bystyre", *there]) == 2
    assert "rapporten er laget for flere: intern, leder" in capsys.readouterr().err
    assert run(["rapport", "send", "bystyre", "--malgruppe", "leder", *there]) == 0
    (edition,) = (folder / "utgaver").glob("*-1")
    assert sorted(path.name for path in edition.iterdir()) == [
        "bystyre-leder-2026-03-31-vedlegg.xlsx",
        "bystyre-leder-2026-03-31.docx",
        "utgave.yaml",
    ]
    assert edition.name == "2026-04-01-bystyre-leder-1"


def test_an_id_that_is_not_there_is_wrong_use(folder: Path) -> None:
    assert run(["rapport", "send", "ingen", "--til", "x", "--mappe", str(folder)]) == 2
