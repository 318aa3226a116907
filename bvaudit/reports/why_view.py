"""Why a number is another in a later extract, told in lines: what it was, what it is, and what lies between."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

from bvaudit.figures.why_moved import apportioned
from bvaudit.model.arsak import Arsak, Bidrag, Forklart, Hva, Maling, Virkning
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


_SHARE = "andel"
_PER_CENT, _OTHER = 1, 2  # decimals


def measure_lines(
    maling: Maling, hva: str, dager: tuple[str, str], ord_: Mapping[str, str], *, whole: bool = False
) -> Iterator[str]:
    """A number that is made of counts: what it was, what it is, and how much each count moved it. ``whole``: the number
    is always a whole one. What is shown adds up to what is shown."""
    share = maling.storrelse == _SHARE
    places = _PER_CENT if share or whole else _OTHER
    factor = 100 if share else 1
    shown = [_rounded(one * factor, places) if one is not None else None for one in (maling.fra, maling.til)]
    fra, til = (_number(one, places, share=share) for one in shown)
    yield text("hvorfor.tall", hva=hva, fra=fra, fra_dag=dager[0], til=til, til_dag=dager[1])
    if shown[0] is None or shown[1] is None:
        yield "  " + text("hvorfor.uten_verdi")
        return
    if maling.udelt:
        yield "  " + text("hvorfor.udelt")
        return
    if not maling.virkninger:
        yield "  " + text("hvorfor.ingen")
        return
    total = shown[1] - shown[0]
    for one, size in zip(
        maling.virkninger, apportioned([v.endring * factor for v in maling.virkninger], total, places), strict=True
    ):
        yield "  " + text("hvorfor.linje", tall=_change_of(size, places, share=share), arsak=_moved(one, ord_))
    yield "  " + text("hvorfor.sum", tall=_change_of(total, places, share=share))


def _moved(one: Virkning, ord_: Mapping[str, str]) -> str:
    return ord_.get(one.navn, one.navn) if one.hva is Hva.KODE else text(f"hvorfor.virkning.{one.hva.value}")


def _rounded(value: Fraction, places: int) -> Fraction:
    step = 10**places
    return Fraction(floor(value * step + Fraction(1, 2)), step)


def _number(value: Fraction | None, places: int, *, share: bool) -> str:
    if value is None:
        return text("hvorfor.ikke_noe")
    shown = tall(float(value), places, faste=False)
    return text("hvorfor.prosent", tall=shown) if share else shown


def _change_of(value: Fraction, places: int, *, share: bool) -> str:
    size = tall(float(abs(value)), places, faste=False)
    told = f"+{size}" if value > 0 else f"\u2212{size}" if value < 0 else "0"
    return text("hvorfor.poeng", tall=told) if share else told


def measure_plain(maling: Maling) -> Mapping[str, object]:
    """For programs. The parts are the exact ones, as near as a number with decimals can be."""
    return {
        "storrelse": maling.storrelse,
        "fra": _plain(maling.fra),
        "til": _plain(maling.til),
        "forskjell": _plain(maling.forskjell),
        "udelt": maling.udelt,
        "virkninger": [
            {"hva": one.hva.value, "del": one.navn, "endring": float(one.endring)} for one in maling.virkninger
        ],
    }


def _plain(value: Fraction | None) -> float | None:
    return float(value) if value is not None else None


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
