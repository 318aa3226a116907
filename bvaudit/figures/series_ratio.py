"""A figure of the extract over a number of a series: cases for each employee, children for each full-time post."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bvaudit.model.kalender import vis
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.texts import text


def ratio(
    over: Iterable[Nokkelrad], under: Sequence[Nokkelrad], *, tall: str, variant: str, per: int = 1
) -> tuple[Nokkelrad, ...]:
    """For each row of ``over`` the row of ``under`` for the same unit and municipality, of the period the day lies in,
    else of the latest one before it. Both of the same whole: groups are for the caller to choose. Nothing below, or 0:
    a state that says so, never a number. ``per``: what is below is told in so many."""
    return tuple(_one(row, _of(row, under), tall, variant, per) for row in over)


def _of(row: Nokkelrad, under: Sequence[Nokkelrad]) -> Nokkelrad | None:
    there = [
        one
        for one in under
        if (one.enhet, one.kommune) == (row.enhet, row.kommune) and one.periode_fra <= row.periode_til
    ]
    inside = [one for one in there if row.periode_til <= one.periode_til]
    if inside:
        return min(inside, key=lambda one: (one.periode_til - one.periode_fra, one.variant != "oppgitt"))
    return max(there, key=lambda one: (one.periode_til, one.variant == "oppgitt"), default=None)


def _one(row: Nokkelrad, below: Nokkelrad | None, tall: str, variant: str, per: int) -> Nokkelrad:
    made = replace(row, tall=tall, variant=variant, storrelse="gjennomsnitt", verdi=None, teller=None, nevner=None)
    if below is None:
        return replace(made, tilstand=Tilstand.IKKE_UNDERSOKT, merknad=text("serier.forhold.ingen_nevner"))
    kilde = text("serier.forhold.kilde", teller=row.kilde, nevner=below.kilde)
    for one in (row, below):
        if one.tilstand is not Tilstand.VERDI:
            return replace(made, tilstand=one.tilstand, kilde=kilde, merknad=one.merknad)
    if row.verdi is None or not below.verdi:
        return replace(made, tilstand=Tilstand.INGEN, kilde=kilde)
    old = below.periode_til < row.periode_til
    merknad = text("serier.forhold.eldre", dag=vis(below.periode_til)) if old else ""
    return replace(
        made,
        verdi=row.verdi / (below.verdi / per),
        teller=row.verdi,
        nevner=below.verdi / per,
        tilstand=Tilstand.VERDI,
        kilde=kilde,
        merknad=merknad,
    )
