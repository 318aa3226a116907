"""What a number of a series is called in a sentence."""

from decimal import Decimal

from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Serie
from bvaudit.model.serieperiode import vist
from bvaudit.model.seriepunkt import Seriepunkt
from bvaudit.model.serieslag import Maal
from bvaudit.model.serietall import vist_tall
from bvaudit.texts import text


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
    parts = (serie.tittel, enhet, punkt.kommune, *punkt.navn, vist(punkt.periode))
    return ", ".join(part for part in parts if part)


def division(akse: str) -> str:
    """What a whole is divided on, in words."""
    return text(f"serier.deling.{akse}") if akse in (TID, ENHETER, KOMMUNER) else f"«{akse}»"
