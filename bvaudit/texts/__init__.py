"""What people read: one catalogue of texts per language. See ``catalog``."""

from bvaudit.texts.catalog import (
    LANGUAGES,
    branch,
    counted,
    in_each_language,
    known,
    language,
    language_tag,
    speak,
    spoken,
    text,
)

__all__ = [
    "LANGUAGES",
    "branch",
    "counted",
    "in_each_language",
    "known",
    "language",
    "language_tag",
    "speak",
    "spoken",
    "text",
]
