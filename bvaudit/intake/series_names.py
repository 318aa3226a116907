"""What must not be read: names of people and their numbers, whether anybody has said so or not."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bvaudit.intake.free_text import Funn, Navn, found_in
from bvaudit.intake.series_table import Cells
from bvaudit.model.serie import Kolonne
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.model.serieslag import Rolle
from bvaudit.texts import text

# Headings over what is a person's. «Enhetsnavn» and «antall ansatte» are not.
_PERSONS = re.compile(
    r"^(navn|namn|name|etternavn|etternamn|fornavn|fornamn|fullt navn|fødselsn\w*|fødselsdato|født|fnr|f\.?nr\.?|"
    r"personn\w*|ansattn\w*|tilsettn\w*|e-?post\w*|telefon\w*|tlf\.?|mobil\w*|saksbehandl[ea]r|kontaktperson|"
    r"medarbeid[ea]r|ansatt|tilsett|leder|leiar|initial\w*|brukernavn|brukarnamn|ressurs(navn)?)\W*$"
    r"|\b(leder|leiar|ansatte?s?|tilsette?s?|saksbehandl[ea]re?s?|kontaktpersone?n?s?|medarbeid[ea]re?s?|barnets?|"
    r"persone?n?s?)\W*na(v|m)n\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"^(fødselsn\w*|fnr|f\.?nr\.?|personn(umme)?r|ansattn(umme)?r|tilsettn(umme)?r)\W*$", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-ZÆØÅ]\.?[ -]?){2,4}|[a-zæøå]{2,4}\d{0,2}|[A-ZÆØÅ]{2,5}\d{1,3}")
_FULL = re.compile(r"[A-ZÆØÅ][\w’'-]*\.?(?: [A-ZÆØÅ][\w’'-]*\.?){1,3}")
_LAST_FIRST = re.compile(r"[A-ZÆØÅ][\w’'-]+(?: [A-ZÆØÅ][\w’'-]+)?, [A-ZÆØÅ][\w’'-]+(?: [A-ZÆØÅ][\w’'.-]*)*")
_PLACE = re.compile(
    r"(kommune|barnevern|avdeling|team|skole|skule|region|bydel|seksjon|enhet|eining|tjeneste|teneste|senter|gruppe)s?\b",
    re.I,
)
_SURNAME = re.compile(
    r"(s[eo]n|dah?l|berg|vik|stad|rud|haug|hagen|land|nes|ness|moen|lie?|bakken?|strand|mann|lund|by|heim|eng)$"
)
_SURE = (Funn.PERSONNUMMER, Funn.EPOST)
_LONGEST = 40


def why_not(
    heading: str, declared: Kolonne | None, values: Sequence[object], names: Navn
) -> tuple[Slippgrunn | None, bool]:
    """Why the column is not read (None: it is), and whether somebody has asked for it, which is refused."""
    if declared is not None and declared.er is Rolle.NAVN:
        return Slippgrunn.NAVN, False
    texts = list(dict.fromkeys(one for one in values if isinstance(one, str | int)))
    words = [one for one in texts if isinstance(one, str)]
    asked = declared is not None and declared.er is not Rolle.BRUKES_IKKE
    if _NUMBERS.match(heading) or any(Funn.PERSONNUMMER in found_in(str(one), names) for one in texts):
        return Slippgrunn.PERSONNUMMER, asked
    if any(Funn.EPOST in found_in(one, names) for one in words) or _looks_like_names(words, heading, names):
        return Slippgrunn.SER_UT_SOM_NAVN, asked
    if not asked:
        likely = declared is None and _PERSONS.search(heading)
        return Slippgrunn.SER_UT_SOM_NAVN if likely else Slippgrunn.BRUKES_IKKE, False
    return None, False


def _looks_like_names(texts: Sequence[str], heading: str, names: Navn) -> bool:
    """Half of what stands there, and more than one: Frøya is a municipality too. One whole name is enough, and so are
    initials under a heading that says whose they are."""
    different = {" ".join(one.split()) for one in texts if one.strip()}
    if any(is_whole_name(one, names) for one in different):
        return True
    found = sum(Funn.NAVN in found_in(one, names) for one in different)
    if found >= 2 and found * 2 >= len(different):
        return True
    alike = sum(bool(_INITIALS.fullmatch(one)) for one in different)
    return bool(_PERSONS.search(heading)) and bool(different) and alike * 2 > len(different)


def is_whole_name(written: str, names: Navn) -> bool:
    """«Kari Nordmann» and «Nordmann, Kari», alone in a cell."""
    said = " ".join(written.split())
    if _LAST_FIRST.fullmatch(said):
        return Funn.NAVN in found_in(said.partition(", ")[2], names) or Funn.NAVN in found_in(said, names)
    first = said.partition(" ")[0].casefold()
    if not _FULL.fullmatch(said) or _PLACE.search(said) or first not in names.vanlige:
        return False
    return first not in names.ord_ogsa or _SURNAME.search(said) is not None


def holds_person(written: str, names: Navn) -> bool:
    """Whether a whole name, a person number or an address stands somewhere in a text."""
    found = (one[0] for one in _FULL.finditer(written))
    return any(is_whole_name(one, names) for one in found) or any(one in _SURE for one in found_in(written, names))


def persons_among(written: Iterable[str], names: Navn) -> frozenset[str]:
    """Which of the headings of a table, or of its sheets, seem to be people: a whole name alone, and first names where
    half of them are. Frøya is a municipality too."""
    every = list(dict.fromkeys(written))
    likely = [one for one in every if Funn.NAVN in found_in(one, names)]
    first = likely if len(likely) > 1 and len(likely) * 2 >= len(every) else []
    return frozenset((*first, *(one for one in every if holds_person(one, names))))


def shown_value(written: str, names: Navn) -> str:
    """What stands in a cell, as it may be said in a message: short, and never of a person."""
    said = " ".join(written.split())
    if any(found_in(said, names)):
        return text("serier.celle.ikke_vist")
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def columns_of(cells: Cells, rows: Iterable[int], headings: Mapping[int, str]) -> dict[int, tuple[object, ...]]:
    """What stands under each heading."""
    there = list(rows)
    return {
        column: tuple(value for row in there if (value := cells.value(row, column)) is not None) for column in headings
    }
