"""What the parts of a file come to, and who we are among others: held to only where the file itself says it."""

from collections.abc import Iterator, Sequence

from bvaudit.intake.series_guess_words import MEAN, set_of
from bvaudit.intake.series_layout import Column, Layout, is_total
from bvaudit.model.enhet import name_key
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Serie, Settet
from bvaudit.model.serieperiode import aret_av, parse_periode
from bvaudit.model.serieslag import Maal, Radslag, Rolle, Serieslag


def among(layout: Layout, serie: Serie, kommune: str, said: str) -> Settet | None:
    """Ourselves among other municipalities, where one of the rows is us."""
    if serie.serieslag is not Serieslag.SAMMENLIGNING or not kommune:
        return None
    by_name = {one.navn: one for one in layout.kolonner}
    for one in serie.kolonner:
        words = by_name[one.navn].tekster if one.er is Rolle.KATEGORI else []
        own = next((word for word in words if name_key(kommune) in name_key(word)), "")
        if own:
            mean = next((word for word in words if MEAN.search(word)), "")
            return Settet(navn=set_of(said), akse=one.akse, eget=own, snitt=mean)
    return None


def wholes(layout: Layout, values: Sequence[Column], serie: Serie) -> Iterator[str]:
    """What the file states the whole of: only then can the parts be held against it."""
    if serie.hver_rad is not Radslag.TALL:
        return
    by_name = {one.navn: one for one in layout.kolonner}
    fixed = [one.periode for one in serie.kolonner if one.periode]
    spans = [found for one in fixed if (found := parse_periode(one)) is not None]
    if any(aret_av(one) in spans for one in spans):
        yield TID
    summed = serie.storrelse is not Maal.ANDEL or any(one.er is Rolle.NEVNER for one in serie.kolonner)
    if any(one.enhet for one in serie.kolonner) and any(is_total(one.navn) for one in values):
        yield ENHETER
    places = {Rolle.ENHET: ENHETER, Rolle.KOMMUNE: KOMMUNER, Rolle.PERIODE: TID}
    for one in serie.kolonner:
        held = summed or one.er in (Rolle.PERIODE, Rolle.KATEGORI)
        if held and one.er in (*places, Rolle.KATEGORI) and any(map(is_total, by_name[one.navn].celler)):
            yield places.get(one.er, one.akse)
    if any(one.kategori for one in serie.kolonner) and any(
        one.er is Rolle.VERDI and not one.kategori and not one.periode for one in serie.kolonner
    ):
        yield "kolonne"
