"""The catalogue of texts: every sentence a person reads stands in ``nb/*.toml``, and code asks for it by its key.

    text("plan.ikke_undersokt", antall=3)      # nb/plan.toml:  ikke_undersokt = "{antall} krav er ikke undersøkt"
    counted("plan.saker", 1)                   # nb/plan.toml:  saker = {en = "{n} sak", flere = "{n} saker"}

The first word of a key is the file, the rest is the place in it. Values are put in by name and are never read as text
with names of their own. Another language is another folder with the same keys; ``language`` picks it for a block, and
``speak`` for the rest of the block around. What is asked for when a module is imported is in bokmål for good: nothing
that stands in a paper may be asked for there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("nb", "nn")
_FIRST = LANGUAGES[0]
_LANGUAGE = ContextVar("language", default=_FIRST)


def text(key: str, /, **values: object) -> str:
    """The text with this key, with ``values`` in the places it names. KeyError when either is not there."""
    found = _entry(_LANGUAGE.get(), key)
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format_map(values) if values or "{" in found or "}" in found else found


def counted(key: str, n: int, /, **values: object) -> str:
    """The form of the text that fits the number, which stands in it as ``{n}``."""
    forms = _entry(_LANGUAGE.get(), key)
    form: str = forms["en" if n == 1 else "flere"]
    return form.format_map({"n": n, **values})


def known(key: str) -> bool:
    """Whether the catalogue has anything under this key."""
    try:
        _entry(_LANGUAGE.get(), key)
    except KeyError:
        return False
    return True


def branch(key: str, /) -> Mapping[str, Any]:
    """All that stands under a key, as it is written: the words of tables and fields are looked up by name."""
    found: Mapping[str, Any] = _entry(_LANGUAGE.get(), key)
    return found


def spoken() -> str:
    """The code of the language texts are in now."""
    return _LANGUAGE.get()


def language_tag() -> str:
    """The language texts are in now, as documents are marked with it: «nb-NO»."""
    return f"{spoken()}-NO"


def in_each_language(key: str, /, **values: object) -> tuple[str, ...]:
    """The text in every language, the one spoken now first: what a paper says may have been written in another."""
    now = spoken()
    said = []
    for code in (now, *(one for one in LANGUAGES if one != now)):
        with language(code):
            said.append(text(key, **values))
    return tuple(dict.fromkeys(said))


def speak(code: str) -> None:
    """The texts are in this language from here on, until the block of ``language`` around ends."""
    _LANGUAGE.set(code)


@contextmanager
def language(code: str) -> Iterator[None]:
    """The texts are in this language while the block lasts."""
    before = _LANGUAGE.set(code)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


@cache
def _entry(code: str, key: str) -> Any:
    """What has not been put into a language is said in bokmål, rather than not at all."""
    file, *parts = key.split(".")
    try:
        found: Any = _file(code, file)
        for part in parts:
            found = found[part]
    except (KeyError, FileNotFoundError):
        if code == _FIRST:
            raise
        return _entry(_FIRST, key)
    return found


@cache
def _file(code: str, name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / code / f"{name}.toml").read_text(encoding="utf-8"))
