"""Where the content lies: beside the program in a checkout, inside it when installed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFolders:
    """The folders of rules, checklists, templates and examples that came with the program. ``ferdiglest`` is a file
    that is there only when installed: the content, read and checked beforehand."""

    regler: tuple[Path, ...]
    sjekklister: tuple[Path, ...]
    maler: Path
    eksempler: Path
    regeltester: Path
    ferdiglest: Path

    @property
    def used(self) -> list[Path]:
        """Every file of rules, lists and checklists; a folder that is not there has none."""
        return [f for folder in (*self.regler, *self.sjekklister) if folder.is_dir() for f in yaml_files(folder)]


def shipped() -> ContentFolders:
    """The content that came with the program."""
    root = _PACKAGE / "content"
    if not root.is_dir():
        root = _PACKAGE.parent
    return ContentFolders(
        regler=(root / "rules",),
        sjekklister=(root / "checklists",),
        maler=root / "templates",
        eksempler=root / "examples",
        regeltester=root / "tests" / "rules",
        ferdiglest=root / "innhold.json",
    )


def yaml_files(folder: Path) -> list[Path]:
    """Every YAML file under a folder, in a fixed order."""
    return sorted((p for p in folder.rglob("*.y*ml") if p.suffix in (".yaml", ".yml")), key=lambda p: p.as_posix())


def shown_path(path: Path, root: Path) -> str:
    """The path as a user knows it: from the content folder down, with forward slashes."""
    try:
        return f"{root.name}/{path.relative_to(root).as_posix()}"
    except ValueError:
        return path.as_posix()


def fingerprint(files: Iterable[Path]) -> str:
    """One sha256 over all files in the order given, so that two runs can be seen to have used the same content."""
    digest = hashlib.sha256()
    for path in files:
        # Line ends differ between machines; the content does not.
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def stamp(folders: ContentFolders, avtrykk: str) -> str:
    """What tells one shipped content from another: ``avtrykk``, which is the fingerprint of its files, and where each
    file lies, since the folder of a rule is its subject. Where the program itself lies does not matter."""
    places = [
        f"{folder.name}/{path.relative_to(folder).as_posix()}"
        for folder in (*folders.regler, *folders.sjekklister)
        for path in yaml_files(folder)
    ]
    return hashlib.sha256("\n".join([avtrykk, *places]).encode()).hexdigest()
