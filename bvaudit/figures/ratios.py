"""Figures that are reckoned from two others: cases per consultant, where the consultants are an imported series."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bvaudit.figures.series_ratio import ratio
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Forhold, Lesning, Nokkeltall, Tallvalg
from bvaudit.texts import text

SERIE = "serie."  # and the kind: whichever series of that kind the municipality has


def ratio_rows(
    figures: Iterable[Nokkeltall], known: Iterable[Nokkelrad], every: Iterable[Nokkeltall]
) -> tuple[Nokkelrad, ...]:
    """A row for every row above the line, in its period and place. ``known`` are all rows there are, ``every`` the
    figures they are of. Below the line
    stands the number of the same period, else of the shortest that holds it."""
    by_choice: dict[tuple[str, str, str, str], list[Nokkelrad]] = {}
    for row in known:
        by_choice.setdefault((row.tall, row.variant, row.storrelse, row.gruppe), []).append(row)
    standard = {one.id: one.standard.navn for one in every if one.lesninger}
    found: dict[Celle, Nokkelrad] = {}
    for figure in figures:
        for lesning in figure.lesninger:
            if lesning.forhold is not None:
                for row in _of(figure, lesning, lesning.forhold, by_choice, standard):
                    found.setdefault(row.celle, row)
    return tuple(found.values())


def _of(
    figure: Nokkeltall,
    lesning: Lesning,
    forhold: Forhold,
    rows: dict[tuple[str, str, str, str], list[Nokkelrad]],
    standard: dict[str, str],
) -> Iterator[Nokkelrad]:
    below = _chosen(forhold.nevner, rows, standard)
    if forhold.nevner.tall.startswith(SERIE):
        made = ratio(_chosen(forhold.teller, rows, standard), below, tall=figure.id, variant=lesning.navn)
        yield from (_why_none(row, forhold.nevner, below, rows) for row in made)
        return
    for over in _chosen(forhold.teller, rows, standard):
        under = _beneath(over, below)
        for storrelse in lesning.maler:
            row = replace(over, tall=figure.id, variant=lesning.navn, storrelse=storrelse.value, gruppe="")
            yield _divided(row, over, under)


def _why_none(
    row: Nokkelrad,
    valg: Tallvalg,
    below: Sequence[Nokkelrad],
    rows: Mapping[tuple[str, str, str, str], Sequence[Nokkelrad]],
) -> Nokkelrad:
    """With the reason there is nothing to divide on: no such series, or one that does not say who has cases."""
    if below or row.tilstand is not Tilstand.IKKE_UNDERSOKT:
        return row
    slag = valg.tall.removeprefix(SERIE)
    key = "uten_roller" if any(key[0] == valg.tall for key in rows) else "uten_serie"
    return replace(row, merknad=text(f"serier.forhold.{key}", slag=slag))


def _chosen(
    valg: Tallvalg, rows: dict[tuple[str, str, str, str], list[Nokkelrad]], standard: dict[str, str]
) -> list[Nokkelrad]:
    """The rows of the chosen reading. Without one: of the standard, or of whatever reading the series has."""
    variant = valg.lesning or standard.get(valg.tall, "")
    if variant:
        return rows.get((valg.tall, variant, valg.storrelse, valg.gruppe), [])
    found = [
        group
        for (tall, _, storrelse, gruppe), group in rows.items()
        if (tall, storrelse, gruppe) == (valg.tall, valg.storrelse, valg.gruppe)
    ]
    return found[0] if found else []


def _beneath(over: Nokkelrad, below: Iterable[Nokkelrad]) -> Nokkelrad | None:
    holds = [
        row
        for row in below
        if (row.enhet, row.kommune) == (over.enhet, over.kommune)
        and row.periode_fra <= over.periode_fra
        and over.periode_til <= row.periode_til
    ]
    return min(holds, key=lambda row: (row.periode_til - row.periode_fra, row.periode_fra), default=None)


def _divided(row: Nokkelrad, over: Nokkelrad, under: Nokkelrad | None) -> Nokkelrad:
    empty = replace(row, verdi=None, teller=over.verdi, nevner=under.verdi if under else None)
    if over.tilstand is not Tilstand.VERDI:
        return replace(empty, tilstand=over.tilstand, merknad=over.merknad)
    if under is None:
        return replace(empty, tilstand=Tilstand.IKKE_UNDERSOKT, merknad=text("tellingen.grunn.uten_nevner"))
    if under.tilstand is not Tilstand.VERDI:
        return replace(empty, tilstand=under.tilstand, merknad=under.merknad)
    if not under.verdi or over.verdi is None:
        return replace(empty, tilstand=Tilstand.INGEN)
    kilde = "; ".join(dict.fromkeys(part for part in (over.kilde, under.kilde) if part))
    return replace(empty, verdi=over.verdi / under.verdi, tilstand=Tilstand.VERDI, kilde=kilde)
