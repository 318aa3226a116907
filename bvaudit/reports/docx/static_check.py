"""Checks a template without rendering it. Every run does it before the first document, and ``bvaudit mal sjekk``
does."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit.diagnostics import Problem, in_order
from bvaudit.reports.docx.container import WordFile
from bvaudit.reports.docx.marker_place import almost_markers, marker_places
from bvaudit.reports.docx.places import Paragraph, all_paragraphs, fault, part_label, place
from bvaudit.reports.docx.report import WordReport
from bvaudit.reports.docx.safe_template import SafeTemplate
from bvaudit.reports.docx.sandbox import environment
from bvaudit.reports.docx.structure import check_structure
from bvaudit.reports.docx.syntax import check_source
from bvaudit.reports.docx.tags import MARKER, left_open, tags_by_part, tags_in
from bvaudit.texts import text

BODY = "word/document.xml"
_RENDERED = ("word/document", "word/header", "word/footer")


def check_static(beholder: WordFile, report: WordReport[Any], shown: str) -> list[Problem]:
    """Marker, places, pairs, syntax and the field names of ``report``. Sorted; empty when the template can be used."""
    paragraphs = list(all_paragraphs(beholder.deler))
    problems = [*_marker(paragraphs, beholder, shown), *_properties(beholder, shown), *_grids(beholder, shown)]
    template = SafeTemplate(beholder.innhold)
    tags = tags_by_part(beholder.deler)
    for name, group in groupby(paragraphs, key=lambda each: each.del_navn):
        own = list(group)
        if not name.startswith(_RENDERED):
            problems += _in_notes(own, shown)
            continue
        structure = check_structure(own, shown)
        problems += structure
        if not structure and tags.get(name):
            problems += check_source(template.tag_source(name), tags[name], report, environment(), shown)
    return in_order(problems)


def _marker(paragraphs: list[Paragraph], beholder: WordFile, shown: str) -> Iterator[Problem]:
    # A text box is written twice, for new and for old programs; once is enough to say.
    marked = [each for each in paragraphs if MARKER in each.tekst and not _is_for_old_programs(each)]
    in_body = [each for each in marked if each.del_navn == BODY]
    for each in marked:
        if each.del_navn != BODY:
            tekst = text("reports.static_check.kan_bare_sta_i_selve_teksten", marker=MARKER)
            yield Problem(
                sted=place(shown, each),
                kode="mal-merke-sted",
                tekst=tekst,
                hint=text("reports.static_check.flytt_det_ut_i_brodteksten"),
            )
    for each in in_body:
        if each.tekst.strip() != MARKER:
            hint = text("reports.static_check.la_sta_alene_pa_en_egen", marker=MARKER)
            yield Problem(
                sted=place(shown, each),
                kode="mal-merke-tekst",
                tekst=text("reports.static_check.deler_linje_med_annen_tekst", marker=MARKER),
                hint=hint,
            )
    yield from marker_places(in_body, beholder.deler, shown)
    for each in in_body[1:]:
        yield Problem(
            sted=place(shown, each),
            kode="mal-merke-flere",
            tekst=text("reports.static_check.star_flere_ganger", marker=MARKER),
            hint=text("reports.static_check.behold_bare_ett"),
        )
    body = [each for each in paragraphs if each.del_navn == BODY]
    almost = list(almost_markers(body, shown))
    yield from almost
    if not in_body and not almost and not any(tags_in(each) or left_open(each) for each in body):
        tekst, hint = text("mal.uten_merke", merke=MARKER), text("mal.uten_merke_hint", merke=MARKER)
        yield fault(shown, "mal-uten-merke", tekst, hint)


def _is_for_old_programs(paragraph: Paragraph) -> bool:
    return any(str(each.tag).endswith("}Fallback") for each in paragraph.element.iterancestors())


def _properties(beholder: WordFile, shown: str) -> Iterator[Problem]:
    for name in sorted(beholder.deler):
        if not (name.startswith("docProps/") and name.endswith(".xml")):
            continue
        written = " ".join(str(each) for each in parse_xml(beholder.deler[name]).itertext())
        if "{{" in written or "{%" in written:
            hint = text("reports.static_check.tom_feltet_under_fil_informasjon")
            yield fault(
                shown,
                "mal-egenskap",
                text("reports.static_check.merkelapp_i_tittel_forfatter_eller_en"),
                hint,
                sti=part_label(name),
            )


def _in_notes(paragraphs: list[Paragraph], shown: str) -> Iterator[Problem]:
    for each in paragraphs:
        if "{{" in each.tekst or "{%" in each.tekst:
            tekst = text("reports.static_check.merkelapper_kan_ikke_sta_i_en", del_navn=part_label(each.del_navn))
            yield Problem(
                sted=place(shown, each),
                kode="mal-fotnote",
                tekst=tekst,
                hint=text("reports.static_check.flytt_den_til_brodteksten"),
            )


def _grids(beholder: WordFile, shown: str) -> Iterator[Problem]:
    for number, table in enumerate(parse_xml(beholder.deler[BODY]).iter(qn("w:tbl")), start=1):
        if table.find(qn("w:tblGrid")) is None:
            yield fault(
                shown,
                "mal-tabell",
                text("reports.static_check.tabellen_mangler_kolonner"),
                text("reports.static_check.lag_tabellen_pa_nytt_i_word"),
                sti=f"tabell {number}",
            )
