"""The words for a table or a column: what it is in a sheet, and what is missing when an extract does not have it."""

from collections.abc import Iterator, Mapping

from bvaudit.model.words.case import SAK
from bvaudit.model.words.decisions import VEDTAK
from bvaudit.model.words.measures import TILTAK
from bvaudit.model.words.record import Omtale, TabellOmtale
from bvaudit.model.words.reports import HENVENDELSE
from bvaudit.model.words.shared import FELLES

_TABELLER: Mapping[str, TabellOmtale] = {**SAK, **HENVENDELSE, **TILTAK, **VEDTAK}
_OWN_ID = Omtale(navn="Id", tekst="Radens egen id. Kan utelates; radene får da nummer innenfor saken.")
_PLANER = {
    "1": "tiltaksplaner",
    "2": "planer for opphold i institusjon",
    "3": "foreløpige omsorgsplaner",
    "4": "omsorgsplaner",
    "5": "ettervernsplaner",
    "6": "samværsplaner",
    "7": "undersøkelsesplaner",
    "8": "planer etter akuttvedtak",
}
_MANY_KINDS = 2  # with more it is plainer to say plans


def tabell_omtale(tabell: str) -> TabellOmtale:
    """Raises KeyError for a table that is not told of to people."""
    return _TABELLER[tabell]


def kolonne_omtale(tabell: str, kolonne: str) -> Omtale:
    """What a column of a sheet is. An id of another table's row is the row this one belongs to."""
    for omtale in _of_column(tabell, kolonne):
        if omtale.navn:
            return omtale
    if kolonne == f"{tabell}_id":
        return _OWN_ID
    owner = kolonne.removesuffix(
        "_id",
    )
    return Omtale(
        navn=f"Id til {_TABELLER[owner].navn.lower()}", tekst="Id-en til raden denne hører til.", ogsa=(owner,)
    )


def ord_for(tabell: str, kolonne: str = "", koder: frozenset[str] = frozenset()) -> str:
    """The word for what is missing: «tilsynsbesøk», «datoen meldingen ble konkludert», «samværsplaner».

    ``koder`` are the kinds of rows that are missing, when it is not all of them.
    """
    omtale = _TABELLER[tabell]
    if tabell == "plan" and koder:
        named = [_PLANER[kode] for kode in sorted(koder) if kode in _PLANER]
        return " eller ".join(named) if 0 < len(named) <= _MANY_KINDS else omtale.savnet
    if koder:
        return f"{omtale.savnet} av det slaget punktet gjelder"
    return _missing_column(omtale, tabell, kolonne) if kolonne else omtale.savnet


def _missing_column(omtale: TabellOmtale, tabell: str, kolonne: str) -> str:
    en = omtale.en or omtale.savnet
    for column in _of_column(tabell, kolonne):
        if column.savnet:
            return column.savnet.format(en=en)
    if kolonne.endswith(
        "presisering_utfylt",
    ):
        return f"om {omtale.en or tabell} er presisert"
    if kolonne.startswith(
        "kontroll_",
    ):
        return "fødselsnummer"
    return f"{kolonne.replace('_', ' ')} for {en}"


def _of_column(tabell: str, kolonne: str) -> Iterator[Omtale]:
    """The table's own words for the column, then those it shares with other tables."""
    own = _TABELLER[tabell].kolonner.get(kolonne)
    if own is not None:
        yield own
    if kolonne in FELLES:
        yield FELLES[kolonne]
