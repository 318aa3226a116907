"""The key figures against plain Python: every reading over made-up cases, in all, by unit and by municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from tests.figures.counted_cases import content, count_cases, units_of
from tests.oracle.figures_oracle import LESNINGER, fasit
from tests.oracle.tall.saker import OMSORG, PER, STEDER, lag_tallsaker
from tests.oracle.tall.telling import Rute, Svar

FRO, MANGE, NOEN = 20261201, 500, 100
AR = ((date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31)))  # the second one is running
KVARTAL = (date(2024, 1, 1), date(2024, 3, 31))
# One of each way of counting; the rest wait for the long run.
NOEN_TALL = ("meldinger", "saksinnhold", "fristbrudd_undersokelse", "fristbrudd_delt", "barn_i_tiltak", "akutt_utfall")

OF_SERIES = {"fagstillinger", "utgift_per_barn"}  # reckoned of series alone, and the cases have none


def compared(antall: int, perioder: Sequence[tuple[date, date]], folder: Path, tall: Sequence[str] = ()) -> list[str]:
    """Every number the two do not agree on, in words."""
    saker = lag_tallsaker(FRO, antall)
    talt = count_cases(saker, folder, PER, perioder, tall=tall, enheter=units_of(STEDER, [OMSORG]))
    not_counted = {one.tall for one in talt.ikke_undersokt if one.periode is None}
    assert not_counted <= OF_SERIES, "a reading was not counted at all"
    return differences(by_route(talt.rader, perioder), fasit(saker, PER, perioder, tall))


def by_route(rows: Sequence[Nokkelrad], perioder: Sequence[tuple[date, date]]) -> Mapping[Rute, Nokkelrad]:
    """The rows of the readings in the key, as the key names them. A stock stands on one day: of the first period that
    ends there."""
    found: dict[Rute, Nokkelrad] = {}
    for row in rows:
        if (row.tall, row.variant) not in LESNINGER:
            continue
        whole = [(fra, til) for fra, til in perioder if min(til, PER) == row.periode_til or til == row.periode_til]
        stock = row.periode_fra == row.periode_til
        fra, til = whole[0] if stock else (row.periode_fra, row.periode_til)
        (kode,) = row.akser.values() or ("",)
        found[Rute(row.tall, row.variant, row.storrelse, fra, til, row.enhet, row.kommune, kode)] = row
    return found


def differences(found: Mapping[Rute, Nokkelrad], key: Mapping[Rute, Svar]) -> list[str]:
    lines = [f"mangler {rute}: {svar}" for rute, svar in key.items() if rute not in found and svar.verdi]
    for rute, row in found.items():
        svar = key.get(rute)
        if row.tilstand is Tilstand.IKKE_UNDERSOKT:
            continue  # the period is not over
        if svar is None:
            if row.verdi:
                lines.append(f"uventet {rute}: {row.verdi}")
        elif not _agree(row, svar):
            lines.append(f"{rute}: ventet {svar}, fant {row.verdi} ({row.teller} av {row.nevner})")
    return lines


def _agree(row: Nokkelrad, svar: Svar) -> bool:
    if svar.verdi is None or row.verdi is None:
        return svar.verdi is None and row.verdi is None and row.tilstand is Tilstand.INGEN
    parts = row.storrelse != "andel" or (row.teller, row.nevner) == (svar.teller, svar.nevner)
    return parts and row.verdi == pytest.approx(svar.verdi)


def assert_agrees(lines: list[str]) -> None:
    assert not lines, f"{len(lines)} avvik fra fasiten, de første tjue:\n" + "\n".join(lines[:20])


def test_some_cases_agree_with_the_key(tmp_path: Path) -> None:
    assert_agrees(compared(NOEN, [AR[0]], tmp_path, NOEN_TALL))


@pytest.mark.lang
def test_five_hundred_cases_agree_with_the_key(tmp_path: Path) -> None:
    assert_agrees(compared(MANGE, (*AR, KVARTAL), tmp_path))


def test_every_reading_is_in_the_key() -> None:
    shipped = {
        (id_, lesning.navn)
        for id_, tall in content().nokkeltall.items()
        for lesning in tall.lesninger
        if lesning.forhold is None
    }
    assert shipped == set(LESNINGER)


# --- the comparison itself --------------------------------------------------------------------------------------------


def test_the_comparison_sees_a_wrong_a_missing_and_a_surplus_number() -> None:
    perioder = [AR[0]]
    key = fasit(lag_tallsaker(FRO, 60), PER, perioder, ["meldinger", "henlagt_andel"])
    right = {rute: _row(rute, svar) for rute, svar in key.items()}
    assert differences(right, key) == []
    whole = next(rute for rute, svar in key.items() if rute.storrelse == "antall" and svar.verdi)
    assert "ventet" in differences({**right, whole: replace(right[whole], verdi=1000.0)}, key)[0]
    share = next(rute for rute, svar in key.items() if rute.storrelse == "andel" and svar.nevner)
    assert "ventet" in differences({**right, share: replace(right[share], nevner=1000.0)}, key)[0]
    assert "mangler" in differences({rute: row for rute, row in right.items() if rute != whole}, key)[0]
    assert "uventet" in differences({**right, whole._replace(gruppe="ny"): right[whole]}, key)[0]


@pytest.mark.lang
def test_the_cases_hold_something_of_every_reading() -> None:
    """A key that only says 0 would prove nothing."""
    key = fasit(lag_tallsaker(FRO, 200), PER, [AR[0]])
    something = {(rute.tall, rute.lesning) for rute, svar in key.items() if svar.teller or (svar.verdi or 0) > 0}
    assert set(LESNINGER) - something == set()


def _row(rute: Rute, svar: Svar) -> Nokkelrad:
    return Nokkelrad(
        tall=rute.tall,
        variant=rute.lesning,
        storrelse=rute.storrelse,
        periode_fra=rute.fra,
        periode_til=rute.til,
        verdi=svar.verdi,
        teller=svar.teller,
        nevner=svar.nevner,
        tilstand=Tilstand.VERDI if svar.verdi is not None else Tilstand.INGEN,
    )
