"""What the sources of an extract hold: tables, columns, codes, days and room. What one does not hold is not a breach.

A source is one sender in one format (or one map over sheets). A case has exactly one, that of its winning submission.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bvaudit.model.kalender import vis
from bvaudit.model.tables import BY_NAME, TABLES, Mangler
from bvaudit.model.words.lookup import ord_for
from bvaudit.texts import text

REGNEARK = "kart"  # the format version of cases read from sheets through a kart


@dataclass(frozen=True, slots=True, kw_only=True)
class Levert:
    """What a source holds of one table.

    ``eiere`` are the kinds of rows it lies under, or «fra>til» for relasjon; empty = all. ``koder`` maps a column to
    the only codes the rows can have. Rows dated before ``fra`` or after ``til`` are not there, and there is room for
    ``kapasitet`` rows under each object. ``begynner`` is told by nobody: the first day there are rows, when there
    should have been some before it.
    """

    kolonner: tuple[str, ...]
    eiere: tuple[str, ...] = ()
    koder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fra: date | None = None
    til: date | None = None
    kapasitet: int | None = None
    begynner: date | None = None

    @property
    def hel(self) -> bool:
        """Whether a row that happened must be here, by what is told: no limit on days, codes or number."""
        return self.fra is None and self.til is None and self.kapasitet is None and not self.koder


@dataclass(frozen=True, slots=True, kw_only=True)
class Kilde:
    """``leverer`` maps a table to what is held of it. ``aldri`` are tables the format has and the sender has never sent
    anything in. ``saker`` counts the cases whose winning submission came from here."""

    nr: int
    format_versjon: str
    fagsystem: str = ""
    kommunenummer: str = ""
    saker: int = 0
    leverer: Mapping[str, Levert]
    aldri: tuple[str, ...] = ()

    @property
    def regneark(self) -> bool:
        return self.format_versjon == REGNEARK

    @property
    def vist(self) -> str:
        """The sender as people know it."""
        if self.regneark:
            return "regnearkene"
        return text(
            "model.kilde.i_kommune",
            fagsystem=self.fagsystem or "fagsystemet",
            format_versjon=self.format_versjon,
            kommune=self.kommunenummer or "ukjent",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Behov:
    """One thing an answer rests on: a table, or a column of it. ``eier`` narrows it to rows under one kind of row,
    ``koder`` to rows where a column has one of some codes. ``objekt``: the rows that are judged themselves."""

    tabell: str
    kolonne: str = ""
    eier: str = ""
    koder: tuple[str, frozenset[str]] | None = None
    objekt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EttAv:
    """Alternatives of which one is enough: each part needs all of its own."""

    deler: tuple[tuple["Behov | EttAv", ...], ...]


Trenger = Behov | EttAv


def missing(needs: Iterable[Trenger], kilde: Kilde, *, never_sent: bool = True) -> list[Trenger]:
    """What the source does not hold of ``needs``. Without ``never_sent`` a table the format has counts as held."""
    found: list[Trenger] = []
    for need in needs:
        if isinstance(need, EttAv):
            lacking = [missing(part, kilde, never_sent=never_sent) for part in need.deler]
            if lacking and all(lacking):
                found += [EttAv(deler=tuple(tuple(one) for one in lacking))] if len(lacking) > 1 else lacking[0]
        elif not holds(need, kilde, never_sent=never_sent):
            found.append(need)
    return list(dict.fromkeys(found))


def holds(need: Behov, kilde: Kilde, *, never_sent: bool = True) -> bool:
    """Whether the source has what is needed, or its absence has a meaning of its own."""
    table = BY_NAME[need.tabell]
    delivered = kilde.leverer.get(need.tabell)
    if not need.kolonne and table.mangler is not Mangler.KREVD and not need.objekt:
        return True
    if delivered is None or (never_sent and need.tabell in kilde.aldri and not need.objekt):
        return False
    if need.eier and delivered.eiere and need.eier not in delivered.eiere:
        # An optional element is unsettled case by case, also where the format has it under other rows only.
        return bool(table.valgfri) and not never_sent and not kilde.regneark
    if need.koder and need.koder[0] in delivered.koder:
        return not need.koder[1].isdisjoint(delivered.koder[need.koder[0]])
    return not need.kolonne or has_column(need.tabell, need.kolonne, kilde)


def has_column(tabell: str, kolonne: str, kilde: Kilde) -> bool:
    """Whether the source has the column. Keys and what every import works out are always there."""
    delivered = kilde.leverer.get(tabell)
    return delivered is not None and (kolonne in delivered.kolonner or kolonne not in _own_columns(tabell))


@cache
def _own_columns(tabell: str) -> frozenset[str]:
    return frozenset(c.navn for c in BY_NAME[tabell].kolonner)


def absence(tabell: str, kolonne: str) -> Mangler:
    column = BY_NAME[tabell].column(kolonne)
    return column.mangler if column is not None else Mangler.KREVD


def everything(tabeller: Iterable[str] | None = None, nr: int = 1, format_versjon: str = "") -> Kilde:
    """A source that holds every column of these tables (default: of all)."""
    wanted = {t.navn for t in TABLES} if tabeller is None else set(tabeller)
    return Kilde(
        nr=nr,
        format_versjon=format_versjon,
        leverer={t.navn: Levert(kolonner=tuple(c.navn for c in t.kolonner)) for t in TABLES if t.navn in wanted},
    )


def not_examined(needs: Sequence[Trenger], kilder: Sequence[Kilde]) -> list[str]:
    """What no source of the extract holds, in a user's words; empty when some source can answer.

    A table that a sender has never used does not make the rule unexamined: each case is unsettled instead.
    """
    lacking = [missing(needs, kilde, never_sent=False) for kilde in kilder]
    return words([need for found in lacking for need in found], kilder) if lacking and all(lacking) else []


def never_sent(needs: Sequence[Trenger], kilde: Kilde) -> list[str]:
    """What the format has and the sender has never sent, in a user's words."""
    had = missing(needs, kilde, never_sent=False)
    return words([need for need in missing(needs, kilde) if need not in had], [kilde])


def never_sent_note(word: str) -> str:
    """The sentence about it in the explanation of a row."""
    return text("model.kilde.fagsystemet_har_aldri_levert", word=word)


def begins_note(tabell: str, dag: date) -> str:
    """The sentence, in the explanation of a row, about rows that begin too late."""
    return text("model.kilde.begynner", word=ord_for(tabell), dag=vis(dag))


def words(needs: Iterable[Trenger], kilder: Sequence[Kilde]) -> list[str]:
    """What is lacking in a user's words, each thing once: a table that is not there needs no columns named."""
    lacking = list(dict.fromkeys(needs))
    absent = {one.tabell for one in flat(lacking) if all(_without(one.tabell, kilde) for kilde in kilder)}
    return _words(lacking, absent, ())


def _without(tabell: str, kilde: Kilde) -> bool:
    return tabell not in kilde.leverer or tabell in kilde.aldri


def _words(needs: Sequence[Trenger], absent: set[str], before: Iterable[str]) -> list[str]:
    """The words for ``needs`` that are not said ``before``, alternatives last."""
    said = dict.fromkeys(before)
    kinds = {
        n.tabell for n in needs if isinstance(n, Behov) and n.koder and (n.tabell == "plan" or n.tabell not in absent)
    }
    singles = [n for n in needs if isinstance(n, Behov) and (n.koder or n.tabell not in kinds)]
    said |= dict.fromkeys(_word(need, absent) for need in singles)
    for choice in (n for n in needs if isinstance(n, EttAv)):
        parts = [_words(part, absent, said) for part in choice.deler]
        if all(parts):  # else one of them lacks nothing but what is said already
            said[" eller ".join(dict.fromkeys(" og ".join(part) for part in parts))] = None
    return [word for word in said if word not in before]


def _word(need: Behov, absent: set[str]) -> str:
    koder = need.koder[1] if need.koder and (need.tabell == "plan" or need.tabell not in absent) else frozenset()
    return ord_for(need.tabell, "" if need.tabell in absent else need.kolonne, koder)


def flat(needs: Iterable[Trenger]) -> Iterator[Behov]:
    """Every single need, alternatives too."""
    for need in needs:
        if isinstance(need, EttAv):
            for part in need.deler:
                yield from flat(part)
        else:
            yield need
