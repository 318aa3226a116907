"""A report nobody here made, read as it is: Word, Markdown or plain text."""

import unicodedata
from pathlib import Path

from bvaudit.errors import ContentError
from bvaudit.intake.foreign_text import from_text
from bvaudit.intake.foreign_word import from_word
from bvaudit.intake.word_parts import NotWord
from bvaudit.model.fremmedrapport import Fremmedrapport
from bvaudit.texts import text

WORD, TEXT = (".docx", ".docm", ".dotx"), (".md", ".markdown", ".txt")
_MOST_BYTES = 20_000_000  # of a text file


def read_foreign(path: Path) -> Fremmedrapport:
    """ContentError when it is nothing that can be read; OSError as Python raises it."""
    kind = path.suffix.casefold()
    if kind in WORD:
        try:
            return from_word(path)
        except NotWord as why:
            raise _unread(path, f"word_{why.args[0]}") from None
    if kind in TEXT:
        return from_text(_text(path), markdown=kind != ".txt")
    raise _unread(path, "pdf" if kind == ".pdf" else "gammelt" if kind in (".doc", ".rtf", ".odt") else "ukjent")


def _text(path: Path) -> str:
    if path.stat().st_size > _MOST_BYTES:
        raise _unread(path, "word_for_stort")
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        said = content.decode("utf-16", errors="replace")
    else:
        try:
            said = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            said = content.decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", said)


def _unread(path: Path, why: str) -> ContentError:
    return ContentError(text(f"rapportsjekk.lest.{why}", fil=path.name), hint=text("rapportsjekk.lest.hint"))
