"""The lists of versions in packaging/ agree with pyproject.toml, and README's commands name files that exist."""

import re
import tomllib
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parents[1]
_FIL = tomllib.loads((ROT / "pyproject.toml").read_text(encoding="utf-8"))
PROSJEKT, BYGG = _FIL["project"], _FIL["build-system"]["requires"]
_NAVN = re.compile(r"[A-Za-z0-9._-]+")


def navn(krav: str) -> str:
    found = _NAVN.match(krav)
    assert found is not None
    return found[0].lower().replace("_", "-")


def laste(fil: str) -> dict[str, str]:
    """Package → the version the list pins it to."""
    text = (ROT / "packaging" / fil).read_text(encoding="utf-8")
    return {navn(line): line.split("==")[1].split()[0] for line in text.splitlines() if "==" in line}


def tall(versjon: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", versjon))


@pytest.mark.parametrize("krav", PROSJEKT["dependencies"])
def test_the_oldest_allowed_version_is_the_one_tried(krav: str) -> None:
    laveste = re.search(r">=([0-9.]+)", krav)
    assert laveste is not None, "every dependency has a lower bound"
    tried, said = tall(laste("eldste.txt")[navn(krav)]), tall(laveste[1])
    assert tried[: len(said)] == said
    assert not any(tried[len(said) :]), "eldste.txt is older than pyproject.toml: run packaging/lag_krav.sh"


@pytest.mark.parametrize("krav", PROSJEKT["dependencies"])
def test_what_a_user_installs_is_pinned_with_a_fingerprint(krav: str) -> None:
    text = (ROT / "packaging" / "krav.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(navn(krav))}==\S+[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE)


def test_a_user_gets_no_test_tools() -> None:
    verktoy = {navn(krav) for krav in PROSJEKT["optional-dependencies"]["test"]}
    assert not verktoy & laste("krav.txt").keys()
    assert verktoy <= laste("krav-utvikling.txt").keys()


def test_a_developer_has_the_versions_a_user_has() -> None:
    bruker, utvikler = laste("krav.txt"), laste("krav-utvikling.txt")
    assert {name: utvikler.get(name) for name in bruker} == bruker


def test_the_commands_of_readme_name_files_that_exist() -> None:
    text = (ROT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"-r (\S+\.txt)", text)
    assert named
    assert all((ROT / name.replace("\\", "/")).is_file() for name in named)


def test_what_builds_the_wheel_comes_with_the_pinned_versions() -> None:
    """README builds without isolation: what the build needs must be among what is installed first."""
    bruker, avhengig = laste("krav.txt"), {navn(krav): krav for krav in PROSJEKT["dependencies"]}
    for krav in BYGG:
        assert navn(krav) in bruker
        assert avhengig.get(navn(krav), krav) == krav, "the same bounds in both places"
