"""«So many of a hundred» is a share, though it is written as a whole number: 3 of 100 may be one of 30. It is hidden as
the share it is, and printed as it was."""

from collections.abc import Iterable
from dataclasses import replace
from math import floor

from bvaudit.figures.suppress_cells import COUNTS, SHARE
from bvaudit.model.nokkelrad import Celle, Nokkelrad

_HALF = 0.5 + 1e-9  # a half goes up
_APART = "/100"  # a reading may have the same parts as shares beside it


def as_share(rad: Nokkelrad, hundred: Iterable[Celle] = ()) -> Nokkelrad:
    """``hundred``: cells that are such, also where the row is hidden and does not say."""
    if rad.celle in hundred or of_a_hundred(rad):
        return replace(rad, storrelse=SHARE, variant=f"{rad.variant}{_APART}{rad.storrelse}")
    return rad


def as_written(rad: Nokkelrad) -> Nokkelrad:
    """Counted anew of its parts: municipalities may have been put together."""
    found = written(rad.celle)
    if found == rad.celle:
        return rad
    verdi = floor(100 * rad.teller / rad.nevner + _HALF) if rad.teller is not None and rad.nevner else rad.verdi
    return replace(rad, storrelse=found.storrelse, variant=found.variant, verdi=verdi)


def written(celle: Celle) -> Celle:
    variant, apart, storrelse = celle.variant.rpartition(_APART)
    return celle._replace(variant=variant, storrelse=storrelse) if apart else celle


def of_a_hundred(rad: Nokkelrad) -> bool:
    return rad.storrelse in COUNTS and rad.teller is not None and rad.nevner is not None
