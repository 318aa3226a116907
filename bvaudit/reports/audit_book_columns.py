"""The columns of an audit's workbook: their heading by their id."""

from dataclasses import replace

from bvaudit.model.anslag import Anslag
from bvaudit.reports.register_sheets import CellKind, SheetColumn
from bvaudit.reports.register_values import share
from bvaudit.texts import text


def column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"lest.bok.kol.{id}"), bredde=bredde, kind=kind)


def whole(id: str, bredde: float) -> SheetColumn:
    return column(id, bredde, CellKind.HELTALL)


def part(id: str, bredde: float) -> SheetColumn:
    return column(id, bredde, CellKind.ANDEL)


def folded(one: SheetColumn) -> SheetColumn:
    return replace(one, foldet=True)


def named(id: str, navn: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    """A column whose heading is not the catalogue's: the municipality's own word."""
    return SheetColumn(id=id, navn=navn, bredde=bredde, kind=kind)


def three(anslag: Anslag | None) -> tuple[float | None, float | None, float | None]:
    """The share and its bounds."""
    if anslag is None:
        return None, None, None
    lower, upper = (None if one is None else share(one) for one in (anslag.nedre, anslag.ovre))
    return share(anslag.andel), lower, upper
