"""The words for a table or a column: what it is in a sheet, and what is missing when an extract does not have it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bvaudit.model.words.record import Omtale, TabellOmtale
from bvaudit.texts import branch, spoken, text

_MANY_KINDS = 2  # with more it is plainer to say plans


def tabell_omtale(tabell: str) -> TabellOmtale:
    """Raises KeyError for a table that is not told of to people."""
    return _table(spoken(), tabell)


def kolonne_omtale(tabell: str, kolonne: str) -> Omtale:
    """What a column of a sheet is. An id of another table's row is the row this one belongs to."""
    for omtale in _of_column(tabell, kolonne):
        if omtale.navn:
            return omtale
    if kolonne == f"{tabell}_id":
        return Omtale(navn=text("felt.egen_id.navn"), tekst=text("felt.egen_id.tekst"))
    owner = kolonne.removesuffix("_id")
    navn = text("felt.eiers_id.navn", eier=tabell_omtale(owner).navn.lower())
    return Omtale(navn=navn, tekst=text("felt.eiers_id.tekst"), ogsa=(owner,))


def ord_for(tabell: str, kolonne: str = "", koder: frozenset[str] = frozenset()) -> str:
    """The word for what is missing: «tilsynsbesøk», «datoen meldingen ble konkludert», «samværsplaner».

    ``koder`` are the kinds of rows that are missing, when it is not all of them.
    """
    omtale = tabell_omtale(tabell)
    if tabell == "plan" and koder:
        kinds = branch("felt.planer")
        named = [kinds[kode] for kode in sorted(koder) if kode in kinds]
        return text("felt.eller").join(named) if 0 < len(named) <= _MANY_KINDS else omtale.savnet
    if koder:
        return text("felt.av_slaget", savnet=omtale.savnet)
    return _missing_column(omtale, tabell, kolonne) if kolonne else omtale.savnet


def _missing_column(omtale: TabellOmtale, tabell: str, kolonne: str) -> str:
    en = omtale.en or omtale.savnet
    for column in _of_column(tabell, kolonne):
        if column.savnet:
            return column.savnet.format(en=en)
    if kolonne.endswith("presisering_utfylt"):
        return text("felt.om_presisert", en=omtale.en or tabell)
    if kolonne.startswith("kontroll_"):
        return text("felt.fodselsnummer")
    return text("felt.for_en", kolonne=kolonne.replace("_", " "), en=en)


def _of_column(tabell: str, kolonne: str) -> Iterator[Omtale]:
    """The table's own words for the column, then those it shares with other tables."""
    own = tabell_omtale(tabell).kolonner.get(kolonne)
    if own is not None:
        yield own
    if kolonne in branch("felt.felles"):
        yield _shared(spoken(), kolonne)


@cache
def _table(_code: str, tabell: str) -> TabellOmtale:
    written = dict(branch("felt.tabeller")[tabell])
    columns = {kolonne: _said(words) for kolonne, words in written.pop("kolonner", {}).items()}
    return TabellOmtale(en=written.pop("en", ""), kolonner=columns, **_words(written))


@cache
def _shared(_code: str, kolonne: str) -> Omtale:
    return _said(branch("felt.felles")[kolonne])


def _said(written: Mapping[str, Any]) -> Omtale:
    return Omtale(**_words(written))


def _words(written: Mapping[str, Any]) -> dict[str, Any]:
    return {**written, "ogsa": tuple(written.get("ogsa", ()))}
