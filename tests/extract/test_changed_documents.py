"""However a document is written it gives the same rows, and however it is spoilt it is read or refused."""

import random
import re
import time

import bvr_documents as bvr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bvaudit.diagnostics import Problem
from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.normalise.staging import Row

READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
DOCUMENTS = {"v1": bvr.V1, "v3": bvr.V3, "v4": bvr.V4, "v5": bvr.V5}
# Of the file and not of what it says.
_OF_THE_FILE = ("innsending",)
XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def said(data: bytes) -> tuple[dict[str, list[Row]], list[Row]]:
    found = READER.read(data, "a.xml", 7)
    assert isinstance(found, CaseRows), "\n".join(map(str, found))
    return {table: rows for table, rows in found.rows.items() if table not in _OF_THE_FILE}, found.links


def with_other_order(text: str) -> str:
    """The attributes of every element the other way round."""

    def turned(match: re.Match[str]) -> str:
        attributes = re.findall(r'\s[\w]+="[^"]*"', match[2])
        return f"<{match[1]}{''.join(reversed(attributes))}{match[3]}>"

    head, body = text.split("\n", 1)
    return f"{head}\n" + re.sub(r'<(\w+)((?:\s[\w]+="[^"]*")+)\s*(/?)>', turned, body)


def with_pairs(text: str) -> str:
    """``<Melder Kode="1"/>`` → ``<Melder Kode="1"></Melder>``."""
    return re.sub(r"<(\w+)([^<>]*)/>", r"<\1\2></\1>", text)


def with_spaces(text: str) -> str:
    """White space wherever XML lets it stand and it means nothing."""
    head, body = text.split("\n", 1)
    body = re.sub(r'(\s\w+)="', r'\n\t\1 = "', body)
    return f"{head}\n\n" + re.sub(r"</(\w+)>", r"</\1 \n>\r\n", body)


def with_comments(text: str) -> str:
    head, body = text.split("\n", 1)
    return f"{head}\n<!-- {bvr.FRITEKST} -->" + re.sub(r"(</\w+>|/>)(?=\s*<)", r"\1<!-- < > \" & -->", body)


WRITTEN = {
    "enkle anførselstegn": lambda text: text.replace('"', "'"),
    "andre felt først": with_other_order,
    "par for tomme": with_pairs,
    "mellomrom": with_spaces,
    "windows-linjeskift": lambda text: text.replace("\n", "\r\n"),
    "uten innrykk": lambda text: "".join(line.strip() for line in text.splitlines()),
    "uten deklarasjon": lambda text: text.split("\n", 1)[1],
    "kommentarer": with_comments,
    "programanvisning": lambda text: text.replace("<Sak", "<?skriver 1.0?><Sak", 1),
    "tegnreferanser": lambda text: re.sub(r"(?<=[\">])(2)(?=[\"<])", "&#50;", text.replace("æ", "&#xE6;")),
    "cdata": lambda text: re.sub(r">([^<>\s][^<>]*)</", r"><![CDATA[\1]]></", text),
    "navnerom på roten": lambda text: re.sub(r"<(Barnevern\w*)", rf"<\1{XSI}", text, count=1),
    "skjema på roten": lambda text: re.sub(
        r"<(Barnevern\w*)", rf'<\1{XSI} xsi:noNamespaceSchemaLocation="a.xsd"', text, count=1
    ),
    "byterekkefølgemerke": lambda text: "\ufeff" + text,
    "utf-16": lambda text: text.replace("UTF-8", "UTF-16"),
}


@pytest.mark.parametrize("navn", DOCUMENTS)
@pytest.mark.parametrize("hvordan", WRITTEN)
def test_the_same_is_read_however_it_is_written(navn: str, hvordan: str) -> None:
    written = WRITTEN[hvordan](DOCUMENTS[navn])
    assert said(written.encode("utf-16" if hvordan == "utf-16" else "utf-8")) == said(DOCUMENTS[navn].encode())


@pytest.mark.parametrize("navn", DOCUMENTS)
def test_ways_of_writing_put_together(navn: str) -> None:
    text = DOCUMENTS[navn]
    for hvordan in ("andre felt først", "par for tomme", "mellomrom", "kommentarer", "skjema på roten"):
        text = WRITTEN[hvordan](text)
    assert said(text.encode()) == said(DOCUMENTS[navn].encode())


def test_quotation_marks_in_a_name_are_kept() -> None:
    text = bvr.en_sak(avgiver=' Bydelsnavn="Sone &quot;Nord&quot;"', bydel="03")
    found = READER.read(text.encode(), "a.xml", 0)
    assert isinstance(found, CaseRows)
    assert 'Sone "Nord"' in found.rows["innsending"][0]


NOT_XML = {
    "større-enn for anførselstegn": bvr.V4.replace('Kode="22"', 'Kode=>22"'),
    "anførselstegn til slutt mangler": bvr.V4.replace('Kode="22"', 'Kode="22'),
    "bare anførselstegn til slutt": bvr.V4.replace('Kode="22"', 'Kode=22"'),
    "felt uten navn": bvr.V4.replace('Kode="22"', '="22"'),
    "felt uten er-lik": bvr.V4.replace('Kode="22"', 'Kode"22"'),
    "to er-lik": bvr.V4.replace('Kode="22"', 'Kode=="22"'),
    "felter uten mellomrom": bvr.V4.replace('" StartDato="', '"StartDato="', 1),
    "verdi rett før slutten": bvr.V4.replace('<Melder Kode="1"/>', '<Melder Kode="1"</Melder>'),
    "slutt uten navn": bvr.V5.replace("</Kode>", "</>", 1),
    "sluttmerke med felt": bvr.V5.replace("</Kode>", '</Kode Id="1">', 1),
    "åpent merke i merke": bvr.V5.replace("<Kode>", "<Kode <Kode>", 1),
    "mellomrom først i merket": bvr.V5.replace("<Kode>", "< Kode>", 1),
    "samme felt to ganger": bvr.V4.replace('Kode="22"', 'Kode="22" Kode="22"'),
    "mindre enn i en verdi": bvr.V3.replace("Fortrolig tekst", "Fortrolig < tekst"),
    "og-tegn i en verdi": bvr.V3.replace("Fortrolig tekst", "Fortrolig & tekst"),
    "ukjent entitet": bvr.V3.replace("Fortrolig tekst", "Fortrolig &hemmelig; tekst"),
    "styretegn": bvr.V3.replace("Fortrolig tekst", "Fortrolig\x01tekst"),
    "ikke et tegn": bvr.V3.replace("Fortrolig tekst", "Fortrolig\uffff tekst"),
    "to rotelementer": bvr.V3 + bvr.V3.split("\n", 1)[1],
    "ulukket": bvr.V3.replace("</Sak>", ""),
    "tekst etter slutten": bvr.V3 + "x",
    "tekst før begynnelsen": "x" + bvr.V3,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=navn) for navn, text in NOT_XML.items()])
def test_what_is_not_xml_is_refused(text: str) -> None:
    assert text not in DOCUMENTS.values()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(text.encode())
    assert _told(READER.read(text.encode(), "a.xml", 7))


# Pieces that mean something somewhere, put where they may not.
_PIECES = (
    *("<", ">", '"', "/>", "</", "=", "&amp;", "&", " ", "\t", "\n", "]]>", "x", "\u0085", "é", "'"),
    *(' Id="', 'Kode="1"', "<Lov>BVL</Lov>", "<Ledd>3</Ledd>", "</Melding>", "<Melder/>", ' ErSlettet="true"'),
    *("<Konklusjon/>", "2025-02-30", "24", "BVL", "1.3.10", bvr.uid(bvr.MELDING), bvr.uid(bvr.TILTAK).upper()),
)


@settings(max_examples=300, deadline=None)
@given(
    navn=st.sampled_from(sorted(DOCUMENTS)),
    seed=st.integers(0, 2**32),
    changes=st.lists(st.sampled_from(["sett inn", "ta ut", "bytt om", "gjenta"]), min_size=1, max_size=3),
)
def test_however_a_document_is_changed_it_is_read_or_refused(navn: str, seed: int, changes: list[str]) -> None:
    """And it is never read when a parser that knows nothing of the format calls it no XML."""
    rng, text = random.Random(seed), DOCUMENTS[navn]
    for change in changes:
        text = _changed(text, change, rng)
    found = READER.read(text.encode(), "a.xml", 7)
    try:
        etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        assert _told(found)
    else:
        assert isinstance(found, CaseRows) or _told(found)


@pytest.mark.parametrize("navn", DOCUMENTS)
def test_elements_moved_about_are_read_or_refused(navn: str) -> None:
    rng, used = random.Random(20261129), 0
    for _ in range(100):
        found = READER.read(_rearranged(DOCUMENTS[navn], rng).encode(), "a.xml", 7)
        assert isinstance(found, CaseRows) or _told(found)
        used += isinstance(found, CaseRows)
    assert used > 20  # else nothing but refusals was tried


def _told(found: object) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(p, Problem) for p in found)


def _changed(text: str, change: str, rng: random.Random) -> str:
    marks = [at for at, sign in enumerate(text) if sign in '<>"=']
    one, two = sorted(rng.sample(marks, 2))
    lines = text.split("\n")
    here = rng.randrange(3, len(lines) - 1)
    match change:
        case "sett inn":
            at = one + rng.randrange(2)
            return text[:at] + rng.choice(_PIECES) + text[at:]
        case "ta ut":
            return text[:one] + text[min(two, one + rng.choice([1, 2, 40])) :]
        case "bytt om":
            lines[here], lines[here + 1 if here + 2 < len(lines) else here - 1] = (
                lines[here + 1 if here + 2 < len(lines) else here - 1],
                lines[here],
            )
            return "\n".join(lines)
        case _:
            return "\n".join([*lines[:here], lines[here], *lines[here:]])


def _rearranged(text: str, rng: random.Random) -> str:
    root = etree.fromstring(text.encode())
    for _ in range(rng.randint(1, 4)):
        elements = [e for e in root.iter() if e.getparent() is not None]
        one, other = rng.choice(elements), rng.choice(elements)
        match rng.randrange(3):
            case 0 if one.tag not in ("Sak", "Avgiver", "Fagsystem"):
                one.getparent().remove(one)
            case 1 if one.getparent() is other.getparent():
                one.addnext(other)
            case _:
                dates = [(e, n) for e in elements for n in e.attrib if n.endswith("Dato")]
                if dates:
                    e, n = rng.choice(dates)
                    e.set(n, f"20{rng.randrange(10, 26)}-0{rng.randrange(1, 10)}-{rng.randrange(10, 28)}")
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<Barnevern " + "<Sak " * 400_000, id="merker uten verdier"),
        pytest.param("<Barnevern>" + "<a>" * 600_000, id="merker i merker"),
        pytest.param("<Barnevern " + " " * 4_000_000 + ">", id="mellomrom"),
        pytest.param("<Barnevern " + "/> " * 1_000_000, id="tomme merker"),
        pytest.param("<Barnevern " + '"' * 3_000_000, id="anførselstegn"),
        pytest.param("<Barnevern " + '="' * 1_000_000, id="åpne verdier"),
        pytest.param("<Barnevern " + ">a" * 1_500_000, id="åpne tekster"),
    ],
)
def test_time_is_in_proportion_to_size(text: str) -> None:
    started = time.process_time()
    assert _told(READER.read(text.encode(), "a.xml", 7))
    assert time.process_time() - started < 5
