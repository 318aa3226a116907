import gzip
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
    met = list(sources.documents(sources.list_files(paths)))
    root = paths[0] if paths[0].is_dir() else paths[0].parent
    names = [d.navn.removeprefix(root.as_posix()).lstrip("/") for d in met if isinstance(d, sources.Found)]
    return names, [d.problem for d in met if isinstance(d, sources.LeftOut)]


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
        pytest.param([("C:\\\\a.xml", b"<x/>")], "utrygt-navn", id="stasjonsbokstav med omvendt skråstrek"),
        pytest.param([("..\\\\a.xml", b"<x/>")], "utrygt-navn", id="ut av mappen med omvendt skråstrek"),
        pytest.param([("\\\\\\\\tjener\\\\a.xml", b"<x/>")], "utrygt-navn", id="nettverksmappe"),
        pytest.param([("a/../../b.xml", b"<x/>")], "utrygt-navn", id="flere opp enn ned"),
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


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        pytest.param("Uttrekk\\Sak 1\\a.xml", "Uttrekk/Sak 1/a.xml", id="omvendt skråstrek"),
        pytest.param("kl. 09:30/a.xml", "kl. 09:30/a.xml", id="kolon i mappe"),
        pytest.param("Sak: 12.xml", "Sak: 12.xml", id="kolon i navn"),
        pytest.param("O\u0308stre A\u030as.xml", "Östre Ås.xml", id="delte bokstaver som på Mac"),
        pytest.param("a/../b.xml", "a/../b.xml", id="opp og ned igjen"),
        pytest.param("./a.xml", "./a.xml", id="her"),
        pytest.param("a..b/c...xml", "a..b/c...xml", id="punktum i navnet"),
    ],
)
def test_other_names_in_a_zip_are_names(tmp_path: Path, navn: str, ventet: str) -> None:
    write(tmp_path, u_zip=packed([(navn, b"<x/>")]))
    assert found(tmp_path / "u.zip") == ([f"u.zip/{ventet}"], [])


def test_a_name_that_is_not_utf8_costs_nothing(tmp_path: Path) -> None:
    whole = packed([("\u00f8\u00e5.xml", b"<x/>"), ("b.xml", b"<x/>")])
    write(tmp_path, u_zip=whole.replace("øå".encode(), b"\xf8\xe5\xe6\xf8"))
    names, problems = found(tmp_path / "u.zip")
    assert len(names) == 2 and not problems


def changed_method(data: bytes, number: int) -> bytes:
    """The same zip, said to be packed in another way."""
    raw = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        here = raw.find(sign)
        raw[here + at : here + at + 2] = number.to_bytes(2, "little")
    return bytes(raw)


def locked(data: bytes) -> bytes:
    raw = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(sign) + at] |= 1
    return bytes(raw)


ONE = packed([("a.xml", b"<x>" + b"hei " * 50 + b"</x>")])


@pytest.mark.parametrize(
    ("navn", "data", "kode", "sier"),
    [
        pytest.param("u.zip", changed_method(ONE, 9), "ukjent-pakking", "Deflate64", id="deflate64"),
        pytest.param("u.zip", changed_method(ONE, 98), "ukjent-pakking", "PPMd", id="ppmd"),
        pytest.param("u.zip", changed_method(ONE, 77), "ukjent-pakking", "ikke leses", id="pakkemåte ingen kjenner"),
        pytest.param("u.zip", locked(ONE), "passord", "passord", id="passord"),
        pytest.param("u.zip", ONE[:40], "ugyldig-zip", "skadet", id="avkortet zip"),
        pytest.param("u.zip", b"", "ugyldig-zip", "tom", id="tom zip"),
        pytest.param("u.zip", b"<x/>", "ikke-zip", "XML", id="xml som heter zip"),
        pytest.param("u.zip", b"7z\xbc\xaf\x27\x1c", "ikke-zip", "7-Zip", id="7z som heter zip"),
        pytest.param("u.7z", b"7z\xbc\xaf\x27\x1c", "ukjent-pakking", "7-Zip", id="7z"),
        pytest.param("u.rar", b"Rar!\x1a\x07\x00", "ukjent-pakking", "RAR", id="rar"),
        pytest.param("u.tar.gz", gzip.compress(b"x"), "ukjent-pakking", "ikke leses", id="tar.gz"),
        pytest.param("a.xml.gz", gzip.compress(b"<x/>" * 99)[:-9], "ugyldig-gzip", "skadet", id="avkortet gzip"),
        pytest.param("a.xml.gz", gzip.compress(bytes(5_000_000)), "zip-bombe", "hardt", id="gzip som vokser"),
        pytest.param("a.xlsx", ONE, "trenger-kart", "kart", id="regneark uten kart"),
        pytest.param("a.txt", b"<Barnevern Id=''/>", "ukjent-filtype", ".xml", id="innsending med annen endelse"),
        pytest.param("notat", b"Hei", "ukjent-filtype", "ikke XML", id="uten endelse, ikke XML"),
    ],
)
@pytest.mark.parametrize("pakket", [pytest.param(False, id="i mappen"), pytest.param(True, id="i en zip")])
def test_what_is_left_out_says_what_is_wrong(
    tmp_path: Path, navn: str, data: bytes, kode: str, sier: str, pakket: bool
) -> None:
    (tmp_path / "ok.xml").write_bytes(b"<x/>")
    (tmp_path / ("ytre.zip" if pakket else navn)).write_bytes(packed([(navn, data)]) if pakket else data)
    names, problems = found(tmp_path)
    assert names == ["ok.xml"]
    assert [p.kode for p in problems] == [kode]
    assert sier in problems[0].tekst + problems[0].hint


@pytest.mark.parametrize(
    ("navn", "data"),
    [
        pytest.param("a.xml.gz", gzip.compress(b"<x/>"), id="gzip"),
        pytest.param("uttrekk", b"<x/>", id="uten endelse"),
        pytest.param("uttrekk 31.12.2025", b"\xef\xbb\xbf <x/>", id="dato sist i navnet"),
        pytest.param("uttrekk", "<x/>".encode("utf-16"), id="uten endelse, utf-16"),
        pytest.param("uttrekk", gzip.compress(b"<x/>"), id="gzip uten endelse"),
    ],
)
@pytest.mark.parametrize("pakket", [pytest.param(False, id="i mappen"), pytest.param(True, id="i en zip")])
def test_what_is_xml_by_content_is_read(tmp_path: Path, navn: str, data: bytes, pakket: bool) -> None:
    (tmp_path / ("ytre.zip" if pakket else navn)).write_bytes(packed([(navn, data)]) if pakket else data)
    assert found(tmp_path) == ([f"ytre.zip/{navn}" if pakket else navn], [])


def test_each_left_out_thing_is_told_once_however_the_work_is_shared(tmp_path: Path) -> None:
    inner = packed([("a.xml", b"<x/>"), ("b.xml", b"<x/>"), ("c.pdf", b"%PDF"), ("i.zip", b"feil")])
    write(tmp_path, u_zip=packed([("n.zip", inner), ("l.zip", locked(ONE))]), v_zip=b"PK", n_txt=b"")
    plan = sources.list_files([tmp_path])

    def told(shards: list[sources.Shard]) -> list[str]:
        each = [d for shard in shards for d in sources.documents(plan, shard)]
        return sorted(f"{type(d).__name__} {d.navn}" for d in each)

    shared = [sources.Shard(nummer=n, av=3) for n in range(3)]
    assert told(shared) == told([sources.ALL])
    assert len(told(shared)) == 7


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_any_damage_in_a_zip_costs_at_most_what_is_damaged(tmp_path: Path, compression: int) -> None:
    whole = packed([(f"{n}.xml", b"<x>" + bytes(range(65, 90)) * 20 + b"</x>") for n in range(3)], compression)
    for at in range(0, len(whole), 3):
        (tmp_path / "u.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        names, problems = found(tmp_path)
        assert len(names) + len(problems) >= 1
