"""Imports made-up documents and asks the snapshot."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from bvr_documents import koder, nokkel

from bvaudit.extract.importing import ImportJob, ImportOptions, ImportReport, import_sources
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.model.enhet import Enheter


class Imported:
    """A snapshot made from ``files`` (name → text or bytes), in ``folder``."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str | bytes],
        *,
        pseudonyms: Pseudonyms | None = None,
        enheter: Enheter | None = None,
        navn: str = "snapshot",
        koblinger: Path | None = None,
        **options: Any,
    ) -> None:
        self.source = folder / f"{navn}-inn"
        for name, content in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        self.folder = folder / navn
        self.pseudonyms = pseudonyms or nokkel()
        self.seen: list[tuple[int, int]] = []
        job = ImportJob(
            sources=[self.source],
            target=self.folder,
            koder=koder(),
            pseudonyms=self.pseudonyms,
            enheter=enheter,
            options=ImportOptions(**options),
            imported_at=datetime(2026, 1, 2, tzinfo=UTC),
            program_version="0.0",
            koblinger=koblinger,
        )
        self.report: ImportReport = import_sources(job, lambda done, total: self.seen.append((done, total)))
        self.manifest = self.report.manifest
        self.koder = [problem.kode for problem in self.report.problems]

    def ask(self, table: str, columns: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
        file = self.folder / f"{table}.parquet"
        # The order of the file is part of what is promised, so none is asked for.
        return duckdb.execute(f"SELECT {columns} FROM read_parquet(?) WHERE {where}", [str(file)]).fetchall()

    def one(self, table: str, columns: str = "*", where: str = "true") -> Any:
        rows = self.ask(table, columns, where)
        assert len(rows) == 1, rows
        return rows[0][0] if len(rows[0]) == 1 else rows[0]

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("*.parquet"))}
