"""A plan people have written in, as a document for the merge.

Only the blanks are read, each by its key; the rest of the plan is the unit's own. A key that is gone, and one with
nothing written, erases nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_dates import day_may_be_month
from bvaudit.intake.plan_back_blanks import Felt, blanks_in, only_keys
from bvaudit.intake.plan_back_new import new_measures, pasted_measures
from bvaudit.intake.plan_back_reading import Planlesing, at, place, shown_number, whole
from bvaudit.intake.plan_back_values import Ordliste, fault, field_of, value_of, written
from bvaudit.intake.plan_back_word import Lest, read_word
from bvaudit.intake.word_parts import NotWord
from bvaudit.model.registeret.felter import Felttype
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.plannokler import (
    SAK,
    Planmerke,
    bookmark,
    guessed,
    mark_of,
    row_of,
)
from bvaudit.model.registeret.redigering import Celle, Dokument, NyTing
from bvaudit.texts import text

PLAN = "plan"
_SHOWN_HEAD = re.compile(r"(\d+)·([0-9a-f]{1,4}(?:-[0-9a-f]{1,4})*)")


def read_plan(path: Path, words: Ordliste, shown: str | None = None) -> tuple[Dokument | None, tuple[Problem, ...]]:
    """What is written in the plan; nothing, and why, when the file is no plan that can be read. ``words.enhet`` is
    taken from the plan itself. ``shown`` is the path as the user should see it."""
    fil = shown if shown is not None else str(path)
    try:
        found = read_word(path)
    except NotWord as error:
        return None, (whole(fil, str(error.args[0])),)
    except OSError:
        return None, (whole(fil, "utilgjengelig"),)
    merke = mark_of(found.egenskaper)
    lost = merke is None
    merke = merke or Planmerke()
    known = {bookmark(nr, navn).casefold(): (nr, navn) for nr, navn in merke.felt}
    enhet = merke.enhet or words.enhet
    found.avsnitt = only_keys(found.avsnitt, lambda name: name.casefold() in known or guessed(name, enhet) is not None)
    felter = blanks_in(found.avsnitt)
    if lost and not felter:
        return None, (whole(fil, "ikke_plan"),)
    words = replace(words, enhet=enhet)
    reading = Planlesing(fil=fil, merke=merke, words=words)
    hode, problems = _head(found, merke, fil)
    there = _taken(felter, known, reading)
    gone = [key for key in dict.fromkeys(merke.felt) if key not in there]
    nye = [*new_measures(reading), *pasted_measures(found, reading, known, gone)]
    problems += [*([whole(fil, "uten_egenskaper", Grad.ADVARSEL)] if lost else []), *_notes(found, fil)]
    problems += [*reading.problems, *_gone(gone, fil)]
    return _document(reading, hode, nye, len(there), problems), tuple(problems)


def _document(
    reading: Planlesing, hode: Hode, nye: Sequence[NyTing], gjenkjent: int, problems: Sequence[Problem]
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
        return kept, [whole(fil, "to_hoder", Grad.ADVARSEL)]
    return kept, []


# --- blanks ----------------------------------------------------------------------------------------------------------


def _taken(felter: Iterable[Felt], known: Mapping[str, tuple[str, str]], reading: Planlesing) -> set[tuple[str, str]]:
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


def _put(cell: Celle, reading: Planlesing) -> None:
    if row_of(cell.nr)[0]:
        before = reading.rader[cell.nr].get(cell.felt)
        if before is not None and before.verdi != cell.verdi:
            reading.problems.append(at(cell.sted, "to_ganger", Grad.ADVARSEL))
            return
        reading.rader[cell.nr][cell.felt] = cell
    elif cell.nr.startswith(f"{SAK}-"):
        case = f"{cell.nr.removeprefix(f'{SAK}-')}/{reading.words.enhet}"
        reading.rettet.append(Celle(nr=case, felt=cell.felt, verdi=cell.verdi, sted=cell.sted))
    else:
        reading.celler.append(cell)


def _cell(felt: Felt, key: tuple[str, str], reading: Planlesing) -> Celle | None:
    """None when nothing is written, and when it cannot be read: then only this blank is refused."""
    said = written(felt.tekst, placeholder=felt.tom)
    if not said:
        return None
    sted = place(reading, *key)
    kind = field_of(*key)
    assert kind is not None, "only blanks that are known get here"
    value = value_of(kind, said, reading.words, felt.valg)
    if value.galt:
        problem = Problem(sted=sted, kode="plan-verdi", tekst=fault(value.galt), grad=Grad.ADVARSEL)
        reading.problems.append(problem)
        return None
    if kind.type is Felttype.DATO and day_may_be_month(said):
        reading.problems.append(at(sted, "dag_eller_maned", Grad.ADVARSEL))
    if felt.utenfor:
        reading.problems.append(at(sted, "utenfor", Grad.MERKNAD))
    return Celle(nr=key[0], felt=key[1], verdi=value.verdi, sted=sted)


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
            yield whole(fil, key, Grad.MERKNAD)


def _gone(gone: Sequence[tuple[str, str]], fil: str) -> Iterator[Problem]:
    """A line for each thing that has lost blanks."""
    by_thing: dict[str, list[str]] = {}
    for nr, navn in gone:
        by_thing.setdefault(nr, []).append(text(f"registeret_plan.navn.{navn}"))
    for nr, names in by_thing.items():
        sti = text("registeret_plan.sted.felt", nr=shown_number(nr), felt=", ".join(names))
        yield at(Sted(fil=fil, sti=sti), "borte", Grad.MERKNAD)
