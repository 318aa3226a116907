"""What a file is, said in one sentence; and what can be read although it is not written as the format says."""

from pathlib import Path

import bvr_documents as bvr
import pytest
from bvr_documents import en_sak, melding, uid
from snapshots import Imported

from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.documents.opening import ANNEN_KODING, NAVNEROM, NIL

READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
ONE = en_sak(melding(), avgiver=' Bydelsnavn="Østbyen"')
BARE = ONE.split("\n", 1)[1]
TWO = en_sak(melding(), sak=2, innsending=2).split("\n", 1)[1]
V5_BARE = bvr.V5.split("\n", 1)[1]
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def kostra(root: str = "Barnevern", individ: str = "Individ", xmlns: str = "") -> str:
    people = "".join(f'<{individ} Id="{n}"><Melding Id="{n}"/></{individ}>' for n in range(1, 8))
    return f'<?xml version="1.0" encoding="iso-8859-1"?>\n<{root}{xmlns}><Avgiver Versjon="2020"/>{people}</{root}>'


def prefixed(text: str, prefix: str) -> str:
    return text.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:").replace(f"<{prefix}:/", "</")


def declared(text: str, encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'


REFUSED = [
    pytest.param(f"<Innsendinger>{BARE}{TWO}</Innsendinger>", "flere-innsendinger", "2 dokumenter", id="liste"),
    pytest.param(f"<a:E xmlns:a='u'><a:B>{V5_BARE}{V5_BARE}</a:B></a:E>", "flere-innsendinger", "2", id="konvolutt v5"),
    pytest.param(f"<Barnevern>{BARE}{TWO}</Barnevern>", "flere-innsendinger", "2 dokumenter", id="samme rot rundt"),
    pytest.param(ONE + TWO, "flere-innsendinger", "2 dokumenter i én fil", id="etter hverandre"),
    pytest.param(ONE + ONE, "flere-innsendinger", "2 dokumenter", id="etter hverandre med første linje"),
    pytest.param(
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{BARE}</s:Body></s:Envelope>',
        *("omslag", "Envelope"),
        id="soap med én",
    ),
    pytest.param(f"<Melding>{V5_BARE}</Melding>", "omslag", "omslag («Melding»)", id="omslag v5"),
    pytest.param(kostra(), "kostra-15f", "KOSTRA-skjema 15F", id="kostra"),
    pytest.param(kostra(xmlns=' xmlns="http://www.ssb.no/kostra"'), "kostra-15f", "KOSTRA", id="kostra med navnerom"),
    pytest.param(
        kostra(root="k:Barnevern", individ="k:Individ", xmlns=' xmlns:k="u"'), "kostra-15f", "KOSTRA", id="k:"
    ),
    pytest.param("<Barnevernsregisteret><Sak/></Barnevernsregisteret>", "ukjent-format", "bvaudit", id="nyere rot"),
    pytest.param("<barnevern Id='x'><Sak/></barnevern>", "ukjent-format", "«barnevern»", id="små bokstaver"),
    pytest.param("<Henvisning/>", "ukjent-rot", "«Henvisning»", id="annet skjema"),
    pytest.param("<_02011000100/>", "ukjent-rot", "«…»", id="et navn som kan være et nummer vises ikke"),
    pytest.param("\n <!DOCTYPE html><html><body>Logg inn</body></html>", "annet-innhold", "nettside", id="html"),
    pytest.param("%PDF-1.7", "annet-innhold", "PDF", id="pdf"),
    pytest.param("PK\x03\x04", "annet-innhold", "zip-, Word- eller Excel", id="docx"),
    pytest.param('{"a": 1}', "annet-innhold", "JSON", id="json"),
    pytest.param(" \n", "tom-fil", "tom", id="bare mellomrom"),
    pytest.param("\0" * 40, "tom-fil", "tom", id="bare nuller"),
    pytest.param(ONE[:500], "ikke-xml", "slutter midt i", id="avkortet"),
    pytest.param(ONE.replace("Østbyen", "Øst\x01"), "ikke-xml", "tegn som ikke kan stå", id="styretegn"),
    pytest.param("<a>" * 100_000, "for-dypt", "nivåer", id="svært dypt"),
    pytest.param(en_sak("<Feil/>" * 2_000_001), "for-stor-sak", "én sak", id="millioner av felt"),
    pytest.param(f"<A>{BARE * 2}{'<B/>' * 2_000_001}</A>", "flere-innsendinger", "2", id="svært mange innsendinger"),
    pytest.param(declared(TWO, "x-ukjent-9"), "tegnkoding", "«x-ukjent-9»", id="tegnkoding som ikke finnes"),
    pytest.param(declared(BARE, "UTF-8").encode("cp1252"), "tegnkoding", "«utf-8»", id="sier utf-8, er windows"),
    pytest.param(BARE.encode("cp1252"), "tegnkoding", "«utf-8»", id="sier ingenting, er windows"),
    pytest.param(declared(BARE, "utf-16").encode("cp1252"), "tegnkoding", "«utf-16»", id="sier utf-16, er windows"),
    pytest.param(b"\xff\xfe" + ONE.encode("utf-16-le")[:-3], "tegnkoding", "utf-16", id="utf-16 med halvt tegn"),
    pytest.param(
        ONE.replace("<Barnevern ", f"<Barnevern {XSI} ").replace("<Konklusjon", '<Konklusjon xsi:nil="true"', 1),
        *("nil-med-innhold", "«Konklusjon»"),
        id="nil med innhold",
    ),
]


@pytest.mark.parametrize(("text", "kode", "sier"), REFUSED)
def test_what_is_not_a_submission_gets_one_sentence(text: str | bytes, kode: str, sier: str) -> None:
    found = READER.read(text if isinstance(text, bytes) else text.encode(), "a.xml", 0)
    assert not isinstance(found, CaseRows)
    (problem,) = found
    assert problem.kode == kode
    assert sier in problem.tekst
    assert problem.hint.startswith("dokumentet er utelatt; ")


READ = [
    pytest.param(ONE.replace("<Barnevern ", '<Barnevern xmlns="http://ssb.no/x" '), NAVNEROM, id="standardnavnerom"),
    pytest.param(prefixed(BARE, "b").replace("<b:Barnevern ", '<b:Barnevern xmlns:b="u" '), NAVNEROM, id="prefiks"),
    pytest.param(V5_BARE.replace("ing>", 'ing xmlns="u">', 1), NAVNEROM, id="v5 med navnerom"),
    pytest.param(
        BARE.replace("<Barnevern ", '<b:Barnevern xmlns:b="u" ').replace("</Barnevern", "</b:Barnevern"),
        NAVNEROM,
        id="bare roten har navnerom",
    ),
    pytest.param(declared(BARE, "utf-16"), ANNEN_KODING, id="sier utf-16, er utf-8"),
    pytest.param(declared(BARE, "iso-8859-1"), ANNEN_KODING, id="sier latin-1, er utf-8"),
    pytest.param(declared(BARE, "Windows-1252"), ANNEN_KODING, id="sier windows, er utf-8"),
    pytest.param(declared(BARE, "us-ascii"), ANNEN_KODING, id="sier ascii, er utf-8"),
    pytest.param(
        bvr.V5.replace("ing>", f"ing {XSI}>", 1).replace("</Plan>", '<ErSlettet xsi:nil="true"/></Plan>', 1),
        NIL,
        id="tomt felt i v5",
    ),
    pytest.param(
        ONE.replace("<Barnevern ", f"<Barnevern {XSI} ").replace("</Melding>", '<Saksinnhold xsi:nil="1"/></Melding>'),
        NIL,
        id="tomt element",
    ),
]


@pytest.mark.parametrize(("text", "antakelse"), READ)
def test_what_is_harmless_is_read_and_said(text: str, antakelse: str) -> None:
    found = READER.read(text.encode(), "a.xml", 0)
    assert isinstance(found, CaseRows), "\n".join(map(str, found))
    assert found.antakelser == {antakelse}


WRITTEN = {
    "utf-16 med bom": ONE.encode("utf-16"),
    "utf-16 med bom og annen første linje": ONE.replace("UTF-8", "UTF-16").encode("utf-16"),
    "utf-16-be med bom": b"\xfe\xff" + ONE.encode("utf-16-be"),
    "utf-16-le uten bom": ONE.encode("utf-16-le"),
    "utf-32": ONE.encode("utf-32"),
    "utf-8 med bom": b"\xef\xbb\xbf" + ONE.encode(),
    "utf-8 uten første linje": BARE.encode(),
    "latin-1": declared(BARE, "ISO-8859-1").encode("latin-1"),
    "windows": declared(BARE, "windows-1252").encode("cp1252"),
}


@pytest.mark.parametrize("data", [pytest.param(data, id=navn) for navn, data in WRITTEN.items()])
def test_the_same_document_in_another_encoding_is_the_same(data: bytes) -> None:
    found = READER.read(data, "a.xml", 0)
    plain = READER.read(ONE.encode(), "a.xml", 0)
    assert isinstance(found, CaseRows) and isinstance(plain, CaseRows)
    assert not found.antakelser
    assert found.links == plain.links
    assert "Østbyen" in repr(found.rows["innsending"])


COPIES = {
    "andre linjeskift": ONE.replace("\n", "\r\n").encode(),
    "gammel Mac": ONE.replace("\n", "\r").encode(),
    "uten innrykk": "".join(line.strip() for line in ONE.splitlines()).encode(),
    "med bom": b"\xef\xbb\xbf" + ONE.encode(),
    "utf-16": ONE.encode("utf-16"),
    "linjeskift til slutt": ONE.encode() + b"\n\n",
}


@pytest.mark.parametrize("copy", [pytest.param(data, id=navn) for navn, data in COPIES.items()])
def test_a_copy_written_in_another_way_is_the_same_submission(tmp_path: Path, copy: bytes) -> None:
    made = Imported(tmp_path, {"a.xml": ONE, "b.xml": copy})
    assert [(u.kode, u.antall) for u in made.manifest.utelatt] == [("gjentatt-dokument", 1)]
    assert not made.report.problems


def test_copies_without_an_id_are_one_submission(tmp_path: Path) -> None:
    without = ONE.replace(f' Id="{uid(bvr.INNSENDING)}"', "", 1)
    made = Imported(tmp_path, {"a.xml": without, "b.xml": without.replace("\n", "\r\n")}, tolerant=True)
    assert [(u.kode, u.antall) for u in made.manifest.utelatt] == [("gjentatt-dokument", 1)]


def test_unknown_fields_are_one_line_for_each_name() -> None:
    newer = bvr.V5.replace("<Kode>", "<Nytt>1</Nytt><Kode>")
    found = READER.read(newer.encode(), "a.xml", 0)
    assert not isinstance(found, CaseRows)
    (problem,) = found
    assert "«Nytt»" in problem.tekst and "steder, det første her" in problem.tekst
    assert "nyere" in problem.hint
