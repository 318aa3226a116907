"""What the source holds in a rule's test, when it is not everything.

kilde:
  mangler: [tilsyn_utfort, undersokelse.utvidet_frist_innvilget]   # tables and columns it does not have
  aldri: [oppfolging_utfort]                                       # the format has it, the sender never sent any
  dekker: {tilsyn_utfort: {fra: 2025-01-01}}                       # days it has rows for
  koder: {plan: ["1", "4"]}                                        # the only kinds of rows
  kapasitet: {tilsyn_utfort: 2}                                    # room for so many under each object
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bvaudit.loading.yaml.reader import KeyPath
from bvaudit.model.kilde import Kilde, Levert, everything
from bvaudit.model.tables import BY_NAME

_KEYS = ("mangler", "aldri", "dekker", "koder", "kapasitet")
Wrong = list[tuple[KeyPath, str]]


def read_source(data: Any) -> tuple[Kilde | None, Wrong]:
    """The source, and what is wrong with how it is told: where, and a sentence."""
    if data is None:
        return None, []
    wrong: Wrong = [((key,), f"ukjent nøkkel «{key}»") for key in data if key not in _KEYS]
    whole = everything()
    leverer = dict(whole.leverer)
    for number, navn in enumerate(data.get("mangler", ())):
        tabell, _, kolonne = navn.partition(".")
        if tabell not in BY_NAME or (kolonne and BY_NAME[tabell].column(kolonne) is None):
            wrong.append((("mangler", number), f"«{navn}» finnes ikke"))
        elif not kolonne:
            leverer.pop(tabell, None)
        elif tabell in leverer:
            kept = tuple(k for k in leverer[tabell].kolonner if k != kolonne)
            leverer[tabell] = replace(leverer[tabell], kolonner=kept)
    for key in ("dekker", "koder", "kapasitet"):
        for tabell, value in data.get(key, {}).items():
            if tabell in leverer:
                leverer[tabell] = _limited(leverer[tabell], key, value)
            else:
                wrong.append(((key, tabell), f"kilden har ikke «{tabell}»"))
    aldri = tuple(data.get("aldri", ()))
    wrong += [(("aldri", n), f"tabellen «{t}» finnes ikke") for n, t in enumerate(aldri) if t not in BY_NAME]
    return replace(whole, leverer=leverer, aldri=aldri), wrong


def _limited(levert: Levert, key: str, value: Any) -> Levert:
    match key:
        case "dekker":
            return replace(levert, fra=_day(value.get("fra")), til=_day(value.get("til")))
        case "koder":
            return replace(levert, koder={"kode": tuple(map(str, _listed(value)))})
        case _:
            return replace(levert, kapasitet=int(value))


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
