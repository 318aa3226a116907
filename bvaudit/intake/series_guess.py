"""A map for a file of numbers that nobody has described: what each column is, as far as the file itself tells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_guess_words import (
    CLASSES,
    CODES,
    MEAN,
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
    set_of,
    year_of,
)
from bvaudit.intake.series_layout import Column, Layout, dashes_in, is_number, is_total
from bvaudit.intake.series_names import is_persons, why_not
from bvaudit.intake.workbook_formats import has_sign_only, is_per_cent
from bvaudit.model.enhet import name_key, slug
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Deling, Fordeling, Kolonne, Serie, Settet
from bvaudit.model.serieperiode import Periode, aret_av, of_year, parse_periode, vist
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.model.serierad import Steder, part_sum_of
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
    maker = _Guesser(layout, slag or Serieslag.ANNET, steder, names, year, said)
    columns = tuple(maker.columns())
    numbers = [one for one in columns if one.er is Rolle.VERDI]
    has_when = any(one.er is Rolle.PERIODE for one in columns) or (numbers and all(one.periode for one in numbers))
    maal = commonest([one.storrelse for one in numbers if one.storrelse]) or maker.usual
    serie = Serie(
        id=gitt.id,
        fil="",
        tittel=gitt.tittel,
        serieslag=slag or Serieslag.ANNET,
        kilde=gitt.kilde,
        storrelse=maal,
        maleenhet=money_of(said) if maal is Maal.SUM else "",
        periode=gitt.periode or (year if not gitt.ark.count("*") and (not has_when or maker.rows_need_year) else ""),
        datafil=gitt.datafil,
        ark=gitt.ark,
        hver_rad=maker.each_row(columns, maal),
        kolonner=tuple(replace(one, storrelse=None if one.storrelse is maal else one.storrelse) for one in columns),
        tomme=tuple(dashes_in([one for one in layout.kolonner if maker.is_value(one)])),
    )
    serie = replace(
        serie, delt_pa=tuple(Deling(akse=akse) for akse in maker.wholes(serie)), sett=maker.among(serie, gitt.kommune)
    )
    if serie.hver_rad is Radslag.PERSON:
        serie = replace(serie, fordeling=Fordeling(klasser=CLASSES))
    when = serie.periode or "*" in gitt.ark or (has_when and (year or not (maker.needs_year or maker.rows_need_year)))
    lacking = [key for key, there in (("slag", slag), ("periode", when)) if not there]
    return Gjettet(serie=serie, mangler=tuple(lacking), personer=maker.persons)


class _Guesser:
    def __init__(self, layout: Layout, slag: Serieslag, steder: Steder, names: Navn, year: str, said: str) -> None:
        self.said = said
        self.layout, self.slag, self.steder, self.names, self.year = layout, slag, steder, names, year
        self.usual = USUAL.get(slag, Maal.ANTALL)
        self.persons = self.needs_year = self.rows_need_year = False
        self.values = [one for one in layout.kolonner if self.is_value(one) and not self._is_persons(one)]

    def is_value(self, one: Column) -> bool:
        return one.er_tall and not CODES.search(one.navn) and not WHEN.search(one.navn)

    def columns(self) -> Iterator[Kolonne]:
        for one in self.layout.kolonner:
            if self._is_persons(one):
                self.persons = True
                if not is_persons(one.navn, self.names):
                    yield Kolonne(navn=one.navn, er=Rolle.NAVN)
            elif self.is_value(one):
                yield self._value(one)
            elif one.celler:
                yield self._what(one)

    def _is_persons(self, one: Column) -> bool:
        grunn, _ = why_not(one.navn, Kolonne(navn=one.navn, er=Rolle.KATEGORI), one.celler, self.names)
        return grunn is not None or is_persons(one.navn, self.names)

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
        made = replace(made, storrelse=maal)
        if name_key(one.navn) in (self.steder.enheter or {}):
            return replace(made, enhet=one.navn)
        left = [c for c in self.values if self._measure(c) is maal and not self._is_beside(c)]
        alone = len(left) == 1 or len({self._rest(c) for c in left}) == 1
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
        periode = self._fixed_period(one)
        return "" if periode is not None else one.over

    def _fixed_period(self, one: Column) -> Periode | None:
        found = parse_periode(one.navn) or parse_periode(re.sub(r"(?i)\b(total|totalt|sum|i alt)\b", "", one.navn))
        if found is not None:
            return found
        part = of_year(one.navn, int(self.year or 2000))
        if part is not None:
            self.needs_year = True
            return part if self.year else None
        return None

    def _measure(self, one: Column) -> Maal:
        if POSTS.search(one.over):
            return Maal.ARSVERK
        forms = [self.layout.cells.form(row, one.nummer) for row in one.rader]
        if any(is_per_cent(form) or has_sign_only(form) for form in forms) or any("%" in word for word in one.tekster):
            return Maal.ANDEL
        if self._fixed_period(one):
            said = " ".join((self.layout.cells.ark, *self.layout.over, one.over))
            return first_of(MEASURES, said) or self.usual
        return first_of(MEASURES, one.over) or self.usual

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
        keys = {name_key(part_sum_of(word) or word) for word in words}
        return bool(known) and sum(key in (known or {}) for key in keys) * 2 >= len(keys)

    def _among_others(self, words: Sequence[str]) -> bool:
        return self.slag is Serieslag.SAMMENLIGNING and len(set(words)) > 2

    def _is_when(self, one: Column) -> bool:
        celler = [cell for cell in one.celler if not is_total(cell) and not is_number(cell)]
        year = int(self.year or 2000)
        known = [cell for cell in celler if isinstance(cell, date) or parse_periode(_plain(cell)) is not None]
        parts = [cell for cell in celler if cell not in known and of_year(_plain(cell), year) is not None]
        numbered = bool(WHEN.search(one.navn)) and len(celler) < len(one.celler)
        beside = any(WHEN.search(c.navn) and c is not one for c in self.layout.kolonner)
        self.rows_need_year = self.rows_need_year or ((bool(parts) or numbered) and not beside)
        if numbered:
            return True
        return bool(celler) and (len(known) + len(parts)) * 5 >= len(celler) * 4

    def _is_left_out(self, one: Column) -> bool:
        """Whether its cells are empty where they are the same as above, without being merged."""
        if not one.rader or one is not self.layout.kolonner[0]:
            return False
        rest = {row for other in self.layout.kolonner[1:] if not other.er_tall for row in other.rader}
        empty = [row for row in rest if row > one.rader[0] and row not in one.rader]
        covered = [row for row in empty if (row, one.nummer) in self.layout.cells.dekket]
        return len(empty) > len(covered) and len(empty) >= len(one.rader)

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

    def among(self, serie: Serie, kommune: str) -> Settet | None:
        """Ourselves among other municipalities, where one of the rows is us."""
        if serie.serieslag is not Serieslag.SAMMENLIGNING or not kommune:
            return None
        by_name = {one.navn: one for one in self.layout.kolonner}
        for one in serie.kolonner:
            words = by_name[one.navn].tekster if one.er is Rolle.KATEGORI else []
            own = next((word for word in words if name_key(word).startswith(name_key(kommune))), "")
            if own:
                mean = next((word for word in words if MEAN.search(word)), "")
                return Settet(navn=set_of(self.said), akse=one.akse, eget=own, snitt=mean)
        return None

    def wholes(self, serie: Serie) -> Iterator[str]:
        """What the file states the whole of: only then can the parts be held against it."""
        if serie.hver_rad is not Radslag.TALL:
            return
        by_name = {one.navn: one for one in self.layout.kolonner}
        fixed = [one.periode for one in serie.kolonner if one.periode]
        spans = [found for one in fixed if (found := parse_periode(one)) is not None]
        if any(aret_av(one) in spans for one in spans):
            yield TID
        summed = serie.storrelse is not Maal.ANDEL or any(one.er is Rolle.NEVNER for one in serie.kolonner)
        if any(one.enhet for one in serie.kolonner) and any(is_total(one.navn) for one in self.values):
            yield ENHETER
        places = {Rolle.ENHET: ENHETER, Rolle.KOMMUNE: KOMMUNER, Rolle.PERIODE: TID}
        for one in serie.kolonner:
            held = summed or one.er in (Rolle.PERIODE, Rolle.KATEGORI)
            if held and one.er in (*places, Rolle.KATEGORI) and any(map(is_total, by_name[one.navn].celler)):
                yield places.get(one.er, one.akse)
        if any(one.kategori for one in serie.kolonner) and any(
            one.er is Rolle.VERDI and not one.kategori and not one.periode for one in serie.kolonner
        ):
            yield "kolonne"


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


__all__ = ["Gitt", "Gjettet", "Slippgrunn", "guess"]
