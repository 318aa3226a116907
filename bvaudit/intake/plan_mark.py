"""What a plan that lies in a folder keeps of itself, without reading it through."""

import zipfile
import zlib
from pathlib import Path

from bvaudit.intake.plan_back_word import CUSTOM, properties_in
from bvaudit.intake.word_parts import NotWord
from bvaudit.model.registeret.plannokler import Planmerke, mark_of

_DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, NotWord)
_MOST_BYTES = 1_000_000


def read_mark(path: Path) -> Planmerke | None:
    """None when it is no plan of ours, or cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(CUSTOM).file_size > _MOST_BYTES:
                return None
            return mark_of(properties_in(archive.read(CUSTOM)))
    except _DAMAGED:
        return None
