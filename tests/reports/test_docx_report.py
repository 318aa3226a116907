"""A Word report of another kind than the plan: its own view, its own name in templates, its own layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError
from bvaudit.reports.docx.blocks import (
    Blank,
    Block,
    Bold,
    Bullet,
    Heading,
    Justering,
    KeepTogether,
    Link,
    Note,
    PageBreak,
    Quiet,
    Table,
    TableOfContents,
    Text,
)
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.lint import check_template
from bvaudit.reports.docx.report import Dokument, WordReport, own_template
from bvaudit.reports.docx.template import open_template

from .builders import PER
from .word_files import apnet, mal, tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Sak:
    sak: str
    frist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Varsel:
    tittel: str
    mottaker: str
    saker: tuple[Sak, ...]


def lagt_ut(varsel: Varsel) -> Iterator[Block]:
    yield Heading(niva=1, tekst=varsel.tittel)
    yield Text(tekst=varsel.mottaker, ingress=True)
    yield TableOfContents(fra=2, til=3)
    yield PageBreak()
    yield KeepTogether(blokker=(Heading(niva=2, tekst="Saker", anker="saker"), Text(ledd="Slik: ", tekst="de eldste")))
    yield from (Bullet(tekst=f"{sak.sak}: {sak.frist}") for sak in varsel.saker)
    yield Table(
        tittel="Saker",
        beskrivelse="Én sak på hver rad",
        hode=("Sak", "Frist", "Gjort"),
        rader=tuple(
            (sak.sak, (Bold(tekst=sak.frist), "\n", Quiet(tekst="regnet")), (Blank(tekst="dato"),))
            for sak in varsel.saker
        ),
        bredder=(10, 60, 10),
        justering=(Justering.VENSTRE, Justering.VENSTRE, Justering.HOYRE),
    )
    yield Heading(niva=3, tekst="Om listen")
    yield Note(
        tittel="Å merke seg", tekster=("Se ", (Link(tekst="sakene", anker="saker"), " og ", Link(tekst="x", anker="y")))
    )


def om(varsel: Varsel) -> Dokument:
    return Dokument(tittel=varsel.tittel, avsender="Fjordvik", grunnlag="Uke 1")


VARSEL = WordReport(navn="varsel", view=Varsel, felt="mottaker", liste="saker", dokument=om, blocks=lagt_ut)
ET_VARSEL = Varsel(
    tittel="Frister denne uken", mottaker="Østbyen & co", saker=(Sak(sak="S-7K2M9QXA", frist="02.01.2026"),)
)


@pytest.mark.parametrize(
    ("linjer", "ventet"),
    [
        pytest.param(["Til {{ varsel.mottaker }}"], "Til Østbyen & co", id="felt"),
        pytest.param(
            ["{% for s in varsel.saker %}{{ s.sak }} {{ s.frist }}{% endfor %}"], "S-7K2M9QXA 02.01.2026", id="liste"
        ),
        pytest.param(["{{ dokument.avsender }}, {{ dokument.grunnlag }}"], "Fjordvik, Uke 1", id="alle dokumenter har"),
        pytest.param(["[[INNHOLD]]"], "de eldste\nS-7K2M9QXA: 02.01.2026", id="merket"),
    ],
)
def test_the_report_is_filled_in_from_its_own_view(linjer: list[str], ventet: str, tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", *linjer)
    assert not has_errors(check_template(path, report=VARSEL))
    write_beside(open_template(VARSEL, path).fill(ET_VARSEL, PER), tmp_path / "ut.docx")
    assert ventet in tekst(tmp_path / "ut.docx")
    assert apnet(tmp_path / "ut.docx").core_properties.title == "Frister denne uken"


@pytest.mark.parametrize(
    ("linje", "tekst_", "hint"),
    [
        pytest.param("{{ varsel.motaker }}", "ukjent felt «motaker» i «varsel»", "mente du «mottaker»?", id="felt"),
        pytest.param("{{ mottaker }}", "ukjent navn «mottaker»", "mente du «varsel.mottaker»?", id="uten navn"),
        pytest.param(
            "{{ plan.enhet }}", "ukjent navn «plan»", "alle felt begynner med «varsel.»", id="planens navn er ukjent"
        ),
        pytest.param(
            "{{ varsel. }}",
            "skrivefeil i merkelappen",
            "en merkelapp ser slik ut: {{ varsel.mottaker }} eller {% for a in varsel.saker %}",
            id="skrivefeil",
        ),
    ],
)
def test_faults_are_told_with_the_names_of_the_report(linje: str, tekst_: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        open_template(VARSEL, mal(tmp_path / "mal.docx", linje))
    assert [(problem.tekst, problem.hint) for problem in error.value.problems] == [(tekst_, hint)]


def test_bvaudits_own_letterhead_takes_any_report_and_says_which_it_is(tmp_path: Path) -> None:
    assert not check_template(own_template(), report=VARSEL)
    write_beside(open_template(VARSEL, None).fill(ET_VARSEL, PER), tmp_path / "ut.docx")
    made = apnet(tmp_path / "ut.docx")
    assert made.sections[0].header.paragraphs[0].text == "Fjordvik\tFrister denne uken"
    assert made.sections[0].footer.paragraphs[0].text.startswith("Uke 1\t")
