"""The handlingsplan as a Word file: all of the view, readable by everyone, the same bytes each time."""

import re
import runpy
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from bvaudit.errors import SurroundingsError
from bvaudit.model.funn import Tall
from bvaudit.reports.docx.container import check_bytes, open_container
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.report import own_template
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.plan_blocks import PLAN

from .builders import PER, en_revisjon, et_svar, et_utvalg
from .word_files import apnet, en_plan, mal, render_plan, tekst

ROT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan_fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("plan") / "plan.docx"
    render_plan(en_plan(et_utvalg()), None, output, PER)
    return output


# What only a template that asks for each avvik prints, or what stands in other words.
NOT_PRINTED = {
    *(
        "oppsummering",
        "undersokt",
        "midlertidig_sikring",
        "arsak",
        "lederkontroll",
        "effekt",
        "forankring",
        "godkjenning",
    ),
    *(
        "styring",
        "saker",
        "tiltak",
        "tiltakstyper",
        "krav",
        "alvor_forklaring",
        "intervall",
        "andel",
        "frist",
        "overskrift",
    ),
    *("systemsvikt", "enkelthendelser", "frist_kort", "nummer", "tema", "antall", "avvik"),
    *("skriv", "oppfolging", "merke"),  # the blanks by their keys, and what the file keeps among its properties
}


def printed(value: Any) -> list[str]:
    """Every text of the view that the plan must print, whatever else it prints."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [t for f in fields(value) if f.name not in NOT_PRINTED for t in printed(getattr(value, f.name))]
    return [text for each in value for text in printed(each)]


def test_every_text_of_the_view_is_in_the_file(plan_fil: Path) -> None:
    read, plan = tekst(plan_fil), en_plan(et_utvalg())
    wanted = [*printed(plan), *(t for a in plan.systemsvikt for t in printed(a))]
    wanted += [t for row in plan.saker for t in (row.sak, *(w.funn for w in row.brudd))]
    wanted += [f.ledetekst for f in (*plan.styring, *plan.godkjenning)]
    assert [text for text in wanted if text not in read] == []
    assert len(wanted) > 100


def test_what_is_asked_of_the_whole_plan_is_asked_once(plan_fil: Path) -> None:
    read = tekst(plan_fil)
    for text in ("Hvorfor skjedde det?", "Forankring", "Midlertidig sikring", "Hvem vurderer effekten?"):
        assert len(re.findall(rf"^{re.escape(text)} ", read, re.MULTILINE)) == 1, text


def test_a_unit_without_avvik_is_asked_only_to_approve(tmp_path: Path) -> None:
    clean = et_svar(tall={"lov": Tall(oppfylt=12, uavklart=1)}, funn=())
    render_plan(en_plan(en_revisjon(svar=(clean,), tilsyn=())), None, tmp_path / "plan.docx", PER)
    read = tekst(tmp_path / "plan.docx")
    assert "Godkjenning av planen" in read and "Hvorfor skjedde det?" not in read
    assert "Det betyr ikke at alt er i orden." in read


def test_every_breach_that_repeats_itself_is_a_heading_and_the_others_are_rows(plan_fil: Path) -> None:
    plan = en_plan(et_utvalg())
    headings = [p.text for p in apnet(plan_fil).paragraphs if p.style.name == "Heading 3"]
    assert headings == [f"{a.nummer}. {a.overskrift}" for a in plan.systemsvikt]
    (table,) = [t for t in apnet(plan_fil).tables if t.rows[0].cells[1].text == "Brudd og krav"]
    assert [row.cells[0].text for row in table.rows[1:]] == [a.nummer for a in plan.enkelthendelser]


def test_headings_come_in_order_with_one_at_the_top(plan_fil: Path) -> None:
    levels = [int(p.style.name[-1]) for p in apnet(plan_fil).paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_repeat_their_header_and_have_a_title(plan_fil: Path) -> None:
    tables = apnet(plan_fil).tables
    assert len(tables) > 8
    for table in tables:
        assert len(table.rows) > 1, "an empty table is a question without an answer"
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_language_title_and_time(plan_fil: Path) -> None:
    document = apnet(plan_fil)
    properties = document.core_properties
    assert properties.title == "Handlingsplan for Østbyen"
    assert (properties.author, properties.last_modified_by, properties.language) == ("bvaudit", "bvaudit", "nb-NO")
    assert properties.comments == ""
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2025, 12, 31)  # noqa: DTZ001
    lang = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == "nb-NO"


def test_the_font_is_sans_serif_and_the_page_is_a4(plan_fil: Path) -> None:
    document = apnet(plan_fil)
    fonts = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:ascii")) == "Arial" and fonts.get(qn("w:asciiTheme")) is None
    assert round(document.sections[0].page_width.cm, 1) == 21.0
    assert "Fjordvik kommune" in document.sections[0].header.paragraphs[0].text
    assert "PAGE" in document.sections[0].footer._element.xml


def test_no_tag_and_no_drawing_without_alt_text_is_left(plan_fil: Path) -> None:
    with zipfile.ZipFile(plan_fil) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"{{" not in content and b"{%" not in content, name
        assert b"<w:drawing" not in archive.read("word/document.xml")


def test_the_same_input_gives_the_same_bytes(plan_fil: Path, tmp_path: Path) -> None:
    render_plan(en_plan(et_utvalg()), None, tmp_path / "igjen.docx", PER)
    assert (tmp_path / "igjen.docx").read_bytes() == plan_fil.read_bytes()
    brev = mal(tmp_path / "brev.docx", "[[INNHOLD]]")
    for navn in ("en.docx", "to.docx"):
        render_plan(en_plan(), brev, tmp_path / navn, PER)
    assert (tmp_path / "en.docx").read_bytes() == (tmp_path / "to.docx").read_bytes()


def test_the_letterhead_plan_has_the_same_headings_as_the_full_template(plan_fil: Path, tmp_path: Path) -> None:
    render_plan(en_plan(et_utvalg()), mal_uten_tittel(tmp_path / "brev.docx"), tmp_path / "plan.docx", PER)

    def headings(path: Path) -> list[tuple[str, str]]:
        return [(p.style.name, p.text) for p in apnet(path).paragraphs if p.style.name.startswith("Heading")]

    assert headings(tmp_path / "plan.docx") == headings(plan_fil)


def mal_uten_tittel(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("[[INNHOLD]]")
    document.save(str(path))
    return path


def test_the_committed_template_is_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROT / "templates"))
    script = runpy.run_path(str(ROT / "templates" / "lag_mal.py"), run_name="lag_mal")
    made = check_bytes(script["template_bytes"](), "ny").deler
    assert made == open_container(own_template()).deler


def test_a_plan_open_in_word_is_said_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SurroundingsError) as error:
        write_beside(b"x", tmp_path / "plan.docx")
    assert error.value.hint == "Lukk filen i Word og prøv igjen"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    render_plan(en_plan(enhet="Sørlia"), None, tmp_path / "ny" / "plan.docx", date(2026, 1, 1))
    assert (tmp_path / "ny" / "plan.docx").is_file()


def test_the_order_of_the_units_in_the_run_does_not_matter() -> None:
    revisjon = en_revisjon()
    assert en_plan(replace(revisjon, svar=tuple(reversed(revisjon.svar)))).avvik == en_plan(revisjon).avvik


@pytest.mark.parametrize("mal_med", ["{{ plan.enhet }}", "[[INNHOLD]]", None])
def test_one_template_serves_every_unit_and_none_leaves_a_mark_on_the_next(mal_med: str | None, tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", mal_med) if mal_med else None
    plans = [en_plan(enhet=navn) for navn in ("Østbyen", "Sørlia", "Østbyen")]
    template = open_template(PLAN, path)
    together = [template.fill(plan, PER) for plan in plans]
    assert together == [open_template(PLAN, path).fill(plan, PER) for plan in plans]
    assert together[0] == together[2] != together[1]
