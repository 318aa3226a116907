"""What people read: one catalogue of texts per language. See ``catalog``."""

from bvaudit.texts.catalog import counted, known, language, text

__all__ = ["counted", "known", "language", "text"]
