"""Where the content lies: beside the program in a checkout, inside it when installed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFolders:
    """The folders of rules (the program's own first, then the municipality's), checklists, templates and examples."""

    regler: tuple[Path, ...]
    sjekklister: tuple[Path, ...]
    maler: Path
    eksempler: Path
    regeltester: Path

    def with_rules(self, more: Sequence[Path]) -> "ContentFolders":
        return ContentFolders(
            regler=(*self.regler, *more),
            sjekklister=self.sjekklister,
            maler=self.maler,
            eksempler=self.eksempler,
            regeltester=self.regeltester,
        )


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
    """One sha256 over all files, so that two runs can be seen to have used the same content."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda p: p.as_posix()):
        # Line ends differ between machines; the content does not.
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
