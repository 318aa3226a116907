"""The files made from the content: schemas for editors, and pages under ``docs/``. For those who develop bvaudit."""

from collections.abc import Mapping
from pathlib import Path

from bvaudit import texts
from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.content.plikter import read_plikter
from bvaudit.loading.content.rule_tests import read_rule_tests
from bvaudit.loading.schema.kart_schema import kart_schema
from bvaudit.loading.schema.schemas import KINDS, all_schemas, as_text, rule_schema
from bvaudit.model.koder import CODE_LISTS
from bvaudit.model.sammenligning import version_map
from bvaudit.reports.content_page import content_page
from bvaudit.reports.coverage_page import coverage_page, not_checked_page
from bvaudit.reports.figure_page import figure_page
from bvaudit.reports.gate_page import gate_page
from bvaudit.reports.map_page import map_pages
from bvaudit.reports.rule_pages import rule_pages
from bvaudit.reports.vocabulary_page import vocabulary_page
from bvaudit.vocabulary.catalog import OPERATORS
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.map_reach import costs_of_all

_SCHEMAS = "bvaudit/schemas"
_RULES = "docs/regler"
_MAP = "docs/kart"


def made_files() -> Mapping[str, str]:
    """Path from the root of the project → text, for every file the program makes itself."""
    content = content_or_stop()
    rules = content.regler
    plikter, problems = read_plikter(content.mapper.regler[0])
    tests, found = read_rule_tests(content.mapper.regeltester, rules)
    if has_errors([*problems, *found]):
        raise ContentError(
            texts.text("workflows.write_docs.sidene_kan_ikke_lages_for_dette"), problems=[*problems, *found]
        )
    kart = version_map(content.planer.sammenligninger)
    return {
        **{f"{_SCHEMAS}/{name}": as_text(schema) for name, schema in all_schemas().items()},
        "docs/innhold.md": content_page(KINDS),
        **{
            f"docs/{name}": page
            for name, page in map_pages(
                kart_schema(), content.koder, CODE_LISTS, costs_of_all(rules.values(), content.koder)
            ).items()
        },
        "docs/nokkeltall.md": figure_page(content.nokkeltall),
        "docs/vokabular.md": vocabulary_page(OPERATORS, rule_schema()["definitions"]),
        **{
            f"{_RULES}/{name}": page
            for name, page in rule_pages(rules.values(), content.lover, plikter, tests, kart).items()
        },
        **({"docs/ordbruk.md": gate_page(content.ordbruk)} if content.ordbruk else {}),
        "docs/dekning.md": coverage_page(plikter, rules.values(), tests),
        "docs/ikke-kontrollerbart.md": not_checked_page(plikter, rules.values()),
    }


def project_root() -> Path:
    """The checkout the program runs from. Installed there is none."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "docs").is_dir() or not (root / "rules").is_dir():
        raise UsageError(texts.text("workflows.write_docs.skriv_skjema_er_for_dem_som"))
    return root


def write_docs(root: Path) -> tuple[Path, ...]:
    """Write every made file under ``root``, and take away pages of subjects that are no more. Returns what changed."""
    files = made_files()
    changed = leftovers(root, files)
    for path in changed:
        path.unlink()
    for name, text in files.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return tuple(changed)


def leftovers(root: Path, files: Mapping[str, str]) -> list[Path]:
    """Files in the folders that hold nothing but made files, and that are not made any longer."""
    found = [
        path for folder in (_SCHEMAS, _RULES, _MAP) for path in sorted((root / folder).glob("*")) if path.is_file()
    ]
    return [path for path in found if path.relative_to(root).as_posix() not in files]
