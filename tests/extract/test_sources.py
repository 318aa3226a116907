import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad, Problem
from bvaudit.errors import SurroundingsError
from bvaudit.extract import sources


def packed(members: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def found(*paths: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    plan = sources.plan_reading(paths, problems)
    root = paths[0] if paths[0].is_dir() else paths[0].parent
    names = [d.navn.removeprefix(root.as_posix()).lstrip("/") for d in sources.documents(plan, problems)]
    return names, problems


def write(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def test_folder_is_read_all_the_way_down_in_order(tmp_path: Path) -> None:
    for name in ("b/2.xml", "a/1.xml", "c.XML", "a/.skjult.xml", ".git/x.xml", "~$apen.xml", "a/__MACOSX/z.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(b"<x/>")
    assert found(tmp_path) == (["c.XML", "a/1.xml", "b/2.xml"], [])


def test_zip_in_zip(tmp_path: Path) -> None:
    inner = packed([("2.xml", b"<x/>")])
    write(
        tmp_path, u_zip=packed([("b.zip", inner), ("a/1.xml", b"<x/>"), ("__MACOSX/._1.xml", b""), (".DS_Store", b"")])
    )
    assert found(tmp_path / "u.zip") == (["u.zip/a/1.xml", "u.zip/b.zip/2.xml"], [])


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a_xml=b"<x/>")
    assert found(tmp_path, tmp_path / "a.xml")[0] == ["a.xml"]


def test_other_files_are_told_and_ignored(tmp_path: Path) -> None:
    write(tmp_path, a_xml=b"<x/>", b_pdf=b"", u_zip=packed([("c.docx", b"")]))
    names, problems = found(tmp_path)
    assert names == ["a.xml"]
    assert [(p.kode, p.grad) for p in problems] == [("ukjent-filtype", Grad.ADVARSEL)] * 2


def test_a_missing_source_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="fant ikke"):
        found(tmp_path / "borte")


@pytest.mark.parametrize(
    ("members", "kode"),
    [
        pytest.param([("../../etc/a.xml", b"<x/>")], "utrygt-navn", id="ut av mappen"),
        pytest.param([("/etc/a.xml", b"<x/>")], "utrygt-navn", id="fra roten"),
        pytest.param([("C:/a.xml", b"<x/>")], "utrygt-navn", id="stasjonsbokstav"),
        pytest.param([("a.xml", b" " * 5_000_000)], "zip-bombe", id="for hardt pakket"),
        pytest.param([("i.zip", b"ikke zip")], "ugyldig-zip", id="skadet zip i zip"),
    ],
)
def test_untrusted_archives(tmp_path: Path, members: list[tuple[str, bytes]], kode: str) -> None:
    write(tmp_path, u_zip=packed([*members, ("ok.xml", b"<x/>")]))
    names, problems = found(tmp_path / "u.zip")
    assert names == ["u.zip/ok.xml"]
    assert [p.kode for p in problems] == [kode]


def test_damaged_members_and_archives(tmp_path: Path) -> None:
    whole = packed([("a.xml", b"<x>hel</x>"), ("b.xml", b"<x/>")], zipfile.ZIP_STORED)
    write(tmp_path, u_zip=whole.replace(b"<x>hel", b"<x>feil"[:6]), v_zip=b"PK", w_zip=b"")
    names, problems = found(tmp_path)
    assert names == ["u.zip/b.xml"]
    assert {p.kode for p in problems} == {"ugyldig-zip"}


def test_too_many_zips_inside_each_other(tmp_path: Path) -> None:
    data = packed([("a.xml", b"<x/>")])
    for level in range(5):
        data = packed([(f"{level}.zip", data)])
    write(tmp_path, u_zip=data)
    assert [p.kode for p in found(tmp_path / "u.zip")[1]] == ["for-dyp-zip"]


def test_size_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 10)
    monkeypatch.setattr(sources, "MOST_TOTAL", 15)
    write(tmp_path, a_xml=b"x" * 11, u_zip=packed([("1.xml", b"x" * 11), ("2.xml", b"x" * 8), ("3.xml", b"x" * 8)]))
    names, problems = found(tmp_path)
    assert names == ["u.zip/2.xml"]
    assert sorted(p.kode for p in problems) == ["for-stor", "for-stor", "zip-bombe"]
