"""Cases per consultant: a number of the extract over one of an imported series."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.figures.ratios import ratio_rows
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Forhold, Lesning, Nokkeltall, Tallvalg

DAG = date(2025, 12, 31)
SAKER = Nokkelrad(
    tall="saker", variant="apne", storrelse="antall", periode_fra=DAG, periode_til=DAG, verdi=89.0, n_saker=89
)
ARSVERK = Nokkelrad(
    tall="arsverk", variant="oppgitt", storrelse="arsverk", periode_fra=date(2025, 1, 1), periode_til=DAG, verdi=5.5
)
PER_KONSULENT = Nokkeltall(
    id="per_konsulent",
    tittel="Saker per konsulent",
    kilde="Test",
    lesninger=(
        Lesning(
            navn="saker",
            forklaring="Saker over årsverk.",
            forhold=Forhold(teller=Tallvalg(tall="saker"), nevner=Tallvalg(tall="arsverk", storrelse="arsverk")),
        ),
    ),
    fil="",
)
ANNET = Nokkeltall(
    id="saker", tittel="Saker", kilde="Test", lesninger=(Lesning(navn="apne", forklaring="Åpne."),), fil=""
)


def ratio(*known: Nokkelrad) -> tuple[Nokkelrad, ...]:
    return ratio_rows([PER_KONSULENT], known, [PER_KONSULENT, ANNET])


def test_the_year_of_the_series_holds_the_day_of_the_stock() -> None:
    (row,) = ratio(SAKER, ARSVERK)
    assert (row.tall, row.variant, row.storrelse) == ("per_konsulent", "saker", "gjennomsnitt")
    assert row.verdi == pytest.approx(89 / 5.5) and (row.teller, row.nevner, row.n_saker) == (89.0, 5.5, 89)


def test_the_shortest_period_that_holds_it_is_taken() -> None:
    quarter = replace(ARSVERK, periode_fra=date(2025, 10, 1), verdi=10.0)
    assert ratio(SAKER, ARSVERK, quarter)[0].nevner == 10.0


@pytest.mark.parametrize(
    ("nevner", "ventet"),
    [
        pytest.param(None, Tilstand.IKKE_UNDERSOKT, id="serien har ikke året"),
        pytest.param({"verdi": 0.0}, Tilstand.INGEN, id="ingen ansatte"),
        pytest.param({"verdi": None, "tilstand": Tilstand.MANGLER_SYSTEM}, Tilstand.MANGLER_SYSTEM, id="uten system"),
        pytest.param({"enhet": "Østbyen"}, Tilstand.IKKE_UNDERSOKT, id="bare en annen enhet"),
    ],
)
def test_without_a_number_below_the_line_there_is_none(nevner: dict[str, object] | None, ventet: Tilstand) -> None:
    known = [SAKER] if nevner is None else [SAKER, replace(ARSVERK, **nevner)]  # type: ignore[arg-type]
    (row,) = ratio(*known)
    assert row.verdi is None and row.tilstand is ventet


def test_a_number_above_that_is_not_known_stays_so() -> None:
    hidden = replace(SAKER, verdi=None, tilstand=Tilstand.IKKE_UNDERSOKT, merknad="har ikke tiltak")
    (row,) = ratio(hidden, ARSVERK)
    assert row.tilstand is Tilstand.IKKE_UNDERSOKT and row.merknad == "har ikke tiltak"
