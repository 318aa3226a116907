"""«Why» of every reading over made-up cases: what is behind each number adds up to the number as it is counted, and the
parts to the difference between two extracts."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from bvaudit.model.arsak import Arsak, Del, Gruppe
from bvaudit.model.kilde import everything
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Lesning, Regelsvar
from bvaudit.model.tallord import Storrelse
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_why import part_of
from bvaudit.workflows.figure_why_measures import Measures, parts_of
from bvaudit.workflows.figure_why_side import Side, Wish, behind, narrowed
from bvaudit.workflows.figures import AskedFigures, FigureSource, figures_in, themed

from .figure_cases import ENHETER, VEST, Tabeller, figure
from .test_figures_properties import PER, PERIODER, cases

AR = PERIODER[0]
SOURCE = FigureSource(kilder=(everything(),), enheter=ENHETER)
BEMANNING = tuple(
    Nokkelrad(
        tall="serie.bemanning", variant=variant, storrelse="antall", periode_fra=AR.fra, periode_til=AR.til,
        enhet=enhet, kommune=kommune, verdi=verdi, kilde="Test",
    )
    for variant, enhet, kommune, verdi in (
        ("har_saker", "", "", 12.4), ("har_saker", VEST, "", 3.5), ("alle", "", "", 20.0),
        ("har_saker", "", "5001", 8.0),
    )
)  # fmt: skip


# One of each way a figure is divided: by codes of the object and beneath it, by entries, by conditions, by a rule.
DIVIDED = (
    "melder",
    "saksinnhold",
    "undersokelse_utfall",
    "av_100",
    "akutt_utfall",
    "atferd",
    "fristbrudd_delt",
    "prove",
)


def readings(content: Content) -> Iterator[tuple[str, Lesning]]:
    for one in themed(content).values():
        for lesning in one.lesninger:
            yield one.id, lesning


def ways(content: Content) -> Iterator[tuple[str, Lesning]]:
    """Every rule and way of counting that is a figure for free."""
    for rule in content.regler.values():
        if not rule.manuell and rule.kontroll is None and rule.utgatt is None:
            for navn in rule.variantnavn:
                yield rule.id, Lesning(navn=navn, forklaring="", regel=Regelsvar(id=rule.id, variant=navn))


class Extract:
    """Made-up cases, with every reading asked for as it is ordinarily counted."""

    def __init__(self, tabeller: Tabeller, content: Content, tall: tuple[str, ...]) -> None:
        self._tabeller, self._content = tabeller, content
        asked = AskedFigures(per=PER, perioder=(AR,), tall=tall)
        counted = figures_in(tabeller.database, SOURCE, asked, content, serier=BEMANNING)
        self._rows = counted.rader

    def side(self, tall: str, lesning: Lesning, gruppe: Gruppe | None = None) -> Side:
        asked = AskedFigures(per=PER, perioder=(AR,), tall=(tall,))
        own = narrowed(self._content, tall, lesning.navn)
        found = behind(
            self._tabeller.database, SOURCE, asked, own, Wish(tall=tall, lesning=lesning.navn, gruppe=gruppe)
        )
        rows = tuple(row for row in self._rows if (row.tall, row.variant) == (tall, lesning.navn))
        return replace(found, rader=rows)


def value(one: Side, storrelse: str, gruppe: Gruppe | None) -> Nokkelrad | None:
    return one.rad(storrelse, str(gruppe or ""))


def counted(one: Side, lesning: Lesning, del_: Del, gruppe: Gruppe | None) -> float | None:
    """The count as the ordinary rows have it; None where they do not show it."""
    rows = [value(one, storrelse.value, gruppe) for storrelse in (*lesning.maler, Storrelse.GJENNOMSNITT)]
    there = [row for row in rows if row is not None]
    if lesning.over is not None:
        return next((r.teller if r.storrelse == "gjennomsnitt" else r.verdi for r in there
                     if r.storrelse in ("gjennomsnitt", "sum")), None)  # fmt: skip
    if lesning.varighet is not None:
        return None if del_ is Del.DAGER else next((r.nevner for r in there if r.nevner is not None), None)
    if del_ is Del.ANTALL:
        return next((r.verdi for r in there if r.storrelse == lesning.telt.value and not lesning.av_100), None)
    shares = [r for r in there if r.nevner is not None]
    return next((r.teller if del_ is Del.TELLER else r.nevner for r in shares), None)


def faults(old: Side, new: Side, lesning: Lesning, gruppe: Gruppe | None, sted: str) -> Iterator[str]:
    for del_ in parts_of(lesning, gruppe):
        before, now = (one.under if del_ is Del.NEVNER and lesning.forhold else one.bak for one in (old, new))
        if before is None or now is None:
            continue
        found, _ = part_of(del_, before, now, sted)
        if sum(found.sum(arsak) for arsak in Arsak) != found.til - found.fra:
            yield f"{del_}: delene er ikke forskjellen"
        for one, number in ((old, found.fra), (new, found.til)):
            told = counted(one, lesning, del_, gruppe)
            if told is not None and told != number:
                yield f"{del_}: {number}, talt {told}"
    yield from faults_of_measures(old, new, lesning, gruppe, sted)


def faults_of_measures(old: Side, new: Side, lesning: Lesning, gruppe: Gruppe | None, sted: str) -> Iterator[str]:
    for maling in Measures(lesning, gruppe, old, new, sted).all():
        fra, til = (value(one, maling.storrelse, gruppe) for one in (old, new))
        for row, number in ((fra, maling.fra), (til, maling.til)):
            said = row.verdi if row is not None else None
            if (said is None) != (number is None) or (number is not None and said != pytest.approx(float(number))):
                yield f"{maling.storrelse}: {number}, talt {said}"
        if maling.udelt:
            continue
        if maling.forskjell is not None and sum((v.endring for v in maling.virkninger), Fraction()) != maling.forskjell:
            yield f"{maling.storrelse}: virkningene er ikke forskjellen"


def parts_there(*sides: Side) -> list[Gruppe | None]:
    codes = dict.fromkeys(row.gruppe for one in sides for row in one.rader if row.gruppe)
    return [Gruppe(akse=akse, kode=kode) for akse, _, kode in (code.partition("=") for code in codes)]


def examined(content: Content, every: list[tuple[str, Lesning]], *tabeller: Tabeller) -> list[str]:
    """Every fault in words. Of the first reading of some figures one of the parts is looked at as well."""
    wrong: list[str] = []
    seen: set[str] = set()
    asked = tuple(dict.fromkeys(tall for tall, _ in every))
    extracts = [Extract(one, content, asked) for one in tabeller]
    for tall, lesning in every:
        old, new = (one.side(tall, lesning) for one in extracts)
        some = parts_there(old, new)[:1] if tall in DIVIDED and tall not in seen else []
        seen.add(tall)
        for gruppe in (None, *some):
            both = (old, new) if gruppe is None else [one.side(tall, lesning, gruppe) for one in extracts]
            for sted in ("", VEST, "5001"):
                one, other = (each.at(sted) for each in both)
                rows = [row for each in (one, other) for row in each.rader]
                if not rows or any(row.tilstand is Tilstand.IKKE_UNDERSOKT for row in rows):
                    continue
                told = faults(one, other, lesning, gruppe, sted)
                wrong += [f"{tall} {lesning.navn} {sted} {gruppe}: {fault}" for fault in told]
    return wrong


MAALT = """
gjelder: {objekt: undersokelse}
lesninger:
  dager:
    forklaring: Dager fra start til konklusjon.
    tid: {dato: konklusjon_slutt_dato}
    varighet: {fra: start_dato, til: konklusjon_slutt_dato}
    storrelser: [antall, gjennomsnitt, median, minst, storst]
  per_melding:
    forklaring: Undersøkelser for hver melding.
    forhold: {teller: {tall: undersokelser}, nevner: {tall: meldinger}}
  andel_delt:
    forklaring: Andelen som ble henlagt, etter hva de kom fra.
    tid: {dato: konklusjon_slutt_dato}
    andel: {der: {konklusjon_kode: {en_av: ["3", "4"]}}}
    deles: {kode: {felt: konklusjon_kode}}
    storrelser: [antall, andel]
"""


def test_what_a_municipality_may_measure_itself_adds_up_too() -> None:
    content = content_or_stop(())
    prove = figure(MAALT)
    content = replace(content, planer=replace(content.planer, nokkeltall=(prove, *content.planer.nokkeltall)))
    assert examined(content, [("prove", one) for one in prove.lesninger], cases(3, 10), cases(4, 12)) == []


@pytest.mark.lang
def test_what_is_behind_every_reading_adds_up() -> None:
    content = content_or_stop(())
    assert examined(content, list(readings(content)), cases(1, 25), cases(2, 30)) == []


_EVERY = 9  # they are all counted by one query, which has the rule as a value


@pytest.mark.lang
def test_what_is_behind_the_share_of_a_rule_adds_up() -> None:
    content = content_or_stop(())
    assert examined(content, list(ways(content))[::_EVERY], cases(1, 25), cases(2, 30)) == []
