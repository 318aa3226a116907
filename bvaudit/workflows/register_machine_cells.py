"""What people have typed over in a register workbook where only the program writes: it is told of, and not read."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bvaudit.diagnostics import Grad, Problem
from bvaudit.intake.register_back import Registerbok
from bvaudit.intake.register_back_rows import Bokrad
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import KOMMENTAR, NUMRE
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.redigering import Sammenslaing
from bvaudit.register.merge_cells import whole_role
from bvaudit.register.merge_state import shown
from bvaudit.register.shown_values import slag_of_number
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.register_values import row_sum
from bvaudit.texts import counted, text

_Words = Mapping[str, Mapping[str, str]]


def overwritten(bok: Registerbok, flettet: Sammenslaing, basis: Registeret, kontekst: Kontekst) -> tuple[Problem, ...]:
    """A word at the first such row, with how many there are. A row whose sum is what it was has not been touched; in
    another, what stood in its yellow cells is put back before it is summed."""
    things = (rad for rad in bok.rader if rad.sum and "-" in rad.id)  # the line that says there are none is no thing
    rows = [rad for rad in things if not _is_as_made(rad, basis, bok.meta.valg, kontekst)]
    if not rows:
        return ()
    said = counted("registeret_les.skrevet_over", len(rows))
    hint = text("registeret_les.skrevet_over_hint")
    return (Problem(sted=rows[0].sted, kode="register-skrevet-over", tekst=said, hint=hint, grad=Grad.ADVARSEL),)


def _is_as_made(rad: Bokrad, basis: Registeret, valg: _Words, kontekst: Kontekst) -> bool:
    values = [_plain(value) for value in rad.verdier]
    if row_sum((rad.id, *values)) == rad.sum:
        return True
    for place, nr, felt, liste in rad.skrives:
        values[place] = _stood(basis, nr, felt, valg.get(liste, {}), kontekst)
    return row_sum((rad.id, *values)) == rad.sum


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
