"""Lager malen for handlingsplanen: python templates/lag_mal.py

Malen er laget for å endres i Word. Skriptet finnes for at den første utgaven skal kunne lages likt igjen.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor
from mal_stil import set_up

from bvaudit.reports.docx import plan_words as words
from bvaudit.reports.docx.build import mark_table
from bvaudit.reports.docx.finish import finish

PER = date(2025, 1, 1)
NUMMER = "{{ a.nummer }}"
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
    set_up(document)
    _body(document)
    return finish(document, "Mal for handlingsplan", PER)


def _body(document: Any) -> None:
    document.add_heading("{{ plan.tittel }}", 1)
    document.add_paragraph(words.ingress("{{ plan.kommune }}", "{{ plan.per }}", "{{ plan.periode }}"), "Ingress")
    document.add_heading(words.KORT_FORTALT, 2)
    document.add_paragraph("{{ plan.undersokt }}")
    _bullets(document, "plan.oppsummering")
    _when(document, "plan.advarsler")
    document.add_heading(words.ADVARSLER, 2)
    _bullets(document, "plan.advarsler")
    _end(document, "if")
    _when(document, "plan.avvik")
    document.add_heading(words.OVERSIKT.tittel, 2)
    _table(
        document,
        words.OVERSIKT,
        "a in plan.avvik",
        (
            "{{ a.nummer }}",
            words.med_regel("{{ a.tittel }}", "{{ a.regel }}"),
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
    document.add_heading(words.GODKJENNING, 2)
    _answers(document, words.GODKJENNING, "plan.godkjenning")
    document.add_heading(words.OM_TALLENE, 2)
    _bullets(document, "plan.om_tallene")


def _avvik(document: Any) -> None:
    document.add_heading(words.avvik_overskrift(NUMMER, "{{ a.tittel }}"), 2)
    document.add_heading(words.FUNNET, 3)
    document.add_paragraph("{{ a.funn }}")
    _when(document, "a.intervall")
    document.add_paragraph("{{ a.intervall }}")
    _end(document, "if")
    _each(document, "a.tillegg", "{{ linje }}", None)
    _when(document, "a.ogsa")
    document.add_paragraph(words.OGSA).paragraph_format.keep_with_next = True
    _bullets(document, "a.ogsa")
    _end(document, "if")
    _each(document, "a.forbehold", "{{ linje }}", None, lead=words.FORBEHOLD)
    _when(document, "a.andre_tellemater")
    document.add_paragraph(words.ANDRE_TELLEMATER).paragraph_format.keep_with_next = True
    _bullets(document, "a.andre_tellemater")
    _end(document, "if")
    document.add_heading(words.KRAVET, 3)
    _facts(document)
    _when(document, "a.saker")
    document.add_heading(words.RETT_SAKER, 3)
    document.add_paragraph(words.INGRESS_SAKER)
    _table(
        document,
        replace(
            words.SAKER,
            tittel=words.SAKER.for_avvik(NUMMER),
            beskrivelse="Én sak på hver rad, med plass til dato for retting og kontroll",
        ),
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
    _questions(document, ((words.SIKRING, "a.midlertidig_sikring"), (words.ARSAK, "a.arsak")))
    document.add_heading(words.TILTAK_OVERSKRIFT, 3)
    document.add_paragraph(words.INGRESS_TILTAK)
    _table(
        document,
        replace(words.TILTAK, tittel=words.TILTAK.for_avvik(NUMMER)),
        "t in a.tiltak",
        (
            "{{ t.nummer }}",
            *((((f"{{{{ t.{name} }}}}", "Fylles ut"),)) for name in ("tiltak", "type", "ansvarlig_rolle", "frist")),
        ),
        (1.1, 6.3, 3.2, 3.4, 3.0),
    )
    document.add_paragraph("Type velges blant: {{ a.tiltakstyper }}", "Hjelpetekst")
    _questions(
        document,
        ((words.LEDERKONTROLL, "a.lederkontroll"), (words.EFFEKT, "a.effekt"), (words.FORANKRING, "a.forankring")),
    )


def _questions(document: Any, parts: Sequence[tuple[str, str]]) -> None:
    for heading, source in parts:
        document.add_heading(heading, 3)
        _answers(document, f"{heading}, avvik {NUMMER}", source)


def _facts(document: Any) -> None:
    table = _frame(document, words.NOKLER.hode, (4.6, 12.4))
    facts = (
        (words.REGEL, "{{ a.regel }}", ""),
        (words.SPORSMAL, "{{ a.krav }}", ""),
        (words.FORMAL, "{{ a.formal }}", "a.formal"),
        (words.HJEMMEL, '{{ a.hjemmel|join("; ") }}', "a.hjemmel"),
        (words.GRAD, "{{ a.alvorlighetsgrad }}: {{ a.alvor_forklaring }}", ""),
        (words.MALESTOKK, f"{{% if a.malestokk %}}{{{{ a.malestokk }}}}{{% else %}}{words.LOVKRAV}{{% endif %}}", ""),
        (words.FRIST, "{{ a.frist }}", ""),
        (words.ROLLE, "{{ a.ansvarlig_rolle }}", ""),
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
    _finish_table(document, table, words.NOKLER.for_avvik(NUMMER), "Kravet, hjemmelen og fristen", (4.6, 12.4))


def _tilsyn(document: Any) -> None:
    _when(document, "plan.tilsyn")
    document.add_heading(words.TILSYN.tittel, 2)
    _table(
        document,
        words.TILSYN,
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
    document.add_heading(words.MA_LESES.tittel, 2)
    document.add_paragraph(words.INGRESS_INDIKASJONER)
    _table(
        document,
        words.MA_LESES,
        "i in plan.indikasjoner",
        (words.med_regel("{{ i.tittel }}", "{{ i.regel }}"), "{{ i.antall }}", "{{ i.metode }}"),
        (6.8, 2.4, 7.8),
    )
    _end(document, "if")
    _when(document, "plan.uten_avvik")
    document.add_heading(words.UTEN_AVVIK_OVERSKRIFT, 2)
    _table(
        document,
        words.UTEN_AVVIK,
        "k in plan.uten_avvik",
        (
            words.med_regel("{{ k.tittel }}", "{{ k.regel }}"),
            "{{ k.undersokt }}",
            "{{ k.uavklart }}",
            '{{ k.merknad if k.merknad else "–" }}',
        ),
        (7.0, 2.3, 2.1, 5.6),
    )
    _end(document, "if")
    _when(document, "plan.ikke_undersokt")
    document.add_heading(words.IKKE_UNDERSOKT_OVERSKRIFT, 2)
    document.add_paragraph(words.INGRESS_IKKE_UNDERSOKT)
    _table(
        document,
        words.IKKE_UNDERSOKT,
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
    _table(document, replace(words.SVAR, tittel=title), f"f in {source}", row, (7.5, 9.5))


def _table(document: Any, ord_: words.Tabellord, loop: str, row: Sequence[Cell], widths: Sequence[float]) -> None:
    table = _frame(document, ord_.hode, widths)
    rest = [""] * (len(ord_.hode) - 1)
    _row(table, (f"{{%tr for {loop} %}}", *rest))
    _row(table, row)
    _row(table, ("{%tr endfor %}", *rest))
    _finish_table(document, table, ord_.tittel, ord_.beskrivelse, widths)


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


def _finish_table(document: Any, table: Any, title: str, description: str, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    mark_table(table, title, description)
    space = document.add_paragraph()
    space.paragraph_format.space_after, space.paragraph_format.line_spacing = Pt(2), Pt(6)


if __name__ == "__main__":
    Path(__file__).with_name("handlingsplan.docx").write_bytes(template_bytes())
