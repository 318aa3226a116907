"""Figures that are reckoned from two others: cases per consultant, where the consultants are an imported series."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.figures.series_ratio import ratio
from bvaudit.figures.series_staff import ALLE, HAR_SAKER
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Forhold, Lesning, Nokkeltall, Tallvalg
from bvaudit.model.serieslag import Serieslag
from bvaudit.model.tallperiode import Periode
from bvaudit.model.telling import IkkeTelt
from bvaudit.texts import text

_Choices = Mapping[tuple[str, str, str, str], Sequence[Nokkelrad]]
SERIE = "serie."  # and the kind: whichever series of that kind the municipality has


def ratio_rows(
    figures: Iterable[Nokkeltall],
    known: Iterable[Nokkelrad],
    every: Iterable[Nokkeltall],
    perioder: Sequence[Periode] = (),
) -> tuple[Nokkelrad, ...]:
    """A row for every row above the line, in its period and place. ``known`` are all rows there are, ``every`` the
    figures they are of. Below the line stands the number of the same period, else of the shortest that holds it."""
    by_choice = _by_choice(known)
    standard = {one.id: one.standard.navn for one in every if one.lesninger}
    found: dict[Celle, Nokkelrad] = {}
    for figure in figures:
        for lesning in figure.lesninger:
            if lesning.forhold is not None:
                made = _of(figure, lesning, lesning.forhold, by_choice, standard)
                asked = _asked_for(made, perioder) if lesning.forhold.teller.tall.startswith(SERIE) else made
                for row in asked:
                    found.setdefault(row.celle, row)
    return tuple(found.values())


def _asked_for(rows: Iterable[Nokkelrad], perioder: Sequence[Periode]) -> Iterator[Nokkelrad]:
    """A series has its own periods. Of each period that is counted: the number of the whole of it, else the last within
    it, which keeps the days it is of."""
    every = list(rows)
    for periode in perioder:
        by_place: dict[tuple[str, str], Nokkelrad] = {}
        for row in every:
            if periode.fra <= row.periode_fra and row.periode_til <= periode.til:
                known = by_place.get((row.enhet, row.kommune))
                if known is None or _rank(row, periode) > _rank(known, periode):
                    by_place[row.enhet, row.kommune] = row
        yield from by_place.values()


def _rank(row: Nokkelrad, periode: Periode) -> tuple[bool, date]:
    return (row.periode_fra, row.periode_til) == (periode.fra, periode.til), row.periode_til


def not_made(
    figures: Iterable[Nokkeltall], made: Iterable[Nokkelrad], known: Iterable[Nokkelrad]
) -> Iterator[IkkeTelt]:
    """The readings of which there is nothing above the line, for want of a series."""
    there = {(row.tall, row.variant) for row in made}
    rows = _by_choice(known)
    for figure in figures:
        for lesning in figure.lesninger:
            above = lesning.forhold.teller if lesning.forhold is not None else None
            if above is not None and above.tall.startswith(SERIE) and (figure.id, lesning.navn) not in there:
                yield IkkeTelt(tall=figure.id, lesning=lesning.navn, grunn=_lacking(above, rows))


def _by_choice(known: Iterable[Nokkelrad]) -> dict[tuple[str, str, str, str], list[Nokkelrad]]:
    found: dict[tuple[str, str, str, str], list[Nokkelrad]] = {}
    for row in known:
        found.setdefault((row.tall, row.variant, row.storrelse, row.gruppe), []).append(row)
    return found


def _of(
    figure: Nokkeltall,
    lesning: Lesning,
    forhold: Forhold,
    rows: _Choices,
    standard: dict[str, str],
) -> Iterator[Nokkelrad]:
    below = _chosen(forhold.nevner, rows, standard)
    if forhold.nevner.tall.startswith(SERIE):
        above = [
            row for row in _chosen(forhold.teller, rows, standard) if not (row.enhet and _lives_in(forhold.nevner))
        ]
        made = ratio(above, below, tall=figure.id, variant=lesning.navn, per=forhold.per)
        yield from (_why_none(row, forhold.nevner, below, rows) for row in made)
        return
    for over in _chosen(forhold.teller, rows, standard):
        under = _beneath(over, below)
        for storrelse in lesning.maler:
            row = replace(over, tall=figure.id, variant=lesning.navn, storrelse=storrelse.value, gruppe="")
            yield _divided(row, over, under, forhold.per)


def _lives_in(valg: Tallvalg) -> bool:
    """People live in a municipality, and in no unit."""
    return valg.tall == f"{SERIE}{Serieslag.BEFOLKNING.value}"


def _why_none(
    row: Nokkelrad,
    valg: Tallvalg,
    below: Sequence[Nokkelrad],
    rows: _Choices,
) -> Nokkelrad:
    """With the reason there is nothing to divide on."""
    if below or row.tilstand is not Tilstand.IKKE_UNDERSOKT:
        return row
    return replace(row, merknad=_lacking(valg, rows))


def _lacking(valg: Tallvalg, rows: _Choices) -> str:
    """No such series, or one that does not say who has cases or what stands under the name."""
    slag = valg.tall.removeprefix(SERIE)
    if valg.lesning not in (ALLE, HAR_SAKER):
        return text("serier.forhold.uten_utvalg", slag=slag, utvalg=valg.lesning)
    key = "uten_roller" if any(key[0] == valg.tall for key in rows) else "uten_serie"
    return text(f"serier.forhold.{key}", slag=slag)


def _chosen(valg: Tallvalg, rows: _Choices, standard: dict[str, str]) -> Sequence[Nokkelrad]:
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


def _divided(row: Nokkelrad, over: Nokkelrad, under: Nokkelrad | None, per: int) -> Nokkelrad:
    below = under.verdi / per if under is not None and under.verdi is not None else None
    empty = replace(row, verdi=None, teller=over.verdi, nevner=below)
    if over.tilstand is not Tilstand.VERDI:
        return replace(empty, tilstand=over.tilstand, merknad=over.merknad)
    if under is None:
        return replace(empty, tilstand=Tilstand.IKKE_UNDERSOKT, merknad=text("tellingen.grunn.uten_nevner"))
    if under.tilstand is not Tilstand.VERDI:
        return replace(empty, tilstand=under.tilstand, merknad=under.merknad)
    if not below or over.verdi is None:
        return replace(empty, tilstand=Tilstand.INGEN)
    kilde = "; ".join(dict.fromkeys(part for part in (over.kilde, under.kilde) if part))
    return replace(empty, verdi=over.verdi / below, tilstand=Tilstand.VERDI, kilde=kilde)
