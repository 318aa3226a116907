"""Whether the extract says something else of an object than it did when the audit was drawn.

The print of the snapshot is the same: nothing has changed. Else the rows of the object in the two snapshots are held
against each other, and the machine's answer against the one that stood in the form. When the snapshot the audit was
drawn from is gone, nobody can know, and every answer of that audit is marked. An audit without a draw is judged by the
machine's answer alone.
"""

from collections.abc import Mapping
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.engine.read_rows import row_prints
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.errors import BvauditError
from bvaudit.model.lesesvar import Lesesvar
from bvaudit.model.mappe import Mappe
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.extracts import lying_in

Prints = Mapping[str, str]


class Changed:
    """Asked object by object; each pair of snapshot and table is read once."""

    def __init__(self, mappe: Mappe, database: SqlEngine, now: str) -> None:
        self._mappe, self._database, self._now = mappe, database, now
        self._snapshots: dict[str, Path] | None = None
        self._prints: dict[tuple[str, str], tuple[Prints, Prints]] = {}

    def since(self, audit: Audit, given: Lesesvar, machine: Utfall | None) -> bool:
        """``machine``: what the extract says of the object in this run."""
        said = given.maskinens_utfall
        if said is not None and machine is not None and said is not machine:
            return True
        before = audit.utvalg.oyeblikksbilde if audit.utvalg else ""
        if not before or before == self._now:
            return False
        folder = self._lying().get(before)
        if folder is None:
            return True
        was, is_now = self._rows(before, folder, given.objekt)
        return was.get(given.objekt_id) != is_now.get(given.objekt_id)

    def _lying(self) -> dict[str, Path]:
        if self._snapshots is None:
            self._snapshots = {one.manifest.avtrykk: one.mappe for one in lying_in(self._mappe.uttrekk).uttrekk}
        return self._snapshots

    def _rows(self, before: str, folder: Path, objekt: str) -> tuple[Prints, Prints]:
        if (before, objekt) not in self._prints:
            try:
                with Database() as earlier:
                    earlier.attach(folder)
                    was = row_prints(earlier, objekt)
            except BvauditError:
                was = {}
            self._prints[before, objekt] = was, row_prints(self._database, objekt)
        return self._prints[before, objekt]
