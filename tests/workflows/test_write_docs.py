"""What the program makes of its own content: fresh, the same every time, whole, and with no dead links."""

import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from bvaudit.reports.rule_pages import KINDS
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.write_docs import leftovers, made_files, project_root, write_docs

pytestmark = pytest.mark.lang

ROT = Path(__file__).resolve().parents[2]


@cache
def made() -> Mapping[str, str]:
    return made_files()


@cache
def content() -> Content:
    return content_or_stop()


@pytest.mark.parametrize("navn", made())
def test_the_file_is_fresh(navn: str) -> None:
    """When this fails: run «bvaudit sjekk --skriv-skjema»."""
    assert (ROT / navn).read_bytes().decode("utf-8") == made()[navn]


def test_nothing_old_is_left() -> None:
    assert project_root() == ROT
    assert leftovers(ROT, made()) == []


def test_writing_twice_changes_nothing_and_takes_away_what_is_old(tmp_path: Path) -> None:
    shutil.copytree(ROT / "docs", tmp_path / "docs")
    old = tmp_path / "docs" / "regler" / "borte.md"
    old.write_text("Et tema som ikke finnes lenger\n", encoding="utf-8")
    assert old in write_docs(tmp_path)
    assert not old.exists()
    assert write_docs(tmp_path) == ()
    assert (tmp_path / "docs" / "fallgruver.md").is_file()


def test_every_rule_has_its_place() -> None:
    for rule in content().regler.values():
        page = made()[f"docs/regler/{rule.tema}.md"]
        assert page.count(f"\n## {rule.id}\n") == 1
        section = page.split(f"\n## {rule.id}\n")[1].split("\n## ")[0]
        assert " ".join(rule.sporsmal.split()) in " ".join(section.split())
        assert all(f"- `{navn}`" in section for navn in rule.variantnavn)
        assert rule.manuell or "### Eksempler fra testene" in section


@pytest.mark.parametrize("navn", [n for n in made() if n.startswith("docs/")])
def test_every_link_leads_somewhere(navn: str) -> None:
    for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", made()[navn]):
        file = (Path(navn).parent / target).as_posix() if target else navn
        page = made()[file] if file in made() else (project_root() / file).read_text(encoding="utf-8")
        headings = re.findall(r"(?m)^#+ (.+)$", page)
        slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
        slugs |= set(re.findall(r'<a id="([^"]+)"', page))
        assert not anchor or anchor in slugs, anchor


@pytest.mark.parametrize("navn", [n for n in made() if n.startswith("docs/")])
def test_every_table_is_whole(navn: str) -> None:
    for block in re.findall(r"(?m)(?:^\|.*\n)+", made()[navn]):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}) == 1


def test_the_coverage_page_names_every_duty_once_and_every_rule_in_use() -> None:
    page = made()["docs/dekning.md"]
    assert "123 plikter er gjort rede for" in page
    for rule in content().regler.values():
        used = rule.utgatt is None or rule.kontroll is not None
        assert (f"[{rule.id}](regler/{rule.tema}.md#{rule.id.lower()})" in page) is used


def test_the_front_page_counts_every_rule() -> None:
    last = next(line for line in made()["docs/regler/README.md"].splitlines() if line.startswith("| Til sammen"))
    total, *kinds = (int(cell) for cell in last.strip("|").split("|")[1:])
    assert total == sum(kinds) == len(content().regler)
    assert len(kinds) == len(KINDS)
