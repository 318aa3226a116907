"""The chain of the log: each event has a print that covers the one before it.

What the print covers is the number, the time, who, the kind, whom it is about, a salted print of each part of the
event, and the print of the event before. The parts themselves, with their salt, lie beside the event: a part can be
struck, salt and all, and every print stays as it was. The salt keeps anyone from guessing what a struck part said.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Del, Hode, Logget, Ny
from bvaudit.register.coding import canonical, event_of, parts_of

Salt = Callable[[int, Del], str]
_VERSION = "bvaudit-register-1"  # of the way prints are made
_LEAST_SHOWN = 8  # characters of a print somebody types in, before it says anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Innhold:
    """A part of an event as it lies beside it. Both are empty when it is struck."""

    salt: str
    tekst: str

    @property
    def tom(self) -> bool:
        return not self.salt and not self.tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """An event as the file has it. ``avtrykk`` are the salted prints of its parts, without a part the event never had;
    ``deler`` are the parts themselves."""

    nr: int
    tid: str
    hvem: str
    kode: str
    om: str  # JSON list of the numbers
    avtrykk: Mapping[Del, str] = field(default_factory=dict)
    forrige: str
    sum: str
    deler: Mapping[Del, Innhold] = field(default_factory=dict)

    @property
    def sladdet(self) -> tuple[Del, ...]:
        """The parts it had once, and that are empty now."""
        return tuple(part for part in Del if self.avtrykk.get(part) and self._empty(part))

    def _empty(self, part: Del) -> bool:
        held = self.deler.get(part)
        return held is None or held.tom


def link(new: Sequence[Ny], tid: datetime, head: Hode, salt: Salt) -> tuple[Rad, ...]:
    """The rows the events get when they are written after ``head`` at ``tid``, which must know its time zone."""
    rows: list[Rad] = []
    nr, before, when = head.nr, head.sum, written_time(tid)
    for ny in new:
        nr += 1
        row = _row(nr, when, ny, before, salt)
        rows.append(row)
        before = row.sum
    return tuple(rows)


def logged(row: Rad) -> Logget:
    """The event of a row. RegisterFault when this program does not know it."""
    texts = {part: held.tekst for part, held in row.deler.items()}
    return Logget(
        nr=row.nr,
        tid=read_time(row.tid),
        hvem=row.hvem,
        hendelse=event_of(row.kode, texts, row.nr),
        forrige=row.forrige,
        sum=row.sum,
        sladdet=row.sladdet,
    )


def head_of(rows: Sequence[Rad]) -> Hode:
    return Hode(nr=rows[-1].nr, sum=rows[-1].sum) if rows else Hode()


def salted(salt: str, content: str) -> str:
    """The print of a part; none of a part that is not there."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest() if content else ""


def summed(row: Rad) -> str:
    """The print of an event, reckoned from all it covers."""
    prints = [row.avtrykk.get(part, "") for part in Del]
    covered = [_VERSION, row.nr, row.tid, row.hvem, row.kode, row.om, *prints, row.forrige]
    return hashlib.sha256(canonical(covered).encode()).hexdigest()


def struck_parts(events: Iterable[Logget]) -> frozenset[tuple[int, Del]]:
    """Every part the log says has been struck."""
    return frozenset(
        (one.hendelse.hendelse, Del(one.hendelse.del_)) for one in events if isinstance(one.hendelse, Sladdet)
    )


def written_time(tid: datetime) -> str:
    """``2026-12-01T12:30:00Z``: UTC, whole seconds."""
    if tid.tzinfo is None:
        raise ValueError("a time without a time zone")
    return tid.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(written: str) -> datetime:
    return datetime.fromisoformat(written)


def read_head(typed: str) -> Hode | None:
    """The head somebody typed in or a paper prints, «17·3f9a-20cc-81d4-7be0», whatever separates; None when it is no
    head. Its print is the beginning of one."""
    number, _, rest = typed.strip().replace(":", "·").replace(" ", "·").partition("·")
    shown = "".join(letter for letter in rest.casefold() if letter not in "-·… .")
    is_print = len(shown) >= _LEAST_SHOWN and not set(shown) - set("0123456789abcdef")
    return Hode(nr=int(number), sum=shown) if number.isdecimal() and int(number) and is_print else None


def _row(nr: int, tid: str, ny: Ny, before: str, salt: Salt) -> Rad:
    parts = parts_of(ny.hendelse)
    held = {part: Innhold(salt=salt(nr, part), tekst=content) for part, content in parts.items() if content}
    row = Rad(
        nr=nr,
        tid=tid,
        hvem=ny.hvem,
        kode=ny.hendelse.kode,
        om=canonical(list(ny.hendelse.om)),
        avtrykk={part: salted(one.salt, one.tekst) for part, one in held.items()},
        forrige=before,
        sum="",
        deler=held,
    )
    return replace(row, sum=summed(row))
