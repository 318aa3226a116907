"""The child: judged by the register's person controls, then reduced to what the rules may know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bvaudit.extract.people import person_numbers
from bvaudit.extract.people.person_numbers import INGEN, UGYLDIG, PersonNumber
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.model.kalender import minus, pluss
from bvaudit.model.varighet import Varighet

Controls = tuple[bool | None, bool | None, bool | None, bool | None, bool | None, bool | None, bool | None]

_NEW_NUMBERS = date(2032, 1, 1)  # from this day a number says nothing of sex or century
_NINE_MONTHS = Varighet(antall=9, enhet="M")
_LAST_AGE = Varighet(antall=25, enhet="Y")  # nobody older has a case


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``kontroller`` are SSB personalia 12 to 18: True = a fault was found, False = none, None = could not be judged.

    ``ident_type``: fodselsnummer, dnummer, hjelpenummer, terminnummer, syntetisk, ugyldig or ingen.
    ``fodsels_maned`` is ``2010-01``, or empty. No birth date and no number survives here.
    """

    person_pseudonym: str
    ident_type: str
    duf_pseudonym: str
    fodsels_maned: str
    fyller_15_dato: date | None
    fyller_18_dato: date | None
    fyller_25_dato: date | None
    kontroller: Controls


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person row as the source has it. Missing fields are allowed everywhere, and empty text is missing."""

    fodselsnummer: str | None = None
    duf: str | None = None
    fodselsdato: date | None = None
    kjonn: str | None = None
    start_dato: date | None = None
    ufodt: bool | None = None
    ukjent: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRules:
    """What the formats of the register disagree about.

    ``midlertidige_numre``: a hjelpenummer and a term number are valid numbers. ``ufodt_av_nummer``: a child with a term
    number is unborn, and one with another number is born unless it says otherwise; else only ``ufodt`` tells.
    """

    midlertidige_numre: bool
    ufodt_av_nummer: bool


@dataclass(slots=True, kw_only=True)
class _Facts:
    """One person row as the controls see it."""

    row: PersonRow
    number: PersonNumber | None
    duf: str
    kjonn: str
    rules: PersonRules


def judge_person(row: PersonRow, rules: PersonRules, pseudonyms: Pseudonyms, tjeneste: str) -> Person:
    """Run the controls on a person row and give back only what may be kept.

    ``tjeneste`` keeps temporary numbers apart, which different children in different services share.
    """
    text = (row.fodselsnummer or "").strip()
    new_rule = max((d for d in (row.start_dato, row.fodselsdato) if d), default=date.min) >= _NEW_NUMBERS
    number = person_numbers.read_number(text, new_rule=new_rule) if text else None
    duf = (row.duf or "").strip()
    facts = _Facts(row=row, number=number, duf=duf, kjonn=(row.kjonn or "").strip(), rules=rules)
    born = row.fodselsdato or _derived_birth_date(text, number, row.start_dato)
    return Person(
        person_pseudonym=_pseudonym(text, number, pseudonyms, tjeneste),
        ident_type=number.ident_type if number else INGEN,
        duf_pseudonym=pseudonyms.of("D", person_numbers.without_spacing(duf)) if duf else "",
        fodsels_maned=f"{born.year:04d}-{born.month:02d}" if born else "",
        fyller_15_dato=_birthday(born, 15),
        fyller_18_dato=_birthday(born, 18),
        fyller_25_dato=_birthday(born, 25),
        kontroller=tuple(control(facts) for control in _CONTROLS),  # type: ignore[arg-type]  # seven, by the list below
    )


def _pseudonym(text: str, number: PersonNumber | None, pseudonyms: Pseudonyms, tjeneste: str) -> str:
    if number is None:
        return ""
    parts = (person_numbers.without_spacing(text),)
    shared = number.ident_type in (person_numbers.HJELPENUMMER, person_numbers.TERMINNUMMER, UGYLDIG)
    return pseudonyms.of("PE", *parts, tjeneste) if shared else pseudonyms.of("PE", *parts)


def _derived_birth_date(text: str, number: PersonNumber | None, start_dato: date | None) -> date | None:
    """Only from a valid number of the old kind, and only when the child is then of an age to have a case."""
    if number is None or number.ident_type not in _DATED or number.ny_ordning:
        return None
    if start_dato is None or start_dato >= _NEW_NUMBERS:
        return None
    born = person_numbers.birth_date(text, number.ddmmaa)
    if born is None or _conceived(born) > start_dato or pluss(born, _LAST_AGE) < start_dato:
        return None
    return born


_DATED = (person_numbers.FODSELSNUMMER, person_numbers.DNUMMER, person_numbers.SYNTETISK)


@lru_cache(maxsize=100_000)  # three for each child, and the same few thousand days again and again
def _birthday(born: date | None, years: int) -> date | None:
    """A child born on 29 February has its birthday on the 28th in a year without one."""
    if born is None or born.year + years > date.max.year:
        return None
    return pluss(born, Varighet(antall=years, enhet="Y"))


@lru_cache(maxsize=20_000)
def _conceived(born: date) -> date:
    return minus(born, _NINE_MONTHS)


def _invalid_number(facts: _Facts) -> bool | None:
    if facts.number is None:
        return None
    temporary = facts.number.ident_type in (person_numbers.HJELPENUMMER, person_numbers.TERMINNUMMER)
    return facts.number.ident_type == UGYLDIG or (temporary and not facts.rules.midlertidige_numre)


def _date_differs(facts: _Facts) -> bool | None:
    if facts.number is None or facts.row.fodselsdato is None:
        return None
    born = facts.row.fodselsdato
    return facts.number.ddmmaa != f"{born.day:02d}{born.month:02d}{born.year % 100:02d}" if facts.number.kjonn else None


def _sex_differs(facts: _Facts) -> bool | None:
    number = facts.number
    if number is None or not number.kjonn or facts.kjonn not in ("1", "2"):
        return None
    if number.ident_type == person_numbers.TERMINNUMMER:
        return False
    if number.ny_ordning or (facts.row.fodselsdato and facts.row.fodselsdato >= _NEW_NUMBERS):
        return None
    return number.kjonn != facts.kjonn


def _unborn_after_birth(facts: _Facts) -> bool | None:
    unborn = facts.row.ufodt
    if facts.rules.ufodt_av_nummer and facts.number is not None:
        unborn = _has_term_number(facts.number) or bool(unborn)
    if not unborn:
        return unborn
    if facts.row.start_dato is None or facts.row.fodselsdato is None:
        return None
    return facts.row.start_dato > facts.row.fodselsdato


def _long_before_birth(facts: _Facts) -> bool | None:
    if facts.row.start_dato is None or facts.row.fodselsdato is None:
        return None
    if facts.row.start_dato >= facts.row.fodselsdato or facts.row.fodselsdato.year == date.min.year:
        return False
    return facts.row.start_dato < _conceived(facts.row.fodselsdato)


def _invalid_duf(facts: _Facts) -> bool | None:
    return not person_numbers.duf_is_valid(facts.duf) if facts.duf else None


def _temporary(facts: _Facts) -> bool | None:
    if facts.row.ufodt or facts.row.ukjent or (facts.number and facts.number.forelopig):
        return True
    return None if facts.number is None else False


def _has_term_number(number: PersonNumber) -> bool:
    return number.ident_type == person_numbers.TERMINNUMMER


# SSB personalia 12 to 18, in order.
_CONTROLS: tuple[Callable[[_Facts], bool | None], ...] = (
    _invalid_number,
    _date_differs,
    _sex_differs,
    _unborn_after_birth,
    _long_before_birth,
    _invalid_duf,
    _temporary,
)
