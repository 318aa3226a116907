"""A municipality that has chosen nynorsk: its papers are in nynorsk, what is in bokmål in them is marked, and they are
read back, also when the folder has been in the other language."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from bvaudit.cli.run import run
from bvaudit.intake.figures_sheet import read_figures
from bvaudit.model.registeret.redigering import erases
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk
from bvaudit.model.varighet import Varighet, spoken_varighet
from bvaudit.register.reported import AUTHORITY
from bvaudit.reports.docx.speech import _known, _spans, mark_language
from bvaudit.texts import in_each_language, language, language_tag, spoken
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.rule_language import said_in_bokmal
from tests.texts.nynorsk_words import bokmal_words

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NB = "nb-NO"
Typed = Callable[..., str]


def said(path: Path) -> Iterator[str]:
    """The paragraphs of a Word document, without the runs that are marked as bokmål."""
    document = docx.Document(str(path))
    parts = [document.element.body]
    parts += [part._element for section in document.sections for part in (section.header, section.footer)]
    for paragraph in (one for part in parts for one in part.iter(qn("w:p"))):
        yield "".join(node.text or "" for run in paragraph.iter(qn("w:r")) if not _marked(run) for node in _texts(run))


def _texts(run: object) -> Iterator[object]:
    yield from run.iter(qn("w:t"))  # type: ignore[attr-defined]


def _marked(run: object) -> bool:
    lang = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")  # type: ignore[attr-defined]
    return lang is not None and lang.get(qn("w:val")) == NB


def own_words(path: Path) -> Iterator[str]:
    """The cells people see in a workbook, without the text of the rules."""
    with language("nn"):
        known = _known(said_in_bokmal())
    shipped = content_or_stop().kodeverk
    assert shipped is not None
    statuses = {status.tekst for status in shipped.statuser}  # too short to be known again inside a sentence
    for sheet in openpyxl.load_workbook(path, data_only=False):
        if sheet.sheet_state != "visible":
            continue
        groups = [of for of in sheet.column_dimensions.values() if of.hidden and not of.outlineLevel]
        hidden = {number for of in groups for number in range(of.min, of.max + 1)}
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.column not in hidden):
            if isinstance(cell.value, str) and not cell.value.startswith("=") and cell.value not in statuses:
                at, parts = 0, []
                for start, end in _spans(cell.value, known):
                    parts.append(cell.value[at:start])
                    at = end
                yield " ".join((*parts, cell.value[at:]))


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setenv("COLUMNS", "200")

    def type_in(*argv: str | Path) -> str:
        code = run([str(arg) for arg in argv])
        shown = capsys.readouterr()
        assert code == 0, shown.out + shown.err
        return shown.out + shown.err

    return type_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Typed) -> Path:
    monkeypatch.chdir(tmp_path)
    rot = tmp_path / "kommunen"
    typed("start", rot, "--navn", "Fjordvik", "--kommunenummer", "9999", "--sprak", "nn")
    for name in ("enheter.yaml", "kart.yaml"):
        shutil.copy(EXAMPLES / name, rot / name)
    for path in (EXAMPLES / "regneark").iterdir():
        shutil.copy(path, rot / "uttrekk" / path.name)
    monkeypatch.chdir(rot)
    return rot


def speak_in(folder: Path, code: str) -> None:
    fil = folder / "kommune.yaml"
    fil.write_text(re.sub(r"(?m)^sprak: \w+", f"sprak: {code}", fil.read_text("utf-8")), "utf-8")


@pytest.mark.lang
def test_the_papers_of_a_folder_in_nynorsk(folder: Path, typed: Typed, tmp_path: Path) -> None:
    assert "Slik byrjar de" in (folder / "LES-MEG.txt").read_text("utf-8-sig")
    told = typed("vurder", "--skriv")
    assert "Mappa til kommunen" in told and bokmal_words(without_rules(told)) == {}
    assert spoken() == "nb", "the language of a run ends with it"
    (ut,) = folder.glob("revisjoner/*/resultat")
    plans = sorted(ut.glob("handlingsplan-*.docx"))
    for plan in plans:
        assert bokmal_words(said(plan)) == {}, plan.name
        first = [paragraph.text for paragraph in docx.Document(str(plan)).paragraphs[:4]]
        assert any("Teksten i krava er på bokmål." in one for one in first)
        assert docx.Document(str(plan)).core_properties.language == "nn-NO"
    marked = [run for run in docx.Document(str(plans[0])).element.body.iter(qn("w:r")) if _marked(run)]
    assert marked, "the rules are in bokmål, and a screen reader is to know"
    book = ut / "avviksregister.xlsx"
    assert bokmal_words(own_words(book)) == {}
    assert openpyxl.load_workbook(book, read_only=True).properties.language == "nn-NO"

    # Nothing was typed, so nothing is read: in the language the papers were made in, and in the other.
    for code, nothing in (("nn", "0 felt endra"), ("nb", "0 felt endret")):
        speak_in(folder, code)
        read = typed("les", book, *plans)
        assert read.count(nothing) == 1 + len(plans) and "konflikt" not in read
    other = tmp_path / "bokmal.xlsx"
    typed("register", "eksport", "--ut", other)
    speak_in(folder, "nn")
    assert "0 felt endra" in typed("les", other), "a register from before the folder was in nynorsk"
    lines = read_figures(book)
    assert lines, "«Alle tal» is found under its own name"


def without_rules(told: str) -> Iterator[str]:
    with language("nn"):
        known = _known(said_in_bokmal())
    for line in told.splitlines():
        at, parts = 0, []
        for start, end in _spans(line, known):
            parts.append(line[at:start])
            at = end
        yield " ".join((*parts, line[at:]))


def test_words_that_are_no_sentences_follow_the_language() -> None:
    grades, measures, year = list(Alvorlighetsgrad), list(Malestokk), Varighet(antall=3, enhet="M")
    assert [one.vist for one in grades] == ["lav", "middels", "høy", "kritisk"]
    with language("nn"):
        assert [one.vist for one in grades] == ["låg", "middels", "høg", "kritisk"]
        assert [one.vist for one in measures] == ["lovkrav", "fagleg norm", "krav til registreringa", "eige mål"]
        assert (year.vist, Varighet(antall=1, enhet="W").vist) == ("3 månader", "1 veke")
        assert language_tag() == "nn-NO"
    assert (year.vist, language_tag()) == ("3 måneder", "nb-NO")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("6 måneder", "P6M"), ("6 månader", "P6M"), ("2 veker", "P2W"), ("1 uke", "P1W"), ("10 dagar", "P10D")],
)
def test_a_length_of_time_is_read_in_either_language(typed: str, meant: str) -> None:
    assert str(spoken_varighet(typed)) == meant


def test_what_is_typed_to_erase_is_known_in_either_language() -> None:
    assert [erases(word) for word in ("slettes", " Slettast ", "sletta", "")] == [True, True, False, False]


def test_the_authority_is_known_in_either_language() -> None:
    for receiver in ("Statsforvalteren i Nordland", "Statsforvaltaren i Vestland"):
        assert any(name in receiver.casefold() for name in AUTHORITY)


def test_a_text_is_known_in_every_language() -> None:
    assert in_each_language("register.ark.alle_tall") == ("Alle tall", "Alle tal")
    with language("nn"):
        assert in_each_language("register.ark.alle_tall")[0] == "Alle tal"


def a_run(*parts: str) -> object:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in parts:
        paragraph.add_run(part).bold = True
    return document.element.body


def runs(body: object) -> list[tuple[str, bool]]:
    return [
        ("".join(node.text or "" for node in _texts(run)), _marked(run))  # type: ignore[attr-defined]
        for run in body.iter(qn("w:r"))  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("parts", "seen"),
    [
        pytest.param(
            ("1. Planen er ikke evaluert: 3 av 5",),
            [("1. ", False), ("Planen er ikke evaluert", True), (": 3 av 5", False)],
            id="midt i",
        ),
        pytest.param(("planen er ikke evaluert.",), [("planen er ikke evaluert.", True)], id="liten og med punktum"),
        pytest.param(("Planen er ikke evaluerte",), [("Planen er ikke evaluerte", False)], id="et annet ord"),
        pytest.param(("Planen er evaluert",), [("Planen er evaluert", False)], id="noe annet"),
        pytest.param(
            ("Kort. ", "Planen er ikke evaluert"), [("Kort. ", False), ("Planen er ikke evaluert", True)], id="for seg"
        ),
    ],
)
def test_the_runs_in_bokmal_are_marked(parts: tuple[str, ...], seen: list[tuple[str, bool]]) -> None:
    body = a_run(*parts)
    mark_language(body, ["Planen er ikke evaluert.", "Planen er ikke evaluert det siste året"], NB)
    assert runs(body) == seen
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in body.iter(qn("w:r")))  # type: ignore[attr-defined]


def test_a_law_in_the_text_of_a_rule_is_not_lost() -> None:
    """«§ 2-1» is written with a hyphen that does not break, which is an element of its own."""
    body = a_run("Følger av ")
    run = next(iter(body.iter(qn("w:r"))))  # type: ignore[attr-defined]
    run.append(run.makeelement(qn("w:noBreakHyphen"), {}))
    mark_language(body, ["Følger av -"], NB)
    assert [len(list(one)) for one in body.iter(qn("w:r"))] == [3]  # type: ignore[attr-defined]


def test_papers_in_bokmal_have_nothing_marked() -> None:
    assert said_in_bokmal() == ()
    with language("nn"):
        texts = said_in_bokmal()
    assert len(texts) > 1000
