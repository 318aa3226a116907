"""What people read: one catalogue of texts per language. See ``catalog``."""

from bvaudit.texts.catalog import counted, language, text

__all__ = ["counted", "language", "text"]
