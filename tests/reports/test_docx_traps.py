"""What breaks silently in Word templates, and what a hostile file tries: every trap sprung on purpose."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.reports.docx.container import open_container
from bvaudit.reports.docx.report import own_template
from bvaudit.reports.docx.sample import HOSTILE, LONG
from bvaudit.reports.docx.sandbox import clean, environment, plain
from bvaudit.reports.docx.template import WordTemplate
from bvaudit.reports.plan_blocks import PLAN

from .builders import PER
from .word_files import (
    apnet,
    avvist,
    en_prove,
    fylt,
    mal,
    med_fotnote,
    render_plan,
)

pytestmark = [pytest.mark.lang, pytest.mark.helt]

POPEN = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"


# --- data ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("R&D", id="og-tegn"),
        pytest.param("a < b", id="mindre enn"),
        pytest.param("Barnevern <sør> & nord", id="enhetsnavn med klammer"),
        pytest.param("</w:t></w:r></w:p>", id="slutt-tagg"),
        pytest.param("{{ 7*7 }}", id="merkelapp i data"),
        pytest.param("{% for %} {# x #} {_{ x }_} {_% x %_}", id="docxtpls egne tegn"),
        pytest.param("[[INNHOLD]]", id="merket i data"),
        pytest.param("æøå ÆØÅ «–» \" '", id="norske tegn"),
        pytest.param("&amp; &#65; &lt;", id="ferdig kodet tekst"),
        pytest.param(LONG, id="lang tekst"),
        pytest.param("x" * 40_000, id="førti tusen tegn"),
        pytest.param("linje 1\nlinje 2", id="linjeskift"),
    ],
)
@pytest.mark.parametrize("linje", ["{{ plan.enhet }}", "[[INNHOLD]]"])
def test_data_comes_back_identical(data: str, linje: str, tmp_path: Path) -> None:
    read = fylt(mal(tmp_path / "mal.docx", "Foran", linje, "Bak"), en_prove(data, 1), tmp_path)
    assert data in read and "Foran" in read and read.rstrip().endswith("Bak")
    assert "49" not in read.replace(data, "")


@pytest.mark.parametrize("template", [None, "[[INNHOLD]]"])
def test_hostile_data_everywhere_in_the_plan(template: str | None, tmp_path: Path) -> None:
    path = own_template() if template is None else mal(tmp_path / "mal.docx", template)
    read = fylt(path, en_prove(HOSTILE, 2), tmp_path)
    assert read.count(HOSTILE) > 60 and read.count("R&D") == read.count(HOSTILE)
    assert apnet(tmp_path / "ut.docx").core_properties.title == HOSTILE


def test_control_characters_are_cleaned(tmp_path: Path) -> None:
    read = fylt(
        mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), en_prove("a\x00b\x07c\x0bd\r\ne\x1ff\ufffe", 1), tmp_path
    )
    assert "abc\nd\nef" in read


@settings(max_examples=12, deadline=None)
@given(data=st.text(max_size=200))
def test_any_text_is_kept_but_for_control_characters(data: str) -> None:
    beholder = open_container(_SMALL)
    document = docx.Document(_stream(WordTemplate(PLAN, beholder).fill(en_prove(data, 1), PER)))
    read = "".join(
        {"br": "\n", "tab": "\t"}.get(each.tag.rsplit("}", 1)[-1], each.text or "")
        for each in document.paragraphs[1]._p.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    )
    assert read == clean(data)
    assert clean(clean(data)) == clean(data)


@pytest.fixture(scope="module", autouse=True)
def _small_template(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _SMALL
    _SMALL = mal(tmp_path_factory.mktemp("mal") / "liten.docx", "{{ plan.enhet }}")


_SMALL = Path()


def _stream(content: bytes) -> Any:
    import io

    return io.BytesIO(content)


def test_title_with_ampersand_is_not_escaped_twice(tmp_path: Path) -> None:
    fylt(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), en_prove("Nord & Sør", 1), tmp_path)
    assert apnet(tmp_path / "ut.docx").core_properties.title == "Nord & Sør"


# --- tags that fail silently -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("linjer", "kode"),
    [
        pytest.param(["{{ plan.enhett }}"], "mal-ukjent-felt", id="skrivefeil i felt"),
        pytest.param(
            ["{%p for a in plan.avik %}", "{{ a.tittel }}", "{%p endfor %}"], "mal-ukjent-felt", id="skrivefeil i liste"
        ),
        pytest.param(["{{r plan.enhet }}"], "mal-riktekst", id="riktekst for tekst"),
        pytest.param(
            ["Enhet: {%p if plan.enhet %}", "x", "{%p endif %}"], "mal-tekst-ved-p", id="tekst ved p-merkelapp"
        ),
        pytest.param(["{{ plan.enhet-navn }}"], "mal-bindestrek", id="bindestrek i navn"),
    ],
)
def test_a_template_with_a_silent_fault_is_refused(linjer: list[str], kode: str, tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", *linjer), tmp_path) == [kode]


# --- hostile templates -----------------------------------------------------------------------------------------------


def test_a_program_in_the_body_is_refused(tmp_path: Path) -> None:
    assert "mal-ikke-tillatt" in avvist(mal(tmp_path / "mal.docx", POPEN), tmp_path)


def test_a_program_in_the_title_is_refused(tmp_path: Path) -> None:
    def title(document: Any) -> None:
        document.core_properties.title = POPEN

    assert avvist(mal(tmp_path / "mal.docx", "{{ plan.enhet }}", prepare=title), tmp_path) == ["mal-egenskap"]


def test_a_program_in_a_footnote_of_a_file_with_two_sections_is_refused(tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}", prepare=lambda document: document.add_section())
    assert avvist(med_fotnote(path, POPEN), tmp_path) == ["mal-fotnote"]


def test_a_footnote_without_tags_is_kept_as_it_was(tmp_path: Path) -> None:
    path = med_fotnote(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), "Fast note & tekst".replace("&", "&amp;"))
    render_plan(en_prove("{{ 7*7 }}", 1), path, tmp_path / "ut.docx", PER)
    assert b"Fast note &amp; tekst" in open_container(tmp_path / "ut.docx").deler["word/footnotes.xml"]


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param(POPEN, id="cycler"),
        pytest.param("{{ ''.__class__.__mro__ }}", id="klassevandring"),
        pytest.param("{{ plan.__class__ }}", id="dunder på planen"),
        pytest.param("{{ plan.enhet.format(plan) }}", id="format"),
        pytest.param("{{ plan.avvik.append(1) }}", id="endre listen"),
        pytest.param("{% include 'x' %}", id="include"),
        pytest.param("{% set x = 1 %}", id="set"),
        pytest.param("{% autoescape false %}{{ plan.enhet }}{% endautoescape %}", id="slå av koding"),
        pytest.param("{{ plan.enhet|safe }}", id="safe"),
        pytest.param("{{ plan.enhet|attr('x') }}", id="attr"),
        pytest.param("{{ range(10**9) }}", id="range"),
        pytest.param("{{ 'a' * 1000000000 }}", id="stor tekst"),
        pytest.param("{% for x in plan.avvik recursive %}{{ loop(x) }}{% endfor %}", id="rekursjon"),
    ],
)
def test_nothing_but_fields_loops_and_conditions(tag: str, tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", tag), tmp_path)


@pytest.mark.parametrize("tag", [POPEN, "{{ plan.__class__.__mro__ }}", "{{ x|safe }}", "{{ plan.pop('enhet') }}"])
def test_the_sandbox_holds_even_if_the_check_is_passed_by(tag: str) -> None:
    with pytest.raises(Exception, match=r".+"):
        environment().from_string(tag).render({"plan": plain(en_prove("x", 1))})
