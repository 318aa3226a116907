"""What a number of a series is called in a sentence."""

from decimal import Decimal

from bvaudit.model.kalender import vis
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Serie
from bvaudit.model.serieperiode import Periode, parts_of
from bvaudit.model.seriepunkt import Seriepunkt
from bvaudit.model.serieslag import Maal
from bvaudit.model.serietall import vist_tall
from bvaudit.texts import text

_SHORT = 3  # letters of a month


def number(tall: Decimal, storrelse: Maal, serie: Serie, desimaler: int = 1) -> str:
    """13,56 %, 40,4 mill. kr, 342,2 årsverk."""
    andel = storrelse is Maal.ANDEL
    shown = vist_tall(tall, andel=andel, desimaler=min(desimaler, 2))
    own = serie.maleenhet if storrelse is serie.storrelse and not andel else ""
    unit = own or _unit(storrelse)
    return f"{shown} {unit}".rstrip()


def _unit(storrelse: Maal) -> str:
    return {
        Maal.ANSATTE: text("serier.ord.ansatte"),
        Maal.ARSVERK: text("serier.ord.arsverk"),
        Maal.DOGN: text("serier.ord.dogn"),
        Maal.TIMER: text("serier.ord.timer"),
    }.get(storrelse, "")


def of_what(serie: Serie, punkt: Seriepunkt) -> str:
    """«Sykefravær, Østbyen, 2020»; a unit the title names is not said again."""
    enhet = "" if punkt.enhet in serie.tittel else punkt.enhet
    parts = (serie.tittel, enhet, punkt.kommune, *punkt.navn, period_words(punkt.periode))
    return ", ".join(part for part in parts if part)


def period_words(periode: Periode, *, kort: bool = False) -> str:
    """«2024», «mars 2024», «1. kvartal 2024», «uke 36 2023», «31.12.2024», or both days. ``kort``: «mars 24»."""
    kind, number_, year = parts_of(periode)
    match kind:
        case "ar":
            return str(year)
        case "dag":
            return vis(periode.til)
        case "annet":
            return text("nokkeltall.periode.annet", fra=vis(periode.fra), til=vis(periode.til))
        case "maned" if kort:
            month = text(f"nokkeltall.maned.m{number_}")
            return f"{month[:_SHORT]} {year % 100:02}"
        case "maned":
            return text("nokkeltall.periode.maned", maned=text(f"nokkeltall.maned.m{number_}"), ar=year)
    return text(f"nokkeltall.periode.{kind}", nr=number_, ar=year)


def division(akse: str) -> str:
    """What a whole is divided on, in words."""
    return text(f"serier.deling.{akse}") if akse in (TID, ENHETER, KOMMUNER) else f"«{akse}»"
