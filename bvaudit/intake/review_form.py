"""What a reader has written in a form for reading cases, point by point, whichever of the two layouts it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.diagnostics import Sted
from bvaudit.intake.form_sheets import ID_MARK
from bvaudit.intake.forms import FilledCell, FilledForm, FilledRow

FORSIDE, SPORSMAL, SAKER = "forside", "sporsmal", "saker"
FELT = ("svar", "begrunnelse", "feiltype", "belegg", "dato")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gitt:
    """What is written about one point. ``id`` is the hidden id of the row, ``rad`` that of the row it stands in (the
    case, when a row has several points); ``celler`` are by the keys in ``FELT``."""

    id: str
    rad: str
    celler: Mapping[str, FilledCell]

    def tekst(self, key: str) -> str:
        cell = self.celler.get(key)
        return "" if cell is None else (cell.kode or cell.tekst)

    @property
    def svar(self) -> str:
        return self.tekst("svar")

    @property
    def dato(self) -> date | None:
        cell = self.celler.get("dato")
        return cell.verdi if cell is not None and isinstance(cell.verdi, date) else None

    @property
    def skrevet(self) -> bool:
        """Whether anything is."""
        return any(cell.verdi is not None or cell.feil for cell in self.celler.values())

    @property
    def feil(self) -> bool:
        """Whether what stands in the cell of the answer is told of already."""
        return self.celler["svar"].feil

    def sted(self, key: str = "svar") -> Sted:
        """The cell, or the one of the answer when there is none."""
        return (self.celler.get(key) or self.celler["svar"]).sted


@dataclass(frozen=True, slots=True, kw_only=True)
class GittPlass:
    """A case on the first page. ``grunn``: it is struck, with the code of the reason."""

    sak: str
    grunn: FilledCell
    tekst: FilledCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Leseskjema:
    """``svar`` are all the points the form has left, also those nobody has answered; ``borte`` the rows that are gone.
    ``sporsmal`` are the rows of the sheet of questions."""

    svar: tuple[Gitt, ...]
    plasser: Mapping[str, GittPlass] = field(default_factory=dict)
    sporsmal: tuple[FilledRow, ...] = ()


def read_review_form(form: FilledForm) -> Leseskjema:
    tables = {key: table for key, table in form.tabeller.items() if key not in (FORSIDE, SPORSMAL)}
    front = form.tabeller.get(FORSIDE)
    questions = form.tabeller.get(SPORSMAL)
    return Leseskjema(
        svar=tuple(given for table in tables.values() for row in table.rader for given in _given(row)),
        plasser={row.id: _place(row) for row in front.rader if "utgar" in row.celler} if front else {},
        sporsmal=questions.rader if questions else (),
    )


def _given(row: FilledRow) -> Iterator[Gitt]:
    """The row itself is a point; or it has one for each hidden id in it."""
    if "svar" in row.celler:
        yield Gitt(id=row.id, rad=row.id, celler={key: row.celler[key] for key in FELT if key in row.celler})
        return
    for key in (key for key in (*row.celler, *row.faste) if key.startswith(ID_MARK)):
        n = key.removeprefix(ID_MARK)
        cells = {one: row.celler[f"{one}:{n}"] for one in FELT if f"{one}:{n}" in row.celler}
        if "svar" in cells:
            yield Gitt(id=_id(row, key), rad=row.id, celler=cells)


def _id(row: FilledRow, key: str) -> str:
    if key in row.celler:
        return row.celler[key].tekst
    return str(row.faste[key] or "")


def _place(row: FilledRow) -> GittPlass:
    reason = row.celler["utgar"]
    return GittPlass(
        sak=row.id, grunn=reason, tekst=row.celler.get("utgar_tekst", FilledCell(verdi=None, sted=reason.sted))
    )
