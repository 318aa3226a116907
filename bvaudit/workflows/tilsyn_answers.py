"""What people write in a form of a supervision, read as what it means: numbers, points, units, goals."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.forms import FilledCell
from bvaudit.model.enhet import Enhet, name_key
from bvaudit.model.regelnavn import nearest_rule, typed_rule
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.reports.tilsyn_form import MUST_READ
from bvaudit.texts import in_each_language, text

Number = tuple[str, ...]
MOST_LEVELS = 5
_NUMBER = re.compile(
    r"(?:funn |punkt |nr\.? ?)?((?:[0-9]{1,3}|[a-zæøå])(?:[. ]?[0-9]{1,3}|[. ][a-zæøå]|(?<=[0-9])[a-zæøå])*?)[.):]*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[0-9]+|[a-zæøå]+", re.IGNORECASE)
_ID = re.compile(r"\b[A-Z]{2,4}(?:-[0-9A-Z-]{1,30}| ?[0-9]{1,3}[a-z]?)\b", re.IGNORECASE)
_GOAL = re.compile(r"(\d{1,3})\s*(?:av|/|of)\s*(\d{1,3})", re.IGNORECASE)
_READ_WORDS = frozenset(
    {
        *in_each_language("workflows.tilsyn_answers.ma_leses"),
        "ma leses",
        "leses",
        "les",
        "lese",
        *in_each_language("workflows.tilsyn_answers.ma_leses_i_sakene"),
    }
)


@dataclass(slots=True, kw_only=True)
class Problems:
    """Problems gathered on the way, with their texts from the catalogue."""

    found: list[Problem] = field(default_factory=list)

    def add(self, sted: Sted, key: str, *, hint: str | None = None, grad: Grad = Grad.FEIL, **values: object) -> None:
        said = text(f"tilsynsskjema.les.{key}", **values)
        hint = text(f"tilsynsskjema.les.{key}_hint") if hint is None else hint
        self.found.append(Problem(sted=sted, kode=f"tilsyn-{key.replace('_', '-')}", tekst=said, hint=hint, grad=grad))


def number_of(cell: FilledCell, problems: Problems) -> Number:
    """«1.1», «1 a)» and «Funn 2» as their parts; nothing when the cell is empty or says no number."""
    if not cell.tekst:
        return ()
    found = _NUMBER.fullmatch(cell.tekst)
    parts = tuple(part.lstrip("0") or "0" for part in _PARTS.findall(found[1].lower())) if found else ()
    if not parts:
        problems.add(cell.sted, "feil_nr", verdi=_short(cell.tekst))
    return parts


def shown_number(number: Number) -> str:
    return ".".join(number)


def points_of(cells: Sequence[FilledCell], regler: Mapping[str, Rule], problems: Problems) -> tuple[list[str], bool]:
    """The ids given, each once, and whether the person has said that the cases must be read."""
    ids: list[str] = []
    must_read = False
    for cell in cells:
        if cell.kode == MUST_READ or _says_read(cell.tekst):
            must_read = True
        elif cell.kode:
            ids.append(cell.kode)
        elif cell.tekst:
            ids += _typed_points(cell, regler, problems)
    first = next((cell.sted for cell in cells if cell.tekst), None)
    if must_read and ids and first is not None:
        leses = text("tilsynsskjema.valg.leses")
        hint = text("tilsynsskjema.les.leses_og_punkt_hint", leses=leses)
        problems.add(first, "leses_og_punkt", hint=hint, leses=leses)
    return list(dict.fromkeys(ids)), must_read


def _says_read(tekst: str) -> bool:
    return tekst.casefold().rstrip(".") in _READ_WORDS


def _typed_points(cell: FilledCell, regler: Mapping[str, Rule], problems: Problems) -> Iterator[str]:
    """Ids as people type them: «und-3», «UND 03, MEL-01», or the line of a list."""
    said = False
    for word in _ID.findall(cell.tekst):
        written = re.sub(r"(?<=[A-Za-zÆØÅæøå]) ?(?=[0-9])", "-", word, count=1) if "-" not in word else word
        known = typed_rule(written, regler) or _same_number(written, regler)
        if known is None and not any(sign.isdigit() for sign in word):
            continue  # a word with a hyphen in the line of a list
        said = True
        if known is None:
            near = nearest_rule(written, regler)
            hint = text("felles.mente_du", naer=near) if near else None
            problems.add(cell.sted, "ukjent_punkt", hint=hint, verdi=word)
        elif regler[known].utgatt is not None or regler[known].kontroll is not None:
            problems.add(cell.sted, "utgatt_punkt", punkt=known)
        else:
            yield known
    if not said:
        problems.add(cell.sted, "ukjent_punkt", verdi=_short(cell.tekst))


def _same_number(written: str, regler: Mapping[str, Rule]) -> str | None:
    """UND-3 is UND-03, and nothing that only looks like it."""
    letters, dash, digits = written.partition("-")
    return typed_rule(f"{letters}{dash}{digits.zfill(2)}", regler)


def units_of(cell: FilledCell, known: Sequence[Enhet], problems: Problems) -> tuple[str, ...]:
    """The ids of the units named; as they are written where the municipality has no list of units."""
    names = {name_key(one): enhet.id for enhet in known for one in (enhet.id, enhet.navn)}
    if not cell.tekst:
        return ()
    if name_key(cell.tekst) in names:
        return (names[name_key(cell.tekst)],)
    found: list[str] = []
    for word in (part.strip() for part in re.split(r"[,;\n]", cell.tekst)):
        if not word:
            continue
        if known and name_key(word) not in names:
            problems.add(cell.sted, "ukjent_enhet", hint=_unit_hint(word, known), verdi=_short(word))
        else:
            found.append(names.get(name_key(word), word))
    return tuple(dict.fromkeys(found))


def _unit_hint(word: str, known: Sequence[Enhet]) -> str:
    names = [enhet.navn for enhet in known]
    near = difflib.get_close_matches(word, names, n=1)
    if near:
        return text("felles.mente_du", naer=near[0])
    return text("tilsynsskjema.les.ukjent_enhet_hint", navn=", ".join(names))


def goal_of(cell: FilledCell, otherwise: Effektmal, problems: Problems) -> Effektmal:
    """«9 av 10, ellers 18 av 20»."""
    if not cell.tekst:
        return otherwise
    pairs = [(int(some), int(of)) for some, of in _GOAL.findall(cell.tekst)]
    if len(pairs) == 2 and all(0 < some <= of for some, of in pairs) and pairs[0][1] < pairs[1][1]:
        (minst, av), (minst_utvidet, utvides_til) = pairs
        return Effektmal(minst=minst, av=av, utvides_til=utvides_til, minst_utvidet=minst_utvidet)
    problems.add(cell.sted, "feil_mal", verdi=_short(cell.tekst))
    return otherwise


def _short(tekst: str) -> str:
    line = " ".join(tekst.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
