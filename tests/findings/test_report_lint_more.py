"""One fault in each text, found as what it is; and texts that only look like one, of which nothing is said."""

import re
from pathlib import Path

import pytest

from tests.findings.lint_builders import marks

HERE = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, str]]:
    """The sign and the text of each, as «=== sign» and the text under it."""
    parts = re.split(r"^===", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0].strip(), part.partition("\n")[2].strip()) for part in parts]


@pytest.mark.parametrize(("sign", "said"), _cases("rapportfeil.txt"))
def test_the_fault_is_found(sign: str, said: str) -> None:
    assert sign in {one.tegn.value for one in marks(said)}


@pytest.mark.parametrize(("_", "said"), _cases("rapport_uten_feil.txt"))
def test_nothing_is_said_of_what_only_looks_like_one(_: str, said: str) -> None:
    assert [one.tekst for one in marks(said) if one.tegn.value != "kilde" or "Kilde" in said] == []
