"""A row for each case, for reviews of many cases by few points: each point has its own columns beside each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bvaudit.intake.form_layout import Asked, Entry
from bvaudit.model.leseark import Lesepunkt, Lesesak
from bvaudit.reports.forms import Celle, Faktum, FormColumn, Formel, FormRow, Merke, Merking, TableSheet
from bvaudit.reports.reading_form_case import FORSIDE, USED, VEILEDNING, Lists, one_of, place_text, way_to
from bvaudit.reports.reading_form_front import SAKER, hidden_column
from bvaudit.reports.reading_form_state import State
from bvaudit.reports.reading_form_words import (
    FEILTYPER,
    answer_text,
    capital,
    lacking,
    machine_text,
    over_machine,
    shown,
)
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.formulas import quoted
from bvaudit.texts import text

_WIDTHS = {"uttrekk": 26, "svar": 13, "begrunnelse": 28, "feiltype": 18, "belegg": 18, "dato": 13}
_LONGEST = 250  # letters of a word in a formula; Excel stops at 255
_FOLDED = ("feiltype", "belegg", "dato")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """``navn`` of the list of answers, by the set of them. Column n is one rule; where a case has several objects of
    it, the next columns are the others."""

    state: State
    lists: Lists
    svarlister: Mapping[tuple[str, ...], str]

    @cached_property
    def kolonner(self) -> tuple[tuple[str, int], ...]:
        """The rule and the number of the object in the case, for each group of columns."""
        most: dict[str, int] = {}
        for sak in self.state.ark.saker:
            count: dict[str, int] = {}
            for punkt in sak.punkter:
                regel = punkt.gjelder.regel
                count[regel] = count.get(regel, 0) + 1
                most[regel] = max(most.get(regel, 0), count[regel])
        return tuple((regel, number) for regel, times in most.items() for number in range(times))

    @cached_property
    def points(self) -> Mapping[int, Mapping[int, Lesepunkt]]:
        """By the place of the case, the point in each group, counted from 1."""
        return {sak.plass: self._points(sak) for sak in self.state.ark.saker}

    @cached_property
    def first(self) -> Mapping[int, Lesepunkt]:
        """The point that tells what a group is about."""
        first: dict[int, Lesepunkt] = {}
        for points in self.points.values():
            for n, punkt in points.items():
                first.setdefault(n, punkt)
        return first

    @cached_property
    def with_machine(self) -> frozenset[int]:
        """The groups where the machine says something of at least one case."""
        return frozenset(n for points in self.points.values() for n, punkt in points.items() if punkt.maskin)

    def _points(self, sak: Lesesak) -> dict[int, Lesepunkt]:
        by_rule: dict[str, list[Lesepunkt]] = {}
        for punkt in sak.punkter:
            by_rule.setdefault(punkt.gjelder.regel, []).append(punkt)
        return {
            n: by_rule[regel][number]
            for n, (regel, number) in enumerate(self.kolonner, start=1)
            if number < len(by_rule.get(regel, ()))
        }

    def sheet(self) -> TableSheet:
        ark = self.state.ark
        back = way_to(FORSIDE, text("leseskjema.sak.til_forsiden"))
        return TableSheet(
            key=SAKER,
            navn=text("leseskjema.ark.saker"),
            tittel=text("leseskjema.rad.tittel", enhet=clean(ark.enhet)),
            hode=(Faktum(navn=back, verdi=text("leseskjema.rad.innledning")),),
            kolonner=tuple(self._columns()),
            rader=tuple(self._row(sak) for sak in ark.saker),
            frys=3,
            voks=True,
            minst=2,
            bred=True,
            fane=USED,
        )

    def _columns(self) -> Iterator[FormColumn]:
        yield FormColumn(spurt=Asked(key="plass", navn=text("leseskjema.plass.plass"), fast=True), bredde=8)
        gone = Merking(nar="[_leses]=0", merke=Merke.UTE)
        lacks = Merking(nar='[_begrunn]&[_uten]<>""', merke=Merke.MANGLER)
        for key, width, mark in (("sak", 23, gone), ("sjekk", 21, lacks)):
            asked = Asked(key=key, navn=text(f"leseskjema.rad.{key}"), fast=True)
            yield FormColumn(spurt=asked, bredde=width, bare_vist=True, merking=(mark,))
        # What is hidden stands first: the sign that opens what is folded stands over the next column, which must show.
        yield from (hidden_column(key) for key in ("_begrunn", "_uten", "_besvart", "_mangler", "_bruk", "_leses"))
        for n in range(1, len(self.kolonner) + 1):
            yield FormColumn(spurt=Asked(key=f"id:{n}", navn=f"_id:{n}", fast=True), bredde=8, skjult=True)
        for n in range(1, len(self.kolonner) + 1):
            yield from self._group(n)

    def _name(self, n: int) -> str:
        regel, number = self.kolonner[n - 1]
        return f"{regel} ({number + 1})" if number else regel

    def _sign(self, n: int) -> str:
        """How a point that lacks something stands in the hidden column, between a space and a comma."""
        return f" {self._name(n)},"

    def _group(self, n: int) -> Iterator[FormColumn]:
        punkt, nr = self.first[n], self._name(n)
        lacks = Merking(nar=f"ISNUMBER(SEARCH({quoted(self._sign(n))},[_begrunn]))", merke=Merke.MANGLER)
        for key, width in _WIDTHS.items():
            if key == "uttrekk" and n not in self.with_machine:
                continue
            liste = {"svar": self.svarlister[punkt.svar], "feiltype": FEILTYPER}.get(key, "")
            liste = liste if self.lists.get(liste) else ""
            asked = Asked(
                key=f"{key}:{n}",
                navn=text("leseskjema.rad.overskrift", nr=nr, hva=text(f"leseskjema.rad.{key}")),
                entry=Entry.VALG if liste else Entry.DATO if key == "dato" else Entry.TEKST,
                liste=liste,
                fast=key == "uttrekk",
            )
            yield FormColumn(
                spurt=asked,
                bredde=width,
                over=self._over(nr, punkt),
                bare_vist=key == "uttrekk",
                foldet=key in _FOLDED,
                merking=(
                    Merking(nar=f'OR([id:{n}]="",[_leses]=0)', merke=Merke.UTE),
                    *((lacks,) if key == "begrunnelse" else ()),
                ),
            )

    def _over(self, nr: str, punkt: Lesepunkt) -> Celle:
        """The question, and the way to its guidance."""
        said = clean(text("leseskjema.rad.over", nr=nr, sporsmal=punkt.sporsmal or punkt.tittel))
        fits = len(said) <= _LONGEST and "[" not in said
        return way_to(f"{VEILEDNING}/{punkt.gjelder.regel}", said) if fits else said

    def _row(self, sak: Lesesak) -> FormRow:
        points = self.points[sak.plass]
        values: dict[str, Celle] = {"plass": sak.plass, "sak": self._case(sak), **self._worked_out(sak, points)}
        for n, punkt in points.items():
            given = self.state.given(punkt.id)
            values |= {
                f"id:{n}": punkt.id,
                f"svar:{n}": shown(given.get("svar"), self.lists[self.svarlister[punkt.svar]]),
                f"begrunnelse:{n}": shown(given.get("begrunnelse"), ()),
                f"feiltype:{n}": shown(given.get("feiltype"), self.lists.get(FEILTYPER, ())),
                f"belegg:{n}": shown(given.get("belegg"), ()),
                f"dato:{n}": given.get("dato"),
            }
            if n in self.with_machine:
                values[f"uttrekk:{n}"] = "\n".join(
                    one for one in (capital(punkt.om), machine_text(punkt.maskin)) if one
                )
        return FormRow(id=sak.sak, verdier=values)

    def _case(self, sak: Lesesak) -> Celle:
        """The short id and what is read; of a case in reserve, only when it is in use."""
        said = "\n".join(one for one in (clean(sak.kort), place_text(sak)) if one)
        if not sak.reserve:
            return said
        waits = text("leseskjema.plass.ikke_i_bruk")
        told = f"{in_row('_kort')}&CHAR(10)&{in_row('_om')}"
        return Formel(uttrykk=f"IF([_bruk]=1,{told},{quoted(waits)})", verdi=said if self.state.in_use(sak) else waits)

    def _worked_out(self, sak: Lesesak, points: Mapping[int, Lesepunkt]) -> Mapping[str, Celle]:
        state = self.state
        word = {n: lacking(one, state.given(one.id)) for n, one in points.items()}
        reason = [n for n in points if word[n] in ("mangler_begrunnelse", "mangler_over")]
        without = [n for n in points if word[n] == "mangler_svar"]
        unread = quoted(answer_text("ikke vurdert"))
        needs = (
            (n, f'IF(AND(TRIM([begrunnelse:{n}])="",{one_of(f"[svar:{n}]", must)})')
            for n, one in points.items()
            if (must := (*one.krever, *over_machine(one)))
        )
        alone = (
            (n, f'IF(AND(TRIM([svar:{n}])="",[begrunnelse:{n}]&[feiltype:{n}]&[belegg:{n}]&[dato:{n}]<>"")')
            for n in points
        )
        number = "+".join(f'(TRIM([svar:{n}])<>"")-(TRIM([svar:{n}])={unread})' for n in points) or "0"
        commas = 'LEN([_begrunn]&[_uten])-LEN(SUBSTITUTE([_begrunn]&[_uten],",",""))'
        return {
            "_begrunn": Formel(uttrykk=self._signs(needs), verdi="".join(self._sign(n) for n in reason)),
            "_uten": Formel(uttrykk=self._signs(alone), verdi="".join(self._sign(n) for n in without)),
            "_besvart": Formel(uttrykk=number, verdi=state.answered(points.values())),
            "_mangler": Formel(uttrykk=commas, verdi=len(reason) + len(without)),
            "_bruk": Formel(uttrykk=in_row("_bruk"), verdi=int(state.in_use(sak))),
            "_leses": Formel(uttrykk=in_row("_leses"), verdi=int(state.read(sak))),
            "sjekk": self._check(sak, [self._name(n) for n in reason], [self._name(n) for n in without]),
        }

    def _signs(self, tests: Iterable[tuple[int, str]]) -> str:
        return "&".join(f'{test},{quoted(self._sign(n))},"")' for n, test in tests) or '""'

    def _check(self, sak: Lesesak, reason: list[str], without: list[str]) -> Formel:
        """«2 av 8 besvart», and under it which points lack what."""
        of = f"{text('leseskjema.forside.av_ledd')}{len(sak.punkter)}{text('leseskjema.forside.besvart_ledd')}"
        lacks = {"_begrunn": "mangler_begrunnelse", "_uten": "mangler_svar"}
        said = {key: text(f"leseskjema.sjekk.{word}_ledd") for key, word in lacks.items()}
        parts = "".join(
            f'&IF([{key}]="","",CHAR(10)&{quoted(word)}&MID([{key}],2,LEN([{key}])-2))' for key, word in said.items()
        )
        gone = text("leseskjema.plass.utgar_naa")
        formula = f'IF([_bruk]=0,"",IF([_leses]=0,{quoted(gone)},[_besvart]&{quoted(of)}{parts}))'
        lines = [f"{self.state.answered(sak.punkter)}{of}"]
        lines += [
            f"{said[key]}{', '.join(names)}" for key, names in (("_begrunn", reason), ("_uten", without)) if names
        ]
        shown_now = "\n".join(lines) if self.state.read(sak) else gone if self.state.in_use(sak) else ""
        return Formel(uttrykk=formula, verdi=shown_now)


def in_row(column: str) -> str:
    """What stands on the front page of the case in this row."""
    return f"INDEX([{FORSIDE}.{column}],MATCH([id],[{FORSIDE}.id],0))"
