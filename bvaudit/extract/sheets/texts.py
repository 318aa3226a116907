"""Text in a cell as it was meant: without what an export wraps around it, and told apart from mere filling."""

import re
import unicodedata

from bvaudit import texts

_SPACES = re.compile(r"\s+")  # no-break spaces too
# Characters nobody sees: zero-width spaces and joiners, direction marks, soft hyphen, byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WRAPPED = re.compile(r'=\s*"((?:[^"]|"")*)"')  # how programs keep Excel from changing a text in a csv file
_NOTHING = frozenset(
    {"null", "nil", "none", "nan", "n/a", "n.a.", "na", "i/t", "i/a", "undefined", "tom", "blank", "\\n"}
    | {"(null)", "<null>", "[null]", "(none)", "(tom)", "(blank)"}
)
_NO_UNIT = frozenset(
    {"ukjent", "ukjent enhet", "ikke registrert", "ikke oppgitt", "ikke satt", "mangler", "ingen", "0"}
)
_TWICE = re.compile(r"[ÂÃÅ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_LOST = re.compile(r"\ufffd|\w\?\w|^\?\w")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")


def heading_key(text: object) -> str:
    """Text as it is compared: without case, double or no-break spaces, composed accents or what nobody sees."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", str(text)))
    return _SPACES.sub(" ", plain).strip().casefold()


def unwrapped(cell: object) -> object:
    """A text without unseen characters and without ``="…"`` or the apostrophe that marks text; others as they are."""
    if not isinstance(cell, str):
        return cell
    text = _UNSEEN.sub("", cell).strip()
    if wrapped := _WRAPPED.fullmatch(text):
        return wrapped[1].replace('""', '"').strip()
    return text[1:].strip() if text.startswith("'") else text


def cell_key(cell: object) -> str:
    return heading_key(unwrapped(cell))


def one_line(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def means_nothing(text: str) -> bool:
    """Whether a text only fills the cell: NULL, N/A, or nothing but signs such as a hyphen."""
    key = heading_key(text)
    return key in _NOTHING or not any(character.isalnum() for character in key)


def names_no_unit(text: str) -> bool:
    return heading_key(text) in _NO_UNIT


def is_garbled(text: str) -> bool:
    """Whether letters were lost, or read as two, when the text was saved with another character set."""
    if "\ufffd" in text:
        return True
    if not _TWICE.search(text):
        return False
    for table in ("cp1252", "latin-1"):
        try:
            return text.encode(table).decode("utf-8") != text
        except UnicodeError:
            continue
    return bool(re.search("Ã[\u0080-\u00bf˜…†¦¸¥]", text))


def has_lost_letters(text: str) -> bool:
    """Question marks inside a name, where a letter stood."""
    return bool(_LOST.search(text))


def is_rounded_number(text: str) -> bool:
    return bool(_SCIENTIFIC.fullmatch(text))


def difference(one: str, other: str) -> str:
    """What keeps two ids that look alike apart, in words; empty when they do not look alike."""
    for what, loosened in _LOOSENED:
        if loosened(one) == loosened(other):
            return what
    return ""


def loose(text: str) -> str:
    """An id with what exports often change left out; only good for finding what looks alike."""
    return _bare(_no_zeros(text))


def _no_spaces(text: str) -> str:
    return re.sub(r"\s", "", heading_key(text))


def _no_zeros(text: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", _no_spaces(text))


def _bare(text: str) -> str:
    return re.sub(r"[^0-9a-zæøåäöéü]", "", heading_key(text))


_LOOSENED = (
    ("mellomrom", _no_spaces),
    ("nuller foran", _no_zeros),
    (texts.text("extract.texts.bindestrek_skrastrek_eller_andre_tegn"), _bare),
    (texts.text("extract.texts.nuller_foran_og_andre_tegn"), loose),
)


ORDINALS = {"første": "1", "annet": "2", "andre": "2", "tredje": "3", "fjerde": "4", "femte": "5", "sjette": "6"}
_BESIDE = frozenset({"", "og", "ledd", "bokstav", "punktum", "nr"})
LISTS = {
    "ledd": texts.text("extract.texts.tall_som_1_3"),
    "bokstav": texts.text("extract.texts.bokstaver_som_a_b"),
    "punktum": texts.text("extract.texts.tall_som_1_3"),
}  # what a list may hold


def listed(text: str, kolonne: str) -> str | None:
    """A list as it is stored, «1,3», from «1, 3», «1 og 3», «1;3» or «tredje ledd». None when it is no such list."""
    parts = (ORDINALS.get(part, part) for part in re.split(r"[\s,;./]+", text.casefold()) if part not in _BESIDE)
    found = ",".join(parts)
    each = "[a-z]" if kolonne == "bokstav" else "[0-9]{1,3}"
    return found if re.fullmatch(f"{each}(,{each})*", found) else None
