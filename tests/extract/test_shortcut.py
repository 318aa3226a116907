"""The short way and the long way give the same lines, or the short way gives none."""

import hashlib
import random
import time
from typing import Any

import bvr_documents as bvr
import pytest
from bvr_documents import en_sak, en_v5_sak, melding, relasjon, uid, undersokelse
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bvaudit.extract.documents.document import DocumentReader, Reading
from bvaudit.extract.documents.markup import Unusual, cut, tokens
from bvaudit.extract.documents.shortcut import Lines, Shortcut
from bvaudit.extract.normalise.staging import SEPARATOR

READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
WITH_IDS = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(), keep_ids=True)
TOLERANT = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(), tolerant=True)


def shortcut_of(reader: DocumentReader) -> Shortcut:
    found = reader.shortcut()
    assert found is not None
    return found


# Kept from document to document, as in a run: what is learned from one must never spoil another.
SHORTCUTS = {reader: shortcut_of(reader) for reader in (READER, WITH_IDS, TOLERANT)}


def short(data: bytes, reader: DocumentReader = READER) -> Lines | None:
    return SHORTCUTS[reader].read(data, hashlib.sha256(data).hexdigest(), 7)


def agree(data: bytes, reader: DocumentReader = READER) -> bool:
    """Whether the short way gave anything; what it gave is what the long way gives."""
    lines = short(data, reader)
    if lines is None:
        return False
    reading = reader.read(data, "a.xml", 7)
    assert isinstance(reading, Reading), "\n".join(map(str, reading))
    assert not reading.antakelser
    rows = {**reading.rows}
    assert [lines.innsending] == rows.pop("innsending")
    assert dict(lines.rows) == {table: list(map(_line, found)) for table, found in rows.items()}
    assert lines.links == list(map(_line, reading.links))
    return True


def _line(row: Any) -> str:
    return SEPARATOR.join("" if value is None else str(value) for value in row)


XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XSD = ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
ORDINARY = {
    "v3": bvr.V3,
    "v4": bvr.V4,
    "v5": bvr.V5,
    "tom sak": en_sak(),
    "windows-linjeskift": bvr.V4.replace("\n", "\r\n"),
    "uten innrykk": "".join(line.strip() for line in bvr.V4.splitlines()),
    "uten deklarasjon": bvr.V4.split("\n", 1)[1],
    "skjema på roten": bvr.V4.replace(
        "<Barnevern ", f"<Barnevern{XSI} xsi:noNamespaceSchemaLocation='v4.xsd' ".replace("'", '"')
    ),
    "navnerom på roten": bvr.V5.replace("Innrapportering>", f"Innrapportering{XSD}{XSI}>", 1),
    "bydel og æøå": en_sak(melding(), bydel="03", avgiver=' Bydelsnavn="Østbyen"'),
    "relasjon til noe som ikke er der": en_sak(relasjon("borte", "Melding", uid(bvr.PLAN), "Plan")),
    "relasjon før det den viser til": en_sak(
        relasjon(uid(bvr.MELDING), "Melding", uid(bvr.UNDERSOKELSE), "Undersokelse") + melding() + undersokelse()
    ),
    "samme id i to begreper": en_sak(melding() + undersokelse().replace(uid(bvr.UNDERSOKELSE), uid(bvr.MELDING))),
    "to besøk samme dag": bvr.V5.replace(
        "<UtfortDato>2026-02-16</UtfortDato>", "<UtfortDato>2026-02-16</UtfortDato>" * 2
    ),
}


@pytest.mark.parametrize("reader", [pytest.param(r, id=n) for n, r in (("uten id", READER), ("med id", WITH_IDS))])
@pytest.mark.parametrize("text", [pytest.param(text, id=navn) for navn, text in ORDINARY.items()])
def test_ordinary_documents_take_the_short_way(text: str, reader: DocumentReader) -> None:
    assert agree(text.encode(), reader)
    assert agree(text.encode(), reader)  # and again, now that it is known


UNUSUAL = {
    "v1": bvr.V1,
    "eldre": bvr.ELDRE,
    "doctype": bvr.V4.replace("<Barnevern ", "<!DOCTYPE Barnevern>\n<Barnevern ", 1),
    "kommentar": bvr.V4.replace("<Melding", "<!-- x --><Melding", 1),
    "cdata": bvr.V5.replace("<Kode>2</Kode>", "<Kode><![CDATA[2]]></Kode>", 1),
    "tegnreferanse": bvr.V4.replace('Kode="22"', 'Kode="2&#50;"'),
    "annen koding": bvr.V4.replace("UTF-8", "ISO-8859-1", 1),
    "bom": "\ufeff" + bvr.V4,
    "enkle anførselstegn": bvr.V4.replace('Kode="22"', "Kode='22'"),
    "navnerom": bvr.V4.replace("<Barnevern ", '<Barnevern xmlns:a="b" ', 1),
    "samme navnerom to ganger": bvr.V4.replace("<Barnevern ", f"<Barnevern{XSD}{XSI}{XSD} ", 1),
    "skjema uten navnerom": bvr.V4.replace("<Barnevern ", '<Barnevern xsi:noNamespaceSchemaLocation="a" ', 1),
    "melder 24 i v5": bvr.V5.replace("<OffentligMelder>10<", "<OffentligMelder>24<"),
    "id etter det den er id for": en_v5_sak("").replace(
        f"<id>{uid(bvr.SAK)}</id>", f"<BrukAvPoliti/><id>{uid(bvr.SAK)}</id>"
    ),
    "uten tidssone": en_sak(tatt="2025-12-31T02:00:00"),
    "gjentatt id": en_sak(melding() + melding()),
    "gjentatt felt": en_sak(melding(mer=' StartDato="2025-01-06"')),
    "to rotelementer": bvr.V3 + bvr.V3.split("\n", 1)[1],
    "ulukket": bvr.V3.replace("</Sak>", ""),
    "tekst mellom felt": bvr.V3.replace("<Melder", "x<Melder", 1),
    "mindre enn i en verdi": bvr.V3.replace("Fortrolig tekst", "Fortrolig < tekst"),
    "anførselstegn i en tekst": bvr.V5.replace("<Kode>2</Kode>", '<Kode>2"</Kode>', 1),
    "anførselstegn først i en tekst": bvr.V5.replace("<Kode>2</Kode>", '<Kode>"2</Kode>', 1),
    "verdi uten slutt": bvr.V4.replace('<Melder Kode="1"/>', '<Melder Kode="1</Melder>', 1),
    "styretegn": bvr.V3.replace("Fortrolig tekst", "Fortrolig\x01tekst"),
    "ikke et tegn": bvr.V3.replace("Fortrolig tekst", "Fortrolig\uffff tekst"),
    "ingenting": "",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=navn) for navn, text in UNUSUAL.items()])
def test_what_is_unusual_or_wrong_goes_the_long_way(text: str) -> None:
    assert short(text.encode()) is None
    assert short(text.encode(), TOLERANT) is None


def test_bytes_that_are_not_text() -> None:
    assert short(bvr.V4.encode("utf-16")) is None
    assert short(bvr.V4.encode().replace(b"Fortrolig", b"\xff\xfe")) is None


# Pieces that mean something somewhere, put where they may not.
_PIECES = (
    *("<", ">", '"', "/>", "</", "=", "&amp;", "&", " ", "\t", "\n", "]]>", "x", "\u0085", "é", "'"),
    *(' Id="', 'Kode="1"', "<Lov>BVL</Lov>", "<Ledd>3</Ledd>", "</Melding>", "<Melder/>", ' ErSlettet="true"'),
    *("<Konklusjon/>", "2025-02-30", "24", "BVL", "1.3.10", uid(bvr.MELDING), uid(bvr.TILTAK).upper()),
)


@settings(max_examples=300, deadline=None)
@given(
    navn=st.sampled_from(["v3", "v4", "v5"]),
    seed=st.integers(0, 2**32),
    changes=st.lists(
        st.sampled_from(["sett inn", "ta ut", "bytt om", "gjenta", "samme verdi"]), min_size=1, max_size=3
    ),
)
def test_however_a_document_is_changed_the_two_ways_agree(navn: str, seed: int, changes: list[str]) -> None:
    """Most of these are wrong: what is promised is that the short way takes none that the parser refuses."""
    rng, text = random.Random(seed), ORDINARY[navn]
    for change in changes:
        text = _changed(text, change, rng)
    agree(text.encode())


def test_many_different_documents_take_the_short_way_and_agree() -> None:
    """Documents put together anew from the pieces of whole ones, so that most are read and all are different."""
    rng, compared, seen = random.Random(20261129), 0, set()
    while len(seen) < 500:
        text = _rearranged(ORDINARY[rng.choice(["v3", "v4", "v5"])], rng)
        seen.add(text)
        compared += agree(text.encode())
    assert compared > 300


def _rearranged(text: str, rng: random.Random) -> str:
    root = etree.fromstring(text.encode())
    for _ in range(rng.randint(1, 6)):
        elements = [e for e in root.iter() if e.getparent() is not None]
        one, other = rng.choice(elements), rng.choice(elements)
        match rng.randrange(5):
            case 0 if one.tag not in ("Sak", "Avgiver", "Fagsystem"):
                one.getparent().remove(one)
            case 1 if one.getparent() is other.getparent():
                one.addnext(other)
            case 2:
                alike = [e for e in elements if e.tag == one.tag and not len(e)]
                one.text, other = rng.choice(alike or [one]).text, one
            case 3:
                for e in elements:
                    e.text = (e.text or "").replace("2026-02-1", f"2026-02-{rng.randrange(2)}") if e.text else e.text
            case _:
                dates = [(e, n) for e in elements for n in e.attrib if n.endswith("Dato")]
                if dates:
                    e, n = rng.choice(dates)
                    e.set(n, f"20{rng.randrange(10, 26)}-0{rng.randrange(1, 10)}-{rng.randrange(10, 28)}")
    return etree.tostring(root, encoding="unicode")


NOT_XML = {
    "større-enn for anførselstegn": bvr.V4.replace('Kode="22"', 'Kode=>22"'),
    "anførselstegn til slutt mangler": bvr.V4.replace('Kode="22"', 'Kode="22'),
    "bare anførselstegn til slutt": bvr.V4.replace('Kode="22"', 'Kode=22"'),
    "tekst som slutter med anførselstegn": bvr.V5.replace("<Kode>2</Kode>", '<Kode>2"', 1),
    "felt uten navn": bvr.V4.replace('Kode="22"', '="22"'),
    "felt uten er-lik": bvr.V4.replace('Kode="22"', 'Kode"22"'),
    "to er-lik": bvr.V4.replace('Kode="22"', 'Kode=="22"'),
    "felter uten mellomrom": bvr.V4.replace('" StartDato="', '"StartDato="', 1),
    "verdi rett før slutten": bvr.V4.replace('<Melder Kode="1"/>', '<Melder Kode="1"</Melder>'),
    "slutt uten navn": bvr.V5.replace("</Kode>", "</>", 1),
    "sluttmerke med felt": bvr.V5.replace("</Kode>", '</Kode Id="1">', 1),
    "åpent merke i merke": bvr.V5.replace("<Kode>", "<Kode <Kode>", 1),
    "skråstrek først": bvr.V5.replace("<Kode>2", "<Kode/>2", 1),
    "mellomrom først i merket": bvr.V5.replace("<Kode>", "< Kode>", 1),
    "samme felt to ganger": bvr.V4.replace('Kode="22"', 'Kode="22" Kode="22"'),
    "tekst etter slutten": bvr.V3 + "x",
    "tekst før begynnelsen": "x" + bvr.V3,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=navn) for navn, text in NOT_XML.items()])
def test_what_is_not_xml_is_refused_by_both_ways(text: str) -> None:
    assert text not in ORDINARY.values()
    assert short(text.encode()) is None
    assert not isinstance(READER.read(text.encode(), "a.xml", 7), Reading)


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
    assert short(text.encode()) is None
    READER.read(text.encode(), "a.xml", 7)
    assert time.process_time() - started < 5


def _changed(text: str, change: str, rng: random.Random) -> str:
    marks = [at for at, sign in enumerate(text) if sign in '<>"=']
    one, two = sorted(rng.sample(marks, 2))
    two = min(two, one + rng.choice((2, 20, 200)))
    match change:
        case "sett inn":
            return text[:one] + rng.choice(_PIECES) + text[one:]
        case "ta ut":
            return text[:one] + text[two:]
        case "bytt om":
            lines = text.split("\n")
            here = rng.randrange(3, len(lines) - 2)
            lines[here], lines[here + 1] = lines[here + 1], lines[here]
            return "\n".join(lines)
        case "gjenta":
            lines = text.split("\n")
            here = rng.randrange(3, len(lines) - 1)
            return "\n".join([*lines[:here], lines[here], *lines[here:]])
        case _:
            values = text.split('"') if '"Barnevern' not in text and text.count('"') > 20 else text.split(">")
            here, there = rng.randrange(9, len(values)), rng.randrange(9, len(values))
            values[here] = values[there]
            return ('"' if text.count('"') > 20 else ">").join(values)


def test_markup_is_read_to_its_end() -> None:
    assert list(tokens(" />\n  </Plan>\n<Tiltak Id=")) == [
        ("empty", "/>"),
        ("end", "Plan"),
        ("start", "Tiltak"),
        ("attribute", "Id"),
    ]
    assert list(tokens("><Kode")) == [("inside", ">"), ("start", "Kode")]


@pytest.mark.parametrize("markup", ["<a>b", "<!", "<?x?>", '<a b="c"', "<a b=c", "<a:b>", "/ >", "<a>\u00a0<b>"])
def test_markup_that_is_not_plain_is_refused(markup: str) -> None:
    with pytest.raises(Unusual):
        list(tokens(markup))


def test_values_stand_where_they_stood() -> None:
    assert cut(b'<A B="1" C=""><D>2</D></A>') == ["<A B=", "1", " C=", "", "><D", "2", "</D></A>"]
