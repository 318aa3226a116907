"""A rule's results as figures: what puts an object in a period, who it belongs to, and one way held against another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.kilde import everything
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.tallord import Periodeslag
from bvaudit.model.tallperiode import Periode, kalenderperioder
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.figures import AskedFigures, FigureSource, figures_in

from .figure_cases import AR, ENHETER, OST, PER, VEST, Tabeller, counted, figure

KVARTALER = kalenderperioder(2025, 2025, (Periodeslag.KVARTAL,))


@pytest.fixture
def t() -> Iterator[Tabeller]:
    tabeller = Tabeller()
    with tabeller.database:
        yield tabeller


def und(t: Tabeller, sak: int, start: str, slutt: str = "", mottatt: str = "") -> None:
    """An investigation, and the melding it came of when there is one."""
    done = {"konklusjon_slutt_dato": slutt} if slutt else {}
    nr = t.row("undersokelse", sak_nr=sak, start_dato=start, **done)
    if mottatt:
        melding = t.row("henvendelse", sak_nr=sak, kode="2", start_dato=mottatt)
        t.row(
            "relasjon", sak_nr=sak, fra_type="henvendelse", fra_nr=melding, til_type="undersokelse", til_nr=nr
        )  # fmt: skip


def reading(regel: str) -> str:
    return f"lesninger:\n  alle:\n    forklaring: Alle.\n    regel: {regel}\n"


def whole(rows: tuple[Nokkelrad, ...], gruppe: str = "") -> list[tuple[float | None, float | None]]:
    return [(r.teller, r.nevner) for r in rows if not r.enhet and not r.kommune and r.gruppe == gruppe]


def test_what_is_open_and_due_is_in_every_period_since_it_began(t: Tabeller) -> None:
    und(t, t.sak(), "2025-01-10")  # open
    und(t, t.sak(), "2025-02-01", "2025-04-02")  # in time, in the second quarter
    tall = figure(reading("{id: UND-03, variant: register}"))
    assert whole(counted(t, tall, perioder=KVARTALER).rader) == [(1, 1), (1, 2), (1, 1), (1, 1)]
    done = figure(reading("{id: UND-03, variant: register, over: konkludert}"))
    assert whole(counted(t, done, perioder=KVARTALER).rader) == [(0, 0), (0, 1), (0, 0), (0, 0)]


def test_what_is_open_belongs_to_the_unit_that_has_it_on_the_judging_day(t: Tabeller) -> None:
    sak = t.sak(VEST, "5038")
    t.flyttet(sak, ("2024-01-01", OST, "5001"), ("2025-06-01", VEST, "5038"))
    und(t, sak, "2025-01-10")
    und(t, sak, "2025-01-11", "2025-05-31")
    rows = counted(t, figure(reading("{id: UND-03, variant: register}"))).rader
    assert {r.enhet: (r.teller, r.nevner) for r in rows if r.enhet in (OST, VEST)} == {OST: (1, 1), VEST: (1, 1)}


def test_one_way_of_counting_held_against_another(t: Tabeller) -> None:
    und(t, t.sak(), "2025-02-01", "2025-07-01", mottatt="2025-01-25")  # too late by both
    und(t, t.sak(), "2025-02-01", "2025-05-05", mottatt="2025-02-01")  # only by the register's
    und(t, t.sak(), "2025-02-01", "2025-06-01")  # no melding
    und(t, t.sak(), "2025-03-01", "2025-05-30", mottatt="2025-02-01")  # only by the act
    und(t, t.sak(), "2025-02-01", "2025-04-01", mottatt="2025-01-25")  # in time
    found = counted(t, figure(reading("{id: UND-03, variant: register, over: konkludert, mot: lov}")))
    parts = {r.gruppe: r.verdi for r in found.rader if not r.enhet and not r.kommune and r.storrelse == "antall"}
    assert parts.pop("") == 3, "the breaches, and not all that were judged"
    assert set(parts.values()) == {1} and len(parts) == 4
    shares = {r.gruppe: r.verdi for r in found.rader if not r.enhet and not r.kommune and r.storrelse == "andel"}
    assert shares[""] == pytest.approx(
        sum(shares[f"del={kode}"] or 0 for kode in ("reell", "regeleffekt", "uten_melding"))
    )


@pytest.mark.lang
def test_every_rule_is_a_figure_without_more_yaml(t: Tabeller) -> None:
    und(t, t.sak(), "2025-02-01", "2025-07-01", mottatt="2025-01-25")
    content = content_or_stop(())
    source = FigureSource(kilder=(everything(),), enheter=ENHETER)
    asked = AskedFigures(per=PER, perioder=(AR, *KVARTALER))
    content = replace(content, planer=replace(content.planer, nokkeltall=()))
    rows = figures_in(t.database, source, asked, content).rader
    machine = {r.id for r in content.regler.values() if not r.manuell and r.kontroll is None and r.utgatt is None}
    assert {r.tall for r in rows} == machine
    years = [r for r in rows if r.tall == "HJE-01"]
    assert {(r.periode_fra, r.periode_til) for r in years} == {(PER, PER)}, "a state stands on its day"
    quarters = {(r.periode_fra, r.periode_til) for r in rows if r.tall == "UND-03"}
    assert quarters == {tuple(p) for p in (AR, *KVARTALER)}
    assert {r.variant for r in rows if r.tall == "UND-03"} == set(content.regler["UND-03"].variantnavn)
    named = figures_in(t.database, source, replace(asked, tall=("HJE-01",)), content).rader
    assert {r.periode_til for r in named} == {p.til for p in KVARTALER}, "asked for by name, it is counted each quarter"


def test_a_rule_the_extract_cannot_answer_has_no_number(t: Tabeller) -> None:
    uten = everything([navn for navn in everything().leverer if navn != "undersokelse"])
    found = counted(t, figure(reading("{id: UND-03}")), kilder=[uten])
    assert {r.tilstand for r in found.rader} == {Tilstand.IKKE_UNDERSOKT} and found.ikke_undersokt


def test_the_state_of_a_rule_is_judged_on_the_last_day_of_each_period(t: Tabeller) -> None:
    sak = t.sak()
    t.row("tiltak", sak_nr=sak, start_dato="2025-01-01", lov="BVL2021", kapittel="3", paragraf="1")
    t.row("plan", sak_nr=sak, kode="1", start_dato="2025-05-01")
    found = counted(t, figure(reading("{id: HJE-01}")), perioder=KVARTALER)
    assert whole(found.rader) == [(1, 1), (0, 1), (0, 1), (0, 1)]
    assert [r.periode_fra for r in found.rader if not r.enhet and not r.kommune] == [p.til for p in KVARTALER]


@pytest.mark.parametrize(("teller", "ventet"), [("brudd", 1), ("oppfylt", 0)])
def test_which_results_the_share_is_of(t: Tabeller, teller: str, ventet: int) -> None:
    und(t, t.sak(), "2025-01-10", "2025-09-01")
    tall = figure(reading(f"{{id: UND-03, variant: register, teller: {teller}}}"))
    assert whole(counted(t, tall, perioder=(Periode(date(2025, 1, 1), PER),)).rader) == [(ventet, 1)]
