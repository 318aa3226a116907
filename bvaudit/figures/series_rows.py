"""Numbers of a series as rows of the long table of key figures, with the cell each came from."""

from collections.abc import Iterable, Iterator, Sequence

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.seriepunkt import Seriepunkt
from bvaudit.model.serietall import Uten

OPPGITT = "oppgitt"


def as_rows(serie: Serie, punkter: Iterable[Seriepunkt]) -> Iterator[Nokkelrad]:
    """``variant`` is «oppgitt» for what the source has, else how it was worked out."""
    for one in punkter:
        tilstand = _tilstand(one)
        shown = tilstand is Tilstand.VERDI
        yield Nokkelrad(
            tall=serie.id,
            variant=one.regnet or OPPGITT,
            storrelse=one.storrelse.value,
            periode_fra=one.periode.fra,
            periode_til=one.periode.til,
            enhet=one.enhet,
            kommune=one.kommune,
            gruppe=";".join(f"{akse}={kode}" for akse, kode in one.grupper),
            verdi=float(one.verdi) if shown and one.verdi is not None else None,
            teller=float(one.teller) if shown and one.teller is not None else None,
            nevner=float(one.nevner) if shown and one.nevner is not None else None,
            tilstand=tilstand,
            kilde=one.kilde,
            merknad=one.merknad,
        )


def _tilstand(punkt: Seriepunkt) -> Tilstand:
    if punkt.skjult:
        return Tilstand.SKJULT
    if punkt.verdi is not None:
        return Tilstand.VERDI
    if punkt.nevner == 0:
        return Tilstand.INGEN
    return Tilstand.MANGLER_SYSTEM if punkt.uten is Uten.MANGLER_SYSTEM else Tilstand.IKKE_UNDERSOKT


def without_system(serie: Serie, periods: Sequence[str]) -> Iterator[Nokkelrad]:
    """A series no system keeps: a row that says so, and never 0."""
    for written in periods:
        periode = parse_periode(written)
        assert periode is not None, "the loader has read it"
        yield Nokkelrad(
            tall=serie.id,
            variant=OPPGITT,
            storrelse=serie.storrelse.value,
            periode_fra=periode.fra,
            periode_til=periode.til,
            enhet=serie.enhet,
            tilstand=Tilstand.MANGLER_SYSTEM,
            kilde=serie.fil,
            merknad=serie.hvorfor,
        )
