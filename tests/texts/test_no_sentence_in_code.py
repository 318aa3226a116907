"""No sentence a person reads stands in code: it stands in the catalogue, where a colleague or a translator finds it.

What may stand in code, and why:
- docstrings and comments, which are for whoever reads the code (an operator's docstring is its manual page),
- the explanation of a key (``arg``, ``described``, ``Shape`` …): it is the definition of the key, and the schema, the
  reader and the manual page are made from it,
- the pages under ``docs/`` that are made from the content: documentation in bokmål, not something a run says,
- what only a programmer meets: RuntimeError, an assert and the like,
- codes and data that are compared with: outcomes, words in YAML, headings people use in their own workbooks.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.nokkelrad import Tilstand
from bvaudit.model.utfall import Utfall
from bvaudit.texts.catalog import FOLDER

ROOT = FOLDER.parent
PAGES = {
    *(
        f"reports/{page}.py"
        for page in ("rule_pages", "coverage_page", "content_page", "vocabulary_page", "key_tables", "figure_page")
    ),
    "model/words/overskrifter.py",  # headings people use in their own workbooks
}
DEFINES_KEYS = {"arg", "described", "Shape", "Part", "digits"}
FOR_PROGRAMMERS = {"RuntimeError", "TypeError", "KeyError", "ValueError", "AssertionError", "check"}
PATTERNS = {"compile", "match", "fullmatch", "sub", "search", "finditer", "findall"}
SQL = re.compile(
    r"\b(SELECT|FROM|WHERE|NULL|CASE|AND|OR|VARCHAR|WITH|JOIN|INSERT|CREATE|ORDER|COALESCE|UNION|INTERVAL|BETWEEN|SET|NOT|"
    r"IN|WHEN|ELSE|THEN|AS|DESCRIBE|DROP|COPY|FORMAT|PARTITION|ALTER|COUNT)\b"
)
TWO_WORDS = re.compile(r"[A-Za-zÆØÅæøå«»]{2,}[,.:;»]? +[(«\"]?[A-Za-zæøåÆØÅ{]")
# Words that are in nearly every sentence in bokmål, and in no English one.
BOKMAL = re.compile(
    r"[æøåÆØÅ«»]|\b(og|ikke|er|en|et|av|som|har|til|det|den|med|eller|mangler|fra|kan|skal|ingen|alle|hver|bare|ble|saken?|"
    r"saker|enhet|regel|krav|feil|filen?|mappen?|navn|dager|antall|avvik|vurdert|punkt)\b",
    re.I,
)


TAG = re.compile(r"<[^<>]*>")  # of a page for the browser; what stands between tags is read
YAML_LINE = re.compile(r"\s*(- )?[\w-]+: \"?\{x\}\"?\s*")
# Codes that have a space in them: outcomes, words of YAML, parts of a register document, and what an empty cell says.
CODES = {
    *(utfall.value for utfall in Utfall),
    *(svar.value for svar in Svarvalg),
    *(tilstand.value for tilstand in Tilstand),
    *("ingen rad", "ikke undersøkt", "kravet gjelder", "kravet gjelder ikke"),
    *("bruk av politi", "evaluering av tiltak", "evaluering av planer"),
    *("ukjent enhet", "Ukjent enhet", "ikke registrert", "ikke oppgitt", "ikke satt"),
    *("file too large", "enhet {x}"),
}


def is_sentence(text: str) -> bool:
    if text in CODES or text.startswith(("--", "(?:")) or YAML_LINE.fullmatch(text) or "|" in text:
        return False
    text = TAG.sub(" ", text) if text.lstrip().startswith("<") else text
    return bool(TWO_WORDS.search(text) and BOKMAL.search(text)) and not SQL.search(text)


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def explains_keys(tree: ast.AST) -> set[str]:
    """The names of constants that explain several keys."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in DEFINES_KEYS]
    return {arg.id for call in calls for arg in call.args if isinstance(arg, ast.Name)}


def strings(node: ast.AST, shared: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """Every text in the code below ``node``, joined texts as one, but not where a text may stand."""
    if isinstance(node, ast.Module):
        shared = frozenset(explains_keys(node))
    if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id in shared for name in node.targets):
        return
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{x}" for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    if isinstance(node, ast.Call) and name_of(node) in DEFINES_KEYS | FOR_PROGRAMMERS | PATTERNS:
        return
    if isinstance(node, ast.Compare | ast.Assert):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
            continue
        yield from strings(child, shared)


FILES = [path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).as_posix() not in PAGES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_stands_in_code(path: Path) -> None:
    found = [f"{line}: {text}" for line, text in strings(ast.parse(path.read_text("utf-8"))) if is_sentence(text)]
    assert not found


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("x = 'filen finnes ikke'", True),
        ("x = f'«{a}» finnes fra før på linje {b}'", True),
        ("x = ('en setning '\n 'over to linjer')", True),
        ("def f():\n    'A docstring som ikke telles.'", False),
        ("x = arg('Hva nøkkelen er til.')", False),
        ("x = 'SELECT a FROM b'", False),
        ("x = re.compile('ikke en setning')", False),
        ("x = text('felles.sak', hva='en ting')", True),
    ],
)
def test_the_check_sees(line: str, seen: bool) -> None:
    assert any(is_sentence(text) for _, text in strings(ast.parse(line))) is seen
