"""Sidene, stilene, topp- og bunnteksten i malen."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK, DEEP, QUIET = "1D2B36", "174A5B", "51636F"
LINE = "B8C4CA"
WIDTH_CM = 17.0


def set_up(document: Any) -> None:
    """An A4 page with the styles of the plan, and with header and footer."""
    _clear(document)
    _page(document)
    _styles(document)
    _header_and_footer(document)


def _clear(document: Any) -> None:
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2)


def _styles(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _font(defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10), RGBColor.from_string(INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3.5), 1.03
    for level, size, before, after in ((1, 20, 0, 4), (2, 14, 12, 3), (3, 11.5, 10, 2)):
        style = document.styles[f"Heading {level}"]
        _font(style.element.get_or_add_rPr())
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, RGBColor.from_string(DEEP)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for name, size, colour in (("Ingress", 11, QUIET), ("Tabelltekst", 9, INK), ("toc 2", 10, INK), ("toc 3", 10, INK)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(8 if name == "Ingress" else 1)
    document.styles["Tabelltekst"].paragraph_format.line_spacing = 1.0
    _table_style(document)


def _font(properties: Any) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'))


def _table_style(document: Any) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", 30), ("left", 90), ("bottom", 30), ("right", 90))
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Bvaudittabell">'
            '<w:name w:val="bvaudit tabell"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        )
    )


def _header_and_footer(document: Any) -> None:
    section = document.sections[0]
    for part, left in ((section.header, "{{ dokument.avsender }}"), (section.footer, "{{ dokument.grunnlag }}")):
        paragraph = part.paragraphs[0]
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(left)
        paragraph.add_run("\t")
        if part is section.header:
            paragraph.add_run("{{ dokument.tittel }}")
        else:
            paragraph.add_run("Side ")
            _field(paragraph, "PAGE")
            paragraph.add_run(" av ")
            _field(paragraph, "NUMPAGES")
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", f" {code} "), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.clear()
            run._r.append(instruction)
