"""Every byte of a public report: no number that is hidden, nobody's pseudonym, no avvik, in any part of any package."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.report_view import word_report
from bvaudit.reports.xlsx.tables_book import tables_book
from bvaudit.workflows.report import documents_of, file_of

from .report_cases import content, editions, facts
from .report_pages import Page

SMALL = 2  # hidden wherever it is a count of people
OTHER = 7790613  # what is hidden along with it: it stands nowhere else
REPORTS = sorted(one.id for one in content().planer.rapporter)
QUICK = {"nokkeltall-kommune"}
EVERY = [pytest.param(id_, marks=() if id_ in QUICK else pytest.mark.lang) for id_ in REPORTS]
PSEUDONYM = re.compile(r"\b[BSTUMPH]-[0-9A-HJKMNP-TV-Z]{8}\b")
AVVIK = re.compile(r"\bAV-\d{4}-\d{4}\b")
BIRTH_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")


def parts(package: bytes, inside: str = "") -> Iterator[tuple[str, str]]:
    """Name and text of every part: names, properties, charts, and the workbooks inside them too."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        for name in archive.namelist():
            blob = archive.read(name)
            yield f"{inside}{name}", name
            if blob[:2] == b"PK":
                yield from parts(blob, f"{inside}{name}!")
            else:
                yield f"{inside}{name}", blob.decode("utf-8", "ignore").replace("<w:noBreakHyphen/>", "-")


def words(said: str) -> str:
    """Without the marks, that split what a reader sees; numbers as people write them too."""
    return re.sub(r"<[^>]+>", "", said).replace("\u00a0", "").replace("\u2011", "-")


@cache
def made(id_: str) -> tuple[Page, dict[str, bytes], list[Nokkelrad]]:
    """The paper where every count of people in the first unit and municipality is 2, and in the next a marked one."""
    known = facts(id_)
    (utgave,) = editions(id_, Malgruppe.OFFENTLIG)
    first = (next(iter(known.enheter)), next(iter(known.kommuner)))
    rows = [
        replace(one, verdi=OTHER, teller=None, nevner=None, n_saker=OTHER, tilstand=Tilstand.SKJULT)
        if not one.tall.startswith(("register.", "liste.", "krav.")) and {one.enhet, one.kommune} & set(first)
        else one
        for one in known.rader
    ]
    known = replace(known, rader=tuple(rows))
    (paper,) = documents_of(known, (utgave,), content())
    word = open_template(word_report(paper.dokument, known), None).fill(paper.dokument.visning, date(2026, 11, 30))
    stem = file_of(paper.utgave, known)
    files = {f"{stem}.docx": word, f"{stem}-vedlegg.xlsx": tables_book(paper.dokument.bok)}
    return Page(paper.dokument), files, list(paper.dokument.brukt)


@pytest.mark.parametrize("id_", EVERY)
def test_no_part_of_a_public_report_has_what_is_hidden(id_: str) -> None:
    _, files, used = made(id_)
    for name, package in files.items():
        for part, said in (("", name), *parts(package)):
            seen = words(said)
            assert str(OTHER) not in seen.replace(" ", ""), (name, part)
            assert not PSEUDONYM.search(seen), (name, part)
            assert not AVVIK.search(seen), (name, part)
            if part.endswith((".xml", ".docx", ".xlsx", "")) and "theme" not in part:
                assert not BIRTH_NUMBER.search(re.sub(r"<[^>]+>", " ", said)), (name, part)
    hidden = [row for row in used if row.tilstand is Tilstand.SKJULT]
    assert all(row.verdi is row.teller is row.nevner is row.n_saker is None for row in hidden)


@pytest.mark.parametrize("id_", EVERY)
def test_no_small_count_of_people_has_an_address(id_: str) -> None:
    _, _, used = made(id_)
    people = [row for row in used if not row.tall.startswith(("register.", "liste.", "krav.", "arshjul.", "tilsyn."))]
    counts = [row for row in people if row.storrelse in ("antall", "antall_barn") and row.teller is None]
    assert all(row.verdi not in (1, SMALL) for row in counts)


def test_the_search_sees_what_it_looks_for() -> None:
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(
            "word/document.xml", "<w:t>7790</w:t><w:t>613 for B-7K2M9QXA, AV</w:t><w:noBreakHyphen/>2026-0041"
        )
    (said,) = [words(text) for name, text in parts(package.getvalue()) if "<" in text]
    assert str(OTHER) in said and PSEUDONYM.search(said)
