"""The answers of a form laid beside those that are kept: what is new, what is the same, and where two copies differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bvaudit.intake.svar_rows import Key, answer_key
from bvaudit.model.lesesvar import Lesesvar
from bvaudit.reports.svar_file import in_svar_order

_TEXTS = ("begrunnelse", "feiltype", "belegg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flettet:
    """``rader`` are all that is to be kept. ``nye`` were not there; ``utfylt`` stood there with less; ``erstattet``
    give way to those of this form because a person said so, or because they were given to a wording that is gone;
    ``ulike`` are (kept, this form's) where the one that is kept stands."""

    rader: tuple[Lesesvar, ...]
    nye: tuple[Lesesvar, ...]
    utfylt: tuple[Lesesvar, ...]
    erstattet: tuple[Lesesvar, ...]
    ulike: tuple[tuple[Lesesvar, Lesesvar], ...]
    like: int

    @property
    def skrives(self) -> tuple[Lesesvar, ...]:
        """The rows that are new in one way or another."""
        return (*self.nye, *self.utfylt, *self.erstattet)


def merge(kept: Iterable[Lesesvar], given: Iterable[Lesesvar], *, erstatt: bool) -> Flettet:
    """What is blank in a form erases nothing."""
    rows: dict[Key, Lesesvar] = {answer_key(row): row for row in kept}
    new: list[Lesesvar] = []
    fuller: list[Lesesvar] = []
    replaced: list[Lesesvar] = []
    differing: list[tuple[Lesesvar, Lesesvar]] = []
    same = 0
    for row in given:
        key = answer_key(row)
        before = rows.get(key)
        if before is None:
            new.append(row)
            rows[key] = row
        elif (both := _together(before, row)) is None:
            if erstatt or before.ordlyd != row.ordlyd:
                replaced.append(row)
                rows[key] = row
            else:
                differing.append((before, row))
        elif both == before:
            same += 1
        else:
            fuller.append(both)
            rows[key] = both
    return Flettet(
        rader=in_svar_order(rows.values()),
        nye=tuple(new),
        utfylt=tuple(fuller),
        erstattet=tuple(replaced),
        ulike=tuple(differing),
        like=same,
    )


def _together(before: Lesesvar, row: Lesesvar) -> Lesesvar | None:
    """The two as one, when neither says anything against the other; where it came from is where it was first read."""
    if before.svar is not row.svar or before.ordlyd != row.ordlyd:
        return None
    filled: dict[str, str] = {}
    for name in _TEXTS:
        first, second = getattr(before, name), getattr(row, name)
        if first and second and first != second:
            return None
        filled[name] = first or second
    if before.dato and row.dato and before.dato != row.dato:
        return None
    return replace(before, **filled, dato=before.dato or row.dato)  # type: ignore[arg-type]


def differences(before: Lesesvar, row: Lesesvar) -> tuple[str, ...]:
    """The keys of the columns that differ, for the one who must choose."""
    pairs: Mapping[str, tuple[object, object]] = {
        name: (getattr(before, name), getattr(row, name)) for name in ("svar", *_TEXTS, "dato")
    }
    return tuple(name for name, (first, second) in pairs.items() if first != second and first and second)
