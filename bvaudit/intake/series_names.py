"""Columns that must not be read: names of people and their numbers, whether anybody has said so or not."""

import re
from collections.abc import Mapping, Sequence

from bvaudit.intake.free_text import Funn, Navn, found_in
from bvaudit.intake.series_table import Cells
from bvaudit.model.serie import Kolonne
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.model.serieslag import Rolle

# Headings over what is a person's. «Enhetsnavn» and «antall ansatte» are not.
_PERSONS = re.compile(
    r"^(navn|name|etternavn|fornavn|fødselsn\w*|fødselsdato|født|fnr|f\.?nr\.?|personn\w*|ansattn\w*|"
    r"e-?post\w*|telefon\w*|tlf\.?|mobil\w*|saksbehandler|kontaktperson|medarbeider|ansatt|leder)\W*$"
    r"|\b(leder|ansatte?s?|saksbehandlere?s?|kontaktpersone?n?s?|medarbeidere?s?|barnets?|persone?n?s?)\W*navn\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"^(fødselsn\w*|fnr|f\.?nr\.?|personn(umme)?r|ansattn(umme)?r)\W*$", re.IGNORECASE)
_USED = (Rolle.ENHET, Rolle.KOMMUNE, Rolle.KATEGORI)


def why_not(
    heading: str, declared: Kolonne | None, values: Sequence[object], names: Navn
) -> tuple[Slippgrunn | None, bool]:
    """Why the column is not read (None: it is), and whether somebody has asked for it, which is refused."""
    if declared is not None and declared.er is Rolle.NAVN:
        return Slippgrunn.NAVN, False
    texts = [one for one in values if isinstance(one, str | int)]
    asked = declared is not None and declared.er is not Rolle.BRUKES_IKKE
    if _NUMBERS.match(heading) or any(Funn.PERSONNUMMER in found_in(str(one), names) for one in texts):
        return Slippgrunn.PERSONNUMMER, asked
    if _looks_like_names([one for one in texts if isinstance(one, str)], names):
        return Slippgrunn.SER_UT_SOM_NAVN, declared is not None and declared.er in _USED
    if not asked:
        likely = declared is None and _PERSONS.search(heading)
        return Slippgrunn.SER_UT_SOM_NAVN if likely else Slippgrunn.BRUKES_IKKE, False
    return None, False


def _looks_like_names(texts: Sequence[str], names: Navn) -> bool:
    """Half of what stands there, and more than one: Frøya is a municipality too."""
    different = {one.strip() for one in texts if one.strip()}
    found = sum(Funn.NAVN in found_in(one, names) for one in different)
    return found >= 2 and found * 2 >= len(different)


def columns_of(cells: Cells, first: int, headings: Mapping[int, str]) -> dict[int, tuple[object, ...]]:
    """What stands under each heading."""
    return {
        column: tuple(
            value for row in range(first, len(cells.rader)) if (value := cells.value(row, column)) is not None
        )
        for column in headings
    }
