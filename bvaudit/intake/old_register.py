"""A register that was kept before there was a log: what people typed in it, by rule and unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, in_order
from bvaudit.intake.form_layout import META
from bvaudit.intake.register_back import lines_of
from bvaudit.intake.register_back_long import Whole, whole_texts
from bvaudit.intake.register_back_rows import Read, read_rows
from bvaudit.intake.register_back_sheets import find_sheets
from bvaudit.intake.workbook_cells import read_cells
from bvaudit.model.kodeverk import Kodeverk, Valg
from bvaudit.model.registeret.bokmeta import RETTET, SAK, Bokkolonne, Bokmeta
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.redigering import Celle
from bvaudit.model.registeret.ting import Slag
from bvaudit.texts import text

KOMMENTAR, TILTAK, TILTAKSTYPE, GJELDER = "kommentar", "tiltak", "tiltakstype", "frist_gjelder"
_A = Slag.AVVIK.value
# Column of then → sheet, the field it is now, and the list of the kodeverk. The last three are no fields of an avvik.
_COLUMNS = (
    ("avvik", "neste_frist", _A, "frist_plan", ""),
    ("avvik", "ansvarlig", _A, "ansvarlig", "roller"),
    ("avvik", "status", _A, "status", "statuser"),
    ("avvik", "arsak", _A, "arsak", "arsaker"),
    ("avvik", "feiltype", _A, "feiltype", "feiltyper"),
    ("avvik", "kommentar", _A, KOMMENTAR, ""),
    ("avvik", "tiltak", _A, TILTAK, ""),
    ("avvik", "tiltakstype", _A, TILTAKSTYPE, ""),
    ("avvik", "frist_gjelder", _A, GJELDER, ""),
    ("saker", "rettet", SAK, RETTET, ""),
)
_LISTS = {"roller": "RolleValg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRow:
    """``id`` is «<rule>/<unit>», with the unit's id or its name as a file name. ``celler`` are those with something in
    them, by the field."""

    id: str
    sted: Sted
    celler: Mapping[str, Celle]


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRegister:
    """``rettet`` are the days of the list of cases, their ids «<case>/<unit>»."""

    fil: str
    rader: tuple[OldRow, ...]
    rettet: tuple[Celle, ...]
    problems: tuple[Problem, ...] = ()


def read_old_register(path: Path, kodeverk: Kodeverk, shown: str) -> tuple[OldRegister | None, Sequence[Problem]]:
    """``shown`` is the path as the user should see it. Nothing, and why, when it cannot be read."""
    sheets, problems = read_cells(path, shown)
    if sheets is None:
        return None, problems
    lines = lines_of(sheets[META]) if META in sheets else {}
    meta = _meta(lines, kodeverk)
    found = Read()
    places, told = find_sheets(meta, lines, sheets)
    if told or not meta.kolonner:
        return None, in_order([*problems, *told, *([] if meta.kolonner else [_whole(shown)])])
    long = sheets.get(lines.get("ark lange", ""))
    whole = whole_texts(long.rader, long.navn) if long is not None else Whole()
    for sheet in places:
        read_rows(sheet, meta, whole, found)
    rows: dict[str, dict[str, Celle]] = {}
    for celle in (*found.celler, *found.kommentarer):
        if celle.verdi:
            rows.setdefault(celle.nr, {}).setdefault(celle.felt, celle)
    rader = tuple(OldRow(id=id, sted=next(iter(cells.values())).sted, celler=cells) for id, cells in rows.items())
    rettet = tuple(celle for celle in found.rettet if celle.verdi)
    every = tuple(in_order([*problems, *found.problems]))
    return OldRegister(fil=shown, rader=rader, rettet=rettet, problems=every), ()


def _meta(lines: Mapping[str, str], kodeverk: Kodeverk) -> Bokmeta:
    """As a workbook of now would have said it of itself. Its words are those of the lists now, and of then."""
    kolonner = []
    for ark, id, slag, felt, liste in _COLUMNS:
        bokstav, _, overskrift = lines.get(f"kolonne {ark} {id}", "").partition(" ")
        if overskrift:
            kolonner.append(
                Bokkolonne(
                    ark=ark,
                    id=id,
                    slag=slag,
                    felt=felt,
                    liste=_LISTS.get(liste, liste),
                    bokstav=bokstav,
                    overskrift=overskrift,
                )
            )
    lists: dict[str, tuple[Valg, ...]] = {liste: kodeverk.liste(liste) for *_, liste in _COLUMNS if liste}
    return Bokmeta(
        hode=Hode(),
        mottaker="",
        enhet="",
        ark={key.removeprefix("ark "): value for key, value in lines.items() if key.startswith("ark ")},
        kolonner=tuple(kolonner),
        valg={_LISTS.get(liste, liste): {one.kode: one.tekst for one in words} for liste, words in lists.items()},
    )


def _whole(shown: str) -> Problem:
    said, hint = text("registeret_les.bok.ikke_register"), text("registeret_les.bok.ikke_register_hint")
    return Problem(sted=Sted(fil=shown), kode="register-ikke-register", tekst=said, hint=hint)
