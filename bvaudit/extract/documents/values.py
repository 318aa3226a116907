"""Reading one value: its form checked and its staged text made in one step, because this runs for every field.

Every reader takes the text as written and returns the text to be staged (``normalise/staging.py``), or None when the
text has another form: ``Innvilget="1"`` → ``True``, ``StartDato="2025-02-30"`` → None.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

from bvaudit import texts
from bvaudit.extract.documents.fields import Felt, FieldKind
from bvaudit.extract.documents.formats.record import Format
from bvaudit.model.koder import Kode, Kodelister
from bvaudit.model.tables import FIRST_YEAR, LAST_YEAR

T = TypeVar("T")
Read = Callable[[str], str | None]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,12})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_SPACE = " \t\r\n"  # what XML calls white space; a schema ignores it around dates, numbers and booleans
_MOST_REMEMBERED = 200_000

# No child or case in the register has a day outside these. 0001-01-01, 1900-01-01 and 9999-12-31 stand for «nothing»
# in the systems that write them, and nobody can tell which nothing: not yet, never, or not known.
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
_NO_DAY = re.compile(r"0000-[0-9]{2}-[0-9]{2}|[0-9]{4}-00-00")


class _UnknownDay(str):
    """Staged as nothing, but not nothing: the field is there."""

    __slots__ = ()


UNKNOWN_DAY = _UnknownDay()

# What a person is told when the form is wrong.
SKAL_VAERE: dict[FieldKind, tuple[str, str, str]] = {
    FieldKind.ID: ("ugyldig-id", texts.text("extract.values.skal_vaere_en_id_pa_36"), ""),
    FieldKind.LOS_ID: ("ugyldig-id", texts.text("extract.values.skal_vaere_en_id_pa_1"), ""),
    FieldKind.DATO: (
        "ugyldig-dato",
        texts.text("extract.values.skal_vaere_en_dato_som_finnes"),
        texts.text("extract.values.skriv_datoen_som_aaaa_mm_dd"),
    ),
    FieldKind.TIDSPUNKT: (
        "ugyldig-tid",
        texts.text("extract.values.skal_vaere_et_tidspunkt"),
        texts.text("extract.values.skriv_for_eksempel_2025_03_01t02"),
    ),
    FieldKind.JA_NEI: ("ugyldig-ja-nei", texts.text("extract.values.skal_vaere_true_eller_false"), ""),
    FieldKind.ALLTID_JA: ("ugyldig-ja-nei", texts.text("extract.values.kan_bare_vaere_true"), ""),
    FieldKind.JA_NEI_KODE: ("ukjent-kode", texts.text("extract.values.skal_vaere_1_ja_eller_2"), ""),
    FieldKind.HELTALL: ("ugyldig-tall", texts.text("extract.values.skal_vaere_et_heltall"), ""),
    FieldKind.TEKST: ("ugyldig-tekst", texts.text("extract.values.er_for_kort_eller_for_lang"), ""),
    FieldKind.UTFYLT: ("ugyldig-tekst", texts.text("extract.values.er_for_kort_eller_for_lang"), ""),
    FieldKind.MONSTER: ("ugyldig-form", texts.text("extract.values.har_ikke_den_formen_formatet_krever"), ""),
}


class _Remembered(dict[str, T | None], Generic[T]):
    """Looks up by the text as written; a text met for the first time is worked out once."""

    def __init__(self, work_out: Callable[[str], T | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, text: str) -> T | None:
        found = self._work_out(text)
        if found is not None and len(self) < _MOST_REMEMBERED:
            self[text] = found
        return found


class _Codes(dict[str, str]):
    """The codes of a list. ``marking`` are those that tell the version: one that is met leaves its mark."""

    def __init__(self, known: Collection[str], marking: Mapping[str, str], marks: set[str]) -> None:
        super().__init__({code: code for code in known})
        self._marking = marking
        self._marks = marks

    def __missing__(self, code: str) -> str | None:
        mark = self._marking.get(code)
        if mark is None:
            return None
        self._marks.add(mark)
        return code


def _calendar_day(text: str) -> str | None:
    """ISO, without the zone a schema allows on a date; the day is the one written. UNKNOWN_DAY for one nobody has."""
    match = _DATE.fullmatch(text.strip(_SPACE))
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return UNKNOWN_DAY if _NO_DAY.fullmatch(match[1]) else None
    return day.isoformat() if day.year in YEARS else UNKNOWN_DAY


def _moment(text: str) -> datetime | None:
    text = text.strip(_SPACE)
    if _TIME.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


read_moment = _Remembered(_moment).__getitem__  # with its zone when one is written, otherwise without


def _time(text: str) -> str | None:
    """As written: what it is in Norway and in UTC is worked out where the document is whole."""
    return text if read_moment(text) is not None else None


def _truth(words: dict[str, str]) -> Read:
    return _Remembered(lambda text: words.get(text.strip(_SPACE))).__getitem__


def _id(text: str) -> str | None:
    return text.lower() if _UUID.fullmatch(text) else None


def _integer(text: str) -> str | None:
    text = text.strip(_SPACE)
    return str(int(text)) if _INTEGER.fullmatch(text) else None


def _of_length(least: int, most: int) -> Read:
    # One line, so that the staged files have one row a line.
    return lambda text: " ".join(text.split()) if least <= len(text) <= most else None


def _of_form(pattern: str) -> Read:
    matches = re.compile(pattern, re.ASCII).fullmatch
    return lambda text: text if matches(text) else None


_READERS: dict[FieldKind, Read] = {
    FieldKind.ID: _id,
    FieldKind.DATO: _Remembered(_calendar_day).__getitem__,
    FieldKind.TIDSPUNKT: _time,
    FieldKind.JA_NEI: _truth({"true": "True", "1": "True", "false": "False", "0": "False"}),
    FieldKind.ALLTID_JA: _truth({"true": "True", "1": "True"}),
    FieldKind.JA_NEI_KODE: {"1": "True", "2": "False"}.get,
    FieldKind.HELTALL: _integer,
}


def reader_for(felt: Felt, koder: Kodelister, form: Format, marks: set[str]) -> Read:
    """The reader of ``felt`` in documents of ``form``. ``marks`` gets the version a code met tells, such as «v4»."""
    match felt.slag:
        case FieldKind.KODE:
            return _code_reader(felt.liste, koder, form, marks)
        case FieldKind.MONSTER:
            return _of_form(felt.monster)
        case FieldKind.TEKST | FieldKind.LOS_ID:
            return _of_length(*felt.lengde)
        case FieldKind.UTFYLT:
            least, most = felt.lengde
            return lambda text: "True" if least <= len(text) <= most else None
        case _:
            return _READERS[felt.slag]


def _code_reader(liste: str, koder: Kodelister, form: Format, marks: set[str]) -> Read:
    name, _, gruppe = liste.partition("_") if liste.startswith("melder_") else (liste, "", "")
    codes = [k for k in koder[name].koder if not gruppe or k.gruppe == gruppe]
    forgotten = {kode for hull in form.hull if hull.liste == liste for kode in hull.koder}
    known = [k.kode for k in codes if _in(k, form.kodeversjoner) or k.kode in forgotten]
    marking = {
        k.kode: mark
        for mark, versions in form.merkende_koder.items()
        for k in codes
        if _in(k, versions) and k.kode not in known
    }
    return _Codes(known, marking, marks).__getitem__


def _in(kode: Kode, versions: Collection[str]) -> bool:
    return not set(versions).isdisjoint(kode.versjoner)
