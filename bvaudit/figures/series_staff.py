"""What figures are reckoned from in the imported series: everybody on the staff, those who have cases, the children who
live there, what it cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import Serie
from bvaudit.model.serierad import code_of
from bvaudit.model.serieslag import Maal
from bvaudit.texts import text

ALLE, HAR_SAKER = "alle", "har_saker"
_STATED, _SUMS = "oppgitt", ("sum-", "veid-")
_COUNTS = frozenset({Maal.ANTALL, Maal.ANSATTE, Maal.ARSVERK, Maal.SUM, Maal.DOGN, Maal.TIMER})
_Place = tuple[object, ...]


def of_kind(serier: Mapping[str, Serie], rader: Sequence[Nokkelrad]) -> Iterator[Nokkelrad]:
    """``serie.<kind>``: the whole of each series of the kind, reading ``alle``, the sum of its ``har_saker``, and what
    its ``til_nokkeltall`` choose. Shares and means are nothing to divide on."""
    for serie in serier.values():
        if serie.storrelse not in _COUNTS:
            continue
        mine = [row for row in best(rader, serie.id) if row.storrelse == serie.storrelse.value]
        yield from _whole(serie, mine, ALLE)
        if serie.har_saker:
            yield from _added(serie, mine, HAR_SAKER, serie.har_saker)
        for one in serie.til_nokkeltall:
            yield from (
                _added(serie, mine, one.navn, one.kategorier) if one.kategorier else _whole(serie, mine, one.navn)
            )


def _whole(serie: Serie, rader: Sequence[Nokkelrad], variant: str) -> Iterator[Nokkelrad]:
    yield from (_named(serie, replace(row, kilde=serie.tittel), variant) for row in rader if not row.gruppe)


def best(rader: Sequence[Nokkelrad], tall: str) -> tuple[Nokkelrad, ...]:
    """The numbers of a series, each thing once: as stated, else as its parts add up. Not goals, nor other sums."""
    found: dict[_Place, Nokkelrad] = {}
    for row in rader:
        if row.tall == tall and (row.variant == _STATED or row.variant.startswith(_SUMS)):
            key = (row.storrelse, row.periode_fra, row.periode_til, row.enhet, row.kommune, row.gruppe)
            known = found.get(key)
            if known is None or (row.variant == _STATED and row.tilstand is Tilstand.VERDI):
                found[key] = row
    return tuple(found.values())


def _added(serie: Serie, rader: Sequence[Nokkelrad], variant: str, names: Sequence[str]) -> Iterator[Nokkelrad]:
    codes = {code_of(name) for name in names}
    by_place: dict[_Place, list[Nokkelrad]] = {}
    for row in rader:
        if len(row.akser) == 1 and codes & set(row.akser.values()):
            by_place.setdefault((row.periode_fra, row.periode_til, row.enhet, row.kommune), []).append(row)
    for there in by_place.values():
        lacking = next((row for row in there if row.verdi is None), None)
        total = None if lacking else sum(row.verdi or 0 for row in there)
        state = lacking.tilstand if lacking else Tilstand.VERDI
        row = replace(there[0], gruppe="", verdi=total, tilstand=state)
        kilde = text("serier.forhold.roller", serie=serie.tittel, roller=", ".join(names))
        yield _named(serie, replace(row, kilde=kilde), variant)


def _named(serie: Serie, row: Nokkelrad, variant: str) -> Nokkelrad:
    measure = text("serier.forhold.arsverk") if serie.storrelse is Maal.ARSVERK else ""
    merknad = " ".join(part for part in (row.merknad, measure) if part)
    return replace(row, tall=f"serie.{serie.serieslag.value}", variant=variant, storrelse="antall", merknad=merknad)
