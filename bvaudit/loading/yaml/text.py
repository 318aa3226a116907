"""A file that should be YAML, as text: its size, its encoding and its characters, before anything is parsed."""

import re
from collections.abc import Container, Iterator
from itertools import islice
from pathlib import Path

from bvaudit import texts
from bvaudit.diagnostics import Problem, Sted

MAX_BYTES = 5_000_000
_ENOUGH = 20  # bad characters told of; a file full of them is not text
AS_UTF8 = texts.text("loading.text.lagre_filen_som_utf_8")
# U+0085, U+2028 and U+2029 are line breaks to the parser but not to editors: places would be wrong.
_BAD_CHARACTER = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ODD_INDENT = re.compile("[ ]*[\t\xa0]")


def text_of(path: Path, fil: str) -> tuple[str | None, list[Problem]]:
    """The text in ``path``, or no text and why. Never raises for what is or is not there."""
    try:
        if not path.exists():
            return None, [
                _whole_file(
                    fil,
                    "fil-mangler",
                    texts.text("loading.text.finner_ikke_filen"),
                    texts.text("loading.text.kontroller_navnet_og_mappen"),
                )
            ]
        if not path.is_file():
            return None, [
                _whole_file(
                    fil,
                    "ikke-en-fil",
                    texts.text("loading.text.dette_er_ikke_en_fil"),
                    texts.text("loading.text.oppgi_en_yaml_fil"),
                )
            ]
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None, [
            _whole_file(
                fil,
                "fil-utilgjengelig",
                texts.text("loading.text.filen_kan_ikke_apnes"),
                texts.text("loading.text.er_den_apen_i_et_annet"),
            )
        ]
    if len(content) > MAX_BYTES:
        return None, [_too_big(fil)]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [_wrong_encoding(fil, content, error.start)]


def unusable_text(text: str, fil: str) -> list[Problem]:
    """Why ``text`` is not parsed at all; empty when it can be."""
    return [_too_big(fil)] if len(text) > MAX_BYTES else list(_bad_characters(text, fil))


def odd_indents(text: str, exempt: Container[int], fil: str) -> Iterator[Problem]:
    """Lines that begin with a tab or a hard space. The ``exempt`` (counted from 0) go on a text and may begin so."""
    for number, line in enumerate(text.split("\n")):
        odd = _ODD_INDENT.match(line)
        if odd is None or number in exempt or line[odd.end() :].strip()[:1] in ("", "#"):
            continue
        tab = odd[0].endswith("\t")
        yield Problem(
            sted=Sted(fil=fil, linje=number + 1, kolonne=len(odd[0])),
            kode="yaml-tabulator" if tab else "yaml-innrykk",
            tekst=texts.text(
                "loading.text.kan_ikke_brukes_som_innrykk", verdi="tabulator" if tab else "hardt mellomrom"
            ),
            hint=texts.text("loading.text.bruk_mellomrom")
            if tab
            else texts.text("loading.text.bruk_vanlige_mellomrom"),
        )


def _bad_characters(text: str, fil: str) -> Iterator[Problem]:
    for match in islice(_BAD_CHARACTER.finditer(text), _ENOUGH):
        before = text[: match.start()]
        sted = Sted(fil=fil, linje=before.count("\n") + 1, kolonne=len(before) - before.rfind("\n"))
        tekst = texts.text("loading.text.usynlig_tegn_som_ikke_kan_brukes", ord=f"{ord(match[0]):04X}")
        yield Problem(
            sted=sted, kode="ugyldig-tegn", tekst=tekst, hint=texts.text("loading.text.ta_bort_tegnet_og_skriv_linjen")
        )


def _whole_file(fil: str, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=Sted(fil=fil), kode=kode, tekst=tekst, hint=hint)


def _too_big(fil: str) -> Problem:
    return _whole_file(
        fil,
        "fil-for-stor",
        texts.text("loading.text.filen_er_storre_enn_mb", max_bytes=MAX_BYTES // 1000000),
        texts.text("loading.text.del_filen_i_flere"),
    )


def _wrong_encoding(fil: str, content: bytes, offset: int) -> Problem:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _whole_file(fil, "tegnkoding", texts.text("loading.text.filen_er_lagret_som_utf_16"), AS_UTF8)
    if b"\0" in content:
        return _whole_file(fil, "tegnkoding", texts.text("loading.text.filen_er_ikke_en_tekstfil"), AS_UTF8)
    before = content[:offset].decode("utf-8").removeprefix("\ufeff")
    sted = Sted(fil=fil, linje=before.count("\n") + 1, kolonne=len(before) - before.rfind("\n"))
    return Problem(
        sted=sted, kode="tegnkoding", tekst=texts.text("loading.text.filen_er_ikke_lagret_som_utf"), hint=AS_UTF8
    )
