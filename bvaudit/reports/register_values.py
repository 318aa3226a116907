"""What values in the avviksregister are made of: shares, sums of rows, and columns nobody needs to see."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.register_sheets import SheetColumn, Verdi
from bvaudit.reports.told_under import way_name
from bvaudit.reports.wording import av, clean
from bvaudit.texts import text

FOR_FA = 5  # below this a share says too little; the reader is told
_OFTEN_EMPTY = {
    "under_andre",
    "nedre",
    "ovre",
    "andre_kommuner",
    "star_ogsa",
    "fort_under",
    "fort_annet",
    "delvis",
    "oppstatt_i",
    "andre_mater",
    "egen_grunn",
    "kontrollgrad",
}


def without_empty(kolonner: Sequence[SheetColumn], rows: Sequence[Sequence[Verdi]]) -> tuple[SheetColumn, ...]:
    """The columns; those of ``_OFTEN_EMPTY`` that are empty in every row are hidden, unless people fill them in."""
    return tuple(
        replace(column, skjult=True)
        if rows and not column.fylles_ut and column.id in _OFTEN_EMPTY and not any(row[i] for row in rows)
        else column
        for i, column in enumerate(kolonner)
    )


def summed_row(kolonner: Sequence[SheetColumn], key: str, values: Sequence[Verdi]) -> tuple[str, str]:
    """``_id`` and ``_sum`` of a row; ``values`` are its visible columns in order."""
    written = [value for column, value in zip(kolonner, values, strict=False) if not column.kind.worked_out]
    return key, row_sum((key, *written))


def row_sum(values: Sequence[Verdi]) -> str:
    """Twelve hex digits that change when any value in the row does: ``_id`` first, then the visible columns in order
    without the worked-out ones. The same for values written and values read back from Excel."""
    plain = json.dumps([_plain(value) for value in values], ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:12]


def _plain(value: Verdi) -> str | int | float:
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case date():
            return f"{value:%Y-%m-%d}"
        case _:
            # Excel knows one kind of number: 1.0 comes back as 1.
            return int(value) if value == int(value) else value


def andel(del_av: int, n: int) -> float | None:
    return share(del_av / n) if n else None


def share(value: float) -> float:
    # Excel keeps 15 digits; with six decimals the value read back is the value written.
    return round(value, 6)


def other_variants(svar: RegelSvar) -> str:
    """«slik registeret teller: 14 av 98 (14,3 %)», for each variant that is not the standard."""
    return "; ".join(
        text("register.andre_mater", mate=way_name(navn), tall=av(tall.ikke_oppfylt, tall.n))
        for navn, tall in svar.tall.items()
        if navn != svar.standard
    )


def not_examined(grunn: str) -> str:
    """«Ikke undersøkt: …», said once also when the reason says it itself."""
    told = text("register.grunnlag.ikke_undersokt", grunn=grunn)
    return grunn if grunn.startswith(told.removesuffix(grunn)) else told


def nothing_found(revisjon: Revisjon) -> str:
    examined = sum(svar.tall[svar.standard].n for svar in revisjon.svar)
    return text("register.ingen_avvik") if examined else text("register.ikke_undersokt")
