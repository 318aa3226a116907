"""Why a number is another in a later extract, told in lines: what it was, what it is, and what lies between."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bvaudit.model.arsak import Arsak, Bidrag, Forklart
from bvaudit.model.kortid import short_ids
from bvaudit.model.words.lookup import kolonne_omtale
from bvaudit.reports.figure_words import tall
from bvaudit.texts import text

_FIELDS = 5  # columns that are named under «endret»


def why_lines(forklart: Forklart, hva: str, objekt: str, dager: tuple[str, str], *, saker: bool) -> Iterator[str]:
    """``hva`` is which number it is, ``dager`` the days of the two extracts. ``saker``: tell of each case."""
    before = forklart.fra if forklart.trykt is None else forklart.trykt
    yield text("hvorfor.tall", hva=hva, fra=tall(before), fra_dag=dager[0], til=tall(forklart.til), til_dag=dager[1])
    if not forklart.forskjell and not forklart.bidrag:
        yield "  " + text("hvorfor.ingen")
        return
    for arsak in Arsak:
        if forklart.sum(arsak) or any(one.arsak is arsak for one in forklart.bidrag):
            yield "  " + text(
                "hvorfor.linje", tall=signed(forklart.sum(arsak)), arsak=text(f"hvorfor.arsak.{arsak.value}")
            )
            if arsak is Arsak.ENDRET:
                yield from _columns(forklart.bidrag, objekt)
    yield "  " + text("hvorfor.sum", tall=signed(forklart.forskjell))
    if saker:
        yield from _cases(forklart.bidrag, objekt)


def signed(n: int) -> str:
    return f"+{tall(n)}" if n > 0 else f"\u2212{tall(-n)}" if n < 0 else "0"


def _columns(bidrag: Sequence[Bidrag], objekt: str) -> Iterator[str]:
    """Which columns are not as they were, and of how many."""
    found = Counter(name for one in bidrag if one.arsak is Arsak.ENDRET for name in one.felt)
    for name, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_FIELDS]:
        yield "      " + text("hvorfor.felt", felt=column_name(objekt, name), n=count)
    elsewhere = sum(one.arsak is Arsak.ENDRET and not one.felt for one in bidrag)
    if elsewhere:
        yield "      " + text("hvorfor.annet_sted", n=elsewhere)


def column_name(objekt: str, name: str) -> str:
    try:
        return kolonne_omtale(objekt, name).navn.lower()
    except KeyError:
        return name.replace("_", " ")


def _cases(bidrag: Sequence[Bidrag], objekt: str) -> Iterator[str]:
    short = short_ids(one.sak for one in bidrag)
    for one in bidrag:
        told = ", ".join(_change(objekt, name, values) for name, values in one.felt.items())
        if one.arsak is Arsak.FLYTTET:
            told = text("hvorfor.flyttet", fra=one.fra, til=one.til)
        arsak = text(f"hvorfor.arsak.{one.arsak.value}")
        line = text("hvorfor.sak", sak=short[one.sak], tall=signed(one.bidrag), arsak=arsak)
        yield "  " + (text("hvorfor.sak_med", linje=line, hva=told) if told else line)


def _change(objekt: str, name: str, values: tuple[str, str]) -> str:
    empty = text("hvorfor.tomt")
    return text("hvorfor.endret", felt=column_name(objekt, name), fra=values[0] or empty, til=values[1] or empty)


def why_plain(forklart: Forklart) -> Mapping[str, object]:
    """For programs: numbers as numbers, and the full pseudonyms."""
    return {
        "fra": forklart.fra,
        "til": forklart.til,
        "trykt": forklart.trykt,
        "forskjell": forklart.forskjell,
        "arsaker": {arsak.value: forklart.sum(arsak) for arsak in Arsak},
        "bidrag": [
            {
                "arsak": one.arsak.value,
                "sak": one.sak,
                "objekt": one.nokkel,
                "bidrag": one.bidrag,
                "fra_enhet": one.fra,
                "til_enhet": one.til,
                "felt": {name: list(values) for name, values in one.felt.items()},
            }
            for one in forklart.bidrag
        ],
    }
