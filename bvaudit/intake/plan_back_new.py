"""Measures that are new in a plan: written in a spare row, made of a proposal, or pasted among them."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.plan_back_blanks import Rad, rows_without_keys
from bvaudit.intake.plan_back_reading import Planlesing, at
from bvaudit.intake.plan_back_values import fault, field_of, value_of, written
from bvaudit.intake.plan_back_word import Lest
from bvaudit.model.registeret.plannokler import FORSLAG, TITTEL, row_of, text_print
from bvaudit.model.registeret.redigering import SLETTES, Celle, NyTing
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import text

_NY_AVVIK, _BESKRIVELSE, _FRIST = "avvik", "beskrivelse", "frist"


def new_measures(reading: Planlesing) -> Iterator[NyTing]:
    """Spare rows somebody has written in, and proposals somebody has taken: given a deadline, or changed."""
    for nr, cells in reading.rader.items():
        kind, _, avvik = row_of(nr)
        cells = {navn: cell for navn, cell in cells.items() if cell.verdi != SLETTES}
        if kind == FORSLAG and not _is_taken(nr, cells, reading):
            continue
        if TITTEL not in cells:
            if any(cells) and kind != FORSLAG:
                reading.problems.append(at(next(iter(cells.values())).sted, "uten_tittel", Grad.ADVARSEL))
            continue
        yield _measure({navn: cell.verdi for navn, cell in cells.items()}, avvik, cells)


def _is_taken(nr: str, cells: Mapping[str, Celle], reading: Planlesing) -> bool:
    if TITTEL not in cells:
        return False  # struck
    if _FRIST in cells:
        return True
    prints = {navn: reading.merke.forslag.get(f"{nr}:{navn}", "") for navn in cells}
    return any(prints[navn] and prints[navn] != _print(cell) for navn, cell in cells.items())


def _print(cell: Celle) -> str:
    return text_print(cell.verdi)


def _measure(values: Mapping[str, str], avvik: str, cells: Mapping[str, Celle]) -> NyTing:
    """The first line is the title, and what follows describes it."""
    felt = dict(values)
    title, _, rest = felt[TITTEL].partition("\n")
    felt[TITTEL] = title.strip()
    described = "\n".join(part for part in (rest.strip(), felt.get(_BESKRIVELSE, "")) if part)
    felt |= {_BESKRIVELSE: described} if described else {}
    steder = {navn: cell.sted for navn, cell in cells.items()}
    return NyTing(slag=Slag.TILTAK, felt=felt | {_NY_AVVIK: avvik}, steder=steder, sted=cells[TITTEL].sted)


def pasted_measures(
    found: Lest, reading: Planlesing, known: Mapping[str, tuple[str, str]], gone: Sequence[tuple[str, str]]
) -> Iterator[NyTing]:
    """A row somebody has pasted among those for new measures. Where a row of the table has lost its keys it may be that
    one, and a person must say."""
    for row in rows_without_keys(found.avsnitt):
        kinds = {column: known.get(keys[-1].casefold()) for column, keys in row.nokler.items()}
        avvik = {row_of(key[0])[2] for key in kinds.values() if key} - {""}
        if len(avvik) != 1:
            continue
        ours = next(iter(avvik))
        said = _by_field(row, known)
        if not said.get(TITTEL):
            continue
        sted = Sted(fil=reading.fil, sti=text("registeret_plan.sted.limt_inn", avvik=ours))
        if any(row_of(nr)[2] == ours for nr, _ in gone):
            reading.problems.append(at(sted, "rad_uten_felt", Grad.ADVARSEL))
            continue
        cells = dict(_row_cells(said, sted, ours, reading))
        reading.problems.append(at(sted, "limt_inn", Grad.MERKNAD))
        yield _measure({navn: cell.verdi for navn, cell in cells.items()}, ours, cells)


def _by_field(row: Rad, known: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What the row says, by the first field of each column."""
    said = {}
    for column, keys in row.nokler.items():
        key = known.get(keys[0].casefold())
        if key is not None:
            said[key[1]] = written(row.tekster.get(column, ""), placeholder=False)
    return said


def _row_cells(said: Mapping[str, str], sted: Sted, avvik: str, reading: Planlesing) -> Iterator[tuple[str, Celle]]:
    nr = f"{FORSLAG}-0-{avvik}"
    for navn, words in said.items():
        kind = field_of(nr, navn)
        if kind is None or not words:
            continue
        value = value_of(kind, words, reading.words, {})
        if value.galt:
            problem = Problem(sted=sted, kode="plan-verdi", tekst=fault(value.galt), grad=Grad.ADVARSEL)
            reading.problems.append(problem)
        else:
            yield navn, Celle(nr=nr, felt=navn, verdi=value.verdi, sted=sted)
