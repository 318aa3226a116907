"""Words of the machine that no person is to meet: found in any workbook, document or text, by the same list.

The list is made from the program itself (tables, columns, ways of counting), from the words the glossary says are not
said to users, and from ``internal_words.txt`` beside this file for the rest.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import docx
import openpyxl

from bvaudit.model.tables import TABLES
from bvaudit.workflows.content import content_or_stop

LIST = Path(__file__).with_name("internal_words.txt")
GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "ordliste.md"
HEADING = "## Ord vi ikke sier til brukere"


@cache
def forbidden() -> re.Pattern[str]:
    """Names with an underscore or a hyphen in them, and what the list says (a line is a regular expression)."""
    names = {name for table in TABLES for name in (table.navn, *(column.navn for column in table.kolonner))}
    ways = {
        variant.navn
        for rule in content_or_stop().regler.values()
        for version in rule.versjoner
        for variant in version.varianter
    }
    made = sorted(re.escape(name) for name in names | ways if re.search(r"[_-]", name))
    return re.compile("|".join((rf"(?<![\w-])(?:{'|'.join(made)})(?![\w-])", *_listed())))


def not_said() -> list[str]:
    """The first column of the glossary's table, as far as it is words by themselves."""
    rows = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8").partition(HEADING)[2], re.M)[1:]
    return [word for row in rows for word in row.split(", ") if re.fullmatch(r"[\wæøåÆØÅ-]+", word) and word != "---"]


def _listed() -> Iterator[str]:
    for word in not_said():
        yield rf"(?<![\w-])(?i:{re.escape(word)})(?:en|et|er|ene)?(?![\w-])"
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def internal_words(texts: Iterable[str]) -> dict[str, str]:
    """Word → the first text it stands in."""
    found: dict[str, str] = {}
    for text in texts:
        for match in forbidden().finditer(text):
            found.setdefault(match[0], text)
    return found


def texts_of_workbook(path: Path) -> Iterator[str]:
    """Every text of a sheet that can be seen: cells of visible columns, headings, help beside cells, footers, and the
    names of sheets."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        yield sheet.title
        yield from (part.text or "" for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right))
        hidden = {
            number
            for of in sheet.column_dimensions.values()
            if of.hidden and not of.outlineLevel
            for number in range(of.min, of.max + 1)
        }
        for row in sheet.iter_rows():
            yield from (str(c.value) for c in row if c.value is not None and c.column not in hidden)
        for rule in sheet.data_validations.dataValidation:
            yield from (text for text in (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle) if text)


def texts_of_document(path: Path) -> Iterator[str]:
    """Paragraphs, also those in tables, headers and footers."""
    document = docx.Document(str(path))
    parts = [document.element.body]
    parts += [part._element for section in document.sections for part in (section.header, section.footer)]
    for part in parts:
        for paragraph in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            yield "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
