"""What the name of a sheet or file says: «Fosterhjem <enhet> <ar>» finds the unit and the year in such names."""

import re

AR = "ar"  # the year of dates that are written without one

_SLOT = re.compile(r"<([a-z_0-9]+)>")


def slots(pattern: str) -> tuple[str, ...]:
    """The names between < and >, in the order they stand."""
    return tuple(_SLOT.findall(pattern))


def taken_from(pattern: str, name: str) -> dict[str, str] | None:
    """What stands in the places of the pattern; None when the name is another. ``*`` is anything, a year four digits.

    Letters are alike whether great or small, and so are one space and several.
    """
    parts = _SLOT.split(" ".join(pattern.split()))  # text and names by turns
    written = "".join(_place(part) if number % 2 else _literal(part) for number, part in enumerate(parts))
    found = re.fullmatch(written, " ".join(name.split()), re.IGNORECASE)
    return {key: value.strip() for key, value in found.groupdict().items()} if found else None


def _place(name: str) -> str:
    return rf"(?P<{name}>(?:19|20)[0-9]{{2}})" if name == AR else rf"(?P<{name}>.+?)"


def _literal(text: str) -> str:
    return ".*".join(re.escape(part) for part in text.split("*"))
