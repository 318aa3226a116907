"""What people have written in a form for reading cases where nothing of it is read: over what the program wrote, in
columns and on sheets of their own, and in comments on cells."""

from collections.abc import Collection, Iterator, Sequence

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_layout import text_sum
from bvaudit.intake.form_sheets import ID_MARK
from bvaudit.intake.form_values import FilledCell, is_empty
from bvaudit.intake.forms import FilledForm
from bvaudit.texts import counted, text
from bvaudit.workflows.review_text import Fritekst

_LONG = 10_000_000  # a number of so many digits may be one to ring


def typed_beside(form: FilledForm) -> tuple[Fritekst, ...]:
    """Sheet by sheet. What the program wrote is known by its sums wherever it stands now, and what a formula gives is
    nobody's; a text that is read from another cell, as one on a copied sheet, is not lost."""
    if not form.tekster:
        return ()
    found = tuple(_not_of_the_program(form, dict.fromkeys(_read(form), True)))
    if not found:
        return ()
    places = {(cell.sted.ark, cell.sted.celle) for cell in _answers(form) if cell.verdi is not None or cell.feil}
    return tuple(one for one in found if (one.sted.ark, one.sted.celle) not in places)


def _not_of_the_program(form: FilledForm, known: dict[object, bool]) -> Iterator[Fritekst]:
    """``known`` has the texts that are read, and gets those of the program as they are met."""
    for cells in form.celler:
        for number, row in enumerate(cells.rader):
            for at, cell in enumerate(row):
                if cell is None or known.get(cell):
                    continue
                if _is_of_the_program(cell, form.tekster):
                    known[cell] = True
                elif (number, at) not in cells.regnet:
                    written = cell if isinstance(cell, str) else f"{cell:.0f}"
                    yield Fritekst(tekst=written, sted=cells.sted(number, at))


def _is_of_the_program(cell: object, texts: Collection[str]) -> bool:
    if isinstance(cell, str):
        return is_empty(cell) or text_sum(cell) in texts
    return isinstance(cell, bool) or not isinstance(cell, int | float) or abs(cell) < _LONG


def _read(form: FilledForm) -> Iterator[object]:
    """The texts of the answers, and the ids of the rows and points."""
    yield from (cell.verdi for cell in _answers(form) if isinstance(cell.verdi, str))
    for table in form.tabeller.values():
        yield from table.borte
        for row in table.rader:
            yield row.id
            yield from (value for key, value in row.faste.items() if key.startswith(ID_MARK))


def _answers(form: FilledForm) -> Iterator[FilledCell]:
    for answers in form.felt.values():
        yield from answers.values()
    for table in form.tabeller.values():
        for row in table.rader:
            yield from row.celler.values()


def commented(form: FilledForm) -> tuple[Fritekst, ...]:
    """Each cell once, with all that stands in its comments."""
    by_cell: dict[tuple[str, str], list[str]] = {}
    for note in form.kommentarer:
        by_cell.setdefault((note.ark, note.celle), []).append(note.tekst)
    return tuple(
        Fritekst(tekst="\n".join(texts), sted=Sted(fil=form.fil, ark=ark or None, celle=celle or None))
        for (ark, celle), texts in by_cell.items()
    )


def not_read(found: Sequence[Fritekst], kind: str) -> tuple[Problem, ...]:
    """A word at the first of them, with how many there are."""
    if not found:
        return ()
    return (
        Problem(
            sted=found[0].sted,
            kode=f"lesesvar-utenom-{kind}",
            tekst=counted(f"lesesvar.utenom.{kind}", len(found)),
            hint=text(f"lesesvar.utenom.{kind}_hint"),
            grad=Grad.MERKNAD,
        ),
    )
