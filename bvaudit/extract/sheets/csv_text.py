"""A text file of rows: which character set it was written in, and which sign stands between the columns."""

import csv
import re
from collections.abc import Sequence

from bvaudit import texts
from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.sheets.texts import cell_key

SEPARATORS_SAID = "semikolon, komma, tabulator, |, ^, ~, #, ¤, §"
_SEPARATORS = (";", ",", "\t", "|", "^", "~", "#", "¤", "§")
_FIRST_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # how Excel is told the separator

# What a Norwegian text has besides ASCII: its letters, those of names, and the signs people type.
_OURS = frozenset("æøåÆØÅ")
_LETTERS = _OURS | frozenset("éèêëáàâäãóòôöõúùûüíìîïçñýÿšžđŋßÉÈÊËÁÀÂÄÓÒÔÖÚÙÛÜÍÌÎÏÇÑÝŠŽĐŊ")
_SIGNS = frozenset("\u00a0§°«»–—’‘“”…·•½¼²€£´¨±×")
_INSIDE = frozenset("’´\u00a0")  # the only ones that may stand between two letters
_OTHERS = {"cp850": "DOS-tegnsett (cp850)", "mac_roman": "Mac-tegnsett"}


def decoded(content: bytes, sted: Sted, problems: list[Problem]) -> str | None:
    """The text, or None and the reason. A character set that is not sure is not read: names would become others."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and len(content) % 2 == 0:
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            pass
    elif b"\0" not in content:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            if (text := _from_one_byte(content, sted, problems)) is not None:
                return text
    tekst, hint = (
        texts.text("extract.csv_text.tegnsettet_kan_ikke_leses_sa_navn"),
        texts.text("extract.csv_text.lagre_filen_som_csv_utf_8"),
    )
    problems.append(Problem(sted=sted, kode="tegnkoding", tekst=tekst, hint=hint, forst=True))
    return None


def _from_one_byte(content: bytes, sted: Sted, problems: list[Problem]) -> str | None:
    windows = content.decode("cp1252", errors="replace")
    others = {name: text for name in _OTHERS if _is_sound(text := content.decode(name)) and _OURS & set(text)}
    # One quotation mark can be a letter in another set; one æ, ø or å in the right place settles it.
    if _is_sound(windows) and (_OURS & set(windows) or not others):
        tekst, hint = (
            texts.text("extract.csv_text.filen_er_ikke_lagret_som_utf"),
            texts.text("extract.csv_text.se_etter_feil_i_ae_o"),
        )
        problems.append(Problem(sted=sted, kode="tegnkoding", tekst=tekst, hint=hint, grad=Grad.MERKNAD))
        return windows
    if _is_sound(windows) or len(others) != 1:
        return None
    name, text = next(iter(others.items()))
    tekst = texts.text("extract.csv_text.filen_er_lest_med_se_etter", others=_OTHERS[name])
    hint = texts.text("extract.csv_text.lagre_filen_som_csv_utf_8_2")
    problems.append(Problem(sted=sted, kode="tegnkoding", tekst=tekst, hint=hint, grad=Grad.ADVARSEL))
    return text


def _is_sound(text: str) -> bool:
    """Whether every sign is one that a Norwegian text has, in a place where it has it."""
    for index, character in enumerate(text):
        if character.isascii() or character in _LETTERS:
            continue
        between = text[index - 1 : index].isalpha() and text[index + 1 : index + 2].isalpha()
        if character not in _SIGNS or (between and character not in _INSIDE):
            return False
    return True


def stated_separator(text: str) -> str:
    """What the first line says, as Excel reads it; empty when it says nothing."""
    stated = _FIRST_LINE.fullmatch(text.split("\n", 1)[0])
    return stated[1] if stated else ""


def likely_separator(start: Sequence[str], headings: frozenset[str]) -> str:
    """The separator that makes most of the wanted headings out of one of the first lines."""

    def found(separator: str) -> int:
        try:
            rows = list(csv.reader(start, delimiter=separator))
        except csv.Error:
            return 0
        return max((len(headings & {cell_key(cell) for cell in row}) for row in rows), default=0)

    return max(_SEPARATORS, key=found)
