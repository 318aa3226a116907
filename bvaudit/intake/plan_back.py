"""A plan people have written in, as a document for the merge.

Only the blanks are read, each by its key; the rest of the plan is the unit's own. A key that is gone, and one with
nothing written, erases nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_dates import day_may_be_month
from bvaudit.intake.plan_back_blanks import Felt, Rad, blanks_in, only_keys, rows_without_keys
from bvaudit.intake.plan_back_values import Ordliste, fault, field_of, value_of, written
from bvaudit.intake.plan_back_word import Lest, NotWord, read_word
from bvaudit.model.registeret.felter import Felttype
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.plannokler import (
    FORSLAG,
    SAK,
    TITTEL,
    Planmerke,
    bookmark,
    guessed,
    mark_of,
    row_of,
    text_print,
)
from bvaudit.model.registeret.redigering import SLETTES, Celle, Dokument, NyTing
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import text

PLAN = "plan"
_SHOWN_HEAD = re.compile(r"(\d+)·([0-9a-f]{1,4}(?:-[0-9a-f]{1,4})*)")
_NY_AVVIK, _BESKRIVELSE, _FRIST = "avvik", "beskrivelse", "frist"


@dataclass(slots=True, kw_only=True)
class _Reading:
    fil: str
    merke: Planmerke
    words: Ordliste
    celler: list[Celle] = field(default_factory=list)
    rettet: list[Celle] = field(default_factory=list)
    rader: dict[str, dict[str, Celle]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[Problem] = field(default_factory=list)


def read_plan(path: Path, words: Ordliste, shown: str | None = None) -> tuple[Dokument | None, tuple[Problem, ...]]:
    """What is written in the plan; nothing, and why, when the file is no plan that can be read. ``words.enhet`` is
    taken from the plan itself. ``shown`` is the path as the user should see it."""
    fil = shown if shown is not None else str(path)
    try:
        found = read_word(path)
    except NotWord as error:
        return None, (_whole(fil, str(error.args[0])),)
    except OSError:
        return None, (_whole(fil, "utilgjengelig"),)
    merke = mark_of(found.egenskaper)
    lost = merke is None
    merke = merke or Planmerke()
    known = {bookmark(nr, navn).casefold(): (nr, navn) for nr, navn in merke.felt}
    enhet = merke.enhet or words.enhet
    found.avsnitt = only_keys(found.avsnitt, lambda name: name.casefold() in known or guessed(name, enhet) is not None)
    felter = blanks_in(found.avsnitt)
    if lost and not felter:
        return None, (_whole(fil, "ikke_plan"),)
    words = replace(words, enhet=enhet)
    reading = _Reading(fil=fil, merke=merke, words=words)
    hode, problems = _head(found, merke, fil)
    there = _taken(felter, known, reading)
    gone = [key for key in dict.fromkeys(merke.felt) if key not in there]
    nye = [*_rows(reading), *_pasted(found, reading, known, gone)]
    problems += [*([_whole(fil, "uten_egenskaper", Grad.ADVARSEL)] if lost else []), *_notes(found, fil)]
    problems += [*reading.problems, *_gone(gone, fil)]
    return _document(reading, hode, nye, len(there), problems), tuple(problems)


def _document(
    reading: _Reading, hode: Hode, nye: Sequence[NyTing], gjenkjent: int, problems: Sequence[Problem]
) -> Dokument:
    merke = reading.merke
    return Dokument(
        fil=reading.fil,
        slag=PLAN,
        hode=hode,
        mottaker=merke.mottaker,
        enhet=merke.enhet or reading.words.enhet,
        celler=tuple(reading.celler),
        nye=tuple(nye),
        rettet=tuple(reading.rettet),
        ventet=max(len(set(merke.felt)), gjenkjent),
        gjenkjent=gjenkjent,
        problems=tuple(problems),
        utgave=date.fromisoformat(merke.dag) if re.fullmatch(r"\d{4}-\d\d-\d\d", merke.dag) else None,
    )


# --- the head of the log ---------------------------------------------------------------------------------------------


def _head(found: Lest, merke: Planmerke, fil: str) -> tuple[Hode, list[Problem]]:
    """From the properties of the document, else as it is printed: then only the beginning of its print is known."""
    nr, _, print_ = merke.hode.partition(" ")
    printed = next((m for one in found.avsnitt if (m := _SHOWN_HEAD.search(one.tekst))), None)
    shown = Hode(nr=int(printed[1]), sum=printed[2].replace("-", "")) if printed else Hode()
    if not (nr.isdecimal() and merke.felt):
        return shown, []
    kept = Hode(nr=int(nr), sum=print_)
    if printed and kept.vist != Hode(nr=shown.nr, sum=shown.sum).vist:
        return kept, [_whole(fil, "to_hoder", Grad.ADVARSEL)]
    return kept, []


# --- blanks ----------------------------------------------------------------------------------------------------------


def _taken(felter: Iterable[Felt], known: Mapping[str, tuple[str, str]], reading: _Reading) -> set[tuple[str, str]]:
    """Puts what is written where it belongs. Returns the blanks that are in the document."""
    there = set()
    for felt in felter:
        key = known.get(felt.nokkel.casefold()) or guessed(felt.nokkel, reading.words.enhet)
        if key is None or field_of(*key) is None:
            continue
        there.add(key)
        cell = _cell(felt, key, reading)
        if cell is not None:
            _put(cell, reading)
    return there


def _put(cell: Celle, reading: _Reading) -> None:
    if row_of(cell.nr)[0]:
        before = reading.rader[cell.nr].get(cell.felt)
        if before is not None and before.verdi != cell.verdi:
            reading.problems.append(_at(cell.sted, "to_ganger", Grad.ADVARSEL))
            return
        reading.rader[cell.nr][cell.felt] = cell
    elif cell.nr.startswith(f"{SAK}-"):
        case = f"{cell.nr.removeprefix(f'{SAK}-')}/{reading.words.enhet}"
        reading.rettet.append(Celle(nr=case, felt=cell.felt, verdi=cell.verdi, sted=cell.sted))
    else:
        reading.celler.append(cell)


def _cell(felt: Felt, key: tuple[str, str], reading: _Reading) -> Celle | None:
    """None when nothing is written, and when it cannot be read: then only this blank is refused."""
    said = written(felt.tekst, placeholder=felt.tom)
    if not said:
        return None
    sted = _place(reading, *key)
    kind = field_of(*key)
    assert kind is not None, "only blanks that are known get here"
    value = value_of(kind, said, reading.words, felt.valg)
    if value.galt:
        problem = Problem(sted=sted, kode="plan-verdi", tekst=fault(value.galt), grad=Grad.ADVARSEL)
        reading.problems.append(problem)
        return None
    if kind.type is Felttype.DATO and day_may_be_month(said):
        reading.problems.append(_at(sted, "dag_eller_maned", Grad.ADVARSEL))
    if felt.utenfor:
        reading.problems.append(_at(sted, "utenfor", Grad.MERKNAD))
    return Celle(nr=key[0], felt=key[1], verdi=value.verdi, sted=sted)


def _place(reading: _Reading, nr: str, navn: str) -> Sted:
    kind, place, avvik = row_of(nr)
    label = text(f"registeret_plan.navn.{navn}")
    if kind:
        sti = text(f"registeret_plan.sted.{kind.lower()}", plass=place, avvik=avvik, felt=label)
    else:
        sti = text("registeret_plan.sted.felt", nr=nr, felt=label)
    return Sted(fil=reading.fil, sti=sti)


# --- new measures ----------------------------------------------------------------------------------------------------


def _rows(reading: _Reading) -> Iterator[NyTing]:
    """Spare rows somebody has written in, and proposals somebody has taken: given a deadline, or changed."""
    for nr, cells in reading.rader.items():
        kind, _, avvik = row_of(nr)
        cells = {navn: cell for navn, cell in cells.items() if cell.verdi != SLETTES}
        if kind == FORSLAG and not _is_taken(nr, cells, reading):
            continue
        if TITTEL not in cells:
            if any(cells) and kind != FORSLAG:
                reading.problems.append(_at(next(iter(cells.values())).sted, "uten_tittel", Grad.ADVARSEL))
            continue
        yield _measure({navn: cell.verdi for navn, cell in cells.items()}, avvik, cells)


def _is_taken(nr: str, cells: Mapping[str, Celle], reading: _Reading) -> bool:
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


def _pasted(
    found: Lest, reading: _Reading, known: Mapping[str, tuple[str, str]], gone: Sequence[tuple[str, str]]
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
            reading.problems.append(_at(sted, "rad_uten_felt", Grad.ADVARSEL))
            continue
        cells = dict(_row_cells(said, sted, ours, reading))
        reading.problems.append(_at(sted, "limt_inn", Grad.MERKNAD))
        yield _measure({navn: cell.verdi for navn, cell in cells.items()}, ours, cells)


def _by_field(row: Rad, known: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What the row says, by the first field of each column."""
    said = {}
    for column, keys in row.nokler.items():
        key = known.get(keys[0].casefold())
        if key is not None:
            said[key[1]] = written(row.tekster.get(column, ""), placeholder=False)
    return said


def _row_cells(said: Mapping[str, str], sted: Sted, avvik: str, reading: _Reading) -> Iterator[tuple[str, Celle]]:
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


# --- what is told ----------------------------------------------------------------------------------------------------


def _notes(found: Lest, fil: str) -> Iterator[Problem]:
    told = {
        "sporet": found.sporet,
        "skjult": found.skjult,
        "fotnoter": found.fotnoter,
        "tekstbokser": found.tekstbokser,
        "merknader": bool(found.merknader),
    }
    for key, there in told.items():
        if there:
            yield _whole(fil, key, Grad.MERKNAD)


def _gone(gone: Sequence[tuple[str, str]], fil: str) -> Iterator[Problem]:
    for nr, navn in gone:
        sti = text("registeret_plan.sted.felt", nr=nr, felt=text(f"registeret_plan.navn.{navn}"))
        yield _at(Sted(fil=fil, sti=sti), "borte", Grad.MERKNAD)


def _whole(fil: str, key: str, grad: Grad = Grad.FEIL) -> Problem:
    return _at(Sted(fil=fil), key, grad)


def _at(sted: Sted, key: str, grad: Grad) -> Problem:
    said, hint = text(f"registeret_plan.lest.{key}.sagt"), text(f"registeret_plan.lest.{key}.hint")
    return Problem(sted=sted, kode=f"plan-{key.replace('_', '-')}", tekst=said, hint=hint, grad=grad)
