"""Writes a chart as Word draws its own: a chart part, with a small workbook inside that holds only what is shown."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bvaudit.reports.docx.blocks import Chart
from bvaudit.reports.docx.chart_xml import chart_xml, drawn
from bvaudit.reports.docx.sandbox import clean
from bvaudit.reports.xlsx.chart_sheet import chart_sheet

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_TWIP, _HEIGHT = 635, 2_400_000
_FIRST_ID = 5_000


def write_chart(document: Any, block: Chart, width: int) -> Any:
    """The paragraph with the chart in it, kept with what stands below. ``width`` is that of the text, in twips."""
    graf = drawn(block.graf)
    package = document.part.package
    number = 1 + sum("/charts/" in str(part.partname) for part in package.iter_parts())
    places = tuple(place for row in block.steder for place in row if place)
    sheet = Part(
        PackURI(f"/word/embeddings/bvaudit{number}.xlsx"),
        _SHEET,
        chart_sheet(graf.kategorier, tuple((one.navn, one.verdier) for one in graf.serier), places),
        package,
    )
    chart = Part(PackURI(f"/word/charts/bvaudit{number}.xml"), _CHART, b"", package)
    chart._blob = chart_xml(graf, chart.relate_to(sheet, RT.PACKAGE)).encode()
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run()
    run._r.append(_inline(document.part.relate_to(chart, RT.CHART), block, number, width))
    return paragraph._p


def _inline(rel: str, block: Chart, number: int, width: int) -> Any:
    size = f'cx="{width * _EMU_PER_TWIP}" cy="{_HEIGHT}"'
    xml = (
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{_FIRST_ID + number}" name="Graf {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{rel}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    drawing = parse_xml(xml)
    about = next(one for one in drawing.iter() if one.tag.endswith("}docPr"))
    about.set("descr", clean(block.graf.alt))
    about.set("title", clean(block.graf.tittel))
    return drawing
