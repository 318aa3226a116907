"""What to type instead: the hint under a schema fault."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from bvaudit import texts
from bvaudit.loading.yaml.messages import quote
from bvaudit.model.words.lookup import tabell_omtale

MANY = 12  # more choices than this are not listed
_ALIKE = 0.7
_YES = {"ja", "yes", "on", "true", "sant", "y", "1"}
_NO = {"nei", "no", "off", "false", "usant", "n", "0"}
_NUMBERS = {"en": 1, "én": 1, "ei": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7}
_NUMBERS |= {"åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12}
_UNITS = {"dag": "D", "døgn": "D", "uke": "W", "måned": "M", "mnd": "M", "år": "Y"}
_SPOKEN = re.compile(r"(\w{1,6}?)\s*(dag|døgn|uke|måned|mnd|år)\w*\.?")
_NORWEGIAN_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
# Two words for one thing: a figure has readings, and a report shows a variant of it.
_OTHER_WORDS = {"lesning": "variant", "enheter": "enhet", "beskrivelse": "forklaring", "navn": "tittel"}
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "-": "_", " ": "_"})


class BareText(str):
    """Text written without quotes that an editor would read as a number, a truth value or nothing."""

    __slots__ = ()


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice ``word`` most likely is a misspelling of, or ``""``. Case, «ø»/«o» and «-»/«_» do not count."""
    folded = {_fold(choice): choice for choice in choices}
    close = difflib.get_close_matches(_fold(word), list(folded), n=1, cutoff=_ALIKE)
    return folded[close[0]] if close else ""


def _fold(word: str) -> str:
    return word.casefold().translate(_FOLD)


def instead_of_key(
    key: str, valid: Sequence[str], instance: Mapping[str, Any], other_words: Mapping[str, str] | None = None
) -> str:
    """``other_words``: what people also write, and the key they mean by it."""
    free = [name for name in valid if name not in instance]
    others = {**_OTHER_WORDS, **(other_words or {})}
    meant = {word: name for word, name in others.items() if name in free}
    near = meant.get(_fold(key)) or nearest(key, free)
    if near or (near := meant.get(nearest(key, meant), "")):
        return texts.text("felles.mente_du", naer=near)
    if not free:
        return texts.text("loading.hints.ta_bort_nokkelen")
    return texts.text("loading.hints.her_kan_du_bruke", free=", ".join(free)) if len(free) <= MANY else ""


def type_hint(found: Any, wanted: Sequence[str]) -> str:
    if "string" in wanted and isinstance(found, BareText | bool | int):
        text = quote(found if isinstance(found, str) else str(found).lower())[1:-1]
        return texts.text("loading.hints.skriv_den_i_anforselstegn", text=text)
    if "boolean" in wanted:
        word = str(found).lower()
        return (
            texts.text("loading.hints.skriv_true")
            if word in _YES
            else texts.text("loading.hints.skriv_false")
            if word in _NO
            else texts.text("loading.hints.skriv_true_eller_false")
        )
    if isinstance(found, str):
        return _text_hint(found, wanted)
    if "array" in wanted and found is not None:
        return texts.text("loading.hints.skriv_foran_hvert_ledd_eller_sett")
    if "object" in wanted and isinstance(found, list):
        return texts.text("loading.hints.skriv_noklene_uten_eller")
    return ""


def _text_hint(found: str, wanted: Sequence[str]) -> str:
    if "integer" in wanted:
        digits = re.fullmatch(r"\s*[+]?0*(\d{1,9})(?:[.,]0+)?\s*", found)
        if digits is None:
            return texts.text("loading.hints.skriv_et_helt_tall_med_sifre")
        return (
            texts.text("loading.hints.skriv", digits=digits[1])
            if isinstance(found, BareText)
            else texts.text("loading.hints.skriv_uten_anforselstegn", digits=digits[1])
        )
    if "array" in wanted and re.match(r"-\S", found):
        return texts.text("loading.hints.sett_mellomrom_etter_bindestreken")
    if "object" in wanted and re.match(r"\w+:\S", found):
        return texts.text("loading.hints.sett_mellomrom_etter_kolonet")
    return texts.text("loading.hints.skriv_foran_hvert_ledd_eller_sett") if "array" in wanted else ""


def choice_hint(found: Any, choices: Sequence[Any]) -> str:
    if not isinstance(found, str) and written(found) in choices:
        return texts.text("loading.hints.skriv_den_i_anforselstegn_2", found=written(found))
    if isinstance(found, str) and any(written(c) == found and not isinstance(c, str) for c in choices):
        return texts.text("loading.hints.skriv_uten_anforselstegn_2", found=found)
    if len(choices) == 1:
        return texts.text("loading.hints.skriv_2", written=written(choices[0]))
    words = [written(choice) for choice in choices if choice not in ("", None)]
    near = _table_called(written(found), words) or nearest(written(found), words)
    listed = ", ".join(words) if len(words) <= MANY else ""
    if near and listed:
        return texts.text("loading.hints.mente_du_blant", near=near, valg=listed)
    if near:
        return texts.text("felles.mente_du", naer=near)
    return texts.text("loading.hints.velg_blant", valg=listed) if listed else ""


def _table_called(word: str, choices: Sequence[str]) -> str:
    """The table people call by another word: «melding» is henvendelse."""
    for table in choices if "henvendelse" in choices else ():
        with suppress(KeyError):
            about = tabell_omtale(table)
            if _fold(word) in {_fold(one) for one in (about.navn, *about.ogsa)}:
                return table
    return ""


def date_hint(found: str) -> str:
    if match := _NORWEGIAN_DATE.fullmatch(found.strip()):
        day, month, year = (int(part) for part in match.groups())
        with suppress(ValueError):
            return texts.text("loading.hints.skriv_3", isoformat=date(year, month, day).isoformat())
    return texts.text("loading.hints.skriv_en_dato_som_finnes_som")


def varighet_hint(found: str) -> str:
    if match := _SPOKEN.fullmatch(found.strip().lower()):
        number = int(match[1]) if match[1].isdecimal() else _NUMBERS.get(match[1])
        if number is not None and number < 10_000:
            return texts.text("loading.hints.skriv_p", number=number, units=_UNITS[match[2]])
    return texts.text("loading.hints.skriv_for_eksempel_p1w_en_uke")


def written(value: Any) -> str:
    """``value`` as it would be typed in the file."""
    return str(value).lower() if isinstance(value, bool) else "null" if value is None else str(value)
