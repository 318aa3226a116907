"""Old and new codes joined to themes, where the comparability maps say that they are alike."""

from collections.abc import Mapping
from dataclasses import replace

from bvaudit.model.koder import Kodelister
from bvaudit.model.nokkeltall import Inndeling, Kodegruppe, Lesning
from bvaudit.model.sammenligning import Forhold, Sammenligning


def with_themes(lesning: Lesning, maps: Mapping[str, Sammenligning], koder: Kodelister) -> Lesning:
    """The reading with the groups of its maps. Codes that are only wider or narrower stand alone, before and after."""
    if not any(one.kart for one in lesning.deles):
        return lesning
    return replace(lesning, deles=tuple(_joined(one, maps.get(one.kart), koder) for one in lesning.deles))


def _joined(one: Inndeling, kart: Sammenligning | None, koder: Kodelister) -> Inndeling:
    """A group is called by the first of its old codes. What the figure groups itself is left as it is."""
    if kart is None:
        return one
    taken = {kode for gruppe in one.grupper for kode in gruppe.koder}
    groups = list(one.grupper)
    liste = koder.get(one.kodeliste)
    titles = {kode.kode: kode.tittel for kode in liste.koder} if liste is not None else {}
    for par in kart.kodepar:
        both = (*par.fra, *par.til)
        if par.forhold is not Forhold.LIK or not (par.fra and par.til) or taken & set(both):
            continue
        taken |= set(both)
        groups.append(Kodegruppe(kode=par.fra[0], tittel=titles.get(par.fra[0], par.fra[0]), koder=both))
    return replace(one, grupper=tuple(groups), resten_alene=True)
