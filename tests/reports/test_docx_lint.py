"""``bvaudit mal sjekk``: one fault, one message, with the place and what to write instead."""

from pathlib import Path
from typing import Any

import pytest
from bvaudit.reports.docx.plan_blocks import PLAN

from bvaudit.reports.docx.lint import check_template

from .word_files import feil, mal, mal_med_tabell, med_fotnote

pytestmark = pytest.mark.lang


def test_our_own_template_is_without_a_remark() -> None:
    assert check_template(PLAN.own_template) == []


@pytest.mark.parametrize(
    ("linje", "kode", "tekst", "hint"),
    [
        pytest.param(
            "{{ plan.enhett }}",
            "mal-ukjent-felt",
            "ukjent felt «enhett» i «plan»",
            "mente du «enhet»?",
            id="skrivefeil",
        ),
        pytest.param(
            "{{ enhet }}", "mal-ukjent-navn", "ukjent navn «enhet»", "mente du «plan.enhet»?", id="uten plan foran"
        ),
        pytest.param(
            "{{ plan.enhet-navn }}",
            "mal-bindestrek",
            "bindestrek i navnet «plan.enhet-navn»",
            "mente du «enhet»?",
            id="bindestrek",
        ),
        pytest.param(
            "{{ plan.avvik }}",
            "mal-liste",
            "«plan.avvik» er en liste og kan ikke skrives ut direkte",
            "for x in plan.avvik",
            id="liste skrevet ut",
        ),
        pytest.param(
            "{{ plan.avvik.tittel }}",
            "mal-liste",
            "«plan.avvik» er en liste, og «tittel» hører til hvert element",
            "x.tittel",
            id="felt på liste",
        ),
        pytest.param(
            "{{ plan.enhet.navn }}",
            "mal-ukjent-felt",
            "«plan.enhet» er tekst og har ingen felt",
            "skriv bare «plan.enhet»",
            id="felt på tekst",
        ),
        pytest.param("{{ plan }}", "mal-mangler-felt", "«plan» har flere felt; velg ett", "enhet", id="bare plan"),
        pytest.param(
            "{{ plan.enhet|uper }}",
            "mal-ukjent-filter",
            "«|uper» kan ikke brukes",
            "mente du «upper»?",
            id="ukjent filter",
        ),
        pytest.param(
            "{{ plan.avvik[0] }}", "mal-ikke-tillatt", "klammer kan ikke brukes i en merkelapp", "for", id="klammer"
        ),
        pytest.param(
            "{{ plan.enhet() }}",
            "mal-ikke-tillatt",
            "parenteser kan ikke brukes i en merkelapp",
            "feltnavnet",
            id="kall",
        ),
        pytest.param("{{ 7*7 }}", "mal-ikke-tillatt", "regning kan ikke brukes i en merkelapp", "", id="regning"),
        pytest.param("{{ plan.enhet", "mal-halv", "merkelappen er ikke avsluttet", "ett avsnitt", id="uavsluttet"),
        pytest.param(
            "{{ plan enhet }}", "mal-syntaks", "skrivefeil i merkelappen", "{{ plan.enhet }}", id="punktum mangler"
        ),
        pytest.param(
            "{{ plan.enhet – x }}", "mal-syntaks", "tegnet «–» kan ikke stå i en merkelapp", "", id="tankestrek"
        ),
        pytest.param(
            "{% iff plan.enhet %}", "mal-syntaks", "ukjent ord «iff» i merkelappen", "mente du «if»?", id="ukjent ord"
        ),
        pytest.param(
            "{% p if plan.enhet %}", "mal-syntaks", "merkelappen «p» er ikke forstått", "{%p", id="mellomrom før p"
        ),
        pytest.param("{% if plan.enhet %}x", "mal-uten-slutt", "«if» mangler «endif»", "endif", id="mangler slutt"),
        pytest.param("x{% endfor %}", "mal-uten-start", "«endfor» uten «for» foran", "", id="mangler start"),
        pytest.param(
            "{% if plan.enhet %}x{% endfor %}",
            "mal-feil-slutt",
            "«endfor» avslutter ikke «if»",
            "endif",
            id="feil slutt",
        ),
        pytest.param(
            "{%- if plan.enhet %}x{% endif %}",
            "mal-strek",
            "minus eller pluss i merkelappen sletter tekst rundt den",
            "fjern",
            id="minus i merkelapp",
        ),
        pytest.param(
            "{{r plan.enhet }}",
            "mal-riktekst",
            "«{{r …}}» kan ikke brukes for et tekstfelt",
            "ren tekst",
            id="riktekst",
        ),
        pytest.param(
            "{% for a in plan.enhet %}{{ a }}{% endfor %}",
            "mal-ikke-liste",
            "«plan.enhet» er ikke en liste",
            "plan.avvik",
            id="løkke over tekst",
        ),
        pytest.param(
            '{{ plan.avvik|join(", ") }}',
            "mal-liste",
            "«|join» virker bare på lister av tekst",
            "for",
            id="join på poster",
        ),
        pytest.param(
            "{% cellbg plan.enhet %}", "mal-ikke-tillatt", "«cellbg» kan ikke brukes i en mal", "", id="cellefarge"
        ),
        pytest.param(
            "[[INNHOLD]] her",
            "mal-merke-tekst",
            "[[INNHOLD]] deler linje med annen tekst",
            "egen linje",
            id="merke med tekst",
        ),
        pytest.param(
            "Ingen merker",
            "mal-uten-merke",
            "malen har verken [[INNHOLD]] eller merkelapper",
            "[[INNHOLD]]",
            id="uten merke",
        ),
    ],
)
def test_one_fault_one_message(linje: str, kode: str, tekst: str, hint: str, tmp_path: Path) -> None:
    problems = feil(mal(tmp_path / "mal.docx", "Innledning", linje))
    assert [problem.kode for problem in problems] == [kode]
    assert problems[0].tekst.startswith(tekst) and hint in problems[0].hint
    if kode != "mal-uten-merke":
        assert str(problems[0].sted).startswith("mal.docx: avsnitt 3: «")
    assert not any(word in str(problems[0]) for word in ("dict", "NoneType", "Undefined", "str "))


@pytest.mark.parametrize(
    ("rader", "kode"),
    [
        pytest.param(
            [["{% for a in plan.avvik %}{{ a.tittel }}", "{{ a.regel }}{% endfor %}"]],
            "mal-ulike-celler",
            id="for og endfor i hver sin celle",
        ),
        pytest.param(
            [["{%p for a in plan.avvik %}", ""], ["{{ a.tittel }}", ""], ["{%p endfor %}", ""]],
            "mal-p-i-tabell",
            id="p-løkke i tabell",
        ),
        pytest.param(
            [["{%tr for a in plan.avvik %}", "{{ a.regel }}"], ["{%tr endfor %}", ""]],
            "mal-tekst-ved-rad",
            id="innhold i løkkeraden",
        ),
        pytest.param(
            [["{%tr for a in plan.avvik %}", ""], ["{{ a.regel }}", "{% endfor %}"]], "mal-ulik-form", id="ulik form"
        ),
    ],
)
def test_loops_in_tables(rader: list[list[str]], kode: str, tmp_path: Path) -> None:
    assert [problem.kode for problem in feil(mal_med_tabell(tmp_path / "mal.docx", rader, "{{ plan.enhet }}"))] == [
        kode
    ]


@pytest.mark.parametrize(
    ("linjer", "kode"),
    [
        pytest.param(["Her {%p if plan.enhet %}", "x", "{%p endif %}"], "mal-tekst-ved-p", id="tekst på samme linje"),
        pytest.param(
            ["{%p if plan.enhet %}{%p if plan.per %}", "x", "{%p endif %}", "{%p endif %}"],
            "mal-flere-p",
            id="to p på en linje",
        ),
        pytest.param(
            ["{% if plan.enhet %}", "x", "{% endif %}"], "mal-ulike-avsnitt", id="vanlig if over flere avsnitt"
        ),
        pytest.param(["{%tr if plan.enhet %}", "x", "{%tr endif %}"], "mal-utenfor-tabell", id="rad utenfor tabell"),
        pytest.param(["[[INNHOLD]]", "[[INNHOLD]]"], "mal-merke-flere", id="to merker"),
    ],
)
def test_where_tags_stand(linjer: list[str], kode: str, tmp_path: Path) -> None:
    assert {problem.kode for problem in feil(mal(tmp_path / "mal.docx", *linjer))} == {kode}


def test_every_fault_is_found_at_once_each_in_its_own_paragraph(tmp_path: Path) -> None:
    linjer = [
        "{{ plan.enhett }}",
        "fin {{ plan.enhet }} og {{ plan.perr }}",
        "{%p if plan.x %}",
        "{{ plan.y }}",
        "{%p endif %}",
    ]
    problems = feil(mal(tmp_path / "mal.docx", *linjer))
    assert [(problem.sted.sti or "").split(":")[0] for problem in problems] == [
        "avsnitt 2",
        "avsnitt 3",
        "avsnitt 4",
        "avsnitt 5",
    ]


def test_headers_and_footers_are_checked_too(tmp_path: Path) -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ plan.komune }}"
        document.sections[0].footer.paragraphs[0].text = "[[INNHOLD]]"

    problems = feil(mal(tmp_path / "mal.docx", "{{ plan.enhet }}", prepare=header))
    assert {(p.kode, (p.sted.sti or "").split(",")[0]) for p in problems} == {
        ("mal-ukjent-felt", "topptekst"),
        ("mal-merke-sted", "bunntekst"),
    }


def test_a_tag_split_by_word_into_runs_is_one_tag(tmp_path: Path) -> None:
    def split(document: Any) -> None:
        paragraph = document.add_paragraph("{")
        for text in ("{ plan.en", "hett", " }", "}"):
            paragraph.add_run(text).bold = True

    (problem,) = feil(mal(tmp_path / "mal.docx", prepare=split))
    assert problem.sted.sti == "avsnitt 2: «{{ plan.enhett }}»"


def test_tags_in_footnotes_and_properties_are_named(tmp_path: Path) -> None:
    path = med_fotnote(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), "{{ plan.enhet }}")
    (problem,) = feil(path)
    assert (problem.kode, problem.sted.sti) == ("mal-fotnote", "fotnote, avsnitt 1: «{{ plan.enhet }}»")

    def author(document: Any) -> None:
        document.core_properties.author = "{{ plan.enhet }}"

    (problem,) = feil(mal(tmp_path / "mal2.docx", "{{ plan.enhet }}", prepare=author))
    assert (problem.kode, problem.sted.sti) == ("mal-egenskap", "dokumentegenskaper")


def test_a_good_template_of_ones_own_passes(tmp_path: Path) -> None:
    rader = [
        ["Regel", "Tittel"],
        ["{%tr for a in plan.avvik %}", ""],
        ["{{ loop.index }} {{ a.regel }}", "{% if a.hjemmel %}{{ a.hjemmel|join(', ') }}{% else %}–{% endif %}"],
        ["{%tr endfor %}", ""],
    ]
    linjer = [
        "{{ plan.enhet|upper }}",
        "{%p for a in plan.avvik if a.saker %}",
        "{{ a.tittel }}: {{ a.saker|length }} {{ 'sak' if a.frist else 'saker' }}",
        "{%p for s in a.saker %}",
        "{{ s.sak }}{% if not loop.last %},{% endif %}",
        "{%p endfor %}",
        "{%p else %}",
        "Ingen avvik",
        "{%p endfor %}",
    ]
    assert feil(mal_med_tabell(tmp_path / "mal.docx", rader, *linjer)) == []
