"""The overview page as text and numbers, without HTML: where the avvik stand, by unit and theme.

The words and numbers of the avvik are those of the workbook: the same table, and the same first page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Kilde
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_avvik import open_table
from bvaudit.reports.register_memory_overview import is_late, overview
from bvaudit.reports.register_sheets import Known, SheetTable, Verdi
from bvaudit.reports.wording import dato, tema_name
from bvaudit.texts import known, text

TILSYN, ANDRE = "_tilsyn", "_andre"  # themes of avvik that no rule has found
# The five figures that stand in the terminal, the workbook and here, by their place after the grades in its matrix.
FIGURES = ("apne", "forfalt", "nye", "kom_tilbake", "lukket")
SHOWN = ("nr", "brudd", "alvor", "forst_sett", "neste_frist", "frist_gjelder", "ansvarlig", "status", "effekt")
MONTHS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Tema:
    """A column: how many of its machine rules the last run examined, of how many."""

    id: str
    navn: str
    undersokt: int
    av: int

    @property
    def om(self) -> str:
        return text("oversikt_side.tema_om", undersokt=self.undersokt, av=self.av) if self.av else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rute:
    """One unit in one theme. ``undersokt`` False = nobody has looked, and nought says nothing."""

    tema: str
    antall: int
    undersokt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enhetsrad:
    """A unit. ``forfalt`` is how many of its open avvik are over a deadline."""

    navn: str
    ruter: tuple[Rute, ...]
    apne: int
    forfalt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Avviksrad:
    """One open avvik, in the words of the workbook. ``celler`` by the ids of ``SHOWN``."""

    enhet: str
    tema: str
    forfalt: bool
    celler: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maned:
    """What stood open at the end of a month, and what happened in it."""

    dag: date
    apne: int
    nye: int
    lukket: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Malt:
    """An avvik that was measured again: what it was begun with, and how it stands."""

    nr: str
    brudd: str
    enhet: str
    for_: str
    na: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The whole page. ``tall`` are label and number of the five; ``apart`` are never added to them."""

    tittel: str
    om: str
    setninger: tuple[str, ...]
    tall: tuple[tuple[str, int], ...]
    apart: tuple[Known, ...]
    ukjent: tuple[Known, ...]
    temaer: tuple[Tema, ...]
    enheter: tuple[Enhetsrad, ...]
    avvik: tuple[Avviksrad, ...]
    hode: tuple[str, ...]
    kurve: tuple[Maned, ...]
    malt: tuple[Malt, ...]
    kilde: tuple[tuple[str, str], ...]


def overview_view(minne: Minne, tallet: Mapping[str, int] | None = None) -> OverviewView:
    """``tallet``: theme → how many machine rules it has, for what was not examined."""
    first = overview(minne)
    themes = _themes(minne, tallet or {})
    table = open_table(minne, {})
    mine = [avvik for avvik in minne.apne if avvik.telles]
    total = next((row for row in first.rader if row.sum), first.rader[-1] if first.rader else None)
    grades = len(first.kolonner) - 1 - len(FIGURES)
    return OverviewView(
        tittel=first.tittel,
        om=first.undertittel,
        setninger=first.setninger,
        tall=tuple(
            (text(f"oversikt_side.tall.{id}"), total.tall[grades + place] if total else 0)
            for place, id in enumerate(FIGURES)
        ),
        apart=first.apart,
        ukjent=first.ukjent,
        temaer=themes,
        enheter=tuple(_unit(enhet, mine, themes, minne) for enhet in _units(mine, minne)),
        avvik=tuple(_rows(table, {avvik.nr: avvik for avvik in mine}, minne)),
        hode=tuple(next(c.navn for c in table.kolonner if c.id == id) for id in SHOWN),
        kurve=tuple(
            Maned(dag=one.maned, apne=one.apne, nye=one.nye + one.kom_tilbake, lukket=one.lukket + one.lukket_fa)
            for one in sorted((one for one in minne.kurve if one.enhet == ""), key=lambda one: one.maned)[-MONTHS:]
        ),
        malt=tuple(_measured(minne)),
        kilde=first.kilde,
    )


def theme_of(avvik: Avvik, minne: Minne) -> str:
    """The folder of its rule, or what stands in place of one."""
    rule = minne.kontekst.regler.get(avvik.regel)
    if rule is not None:
        return rule.tema
    return TILSYN if avvik.punkt else ANDRE


def _themes(minne: Minne, tallet: Mapping[str, int]) -> tuple[Tema, ...]:
    run = minne.registeret.siste
    judged = Counter(
        rule.tema for id in (run.logikk if run else ()) if (rule := minne.kontekst.regler.get(id)) is not None
    )
    found = {theme_of(avvik, minne) for avvik in minne.apne if avvik.telles}
    ids = sorted(set(tallet) | found, key=lambda id: (id.startswith("_"), tema_name(id)))
    return tuple(
        Tema(
            id=id,
            navn=text(f"oversikt_side.kort.{id}") if known(f"oversikt_side.kort.{id}") else tema_name(id),
            undersokt=min(judged[id], tallet.get(id, 0)),
            av=tallet.get(id, 0),
        )
        for id in ids
    )


def _units(mine: Iterable[Avvik], minne: Minne) -> tuple[str, ...]:
    """Every unit, and last the municipality itself where something is its own."""
    return (*minne.enheter, "") if any(not avvik.enhet for avvik in mine) else minne.enheter


def _unit(enhet: str, mine: Iterable[Avvik], themes: tuple[Tema, ...], minne: Minne) -> Enhetsrad:
    own = [avvik for avvik in mine if avvik.enhet == enhet]
    by_theme = Counter(theme_of(avvik, minne) for avvik in own)
    run = minne.registeret.siste
    seen = not enhet or (run is not None and run.enheter.get(enhet, 0) > 0)
    return Enhetsrad(
        navn=minne.vist(enhet),
        ruter=tuple(
            Rute(
                tema=theme.id,
                antall=by_theme[theme.id],
                undersokt=bool(by_theme[theme.id]) or not theme.av or (seen and theme.undersokt > 0),
            )
            for theme in themes
        ),
        apne=len(own),
        forfalt=sum(is_late(avvik, minne) for avvik in own),
    )


def _rows(table: SheetTable, mine: Mapping[str, Avvik], minne: Minne) -> Iterable[Avviksrad]:
    places = [table.place(id) for id in SHOWN]
    for row in table.rader:
        avvik = mine.get(str(row[places[0]]))
        if avvik is not None:  # parents are followed and not counted
            yield Avviksrad(
                enhet=minne.vist(avvik.enhet),
                tema=theme_of(avvik, minne),
                forfalt=is_late(avvik, minne),
                celler=(*(_shown(row[place]) for place in places[:-1]), _short(_shown(row[places[-1]]))),
            )


def _shown(value: Verdi) -> str:
    if isinstance(value, date):
        return dato(value)
    return "" if value is None else str(value)


def _short(effekt: str) -> str:
    """Why nothing has been measured yet stands in the workbook; on every row here it would only be in the way."""
    return effekt.partition(":")[0] if effekt == text("registeret_bok.effekt.uten_tiltak") else effekt


def _measured(minne: Minne) -> Iterable[Malt]:
    """The avvik with a figure from before and an attempt after it; parents, which count what others do, are out."""
    table = open_table(minne, {})
    brudd, effekt = table.place("brudd"), table.place("effekt")
    told = {str(row[table.place("nr")]): (str(row[brudd]), str(row[effekt] or "")) for row in table.rader}
    for avvik in minne.apne:
        start = avvik.utgangspunkt
        if avvik.kilde is Kilde.FORELDER or start is None or not avvik.forsok:
            continue
        yield Malt(
            nr=avvik.nr,
            brudd=told[avvik.nr][0],
            enhet=minne.vist(avvik.enhet),
            for_=text("oversikt_side.malt_for", brudd=start.brudd, n=start.n),
            na=told[avvik.nr][1],
        )
