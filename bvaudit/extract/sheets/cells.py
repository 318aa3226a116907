"""One cell becomes one value of the column's type, or a fault that says what is wrong without showing a person."""

import re
from datetime import date, datetime, time, timedelta

from bvaudit import texts
from bvaudit.diagnostics import Grad
from bvaudit.extract.sheets.columns import ERROR_CELL, GARBLED, UNCOUNTED, CellFault, Field, Value
from bvaudit.extract.sheets.dates import (
    YEARS,
    day_in_year,
    day_of,
    is_day_number,
    order_is_unknown,
    plain_number,
    without_clock,
)
from bvaudit.extract.sheets.texts import (
    LISTS,
    has_lost_letters,
    heading_key,
    is_garbled,
    is_rounded_number,
    listed,
    means_nothing,
    names_no_unit,
    one_line,
    unwrapped,
)
from bvaudit.model.tables import Type

_SHOWABLE_DATE = re.compile(r"[0-9]{1,4}[./\- ]{1,2}[0-9]{1,2}[./\- ]{1,2}[0-9]{1,4}")
_SHOWABLE_CODE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}")
_ERROR_TEXT = re.compile(
    r"#(N/A|I/T|REF!|REFERANSE!|VALUE!|VERDI!|NAME\?|NAVN\?|DIV/0!|NULL!|NUM!|TALL!|SPILL!|OVERFLYT!|CALC!|BEREGN!|"
    r"GETTING_DATA|FIELD!|FELT!|#+)|Err:[0-9]{3}",
    re.IGNORECASE,
)
_ZEROS = re.compile(r"[0./-]+|[0-9./-]*(?:0000|9999)[0-9./-]*")
_DAY_NOUGHT = ("00.01.1900", "1900-01-00")  # what Excel shows for 0 in a date cell, and the reader gives as midnight
_YES = frozenset({"ja", "j", "x", "sant", "sann", "true", "1"})
_NO = frozenset({"nei", "n", "usant", "usann", "false", "0"})
_UNIT_COLUMNS = frozenset({"enhet", "bydelsnavn"})
_MOST_NAMED = 12  # codes in a hint


def is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not str(unwrapped(cell)))


def is_blank(cell: object, field: Field) -> bool:
    """Whether the cell is empty, or holds a text that the kart says is empty."""
    return is_empty(cell) or bool(field.tomme and _said(cell) & field.tomme)


def is_error(cell: object) -> bool:
    return isinstance(cell, str) and bool(_ERROR_TEXT.fullmatch(cell.strip()))


def convert(cell: object, field: Field) -> Value | CellFault:
    """The cell as the column's type; None when it is empty, or holds a text that the kart says is empty."""
    cell = unwrapped(cell)
    if is_blank(cell, field):
        return None
    if is_error(cell):
        return ERROR_CELL
    translated = field.oversatt.get(heading_key(plain(cell)))
    if translated is None and not field.is_free_text and isinstance(cell, str) and (fault := not_data(cell, field)):
        return fault
    cell = cell if translated is None else translated
    return _is_filled_in(cell, is_translated=translated is not None) if field.is_free_text else _of_type(cell, field)


def _is_filled_in(cell: object, *, is_translated: bool) -> bool:
    """Whether a free text says anything. The text itself goes no further."""
    text = plain(cell)
    return heading_key(text) not in _NO and (is_translated or not means_nothing(text))


def _of_type(cell: object, field: Field) -> Value | CellFault:
    match field.type:
        case Type.DATO:
            return _date(cell, field)
        case Type.BOOL:
            return _yes_or_no(cell)
        case Type.HELTALL:
            return _whole_number(cell, field.desimal)
        case _:
            if field.koder:
                return _code(cell, field)
            return _list(cell, field.kolonne) if field.kolonne in LISTS else _text(cell)


def _said(cell: object) -> set[str]:
    """The ways a person would write what stands in the cell."""
    if isinstance(cell, date):
        return {f"{cell:%d.%m.}{cell.year:04}", f"{cell.year:04}-{cell:%m-%d}"}
    if cell == time(0):
        return {"0", "00:00:00", *_DAY_NOUGHT}
    text = plain(cell)
    return {heading_key(text), heading_key(without_clock(text))}


def not_data(text: str, field: Field) -> CellFault | None:
    """The fault of a text that only fills the cell, or cannot be what was typed."""
    if is_garbled(text) or (field.kolonne in _UNIT_COLUMNS and has_lost_letters(text)):
        return GARBLED
    if text.startswith("="):
        return UNCOUNTED
    unit = field.kolonne in _UNIT_COLUMNS
    if means_nothing(text) or (unit and names_no_unit(text)):
        shown = "(null)" if len(text) > 20 else text.replace('"', "")
        if unit:
            return CellFault(
                kode="plassholder",
                tekst=texts.text("extract.cells.i_er_ikke_navnet_pa_en", shown=shown),
                hint=texts.text("extract.cells.er_det_ment_slik_skriv_dette", shown=shown),
                flere=texts.text("extract.cells.har_som_ikke_er_navnet_pa", shown=shown),
                grad=Grad.ADVARSEL,
            )
        return CellFault(
            kode="plassholder",
            tekst=texts.text("extract.cells.i_er_ikke_en_verdi", shown=shown),
            hint=texts.text("extract.cells.betyr_det_at_feltet_er_tomt", shown=shown),
            flere=texts.text("extract.cells.har_som_ikke_er_en_verdi", shown=shown),
        )
    return None


def plain(cell: object) -> str:
    """Numbers without a needless decimal and truth in Norwegian, as a person would have typed them."""
    if isinstance(cell, bool):
        return "sant" if cell else "usant"
    return plain_number(cell)


def _date(cell: object, field: Field) -> date | CellFault:
    found = day_of(cell, field.datoformat, field.day_zero)
    if found is None and field.ar and isinstance(cell, str):
        found = day_in_year(cell.strip(), field.ar)
    if found is not None and found.year in YEARS:
        return found
    text = f"{found.day:02}.{found.month:02}.{found.year:04}" if isinstance(cell, date) and found else plain(cell)
    text = _DAY_NOUGHT[0] if cell == time(0) else text.strip()
    shown = (
        f"«{text}»"
        if _SHOWABLE_DATE.fullmatch(text) and not field.is_private
        else texts.text("extract.cells.verdien_i")
    )
    return _wrong_date(
        cell, text, shown, field, nothing=found is not None or text in _DAY_NOUGHT or bool(_ZEROS.fullmatch(text))
    )


def _wrong_date(cell: object, text: str, shown: str, field: Field, *, nothing: bool) -> CellFault:
    if order_is_unknown(cell, field.datoformat):
        return CellFault(
            kode="ukjent-datoform",
            tekst=texts.text("extract.cells.kan_bety_to_ulike_dager", shown=shown),
            hint=texts.text("extract.cells.skriv_dette_overst_i_kartet_nar"),
            flere=texts.text("extract.cells.kan_bety_to_ulike_dager_2"),
        )
    if field.day_zero is None and is_day_number(cell):
        return CellFault(
            kode="dagnummer",
            tekst=texts.text("extract.cells.har_et_dagnummer_og_filen_sier"),
            hint=texts.text("extract.cells.formater_kolonnen_som_dato_og_lagre"),
            flere=texts.text("extract.cells.er_dagnumre_uten_kjent_forste_dag"),
        )
    hint = texts.text("extract.cells.skriv_datoen_som_dd_mm_aaaa")
    if nothing and not field.is_private:
        hint += texts.text("extract.cells.betyr_den_at_datoen_mangler_skriv", text=text)
    return CellFault(
        kode="ugyldig-dato",
        tekst=texts.text("extract.cells.er_ikke_en_dato", shown=shown),
        hint=hint,
        flere=texts.text("extract.cells.er_ikke_datoer"),
    )


def _yes_or_no(cell: object) -> bool | CellFault:
    text = heading_key(plain(cell))
    if text in _YES:
        return True
    if text in _NO:
        return False
    return CellFault(
        kode="ugyldig-ja-nei",
        tekst=texts.text("extract.cells.verdien_i_er_verken_ja_eller"),
        hint=texts.text("extract.cells.skriv_ja_eller_nei_eller_legg"),
        flere=texts.text("extract.cells.er_verken_ja_eller_nei"),
    )


def _whole_number(cell: object, desimal: str) -> int | CellFault:
    text = re.sub(r"\s", "", plain(cell))
    if isinstance(cell, str):
        text = re.sub(r",0+$" if desimal == "komma" else r"\.0+$", "", text)
    if isinstance(cell, bool) or not re.fullmatch(r"[0-9]{1,9}", text):
        return CellFault(
            kode="ugyldig-tall",
            tekst=texts.text("extract.cells.verdien_i_er_ikke_et_helt"),
            hint=texts.text("extract.cells.skriv_et_helt_tall_som_4"),
            flere=texts.text("extract.cells.er_ikke_hele_tall"),
        )
    return int(text)


def _text(cell: object) -> str | CellFault:
    if isinstance(cell, date | datetime | time | timedelta):
        return CellFault(
            kode="tekst-som-dato",
            tekst=texts.text("extract.cells.regnearket_har_gjort_verdien_i_om"),
            hint=texts.text("extract.cells.formater_kolonnen_som_tekst_og_skriv"),
            flere=texts.text("extract.cells.er_gjort_om_til_datoer_av"),
        )
    if (isinstance(cell, float) and not cell.is_integer()) or (isinstance(cell, str) and is_rounded_number(cell)):
        return CellFault(
            kode="tekst-som-tall",
            tekst=texts.text("extract.cells.regnearket_har_gjort_verdien_i_om_2"),
            hint=texts.text("extract.cells.formater_kolonnen_som_tekst_og_skriv"),
            flere=texts.text("extract.cells.er_gjort_om_til_desimaltall_av"),
        )
    return one_line(plain(cell))


def _list(cell: object, kolonne: str) -> str | CellFault:
    """Several in one cell, however they are kept apart: rules look for each of them."""
    text = _text(cell)
    if isinstance(text, CellFault):
        return text
    wrong, hint = (
        texts.text("extract.cells.kan_ikke_leses_som", kolonne=kolonne),
        texts.text("extract.cells.skriv_med_komma_mellom", lists=LISTS[kolonne]),
    )
    return listed(text, kolonne) or CellFault(
        kode="ugyldig-liste", tekst=texts.text("extract.cells.verdien_i_2", wrong=wrong), hint=hint, flere=wrong
    )


def _code(cell: object, field: Field) -> str | CellFault:
    """A code of the list. A number can only stand for a code when no other code is the same number (3.1 and 3.10)."""
    if isinstance(cell, date | time | timedelta):
        return _text(cell)
    text = plain(cell).strip()
    known = field.koder.get(heading_key(text))
    as_number = isinstance(cell, float) or (known is None and "," in text)
    if not as_number and known is not None:
        return known
    if as_number and (same := [kode for kode in field.koder.values() if _same_number(kode, text)]):
        if len(same) == 1:
            return same[0]
        return CellFault(
            kode="kode-som-tall",
            tekst=texts.text("extract.cells.koden_i_er_lagret_som_tall", same=" og ".join(same)),
            hint=texts.text("extract.cells.formater_kolonnen_som_tekst_og_skriv_2"),
            flere=texts.text("extract.cells.er_lagret_som_tall_og_to"),
        )
    shown = (
        texts.text("extract.cells.koden", text=text)
        if _SHOWABLE_CODE.fullmatch(text)
        else texts.text("extract.cells.verdien_i")
    )
    return CellFault(
        kode="ukjent-kode",
        tekst=texts.text("extract.cells.finnes_ikke_i_kodelisten", shown=shown, kodeliste=field.kodeliste),
        hint=texts.text("extract.cells.legg_verdien_til_under_koder_i", field=_named(field)),
        flere=texts.text("extract.cells.er_ikke_koder_i_kodelisten", kodeliste=field.kodeliste),
    )


def _named(field: Field) -> str:
    """The codes with their names, as many as one reads: «1 Henlagt, 2 Undersøkes»."""
    codes = [f"{kode} {tittel}" if tittel not in ("", kode) else kode for kode, tittel in field.titler.items()]
    if len(codes) > _MOST_NAMED:
        return texts.text(
            "extract.cells.og_til_se_docs_kart_md",
            koder=", ".join(codes[:_MOST_NAMED]),
            flere=len(codes) - _MOST_NAMED,
        )
    return ", ".join(codes)


def _same_number(kode: str, text: str) -> bool:
    try:
        return float(kode) == float(text.replace(",", "."))
    except ValueError:
        return False
