"""Every number in the plans and on the terminal is found in the workbook: first anywhere, then on the right row."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from bvaudit.loading.content.place import shipped
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.brief_view import brief_view
from bvaudit.reports.summary_view import summary_lines, summary_view
from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.workflows.draw_sample import draw_sample
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.run_demo import DEMO_DAY, DEMO_KEY
from tests.texts.internal_words import internal_words, texts_of_workbook

sys.path.insert(0, str(shipped().eksempler))
from lag_eksempel import write_example

pytestmark = pytest.mark.lang

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
# Not findings of this run: ids, days, paragraphs, fingerprints, the numbering of the plan itself, and fixed words.
NOT_FINDINGS = re.compile(
    r"\b[A-ZÆØÅ]{2,4}-\d{2}\b"
    r"|\b[A-Z]-[0-9A-Z]{8,}\b"
    r"|\b[0-9a-f]{12}\b"
    r"|\b\d{2}\.\d{2}\.\d{4}\b"
    r"|§+ ?[\d-]+( til [\d-]+)?|\b19\d\d\b|\b20\d\d\b"
    r"|bvaudit [\d.]+"
    r"|\bavvik \d+|^\d+( og \d+)?\. |\bFunn \d+(\.\d+)*"
    r"|95 % sikkerhet|95 %$|minst \d+ av \d+ (nye|i orden)|eller \d+ av \d+ ved ny måling|10 av 10|ti av ti"
    r"|utvalg [\w-]+, startord «[^»]*»|«[\w-]+», (?=\d+ saker trukket)",
    re.IGNORECASE | re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w,.])\d+(?:,\d+)?(?: %)?(?![\w])")
SHARE = re.compile(r"(\d+) av (\d+)\b[^()\d]*(?:\d+ saker? )?\((\d+,\d+|under 0,1) %\)")
SINGLE = re.compile(r"(?:^|\()(\d+) av (\d+) [a-zæøå]+(?:\)|$)", re.MULTILINE)  # of one or two, no share is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    revisjon: Revisjon
    bok: Any
    register: Path
    planer: dict[str, Path]

    @property
    def cells(self) -> set[str]:
        """What every visible cell shows, as numbers in text."""
        found: set[str] = set()
        for sheet in self.bok:
            if sheet.sheet_state == "visible":
                for row in sheet.iter_rows():
                    for cell in row:
                        found |= set(shown(cell))
        return found


def shown(cell: Any) -> Iterator[str]:
    value = cell.value
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield percent(value) if "%" in cell.number_format else f"{value:g}"
        yield f"{value:g}"
    elif isinstance(value, str):
        yield from NUMBER.findall(NOT_FINDINGS.sub(" ", value))


def percent(share: float) -> str:
    """As Excel shows it: half up, from the digits that stand in the cell."""
    shown = (Decimal(repr(share)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{shown} %".replace(".", ",")


def numbers(text: str) -> list[str]:
    text = re.sub(r"(\d+,\d)–(\d+,\d) %", r"\1 % til \2 %", text)  # an interval
    return NUMBER.findall(NOT_FINDINGS.sub(" ", text))


def words(path: Path) -> Iterator[str]:
    """Paragraphs and cells in reading order; the number column of a table is the table's own."""
    return (text.replace("\u00a0", " ") for text in _words(path))


def _words(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    for block in document.iter_inner_content():
        if isinstance(block, docx.text.paragraph.Paragraph):
            yield block.text
            continue
        skip = block.rows[0].cells[0].text == "Nr."
        for row in block.rows[1:]:
            for number, cell in enumerate(row.cells):
                if number or not skip:
                    yield cell.text


def run(folder: Path, **changes: Any) -> Papers:
    outcome = evaluate_cases(
        VurderRequest(inputs=changes.pop("inputs"), ut=folder / "ut", per=DEMO_DAY, **changes),
        now=NOW,
        home=folder,
        progress=None,
    )
    register = folder / "ut" / "avviksregister.xlsx"
    bok = openpyxl.load_workbook(register, data_only=True)
    planer = {e.navn: folder / "ut" / f"handlingsplan-{e.slug}.docx" for e in outcome.revisjon.enheter}
    return Papers(revisjon=outcome.revisjon, bok=bok, register=register, planer=planer)


@pytest.fixture(scope="module", params=["alle saker", "utvalg"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = tmp_path_factory.mktemp("tall")
    write_example(folder / "dokumenter", cases=80)
    key = folder / "nokkel.txt"
    key.write_text(DEMO_KEY, encoding="utf-8")
    key.chmod(0o600)
    inputs = ImportInputs(kilder=(folder / "dokumenter",), nokkel=key)
    if request.param == "alle saker":
        return run(folder, inputs=inputs)
    return run(folder, inputs=inputs, utvalg=drawn(inputs, folder))


def test_every_number_in_the_plans_is_in_the_workbook(papers: Papers) -> None:
    cells = papers.cells
    missing = [
        f"{enhet}: «{number}» i «{text}»"
        for enhet, path in papers.planer.items()
        for text in words(path)
        for number in numbers(text)
        if number not in cells
    ]
    assert missing == []


def test_every_number_on_the_terminal_is_in_the_workbook(papers: Papers) -> None:
    cells, lines = papers.cells, summary_lines(summary_view(papers.revisjon), 400)
    assert [f"«{n}» i «{line}»" for line in lines for n in numbers(line) if n not in cells] == []


def test_the_first_lines_on_the_terminal_are_the_overview_of_the_workbook(papers: Papers) -> None:
    head, *found = papers.bok["Oversikt"].iter_rows(min_row=6, values_only=True)
    names = ["Avvik i alt", "Kritisk", "Høy", "Middels", "Lav", "Uavklart", "Må leses"]
    places = [head.index(name) for name in names]
    known = {str(row[0]): [str(row[place]) for place in places] for row in found}
    view = brief_view(papers.revisjon)
    for row in view.enheter:
        unit = "Alle enheter" if row.celler[0] == "Alle" else row.celler[0]
        assert list(row.celler[2:]) == known[unit]
    assert len(view.enheter) == len(papers.revisjon.enheter) + 1
    cells, said = papers.cells, (view.kilde, view.utfall, *view.haster, view.ikke_kontrollert)
    assert [f"«{n}» i «{line}»" for line in said for n in numbers(line) if n not in cells] == []


def rows(papers: Papers) -> list[dict[str, Any]]:
    sheet = papers.bok["Alle tall"]
    head = [cell.value for cell in sheet[1]]
    return [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def test_every_share_in_a_plan_is_on_one_row_of_that_unit(papers: Papers) -> None:
    known = {
        (row["Enhet"], row["Ikke oppfylt"], row["Kontrollert"])
        for row in rows(papers)
        if row["Kontrollert"] is not None
    }
    checked = {key: row["Kontrollert"] for key, row in standard(papers).items()}
    known |= {(enhet, antall, checked[regel, enhet]) for (regel, enhet), antall in must_be_read(papers).items()}
    if "Tilsyn" in papers.bok.sheetnames:
        points = papers.bok["Tilsyn"].iter_rows(min_row=2)
        known |= {(row[4].value, row[6].value, row[5].value) for row in points if row[5].value}
    seen = 0
    for enhet, path in papers.planer.items():
        for text in words(path):
            for few, of, *_ in (*SHARE.findall(text), *SINGLE.findall(text)):
                seen += 1
                assert (enhet, int(few), int(of)) in known, text
    assert seen > 4


def must_be_read(papers: Papers) -> Counter[tuple[str, str]]:
    """(rule, unit) → the objects that suggest a breach and that nobody has read, as the workbook lists them."""
    found: Counter[tuple[str, str]] = Counter()
    for slag, enhet, _, _, lines, *_ in papers.bok["Må leses"].iter_rows(min_row=2, values_only=True):
        if slag == "Tegn på brudd":
            found.update((regel, enhet) for regel in re.findall(r"\(([A-Z]+-\d+)\)", lines))
    return found


def standard(papers: Papers) -> dict[tuple[str, str], dict[str, Any]]:
    """(rule, unit) → its row by the way of counting that the figures use."""
    used = (row for row in rows(papers) if "brukes i tallene" in str(row["Måte å telle på"]))
    return {(row["Regel"], row["Enhet"]): row for row in used}


def test_every_line_of_the_terminal_is_the_row_of_its_rule_and_unit(papers: Papers) -> None:
    known, regel = standard(papers), ""
    for row in summary_view(papers.revisjon).rader:
        regel = row.celler[0].rstrip("*") or regel
        there = known[regel, row.celler[1] if row.under else "Alle"]
        assert row.celler[2] == str(there["Kontrollert"])
        assert row.celler[3] == (str(there["Ikke oppfylt"]) if there["Kontrollert"] else "–")
        share = there["Andel ikke oppfylt"]
        assert row.celler[4] == ("–" if share is None else percent(share)), row.celler
        assert row.celler[6] == str(there["Uavklart"])


def test_every_rule_without_avvik_in_a_plan_is_the_row_of_its_rule_and_unit(papers: Papers) -> None:
    known, seen = standard(papers), 0
    for enhet, path in papers.planer.items():
        for table in docx.Document(str(path)).tables:
            head = [cell.text for cell in table.rows[0].cells]
            for row in table.rows[1:] if head[:3] == ["Krav", "Kontrollert", "Uavklart"] else ():
                krav, kontrollert, uavklart, *_ = (cell.text for cell in row.cells)
                there = known[re.findall(r"\(([A-Z]+-\d+)\)", krav)[-1], enhet]
                read = " lest" if "lest" in str(there["Måte å telle på"]) else ""
                assert (kontrollert, uavklart) == (f"{there['Kontrollert']}{read}", str(there["Uavklart"]))
                assert there["Ikke oppfylt"] == 0
                seen += 1
    assert seen > 20


def unit_counts(papers: Papers) -> dict[str, dict[str, int]]:
    """Unit → what is counted → how many; the rows of «Alle tall» that are about no rule."""
    found: dict[str, dict[str, int]] = {}
    for row in rows(papers):
        if not row["Regel"]:
            found.setdefault(row["Enhet"], {})[row["Krav"]] = row["Antall"]
    return found


def test_the_conclusion_is_the_same_on_every_surface(papers: Papers) -> None:
    front = "\n".join(str(c.value) for row in papers.bok["Oversikt"].iter_rows() for c in row if c.value)
    for enhet, book in unit_counts(papers).items():
        whole = book["Krav kontrollert mot uttrekket"]
        said = f"{book['Krav med avvik']} av {whole} krav som er kontrollert mot uttrekket, har avvik."
        parts = ("Krav med avvik", "Krav med bare brudd som er ført under et annet krav", "Krav uten avvik")
        assert sum(book[navn] for navn in parts) == whole
        if enhet == "Alle":
            assert said in front
            assert said in summary_view(papers.revisjon).slutt
            assert revisjon_as_json(papers.revisjon)["regnskap"]["med_avvik"] == book["Krav med avvik"]
        elif book["Krav med avvik"]:
            assert said in "\n".join(words(papers.planer[enhet]))


def test_the_first_sheet_is_the_sum_of_the_others(papers: Papers) -> None:
    counted, sheets = unit_counts(papers), papers.bok
    shown = {row[0].value: [cell.value for cell in row[1:10]] for row in sheets["Oversikt"].iter_rows()}
    kinds = Counter((row[1].value, row[0].value) for row in sheets["Må leses"].iter_rows(min_row=2))
    for enhet in papers.revisjon.enheter:
        book, line = counted[enhet.navn], shown[enhet.navn]
        assert line[:5] == [
            *(book[f"Avvik med alvor {grad}"] for grad in ("kritisk", "høy", "middels", "lav")),
            book["Avvik"],
        ]
        assert line[6] == sum(row[1].value == enhet.navn for row in sheets["Saker å rette"].iter_rows(min_row=2))
        assert line[7] >= kinds[enhet.navn, "Tegn på brudd"]  # a case may give more than one
        assert line[8] >= kinds[enhet.navn, "Uavklart"]
    assert shown["Alle enheter"] == [sum(shown[e.navn][n] for e in papers.revisjon.enheter) for n in range(9)]


def test_no_word_of_the_machine_in_the_workbook(papers: Papers) -> None:
    assert internal_words(texts_of_workbook(papers.register)) == {}


def test_rule_by_unit_by_way_of_counting_with_zeros(papers: Papers) -> None:
    units = ["Alle", *(e.navn for e in papers.revisjon.enheter)]
    judged = {s.regel.id: list(s.tall) for s in papers.revisjon.svar}
    found = rows(papers)
    for regel, varianter in judged.items():
        mine = [row for row in found if row["Regel"] == regel]
        assert [row["Enhet"] for row in mine] == units * len(varianter), regel
        assert all(isinstance(row["Kontrollert"], int) for row in mine)
    left = [row for row in found if row["Regel"] and row["Regel"] not in judged]
    assert {row["Regel"] for row in left} == {i.regel.id for i in papers.revisjon.ikke_undersokt} - set(judged)
    assert all(row["Kontrollert"] is None and row["Merknad"].startswith("Ikke undersøkt: ") for row in left)


def test_the_parts_add_up_to_all(papers: Papers) -> None:
    found = rows(papers)
    for navn in ("Kontrollert", "Oppfylt", "Ikke oppfylt", "Uavklart", "Ikke aktuelt", "Hos annen kommune"):
        whole = sum(row[navn] or 0 for row in found if row["Enhet"] == "Alle")
        assert whole == sum(row[navn] or 0 for row in found if row["Enhet"] != "Alle"), navn


def test_no_surface_calls_a_finding_by_its_requirement(papers: Papers) -> None:
    broken = {s.regel.tittel for s in (*papers.revisjon.avvik, *papers.revisjon.indikasjoner)}
    for ark, column in (("Avvik", 2), ("Funn", 4)):
        assert not broken & {row[column - 1].value for row in papers.bok[ark].iter_rows(min_row=2)}, ark
    headings = {
        p.text.partition(": ")[2]
        for path in papers.planer.values()
        for p in docx.Document(str(path)).paragraphs
        if p.style.name.startswith("Heading")
    }
    assert not broken & headings


def drawn(inputs: ImportInputs, folder: Path) -> Path:
    ut = folder / "utvalg"
    draw_sample(inputs, per_enhet=8, reserve=2, fro=None, navn="tall", ut=ut, now=NOW, home=folder, progress=None)
    return ut / "utvalg.yaml"
