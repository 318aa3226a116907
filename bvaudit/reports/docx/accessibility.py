"""Can everyone read what comes out of this template: language, headings, table headers, alt text, styles."""

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.docx.places import all_paragraphs, fault, is_text_part, part_label, place
from bvaudit.reports.docx.styles import STYLES
from bvaudit.reports.docx.tags import marker_lines
from bvaudit.texts import text

_HEADINGS = ("heading ", "overskrift ")


def check_accessibility(parts: Mapping[str, bytes], shown: str) -> list[Problem]:
    """Advice on what bvaudit cannot mend by itself in somebody else's template. Never an error: the template can be
    used."""
    styles = parse_xml(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    names = _style_names(styles)
    return [
        *_styles(parts, names, shown),
        *_language(parts, styles, shown),
        *_headings(parts, names, shown),
        *_tables(parts, shown),
        *_pictures(parts, shown),
        *_comments(parts, shown),
        *_locked(parts, shown),
    ]


def _style_names(styles: Any) -> dict[str, str]:
    if styles is None:
        return {}
    named = ((each.get(qn("w:styleId")), each.find(qn("w:name"))) for each in styles.iter(qn("w:style")))
    return {str(key): str(name.get(qn("w:val"))).lower() for key, name in named if name is not None}


def _styles(parts: Mapping[str, bytes], names: Mapping[str, str], shown: str) -> Iterator[Problem]:
    if marker_lines(parts):
        for role, wanted in STYLES.items():
            if not set(wanted) & set(names.values()):
                tekst = text("reports.accessibility.malen_mangler_stilen_for_bvaudit", role=role)
                hint = text("reports.accessibility.ta_i_bruk_stilen_en_gang", capitalize=wanted[-1].capitalize())
                yield fault(shown, "mal-stil", tekst, hint, grad=Grad.MERKNAD)
    for paragraph in all_paragraphs(parts):
        style = paragraph.element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) not in names:
            tekst = text("reports.accessibility.avsnittet_bruker_en_stil_som_ikke")
            yield Problem(
                sted=place(shown, paragraph),
                kode="mal-stil",
                tekst=tekst,
                hint=text("reports.accessibility.velg_en_stil_pa_nytt"),
                grad=Grad.ADVARSEL,
            )


def _language(parts: Mapping[str, bytes], styles: Any, shown: str) -> Iterator[Problem]:
    default = None if styles is None else styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if default is None or not str(default.get(qn("w:val"), "")).lower().startswith(("nb", "nn", "no")):
        hint = text("reports.accessibility.bvaudit_setter_norsk_velg_gjerne_norsk")
        yield fault(
            shown, "mal-sprak", text("reports.accessibility.spraket_i_malen_er_ikke_norsk"), hint, grad=Grad.MERKNAD
        )
    for paragraph in all_paragraphs(parts):
        marked = [str(each.get(qn("w:val"), "")) for each in paragraph.element.iter(qn("w:lang"))]
        if paragraph.tekst.strip() and any(
            value and not value.lower().startswith(("nb", "nn", "no")) for value in marked
        ):
            hint = text("reports.accessibility.merk_teksten_og_velg_norsk_under")
            tekst = text("reports.accessibility.teksten_er_merket_med_et_annet")
            yield Problem(sted=place(shown, paragraph), kode="mal-sprak", tekst=tekst, hint=hint, grad=Grad.MERKNAD)
            return


def _headings(parts: Mapping[str, bytes], names: Mapping[str, str], shown: str) -> Iterator[Problem]:
    levels: list[int] = []
    for paragraph in all_paragraphs({name: parts[name] for name in parts if name == "word/document.xml"}):
        style = paragraph.element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = names.get(str(style.get(qn("w:val"))), "") if style is not None else ""
        if name.startswith(_HEADINGS) and name[-1].isdigit():
            level = int(name[-1])
            if levels and level > levels[-1] + 1:
                tekst = text(
                    "reports.accessibility.overskriften_hopper_fra_niva_til_niva", levels=levels[-1], level=level
                )
                yield Problem(
                    sted=place(shown, paragraph),
                    kode="mal-overskrift",
                    tekst=tekst,
                    hint=text("reports.accessibility.bruk_niva", levels=levels[-1] + 1),
                    grad=Grad.ADVARSEL,
                )
            levels.append(level)
    if 1 not in levels and not marker_lines(parts):
        hint = "gi tittelen stilen Overskrift 1"
        yield fault(
            shown,
            "mal-overskrift",
            text("reports.accessibility.malen_har_ingen_overskrift_pa_niva"),
            hint,
            grad=Grad.ADVARSEL,
        )


def _tables(parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    for number, table in enumerate(parse_xml(parts["word/document.xml"]).iter(qn("w:tbl")), start=1):
        written = "".join(each.text or "" for each in table.iter(qn("w:t")))
        sti = f"tabell {number}"
        if "{%tr" in written and not any(True for _ in table.iter(qn("w:tblHeader"))):
            hint = text("reports.accessibility.merk_forste_rad_og_velg_tabelloppsett")
            yield fault(
                shown,
                "mal-tabellhode",
                text("reports.accessibility.tabellen_har_ingen_overskriftsrad_som"),
                hint,
                sti=sti,
                grad=Grad.ADVARSEL,
            )
        if not any(True for _ in table.iter(qn("w:tblCaption"), qn("w:tblDescription"))):
            hint = text("reports.accessibility.skriv_det_under_tabellegenskaper")
            yield fault(
                shown,
                "mal-tabelltekst",
                text("reports.accessibility.tabellen_mangler_tittel_for_dem_som"),
                hint,
                sti=sti,
                grad=Grad.MERKNAD,
            )


def _pictures(parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    for name in sorted(parts):
        if not is_text_part(name):
            continue
        for drawing in parse_xml(parts[name]).iter(qn("wp:docPr")):
            if not str(drawing.get("descr", "")).strip():
                hint = text("reports.accessibility.hoyreklikk_bildet_velg_rediger")
                sti = part_label(name) or None
                yield fault(
                    shown,
                    "mal-alt-tekst",
                    text("reports.accessibility.et_bilde_mangler_alternativ_tekst"),
                    hint,
                    sti=sti,
                    grad=Grad.ADVARSEL,
                )


def _comments(parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    if "word/comments.xml" in parts and any(True for _ in parse_xml(parts["word/comments.xml"]).iter(qn("w:comment"))):
        hint = "slett merknadene i malen"
        yield fault(shown, "mal-merknader", text("mal.merknader"), hint, grad=Grad.ADVARSEL)


def _locked(parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    locks = (qn("w:documentProtection"), qn("w:writeProtection"))
    if "word/settings.xml" in parts and any(True for _ in parse_xml(parts["word/settings.xml"]).iter(*locks)):
        hint = text("reports.accessibility.sla_av_begrens_redigering_i_malen")
        tekst = text("mal.last")
        yield fault(shown, "mal-last", tekst, hint, grad=Grad.ADVARSEL)
