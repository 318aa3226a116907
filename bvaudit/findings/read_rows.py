"""The settled answers as rows of ``resultater.csv``: variant ``lest``, without a word of what people wrote."""

from collections.abc import Iterator

from bvaudit.model.lesesvar import LEST
from bvaudit.model.lest_i_mappen import LestIMappen, Lestsvar
from bvaudit.model.resultat import CONTRACT_NAMES
from bvaudit.texts import text


def contract_values(lest: LestIMappen) -> Iterator[tuple[object, ...]]:
    """A value for each column of the contract. The days and counts are the machine's, and stand in its own row."""
    for one in lest.svar:
        given = one.rad.avgjort.gjeldende
        known = {
            "regel": given.regel,
            "regelversjon": given.regelversjon,
            "variant": LEST,
            "enhet": one.enhet,
            "sak": given.sak,
            "objekt": given.objekt,
            "objekt_id": given.objekt_id,
            "utfall": one.rad.utfall.value,
            "forklaring": explained(one),
        }
        yield tuple(known.get(name) for name in CONTRACT_NAMES)


def explained(one: Lestsvar) -> str:
    """«lest i internrevisjon-2025; uttrekket sier «ikke oppfylt»»."""
    said = [text("lest_i_papirene.rad.lest", revisjon=one.rad.revisjon)]
    if one.imot and one.maskin is not None:
        said.append(text("lest_i_papirene.rad.imot", utfall=one.maskin.utfall.value))
    if one.rad.kilde_endret:
        said.append(text("lest_i_papirene.rad.endret"))
    if one.malrettet:
        said.append(text("lest_i_papirene.rad.malrettet"))
    return "; ".join(said)
