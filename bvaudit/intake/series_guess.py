"""A map for a file of numbers that nobody has described: what each column is, as far as the file itself tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_guess_whole import among, wholes
from bvaudit.intake.series_guess_words import (
    CLASSES,
    CODES,
    MEASURES,
    NEVNER,
    PEOPLE,
    POSTS,
    STAFF,
    TELLER,
    UNITS,
    USUAL,
    WHEN,
    commonest,
    first_of,
    kind_of,
    money_of,
    only_period,
    period_in,
    without_period,
    year_of,
)
from bvaudit.intake.series_layout import Column, Layout, dashes_in, is_number, is_total
from bvaudit.intake.series_names import persons_among, why_not
from bvaudit.intake.workbook_formats import has_sign_only, is_per_cent
from bvaudit.model.enhet import name_key, slug
from bvaudit.model.serie import Deling, Fordeling, Kolonne, Serie
from bvaudit.model.serieperiode import Periode, aret_av, of_year, parse_periode, vist
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.model.serierad import Steder, spellings
from bvaudit.model.serieslag import Lengde, Maal, Radslag, Rolle, Serieslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Gitt:
    """What is known beside the file. ``slag`` and ``periode`` are asked for when the file does not tell them."""

    id: str
    tittel: str
    datafil: str
    kilde: str
    navn: str  # what the file is called
    ark: str = ""
    kommune: str = ""
    slag: Serieslag | None = None
    periode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjettet:
    """``mangler``: what a person must say before there is a map: slag, periode. ``personer``: columns or rows of the
    file are of people."""

    serie: Serie
    mangler: tuple[str, ...] = ()
    personer: bool = False


def guess(layout: Layout, gitt: Gitt, steder: Steder, names: Navn) -> Gjettet:
    said = " ".join((gitt.navn, layout.cells.ark, *layout.over, *(one.over for one in layout.kolonner)))
    slag = gitt.slag or kind_of(said)
    year = year_of((gitt.periode, layout.cells.ark, *layout.over, *(one.over for one in layout.kolonner), gitt.navn))
    maker = _Guesser(layout, slag or Serieslag.ANNET, steder, names, year)
    columns = tuple(maker.columns())
    numbers = [one for one in columns if one.er is Rolle.VERDI]
    has_when = any(one.er is Rolle.PERIODE for one in columns) or (numbers and all(one.periode for one in numbers))
    maal = commonest([one.storrelse for one in numbers if one.storrelse]) or maker.usual
    several = layout.cells.ark if "*" in gitt.ark else ""
    serie = Serie(
        id=gitt.id,
        fil="",
        tittel=gitt.tittel,
        serieslag=slag or Serieslag.ANNET,
        kilde=gitt.kilde,
        storrelse=maal,
        maleenhet=money_of(said) if maal is Maal.SUM else "",
        periode=gitt.periode or _of_all(several, said, year, needed=not has_when, part=maker.rows_need_year),
        datafil=gitt.datafil,
        ark=gitt.ark,
        hver_rad=maker.each_row(columns, maal),
        kolonner=tuple(replace(one, storrelse=None if one.storrelse is maal else one.storrelse) for one in columns),
        tomme=tuple(dashes_in([one for one in layout.kolonner if maker.is_value(one)])),
    )
    serie = replace(
        serie,
        delt_pa=tuple(Deling(akse=akse) for akse in wholes(layout, maker.values, serie)),
        sett=among(layout, serie, gitt.kommune, said),
    )
    if serie.hver_rad is Radslag.PERSON:
        serie = replace(serie, fordeling=Fordeling(klasser=CLASSES))
    when = serie.periode or "*" in gitt.ark or (has_when and (year or not (maker.needs_year or maker.rows_need_year)))
    lacking = [key for key, there in (("slag", slag), ("periode", when)) if not there]
    return Gjettet(serie=serie, mangler=tuple(lacking), personer=maker.persons)


class _Guesser:
    def __init__(self, layout: Layout, slag: Serieslag, steder: Steder, names: Navn, year: str) -> None:
        self.layout, self.slag, self.steder, self.names, self.year = layout, slag, steder, names, year
        self.people = persons_among((one.navn for one in layout.kolonner), names)
        self.usual = USUAL.get(slag, Maal.ANTALL)
        self.persons = self.needs_year = self.rows_need_year = False
        self.values = [one for one in layout.kolonner if self.is_value(one) and not self._is_persons(one)]

    def is_value(self, one: Column) -> bool:
        return one.er_tall and not CODES.search(one.navn) and not WHEN.search(one.navn)

    def columns(self) -> Iterator[Kolonne]:
        for one in self.layout.kolonner:
            if self._is_persons(one):
                self.persons = True
                if one.navn not in self.people:
                    yield Kolonne(navn=one.navn, er=Rolle.NAVN)
            elif self.is_value(one):
                yield self._value(one)
            elif one.celler:
                yield self._what(one)

    def _is_persons(self, one: Column) -> bool:
        grunn, _ = why_not(one.navn, Kolonne(navn=one.navn, er=Rolle.KATEGORI), one.celler, self.names)
        return grunn is not None or one.navn in self.people

    # --- numbers -----------------------------------------------------------------------------------------------------

    def _value(self, one: Column) -> Kolonne:
        heading = self._fixed_period(one)
        made = Kolonne(navn=one.navn, er=Rolle.VERDI, periode=vist(heading) if heading else "")
        shares = [c for c in self.values if self._measure(c) is Maal.ANDEL]
        if not heading and TELLER.search(one.navn):
            return replace(made, er=Rolle.TELLER) if self._paired() else self._named(made, one)
        if not heading and NEVNER.search(one.navn):
            return replace(made, er=Rolle.NEVNER) if self._paired() else self._named(made, one)
        if not heading and self.slag in STAFF and PEOPLE.match(one.navn) and (shares or self._paired()):
            return replace(made, er=Rolle.PERSONER)
        return self._named(made, one)

    def _paired(self) -> bool:
        names = [one.navn for one in self.values]
        return any(map(TELLER.search, names)) and any(map(NEVNER.search, names))

    def _named(self, made: Kolonne, one: Column) -> Kolonne:
        """With the measure, and the category where several columns of one measure stand side by side."""
        maal = self._measure(one)
        if maal is Maal.ANDEL and any(isinstance(cell, float) and not -0.0001 <= cell <= 100 for cell in one.celler):
            return Kolonne(navn=one.navn, er=Rolle.BRUKES_IKKE)  # a difference in per cent is no share
        made = replace(made, storrelse=maal)
        if name_key(one.navn) in (self.steder.enheter or {}):
            return replace(made, enhet=one.navn)
        left = [c for c in self.values if self._measure(c) is maal and not self._is_beside(c)]
        alone = len(left) == 1 or len({rest for c in left if (rest := self._rest(c)) and not is_total(rest)}) <= 1
        if alone or is_total(self._rest(one)):
            return made
        return replace(made, akse="kolonne", kategori=self._rest(one))

    def _is_beside(self, one: Column) -> bool:
        if self._fixed_period(one):
            return False
        part = self._paired() and (TELLER.search(one.navn) or NEVNER.search(one.navn))
        return bool(part or (self.slag in STAFF and PEOPLE.match(one.navn)))

    def _rest(self, one: Column) -> str:
        """What the heading says beside the period."""
        if self._fixed_period(one) is None:
            return one.over
        bare = parse_periode(one.navn) is not None or of_year(one.navn, int(self.year or 2000)) is not None
        return without_period(one.over.removesuffix(one.navn).strip() if bare else one.over)

    def _fixed_period(self, one: Column) -> Periode | None:
        found = parse_periode(one.navn) or parse_periode(period_in(one.over))
        if found is not None:
            return found
        part = of_year(one.navn, int(self.year or 2000))
        if part is not None:
            self.needs_year = True
            return part if self.year else None
        return None

    def _is_share(self, one: Column) -> bool:
        forms = [self.layout.cells.form(row, one.nummer) for row in one.rader]
        return any(is_per_cent(form) or has_sign_only(form) for form in forms) or any(
            "%" in t for t in (one.navn, *one.tekster)
        )

    def _measure(self, one: Column) -> Maal:
        if POSTS.search(one.over):
            return Maal.ARSVERK
        if self._is_share(one):
            return Maal.ANDEL
        if self._fixed_period(one):
            said = " ".join((self.layout.cells.ark, *self.layout.over, one.over))
            return first_of(MEASURES, said) or self.usual
        found = first_of(MEASURES, one.over)
        if found is None and self.usual is Maal.ANDEL and any(self._is_share(c) for c in self.values if c is not one):
            return Maal.ANTALL
        return found or self.usual

    # --- what the numbers are of -------------------------------------------------------------------------------------

    def _what(self, one: Column) -> Kolonne:
        if self._is_when(one):
            dates = [cell for cell in one.celler if isinstance(cell, date)]
            months = bool(dates) and all(day.day == 1 for day in dates)
            return Kolonne(navn=one.navn, er=Rolle.PERIODE, lengde=Lengde.MANED if months else Lengde.DAG)
        if CODES.search(one.navn):
            return Kolonne(navn=one.navn, er=Rolle.BRUKES_IKKE)
        down = self._is_left_out(one)
        words = [word for word in one.tekster if not is_total(word)]
        if words and self._known(words, self.steder.enheter) and not self._among_others(words):
            return Kolonne(navn=one.navn, er=Rolle.ENHET, fyll_ned=down)
        kommuner = {name_key(word) for word in words}
        if words and all(key in self.steder.kommuner for key in kommuner):
            return Kolonne(navn=one.navn, er=Rolle.KOMMUNE, fyll_ned=down)
        if self.steder.enheter is None and UNITS.search(one.navn):
            return Kolonne(navn=one.navn, er=Rolle.ENHET, fyll_ned=down)
        return Kolonne(navn=one.navn, er=Rolle.KATEGORI, akse=slug(one.navn), fyll_ned=down)

    def _known(self, words: Sequence[str], known: Mapping[str, str] | None) -> bool:
        hits = [any(key in (known or {}) for key in spellings(word)) for word in words]
        return bool(known) and sum(hits) * 2 >= len(hits)

    def _among_others(self, words: Sequence[str]) -> bool:
        return self.slag is Serieslag.SAMMENLIGNING and len(set(words)) > 2

    def _is_when(self, one: Column) -> bool:
        celler = [cell for cell in one.celler if not is_total(cell) and not is_number(cell)]
        year = int(self.year or 2000)
        known = [cell for cell in celler if isinstance(cell, date) or parse_periode(_plain(cell)) is not None]
        parts = [cell for cell in celler if cell not in known and of_year(_plain(cell), year) is not None]
        numbered = bool(WHEN.search(one.navn)) and len(celler) < len(one.celler)
        beside = any(WHEN.search(c.navn) and c is not one for c in self.layout.kolonner)
        beside = beside or all(map(self._is_year, self.values))
        self.rows_need_year = self.rows_need_year or ((bool(parts) or numbered) and not beside)
        if numbered:
            return True
        return bool(celler) and (len(known) + len(parts)) * 5 >= len(celler) * 4

    def _is_year(self, one: Column) -> bool:
        """Whether the column is for a year, and the rows for its months."""
        periode = self._fixed_period(one)
        return periode is not None and aret_av(periode) is None

    def _is_left_out(self, one: Column) -> bool:
        """Whether its cells are empty where they are the same as above, without being merged."""
        if not one.rader or one is not self.layout.kolonner[0]:
            return False
        rest = {row for other in self.layout.kolonner[1:] if not other.er_tall for row in other.rader}
        empty = [row for row in rest if row > one.rader[0] and row not in one.rader]
        covered = [row for row in empty if (row, one.nummer) in self.layout.cells.dekket]
        return len(empty) > len(covered)

    # --- the whole ---------------------------------------------------------------------------------------------------

    def each_row(self, columns: Sequence[Kolonne], maal: Maal) -> Radslag:
        """A row for each employee where a column has names, or initials, that are all different."""
        named = {one.navn for one in columns if one.er is Rolle.NAVN}
        rows = max((len(one.rader) for one in self.layout.kolonner), default=0)
        people = any(one.navn in named and len(one.ulike) * 10 >= rows * 9 and rows > 1 for one in self.layout.kolonner)
        if not any(one.er in (Rolle.VERDI, Rolle.TELLER) for one in columns):
            return Radslag.TELLES
        if not people or not self._is_repeated(columns):
            return Radslag.TALL
        return Radslag.SUMMERES if maal in (Maal.ARSVERK, Maal.TIMER, Maal.DOGN) else Radslag.PERSON

    def _is_repeated(self, columns: Sequence[Kolonne]) -> bool:
        """Whether rows are told apart by their names only."""
        used = {one.navn for one in columns if one.er in (Rolle.ENHET, Rolle.KOMMUNE, Rolle.KATEGORI, Rolle.PERIODE)}
        mine = [one for one in self.layout.kolonner if one.navn in used]
        rows = [row for one in self.values[:1] for row in one.rader]
        keys = [tuple(self.layout.cells.filled(row, one.nummer) for one in mine) for row in rows]
        return len(set(keys)) < len(keys) or not mine


def _of_all(ark: str, said: str, year: str, *, needed: bool, part: bool) -> str:
    """The period of numbers that do not say it themselves, as the title says it: «2. tertial 2024», else its year.
    ``ark``: one of several sheets, which may say it, or a part of it."""
    if ark:
        return year if not period_in(ark) and parse_periode(ark) is None else ""
    if not (needed or part):
        return ""
    return year if part else (only_period(said) or year)


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


__all__ = ["Gitt", "Gjettet", "Slippgrunn", "guess"]
