"""Which years, quarters, half-years or months somebody typed: ``2024``, ``2022..2024``, ``2024-K2``."""

from bvaudit import texts
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.tallord import Periodeslag
from bvaudit.model.tallperiode import Periode, kalenderperioder


def figure_periods(text: str) -> tuple[Periode, ...]:
    """Every period of its kind from the first to the last: ``2024-K1..2024-K3`` are three quarters. Two days that are
    no whole periods are one period."""
    first, dots, last = text.partition("..")
    ends = [_one(text, part) for part in ((first, last) if dots else (text,))]
    fra, til = ends[0], ends[-1]
    if fra.fra > til.til:
        raise WrongValue(texts.text("bruk.verdi_feil.periode_snudd"), hint=texts.text("nokkeltall.bruk.periode_hint"))
    kind = fra.slag
    if kind is Periodeslag.ANNET or til.slag is not kind:
        return (Periode(fra.fra, til.til),)
    every = kalenderperioder(fra.fra.year, til.til.year, (kind,))
    return tuple(one for one in every if fra.fra <= one.fra and one.til <= til.til)


def _one(whole: str, part: str) -> Periode:
    found = parse_periode(part)
    if found is None:
        raise WrongValue(
            texts.text("nokkeltall.bruk.periode", fant=whole), hint=texts.text("nokkeltall.bruk.periode_hint")
        )
    return Periode(found.fra, found.til)
