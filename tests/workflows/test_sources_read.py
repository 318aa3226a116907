"""Which files have been read into which snapshot: told by the manifests, by the note, and by nothing else."""

import os
from pathlib import Path

import pytest

from bvaudit.workflows.sources_read import case_files, note, noted

NONE: frozenset[str] = frozenset()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "år").mkdir()
    (tmp_path / "år" / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "b.csv").write_bytes(b"1;2")
    return tmp_path


def test_what_is_noted_is_known_without_being_opened(folder: Path) -> None:
    note(folder, "2025-12-31", [folder / "år", folder / "b.csv"], NONE)
    read, before = noted(folder, ["2025-12-31"], NONE), (folder / "b.csv").stat().st_mtime_ns
    (folder / "b.csv").write_bytes(b"x;y")  # nobody changes a file and sets its clock back; so the content was not read
    os.utime(folder / "b.csv", ns=(before, before))
    assert read.has_all(folder / "år", folder)
    assert read.has_all(folder / "b.csv", folder)


def test_a_file_that_is_changed_is_unread_also_with_the_same_size(folder: Path) -> None:
    note(folder, "2025-12-31", [folder / "b.csv"], NONE)
    (folder / "b.csv").write_bytes(b"1;3")
    os.utime(folder / "b.csv", ns=(1, 1))
    assert not noted(folder, ["2025-12-31"], NONE).has_all(folder / "b.csv", folder)


def test_a_file_that_was_moved_or_copied_is_known_by_its_content(folder: Path) -> None:
    note(folder, "2025-12-31", [folder / "b.csv"], NONE)
    (folder / "b.csv").rename(folder / "c.csv")
    os.utime(folder / "c.csv", ns=(1, 1))
    assert noted(folder, ["2025-12-31"], NONE).has_all(folder / "c.csv", folder)


def test_a_note_of_a_snapshot_that_is_gone_tells_nothing(folder: Path) -> None:
    note(folder, "2025-12-31", [folder / "b.csv"], NONE)
    assert not noted(folder, [], NONE).has_all(folder / "b.csv", folder)


@pytest.mark.parametrize("skadet", ["", "{", "[]", '{"2025-12-31": [[1]]}', '{"2025-12-31": [["b.csv", "x", 1, "y"]]}'])
def test_a_damaged_note_tells_nothing(skadet: str, folder: Path) -> None:
    (folder / ".bvaudit-lest.json").write_text(skadet, encoding="utf-8")
    assert not noted(folder, ["2025-12-31"], NONE).has_all(folder / "b.csv", folder)
    note(folder, "2025-12-31", [folder / "b.csv"], NONE)
    assert noted(folder, ["2025-12-31"], NONE).has_all(folder / "b.csv", folder)


def test_two_imports_to_one_snapshot_are_both_noted(folder: Path) -> None:
    note(folder, "2025-12-31", [folder / "b.csv"], NONE)
    note(folder, "2025-12-31", [folder / "år"], NONE)
    read = noted(folder, ["2025-12-31"], NONE)
    assert all(read.has_all(path, folder) for path in case_files(folder))
