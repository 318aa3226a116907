"""Every field of both field maps met with every kind of fault: the document is read or told of, the run goes on."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bvr_documents as bvr
import pytest
from lxml import etree
from snapshots import Imported

from bvaudit.diagnostics import Problem
from bvaudit.extract.documents.crashes import crash_problem
from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.documents.fields import Element
from bvaudit.extract.documents.formats.known import FORMATS

pytestmark = pytest.mark.lang

READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
VALUES = ("", " ", "77", "Ola & Kari", "x" * 400, "2025-02-30", "0001-01-01", "9999-12-31", "-1", "true", "æ\u00a0ø")
DOCUMENTS = {"v1": bvr.V1, "v3": bvr.V3, "v4": bvr.V4, "v5": bvr.V5, "eldre": bvr.ELDRE}


def fields(element: Any) -> Iterator[tuple[Any, str]]:
    """Every attribute and every text in a document: its element, and the attribute's name or nothing."""
    for each in element.iter():
        yield from ((each, name) for name in each.attrib)
        if not len(each):
            yield each, ""


def faulty(root: Any) -> Iterator[str]:
    """The document with one field wrong, for each field and each way of being wrong."""
    for number, (_, name) in enumerate(fields(root)):
        for change in (*VALUES, None, "to ganger", "et barn", "ukjent felt", "nil"):
            other = copy.deepcopy(root)
            element = next(f for at, (f, _) in enumerate(fields(other)) if at == number)
            _spoil(element, name, change)
            yield etree.tostring(other, encoding="unicode")


def _spoil(element: Any, name: str, change: str | None) -> None:
    match change:
        case None if name:
            del element.attrib[name]
        case None:
            element.getparent().remove(element)
        case "to ganger" if element.getparent() is None:
            pass
        case "to ganger":
            element.addnext(copy.deepcopy(element))
        case "et barn":
            etree.SubElement(element, "Kode").text = "1"
        case "ukjent felt":
            element.set("Hemmelig", "x")
        case "nil":
            element.set("{http://www.w3.org/2001/XMLSchema-instance}nil", "true")
        case _ if name:
            element.set(name, change)
        case _:
            element.text = change


@pytest.mark.parametrize("navn", DOCUMENTS)
def test_a_faulty_field_is_read_or_told_of(navn: str) -> None:
    for changed in faulty(etree.fromstring(DOCUMENTS[navn].encode())):
        found = READER.read(changed.encode(), "a.xml", 0)
        assert isinstance(found, CaseRows) or (found and all(isinstance(p, Problem) for p in found))


def _names(element: Element) -> Iterator[tuple[str, str]]:
    for felt in element.felt:
        yield element.navn, felt.navn.lstrip("@")
    for child in element.barn:
        yield from _names(child)
        if child.flat is not None:
            yield from _names(child.flat)


def test_the_documents_have_nearly_every_field() -> None:
    """What they lack is optional and of a kind that is met elsewhere."""
    met: set[str] = set()
    for text in DOCUMENTS.values():
        for element, name in fields(etree.fromstring(text.encode())):
            met |= {name, element.tag}
    wanted = {name for form in FORMATS for name in _names(form.rot)}
    lacking = {(where, name) for where, name in wanted if (name or where) not in met}
    assert len(lacking) < len(wanted) / 10, lacking


@pytest.mark.parametrize(
    ("riktig", "galt"),
    [
        pytest.param("<Saksinnhold>1.3.01</Saksinnhold>", "<Saksinnhold>77</Saksinnhold>", id="kode som egen tekst"),
        pytest.param("<Kode>11.6</Kode>", "<Kode>77.7</Kode>", id="kode i felt"),
        pytest.param("<UtfortDato>2026-02-16</UtfortDato>", "<UtfortDato/>", id="tom dato som egen tekst"),
        pytest.param("<Vedtaksgrunnlag>1.3.10</Vedtaksgrunnlag>", "<Vedtaksgrunnlag>x</Vedtaksgrunnlag>", id="tekst"),
    ],
)
def test_a_fault_costs_its_document_and_nothing_more(tmp_path: Path, riktig: str, galt: str) -> None:
    assert riktig in bvr.V5
    made = Imported(tmp_path, {"a.xml": bvr.V5.replace(riktig, galt), "b.xml": bvr.V4})
    assert (made.manifest.dokumenter_brukt, made.manifest.dokumenter_utelatt) == (1, 1)


def test_an_unforeseen_fault_is_told_without_anything_of_the_case() -> None:
    try:
        {"Kari Nordmann": 1}["02011000100"]
    except KeyError as error:
        said = str(crash_problem("a.xml", error))
    assert "programfeil" in said and "KeyError" in said and "test_field_faults.py" in said
    assert "Kari" not in said and "02011" not in said
