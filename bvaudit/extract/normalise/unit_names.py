"""The units that a sheet names: one for every spelling, the municipality's own where it is listed, and never people."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.enhet import Enhet, Enheter

_NAME = re.compile(r"[A-ZÆØÅÄÖÉÜÁ][a-zæøåäöéüáñ]+(?:-[A-ZÆØÅÄÖÉÜÁ]?[a-zæøåäöéüáñ]+)*|[A-ZÆØÅ]\.?")
_MARK = re.compile(r"[A-ZÆØÅ]{2,4}|[a-zæøå]{2,8}[0-9]{0,4}|\S+@\S+")
# From how many different values on, a value of a column of people has fewer cases than this.
_CASES_A_PERSON = ((12, 25), (8, 10), (5, 5), (4, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """``chosen``: what each text written is called. ``merged``: how many ways each unit that has several is written."""

    chosen: Mapping[str, str]
    merged: Mapping[str, int] = field(default_factory=dict)


def spellings(written: Counter[str], enheter: Enheter | None) -> Spellings:
    """One name for texts that differ only in case, full stops and spaces: the listed one, else the commonest."""
    listed = {unit_key(enhet.navn): enhet.navn for enhet in _listed(enheter)}
    groups: dict[str, list[str]] = defaultdict(list)
    for text in sorted(written):
        groups[unit_key(text)].append(text)
    chosen: dict[str, str] = {}
    merged: dict[str, int] = {}
    for key, texts in groups.items():
        name = listed.get(key) or max(texts, key=lambda text: (written[text], *_well_written(text)))
        chosen |= dict.fromkeys(texts, name)
        if len(texts) > 1:
            merged[name] = len(texts)
    return Spellings(chosen=chosen, merged=merged)


def _well_written(text: str) -> tuple[bool, bool, int]:
    """Not all in big or small letters, with a big one first, and without signs the others do without."""
    return text not in (text.upper(), text.lower()), text[:1].isupper(), -len(text)


def looks_like_people(written: Counter[str]) -> bool:
    """Whether a column names something that changes from case to case, as children, caseworkers and ids do.

    Judged by the whole column, the number of values against the number of cases and then their shape; a single value
    that could be a name says nothing.
    """
    values, cases = len(written), sum(written.values())
    if values >= 8 and cases < 3 * values:
        return True
    if values >= 3 and _share(written, _is_last_name_first) >= 0.7:
        return True
    named = _share(written, _is_name) >= 0.7 and _all_differ(written)
    marked = values >= 8 and _share(written, lambda text: bool(_MARK.fullmatch(text))) >= 0.7
    most = next((cases for least, cases in _CASES_A_PERSON if values >= least), 0)
    return (named or marked) and cases < most * values


def is_full_name(text: str) -> bool:
    """Whether a text could be the whole name of a person, as «Østre bydel» could not."""
    return _is_name(text) or _is_last_name_first(text)


def listed_unit(enheter: Enheter | None, navn: str, day: date | None) -> list[Enhet]:
    """The units of the municipality's own list that a sheet may mean by ``navn``: the one with that id, else all with
    that name that exist on the day."""
    listed = _listed(enheter)
    if by_id := [enhet for enhet in listed if enhet.id == navn]:
        return by_id
    found = [enhet for enhet in listed if unit_key(enhet.navn) == unit_key(navn)]
    return [enhet for enhet in found if _exists(enhet, day)] or found


def unit_key(text: str) -> str:
    return re.sub(r"[\s.]", "", heading_key(text))


def _listed(enheter: Enheter | None) -> tuple[Enhet, ...]:
    return enheter.enheter if enheter else ()


def _exists(enhet: Enhet, day: date | None) -> bool:
    begun = day is None or enhet.gjelder_fra is None or enhet.gjelder_fra <= day
    return begun and (day is None or enhet.gjelder_til_og_med is None or day <= enhet.gjelder_til_og_med)


def _share(written: Counter[str], fits: Callable[[str], bool]) -> float:
    return sum(fits(text) for text in written) / max(len(written), 1)


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(_NAME.fullmatch(word) for word in words)


def _is_last_name_first(text: str) -> bool:
    last, comma, first = text.partition(",")
    return bool(comma) and all(_NAME.fullmatch(word) for word in (*last.split(), *first.split()))


def _all_differ(written: Counter[str]) -> bool:
    """Units that are called alike share a first or a last word (Bydel …, … Ås); people seldom do."""
    firsts = {text.split()[0] for text in written}
    lasts = {text.split()[-1] for text in written}
    return min(len(firsts), len(lasts)) >= 0.7 * len(written)
