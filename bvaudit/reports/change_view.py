"""What is said of a figure then and now: a sentence, and a row of the sheet «Endringer»."""

from collections.abc import Iterable, Mapping, Sequence

from bvaudit.figures.outliers import Utskiller
from bvaudit.model.endring import Dom, Endring, Grunn
from bvaudit.model.nokkelrad import Celle, Nokkelrad
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.figure_grids import measure_name
from bvaudit.reports.figure_words import SHARE, periode, tall, vist_av
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import counted, text

_TOLD = (Dom.OKT, Dom.REDUSERT)
_SPACE = "\u00a0"


def verdict(one: Endring) -> str:
    """«færre enn før», «kan ikke skilles fra tilfeldigheter»."""
    kind = "andel" if one.til.storrelse == SHARE else "antall"
    if one.dom in (*_TOLD, Dom.LIKT):
        return text(f"endringen.dom.{kind}.{one.dom.value}")
    return text(f"endringen.dom.{one.dom.value}")


def size(one: Endring) -> str:
    """«+58 %», «-26,7 prosentpoeng»; nothing where no change may be told."""
    if one.til.storrelse == SHARE:
        return _points(one.endring) if one.endring is not None else ""
    if one.relativ is not None:
        return text("endringen.prosent", tall=_signed(one.relativ * 100, 0))
    return _signed(one.endring, 1) if one.endring is not None else ""


def bounds(one: Endring) -> str:
    """The interval of the change, in the same measure as ``size``."""
    if one.nedre is None or one.ovre is None:
        return ""
    decimals = 1 if one.til.storrelse == SHARE else 0
    low, high = (_signed(value * 100, decimals) for value in (one.nedre, one.ovre))
    return text("endringen.grenser", nedre=low, ovre=high)


def why(one: Endring) -> str:
    """Why nothing is told, or what a reader must know of the test."""
    if one.dom is Dom.BRUDD:
        each = {brudd.grunn: brudd for brudd in reversed(one.brudd)}  # a reason once
        return " ".join(text("nokkeltall.brudd", dag=dato(b.dag), grunn=b.grunn) for b in reversed(each.values()))
    return text(f"endringen.grunn.{one.grunn.value}") if one.grunn is not Grunn.INGEN else ""


def sentence(one: Endring, navn: str) -> str:
    """«Stjørdal: 13,3 % (6 av 45) i 1. kvartal 2020, mot 40,0 % (18 av 45) i 4. kvartal 2019: lavere enn før.»"""
    if one.dom is Dom.BRUDD:
        return text("endringen.setning_brudd", navn=navn, na=_when(one.til), for_=_when(one.fra), grunn=why(one))
    return text(
        "endringen.setning",
        navn=navn,
        na=vist_av(one.til),
        na_periode=_when(one.til),
        for_=vist_av(one.fra),
        for_periode=_when(one.fra),
        dom=verdict(one),
    )


def trend(endringer: Sequence[Endring], navn: Mapping[str, str], hva: str) -> tuple[str, ...]:
    """A sentence for each municipality, then one that gathers them. ``navn`` are the municipalities by their digits, in
    the order they are told; ``hva`` is what is counted, in the plural: «fristbrudd»."""
    towns = {one.til.kommune: one for one in endringer if one.til.kommune}
    ordered = [towns[nummer] for nummer in navn if nummer in towns]
    by_verdict: dict[str, list[str]] = {}
    for one in ordered:
        by_verdict.setdefault(verdict(one), []).append(navn[one.til.kommune])
    gathered = [text("endringen.samlet", hva=hva, dom=dom, hvor=oppramsing(hvor)) for dom, hvor in by_verdict.items()]
    return (*(sentence(one, navn[one.til.kommune]) for one in ordered), *gathered)


def outlier_sentence(one: Utskiller) -> str:
    return text(
        f"endringen.utenfor.{one.side.value}",
        enhet=one.rad.enhet,
        periode=_when(one.rad),
        tall=vist_av(one.rad),
        felles=f"{tall(round(one.felles * 100, 1))}{_SPACE}%",
    )


def _when(rad: Nokkelrad) -> str:
    return periode(rad.periode_fra, rad.periode_til)


def _signed(value: float, desimaler: int) -> str:
    rounded = round(value, desimaler)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    return f"{sign}{tall(abs(rounded), desimaler)}"


def _points(value: float) -> str:
    return text("endringen.prosentpoeng", tall=_signed(value * 100, 1))


_COLUMNS = (
    ("navn", 30),
    ("lesning", 26),
    ("storrelse", 10),
    ("sted", 15),
    ("del", 15),
    ("for", 17),
    ("na", 17),
    ("endring", 12),
    ("grenser", 13),
    ("dom", 18),
    ("hvorfor", 30),
)


def change_table(fakta: Tallfakta, endringer: Iterable[Endring]) -> SheetTable:
    """Every figure then and now, where there is a number both times and one of them is not nought; those that can be
    compared first."""
    every = list(endringer)
    broken = _broken_whole(every)
    told = [one for one in every if one.dom is not Dom.INGEN_TALL and (one.fra.verdi or one.til.verdi)]
    shown = [one for one in told if not _is_said_above(one, broken)]
    shown.sort(key=lambda one: one.dom is Dom.BRUDD)
    return SheetTable(
        ark=text("nokkeltall.ark.endringer"),
        id="endringer",
        navn="Endringer",
        beskrivelse=text("endringen.om"),
        kolonner=tuple(
            SheetColumn(id=id, navn=text(f"endringen.kol.{id}"), bredde=width, kind=CellKind.TEKST, som_tekst=True)
            for id, width in _COLUMNS
        ),
        rader=tuple(_row(fakta, one) for one in shown),
        tomt=text("endringen.ingen"),
    )


def _broken_whole(endringer: Iterable[Endring]) -> set[Celle]:
    """The figures and the parts of them that cannot be compared for all units together."""
    return {one.til.celle for one in endringer if one.dom is Dom.BRUDD and not (one.til.enhet or one.til.kommune)}


def _is_said_above(one: Endring, broken: set[Celle]) -> bool:
    """Whether the line of all units, or that of all parts, says already that this one cannot be compared."""
    if one.dom is not Dom.BRUDD:
        return False
    mine = one.til.celle
    part = mine._replace(enhet="", kommune="")
    return any(above in broken for above in (part, part._replace(gruppe="")) if above != mine)


def _row(fakta: Tallfakta, one: Endring) -> tuple[str, ...]:
    rad = one.til
    about = fakta.tekster.get(rad.tall) or Talltekst(id=rad.tall, tittel=rad.tall)
    return (
        about.tittel,
        about.lesning(rad.variant).tittel or rad.variant,
        measure_name(rad.storrelse),
        rad.enhet or fakta.kommuner.get(rad.kommune, rad.kommune) or text("nokkeltall.alle"),
        ", ".join(about.koder.get(akse, {}).get(kode, kode) for akse, kode in rad.akser.items()),
        text("endringen.i", tall=vist_av(one.fra, about.desimaler), periode=_when(one.fra)),
        text("endringen.i", tall=vist_av(rad, about.desimaler), periode=_when(rad)),
        size(one),
        bounds(one),
        verdict(one),
        why(one),
    )


def notes(endringer: Sequence[Endring]) -> tuple[str, ...]:
    """Which reading of chance is used, how many were tested, and how many would look changed by chance alone."""
    broken = _broken_whole(endringer)
    said = (text("endringen.uten_deler"),) if any(_is_said_above(one, broken) for one in endringer) else ()
    tested = sum(one.p is not None for one in endringer)
    if not tested:
        return said
    many = counted("endringen.mange", tested, antall=tall(tested), tilfeldig=tall(max(1, round(tested / 20))))
    return text("endringen.tilfeldighet"), many, *said
