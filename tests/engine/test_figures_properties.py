"""What holds for every figure over any made-up cases: nothing raises, parts add up, and shares are what they say."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from bvaudit.model.kilde import everything
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.tallord import Teller
from bvaudit.model.tallperiode import Periode
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figures import AskedFigures, CountedFigures, FigureSource, figures_in

from .figure_cases import ENHETER, OMSORG, OST, VEST, Tabeller

pytestmark = pytest.mark.lang
PER = date(2026, 3, 31)
PERIODER = (
    Periode(date(2025, 1, 1), date(2025, 12, 31)),
    Periode(date(2025, 7, 1), date(2025, 9, 30)),
    Periode(date(2026, 1, 1), date(2026, 12, 31)),
)
KODER = {
    "henvendelse": ("2", "1", None),
    "plan": ("1", "4"),
    "tiltak": ("1.1", "2.1", "2.5", "4.5", "6.1", None),
}
LOV = (("BVL2021", "3", "1"), ("BVL2021", "3", "6"), ("BVL2021", "5", "1"), ("BVL2021", "4", "2"), ("BVL", "4", "12"))


def cases(seed: int, number: int) -> Tabeller:
    """Half of everything lacks something: dates that are empty, come before their start, or lie after the day."""
    rng, t = Random(seed), Tabeller()
    for _ in range(number):
        unit = rng.choice((OST, VEST, OMSORG))
        birth = rng.choice((None, day(rng, 2022, 2044)))
        sak = t.sak(unit, rng.choice(("5001", "5038")), fyller_18_dato=birth, fyller_25_dato=birth and later(birth))
        if rng.random() < 0.3:
            t.flyttet(sak, ("2024-01-01", rng.choice((OST, VEST)), "5001"), ("2025-08-01", unit, "5038"))
        t.row(
            "personalia", sak_nr=sak, gjeldende=True, person_pseudonym=f"P{rng.randrange(number)}",
            ident_type=rng.choice(("fodselsnummer", "hjelpenummer")), duf_pseudonym=rng.choice((None, None, "D")),
        )  # fmt: skip
        for table in ("henvendelse", "undersokelse", "tiltak", "vedtak", "plan"):
            for _ in range(rng.randrange(3)):
                add(t, rng, table, sak)
    return t


def add(t: Tabeller, rng: Random, table: str, sak: int) -> None:
    values: dict[str, object] = {"start_dato": some_day(rng), "er_slettet": rng.random() < 0.1}
    end = "konklusjon_slutt_dato" if table in ("henvendelse", "undersokelse") else "slutt_dato"
    values[end] = some_day(rng) if rng.random() < 0.6 else None
    if table in ("henvendelse", "undersokelse"):
        values["konklusjon_kode"] = rng.choice(("1", "2", "3", "4", "6", "8", None))
    if table in KODER:
        values["kode"] = rng.choice(KODER[table])
    if table in ("tiltak", "vedtak"):
        values |= dict(zip(("lov", "kapittel", "paragraf"), rng.choice(LOV), strict=True))
    nr = t.row(table, sak_nr=sak, **values)
    if table == "tiltak":
        for _ in range(rng.randrange(6)):
            t.row("oppfolging_utfort", sak_nr=sak, tiltak_nr=nr, utfort_dato=day(rng, 2025, 2026))
    if table == "henvendelse":
        t.row("melder", sak_nr=sak, eier_type=table, eier_nr=nr, kode=rng.choice(("1", "8", "11")))


def day(rng: Random, first: int, last: int) -> date:
    return date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def some_day(rng: Random) -> date | None:
    return day(rng, 2024, 2026) if rng.random() < 0.9 else None


def later(birth: date) -> date:
    return date(birth.year + 7, birth.month, birth.day)


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop(())


@pytest.fixture(scope="module")
def found(content: Content) -> CountedFigures:
    t = cases(7, 500)
    source = FigureSource(kilder=(everything(),), enheter=ENHETER)
    with t.database:
        return figures_in(t.database, source, AskedFigures(per=PER, perioder=PERIODER, regler=False), content)


def by_place(found: CountedFigures) -> Mapping[tuple[object, ...], Mapping[str, Nokkelrad]]:
    """Everything of a row but its place → unit («» for all) → the row."""
    ut: dict[tuple[object, ...], dict[str, Nokkelrad]] = defaultdict(dict)
    for row in found.rader:
        if not row.kommune:
            key = (row.tall, row.variant, row.storrelse, row.periode_fra, row.periode_til, row.gruppe)
            ut[key][row.enhet] = row
    return ut


def test_no_figure_raises_and_each_is_there(found: CountedFigures, content: Content) -> None:
    assert {row.tall for row in found.rader} >= {
        one.id for one in content.nokkeltall.values() if one.standard.forhold is None
    }
    assert len({row.celle for row in found.rader}) == len(found.rader)


def test_a_share_is_what_stands_above_over_what_stands_below(found: CountedFigures) -> None:
    shares = [row for row in found.rader if row.storrelse == "andel"]
    assert len(shares) > 500
    for row in shares:
        if row.tilstand is Tilstand.VERDI:
            assert row.teller is not None and row.nevner
            assert row.verdi == row.teller / row.nevner and 0 <= row.verdi <= 1, row
        else:
            assert row.verdi is None, row


def test_the_units_hold_at_least_what_all_does(found: CountedFigures, content: Content) -> None:
    """Objects of a day add up; a child in two units counts in both."""
    for (tall, variant, storrelse, *_), rows in by_place(found).items():
        if storrelse not in ("antall", "antall_barn", "dogn"):
            continue
        lesning = content.nokkeltall[str(tall)].lesning(str(variant))
        assert lesning is not None
        if lesning.av_100:
            continue
        whole, units = rows[""].verdi or 0, sum(row.verdi or 0 for unit, row in rows.items() if unit)
        assert units >= whole, (tall, variant, rows)
        on_a_day = lesning.tid is not None and (lesning.tid.dato or lesning.tid.i_kraft == "siste_dag")
        if on_a_day and lesning.tell is Teller.OBJEKTER:
            assert units == whole, (tall, variant, rows)


def test_parts_that_shut_each_other_out_add_up(found: CountedFigures) -> None:
    """Outcomes are one code an object, so that the parts and the rest are all of it, but for what has no code."""
    parts: dict[object, list[Nokkelrad]] = defaultdict(list)
    for row in found.rader:
        if row.tall == "undersokelse_utfall" and row.storrelse == "andel":
            parts[row.celle._replace(gruppe="")].append(row)
    assert parts
    for rows in parts.values():
        nevner = {row.nevner for row in rows}
        assert len(nevner) == 1 and sum(row.teller or 0 for row in rows) <= (nevner.pop() or 0)


def test_numbers_do_not_move_with_what_else_is_asked(content: Content) -> None:
    """A figure counted alone, for one period and with another order of cases, is the same."""
    source = FigureSource(kilder=(everything(),), enheter=ENHETER)
    got = []
    for perioder in (PERIODER, PERIODER[:1]):
        t = cases(11, 60)
        with t.database:
            asked = AskedFigures(per=PER, perioder=perioder, tall=("barn_i_tiltak", "meldinger"), regler=False)
            rows = figures_in(t.database, source, asked, content).rader
        got.append({row.celle: row for row in rows if row.periode_til == PERIODER[0].til})
    assert got[0] == got[1] and got[0]
