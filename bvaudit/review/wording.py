"""The wording gate: what may be said of a point, by what the number of read cases can carry."""

import math
from dataclasses import replace

from bvaudit.model.anslag import Anslag, Metode
from bvaudit.model.lest import LestPunkt
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.ordbruk import Ordbruk, Ordniva
from bvaudit.review.basis import about_unit
from bvaudit.texts import counted, text

_DIGITS = 9  # the last digits of a float may differ between machines


def worded(punkt: LestPunkt, ordbruk: Ordbruk) -> LestPunkt:
    """The point with the level it reaches and the sentence of that level."""
    niva = level(punkt, ordbruk)
    return replace(punkt, nivaa=niva.id, setning=_sentence(punkt, niva, ordbruk))


def level(punkt: LestPunkt, ordbruk: Ordbruk) -> Ordniva:
    """The first level whose every threshold holds. The last has none."""
    return next(niva for niva in ordbruk.nivaer if reaches(punkt, niva))


def reaches(punkt: LestPunkt, niva: Ordniva) -> bool:
    return _kind(punkt, niva) and _counts(punkt, niva) and _shares(punkt, niva)


def says_of_all(punkt: LestPunkt) -> bool:
    """The cases were drawn so that they say something of all, or all are read."""
    anslag = punkt.anslag
    return anslag is not None and (anslag.metode is Metode.FULL or anslag.nedre is not None)


def lower(anslag: Anslag) -> float:
    """At least so large a share of all: the share itself when every case was read."""
    return anslag.andel if anslag.metode is Metode.FULL else anslag.nedre or 0.0


def _kind(punkt: LestPunkt, niva: Ordniva) -> bool:
    return (
        (not niva.om_enheten or about_unit(punkt.regel))
        and (not niva.alle_lest or punkt.alle_lest)
        and (not niva.trukket or says_of_all(punkt))
        and (not niva.pekt_ut or punkt.malrettede_nei > 0)
        and (niva.grad is None or niva.grad is punkt.grad)
    )


def _counts(punkt: LestPunkt, niva: Ordniva) -> bool:
    return (
        punkt.n >= niva.minst_n
        and (niva.hoyst_n is None or punkt.n <= niva.hoyst_n)
        and punkt.nei >= niva.minst_nei
        and (niva.hoyst_nei is None or punkt.nei <= niva.hoyst_nei)
        and punkt.delvis >= niva.minst_delvis
    )


def _shares(punkt: LestPunkt, niva: Ordniva) -> bool:
    if niva.minst_andel and punkt.nei * 100 < niva.minst_andel * punkt.n:
        return False
    if not niva.nedre_grense:
        return True
    return punkt.anslag is not None and round(lower(punkt.anslag) * 100, _DIGITS) >= niva.nedre_grense


def _sentence(punkt: LestPunkt, niva: Ordniva, ordbruk: Ordbruk) -> str:
    objekt = punkt.regel.gjelder.objekt
    values = {
        "n": punkt.n,
        "nei": punkt.nei,
        "delvis": punkt.delvis,
        "hva": gjelder(objekt, punkt.n),
        "leste": counted("lest.leste", punkt.n, hva=gjelder(objekt, punkt.n)),
        "krav": punkt.regel.tittel.rstrip("."),
        "brudd": punkt.regel.brudd,
        "grenser": bounds(punkt.anslag),
        "hoyst": "" if punkt.hoyst is None else up(punkt.hoyst),
        "malrettede": punkt.malrettede,
        "malrettede_nei": punkt.malrettede_nei,
    }
    said = [niva.setning]
    if punkt.delvis and not about_unit(punkt.regel):
        said.append(ordbruk.delvis_setning)
    if punkt.malrettede:
        said.append(ordbruk.malrettet_setning)
    return " ".join(sentence.format(**values) for sentence in said)


def bounds(anslag: Anslag | None) -> str:
    """«mellom 12 og 74 % av alle», outwards to whole per cent: never more than is known."""
    if anslag is None:
        return ""
    if anslag.metode is Metode.FULL:
        return text("lest.alle_lest")
    if anslag.nedre is None or anslag.ovre is None:
        return ""
    return text("lest.mellom", nedre=down(anslag.nedre), ovre=up(anslag.ovre))


def down(share: float) -> int:
    return math.floor(round(share * 100, _DIGITS))


def up(share: float) -> int:
    return math.ceil(round(share * 100, _DIGITS))
