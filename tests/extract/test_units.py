"""Which unit a submission belongs to."""

from datetime import date

import pytest

from bvaudit.extract.units import unit_of
from bvaudit.model.enhet import Enhet, Enheter, Kilde

BYDEL_2 = Kilde(kommunenummer="9999", bydelsnummer="02")
MAP = Enheter(
    fil="enheter.yaml",
    enheter=(
        Enhet(id="vest", navn="Vest", kilder=(BYDEL_2,), gjelder_til_og_med=date(2024, 12, 31)),
        Enhet(id="sor-og-vest", navn="Sør og Vest", kilder=(BYDEL_2,), gjelder_fra=date(2025, 1, 1)),
        Enhet(id="hele", navn="Hele Fjordvik", kilder=(Kilde(kommunenummer="9999"),), gjelder_fra=date(2025, 1, 1)),
    ),
)


@pytest.mark.parametrize(
    ("enheter", "bydel", "navn", "dag", "ventet"),
    [
        pytest.param(None, "", "", None, ("fjordvik", "Fjordvik"), id="uten bydel: kommunen"),
        pytest.param(None, "02", "", None, ("fjordvik-bydel-02", "Fjordvik bydel 02"), id="bare bydelsnummer"),
        pytest.param(None, "02", "Østbyen", None, ("ostbyen", "Østbyen"), id="bydelens navn"),
        pytest.param(MAP, "02", "", date(2024, 12, 31), ("vest", "Vest"), id="siste dag før sammenslåing"),
        pytest.param(MAP, "02", "", date(2025, 1, 1), ("sor-og-vest", "Sør og Vest"), id="første dag etter"),
        pytest.param(MAP, "02", "", None, ("vest", "Vest"), id="ukjent dag: den første"),
        pytest.param(MAP, "07", "", date(2025, 6, 1), ("hele", "Hele Fjordvik"), id="resten av kommunen"),
        pytest.param(MAP, "07", "Nord", date(2020, 1, 1), ("nord", "Nord"), id="ingen passer: som uten kart"),
    ],
)
def test_unit(enheter: Enheter | None, bydel: str, navn: str, dag: date | None, ventet: tuple[str, str]) -> None:
    found = unit_of(
        enheter,
        organisasjonsnummer="999999999",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        bydelsnummer=bydel,
        bydelsnavn=navn,
        dag=dag,
    )
    assert found == ventet


def test_unit_of_nothing_has_a_name_too() -> None:
    nothing = dict.fromkeys(
        ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn", "dag")
    )
    assert unit_of(None, **nothing) == ("ukjent-enhet", "Ukjent enhet")
