"""Each figure on a small given extract: the expected number, and who is in and who is out for each condition."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bvaudit.model.nokkelrad import Nokkelrad
from tests.oracle.tall.saker import Sted

from .counted_cases import content, count_cases, units_of
from .small_cases import hos
from .small_rows import AR_2025, PER, Liten
from .small_rows import RADER as SMA
from .trap_rows import FELLER

RADER = (*SMA, *FELLER)
# Each row in its own unit, so that one extract holds them all.
STEDER = tuple(
    Sted(kommune="9999", kommunenavn="Fjordvik", bydel=f"{nr:02}", vist=f"Enhet {nr:02}") for nr in range(len(RADER))
)
Funnet = Mapping[str, Nokkelrad]


@pytest.fixture(scope="module")
def funnet(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Funnet]:
    """Row → what the program says of its unit, under the names the rows use."""
    saker = [sak for sted, rad in zip(STEDER, RADER, strict=True) for sak in hos(sted, *rad.saker)]
    ogsa: dict[tuple[date, date], list[str]] = {}
    for rad in RADER:
        if rad.periode != AR_2025 and rad.tall not in ogsa.setdefault(rad.periode, []):
            ogsa[rad.periode].append(rad.tall)
    talt = count_cases(saker, tmp_path_factory.mktemp("smatt"), PER, [AR_2025], enheter=units_of(STEDER), ogsa=ogsa)
    ut: dict[str, dict[str, Nokkelrad]] = {}
    for row in talt.rader:
        if row.enhet:
            liten = RADER[int(row.enhet.removeprefix("Enhet "))]
            til = min(liten.periode[1], PER)
            if row.tall == liten.tall and row.periode_til in (til, liten.periode[1]) and _same(row, liten):
                for name in _names(row):
                    ut.setdefault(liten.navn, {}).setdefault(name, row)
    return ut


def _same(row: Nokkelrad, liten: Liten) -> bool:
    return row.periode_fra in (liten.periode[0], min(liten.periode[1], PER))


def _names(row: Nokkelrad) -> list[str]:
    kode = "".join(f"/{kode}" for kode in row.akser.values())
    return [f"{row.variant}{kode}", f"{row.variant}{kode}:{row.storrelse}"]


CELLS = [pytest.param(rad, navn, id=f"{rad.tall}: {rad.navn}: {navn}") for rad in RADER for navn in rad.svar]


@pytest.mark.parametrize(("rad", "navn"), CELLS)
def test_the_figure_of_a_small_extract(funnet: Mapping[str, Funnet], rad: Liten, navn: str) -> None:
    row, ventet = funnet[rad.navn][navn], rad.svar[navn]
    fant: Any = (row.teller, row.nevner) if isinstance(ventet, tuple) else row.verdi
    assert fant == (pytest.approx(ventet) if isinstance(ventet, float) else ventet)


def test_the_names_are_unlike() -> None:
    assert len({rad.navn for rad in RADER}) == len(RADER)


def test_every_figure_of_cases_has_a_small_extract() -> None:
    by_rule = {"oppfolging_ikke_oppfylt", "tilsyn_ikke_oppfylt"}  # the rules' own rows are in tests/rules
    counted = {id_ for id_, one in content().nokkeltall.items() if not any(les.forhold for les in one.lesninger)}
    assert counted - by_rule == {rad.tall for rad in RADER}
