"""«So many of a hundred» is hidden as the share it is."""

from dataclasses import replace
from datetime import date

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand, gruppe
from bvaudit.workflows.public_rows import made_public

AR = {"periode_fra": date(2025, 1, 1), "periode_til": date(2025, 12, 31)}


def of_a_hundred(kode: str, teller: int, nevner: int, verdi: int) -> Nokkelrad:
    return Nokkelrad(
        tall="utfall", variant="av_100", storrelse="antall", gruppe=gruppe(kode=kode), verdi=verdi, teller=teller,
        nevner=nevner, n_saker=nevner, **AR,  # type: ignore[arg-type]
    )  # fmt: skip


def states(*rows: Nokkelrad, before: tuple[Nokkelrad, ...] = ()) -> list[tuple[Tilstand, float | None]]:
    public = made_public(rows, tidligere=before).rader
    assert [(one.variant, one.storrelse) for one in public] == [("av_100", "antall")] * len(rows)
    return [(one.tilstand, one.teller) for one in public]


def test_one_of_thirty_is_three_of_a_hundred_and_is_hidden() -> None:
    rows = [of_a_hundred("1", 1, 30, 3), of_a_hundred("2", 14, 30, 47), of_a_hundred("3", 15, 30, 50)]
    first, *_ = states(*rows)
    assert first == (Tilstand.SKJULT, None)


def test_six_of_three_hundred_are_two_of_a_hundred_and_are_shown() -> None:
    rows = [of_a_hundred("1", 6, 313, 2), of_a_hundred("2", 110, 313, 35), of_a_hundred("3", 197, 313, 63)]
    assert [one for one, _ in states(*rows)] == [Tilstand.VERDI] * 3


def test_what_was_hidden_before_stays_so() -> None:
    rows = [of_a_hundred("1", 1, 30, 3), of_a_hundred("2", 14, 30, 47), of_a_hundred("3", 15, 30, 50)]
    before = made_public(rows).rader
    assert states(*rows, before=before)[0] == (Tilstand.SKJULT, None)


def test_small_municipalities_together_are_counted_of_their_parts() -> None:
    rows = [
        replace(of_a_hundred("1", teller, nevner, verdi), kommune=kommune)
        for kommune, teller, nevner, verdi in (("0001", 400, 800, 50), ("0002", 1, 4, 25), ("0003", 6, 12, 50))
    ]
    for one in made_public(rows).rader:
        if one.tilstand is Tilstand.VERDI and one.teller and one.nevner:
            assert one.verdi == int(100 * one.teller / one.nevner + 0.5)
