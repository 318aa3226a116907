"""What people read: one catalogue of texts per language. See ``catalog``."""

from bvaudit.texts.catalog import branch, counted, known, language, spoken, text

__all__ = ["branch", "counted", "known", "language", "spoken", "text"]
