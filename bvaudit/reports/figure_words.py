"""How a key figure, its period and its place are written for people."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bvaudit.figures.compared import slag
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.wording import dato, prosent
from bvaudit.texts import text

SHARE = "andel"
_SPACE = "\u00a0"


def vist(rad: Nokkelrad, desimaler: int = 1) -> str:
    """«13,3 %», «1 234», «4,2»; in words where there is no number."""
    if rad.tilstand is not Tilstand.VERDI or rad.verdi is None:
        return tilstand(rad.tilstand)
    if rad.storrelse != SHARE:
        return tall(rad.verdi, desimaler)
    if rad.nevner and _whole(rad.teller) and _whole(rad.nevner):
        return prosent(int(rad.teller or 0), int(rad.nevner)).replace(" %", f"{_SPACE}%")
    return f"{_decimals(rad.verdi * 100, 1)}{_SPACE}%"


def vist_av(rad: Nokkelrad, desimaler: int = 1) -> str:
    """«13,3 % (6 av 45)»: a share never stands alone."""
    if rad.storrelse != SHARE or rad.tilstand is not Tilstand.VERDI or rad.teller is None or rad.nevner is None:
        return vist(rad, desimaler)
    return text("nokkeltall.andel_av", andel=vist(rad, desimaler), teller=tall(rad.teller), nevner=tall(rad.nevner))


def tilstand(one: Tilstand) -> str:
    return text(f"nokkeltall.tilstand.{one.name.lower()}")


def tall(value: float, desimaler: int = 1, *, faste: bool = True) -> str:
    """A whole number without decimals, and a space between thousands. ``faste``: what is not whole always has so many
    decimals; else no more than it needs: «10,5», not «10,50»."""
    if _whole(value):
        return f"{int(value):,}".replace(",", _SPACE)
    said = _decimals(value, desimaler)
    return said if faste or "," not in said else said.rstrip("0").rstrip(",")


def _decimals(value: float, desimaler: int) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-desimaler), rounding=ROUND_HALF_UP)
    exact = exact if exact else abs(exact)  # no «-0»
    return f"{exact:,}".replace(",", _SPACE).replace(".", ",")


def _whole(value: float | None) -> bool:
    return value is not None and float(value).is_integer()


def periode(fra: date, til: date, per: date | None = None) -> str:
    """«2024», «1. kvartal 2024», «mars 2024», «31.12.2024», or both days. Of one that goes on after ``per``, also how
    far it is counted."""
    if per is not None and fra <= per < til:
        return text("nokkeltall.periode.loper", periode=periode(fra, til), dag=f"{per:%d.%m.}")
    kind = slag(Nokkelrad(tall="", variant="", storrelse="", periode_fra=fra, periode_til=til))
    match kind:
        case "dag":
            return dato(til)
        case "ar":
            return f"{fra.year}"
        case "maned":
            return text("nokkeltall.periode.maned", maned=text(f"nokkeltall.maned.m{fra.month}"), ar=fra.year)
        case "kvartal" | "halvar":
            number = (fra.month - 1) // (3 if kind == "kvartal" else 6) + 1
            return text(f"nokkeltall.periode.{kind}", nr=number, ar=fra.year)
    return text("nokkeltall.periode.annet", fra=dato(fra), til=dato(til))


def perioder(rader: Iterable[Nokkelrad]) -> tuple[tuple[date, date], ...]:
    """Every period there is a row of, in order of time."""
    found = {(rad.periode_fra, rad.periode_til) for rad in rader}
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))
