"""The documents the reading is measured on: two ways of writing them that mean the same, and copies that are others."""

from pathlib import Path

import pytest

from benchmarks import import_walk
from bvaudit.engine.database import Database
from bvaudit.model.tables import TABLES
from bvaudit.workflows.content import content_or_stop

pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return import_walk._folders(tmp_path_factory.mktemp("dokumenter"), copies=1)


@pytest.mark.parametrize("style", ["annen", "blandet"])
def test_the_same_is_read_whichever_vendor_wrote_it(style: str, folders: dict[str, Path], tmp_path: Path) -> None:
    koder = content_or_stop().koder
    for name in ("egen", style):
        import_walk.import_all(folders[name], koder, tmp_path / name)
    for table in TABLES:
        mine, other = (_rows(tmp_path / name / f"{table.navn}.parquet") for name in ("egen", style))
        assert mine == other, table.navn


def _rows(file: Path) -> list[tuple[object, ...]]:
    """All but the print of the file a row came from."""
    with Database() as database:
        columns, rows = database.columns_and_rows(f"SELECT * FROM read_parquet('{file}')")
    kept = [i for i, name in enumerate(columns) if "sha256" not in name]
    return [tuple(row[i] for i in kept) for row in rows]


def test_the_other_style_is_written_otherwise_in_every_document(folders: dict[str, Path]) -> None:
    same = [p.name for p in folders["egen"].glob("*.xml") if p.read_bytes() == (folders["annen"] / p.name).read_bytes()]
    assert same == []


def test_copies_are_other_cases(tmp_path: Path) -> None:
    antall = import_walk.write_documents(tmp_path / "dokumenter", copies=2)
    assert import_walk.import_all(tmp_path / "dokumenter", content_or_stop().koder, tmp_path / "uttrekk") == antall
