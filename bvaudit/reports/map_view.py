"""What the proposed map says around the table of headings: what a column holds, how sure we are, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from bvaudit.extract.proposal.record import Proposal, ProposedColumn, ProposedGroup, Sikkerhet
from bvaudit.extract.proposal.seen import Kind
from bvaudit.model.kartvalg import chosen
from bvaudit.model.words.overskrifter import PERSON
from bvaudit.texts import counted, text

_HIDDEN = (Kind.PERSON, Kind.PERSONNUMMER)
_MANY = 3  # names of sheets shown in full


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What is not examined without a field, or without a whole table (``kolonne`` empty), and what is left open for
    some cases. ``regler``: id and title."""

    tabell: str
    kolonne: str
    regler: tuple[tuple[str, str], ...]
    uavklart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far the proposed map goes: how many of the rules a machine can judge can be examined with it."""

    kan: int
    av: int
    kostnader: tuple[Cost, ...]


def content_of(column: ProposedColumn) -> str:
    """The kind of content, and how much of it; never a value."""
    seen = column.sett
    kind = text(f"kart_skjema.innhold.{seen.slag}")
    if seen.slag is Kind.TOM:
        return kind
    filled = text("kart_skjema.fylt", fylt=seen.fylt, rader=seen.rader)
    different = "" if seen.slag in _HIDDEN else f", {counted('kart_skjema.ulike', seen.ulike)}"
    return f"{kind}, {filled}{different}"


def certainty(column: ProposedColumn) -> str:
    if column.felt == PERSON:
        return text("kart_skjema.sikkerhet.person")
    return text(f"kart_skjema.sikkerhet.{column.sikkerhet}")


def note_of(column: ProposedColumn) -> str:
    notes = [text("kart_skjema.merknad.ellers", felt=chosen(column.ellers).tekst)] if "." in column.ellers else []
    if column.likner and column.leses:
        notes.append(text("kart_skjema.merknad.likner"))
    if "+" in column.felt:
        notes.append(text("kart_skjema.merknad.deles"))
    if column.fyll_ned:
        notes.append(text("kart_skjema.merknad.fyll_ned"))
    if column.sett.slag is Kind.DAG_UTEN_AR:
        notes.append(text("kart_skjema.merknad.uten_ar"))
    if column.deles and "+" not in column.felt:
        notes.append(text("kart_skjema.merknad.ord_ved_dato"))
    return " ".join(notes)


def group_name(group: ProposedGroup) -> str:
    """The file, and the sheets when they are few: «Meldinger.xlsx: Januar, Februar og 10 ark til»."""
    names = group.vist or group.ark
    if not names:
        return group.fil
    return text("kart_skjema.fil_og_ark", fil=group.fil, ark=sheets_of(names))


def sheets_of(names: Sequence[str]) -> str:
    if len(names) <= _MANY:
        return ", ".join(names)
    return text("kart_skjema.ark_til", ark=", ".join(names[: _MANY - 1]), n=len(names) - _MANY + 1)


def counts(proposal: Proposal) -> dict[str, int]:
    """How many headings are proposed, unsure and unknown, over every sheet."""
    columns = [column for group in proposal.grupper for column in group.kolonner]
    return {str(kind): sum(column.sikkerhet is kind for column in columns) for kind in Sikkerhet} | {
        "alle": len(columns)
    }
