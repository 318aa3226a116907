"""What people have typed over in a register workbook where only the program writes: it is told of, and not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.register_back import Registerbok
from bvaudit.intake.register_back_rows import Bokrad
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import KOMMENTAR, NUMRE, Bokmeta
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.redigering import Celle, Dokument
from bvaudit.register.merge_cells import whole_role
from bvaudit.register.merge_state import shown
from bvaudit.register.shown_values import slag_of_number
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.register_values import row_sum
from bvaudit.texts import counted, text

_MOST_TRIED = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overskrevet:
    """``problems`` tell of the rows where only the program writes and somebody else has. ``blandet`` are sheet and row
    of those that have the id of one thing and the text of another: nobody can know which of them is meant."""

    problems: tuple[Problem, ...] = ()
    blandet: frozenset[tuple[str, str]] = frozenset()


def overwritten(bok: Registerbok, basis: Registeret, kontekst: Kontekst) -> Overskrevet:
    """A row whose sum is what it was is not touched; in another, what stood in its yellow cells is put back first. When
    it would take long to look through all that are touched, they have been sorted column by column."""
    things = [rad for rad in bok.rader if rad.sum and "-" in rad.id]  # the line that says there are none is no thing
    made = _Made(basis=basis, meta=bok.meta, kontekst=kontekst)
    touched = [rad for rad in things if not _is(rad, rad.id, rad.sum, made)]
    sums = list(dict.fromkeys((rad.id, rad.sum) for rad in things))
    many = len(touched) * len(sums) > _MOST_TRIED
    mixed = [rad for rad in touched if many or _belongs_to_another(rad, sums, made)]
    rest = [rad for rad in touched if rad not in mixed]
    problems = [_problem(rad, text("registeret_les.blandet"), "blandet") for rad in mixed]
    if rest:
        problems.append(_problem(rest[0], counted("registeret_les.skrevet_over", len(rest)), "skrevet_over"))
    return Overskrevet(problems=tuple(problems), blandet=frozenset(_row(rad.sted) for rad in mixed))


def without_mixed(dokument: Dokument, found: Overskrevet) -> Dokument:
    """Nothing is taken from a row that is mixed with another."""
    if not found.blandet:
        return dokument

    def kept(celler: tuple[Celle, ...]) -> tuple[Celle, ...]:
        return tuple(one for one in celler if _row(one.sted) not in found.blandet)

    return replace(
        dokument, celler=kept(dokument.celler), kommentarer=kept(dokument.kommentarer), rettet=kept(dokument.rettet)
    )


def _row(sted: Sted) -> tuple[str, str]:
    return sted.ark or "", (sted.celle or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _problem(rad: Bokrad, said: str, key: str) -> Problem:
    hint = text(f"registeret_les.{key}_hint")
    kode = f"register-{key.replace('_', '-')}"
    return Problem(sted=rad.sted, kode=kode, tekst=said, hint=hint, grad=Grad.ADVARSEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What the workbook was made of."""

    basis: Registeret
    meta: Bokmeta
    kontekst: Kontekst


def _belongs_to_another(rad: Bokrad, sums: list[tuple[str, str]], made: _Made) -> bool:
    """By the sum that has followed the row under another id, or by that of the thing its text is of."""
    if any(id != rad.id and _is(rad, id, rad.sum, made) for id, _ in sums):
        return True
    return any(id != rad.id and _is(rad, id, total, made) for id, total in sums)


def _is(rad: Bokrad, id: str, total: str, made: _Made) -> bool:
    """Whether the row is as the one of this id was made."""
    values = [_plain(value) for value in rad.verdier]
    if row_sum((id, *values)) == total:
        return True
    for place, nr, felt, liste, column in rad.skrives:
        shown = made.meta.vist.get((rad.ark, id, column))
        words = made.meta.valg.get(liste, {})
        number = _number(nr, rad.id, id)
        values[place] = (
            _stood(made.basis, number, felt, words, made.kontekst) if shown is None else _instead(number, felt, shown)
        )
    return row_sum((id, *values)) == total


def _instead(nr: str, felt: str, shown: str) -> Verdi:
    """What stood there in place of what the field holds."""
    kind = felt_av(slag_of_number(nr), felt)
    return date.fromisoformat(shown) if kind is not None and kind.type is Felttype.DATO else shown


def _number(nr: str, own: str, other: str) -> str:
    """The thing of a column in this row, as it would be were the row of another id."""
    if nr == own:
        return other
    return other.rpartition("/")[2] if nr == own.rpartition("/")[2] else nr


def _plain(value: object) -> Verdi:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, str | int | float | date) else None


def _stood(basis: Registeret, nr: str, felt: str, words: Mapping[str, str], kontekst: Kontekst) -> Verdi:
    """What the workbook showed in the cell when it was made."""
    if felt == KOMMENTAR:
        return None
    if felt == NUMRE:
        return nr.partition("/")[0] if "/" in nr else None
    if felt == "rettet":
        day = basis.merket.get(("", nr.partition("/")[0]))
        return day
    verdi = shown(basis, nr.rpartition("/")[2] if felt == "tittel" else nr, felt)
    if not verdi:
        return None
    kind = felt_av(slag_of_number(nr), felt)
    if kind is not None and kind.type is Felttype.DATO:
        return date.fromisoformat(verdi)
    return _word(verdi, basis, nr, words, kontekst)


def _word(verdi: str, basis: Registeret, nr: str, words: Mapping[str, str], kontekst: Kontekst) -> str:
    ting = basis.ting.get(nr)
    enhet = ting.enhet if ting is not None else ""
    for kode in _codes(verdi, enhet, kontekst):
        if kode in words:
            return words[kode]
    return verdi


def _codes(verdi: str, enhet: str, kontekst: Kontekst) -> Iterator[str]:
    yield verdi
    rolle, at, _ = verdi.partition("@")
    if at and whole_role(rolle, enhet, kontekst.kodeverk) == verdi:
        yield rolle
