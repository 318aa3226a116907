"""What the sources of the extract hold, as SQL over the object's case: who lacks what, whose rows may be cut off."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bvaudit.model.kilde import EttAv, Kilde, Levert, Trenger, missing, never_sent, never_sent_note, words
from bvaudit.model.tables import BY_NAME, Table
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Rader
from bvaudit.texts import text
from bvaudit.vocabulary.sql import TRUE, Sql, any_of, earliest, latest, sql

Bound = Callable[[Dato, int], Sql | None]


class Held:
    """The sources, and questions about them. ``used`` is true when an answer depends on which source a case has: then
    the object must carry the column ``kilde``."""

    def __init__(self, kilder: Sequence[Kilde]) -> None:
        self.kilder = tuple(kilder)
        self.used = False

    def lacking(self, needs: Sequence[Trenger]) -> Sql | None:
        """SQL for: the source of the case lacks some of this. ``None`` when no source does."""
        return self.where(k for k in self.kilder if missing(needs, k))

    def reasons(self, needs: Sequence[Trenger]) -> list[tuple[Sql, str]]:
        """For each thing that is lacking: SQL for the cases, and the sentence that says so."""
        found: dict[str, list[Kilde]] = {}
        for kilde in self.kilder:
            for word in words(missing(needs, kilde, never_sent=False), [kilde]):
                found.setdefault(text("vocabulary.held.kilden_til_denne_saken_har_ikke", word=word), []).append(kilde)
            for word in never_sent(needs, kilde):
                found.setdefault(never_sent_note(word), []).append(kilde)
        return [(where, tekst) for tekst, kilder in found.items() if (where := self.where(kilder)) is not None]

    def where(self, kilder: Iterable[Kilde]) -> Sql | None:
        """SQL for: the case came from one of these. ``None`` for no source at all."""
        numbers = sorted(k.nr for k in kilder)
        if not numbers:
            return None
        if len(numbers) == len(self.kilder):
            return TRUE
        self.used = True
        return sql("COALESCE(o.kilde IN ({}), FALSE)", [sql("{}", nr) for nr in numbers])

    def no_alternative(self, wanted: Sequence[Sequence[Trenger]]) -> list[Sql | None]:
        """For each of several alternatives, SQL for the cases where it is none at all: the format has no such table, or
        the map leaves out one that not every format has, while another alternative can be seen. ``None``: nowhere."""
        gone: list[list[Kilde]] = [[] for _ in wanted]
        for kilde in self.kilder:
            lacking = [missing(needs, kilde) for needs in wanted]
            if any(needs and not lack for needs, lack in zip(wanted, lacking, strict=True)):
                for i, lack in enumerate(lacking):
                    if lack and all(_only_some_formats(need, kilde) for need in lack):
                        gone[i].append(kilde)
        return [self.where(kilder) for kilder in gone]

    def limited(self, tabell: str) -> bool:
        """Whether some source has only part of the table's rows."""
        return any(tabell in k.leverer and not k.leverer[tabell].hel for k in self.kilder)

    def begun(self, tabell: str) -> list[tuple[date, Sql]]:
        """The days rows of the table begin, where there should have been older ones, and SQL for the cases."""
        days: dict[date, list[Kilde]] = {}
        for kilde in self.kilder:
            levert = kilde.leverer.get(tabell)
            if levert is not None and levert.begynner is not None:
                days.setdefault(levert.begynner, []).append(kilde)
        return [(day, where) for day, kilder in sorted(days.items()) if (where := self.where(kilder)) is not None]

    def unseen(
        self,
        rader: Rader,
        show: Callable[[date], Sql],
        *,
        lower: Sequence[Sql],
        upper: Sequence[Sql],
        number: Callable[[], Sql],
        koder: tuple[str, frozenset[str]] | None,
    ) -> Sql | None:
        """SQL for: a row between the ends may be missing, because the source's rows are cut off or its room is full."""
        parts = []
        for kilde in self.kilder:
            levert = kilde.leverer.get(rader.tabell)
            if levert is None or levert.hel:
                continue
            reasons = _cut_off(levert, show, lower, upper, koder)
            if levert.kapasitet is not None:
                reasons.append(sql("{} >= {}", number(), levert.kapasitet))
            if reasons and (where := self.where([kilde])) is not None:
                parts.append(sql("{} AND {}", where, any_of(reasons)))
        return any_of(parts) if parts else None


def _cut_off(
    levert: Levert,
    show: Callable[[date], Sql],
    lower: Sequence[Sql],
    upper: Sequence[Sql],
    koder: tuple[str, frozenset[str]] | None,
) -> list[Sql]:
    reasons = []
    if levert.fra is not None:
        reasons.append(sql("COALESCE({} < {}, TRUE)", latest(lower), show(levert.fra)) if lower else TRUE)
    if levert.til is not None:
        reasons.append(sql("COALESCE({} > {}, TRUE)", earliest(upper), show(levert.til)) if upper else TRUE)
    if koder is not None and koder[0] in levert.koder and not koder[1] <= set(levert.koder[koder[0]]):
        reasons.append(TRUE)
    return reasons


def _only_some_formats(need: Trenger, kilde: Kilde) -> bool:
    """The source cannot have the table, and not because its sender leaves it out of what its format has."""
    if isinstance(need, EttAv):
        return all(_only_some_formats(one, kilde) for part in need.deler for one in part)
    return BY_NAME[need.tabell].noen_formater and need.tabell not in kilde.aldri


def needed_rows(rader: Rader) -> tuple[str, frozenset[str]] | None:
    """The kinds of rows that are looked for, when the rows' own code says it."""
    for krav in rader.der.felt if rader.der else ():
        if krav.felt == "kode" and krav.en_av is not None and None not in krav.en_av:
            return "kode", frozenset(k for k in krav.en_av if k is not None)
    return None


def window_of(rader: Rader, table: Table, bound: Bound) -> tuple[list[Sql], list[Sql]]:
    """The days the rows must lie between, as far as their condition says: (on or after, on or before)."""
    felt = rader.felt or table.start or ""
    lower: list[Sql] = []
    upper: list[Sql] = []
    for krav, turned in _about(rader.der, felt):
        # «not at the latest d» is from the day after d.
        early, late, days = (krav.senest, krav.tidligst, 1) if turned else (krav.tidligst, krav.senest, 0)
        if krav.pluss or (turned and early is not None and late is not None):
            continue
        lower += [found] if early is not None and (found := bound(early, days)) else []
        upper += [found] if late is not None and (found := bound(late, -days)) else []
    return lower, upper


def _about(der: Betingelse | None, felt: str) -> Iterable[tuple[Feltkrav, bool]]:
    """The demands on the date that every row must meet, and those that it must not."""
    if der is None:
        return
    yield from ((krav, False) for krav in der.felt if krav.felt == felt)
    inner = der.ikke
    if inner and len(inner.felt) == 1 and not (inner.i_kraft or inner.minst_en or inner.ikke or inner.finnes):
        yield from ((krav, True) for krav in inner.felt if krav.felt == felt)
