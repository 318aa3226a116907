"""A Word file that is not what it says, or would fetch, run or hide something, is never opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.reports.docx.container import check_bytes, open_container, pack

from .word_files import (
    DOCUMENT,
    avvist,
    bytt,
    en_plan,
    endre,
    fylt,
    i_kroppen,
    mal,
    pakk,
    relasjon,
)

pytestmark = pytest.mark.lang

Change = Callable[[Path], object]


def _dde(code: str) -> dict[str, Any]:
    return i_kroppen(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code.split("|"))
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


SETTINGS_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="file:///C:/x.dotm" TargetMode="External"/></Relationships>'
)
RELS = "word/_rels/document.xml.rels"
INS = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>ny</w:t></w:r></w:ins></w:p>'
DEL = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{{ plan.borte }}</w:delText></w:r></w:del></w:p>'


@pytest.mark.parametrize(
    ("spoil", "kode"),
    [
        pytest.param(
            lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99), "mal-gammel-word", id="gammel doc"
        ),
        pytest.param(
            lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
            "mal-passord",
            id="passord",
        ),
        pytest.param(lambda p: p.write_bytes(b"%PDF-1.7"), "mal-ikke-word", id="pdf"),
        pytest.param(lambda p: p.write_bytes(b""), "mal-ikke-word", id="tom fil"),
        pytest.param(lambda p: p.write_bytes(p.read_bytes()[:-200]), "mal-skadet", id="avkortet"),
        pytest.param(lambda p: pakk(p, [("a.txt", b"x")]), "mal-ikke-word", id="vanlig zip"),
        pytest.param(lambda p: endre(p, {DOCUMENT: b"<w:document"}), "mal-skadet", id="ødelagt xml"),
        pytest.param(
            lambda p: endre(
                p, {DOCUMENT: lambda c: c.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", 1)}
            ),
            "mal-dtd",
            id="dtd",
        ),
        pytest.param(
            lambda p: endre(p, {"word/x.xml": "<x/>".encode("utf-16")}), "mal-tegnkoding", id="annen tegnkoding"
        ),
        pytest.param(lambda p: endre(p, {"word/x.bin": b"\0" * 30_000_000}), "mal-for-stor", id="zip-bombe"),
        pytest.param(
            lambda p: endre(p, {f"word/{n}.txt": b"" for n in range(2_001)}), "mal-for-stor", id="for mange deler"
        ),
        pytest.param(
            lambda p: endre(p, {"WORD/document.xml": b"<x/>"}), "mal-dobbel-del", id="to deler med samme navn"
        ),
        pytest.param(lambda p: endre(p, {"../ut.xml": b"<x/>"}), "mal-ulovlig-sti", id="ut av filen"),
        pytest.param(lambda p: endre(p, {"word/vbaProject.bin": b"x"}), "mal-makro", id="makro"),
        pytest.param(
            lambda p: endre(
                p,
                {
                    "[Content_Types].xml": bytt(
                        "openxmlformats-officedocument.wordprocessingml.document.main",
                        "ms-word.document.macroEnabled.main",
                    )
                },
            ),
            "mal-makro",
            id="docm",
        ),
        pytest.param(lambda p: endre(p, {"word/embeddings/oleObject1.bin": b"x"}), "mal-objekt", id="ole"),
        pytest.param(lambda p: endre(p, {"word/activeX/activeX1.xml": b"<x/>"}), "mal-objekt", id="activex"),
        pytest.param(
            lambda p: endre(p, {RELS: relasjon("aFChunk", "x.html", external=False)}), "mal-objekt", id="html-del"
        ),
        pytest.param(
            lambda p: endre(p, {RELS: relasjon("image", "http://x.no/a.png", external=True)}),
            "mal-ekstern",
            id="lenket bilde",
        ),
        pytest.param(lambda p: endre(p, _dde('DDEAUTO c:\\ "x"')), "mal-feltkode", id="dde"),
        pytest.param(lambda p: endre(p, _dde("DD|EAUTO x")), "mal-feltkode", id="dde delt i to"),
        pytest.param(lambda p: endre(p, _dde('INCLUDETEXT "c:/x.docx"')), "mal-feltkode", id="includetext"),
        pytest.param(
            lambda p: endre(p, i_kroppen('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>')),
            "mal-feltkode",
            id="enkelt felt",
        ),
        pytest.param(lambda p: endre(p, i_kroppen(INS)), "mal-sporede-endringer", id="sporet innsetting"),
        pytest.param(lambda p: endre(p, i_kroppen(DEL)), "mal-sporede-endringer", id="merkelapp i sporet sletting"),
        pytest.param(lambda p: endre(p, {DOCUMENT: None}), "mal-ikke-word", id="uten dokument"),
        pytest.param(
            lambda p: endre(
                p,
                {
                    DOCUMENT: bytt(
                        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
                    )
                },
            ),
            "mal-strict",
            id="strict open xml",
        ),
    ],
)
def test_a_container_that_is_not_safe_is_never_opened(spoil: Change, kode: str, tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}")
    spoil(path)
    assert avvist(path, tmp_path) == [kode]


def test_a_hyperlink_and_a_page_number_are_fine(tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}")
    endre(path, {RELS: relasjon("hyperlink", "https://kommune.no", external=True), **_dde(" PAGE ")})
    assert "Østbyen" in fylt(path, en_plan(), tmp_path)


def test_a_tracked_deletion_with_a_tag_says_so(tmp_path: Path) -> None:
    path = endre(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), i_kroppen(DEL))
    (problem,) = open_container(path).problemer
    assert problem.tekst == "malen har sporede endringer som skjuler en merkelapp"
    assert problem.sted.sti == "avsnitt 1: «{{ plan.borte }}»"


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_without_a_crash(data: bytes) -> None:
    assert check_bytes(data, "x.docx").problemer
    assert check_bytes(b"PK\x03\x04" + data, "x.docx").problemer


def test_packing_is_the_same_whatever_the_order() -> None:
    assert pack({"a": b"1", "b": b"2"}) == pack({"b": b"2", "a": b"1"})
