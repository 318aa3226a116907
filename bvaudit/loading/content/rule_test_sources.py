"""What the source holds in a rule's test, when it is not everything.

kilde:
  mangler: [tilsyn_utfort, undersokelse.utvidet_frist_innvilget]   # tables and columns it does not have
  aldri: [oppfolging_utfort]                                       # the format has it, the sender never sent any
  dekker: {tilsyn_utfort: {fra: 2025-01-01}}                       # days it has rows for
  koder: {plan: ["1", "4"]}                                        # the only kinds of rows
  kapasitet: {tilsyn_utfort: 2}                                    # room for so many under each object
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bvaudit.loading.yaml.reader import KeyPath
from bvaudit.model.kilde import Kilde, Levert, everything
from bvaudit.model.rule_test import WrittenDays, WrittenSource
from bvaudit.model.tables import BY_NAME
from bvaudit.texts import text

Wrong = list[tuple[KeyPath, str]]


def read_source(written: WrittenSource | None) -> tuple[Kilde | None, Wrong]:
    """The source, and what is wrong with how it is told: where, and a sentence."""
    if written is None:
        return None, []
    wrong: Wrong = []
    whole = everything()
    leverer = dict(whole.leverer)
    for number, navn in enumerate(written.mangler):
        tabell, _, kolonne = navn.partition(".")
        if tabell not in BY_NAME or (kolonne and BY_NAME[tabell].column(kolonne) is None):
            wrong.append((("mangler", number), text("loading.rule_test_sources.finnes_ikke", navn=navn)))
        elif not kolonne:
            leverer.pop(tabell, None)
        elif tabell in leverer:
            kept = tuple(k for k in leverer[tabell].kolonner if k != kolonne)
            leverer[tabell] = replace(leverer[tabell], kolonner=kept)
    limits: tuple[tuple[str, Mapping[str, Any], Callable[[Levert, Any], Levert]], ...] = (
        ("dekker", written.dekker, _within),
        ("koder", written.koder, lambda levert, koder: replace(levert, koder={"kode": koder})),
        ("kapasitet", written.kapasitet, lambda levert, antall: replace(levert, kapasitet=antall)),
    )
    for key, tables, limited in limits:
        for tabell, value in tables.items():
            if tabell in leverer:
                leverer[tabell] = limited(leverer[tabell], value)
            else:
                wrong.append(((key, tabell), text("loading.rule_test_sources.kilden_har_ikke", tabell=tabell)))
    unheard = [(n, tabell) for n, tabell in enumerate(written.aldri) if tabell not in BY_NAME]
    wrong += [
        (("aldri", n), text("loading.rule_test_sources.tabellen_finnes_ikke", tabell=tabell)) for n, tabell in unheard
    ]
    return replace(whole, leverer=leverer, aldri=written.aldri), wrong


def _within(levert: Levert, days: WrittenDays) -> Levert:
    return replace(levert, fra=days.fra, til=days.til)
