"""What in a Word file would fetch, run or hide something: refused before anything is rendered."""

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit import texts
from bvaudit.diagnostics import Problem
from bvaudit.reports.docx.places import all_paragraphs, fault, is_text_part, part_label, place

# Fields that only show something the document itself knows. DDE, INCLUDETEXT, LINK and their like are not here.
_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC", "TC", "HYPERLINK"),
    *("DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR", "LASTSAVEDBY", "KEYWORDS"),
    *("COMMENTS", "FILENAME", "FILESIZE", "DOCPROPERTY", "TEMPLATE", "REVNUM", "NUMWORDS", "NUMCHARS"),
    *("SEQ", "IF", "COMPARE", "QUOTE", "SYMBOL", "LISTNUM", "ADVANCE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
}
_CHANGES = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *(
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "tblGridChange",
        "tblPrExChange",
    ),
)
_TRACKED = tuple(qn(f"w:{name}") for name in _CHANGES)
_OBJECTS = (
    "oleobject",
    "activex",
    "control",
    "afchunk",
    "subdocument",
    "vbaproject",
    "wordvbadata",
    "attachedtoolbars",
)


def active_content(parts: Mapping[str, bytes], shown: str) -> list[Problem]:
    """Every reason not to open this file: links out, embedded objects, dangerous fields, tracked changes."""
    problems = [problem for name in sorted(parts) for problem in _links(name, parts[name], shown)]
    problems += [problem for name in sorted(parts) for problem in _objects(name, parts[name], shown)]
    problems += [problem for name in sorted(parts) for problem in _fields(name, parts[name], shown)]
    return problems + _tracked_changes(parts, shown)


def _links(name: str, content: bytes, shown: str) -> Iterator[Problem]:
    if not name.endswith(".rels"):
        return
    for relation in parse_xml(content):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1].lower()
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            hint = texts.text("reports.active_content.sett_inn_bildet_eller_teksten_i")
            yield fault(shown, "mal-ekstern", texts.text("reports.active_content.filen_henter_innhold_utenfra"), hint)
        elif kind in _OBJECTS:
            hint = texts.text("reports.active_content.fjern_objektet_makroen_eller")
            yield fault(
                shown, "mal-objekt", texts.text("reports.active_content.filen_inneholder_et_innebygd_objekt"), hint
            )


def _objects(name: str, content: bytes, shown: str) -> Iterator[Problem]:
    embedded = name.startswith("word/embeddings/") and not name.endswith(".xlsx")  # the workbook behind a chart is fine
    if embedded or name.lower().startswith(("word/activex/", "word/afchunk")):
        yield fault(
            shown,
            "mal-objekt",
            texts.text("reports.active_content.filen_inneholder_et_innebygd_objekt_2"),
            texts.text("reports.active_content.fjern_objektet_og_lagre"),
        )
    elif is_text_part(name) and any(True for _ in parse_xml(content).iter(qn("w:object"), qn("w:altChunk"))):
        hint = texts.text("reports.active_content.fjern_objektet_eller_lim_det_inn")
        yield fault(
            shown,
            "mal-objekt",
            texts.text("reports.active_content.filen_inneholder_et_innebygd_objekt_2"),
            hint,
            sti=part_label(name) or None,
        )


def _fields(name: str, content: bytes, shown: str) -> Iterator[Problem]:
    if not is_text_part(name):
        return
    for words in _field_texts(parse_xml(content)):
        first = (words.split() or [""])[0].upper()
        if first not in _FIELDS and not first.startswith("="):
            tekst = (
                texts.text("reports.active_content.feltkoden_kan_ikke_brukes_i_en", first=first[:20])
                if first
                else texts.text("reports.active_content.filen_har_en_feltkode_uten_navn")
            )
            hint = texts.text("reports.active_content.merk_feltet_i_word_og_trykk")
            yield fault(shown, "mal-feltkode", tekst, hint, sti=part_label(name) or None)


def _field_texts(root: Any) -> Iterator[str]:
    """The text of each field code. A code built from other codes has no text of its own, and comes out empty."""
    open_fields: list[list[str]] = []
    in_code: list[bool] = []
    for element in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        if element.tag == qn("w:fldSimple"):
            yield str(element.get(qn("w:instr"), ""))
        elif element.tag == qn("w:instrText"):
            if open_fields and in_code[-1]:
                open_fields[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif (kind := element.get(qn("w:fldCharType"))) == "begin":
            open_fields.append([])
            in_code.append(True)
        elif open_fields and kind == "separate":
            in_code[-1] = False
        elif open_fields and kind == "end":
            yield "".join(open_fields.pop())
            in_code.pop()
    yield from ("".join(text) for text in open_fields)


def _tracked_changes(parts: Mapping[str, bytes], shown: str) -> list[Problem]:
    marked = [p for p in all_paragraphs(parts) if any(True for _ in p.element.iter(*_TRACKED))]
    if not marked:
        rows = any(any(True for _ in parse_xml(parts[n]).iter(*_TRACKED)) for n in parts if is_text_part(n))
        return [_tracked(shown)] if rows else []
    first = marked[0]
    deleted = "".join(each.text or "" for p in marked for each in p.element.iter(qn("w:delText")))
    hint = texts.text("reports.active_content.godta_eller_forkast_alle_endringer")
    tekst = texts.text("reports.active_content.malen_har_sporede_endringer") + (
        texts.text("reports.active_content.som_skjuler_en_merkelapp") if "{{" in deleted or "{%" in deleted else ""
    )
    return [Problem(sted=place(shown, first), kode="mal-sporede-endringer", tekst=tekst, hint=hint)]


def _tracked(shown: str) -> Problem:
    hint = texts.text("reports.active_content.godta_eller_forkast_alle_endringer")
    return fault(shown, "mal-sporede-endringer", texts.text("reports.active_content.malen_har_sporede_endringer"), hint)
