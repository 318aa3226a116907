"""How numbers, periods and sentences with numbers are written in a report."""

from datetime import date

import pytest

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.periode import periods, slag_of
from bvaudit.model.rapport import Periode
from bvaudit.model.trykk import Talldel, Trykktall
from bvaudit.reports.report_words import amount, cell, number, period, plain, shown, told, told_counted

DAG = date(2025, 12, 31)


def row(storrelse: str = "antall", verdi: float | None = None, **more: object) -> Nokkelrad:
    return Nokkelrad(
        tall="meldinger", variant="mottatt", storrelse=storrelse, periode_fra=DAG, periode_til=DAG, verdi=verdi,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (89, "89"), (1234, "1 234"), (13300, "13 300"), (10.55, "10,55"), (13.5, "13,5"), (333.0, "333")],
)
def test_a_number(value: float, said: str) -> None:
    assert amount(value).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (6, 45, "13,3 %"),
        (6, 68, "8,8 %"),
        (10, 317, "3,2 %"),
        (0, 87, "0,0 %"),
        (1, 3000, "under 0,1 %"),
        (5, 5, "100,0 %"),
    ],
)
def test_a_share_is_rounded_from_its_parts(part: int, whole: int, said: str) -> None:
    share = row("andel", part / whole, teller=part, nevner=whole)
    assert shown(share).replace("\u00a0", " ") == said
    assert plain(cell(share)).replace("\u00a0", " ") == f"{said} ({part} av {amount(whole)})".replace("\u00a0", " ")


@pytest.mark.parametrize("state", [one for one in Tilstand if one is not Tilstand.VERDI])
def test_where_there_is_no_number_it_is_said_why_and_never_0(state: Tilstand) -> None:
    said = shown(row("andel", None, tilstand=state))
    assert said and not any(sign.isdigit() for sign in said)
    assert cell(row("andel", 0.5, tilstand=state)) == (said,), "also when somebody forgot to take it out"


def test_a_sentence_keeps_what_its_numbers_are() -> None:
    one = row(verdi=89)
    said = told("rapport.setning.del", antall=number(one), navn="meldinger")
    assert said == (Trykktall(vist="89", celle=one.celle, del_=Talldel.VERDI), " meldinger")


@pytest.mark.parametrize(("n", "said"), [(1, "1 avvik er åpent."), (2, "2 avvik er åpne."), (0, "0 avvik er åpne.")])
def test_the_form_fits_the_number(n: int, said: str) -> None:
    assert plain(told_counted("rapport.forside.apne", row(verdi=n))) == said


@pytest.mark.parametrize(
    ("fra", "til", "said"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2020, 1, 1), date(2020, 3, 31), "1. kvartal 2020"),
        (date(2024, 7, 1), date(2024, 12, 31), "2. halvår 2024"),
        (DAG, DAG, "31.12.2025"),
        (date(2025, 1, 15), date(2025, 2, 3), "15.01.2025–03.02.2025"),
    ],
)
def test_a_period_has_a_name(fra: date, til: date, said: str) -> None:
    assert period(fra, til) == said


@pytest.mark.parametrize(
    ("slag", "dag", "newest"),
    [
        (Periode.AR, date(2025, 12, 31), (date(2025, 1, 1), date(2025, 12, 31))),
        (Periode.AR, date(2025, 12, 30), (date(2024, 1, 1), date(2024, 12, 31))),
        (Periode.HALVAR, date(2024, 7, 15), (date(2024, 1, 1), date(2024, 6, 30))),
        (Periode.KVARTAL, date(2020, 4, 24), (date(2020, 1, 1), date(2020, 3, 31))),
        (Periode.KVARTAL, date(2020, 3, 30), (date(2019, 10, 1), date(2019, 12, 31))),
    ],
)
def test_the_newest_period_is_one_that_is_over(slag: Periode, dag: date, newest: tuple[date, date]) -> None:
    first, second = periods(slag, dag, 2)
    assert first == newest
    assert (second.til - first.fra).days == -1, "the one before ends the day before it begins"
    assert slag_of(first) is slag


def test_one_way_of_writing_a_number() -> None:
    """Half is rounded up as people do, also where the machine's own number lies a hair below."""
    from bvaudit.reports.figure_words import tall

    assert [amount(value) for value in (0.145, 2.675, 1234.5, 0.0, -0.001, 3.999)] == [
        "0,15", "2,68", "1\u00a0234,5", "0", "0", "4",
    ]  # fmt: skip
    assert (tall(4.04), tall(4.04, 2, faste=False), tall(10.5, 2)) == ("4,0", "4,04", "10,50")
