"""A series on a terminal: its numbers in a table, what was held against what, and what was not read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bvaudit.figures.series_words import number
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import Periode, vist
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll
from bvaudit.model.serieslag import Maal
from bvaudit.texts import counted, known, text

_DECIMALS = 2
_SHORTEST = 8  # characters of a title
_MARKS = {False: "ikke", True: "ok", None: "merk"}
_AGREES = (Kontrollslag.SUM, Kontrollslag.VEID, Kontrollslag.ANDEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serielinje:
    """A series in the list of them all."""

    id: str
    tittel: str
    tall: int
    stemmer_ikke: int
    mal_ikke_nadd: int
    tilstand: str


def shown_number(row: Nokkelrad, serie: Serie) -> str:
    """The number as it is told, or why there is none."""
    if row.verdi is None or row.tilstand is not Tilstand.VERDI:
        return text(f"serier.tilstand.{row.tilstand.name.lower()}")
    storrelse = Maal(row.storrelse) if row.storrelse in {one.value for one in Maal} else Maal.ANTALL
    tall = Decimal(repr(row.verdi)).quantize(Decimal("0.0001")).normalize()
    exponent = tall.as_tuple().exponent
    decimals = max(0, -exponent - (2 if storrelse is Maal.ANDEL else 0)) if isinstance(exponent, int) else 0
    return number(tall, storrelse, serie, min(decimals, _DECIMALS))


def variant_words(variant: str, serie: Serie, division: str = "") -> str:
    """How a number came to be, in words."""
    made = {one.id: one.tittel for one in serie.avledet} | {one.id: one.tittel for one in serie.forhold}
    if variant in made:
        return made[variant]
    head, _, rest = variant.partition("-")
    if head in ("sum", "veid") and rest:
        return text(f"serier.variant.{head}", deling=division or rest)
    return text(f"serier.variant.{head}") if known(f"serier.variant.{head}") else variant


def what_of(row: Nokkelrad, serie: Serie, words: "Sequence[str]") -> str:
    """«Østbyen, Konsulent»; the whole is «alle»."""
    parts = [row.enhet, row.kommune, *words]
    kind = "" if row.variant == "oppgitt" else variant_words(row.variant, serie)
    many = row.storrelse != serie.storrelse.value
    measure = text(f"serier.storrelse.{row.storrelse}") if many and known(f"serier.storrelse.{row.storrelse}") else ""
    said = ", ".join(part for part in (*parts, measure, kind) if part)
    return said or text("serier.vis.alle")


def period_of(row: Nokkelrad) -> str:
    return vist(Periode(row.periode_fra, row.periode_til))


def line_of(serie: Serie, rows: Sequence[Nokkelrad], controls: Sequence[Seriekontroll], *, faulty: bool) -> Serielinje:
    return Serielinje(
        id=serie.id,
        tittel=serie.tittel,
        tall=sum(row.tilstand is Tilstand.VERDI and row.variant == "oppgitt" for row in rows),
        stemmer_ikke=sum(one.stemmer is False and one.slag in _AGREES for one in controls),
        mal_ikke_nadd=sum(one.stemmer is False and one.slag is Kontrollslag.MAL for one in controls),
        tilstand=_state(serie, rows, faulty=faulty),
    )


def _state(serie: Serie, rows: Sequence[Nokkelrad], *, faulty: bool) -> str:
    if faulty:
        return text("serier.vis.har_feil")
    states = {row.tilstand for row in rows}
    if Tilstand.VERDI in states or not states:
        return ""
    return text(f"serier.tilstand.{next(iter(states)).name.lower()}")


def list_line(one: Serielinje, width: int, screen: int = 0) -> str:
    """``width`` of the ids, and of the ``screen``: where there is too little room the title is cut, never what is
    wrong with the numbers."""
    said = [one.tilstand or counted("serier.vis.tall", one.tall)]
    if one.stemmer_ikke:
        said.append(counted("serier.vis.stemmer_ikke", one.stemmer_ikke))
    if one.mal_ikke_nadd:
        said.append(counted("serier.vis.mal_ikke_nadd", one.mal_ikke_nadd))
    state = f": {', '.join(said)}"
    room = max(screen - width - len(state) - 4, _SHORTEST) if screen else len(one.tittel)
    title = one.tittel if len(one.tittel) <= room else f"{one.tittel[: room - 1].rstrip()}…"
    return f"  {one.id:<{width}}  {title}{state}"


def control_lines(controls: Sequence[Seriekontroll]) -> Iterator[str]:
    """Those that do not agree first."""
    for one in sorted(controls, key=lambda one: one.stemmer is not False):
        yield f"  {text(f'serier.vis.{_MARKS[one.stemmer]}')}  {one.setning}"
