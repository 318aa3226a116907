"""Lager malen for handlingsplanen: python templates/lag_mal.py

Malen er laget for å endres i Word. Skriptet finnes for at den første utgaven skal kunne lages likt igjen.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from bvaudit.reports.docx.build import mark_table
from bvaudit.reports.docx.finish import finish
from bvaudit.reports.docx.plan_blocks import INGRESS_IKKE_UNDERSOKT, INGRESS_INDIKASJONER, INGRESS_SAKER, INGRESS_TILTAK

FONT = "Arial"
INK, DEEP, QUIET = "1D2B36", "174A5B", "51636F"
FILL_HEAD, FILL_BLANK, LINE = "174A5B", "FFF8E1", "B8C4CA"
WIDTH_CM = 17.0
PER = date(2025, 1, 1)
FILLED_OR_BLANK = (
    ("{%p if f.utfylt %}", "Tabelltekst"),
    ("{{ f.svar }}", "Tabelltekst"),
    ("{%p else %}", "Tabelltekst"),
    ("{{ f.svar }}", "Fylles ut"),
    ("{%p endif %}", "Tabelltekst"),
)
Cell = str | Sequence[tuple[str, str | None]]  # paragraphs: text and the style it is set in


def template_bytes() -> bytes:
    """The template, the same bytes each time."""
    document = docx.Document()
    _clear(document)
    _page(document)
    _styles(document)
    _header_and_footer(document)
    _body(document)
    return finish(document, "Mal for handlingsplan", PER)


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
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.12
    for level, size, before, after in ((1, 22, 0, 4), (2, 15, 20, 6), (3, 11.5, 13, 4)):
        style = document.styles[f"Heading {level}"]
        _font(style.element.get_or_add_rPr())
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, RGBColor.from_string(DEEP)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for name, size, colour in (("Hjelpetekst", 9, QUIET), ("Ingress", 11.5, QUIET), ("Tabelltekst", 9.5, INK)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(12 if name == "Ingress" else 2)
    blank = document.styles.add_style("Fylles ut", WD_STYLE_TYPE.PARAGRAPH)
    blank.base_style, blank.quick_style = document.styles["Tabelltekst"], True
    blank.font.italic = True
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{FILL_BLANK}"/>'
    blank.element.get_or_add_pPr().append(parse_xml(shade))
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
        for side, size in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100))
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Plantabell">'
            '<w:name w:val="Plantabell"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{FILL_HEAD}"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def _header_and_footer(document: Any) -> None:
    section = document.sections[0]
    for part, left in ((section.header, "{{ plan.kommune }}"), (section.footer, "Tall per {{ plan.per }}")):
        paragraph = part.paragraphs[0]
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(left)
        paragraph.add_run("\t")
        if part is section.header:
            paragraph.add_run("{{ plan.tittel }}")
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


def _body(document: Any) -> None:
    document.add_heading("{{ plan.tittel }}", 1)
    document.add_paragraph("{{ plan.kommune }}. Tall per {{ plan.per }} for perioden {{ plan.periode }}", "Ingress")
    document.add_heading("Kort fortalt", 2)
    document.add_paragraph("{{ plan.undersokt }}")
    _bullets(document, "plan.oppsummering")
    _when(document, "plan.advarsler")
    document.add_heading("Vær oppmerksom på", 2)
    _bullets(document, "plan.advarsler")
    _end(document, "if")
    _when(document, "plan.avvik")
    document.add_heading("Oversikt over avvik", 2)
    _table(
        document,
        ("Oversikt over avvik", "Ett avvik på hver rad, med alvorlighetsgrad, antall og frist"),
        ("Nr.", "Brudd", "Alvorlighetsgrad", "Avvik", "Frist"),
        "a in plan.avvik",
        (
            "{{ a.nummer }}",
            "{{ a.tittel }} ({{ a.regel }})",
            "{{ a.alvorlighetsgrad }}{% if a.malestokk %}, {{ a.malestokk }}{% endif %}",
            "{{ a.antall }} ({{ a.andel }})",
            "{{ a.frist }}",
        ),
        (1.1, 6.5, 3.1, 3.1, 3.2),
    )
    _end(document, "if")
    _line(document, "{%p for a in plan.avvik %}")
    _avvik(document)
    _end(document, "for")
    _tilsyn(document)
    _rest(document)
    document.add_heading("Godkjenning av planen", 2)
    _answers(document, "Godkjenning av planen", "plan.godkjenning")
    document.add_heading("Om tallene", 2)
    _bullets(document, "plan.om_tallene")


def _avvik(document: Any) -> None:
    document.add_heading("Avvik {{ a.nummer }}: {{ a.tittel }}", 2)
    document.add_heading("Hva som er funnet", 3)
    document.add_paragraph("{{ a.funn }}")
    _when(document, "a.intervall")
    document.add_paragraph("{{ a.intervall }}")
    _end(document, "if")
    _each(document, "a.tillegg", "{{ linje }}", None)
    _when(document, "a.ogsa")
    document.add_paragraph("I de samme sakene er det også:").paragraph_format.keep_with_next = True
    _bullets(document, "a.ogsa")
    _end(document, "if")
    _each(document, "a.forbehold", "{{ linje }}", None, lead="Forbehold: ")
    _when(document, "a.andre_tellemater")
    document.add_paragraph("Talt på andre måter:").paragraph_format.keep_with_next = True
    _bullets(document, "a.andre_tellemater")
    _end(document, "if")
    document.add_heading("Kravet", 3)
    _facts(document)
    _when(document, "a.saker")
    document.add_heading("Rett disse sakene nå", 3)
    document.add_paragraph(INGRESS_SAKER)
    _table(
        document,
        (
            "Saker som skal rettes nå, avvik {{ a.nummer }}",
            "Én sak på hver rad, med plass til dato for retting og kontroll",
        ),
        ("Sak", "Hva som ble funnet", "Rettet (dato)", "Kontrollert (rolle, dato)"),
        "s in a.saker",
        (
            "{{ s.sak }}",
            (("{{ s.gjelder }}. {{ s.funn }}", "Tabelltekst"), ("{{ s.forklaring }}", "Hjelpetekst")),
            (("{{ s.rettet }}", "Fylles ut"),),
            (("{{ s.kontrollert }}", "Fylles ut"),),
        ),
        (4.4, 6.2, 3.1, 3.3),
    )
    _end(document, "if")
    document.add_heading("Midlertidig sikring", 3)
    _answers(document, "Midlertidig sikring, avvik {{ a.nummer }}", "a.midlertidig_sikring")
    document.add_heading("Årsak", 3)
    _answers(document, "Årsak, avvik {{ a.nummer }}", "a.arsak")
    document.add_heading("1 og 2. Tiltak som retter systemet, med ansvar og frist", 3)
    document.add_paragraph(INGRESS_TILTAK)
    _table(
        document,
        ("Tiltak som retter systemet, avvik {{ a.nummer }}", "Ett tiltak på hver rad"),
        ("Nr.", "Tiltak", "Type", "Ansvarlig rolle", "Frist"),
        "t in a.tiltak",
        (
            "{{ t.nummer }}",
            *((((f"{{{{ t.{name} }}}}", "Fylles ut"),)) for name in ("tiltak", "type", "ansvarlig_rolle", "frist")),
        ),
        (1.1, 6.3, 3.2, 3.4, 3.0),
    )
    document.add_paragraph("Type velges blant: {{ a.tiltakstyper }}", "Hjelpetekst")
    for heading, source in (
        ("3. Slik kontrollerer ledelsen at tiltakene blir gjort", "a.lederkontroll"),
        ("4. Slik vurderer vi om tiltakene virker", "a.effekt"),
        ("5. Forankring", "a.forankring"),
    ):
        document.add_heading(heading, 3)
        _answers(document, f"{heading}, avvik {{{{ a.nummer }}}}", source)


def _facts(document: Any) -> None:
    table = _frame(document, ("Opplysning", "Innhold"), (4.6, 12.4))
    facts = (
        ("Regel", "{{ a.regel }}", ""),
        ("Spørsmål som er kontrollert", "{{ a.krav }}", ""),
        ("Hvorfor kravet finnes", "{{ a.formal }}", "a.formal"),
        ("Hjemmel", '{{ a.hjemmel|join("; ") }}', "a.hjemmel"),
        ("Alvorlighetsgrad", "{{ a.alvorlighetsgrad }}: {{ a.alvor_forklaring }}", ""),
        ("Hvem har satt målet", "{% if a.malestokk %}{{ a.malestokk }}{% else %}lovkrav{% endif %}", ""),
        ("Frist for håndtering", "{{ a.frist }}", ""),
        ("Ansvarlig rolle (forslag)", "{{ a.ansvarlig_rolle }}", ""),
    )
    for label, text, condition in facts:
        if condition:
            _row(table, (f"{{%tr if {condition} %}}", ""))
        _row(table, (label, text))
        if condition:
            _row(table, ("{%tr endif %}", ""))
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _finish_table(
        document, table, ("Nøkkelopplysninger, avvik {{ a.nummer }}", "Kravet, hjemmelen og fristen"), (4.6, 12.4)
    )


def _tilsyn(document: Any) -> None:
    _when(document, "plan.tilsyn")
    document.add_heading("Punkter fra tilsyn", 2)
    _table(
        document,
        ("Punkter fra tilsyn", "Ett punkt på hver rad, med det denne gjennomgangen viser"),
        ("Punkt", "Hva tilsynet fant", "Tall nå", "Når er det lukket?"),
        "p in plan.tilsyn",
        (
            (("{{ p.punkt }}", "Tabelltekst"), ("{{ p.tilsyn }}", "Hjelpetekst")),
            (("{{ p.tekst }}", "Tabelltekst"), ("{{ p.hjemmel }}", "Hjelpetekst")),
            (
                ("{{ p.tall }}", "Tabelltekst"),
                ("{% if p.manuelle %}Må leses: {{ p.manuelle }}{% endif %}", "Hjelpetekst"),
            ),
            "{{ p.lukkekriterium }}",
        ),
        (3.5, 5.1, 3.7, 4.7),
    )
    _end(document, "if")


def _rest(document: Any) -> None:
    _when(document, "plan.indikasjoner")
    document.add_heading("Saker som må leses", 2)
    document.add_paragraph(INGRESS_INDIKASJONER)
    _table(
        document,
        ("Saker som må leses", "Ett krav på hver rad, med antall saker og hvordan svaret finnes"),
        ("Registeret tyder på", "Må leses", "Slik finner dere svaret"),
        "i in plan.indikasjoner",
        ("{{ i.tittel }} ({{ i.regel }})", "{{ i.antall }}", "{{ i.metode }}"),
        (6.8, 2.4, 7.8),
    )
    _end(document, "if")
    _when(document, "plan.uten_avvik")
    document.add_heading("Krav uten avvik i det som er kontrollert mot uttrekket", 2)
    _table(
        document,
        ("Krav uten avvik", "Ett krav på hver rad, med antall kontrollerte og uavklarte"),
        ("Krav", "Kontrollert", "Uavklart", "Merknad"),
        "k in plan.uten_avvik",
        (
            "{{ k.tittel }} ({{ k.regel }})",
            "{{ k.undersokt }}",
            "{{ k.uavklart }}",
            '{{ k.merknad if k.merknad else "–" }}',
        ),
        (7.0, 2.3, 2.1, 5.6),
    )
    _end(document, "if")
    _when(document, "plan.ikke_undersokt")
    document.add_heading("Ikke undersøkt", 2)
    document.add_paragraph(INGRESS_IKKE_UNDERSOKT)
    _table(
        document,
        ("Krav som ikke er undersøkt", "Krav om det samme på hver rad, med grunnen"),
        ("Hvorfor", "Emne", "Krav"),
        "k in plan.ikke_undersokt",
        ("{{ k.grunn }}", "{{ k.tema }}", "{{ k.krav }}"),
        (5.8, 4.2, 7.0),
    )
    _end(document, "if")


def _line(document: Any, tag: str) -> None:
    paragraph = document.add_paragraph(tag)
    paragraph.paragraph_format.space_after = Pt(0)


def _when(document: Any, condition: str) -> None:
    _line(document, f"{{%p if {condition} %}}")


def _end(document: Any, word: str) -> None:
    _line(document, f"{{%p end{word} %}}")


def _each(document: Any, source: str, text: str, style: str | None, *, lead: str = "") -> None:
    _line(document, f"{{%p for linje in {source} %}}")
    paragraph = document.add_paragraph(style=style)
    if lead:
        paragraph.add_run(lead).bold = True
    paragraph.add_run(text)
    _end(document, "for")


def _bullets(document: Any, source: str) -> None:
    _each(document, source, "{{ linje }}", "List Bullet")


def _answers(document: Any, title: str, source: str) -> None:
    row = ((("{{ f.ledetekst }}", "Tabelltekst"), ("{{ f.hjelp }}", "Hjelpetekst")), FILLED_OR_BLANK)
    words = (title, "Spørsmål til venstre, svar til høyre")
    _table(document, words, ("Spørsmål", "Svar"), f"f in {source}", row, (7.5, 9.5))


def _table(
    document: Any, words: tuple[str, str], head: Sequence[str], loop: str, row: Sequence[Cell], widths: Sequence[float]
) -> None:
    table = _frame(document, head, widths)
    rest = [""] * (len(head) - 1)
    _row(table, (f"{{%tr for {loop} %}}", *rest))
    _row(table, row)
    _row(table, ("{%tr endfor %}", *rest))
    _finish_table(document, table, words, widths)


def _frame(document: Any, head: Sequence[str], widths: Sequence[float]) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Plantabell")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _row(table, head)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(255, 255, 255)  # the paragraph style's ink would win over the table style
            run.bold = True
    return table


def _row(table: Any, texts: Sequence[Cell]) -> None:
    for cell, content in zip(table.add_row().cells, texts, strict=True):
        paragraphs = [(content, "Tabelltekst")] if isinstance(content, str) else content
        for number, (text, style) in enumerate(paragraphs):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.style = style
            paragraph.add_run(text)


def _finish_table(document: Any, table: Any, words: tuple[str, str], widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    mark_table(table, *words)
    space = document.add_paragraph()
    space.paragraph_format.space_after, space.paragraph_format.line_spacing = Pt(2), Pt(6)


if __name__ == "__main__":
    Path(__file__).with_name("handlingsplan.docx").write_bytes(template_bytes())
