"""The handlingsplan: what the view says, and what the Word file looks like to a program that reads it aloud."""

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

from bvaudit.errors import SurroundingsError, UsageError
from bvaudit.model.funn import Tall
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.docx.container import check_bytes, open_container
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.plan_blocks import PLAN
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.handlingsplan import FYLLES_UT, AvvikView, HandlingsplanView
from bvaudit.reports.plan_view import plan_view

from .builders import PER, UNDERSOKELSE, en_regel, en_revisjon, et_kodeverk, et_svar, et_utvalg
from .word_files import apnet, mal, render_plan, tekst

ROT = Path(__file__).resolve().parents[2]


def en_plan(revisjon: Revisjon | None = None, enhet: str = "Østbyen") -> HandlingsplanView:
    return plan_view(en_revisjon() if revisjon is None else revisjon, enhet, et_kodeverk())


def et_avvik(svar: RegelSvar) -> AvvikView:
    return en_plan(en_revisjon(svar=(svar,))).avvik[0]


def alle_tekster(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in alle_tekster(getattr(value, field.name))]
    assert isinstance(value, tuple), "a view holds text, tuples and records only"
    return [text for each in value for text in alle_tekster(each)]


def test_every_value_is_text_a_person_can_read() -> None:
    texts = alle_tekster(en_plan())
    assert not [text for text in texts if "None" in text or "Utfall" in text or "2025-" in text.replace("-2025", "")]
    assert not [text for text in texts if text.strip().lower() in ("hoy", "undersokelse")]


def test_the_gravest_avvik_comes_first() -> None:
    assert [a.regel for a in en_plan().avvik] == ["OMS-01", "MEL-01", "UND-03", "HJE-05"]
    assert [a.nummer for a in en_plan().avvik] == ["1", "2", "3", "4"]


def test_the_five_points_are_blanks_to_fill() -> None:
    a = en_plan().avvik[0]
    assert {t.tiltak for t in a.tiltak} == {FYLLES_UT} and {t.frist for t in a.tiltak} == {FYLLES_UT}
    assert {t.ansvarlig_rolle for t in a.tiltak} == {FYLLES_UT}
    for felt in (a.arsak, a.midlertidig_sikring, a.lederkontroll, a.forankring):
        assert felt and all(f.svar == FYLLES_UT and not f.utfylt for f in felt)
    assert [(f.ledetekst, bool(f.utfylt)) for f in a.effekt][:2] == [("Utgangspunkt", True), ("Mål", False)]
    assert a.effekt[0].svar == "5 av 29 (17,2 %) per 31.12.2025"


def test_correction_of_cases_is_apart_from_correction_of_the_system() -> None:
    a = en_plan().avvik[2]
    assert len(a.saker) == 3
    assert a.saker[0].funn == "Frist 08.04.2025. Ikke gjort per 31.12.2025. 267 dager over fristen"
    assert a.saker[1].funn == "Frist 08.04.2025. Gjort 10.04.2025. 2 dager over fristen"
    assert a.saker[1].gjelder == "Undersøkelse" and a.saker[1].rettet == FYLLES_UT
    assert en_plan().avvik[0].saker[0].funn == "Krav 4, funnet 1"


@pytest.mark.parametrize(
    ("tall", "ventet"),
    [
        pytest.param(
            Tall(oppfylt=6, ikke_oppfylt=4),
            "for 4 av 10 meldinger (40,0 %), kontrollert mot uttrekket",
            id="fire av ti",
        ),
        pytest.param(Tall(ikke_oppfylt=1), "i det ene tilfellet som er kontrollert mot uttrekket", id="en av en"),
        pytest.param(Tall(ikke_oppfylt=3), "for 3 av 3 meldinger (100,0 %), kontrollert", id="alle"),
        pytest.param(
            Tall(oppfylt=15, ikke_oppfylt=1), "for 1 av 16 meldinger (6,3 %), kontrollert", id="avrundes som i Excel"
        ),
    ],
)
def test_what_was_found_in_one_sentence(tall: Tall, ventet: str) -> None:
    assert ventet in et_avvik(et_svar(tall={"lov": tall})).funn


def test_a_sample_says_how_sure_it_is_and_a_full_count_does_not() -> None:
    assert "mellom 2,5 % og 55,6 %" in en_plan(et_utvalg()).avvik[0].intervall
    assert en_plan().avvik[0].intervall == ""
    assert "10 av enhetens 212 saker er kontrollert mot uttrekket" in en_plan(et_utvalg()).undersokt
    assert "«fjordvik-2025»" in en_plan(et_utvalg()).undersokt


@pytest.mark.parametrize(
    ("endring", "ventet"),
    [
        pytest.param(
            {"sikkerhet": Sikkerhet.LAV, "sikkerhet_grunn": "To syn"}, "sikkerhet lav): To syn.", id="usikker lov"
        ),
    ],
)
def test_doubt_is_said(endring: dict[str, Any], ventet: str) -> None:
    assert any(ventet in line for line in et_avvik(et_svar(regel=en_regel(**endring))).forbehold)
    assert et_avvik(et_svar()).forbehold == ()


def test_what_the_register_only_indicates_is_to_be_read_and_is_no_avvik(tmp_path: Path) -> None:
    plan = en_plan()
    assert "UND-17" not in [a.regel for a in plan.avvik] + [k.regel for k in plan.uten_avvik]
    assert [(i.regel, i.antall, i.metode) for i in plan.indikasjoner] == [
        ("UND-17", "8 av 9 undersøkelser", "Les undersøkelsesrapporten.")
    ]
    assert plan.oppsummering[2] == (
        "I tillegg er det 1 krav der registeret bare kan tyde på noe. "
        "For 1 av dem må saker leses før noen vet om det er avvik."
    )
    render_plan(plan, None, tmp_path / "plan.docx", PER)
    assert "Saker som må leses" in tekst(tmp_path / "plan.docx")


def test_few_cases_are_said_to_be_few() -> None:
    assert any("For få" in line for line in et_avvik(et_svar(tall={"lov": Tall(oppfylt=3, ikke_oppfylt=1)})).forbehold)


def test_other_ways_of_counting_have_words_not_variant_names() -> None:
    assert en_plan().avvik[2].andre_tellemater[0] == (
        "Fristen løper fra undersøkelsens startdato i registeret: 14 av 98 (14,3 %)"
    )


def test_uavklart_and_other_municipalities_are_not_in_the_share() -> None:
    assert any("2 plasseringer har en annen kommune ansvaret" in line for line in en_plan().avvik[0].tillegg)
    assert any("2 undersøkelser mangler opplysninger" in line for line in en_plan().avvik[2].tillegg)


def test_an_enhet_without_avvik_is_told_what_was_and_was_not_examined(tmp_path: Path) -> None:
    svar = et_svar(tall={"lov": Tall(oppfylt=12, uavklart=1)}, funn=())
    tom = et_svar(regel=UNDERSOKELSE, tall={"lov": Tall(ikke_aktuelt=4)}, funn=())
    plan = en_plan(en_revisjon(svar=(svar, tom), tilsyn=()))
    assert plan.avvik == ()
    assert plan.oppsummering[0] == "Det er ikke funnet avvik i det ene kravet som er kontrollert mot uttrekket."
    assert [(k.regel, k.undersokt, k.uavklart) for k in plan.uten_avvik] == [("MEL-01", "12", "1")]
    assert {k.krav for k in plan.ikke_undersokt} == {"MED-01", "UND-03"}
    render_plan(plan, None, tmp_path / "plan.docx", PER)
    assert "Oversikt over avvik" not in tekst(tmp_path / "plan.docx")
    assert "Ingen saker i enheten var aktuelle" in tekst(tmp_path / "plan.docx")


def test_nothing_examined_never_looks_clean() -> None:
    plan = en_plan(en_revisjon(svar=()))
    assert "Planen sier derfor ikke noe om praksis" in plan.oppsummering[0]
    assert plan.uten_avvik == ()


def test_only_uavklarte_is_not_examined() -> None:
    plan = en_plan(en_revisjon(svar=(et_svar(tall={"lov": Tall(uavklart=3)}, funn=()),)))
    assert ("Bekymringsmelding", "1", "MEL-01", "Alle 3 er uavklarte") in [
        (k.tema, k.antall, k.krav, k.grunn) for k in plan.ikke_undersokt
    ]


def test_tilsyn_points_show_words_for_what_must_be_read() -> None:
    points = en_plan().tilsyn
    assert [p.punkt for p in points] == ["Hovedfunn", "Punkt 1", "Punkt 2"]
    assert points[2].tall == "Ikke undersøkt" and points[2].manuelle == "Barnet har fått si sin mening (MED-01)"
    assert en_plan(enhet="Vestbyen").tilsyn == ()


def test_an_unknown_enhet_gets_the_names_there_are() -> None:
    with pytest.raises(UsageError) as error:
        en_plan(enhet="Ostbyen")
    assert "«Ostbyen»" in error.value.problem and "«Østbyen»" in error.value.hint


# --- the Word file -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan_fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("plan") / "plan.docx"
    render_plan(en_plan(et_utvalg()), None, output, PER)
    return output


def test_every_text_of_the_view_is_in_the_file(plan_fil: Path) -> None:
    read = tekst(plan_fil)
    plan = en_plan(et_utvalg())
    hidden = {"ja", "", *(sak.objekt_id for avvik in plan.avvik for sak in avvik.saker)}
    missing = [text for text in alle_tekster(plan) if text not in hidden and text not in read]
    assert missing == []


def test_headings_come_in_order_with_one_at_the_top(plan_fil: Path) -> None:
    levels = [int(p.style.name[-1]) for p in apnet(plan_fil).paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_repeat_their_header_and_have_a_title(plan_fil: Path) -> None:
    tables = apnet(plan_fil).tables
    assert len(tables) > 20
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
    assert made == open_container(PLAN.own_template).deler


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
