"""Run by hatchling while it builds the wheel: reads and checks all shipped content, and puts it in as one JSON file.

An editable install gets no such file and reads the YAML, which is there to be edited. The sdist gets none either: the
wheel built from it does.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "bvaudit/content/innhold.json"


class CompiledContent(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stops the build when the content has a problem, also one that is only a warning."""
        if version == "editable":
            return
        sys.dont_write_bytecode = True
        sys.path.insert(0, self.root)  # the source tree that is built, also where another version is installed
        from bvaudit.loading.compiled import compiled
        from bvaudit.loading.content.everything import read_everything
        from bvaudit.loading.content.place import fingerprint, shipped, stamp

        folders = shipped()
        content, problems = read_everything(folders)
        if problems:
            raise SystemExit("\n".join(["innholdet har feil, og kan ikke pakkes:", *map(str, problems)]))
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / Path(INSIDE).name
        path.write_bytes(compiled(content, stamp(folders, fingerprint(folders.used))))
        build_data["force_include"][str(path)] = INSIDE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
