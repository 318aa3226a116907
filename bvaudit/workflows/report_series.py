"""The imported series of a report: those its outline names, and those of the kinds it asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bvaudit.figures.series_spans import over_spans
from bvaudit.model.endring import Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rapport import Rapport
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.report_facts import Rapportserie, Talltekst
from bvaudit.workflows.series import SeriesRead


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """Figures of the extract and imported series. ``ikke_undersokt`` are those that could not be counted, with why."""

    rader: tuple[Nokkelrad, ...] = ()
    tekster: Mapping[str, Talltekst] | None = None
    kilder: tuple[tuple[str, str], ...] = ()
    ikke_undersokt: tuple[tuple[str, str], ...] = ()
    brudd: tuple[Seriebrudd, ...] = ()
    serier: Mapping[str, Rapportserie] = field(default_factory=dict)
    uttrekk: bool = True  # whether there is an extract to count from


def series_for(read: SeriesRead, rapport: Rapport, spans: Sequence[Periode]) -> More:
    """With a number for each period of the report where the parts of it are there."""
    named = {valg.tall for one in rapport.seksjoner for valg in one.tall}
    kinds = {slag for one in rapport.seksjoner for slag in one.serieslag}
    chosen = [one for id_, one in read.serier.items() if id_ in named or one.serieslag in kinds]
    rader = tuple(row for one in chosen for row in _rows(one, read, spans))
    return More(rader=rader, tekster={one.id: _text(one, read) for one in chosen}, serier=_told(chosen, read))


def _rows(serie: Serie, read: SeriesRead, spans: Sequence[Periode]) -> Iterator[Nokkelrad]:
    own = read.of(serie.id)
    yield from own
    yield from over_spans(serie, own, spans)


def _text(serie: Serie, read: SeriesRead) -> Talltekst:
    breaks = ((periode.fra, one.grunn) for one in serie.brudd if (periode := parse_periode(one.fra)) is not None)
    return Talltekst(
        tittel=serie.tittel,
        storrelse=serie.storrelse.value,
        brudd=tuple(breaks),
        koder={(akse, kode): word for (id_, akse, kode), word in read.ord.items() if id_ == serie.id},
    )


def _told(chosen: Sequence[Serie], read: SeriesRead) -> dict[str, Rapportserie]:
    return {
        serie.id: Rapportserie(
            serie=serie,
            kontroller=tuple(one for one in read.kontroller if one.serie == serie.id),
            ord={(akse, kode): word for (id_, akse, kode), word in read.ord.items() if id_ == serie.id},
        )
        for serie in chosen
    }
